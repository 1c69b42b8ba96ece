//! A linkage in parts, for tables that one machine does not hold.

use std::collections::BTreeMap;

use jipp_core::Error;
use jipp_core::dedup::{BlockingKey, ComparedPair, LinkModel, LinkSettings};
use jipp_core::pipeline::{block_rows, compare_rows};
use jipp_core::wire::parse_settings;
use pyo3::prelude::*;

use crate::error::raise;
use crate::input::{given, settings_text};
use crate::table::{Table, integer, number, text};
use crate::{in_python, to_python, work};

fn settings_of(settings: &Bound<'_, PyAny>) -> PyResult<LinkSettings> {
    parse_settings(&settings_text(settings)?.1).map_err(raise)
}

/// A model as `Linkage.model` gives it.
fn model_of(model: &Bound<'_, PyAny>) -> PyResult<LinkModel> {
    let text: String = in_python(model.py(), "_input", "json_text", model)?.extract()?;
    serde_json::from_str(&text).map_err(|error| raise(jipp_core::SettingsError::Unreadable { reason: format!("the model: {error}") }))
}

/// The keys of the rows under the rules of blocking: `row` (from 0), `rule`, `key`. Rows with the same rule and key are to be compared.
///
/// With `compare_pairs`, `learn_weights` and `random_pairs` the parts of a linkage, for tables that one machine does not hold: `jipp.spark`
/// puts them together.
///
/// Raises:
///     SettingsError: A rule asks for similar values, which needs the whole table.
#[pyfunction]
pub(crate) fn blocking_keys<'py>(table: &Bound<'py, PyAny>, settings: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Table>> {
    let py = table.py();
    let (given, settings) = (given(table)?, settings_of(settings)?);
    let keys: Vec<BlockingKey> = work::run(py, None, move |_| -> Result<_, Error> { Ok(block_rows(&given.plain()?, &settings)?) })?;
    let table = Table::new(move || {
        vec![
            ("row", integer(&keys, |k| i64::try_from(k.record).ok())),
            ("rule", integer(&keys, |k| i64::try_from(k.rule).ok())),
            ("key", text(&keys, |k| Some(&k.key))),
        ]
    });
    Bound::new(py, table)
}

/// Compares the two records that stand in each row: each column twice, with `_l` and `_r` behind its name.
///
/// Args:
///     pairs: The pairs.
///     settings: `link.toml`, with comparisons and levels written out. Levels that ask how rare a word or value is in the whole table
///         (`soft-tfidf`, `tfidf-cosine`, `overlap`, `codes`, `term_frequency`) are refused.
///     model: The weights, as `learn_weights` or `Linkage.model` gives them.
///
/// Returns:
///     For each row `levels` (a hexadecimal digit for each comparison: 0 the best, `f` missing), and with a model `weight` (bits) and
///     `probability`.
///
/// Raises:
///     SettingsError: The settings need the whole table, or do not fit the model.
///
/// Examples:
///     >>> import jipp
///     >>> settings = {"blocking": [{"columns": ["name"]}], "comparison": [{"column": "name", "levels": [{"kind": "exact"}]}]}
///     >>> pairs = [{"name_l": "Siti", "name_r": "SITI"}, {"name_l": "Siti", "name_r": "Budi"}]
///     >>> [row["levels"] for row in jipp.compare_pairs(pairs, settings)]
///     ['0', '1']
#[pyfunction]
#[pyo3(signature = (pairs, settings, model=None))]
pub(crate) fn compare_pairs<'py>(
    pairs: &Bound<'py, PyAny>,
    settings: &Bound<'py, PyAny>,
    model: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, Table>> {
    let py = pairs.py();
    let (given, settings, model) = (given(pairs)?, settings_of(settings)?, model.map(model_of).transpose()?);
    let compared: Vec<ComparedPair> =
        work::run(py, None, move |_| -> Result<_, Error> { Ok(compare_rows(&given.plain()?, &settings, model.as_ref())?) })?;
    let table = Table::new(move || {
        vec![
            ("levels", text(&compared, |pair| Some(written(&pair.levels)))),
            ("weight", number(&compared, |pair| pair.weight.map(|(weight, _)| weight))),
            ("probability", number(&compared, |pair| pair.weight.map(|(_, probability)| probability))),
        ]
    });
    Bound::new(py, table)
}

/// Levels as one text: a hexadecimal digit for each comparison, `f` for missing.
fn written(levels: &[u8]) -> String {
    levels.iter().filter_map(|level| char::from_digit(u32::from(*level), 16)).collect()
}

fn read(counts: BTreeMap<String, u64>) -> PyResult<BTreeMap<Vec<u8>, u64>> {
    let levels = |text: &str| -> Option<Vec<u8>> { text.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok()).collect() };
    let wrong = |text: &str| jipp_core::SettingsError::Invalid { problems: vec![format!("`{text}` are no levels of comparisons").into()] };
    counts.into_iter().map(|(text, count)| Ok((levels(&text).ok_or_else(|| raise(wrong(&text)))?, count))).collect()
}

/// Learns match weights by expectation-maximisation from counts of levels: the model of `Linkage.model`.
///
/// Args:
///     counts: How many candidate pairs have each combination of levels, as `compare_pairs` writes them.
///     settings: `link.toml`.
///     records: How many records there are.
///     random: The same of `random_pairs`; not needed where every level of the settings has its `u`.
///
/// Raises:
///     SettingsError: Levels do not fit the settings.
#[pyfunction]
#[pyo3(signature = (counts, settings, *, records, random=None))]
pub(crate) fn learn_weights<'py>(
    py: Python<'py>,
    counts: BTreeMap<String, u64>,
    settings: &Bound<'py, PyAny>,
    records: usize,
    random: Option<BTreeMap<String, u64>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (settings, counts, random) = (settings_of(settings)?, read(counts)?, read(random.unwrap_or_default())?);
    let model = py.detach(|| LinkModel::learn(&counts, &random, records, &settings)).map_err(raise)?;
    to_python(py, &model)
}

/// Numbers (from 0) of the records, in the order of their ids, that a linkage compares to learn how much agrees by chance.
#[pyfunction]
pub(crate) fn random_pairs(records: usize, settings: &Bound<'_, PyAny>) -> PyResult<Vec<(usize, usize)>> {
    Ok(jipp_core::dedup::random_pairs(records, &settings_of(settings)?))
}
