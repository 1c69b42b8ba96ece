"""Whatever holds a table is read the same."""

import csv
import datetime
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import jipp

from conftest import DATA

HEADER = ["external_id", "title", "agency", "year", "summary", "sdgs"]
ROWS: list[dict[str, Any]] = [
    {
        "external_id": "1",
        "title": "Bank Sampah",
        "agency": "Pemkot Malang",
        "year": 2019,
        "summary": "Warga menabung sampah.",
        "sdgs": ["11", "12"],
    },
    {"external_id": "2", "title": "Sakera Jempol 🌶", "agency": None, "year": None, "summary": None, "sdgs": []},
    {"external_id": "3", "title": "Kakekku", "agency": "Kab. Kudus", "year": 2021, "summary": "", "sdgs": ["1"]},
]


def expected() -> list[dict[str, Any]]:
    return jipp.read(ROWS, "generic").to_dicts()


def test_dicts_are_read() -> None:
    first, second, _ = expected()
    assert first["title"] == "Bank Sampah"
    assert first["agency_code"] == "pemda:35.73"
    assert first["year"] == 2019
    assert first["sdgs"] == ["11", "12"]
    assert "agency" not in second


def test_path_bytes_and_open_file_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows({**row, "sdgs": "; ".join(row["sdgs"])} for row in ROWS)
    content = path.read_bytes()
    forms: list[Any] = [path, str(path), content, bytearray(content), memoryview(content), io.BytesIO(content)]
    for data in [*forms, io.StringIO(content.decode())]:
        assert jipp.read(data, "generic").to_dicts() == expected()
    with path.open("rb") as file:
        assert jipp.read(file).to_dicts() == expected(), "auto knows the canonical field names"


def test_pandas_gives_the_same() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame(ROWS)
    assert str(frame["year"].dtype) == "float64", "missing years make pandas write 2019.0"
    assert jipp.read(frame, "generic").to_dicts() == expected()
    categories = frame.astype({"agency": "category", "title": "category"})
    assert jipp.read(categories, "generic").to_dicts() == expected()


def test_the_index_of_pandas_is_no_column() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame(ROWS)
    some = jipp.read(frame[frame["year"] > 2019], "generic")
    assert [name for name, _ in some.files[0]["columns"]] == HEADER
    named = jipp.read(frame.set_index("external_id"), "generic")
    assert [record["external_id"] for record in named.to_dicts()] == ["1", "2", "3"], "an index with a name is data"


def test_pandas_with_columns_of_mixed_types() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"title": ["a", "b", "c"], "year": [2019, "2020", None]}, dtype=object)
    assert [record.get("year") for record in jipp.read(frame, "generic").to_dicts()] == [2019, 2020, None]


def test_polars_gives_the_same() -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    assert jipp.read(polars.DataFrame(ROWS), "generic").to_dicts() == expected()


def test_pyarrow_gives_the_same_in_every_text_type() -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    table = pa.Table.from_pylist(ROWS)
    assert jipp.read(table, "generic").to_dicts() == expected()
    assert jipp.read(table.to_batches()[0], "generic").to_dicts() == expected()
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=2))
    assert jipp.read(reader, "generic").to_dicts() == expected()
    for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.int32(), pa.large_string())):
        titles = pa.array([row["title"] for row in ROWS], pa.string()).cast(kind)
        changed = table.set_column(1, "title", titles)
        assert jipp.read(changed, "generic").to_dicts() == expected(), kind


def test_duckdb_gives_the_same() -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    rows = pa.Table.from_pylist(ROWS)  # noqa: F841 (DuckDB finds it by its name)
    assert jipp.read(duckdb.sql("SELECT * FROM rows"), "generic").to_dicts() == expected()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (2019, "2019"),
        (2019.0, "2019"),
        (2019.5, "2019.5"),
        (float("nan"), None),
        (True, "true"),
        ("1.0", "1.0"),
        (Decimal("12.00"), "12"),
        (datetime.date(2019, 8, 12), "2019-08-12"),
        (datetime.datetime(2019, 8, 12), "2019-08-12"),
        (datetime.datetime(2019, 8, 12, 7, 30), "2019-08-12T07:30:00"),
        (["a", 1, 2.0], "a; 1; 2"),
        ({"a": [1]}, '{"a":[1]}'),
    ],
)
def test_cells_become_texts(value: object, text: str | None) -> None:
    (record,) = jipp.read([{"title": "x", "source_note": value}], "generic").to_dicts()
    assert record.get("source_note") == text
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    if not isinstance(value, (list, dict)):
        table = pa.Table.from_pylist([{"title": "x", "source_note": value}])
        assert jipp.read(table, "generic").to_dicts()[0].get("source_note") == text


def test_pandas_and_polars_cells() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    polars = pytest.importorskip("polars", reason="polars is not installed")
    times = pandas.DataFrame({"title": ["a", "b"], "implementation_date": pandas.to_datetime(["2019-08-12", None])})
    assert jipp.read(times, "generic").to_dicts()[0]["implementation_date"] == "2019-08-12"
    assert "implementation_date" not in jipp.read(times, "generic").to_dicts()[1]
    numbers = polars.DataFrame({"title": ["a", "b", "c"], "year": [2019.0, float("nan"), None]})
    assert [record.get("year") for record in jipp.read(numbers, "generic").to_dicts()] == [2019, None, None]


