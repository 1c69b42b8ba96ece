use std::sync::LazyLock;

use super::open::{is_default, open_struct};
use super::{Field, Innovation, SourceSystem, Stage};

open_struct! {
    /// Whether everything that a published record needs is there (*kelengkapan*): JIPPNas shows `Lengkap` or `Belum Lengkap`.
    ///
    /// JIPPNas publishes the flag but not the rule (domain open question 2). The rule here is the proposal of domain section 9: what
    /// is required up to the stage *lengkap*. It says nothing of errors in the values: a record with findings of severity error is
    /// not complete either (domain rule STS-08).
    #[derive(Default, Eq)]
    pub struct Completeness {
        /// Vocabulary `kelengkapan`: `lengkap` or `belum_lengkap`.
        pub status: String,
    }
    optional {
        /// Names of the fields that are missing for publication; of alternatives (a video or a picture) the first.
        pub missing: Vec<String>,
        /// What is missing by the stage from which it is required; `missing` is what the first three stages lack.
        pub missing_by_stage: MissingByStage,
    }
}

/// Names of missing fields by the stage of a record's life from which they are required (domain section 9, column "Required from").
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct MissingByStage {
    /// T, *tangkap*: to be taken in at all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub import: Vec<String>,
    /// A, *ajukan*: to be submitted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub submit: Vec<String>,
    /// L, *lengkap*: to be published.
    #[serde(default, skip_serializing_if = "is_default")]
    pub complete: Vec<String>,
    /// V, *tervalidasi*: to have its status confirmed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub validated: Vec<String>,
}

impl MissingByStage {
    /// The stages that records pass, in their order, with what each lacks.
    pub fn stages(&self) -> [(Stage, &[String]); 4] {
        [
            (Stage::Import, &self.import),
            (Stage::Submit, &self.submit),
            (Stage::Complete, &self.complete),
            (Stage::Validated, &self.validated),
        ]
    }

    /// Whether nothing is missing up to this stage.
    pub fn is_ready_for(&self, stage: Stage) -> bool {
        self.stages().iter().filter(|(of, _)| *of <= stage).all(|(_, missing)| missing.is_empty())
    }

    fn of_stage(&mut self, stage: Stage) -> &mut Vec<String> {
        match stage {
            Stage::Import => &mut self.import,
            Stage::Submit => &mut self.submit,
            Stage::Complete => &mut self.complete,
            Stage::Validated | Stage::Replication => &mut self.validated,
        }
    }
}

/// A field that a record needs from a stage on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// From which stage.
    pub stage: Stage,
    /// The fields; one of them is enough. It is told by the name of the first.
    pub fields: &'static [Field],
    /// Whether the record has it.
    pub filled: bool,
}

