//! Which regions are near, and which are like this one? For advice on where an innovation may be copied from or to.

use serde::{Deserialize, Serialize};

use super::region::{Region, RegionKind, region_by_code, regions};
use crate::lang::Lang;

/// A region and how far away it is.
#[derive(Debug, Clone, Copy)]
pub struct NearRegion {
    /// The region.
    pub region: &'static Region,
    /// Great-circle distance of the centroids in kilometres, to 0.1 km.
    pub km: f64,
}

/// What makes two regions alike, and how much each difference weighs.
///
/// The distance of two regions is
///
/// ```text
/// population · |log2(p1 / p2)| + density · |log2(d1 / d2)| + kind · [kinds differ] + island_group · [groups differ]
/// ```
///
/// with inhabitants `p` and inhabitants per km² `d`. So `population` is the cost of being twice as large, and `density` that of
/// being twice as dense (area follows from both). The weights are our own choice, not measured on outcomes of replications.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct SimilarityOptions {
    /// The most results.
    pub limit: usize,
    /// Cost of twice the population.
    pub population: f64,
    /// Cost of twice the density.
    pub density: f64,
    /// Cost of being a kabupaten and not a kota, or the reverse. Provinces are only compared with provinces.
    pub kind: f64,
    /// Cost of lying in another group of islands.
    pub island_group: f64,
    /// Whether regions of the same province are left out, as for advice beyond the own province.
    pub other_provinces_only: bool,
}

impl Default for SimilarityOptions {
    fn default() -> Self {
        Self { limit: 10, population: 1.0, density: 0.5, kind: 2.0, island_group: 0.5, other_provinces_only: false }
    }
}

/// A region like the one asked for, and why.
#[derive(Debug, Clone, Copy)]
pub struct SimilarRegion {
    /// The region.
    pub region: &'static Region,
    /// Its distance by [`SimilarityOptions`], 0 for the same profile, to six places.
    pub distance: f64,
    /// Whether both are kabupaten, kota or provinces.
    pub same_kind: bool,
    /// Its population divided by that of the region asked for.
    pub population_ratio: f64,
    /// Its density divided by that of the region asked for.
    pub density_ratio: f64,
    /// Whether both lie in the same group of islands.
    pub same_island_group: bool,
}

impl SimilarRegion {
    /// The reasons in words: `same type, population 1.1x, density 0.9x, same island group`.
    pub fn reason(&self, lang: Lang) -> String {
        let (kind, group) = match (lang, self.same_kind, self.same_island_group) {
            (Lang::En, kind, group) => {
                (if kind { "same type" } else { "other type" }, if group { "same island group" } else { "other island group" })
            }
            (Lang::Id, kind, group) => {
                (if kind { "jenis sama" } else { "jenis berbeda" }, if group { "kelompok pulau sama" } else { "kelompok pulau berbeda" })
            }
        };
        let (population, density) = (self.population_ratio, self.density_ratio);
        match lang {
            Lang::En => format!("{kind}, population {population:.1}x, density {density:.1}x, {group}"),
            Lang::Id => {
                let number = |ratio: f64| format!("{ratio:.1}").replace('.', ",");
                format!("{kind}, penduduk {} kali, kepadatan {} kali, {group}", number(population), number(density))
            }
        }
    }
}

/// Regions of the same level: provinces with provinces, kab/kota with kab/kota; never itself.
fn peers(region: &Region) -> impl Iterator<Item = &'static Region> + '_ {
    let province = region.kind == RegionKind::Provinsi;
    regions().iter().filter(move |other| (other.kind == RegionKind::Provinsi) == province && other.code != region.code)
}

/// The regions of the same level (provinces or kab/kota) nearest to this one, by great-circle distance of the centroids; ties by
/// code. Nothing for an unknown code.
pub fn nearest_regions(code: &str, limit: usize) -> Vec<NearRegion> {
    let Some(region) = region_by_code(code) else { return Vec::new() };
    let mut near: Vec<NearRegion> = peers(region)
        .map(|other| NearRegion { region: other, km: (region.centroid().distance_km(other.centroid()) * 10.0).round() / 10.0 })
        .collect();
    // the peers are in code order and the sort is stable
    near.sort_by(|a, b| a.km.total_cmp(&b.km));
    near.truncate(limit);
    near
}

