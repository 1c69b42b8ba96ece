//! Checking: what is wrong, where, and what to do.

use arrow_array::RecordBatchReader as _;
use jipp_core::ingest::{Limits, List, ReadOptions, RecordReader, Source, read_hubs, read_replications};
use jipp_core::lang::Lang;
use jipp_core::model::Record;
use jipp_core::pipeline::{Dataset, check_reader};
use jipp_core::progress::Watcher;
use jipp_core::report::{Report as Whole, ReportBuilder};
use jipp_core::rules::{CheckOptions, Checked, Selection, Settings, check_hubs, check_replications};
use jipp_core::wire::{ValidateAnswer, day, list_answer};
use jipp_core::{Error, SettingsError, Threads};
use pyo3::prelude::*;

use crate::error::raise;
use crate::input::{Frame, Given, Place, settings_text};
use crate::records::{Readable, Reading, several};
use crate::report::{Report, date, language};
use crate::work;

/// How to check, as several functions take it.
pub(crate) struct Checking {
    selection: Selection,
    settings: Settings,
    as_of: Option<String>,
    pub(crate) lang: Lang,
}

impl Checking {
    pub(crate) fn new(
        settings: Option<&Bound<'_, PyAny>>,
        as_of: Option<&Bound<'_, PyAny>>,
        select: Option<&Bound<'_, PyAny>>,
        ignore: Option<&Bound<'_, PyAny>>,
        lang: &str,
    ) -> PyResult<Self> {
        let selection = Selection::new(&several(select)?, &several(ignore)?).map_err(raise)?;
        let settings = settings
            .map(|given| settings_text(given).and_then(|(name, text)| Settings::parse(&name, &text).map_err(raise)))
            .transpose()?
            .unwrap_or_default();
        Ok(Self { selection, settings, as_of: date(as_of)?, lang: language(lang)? })
    }

    pub(crate) fn options<'a>(&self, threads: &'a Threads, progress: Watcher<'a>) -> Result<CheckOptions<'a>, SettingsError> {
        let (selection, settings) = (self.selection.clone(), self.settings.clone());
        Ok(CheckOptions { selection, settings, as_of: day(self.as_of.as_deref())?, threads, progress })
    }
}

