"""Read, check, link, merge and search records of public-service innovations.

The way through: `read` -> `validate` -> `dedupe` -> `integrate` -> `Index`. Every tabular result is a `Table`, which pandas,
polars, pyarrow and DuckDB take without copying. Bad records are never raised: they give findings.

What goes back to the agencies: `Report.to_html`, `feedback`, `fix`. How well it is done: `evidence_grade`, `index_score`. Lists of other
things: `validate_replications`, `validate_hubs`.

Pictures of all of it: `jipp.charts`. The same on a cluster: `jipp.spark`.

Beside it: `resolve` and `reconcile` for names of agencies, `vocabulary` and `lookup` for coded values, `regions` and `agencies`.
"""

from . import _calls
from ._jipp import (
    Catalog,
    Directory,
    EvidenceGrades,
    Fixed,
    Hits,
    Index,
    Linkage,
    Records,
    Report,
    Resolutions,
    Table,
    __version__,
    agencies,
    analyze,
    blocking_keys,
    compare_pairs,
    concat,
    dedupe,
    draft_mapping,
    evidence_grade,
    explain_rule,
    feedback,
    fields,
    fix,
    index_score,
    integrate,
    learn_weights,
    link,
    lookup,
    nearest_regions,
    parse_title,
    random_pairs,
    read,
    reconcile,
    reconcile_manifest,
    region,
    regions,
    resolve,
    rules,
    similar_regions,
    validate,
    validate_hubs,
    validate_replications,
    vocabularies,
    vocabulary,
)
from .exceptions import CatalogError, IngestError, JippError, ReportError, ScoreError, SearchError, SettingsError

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
    "set_lang",
    "similar_regions",
    "validate",
    "validate_hubs",
    "validate_replications",
    "vocabularies",
    "vocabulary",
]

_calls.install(globals())

# known to checkers of types; `typing` itself would be half of the time that the import takes
TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import charts as charts
    from . import spark as spark
    from .types import Lang


def set_lang(lang: "Lang") -> None:
    """Sets the language in which notebooks show results that have none of their own: records, linkages, hits, catalogs.

    It is `id` to begin with. Reports, explanations and charts are in the language that they were made in.

    Args:
        lang: `id` or `en`.

    Raises:
        ValueError: It is another language.
    """
    from . import _html

    _html.set_lang(lang)


def __getattr__(name: str) -> object:
    """Parts that are imported when they are first used; for names that are not there, the one that may have been meant."""
    import importlib

    if name in ("charts", "spark"):
        return importlib.import_module(f".{name}", __name__)
    raise AttributeError(importlib.import_module("._names", __name__).of_module(__name__, name, [*__all__, "charts", "spark"]))
