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


def without_null_types(frame: Any) -> Any:
    """A frame of polars in which columns of the type Null, also inside of lists and structs, are columns of texts without any."""
    polars = _library("polars", "polars")

    def known(kind: Any) -> Any:
        if kind == polars.Null:
            return polars.String()
        if isinstance(kind, polars.List):
            return polars.List(known(kind.inner))
        if isinstance(kind, polars.Array):
            return polars.Array(known(kind.inner), kind.size)
        if isinstance(kind, polars.Struct):
            return polars.Struct({field.name: known(field.dtype) for field in kind.fields})
        return kind

    changed = {name: to for name, kind in frame.schema.items() if (to := known(kind)) != kind}
    return frame.cast(changed) if changed else frame


def without_periods(frame: Any) -> Any:
    """A frame of pandas in which periods (`2020-01`) are texts."""
    kinds = zip(frame.columns, frame.dtypes, strict=True)
    changed = {column: "string" for column, kind in kinds if str(kind).startswith("period")}
    return frame.astype(changed) if changed and frame.columns.is_unique else frame
