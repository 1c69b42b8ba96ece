use super::state::InvalidTransition;

/// Why a catalog cannot be written or opened, or refuses a change. The data are intact in every case.
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
    /// The disk, or the room that the caller allows, is full. What was being written is gone, everything before is there.
    #[error("no room left for the catalog `{path}`: the change was not made, nothing else is lost; free some space and repeat it")]
    Full {
        /// The file.
        path: String,
    },
    /// The file or its folder may not be written.
    #[error("the catalog `{path}` is read-only: copy it to a place where you may write, or change its permissions")]
    ReadOnly {
        /// The file.
        path: String,
    },
    /// Another process is writing.
    #[error("the catalog `{path}` is being written by another process: repeat the command when that has finished")]
    Busy {
        /// The file.
        path: String,
    },
    /// A page of the file is damaged.
    #[error("the catalog `{path}` is damaged ({reason}): restore the last backup (`jipp catalog backup` makes them)")]
    Damaged {
        /// The file.
        path: String,
        /// What SQLite says.
        reason: String,
    },
    /// Something that was asked for is not in the catalog.
    #[error("the catalog has no {what} `{id}`")]
    Unknown {
        /// What: `record`, `import`, `campaign`, `replication`, ...
        what: &'static str,
        /// As given.
        id: String,
    },
    /// Neither the code of an agency nor a name that means exactly one.
    #[error(
        "`{given}` is no agency that jipp knows: write its code, such as `pemda:35.78`, or a name that means one agency only; \
         `jipp resolve` finds the code of a name"
    )]
    UnknownAgency {
        /// As given.
        given: String,
    },
    /// An interaction of a kind that does not exist.
    #[error("there is no kind of interaction `{kind}`: write one of `{known}`")]
    UnknownKind {
        /// As given.
        kind: String,
        /// The kinds that there are.
        known: String,
    },
    /// A step that the state machine does not allow.
    #[error(transparent)]
    Transition(#[from] InvalidTransition),
    /// A change that the rules of the catalog do not allow.
    #[error("{reason}")]
    Refused {
        /// Why.
        reason: String,
    },
    /// Somebody asked to stop: nothing was changed.
    #[error("stopped as asked: the catalog `{path}` is as it was")]
    Cancelled {
        /// The file.
        path: String,
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
            Self::Full { .. } => "catalog_full",
            Self::ReadOnly { .. } => "catalog_read_only",
            Self::Busy { .. } => "catalog_busy",
            Self::Damaged { .. } => "catalog_damaged",
            Self::Unknown { .. } | Self::UnknownAgency { .. } => "catalog_unknown",
            Self::Transition(_) => "invalid_transition",
            Self::Refused { .. } | Self::UnknownKind { .. } => "catalog_refused",
            Self::Cancelled { .. } => "cancelled",
            Self::Store { .. } => "catalog_store",
        }
    }

    /// What an error of SQLite means here.
    pub(super) fn of(path: &str, error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let path = path.to_owned();
        let reason = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::Full { path },
            Some(Code::ReadOnly | Code::PermissionDenied) => Self::ReadOnly { path },
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy { path },
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged { path, reason },
            // what the triggers of the schema say
            Some(Code::ConstraintViolation) => Self::Refused { reason },
            _ => Self::Store { path, reason },
        }
    }
}
