use crate::error::did_you_mean;
use crate::error_message::meant;
use crate::lang::{Bilingual, BilingualText, Lang};

/// Why an index cannot be computed at all. Mistakes in what a region entered are no errors: they are
/// [`IndexProblem`](super::IndexProblem)s.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// The vocabularies hold no indicators of an innovation for this year.
    #[error("the form of {year} is not known: {} missing in the vocabularies; {}", missing.join(", "), known_years(known, maturity_only, Lang::En))]
    UnknownYear {
        /// The year asked for.
        year: i32,
        /// What the vocabularies lack: lists, and `list.attribute`.
        missing: Vec<String>,
        /// Years of which everything is known.
        known: Vec<i32>,
        /// Years of which only the maturity of an innovation can be computed.
        maturity_only: Vec<i32>,
    },
    /// The indicators of this year are known, but not everything that the index of a region needs.
    #[error("the index of {year} cannot be computed: {} missing in the vocabularies; {}", missing.join(", "), known_years(known, maturity_only, Lang::En))]
    NoFormula {
        /// The year asked for.
        year: i32,
        /// What the vocabularies lack: lists, and `list.attribute`.
        missing: Vec<String>,
        /// Years of which everything is known.
        known: Vec<i32>,
        /// Years of which only the maturity of an innovation can be computed.
        maturity_only: Vec<i32>,
    },
    /// A value of the vocabularies cannot be computed with.
    #[error("vocabulary `{vocabulary}`, value `{value}`: `{attribute}` {}", reason.en)]
    Form {
        /// The vocabulary.
        vocabulary: String,
        /// The code of the value.
        value: String,
        /// The attribute.
        attribute: &'static str,
        /// What is wrong with it.
        reason: Bilingual,
    },
    /// The file has no column of levels.
    #[error("`{file}` has no column of levels: expected {expected}; found {found}")]
    Columns {
        /// The file.
        file: String,
        /// Columns expected.
        expected: String,
        /// Columns found.
        found: String,
    },
    /// The file holds innovations of several governments.
    #[error("`{file}` holds innovations of several governments ({found}): choose one")]
    Agencies {
        /// The file.
        file: String,
        /// The governments.
        found: String,
    },
    /// No row of the file is of the government asked for.
    #[error("`{file}` holds nothing of `{agency}`{}; it holds {found}", did_you_mean(suggestion.as_deref()))]
    UnknownAgency {
        /// The file.
        file: String,
        /// As asked.
        agency: String,
        /// The governments.
        found: String,
        /// The nearest of them.
        suggestion: Option<String>,
    },
    /// A row of the file cannot be told apart into cells.
    #[error("`{file}`, row {row}: {reason}")]
    Row {
        /// The file.
        file: String,
        /// 1-based row.
        row: u64,
        /// What is wrong.
        reason: BilingualText,
    },
    /// A file or call in JSON has not the form of a region.
    #[error("`{file}` is no region as jipp reads it: {reason}")]
    Region {
        /// The file.
        file: String,
        /// Where, and what is wrong.
        reason: String,
    },
    /// A what-if cannot be read.
    #[error("`{value}` is no change: write `ID:NUMBER=LEVEL`, such as `INV-7:35=3`, or `spd:2a=3` for the region itself")]
    Change {
        /// As given.
        value: String,
    },
}

impl IndexError {
    /// What is shown to people.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::UnknownYear { year, missing, known, maturity_only } => {
                format!(
                    "formulir {year} tidak dikenal: {} tidak ada dalam kosakata; {}",
                    missing.join(", "),
                    known_years(known, maturity_only, lang)
                )
            }
            Self::NoFormula { year, missing, known, maturity_only } => format!(
                "indeks {year} tidak dapat dihitung: {} tidak ada dalam kosakata; {}",
                missing.join(", "),
                known_years(known, maturity_only, lang)
            ),
            Self::Form { vocabulary, value, attribute, reason } => {
                format!("kosakata `{vocabulary}`, nilai `{value}`: `{attribute}` {}", reason.id)
            }
            Self::Columns { file, expected, found } => {
                format!("`{file}` tidak memiliki kolom level: seharusnya {expected}; yang ada {found}")
            }
            Self::Agencies { file, found } => format!("`{file}` memuat inovasi beberapa pemerintah daerah ({found}): pilih satu"),
            Self::UnknownAgency { file, agency, found, suggestion } => {
                format!("`{file}` tidak memuat apa pun dari `{agency}`{}; yang dimuat {found}", meant(suggestion.as_deref()))
            }
            Self::Row { file, row, reason } => format!("`{file}`, baris {row}: {}", reason.id),
            Self::Region { file, reason } => format!("`{file}` bukan data daerah yang dapat dibaca jipp: {reason}"),
            Self::Change { value } => {
                format!("`{value}` bukan perubahan: tulis `ID:NOMOR=LEVEL`, seperti `INV-7:35=3`, atau `spd:2a=3` untuk daerahnya")
            }
        }
    }

    /// A stable slug for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownYear { .. } => "index_year_unknown",
            Self::NoFormula { .. } => "index_formula_unknown",
            Self::Form { .. } => "index_form_invalid",
            Self::Columns { .. } => "index_columns_missing",
            Self::Agencies { .. } => "index_several_agencies",
            Self::UnknownAgency { .. } => "index_agency_unknown",
            Self::Row { .. } => "index_row_invalid",
            Self::Region { .. } => "index_region_invalid",
            Self::Change { .. } => "index_change_invalid",
        }
    }
}

fn known_years(known: &[i32], maturity_only: &[i32], lang: Lang) -> String {
    const NONE: Bilingual = Bilingual { id: "tidak ada tahun yang dikenal", en: "no year is known" };
    const KNOWN: Bilingual = Bilingual { id: "yang dikenal", en: "known" };
    const MATURITY: Bilingual = Bilingual { id: "hanya kematangan inovasi", en: "only the maturity of innovations" };
    let join = |years: &[i32]| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let text = if known.is_empty() { NONE.get(lang).to_owned() } else { format!("{}: {}", KNOWN.get(lang), join(known)) };
    if maturity_only.is_empty() { text } else { format!("{text}; {}: {}", MATURITY.get(lang), join(maturity_only)) }
}
