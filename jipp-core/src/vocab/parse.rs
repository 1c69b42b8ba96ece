//! Reads a name as a row of parts: places, words that tell the kind of a place, words that mean a government, unit types.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::region::{Region, RegionKind, aliases, region_by_code, regions};
use crate::text::{key, words};

#[derive(Debug, Clone, Deserialize)]
pub(in crate::vocab) struct UnitType {
    pub(in crate::vocab) token: String,
    pub(in crate::vocab) expansion: String,
    pub(in crate::vocab) owner_level: String,
    pub(in crate::vocab) central_parent_slug: String,
}

pub(in crate::vocab) fn unit_types() -> &'static [UnitType] {
    static TABLE: OnceLock<Vec<UnitType>> = OnceLock::new();
    TABLE.get_or_init(|| super::table(include_str!("../../data/unit_types.csv")))
}

/// One part of a name.
#[derive(Debug, Clone)]
pub(in crate::vocab) enum Part {
    /// A place: the regions it can mean, and how it was recognised.
    Place { regions: Vec<&'static Region>, why: &'static str, sure: bool },
    /// `kabupaten`, `pemkot`, `regency`: the kind of the place before or after it.
    Kind { kind: RegionKind, follows: bool },
    /// A word every government name may have.
    Generic,
    /// A unit type whose owner is the local government.
    LocalUnit,
    /// A unit type whose owner is a central body, by slug.
    CentralUnit(&'static str),
    /// Anything else.
    Other,
}

struct PlaceHit {
    regions: Vec<&'static Region>,
    why: &'static str,
    sure: bool,
    years: (Option<i32>, Option<i32>),
}

fn places() -> &'static HashMap<String, PlaceHit> {
    static TABLE: OnceLock<HashMap<String, PlaceHit>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<String, PlaceHit> = HashMap::new();
        let mut add = |name: &str, region: &'static Region, why: &'static str, sure: bool, years| {
            let hit = table.entry(key(name)).or_insert(PlaceHit { regions: Vec::new(), why, sure, years });
            // official names win over aliases of another place
            if hit.why == why && !hit.regions.iter().any(|r| r.code == region.code) {
                hit.regions.push(region);
            }
        };
        for region in regions() {
            add(&region.short_name, region, "official name", true, (None, None));
            if region.kind == RegionKind::Provinsi {
                add(&region.name, region, "official name", true, (None, None));
            }
        }
        for alias in aliases() {
            let why = match alias.kind.as_str() {
                "spelling" => "other spelling",
                "portmanteau" | "abbr" => "abbreviation",
                "old_name" => "former name",
                "english" => "English name",
                _ => continue,
            };
            if let Some(region) = region_by_code(&alias.target_code) {
                let sure = alias.confidence != "low" && alias.ambiguous_with.is_empty();
                let name = ["kabupaten ", "kota ", "provinsi ", "kab. ", "kab "]
                    .iter()
                    .fold(alias.alias.to_lowercase(), |name, prefix| name.strip_prefix(prefix).map(str::to_owned).unwrap_or(name));
                add(&name, region, why, sure, (alias.valid_from, alias.valid_to));
                // Jogja is both the province and the city, as Yogyakarta is
                if region.code == "34"
                    && alias.kind == "abbr"
                    && alias.alias.to_lowercase().starts_with(['j', 'y'])
                    && let Some(city) = region_by_code("34.71")
                {
                    add(&name, city, why, sure, (None, None));
                }
            }
        }
        if let (Some(province), Some(hit)) = (region_by_code("34"), table.get_mut("yogyakarta")) {
            hit.regions.push(province);
        }
        table
    })
}

fn kind_word(word: &str) -> Option<(RegionKind, bool)> {
    Some(match word {
        "kabupaten" | "kab" | "pemkab" | "bupati" | "pemerintahkabupaten" => (RegionKind::Kabupaten, false),
        "kota" | "pemkot" | "pemko" | "walikota" | "kotamadya" | "pemerintahkota" => (RegionKind::Kota, false),
        "provinsi" | "prov" | "pemprov" | "propinsi" | "gubernur" | "pemerintahprovinsi" => (RegionKind::Provinsi, false),
        "regency" | "district" | "regent" => (RegionKind::Kabupaten, true),
        "city" | "municipality" | "mayor" => (RegionKind::Kota, true),
        "province" | "governor" => (RegionKind::Provinsi, true),
        _ => return None,
    })
}

