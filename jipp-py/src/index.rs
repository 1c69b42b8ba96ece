//! Searching: a proven answer to a need.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jipp_core::catalog::Catalog;
use jipp_core::ingest::IngestError;
use jipp_core::pipeline::{Dataset, IntegrateOptions, integrate};
use jipp_core::progress::{Watcher, silent};
use jipp_core::rules::CheckOptions;
use jipp_core::search::{Hit, Index as Engine, SearchDocument, SearchMode, SearchRequest, SearchResponse, Sort, SuggestionKind, outgrow};
use jipp_core::{Error, SettingsError};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyMapping};

use crate::directory::Directory;
use crate::error::raise;
use crate::evaluation::Judged;
use crate::files::whole_file;
use crate::records::{Readable, files, several};
use crate::report::language;
use crate::table::{Table, integer, json_rows, number, text};
use crate::{in_python, missing, to_python, work};

/// A search index over innovations. It never changes, and many threads may ask it at once.
#[pyclass(module = "jipp", frozen)]
pub(crate) struct Index {
    engine: Arc<Engine>,
}

impl From<Engine> for Index {
    fn from(engine: Engine) -> Self {
        Self { engine: Arc::new(engine) }
    }
}

#[pymethods]
impl Index {
    #[new]
    #[pyo3(signature = (*_given, **_named))]
    fn new(_given: &Bound<'_, PyAny>, _named: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("`Index.build(records)` makes an index, `Index.open(source)` opens a bundle or a catalog"))
    }

    /// Builds an index of records: quarantined ones are left out and duplicates merged, unless `merge` is false.
    #[staticmethod]
    #[pyo3(signature = (records, *, merge=true, progress=None))]
    fn build(records: &Bound<'_, PyAny>, merge: bool, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let py = records.py();
        if let Ok(directory) = records.cast::<Directory>() {
            return directory.get().index(py, progress);
        }
        let readable = Readable::new(records, "auto")?;
        let engine = work::run(py, progress, move |progress| -> Result<Engine, Error> {
            let dataset = readable.dataset(progress)?;
            let documents = if merge {
                let check = CheckOptions { progress, ..CheckOptions::default() };
                integrate(files(&dataset), &IntegrateOptions { check, link: None, progress })?.directory.documents()
            } else {
                accepted(&dataset, progress)
            };
            Ok(Engine::build(&documents, progress)?)
        })?;
        Ok(engine.into())
    }

    /// Opens an index: the bytes of a bundle, or the path of a bundle or of a catalog.
    ///
    /// Raises:
    ///     SearchError: This is no index, it is damaged, or another version built it.
    ///     OSError: The file cannot be opened.
    #[staticmethod]
    fn open(source: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = source.py();
        if let Ok(bytes) = source.cast::<PyBytes>() {
            let bytes = bytes.as_bytes();
            return Ok(py.detach(|| Engine::from_bytes(bytes)).map_err(raise)?.into());
        }
        let path: PathBuf = source.extract()?;
        let engine = py.detach(|| -> Result<Engine, Error> {
            match bundle(&path).map_err(|source| IngestError::Io { file: path.display().to_string(), source })? {
                Some(bytes) => Ok(Engine::from_bytes(&bytes)?),
                None => Catalog::open(&path)?.index(),
            }
        });
        Ok(engine.map_err(raise)?.into())
    }

    /// Writes the index as one file, which every language opens. The same records give the same bytes. The file is swapped at
    /// once: whoever opens it has the old index or the new one, never a part.
    fn save(&self, path: &Bound<'_, PyAny>) -> PyResult<()> {
        let (py, path) = (path.py(), path.extract::<PathBuf>()?);
        let bytes = py.detach(|| self.engine.to_bytes()).map_err(raise)?;
        py.detach(|| whole_file(&path, &bytes)).map_err(raise)
    }

    /// A new index with these records added, or put in the place of those with their ids. It is the same as one built of all
    /// records; this one stays as it is. Quarantined records are left out; duplicates are not looked for.
    ///
    /// Examples:
    ///     >>> import jipp
    ///     >>> index = jipp.Index.build([{"external_id": "1", "title": "Bank Sampah Malang"}], merge=False)
    ///     >>> newer = index.update([{"external_id": "2", "title": "Jemput Bola KTP"}])
    ///     >>> len(index), len(newer), len(newer.remove([newer.search("ktp")[0]["id"]]))
    ///     (1, 2, 1)
    #[pyo3(signature = (records, *, progress=None))]
    fn update(&self, records: &Bound<'_, PyAny>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let readable = Readable::new(records, "auto")?;
        let before = Arc::clone(&self.engine);
        let engine = work::run(records.py(), progress, move |progress| -> Result<Engine, Error> {
            let dataset = readable.dataset(progress)?;
            let documents = accepted(&dataset, progress);
            Ok(before.update(&documents, &[], progress)?)
        })?;
        Ok(engine.into())
    }

