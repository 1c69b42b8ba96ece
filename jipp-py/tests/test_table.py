"""Tables in every library, and how notebooks show results."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Protocol

import pytest

import jipp

NASTY = "<script>alert(1)</script> & \"x\" <img src=x onerror='y'>"


def test_a_table_in_every_library(kipp: jipp.Records) -> None:
    rows = kipp._rows(999)
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    polars = pytest.importorskip("polars", reason="polars is not installed")
    assert kipp.to_arrow().to_pylist() == rows
    assert pa.table(kipp).column_names == kipp.columns
    assert polars.DataFrame(kipp).to_dicts() == kipp.to_polars().to_dicts() == rows
    frame = kipp.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert frame.shape == (len(kipp), len(kipp.columns))
    assert str(frame["year"].dtype) == "Int64", "whole numbers stay whole where some are missing"
    assert frame["title"].tolist()[0] == rows[0]["title"]


def test_duckdb_reads_tables(kipp: jipp.Records) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    innovations = kipp  # noqa: F841 (DuckDB finds it by its name)
    assert duckdb.sql("SELECT count(*) FROM innovations").fetchall() == [(len(kipp),)]


def test_every_result_is_a_table(kipp: jipp.Records, linkage: jipp.Linkage, directory: jipp.Directory, index: jipp.Index) -> None:
    report = jipp.validate(kipp)
    tables = [
        kipp,
        report.findings,
        report.rules,
        linkage.pairs,
        linkage.clusters,
        linkage.review(),
        directory,
        directory.links,
        index.search("sampah"),
        jipp.resolve(["Bandung"]),
        jipp.rules(),
        jipp.fields(),
        jipp.vocabularies(),
        jipp.vocabulary("urusan"),
        jipp.regions(),
        jipp.nearest_regions("35.78"),
        jipp.similar_regions("35.78"),
        jipp.agencies(),
    ]
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    for table in tables:
        assert isinstance(table, jipp.Table)
        assert len(table) == len(table.to_dicts()) == pa.table(table).num_rows == len(list(table))
        assert len(table.to_dicts(limit=1)) == 1
        assert table.columns == pa.schema(table).names
        assert table == table
        assert table != 1


def test_rows_and_columns_by_place_and_name(kipp: jipp.Records, index: jipp.Index) -> None:
    rows, flat = kipp.to_dicts(), kipp._rows(999)
    assert kipp.shape == (len(rows), len(kipp.columns))
    assert (kipp[0], kipp[-1], kipp[len(rows) - 1]) == (rows[0], rows[-1], rows[-1])
    assert kipp["title"] == [row["title"] for row in flat]
    assert kipp["year"] == [row["year"] for row in flat]
    part = kipp[3:7]
    assert type(part) is jipp.Records
    assert (part.to_dicts(), part._rows(99), part.columns) == (rows[3:7], flat[3:7], kipp.columns)
    assert part.to_dicts(limit=2) == rows[3:5]
    assert (part[1:][0], part[-2:][1], part[1:3].to_dicts()) == (rows[4], rows[6], rows[4:6])
    assert part["title"] == kipp["title"][3:7]
    assert kipp.head(2).to_dicts() == kipp[:2].to_dicts() == rows[:2]
    assert kipp.head().shape[0] == 5
    assert (len(kipp[5:2]), len(kipp[len(rows) :]), kipp[5:2].to_dicts(), len(kipp[-9999:9999])) == (0, 0, [], len(rows))
    findings = jipp.validate(kipp).findings
    assert (findings[2], findings[2:4].to_dicts()) == (findings.to_dicts()[2], findings.to_dicts()[2:4])
    hits = index.search("sampah")
    assert (hits[0], hits[:2].to_dicts()) == (hits.to_dicts()[0], hits.to_dicts(limit=2))
    for place in (len(rows), -len(rows) - 1, 2**70):
        with pytest.raises((IndexError, TypeError, OverflowError)):
            kipp[place]
    with pytest.raises(KeyError, match=r"`titel`; columns are .*title"):
        kipp["titel"]
    with pytest.raises(ValueError, match="without a step"):
        kipp[::2]
    with pytest.raises(TypeError, match="name of a column"):
        kipp[1.5]  # type: ignore[call-overload]


def test_a_part_is_handed_over_without_the_rest(kipp: jipp.Records) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert polars.DataFrame(kipp[3:7]).to_dicts() == kipp._rows(999)[3:7]
    assert pa.table(kipp[3:7]).to_pylist() == kipp._rows(999)[3:7]
    assert "4 baris" in kipp[3:7]._repr_html_()


def test_a_schema_that_is_asked_for_may_be_ignored(kipp: jipp.Records) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    asked = pa.schema([(name, pa.string()) for name in kipp.columns])
    given = pa.RecordBatchReader.from_stream(kipp, schema=asked).read_all() if hasattr(pa.RecordBatchReader, "from_stream") else None
    assert given is None or given.num_rows == len(kipp)


def test_empty_tables_keep_their_columns() -> None:
    findings = jipp.validate(jipp.read([{"title": "x"}], "generic"), select="DAT").findings
    assert len(findings) == 0
    assert findings.columns[0] == "code"
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    pytest.importorskip("pandas", reason="pandas is not installed")
    assert list(findings.to_pandas().columns) == findings.columns
    assert len(jipp.Index.build([{"title": "x", "year": 2019}]).search("zzz")) == 0


def test_frames_without_their_library(monkeypatch: pytest.MonkeyPatch, kipp: jipp.Records) -> None:
    for method, module, extra in (("to_polars", "polars", "polars"), ("to_arrow", "pyarrow", "arrow"), ("to_pandas", "pandas", "pandas")):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, module, None)
            with pytest.raises(ModuleNotFoundError, match=rf"pip install 'jipp\[{extra}\]'"):
                getattr(kipp, method)()


def test_pandas_works_without_pyarrow(monkeypatch: pytest.MonkeyPatch, kipp: jipp.Records) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    with_pyarrow = kipp.to_pandas()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    without = kipp.to_pandas()
    assert list(without.columns) == kipp.columns
    assert str(without["year"].dtype) == "Int64"
    assert without["title"].tolist() == with_pyarrow["title"].tolist()


class Audit(HTMLParser):
    """Counts what is open and refuses what may run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "img", "iframe"}, tag
        assert all(not name.startswith("on") for name, _ in attrs), attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class Shown(Protocol):
    def _repr_html_(self) -> str: ...


