"""The same work on a cluster, with Apache Spark (`pip install 'jipp[spark]'`, Java 17 or later).

`validate` and `resolve` send rows to the workers as Arrow batches and change nothing of the answers. `dedupe` blocks, counts and groups in
Spark and compares in jipp: with settings that do not need the whole table at once it gives what `jipp.dedupe` gives on one machine.
jipp has to be installed on every worker.
"""

from __future__ import annotations

import importlib
import json
import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from . import _jipp
from .types import Lang, SettingsLike, Source, Texts

__all__ = ["SparkLinkage", "dedupe", "resolve", "score_pairs", "validate"]

FINDING = (
    "code string, name string, severity string, message string, help string, source string, file string, record string, row long, "
    "field string, value string, suggestion string, agency string, column string"
)
RESOLUTION = "status string, code string, name string, level string, region_code string, candidates string"


def _arrow() -> Any:
    return importlib.import_module("pyarrow")


def _functions() -> Any:
    return importlib.import_module("pyspark.sql.functions")


def _wrong(message: str, code: str, details: dict[str, Any]) -> _jipp.SettingsError:
    error = _jipp.SettingsError(message)
    error.code, error.details = code, details
    return error


def _checked(frame: Any, *columns: str | None) -> None:
    """Here and now, not in a worker when the frame is asked for: whether this is a frame of Spark that has these columns."""
    if not hasattr(frame, "mapInArrow"):
        raise TypeError(f"this is `{type(frame).__name__}`, not a frame of Spark: `jipp` itself takes other frames")
    for column in columns:
        if column is not None and column not in frame.columns:
            near = get_close_matches(column, frame.columns, 1)
            hint = f", did you mean `{near[0]}`?" if near else f": the frame has {', '.join(f'`{name}`' for name in frame.columns)}"
            details = {"what": "column", "value": column, "suggestion": near[0] if near else None}
            raise _wrong(f"unknown column `{column}`{hint}", "unknown_value", details)


def _mapped(frame: Any, work: Callable[[Any], Any], schema: str) -> Any:
    """Each Arrow batch through `work`, which gives a table of jipp or of pyarrow."""

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        pa = _arrow()
        for batch in batches:
            if batch.num_rows:
                # Spark's rows are plain strings; jipp's columns have long offsets
                yield from pa.table(work(batch)).combine_chunks().to_batches()

    return frame.mapInArrow(run, schema)


def _typed(table: Any, schema: str) -> Any:
    """The columns of a schema of Spark, in its order and kinds."""
    pa = _arrow()
    kinds = {"string": pa.string(), "long": pa.int64(), "double": pa.float64(), "int": pa.int32()}
    fields = [part.strip().rsplit(" ", 1) for part in schema.split(",")]
    table = pa.table(table)
    return pa.table({name.strip("`"): table.column(name.strip("`")).cast(kinds[kind]) for name, kind in fields})


def _beside(batch: Any, table: Any, prefix: str = "") -> Any:
    """The columns of a batch and, behind them, those of a table with the same rows."""
    out = _arrow().Table.from_batches([batch])
    for name in table.column_names:
        out = out.append_column(f"{prefix}{name}", table.column(name))
    return out