    /// A new index without the innovations that have these ids; ids that nothing has are passed over. This one stays as it is.
    fn remove(&self, py: Python<'_>, ids: &Bound<'_, PyAny>) -> PyResult<Self> {
        let ids = several(Some(ids))?;
        Ok(py.detach(|| self.engine.update(&[], &ids, &silent)).map_err(raise)?.into())
    }

    /// A question as a search request to OpenSearch or Quickwit, over documents that `jipp export` wrote for it.
    ///
    /// Raises:
    ///     SettingsError: There is no such engine, order or mode (`unknown_value`).
    #[pyo3(signature = (query="", *, engine="opensearch", filters=None, facets=None, limit=10, offset=0, sort="relevance", mode="auto"))]
    #[expect(clippy::too_many_arguments, reason = "keywords in Python")]
    fn translate<'py>(
        &self,
        py: Python<'py>,
        query: &str,
        engine: &str,
        filters: Option<&Bound<'py, PyAny>>,
        facets: Option<&Bound<'py, PyAny>>,
        limit: usize,
        offset: usize,
        sort: &str,
        mode: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let engine = match engine {
            "opensearch" => outgrow::Engine::OpenSearch,
            "quickwit" => outgrow::Engine::Quickwit,
            other => return Err(unknown("engine (`opensearch` or `quickwit`)", other)),
        };
        let request = request((query, mode), filters, facets, (limit, offset, sort))?;
        to_python(py, &py.detach(|| self.engine.translate(&request, engine)).map_err(raise)?)
    }

    /// The index as bytes.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &py.detach(|| self.engine.to_bytes()).map_err(raise)?))
    }

    /// Answers a question. An empty query gives every innovation.
    ///
    /// Args:
    ///     query: What is sought, in words.
    ///     filters: Facet to wanted value or values, as `Hits.facets` has them; one value of each facet must hold. An empty list
    ///         asks for nothing. Sources may have the names of `read`, `replicated` be true or false, regions and local governments
    ///         be codes; case does not matter where nothing is written so.
    ///     facets: Facets to count.
    ///     limit: Most hits to return.
    ///     offset: Hits to leave out from the start.
    ///     sort: Order of the hits.
    ///     explain: Whether each hit says why it was found.
    ///     mode: Whether the query is words or a need told in sentences; `auto` takes long queries as needs.
    ///     group: Whether versions and replications stand under their innovation.
    ///     lang: Language of the reasons.
    ///
    /// Raises:
    ///     SearchError: There is no such facet (`unknown_facet`), or it cannot have such a value (`unknown_facet_value`).
    ///     SettingsError: There is no such order or mode (`unknown_value`).
    ///
    /// Examples:
    ///     >>> import jipp
    ///     >>> index = jipp.Index.build([{"title": "Bank Sampah Malang", "agency": "Pemkot Malang"}])
    ///     >>> index.search("sampah")[0]["title"]
    ///     'Bank Sampah Malang'
    #[pyo3(signature = (query="", *, filters=None, facets=None, limit=10, offset=0, sort="relevance", explain=false, mode="auto", group=false, lang="id"))]
    #[expect(clippy::too_many_arguments, reason = "keywords in Python")]
    fn search<'py>(
        &self,
        py: Python<'py>,
        query: &str,
        filters: Option<&Bound<'py, PyAny>>,
        facets: Option<&Bound<'py, PyAny>>,
        limit: usize,
        offset: usize,
        sort: &str,
        explain: bool,
        mode: &str,
        group: bool,
        lang: &str,
    ) -> PyResult<Bound<'py, Hits>> {
        let lang = language(lang)?;
        let request = SearchRequest { explain, group, lang, ..request((query, mode), filters, facets, (limit, offset, sort))? };
        let answer = py.detach(|| {
            let start = Instant::now();
            let answer = self.engine.search(&request);
            answer.map(|answer| SearchResponse { took_us: start.elapsed().as_micros() as u64, ..answer })
        });
        Hits::create(py, answer.map_err(raise)?, &request.query)
    }

    /// What completes what is being typed: innovations by title or acronym; with `kinds` those kinds, of each at most `limit`.
    ///
    /// Raises:
    ///     SettingsError: There is no such kind (`unknown_value`).
    #[pyo3(signature = (prefix, limit=8, *, kinds=None))]
    fn suggest<'py>(&self, py: Python<'py>, prefix: &str, limit: usize, kinds: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let kind = |name: &String| match name.as_str() {
            "title" => Ok(SuggestionKind::Title),
            "acronym" => Ok(SuggestionKind::Acronym),
            "agency" => Ok(SuggestionKind::Agency),
            "topic" => Ok(SuggestionKind::Topic),
            other => Err(unknown("kind of suggestion (`title`, `acronym`, `agency` or `topic`)", other)),
        };
        let kinds = several(kinds)?.iter().map(kind).collect::<PyResult<Vec<_>>>()?;
        let found =
            py.detach(
                || {
                    if kinds.is_empty() { self.engine.suggest(prefix, limit) } else { self.engine.suggest_kinds(prefix, &kinds, limit) }
                },
            );
        to_python(py, &found.map_err(raise)?)
    }

    /// Innovations about the same thing as the one with this id.
    ///
    /// Raises:
    ///     SearchError: There is no innovation with this id (`unknown_innovation`).
    #[pyo3(signature = (id, limit=10))]
    fn similar<'py>(&self, py: Python<'py>, id: &str, limit: usize) -> PyResult<Bound<'py, Hits>> {
        let start = Instant::now();
        let hits = py.detach(|| self.engine.similar(id, limit)).map_err(raise)?;
        let answer = SearchResponse {
            total: hits.len(),
            hits,
            facets: BTreeMap::new(),
            did_you_mean: None,
            mode: SearchMode::Words,
            terminated_early: false,
            took_us: start.elapsed().as_micros() as u64,
        };
        Hits::create(py, answer, "")
    }

    /// The innovation with this id, with all its texts.
    fn get<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        py.detach(|| self.engine.get(id)).map_err(raise)?.map(|document| to_python(py, &document)).transpose()
    }

    /// How good the order of hits is, by judgements of people, with the measures of TREC.
    ///
    /// Documents are named by the id of the innovation or by an external id of one of its sources. A question that is judged but was not
    /// asked counts with zeros, like one that found nothing.
    ///
    /// Args:
    ///     queries: The questions: a dict of id and question, or a table (path of a CSV file, frame, dicts) with the columns `query_id`,
    ///         `query` and, for means by kind, `type`.
    ///     qrels: How well documents answer (0: not at all): for each question a dict of document and gain, a table with the columns
    ///         `query_id`, `doc_id`, `gain`, or a file of TREC (question, 0, document, gain).
    ///     groups: Which documents are one thing: a dict of document and group, or a table with `doc_id` and `group`.
    ///     k: Hits that nDCG and reciprocal rank look at.
    ///     depth: Hits that recall looks at.
    ///     mode: How questions are read, as in `search`.
    ///     run: Where what was found is written as a run of TREC.
    ///
    /// Raises:
    ///     SearchError: A column is missing (`evaluation_column_missing`), a line cannot be read (`evaluation_line`), or no judged
    ///         document is in the index (`evaluation_documents_unknown`).
    ///     SettingsError: There is no such mode (`unknown_value`).
    ///
    /// Examples:
    ///     >>> import jipp
    ///     >>> index = jipp.Index.build([{"external_id": "a", "title": "Bank Sampah Malang", "agency": "Pemkot Malang"}])
    ///     >>> index.evaluate({"q1": "sampah"}, {"q1": {"a": 3}})["ndcg"]
    ///     1.0
    #[pyo3(signature = (queries, qrels, *, groups=None, k=10, depth=100, mode="auto", run=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords in Python")]
    fn evaluate<'py>(
        &self,
        queries: &Bound<'py, PyAny>,
        qrels: &Bound<'py, PyAny>,
        groups: Option<&Bound<'py, PyAny>>,
        k: usize,
        depth: usize,
        mode: &str,
        run: Option<PathBuf>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Judged { queries, qrels, groups }.measure(&self.engine, (k, depth), mode_of(mode)?, run)
    }

    fn __len__(&self) -> usize {
        self.engine.len()
    }

    /// Only asked for a name that is not there.
    fn __getattr__(slf: &Bound<'_, Self>, name: &str) -> PyResult<Py<PyAny>> {
        Err(missing(slf.as_any(), name))
    }

    fn __repr__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        in_python(slf.py(), "_html", "line", slf)
    }
}

