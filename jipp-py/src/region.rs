//! Regions and agencies: who is there, who is near, who is alike.

use jipp_core::vocab::SimilarityOptions;
use jipp_core::wire::{self, AgenciesCall, NearestRegions, RegionCall, SimilarRegions};
use pyo3::prelude::*;

use crate::error::raise;
use crate::report::language;
use crate::resolve::read_json;
use crate::table::{Table, flag, integer, list, number, text};
use crate::to_python;

/// Every province, regency and city, in code order: `code`, `name`, `short_name`, `type`, `is_administrative`, `parent_code`,
/// `province`, `island_group`, `capital`, `lat`, `lng`, `population`, `area_km2`, `density`, `bps_code`, `is_bps_code_old`,
/// `iso_3166_2`, `previous_code`, `former_names`, `established`, `established_law`, `note`.
#[pyfunction]
pub(crate) fn regions(py: Python<'_>) -> PyResult<Bound<'_, Table>> {
    let rows = wire::region_rows();
    let table = Table::new(move || {
        vec![
            ("code", text(&rows, |r| Some(&r.code))),
            ("name", text(&rows, |r| Some(&r.name))),
            ("short_name", text(&rows, |r| Some(&r.short_name))),
            ("type", text(&rows, |r| Some(r.kind.name()))),
            ("is_administrative", flag(&rows, |r| r.is_administrative)),
            ("parent_code", text(&rows, |r| r.parent_code.as_ref())),
            ("province", text(&rows, |r| Some(&r.province))),
            ("island_group", text(&rows, |r| Some(r.island_group.name()))),
            ("capital", text(&rows, |r| Some(&r.capital))),
            ("lat", number(&rows, |r| Some(r.lat))),
            ("lng", number(&rows, |r| Some(r.lng))),
            ("population", integer(&rows, |r| i64::try_from(r.population).ok())),
            ("area_km2", number(&rows, |r| Some(r.area_km2))),
            ("density", number(&rows, |r| Some(r.density))),
            ("bps_code", text(&rows, |r| r.bps_code.as_ref())),
            ("is_bps_code_old", flag(&rows, |r| r.is_bps_code_old)),
            ("iso_3166_2", text(&rows, |r| r.iso_3166_2.as_ref())),
            ("previous_code", text(&rows, |r| r.previous_code.as_ref())),
            ("former_names", list(&rows, |r| &r.former_names)),
            ("established", integer(&rows, |r| r.established.map(i64::from))),
            ("established_law", text(&rows, |r| r.established_law.as_ref())),
            ("note", text(&rows, |r| r.note.as_ref())),
        ]
    });
    Bound::new(py, table)
}

/// The region with this code or name, or `None`.
///
/// Args:
///     code: The code, or a name. Codes from before the split of Papua lead to the present region.
///     scheme: Whose code it is; the code does not say: `kemendagri` (`35.78`) or `bps` (`3578`).
///
/// Raises:
///     SettingsError: There is no such scheme (`settings_unreadable`), or several regions share the name (`settings_invalid`).
///
/// Examples:
///     >>> import jipp
///     >>> jipp.region("91")["name"], jipp.region("91", "bps")["name"]
///     ('Papua', 'Papua Barat')
#[pyfunction]
#[pyo3(signature = (code, scheme="kemendagri"))]
pub(crate) fn region<'py>(py: Python<'py>, code: &str, scheme: &str) -> PyResult<Bound<'py, PyAny>> {
    let call: RegionCall = read_json(&serde_json::json!({ "code": code, "scheme": scheme }).to_string())?;
    to_python(py, &wire::region_row(&call).map_err(raise)?)
}

