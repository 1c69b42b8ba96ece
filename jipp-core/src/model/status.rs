use std::fmt;

use serde::{Deserialize, Serialize};

/// Does an innovation still run (*status keberlanjutan*)? A code of vocabulary `status_keberlanjutan`.
///
/// The list is data and may grow, so this is a code and no enum. What a code counts as follows the grouping of the report of
/// 18 Oct 2024 (domain source `UPD24`): *berlanjut atau berkembang* against *berhenti atau vakum*; a code that is not known counts
/// as neither, so that totals always reconcile (domain rule STS-07).
///
/// ```
/// use jipp_core::model::SustainabilityStatus;
/// assert!(SustainabilityStatus::new("berlanjut_tanpa_pengembangan").is_running());
/// assert_eq!(SustainabilityStatus::new("vakum").counts_as(), "berhenti");
/// assert_eq!(SustainabilityStatus::new("belum_dimutakhirkan").counts_as(), "tidak_diketahui");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct SustainabilityStatus(String);

/// Codes and what they count as.
const COUNTS_AS: &[(&str, &str)] = &[
    ("berlanjut_dengan_pengembangan", "berjalan"),
    ("berlanjut_tanpa_pengembangan", "berjalan"),
    ("berlanjut", "berjalan"),
    ("vakum", "berhenti"),
    ("berhenti", "berhenti"),
];

impl SustainabilityStatus {
    /// The status of this code.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// `berjalan` (running), `berhenti` (stopped or dormant) or `tidak_diketahui` (not known).
    pub fn counts_as(&self) -> &'static str {
        COUNTS_AS.iter().find(|(code, _)| *code == self.0).map_or("tidak_diketahui", |(_, group)| group)
    }

    /// Whether it runs.
    pub fn is_running(&self) -> bool {
        self.counts_as() == "berjalan"
    }

    /// Whether it stopped or is dormant. Not the contrary of [`is_running`](Self::is_running): the status may not be known.
    pub fn is_stopped(&self) -> bool {
        self.counts_as() == "berhenti"
    }
}

impl fmt::Display for SustainabilityStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for SustainabilityStatus {
    fn from(code: &str) -> Self {
        Self::new(code)
    }
}