type Row = (Stage, &'static [Field]);

/// What every record needs. Evidence and the levels of IGA, which section 9 asks for at submission, are not among them: no export
/// carries them with the record; the rules of family EVD look at them. Nor are names of innovators, which may be restricted.
const ALWAYS: &[Row] = &[
    (Stage::Import, &[Field::Title]),
    (Stage::Import, &[Field::SourceYears, Field::Year]),
    (Stage::Import, &[Field::Agency, Field::AgencyCode]),
    (Stage::Submit, &[Field::AgencyCode]),
    (Stage::Submit, &[Field::Unit]),
    (Stage::Complete, &[Field::Sdgs]),
    (Stage::Complete, &[Field::ImplementationDate]),
    (Stage::Complete, &[Field::Summary]),
    (Stage::Complete, &[Field::Background]),
    (Stage::Complete, &[Field::Objective]),
    (Stage::Complete, &[Field::Novelty]),
    (Stage::Complete, &[Field::Impact]),
    (Stage::Complete, &[Field::Benefit]),
    (Stage::Complete, &[Field::Adaptability]),
    (Stage::Complete, &[Field::Resources, Field::ResourceParts]),
    (Stage::Complete, &[Field::SustainabilityStrategy, Field::SustainabilityParts]),
    (Stage::Complete, &[Field::Video, Field::Images]),
    (Stage::Validated, &[Field::Status, Field::StatusHistory]),
    (Stage::Validated, &[Field::StatusHistory]),
    (Stage::Validated, &[Field::Validations]),
];

/// What the record of a local government needs besides.
const LOCAL: &[Row] = &[(Stage::Submit, &[Field::RegionCode])];

/// What a record of IGA needs besides.
const IGA: &[Row] = &[
    (Stage::Submit, &[Field::Form]),
    (Stage::Submit, &[Field::Kind]),
    (Stage::Submit, &[Field::Stage]),
    (Stage::Submit, &[Field::Initiator]),
    (Stage::Submit, &[Field::MainAffair, Field::Affairs]),
    (Stage::Submit, &[Field::TrialDate]),
    (Stage::Submit, &[Field::Design]),
];

/// What a record of KIPP needs besides.
const KIPP: &[Row] =
    &[(Stage::Submit, &[Field::KippGroup, Field::KippEntries]), (Stage::Submit, &[Field::KippCategory, Field::KippEntries])];

/// What a record needs besides that stopped or is dormant.
const STOPPED: &[Row] = &[(Stage::Validated, &[Field::StatusReason, Field::StatusCondition])];

/// What records need besides, by what they are: of a local government, of IGA, of KIPP, stopped.
const BESIDES: [&[Row]; 4] = [LOCAL, IGA, KIPP, STOPPED];

/// Everything that a record needs, in the order of the stages, by the rows of [`BESIDES`] that apply, one bit for each.
static REQUIRED: LazyLock<[Vec<Row>; 16]> = LazyLock::new(|| {
    std::array::from_fn(|asked| {
        let besides = BESIDES.iter().enumerate().filter(|(at, _)| asked >> at & 1 == 1);
        let mut required: Vec<Row> = ALWAYS.iter().chain(besides.flat_map(|(_, rows)| *rows)).copied().collect();
        required.sort_by_key(|(stage, _)| *stage);
        required
    })
});

impl Completeness {
    /// Looks what is missing in a record.
    ///
    /// ```
    /// use jipp_core::model::{Completeness, Innovation, Stage};
    /// let known = Innovation { year: Some(2023), agency: Some("Pemkot Surabaya".into()), ..Innovation::new("a", "Loket Cepat") };
    /// let completeness = Completeness::of(&known);
    /// assert!(!completeness.is_complete());
    /// assert_eq!(completeness.missing[0], "agency_code");
    /// assert!(completeness.missing_by_stage.is_ready_for(Stage::Import));
    /// assert_eq!(completeness.missing_by_stage.submit, ["agency_code", "unit"]);
    /// ```
    pub fn of(innovation: &Innovation) -> Self {
        let mut by_stage = MissingByStage::default();
        for requirement in Self::requirements(innovation).filter(|requirement| !requirement.filled) {
            let name = requirement.fields.first().map(|field| field.name().to_owned());
            by_stage.of_stage(requirement.stage).extend(name);
        }
        let missing = [&by_stage.import, &by_stage.submit, &by_stage.complete].into_iter().flatten().cloned().collect::<Vec<_>>();
        let status = if missing.is_empty() { "lengkap" } else { "belum_lengkap" };
        Self { status: status.to_owned(), missing, missing_by_stage: by_stage, ..Self::default() }
    }

    /// Everything that this record needs, in the order of the stages, and whether it has it.
    pub fn requirements(innovation: &Innovation) -> impl Iterator<Item = Requirement> {
        let from = |system| innovation.sources.iter().any(|source| source.system == system);
        let local = innovation.agency_code.as_deref().is_some_and(|code| code.starts_with("pemda:"));
        let stopped = innovation.sustainability().is_some_and(|status| status.is_stopped());
        let applies = [local, from(SourceSystem::KemendagriIga), from(SourceSystem::PanrbKipp), stopped];
        let asked = applies.iter().rev().fold(0, |asked, applies| asked << 1 | usize::from(*applies));
        let required = REQUIRED.get(asked).map(Vec::as_slice).unwrap_or_default();
        required.iter().map(|(stage, fields)| Requirement {
            stage: *stage,
            fields,
            filled: fields.iter().any(|field| !innovation.is_missing(*field)),
        })
    }

    /// Whether nothing is missing for publication.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceRef;

    #[test]
    fn each_stage_asks_for_its_fields() {
        let missing = Completeness::of(&Innovation::default()).missing_by_stage;
        assert_eq!(missing.import, ["title", "source_years", "agency"]);
        assert_eq!(missing.submit, ["agency_code", "unit"]);
        assert_eq!((missing.complete.len(), missing.complete[0].as_str(), missing.complete[11].as_str()), (12, "sdgs", "video"));
        assert_eq!(missing.validated, ["status", "status_history", "validations"]);
    }

    #[test]
    fn programme_owner_and_status_ask_for_more() {
        let mut innovation = Innovation { agency_code: Some("pemda:35.78".into()), status: Some("vakum".into()), ..Innovation::default() };
        innovation.sources = vec![SourceRef::new("a", SourceSystem::PanrbKipp)];
        let missing = Completeness::of(&innovation).missing_by_stage;
        assert_eq!(missing.import, ["title", "source_years"]);
        assert_eq!(missing.submit, ["unit", "region_code", "kipp_group", "kipp_category"]);
        assert_eq!(missing.validated, ["status_history", "validations", "status_reason"]);
        innovation.sources.push(SourceRef::new("b", SourceSystem::KemendagriIga));
        assert_eq!(Completeness::of(&innovation).missing_by_stage.submit.len(), 11);
    }

    #[test]
    fn the_list_for_publication_is_that_of_the_first_three_stages() {
        let completeness = Completeness::of(&Innovation::new("a", "Loket Cepat"));
        let stages = completeness.missing_by_stage.stages();
        let up_to: Vec<&String> = stages.iter().filter(|(stage, _)| *stage <= Stage::Complete).flat_map(|(_, missing)| *missing).collect();
        assert!(completeness.missing.iter().eq(up_to));
        assert!(!completeness.missing_by_stage.is_ready_for(Stage::Import));
    }
}