/// The regions of the same level nearest to this one: `code`, `name`, `type`, `province`, `km` between the centroids.
///
/// Args:
///     code: Code of the Ministry of Home Affairs, or a name.
///     limit: Most regions to return.
///
/// Raises:
///     SettingsError: There is no such region (`unknown_value`).
#[pyfunction]
#[pyo3(signature = (code, *, limit=10))]
pub(crate) fn nearest_regions(py: Python<'_>, code: String, limit: usize) -> PyResult<Bound<'_, Table>> {
    let rows = wire::nearest_region_rows(&NearestRegions { code, limit }).map_err(raise)?;
    let table = Table::new(move || {
        vec![
            ("code", text(&rows, |r| Some(&r.code))),
            ("name", text(&rows, |r| Some(&r.name))),
            ("type", text(&rows, |r| Some(r.kind.name()))),
            ("province", text(&rows, |r| Some(&r.province))),
            ("km", number(&rows, |r| Some(r.km))),
        ]
    });
    Bound::new(py, table)
}

/// The regions of the same level most like this one: `code`, `name`, `type`, `province`, `distance`, `population_ratio`,
/// `density_ratio`, `same_type`, `same_island_group`, and the `reason` in words. For advice on where an innovation may be copied.
///
/// Args:
///     code: Code of the Ministry of Home Affairs, or a name.
///     limit: Most regions to return.
///     population: Cost of twice the population; 1 if not given.
///     density: Cost of twice the density; 0.5 if not given.
///     kind: Cost of being a kabupaten and not a kota; 2 if not given.
///     island_group: Cost of lying in another group of islands; 0.5 if not given.
///     other_provinces_only: Whether regions of the same province are left out.
///     lang: Language of the reasons.
///
/// Raises:
///     SettingsError: There is no such region (`unknown_value`), or a weight is negative (`settings_invalid`).
///
/// Examples:
///     >>> import jipp
///     >>> nearest = jipp.similar_regions("35.78", limit=1, other_provinces_only=True, lang="en").to_dicts()[0]
///     >>> nearest["name"], nearest["reason"]
///     ('Kota Bekasi', 'same type, population 0.9x, density 1.4x, same island group')
#[pyfunction]
#[pyo3(signature = (
    code, *, limit=10, population=None, density=None, kind=None, island_group=None, other_provinces_only=false, lang="id"
))]
#[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn similar_regions<'py>(
    py: Python<'py>,
    code: String,
    limit: usize,
    population: Option<f64>,
    density: Option<f64>,
    kind: Option<f64>,
    island_group: Option<f64>,
    other_provinces_only: bool,
    lang: &str,
) -> PyResult<Bound<'py, Table>> {
    let preset = SimilarityOptions::default();
    let options = SimilarityOptions {
        limit,
        population: population.unwrap_or(preset.population),
        density: density.unwrap_or(preset.density),
        kind: kind.unwrap_or(preset.kind),
        island_group: island_group.unwrap_or(preset.island_group),
        other_provinces_only,
    };
    let rows = wire::similar_region_rows(&SimilarRegions { code, options, lang: language(lang)? }).map_err(raise)?;
    let table = Table::new(move || {
        vec![
            ("code", text(&rows, |r| Some(&r.code))),
            ("name", text(&rows, |r| Some(&r.name))),
            ("type", text(&rows, |r| Some(r.kind.name()))),
            ("province", text(&rows, |r| Some(&r.province))),
            ("distance", number(&rows, |r| Some(r.distance))),
            ("population_ratio", number(&rows, |r| Some(r.population_ratio))),
            ("density_ratio", number(&rows, |r| Some(r.density_ratio))),
            ("same_type", flag(&rows, |r| r.same_type)),
            ("same_island_group", flag(&rows, |r| r.same_island_group)),
            ("reason", text(&rows, |r| Some(&r.reason))),
        ]
    });
    Bound::new(py, table)
}

/// The agencies: local governments, then central bodies and state enterprises: `code`, `name`, `level`, `kind`, `region_code`,
/// `place_code`, `from`, `to`, `abbreviations`, `aliases`, `parent`, `supervisor`, `predecessors`, `successors`, `functions_from`,
/// `functions_to`, `verified`, `confidence`. There is no official code list: local governments follow from the regions, of the
/// others `verified` says what was checked.
///
/// Args:
///     year: Only those that existed in this year; unknown bounds count as open.
#[pyfunction]
#[pyo3(signature = (year=None))]
pub(crate) fn agencies(py: Python<'_>, year: Option<i32>) -> PyResult<Bound<'_, Table>> {
    let rows = wire::agency_rows(&AgenciesCall { year });
    let table = Table::new(move || {
        vec![
            ("code", text(&rows, |r| Some(&r.code))),
            ("name", text(&rows, |r| Some(&r.name))),
            ("level", text(&rows, |r| Some(&r.level))),
            ("kind", text(&rows, |r| Some(&r.kind))),
            ("region_code", text(&rows, |r| r.region_code.as_ref())),
            ("place_code", text(&rows, |r| r.place_code.as_ref())),
            ("from", integer(&rows, |r| r.from.map(i64::from))),
            ("to", integer(&rows, |r| r.to.map(i64::from))),
            ("abbreviations", list(&rows, |r| &r.abbreviations)),
            ("aliases", list(&rows, |r| &r.aliases)),
            ("parent", text(&rows, |r| r.parent.as_ref())),
            ("supervisor", text(&rows, |r| r.supervisor.as_ref())),
            ("predecessors", list(&rows, |r| &r.predecessors)),
            ("successors", list(&rows, |r| &r.successors)),
            ("functions_from", list(&rows, |r| &r.functions_from)),
            ("functions_to", list(&rows, |r| &r.functions_to)),
            ("verified", text(&rows, |r| r.verified.as_ref())),
            ("confidence", text(&rows, |r| Some(&r.confidence))),
        ]
    });
    Bound::new(py, table)
}
