"""Vocabularies, regions and agencies."""

import json

import pytest

import jipp


def test_every_vocabulary_is_a_table() -> None:
    lists = jipp.vocabularies()
    assert lists.columns == ["name", "programme", "title", "status", "values", "note"]
    assert len(lists) == 64
    for row in lists._rows(99):
        values = jipp.vocabulary(row["name"])
        assert len(values) == row["values"], row["name"]
        assert values.columns == ["code", "id", "en", "aliases", "years", "from", "to", "source", "status", "note", "attributes"]
        assert all(value["status"] in {"sourced", "single-source", "partial", "inferred"} for value in values._rows(999))
    assert jipp.vocabularies(lang="en").to_dicts()[0]["title"] != lists.to_dicts()[0]["title"]


def test_a_year_has_its_values_and_numbers_stay_numbers() -> None:
    assert len(jipp.vocabulary("kipp_kategori", 2023)) == 11
    assert len(jipp.vocabulary("kipp_kategori", 2025)) == 0, "the list of 2025 is not known"
    impact = next(value for value in jipp.vocabulary("kipp_sections", 2023) if value["attributes"].get("field") == "impact")
    assert impact["attributes"]["max_words"] == 600
    flat = jipp.vocabulary("kipp_sections", 2023)._rows(99)
    assert json.loads(flat[4]["attributes"])["max_words"] == 600
    counted = {row["name"]: row["values"] for row in jipp.vocabularies(year=2023)}
    assert counted["kipp_kategori"] == 11


def test_a_lookup_says_how_it_found_or_what_was_meant() -> None:
    found = jipp.lookup("urusan", "1")
    assert found["value"] is not None
    assert (found["status"], found["matched_by"], found["valid"], found["value"]["code"]) == ("found", "code", True, "01")
    assert jipp.lookup("kipp_kelompok", "Khusus", 2025)["valid"] is False
    meant = jipp.lookup("tahapan_iga", "Uji cobba")
    assert (meant["status"], meant["value"], [value["code"] for value in meant["candidates"]]) == ("unknown", None, ["uji_coba"])


def test_every_region_is_a_row() -> None:
    regions = jipp.regions()
    assert len(regions) == 552
    rows = {row["code"]: row for row in regions}
    surabaya = rows["35.78"]
    assert (surabaya["type"], surabaya["province"], surabaya["bps_code"], surabaya["is_administrative"]) == (
        "kota",
        "Jawa Timur",
        "3578",
        False,
    )
    assert surabaya["population"] > 2_000_000
    one = jipp.region("3578", "bps")
    assert one is not None
    assert {**one, "former_names": "; ".join(one["former_names"])} == surabaya
    assert sum(row["is_administrative"] for row in regions) == 6
    assert jipp.region("3578") is None
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = regions.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert frame[frame["is_administrative"]].shape[0] == 6


def test_the_near_and_the_similar() -> None:
    near = jipp.nearest_regions("35.78", limit=3)
    assert near.columns == ["code", "name", "type", "province", "km"]
    assert near.to_dicts()[0]["name"] == "Kabupaten Sidoarjo"
    similar = jipp.similar_regions("35.78", limit=5, other_provinces_only=True, lang="en").to_dicts()
    assert len(similar) == 5
    assert all(row["province"] != "Jawa Timur" and row["same_type"] is True for row in similar)
    assert similar[0]["reason"].startswith("same type, population")
    elsewhere = jipp.similar_regions("35.78", island_group=0, kind=0, population=0)
    assert elsewhere != jipp.similar_regions("35.78")


def test_agencies_of_a_year() -> None:
    everyone = jipp.agencies()
    rows = {row["code"]: row for row in everyone}
    assert len(rows) == len(everyone)
    assert rows["pemda:35.78"]["region_code"] == "35.78"
    then, now = ({row["code"] for row in jipp.agencies(year)} for year in (2010, 2025))
    assert then != now
    assert then | now <= set(rows)
    assert {row["confidence"] for row in everyone} <= {"high", "medium", "low"}
    assert jipp.resolve("Kementerian PANRB")["code"] in now