/// The regions of the same level most like this one by the profile of [`SimilarityOptions`]; ties by code. The administrative
/// cities of Jakarta are left out, because they have no government that could copy anything. Nothing for an unknown code.
pub fn similar_regions(code: &str, options: SimilarityOptions) -> Vec<SimilarRegion> {
    let Some(region) = region_by_code(code) else { return Vec::new() };
    let mut similar: Vec<SimilarRegion> = peers(region)
        .filter(|other| !other.is_administrative())
        .filter(|other| !options.other_provinces_only || other.province().code != region.province().code)
        .map(|other| compare(region, other, options))
        .collect();
    similar.sort_by(|a, b| a.distance.total_cmp(&b.distance));
    similar.truncate(options.limit);
    similar
}

fn compare(region: &Region, other: &'static Region, options: SimilarityOptions) -> SimilarRegion {
    let density_ratio = other.density() / region.density();
    let population_ratio = density_ratio * other.area_km2() / region.area_km2();
    let same_kind = region.kind == other.kind;
    let same_island_group = region.island_group() == other.island_group();
    let distance = options.population * population_ratio.log2().abs()
        + options.density * density_ratio.log2().abs()
        + if same_kind { 0.0 } else { options.kind }
        + if same_island_group { 0.0 } else { options.island_group };
    // rounded before sorting, so that the last bits of a platform's logarithm decide nothing
    SimilarRegion { region: other, distance: (distance * 1e6).round() / 1e6, same_kind, population_ratio, density_ratio, same_island_group }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Coordinates;

    fn names(found: &[SimilarRegion]) -> Vec<&str> {
        found.iter().map(|s| s.region.name.as_str()).collect()
    }

    #[test]
    fn distances_on_the_globe() {
        // a quarter of the equator
        let quarter = Coordinates::nearest(0.0, 0.0).distance_km(Coordinates::nearest(0.0, 90.0));
        assert!((quarter - 10_007.557).abs() < 0.01, "{quarter}");
        let near = nearest_regions("35.78", 3);
        assert!(near.iter().any(|n| n.region.code == "35.15"), "Sidoarjo borders on Surabaya: {near:?}");
        assert!(near.iter().all(|n| n.km < 40.0) && near.is_sorted_by(|a, b| a.km <= b.km));
        assert!(nearest_regions("35", 2).iter().any(|n| n.region.code == "33" || n.region.code == "34"));
        assert!(nearest_regions("00", 3).is_empty());
    }

    #[test]
    fn the_peers_of_large_cities_are_large_cities() {
        let found = similar_regions("35.78", SimilarityOptions::default());
        assert_eq!(found.len(), 10);
        assert!(found.iter().take(6).all(|s| s.same_kind && s.region.population() > 1_000_000), "{:?}", names(&found));
        assert!(names(&found).contains(&"Kota Bandung") && names(&found).contains(&"Kota Bekasi"), "{:?}", names(&found));
    }

    #[test]
    fn the_peers_of_a_remote_regency_are_remote_regencies() {
        let found = similar_regions("64.11", SimilarityOptions::default());
        assert!(found.iter().take(5).all(|s| s.region.density() < 20.0 && s.region.kind == RegionKind::Kabupaten), "{:?}", names(&found));
        let provinces = similar_regions("35", SimilarityOptions { limit: 3, ..SimilarityOptions::default() });
        assert_eq!(names(&provinces).first(), Some(&"Jawa Tengah"));
    }

    #[test]
    fn options_are_obeyed_and_reasons_said() {
        let options = SimilarityOptions { other_provinces_only: true, limit: 600, ..SimilarityOptions::default() };
        let found = similar_regions("35.78", options);
        assert!(found.iter().all(|s| s.region.province().code != "35" && !s.region.is_administrative()));
        let bandung = found.iter().find(|s| s.region.code == "32.73").unwrap();
        assert_eq!(bandung.reason(Lang::En), "same type, population 0.9x, density 1.7x, same island group");
        assert_eq!(bandung.reason(Lang::Id), "jenis sama, penduduk 0,9 kali, kepadatan 1,7 kali, kelompok pulau sama");
        // the distance is symmetric
        let back = similar_regions("32.73", options);
        let back = back.iter().find(|s| s.region.code == "35.78").unwrap();
        assert!((back.distance - bandung.distance).abs() < 1e-9);
    }
}
