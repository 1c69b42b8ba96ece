use serde::{Deserialize, Serialize};

use crate::lang::{Bilingual, Lang, fill_in};
use crate::model::{MessageTemplate, Severity};

/// What can be wrong with what a region entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum IndexProblemKind {
    /// The number is not in the form of the year.
    UnknownIndicator,
    /// An indicator is given twice.
    IndicatorTwice,
    /// A level is not 0, 1, 2 or 3.
    LevelInvalid,
    /// A mandatory indicator has no level.
    MandatoryMissing,
    /// A mandatory indicator has a level and no evidence.
    EvidenceMissing,
    /// Of usefulness, no basis or several are chosen.
    BasisNotOne,
    /// Of usefulness, nothing says which basis was chosen.
    BasisNotStated,
    /// The basis is not in the list.
    BasisUnknown,
    /// The level disagrees with the number entered.
    LevelContradictsValue,
    /// The number entered is none.
    ValueInvalid,
    /// The form has no level for the number entered.
    ValueBeyondLevels,
    /// The level disagrees with the dates entered.
    LevelContradictsDates,
    /// An affair is not in the list.
    AffairUnknown,
    /// A date is none.
    DateInvalid,
    /// Two innovations have one id.
    InnovationTwice,
    /// The stored maturity is not that of the levels.
    MaturityDiffers,
    /// The region's own indicators are not given.
    SpdMissing,
    /// A what-if names something that is not there.
    ChangeUnknown,
}

/// One thing that is wrong with what a region entered. Problems are data: they are returned, all together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct IndexProblem {
    /// What is wrong.
    pub kind: IndexProblemKind,
    /// The rule of the domain behind it, such as `IGA-01`.
    pub rule: Option<String>,
    /// How grave.
    pub severity: Severity,
    /// Id of the innovation; none if it is about the region itself.
    pub innovation: Option<String>,
    /// 1-based row of the file, if the region was read from one.
    pub row: Option<u64>,
    /// Column of the file as jipp names it, such as `sid_16`.
    pub column: Option<String>,
    /// Number of the indicator.
    pub indicator: Option<String>,
    /// The value, as written.
    pub value: Option<String>,
    /// What is wrong, in words.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Rule, severity, message and help of a kind.
struct Text {
    rule: Option<&'static str>,
    severity: Severity,
    message: Bilingual,
    help: Bilingual,
}

const fn text(rule: Option<&'static str>, severity: Severity, message: [&'static str; 2], help: [&'static str; 2]) -> Text {
    let ([id, en], [help_id, help_en]) = (message, help);
    Text { rule, severity, message: Bilingual { id, en }, help: Bilingual { id: help_id, en: help_en } }
}