def audit(result: Shown) -> None:
    shown = result._repr_html_()
    parser = Audit()
    parser.feed(shown)
    parser.close()
    assert not parser.open
    assert len(shown.encode()) <= 200_000


def test_html_is_sound_and_small(records: jipp.Records, linkage: jipp.Linkage, directory: jipp.Directory, index: jipp.Index) -> None:
    pair = linkage.pairs.to_dicts(limit=1)[0]
    results: list[Shown] = [
        records,
        jipp.validate(records),
        jipp.validate(records, lang="en"),
        jipp.validate(records, select="SRC-01"),
        linkage,
        linkage.explain(pair["left"], pair["right"]),
        linkage.evaluate({row["id"]: row["cluster"] for row in linkage.clusters}),
        directory,
        index.search("bank sampah", facets=["level"], explain=True),
        index.search("zzzz"),
        jipp.resolve("Bandung"),
        jipp.resolve(["Bandung"]),
        jipp.resolve("Pemkot Surabaya bekerja sama dengan Kementerian Kesehatan"),
        jipp.rules(),
        jipp.vocabulary("kipp_sections"),
        jipp.regions(),
    ]
    for result in results:
        audit(result)


def test_html_escapes_and_cuts() -> None:
    rows = [
        {"external_id": f"{NASTY}{n}", "title": f"{NASTY} sampah", "agency": NASTY, "summary": NASTY * 500, "url": NASTY}
        for n in range(100)
    ]
    records = jipp.read(rows, "generic", name=NASTY)
    linkage = jipp.dedupe(records)
    hits = jipp.Index.build(records, merge=False).search("sampah", limit=100, explain=True, facets=["agency"])
    assert "<mark>sampah</mark>" in hits._repr_html_()
    first, second = (row["id"] for row in linkage.clusters.to_dicts(limit=2))
    shown: list[Shown] = [
        records,
        jipp.validate(records),
        linkage,
        linkage.explain(first, second),
        hits,
        jipp.Index.build(records, merge=False).search(NASTY),
        jipp.resolve(NASTY),
        jipp.resolve([NASTY] * 100),
    ]
    for result in shown:
        audit(result)


def test_reprs_are_one_line(records: jipp.Records, linkage: jipp.Linkage, directory: jipp.Directory, index: jipp.Index) -> None:
    results = [records, linkage, directory, index, jipp.validate(records), index.search("x"), jipp.rules(), jipp.resolve(["x"])]
    for result in results:
        assert repr(result).startswith(f"<{type(result).__name__}: ")
        assert "\n" not in repr(result)


def test_import_is_light() -> None:
    program = "import sys, jipp; print(sorted(m for m in sys.modules if m.split('.')[0] in {'pandas','polars','pyarrow','numpy','json'}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parent)
    assert done.stdout.strip() == "[]"
