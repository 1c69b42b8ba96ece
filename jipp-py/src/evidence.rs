//! How well records document their effect, and the innovation index of a region.

use std::sync::Arc;

use jipp_core::index_iga::{Form, LevelChange, RegionFile, RegionLevels, ScoreOptions, read_region, read_spd};
use jipp_core::ingest::{Limits, ReadOptions, Source};
use jipp_core::lang::Lang;
use jipp_core::pipeline::Dataset;
use jipp_core::wire::{self, EvidenceGradeCall, EvidenceReport, EvidenceRow, day, evidence_report};
use jipp_core::{Error, SettingsError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::error::raise;
use crate::input::Place;
use crate::records::Readable;
use crate::report::{date, language};
use crate::resolve::read_json;
use crate::table::{Columns, Table, integer, json_rows, text};
use crate::{in_python, to_python, work};

/// How well records document their effect. As a table: `record`, `row`, `title`, `agency`, `level` (0 to 5), `label`, `points` (0 to
/// 100), and the `next` criterion with `advice`. `to_dicts` gives each `grade` in full, in both languages.
#[pyclass(module = "jipp", frozen, extends = Table)]
pub(crate) struct EvidenceGrades {
    dataset: Arc<Dataset>,
    report: Arc<EvidenceReport>,
    /// How many records have each level, from 0 to 5.
    #[pyo3(get)]
    levels: Vec<usize>,
}

/// Grades how well records document their effect. It grades what a record states, not whether it is true: what is missing is "not
/// stated", never "without effect".
///
/// Args:
///     records: Records, or a table that is read with source `auto` first.
///     as_of: The day of the judgement; recency is not judged without it: level 3 at most.
///     lang: Language of label and advice.
///     progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.
///
/// Raises:
///     SettingsError: `as_of` is no day (`unknown_value`).
///
/// Examples:
///     >>> import jipp
///     >>> impact = "Waktu penerbitan izin turun dari 30 hari menjadi 3 hari pada tahun 2025."
///     >>> grades = jipp.evidence_grade([{"title": "Loket Cepat", "agency": "Pemkot Malang", "impact": impact}], lang="en")
///     >>> grades.levels, grades.to_dicts()[0]["grade"]["next"][0]["code"]
///     ([0, 0, 1, 0, 0, 0], 'independent_source')
#[pyfunction]
#[pyo3(signature = (records, *, as_of=None, lang="id", progress=None))]
pub(crate) fn evidence_grade<'py>(
    records: &Bound<'py, PyAny>,
    as_of: Option<&Bound<'py, PyAny>>,
    lang: &str,
    progress: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, EvidenceGrades>> {
    let (as_of, lang) = (date(as_of)?, language(lang)?);
    let readable = Readable::new(records, "auto")?;
    let (dataset, report) = work::run(records.py(), progress, move |progress| -> Result<_, Error> {
        let dataset = readable.dataset(progress)?;
        let report = evidence_report(&dataset.records, day(as_of.as_deref())?);
        Ok((dataset, report))
    })?;
    let report = Arc::new(report);
    let levels = report.levels.values().copied().collect();
    let (rows, nested) = (Arc::clone(&report), Arc::clone(&report));
    let nested = move |span| json_rows(&nested.records, span);
    Table::new(move || grade_columns(&rows.records, lang)).with_nested(nested).of(records.py(), EvidenceGrades { dataset, report, levels })
}

fn grade_columns(rows: &[EvidenceRow], lang: Lang) -> Columns {
    vec![
        ("record", text(rows, |r| Some(&r.record))),
        ("row", integer(rows, |r| i64::try_from(r.row).ok())),
        ("title", text(rows, |r| r.title.as_ref())),
        ("agency", text(rows, |r| r.agency.as_ref())),
        ("level", integer(rows, |r| Some(i64::from(r.grade.level)))),
        ("label", text(rows, |r| Some(r.grade.label.get(lang)))),
        ("points", integer(rows, |r| Some(i64::from(r.grade.points)))),
        ("next", text(rows, |r| r.grade.next.first().map(|step| &step.code))),
        ("advice", text(rows, |r| r.grade.next.first().map(|step| step.advice.get(lang)))),
    ]
}

#[pymethods]
impl EvidenceGrades {
    /// Why a record has its level: every criterion with its reason, and what would raise it.
    ///
    /// Args:
    ///     record: Its record id.
    ///     replications: Replications that are recorded elsewhere and were carried out, if looked up.
    ///
    /// Raises:
    ///     SettingsError: There is no such record (`unknown_value`).
    #[pyo3(signature = (record, *, replications=None))]
    fn explain<'py>(&self, py: Python<'py>, record: &str, replications: Option<usize>) -> PyResult<Bound<'py, PyAny>> {
        let found = self.dataset.records.iter().find(|known| known.source.record_id == record);
        let found =
            found.ok_or_else(|| raise(SettingsError::UnknownValue { what: "record id", value: record.to_owned(), suggestion: None }))?;
        let call = EvidenceGradeCall { innovation: found.innovation.clone(), as_of: self.report.as_of.clone(), replications };
        to_python(py, &wire::evidence_grade(&call).map_err(raise)?)
    }
}

