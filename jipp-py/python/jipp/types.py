"""Types for annotations: what the functions of jipp take and give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Any, Literal, NotRequired, Protocol, TypeAlias, TypedDict

__all__ = [
    "AnswerProblem",
    "AnswersImport",
    "ArrowStream",
    "BothLanguages",
    "BuildReport",
    "Candidate",
    "CatalogStatus",
    "ChangedInnovations",
    "Code",
    "CodeScheme",
    "ComparedCount",
    "ComparedField",
    "ComparedFigure",
    "ComparedFigures",
    "CriterionResult",
    "DuplicateCounts",
    "EvidenceGrade",
    "EvidenceStep",
    "FacetCount",
    "FacetName",
    "FileInfo",
    "Filters",
    "GroupedHit",
    "Groups",
    "Highlight",
    "Hit",
    "ImportReport",
    "ImportedRows",
    "Kind",
    "Labels",
    "Lang",
    "LevelChange",
    "LinkNote",
    "LinkageCounts",
    "LookupAnswer",
    "MatchForm",
    "NameAsWritten",
    "NeedAnswer",
    "NeedsReport",
    "OneOrEach",
    "ParsedTitle",
    "Path",
    "Progress",
    "Qrels",
    "Queries",
    "Reason",
    "ReconcileAnswer",
    "ReconcileCandidate",
    "ReconcileFeature",
    "ReconcileManifest",
    "ReconcileProperty",
    "ReconcileQuery",
    "ReconcileType",
    "RecordCounts",
    "RegionKind",
    "RegionRow",
    "ReplicationsImport",
    "ResolutionStatus",
    "RuleCount",
    "SearchDocument",
    "SearchMode",
    "SettingsLike",
    "Severity",
    "Sort",
    "Source",
    "SourceKey",
    "Sourcing",
    "Stage",
    "StageCounts",
    "Suggestion",
    "SuggestionKind",
    "SupportsRead",
    "TableLike",
    "Texts",
    "Totals",
    "UnmetNeed",
]

Lang: TypeAlias = Literal["id", "en"]
Source: TypeAlias = Literal["auto", "kipp", "iga", "lan", "jippnas", "generic"]
Severity: TypeAlias = Literal["error", "warning", "advice"]
Kind: TypeAlias = Literal["duplicate", "version", "replication", "component", "related"]
CodeScheme: TypeAlias = Literal["kemendagri", "bps"]
RegionKind: TypeAlias = Literal["provinsi", "kabupaten", "kota"]
Sourcing: TypeAlias = Literal["sourced", "single-source", "partial", "inferred"]
ResolutionStatus: TypeAlias = Literal["resolved", "ambiguous", "unknown"]
Sort: TypeAlias = Literal["relevance", "year", "title"]
Stage: TypeAlias = Literal["read", "check", "candidates", "compare", "index", "write"]
FacetName: TypeAlias = Literal[
    "source", "level", "agency", "province", "region", "year", "sector", "sdg", "affair", "award", "status", "hub", "replicated"
]
#: Facet to wanted value or values; a dict held in a variable has texts as keys.
Filters: TypeAlias = Mapping[FacetName, str | int | Iterable[str | int]] | Mapping[str, Any]
SearchMode: TypeAlias = Literal["auto", "words", "need"]
Path: TypeAlias = str | PathLike[str]


class ArrowStream(Protocol):
    """Whatever gives Arrow data: frames of pandas and polars, tables of pyarrow, relations of DuckDB, a `jipp.Table`."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class SupportsRead(Protocol):
    """An open file."""

    def read(self) -> str | bytes: ...


class Progress(Protocol):
    """Told how far long work has come; `total` is 0 where it is not known."""

    def __call__(self, stage: Stage, done: int, total: int, /) -> object: ...


