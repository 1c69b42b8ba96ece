//! What can go wrong so that work cannot go on?
//!
//! Bad data is no error: it gives findings. An [`Error`] means that a file, a setting or a store cannot be used at all.

use crate::lang::{BilingualText, Lang};

/// Any error of the crate. [`code`](Error::code) is stable and the same in Rust, Python and JS.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or table cannot be read.
    #[error(transparent)]
    Ingest(#[from] crate::ingest::IngestError),
    /// A setting is wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// A file of vocabularies cannot be used.
    #[error(transparent)]
    Vocabulary(#[from] crate::vocab::VocabularyError),
    /// The innovation index of a region cannot be computed.
    #[error(transparent)]
    Index(#[from] crate::index_iga::IndexError),
    /// Reports cannot be put together, or declared figures not be read.
    #[error(transparent)]
    Report(#[from] crate::report::ReportError),
    /// An index cannot be built, opened or asked.
    #[cfg(feature = "search")]
    #[error(transparent)]
    Search(#[from] crate::search::SearchError),
    /// A catalog cannot be written or opened.
    #[cfg(feature = "catalog")]
    #[error(transparent)]
    Catalog(#[from] crate::catalog::CatalogError),
}

impl Error {
    /// A stable slug for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ingest(error) => error.code(),
            Self::Settings(error) => error.code(),
            Self::Vocabulary(error) => error.code(),
            Self::Index(error) => error.code(),
            Self::Report(error) => error.code(),
            #[cfg(feature = "search")]
            Self::Search(error) => error.code(),
            #[cfg(feature = "catalog")]
            Self::Catalog(error) => error.code(),
        }
    }
}

/// A setting is wrong. All problems of one settings file are reported together.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// The settings are no valid TOML or JSON, or hold unknown keys.
    #[error("settings cannot be read: {reason}")]
    Unreadable {
        /// Where and why.
        reason: String,
    },
    /// The settings are readable but contradict themselves or the data.
    #[error("settings do not fit: {}", BilingualText::join(problems, Lang::En))]
    Invalid {
        /// Every problem.
        problems: Vec<BilingualText>,
    },
    /// A table lacks columns that the settings name. It has the slug of a setting that does not fit.
    #[error("settings do not fit: {}", .missing.iter().map(|missing| missing.problem(Lang::En)).collect::<Vec<_>>().join("; "))]
    MissingColumns {
        /// The columns.
        missing: Vec<MissingColumn>,
    },
    /// A rule code that does not exist.
    #[error("unknown rule `{code}`{}", suggestion.as_deref().map_or_else(|| "; `jipp rules` lists the rules".to_owned(), |s| did_you_mean(Some(s))))]
    UnknownRule {
        /// As given.
        code: String,
        /// The nearest existing code.
        suggestion: Option<String>,
    },
    /// A name that means several things. It has the slug of a setting that does not fit.
    #[error("`{value}` means more than one {what}: give the code of one of {}", candidates.join(", "))]
    Ambiguous {
        /// What kind of thing.
        what: &'static str,
        /// As given.
        value: String,
        /// What it may mean, each with its code.
        candidates: Vec<String>,
    },
    /// An option that does not exist or does not fit.
    #[error("unknown {what} `{value}`{}", did_you_mean(.suggestion.as_deref()))]
    UnknownValue {
        /// What kind of option.
        what: &'static str,
        /// As given.
        value: String,
        /// The nearest existing value.
        suggestion: Option<String>,
    },
    /// A linkage has more pairs than memory may hold (`memory_mb`), and the temporary file for them could not be written or read.
    #[error(
        "the pairs of the linkage need a temporary file: {reason}; make room in the folder of such files (`TMPDIR`), or raise `memory_mb`"
    )]
    TemporaryFile {
        /// What the system says.
        reason: String,
    },
}

impl SettingsError {
    /// An option that is none of those there are; the nearest of them is suggested.
    pub fn unknown_value<'a>(what: &'static str, value: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        Self::UnknownValue { what, value: value.to_owned(), suggestion: nearest(value, known) }
    }

    /// A stable slug for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "settings_unreadable",
            Self::Invalid { .. } | Self::Ambiguous { .. } | Self::MissingColumns { .. } => "settings_invalid",
            Self::UnknownRule { .. } => "unknown_rule",
            Self::UnknownValue { .. } => "unknown_value",
            Self::TemporaryFile { .. } => "temporary_file",
        }
    }
}

/// A column that the settings name and a table does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingColumn {
    /// Which part of the settings names it, such as `[[prepare]]`; empty where several may.
    pub part: &'static str,
    /// As named.
    pub column: String,
    /// The nearest column of the table.
    pub suggestion: Option<String>,
}

impl MissingColumn {
    /// That it is missing, as one of the problems of the settings.
    pub fn problem(&self, lang: Lang) -> String {
        let part = if self.part.is_empty() { String::new() } else { format!("`{}`: ", self.part) };
        let (column, near) = (&self.column, self.suggestion.as_deref());
        match lang {
            Lang::Id => format!("{part}tabel tidak memiliki kolom `{column}`{}", crate::error_message::meant(near)),
            Lang::En => format!("{part}the table has no column `{column}`{}", did_you_mean(near)),
        }
    }
}

/// The end of a message that suggests a name; nothing without one.
pub(crate) fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(String::new, |s| format!(", did you mean `{s}`?"))
}

/// The name nearest to `wanted`, for "did you mean".
pub(crate) fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let wanted = wanted.to_lowercase();
    names
        .into_iter()
        .map(|name| (strsim::osa_distance(&name.to_lowercase(), &wanted), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name.to_owned())
}
