//! The directory as a file: what it holds and remembers, and what people say about it.
//!
//! One file, however long: pyo3 takes the methods of a class from one block, and each of them is a docstring and a call.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use jipp_core::catalog::read_answers;
use jipp_core::catalog::{
    Campaign, CampaignSelection, Catalog as Store, CatalogWriter, DumpScope, ImportOptions, Interaction, Moderation, StateMachine,
    Statement, Verdict, WriteOptions,
};
use jipp_core::ingest::{ReadOptions, Source, read_replications};
use jipp_core::lang::Lang;
use jipp_core::model::{Field, PartialDate, ReplicationStage};
use jipp_core::search::Index as Engine;
use jipp_core::wire::day_in_jakarta;
use jipp_core::{Error, SettingsError};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::catalog_tables as tables;
use crate::directory::Directory;
use crate::error::raise;
use crate::files::{whole_file, written_whole};
use crate::index::Index;
use crate::input::{Place, given};
use crate::records::{Readable, Reading, several};
use crate::report::{date, finding_table, language};
use crate::table::Table;
use crate::validate::Checking;
use crate::{in_python, missing, to_python, work};

/// The directory as a file: records, findings, innovations, what people said of them, campaigns, replications, and the search index.
///
/// Whoever says something (`by`) is a role, an account or an agency, never the name of a person; `at` is today in Jakarta (WIB) if it is
/// not given. Every change is made whole or not at all. `docs/catalog.md` says what the file keeps.
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
    /// Without a day it is said today.
    fn new(by: String, at: Option<&Bound<'_, PyAny>>, reason: Option<String>) -> PyResult<Self> {
        Ok(Self { by, at: day(at)?, reason })
    }

    fn statement(&self) -> Statement<'_> {
        Statement { by: &self.by, at: Some(&self.at), reason: self.reason.as_deref() }
    }
}

/// The day as given, else today in Jakarta: the core has no clock, so that of the machine is asked.
fn day(at: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
    if let Some(day) = date(at)? {
        return Ok(day);
    }
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Ok(day_in_jakarta(seconds))
}

fn unknown(what: &'static str, value: &str, known: &[&str]) -> PyErr {
    raise(SettingsError::unknown_value(what, value, known.iter().copied()))
}

fn field_named(name: &str) -> PyResult<Field> {
    let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    name.parse().map_err(|()| unknown("field", name, &names))
}

#[pymethods]
impl Catalog {
    #[new]
    #[pyo3(signature = (*_given, **_named))]
    fn new(_given: &Bound<'_, PyAny>, _named: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("`Catalog.open(path)` opens a catalog, `Catalog.create(path)` writes a new one"))
    }

