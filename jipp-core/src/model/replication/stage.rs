use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::model::PartialDate;

/// How far a replication is: *minat* → *kesepakatan* → *persetujuan* → *implementasi* → *selesai*, or *ditolak*.
///
/// Source: the pipeline of JIPPNas (domain section 4, `GH_JIPP`). That a replication can be rejected until it runs, and not
/// afterwards, is inferred.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum ReplicationStage {
    /// Somebody wants to replicate it (*minat*).
    #[default]
    #[serde(rename = "minat")]
    Interest,
    /// Owner and replicator agree (*kesepakatan*).
    #[serde(rename = "kesepakatan")]
    Agreement,
    /// It is approved (*persetujuan*).
    #[serde(rename = "persetujuan")]
    Approval,
    /// It runs at the replicator (*implementasi*).
    #[serde(rename = "implementasi")]
    Implementation,
    /// It is finished and certified (*selesai*).
    #[serde(rename = "selesai")]
    Completed,
    /// It was rejected (*ditolak*).
    #[serde(rename = "ditolak")]
    Rejected,
}

impl ReplicationStage {
    /// Every stage, in order.
    pub const ALL: [Self; 6] = [Self::Interest, Self::Agreement, Self::Approval, Self::Implementation, Self::Completed, Self::Rejected];

    /// The code, as in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Interest => "minat",
            Self::Agreement => "kesepakatan",
            Self::Approval => "persetujuan",
            Self::Implementation => "implementasi",
            Self::Completed => "selesai",
            Self::Rejected => "ditolak",
        }
    }

    /// The status that JIPPNas shows, vocabulary `status_replikasi`.
    pub const fn status(self) -> &'static str {
        match self {
            Self::Interest | Self::Agreement => "menunggu",
            Self::Approval => "disetujui",
            Self::Implementation => "implemen",
            Self::Completed => "selesai",
            Self::Rejected => "tolak",
        }
    }

    /// The stages that can follow.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Interest => &[Self::Agreement, Self::Rejected],
            Self::Agreement => &[Self::Approval, Self::Rejected],
            Self::Approval => &[Self::Implementation, Self::Rejected],
            Self::Implementation => &[Self::Completed],
            Self::Completed | Self::Rejected => &[],
        }
    }

    /// Whether `to` can follow.
    pub fn may_become(self, to: Self) -> bool {
        self.next().contains(&to)
    }

    /// Whether nothing follows.
    pub const fn is_final(self) -> bool {
        self.next().is_empty()
    }
}

impl fmt::Display for ReplicationStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a replication cannot take a step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplicationError {
    /// The stage does not follow the one that is reached.
    #[error("`{to}` cannot follow `{from}`")]
    InvalidTransition {
        /// The stage that is reached.
        from: ReplicationStage,
        /// The stage that was asked for.
        to: ReplicationStage,
    },
    /// The date lies before that of the stage before.
    #[error("{on} lies before {last}, the date of the stage before")]
    BackInTime {
        /// The date that was given.
        on: PartialDate,
        /// The date of the stage before.
        last: PartialDate,
    },
    /// It cannot run without an agreement (a document of kind `kesepakatan`).
    #[error("it cannot run without a document `kesepakatan`")]
    MissingAgreement,
    /// A scale-up needs the ministry that proposes it.
    #[error("a scale-up needs the ministry that proposes it")]
    MissingProposer,
    /// A scale-up is proposed by another agency than the owner.
    #[error("the owner itself cannot propose a scale-up")]
    ProposerIsOwner,
}

impl ReplicationError {
    /// Stable name of the error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InvalidTransition { .. } => "invalid_transition",
            Self::BackInTime { .. } => "back_in_time",
            Self::MissingAgreement => "missing_agreement",
            Self::MissingProposer => "missing_proposer",
            Self::ProposerIsOwner => "proposer_is_owner",
        }
    }

    /// What is shown to people.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::InvalidTransition { from, to } => format!("`{to}` tidak dapat mengikuti `{from}`"),
            Self::BackInTime { on, last } => format!("{on} mendahului {last}, tanggal tahap sebelumnya"),
            Self::MissingAgreement => "replikasi tidak dapat berjalan tanpa dokumen `kesepakatan`".to_owned(),
            Self::MissingProposer => "scale-up memerlukan kementerian yang mengusulkannya".to_owned(),
            Self::ProposerIsOwner => "pemilik inovasi tidak dapat mengusulkan scale-up sendiri".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pipeline_is_allowed() {
        let mut allowed = Vec::new();
        for from in ReplicationStage::ALL {
            for to in ReplicationStage::ALL.into_iter().filter(|to| from.may_become(*to)) {
                allowed.push(format!("{from}>{to}"));
            }
        }
        let wanted = "minat>kesepakatan minat>ditolak kesepakatan>persetujuan kesepakatan>ditolak persetujuan>implementasi \
                      persetujuan>ditolak implementasi>selesai";
        assert_eq!(allowed.join(" "), wanted);
    }

    #[test]
    fn codes_are_those_of_json() {
        for stage in ReplicationStage::ALL {
            assert_eq!(serde_json::to_value(stage).unwrap(), stage.code());
        }
    }
}
