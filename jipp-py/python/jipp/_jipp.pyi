"""The compiled part of jipp. `import jipp` gives all of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path as _FilePath
from typing import Any, Literal, Self, final, overload

# none of them is required: where one is missing, its frames are `Any`
import pandas  # type: ignore[import-untyped,import-not-found,unused-ignore]
import polars  # type: ignore[import-not-found,unused-ignore]
import pyarrow  # type: ignore[import-untyped,import-not-found,unused-ignore]
from typing_extensions import disjoint_base

from ._results import CampaignReport, Evaluation, Explanation, Lineage, MappingDraft, Page, Resolution, SamplingPlan, SearchEvaluation
from .types import (
    AnalyzedText,
    AnswersImport,
    BuildReport,
    CatalogStatus,
    CodeScheme,
    ComparedFigures,
    EvidenceGrade,
    FacetCount,
    FacetName,
    FileInfo,
    Filters,
    Groups,
    Hit,
    ImportReport,
    Labels,
    Lang,
    LevelChange,
    LinkNote,
    LinkageCounts,
    LookupAnswer,
    NameAsWritten,
    NeedsReport,
    OneOrEach,
    ParsedTitle,
    Path,
    Progress,
    Qrels,
    Queries,
    ReconcileAnswer,
    ReconcileManifest,
    ReconcileQuery,
    RecordCounts,
    RegionRow,
    ReplicationsImport,
    SearchDocument,
    SearchMode,
    SettingsLike,
    Sort,
    Source,
    StageCounts,
    Suggestion,
    SuggestionKind,
    TableLike,
    Texts,
    Totals,
)

__all__ = [
    "Catalog",
    "CatalogError",
    "Directory",
    "EvidenceGrades",
    "Fixed",
    "Hits",
    "Index",
    "IngestError",
    "JippError",
    "Linkage",
    "Records",
    "Report",
    "ReportError",
    "Resolutions",
    "ScoreError",
    "SearchError",
    "SettingsError",
    "Table",
    "__version__",
    "agencies",
    "analyze",
    "blocking_keys",
    "cli",
    "compare_pairs",
    "concat",
    "dedupe",
    "draft_mapping",
    "evidence_grade",
    "explain_rule",
    "feedback",
    "fields",
    "fix",
    "index_score",
    "integrate",
    "learn_weights",
    "link",
    "lookup",
    "nearest_regions",
    "parse_title",
    "random_pairs",
    "read",
    "reconcile",
    "reconcile_manifest",
    "region",
    "regions",
    "resolve",
    "rules",
    "similar_regions",
    "validate",
    "validate_hubs",
    "validate_replications",
    "vocabularies",
    "vocabulary",
]

__version__: str

class JippError(Exception):
    """Any error of jipp. `code` is a stable slug, the same in Rust, Python and JavaScript; `details` is what a program needs to act on it."""  # noqa: E501

    code: str
    """A stable slug, the same in Rust, Python and JavaScript."""

    details: dict[str, Any]
    """What a program needs to act on it: `file`, `row`, `problems`, `value`, `suggestion`, ..., as far as they are known."""

class IngestError(JippError):
    """A file or table cannot be read at all. Bad rows are no errors: they give findings.

    Codes: `empty_file`, `unknown_format`, `damaged_file`, `limit_passed`, `missing_column`, `unknown_source`, `mapping_invalid`.
    """

class SettingsError(JippError):
    """A setting, option or id is wrong. All problems of one settings file are told together.

    Codes: `settings_unreadable`, `settings_invalid`, `unknown_rule`, `unknown_value`, `vocabulary_unreadable`, `vocabulary_invalid`.
    """

class ReportError(JippError):
    """Reports cannot be put together, declared figures not be read, or a feedback file not be made.

    Codes: `report_languages`, `report_versions`, `report_days`, `figures_unreadable`, `feedback_workbook`.
    """

class ScoreError(JippError):
    """The innovation index of a region cannot be computed.

    Codes: `index_year_unknown`, `index_formula_unknown`, `index_form_invalid`, `index_columns_missing`, `index_several_agencies`,
    `index_agency_unknown`, `index_row_invalid`, `index_region_invalid`, `index_change_invalid`.
    """

class SearchError(JippError):
    """A search index cannot be built, opened or asked.

    Codes: `not_an_index`, `index_damaged`, `index_incompatible`, `unknown_facet`, `unknown_facet_value`, `unknown_innovation`,
    `index_engine`, `evaluation_column_missing`, `evaluation_line`, `evaluation_documents_unknown`.
    """

class CatalogError(JippError):
    """A catalog cannot be written, opened or asked, or refuses what somebody wants to enter.

    Codes: `not_a_catalog`, `catalog_newer`, `catalog_unknown`, `catalog_refused`, `invalid_transition`, `catalog_damaged`,
    `catalog_busy`, `catalog_read_only`, `catalog_full`, `catalog_store`.
    """

@disjoint_base
class Table:
    """A table of texts, numbers, yes and no, handed over without copying to whatever reads Arrow: pandas, polars, pyarrow, DuckDB.

    Several values in one cell are joined by `; `. Columns are made when they are first asked for. `table[0]` is a row as a dict,
    `table[:5]` a table of the first rows, `table["title"]` the values of a column. Where rows hold more than columns can, a row as a dict
    (`table[0]`, iteration, `to_dicts`) is what `to_dicts` gives in full: what is missing may be left out, and counts may lie deeper.

    Examples:
        >>> import jipp
        >>> rules = jipp.rules(lang="en")
        >>> rules.columns
        ['code', 'name', 'family', 'severity', 'stage', 'summary', 'why', 'source']
        >>> rules[0]["code"], rules["severity"][0], rules[:3].shape
        ('SRC-01', 'warning', (3, 8))
    """

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""

    def head(self, rows: int = 5) -> Table:
        """A table of the first rows."""

    def to_dicts(self, *, limit: int | None = None) -> list[dict[str, Any]]:
        """The rows as dicts, with all that they hold; the first `limit` of them if it is given."""

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas `DataFrame` (`pip install 'jipp[pandas]'`). Whole numbers keep their kind even where some are missing."""

    def to_polars(self) -> polars.DataFrame:
        """A polars `DataFrame` (`pip install 'jipp[polars]'`)."""

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow `Table` (`pip install 'jipp[arrow]'`)."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[dict[str, Any]]: ...
    @overload
    def __getitem__(self, key: int, /) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, key: slice, /) -> Table: ...
    @overload
    def __getitem__(self, key: str, /) -> list[Any]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def _rows(self, limit: int) -> list[dict[str, Any]]: ...
    def _repr_html_(self) -> str: ...

@final
class Records(Table):
    """Records of one or several files, each with where it came from. As a table: one row a record, one column a field.

    `to_dicts` gives the canonical form: fields with a value, `sources`, and `provenance` that names the file's column by field. Slices,
    `head` and `filter` give records again. Of a frame that they became the column `source` is read again.
    """

    def head(self, rows: int = 5) -> Records:
        """The first records."""

    def filter(self, keep: Iterable[Any]) -> Records:
        """Some of the records, each still with its source.

        Args:
            keep: Their record ids, or for each record whether it is kept: a column of a data frame of them.

        Raises:
            SettingsError: There is no such record id (`unknown_value`), or there are not as many answers as records (`settings_invalid`).

        Examples:
            >>> import jipp
            >>> records = jipp.read([{"title": "Bank Sampah", "year": 2013}, {"title": "Jemput Bola", "year": 2020}], "generic")
            >>> records.filter([year > 2015 for year in records["year"]])["title"]
            ['Jemput Bola']
        """

    @overload
    def __getitem__(self, key: int, /) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, key: slice, /) -> Records: ...
    @overload
    def __getitem__(self, key: str, /) -> list[Any]: ...
    @property
    def files(self) -> list[FileInfo]:
        """What each file turned out to be: mapping and why, encoding, header row, columns and the fields they were read into."""