/// Recomputes and explains the innovation index of a region (IGA, Ministry of Home Affairs).
///
/// Args:
///     year: The year of the form.
///     region: What the region entered. A dict or its JSON: `innovations`, each with `id` and `indicators` (`number`, `level`,
///         `verified_level`), and `spd`, the region's own indicators. Or a table, as `read` takes it: a row for each innovation with
///         `id`, `title` and for each indicator `sid_NUMBER` with the level claimed (`verified_NUMBER`: verified).
///     spd: Of a table: the region's own indicators, a row for each with `number` and `level`.
///     agency: Which government, of a table that holds several, by name or code.
///     what_if: Levels to try, as dicts or short: `"INV-7:35=3, spd:2a=3"`.
///     steps: Most next steps to list; 5 if not given.
///     vocabularies: Vocabularies of your own, added to those of jipp: next year's form.
///     lang: Language of labels and messages.
///
/// Returns:
///     The figures `claimed` and `verified`, each innovation, the best next `steps`, `what_if`, and all `problems` of what was entered.
///
/// Raises:
///     ScoreError: The form of the year is not known (`index_year_unknown`, `index_formula_unknown`), a change cannot be read
///         (`index_change_invalid`), or nothing in the table is of the agency (`index_agency_unknown`).
///     SettingsError: The region has an unknown key (`settings_unreadable`), or the vocabularies cannot be used.
///
/// Examples:
///     >>> import jipp
///     >>> region = {"innovations": [{"id": "1", "indicators": [{"number": "16", "level": 3}]}]}
///     >>> jipp.index_score(2026, region)["claimed"]["innovations"]
///     1
///     >>> jipp.index_score(2026, [{"id": "1", "sid_16": 3}])["claimed"] == jipp.index_score(2026, region)["claimed"]
///     True
#[pyfunction]
#[pyo3(signature = (year, region, *, spd=None, agency=None, what_if=None, steps=None, vocabularies=None, lang="id"))]
#[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn index_score<'py>(
    year: i32,
    region: &Bound<'py, PyAny>,
    spd: Option<&Bound<'py, PyAny>>,
    agency: Option<String>,
    what_if: Option<&Bound<'py, PyAny>>,
    steps: Option<usize>,
    vocabularies: Option<&Bound<'py, PyAny>>,
    lang: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let py = region.py();
    let json = |value: &Bound<'py, PyAny>| in_python(py, "_input", "json_text", value)?.extract::<String>();
    let what_if: Vec<LevelChange> = match what_if {
        None => Vec::new(),
        Some(short) if short.is_instance_of::<PyString>() => LevelChange::parse_list(&short.extract::<String>()?).map_err(raise)?,
        Some(changes) => read_json(&json(changes)?)?,
    };
    let given = Claimed::new(region)?;
    let spd = spd.map(Place::of).transpose()?;
    let vocabularies = vocabularies.map(json).transpose()?;
    let lang = language(lang)?;
    let (score, ignored) = work::run(py, None, move |_| -> Result<_, Error> {
        let form = wire::index_form(year, vocabularies.as_deref())?;
        let reading = ReadOptions { limits: Limits::LOCAL, ..ReadOptions::default() };
        let mut file = given.read(&form, agency.as_deref(), &reading)?;
        if let Some(spd) = spd {
            let spd = spd.open("spd")?;
            file.region.spd = Some(read_spd(Source { name: &spd.name, bytes: &spd.bytes }, &reading)?);
        }
        let options = ScoreOptions { lang, what_if, ..ScoreOptions::default() };
        let options = ScoreOptions { steps: steps.unwrap_or(options.steps), ..options };
        Ok((wire::score_and_check(&form, &file.region, &options), file.ignored))
    })?;
    let answer = to_python(py, &score)?;
    if !ignored.is_empty() {
        let told = format!("columns that mean nothing here: {}", ignored.join(", "));
        py.import("warnings")?.call_method1("warn", (told,))?;
    }
    Ok(answer)
}

/// What a region entered: as jipp has it, or a table with a row for each innovation.
enum Claimed {
    Whole(RegionLevels),
    Table(Place),
}

impl Claimed {
    fn new(region: &Bound<'_, PyAny>) -> PyResult<Self> {
        let json = region.extract::<String>().ok().filter(|text| text.trim_start().starts_with('{'));
        match json {
            Some(text) => Ok(Self::Whole(read_json(&text)?)),
            None if region.is_instance_of::<PyDict>() => {
                Ok(Self::Whole(read_json(&in_python(region.py(), "_input", "json_text", region)?.extract::<String>()?)?))
            }
            None => Ok(Self::Table(Place::of(region)?)),
        }
    }

    fn read(self, form: &Form, agency: Option<&str>, reading: &ReadOptions<'_>) -> Result<RegionFile, Error> {
        match self {
            Self::Whole(region) => Ok(RegionFile { region, ignored: Vec::new() }),
            Self::Table(place) => {
                let file = place.open("region")?;
                read_region(Source { name: &file.name, bytes: &file.bytes }, form, agency, reading)
            }
        }
    }
}
