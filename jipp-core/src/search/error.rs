use crate::lang::{BilingualText, Lang};

/// Why an index cannot be built, opened or asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// The bytes are no index of jipp.
    #[error("this is no jipp search index: {reason}")]
    NotAnIndex {
        /// What was seen.
        reason: BilingualText,
    },
    /// The index is damaged.
    #[error("the search index is damaged: {reason}; build or download it again")]
    Damaged {
        /// What is wrong.
        reason: BilingualText,
    },
    /// The index was built by another version whose analysis or format differs, so its answers would be silently wrong.
    #[error("the search index was built with {what} `{found}`, this version needs `{expected}`: build it again")]
    Incompatible {
        /// Format or analysis.
        what: &'static str,
        /// In the file.
        found: String,
        /// Here.
        expected: String,
    },
    /// The index is in pieces, and some that the answer needs are not here.
    #[error("{count} pieces of the search index are missing: bring them and ask again")]
    PiecesMissing {
        /// How many.
        count: usize,
    },
    /// A facet or filter that does not exist.
    #[error("there is no facet `{name}`; facets are {}", known.join(", "))]
    UnknownFacet {
        /// As asked.
        name: String,
        /// Those that exist.
        known: Vec<&'static str>,
    },
    /// A filter asks for a value that its facet cannot have.
    #[error("the facet `{facet}` has no value `{value}`; it takes {known}")]
    UnknownFacetValue {
        /// The facet.
        facet: String,
        /// As asked.
        value: String,
        /// What it takes.
        known: String,
    },
    /// There is no innovation with this id.
    #[error("there is no innovation `{id}` in this index")]
    UnknownInnovation {
        /// As asked.
        id: String,
    },
    /// A file of an evaluation cannot be read.
    #[error(transparent)]
    Evaluation(#[from] super::evaluate::EvaluationError),
    /// The index engine failed.
    #[error("the index engine failed: {0}")]
    Engine(String),
}

impl SearchError {
    /// What is shown to people. What the engine says stays in English.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NotAnIndex { reason } => format!("ini bukan indeks pencarian jipp: {}", reason.id),
            Self::Damaged { reason } => format!("indeks pencarian rusak: {}; buat atau unduh ulang", reason.id),
            Self::Incompatible { what, found, expected } => {
                let what = if *what == "analysis" { "analisis" } else { what };
                format!("indeks pencarian dibuat dengan {what} `{found}`, versi ini memerlukan `{expected}`: buat ulang")
            }
            Self::PiecesMissing { count } => format!("{count} potongan indeks pencarian tidak ada: ambil potongan itu lalu ulangi"),
            Self::UnknownFacet { name, known } => format!("tidak ada faset `{name}`; yang ada {}", known.join(", ")),
            Self::UnknownFacetValue { facet, value, known } => format!("faset `{facet}` tidak memiliki nilai `{value}`; nilainya {known}"),
            Self::UnknownInnovation { id } => format!("tidak ada inovasi `{id}` dalam indeks ini"),
            Self::Evaluation(error) => error.message(lang),
            Self::Engine(reason) => format!("mesin pencarian gagal: {reason}"),
        }
    }

    /// A stable slug for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnIndex { .. } => "not_an_index",
            Self::Damaged { .. } => "index_damaged",
            Self::Incompatible { .. } => "index_incompatible",
            Self::PiecesMissing { .. } => "pieces_missing",
            Self::UnknownFacet { .. } => "unknown_facet",
            Self::UnknownFacetValue { .. } => "unknown_facet_value",
            Self::UnknownInnovation { .. } => "unknown_innovation",
            Self::Evaluation(error) => error.code(),
            Self::Engine(_) => "index_engine",
        }
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(error.to_string())
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Engine(error.to_string())
    }
}
