use super::coded_fields;
use crate::lang::Bilingual;
use crate::model::{Field, MessageTemplate, RuleInfo, Scope, Severity, Stage};
use crate::rules::{Emitter, RecordContext};
use crate::text::{excerpt, redact};
use crate::vocab::{Code, Vocabulary};

pub(in crate::rules) static INFO: RuleInfo = RuleInfo {
    code: "CLS-01",
    name: "unknown-code",
    severity: Severity::Error,
    stage: Stage::Submit,
    scope: Scope::ALL,
    settings: &[],
    fix: None,
    summary: Bilingual {
        id: "Setiap nilai berkode ada dalam daftar programnya dan ditawarkan pada tahun data. Tahun yang daftarnya belum diketahui tidak diperiksa.",
        en: "Every coded value is in the list of its programme and is offered in the record's year. A year whose list is not known is not checked.",
    },
    why: Bilingual {
        id: "Daftar berubah setiap tahun (kategori KIPP: 10, lalu 3, lalu 11); nilai di luar daftar hilang dari penyaringan dan rekapitulasi.",
        en: "The lists change every year (KIPP categories: 10, then 3, then 11); a value outside the list is lost to filters and totals.",
    },
    invalid: "kipp_group = khusus (2025), stage = Selesai",
    valid: "kipp_group = umum (2025), stage = penerapan",
    source: "Vocabularies of KIPP (requirements of 2021, 2022, 2023 and 2025), IGA (forms of 2022 to 2025), LAN (database of 2018) and JIPPNas; each value names its own source",
    messages: &[
        MessageTemplate {
            slug: "unknown",
            message: Bilingual {
                id: "`{value}` pada `{field}` ({label}) tidak ada dalam daftar `{vocabulary}`",
                en: "`{value}` in `{field}` ({label}) is not in the list `{vocabulary}`",
            },
            help: Bilingual { id: "pilih salah satu: {choices}", en: "choose one of: {choices}" },
        },
        MessageTemplate {
            slug: "other_year",
            message: Bilingual {
                id: "`{value}` pada `{field}` ({label}) tidak ditawarkan pada tahun {year}, hanya pada {years}",
                en: "`{value}` in `{field}` ({label}) is not offered in {year}, only in {years}",
            },
            help: Bilingual {
                id: "periksa tahun data, atau pilih salah satu yang ditawarkan pada {year}: {choices}",
                en: "check the year of the record, or choose one offered in {year}: {choices}",
            },
        },
    ],
};

/// Longest list of choices in the help.
const CHOICES: usize = 300;

pub(in crate::rules) fn check(context: &RecordContext<'_>, emit: &mut Emitter<'_>) {
    for (field, list) in coded_fields() {
        for value in context.innovation.texts(*field) {
            judge(context, *field, list, value, emit);
        }
    }
}