#: A path, the content of a file, an open file, Arrow data, or dicts.
TableLike: TypeAlias = Path | bytes | bytearray | SupportsRead | ArrowStream | Iterable[Mapping[str, Any]]
#: A settings file (`link.toml`, `jipp.toml`) as dict, as text in TOML or JSON, or as path.
SettingsLike: TypeAlias = Path | Mapping[str, Any]
#: Cluster by record id, tuples of both, tuples of two ids and an answer, or a table with the columns `id` and `cluster`.
Labels: TypeAlias = Mapping[Any, Any] | Iterable[tuple[Any, Any]] | Iterable[tuple[Any, Any, Any]] | TableLike
#: Questions by id, or a table with the columns `query_id`, `query` and perhaps `type`.
Queries: TypeAlias = Mapping[Any, str] | TableLike
#: For each question a gain by document, a table with the columns `query_id`, `doc_id`, `gain`, or a file of TREC.
Qrels: TypeAlias = Mapping[Any, Mapping[Any, float]] | TableLike
#: Group by document, or a table with the columns `doc_id` and `group`.
Groups: TypeAlias = Mapping[Any, Any] | TableLike
#: One text or several.
Texts: TypeAlias = str | Iterable[str]
#: A name of an agency, alone or as dict with `name` and any of `year`, `unit`, `title`, `region_code`.
NameAsWritten: TypeAlias = str | Mapping[str, object]
#: One value for all names, or a column with one for each.
OneOrEach: TypeAlias = str | float | Iterable[object] | None


class FileInfo(TypedDict):
    """What a file turned out to be."""

    name: str
    format: Literal["csv", "xlsx", "json", "ndjson", "table"]
    detail: str
    encoding: str
    damaged_text: bool
    mapping: str
    programme: str
    system: str
    reason: str
    reason_id: str
    header_row: int
    rows: int
    blank_rows: int
    columns: list[tuple[str, str | None]]
    absent: list[str]


class Totals(TypedDict):
    """Findings by severity."""

    error: int
    warning: int
    advice: int


class RecordCounts(TypedDict):
    """Rows and what became of them: read = accepted + quarantined."""

    read: int
    accepted: int
    quarantined: int
    by_source: dict[str, int]


#: Records that have everything that a stage of their life and the stages before require.
StageCounts = TypedDict("StageCounts", {"import": int, "submit": int, "complete": int, "validated": int})


class ComparedCount(TypedDict):
    """A declared number beside the one counted; `suggestion` is a name that may have been meant."""

    name: str
    declared: int
    counted: int | None
    difference: int | None
    suggestion: str | None


class ComparedFigure(TypedDict):
    """A declared total with its parts; `unexplained` is what no part explains."""

    name: str
    source: str | None
    agency: str | None
    year: int | None
    agrees: bool
    total: ComparedCount
    parts: list[ComparedCount]
    unexplained: int


class ComparedFigures(TypedDict):
    """Declared figures held against each other and against the records."""

    agrees: bool
    figures: list[ComparedFigure]


class BothLanguages(TypedDict):
    """A text in both languages."""

    id: str
    en: str


class CriterionResult(TypedDict):
    """Whether one criterion is met, and why; `level` is the one it opens."""

    code: str
    met: bool
    points: int
    most_points: int
    level: int | None
    reason: BothLanguages
    field: str | None


class EvidenceStep(TypedDict):
    """One thing that would raise the level, and the level then reached."""

    code: str
    reaches: int
    advice: BothLanguages


class EvidenceGrade(TypedDict):
    """How well a record documents its effect: `level` 0 to 5, `points` 0 to 100."""

    level: int
    label: BothLanguages
    points: int
    criteria: list[CriterionResult]
    next: list[EvidenceStep]


class LevelChange(TypedDict):
    """One level to try: of an indicator of an innovation, or without `innovation` of the region itself."""

    innovation: NotRequired[str | None]
    indicator: str
    level: int


class RuleCount(TypedDict):
    """How often a rule was violated."""

    code: str
    name: str
    severity: Severity
    summary: str
    count: int


class LinkageCounts(TypedDict):
    """A linkage in numbers."""

    records: int
    candidates: int
    split_blocks: int
    skipped_blocks: int
    pairs: int
    clusters: int
    merged_records: int
    review: int


class LinkNote(TypedDict):
    """Something that a person should know of a linkage; `share` of the values of `columns` that cannot be read, where it is about them;
    `forms`, the abbreviations that were read as their long forms."""

    code: Literal["left_out", "no_numbers", "no_dates", "telephones_as_one", "abbreviations_as_one", "pairs_on_disk"]
    columns: list[str]
    share: float | None
    forms: dict[str, str]
    message: str


class ComparedField(TypedDict):
    """One comparison of an explained pair; `weight` in bits includes `rarity`."""

    name: str
    left: str
    right: str
    level: str
    weight: float
    rarity: float
    alternatives: list[Alternative]


