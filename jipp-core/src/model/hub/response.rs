use serde::{Deserialize, Serialize};

use crate::model::open::open_struct;
use crate::model::{OrganisationRef, RichText, Timestamp};

open_struct! {
    /// What a hub answered to an instrument, and what the verifier made of it.
    #[derive(Default, Eq)]
    pub struct HubResponse {
        /// Id of the [`HubInstrument`](super::HubInstrument).
        pub instrument: String,
        /// The hub.
        pub agency: OrganisationRef,
        /// Its answers.
        pub answers: Vec<HubAnswer>,
    }
    optional {
        /// When it was handed in.
        pub at: Option<Timestamp>,
    }
}

open_struct! {
    /// The answer to one question: as claimed, and as verified. Both stay.
    #[derive(Default, Eq)]
    pub struct HubAnswer {
        /// Id of the question.
        pub question: String,
        /// Ids of the options that the hub chose.
        pub chosen: Vec<String>,
    }
    optional {
        /// Ids of the options that the verifier puts in their place; missing if they are those that the hub chose.
        pub corrected: Option<Vec<String>>,
        /// Whether it is verified, vocabulary `hub_verifikasi`.
        pub verification: HubVerification,
        /// Ids of its [`Evidence`](crate::model::Evidence).
        pub evidence: Vec<String>,
        /// Remark of the verifier.
        pub note: Option<RichText>,
    }
}

/// What the verifier says of an answer (vocabulary `hub_verifikasi`, domain source `GH_JIPP`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum HubVerification {
    /// Nothing yet.
    #[default]
    Pending,
    /// It holds, as claimed or as corrected.
    Verified,
    /// It does not hold: no points.
    Rejected,
}

impl HubAnswer {
    /// The answer that a hub claims.
    pub fn new(question: impl Into<String>, chosen: &[&str]) -> Self {
        Self { question: question.into(), chosen: chosen.iter().map(|&id| id.to_owned()).collect(), ..Self::default() }
    }

    /// The options that count after verification: none if it was rejected, `None` while it is pending.
    pub fn verified(&self) -> Option<&[String]> {
        match self.verification {
            HubVerification::Pending => None,
            HubVerification::Verified => Some(self.corrected.as_ref().unwrap_or(&self.chosen)),
            HubVerification::Rejected => Some(&[]),
        }
    }
}