def read(
    data: TableLike,
    source: Source | str = "auto",
    *,
    mapping: Path | None = None,
    name: str | None = None,
    delimiter: str | None = None,
    every_table: bool = True,
    progress: Progress | bool | None = None,
) -> Records:
    """Reads a file or a table. Nothing gets lost: every row with any text is a record; what is wrong with it `validate` tells.

    Args:
        data: A path, bytes or an open file (CSV, XLSX, JSON, NDJSON; the content tells which), a data frame or other Arrow data, or
            an iterable of dicts. Cells become texts: nothing for what is missing, no `.0` behind whole numbers, lists joined by `; `.
            In a frame or list with the canonical fields a column `source` (`kipp`, `iga`, `lan`, `jippnas`, or their codes) names the
            source of each record, as in the frame that records become. If a value is none of these it is a column like others, and
            `Records.files` says so.
        source: Whose columns these are; `auto` tells it from the headers and says why in `Records.files`.
        mapping: A mapping of your own, as path or as text in TOML; it wins over `source`.
        name: Name of the file in findings; else that of the path, or `records`.
        delimiter: Delimiter of a CSV file; found out if not given.
        every_table: Whether every sheet of a workbook with these columns, and every file of an archive, is read; if not, the sheet that
            fits best.
        progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.

    Raises:
        IngestError: The data is no table, or no column holds a title.
        OSError: The file cannot be opened.

    Examples:
        >>> import jipp
        >>> records = jipp.read([{"title": "Bank Sampah Malang", "agency": "Pemkot Malang", "year": 2013.0}])
        >>> records.to_dicts()[0]["agency_code"]
        'pemda:35.73'
    """

def draft_mapping(data: TableLike, *, name: str | None = None, delimiter: str | None = None) -> MappingDraft:
    """A first mapping for a table that jipp does not know, to look at, correct and give to `read`.

    Args:
        data: As in `read`.
        name: Name of the mapping; that of the file if not given.
        delimiter: As in `read`.

    Returns:
        The mapping in TOML: fields guessed by headers and by what the cells hold, each with its reason and samples beside it.

    Raises:
        IngestError: The data is no table.

    Examples:
        >>> import jipp
        >>> table = [{"Nama Kegiatan Inovasi": "Bank Sampah", "OPD": "Pemkot Malang"}]
        >>> jipp.read(table, mapping=jipp.draft_mapping(table)).to_dicts()[0]["title"]
        'Bank Sampah'
    """

def concat(records: Iterable[Records]) -> Records:
    """Puts the records of several files together. Ids stay unique across all of them."""

def fields(*, lang: Lang = "id") -> Table:
    """The canonical fields (`name`, `label`, `kind`): the headers of a table of source `generic`, and the fields that jipp derives."""

@final
class Report:
    """What is wrong with records, and what became of them."""

    @property
    def findings(self) -> Table:
        """Every finding, in order of file, row and rule: `code`, `name`, `severity`, `message`, `help`, `source`, `file`, `record`,
        `row`, `field`, `value`, `suggestion`, `agency`, `column` (its header in the file), and the proposed change of a cell of the file:
        `fix_column`, `fix_value`,
        `fix_applicability` (`safe`, or `unsafe` where a person must decide)."""

    @property
    def rules(self) -> Table:
        """Findings by rule, most frequent first: `code`, `name`, `severity`, `summary`, `count`."""

    @property
    def totals(self) -> Totals:
        """Findings by severity."""

    @property
    def records(self) -> RecordCounts:
        """Rows and what became of them: read = accepted + quarantined."""

    @property
    def accepted(self) -> int:
        """How many records were taken in."""

    @property
    def quarantined(self) -> int:
        """How many records an error keeps out; the findings say why."""

    @property
    def quarantined_ids(self) -> list[str]:
        """Their record ids."""

    @property
    def ok(self) -> bool:
        """Whether there is no finding of severity error."""

    @property
    def lang(self) -> Lang:
        """The language of the texts."""

    @property
    def complete(self) -> int:
        """How many records are complete for publication (*Lengkap*); the same as `ready["complete"]`."""

    @property
    def ready(self) -> StageCounts:
        """How many records have all that each stage of their life requires: `import`, `submit`, `complete`, `validated`."""

    @property
    def fields(self) -> Table:
        """How many records have each field: `field`, `label`, `filled`, `required` (records that must have it for publication),
        `required_filled`. `to_dicts` adds `by_source`."""

    @property
    def sources(self) -> Table:
        """By source system: `key`, `label`, `records`, `quarantined`, `complete`, `required` (fields), `required_filled`, `error`,
        `warning`, `advice`. The row without `key` holds findings about no source. `to_dicts` gives all counts, also by rule."""

    @property
    def agencies(self) -> Table:
        """By owner agency, most errors first, with the columns of `sources`; the row without `key` holds records whose agency is not
        known and findings about no record."""

    @property
    def unlisted(self) -> int:
        """Findings that are counted but not listed."""

    def to_pandas(self) -> pandas.DataFrame:
        """The `findings` as a pandas frame."""

    def to_polars(self) -> polars.DataFrame:
        """The `findings` as a polars frame."""

    def to_arrow(self) -> pyarrow.Table:
        """The `findings` as a pyarrow table."""

    def to_json(self) -> str:
        """The whole report as JSON: what `jipp validate --format json` prints."""

    def to_dict(self) -> dict[str, Any]:
        """The whole report as a dict, with files, statuses and years too."""

    @overload
    def to_html(self, path: None = None) -> str: ...
    @overload
    def to_html(self, path: Path) -> None:
        """The report as one HTML page that needs nothing else, to open and to send; written to `path` if it is given.

        Every value is escaped, and findings hold no personal data.
        """

    @overload
    def to_sarif(self, path: None = None) -> str: ...
    @overload
    def to_sarif(self, path: Path) -> None:
        """The findings as SARIF 2.1.0, for code hosts and editors; written to `path` if it is given."""

    @overload
    def to_csv(self, path: None = None) -> str: ...
    @overload
    def to_csv(self, path: Path) -> None:
        """The findings as CSV in which no cell is taken for a formula; written to `path` if it is given."""

    @overload
    def to_ndjson(self, path: None = None) -> str: ...
    @overload
    def to_ndjson(self, path: Path) -> None:
        """The findings as NDJSON, one object a line; written to `path` if it is given."""

    def merge(self, other: Report) -> Report:
        """This report and that of other records as one: every count is the sum of both.

        Rules about all records together (duplicates, repeated identifiers) have seen only their part: `concat` the records to check
        them in one go.

        Raises:
            ReportError: The reports are of two languages, versions or days (`report_languages`, `report_versions`, `report_days`).
        """

    def figures(self, declared: SettingsLike) -> ComparedFigures:
        """Figures that somebody declared, such as a press release, held against each other and against the records.

        Args:
            declared: `figures`, a list of totals with `name`, `total`, `parts`, and if wanted `of`, `source`, `agency`, `year`; as
                dict, as text in TOML or JSON, or as path.

        Raises:
            ReportError: The figures cannot be read (`figures_unreadable`).

        Examples:
            >>> import jipp
            >>> report = jipp.validate([{"title": "Bank Sampah", "agency": "Pemkot Malang"}])
            >>> answer = report.figures({"figures": [{"name": "2024", "total": 3, "parts": {"running": 1, "stopped": 1}}]})
            >>> answer["agrees"], answer["figures"][0]["total"]["counted"], answer["figures"][0]["unexplained"]
            (False, 1, 1)
        """

    def _repr_html_(self) -> str: ...

def validate(
    records: Records | TableLike,
    *,
    settings: SettingsLike | None = None,
    as_of: object | None = None,
    select: Texts | None = None,
    ignore: Texts | None = None,
    lang: Lang = "id",
    progress: Progress | bool | None = None,
) -> Report:
    """Checks records with every selected rule. Findings are data; nothing is raised for bad records.

    Args:
        records: Records, or a table that is read with source `auto` first.
        settings: A `jipp.toml`: which rules run, how grave they are, with which numbers. None is looked for in folders.
        as_of: The day of the check, `datetime.date` or `"2026-11-21"`; rules about the future are silent without it. As the following,
            it wins over the settings.
        select: Rules to run: codes, names or families (`DAT`); all if not given.
        ignore: Rules to leave out.
        lang: Language of the texts.
        progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.

    Raises:
        SettingsError: A rule does not exist (`unknown_rule`), `as_of` is no day, or the settings hold what jipp does not know
            (`settings_invalid`).

    Examples:
        >>> import jipp
        >>> report = jipp.validate(jipp.read([{"title": "", "agency": "Pemkot Malang"}], "generic"), select="ID", lang="en")
        >>> report.quarantined, [finding["code"] for finding in report.findings]
        (1, ['ID-01'])
        >>> jipp.validate([{"title": "", "agency": "Pemkot Malang"}], settings={"severity": {"ID-01": "warning"}}).quarantined
        0
    """