/// The bytes of a bundle; nothing for a catalog, of which only the start is read.
fn bundle(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    // how a file of SQLite begins
    const CATALOG: &[u8] = b"SQLite format 3\0";
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(CATALOG.len() as u64).read_to_end(&mut bytes)?;
    if bytes == CATALOG {
        return Ok(None);
    }
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// The records of a data set that are not quarantined, as documents.
fn accepted(dataset: &Dataset, progress: Watcher<'_>) -> Vec<SearchDocument> {
    let quarantined = dataset.check(&CheckOptions { progress, ..CheckOptions::default() }).quarantined;
    let accepted = dataset.records.iter().filter(|record| !quarantined.contains(&record.source.record_id));
    accepted.map(|record| SearchDocument::new(&record.innovation, &[])).collect()
}

/// What is asked for: question and how it is meant, which innovations, facets, and the page of the answer.
fn request(
    (query, mode): (&str, &str),
    filters: Option<&Bound<'_, PyAny>>,
    facets: Option<&Bound<'_, PyAny>>,
    (limit, offset, sort): (usize, usize, &str),
) -> PyResult<SearchRequest> {
    Ok(SearchRequest {
        query: query.to_owned(),
        filters: wanted(filters)?,
        facets: several(facets)?,
        limit,
        offset,
        sort: sort_of(sort)?,
        mode: mode_of(mode)?,
        ..SearchRequest::default()
    })
}

fn wanted(filters: Option<&Bound<'_, PyAny>>) -> PyResult<BTreeMap<String, Vec<String>>> {
    let Some(filters) = filters else { return Ok(BTreeMap::new()) };
    let Ok(filters) = filters.cast::<PyMapping>() else {
        let kind = filters.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "`filters` is a dict of facets and wanted values, such as {{\"province\": \"Jawa Timur\", \"year\": [2023, 2024]}}, not `{kind}`"
        )));
    };
    let mut wanted = BTreeMap::new();
    for item in filters.items()? {
        let (facet, values) = item.extract::<(String, Bound<'_, PyAny>)>()?;
        let values = several(Some(&values)).inspect_err(|error| {
            // an exception that refuses a note is still the exception to raise
            let _ = error.value(item.py()).call_method1("add_note", (format!("in `filters`, under `{facet}`"),));
        })?;
        wanted.insert(facet, values);
    }
    Ok(wanted)
}