def validate(
    frame: Any,
    source: Source | str = "generic",
    *,
    settings: SettingsLike | None = None,
    as_of: str | None = None,
    select: Texts | None = None,
    ignore: Texts | None = None,
    lang: Lang = "id",
    id: str | None = None,
) -> Any:
    """The findings about the rows of a Spark frame, as a Spark frame with the columns of `Report.findings`.

    Rules that look at all records together (family `DUP`, repeated identifiers) see one batch only and are left out; `jipp.dedupe` and
    `dedupe` find duplicates. `row` counts inside a batch, so name the column that tells records apart.

    Args:
        frame: The rows, with the columns of `source`.
        source: Whose columns these are, as in `jipp.read`.
        settings: As in `jipp.validate`, and so are the following.
        id: A column whose value each finding gets as `id`; findings about no row have none.

    Raises:
        IngestError: The frame has not the columns of the source.
        SettingsError: There is no column `id` (`unknown_value`), or as in `jipp.validate`.
    """
    _checked(frame, id)
    left_out = ["DUP", "ID-06", *([ignore] if isinstance(ignore, str) else ignore or [])]
    schema = FINDING + (", id string" if id is not None else "")
    given = {"settings": settings, "as_of": as_of, "select": select, "ignore": left_out, "lang": lang}

    # what is wrong with columns and settings shows without a single row
    nothing = {name: _arrow().array([], _arrow().string()) for name in frame.columns}
    _jipp.validate(_jipp.read(_arrow().table(nothing), source, name="spark"), **given)  # type: ignore[arg-type]

    def work(batch: Any) -> Any:
        pa = _arrow()
        report = _jipp.validate(_jipp.read(batch, source, name="spark"), **given)  # type: ignore[arg-type]
        found = pa.table(report.findings)
        if id is not None:
            values = batch.column(batch.schema.get_field_index(id)).to_pylist()
            rows = found.column("row").to_pylist()
            found = found.append_column("id", pa.array([None if row is None else str(values[row - 1]) for row in rows], pa.string()))
        return _typed(found, schema)

    return _mapped(frame, work, schema)


def resolve(
    frame: Any, column: str, *, year: str | None = None, unit: str | None = None, region_code: str | None = None, lang: Lang = "id"
) -> Any:
    """A Spark frame with what the names in a column mean: `status`, `code`, `name`, `level`, `region_code`, `candidates`, each with
    `resolved_` before it. The other arguments name columns that help to decide, as in `jipp.resolve`.

    Raises:
        SettingsError: The frame has not one of these columns (`unknown_value`).
    """
    _checked(frame, column, year, unit, region_code)
    added = ", ".join(f"resolved_{part.strip()}" for part in RESOLUTION.split(","))

    def work(batch: Any) -> Any:
        def of(name: str | None) -> Any:
            return None if name is None else batch.column(batch.schema.get_field_index(name)).to_pylist()

        answers = _jipp.resolve(of(column), year=of(year), unit=of(unit), region_code=of(region_code), lang=lang)
        return _beside(batch, _typed(answers, RESOLUTION), "resolved_")

    return _mapped(frame, work, f"{_ddl(frame)}, {added}")


def _ddl(frame: Any) -> str:
    return ", ".join(f"`{field.name}` {field.dataType.simpleString()}" for field in frame.schema.fields)


def score_pairs(pairs: Any, settings: SettingsLike, model: Any = None) -> Any:
    """The pairs of a Spark frame with `levels`, `weight` and `probability`, as `jipp.compare_pairs` gives them.

    Args:
        pairs: A pair in each row: each column of the comparisons twice, with `_l` and `_r` behind its name.
        settings: `link.toml`.
        model: The weights; without them only the levels are filled.
    """
    _checked(pairs)
    added = "levels string, weight double, probability double"

    def work(batch: Any) -> Any:
        return _beside(batch, _typed(_jipp.compare_pairs(batch, settings, model), added))

    return _mapped(pairs, work, f"{_ddl(pairs)}, {added}")


@dataclass(frozen=True)
class SparkLinkage:
    """What a linkage on a cluster gives."""

    pairs: Any
    """A frame of all pairs with at least `clustering.review`: `left`, `right`, `levels`, `weight`, `probability` (at least the threshold
    inside a cluster, as `Linkage.pairs`)."""
    clusters: Any
    """A frame with the cluster of every record: `id`, `cluster` (the first id of it)."""
    model: dict[str, Any]
    """The weights, as `Linkage.model`."""
    candidates: int
    """How many pairs were compared."""
    skipped_blocks: int
    """How many blocks were too large to compare: they are skipped here whatever `oversized` says, because splitting them needs the whole
    table. `jipp.dedupe` splits them."""


