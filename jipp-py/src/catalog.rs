//! The directory as a file: what it holds and remembers, and what people say about it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use jipp_core::catalog::read_answers;
use jipp_core::catalog::{
    Campaign, CampaignSelection, Catalog as Store, CatalogError, CatalogWriter, DumpScope, ImportOptions, Interaction, Moderation,
    StateMachine, Statement, Verdict, WriteOptions,
};
use jipp_core::ingest::{ReadOptions, Source, read_replications};
use jipp_core::lang::Lang;
use jipp_core::model::{Field, PartialDate, ReplicationStage};
use jipp_core::search::Index as Engine;
use jipp_core::{Error, SettingsError};
use pyo3::prelude::*;

use crate::catalog_tables as tables;
use crate::directory::Directory;
use crate::error::raise;
use crate::feedback::whole_file;
use crate::index::Index;
use crate::input::{Place, given};
use crate::records::{Reading, several};
use crate::report::{date, finding_table, language};
use crate::table::Table;
use crate::validate::Checking;
use crate::{in_python, to_python, work};

/// A catalog: records, findings, innovations, what people said of them, and the search index, in one file.
#[pyclass(module = "jipp", frozen)]
pub(crate) struct Catalog {
    /// The file.
    #[pyo3(get)]
    path: PathBuf,
}

impl Catalog {
    /// The store is opened for each call: a connection may not be shared between threads.
    fn read<T: Send>(&self, py: Python<'_>, ask: impl Fn(&Store) -> Result<T, Error> + Sync) -> PyResult<T> {
        let path = &self.path;
        py.detach(|| ask(&Store::open(path)?)).map_err(raise)
    }

    fn write<T: Send>(&self, py: Python<'_>, change: impl FnOnce(&mut CatalogWriter) -> Result<T, Error> + Send) -> PyResult<T> {
        let path = &self.path;
        py.detach(|| change(&mut CatalogWriter::open(path, WriteOptions::default())?)).map_err(raise)
    }
}

/// Who says something, and when.
struct Said {
    by: String,
    at: String,
    reason: Option<String>,
}

impl Said {
    /// Without a day it is said today: the core has no clock, so Python's is asked.
    fn new(py: Python<'_>, by: String, at: Option<&Bound<'_, PyAny>>, reason: Option<String>) -> PyResult<Self> {
        Ok(Self { by, at: day(py, at)?, reason })
    }

    fn statement(&self) -> Statement<'_> {
        Statement { by: &self.by, at: Some(&self.at), reason: self.reason.as_deref() }
    }
}

fn day(py: Python<'_>, at: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
    match date(at)? {
        Some(day) => Ok(day),
        None => py.import("datetime")?.getattr("date")?.call_method0("today")?.call_method0("isoformat")?.extract(),
    }
}

fn unknown(what: &'static str, value: &str) -> PyErr {
    raise(SettingsError::UnknownValue { what, value: value.to_owned(), suggestion: None })
}

#[pymethods]
impl Catalog {
    /// Writes a directory, with its search index, as a new catalog. A catalog in its place is replaced in one step.
    #[staticmethod]
    #[pyo3(signature = (path, directory, *, progress=None))]
    fn create(path: PathBuf, directory: &Bound<'_, Directory>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let integration = Arc::clone(&directory.get().integration);
        let file = path.clone();
        work::run(directory.py(), progress, move |progress| -> Result<(), Error> {
            let index = Engine::build(&integration.directory.documents(), progress)?;
            Store::create(&file, &integration, &index, progress)?;
            Ok(())
        })?;
        Ok(Self { path })
    }