def validate_replications(
    replications: TableLike,
    records: Records | TableLike | None = None,
    *,
    settings: SettingsLike | None = None,
    as_of: object | None = None,
    select: Texts | None = None,
    ignore: Texts | None = None,
    lang: Lang = "id",
    progress: Progress | bool | None = None,
) -> Report:
    """Checks a list of replications. The counts of the report are those of its rows.

    Args:
        replications: A path, bytes or an open file (JSON, NDJSON, CSV, XLSX), a data frame, or dicts: rows with the columns of a list
            of replications, or replications as jipp has them.
        records: Records that may be their origins; rules that ask for the origin's record are silent without.
        settings: As in `validate`, and so are the following.

    Raises:
        IngestError: The list cannot be read.
        SettingsError: As in `validate`.
    """

def validate_hubs(
    hubs: TableLike,
    *,
    settings: SettingsLike | None = None,
    as_of: object | None = None,
    select: Texts | None = None,
    ignore: Texts | None = None,
    lang: Lang = "id",
    progress: Progress | bool | None = None,
) -> Report:
    """Checks a list of innovation hubs. Arguments and report are as in `validate_replications`.

    Raises:
        IngestError: The list cannot be read.
        SettingsError: As in `validate`.
    """

@final
class Fixed:
    """A file with its safe fixes applied, as a copy."""

    @property
    def changes(self) -> Table:
        """Every changed cell: `row`, `column`, `codes` of the rules, `before`, `after`."""

    @property
    def held(self) -> list[int]:
        """Rows in which a fix was left out, because it would have brought another error to light."""

    @property
    def findings(self) -> Table:
        """Findings that are left, as in `Report.findings`."""

    @property
    def totals(self) -> Totals:
        """Findings that are left, by severity."""

    @property
    def text(self) -> str:
        """The copy: rows, columns and order of the file. Bytes that mean no character are U+FFFD in it; `save` writes them as they were."""

    @property
    def format(self) -> Literal["csv", "json", "ndjson"]:
        """The form of the copy: that of the file; of a workbook CSV."""

    @property
    def unread(self) -> list[tuple[str, int]]:
        """Other sheets of a workbook, and how many rows they have: they are neither checked nor in the copy."""

    def save(self, path: Path) -> None:
        """Writes the copy.

        Raises:
            SettingsError: `path` is the file itself, which is never changed, or promises a workbook (`settings_invalid`).
        """

    def _repr_html_(self) -> str: ...

def fix(
    data: TableLike,
    source: Source | str = "auto",
    *,
    mapping: Path | None = None,
    delimiter: str | None = None,
    settings: SettingsLike | None = None,
    as_of: object | None = None,
    select: Texts | None = None,
    ignore: Texts | None = None,
    lang: Lang = "id",
    progress: Progress | bool | None = None,
) -> Fixed:
    """Applies the safe fixes of a file to a copy of it: those that keep the meaning of a cell. What needs a person stays.

    Args:
        data: A path, bytes, an open file, a data frame or dicts (a copy of these is JSON). Not `Records`: they do not hold the file
            as it was.
        source: As in `read`, and so are `mapping` and `delimiter`.
        settings: As in `validate`, and so are the following; fixes follow the rules that run.

    Raises:
        IngestError: The data is no table, or no column holds a title.
        SettingsError: As in `validate`.

    Examples:
        >>> import jipp
        >>> fixed = jipp.fix([{"title": "  BANK   SAMPAH ", "agency": "Pemkot Malang"}], "generic", select="ID-04")
        >>> [(change["before"], change["after"]) for change in fixed.changes]
        [('  BANK   SAMPAH ', 'BANK SAMPAH')]
    """

def feedback(
    records: Records | TableLike,
    folder: Path,
    *,
    format: Literal["xlsx", "csv"] = "xlsx",
    with_personal_data: bool = False,
    settings: SettingsLike | None = None,
    as_of: object | None = None,
    select: Texts | None = None,
    ignore: Texts | None = None,
    lang: Lang = "id",
    progress: Progress | bool | None = None,
) -> Table:
    """Writes one file for each agency and each file that was read, to correct, send back and `read` again; files of the same name are
    replaced.

    Args:
        records: Records, or a table that is read with source `auto` first.
        folder: Where they are written; it is made if it is not there.
        format: Workbooks, or tables without comments and guide.
        with_personal_data: Whether telephone numbers, e-mail addresses and identity numbers travel with the files.
        settings: As in `validate`, and so are the following.

    Returns:
        What was written: `path`, `agency` (none for records whose agency is not known), `records`.

    Raises:
        ReportError: The rows do not fit into a workbook (`feedback_workbook`).
        SettingsError: There is no such format (`unknown_value`), or as in `validate`.
        OSError: A file cannot be written.
    """

@final
class EvidenceGrades(Table):
    """How well records document their effect. As a table: `record`, `row`, `title`, `agency`, `level` (0 to 5), `label`, `points` (0 to
    100), and the `next` criterion with `advice`. `to_dicts` gives each `grade` in full, in both languages."""

    @property
    def levels(self) -> list[int]:
        """How many records have each level, from 0 to 5."""

    def explain(self, record: str, *, replications: int | None = None) -> EvidenceGrade:
        """Why a record has its level: every criterion with its reason, and what would raise it.

        Args:
            record: Its record id.
            replications: Replications that are recorded elsewhere and were carried out, if looked up.

        Raises:
            SettingsError: There is no such record (`unknown_value`).
        """

def evidence_grade(
    records: Records | TableLike,
    *,
    as_of: object | None = None,
    lang: Lang = "id",
    progress: Progress | bool | None = None,
) -> EvidenceGrades:
    """Grades how well records document their effect. It grades what a record states, not whether it is true: what is missing is "not
    stated", never "without effect".

    Args:
        records: Records, or a table that is read with source `auto` first.
        as_of: The day of the judgement; recency is not judged without it: level 3 at most.
        lang: Language of label and advice.
        progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.

    Raises:
        SettingsError: `as_of` is no day (`unknown_value`).

    Examples:
        >>> import jipp
        >>> impact = "Waktu penerbitan izin turun dari 30 hari menjadi 3 hari pada tahun 2025."
        >>> grades = jipp.evidence_grade([{"title": "Loket Cepat", "agency": "Pemkot Malang", "impact": impact}], lang="en")
        >>> grades.levels, grades.to_dicts()[0]["grade"]["next"][0]["code"]
        ([0, 0, 1, 0, 0, 0], 'independent_source')
    """

