use super::state::InvalidTransition;
use crate::lang::{Bilingual, BilingualText, Lang, done_to_file, said_by_system};

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
    #[error("`{path}` is no jipp catalog; {}", .remedy.en)]
    NotACatalog {
        /// The file.
        path: String,
        /// What to do.
        remedy: Bilingual,
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
        reason: BilingualText,
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
    /// A refusal, told in both languages.
    pub(super) fn refused(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Refused { reason: BilingualText::new(id, en) }
    }

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

    /// What is shown to people. What the system or SQLite says stays in its language.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Io { path, action, source } => {
                format!("katalog `{path}` tidak dapat {}: {}", done_to_file(action), said_by_system(source))
            }
            Self::NotACatalog { path, remedy } => format!("`{path}` bukan katalog jipp; {}", remedy.get(lang)),
            Self::Newer { path, found, known } => {
                format!("katalog `{path}` berformat {found}, versi ini membaca sampai {known}: pakai jipp yang lebih baru")
            }
            Self::Full { path } => {
                format!("tidak ada ruang lagi untuk katalog `{path}`: perubahan tidak dibuat, yang lain utuh; kosongkan ruang lalu ulangi")
            }
            Self::ReadOnly { path } => {
                format!("katalog `{path}` hanya dapat dibaca: salin ke tempat yang dapat Anda tulisi, atau ubah izinnya")
            }
            Self::Busy { path } => format!("katalog `{path}` sedang ditulis proses lain: ulangi perintahnya setelah proses itu selesai"),
            Self::Damaged { path, reason } => {
                format!("katalog `{path}` rusak ({reason}): pulihkan cadangan terakhir (dibuat oleh `jipp catalog backup`)")
            }
            Self::Unknown { what, id } => format!("katalog tidak memuat {} `{id}`", thing(what)),
            Self::UnknownAgency { given } => format!(
                "`{given}` bukan instansi yang dikenal jipp: tulis kodenya, misalnya `pemda:35.78`, atau nama yang berarti satu instansi saja; \
                 `jipp resolve` mencari kode dari nama"
            ),
            Self::UnknownKind { kind, known } => format!("tidak ada jenis interaksi `{kind}`: tulis salah satu dari `{known}`"),
            Self::Transition(InvalidTransition { machine, subject, from, to }) => {
                let from = if from.is_empty() { "awal" } else { from };
                format!("{machine} `{subject}`: `{to}` tidak dapat mengikuti `{from}`")
            }
            Self::Refused { reason } => reason.id.clone(),
            Self::Cancelled { path } => format!("dihentikan sesuai permintaan: katalog `{path}` tetap seperti semula"),
            Self::Store { path, reason } => format!("katalog `{path}` tidak dapat dipakai: {reason}"),
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
            Some(Code::ConstraintViolation) => Self::Refused { reason: reason.into() },
            _ => Self::Store { path, reason },
        }
    }
}

/// A thing of a catalog in Indonesian; one without an Indonesian word stays as it is.
fn thing(what: &str) -> &str {
    match what {
        "campaign" => "kampanye",
        "import" => "impor",
        "import that holds" => "impor yang berlaku",
        "interaction" => "interaksi",
        "item of the campaign" => "butir kampanye",
        "record" => "rekaman",
        "replication" => "replikasi",
        other => other,
    }
}