    /// Writes a directory, with its search index, as a new catalog; an empty one, to `add` to, if no directory is given. A catalog in
    /// its place is replaced in one step.
    ///
    /// Raises:
    ///     CatalogError: Another file is in its place, or the store fails.
    #[staticmethod]
    #[pyo3(signature = (path, directory=None, *, progress=None))]
    fn create(
        py: Python<'_>,
        path: PathBuf,
        directory: Option<&Bound<'_, Directory>>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let Some(directory) = directory else {
            py.detach(|| Store::create_empty(&path)).map_err(raise)?;
            return Ok(Self { path });
        };
        let integration = Arc::clone(&directory.get().integration);
        let file = path.clone();
        work::run_or_stop(py, progress, move |progress, cancel| -> Result<(), Error> {
            let index = Engine::build(&integration.directory.documents(), progress)?;
            Store::create_unless(cancel, &file, &integration, &index, progress)?;
            Ok(())
        })?;
        Ok(Self { path })
    }

    /// Opens a catalog.
    ///
    /// Raises:
    ///     CatalogError: The file is no catalog, or was written by a newer version.
    ///     OSError: The file cannot be opened.
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

    /// The merged innovations. `to_dicts` gives them in full, with sources and provenance.
    #[getter]
    fn innovations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, |store| Ok(store.innovations()?))?, tables::innovations)
    }

    /// One innovation, by its id or that of any of its source records; `None` if there is none.
    fn innovation<'py>(&self, py: Python<'py>, record: &str) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.read(py, |store| Ok(store.innovation(record)?))?)
    }

    /// The ids of the source records of the innovation behind a record.
    fn members(&self, py: Python<'_>, record: &str) -> PyResult<Vec<String>> {
        self.read(py, |store| store.members(record))
    }

    /// What every source and every curator said about a field: `by`, `how` (`source`, `override`, `update`), `import`, `at`, `value`,
    /// and which of them `holds`.
    ///
    /// Raises:
    ///     CatalogError: There is no such record (`catalog_unknown`).
    ///     SettingsError: There is no such field (`unknown_value`).
    fn history<'py>(&self, py: Python<'py>, record: &str, field: &str) -> PyResult<Bound<'py, Table>> {
        let known = field_named(field)?;
        tables::listed(py, self.read(py, |store| store.field_history(record, known))?, tables::history)
    }

    /// The findings.
    #[pyo3(signature = (lang="id"))]
    fn findings<'py>(&self, py: Python<'py>, lang: &str) -> PyResult<Bound<'py, Table>> {
        let lang: Lang = language(lang)?;
        Bound::new(py, finding_table(self.read(py, move |store| Ok(store.findings(lang)?))?))
    }

    /// Source records kept out for correction: `record_id`, `source`, `external_id`, `year`, `file`, `row`. Cells are not shown here:
    /// they may hold personal data.
    #[getter]
    fn quarantined<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        let records = self.read(py, |store| Ok(store.quarantined_records()?))?;
        Bound::new(py, Table::new(move || tables::quarantined(&records)))
    }

    /// Every import, the first one first: `id`, `file`, `system`, `at`, `rows`, `added`, `changed`, `unchanged`, `quarantined`,
    /// `undone`.
    #[getter]
    fn imports<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, |store| Ok(store.imports()?))?, tables::imports)
    }

    /// The files that it was made from, as in `Records.files`.
    #[getter]
    fn files<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.read(py, |store| Ok(store.files()?))?)
    }

    /// Every replication: `id`, `origin`, `replicator_code`, `replicator`, `stage`, `result`. `to_dicts` gives dates and papers too.
    #[getter]
    fn replications<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, Store::replications)?, tables::replications)
    }

    /// Who has what from whom: what is recorded, what records say of themselves, and what the linkage found.
    fn lineage<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let graph = self.read(py, Store::lineage)?;
        let answer = in_python(py, "_results", "Lineage", &to_python(py, &graph)?)?;
        answer.setattr("dot", graph.to_dot())?;
        Ok(answer)
    }

    /// Replications that nobody recorded, as it seems; a person decides: `origin`, `origin_title`, `replica`, `replica_title`,
    /// `evidence` (`text`, `link`, `expansion`), `excerpt`.
    fn suggest_replications<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, Store::suggest_replications)?, tables::suggestions)
    }

    /// Innovations that answer a need, run, were replicated, and come from an agency like this one: `id`, `title`, `agency`, `score`
    /// (only the order means something), `replications`, `sustainability`, `reasons`.
    ///
    /// Args:
    ///     agency: Code of the agency, such as `pemda:35.78`, or a name that means one agency.
    ///     need: What is needed, in words.
    ///     limit: Most innovations.
    ///     lang: Language of the reasons.
    #[pyo3(signature = (agency, need, *, limit=10, lang="id"))]
    fn advise_replication<'py>(&self, py: Python<'py>, agency: &str, need: &str, limit: usize, lang: &str) -> PyResult<Bound<'py, Table>> {
        let lang = language(lang)?;
        tables::listed(py, self.read(py, |store| store.advise_replication(agency, need, limit, lang))?, tables::advice)
    }

    /// The campaigns: `id`, `name`, `starts`, `due`. `to_dicts` adds the `selection`.
    #[getter]
    fn campaigns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, Store::campaigns)?, tables::campaigns)
    }

    /// What a campaign came to: figures that reconcile, by agency and province, reasons of stopping, last proof of life, survival.
    ///
    /// Args:
    ///     id: The campaign.
    ///     as_of: As known at the end of this day; now if not given.
    ///
    /// Raises:
    ///     CatalogError: There is no such campaign.
    #[pyo3(signature = (id, *, as_of=None))]
    fn campaign_report<'py>(&self, py: Python<'py>, id: &str, as_of: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let as_of = date(as_of)?;
        let report = self.read(py, |store| store.campaign_report(id, as_of.as_deref()))?;
        in_python(py, "_results", "CampaignReport", &to_python(py, &report)?)
    }

    /// How far each innovation is: `record_id`, `state` (`menunggu`, `terkirim`, `terisi`, `tervalidasi`, `dikembalikan`).
    fn campaign_states<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, Table>> {
        let states: Vec<_> = self.read(py, |store| store.campaign_states(id))?.into_iter().collect();
        Bound::new(py, Table::new(move || tables::states(&states)))
    }

    /// Who has not answered: `agency_code`, `agency`, `waiting` (how many), `returned`, `overdue`. `to_dicts` names the innovations.
    #[pyo3(signature = (id, *, today=None))]
    fn campaign_reminders<'py>(&self, py: Python<'py>, id: &str, today: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, Table>> {
        let today = day(today)?;
        tables::listed(py, self.read(py, |store| store.campaign_reminders(id, Some(&today)))?, tables::reminders)
    }

    /// The hubs: `agency_code`, `agency`, `active`, `members`, `innovations`. `to_dicts` adds answers and scores.
    #[getter]
    fn hubs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, Store::hubs)?, tables::hubs)
    }

    /// Articles and guides, of one innovation or all: `id`, `title`, `innovations`, `url`. `to_dicts` adds the text.
    #[pyo3(signature = (record=None))]
    fn articles<'py>(&self, py: Python<'py>, record: Option<&str>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, |store| store.articles(record))?, tables::articles)
    }

    /// What the directory has for complaints and wishes. Personal data is removed from them before anything else.
    ///
    /// Args:
    ///     needs: One text or several.
    ///     limit: Most innovations for each.
    #[pyo3(signature = (needs, *, limit=3))]
    fn needs<'py>(&self, needs: &Bound<'py, PyAny>, limit: usize) -> PyResult<Bound<'py, PyAny>> {
        let texts: Vec<(u64, String)> = (1..).zip(several(Some(needs))?).collect();
        to_python(needs.py(), &self.read(needs.py(), |store| store.needs(&texts, limit))?)
    }

    /// The replication guide of an innovation as far as its record goes (`guide`), and the parts that are `missing`.
    ///
    /// Raises:
    ///     CatalogError: There is no such record (`catalog_unknown`).
    fn guide<'py>(&self, py: Python<'py>, record: &str) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.read(py, |store| store.guide(record))?)
    }

    /// What people said about an innovation, or about all, in order: `id`, `record_id`, `kind`, `by`, `at`, `text`, `rating`,
    /// `reply_to`, `moderation`.
    #[pyo3(signature = (record=None))]
    fn interactions<'py>(&self, py: Python<'py>, record: Option<&str>) -> PyResult<Bound<'py, Table>> {
        tables::listed(py, self.read(py, |store| store.interactions(record))?, tables::interactions)
    }

    /// What people did with an innovation, counted from what they said: `kinds`, the mean `rating`, `replications`. What was hidden
    /// does not count.
    fn interaction_counts<'py>(&self, py: Python<'py>, record: &str) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.read(py, |store| store.interaction_counts(record))?)
    }

    /// Writes what somebody said about an innovation; it waits until somebody looked at it. Returns its number.
    ///
    /// Args:
    ///     record: The innovation, by any of its records.
    ///     kind: What it is; a `rating` has a `rating` of 1 to 5, nothing else has one.
    ///     by: An account or an agency, never the name of a person.
    ///     at: When; today if not given.
    ///     text: What was said.
    ///     rating: 1 to 5.
    ///     reply_to: Number of the question that an answer is for.
    ///
    /// Raises:
    ///     CatalogError: It breaks a rule or holds personal data (`catalog_refused`), or there is no such record (`catalog_unknown`).
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
        let said = Interaction { id: 0, record_id: record, kind, by, at: day(at)?, text, rating, reply_to, moderation: None };
        self.write(py, |writer| writer.add_interaction(&said))
    }

    /// Shows or hides what somebody said.
    ///
    /// Raises:
    ///     CatalogError: The step does not follow (`invalid_transition`).
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
        let known = || Moderation::ALL.iter().map(|state| state.code()).collect::<Vec<_>>();
        let state = Moderation::of(to).ok_or_else(|| unknown("state (`menunggu`, `disetujui` or `disembunyikan`)", to, &known()))?;
        let said = Said::new(by, at, reason)?;
        self.write(py, |writer| writer.moderate(number, state, &said.statement()))
    }

    /// Sets a field of the innovation behind a record; it survives every import. `None` takes back what was set.
    ///
    /// Raises:
    ///     CatalogError: The field cannot hold the value, or the value holds personal data (`catalog_refused`).
    ///     SettingsError: There is no such field (`unknown_value`).
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
        let named = field_named(field)?;
        let value: Option<String> = if value.is_none() { None } else { Some(in_python(py, "_input", "json_value", value)?.extract()?) };
        let said = Said::new(by, at, reason)?;
        self.write(py, |writer| writer.set_field(&record, named, value.as_deref(), &said.statement()))
    }

    /// Writes what the catalog says as NDJSON in a fixed order, without personal data: the same content gives the same bytes.
    ///
    /// Args:
    ///     path: The file.
    ///     directory: Only merged innovations, their records and links.
    #[pyo3(signature = (path, *, directory=false))]
    fn dump(&self, path: &Bound<'_, PyAny>, directory: bool) -> PyResult<()> {
        let to: PathBuf = path.extract()?;
        let scope = if directory { DumpScope::Directory } else { DumpScope::All };
        self.read(path.py(), |store| written_whole(&to, |out| Ok(store.dump(scope, out)?)))
    }

    /// What the search index does not hold, as the file of `jipp export --format surroundings`: `status`, `innovation_of`, `lineage`,
    /// `replications`, `hubs`, `articles`, `guides`, `campaigns`, `counters`. It holds no personal data.
    ///
    /// Args:
    ///     as_of: The day of the campaign reports; now if not given.
    #[pyo3(signature = (*, as_of=None))]
    fn surroundings<'py>(&self, py: Python<'py>, as_of: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let as_of = date(as_of)?;
        to_python(py, &self.read(py, |store| store.surroundings(as_of.as_deref()))?)
    }

    /// Contradictions inside the file: `rule`, `detail`; none in a sound one.
    fn check<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, Table>> {
        let found = self.read(py, |store| Ok(store.check()?))?;
        Bound::new(py, Table::new(move || tables::violations(&found)))
    }

    /// Writes a copy; others may write meanwhile.
    fn backup(&self, path: &Bound<'_, PyAny>) -> PyResult<()> {
        let to: PathBuf = path.extract()?;
        self.read(path.py(), |store| Ok(store.backup(&to)?))
    }

    /// The search index.
    fn index(&self, py: Python<'_>) -> PyResult<Index> {
        Ok(self.read(py, Store::index)?.into())
    }

    /// Takes a file in: rows that are there already are skipped, changed ones become new versions, and what is new is compared with
    /// the records around it. One report for each table of the file. After Ctrl-C the catalog is as it was.
    ///
    /// Args:
    ///     data: As in `read`, and so are `source`, `mapping`, `name` and `delimiter`; or `Records`, which know their source.
    ///     settings: As in `validate`, and so are `as_of`, `select` and `ignore`.
    ///     at: The day of the import.
    ///     progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.
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
        let (readable, at, path) = (Readable::with(data, reading, name)?, day(at)?, self.path.clone());
        let reports = work::run_or_stop(py, progress, move |progress, cancel| -> Result<Vec<_>, Error> {
            let threads = work::threads();
            let tables = readable.tables(&threads, progress, cancel)?;
            let check = checking.options(&threads, progress)?;
            let mut writer = CatalogWriter::open(&path, WriteOptions::default())?;
            writer.import_tables(tables, &ImportOptions { check, at: Some(&at), progress, cancel })
        })?;
        to_python(py, &reports)
    }

    /// Takes an import back, the last one if none is named: the directory is then as if it had never been. Returns its number.
    #[pyo3(signature = (number=None, *, at=None))]
    fn undo<'py>(&self, py: Python<'py>, number: Option<i64>, at: Option<&Bound<'py, PyAny>>) -> PyResult<i64> {
        let at = day(at)?;
        self.write(py, |writer| Ok(writer.undo(number, Some(&at))?.0))
    }

    /// Says that two records are the same innovation, are not, or that the linkage shall decide again. It outlives every import.
    ///
    /// Raises:
    ///     CatalogError: There is no such record, or `by` or `reason` hold personal data.
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
        let known = verdicts
            .into_iter()
            .find(|known| known.code() == verdict)
            .ok_or_else(|| unknown("verdict (`same`, `different` or `open`)", verdict, &verdicts.map(Verdict::code)))?;
        let said = Said::new(by, at, reason)?;
        self.write(py, |writer| writer.decide(left, right, known, &said.statement()))
    }

    /// Takes a record out of the innovation that it was merged into, for good. Returns the records that it was parted from.
    #[pyo3(signature = (record, *, by, at=None, reason=None))]
    fn unmerge(
        &self,
        py: Python<'_>,
        record: &str,
        by: String,
        at: Option<&Bound<'_, PyAny>>,
        reason: Option<String>,
    ) -> PyResult<Vec<String>> {
        let said = Said::new(by, at, reason)?;
        self.write(py, |writer| writer.unmerge(record, &said.statement()))
    }

    /// Begins a campaign (*pemutakhiran*) over the innovations that are there now. Returns how many it asks about.
    ///
    /// Args:
    ///     id: Its identity, such as `2026`.
    ///     name: Its name.
    ///     starts: The day on which it begins; today if not given.
    ///     due: The day until which answers are wanted.
    ///     systems: Only innovations with a record of these systems.
    ///     agencies: Only those of these agencies, by code.
    ///     provinces: Only those of these provinces and their regencies and cities, by code.
    ///     from_year: Only those of this year or later.
    ///     to_year: Only those of this year or earlier.
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
        let campaign = Campaign { id, name, starts: day(starts)?, due: date(due)?, selection };
        self.write(py, |writer| writer.create_campaign(&campaign))
    }

    /// Writes a workbook for each agency that has not answered, and notes that they went out: `path`, `agency_code`, `agency`,
    /// `rows`.
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
        let (said, lang) = (Said::new(by, at, None)?, language(lang)?);
        std::fs::create_dir_all(&folder).map_err(|error| crate::error::io(&error, &folder.display().to_string()))?;
        let sheets = self.write(py, |writer| writer.export_campaign(id, lang, &said.statement()))?;
        let place = |name: &str| folder.join(name);
        for sheet in &sheets {
            py.detach(|| whole_file(&place(&sheet.name), &sheet.bytes)).map_err(raise)?;
        }
        let paths: Vec<String> = sheets.iter().map(|sheet| place(&sheet.name).display().to_string()).collect();
        Bound::new(py, Table::new(move || tables::sheets(&sheets, &paths)))
    }

    /// Takes filled worksheets in, or any table with the columns `record_id`, `status`, `reason`, `stopped_on`, `evidence`, `at`, `by`.
    /// Rows = answered + unanswered + refused; `problems` says why rows were refused.
    ///
    /// Raises:
    ///     CatalogError: The table has no column `record_id` or `status` (`catalog_refused`).
    #[pyo3(signature = (id, answers, *, by, at=None))]
    fn import_answers<'py>(
        &self,
        id: &str,
        answers: &Bound<'py, PyAny>,
        by: String,
        at: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = answers.py();
        let (said, given) = (Said::new(by, at, None)?, given(answers)?);
        let answers = read_answers(&given.plain().map_err(raise)?).map_err(raise)?;
        to_python(py, &self.write(py, |writer| writer.import_answers(id, &answers, &said.statement()))?)
    }

    /// Confirms an answer, or sends it back. Whoever answered may not confirm it.
    ///
    /// Raises:
    ///     CatalogError: There is no answer, or the validator gave it.
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
        let said = Said::new(by, at, reason)?;
        self.write(py, |writer| writer.validate_answer(id, record, verified, &said.statement()))
    }

    /// Takes a list of replications in, as `validate_replications` reads it. One with an error of a rule is refused and told.
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
        let said = Said::new(by, at, None)?;
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

    /// Lets a replication take its next step, on a day. Returns it.
    ///
    /// Raises:
    ///     CatalogError: There is no such replication, or the step does not follow.
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
        let stage = ReplicationStage::ALL
            .into_iter()
            .find(|stage| stage.code() == to)
            .ok_or_else(|| unknown("stage", to, &ReplicationStage::ALL.map(ReplicationStage::code)))?;
        let said = Said::new(by, on, reason)?;
        let on: PartialDate = said.at.parse().map_err(|_| unknown("day", &said.at, &[]))?;
        to_python(py, &self.write(py, |writer| writer.advance_replication(id, stage, on, &said.statement()))?)
    }

    /// Only asked for a name that is not there.
    fn __getattr__(slf: &Bound<'_, Self>, name: &str) -> PyResult<Py<PyAny>> {
        Err(missing(slf.as_any(), name))
    }

    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "line", slf)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "html", slf)
    }
}
