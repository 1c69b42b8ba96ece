use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use serde::{Deserialize, Serialize};

use crate::model::Coordinates;

/// Province, regency or city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
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

/// The group of islands a province belongs to, as statistics usually group them. It follows from the province; no decree states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum IslandGroup {
    /// Aceh to the Riau Islands: codes 11 to 21.
    Sumatera,
    /// Jakarta to Banten: codes 31 to 36.
    Jawa,
    /// Codes 51 to 53.
    #[serde(rename = "Bali-Nusa Tenggara")]
    BaliNusaTenggara,
    /// Codes 61 to 65.
    Kalimantan,
    /// Codes 71 to 76.
    Sulawesi,
    /// Codes 81 and 82.
    Maluku,
    /// Codes 91 to 96.
    Papua,
}

impl IslandGroup {
    /// The Indonesian name, as in the data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sumatera => "Sumatera",
            Self::Jawa => "Jawa",
            Self::BaliNusaTenggara => "Bali-Nusa Tenggara",
            Self::Kalimantan => "Kalimantan",
            Self::Sulawesi => "Sulawesi",
            Self::Maluku => "Maluku",
            Self::Papua => "Papua",
        }
    }
}

/// Whose numbering a region code belongs to. The two look alike and contradict each other: Kemendagri `91` is Papua, BPS `91`
/// is Papua Barat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub enum CodeScheme {
    /// The Ministry of Home Affairs, with a dot: `35.78`. The scheme of this crate.
    Kemendagri,
    /// Statistics Indonesia, without a dot: `3578`. See [`Region::is_bps_code_old`].
    Bps,
}

/// A name that a region had before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerName {
    /// The name, with or without the word for its kind, or its abbreviation.
    pub name: &'static str,
    /// The first year of the name, where known.
    pub from: Option<i32>,
    /// The last year of the name, where known.
    pub to: Option<i32>,
    /// The law that ended it, where known.
    pub ended_by: Option<&'static str>,
}

/// Provinces that were split off from another since 1999, and from which: the laws of `established_law` (UU 46/1999 Maluku Utara, UU 45/1999
/// Papua Barat, UU 23/2000 Banten, UU 27/2000 Kepulauan Bangka Belitung, UU 38/2000 Gorontalo, UU 25/2002 Kepulauan Riau, UU 26/2004 Sulawesi
/// Barat, UU 20/2012 Kalimantan Utara, UU 14, 15, 16 and 29/2022 of Papua); the year is that of their establishment.
const SPLITS: &[(&str, &str)] = &[
    ("19", "16"),
    ("21", "14"),
    ("36", "32"),
    ("65", "64"),
    ("75", "71"),
    ("76", "73"),
    ("82", "81"),
    ("92", "91"),
    ("93", "91"),
    ("94", "91"),
    ("95", "91"),
    ("96", "92"),
];