fn judge(context: &RecordContext<'_>, field: Field, vocabulary: &Vocabulary, value: &str, emit: &mut Emitter<'_>) {
    let year = context.innovation.year;
    let offered = |code: &Code| year.is_none_or(|year| code.valid_in(year));
    if vocabulary.get(value).is_some_and(offered) {
        return;
    }
    let choices: Vec<&str> = vocabulary.values().iter().filter(|code| offered(code)).map(|code| code.id.as_str()).collect();
    if choices.is_empty() {
        // the list of that year is not known, such as the KIPP categories of 2025
        return;
    }
    let choices = excerpt(&choices.join("; "), CHOICES);
    match (vocabulary.get(value), year) {
        (None, _) => {
            let draft = emit.report("unknown").field(field).value(redact(value).as_deref().unwrap_or(value));
            let draft = draft.param("vocabulary", &vocabulary.name).param("choices", choices);
            // a label where the code belongs is only a matter of writing
            if let Some(found) = vocabulary.matching(value, year) {
                draft.suggestion(&found.value.code);
            } else if let Some(meant) = vocabulary.misspelt(value, year) {
                draft.suggestion(&meant.id);
            }
        }
        (Some(code), Some(year)) if !offered(code) => {
            emit.report("other_year")
                .field(field)
                .value(context.written(field, value))
                .param("year", year)
                .param("years", code.validity())
                .param("choices", choices);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::Lang;
    use crate::model::{Field, FieldSource, Innovation};
    use crate::rules::testing::{found, record};
    use crate::rules::{CheckOptions, Selection, check};

    fn of(fill: impl FnOnce(&mut Innovation)) -> Vec<String> {
        found("CLS-01", "other", &[record(|r| fill(&mut r.innovation))])
    }

    #[test]
    fn values_outside_the_list_are_reported_with_the_nearest() {
        assert_eq!(of(|i| i.stage = Some("Uji cobba".into())), ["unknown | stage | Uji cobba | Uji coba"]);
        assert_eq!(of(|i| i.stage = Some("Uji Coba".into())), ["unknown | stage | Uji Coba | uji_coba"]);
        assert_eq!(of(|i| i.sdgs = vec!["1".into(), "18".into()]), ["unknown | sdgs | 18"]);
        assert_eq!(of(|i| i.affairs = vec!["081234567890".into()]), ["unknown | affairs | [telepon]"]);
    }

    #[test]
    fn nothing_of_another_meaning_is_proposed() {
        assert_eq!(of(|i| i.status = Some("Berkembang biak".into())), ["unknown | status | Berkembang biak"]);
        assert_eq!(of(|i| i.sdgs = vec!["Kesehatan".into()]), ["unknown | sdgs | Kesehatan"]);
        assert_eq!(of(|i| i.sdgs = vec!["Tujuan 18".into()]), ["unknown | sdgs | Tujuan 18"]);
        assert_eq!(of(|i| i.initiator = Some("Kepala Dinas".into())), ["unknown | initiator | Kepala Dinas"]);
        assert_eq!(
            of(|i| i.sdgs = vec!["Pertumbuhan Ekonomi".into()]),
            ["unknown | sdgs | Pertumbuhan Ekonomi | Pekerjaan Layak dan Pertumbuhan Ekonomi"]
        );
    }

    #[test]
    fn lists_are_those_of_the_year() {
        let of_year = |year, group: &str| of(|i| (i.year, i.kipp_group) = (Some(year), Some(group.into())));
        assert_eq!(of_year(2025, "khusus"), ["other_year | kipp_group | khusus"]);
        assert!(of_year(2023, "khusus").is_empty());
        assert!(of_year(2015, "khusus").is_empty(), "the groups of 2015 are not known");
        assert!(of(|i| (i.year, i.kipp_category) = (Some(2025), Some("Asta Cita 4".into()))).is_empty(), "nor the categories of 2025");
    }

    #[test]
    fn what_is_told_is_what_was_written() {
        let record = record(|r| {
            r.source.raw = vec![("Bidang Lomba".into(), "Pelayanan Publik Responsif Gender".into())];
            r.innovation.provenance.insert(Field::KippCategory, FieldSource::new("generic:1", "Bidang Lomba"));
            (r.innovation.year, r.innovation.kipp_category) = (Some(2023), Some("pelayanan_publik_responsif_gender".into()));
        });
        let options = CheckOptions { selection: Selection::new(&["CLS-01".to_owned()], &[]).unwrap(), ..CheckOptions::default() };
        let findings = check(&[record], |_| "KIPP", &options).findings;
        let message = findings.first().unwrap().message(Lang::Id);
        assert!(
            message.starts_with("`Pelayanan Publik Responsif Gender` pada `Bidang Lomba` (Kategori KIPP) tidak ditawarkan"),
            "{message}"
        );
        assert_eq!(findings[0].column.as_deref(), Some("Bidang Lomba"));
    }

    #[test]
    fn codes_are_fine() {
        assert!(of(|i| (i.stage, i.sdgs) = (Some("penerapan".into()), vec!["1".into(), "17".into()])).is_empty());
    }
}