impl IndexProblemKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::UnknownIndicator,
        Self::IndicatorTwice,
        Self::LevelInvalid,
        Self::MandatoryMissing,
        Self::EvidenceMissing,
        Self::BasisNotOne,
        Self::BasisNotStated,
        Self::BasisUnknown,
        Self::LevelContradictsValue,
        Self::ValueInvalid,
        Self::ValueBeyondLevels,
        Self::LevelContradictsDates,
        Self::AffairUnknown,
        Self::DateInvalid,
        Self::InnovationTwice,
        Self::MaturityDiffers,
        Self::SpdMissing,
        Self::ChangeUnknown,
    ];

    /// The slug, as in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownIndicator => "unknown_indicator",
            Self::IndicatorTwice => "indicator_twice",
            Self::LevelInvalid => "level_invalid",
            Self::MandatoryMissing => "mandatory_missing",
            Self::EvidenceMissing => "evidence_missing",
            Self::BasisNotOne => "basis_not_one",
            Self::BasisNotStated => "basis_not_stated",
            Self::BasisUnknown => "basis_unknown",
            Self::LevelContradictsValue => "level_contradicts_value",
            Self::ValueInvalid => "value_invalid",
            Self::ValueBeyondLevels => "value_beyond_levels",
            Self::LevelContradictsDates => "level_contradicts_dates",
            Self::AffairUnknown => "affair_unknown",
            Self::DateInvalid => "date_invalid",
            Self::InnovationTwice => "innovation_twice",
            Self::MaturityDiffers => "maturity_differs",
            Self::SpdMissing => "spd_missing",
            Self::ChangeUnknown => "change_unknown",
        }
    }

    const fn text(self) -> Text {
        use Severity::{Error, Warning};
        match self {
            Self::UnknownIndicator => text(
                Some("IGA-01"),
                Error,
                ["indikator `{indicator}` tidak ada pada formulir {year}", "indicator `{indicator}` is not in the form of {year}"],
                ["nomor yang ada: {numbers}; indikator ini tidak dihitung", "numbers there are: {numbers}; this one is not counted"],
            ),
            Self::IndicatorTwice => text(
                Some("IGA-01"),
                Error,
                ["indikator {indicator} diisi dua kali", "indicator {indicator} is given twice"],
                ["hapus salah satu; yang pertama dihitung", "remove one; the first is counted"],
            ),
            Self::LevelInvalid => text(
                Some("IGA-01"),
                Error,
                [
                    "level `{value}` pada indikator {indicator} bukan 0, 1, 2, atau 3",
                    "level `{value}` of indicator {indicator} is not 0, 1, 2 or 3",
                ],
                ["isi angka 0 sampai 3; sementara ini dihitung 0", "enter 0 to 3; until then it counts as 0"],
            ),
            Self::MandatoryMissing => text(
                Some("EVD-04"),
                Error,
                ["indikator wajib {indicator} ({label}) belum memiliki level", "mandatory indicator {indicator} ({label}) has no level"],
                ["isi paling rendah level 1{first}", "reach at least level 1{first}"],
            ),
            Self::EvidenceMissing => text(
                Some("EVD-04"),
                Error,
                ["indikator wajib {indicator} ({label}) tidak memiliki bukti", "mandatory indicator {indicator} ({label}) has no evidence"],
                ["lampirkan data dukung untuk level {value}", "attach the evidence for level {value}"],
            ),
            Self::BasisNotOne => text(
                Some("IGA-02"),
                Error,
                [
                    "indikator {indicator} memerlukan tepat satu dasar penilaian, bukan `{value}`",
                    "indicator {indicator} needs exactly one basis, not `{value}`",
                ],
                ["pilih satu dari: {numbers}", "choose one of: {numbers}"],
            ),
            Self::BasisNotStated => text(
                Some("IGA-02"),
                Warning,
                ["dasar penilaian indikator {indicator} tidak disebutkan", "the basis of indicator {indicator} is not stated"],
                ["sebutkan satu dari: {numbers}", "name one of: {numbers}"],
            ),
            Self::BasisUnknown => text(
                Some("IGA-02"),
                Error,
                [
                    "dasar penilaian `{value}` pada indikator {indicator} tidak dikenal",
                    "basis `{value}` of indicator {indicator} is unknown",
                ],
                ["pilih satu dari: {numbers}", "choose one of: {numbers}"],
            ),
            Self::LevelContradictsValue => text(
                Some("IGA-03"),
                Error,
                [
                    "level {level} pada indikator {indicator} tidak sesuai dengan angka `{value}`, yang berarti level {reached}",
                    "level {level} of indicator {indicator} disagrees with the number `{value}`, which means level {reached}",
                ],
                ["perbaiki level atau angkanya; ambang: {numbers}", "correct the level or the number; thresholds: {numbers}"],
            ),
            Self::ValueInvalid => text(
                Some("IGA-03"),
                Warning,
                ["`{value}` pada indikator {indicator} bukan angka", "`{value}` of indicator {indicator} is no number"],
                ["tulis sebagai 1234 atau 12,5", "write it as 1234 or 12.5"],
            ),
            Self::ValueBeyondLevels => text(
                Some("IGA-03"),
                Warning,
                [
                    "angka `{value}` pada indikator {indicator} di luar semua level",
                    "the number `{value}` of indicator {indicator} is beyond every level",
                ],
                ["periksa angkanya; ambang: {numbers}", "check the number; thresholds: {numbers}"],
            ),
            Self::LevelContradictsDates => text(
                Some("DAT-11"),
                Warning,
                [
                    "level {level} pada indikator {indicator} tidak sesuai dengan {value} bulan antara inisiasi dan penerapan (level {reached})",
                    "level {level} of indicator {indicator} disagrees with the {value} months from initiation to implementation (level {reached})",
                ],
                ["periksa level dan tanggalnya; ambang: {numbers}", "check the level and the dates; thresholds: {numbers}"],
            ),
            Self::AffairUnknown => text(
                Some("CLS-01"),
                Error,
                [
                    "urusan `{value}` tidak dikenal, jadi tidak dihitung untuk cakupan",
                    "the affair `{value}` is unknown, so it covers nothing",
                ],
                [
                    "tulis kode atau nama dari daftar urusan (`jipp vocabulary urusan`)",
                    "write a code or name of the list (`jipp vocabulary urusan`)",
                ],
            ),
            Self::DateInvalid => text(
                Some("DAT-01"),
                Error,
                ["`{value}` bukan tanggal", "`{value}` is no date"],
                ["tulis sebagai 2025-08-17, 2025-08, atau 2025", "write it as 2025-08-17, 2025-08 or 2025"],
            ),
            Self::InnovationTwice => text(
                None,
                Error,
                ["id `{value}` dipakai lebih dari satu inovasi", "the id `{value}` belongs to more than one innovation"],
                ["beri setiap inovasi id sendiri; keduanya dihitung", "give each innovation its own id; both are counted"],
            ),
            Self::MaturityDiffers => text(
                Some("IGA-01"),
                Error,
                [
                    "kematangan tersimpan {stored}, hasil hitung dari level {reached}",
                    "the stored maturity is {stored}, the levels give {reached}",
                ],
                ["periksa level atau nilai yang tersimpan", "check the levels or the stored score"],
            ),
            Self::SpdMissing => text(
                Some("IGA-04"),
                Warning,
                [
                    "indikator Satuan Pemerintahan Daerah tidak diberikan, SPD dihitung 0",
                    "the region's own indicators are not given, SPD counts as 0",
                ],
                ["berikan level SPD (baris perintah: --spd FILE)", "give the levels of SPD (command line: --spd FILE)"],
            ),
            Self::ChangeUnknown => text(
                None,
                Error,
                ["perubahan `{value}` tidak dapat diterapkan: {numbers}", "the change `{value}` cannot be made: {numbers}"],
                [
                    "tulis ID:NOMOR=LEVEL, atau spd:NOMOR=LEVEL untuk pemerintah daerah",
                    "write ID:NUMBER=LEVEL, or spd:NUMBER=LEVEL for the region itself",
                ],
            ),
        }
    }

    /// How grave.
    pub const fn severity(self) -> Severity {
        self.text().severity
    }

    /// Code of the rule of the domain behind it.
    pub const fn rule(self) -> Option<&'static str> {
        self.text().rule
    }

    /// Its texts as a message of a rule.
    pub(crate) const fn template(self) -> MessageTemplate {
        let text = self.text();
        MessageTemplate { slug: self.code(), message: text.message, help: text.help }
    }
}

