//! How does an innovation come to another owner? One record for each replicator, from interest to completion.

mod origin;
mod stage;

pub use origin::ReplicationOrigin;
pub use stage::{ReplicationError, ReplicationStage};

use serde::{Deserialize, Serialize};

use super::open::open_struct;
use super::{Evidence, OrganisationRef, PartialDate, RichText};

open_struct! {
    /// The adoption of an innovation by another unit (*replikasi*), or its widening as policy (*perluasan*, *scale up*).
    ///
    /// The stages are those of the pipeline of JIPPNas (domain section 4, source `GH_JIPP`), the texts those that KIPP asks of
    /// replicators (domain source `GH_NTT`). A contact is personal data and is not here; see [`Contact`](super::Contact).
    ///
    /// ```
    /// use jipp_core::model::{OrganisationRef, Replication, ReplicationDocument, ReplicationOrigin, ReplicationStage};
    /// let origin = ReplicationOrigin { record_id: Some("kipp:900001".into()), ..ReplicationOrigin::default() };
    /// let mut replication = Replication::new("r1", origin, OrganisationRef::of_code("pemda:35.78"));
    /// replication.advance(ReplicationStage::Agreement, "2024-03".parse()?)?;
    ///
    /// let skipped = replication.advance(ReplicationStage::Completed, "2024-04".parse()?);
    /// assert_eq!(skipped.unwrap_err().code(), "invalid_transition");
    ///
    /// replication.advance(ReplicationStage::Approval, "2024-04-02".parse()?)?;
    /// let early = replication.advance(ReplicationStage::Implementation, "2024-05-01".parse()?);
    /// assert_eq!(early.unwrap_err().code(), "missing_agreement");
    ///
    /// replication.documents.push(ReplicationDocument::new("kesepakatan"));
    /// replication.advance(ReplicationStage::Implementation, "2024-05-01".parse()?)?;
    /// assert_eq!(replication.status(), "implemen");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Default)]
    pub struct Replication {
        /// Its identity.
        pub id: String,
        /// What is replicated, and its owner (*asal*).
        pub origin: ReplicationOrigin,
        /// Who replicates it (*replikator*, *penerima*).
        pub replicator: OrganisationRef,
        /// How far it is.
        #[serde(default)]
        pub stage: ReplicationStage,
        /// Replication or scale-up, vocabulary `jenis_penyebaran`.
        #[serde(default)]
        pub kind: ReplicationKind,
    }
    optional {
        /// The ministry that proposes a scale-up (*pengusul*), which is not the owner (domain rule REP-09, source `EIGHT19`).
        pub proposer: Option<OrganisationRef>,
        /// Whether the request was verified (*verifikasi minat*), vocabulary `verifikasi_minat`: `V` valid, `X` not, `belum` not yet.
        pub verification: Option<String>,
        /// When each stage was reached.
        pub dates: ReplicationDates,
        /// The papers: agreement, approval, commitment, certificate.
        pub documents: Vec<ReplicationDocument>,
        /// The innovation that came of it at the replicator, if it is in the directory.
        pub result_record_id: Option<String>,
        /// The title that the replicator uses.
        pub title: Option<String>,
        /// Extent (*skala adopsi*), vocabulary `skala_adopsi`: `sebagian` or `keseluruhan`.
        pub scale: Option<String>,
        /// Why it was chosen (*alasan*, *inspirasi*); KIPP 2021 allowed 100 words.
        pub reason: Option<RichText>,
        /// How it was adapted (*proses replikasi*); KIPP 2021 allowed 200 words.
        pub process: Option<RichText>,
        /// What is different: area, target group, level of government (*faktor pembeda*); KIPP 2021 allowed 100 words.
        pub distinguishing_factors: Option<RichText>,
        /// What came of it (*hasil*).
        pub result: Option<RichText>,
        /// Others who take part.
        pub actors: Vec<ReplicationActor>,
        /// Remark on the last step, such as why it was rejected.
        pub note: Option<RichText>,
    }
}

