use super::open::{is_default, open_struct};
use super::{Field, Innovation, SourceRef, SourceSystem, Stage};

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

/// A row of [`REQUIRED`]: from which stage, of which records, and the fields.
type Row = (Stage, u8, &'static [Field]);

/// What a record is: from which sources it comes (the letters of the column "Source" in domain section 9), whose it is, whether it
/// stopped. A record of another table may be about anything, so it is asked for every field of some source.
const KIPP: u8 = 1;
const IGA: u8 = 1 << 1;
const LAN: u8 = 1 << 2;
const JIPPNAS: u8 = 1 << 3;
const OTHER: u8 = 1 << 4;
const LOCAL: u8 = 1 << 5;
const STOPPED: u8 = 1 << 6;
const ANY: u8 = u8::MAX;

/// What records need, in the order of the stages. No source is asked for what its form does not have. Evidence and the levels of IGA,
/// which section 9 asks for at submission, are not here: no export carries them with the record; the rules of family EVD look at
/// them. Nor are names of innovators, which may be restricted.
const REQUIRED: &[Row] = &[
    (Stage::Import, ANY, &[Field::Title]),
    (Stage::Import, ANY, &[Field::SourceYears, Field::Year]),
    (Stage::Import, ANY, &[Field::Agency, Field::AgencyCode]),
    (Stage::Submit, ANY, &[Field::AgencyCode]),
    (Stage::Submit, ANY, &[Field::Unit]),
    (Stage::Submit, LOCAL, &[Field::RegionCode]),
    (Stage::Submit, IGA, &[Field::Form]),
    (Stage::Submit, IGA, &[Field::Kind]),
    (Stage::Submit, IGA, &[Field::Stage]),
    (Stage::Submit, IGA, &[Field::Initiator]),
    (Stage::Submit, IGA, &[Field::MainAffair, Field::Affairs]),
    (Stage::Submit, IGA, &[Field::TrialDate]),
    (Stage::Submit, IGA, &[Field::Design]),
    (Stage::Submit, KIPP, &[Field::KippGroup, Field::KippEntries]),
    (Stage::Submit, KIPP, &[Field::KippCategory, Field::KippEntries]),
    (Stage::Complete, KIPP | LAN | JIPPNAS | OTHER, &[Field::Sdgs]),
    (Stage::Complete, ANY, &[Field::ImplementationDate]),
    (Stage::Complete, KIPP | JIPPNAS | OTHER, &[Field::Summary]),
    (Stage::Complete, KIPP | JIPPNAS | OTHER, &[Field::Background]),
    (Stage::Complete, ANY, &[Field::Objective]),
    (Stage::Complete, KIPP | JIPPNAS | OTHER, &[Field::Novelty]),
    (Stage::Complete, ANY, &[Field::Impact]),
    (Stage::Complete, IGA | LAN | OTHER, &[Field::Benefit]),
    (Stage::Complete, KIPP | JIPPNAS | OTHER, &[Field::Adaptability]),
    (Stage::Complete, KIPP | JIPPNAS | OTHER, &[Field::Resources, Field::ResourceParts]),
    // the portal has the strategy under "Kondisi Keberlanjutan Inovasi"
    (Stage::Complete, JIPPNAS, &[Field::SustainabilityStrategy, Field::SustainabilityParts, Field::StatusCondition]),
    (Stage::Complete, KIPP | OTHER, &[Field::SustainabilityStrategy, Field::SustainabilityParts]),
    (Stage::Complete, ANY, &[Field::Video, Field::Images]),
    (Stage::Validated, ANY, &[Field::Status, Field::StatusHistory]),
    (Stage::Validated, ANY, &[Field::StatusHistory]),
    (Stage::Validated, ANY, &[Field::Validations]),
    (Stage::Validated, STOPPED, &[Field::StatusReason, Field::StatusCondition]),
];

/// What a record is, as the rows of [`REQUIRED`] ask.
fn nature(innovation: &Innovation) -> u8 {
    let of_source = |source: &SourceRef| match source.system {
        SourceSystem::PanrbKipp => KIPP,
        SourceSystem::KemendagriIga => IGA,
        SourceSystem::LanInoland => LAN,
        SourceSystem::Jippnas => JIPPNAS,
        SourceSystem::Generic => 0,
    };
    let sources = innovation.sources.iter().map(of_source).fold(0, |all, one| all | one);
    let local = innovation.agency_code.as_deref().is_some_and(|code| code.starts_with("pemda:"));
    let stopped = innovation.sustainability().is_some_and(|status| status.is_stopped());
    let flag = |holds: bool, flag: u8| if holds { flag } else { 0 };
    sources | flag(sources == 0, OTHER) | flag(local, LOCAL) | flag(stopped, STOPPED)
}

/// Whether a field of this requirement is one of another: a strategy is missing once, whichever sources ask for it.
fn repeats(earlier: &[Row], nature: u8, row: &Row) -> bool {
    earlier.last().is_some_and(|(stage, whom, fields)| *stage == row.0 && whom & nature != 0 && fields.first() == row.2.first())
}

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
        let nature = nature(innovation);
        let asked = REQUIRED
            .iter()
            .enumerate()
            .filter(move |(at, row)| row.1 & nature != 0 && !repeats(REQUIRED.get(..*at).unwrap_or_default(), nature, row));
        asked.map(|(_, (stage, _, fields))| Requirement {
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
    fn no_source_is_asked_for_what_its_form_does_not_have() {
        let missing = |systems: &[SourceSystem]| {
            let sources = systems.iter().map(|system| SourceRef::new("a", *system)).collect();
            Completeness::of(&Innovation { sources, ..Innovation::default() }).missing_by_stage.complete
        };
        let portal = missing(&[SourceSystem::Jippnas]);
        assert!(!portal.contains(&"benefit".into()) && portal.contains(&"sustainability_strategy".into()));
        assert_eq!(missing(&[SourceSystem::KemendagriIga]), ["implementation_date", "objective", "impact", "benefit", "video"]);
        assert_eq!(missing(&[SourceSystem::LanInoland]), ["sdgs", "implementation_date", "objective", "impact", "benefit", "video"]);
        // what several sources are asked for is asked once
        assert_eq!(missing(&[SourceSystem::Jippnas, SourceSystem::PanrbKipp]), portal);
        assert_eq!(missing(&[SourceSystem::Jippnas, SourceSystem::KemendagriIga]).len(), portal.len() + 1);
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
