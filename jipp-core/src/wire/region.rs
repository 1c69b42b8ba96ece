use serde::{Deserialize, Serialize};

use crate::error::SettingsError;
use crate::lang::{BilingualText, Lang, told};
use crate::vocab::{
    CodeScheme, IslandGroup, NearRegion, Region, RegionKind, ResolveOptions, SimilarRegion, SimilarityOptions, nearest_regions, region_by,
    region_by_code, regions, resolve_region, similar_regions,
};

/// Which region has this code?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RegionCall {
    /// The code, or a name.
    pub code: String,
    /// Whose code it is; of the Ministry of Home Affairs if not given.
    #[serde(default = "kemendagri")]
    pub scheme: CodeScheme,
}

const fn kemendagri() -> CodeScheme {
    CodeScheme::Kemendagri
}

/// A region as plain data. `jipp-core/data/PROVENANCE.md` says what each member rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct RegionRow {
    /// Code of the Ministry of Home Affairs, such as `35.78`.
    pub code: String,
    /// Name with its type, such as `Kota Surabaya`.
    pub name: String,
    /// Name without its type.
    pub short_name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: RegionKind,
    /// Whether it is an administrative city or regency of Jakarta, which has no government of its own.
    pub is_administrative: bool,
    /// Code of the province it lies in; none of a province.
    pub parent_code: Option<String>,
    /// Name of the province it lies in; of a province its own.
    pub province: String,
    /// The group of islands of its province.
    pub island_group: IslandGroup,
    /// The seat of its government.
    pub capital: String,
    /// Latitude of its centroid (WGS84).
    pub lat: f64,
    /// Longitude of its centroid (WGS84).
    pub lng: f64,
    /// Registered inhabitants: Dukcapil, second semester of 2024.
    pub population: u64,
    /// Land area: Badan Informasi Geospasial, December 2024.
    pub area_km2: f64,
    /// Inhabitants per square kilometre, to 0.1.
    pub density: f64,
    /// Code of Statistics Indonesia, where known.
    pub bps_code: Option<String>,
    /// Whether the BPS code is the one of before the split of Papua.
    pub is_bps_code_old: bool,
    /// ISO 3166-2 code of a province.
    pub iso_3166_2: Option<String>,
    /// Code before the split of Papua, where it had another.
    pub previous_code: Option<String>,
    /// The names it had before.
    pub former_names: Vec<String>,
    /// The year of its establishment, where known.
    pub established: Option<i32>,
    /// The law that established it, where known.
    pub established_law: Option<String>,
    /// A remark, in English.
    pub note: Option<String>,
}

impl RegionRow {
    /// A region as plain data.
    pub fn new(region: &'static Region) -> Self {
        let centroid = region.centroid();
        Self {
            code: region.code.clone(),
            name: region.name.clone(),
            short_name: region.short_name.clone(),
            kind: region.kind,
            is_administrative: region.is_administrative(),
            parent_code: region.parent().map(|province| province.code.clone()),
            province: region.province().name.clone(),
            island_group: region.island_group(),
            capital: region.capital().to_owned(),
            lat: centroid.lat(),
            lng: centroid.lng(),
            population: region.population(),
            area_km2: region.area_km2(),
            density: tenths(region.density()),
            bps_code: region.code_in(CodeScheme::Bps).map(str::to_owned),
            is_bps_code_old: region.is_bps_code_old(),
            iso_3166_2: region.iso_3166_2().map(str::to_owned),
            previous_code: Some(region.previous_code.clone()).filter(|code| !code.is_empty()),
            former_names: region.former_names().into_iter().map(|former| former.name.to_owned()).collect(),
            established: region.established(),
            established_law: region.established_law().map(str::to_owned),
            note: region.note().map(str::to_owned),
        }
    }
}

/// Every region, in code order.
pub fn region_rows() -> Vec<RegionRow> {
    regions().iter().map(RegionRow::new).collect()
}