def dedupe(frame: Any, settings: SettingsLike, *, id: str) -> SparkLinkage:
    """Finds duplicates in a Spark frame. Blocking, counting and connected components are Spark's work, comparing and learning jipp's.

    Args:
        frame: The records; read twice, so cache it if it costs much to compute.
        settings: `link.toml` with blocking by columns, comparisons and levels written out, `clustering.method = "components"`, and neither
            `cannot_link` nor `version`. `jipp.dedupe(sample).settings` is a start. The weights are learned from the pairs that the rules
            propose, as `learn_from = "rules"` says on one machine.
        id: The column with unique ids.

    Raises:
        SettingsError: The settings need the whole table at once, or group otherwise (`settings_invalid`), or the frame has not one of
            their columns (`unknown_value`).
    """
    plain = _plain(settings)
    F = _functions()
    columns = _compared(plain)
    keyed = sorted({column for rule in plain["blocking"] for column in rule["columns"]})
    _checked(frame, id, *keyed, *columns)
    wanted = (F.col(name).cast("string").alias(f"v_{name}") for name in sorted({*columns, *keyed}))
    frame = frame.select(F.col(id).cast("string").alias("id"), *wanted)

    def keys(batch: Any) -> Any:
        pa = _arrow()
        named = pa.table({name: batch.column(batch.schema.get_field_index(f"v_{name}")) for name in keyed} | {"id": batch.column(0)})
        found = pa.table(_jipp.blocking_keys(named, plain))
        ids = named.column("id").take(found.column("row"))
        return _typed(pa.table({"id": ids, "rule": found.column("rule"), "key": found.column("key")}), "id string, rule long, key string")

    blocks = _mapped(frame, keys, "id string, rule long, key string").cache()
    limits = {at: rule["max_block"] for at, rule in enumerate(plain["blocking"])}
    most = F.create_map(*(F.lit(part) for pair in limits.items() for part in pair))
    sizes = blocks.groupBy("rule", "key").count().withColumn("fits", F.col("count") <= most[F.col("rule")])
    skipped = sizes.filter(~F.col("fits")).count()
    kept = blocks.join(sizes.filter("fits and count > 1").select("rule", "key"), ["rule", "key"])
    other = kept.select("rule", "key", F.col("id").alias("right"))
    pairs = (
        kept.withColumnRenamed("id", "left").join(other, ["rule", "key"]).filter("left < right").select("left", "right").distinct().cache()
    )
    candidates = pairs.count()

    def joined(pairs: Any) -> Any:
        sides = [
            frame.select(F.col("id").alias(side), *(F.col(f"v_{name}").alias(f"{name}{end}") for name in columns))
            for side, end in (("left", "_l"), ("right", "_r"))
        ]
        return pairs.join(sides[0], "left").join(sides[1], "right")

    def counted(pairs: Any) -> dict[str, int]:
        levels = score_pairs(joined(pairs), plain).groupBy("levels").count().collect()
        return {row["levels"]: row["count"] for row in levels}

    records = frame.count()
    drawn = _jipp.random_pairs(records, plain)
    random: dict[str, int] = {}
    if drawn:
        numbered = frame.select("id").orderBy("id").rdd.zipWithIndex().map(lambda row: (row[1], row[0]["id"])).toDF("at long, id string")
        chosen = frame.sparkSession.createDataFrame(drawn, "a long, b long")
        # of the two records of a pair, the one with the smaller id stands left, as in a linkage on one machine
        low, high = F.least("a", "b").alias("a"), F.greatest("a", "b").alias("b")
        first = numbered.select(F.col("at").alias("a"), F.col("id").alias("left"))
        second = numbered.select(F.col("at").alias("b"), F.col("id").alias("right"))
        random = counted(chosen.select(low, high).join(first, "a").join(second, "b").select("left", "right"))
    model = _jipp.learn_weights(counted(pairs), plain, records=records, random=random)
    clustering = plain["clustering"]
    scored = score_pairs(joined(pairs), plain, model).select("left", "right", "levels", "weight", "probability").cache()
    edges = scored.filter(F.col("probability") >= clustering["threshold"]).select("left", "right")
    clusters = _components(frame.select("id"), edges)
    # what the other records of a cluster have in common with both joins a pair too
    of = [clusters.select(F.col("id").alias(side), F.col("cluster").alias(f"cluster_{side}")) for side in ("left", "right")]
    both = scored.join(of[0], "left").join(of[1], "right")
    least = F.when(F.col("cluster_left") == F.col("cluster_right"), F.lit(clustering["threshold"])).otherwise(F.lit(0.0))
    shown = both.select("left", "right", "levels", "weight", F.greatest("probability", least).alias("probability"))
    return SparkLinkage(shown.filter(F.col("probability") >= clustering["review"]), clusters, model, candidates, skipped)


