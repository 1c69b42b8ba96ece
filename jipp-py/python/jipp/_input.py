"""Rows of Python objects as rows of texts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from typing import Any


def rows(data: Any) -> bytes | tuple[list[str], list[list[str]]]:
    """The bytes of a file object, or columns and cells of an iterable of dicts or of a pandas data frame."""
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    if hasattr(data, "read"):
        content = data.read()
        return content.encode() if isinstance(content, str) else bytes(content)
    if hasattr(data, "itertuples"):
        return _of_frame(data)
    if isinstance(data, Mapping) or not isinstance(data, Iterable):
        raise no_table(data)
    if isinstance(data, (list, tuple)) and data and isinstance(data[0], (str, PathLike)):
        raise TypeError(
            "cannot read a table from a list of paths: `jipp.concat(jipp.read(path) for path in paths)` puts several files together"
        )
    if hasattr(data, "to_frame"):
        raise no_table(data)
    columns: dict[str, None] = {}
    records: list[dict[str, str]] = []
    for item in data:
        if not isinstance(item, Mapping) and not hasattr(item, "keys"):
            raise no_table(item)
        record = {str(column): cell(item[column]) for column in item}
        columns.update(dict.fromkeys(record))
        records.append(record)
    return list(columns), [[record.get(column, "") for column in columns] for record in records]


def _of_frame(frame: Any) -> tuple[list[str], list[list[str]]]:
    """Of columns with the same name the first counts, as in files."""
    columns = [str(column) for column in frame.columns]
    places = [place for place, column in enumerate(columns) if column not in columns[:place]]
    table = [[cell(row[place]) for place in places] for row in frame.itertuples(index=False, name=None)]
    return [columns[place] for place in places], table


def document(data: Any) -> bytes:
    """The bytes of a file object; rows of dicts or of a data frame as JSON, with their values as they are."""
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    if hasattr(data, "read"):
        content = data.read()
        return content.encode() if isinstance(content, str) else bytes(content)
    items = None if isinstance(data, Mapping) else _items(data)
    if not isinstance(items, Iterable):
        raise no_table(data)
    objects = []
    for item in items:
        if not isinstance(item, Mapping) and not hasattr(item, "keys"):
            raise no_table(item)
        objects.append({str(key): _plain(item[key]) for key in item})
    return json.dumps(objects, ensure_ascii=False, default=cell).encode()


def _plain(value: Any) -> Any:
    """What JSON has no word for, such as `nan`, is missing."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return None if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))) else value


def no_table(data: object) -> TypeError:
    kind = type(data).__name__
    if hasattr(data, "collect"):
        return TypeError(f"a `{kind}` is read after its `.collect()`")
    if hasattr(data, "to_frame"):
        return TypeError(f"a `{kind}` is one column, no table: its `.to_frame()` is one")
    return TypeError(f"cannot read a table from `{kind}`: give a path, bytes, a data frame, Arrow data or a list of dicts")