/// The region with this code or name, if there is one.
///
/// # Errors
///
/// `settings_invalid` with the codes of all if several share the name.
pub fn region_row(call: &RegionCall) -> Result<Option<RegionRow>, SettingsError> {
    match find_region(&call.code, call.scheme, Lang::default()) {
        Ok(region) => Ok(Some(RegionRow::new(region))),
        Err(SettingsError::UnknownValue { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The region that a code or a name means.
///
/// # Errors
///
/// `unknown_value` if it means none; `settings_invalid` with the codes of all if several share the name.
pub fn find_region(text: &str, scheme: CodeScheme, lang: Lang) -> Result<&'static Region, SettingsError> {
    if let Some(region) = region_by(scheme, text.trim()) {
        return Ok(region);
    }
    // a near code is the code of an unrelated region: none is suggested
    let unknown = || SettingsError::UnknownValue { what: "region", value: text.to_owned(), suggestion: None };
    // a number is a code, never a name
    if !text.chars().any(char::is_alphabetic) {
        return Err(unknown());
    }
    let meant = resolve_region(text, ResolveOptions { lang, ..ResolveOptions::default() });
    match (meant.code.as_deref().and_then(region_by_code), meant.candidates.as_slice()) {
        (Some(region), _) => Ok(region),
        (None, []) => Err(unknown()),
        (None, candidates) => {
            let candidates = candidates.iter().map(|candidate| format!("`{}` {}", candidate.code, candidate.name)).collect();
            Err(SettingsError::Ambiguous { what: "region", value: text.to_owned(), candidates })
        }
    }
}

/// Which regions of the same level are near?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct NearestRegions {
    /// Code of the Ministry of Home Affairs, or a name.
    pub code: String,
    /// The most results; 10 if not given.
    #[serde(default = "ten")]
    pub limit: usize,
}

const fn ten() -> usize {
    10
}

/// A region and how far away it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct NearRegionRow {
    /// Code of the Ministry of Home Affairs.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: RegionKind,
    /// Name of its province.
    pub province: String,
    /// Great-circle distance of the centroids in kilometres, to 0.1 km.
    pub km: f64,
}

impl NearRegionRow {
    fn new(near: &NearRegion) -> Self {
        let NearRegion { region, km } = *near;
        Self { code: region.code.clone(), name: region.name.clone(), kind: region.kind, province: region.province().name.clone(), km }
    }
}

/// The regions of the same level nearest to this one.
///
/// # Errors
///
/// `unknown_value` if there is no region with this code.
pub fn nearest_region_rows(call: &NearestRegions) -> Result<Vec<NearRegionRow>, SettingsError> {
    let region = known(&call.code, Lang::default())?;
    Ok(nearest_regions(&region.code, call.limit).iter().map(NearRegionRow::new).collect())
}

/// Which regions of the same level are like this one?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct SimilarRegions {
    /// Code of the Ministry of Home Affairs, or a name.
    pub code: String,
    /// What makes two regions alike.
    #[serde(default)]
    pub options: SimilarityOptions,
    /// The language of the reasons.
    #[serde(default)]
    pub lang: Lang,
}

/// A region like the one asked for, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct SimilarRegionRow {
    /// Code of the Ministry of Home Affairs.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: RegionKind,
    /// Name of its province.
    pub province: String,
    /// How unlike it is, 0 for the same profile.
    pub distance: f64,
    /// Its population divided by that of the region asked for, to three places.
    pub population_ratio: f64,
    /// Its density divided by that of the region asked for, to three places.
    pub density_ratio: f64,
    /// Whether both are kabupaten, kota or provinces.
    pub same_type: bool,
    /// Whether both lie in the same group of islands.
    pub same_island_group: bool,
    /// The reasons in words.
    pub reason: String,
}

impl SimilarRegionRow {
    fn new(similar: &SimilarRegion, lang: Lang) -> Self {
        let region = similar.region;
        Self {
            code: region.code.clone(),
            name: region.name.clone(),
            kind: region.kind,
            province: region.province().name.clone(),
            distance: similar.distance,
            population_ratio: thousandths(similar.population_ratio),
            density_ratio: thousandths(similar.density_ratio),
            same_type: similar.same_kind,
            same_island_group: similar.same_island_group,
            reason: similar.reason(lang),
        }
    }
}