/// Adoption by one unit, or widening as policy (vocabulary `jenis_penyebaran`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum ReplicationKind {
    /// One unit adopts the innovation of another (*replikasi*).
    #[default]
    Replikasi,
    /// A ministry spreads it as policy (*perluasan*, *scale up*).
    ScaleUp,
}

open_struct! {
    /// When each stage of a replication was reached (domain rule REP-03: in this order).
    #[derive(Default, Eq)]
    pub struct ReplicationDates {}
    optional {
        /// Interest was expressed (*tanggal pengajuan*).
        pub interest: Option<PartialDate>,
        /// Both sides agreed (*tanggal kesepakatan*).
        pub agreement: Option<PartialDate>,
        /// It was approved (*tanggal persetujuan*).
        pub approval: Option<PartialDate>,
        /// It began to run at the replicator (*tanggal implementasi*).
        pub implementation: Option<PartialDate>,
        /// It was finished (*tanggal selesai*).
        pub completion: Option<PartialDate>,
        /// It was rejected (*tanggal penolakan*).
        pub rejection: Option<PartialDate>,
    }
}

open_struct! {
    /// A paper of a replication.
    #[derive(Default, Eq)]
    pub struct ReplicationDocument {
        /// `kesepakatan` (agreement), `persetujuan` (approval), `komitmen` (commitment) or `sertifikat` (certificate).
        pub kind: String,
    }
    optional {
        /// The file.
        pub file: Option<Evidence>,
        /// Its number.
        pub number: Option<String>,
        /// Its date.
        pub date: Option<PartialDate>,
    }
}

impl ReplicationDocument {
    /// A paper of which only the kind is known.
    pub fn new(kind: impl Into<String>) -> Self {
        Self { kind: kind.into(), ..Self::default() }
    }
}

open_struct! {
    /// An organisation that takes part in a replication.
    #[derive(Default, Eq)]
    pub struct ReplicationActor {
        /// Vocabulary `aktor_replikasi`: `asal`, `penerima` or `fasilitator` (domain source `REPMGL`).
        pub role: String,
    }
    optional {
        /// Who.
        pub organisation: OrganisationRef,
    }
}

impl Replication {
    /// An expression of interest.
    pub fn new(id: impl Into<String>, origin: ReplicationOrigin, replicator: OrganisationRef) -> Self {
        Self { id: id.into(), origin, replicator, ..Self::default() }
    }

    /// A scale-up, with the ministry that proposes it.
    pub fn scale_up(id: impl Into<String>, origin: ReplicationOrigin, replicator: OrganisationRef, proposer: OrganisationRef) -> Self {
        Self { kind: ReplicationKind::ScaleUp, proposer: Some(proposer), ..Self::new(id, origin, replicator) }
    }

    /// The status as JIPPNas shows it, vocabulary `status_replikasi`.
    pub fn status(&self) -> &'static str {
        self.stage.status()
    }

    /// Takes the next step, reached on `on`, or says why it cannot be taken; then nothing is changed.
    pub fn advance(&mut self, to: ReplicationStage, on: PartialDate) -> Result<(), ReplicationError> {
        if !self.stage.may_become(to) {
            return Err(ReplicationError::InvalidTransition { from: self.stage, to });
        }
        if to != ReplicationStage::Rejected {
            self.check_proposer()?;
        }
        // the pipeline lets nothing run without an agreement (domain rule REP-04)
        if to == ReplicationStage::Implementation && !self.has_document("kesepakatan") {
            return Err(ReplicationError::MissingAgreement);
        }
        if let Some(last) = self.dates.last()
            && on.before(last)
        {
            return Err(ReplicationError::BackInTime { on, last });
        }
        *self.dates.of(to) = Some(on);
        self.stage = to;
        Ok(())
    }

    /// Whether there is a paper of this kind.
    pub fn has_document(&self, kind: &str) -> bool {
        self.documents.iter().any(|document| document.kind == kind)
    }

    /// Whether a scale-up names its proposer, and not the owner itself.
    pub fn check_proposer(&self) -> Result<(), ReplicationError> {
        if self.kind == ReplicationKind::Replikasi {
            return Ok(());
        }
        let proposer = self.proposer.as_ref().filter(|proposer| !proposer.is_unknown()).ok_or(ReplicationError::MissingProposer)?;
        if proposer.is_same_agency(&self.origin.owner) { Err(ReplicationError::ProposerIsOwner) } else { Ok(()) }
    }

    /// Whether owner and replicator are the same unit, which is no replication (domain rule REP-01).
    pub fn is_of_itself(&self) -> bool {
        self.origin.owner.is_same_unit(&self.replicator)
    }

    /// Whether it stays within one agency: a widening that IGA does not count (domain rule REP-02).
    pub fn is_internal(&self) -> bool {
        self.origin.owner.is_same_agency(&self.replicator)
    }
}

