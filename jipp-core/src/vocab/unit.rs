use std::sync::OnceLock;

use serde::{Deserialize, Deserializer};

use super::agency::{Agency, agency_by_code, central_by_slug};

/// A kind of work unit (*unit kerja*, *UPP*) and who owns units of this kind.
#[derive(Debug, Clone, Deserialize)]
pub struct UnitType {
    /// The short form, such as `Disdukcapil`.
    pub token: String,
    /// What it stands for.
    pub expansion: String,
    /// Who owns such units: `regional` (the local government of the place), `province` (the provincial government of the
    /// place) or `central`.
    pub owner_level: String,
    /// Slug of the central body, for `central`.
    pub(in crate::vocab) central_parent_slug: String,
    /// Owners over the years, `slug:from-to` separated by `;`, where the owner has changed.
    #[serde(default)]
    pub(in crate::vocab) owner_history: String,
}

impl UnitType {
    /// The central bodies that own units of this kind: in `year`, or since 2014 if none is given. In a year of change it
    /// is the body that began the year.
    pub fn central_owners(&self, year: Option<i32>) -> Vec<&'static Agency> {
        let owners = owners_over_time(&self.owner_history, year);
        if owners.is_empty() {
            return central_by_slug(&self.central_parent_slug).map(|agency| agency.owner().in_year(year)).into_iter().collect();
        }
        owners
    }
}

/// The owners of a history `slug:from-to;…` in `year`, or all since the directory's first records (2014) if none is given.
fn owners_over_time(history: &str, year: Option<i32>) -> Vec<&'static Agency> {
    let mut owners = Vec::new();
    for part in super::list(history) {
        let (slug, years) = part.split_once(':').unwrap_or((part.as_str(), "-"));
        let (from, to) = years.split_once('-').unwrap_or((years, years));
        let (from, to): (Option<i32>, Option<i32>) = (from.parse().ok(), to.parse().ok());
        let then = match year {
            Some(year) => from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to),
            None => to.is_none_or(|to| to > 2015),
        };
        if then && let Some(agency) = central_by_slug(slug) {
            owners.push(agency.owner());
        }
    }
    if year.is_some() {
        owners.truncate(1);
    }
    owners
}

/// A unit whose owner its name does not tell, because it is named after a person or a thing (`RSUD Dr. Soetomo`).
#[derive(Debug, Clone, Deserialize)]
pub struct NamedUnit {
    /// Its name.
    pub name: String,
    /// Other names.
    #[serde(deserialize_with = "list")]
    pub aliases: Vec<String>,
    /// Code of the agency that owns it today.
    pub owner_code: String,
    /// Owners over the years, as in [`UnitType`], where the owner has changed.
    #[serde(default)]
    pub(in crate::vocab) owner_history: String,
    /// What kind of unit it is.
    pub kind: String,
    /// Code of the region it stands in, or empty.
    #[serde(default)]
    pub place_code: String,
    /// How sure this is: `high`, `medium`, `low`.
    pub confidence: String,
}

impl NamedUnit {
    /// The agencies that own it: in `year`, or since 2014 if none is given.
    pub fn owners(&self, year: Option<i32>) -> Vec<&'static Agency> {
        let owners = owners_over_time(&self.owner_history, year);
        if owners.is_empty() { agency_by_code(&self.owner_code).into_iter().collect() } else { owners }
    }
}

fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    String::deserialize(deserializer).map(|cell| super::list(&cell))
}

/// Every kind of unit of `data/unit_types.csv`.
pub fn unit_types() -> &'static [UnitType] {
    static TABLE: OnceLock<Vec<UnitType>> = OnceLock::new();
    TABLE.get_or_init(|| super::table(include_str!("../../data/unit_types.csv")))
}

/// Every named unit of `data/named_units.csv`.
pub fn named_units() -> &'static [NamedUnit] {
    static TABLE: OnceLock<Vec<NamedUnit>> = OnceLock::new();
    TABLE.get_or_init(|| super::table(include_str!("../../data/named_units.csv")))
}
