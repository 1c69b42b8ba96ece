"""Names that somebody guessed, and those that may have been meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

FRAME = "`to_pandas()` and `to_polars()` give frames that have it"
# what other libraries call it
ELSEWHERE: dict[str, dict[str, str]] = {
    "module": {
        "read_csv": "`jipp.read(path)` reads every format",
        "read_excel": "`jipp.read(path)` reads every format",
        "read_json": "`jipp.read(path)` reads every format",
        "read_parquet": "`jipp.read(path)` reads every format",
        "search": "`jipp.Index.build(records).search(...)`",
        "load": "`jipp.read(path)`, `jipp.Index.open(path)` or `jipp.Catalog.open(path)`",
        "merge": "`jipp.integrate(records)` links and merges",
        "cluster": "`jipp.dedupe(records).clusters`",
        "Linker": "`jipp.dedupe(records)` or `jipp.link(left, right)`",
        "init_mapping": "`jipp.draft_mapping(data)`",
        "mapping": "`jipp.draft_mapping(data)`",
    },
    "Table": dict.fromkeys(
        (
            "to_csv",
            "to_parquet",
            "to_excel",
            "write_csv",
            "write_parquet",
            "tail",
            "sample",
            "describe",
            "dtypes",
            "groupby",
            "group_by",
            "sort",
            "sort_values",
            "filter",
            "query",
            "merge",
            "join",
            "value_counts",
            "iterrows",
            "loc",
            "iloc",
        ),
        FRAME,
    )
    | {
        "to_list": "`to_dicts()`",
        "to_dict": "`to_dicts()`",
        "rows": "`to_dicts()`",
        "validate": "`jipp.validate(records)`",
        "dedupe": "`jipp.dedupe(records)`",
        "search": "`jipp.Index.build(records).search(...)`",
    },
    "Linkage": {
        "save": "`save_model(path)`",
        "matches": "`pairs`",
        "links": "`pairs`",
        "predict": "`pairs`",
        "weights": "`model`; `jipp.charts.match_weights(linkage)` draws it",
        "waterfall": "`jipp.charts.waterfall(linkage.explain(left, right))`",
        "plot": "`jipp.charts.match_weights(linkage)`, `jipp.charts.clusters(linkage)`",
    },
    "Catalog": {
        "search": "`index().search(...)`",
        "suggest": "`index().suggest(...)`",
        "merge": '`decide(left, right, "same", by=...)`',
        "split": "`unmerge(record, by=...)`",
        "import_file": "`add(data)`",
        "read": "`add(data)`",
        "close": "nothing stays open",
    },
    "Index": {"query": "`search(query)`", "needs": '`search(text, mode="need")`, or `Catalog.needs(texts)`', "load": "`open(path)`"},
    "Report": {
        "errors": '`findings`, `totals["error"]`',
        "summary": "`print(report)`, `rules`",
        "to_dicts": "`findings.to_dicts()`",
        "plot": "`jipp.charts.findings(report)`",
    },
}


def of_module(module: str, name: str, known: Iterable[str]) -> str:
    return f"module {module!r} has no attribute {name!r}" + meant(name, known, ELSEWHERE["module"] if module == "jipp" else {})


def of_object(value: object, name: str) -> str:
    """What to say where `value` has no attribute `name`."""
    kinds = type(value).__mro__
    told = f"{type(value).__name__!r} object has no attribute {name!r}"
    if name.startswith("_"):  # asked by machines: notebooks try what an object can do
        return told
    elsewhere: dict[str, str] = {}
    for kind in kinds:
        elsewhere = ELSEWHERE.get(kind.__name__, {}) | elsewhere
    return told + meant(name, (known for known in dir(value) if not known.startswith("_")), elsewhere)


def meant(name: str, known: Iterable[str], elsewhere: dict[str, str]) -> str:
    """What is said behind an unknown `name`, or nothing."""
    if name in elsewhere:
        return f": {elsewhere[name]}"
    names = {known_as.lower(): known_as for known_as in known}
    near = get_close_matches(name.lower(), names, 1, 0.6)
    # `error` is meant by `errors` and `province` by `status_by_province`
    inside = [known_as for folded, known_as in names.items() if len(name) > 3 and name.lower() in folded]
    found = names[near[0]] if near else min(inside, key=len, default=None)
    return f": did you mean `{found}`?" if found else ""