def cell(value: Any) -> str:
    """One value as a cell: nothing for what is missing, no `.0` behind whole numbers, lists joined by `; `."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and abs(value) >= 1e16 and value.is_integer() and abs(value) < 1e21:
        return str(int(value))  # an id, that would be printed with an exponent
    value = _as_list(value)
    if isinstance(value, (list, tuple)) and not any(isinstance(part, (dict, list, tuple)) for part in value):
        return "; ".join(cell(part) for part in value)
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_known_to_json)
    return tidy(value.isoformat() if hasattr(value, "isoformat") else str(value))


def _as_list(value: Any) -> Any:
    """Sets, in order, and arrays as lists; anything else as it is."""
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    return value.tolist() if hasattr(value, "tolist") and getattr(value, "ndim", None) else value


def _known_to_json(value: Any) -> Any:
    """What JSON has no word for: scalars and arrays of numpy, sets, days; anything else as text."""
    if hasattr(value, "tolist"):
        return value.tolist()
    listed = _as_list(value)
    if isinstance(listed, list):
        return listed
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def json_value(value: Any) -> str:
    """A value as JSON, whatever library it is of."""
    return json.dumps(_plain(value), ensure_ascii=False, default=_known_to_json)


def tidy(text: str) -> str:
    """A printed number or time without what says nothing: `2019.0`, `2019-08-12T00:00:00`, `nan`."""
    if text in ("nan", "NaN", "NaT", "<NA>"):
        return ""
    text = text.removesuffix("T00:00:00")
    whole, point, rest = text.partition(".")
    return whole if point and whole.lstrip("-").isdigit() and not rest.strip("0") else text


def labels(given: Any) -> tuple[list[str], list[list[str]]] | None:
    """Labels given as dict, as a column with its index, or as tuples, as a table: id and cluster, or two ids and whether they are the
    same. `None` for a table, which is read like any other."""
    if isinstance(given, (str, bytes, bytearray, memoryview, PathLike)) or hasattr(given, "read") or hasattr(given, "columns"):
        return None
    if isinstance(given, Mapping) or hasattr(given, "items"):
        given = given.items()
    elif hasattr(given, "__arrow_c_stream__") or not isinstance(given, Iterable):
        return None
    items = list(given)
    if items and all(isinstance(item, Mapping) for item in items):
        return rows(items)  # type: ignore[return-value]
    sizes = {len(item) if isinstance(item, (tuple, list)) else 0 for item in items} or {2}
    if sizes not in ({2}, {3}):
        raise TypeError(
            "labels are tuples of an id and its cluster, or tuples of two ids and whether they are the same; all of one kind, "
            f"not `{next((item for item in items if not isinstance(item, (tuple, list)) or len(item) not in (2, 3)), items[0])!r}`"
        )
    columns = ["id", "cluster"] if sizes == {2} else ["left", "right", "same"]
    return columns, [[cell(value) for value in item] for item in items]


def chosen(given: Any) -> tuple[list[str], list[bool] | None]:
    """Which records are kept: their ids, or an answer for each of them."""
    if isinstance(given, (str, Mapping)) or hasattr(given, "columns") or not (isinstance(given, Iterable) or hasattr(given, "to_pylist")):
        raise TypeError(f"`keep` is a list or column of record ids, or of yes and no for each record, not `{type(given).__name__}`")
    items = list(_items(given))
    if items and all(type(item).__name__ in ("bool", "bool_", "NAType", "NoneType") for item in items):
        # where a condition knows no answer, the record is left out
        return [], [type(item).__name__ in ("bool", "bool_") and bool(item) for item in items]
    return [cell(item) for item in items], None


def readable(data: Any) -> Any:
    """A frame whose columns all say what they hold: of polars without the type Null, which it hands over in a way that Arrow does not
    read, of pandas without periods, which it hands over as numbers. Anything else as it is."""
    library = type(data).__module__.partition(".")[0]
    if library not in ("pandas", "polars") or not hasattr(data, "columns"):
        return data
    from . import _frames

    return _frames.without_null_types(data) if library == "polars" else _frames.without_periods(data)


def queries(given: Any) -> str | None:
    """Questions as CSV; `None` for a path or the content of a file."""
    return _csv(given, ("query_id", "query"), lambda questions: questions.items())


def qrels(given: Any) -> str | None:
    """Judgements as CSV; `None` for a path or the content of a file."""
    if isinstance(given, Mapping):
        for judged in given.values():
            if not isinstance(judged, Mapping):
                raise TypeError(f"each question has a dict of documents and gains, such as {{'q1': {{'INV-7': 3}}}}, not `{judged!r}`")
    gains = ("query_id", "doc_id", "gain")
    return _csv(given, gains, lambda judged: ((query, *gain) for query, found in judged.items() for gain in found.items()))


def groups(given: Any) -> str | None:
    """Groups of documents as CSV; `None` for a path or the content of a file."""
    return _csv(given, ("doc_id", "group"), lambda known: known.items())


def _csv(given: Any, columns: Iterable[str], of_dict: Callable[[Any], Iterable[Iterable[Any]]]) -> str | None:
    if isinstance(given, (str, PathLike)):
        return None
    if isinstance(given, Mapping):
        table: Any = [[cell(value) for value in row] for row in of_dict(given)]
    else:
        read = rows(_items(given))
        if isinstance(read, bytes):
            return read.decode()
        columns, table = read
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([list(columns), *table])
    return text.getvalue()


def names(given: tuple[Any, Any, Any, Any, Any]) -> str:
    """Names of agencies and what is known beside them as the core takes them: `names`, `year`, `unit`, `title`, `region_code`."""
    first, *context = given
    alone = isinstance(first, (str, Mapping)) or not (isinstance(first, Iterable) or hasattr(first, "to_pylist"))
    call: dict[str, Any] = {"names": [_name(item) for item in ([first] if alone else _items(first))]}
    for key, value in zip(("year", "unit", "title", "region_code"), context, strict=True):
        column = isinstance(value, Iterable) and not isinstance(value, str)
        call[key] = [_known(item) for item in _items(value)] if column else _known(value)
    return json.dumps(call)


def _items(column: Any) -> Iterable[Any]:
    """The items of a column, or the rows of a frame as dicts."""
    if hasattr(column, "iterrows"):
        return column.to_dict("records")  # type: ignore[no-any-return]
    if hasattr(column, "to_dicts"):
        return column.to_dicts()  # type: ignore[no-any-return]
    return column.to_pylist() if hasattr(column, "to_pylist") else column  # type: ignore[no-any-return]


def _name(item: Any) -> str | dict[str, str | None]:
    if isinstance(item, Mapping):
        return {str(key): cell(value) if key == "name" else _known(value) for key, value in item.items()}
    return cell(item)


def _known(value: Any) -> str | None:
    return cell(value) or None


def json_text(value: Any) -> str:
    """JSON as it is, anything else as JSON."""
    return value if isinstance(value, str) else json_value(value)
