"""Tables as frames of other libraries, each imported when it is asked for."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._jipp import Table


def _library(name: str, extra: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ModuleNotFoundError(f"this needs {name}: pip install 'jipp[{extra}]'", name=name) from None


def to_arrow(table: Table) -> Any:
    """A pyarrow table, without copying."""
    return _library("pyarrow", "arrow").table(table)


def to_polars(table: Table) -> Any:
    """A polars frame, without copying."""
    return _library("polars", "polars").DataFrame(table)


def to_pandas(table: Table) -> Any:
    """A pandas frame; through pyarrow where it is there, else row by row."""
    pandas = _library("pandas", "pandas")
    try:
        pyarrow = importlib.import_module("pyarrow")
    except ModuleNotFoundError:
        rows = table._rows(sys.maxsize)
        whole = [name for name in table.columns if {type(row[name]) for row in rows} - {type(None)} == {int}]
        return pandas.DataFrame(rows, columns=table.columns).astype(dict.fromkeys(whole, "Int64"))
    # whole numbers stay whole where some are missing
    return pyarrow.table(table).to_pandas(types_mapper={pyarrow.int64(): pandas.Int64Dtype()}.get)