def index_score(
    year: int,
    region: Mapping[str, Any] | TableLike,
    *,
    spd: TableLike | None = None,
    agency: str | None = None,
    what_if: str | Iterable[LevelChange] | None = None,
    steps: int | None = None,
    vocabularies: Mapping[str, Any] | str | None = None,
    lang: Lang = "id",
) -> dict[str, Any]:
    """Recomputes and explains the innovation index of a region (IGA, Ministry of Home Affairs).

    Args:
        year: The year of the form.
        region: What the region entered. A dict or its JSON: `innovations`, each with `id` and `indicators` (`number`, `level`,
            `verified_level`), and `spd`, the region's own indicators. Or a table, as `read` takes it: a row for each innovation with
            `id`, `title` and for each indicator `sid_NUMBER` with the level claimed (`verified_NUMBER`: verified).
        spd: Of a table: the region's own indicators, a row for each with `number` and `level`.
        agency: Which government, of a table that holds several, by name or code.
        what_if: Levels to try, as dicts or short: `"INV-7:35=3, spd:2a=3"`.
        steps: Most next steps to list; 5 if not given.
        vocabularies: Vocabularies of your own, added to those of jipp: next year's form.
        lang: Language of labels and messages.

    Returns:
        The figures `claimed` and `verified`, each innovation, the best next `steps`, `what_if`, and all `problems` of what was entered.

    Raises:
        ScoreError: The form of the year is not known (`index_year_unknown`, `index_formula_unknown`), a change cannot be read
            (`index_change_invalid`), or nothing in the table is of the agency (`index_agency_unknown`).
        SettingsError: The region has an unknown key (`settings_unreadable`), or the vocabularies cannot be used.

    Examples:
        >>> import jipp
        >>> region = {"innovations": [{"id": "1", "indicators": [{"number": "16", "level": 3}]}]}
        >>> jipp.index_score(2026, region)["claimed"]["innovations"]
        1
        >>> jipp.index_score(2026, [{"id": "1", "sid_16": 3}])["claimed"] == jipp.index_score(2026, region)["claimed"]
        True
    """

def rules(*, lang: Lang = "id") -> Table:
    """Every rule: `code`, `name`, `family`, `severity`, `stage`, `summary`, `why`, and the `source` behind it."""

def explain_rule(code: str, lang: Lang = "id") -> Page:
    """The page of a rule in Markdown: what it checks, why, an example, its messages, its source.

    Raises:
        SettingsError: The rule does not exist (`unknown_rule`).
    """

@final
class Linkage:
    """Which records are the same."""

    @property
    def pairs(self) -> Table:
        """Pairs with at least the threshold's probability, most probable first: `left`, `right`, `probability`, `kind`."""

    @property
    def clusters(self) -> Table:
        """The cluster of every record: `id`, `cluster`."""

    @property
    def counts(self) -> LinkageCounts:
        """The linkage in numbers."""

    @property
    def settings(self) -> dict[str, Any]:
        """The settings used; give them to `dedupe` again for the same linkage."""

    @property
    def model(self) -> dict[str, Any]:
        """What was learned: the share of matches, and for each comparison the weight of each level."""

    def notes(self, lang: Lang = "id") -> list[LinkNote]:
        """What a person should know of this linkage: `code` (`left_out`: the table has more columns than can be compared; `no_numbers` and
        `no_dates`: many values are compared as such and are none; `telephones_as_one` and `abbreviations_as_one`: what the column writes in
        two ways is compared as one), `columns`, `share` of unreadable values, `forms` (abbreviations and what they are read as), `message`.

        Args:
            lang: Language of the messages.
        """

    def to_pandas(self) -> pandas.DataFrame:
        """The `pairs` as a pandas frame."""

    def to_polars(self) -> polars.DataFrame:
        """The `pairs` as a polars frame."""

    def to_arrow(self) -> pyarrow.Table:
        """The `pairs` as a pyarrow table."""

    def review(self) -> Table:
        """Pairs that a person should look at: probable, but not probable enough to merge; refused by the clustering; or the only thing that
        holds a cluster of three or more together.
        """

    def explain(self, left: object, right: object, lang: Lang = "id") -> Explanation:
        """Why two records are, or are not, the same, whether or not they were compared; if not, why not.

        Args:
            left: Id of a record, as in `pairs`; a record id will do too. Of two tables, in the left one.
            right: Id of another record.
            lang: Language of the summary.

        Raises:
            SettingsError: There is no such record (`unknown_value`).
        """

    def evaluate(self, labels: Labels) -> Evaluation:
        """How well the linkage agrees with labels: clusters, pairs, thresholds, calibration, errors. Records without a label do not count.

        Args:
            labels: Cluster by record id (dict, tuples, or a table with `id` and `cluster`), or pairs (tuples of two ids and whether they
                are the same, or a table with `left`, `right` and `same`: 1 or 0; pairs without an answer are left out, a table of `left`
                and `right` alone holds pairs that are the same). An id that both of two tables have is written `left:ID` or `right:ID`.

        Raises:
            SettingsError: An answer is no answer, a pair is labelled both ways, no label names a record, or an id means two records.
        """

    def to_review(self, size: int = 100, *, seed: int = 42) -> Table:
        """The pairs whose answer would teach most: doubtful, unlike each other, a fifth drawn over all weights.

        Give the answers back with `dedupe(..., labels=...)`.

        Args:
            size: How many pairs.
            seed: The same seed gives the same pairs.

        Returns:
            `left`, `right`, `probability`, `same` (empty: write 1 or 0), `left_values`, `right_values`.
        """

    def sampling_plan(self, size: int = 100, *, seed: int = 42) -> SamplingPlan:
        """A sample of pairs that says how precise the linkage is, where nothing is labelled; give its answers to `evaluate`.

        Args:
            size: About how many pairs.
            seed: The same seed gives the same pairs.
        """

    def extend(self, batch: Records | TableLike, *, id: str | None = None, progress: Progress | None = None) -> Linkage:
        """Links more records with these: only pairs with a new record are compared, the model stays, clusters are made anew.

        Args:
            batch: More records of the same sort.
            id: The column whose values name them, as in `dedupe`.
            progress: Told how far the work has come.

        Raises:
            SettingsError: An id is there already, or this is a linkage of two tables.
        """

    def analyze_blocking(self, labels: Labels | None = None, *, most: int = 200_000_000) -> dict[str, Any]:
        """What each rule of blocking costs: `records`, `pairs`, `possible_pairs`, and `rules` with `rule`, `estimated_pairs`, `pairs`,
        `new_pairs`, `without_key`, `largest_block`, `split_blocks`, `skipped_blocks`, `skipped_pairs`, and with labels `completeness` and
        `completeness_so_far`.

        Args:
            labels: As for `evaluate`.
            most: A rule that would propose more pairs is refused before they are made.
        """

    def save_model(self, path: Path) -> None:
        """Writes what was learned, with the settings, as JSON. `dedupe(..., model=path)` links other records with it."""

    def cluster_quality(self) -> Table:
        """How well each cluster of two or more records holds together, the least cohesive first.

        Returns:
            `cluster` (as in `clusters`), `records`, `density` (share of its pairs, 0 to 1, that reach the threshold by their own values),
            `cohesion` (mean match weight of all its pairs in bits, -10 to 10), `bridges` (pairs without which it would fall apart).
        """

    def bridges(self) -> Table:
        """Pairs that alone hold a cluster of three or more together: `left`, `right`. Where one of them is wrong, so is the cluster."""

    def __len__(self) -> int: ...
    def _repr_html_(self) -> str: ...

def dedupe(
    records: Records | TableLike,
    settings: SettingsLike | None = None,
    *,
    id: str | None = None,
    threshold: float | None = None,
    labels: Labels | None = None,
    model: SettingsLike | None = None,
    measures: Mapping[str, Callable[[str, str], float | None]] | None = None,
    progress: Progress | bool | None = None,
) -> Linkage:
    """Finds duplicates.

    Args:
        records: Records are compared with the settings for innovations. A table with `settings` may hold anything; a table
            without them is read with source `generic` first; if it has no title, all its columns are compared.
        settings: `link.toml` as dict, as path, or as text in TOML or JSON. `{}` compares all columns of any table.
        id: The column whose values name the records. Without it the external id of records, the row number of tables.
            `"record_id"` names records unmistakably where external ids of several files repeat.
        threshold: Match probability from which records are merged; that of the settings if not given.
        labels: Pairs about which a person has decided, as for `Linkage.evaluate`. They teach the weights and are binding.
        model: What `Linkage.save_model` wrote (path, text or dict): it is applied, nothing is learned.
        measures: Functions for levels of kind `custom`, by name: each takes two texts and gives how alike they are, 0 to 1, or `None`.
        progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.

    Raises:
        SettingsError: The settings, the labels or the model are wrong or do not fit the table.

    Examples:
        >>> import jipp
        >>> people = [{"name": "Siti Aminah"}, {"name": "Siti Aminah"}, {"name": "Budi"}]
        >>> settings = {"blocking": [{"columns": ["name"]}], "comparison": [{"column": "name", "levels": [{"kind": "exact"}]}]}
        >>> len(jipp.dedupe(people, settings))
        3
    """

