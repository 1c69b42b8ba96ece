//! Who is a hub of the network, and how mature is it? The instrument, an answer to it, and its score.

mod instrument;
mod response;
mod score;

pub use instrument::{HubAspect, HubInstrument, HubInstrumentError, HubOption, HubQuestion, HubQuestionKind};
pub use response::{HubAnswer, HubResponse, HubVerification};
pub use score::{HubAspectScore, HubPredicate, HubResponseError, HubScore};

use serde::{Deserialize, Serialize};

use super::open::open_struct;
use super::{OrganisationRef, PartialDate};

open_struct! {
    /// A hub (*simpul*) of JIPP: an agency that fosters innovation and documents it for the agencies around it.
    ///
    /// Hubs are named by decree, in batches: *Kepmen PANRB* 94/2020 (8), 359/2021 (12 in all), 305/2024 (14 more provinces); domain
    /// sources `HUB20`, `HUB21`, `HUB25`.
    ///
    /// ```
    /// use jipp_core::model::{Hub, OrganisationRef};
    /// let hub = Hub {
    ///     level: Some("daerah".into()),
    ///     since: Some("2020".parse()?),
    ///     legal_basis: Some("Kepmen PANRB 94/2020".into()),
    ///     ..Hub::new(OrganisationRef::of_code("pemda:35"))
    /// };
    /// assert!(hub.is_founded());
    /// # Ok::<(), jipp_core::model::PartialDateError>(())
    /// ```
    #[derive(Eq)]
    pub struct Hub {
        /// The agency.
        pub agency: OrganisationRef,
        /// Whether it is a hub now.
        #[serde(default = "yes")]
        pub active: bool,
    }
    optional {
        /// `pusat` (ministry or agency) or `daerah` (local government).
        pub level: Option<String>,
        /// Since when.
        pub since: Option<PartialDate>,
        /// The decree that names it (*dasar hukum*).
        pub legal_basis: Option<String>,
    }
}

fn yes() -> bool {
    true
}

/// A hub with what is known of its maturity: one row of a list of hubs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct HubRecord {
    /// The hub; its fields stand beside the others.
    #[serde(flatten)]
    pub hub: Hub,
    /// The questions by which its maturity is measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<HubInstrument>,
    /// What it answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<HubResponse>,
    /// Its score as somebody states it; [`HubInstrument::score`] computes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<HubScore>,
}

impl HubRecord {
    /// A hub of whose maturity nothing is known.
    pub fn new(hub: Hub) -> Self {
        Self { hub, instrument: None, response: None, score: None }
    }
}

impl Hub {
    /// An active hub of which only the agency is known.
    pub fn new(agency: OrganisationRef) -> Self {
        Self { agency, active: true, level: None, since: None, legal_basis: None, extra: super::Extra::new() }
    }

    /// Whether agency, level, legal basis and year are there (domain rule HUB-01).
    pub fn is_founded(&self) -> bool {
        let level = matches!(self.level.as_deref(), Some("pusat" | "daerah"));
        level
            && !self.agency.is_unknown()
            && self.since.is_some()
            && self.legal_basis.as_deref().is_some_and(|text| !text.trim().is_empty())
    }
}