def _plain(settings: SettingsLike) -> dict[str, Any]:
    """The settings as a dict, with everything filled in as one machine does; refused if they need more than pairs."""
    given = _read(settings)
    problems = []
    if not given.get("blocking") or not all(rule.get("columns") for rule in given["blocking"]):
        problems.append("on a cluster every rule of `blocking` names its columns")
    if not given.get("comparison") or not all(comparison.get("levels") for comparison in given["comparison"]):
        problems.append("on a cluster every `comparison` has its levels: what a column holds shows only in the whole table")
    if given.get("clustering", {}).get("method") != "components":
        problems.append('on a cluster records are grouped by `clustering.method = "components"`')
    problems += [f"`{name}` needs the whole cluster of a record" for name in ("cannot_link", "version", "component") if given.get(name)]
    if given.get("stated"):
        problems.append("`stated` looks for names in the whole table")
    if problems:
        raise _wrong("settings do not fit: " + "; ".join(problems), "settings_invalid", {"problems": problems})
    columns = {column for rule in given["blocking"] for column in rule["columns"]} | set(_compared(given))
    # a linkage of two records tells what jipp makes of the settings
    return dict(_jipp.dedupe([dict.fromkeys(sorted(columns), text) for text in ("a", "b")], given).settings)


def _read(settings: SettingsLike) -> dict[str, Any]:
    if isinstance(settings, Mapping):
        return dict(settings)
    text = os.fspath(settings)
    if "\n" not in text and not text.lstrip().startswith("{"):
        text = Path(text).read_text(encoding="utf-8")
    try:
        read = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except ValueError as problem:
        raise _wrong(f"settings cannot be read: {problem}", "settings_unreadable", {}) from None
    return dict(read)


def _compared(settings: Mapping[str, Any]) -> list[str]:
    """The columns of the comparisons."""
    own = {comparison["column"] for comparison in settings["comparison"]}
    others = {level["column"] for comparison in settings["comparison"] for level in comparison["levels"] if level.get("column")}
    return sorted(own | others)


def _components(records: Any, edges: Any) -> Any:
    """Connected components by the smallest id that reaches a record: each round every record takes the smallest of its neighbours' labels,
    and then the label of its label, so that chains shrink by half."""
    F = _functions()
    both = edges.unionByName(edges.select(F.col("right").alias("left"), F.col("left").alias("right"))).distinct().cache()
    labels = records.select("id", F.col("id").alias("cluster")).localCheckpoint()
    while True:
        near = both.join(labels, both["right"] == labels["id"]).groupBy("left").agg(F.min("cluster").alias("near"))
        taken = labels.join(near, labels["id"] == near["left"], "left")
        taken = taken.select("id", F.least("cluster", F.coalesce("near", "cluster")).alias("cluster")).localCheckpoint()
        jump = taken.select(F.col("id").alias("cluster"), F.col("cluster").alias("far"))
        after = taken.join(jump, "cluster", "left")
        after = after.select("id", F.least("cluster", F.coalesce("far", "cluster")).alias("cluster")).localCheckpoint()
        if not after.join(labels.withColumnRenamed("cluster", "before"), "id").filter("cluster != before").limit(1).count():
            return after
        labels = after


def __getattr__(name: str) -> object:
    """For names that are not there, the one that may have been meant."""
    from ._names import of_module

    raise AttributeError(of_module(__name__, name, __all__))
