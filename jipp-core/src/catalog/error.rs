/// Why a catalog cannot be written or opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// The file cannot be opened or written.
    #[error("the catalog `{path}` cannot be {action}: {source}")]
    Io {
        /// The file.
        path: String,
        /// `opened` or `written`.
        action: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// A file of another kind.
    #[error("`{path}` is no jipp catalog; {remedy}")]
    NotACatalog {
        /// The file.
        path: String,
        /// What to do.
        remedy: &'static str,
    },
    /// Written by a newer version.
    #[error("the catalog `{path}` has format {found}, this version reads up to {known}: use a newer jipp")]
    Newer {
        /// The file.
        path: String,
        /// Its format.
        found: i64,
        /// The newest format known.
        known: i64,
    },
    /// The store failed.
    #[error("the catalog `{path}` cannot be used: {reason}")]
    Store {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
}

impl CatalogError {
    /// A stable slug for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io { .. } => "io",
            Self::NotACatalog { .. } => "not_a_catalog",
            Self::Newer { .. } => "catalog_newer",
            Self::Store { .. } => "catalog_store",
        }
    }
}
