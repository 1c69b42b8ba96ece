"""What is put right by itself, and what goes back to the agencies."""

import json
from pathlib import Path
from typing import Any

import pytest

import jipp

from conftest import DATA, ROOT


def test_the_copy_differs_in_the_changes_only(tmp_path: Path) -> None:
    fixed = jipp.fix(DATA / "kipp.csv", as_of="2026-11-21")
    changes = fixed.changes.to_dicts()
    assert changes
    assert set(fixed.changes.columns) == {"row", "column", "codes", "before", "after"}
    assert fixed.format == "csv"
    assert fixed.held == sorted(fixed.held)
    copy = tmp_path / "copy.csv"
    fixed.save(copy)
    assert copy.read_bytes().decode() == fixed.text
    left = jipp.validate(jipp.read(copy), as_of="2026-11-21")
    assert len(left.findings) == len(fixed.findings)
    assert left.totals == fixed.totals
    assert len(jipp.fix(copy, as_of="2026-11-21").changes) == 0, "fixing it again changes nothing"
    before, after = jipp.read(DATA / "kipp.csv"), jipp.read(copy)
    assert len(before) == len(after)
    assert "cells fixed" in repr(fixed)


def test_rows_keep_their_kinds() -> None:
    mine = {"a": [1.5, float("nan")]}
    rows: list[dict[str, Any]] = [{"title": "  BANK   SAMPAH ", "agency": "Pemkot Malang", "year": 2013, "mine": mine}]
    fixed = jipp.fix(rows, "generic", select="ID-04")
    assert fixed.format == "json"
    assert json.loads(fixed.text) == [{"title": "BANK SAMPAH", "agency": "Pemkot Malang", "year": 2013, "mine": {"a": [1.5, None]}}]
    assert [change["codes"] for change in fixed.changes] == ["ID-04"]
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    assert [change["after"] for change in jipp.fix(pandas.DataFrame(rows[:1])[["title", "agency"]], "generic").changes] == ["BANK SAMPAH"]


def test_the_file_itself_is_never_changed(tmp_path: Path) -> None:
    path = tmp_path / "kipp.csv"
    path.write_bytes((DATA / "kipp.csv").read_bytes())
    fixed = jipp.fix(path)
    (tmp_path / "link.csv").symlink_to(path)
    for wrong in (path, tmp_path / "link.csv", tmp_path / "copy.xlsx"):
        with pytest.raises(jipp.SettingsError) as raised:
            fixed.save(wrong)
        assert raised.value.code == "settings_invalid"
    assert path.read_bytes() == (DATA / "kipp.csv").read_bytes()


def test_sheets_that_were_not_fixed_are_named() -> None:
    fixed = jipp.fix(ROOT / "tests" / "fixtures" / "broken" / "several-sheets.xlsx")
    assert fixed.unread == [("2021", 1)]
    assert "sheet '2021' (1 rows) not read" in repr(fixed)
    assert fixed.format == "csv"
    assert jipp.fix(DATA / "kipp.csv").unread == []


def test_bad_input_of_fix(kipp: jipp.Records) -> None:
    with pytest.raises(TypeError, match="path or bytes"):
        jipp.fix(kipp)
    with pytest.raises(TypeError, match="cannot read a table"):
        jipp.fix([1])  # type: ignore[list-item]
    with pytest.raises(jipp.IngestError):
        jipp.fix(b"")
    with pytest.raises(FileNotFoundError):
        jipp.fix("nowhere.csv")
    with pytest.raises(jipp.SettingsError):
        jipp.fix([{"title": "x"}], select="DAT-20")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_feedback_comes_back(kipp: jipp.Records, tmp_path: Path, form: Any) -> None:
    written = jipp.feedback(kipp, tmp_path / "new" / "out", format=form, lang="en").to_dicts()
    assert sum(row["records"] for row in written) == len(kipp)
    assert len({row["path"] for row in written}) == len(written) > 5
    assert sorted(row["path"] for row in written) == sorted(map(str, (tmp_path / "new" / "out").iterdir()))
    one = next(row for row in written if row["agency"])
    back = jipp.read(one["path"])
    ids = {row["record_id"] for row in kipp._rows(1000)}
    assert len(back) == one["records"]
    assert {row["record_id"] for row in back._rows(1000)} <= ids


