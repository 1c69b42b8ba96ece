"""The 20 rules as a Pandera schema over Polars, the faster of Pandera's back ends.

    python peer_pandera.py records.csv --findings findings.csv [--in-memory]

Polars reads dates and codes first, with the expressions of `peer_polars.py`; the schema then checks that frame with `lazy=True`, so
that every failure is collected. Each check runs as a query of its own over the frame.

A check that looks at several columns is given to the column it speaks of: of a check of the whole frame, Pandera would put whole
rows into the failure cases. Pandera reports cells, so what one cell breaks several times (goals), and the comparison of the few
sections that begin alike (TXT-05), are worked out from its failure cases afterwards.
"""

import pandera
import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

import peer_polars as peer
import rules
from peer import main

#: Rules that the built-in checks of Pandera express.
BUILT_IN = {
    ("ID-02", "title"): pa.Check.str_length(max_value=rules.LONGEST_TITLE, error="ID-02"),
    ("ID-05", "nri"): pa.Check.str_matches(rules.NRI, error="ID-05"),
}
#: A missing title is what Pandera calls a null in a column that takes none.
NULL = "not_nullable"


def custom(rule: str, broken: pl.Expr) -> pa.Check:
    fine = ~broken.fill_null(False)
    return pa.Check(lambda data: data.lazyframe.select(fine), error=rule)


def schema() -> pa.DataFrameSchema:
    checks: dict[str, list[pa.Check]] = {}
    for (rule, field), broken in peer.broken().items():
        if rule != "ID-01":
            checks.setdefault(field, []).append(BUILT_IN.get((rule, field)) or custom(rule, broken))
    owner = pl.col("external_id")
    repeated = owner.is_not_null() & ~pl.struct("external_id", "year!").is_first_distinct()
    checks["external_id"] = [custom("ID-06", repeated)]
    shared = pl.col("nri").is_duplicated() & pl.col("nri").is_not_null()
    checks["nri"].append(custom("ID-06", shared & owner.ne_missing(owner.first().over("nri"))))
    return pa.DataFrameSchema({field: pa.Column(pl.String, of, nullable=field != "title") for field, of in checks.items()})


def findings_of(frame: pl.LazyFrame) -> pl.DataFrame:
    """Every finding with row, rule, field and value."""
    table = peer.prepared(frame).collect()
    try:
        schema().validate(table, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return pl.DataFrame(schema={peer.ROW: pl.UInt32, "rule": pl.String, "field": pl.String, "value": pl.String})
    found = cases.select(
        (pl.col("index") + 1).cast(pl.UInt32).alias(peer.ROW),
        pl.col("check").replace(NULL, "ID-01").alias("rule"),
        pl.col("column").alias("field"),
        pl.col("failure_case").alias("value"),
    )
    return pl.concat(_told(table, *key, part) for key, part in found.group_by("rule", "field")).sort(peer.ROW, "rule", "field")


def _told(table: pl.DataFrame, rule: str, field: str, cases: pl.DataFrame) -> pl.DataFrame:
    if rule == "TXT-05":
        return cases.filter(table[cases[peer.ROW] - 1].select(peer.same_section(field)).to_series())
    if field == "sdgs":
        goals = cases.select(pl.col("value").alias("sdgs")).select(peer.goals_told(rule)).to_series()
        return cases.with_columns(goals.alias("value")).explode("value")
    return cases


if __name__ == "__main__":
    main(
        f"Pandera {pandera.__version__}",
        from_file=lambda path: findings_of(pl.scan_csv(path, infer_schema=False)),
        load=lambda path: pl.read_csv(path, infer_schema=False),
        from_memory=lambda table: findings_of(table.lazy()),
        write=lambda findings, path: findings.write_csv(path),
        codes=lambda findings: findings["rule"].to_list(),
    )
