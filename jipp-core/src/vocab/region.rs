use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// Province, regency or city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegionKind {
    /// *Provinsi*.
    Provinsi,
    /// *Kabupaten* (regency).
    Kabupaten,
    /// *Kota* (city).
    Kota,
}

impl RegionKind {
    /// The Indonesian term, as in the data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Provinsi => "provinsi",
            Self::Kabupaten => "kabupaten",
            Self::Kota => "kota",
        }
    }
}

/// A region of the code list of the Ministry of Home Affairs (Kepmendagri 300.2.2-2430/2025).
#[derive(Debug, Clone, Deserialize)]
pub struct Region {
    /// Code of the Ministry of Home Affairs, such as `35.78`. Never mix it with BPS codes: 199 of 514 differ.
    pub code: String,
    /// Name with its type, such as `Kota Surabaya`.
    pub name: String,
    /// Name without its type, such as `Surabaya`.
    pub short_name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: RegionKind,
    is_administrative: u8,
    parent_code: String,
    /// Code before the Papua split of 2022, or empty.
    pub previous_code: String,
    /// Code of Statistics Indonesia (BPS bridging of 2020), or empty.
    pub bps_code: String,
}

impl Region {
    /// Whether it is an administrative city or regency of Jakarta, which has no government of its own.
    pub fn is_administrative(&self) -> bool {
        self.is_administrative != 0
    }

    /// The province it lies in; a province is its own.
    pub fn province(&self) -> &Region {
        region_by_code(&self.parent_code).unwrap_or(self)
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(in crate::vocab) struct RegionAlias {
    pub(in crate::vocab) alias: String,
    pub(in crate::vocab) target_code: String,
    pub(in crate::vocab) kind: String,
    pub(in crate::vocab) valid_from: Option<i32>,
    pub(in crate::vocab) valid_to: Option<i32>,
    pub(in crate::vocab) ambiguous_with: String,
    pub(in crate::vocab) confidence: String,
}

/// Every region, provinces and their kab/kota, in code order.
pub fn regions() -> &'static [Region] {
    static TABLE: OnceLock<Vec<Region>> = OnceLock::new();
    TABLE.get_or_init(|| super::table(include_str!("../../data/regions.csv")))
}

pub(in crate::vocab) fn aliases() -> &'static [RegionAlias] {
    static TABLE: OnceLock<Vec<RegionAlias>> = OnceLock::new();
    TABLE.get_or_init(|| super::table(include_str!("../../data/region_aliases.csv")))
}

/// The region with this code of the Ministry of Home Affairs, current or from before the Papua split.
pub fn region_by_code(code: &str) -> Option<&'static Region> {
    static BY_CODE: OnceLock<HashMap<&'static str, &'static Region>> = OnceLock::new();
    let map = BY_CODE.get_or_init(|| {
        let old = regions().iter().filter(|r| !r.previous_code.is_empty()).map(|r| (r.previous_code.as_str(), r));
        let mut map: HashMap<_, _> = old.collect();
        map.extend(regions().iter().map(|r| (r.code.as_str(), r)));
        map
    });
    map.get(code).copied()
}

/// The region with this code of Statistics Indonesia.
pub(crate) fn region_by_bps_code(code: &str) -> Option<&'static Region> {
    regions().iter().find(|r| !r.bps_code.is_empty() && r.bps_code == code)
}

/// The names under which people look for a region: its own, its aliases, and those of its province.
#[cfg(feature = "search")]
pub(crate) fn region_names(code: &str) -> Vec<String> {
    let Some(region) = region_by_code(code) else { return Vec::new() };
    let province = region.province();
    let mut names = vec![region.name.clone()];
    if province.code != region.code {
        names.push(province.name.clone());
    }
    for region in [region, province] {
        if region.kind == RegionKind::Provinsi && !names.contains(&region.short_name) {
            names.push(region.short_name.clone());
        }
        let own = aliases()
            .iter()
            .filter(|a| a.target_code == region.code && matches!(a.kind.as_str(), "abbr" | "portmanteau" | "english" | "spelling"));
        for alias in own.filter(|a| a.confidence != "low") {
            if !names.contains(&alias.alias) {
                names.push(alias.alias.clone());
            }
        }
    }
    names
}