def test_blank_rows_are_counted_and_rows_are_numbered_from_one() -> None:
    records = jipp.read([{"title": "a"}, {"title": " "}, {"title": "b"}], "generic")
    assert records.files[0]["blank_rows"] == 1
    assert [row["row"] for row in records._rows(9)] == [1, 3]


def test_an_oversized_cell_is_left_out_and_found() -> None:
    records = jipp.read([{"title": "a", "summary": "x" * (1 << 21)}], "generic")
    assert "summary" not in records.to_dicts()[0]
    assert not jipp.validate(records, select="SRC").ok


def test_mapping_from_text_and_from_file(tmp_path: Path) -> None:
    mapping = 'name = "dinkes"\nsystem = "generic"\nprogramme = "other"\n[columns.title]\nheaders = ["Nama"]\nrequired = true\n'
    path = tmp_path / "dinkes.toml"
    path.write_text(mapping)
    for given in (mapping, path, str(path)):
        records = jipp.read([{"Nama": "Bank Sampah"}], mapping=given)
        assert records.to_dicts()[0]["title"] == "Bank Sampah"
        assert records.files[0]["mapping"] == "dinkes"


def test_name_and_delimiter() -> None:
    records = jipp.read(b"title|agency\na,b|c\n", "generic", delimiter="|", name="usulan.csv")
    assert records.to_dicts()[0]["title"] == "a,b"
    assert records.files[0]["name"] == "usulan.csv"
    assert records._rows(1)[0]["file"] == "usulan.csv"
    assert jipp.read(DATA / "kipp.csv", name="a.csv").files[0]["name"] == "a.csv"


def test_the_sample_is_read_whole(records: jipp.Records) -> None:
    assert len(records) == 287
    assert [file["mapping"] for file in records.files] == ["kipp", "iga", "lan"]
    ids = [row["record_id"] for row in records._rows(999)]
    assert len(set(ids)) == 287


def test_concat_keeps_ids_apart(kipp: jipp.Records) -> None:
    twice = jipp.concat([kipp, kipp])
    ids = [row["record_id"] for row in twice._rows(999)]
    assert len(ids) == len(set(ids)) == 212
    assert jipp.concat([twice]) == twice
    assert len(jipp.concat([])) == 0
    with pytest.raises(TypeError):
        jipp.concat([{"title": "x"}])  # type: ignore[list-item]


def test_records_go_through_a_frame_and_back(kipp: jipp.Records) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    again = jipp.read(kipp.to_pandas(), "generic")
    for before, after in zip(kipp.to_dicts(), again.to_dicts(), strict=True):
        for field in ("title", "agency", "year", "awards", "sdgs", "implementation_date", "agency_code"):
            assert before.get(field) == after.get(field) or field == "awards", field


@pytest.mark.parametrize("data", [7, None, {"title": ["a"]}, [["a", "b"]], ["a"]])
def test_what_is_no_table_is_refused(data: object) -> None:
    with pytest.raises(TypeError, match="cannot read a table from"):
        jipp.read(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("frame", [list, "pandas", "polars"])
def test_a_column_names_the_source_of_each_record(frame: Any) -> None:
    rows = [
        {"title": "Bank Sampah", "agency": "Pemkot Malang", "external_id": "7", "source": "kipp"},
        {"title": "Jemput Bola", "agency": "Pemkot Malang", "external_id": "7", "source": "kemendagri_iga"},
        {"title": "Loket Cepat", "agency": "Pemkot Malang", "external_id": "7", "source": ""},
    ]
    table = rows if frame is list else pytest.importorskip(frame).DataFrame(rows)
    records = jipp.read(table)
    assert records["source"] == ["panrb_kipp", "kemendagri_iga", "generic"]
    assert records["record_id"] == ["panrb_kipp:7", "kemendagri_iga:7", "generic:7"]
    assert [row["sources"][0]["system"] for row in records.to_dicts()] == records["source"]


def test_records_keep_their_source_through_a_frame(kipp: jipp.Records) -> None:
    pytest.importorskip("polars")
    again = jipp.read(kipp.to_polars())
    assert again["source"] == kipp["source"] and set(again["source"]) == {"panrb_kipp"}


@pytest.mark.parametrize("frame", [list, "pandas", "polars"])
def test_a_column_source_that_means_something_else_is_a_column_like_others(frame: Any) -> None:
    rows = [{"title": "Bank Sampah", "agency": "Pemkot Malang", "source": "kipp"}, {"title": "Jemput Bola", "source": "survei"}]
    table = rows if frame is list else pytest.importorskip(frame).DataFrame(rows)
    records = jipp.read(table)
    assert records["source"] == ["generic", "generic"]
    assert "the column `source` is read as any other: `survei` is no name of a source" in str(records.files)


def test_a_column_source_of_a_file_may_mean_anything() -> None:
    rows = [{"title": "Bank Sampah", "agency": "Pemkot Malang", "source": "kipp"}, {"title": "Jemput Bola", "source": "iga"}]
    # in a file, and under a mapping of one's own, the column may mean anything
    text = b"title,agency,source\nBank Sampah,Pemkot Malang,situs web\n"
    assert jipp.read(text, "generic")["source"] == ["generic"]
    own = 'name = "own"\nsystem = "generic"\nprogramme = "other"\n[columns.title]\nheaders = ["title"]\nrequired = true\n'
    assert jipp.read(rows, mapping=own)["source"] == ["generic", "generic"]
