use serde::{Deserialize, Serialize};

use crate::lang::Bilingual;

/// What two linked records are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum Kind {
    /// The same innovation of the same owner: merged.
    Duplicate,
    /// The same innovation of the same owner in a later form or report: linked, not merged.
    Version,
    /// The same innovation at another owner: linked, not merged.
    Replication,
    /// One is a part of the other, of the same owner: a module, a menu, a stage. Linked, not merged.
    Component,
    /// Near to each other, but not the same: for a person to look at.
    Related,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Duplicate, Self::Version, Self::Replication, Self::Component, Self::Related];

    /// The kind under which a catalog keeps it: its tables know no parts and keep them as related.
    #[cfg(feature = "catalog")]
    pub(crate) const fn kept(self) -> Self {
        match self {
            Self::Component => Self::Related,
            kind => kind,
        }
    }

    /// The word that people read.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Duplicate => Bilingual { id: "duplikat", en: "duplicate" },
            Self::Version => Bilingual { id: "versi", en: "version" },
            Self::Replication => Bilingual { id: "replikasi", en: "replication" },
            Self::Component => Bilingual { id: "bagian", en: "component" },
            Self::Related => Bilingual { id: "terkait", en: "related" },
        }
    }

    /// The code, as in CSV and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Version => "version",
            Self::Replication => "replication",
            Self::Component => "component",
            Self::Related => "related",
        }
    }
}