def test_personal_data_stays_unless_asked_for(tmp_path: Path) -> None:
    rows = [{"title": "Bank Sampah", "agency": "Pemkot Malang", "summary": "Hubungi 081234567890 untuk ikut serta"}]
    for asked in (False, True):
        (file,) = jipp.feedback(rows, tmp_path / str(asked), format="csv", with_personal_data=asked)
        assert ("081234567890" in Path(file["path"]).read_text(encoding="utf-8-sig")) is asked


def test_bad_input_of_feedback(tmp_path: Path) -> None:
    rows = [{"title": "Bank Sampah", "agency": "Pemkot Malang"}]
    with pytest.raises(jipp.SettingsError) as raised:
        jipp.feedback(rows, tmp_path, format="pdf")  # type: ignore[arg-type]
    assert raised.value.code == "unknown_value"
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        jipp.feedback(rows, tmp_path / "file")


IMPACT = "Waktu penerbitan izin turun dari 30 hari menjadi 3 hari pada tahun 2025."


def test_evidence(records: jipp.Records) -> None:
    grades = jipp.evidence_grade(records, as_of="2026-11-21", lang="en")
    assert len(grades) == sum(grades.levels) == len(records)
    row = next(iter(jipp.evidence_grade([{"title": "Loket Cepat", "agency": "Pemkot Malang", "impact": IMPACT}], lang="en")._rows(1)))
    assert (row["level"], row["label"], row["next"]) == (2, "figures before and after", "independent_source")
    assert row["advice"]
    first = grades.to_dicts()[0]
    alone = grades.explain(first["record"])
    assert alone == first["grade"]
    assert [criterion["code"] for criterion in alone["criteria"]][:2] == ["impact_stated", "before_after_figures"]
    more = {criterion["code"]: criterion["met"] for criterion in grades.explain(first["record"], replications=2)["criteria"]}
    assert more["replicated"]
    with pytest.raises(jipp.SettingsError):
        grades.explain("nobody")
    with pytest.raises(jipp.SettingsError):
        jipp.evidence_grade(records, as_of="yesterday")


REGION = {"innovations": [{"id": "INV-7", "indicators": [{"number": 35, "level": 1.0}]}]}


def test_index_score() -> None:
    changes: list[Any] = [{"innovation": "INV-7", "indicator": "35", "level": 3}]
    answer = jipp.index_score(2026, REGION, what_if=changes, steps=2, lang="en")
    assert answer == jipp.index_score(2026, json.dumps(REGION), what_if="INV-7:35=3", steps=2, lang="en")
    assert answer["what_if"]
    assert answer["claimed"]["innovations"] == 1


def test_bad_input_of_index_score() -> None:
    for code, options in (("index_year_unknown", {"year": 1999}), ("index_change_invalid", {"what_if": "35=3"})):
        with pytest.raises(jipp.ScoreError) as raised:
            jipp.index_score(**({"year": 2026, "region": REGION} | options))  # type: ignore[arg-type]
        assert raised.value.code == code
    for settings in ({"region": {"inovasi": []}}, {"vocabularies": "{"}):
        with pytest.raises(jipp.SettingsError):
            jipp.index_score(**({"year": 2026, "region": REGION} | settings))  # type: ignore[arg-type]


def test_lists(kipp: jipp.Records, tmp_path: Path) -> None:
    rows = [{"id": "1", "adopter": "Pemkot Malang"}, {"id": "1", "adopter": "Pemkot Malang", "stage": "entah"}]
    path = tmp_path / "list.json"
    path.write_text(json.dumps(rows))
    for check in (jipp.validate_replications, jipp.validate_hubs):
        reports = [check(given, lang="en") for given in (rows, path, path.read_bytes())]  # type: ignore[operator]
        for report in reports:
            assert report.records["read"] == 2
            assert report.quarantined == len(report.quarantined_ids)
            assert len(report.findings)
            assert report.to_html().startswith("<!doctype html>")
        with pytest.raises(jipp.IngestError):
            check(b"%PDF-1.7\n")
        with pytest.raises(jipp.SettingsError):
            check(rows, lang="fr")  # type: ignore[operator]
    assert jipp.validate_replications(rows, kipp).records["by_source"] == {"replication": 2}
