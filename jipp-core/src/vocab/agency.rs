use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use serde::Deserialize;

use super::region::{Region, region_by_code, regions};

/// An agency (*instansi*) that can own an innovation.
#[derive(Debug, Clone)]
pub struct Agency {
    /// `pemda:` and a region code, or `pusat:`, `bumn:`, `bumd:` and a slug of ours. There is no official code list.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `provinsi`, `kabupaten`, `kota`, `pusat`, `bumn` or `bumd`.
    pub level: &'static str,
    /// Its kind, a code of the vocabulary `jenis_instansi`: `kementerian`, `lembaga`, `provinsi`, `kabupaten`, `kota`,
    /// `bumn`, `bumd`.
    pub kind: &'static str,
    /// The region it governs, for local governments.
    pub region: Option<&'static Region>,
    /// The region whose government owns it, for regional enterprises.
    pub place: Option<&'static Region>,
    /// The first and last year of its name, where known. A body founded or dissolved within a year existed in that year.
    pub years: (Option<i32>, Option<i32>),
    /// Short forms (*singkatan*), the usual one first.
    pub abbreviations: Vec<String>,
    /// Other names, English ones among them.
    pub aliases: Vec<String>,
    /// Code of the body it is a unit of, such as the ministry of a directorate general.
    pub parent: Option<String>,
    /// Code of the ministry that a university belongs to, or of the holding of an enterprise, today; it does not own what they do.
    pub supervisor: Option<String>,
    /// Codes of the bodies it replaced as a whole.
    pub predecessors: Vec<String>,
    /// Codes of the bodies that replaced it; a living body has none.
    pub successors: Vec<String>,
    /// Codes of living bodies that gave it a part of their work.
    pub functions_from: Vec<String>,
    /// Codes of the bodies to which it gave a part of its work.
    pub functions_to: Vec<String>,
    /// How sure the row is: `high`, `medium` or `low`.
    pub confidence: String,
    /// What was checked against a document: `name`, `name+year`, or nothing (general knowledge; never call it official).
    pub verified: Option<String>,
    /// Whether the row only describes a form of names, such as the water companies of the regions.
    pub(in crate::vocab) is_pattern: bool,
}

impl Agency {
    /// Whether the agency existed under this name in `year`; unknown bounds count as open.
    pub fn exists_in(&self, year: i32) -> bool {
        self.years.0.is_none_or(|from| from <= year) && self.years.1.is_none_or(|to| year <= to)
    }

    /// Whether it is no body but a form of names, such as that of the water companies of the regions.
    pub fn is_pattern(&self) -> bool {
        self.is_pattern
    }

    /// The body that does its work today: a renamed or absorbed body leads to its successor, a split one stays itself.
    pub fn today(&self) -> &Agency {
        let mut agency = self;
        // no line of succession in the table is longer; the bound only guards against a circle
        for _ in 0..8 {
            match agency.successors.as_slice() {
                [code] => match agency_by_code(code) {
                    Some(next) => agency = next.owner(),
                    None => break,
                },
                _ => break,
            }
        }
        agency
    }

    /// The body that answers for it: a directorate general is lifted to its ministry.
    pub fn owner(&self) -> &Agency {
        self.parent.as_deref().and_then(agency_by_code).map_or(self, Agency::owner)
    }

    /// The body that did this agency's work in `year`: its only predecessor that then existed, if it did not itself.
    pub fn in_year(&'static self, year: Option<i32>) -> &'static Agency {
        let Some(year) = year.filter(|year| !self.exists_in(*year)) else { return self };
        let mut earlier = self.predecessors.iter().filter_map(|code| agency_by_code(code)).map(Agency::owner).filter(|a| a.exists_in(year));
        match (earlier.next(), earlier.next()) {
            (Some(one), None) => one,
            _ => self,
        }
    }
}

#[derive(Debug, Deserialize)]
struct CentralRow {
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
    supervisor: String,
    place_code: String,
    functions_from: String,
    functions_to: String,
    confidence: String,
    verified: String,
    is_pattern: Option<u8>,
}

impl CentralRow {
    fn level(&self) -> &'static str {
        match self.kind.as_str() {
            "bumn" => "bumn",
            "bumd" => "bumd",
            _ => "pusat",
        }
    }
}