class Alternative(TypedDict):
    """What another level of one comparison would come to."""

    level: str
    weight: float
    probability: float


class RuleVerdict(TypedDict):
    """What a rule of blocking says of a pair; `reason` is a stable identifier, `detail` the same in words."""

    rule: str
    proposes: bool
    reason: str
    detail: str


class Candidate(TypedDict):
    """A body that a name may mean."""

    code: str
    name: str
    score: float
    why: str
    reason: str


class ReconcileProperty(TypedDict):
    """What the record says beside the name: `year`, `unit`, `title`, `region_code`."""

    pid: str
    v: object


class ReconcileQuery(TypedDict):
    """One name to reconcile."""

    query: str
    type: NotRequired[str | list[str]]
    limit: NotRequired[int]
    properties: NotRequired[list[ReconcileProperty]]


class ReconcileType(TypedDict):
    """A type of entity: `agency` or `region`."""

    id: str
    name: str


class ReconcileFeature(TypedDict):
    """What a score rests on: `fit`, `reason` or `joint`."""

    id: str
    value: float | bool | str


class ReconcileCandidate(TypedDict):
    """A body or region that the name may mean; `match` if it is the answer without a person's decision."""

    id: str
    name: str
    description: str
    type: list[ReconcileType]
    score: float
    match: bool
    features: list[ReconcileFeature]


class ReconcileAnswer(TypedDict):
    """The candidates of one query, best first."""

    result: list[ReconcileCandidate]


class ReconcileManifest(TypedDict):
    """What a reconciliation service says of itself."""

    versions: list[str]
    name: str
    identifierSpace: str
    schemaSpace: str
    defaultTypes: list[ReconcileType]


#: One value of a vocabulary; lists and attributes that are empty are left out.
Code = TypedDict(
    "Code",
    {
        "code": str,
        "id": str,
        "en": str,
        "aliases": NotRequired[list[str]],
        "years": NotRequired[list[int]],
        "from": NotRequired[int],
        "to": NotRequired[int],
        "source": list[str],
        "status": NotRequired[Sourcing],
        "note": NotRequired[str],
        "attributes": NotRequired[dict[str, Any]],
    },
)


class LookupAnswer(TypedDict):
    """What a text means in a vocabulary: the `value` and how it was met, or the `candidates` that may have been meant."""

    vocabulary: str
    text: str
    year: int | None
    status: Literal["found", "unknown"]
    matched_by: Literal["code", "label", "alias"] | None
    valid: bool | None
    value: Code | None
    candidates: list[Code]


class ParsedTitle(TypedDict):
    """The parts of a title; those that it does not have are left out."""

    name: str
    acronym: NotRequired[str]
    expansion: NotRequired[str]
    aliases: NotRequired[list[str]]
    head: NotRequired[str]
    place: NotRequired[str]
    unit: NotRequired[str]


class AnalyzedToken(TypedDict):
    """A word of a text as search reads it: the characters it covers, its number in the text, folded form and lemma."""

    start: int
    end: int
    position: int
    exact: str
    lemma: str


class AnalyzedText(TypedDict):
    """A text as search reads it; a joined form follows its parts."""

    tokens: list[AnalyzedToken]


class RegionRow(TypedDict):
    """A province, regency or city."""

    code: str
    name: str
    short_name: str
    type: RegionKind
    is_administrative: bool
    parent_code: str | None
    province: str
    island_group: Literal["Sumatera", "Jawa", "Bali-Nusa Tenggara", "Kalimantan", "Sulawesi", "Maluku", "Papua"]
    capital: str
    lat: float
    lng: float
    population: int
    area_km2: float
    density: float
    bps_code: str | None
    is_bps_code_old: bool
    iso_3166_2: str | None
    previous_code: str | None
    former_names: list[str]
    established: int | None
    established_law: str | None
    note: str | None


MatchForm: TypeAlias = Literal["exact", "lemma", "typo", "synonym", "translation", "prefix", "compound", "place", "name", "shared"]


class Highlight(TypedDict):
    """A range of characters, and how the word meets the question."""

    start: int
    end: int
    form: MatchForm


class SourceKey(TypedDict):
    """The identity of a source record."""

    system: str
    external_id: str | None
    url: str | None