impl ReplicationDates {
    /// The date of a stage.
    fn of(&mut self, stage: ReplicationStage) -> &mut Option<PartialDate> {
        match stage {
            ReplicationStage::Interest => &mut self.interest,
            ReplicationStage::Agreement => &mut self.agreement,
            ReplicationStage::Approval => &mut self.approval,
            ReplicationStage::Implementation => &mut self.implementation,
            ReplicationStage::Completed => &mut self.completion,
            ReplicationStage::Rejected => &mut self.rejection,
        }
    }

    /// The stages that have a date, in the order of the pipeline.
    pub fn known(&self) -> impl Iterator<Item = (ReplicationStage, PartialDate)> {
        let dates = [self.interest, self.agreement, self.approval, self.implementation, self.completion, self.rejection];
        ReplicationStage::ALL.into_iter().zip(dates).filter_map(|(stage, date)| Some((stage, date?)))
    }

    /// The date of the last stage that has one.
    fn last(&self) -> Option<PartialDate> {
        self.known().last().map(|(_, date)| date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replication() -> Replication {
        let owner = OrganisationRef { unit: Some("Dinas A".into()), ..OrganisationRef::of_code("pemda:35.78") };
        let origin = ReplicationOrigin { record_id: Some("k:1".into()), owner, ..ReplicationOrigin::default() };
        Replication::new("r", origin, OrganisationRef::of_code("pemda:32.73"))
    }

    #[test]
    fn a_step_that_cannot_be_taken_changes_nothing() {
        let mut one = replication();
        one.advance(ReplicationStage::Agreement, "2024-03".parse().unwrap()).unwrap();
        let before = one.clone();
        let error = one.advance(ReplicationStage::Approval, "2024-02".parse().unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "2024-02 lies before 2024-03, the date of the stage before");
        assert_eq!(one, before);
        one.advance(ReplicationStage::Rejected, "2024-03-05".parse().unwrap()).unwrap();
        assert_eq!((one.status(), one.dates.rejection.map(|d| d.to_string()).as_deref()), ("tolak", Some("2024-03-05")));
    }

    #[test]
    fn a_scale_up_needs_a_proposer_who_is_not_the_owner() {
        let plain = replication();
        let (day, to) = ("2024".parse().unwrap(), ReplicationStage::Agreement);
        let mut one = Replication { kind: ReplicationKind::ScaleUp, ..plain.clone() };
        assert_eq!(one.advance(to, day), Err(ReplicationError::MissingProposer));
        one.proposer = Some(OrganisationRef::of_code("pemda:35.78"));
        assert_eq!(one.advance(to, day), Err(ReplicationError::ProposerIsOwner));
        let ministry = OrganisationRef::of_code("pusat:kemendagri");
        let mut one = Replication::scale_up("s", plain.origin, plain.replicator, ministry);
        assert_eq!(one.advance(to, day), Ok(()));
    }

    #[test]
    fn replicating_oneself_is_seen() {
        let mut one = replication();
        assert!(!one.is_internal());
        one.replicator = OrganisationRef { unit: Some("Dinas B".into()), ..OrganisationRef::of_code("pemda:35.78") };
        assert!(one.is_internal() && !one.is_of_itself());
        one.replicator.unit = Some("dinas a ".into());
        assert!(one.is_of_itself());
    }
}