/// Every agency: local governments derived from the regions, then central bodies and state enterprises.
pub fn agencies() -> &'static [Agency] {
    static TABLE: OnceLock<Vec<Agency>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Vec<CentralRow> = super::table(include_str!("../../data/agencies.csv"));
        let codes: FxHashMap<&str, String> = rows.iter().map(|row| (row.slug.as_str(), format!("{}:{}", row.level(), row.slug))).collect();
        let code_of = |slug: &str| codes.get(slug).cloned();
        let codes_of = |slugs: &str| super::list(slugs).iter().filter_map(|slug| code_of(slug)).collect::<Vec<_>>();
        let local = regions().iter().filter(|r| !r.is_administrative()).map(local_government);
        let central = rows.iter().map(|row| Agency {
            code: format!("{}:{}", row.level(), row.slug),
            name: row.name.clone(),
            level: row.level(),
            kind: match row.kind.as_str() {
                "bumn" => "bumn",
                "bumd" => "bumd",
                "kementerian" | "kementerian_koordinator" => "kementerian",
                _ => "lembaga",
            },
            // a company of a region stands with it, but does not govern it
            place: region_by_code(&row.place_code),
            region: None,
            years: (row.valid_from, row.valid_to),
            abbreviations: super::list(&row.abbreviations),
            aliases: super::list(&row.aliases),
            parent: (row.kind == "unit_pusat").then(|| code_of(&row.parent)).flatten(),
            supervisor: code_of(&row.supervisor),
            predecessors: codes_of(&row.predecessors),
            successors: codes_of(&row.successors),
            functions_from: codes_of(&row.functions_from),
            functions_to: codes_of(&row.functions_to),
            confidence: row.confidence.clone(),
            verified: (!matches!(row.verified.as_str(), "" | "no")).then(|| row.verified.clone()),
            is_pattern: row.is_pattern.unwrap_or_default() != 0,
        });
        local.chain(central).collect()
    })
}

/// The name of the government of a region.
pub(crate) fn local_government_name(region: &Region) -> String {
    match region.code.as_str() {
        // the law on the special capital region of Jakarta (UU 2/2024) has not reached the code list
        "31" => "Pemerintah Provinsi DKI Jakarta".to_owned(),
        _ if region.kind == super::RegionKind::Provinsi => format!("Pemerintah Provinsi {}", region.name),
        _ => format!("Pemerintah {}", region.name),
    }
}

fn local_government(region: &'static Region) -> Agency {
    Agency {
        code: format!("pemda:{}", region.code),
        name: local_government_name(region),
        level: region.kind.name(),
        kind: region.kind.name(),
        region: Some(region),
        place: Some(region),
        years: (None, None),
        abbreviations: Vec::new(),
        aliases: Vec::new(),
        parent: None,
        supervisor: None,
        predecessors: Vec::new(),
        successors: Vec::new(),
        functions_from: Vec::new(),
        functions_to: Vec::new(),
        confidence: "high".to_owned(),
        verified: None,
        is_pattern: false,
    }
}

/// The agency with this code.
pub fn agency_by_code(code: &str) -> Option<&'static Agency> {
    static BY_CODE: OnceLock<FxHashMap<&'static str, &'static Agency>> = OnceLock::new();
    BY_CODE.get_or_init(|| agencies().iter().map(|a| (a.code.as_str(), a)).collect()).get(code).copied()
}

/// The local government of a region; that of its province for the administrative cities and the regency of Jakarta.
pub fn local_government_of(region: &Region) -> Option<&'static Agency> {
    let region = if region.is_administrative() { region.province() } else { region };
    agency_by_code(&format!("pemda:{}", region.code))
}

/// The central body or enterprise with this slug.
pub(in crate::vocab) fn central_by_slug(slug: &str) -> Option<&'static Agency> {
    ["pusat", "bumn", "bumd"].iter().find_map(|level| agency_by_code(&format!("{level}:{slug}")))
}