/// The regions of the same level most like this one.
///
/// # Errors
///
/// `unknown_value` if there is no region with this code; `settings_invalid` if a weight is negative or no number.
pub fn similar_region_rows(call: &SimilarRegions) -> Result<Vec<SimilarRegionRow>, SettingsError> {
    let SimilarityOptions { population, density, kind, island_group, .. } = call.options;
    let weights = [("population", population), ("density", density), ("kind", kind), ("island_group", island_group)];
    let wrong = weights.into_iter().filter(|(_, weight)| !(weight.is_finite() && *weight >= 0.0));
    let problems: Vec<BilingualText> = wrong
        .map(|(name, weight)| told!("`{name}` bernilai {weight}: berikan 0 atau lebih", "`{name}` is {weight}: give 0 or more"))
        .collect();
    if !problems.is_empty() {
        return Err(SettingsError::Invalid { problems });
    }
    let region = known(&call.code, call.lang)?;
    Ok(similar_regions(&region.code, call.options).iter().map(|similar| SimilarRegionRow::new(similar, call.lang)).collect())
}

fn known(text: &str, lang: Lang) -> Result<&'static Region, SettingsError> {
    find_region(text, CodeScheme::Kemendagri, lang)
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

fn thousandths(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_found_by_code_of_each_scheme_and_by_name() {
        let found =
            |text, scheme| find_region(text, scheme, Lang::En).map(|region| region.name.as_str()).map_err(|error| error.to_string());
        assert_eq!(found("91", CodeScheme::Kemendagri), Ok("Papua"));
        assert_eq!(found("91", CodeScheme::Bps), Ok("Papua Barat"));
        assert_eq!(found("Kab. Toba Samosir", CodeScheme::Bps), Ok("Kabupaten Toba"));
        assert_eq!(found("3578", CodeScheme::Kemendagri), Err("unknown region `3578`".to_owned()));
        assert_eq!(
            found("Bandung", CodeScheme::Kemendagri).unwrap_err(),
            "`Bandung` means more than one region: give the code of one of `32.04` Kabupaten Bandung, `32.73` Kota Bandung"
        );
    }

    #[test]
    fn calls_have_defaults_and_mistakes_have_slugs() {
        let near: NearestRegions = serde_json::from_str(r#"{"code": "35.78"}"#).unwrap();
        assert_eq!(nearest_region_rows(&near).unwrap().len(), 10);
        let similar: SimilarRegions = serde_json::from_str(r#"{"code": "35.78", "options": {"limit": 2}}"#).unwrap();
        assert_eq!(similar_region_rows(&similar).unwrap().len(), 2);
        let negative = SimilarRegions { options: SimilarityOptions { kind: -1.0, ..SimilarityOptions::default() }, ..similar.clone() };
        assert_eq!(similar_region_rows(&negative).unwrap_err().code(), "settings_invalid");
        let unknown = SimilarRegions { code: "99".into(), ..similar };
        assert_eq!(similar_region_rows(&unknown).unwrap_err().code(), "unknown_value");
        assert!(region_row(&RegionCall { code: "99".into(), scheme: CodeScheme::Bps }).unwrap().is_none());
    }

    #[test]
    fn every_region_is_a_row() {
        let rows = region_rows();
        assert_eq!(rows.len(), regions().len());
        let surabaya = region_row(&RegionCall { code: "3578".into(), scheme: CodeScheme::Bps }).unwrap().unwrap();
        let named = RegionCall { code: "Kota Surabaya".into(), scheme: CodeScheme::Kemendagri };
        assert_eq!(region_row(&named).unwrap(), Some(surabaya.clone()));
        let shared = RegionCall { code: "Bandung".into(), ..named };
        assert!(region_row(&shared).unwrap_err().to_string().contains("`32.73`"), "both are named");
        assert_eq!(
            (surabaya.code.as_str(), surabaya.province.as_str(), surabaya.parent_code.as_deref()),
            ("35.78", "Jawa Timur", Some("35"))
        );
        let json = serde_json::to_value(&surabaya).unwrap();
        assert_eq!((&json["type"], &json["island_group"]), (&"kota".into(), &"Jawa".into()));
        assert!(rows.contains(&surabaya));
    }
}