def link(
    left: Records | TableLike,
    right: Records | TableLike,
    settings: SettingsLike | None = None,
    *,
    id: str | None = None,
    threshold: float | None = None,
    labels: Labels | None = None,
    model: SettingsLike | None = None,
    measures: Mapping[str, Callable[[str, str], float | None]] | None = None,
    progress: Progress | bool | None = None,
) -> Linkage:
    """Links the records of two tables, each free of duplicates unless the settings say `link_type = "link-and-dedupe"`.

    Arguments are those of `dedupe`. Where an id occurs in both tables, `clusters` shows it as `left:ID` and `right:ID`.
    """

def blocking_keys(table: TableLike, settings: SettingsLike) -> Table:
    """The keys of the rows under the rules of blocking: `row` (from 0), `rule`, `key`. Rows with the same rule and key are to be compared.

    With `compare_pairs`, `learn_weights` and `random_pairs` the parts of a linkage, for tables that one machine does not hold: `jipp.spark`
    puts them together.

    Raises:
        SettingsError: A rule asks for similar values, which needs the whole table.
    """

def compare_pairs(pairs: TableLike, settings: SettingsLike, model: Mapping[str, Any] | str | None = None) -> Table:
    """Compares the two records that stand in each row: each column twice, with `_l` and `_r` behind its name.

    Args:
        pairs: The pairs.
        settings: `link.toml`, with comparisons and levels written out. Levels that ask how rare a word or value is in the whole table
            (`soft-tfidf`, `tfidf-cosine`, `overlap`, `codes`, `term_frequency`) are refused.
        model: The weights, as `learn_weights` or `Linkage.model` gives them.

    Returns:
        For each row `levels` (a hexadecimal digit for each comparison: 0 the best, `f` missing), and with a model `weight` (bits) and
        `probability`.

    Raises:
        SettingsError: The settings need the whole table, or do not fit the model.

    Examples:
        >>> import jipp
        >>> settings = {"blocking": [{"columns": ["name"]}], "comparison": [{"column": "name", "levels": [{"kind": "exact"}]}]}
        >>> pairs = [{"name_l": "Siti", "name_r": "SITI"}, {"name_l": "Siti", "name_r": "Budi"}]
        >>> [row["levels"] for row in jipp.compare_pairs(pairs, settings)]
        ['0', '1']
    """