/// Checks records with every selected rule. Findings are data; nothing is raised for bad records.
///
/// Args:
///     records: Records, or a table that is read with source `auto` first.
///     settings: A `jipp.toml`: which rules run, how grave they are, with which numbers. None is looked for in folders.
///     as_of: The day of the check, `datetime.date` or `"2026-11-21"`; rules about the future are silent without it. As the following,
///         it wins over the settings.
///     select: Rules to run: codes, names or families (`DAT`); all if not given.
///     ignore: Rules to leave out.
///     lang: Language of the texts.
///     progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.
///
/// Raises:
///     SettingsError: A rule does not exist (`unknown_rule`), `as_of` is no day, or the settings hold what jipp does not know
///         (`settings_invalid`).
///
/// Examples:
///     >>> import jipp
///     >>> report = jipp.validate(jipp.read([{"title": "", "agency": "Pemkot Malang"}], "generic"), select="ID", lang="en")
///     >>> report.quarantined, [finding["code"] for finding in report.findings]
///     (1, ['ID-01'])
///     >>> jipp.validate([{"title": "", "agency": "Pemkot Malang"}], settings={"severity": {"ID-01": "warning"}}).quarantined
///     0
#[pyfunction]
#[pyo3(signature = (records, *, settings=None, as_of=None, select=None, ignore=None, lang="id", progress=None))]
pub(crate) fn validate(
    records: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyAny>>,
    as_of: Option<&Bound<'_, PyAny>>,
    select: Option<&Bound<'_, PyAny>>,
    ignore: Option<&Bound<'_, PyAny>>,
    lang: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Report> {
    let checking = Checking::new(settings, as_of, select, ignore, lang)?;
    let readable = Readable::new(records, "auto")?;
    let (report, quarantined) = work::run(records.py(), progress, move |progress| -> Result<_, Error> {
        let threads = work::threads();
        let options = checking.options(&threads, progress)?;
        let readable = match readable {
            Readable::Given(Given::Arrow(frame), reading, _) => return streamed(frame, &reading, &options, checking.lang),
            other => other,
        };
        let dataset = readable.dataset(progress)?;
        let checked = dataset.check(&options);
        let ids = dataset.records.iter().map(|record| &record.source.record_id);
        let quarantined: Vec<String> = ids.filter(|id| checked.quarantined.contains(*id)).cloned().collect();
        Ok((Whole::of(&dataset, &checked, &options, checking.lang), quarantined))
    })?;
    Report::create(records.py(), report, quarantined)
}

/// Checks a data frame piece by piece: its texts stay where they are, and records live only until they are checked.
fn streamed(frame: Frame, reading: &Reading, options: &CheckOptions<'_>, lang: Lang) -> Result<(Whole, Vec<String>), Error> {
    let reading = reading.options(options.threads, options.progress);
    let reader = RecordReader::arrow("records", &frame.schema(), frame, &reading)?;
    let mut builder = ReportBuilder::new(lang, options.day());
    // the ids of all records, one behind the other, and where each ends: not a text of its own for each of a million
    let (mut ids, mut ends) = (String::new(), Vec::new());
    let mut keep = |records: &[Record]| {
        builder.records(records);
        for record in records {
            ids.push_str(&record.source.record_id);
            ends.push(ids.len());
        }
    };
    let (streamed, checked) = check_reader(reader, &reading, options, &mut keep)?;
    builder.file(&streamed.file);
    builder.findings(&checked.findings);
    let mut start = 0;
    let each_id = ends.into_iter().filter_map(|end| ids.get(std::mem::replace(&mut start, end)..end));
    let quarantined = each_id.filter(|id| checked.quarantined.contains(*id)).map(str::to_owned).collect();
    Ok((builder.finish(&checked.quarantined), quarantined))
}

/// Checks a list of replications. The counts of the report are those of its rows.
///
/// Args:
///     replications: A path, bytes or an open file (JSON, NDJSON, CSV, XLSX), a data frame, or dicts: rows with the columns of a list
///         of replications, or replications as jipp has them.
///     records: Records that may be their origins; rules that ask for the origin's record are silent without.
///     settings: As in `validate`, and so are the following.
///
/// Raises:
///     IngestError: The list cannot be read.
///     SettingsError: As in `validate`.
#[pyfunction]
#[pyo3(signature = (replications, records=None, *, settings=None, as_of=None, select=None, ignore=None, lang="id", progress=None))]
#[expect(clippy::too_many_arguments, reason = "keywords in Python")]
pub(crate) fn validate_replications(
    replications: &Bound<'_, PyAny>,
    records: Option<&Bound<'_, PyAny>>,
    settings: Option<&Bound<'_, PyAny>>,
    as_of: Option<&Bound<'_, PyAny>>,
    select: Option<&Bound<'_, PyAny>>,
    ignore: Option<&Bound<'_, PyAny>>,
    lang: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Report> {
    let checking = Checking::new(settings, as_of, select, ignore, lang)?;
    let origins = records.map(|records| Readable::new(records, "auto")).transpose()?;
    let place = Place::of(replications)?;
    list_report(replications.py(), progress, "replication", checking, move |options| {
        let file = place.open("replications")?;
        let reading = ReadOptions { progress: options.progress, limits: Limits::LOCAL, ..ReadOptions::default() };
        let list = read_replications(Source { name: &file.name, bytes: &file.bytes }, &reading)?;
        let origins = origins.map(|records| records.dataset(options.progress)).transpose()?;
        let digests = origins.as_deref().map(Dataset::digests).unwrap_or_default();
        let checked = check_replications(&list.entries, &digests, options);
        Ok((list, checked))
    })
}

/// Checks a list of innovation hubs. Arguments and report are as in `validate_replications`.
///
/// Raises:
///     IngestError: The list cannot be read.
///     SettingsError: As in `validate`.
#[pyfunction]
#[pyo3(signature = (hubs, *, settings=None, as_of=None, select=None, ignore=None, lang="id", progress=None))]
pub(crate) fn validate_hubs(
    hubs: &Bound<'_, PyAny>,
    settings: Option<&Bound<'_, PyAny>>,
    as_of: Option<&Bound<'_, PyAny>>,
    select: Option<&Bound<'_, PyAny>>,
    ignore: Option<&Bound<'_, PyAny>>,
    lang: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Report> {
    let checking = Checking::new(settings, as_of, select, ignore, lang)?;
    let place = Place::of(hubs)?;
    list_report(hubs.py(), progress, "hub", checking, move |options| {
        let file = place.open("hubs")?;
        let reading = ReadOptions { progress: options.progress, limits: Limits::LOCAL, ..ReadOptions::default() };
        let list = read_hubs(Source { name: &file.name, bytes: &file.bytes }, &reading)?;
        let checked = check_hubs(&list.entries, options);
        Ok((list, checked))
    })
}

/// The report of a list that is not of innovations: its counts are those of its rows.
fn list_report<T>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    kind: &'static str,
    checking: Checking,
    check: impl FnOnce(&CheckOptions<'_>) -> Result<(List<T>, Checked), Error> + Send + 'static,
) -> PyResult<Report> {
    let (report, quarantined) = work::run(py, progress, move |progress| -> Result<_, Error> {
        let threads = work::threads();
        let options = checking.options(&threads, progress)?;
        let (list, checked) = check(&options)?;
        let kept_out = list.entries.iter().filter(|entry| entry.content.is_err());
        let quarantined: Vec<String> = kept_out.map(|entry| entry.id.clone()).collect();
        let answer = list_answer(&list, kind, &checked, checking.lang);
        Ok((whole(answer, checking.lang, options.day().map(|day| day.to_string())), quarantined))
    })?;
    Report::create(py, report, quarantined)
}

fn whole(answer: ValidateAnswer, lang: Lang, as_of: Option<String>) -> Whole {
    Whole {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        lang,
        as_of,
        files: Vec::new(),
        complete: answer.ready.complete,
        records: answer.records,
        ready: answer.ready,
        required: answer.required,
        statuses: answer.statuses,
        totals: answer.totals,
        rules: answer.rules,
        fields: answer.fields,
        sources: answer.sources,
        agencies: answer.agencies,
        years: answer.years,
        findings: answer.findings,
        unlisted: 0,
    }
}