/// Where a problem is.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub(super) innovation: Option<String>,
    pub(super) row: Option<u64>,
}

/// A problem before its texts are filled.
#[derive(Debug, Clone)]
pub(crate) struct Mistake {
    /// What is wrong.
    pub(crate) kind: IndexProblemKind,
    /// What fills the places of its texts.
    pub(crate) values: Vec<(&'static str, String)>,
    place: Place,
    column: Option<String>,
}

impl Mistake {
    /// One of the values.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn told(self, lang: Lang) -> IndexProblem {
        let text = self.kind.text();
        let (indicator, value) = (self.value("indicator").map(str::to_owned), self.value("value").map(str::to_owned));
        IndexProblem {
            kind: self.kind,
            rule: text.rule.map(str::to_owned),
            severity: text.severity,
            innovation: self.place.innovation,
            row: self.place.row,
            column: self.column,
            indicator,
            value,
            message: fill_in(lang, text.message.get(lang), &self.values),
            help: fill_in(lang, text.help.get(lang), &self.values),
        }
    }
}

/// Collects problems in one language.
#[derive(Debug)]
pub(super) struct Problems {
    pub(super) lang: Lang,
    pub(super) found: Vec<Mistake>,
}

impl Problems {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, found: Vec::new() }
    }

    /// Adds a problem. `values` fill the places of its texts; `indicator` and `value` among them are kept by themselves too.
    pub(super) fn add(&mut self, kind: IndexProblemKind, place: &Place, column: Option<String>, values: &[(&'static str, String)]) {
        self.found.push(Mistake { kind, values: values.to_vec(), place: place.clone(), column });
    }

    /// The problems in words.
    pub(super) fn told(self) -> Vec<IndexProblem> {
        self.found.into_iter().map(|mistake| mistake.told(self.lang)).collect()
    }
}