def learn_weights(
    counts: Mapping[str, int], settings: SettingsLike, *, records: int, random: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """Learns match weights by expectation-maximisation from counts of levels: the model of `Linkage.model`.

    Args:
        counts: How many candidate pairs have each combination of levels, as `compare_pairs` writes them.
        settings: `link.toml`.
        records: How many records there are.
        random: The same of `random_pairs`; not needed where every level of the settings has its `u`.

    Raises:
        SettingsError: Levels do not fit the settings.
    """

def random_pairs(records: int, settings: SettingsLike) -> list[tuple[int, int]]:
    """Numbers (from 0) of the records, in the order of their ids, that a linkage compares to learn how much agrees by chance."""

@final
class Directory(Table):
    """The directory: one entry for each innovation. As a table: one row an innovation."""

    @property
    def links(self) -> Table:
        """Versions, replications and related innovations, linked, not merged: `left`, `right`, `kind`, `probability`, and `origin`, the one that the
        text of the other names as that from which it comes."""

    def report(self, lang: Lang = "id") -> BuildReport:
        """What the main job did, in numbers that reconcile."""

    def index(self, *, progress: Progress | bool | None = None) -> Index:
        """The search index."""

def integrate(
    records: Records | TableLike,
    *,
    settings: SettingsLike | None = None,
    as_of: object | None = None,
    select: Texts | None = None,
    ignore: Texts | None = None,
    progress: Progress | bool | None = None,
) -> Directory:
    """Checks, links and merges records: one entry for each innovation, every source kept. Arguments are those of `validate`."""

@final
class Catalog:
    """The directory as a file: records, findings, innovations, what people said of them, campaigns, replications, and the search index.

    Whoever says something (`by`) is a role, an account or an agency, never the name of a person; `at` is today in Jakarta (WIB) if it is
    not given. Every change is made whole or not at all. `docs/catalog.md` says what the file keeps.
    """

    def __new__(cls, *_given: object, **_named: object) -> Self: ...
    @property
    def path(self) -> _FilePath:
        """The file."""

    @staticmethod
    def create(path: Path, directory: Directory | None = None, *, progress: Progress | bool | None = None) -> Catalog:
        """Writes a directory, with its search index, as a new catalog; an empty one, to `add` to, if no directory is given. A catalog in
        its place is replaced in one step.

        Raises:
            CatalogError: Another file is in its place, or the store fails.
        """

    @staticmethod
    def open(path: Path) -> Catalog:
        """Opens a catalog.

        Raises:
            CatalogError: The file is no catalog, or was written by a newer version.
            OSError: The file cannot be opened.
        """

    @property
    def innovations(self) -> Table:
        """The merged innovations. `to_dicts` gives them in full, with sources and provenance."""

    def innovation(self, record: str) -> dict[str, Any] | None:
        """One innovation, by its id or that of any of its source records; `None` if there is none."""

    def members(self, record: str) -> list[str]:
        """The ids of the source records of the innovation behind a record."""

    def history(self, record: str, field: str) -> Table:
        """What every source and every curator said about a field: `by`, `how` (`source`, `override`, `update`), `import`, `at`, `value`,
        and which of them `holds`.

        Raises:
            CatalogError: There is no such record (`catalog_unknown`).
            SettingsError: There is no such field (`unknown_value`).
        """

    def findings(self, lang: Lang = "id") -> Table:
        """The findings."""

    @property
    def quarantined(self) -> Table:
        """Source records kept out for correction: `record_id`, `source`, `external_id`, `year`, `file`, `row`. Cells are not shown here:
        they may hold personal data."""

    @property
    def imports(self) -> Table:
        """Every import, the first one first: `id`, `file`, `system`, `at`, `rows`, `added`, `changed`, `unchanged`, `quarantined`,
        `undone`."""

    @property
    def files(self) -> list[FileInfo]:
        """The files that it was made from, as in `Records.files`."""

    @property
    def replications(self) -> Table:
        """Every replication: `id`, `origin`, `replicator_code`, `replicator`, `stage`, `result`. `to_dicts` gives dates and papers too."""

    def lineage(self) -> Lineage:
        """Who has what from whom: what is recorded, what records say of themselves, and what the linkage found."""

    def suggest_replications(self) -> Table:
        """Replications that nobody recorded, as it seems; a person decides: `origin`, `origin_title`, `replica`, `replica_title`,
        `evidence` (`text`, `link`, `expansion`), `excerpt`."""

    def advise_replication(self, agency: str, need: str, *, limit: int = 10, lang: Lang = "id") -> Table:
        """Innovations that answer a need, run, were replicated, and come from an agency like this one: `id`, `title`, `agency`, `score`
        (only the order means something), `replications`, `sustainability`, `reasons`.

        Args:
            agency: Code of the agency, such as `pemda:35.78`, or a name that means one agency.
            need: What is needed, in words.
            limit: Most innovations.
            lang: Language of the reasons.
        """

    @property
    def campaigns(self) -> Table:
        """The campaigns: `id`, `name`, `starts`, `due`. `to_dicts` adds the `selection`."""

    def campaign_report(self, id: str, *, as_of: object | None = None) -> CampaignReport:
        """What a campaign came to: figures that reconcile, by agency and province, reasons of stopping, last proof of life, survival.

        Args:
            id: The campaign.
            as_of: As known at the end of this day; now if not given.

        Raises:
            CatalogError: There is no such campaign.
        """

    def campaign_states(self, id: str) -> Table:
        """How far each innovation is: `record_id`, `state` (`menunggu`, `terkirim`, `terisi`, `tervalidasi`, `dikembalikan`)."""

    def campaign_reminders(self, id: str, *, today: object | None = None) -> Table:
        """Who has not answered: `agency_code`, `agency`, `waiting` (how many), `returned`, `overdue`. `to_dicts` names the innovations."""

    @property
    def hubs(self) -> Table:
        """The hubs: `agency_code`, `agency`, `active`, `members`, `innovations`. `to_dicts` adds answers and scores."""

    def articles(self, record: str | None = None) -> Table:
        """Articles and guides, of one innovation or all: `id`, `title`, `innovations`, `url`. `to_dicts` adds the text."""

    def needs(self, needs: Texts, *, limit: int = 3) -> NeedsReport:
        """What the directory has for complaints and wishes. Personal data is removed from them before anything else.

        Args:
            needs: One text or several.
            limit: Most innovations for each.
        """

    def guide(self, record: str) -> dict[str, Any]:
        """The replication guide of an innovation as far as its record goes (`guide`), and the parts that are `missing`.

        Raises:
            CatalogError: There is no such record (`catalog_unknown`).
        """

    def interactions(self, record: str | None = None) -> Table:
        """What people said about an innovation, or about all, in order: `id`, `record_id`, `kind`, `by`, `at`, `text`, `rating`,
        `reply_to`, `moderation`."""

    def interaction_counts(self, record: str) -> dict[str, Any]:
        """What people did with an innovation, counted from what they said: `kinds`, the mean `rating`, `replications`. What was hidden
        does not count."""

    def add_interaction(
        self,
        record: str,
        kind: Literal["interest", "question", "answer", "rating", "bookmark"],
        *,
        by: str,
        at: object | None = None,
        text: str | None = None,
        rating: int | None = None,
        reply_to: int | None = None,
    ) -> int:
        """Writes what somebody said about an innovation; it waits until somebody looked at it. Returns its number.

        Args:
            record: The innovation, by any of its records.
            kind: What it is; a `rating` has a `rating` of 1 to 5, nothing else has one.
            by: An account or an agency, never the name of a person.
            at: When; today if not given.
            text: What was said.
            rating: 1 to 5.
            reply_to: Number of the question that an answer is for.

        Raises:
            CatalogError: It breaks a rule or holds personal data (`catalog_refused`), or there is no such record (`catalog_unknown`).
        """

    def moderate(
        self,
        number: int,
        to: Literal["menunggu", "disetujui", "disembunyikan"],
        *,
        by: str,
        at: object | None = None,
        reason: str | None = None,
    ) -> None:
        """Shows or hides what somebody said.

        Raises:
            CatalogError: The step does not follow (`invalid_transition`).
        """

    def set_field(self, record: str, field: str, value: object, *, by: str, at: object | None = None, reason: str | None = None) -> None:
        """Sets a field of the innovation behind a record; it survives every import. `None` takes back what was set.

        Raises:
            CatalogError: The field cannot hold the value, or the value holds personal data (`catalog_refused`).
            SettingsError: There is no such field (`unknown_value`).
        """

    def dump(self, path: Path, *, directory: bool = False) -> None:
        """Writes what the catalog says as NDJSON in a fixed order, without personal data: the same content gives the same bytes.

        Args:
            path: The file.
            directory: Only merged innovations, their records and links.
        """

    def surroundings(self, *, as_of: object | None = None) -> dict[str, Any]:
        """What the search index does not hold, as the file of `jipp export --format surroundings`: `status`, `innovation_of`, `lineage`,
        `replications`, `hubs`, `articles`, `guides`, `campaigns`, `counters`. It holds no personal data.

        Args:
            as_of: The day of the campaign reports; now if not given.
        """

    def check(self) -> Table:
        """Contradictions inside the file: `rule`, `detail`; none in a sound one."""

    def backup(self, path: Path) -> None:
        """Writes a copy; others may write meanwhile."""

    def status(self) -> CatalogStatus:
        """What it holds, counted."""

    def index(self) -> Index:
        """The search index."""

    def add(
        self,
        data: TableLike,
        source: Source | str = "auto",
        *,
        mapping: Path | None = None,
        name: str | None = None,
        delimiter: str | None = None,
        settings: SettingsLike | None = None,
        as_of: object | None = None,
        select: Texts | None = None,
        ignore: Texts | None = None,
        at: object | None = None,
        progress: Progress | bool | None = None,
    ) -> list[ImportReport]:
        """Takes a file in: rows that are there already are skipped, changed ones become new versions, and what is new is compared with
        the records around it. One report for each table of the file. After Ctrl-C the catalog is as it was.

        Args:
            data: As in `read`, and so are `source`, `mapping`, `name` and `delimiter`; or `Records`, which know their source.
            settings: As in `validate`, and so are `as_of`, `select` and `ignore`.
            at: The day of the import.
            progress: Told how far the work has come; a bar (tqdm) if it is true, or if it is not given and somebody looks.
        """

    def undo(self, number: int | None = None, *, at: object | None = None) -> int:
        """Takes an import back, the last one if none is named: the directory is then as if it had never been. Returns its number."""

    def decide(
        self,
        left: str,
        right: str,
        verdict: Literal["same", "different", "open"],
        *,
        by: str,
        at: object | None = None,
        reason: str | None = None,
    ) -> None:
        """Says that two records are the same innovation, are not, or that the linkage shall decide again. It outlives every import.

        Raises:
            CatalogError: There is no such record, or `by` or `reason` hold personal data.
        """

    def unmerge(self, record: str, *, by: str, at: object | None = None, reason: str | None = None) -> list[str]:
        """Takes a record out of the innovation that it was merged into, for good. Returns the records that it was parted from."""

    def create_campaign(
        self,
        id: str,
        *,
        name: str | None = None,
        starts: object | None = None,
        due: object | None = None,
        systems: Texts | None = None,
        agencies: Texts | None = None,
        provinces: Texts | None = None,
        from_year: int | None = None,
        to_year: int | None = None,
    ) -> int:
        """Begins a campaign (*pemutakhiran*) over the innovations that are there now. Returns how many it asks about.

        Args:
            id: Its identity, such as `2026`.
            name: Its name.
            starts: The day on which it begins; today if not given.
            due: The day until which answers are wanted.
            systems: Only innovations with a record of these systems.
            agencies: Only those of these agencies, by code.
            provinces: Only those of these provinces and their regencies and cities, by code.
            from_year: Only those of this year or later.
            to_year: Only those of this year or earlier.
        """

    def export_campaign(self, id: str, folder: Path, *, by: str, at: object | None = None, lang: Lang = "id") -> Table:
        """Writes a workbook for each agency that has not answered, and notes that they went out: `path`, `agency_code`, `agency`,
        `rows`."""

    def import_answers(self, id: str, answers: TableLike, *, by: str, at: object | None = None) -> AnswersImport:
        """Takes filled worksheets in, or any table with the columns `record_id`, `status`, `reason`, `stopped_on`, `evidence`, `at`, `by`.
        Rows = answered + unanswered + refused; `problems` says why rows were refused.

        Raises:
            CatalogError: The table has no column `record_id` or `status` (`catalog_refused`).
        """

    def validate_answer(
        self, id: str, record: str, verified: bool = True, *, by: str, at: object | None = None, reason: str | None = None
    ) -> None:
        """Confirms an answer, or sends it back. Whoever answered may not confirm it.

        Raises:
            CatalogError: There is no answer, or the validator gave it.
        """

    def add_replications(
        self, replications: TableLike, *, by: str, at: object | None = None, as_of: object | None = None, lang: Lang = "id"
    ) -> ReplicationsImport:
        """Takes a list of replications in, as `validate_replications` reads it. One with an error of a rule is refused and told."""

    def advance_replication(
        self,
        id: str,
        to: Literal["kesepakatan", "persetujuan", "implementasi", "selesai", "ditolak"],
        *,
        on: object | None = None,
        by: str,
        reason: str | None = None,
    ) -> dict[str, Any]:
        """Lets a replication take its next step, on a day. Returns it.

        Raises:
            CatalogError: There is no such replication, or the step does not follow.
        """

    def _repr_html_(self) -> str: ...

@final
class Index:
    """A search index over innovations. It never changes, and many threads may ask it at once."""

    def __new__(cls, *_given: object, **_named: object) -> Self: ...
    @staticmethod
    def build(records: Records | Directory | TableLike, *, merge: bool = True, progress: Progress | bool | None = None) -> Index:
        """Builds an index of records: quarantined ones are left out and duplicates merged, unless `merge` is false."""

    @staticmethod
    def open(source: bytes | Path) -> Index:
        """Opens an index: the bytes of a bundle, or the path of a bundle or of a catalog.

        Raises:
            SearchError: This is no index, it is damaged, or another version built it.
            OSError: The file cannot be opened.
        """

    def save(self, path: Path) -> None:
        """Writes the index as one file, which every language opens. The same records give the same bytes. The file is swapped at
        once: whoever opens it has the old index or the new one, never a part."""

    def update(self, records: Records | TableLike, *, progress: Progress | None = None) -> Index:
        """A new index with these records added, or put in the place of those with their ids. It is the same as one built of all
        records; this one stays as it is. Quarantined records are left out; duplicates are not looked for.

        Examples:
            >>> import jipp
            >>> index = jipp.Index.build([{"external_id": "1", "title": "Bank Sampah Malang"}], merge=False)
            >>> newer = index.update([{"external_id": "2", "title": "Jemput Bola KTP"}])
            >>> len(index), len(newer), len(newer.remove([newer.search("ktp")[0]["id"]]))
            (1, 2, 1)
        """

    def remove(self, ids: str | Iterable[str]) -> Index:
        """A new index without the innovations that have these ids; ids that nothing has are passed over. This one stays as it is."""

    def translate(
        self,
        query: str = "",
        *,
        engine: Literal["opensearch", "quickwit"] = "opensearch",
        filters: Filters | None = None,
        facets: FacetName | Iterable[FacetName] | None = None,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        mode: SearchMode = "auto",
    ) -> dict[str, Any]:
        """A question as a search request to OpenSearch or Quickwit, over documents that `jipp export` wrote for it.

        Raises:
            SettingsError: There is no such engine, order or mode (`unknown_value`).
        """

    def to_bytes(self) -> bytes:
        """The index as bytes."""

    def search(
        self,
        query: str = "",
        *,
        filters: Filters | None = None,
        facets: FacetName | Iterable[FacetName] | None = None,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        explain: bool = False,
        mode: SearchMode = "auto",
        group: bool = False,
        lang: Lang = "id",
    ) -> Hits:
        """Answers a question. An empty query gives every innovation.

        Args:
            query: What is sought, in words.
            filters: Facet to wanted value or values, as `Hits.facets` has them; one value of each facet must hold. An empty list
                asks for nothing. Sources may have the names of `read`, `replicated` be true or false, regions and local governments
                be codes; case does not matter where nothing is written so.
            facets: Facets to count.
            limit: Most hits to return.
            offset: Hits to leave out from the start.
            sort: Order of the hits.
            explain: Whether each hit says why it was found.
            mode: Whether the query is words or a need told in sentences; `auto` takes long queries as needs.
            group: Whether versions and replications stand under their innovation.
            lang: Language of the reasons.

        Raises:
            SearchError: There is no such facet (`unknown_facet`), or it cannot have such a value (`unknown_facet_value`).
            SettingsError: There is no such order or mode (`unknown_value`).

        Examples:
            >>> import jipp
            >>> index = jipp.Index.build([{"title": "Bank Sampah Malang", "agency": "Pemkot Malang"}])
            >>> index.search("sampah")[0]["title"]
            'Bank Sampah Malang'
        """

    def suggest(self, prefix: str, limit: int = 8, *, kinds: SuggestionKind | Iterable[SuggestionKind] | None = None) -> list[Suggestion]:
        """What completes what is being typed: innovations by title or acronym; with `kinds` those kinds, of each at most `limit`.

        Raises:
            SettingsError: There is no such kind (`unknown_value`).
        """

    def similar(self, id: str, limit: int = 10) -> Hits:
        """Innovations about the same thing as the one with this id.

        Raises:
            SearchError: There is no innovation with this id (`unknown_innovation`).
        """

    def get(self, id: str) -> SearchDocument | None:
        """The innovation with this id, with all its texts."""

    def evaluate(
        self,
        queries: Queries,
        qrels: Qrels,
        *,
        groups: Groups | None = None,
        k: int = 10,
        depth: int = 100,
        mode: SearchMode = "auto",
        run: Path | None = None,
    ) -> SearchEvaluation:
        """How good the order of hits is, by judgements of people, with the measures of TREC.

        Documents are named by the id of the innovation or by an external id of one of its sources. A question that is judged but was not
        asked counts with zeros, like one that found nothing.

        Args:
            queries: The questions: a dict of id and question, or a table (path of a CSV file, frame, dicts) with the columns `query_id`,
                `query` and, for means by kind, `type`.
            qrels: How well documents answer (0: not at all): for each question a dict of document and gain, a table with the columns
                `query_id`, `doc_id`, `gain`, or a file of TREC (question, 0, document, gain).
            groups: Which documents are one thing: a dict of document and group, or a table with `doc_id` and `group`.
            k: Hits that nDCG and reciprocal rank look at.
            depth: Hits that recall looks at.
            mode: How questions are read, as in `search`.
            run: Where what was found is written as a run of TREC.

        Raises:
            SearchError: A column is missing (`evaluation_column_missing`), a line cannot be read (`evaluation_line`), or no judged
                document is in the index (`evaluation_documents_unknown`).
            SettingsError: There is no such mode (`unknown_value`).

        Examples:
            >>> import jipp
            >>> index = jipp.Index.build([{"external_id": "a", "title": "Bank Sampah Malang", "agency": "Pemkot Malang"}])
            >>> index.evaluate({"q1": "sampah"}, {"q1": {"a": 3}})["ndcg"]
            1.0
        """

    def __len__(self) -> int: ...

@final
class Hits(Table):
    """The answer to a question. As a table: one row a hit. Positions of highlights count characters."""

    @property
    def query(self) -> str:
        """What was asked."""

    @property
    def total(self) -> int:
        """How many innovations match in all."""

    @property
    def facets(self) -> dict[FacetName, list[FacetCount]]:
        """Counts of each facet asked for, over all matches; most frequent first."""

    @property
    def did_you_mean(self) -> str | None:
        """The query with words corrected that no innovation has, if there are any."""

    @property
    def mode(self) -> Literal["words", "need"]:
        """How the query was read: `words` or `need`."""

    @property
    def terminated_early(self) -> bool:
        """Whether the question would have read more of the index than one question may: its most frequent words were left out, and `total`
        may be too low or too high."""

    @property
    def took_us(self) -> int:
        """Time taken in microseconds."""

    def to_dicts(self, *, limit: int | None = None) -> list[Hit]:  # type: ignore[override]
        """The hits as dicts, with highlights, sources and reasons."""

    def __iter__(self) -> Iterator[Hit]: ...  # type: ignore[override]
    @overload  # type: ignore[override]
    def __getitem__(self, key: int, /) -> Hit: ...
    @overload
    def __getitem__(self, key: slice, /) -> Table: ...
    @overload
    def __getitem__(self, key: str, /) -> list[Any]: ...  # pyright: ignore[reportIncompatibleMethodOverride]

@final
class Resolutions(Table):
    """The answers to several names, in their order: `input`, `status`, `code`, `name`, `level`, `region_code`, `joint`, `why`,
    `reason`, `candidates`, `candidate_count`, `partners`."""

@overload
def resolve(  # type: ignore[overload-overlap]
    names: str | Mapping[str, object],
    year: OneOrEach = None,
    *,
    unit: OneOrEach = None,
    title: OneOrEach = None,
    region_code: OneOrEach = None,
    lang: Lang = "id",
) -> Resolution: ...
@overload
def resolve(
    names: Iterable[NameAsWritten | None],
    year: OneOrEach = None,
    *,
    unit: OneOrEach = None,
    title: OneOrEach = None,
    region_code: OneOrEach = None,
    lang: Lang = "id",
) -> Resolutions:
    """Resolves names of agencies to codes, without ever guessing: a name that two bodies share is `ambiguous` with both of them,
    unless what the record says beside it decides.

    Args:
        names: One name, or several: a list, a column of a data frame. A dict with `name` and any of `year`, `unit`, `title`,
            `region_code`, or a frame with these columns, brings its own context.
        year: The year they are from: ministries and regencies change their names. As the following, one value for all names
            or a column with one for each.
        unit: The work unit as written.
        title: The title as written.
        region_code: The region code of the Ministry of Home Affairs that the record states.
        lang: Language of the reasons.

    Raises:
        SettingsError: A column is not as long as `names` (`settings_invalid`); a year is no whole number, or a dict has an
            unknown key (`settings_unreadable`).

    Examples:
        >>> import jipp
        >>> jipp.resolve("Pemkot Surabaya")["code"]
        'pemda:35.78'
        >>> [row["code"] for row in jipp.resolve(["Bandung", "Bandung"], region_code=["32.73", None])]
        ['pemda:32.73', None]
    """

def reconcile(batch: Mapping[str, ReconcileQuery] | str, *, lang: Lang = "id") -> dict[str, ReconcileAnswer]:
    """Answers a batch of queries of the W3C reconciliation protocol (version 0.2), as OpenRefine sends them.

    Args:
        batch: Queries by the caller's keys, or their JSON text: the form field `queries`. Type `agency` (the default) or
            `region`; properties `year`, `unit`, `title`, `region_code`.
        lang: Language of the reasons.

    Raises:
        SettingsError: The batch is no batch (`settings_unreadable`).

    Examples:
        >>> import jipp
        >>> answer = jipp.reconcile({"q0": {"query": "Kab. Toba Samosir", "type": "region"}})
        >>> answer["q0"]["result"][0]["id"], answer["q0"]["result"][0]["match"]
        ('12.12', True)
    """

def reconcile_manifest(identifier_space: str, schema_space: str, *, lang: Lang = "id") -> ReconcileManifest:
    """What a reconciliation service says of itself.

    Args:
        identifier_space: Address of the host under which the codes are identifiers.
        schema_space: Address of the host under which the types are identifiers.
        lang: Language of the names.
    """

def vocabularies(*, year: int | None = None, lang: Lang = "id") -> Table:
    """The vocabularies, without their values: `name`, `programme`, `title`, `status`, `values` (how many), `note`.

    Args:
        year: Count only the values offered in this year.
        lang: Language of the titles.
    """

def vocabulary(name: str, year: int | None = None) -> Table:
    """The values of a vocabulary in official order: `code`, `id`, `en`, `aliases`, `years`, `from`, `to`, `source`, `status`,
    `note`, `attributes` (JSON). `to_dicts` gives lists and attributes in full.

    Args:
        name: Its name, as in `vocabularies`.
        year: Only values offered in this year. None means that the list of that year is not known.

    Raises:
        SettingsError: There is no such vocabulary (`unknown_value`).

    Examples:
        >>> import jipp
        >>> [row["code"] for row in jipp.vocabulary("tahapan_iga")]
        ['inisiatif', 'uji_coba', 'penerapan']
    """

def lookup(name: str, text: str, year: int | None = None) -> LookupAnswer:
    """What a text means in a vocabulary, how that is known, and if it means nothing what may have been meant.

    Args:
        name: The name of the vocabulary.
        text: A code, label (Indonesian or English) or alias; case, spacing and punctuation do not matter.
        year: The year it is from: a value of that year goes before one of another.

    Raises:
        SettingsError: There is no such vocabulary (`unknown_value`).

    Examples:
        >>> import jipp
        >>> found = jipp.lookup("tahapan_iga", "implementasi")
        >>> found["value"]["code"], found["matched_by"]
        ('penerapan', 'alias')
        >>> [value["code"] for value in jipp.lookup("tahapan_iga", "Uji cobba")["candidates"]]
        ['uji_coba']
    """

def parse_title(title: str) -> ParsedTitle:
    """The parts of an innovation's title: name, acronym, expansion, aliases, generic word before it, place and unit at its end.
    Parts that a title does not have are left out.

    Args:
        title: The title as written.

    Examples:
        >>> import jipp
        >>> jipp.parse_title("SADELPOS (Samsat Delivery Pos)")
        {'name': 'SADELPOS', 'acronym': 'SADELPOS', 'expansion': 'Samsat Delivery Pos'}
    """

def analyze(texts: Sequence[str]) -> list[AnalyzedText]:
    """The words of each text as search reads them, with their lemmas. `start` and `end` count characters, as in the highlights of a search.

    Examples:
        >>> import jipp
        >>> [token["lemma"] for token in jipp.analyze(["Pertanggungjawaban anak-anaknya"])[0]["tokens"]]
        ['tanggungjawab', 'anak']
    """

def regions() -> Table:
    """Every province, regency and city, in code order: `code`, `name`, `short_name`, `type`, `is_administrative`, `parent_code`,
    `province`, `island_group`, `capital`, `lat`, `lng`, `population`, `area_km2`, `density`, `bps_code`, `is_bps_code_old`,
    `iso_3166_2`, `previous_code`, `former_names`, `established`, `established_law`, `note`."""

def region(code: str, scheme: CodeScheme = "kemendagri") -> RegionRow | None:
    """The region with this code or name, or `None`.

    Args:
        code: The code, or a name. Codes from before the split of Papua lead to the present region.
        scheme: Whose code it is; the code does not say: `kemendagri` (`35.78`) or `bps` (`3578`).

    Raises:
        SettingsError: There is no such scheme (`settings_unreadable`), or several regions share the name (`settings_invalid`).

    Examples:
        >>> import jipp
        >>> jipp.region("91")["name"], jipp.region("91", "bps")["name"]
        ('Papua', 'Papua Barat')
    """

def nearest_regions(code: str, *, limit: int = 10) -> Table:
    """The regions of the same level nearest to this one: `code`, `name`, `type`, `province`, `km` between the centroids.

    Args:
        code: Code of the Ministry of Home Affairs, or a name.
        limit: Most regions to return.

    Raises:
        SettingsError: There is no such region (`unknown_value`).
    """

def similar_regions(
    code: str,
    *,
    limit: int = 10,
    population: float | None = None,
    density: float | None = None,
    kind: float | None = None,
    island_group: float | None = None,
    other_provinces_only: bool = False,
    lang: Lang = "id",
) -> Table:
    """The regions of the same level most like this one: `code`, `name`, `type`, `province`, `distance`, `population_ratio`,
    `density_ratio`, `same_type`, `same_island_group`, and the `reason` in words. For advice on where an innovation may be copied.

    Args:
        code: Code of the Ministry of Home Affairs, or a name.
        limit: Most regions to return.
        population: Cost of twice the population; 1 if not given.
        density: Cost of twice the density; 0.5 if not given.
        kind: Cost of being a kabupaten and not a kota; 2 if not given.
        island_group: Cost of lying in another group of islands; 0.5 if not given.
        other_provinces_only: Whether regions of the same province are left out.
        lang: Language of the reasons.

    Raises:
        SettingsError: There is no such region (`unknown_value`), or a weight is negative (`settings_invalid`).

    Examples:
        >>> import jipp
        >>> nearest = jipp.similar_regions("35.78", limit=1, other_provinces_only=True, lang="en").to_dicts()[0]
        >>> nearest["name"], nearest["reason"]
        ('Kota Bekasi', 'same type, population 0.9x, density 1.4x, same island group')
    """

def agencies(year: int | None = None) -> Table:
    """The agencies: local governments, then central bodies and state enterprises: `code`, `name`, `level`, `kind`, `region_code`,
    `place_code`, `from`, `to`, `abbreviations`, `aliases`, `parent`, `supervisor`, `predecessors`, `successors`, `functions_from`,
    `functions_to`, `verified`, `confidence`. There is no official code list: local governments follow from the regions, of the
    others `verified` says what was checked.

    Args:
        year: Only those that existed in this year; unknown bounds count as open.
    """

def cli(argv: list[str]) -> Literal[0, 1, 2]:
    """Runs the `jipp` command and returns its exit code: 0 fine, 1 findings of severity error, 2 cannot proceed.

    Args:
        argv: The arguments; the first is the name of the program.
    """
