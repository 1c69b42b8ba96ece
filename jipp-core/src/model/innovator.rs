use serde::{Deserialize, Serialize};

use super::open::open_struct;

open_struct! {
    /// One who conceived the innovation (*inovator*): asked by KIPP, shown by JIPPNas (domain sources `GH_NTT`, `GH_JIPP`).
    ///
    /// A name is personal data: it is here only if the source itself publishes it (domain rule PII-01). Telephone and e-mail never
    /// are; they belong in a [`Contact`](super::Contact).
    #[derive(Default, Eq)]
    pub struct Innovator {
        /// The name of the person or the team.
        pub name: String,
    }
    optional {
        /// A person or a team, if the source says (*perorangan*, *tim*).
        pub kind: Option<InnovatorKind>,
    }
}

impl Innovator {
    /// An innovator of whom only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// Whether one person or several conceived it: the statement of identity of KIPP (domain sources `KIPP22b`, `KIPP25b`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum InnovatorKind {
    /// One person (*perorangan*).
    Individual,
    /// Several (*tim*).
    Team,
}
