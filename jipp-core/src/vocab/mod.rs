//! Which codes exist, and which code does a name as written mean?
//!
//! Controlled vocabularies by programme and year, regions, agencies, unit types, abbreviations: all of them data under
//! `data/`, loaded once on first use. [`resolve`] turns free text into codes without ever guessing: a name that could
//! mean two bodies is [`Status::Ambiguous`] with both of them.

mod abbreviation;
mod agency;
#[cfg(feature = "districts")]
mod district;
mod hub;
mod lists;
mod region;
mod region_profile;
mod resolve;
mod unit;

pub use abbreviation::{Abbreviation, abbreviations};
#[cfg(feature = "search")]
pub(crate) use agency::local_government_name;
pub use agency::{Agency, agencies, agency_by_code, local_government_of};
#[cfg(feature = "districts")]
pub use district::{District, district_by_code, districts, districts_of, find_district};
pub use hub::{DesignatedHub, UnnamedHubs, hubs, unnamed_hubs};
pub use lists::{
    Attributes, Code, Lookup, Match, MatchedBy, Scheme, Sourcing, Title, Vocabularies, Vocabulary, VocabularyError, VocabularyProblem,
    WordLimit, Wrong, sources, vocabularies, vocabulary, vocabulary_names, vocabulary_of, word_limit, word_limit_of,
};
#[cfg(feature = "search")]
pub(crate) use region::places_within_regions;
pub(crate) use region::region_names;
pub use region::{CodeScheme, FormerName, IslandGroup, Region, RegionKind, region_by, region_by_code, regions};
pub use region_profile::{NearRegion, SimilarRegion, SimilarityOptions, nearest_regions, similar_regions};
pub use resolve::{Candidate, Resolution, ResolveOptions, Resolver, Status, resolve, resolve_region};
pub(crate) use resolve::{names_private_institution, region_with_kind};
pub use unit::{NamedUnit, UnitType, named_units, unit_types};

/// Reads one of our own CSV tables. The tables are part of the program and a test reads every row of each, so a row that
/// does not fit its type cannot reach a user; it is left out.
fn table<T: serde::de::DeserializeOwned>(csv: &str) -> Vec<T> {
    csv::Reader::from_reader(csv.as_bytes()).into_deserialize().filter_map(Result::ok).collect()
}

/// Splits the `;` lists inside our tables.
fn list(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        for (rows, csv) in [
            (regions().len(), include_str!("../../data/regions.csv")),
            (abbreviations().len(), include_str!("../../data/abbreviations.csv")),
            (agencies().iter().filter(|a| a.region.is_none()).count(), include_str!("../../data/agencies.csv")),
            (region::aliases().len(), include_str!("../../data/region_aliases.csv")),
            (named_units().len(), include_str!("../../data/named_units.csv")),
            (unit_types().len(), include_str!("../../data/unit_types.csv")),
        ] {
            assert_eq!(rows, csv.trim_end().lines().count() - 1);
        }
    }
}