/// A region of the code list of the Ministry of Home Affairs (Kepmendagri 300.2.2-2430/2025).
///
/// `data/PROVENANCE.md` says what each column rests on.
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
    island_group: IslandGroup,
    capital: String,
    established: String,
    established_law: String,
    code_first_decree: String,
    /// Code before the Papua split of 2022, or empty.
    pub previous_code: String,
    previous_name: String,
    renamed_year: Option<i32>,
    rename_law: String,
    lat: f64,
    lon: f64,
    population_2024: u64,
    area_km2: f64,
    /// Code of Statistics Indonesia (BPS bridging of 2020), or empty.
    pub bps_code: String,
    bps_old: u8,
    iso_3166_2: String,
    note: String,
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl Region {
    /// Whether it is an administrative city or regency of Jakarta, which has no government of its own.
    pub fn is_administrative(&self) -> bool {
        self.is_administrative != 0
    }

    /// The province it lies in; a province is its own.
    pub fn province(&self) -> &Region {
        self.parent().unwrap_or(self)
    }

    /// Whether it lies in the province with this code, or did before Papua was split in 2022 (UU 14, 15, 16 and 29/2022): sources from before
    /// write *Kabupaten Asmat, Papua*.
    pub fn lies_in(&self, province: &str) -> bool {
        self.province().code == province || self.previous_code.split_once('.').is_some_and(|(former, _)| former == province)
    }

    /// Whether it lay in the province with this code in `year`, before a province of its own was split off: *Kabupaten Nunukan* in Kalimantan
    /// Timur until 2012. In the year of the split both provinces are right.
    ///
    /// ```
    /// use jipp_core::vocab::region_by_code;
    /// let nunukan = region_by_code("65.03").unwrap();
    /// assert!(nunukan.lay_in("64", 2011) && !nunukan.lay_in("64", 2020));
    /// ```
    pub fn lay_in(&self, province: &str, year: i32) -> bool {
        self.mother().is_some_and(|(mother, split)| mother == province && split.is_none_or(|split| year <= split))
    }

    /// Whether it lies, or lay at some time, in the province with this code.
    pub(in crate::vocab) fn ever_lay_in(&self, province: &str) -> bool {
        self.lies_in(province) || self.mother().is_some_and(|(mother, _)| mother == province)
    }

    /// The province that its own was split off from, and when.
    fn mother(&self) -> Option<(&'static str, Option<i32>)> {
        let own = self.province();
        let (_, mother) = SPLITS.iter().find(|(new, _)| *new == own.code)?;
        Some((*mother, own.established()))
    }

    /// The province above a kab/kota; nothing is above a province.
    pub fn parent(&self) -> Option<&'static Region> {
        region_by_code(&self.parent_code)
    }

    /// The kab/kota of a province, in code order; a kab/kota has none here, see `districts_of`.
    pub fn children(&self) -> impl Iterator<Item = &'static Region> + '_ {
        regions().iter().filter(|region| region.parent_code == self.code)
    }

    /// The group of islands of its province.
    pub fn island_group(&self) -> IslandGroup {
        self.island_group
    }

    /// The seat of its government. Two public lists merged; where they disagreed, settled from general knowledge.
    pub fn capital(&self) -> &str {
        &self.capital
    }

    /// The year of its establishment, known for provinces and for the kab/kota since 2012 (general knowledge, unverified).
    pub fn established(&self) -> Option<i32> {
        self.established.parse().ok()
    }

    /// The law that established it, where known (general knowledge, unverified).
    pub fn established_law(&self) -> Option<&str> {
        filled(&self.established_law)
    }

    /// The first code list, of those compared since 2015, that has it under its present code.
    pub fn code_first_decree(&self) -> &str {
        &self.code_first_decree
    }

    /// The names it had before: the official one since 2014 first, then older and abbreviated ones.
    pub fn former_names(&'static self) -> Vec<FormerName> {
        let official = filled(&self.previous_name).map(|name| FormerName {
            name,
            from: None,
            to: self.renamed_year,
            ended_by: filled(&self.rename_law),
        });
        let older = aliases().iter().filter(|alias| alias.kind == "old_name" && alias.target_code == self.code);
        let mut names: Vec<FormerName> = official.into_iter().collect();
        for alias in older {
            match names.iter_mut().find(|known| known.name == alias.alias) {
                Some(known) => known.from = alias.valid_from,
                None => names.push(FormerName { name: &alias.alias, from: alias.valid_from, to: alias.valid_to, ended_by: None }),
            }
        }
        names
    }

    /// The centroid of its polygon (WGS84; `cahyadsn/wilayah_boundaries`, whose origin is not stated). It lies in the sea for some
    /// regions of several islands.
    pub fn centroid(&self) -> Coordinates {
        Coordinates::nearest(self.lat, self.lon)
    }

    /// Its registered inhabitants: Dukcapil, second semester of 2024.
    pub fn population(&self) -> u64 {
        self.population_2024
    }

    /// Its land area in square kilometres: Badan Informasi Geospasial, as of December 2024.
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// Inhabitants per square kilometre.
    pub fn density(&self) -> f64 {
        self.population_2024 as f64 / self.area_km2
    }

    /// Its code in a scheme, where known.
    pub fn code_in(&self, scheme: CodeScheme) -> Option<&str> {
        filled(match scheme {
            CodeScheme::Kemendagri => &self.code,
            CodeScheme::Bps => &self.bps_code,
        })
    }

    /// Whether its BPS code is the one of before the split of Papua: BPS has since renumbered these 26, and no source that names
    /// itself gives the new codes.
    pub fn is_bps_code_old(&self) -> bool {
        self.bps_old != 0
    }

    /// The ISO 3166-2 code of a province (general knowledge, unverified).
    pub fn iso_3166_2(&self) -> Option<&str> {
        filled(&self.iso_3166_2)
    }

    /// A remark on the row, in English.
    pub fn note(&self) -> Option<&str> {
        filled(&self.note)
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
    static BY_CODE: OnceLock<FxHashMap<&'static str, &'static Region>> = OnceLock::new();
    let map = BY_CODE.get_or_init(|| {
        let old = regions().iter().filter(|r| !r.previous_code.is_empty()).map(|r| (r.previous_code.as_str(), r));
        let mut map: FxHashMap<_, _> = old.collect();
        map.extend(regions().iter().map(|r| (r.code.as_str(), r)));
        map
    });
    map.get(code).copied()
}