    /// Opens a catalog.
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let opened = Self { path };
        opened.read(py, |_| Ok(()))?;
        Ok(opened)
    }

    /// What it holds, counted.
    fn status<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.read(py, |store| Ok(store.status()?))?)
    }

    /// The merged innovations.
    #[getter]
    fn innovations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, |store| Ok(store.innovations()?))?, tables::innovations)
    }

    /// One innovation, by its id or that of any of its source records.
    fn innovation<'py>(&self, py: Python<'py>, record: &str) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.read(py, |store| Ok(store.innovation(record)?))?)
    }

    /// The source records that an innovation was merged from.
    fn members(&self, py: Python<'_>, record: &str) -> PyResult<Vec<String>> {
        self.read(py, |store| store.members(record))
    }

    /// What every source and every curator said about a field.
    fn history<'py>(&self, py: Python<'py>, record: &str, field: &str) -> PyResult<Bound<'py, Table>> {
        let known: Field = field.parse().map_err(|()| unknown("field", field))?;
        tables::listed(py, self.read(py, |store| store.field_history(record, known))?, tables::history)
    }

    /// The findings.
    #[pyo3(signature = (lang="id"))]
    fn findings<'py>(&self, py: Python<'py>, lang: &str) -> PyResult<Bound<'py, Table>> {
        let lang: Lang = language(lang)?;
        Bound::new(py, finding_table(self.read(py, move |store| Ok(store.findings(lang)?))?))
    }

    /// Source records kept out for correction.
    #[getter]
    fn quarantined<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        let records = self.read(py, |store| Ok(store.quarantined_records()?))?;
        Bound::new(py, Table::new(move || tables::quarantined(&records)))
    }

    /// Every import, those taken back too.
    #[getter]
    fn imports<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, |store| Ok(store.imports()?))?, tables::imports)
    }

    /// The files that it was made from.
    #[getter]
    fn files<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.read(py, |store| Ok(store.files()?))?)
    }

    /// Every replication.
    #[getter]
    fn replications<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, Store::replications)?, tables::replications)
    }

    /// Who has what from whom.
    fn lineage<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let graph = self.read(py, Store::lineage)?;
        let answer = in_python(py, "_results", "Lineage", &to_python(py, &graph)?)?;
        answer.setattr("dot", graph.to_dot())?;
        Ok(answer)
    }

    /// Replications that nobody recorded, as it seems.
    fn suggest_replications<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, Store::suggest_replications)?, tables::suggestions)
    }

    /// Innovations that an agency could replicate for a need.
    #[pyo3(signature = (agency, need, *, limit=10, lang="id"))]
    fn advise_replication<'py>(&self, py: Python<'py>, agency: &str, need: &str, limit: usize, lang: &str) -> PyResult<Bound<'py, Table>> {
        let lang = language(lang)?;
        tables::listed(py, self.read(py, |store| store.advise_replication(agency, need, limit, lang))?, tables::advice)
    }

    /// The campaigns.
    #[getter]
    fn campaigns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, Store::campaigns)?, tables::campaigns)
    }

    /// What a campaign came to.
    #[pyo3(signature = (id, *, as_of=None))]
    fn campaign_report<'py>(&self, py: Python<'py>, id: &str, as_of: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let as_of = date(as_of)?;
        let report = self.read(py, |store| store.campaign_report(id, as_of.as_deref()))?;
        in_python(py, "_results", "CampaignReport", &to_python(py, &report)?)
    }

    /// How far each innovation of a campaign is.
    fn campaign_states<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, Table>> {
        let states: Vec<_> = self.read(py, |store| store.campaign_states(id))?.into_iter().collect();
        Bound::new(py, Table::new(move || tables::states(&states)))
    }

    /// Who has not answered.
    #[pyo3(signature = (id, *, today=None))]
    fn campaign_reminders<'py>(&self, py: Python<'py>, id: &str, today: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, Table>> {
        let today = day(py, today)?;
        tables::listed(py, self.read(py, |store| store.campaign_reminders(id, Some(&today)))?, tables::reminders)
    }

    /// The hubs.
    #[getter]
    fn hubs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, Store::hubs)?, tables::hubs)
    }

    /// Articles and guides, of one innovation or all.
    #[pyo3(signature = (record=None))]
    fn articles<'py>(&self, py: Python<'py>, record: Option<&str>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, |store| store.articles(record))?, tables::articles)
    }

    /// What the directory has for complaints and wishes.
    #[pyo3(signature = (needs, *, limit=3))]
    fn needs<'py>(&self, needs: &Bound<'py, PyAny>, limit: usize) -> PyResult<Bound<'py, PyAny>> {
        let texts: Vec<(u64, String)> = (1..).zip(several(Some(needs))?).collect();
        to_python(needs.py(), &self.read(needs.py(), |store| store.needs(&texts, limit))?)
    }

    /// The replication guide of an innovation as far as its record goes, and what is missing.
    fn guide<'py>(&self, py: Python<'py>, record: &str) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.read(py, |store| store.guide(record))?)
    }

    /// What people said about an innovation, or about all.
    #[pyo3(signature = (record=None))]
    fn interactions<'py>(&self, py: Python<'py>, record: Option<&str>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, |store| store.interactions(record))?, tables::interactions)
    }

    /// What people did with an innovation, counted.
    fn interaction_counts<'py>(&self, py: Python<'py>, record: &str) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.read(py, |store| store.interaction_counts(record))?)
    }

    /// Writes what somebody said; it waits until somebody looked at it.
    #[pyo3(signature = (record, kind, *, by, at=None, text=None, rating=None, reply_to=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords in Python")]
    fn add_interaction(
        &self,
        py: Python<'_>,
        record: String,
        kind: String,
        by: String,
        at: Option<&Bound<'_, PyAny>>,
        text: Option<String>,
        rating: Option<i64>,
        reply_to: Option<i64>,
    ) -> PyResult<i64> {
        let said = Interaction { id: 0, record_id: record, kind, by, at: day(py, at)?, text, rating, reply_to, moderation: None };
        self.write(py, |writer| writer.add_interaction(&said))
    }

    /// Shows or hides what somebody said.
    #[pyo3(signature = (number, to, *, by, at=None, reason=None))]
    fn moderate(
        &self,
        py: Python<'_>,
        number: i64,
        to: &str,
        by: String,
        at: Option<&Bound<'_, PyAny>>,
        reason: Option<String>,
    ) -> PyResult<()> {
        let state = Moderation::of(to).ok_or_else(|| unknown("state", to))?;
        let said = Said::new(py, by, at, reason)?;
        self.write(py, |writer| writer.moderate(number, state, &said.statement()))
    }

    /// Sets a field of the innovation behind a record, or takes what was set back; it survives every import.
    #[pyo3(signature = (record, field, value, *, by, at=None, reason=None))]
    fn set_field(
        &self,
        record: &Bound<'_, PyAny>,
        field: &str,
        value: &Bound<'_, PyAny>,
        by: String,
        at: Option<&Bound<'_, PyAny>>,
        reason: Option<String>,
    ) -> PyResult<()> {
        let py = record.py();
        let record: String = record.extract()?;
        let named: Field = field.parse().map_err(|()| unknown("field", field))?;
        let value: Option<String> =
            if value.is_none() { None } else { Some(py.import("json")?.call_method1("dumps", (value,))?.extract()?) };
        let said = Said::new(py, by, at, reason)?;
        self.write(py, |writer| writer.set_field(&record, named, value.as_deref(), &said.statement()))
    }

    /// Writes what the catalog says as NDJSON: the same content gives the same bytes.
    #[pyo3(signature = (path, *, directory=false))]
    fn dump(&self, path: &Bound<'_, PyAny>, directory: bool) -> PyResult<()> {
        let to: PathBuf = path.extract()?;
        let scope = if directory { DumpScope::Directory } else { DumpScope::All };
        self.read(path.py(), |store| {
            let failed = |source| CatalogError::Io { path: to.display().to_string(), action: "written", source };
            let mut out = BufWriter::new(File::create(&to).map_err(failed)?);
            store.dump(scope, &mut out)?;
            Ok(out.flush().map_err(failed)?)
        })
    }

    /// Figures, lineage, replications, hubs, articles, guides, campaigns and counters, as one dict.
    #[pyo3(signature = (*, as_of=None))]
    fn surroundings<'py>(&self, py: Python<'py>, as_of: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let as_of = date(as_of)?;
        to_python(py, &self.read(py, |store| store.surroundings(as_of.as_deref()))?)
    }

    /// Contradictions inside the file; none in a sound one.
    fn check<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        let found = self.read(py, |store| Ok(store.check()?))?;
        Bound::new(py, Table::new(move || tables::violations(&found)))
    }

    /// Writes a copy, also while others write.
    fn backup(&self, path: &Bound<'_, PyAny>) -> PyResult<()> {
        let to: PathBuf = path.extract()?;
        self.read(path.py(), |store| Ok(store.backup(&to)?))
    }

    /// The search index.
    fn index(&self, py: Python<'_>) -> PyResult<Index> {
        Ok(self.read(py, Store::index)?.into())
    }

    /// Takes a file in: every sheet, every file of an archive.
    #[pyo3(signature = (
        data, source="auto", *, mapping=None, name=None, delimiter=None, settings=None, as_of=None, select=None, ignore=None, at=None,
        progress=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "keywords in Python")]
    fn add<'py>(
        &self,
        data: &Bound<'py, PyAny>,
        source: &str,
        mapping: Option<&Bound<'py, PyAny>>,
        name: Option<String>,
        delimiter: Option<char>,
        settings: Option<&Bound<'py, PyAny>>,
        as_of: Option<&Bound<'py, PyAny>>,
        select: Option<&Bound<'py, PyAny>>,
        ignore: Option<&Bound<'py, PyAny>>,
        at: Option<&Bound<'py, PyAny>>,
        progress: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = data.py();
        let checking = Checking::new(settings, as_of, select, ignore, "id")?;
        let reading = Reading::new(source, mapping, delimiter)?;
        let (given, at, path) = (given(data)?, day(py, at)?, self.path.clone());
        let reports = work::run(py, progress, move |progress| -> Result<Vec<_>, Error> {
            let threads = work::threads();
            let tables = given.ingest_each(name.as_deref(), &reading.options(&threads, progress))?;
            let check = checking.options(&threads, progress)?;
            let mut writer = CatalogWriter::open(&path, WriteOptions::default())?;
            writer.import_tables(tables, &ImportOptions { check, at: Some(&at), progress, ..ImportOptions::default() })
        })?;
        to_python(py, &reports)
    }

    /// Takes an import back, the last one if none is named.
    #[pyo3(signature = (number=None, *, at=None))]
    fn undo<'py>(&self, py: Python<'py>, number: Option<i64>, at: Option<&Bound<'py, PyAny>>) -> PyResult<i64> {
        let at = day(py, at)?;
        self.write(py, |writer| Ok(writer.undo(number, Some(&at))?.0))
    }

    /// Says that two records are the same innovation, are not, or that the linkage decides again.
    #[pyo3(signature = (left, right, verdict, *, by, at=None, reason=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords in Python")]
    fn decide(
        &self,
        py: Python<'_>,
        left: &str,
        right: &str,
        verdict: &str,
        by: String,
        at: Option<&Bound<'_, PyAny>>,
        reason: Option<String>,
    ) -> PyResult<()> {
        let verdicts = [Verdict::Same, Verdict::Different, Verdict::Open];
        let known = verdicts.into_iter().find(|known| known.code() == verdict).ok_or_else(|| unknown("verdict", verdict))?;
        let said = Said::new(py, by, at, reason)?;
        self.write(py, |writer| writer.decide(left, right, known, &said.statement()))
    }

    /// Takes a record out of the innovation that it was merged into, for good.
    #[pyo3(signature = (record, *, by, at=None, reason=None))]
    fn unmerge(
        &self,
        py: Python<'_>,
        record: &str,
        by: String,
        at: Option<&Bound<'_, PyAny>>,
        reason: Option<String>,
    ) -> PyResult<Vec<String>> {
        let said = Said::new(py, by, at, reason)?;
        self.write(py, |writer| writer.unmerge(record, &said.statement()))
    }

    /// Begins a campaign over the innovations that are there now.
    #[pyo3(signature = (
        id, *, name=None, starts=None, due=None, systems=None, agencies=None, provinces=None, from_year=None, to_year=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "keywords in Python")]
    fn create_campaign(
        &self,
        py: Python<'_>,
        id: String,
        name: Option<String>,
        starts: Option<&Bound<'_, PyAny>>,
        due: Option<&Bound<'_, PyAny>>,
        systems: Option<&Bound<'_, PyAny>>,
        agencies: Option<&Bound<'_, PyAny>>,
        provinces: Option<&Bound<'_, PyAny>>,
        from_year: Option<i32>,
        to_year: Option<i32>,
    ) -> PyResult<usize> {
        let selection = CampaignSelection {
            systems: several(systems)?,
            agencies: several(agencies)?,
            provinces: several(provinces)?,
            from_year,
            to_year,
        };
        let name = name.unwrap_or_else(|| id.clone());
        let campaign = Campaign { id, name, starts: day(py, starts)?, due: date(due)?, selection };
        self.write(py, |writer| writer.create_campaign(&campaign))
    }

    /// Writes a workbook for each agency that has not answered, and notes that they went out.
    #[pyo3(signature = (id, folder, *, by, at=None, lang="id"))]
    fn export_campaign<'py>(
        &self,
        id: &str,
        folder: &Bound<'py, PyAny>,
        by: String,
        at: Option<&Bound<'py, PyAny>>,
        lang: &str,
    ) -> PyResult<Bound<'py, Table>> {
        let (py, folder) = (folder.py(), folder.extract::<PathBuf>()?);
        let (said, lang) = (Said::new(py, by, at, None)?, language(lang)?);
        std::fs::create_dir_all(&folder).map_err(|error| crate::error::io(&error, &folder.display().to_string()))?;
        let sheets = self.write(py, |writer| writer.export_campaign(id, lang, &said.statement()))?;
        let place = |name: &str| folder.join(name);
        for sheet in &sheets {
            py.detach(|| whole_file(&place(&sheet.name), &sheet.bytes)).map_err(raise)?;
        }
        let paths: Vec<String> = sheets.iter().map(|sheet| place(&sheet.name).display().to_string()).collect();
        Bound::new(py, Table::new(move || tables::sheets(&sheets, &paths)))
    }

    /// Takes filled worksheets in.
    #[pyo3(signature = (id, answers, *, by, at=None))]
    fn import_answers<'py>(
        &self,
        id: &str,
        answers: &Bound<'py, PyAny>,
        by: String,
        at: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = answers.py();
        let (said, given) = (Said::new(py, by, at, None)?, given(answers)?);
        let answers = read_answers(&given.plain().map_err(raise)?);
        to_python(py, &self.write(py, |writer| writer.import_answers(id, &answers, &said.statement()))?)
    }

    /// Confirms an answer, or sends it back.
    #[pyo3(signature = (id, record, verified=true, *, by, at=None, reason=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords in Python")]
    fn validate_answer(
        &self,
        py: Python<'_>,
        id: &str,
        record: &str,
        verified: bool,
        by: String,
        at: Option<&Bound<'_, PyAny>>,
        reason: Option<String>,
    ) -> PyResult<()> {
        let said = Said::new(py, by, at, reason)?;
        self.write(py, |writer| writer.validate_answer(id, record, verified, &said.statement()))
    }

    /// Takes replications in; one with an error of a rule is refused and told.
    #[pyo3(signature = (replications, *, by, at=None, as_of=None, lang="id"))]
    fn add_replications<'py>(
        &self,
        replications: &Bound<'py, PyAny>,
        by: String,
        at: Option<&Bound<'py, PyAny>>,
        as_of: Option<&Bound<'py, PyAny>>,
        lang: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = replications.py();
        let said = Said::new(py, by, at, None)?;
        let checking = Checking::new(None, as_of, None, None, lang)?;
        let file = Place::of(replications)?.open("replications").map_err(raise)?;
        let done = self.write(py, |writer| {
            let reading = ReadOptions { limits: jipp_core::ingest::Limits::LOCAL, ..ReadOptions::default() };
            let list = read_replications(Source { name: &file.name, bytes: &file.bytes }, &reading)?;
            let threads = work::threads();
            let options = checking.options(&threads, &jipp_core::progress::silent)?;
            writer.add_replications(&list.entries, &options, checking.lang, &said.statement())
        })?;
        to_python(py, &done)
    }

    /// Lets a replication take its next step.
    #[pyo3(signature = (id, to, *, on=None, by, reason=None))]
    fn advance_replication<'py>(
        &self,
        py: Python<'py>,
        id: &str,
        to: &str,
        on: Option<&Bound<'py, PyAny>>,
        by: String,
        reason: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let stage = ReplicationStage::ALL.into_iter().find(|stage| stage.code() == to).ok_or_else(|| unknown("stage", to))?;
        let said = Said::new(py, by, on, reason)?;
        let on: PartialDate = said.at.parse().map_err(|_| unknown("day", &said.at))?;
        to_python(py, &self.write(py, |writer| writer.advance_replication(id, stage, on, &said.statement()))?)
    }

    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "line", slf)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "html", slf)
    }
}
