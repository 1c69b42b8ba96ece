use crate::lang::{BilingualText, Lang, said_by_system};

/// Why a file cannot be read as a table. Each message names the file, what was seen and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// The file cannot be opened.
    #[error("`{file}` cannot be opened: {source}")]
    Io {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// Nothing in it.
    #[error("`{file}` is empty: export it again, with at least a header row")]
    Empty {
        /// The file.
        file: String,
    },
    /// Not a table of a known format.
    #[error("`{file}` is no table that jipp can read: {seen}; {remedy}")]
    Format {
        /// The file.
        file: String,
        /// What it is.
        seen: BilingualText,
        /// What to do.
        remedy: BilingualText,
    },
    /// A known format, but damaged.
    #[error("`{file}` is damaged{}: {reason}; export or copy it again", place(.row.as_ref()))]
    Damaged {
        /// The file.
        file: String,
        /// Where, if known: 1-based row.
        row: Option<u64>,
        /// What is wrong.
        reason: BilingualText,
    },
    /// A limit was passed.
    #[error(
        "`{file}` passes the limit `{limit}`: {seen} where {allowed} are allowed; split the file, or raise the limit if the file is honest"
    )]
    Limit {
        /// The file.
        file: String,
        /// Name of the limit in [`Limits`](super::Limits).
        limit: &'static str,
        /// What was seen.
        seen: u64,
        /// What is allowed.
        allowed: u64,
    },
    /// A column without which no row can become a record.
    #[error("`{file}` has no column for `{field}` ({label}): the mapping `{mapping}` knows it as {expected}, the file has {found}{}", hint(.suggestion.as_ref()))]
    MissingColumn {
        /// The file.
        file: String,
        /// The canonical field.
        field: &'static str,
        /// Its Indonesian label.
        label: &'static str,
        /// The mapping used.
        mapping: String,
        /// Headers the mapping knows.
        expected: String,
        /// Headers the file has.
        found: String,
        /// What may be the matter.
        suggestion: Option<BilingualText>,
    },
    /// `auto` found no mapping.
    #[error(
        "the source of `{file}` cannot be told from its columns ({found}): name it (`kipp`, `iga`, `lan`, `jippnas`), or choose `generic` with a mapping of your own, of which `jipp mapping init` and `draft_mapping` make a first draft"
    )]
    UnknownSource {
        /// The file.
        file: String,
        /// Headers the file has.
        found: String,
    },
    /// Whoever started the work asked to stop it.
    #[error("reading `{file}` was stopped as asked, after {rows} rows")]
    Cancelled {
        /// The file.
        file: String,
        /// Rows read by then.
        rows: u64,
    },
    /// A mapping file is wrong.
    #[error("the mapping `{mapping}` cannot be used: {reason}")]
    Mapping {
        /// The mapping.
        mapping: String,
        /// What is wrong.
        reason: BilingualText,
    },
}

/// What a file has that has no columns.
pub(super) const NO_COLUMN: &str = "none";

fn place(row: Option<&u64>) -> String {
    row.map_or_else(String::new, |row| format!(" at row {row}"))
}

fn hint(suggestion: Option<&BilingualText>) -> String {
    suggestion.map_or_else(String::new, |text| format!("; {text}"))
}

impl IngestError {
    /// What is shown to people. What a library of a format says about a damaged file stays in its language.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Io { file, source } => format!("`{file}` tidak dapat dibuka: {}", said_by_system(source)),
            Self::Empty { file } => format!("`{file}` kosong: ekspor ulang, paling sedikit dengan baris judul kolom"),
            Self::Format { file, seen, remedy } => {
                format!("`{file}` bukan tabel yang dapat dibaca jipp: {}; {}", seen.id, remedy.id)
            }
            Self::Damaged { file, row, reason } => {
                let place = row.map_or_else(String::new, |row| format!(" pada baris {row}"));
                format!("`{file}` rusak{place}: {}; ekspor atau salin ulang", reason.id)
            }
            Self::Limit { file, limit, seen, allowed } => format!(
                "`{file}` melampaui batas `{limit}`: {seen}, padahal paling banyak {allowed}; bagi berkasnya, atau naikkan batas bila berkas itu wajar"
            ),
            Self::MissingColumn { file, field, label, mapping, expected, found, suggestion } => {
                let found = if found == NO_COLUMN { "tidak satu pun" } else { found };
                let hint = suggestion.as_ref().map_or_else(String::new, |text| format!("; {}", text.id));
                format!(
                    "`{file}` tidak memiliki kolom untuk `{field}` ({label}): pemetaan `{mapping}` mengenalnya sebagai {expected}, berkas memuat {found}{hint}"
                )
            }
            Self::UnknownSource { file, found } => format!(
                "sumber `{file}` tidak dapat dikenali dari kolomnya ({found}): sebutkan sumbernya (`kipp`, `iga`, `lan`, `jippnas`), atau pilih `generic` dengan pemetaan sendiri, yang rancangannya dibuat oleh `jipp mapping init` dan `draft_mapping`"
            ),
            Self::Cancelled { file, rows } => format!("pembacaan `{file}` dihentikan sesuai permintaan, setelah {rows} baris"),
            Self::Mapping { mapping, reason } => format!("pemetaan `{mapping}` tidak dapat dipakai: {}", reason.id),
        }
    }

    /// A stable slug for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "io",
            Self::Empty { .. } => "empty_file",
            Self::Format { .. } => "unknown_format",
            Self::Damaged { .. } => "damaged_file",
            Self::Limit { .. } => "limit_passed",
            Self::MissingColumn { .. } => "missing_column",
            Self::UnknownSource { .. } => "unknown_source",
            Self::Cancelled { .. } => "cancelled",
            Self::Mapping { .. } => "mapping_invalid",
        }
    }
}