fn unknown(what: &'static str, value: &str) -> PyErr {
    raise(SettingsError::UnknownValue { what, value: value.to_owned(), suggestion: None })
}

fn sort_of(sort: &str) -> PyResult<Sort> {
    match sort {
        "relevance" => Ok(Sort::Relevance),
        "year" => Ok(Sort::Year),
        "title" => Ok(Sort::Title),
        other => Err(unknown("order (`relevance`, `year` or `title`)", other)),
    }
}

fn mode_of(mode: &str) -> PyResult<SearchMode> {
    match mode {
        "auto" => Ok(SearchMode::Auto),
        "words" => Ok(SearchMode::Words),
        "need" => Ok(SearchMode::Need),
        other => Err(unknown("mode (`auto`, `words` or `need`)", other)),
    }
}

/// The answer to a question. As a table: one row a hit. Positions of highlights count characters.
#[pyclass(module = "jipp", frozen, extends = Table, get_all)]
pub(crate) struct Hits {
    /// What was asked.
    query: String,
    /// How many innovations match in all.
    total: usize,
    /// Counts of each facet asked for, over all matches; most frequent first.
    facets: Py<PyAny>,
    /// The query with words corrected that no innovation has, if there are any.
    did_you_mean: Option<String>,
    /// How the query was read: `words` or `need`.
    mode: &'static str,
    /// Whether the question would have read more of the index than one question may: its most frequent words were left out, and `total`
    /// may be too low or too high.
    terminated_early: bool,
    /// Time taken in microseconds.
    took_us: u64,
}

impl Hits {
    fn create<'py>(py: Python<'py>, answer: SearchResponse, query: &str) -> PyResult<Bound<'py, Self>> {
        let facets = to_python(py, &answer.facets)?.unbind();
        let hits = Arc::new(answer.hits);
        let nested = Arc::clone(&hits);
        let table = Table::new(move || {
            let hits = hits.as_slice();
            let key = |hit: &Hit| {
                hit.sources
                    .iter()
                    .map(|s| format!("{}:{}", s.system, s.external_id.as_deref().unwrap_or_default()))
                    .collect::<Vec<_>>()
                    .join("; ")
            };
            vec![
                ("id", text(hits, |h| Some(&h.id))),
                ("score", number(hits, |h| Some(h.score))),
                ("title", text(hits, |h| Some(&h.title))),
                ("agency", text(hits, |h| h.agency.as_ref())),
                ("unit", text(hits, |h| h.unit.as_ref())),
                ("region", text(hits, |h| h.region.as_ref())),
                ("province", text(hits, |h| h.province.as_ref())),
                ("year", integer(hits, |h| h.year.map(i64::from))),
                ("snippet", text(hits, |h| Some(&h.snippet))),
                ("sources", text(hits, |h| Some(key(h)))),
                ("awards", text(hits, |h| Some(h.awards.join("; ")))),
                ("status", text(hits, |h| h.status.as_ref())),
            ]
        });
        let nested = move |span| json_rows(nested.iter(), span);
        let hits = Self {
            query: query.to_owned(),
            total: answer.total,
            facets,
            did_you_mean: answer.did_you_mean,
            mode: if answer.mode == SearchMode::Need { "need" } else { "words" },
            terminated_early: answer.terminated_early,
            took_us: answer.took_us,
        };
        table.with_nested(nested).of(py, hits)
    }
}
