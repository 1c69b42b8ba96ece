use super::open::open_struct;
use super::{Field, Innovation, SourceSystem};

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
        /// Names of the fields that are missing; of alternatives (a video or a picture) the first.
        pub missing: Vec<String>,
    }
}

/// What every record needs; of several fields one is enough.
const ALWAYS: &[&[Field]] = &[
    &[Field::Title],
    &[Field::SourceYears, Field::Year],
    &[Field::AgencyCode],
    &[Field::Unit],
    &[Field::Sdgs],
    &[Field::ImplementationDate],
    &[Field::Summary],
    &[Field::Background],
    &[Field::Objective],
    &[Field::Novelty],
    &[Field::Impact],
    &[Field::Benefit],
    &[Field::Adaptability],
    &[Field::Resources, Field::ResourceParts],
    &[Field::SustainabilityStrategy, Field::SustainabilityParts],
    &[Field::Video, Field::Images],
];

/// What a record of IGA needs besides.
const IGA: &[&[Field]] = &[
    &[Field::Form],
    &[Field::Kind],
    &[Field::Stage],
    &[Field::Initiator],
    &[Field::MainAffair, Field::Affairs],
    &[Field::TrialDate],
    &[Field::Design],
];

/// What a record of KIPP needs besides. The innovator is not among them: names may be restricted.
const KIPP: &[&[Field]] = &[&[Field::KippGroup, Field::KippEntries], &[Field::KippCategory, Field::KippEntries]];

impl Completeness {
    /// Looks what is missing in a record.
    ///
    /// ```
    /// use jipp_core::model::{Completeness, Innovation};
    /// let known = Innovation { year: Some(2023), ..Innovation::new("a", "Loket Cepat") };
    /// let completeness = Completeness::of(&known);
    /// assert!(!completeness.is_complete());
    /// assert_eq!(completeness.missing[0], "agency_code");
    /// ```
    pub fn of(innovation: &Innovation) -> Self {
        let from = |system| innovation.sources.iter().any(|source| source.system == system);
        let mut required: Vec<&[Field]> = ALWAYS.to_vec();
        if innovation.agency_code.as_deref().is_some_and(|code| code.starts_with("pemda:")) {
            required.push(&[Field::RegionCode]);
        }
        if from(SourceSystem::KemendagriIga) {
            required.extend(IGA);
        }
        if from(SourceSystem::PanrbKipp) {
            required.extend(KIPP);
        }
        let absent = required.into_iter().filter(|fields| fields.iter().all(|field| innovation.is_missing(*field)));
        let missing: Vec<String> = absent.filter_map(|fields| fields.first()).map(|field| field.name().to_owned()).collect();
        let status = if missing.is_empty() { "lengkap" } else { "belum_lengkap" };
        Self { status: status.to_owned(), missing, ..Self::default() }
    }

    /// Whether nothing is missing.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}