fn is_generic(word: &str) -> bool {
    matches!(
        word,
        "pemerintah"
            | "pemerintahan"
            | "pemda"
            | "daerah"
            | "administrasi"
            | "government"
            | "local"
            | "the"
            | "of"
            | "a"
            | "remote"
            | "in"
            | "administration"
            | "republik"
            | "indonesia"
            | "ri"
            | "dan"
            | "serta"
            | "dengan"
            | "bersama"
            | "lg"
            | "wakil"
            | "kepala"
            | "di"
    )
}

/// First words of regional work units that carry no token of their own in the table.
fn is_unit_head(word: &str) -> bool {
    matches!(
        word,
        "dinas"
            | "badan"
            | "kantor"
            | "sekretariat"
            | "bagian"
            | "biro"
            | "bidang"
            | "seksi"
            | "upt"
            | "uptd"
            | "rumah"
            | "rs"
            | "rsu"
            | "unit"
            | "kecamatan"
            | "kelurahan"
            | "sekolah"
            | "sd"
            | "smp"
            | "sma"
            | "smk"
            | "tk"
            | "office"
            | "dinkes"
            | "satuan"
            | "kader"
            | "klinik"
            | "tim"
            | "komisi"
            | "posyandu"
            | "laboratorium"
    )
}

fn unit_table() -> &'static HashMap<String, &'static UnitType> {
    static TABLE: OnceLock<HashMap<String, &'static UnitType>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for unit in unit_types() {
            for name in [&unit.token, &unit.expansion] {
                table.entry(key(name)).or_insert(unit);
            }
        }
        // too short or too common to mean only this unit inside a longer name
        for name in ["pt", "ms", "tn", "pa", "pn", "man", "min", "desa", "kampung", "nagari", "distrik"] {
            table.remove(name);
        }
        table
    })
}

/// The longest phrase, in words, that is looked up.
const LONGEST: usize = 8;

/// Reads `name` from left to right, longest known phrase first.
pub(in crate::vocab) fn parts(name: &str, year: Option<i32>) -> Vec<Part> {
    let words: Vec<String> = words(name).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let mut taken = 1;
        let mut part = None;
        for length in (1..=LONGEST.min(words.len() - at)).rev() {
            let phrase: String = words.iter().skip(at).take(length).map(String::as_str).collect();
            if let Some(unit) = unit_table().get(&phrase) {
                part = Some(if unit.owner_level == "central" { Part::CentralUnit(&unit.central_parent_slug) } else { Part::LocalUnit });
            } else if length == 1 && kind_word(&phrase).is_some() {
                part = kind_word(&phrase).map(|(kind, follows)| Part::Kind { kind, follows });
            } else if let Some(hit) = places().get(&phrase).filter(|hit| in_years(hit.years, year)) {
                part = Some(Part::Place { regions: hit.regions.clone(), why: hit.why, sure: hit.sure });
            }
            if part.is_some() {
                taken = length;
                break;
            }
        }
        if part.is_none()
            && let Some((found, length)) = english_direction(&words, at)
        {
            (part, taken) = (Some(found), length);
        }
        parts.push(part.unwrap_or_else(|| {
            if is_generic(word) {
                Part::Generic
            } else if is_unit_head(word) {
                Part::LocalUnit
            } else {
                Part::Other
            }
        }));
        at += taken;
    }
    parts
}

/// `Central Lombok`, `North Luwu`: English puts the direction first.
fn english_direction(words: &[String], at: usize) -> Option<(Part, usize)> {
    let direction = match words.get(at)?.as_str() {
        "north" => "utara",
        "south" => "selatan",
        "east" => "timur",
        "west" => "barat",
        "central" => "tengah",
        "southeast" => "tenggara",
        _ => return None,
    };
    (1..=2).rev().find_map(|length| {
        let place: String = words.get(at + 1..at + 1 + length)?.concat();
        let hit = places().get(&format!("{place}{direction}"))?;
        Some((Part::Place { regions: hit.regions.clone(), why: "English name", sure: hit.sure }, length + 1))
    })
}

fn in_years(years: (Option<i32>, Option<i32>), year: Option<i32>) -> bool {
    // an old name is still understood without a year; with one, it must have been in use up to ten years before
    year.is_none_or(|year| years.0.is_none_or(|from| from <= year) && years.1.is_none_or(|to| year <= to + 10))
}

/// Place names for the fuzzy step: key and regions.
pub(in crate::vocab) fn place_keys() -> &'static [(String, Vec<&'static Region>)] {
    static TABLE: OnceLock<Vec<(String, Vec<&'static Region>)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut keys: Vec<_> =
            places().iter().filter(|(_, hit)| hit.why == "official name").map(|(key, hit)| (key.clone(), hit.regions.clone())).collect();
        keys.sort_by(|a, b| a.0.cmp(&b.0));
        keys
    })
}