class Reason(TypedDict):
    """Why a hit was found."""

    asked: str
    found: str
    form: MatchForm
    field: Literal["title", "acronym", "agency", "unit", "place", "summary", "problem", "body"]
    text: str


class GroupedHit(TypedDict):
    """A version or replication under its innovation."""

    id: str
    title: str
    agency: str | None
    year: int | None


class Hit(TypedDict):
    """One innovation found."""

    id: str
    score: float
    title: str
    agency: str | None
    unit: str | None
    region: str | None
    province: str | None
    year: int | None
    snippet: str
    title_highlights: list[Highlight]
    snippet_highlights: list[Highlight]
    sources: list[SourceKey]
    awards: list[str]
    status: str | None
    group: list[GroupedHit]
    why: list[Reason]


class FacetCount(TypedDict):
    """One value of a facet."""

    value: str
    count: int


SuggestionKind = Literal["title", "acronym", "agency", "topic"]


class Suggestion(TypedDict):
    """A completion of what is being typed. `id` is empty for an agency or a topic."""

    kind: SuggestionKind
    id: str
    title: str
    agency: str | None


class SearchDocument(TypedDict):
    """An innovation as the index keeps it; `texts` are pairs of field name and text."""

    id: str
    title: str
    other_titles: list[str]
    acronym: str | None
    agency: str | None
    agency_code: str | None
    level: str | None
    unit: str | None
    region: str | None
    region_code: str | None
    province: str | None
    year: int | None
    sector: str | None
    hub: str | None
    texts: list[tuple[str, str]]
    sdgs: list[str]
    affairs: list[str]
    awards: list[str]
    status: str | None
    sources: list[SourceKey]
    related: list[str]


class DuplicateCounts(TypedDict):
    """What the linkage of an integration found."""

    pairs: int
    clusters: int
    merged_records: int
    review: int
    versions: int
    replications: int


class BuildReport(TypedDict):
    """What the main job did."""

    records: RecordCounts
    findings: Totals
    rules: list[RuleCount]
    duplicates: DuplicateCounts
    innovations: int
    catalog: str | None


class CatalogStatus(TypedDict):
    """What a catalog holds."""

    jipp_version: str
    records_by_source: dict[str, int]
    accepted: int
    quarantined: int
    findings: dict[str, int]
    innovations: int
    merged: int
    links: dict[str, int]
    format: int
    version: int
    imports: int
    last_import: dict[str, Any] | None
    decisions: dict[str, int]
    overrides: int
    sustainability: dict[str, int]
    campaigns: int
    replications: dict[str, int]
    hubs: int
    articles: dict[str, int]
    interactions: dict[str, int]


class ImportedRows(TypedDict):
    """Rows of an import: read = added + changed + unchanged; `quarantined` are of those added and changed."""

    read: int
    added: int
    changed: int
    unchanged: int
    quarantined: int


class ChangedInnovations(TypedDict):
    """What a change did to the directory."""

    added: int
    changed: int
    removed: int
    total: int


# "import" is a word of the language
ImportReport = TypedDict(
    "ImportReport",
    {
        "import": int,
        "file": str,
        "system": str,
        "records": ImportedRows,
        "findings": dict[str, int],
        "innovations": ChangedInnovations,
    },
)


class AnswerProblem(TypedDict):
    """Something about a row of a worksheet; `code` is a stable slug."""

    row: int
    record_id: str
    code: str
    refused: bool


class AnswersImport(TypedDict):
    """What came of taking answers in: rows = answered + unanswered + refused."""

    rows: int
    answered: int
    unanswered: int
    repeated: int
    refused: int
    problems: list[AnswerProblem]


class ReplicationsImport(TypedDict):
    """What came of taking replications in: rows = added + known + refused; findings are as in `Report.findings`."""

    rows: int
    added: int
    known: int
    refused: int
    findings: list[dict[str, Any]]


class NeedAnswer(TypedDict):
    """What the directory has for one need; `coverage` is the share of its words that the best innovation has."""

    row: int
    text: str
    coverage: float
    met: bool
    hits: list[Hit]


class UnmetNeed(TypedDict):
    """Needs alike that nothing answers."""

    topic: list[str]
    rows: list[int]


class NeedsReport(TypedDict):
    """What a list of needs comes to; from `redacted` texts personal data was removed."""

    needs: list[NeedAnswer]
    unmet: list[UnmetNeed]
    redacted: int