/// The region with this code of a scheme that the caller knows; a code alone does not say whose it is.
///
/// ```
/// use jipp_core::vocab::{CodeScheme, region_by};
/// let name = |scheme, code| region_by(scheme, code).map(|region| region.name.as_str());
/// assert_eq!(name(CodeScheme::Kemendagri, "91"), Some("Papua"));
/// assert_eq!(name(CodeScheme::Bps, "91"), Some("Papua Barat"));
/// ```
pub fn region_by(scheme: CodeScheme, code: &str) -> Option<&'static Region> {
    static BY_BPS: OnceLock<FxHashMap<&'static str, &'static Region>> = OnceLock::new();
    match scheme {
        CodeScheme::Kemendagri => region_by_code(code),
        CodeScheme::Bps => {
            let map = BY_BPS.get_or_init(|| regions().iter().filter_map(|r| Some((r.code_in(CodeScheme::Bps)?, r))).collect());
            map.get(code).copied()
        }
    }
}

/// The names under which people look for a region: its own, its aliases, and those of its province.
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

/// Names under which people look for something in several regions, or beside a region's own names: groupings (*Tapal Kuda*) and the towns
/// from which kabupaten are governed (*Purwokerto*), each with the codes of the regions.
#[cfg(feature = "search")]
pub(crate) fn places_within_regions() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    aliases().iter().filter_map(|alias| {
        let codes: Vec<&str> = match alias.kind.as_str() {
            "grouping" => alias.ambiguous_with.split(';').filter_map(region_by_code).map(|region| region.code.as_str()).collect(),
            "capital" => region_by_code(&alias.target_code).into_iter().map(|region| region.code.as_str()).collect(),
            _ => return None,
        };
        (!codes.is_empty()).then_some((alias.alias.as_str(), codes))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_is_whole_and_adds_up() {
        let count = |kind| regions().iter().filter(|r| r.kind == kind).count();
        assert_eq!((count(RegionKind::Provinsi), count(RegionKind::Kabupaten), count(RegionKind::Kota)), (38, 416, 98));
        assert!(regions().is_sorted_by(|a, b| a.code < b.code), "codes are unique and in order");
        for region in regions() {
            assert_eq!(region.parent().is_none(), region.kind == RegionKind::Provinsi, "{}", region.name);
            assert!(region.parent().is_none_or(|p| region.code.starts_with(&p.code) && p.island_group() == region.island_group()));
            assert!(region.population() > 0 && region.area_km2() > 0.0 && !region.capital().is_empty(), "{}", region.name);
            assert_eq!((region.centroid().lat(), region.centroid().lng()), (region.lat, region.lon), "{}", region.name);
            assert!(region.centroid().is_in_indonesia(), "{}", region.name);
            assert_eq!(region.iso_3166_2().is_some(), region.kind == RegionKind::Provinsi);
        }
        // Dukcapil, second semester of 2024: the provinces and the kab/kota give the national total
        let (provinces, others): (Vec<_>, Vec<_>) = regions().iter().partition(|r| r.kind == RegionKind::Provinsi);
        for level in [&provinces, &others] {
            assert_eq!(level.iter().map(|r| r.population()).sum::<u64>(), 284_973_643);
        }
        for province in provinces {
            assert_eq!(province.children().map(Region::population).sum::<u64>(), province.population(), "{}", province.name);
        }
    }

    #[test]
    fn codes_go_round_by_scheme() {
        for region in regions() {
            for scheme in [CodeScheme::Kemendagri, CodeScheme::Bps] {
                let code = region.code_in(scheme).unwrap();
                assert_eq!(region_by(scheme, code).map(|r| r.code.as_str()), Some(region.code.as_str()), "{scheme:?} {code}");
            }
        }
        assert_eq!(regions().iter().map(|r| r.bps_code.as_str()).collect::<BTreeSet<_>>().len(), regions().len());
        assert_eq!(regions().iter().filter(|r| r.is_bps_code_old()).count(), 26);
        assert!(regions().iter().all(|r| r.is_bps_code_old() != r.previous_code.is_empty()));
        // never a code of the other scheme
        assert!(region_by(CodeScheme::Kemendagri, "3578").is_none() && region_by(CodeScheme::Bps, "35.78").is_none());
    }

    #[test]
    fn former_names_know_their_end() {
        let tanimbar = region_by_code("81.03").unwrap().former_names();
        let official = tanimbar.first().unwrap();
        assert_eq!((official.name, official.from, official.to), ("Kabupaten Maluku Tenggara Barat", Some(1999), Some(2019)));
        assert_eq!(official.ended_by, Some("PP 2/2019"));
        assert!(tanimbar.iter().any(|name| name.name == "MTB"));
        assert!(region_by_code("35.10").unwrap().former_names().is_empty());
    }
}
