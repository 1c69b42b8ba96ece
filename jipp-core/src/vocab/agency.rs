use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::region::{Region, regions};

/// An agency that can own an innovation.
#[derive(Debug, Clone)]
pub struct Agency {
    /// `pemda:` and a region code, or `pusat:`, `bumn:`, `bumd:` and a slug of ours. There is no official code list.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `provinsi`, `kabupaten`, `kota`, `pusat`, `bumn` or `bumd`.
    pub level: &'static str,
    /// The region it governs, for local governments.
    pub region: Option<&'static Region>,
    /// The first and last year of its name, where known.
    pub years: (Option<i32>, Option<i32>),
    pub(in crate::vocab) parent: Option<String>,
    pub(in crate::vocab) predecessors: Vec<String>,
    successors: Vec<String>,
    pub(in crate::vocab) names: Vec<String>,
}

impl Agency {
    /// Whether the agency existed under this name in `year`; unknown bounds count as open.
    pub fn exists_in(&self, year: i32) -> bool {
        self.years.0.is_none_or(|from| from <= year) && self.years.1.is_none_or(|to| year <= to)
    }

    /// The body that does its work today: a renamed or absorbed body leads to its successor, a split one stays itself.
    pub fn today(&self) -> &Agency {
        let mut agency = self;
        // no line of succession in the table is longer; the bound only guards against a circle
        for _ in 0..8 {
            match agency.successors.as_slice() {
                [slug] => match owner_of_slug(slug) {
                    Some(next) => agency = next,
                    None => break,
                },
                _ => break,
            }
        }
        agency
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::vocab) struct CentralRow {
    slug: String,
    name: String,
    abbreviations: String,
    aliases: String,
    kind: String,
    parent: String,
    valid_from: Option<i32>,
    valid_to: Option<i32>,
    predecessors: String,
    successors: String,
}

pub(in crate::vocab) fn central() -> Vec<CentralRow> {
    super::table(include_str!("../../data/agencies.csv"))
}

/// Every agency: local governments derived from the regions, then central bodies and state enterprises.
pub fn agencies() -> &'static [Agency] {
    static TABLE: OnceLock<Vec<Agency>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let local = regions().iter().filter(|r| !r.is_administrative()).map(|region| {
            let name = match region.code.as_str() {
                "31" => "Pemerintah Provinsi DKI Jakarta".to_owned(),
                _ if region.kind == super::RegionKind::Provinsi => format!("Pemerintah Provinsi {}", region.name),
                _ => format!("Pemerintah {}", region.name),
            };
            let code = format!("pemda:{}", region.code);
            Agency {
                code,
                name,
                level: region.kind.name(),
                region: Some(region),
                years: (None, None),
                parent: None,
                predecessors: Vec::new(),
                successors: Vec::new(),
                names: Vec::new(),
            }
        });
        let central = central().into_iter().map(|row| {
            let level = match row.kind.as_str() {
                "bumn" => "bumn",
                "bumd" => "bumd",
                _ => "pusat",
            };
            let names = std::iter::once(row.name.clone()).chain(super::list(&row.abbreviations)).chain(super::list(&row.aliases)).collect();
            Agency {
                code: format!("{level}:{}", row.slug),
                name: row.name,
                level,
                region: None,
                years: (row.valid_from, row.valid_to),
                parent: (row.kind == "unit_pusat" && !row.parent.is_empty()).then_some(row.parent),
                predecessors: super::list(&row.predecessors),
                successors: super::list(&row.successors),
                names,
            }
        });
        local.chain(central).collect()
    })
}

/// The agency with this code.
pub fn agency_by_code(code: &str) -> Option<&'static Agency> {
    static BY_CODE: OnceLock<HashMap<&'static str, &'static Agency>> = OnceLock::new();
    BY_CODE.get_or_init(|| agencies().iter().map(|a| (a.code.as_str(), a)).collect()).get(code).copied()
}

/// The agency that owns a slug's unit: a directorate general is lifted to its ministry.
pub(in crate::vocab) fn owner_of_slug(slug: &str) -> Option<&'static Agency> {
    let found = ["pusat", "bumn", "bumd"].iter().find_map(|level| agency_by_code(&format!("{level}:{slug}")))?;
    Some(found.parent.as_deref().and_then(owner_of_slug).unwrap_or(found))
}

/// The body that did this agency's work in `year`: its only predecessor that then existed, if it did not itself.
pub(in crate::vocab) fn in_year(agency: &'static Agency, year: Option<i32>) -> &'static Agency {
    let Some(year) = year.filter(|year| !agency.exists_in(*year)) else { return agency };
    let earlier: Vec<_> = agency.predecessors.iter().filter_map(|slug| owner_of_slug(slug)).filter(|a| a.exists_in(year)).collect();
    match earlier.as_slice() {
        [one] => one,
        _ => agency,
    }
}
