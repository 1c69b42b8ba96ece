"""Read, check, link, merge and search records of public-service innovations.

The way through: `read` -> `validate` -> `dedupe` -> `integrate` -> `Index`. Every tabular result is a `Table`, which pandas,
polars, pyarrow and DuckDB take without copying. Bad records are never raised: they give findings.
"""

from ._jipp import (
    Catalog,
    Directory,
    Hits,
    Index,
    Linkage,
    Records,
    Report,
    Resolutions,
    Table,
    __version__,
    concat,
    dedupe,
    explain_rule,
    fields,
    integrate,
    link,
    read,
    resolve,
    rules,
    validate,
)
from .exceptions import CatalogError, IngestError, JippError, SearchError, SettingsError

__all__ = [
    "Catalog",
    "CatalogError",
    "Directory",
    "Hits",
    "Index",
    "IngestError",
    "JippError",
    "Linkage",
    "Records",
    "Report",
    "Resolutions",
    "SearchError",
    "SettingsError",
    "Table",
    "__version__",
    "concat",
    "dedupe",
    "explain_rule",
    "fields",
    "integrate",
    "link",
    "read",
    "resolve",
    "rules",
    "validate",
]
