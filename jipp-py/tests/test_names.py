"""Names of agencies: alone, in context, and for OpenRefine."""

import json
from collections.abc import Callable
from typing import Any

import pytest

import jipp

CITY, REGENCY = "pemda:32.73", "pemda:32.04"


def test_names_resolve_one_by_one_and_together() -> None:
    one = jipp.resolve("Pemkot Surabaya")
    assert (one["status"], one["code"], one["region_code"], one["joint"]) == ("resolved", "pemda:35.78", "35.78", False)
    assert jipp.resolve("Bandung")["status"] == "ambiguous"
    several = jipp.resolve(["Pemkot Surabaya", "Bandung", "", None])
    assert [row["status"] for row in several._rows(9)] == ["resolved", "ambiguous", "unknown", "unknown"]
    assert several.to_dicts()[0] == one
    assert jipp.resolve(("Kementerian Riset, Teknologi, dan Pendidikan Tinggi",), year=2016)._rows(1)[0]["status"] == "resolved"


def test_the_record_decides() -> None:
    for context in ({"region_code": "32.73"}, {"unit": "RSUD Kota Bandung"}, {"title": "Layanan Lansia Kota Bandung"}):
        assert jipp.resolve("Bandung", **context)["code"] == CITY  # type: ignore[call-overload]
        assert jipp.resolve({"name": "Bandung", **context})["code"] == CITY
    columns = jipp.resolve(["Bandung", "Bandung", "Bandung"], region_code=["32.73", "32.04", None])
    assert [row["code"] for row in columns] == [CITY, REGENCY, None]
    # what a name brings with it goes before what is said for all
    mixed = jipp.resolve(["Bandung", {"name": "Bandung", "region_code": "32.04"}], region_code="32.73")
    assert [row["code"] for row in mixed] == [CITY, REGENCY]
    assert jipp.resolve("Bandung", region_code="32.73", lang="en")["candidates"][0]["why"] == "the record's region decides"
    assert jipp.resolve("Bandung", region_code="32.73")["candidates"][0]["reason"] == "by_region"


def test_years_come_in_every_shape() -> None:
    name = "Kementerian Riset, Teknologi, dan Pendidikan Tinggi"
    expected = jipp.resolve(name, year=2016)["code"]
    years: list[Any] = [2016, 2016.0, "2016", [2016], ["2016"], [2016.0]]
    for year in years:
        assert jipp.resolve(name, year=year)["code"] == expected
    years = [None, "", [None], [float("nan")]]
    for year in years:
        assert jipp.resolve(name, year=year) == jipp.resolve(name)


def test_the_table_has_the_region_the_partners_and_the_reason() -> None:
    rows = jipp.resolve(["Pemkot Surabaya bekerja sama dengan Kementerian Kesehatan", "Pemkot Surabaya dan Pemkab Sidoarjo"])._rows(9)
    assert rows[0]["partners"].startswith("pusat:kemenkes ")
    assert (rows[0]["region_code"], rows[0]["joint"], rows[0]["reason"]) == ("35.78", False, "place")
    assert (rows[1]["status"], rows[1]["joint"], rows[1]["partners"]) == ("ambiguous", True, "")


def frames() -> list[tuple[str, Callable[[dict[str, list[Any]]], Any]]]:
    def pandas(columns: dict[str, list[Any]]) -> Any:
        return pytest.importorskip("pandas", reason="pandas is not installed").DataFrame(columns)

    def polars(columns: dict[str, list[Any]]) -> Any:
        return pytest.importorskip("polars", reason="polars is not installed").DataFrame(columns)

    def arrow(columns: dict[str, list[Any]]) -> Any:
        return pytest.importorskip("pyarrow", reason="pyarrow is not installed").table(columns)

    return [("pandas", pandas), ("polars", polars), ("pyarrow", arrow)]


@pytest.mark.parametrize(("library", "frame"), frames(), ids=lambda value: value if isinstance(value, str) else "")
def test_columns_of_every_library(library: str, frame: Callable[[dict[str, list[Any]]], Any]) -> None:
    table = frame({"name": ["Bandung", "Bandung", None], "year": [2019, None, 2020], "region_code": ["32.73", None, None]})
    together = jipp.resolve(table["name"], year=table["year"], region_code=table["region_code"])
    assert [row["code"] for row in together] == [CITY, None, None]
    assert [row["input"] for row in together] == ["Bandung", "Bandung", ""]
    assert jipp.resolve(table).to_dicts() == together.to_dicts(), f"the rows of a frame of {library} bring their context"


def test_openrefine_is_answered() -> None:
    batch = {
        "q0": {"query": "Bandung", "limit": 2},
        "q1": {"query": "Bandung", "properties": [{"pid": "region_code", "v": "32.73"}]},
        "q2": {"query": "Kab. Toba Samosir", "type": ["region"]},
    }
    answer = jipp.reconcile(batch, lang="en")  # type: ignore[arg-type]
    assert list(answer) == list(batch)
    assert [(c["id"], c["match"]) for c in answer["q0"]["result"]] == [(REGENCY, False), (CITY, False)]
    assert [(c["id"], c["match"]) for c in answer["q1"]["result"]] == [(CITY, True)]
    assert answer["q2"]["result"][0]["type"] == [{"id": "region", "name": "Region"}]
    assert jipp.reconcile(json.dumps(batch), lang="en") == answer
    manifest = jipp.reconcile_manifest("https://example.org/id/", "https://example.org/type/", lang="en")
    assert (manifest["versions"], manifest["identifierSpace"]) == (["0.2"], "https://example.org/id/")
    assert [kind["id"] for kind in manifest["defaultTypes"]] == ["agency", "region"]


def test_mistakes_are_told_with_what_was_given() -> None:
    with pytest.raises(jipp.SettingsError, match="`year` has 3 values for 2 names; `unit` has 1 values for 2 names") as raised:
        jipp.resolve(["a", "b"], year=[2019, 2020, 2021], unit=["x"])
    assert raised.value.code == "settings_invalid"
    with pytest.raises(jipp.SettingsError, match="not `2O19`"):
        jipp.resolve(["a"], year=["2O19"])
    with pytest.raises(jipp.SettingsError, match="unknown field `nama`"):
        jipp.resolve([{"nama": "a"}])
