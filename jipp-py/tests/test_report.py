"""The report goes out in every form, and reports of parts become one."""

import csv
import datetime
import io
import json
import os
import sys
from pathlib import Path

import pytest

import jipp

from conftest import DATA

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"


@pytest.fixture(scope="module")
def report(records: jipp.Records) -> jipp.Report:
    return jipp.validate(records, as_of="2026-11-21", lang="en")


def test_statistics_reconcile(report: jipp.Report) -> None:
    read = report.records["read"]
    for groups in (report.sources, report.agencies):
        assert sum(row["records"] for row in groups._rows(1000)) == read
        assert sum(row["quarantined"] for row in groups._rows(1000)) == report.quarantined
        assert sum(row["complete"] for row in groups._rows(1000)) == report.complete
        assert sum(row["error"] for row in groups._rows(1000)) == report.totals["error"]
        assert sum(row["totals"]["error"] for row in groups) == report.totals["error"]
        assert groups.to_dicts()[-1]["key"] is None
    assert report.complete == report.ready["complete"] <= report.ready["import"] <= read
    assert report.unlisted == 0
    titles = next(row for row in report.fields.to_dicts() if row["field"] == "title")
    assert titles["filled"] == sum(titles["by_source"].values()) < read
    assert {"field", "label", "filled", "required", "required_filled"} == set(report.fields.columns)


def test_findings_name_agency_and_fix(report: jipp.Report) -> None:
    assert report.findings.columns[-4:] == ["column", "fix_column", "fix_value", "fix_applicability"]
    rows = report.findings.to_dicts()
    assert any(row["agency"] for row in rows)
    fixes = [row for row in rows if row["fix_column"]]
    assert fixes
    assert {row["fix_applicability"] for row in fixes} <= {"safe", "unsafe"}


def test_the_whole_report_is_json(report: jipp.Report) -> None:
    whole = report.to_dict()
    assert whole == json.loads(report.to_json())
    assert whole["as_of"] == "2026-11-21"
    assert [file["name"] for file in whole["files"]] == ["iga.xlsx", "kipp.csv", "lan.json"]
    assert whole["totals"] == report.totals
    assert len(whole["findings"]) == len(report.findings)


def test_every_form_as_text_and_as_file(report: jipp.Report, tmp_path: Path) -> None:
    for name in ("html", "sarif", "csv", "ndjson"):
        give = getattr(report, f"to_{name}")
        path = tmp_path / f"report.{name}"
        path.write_text("before")
        assert give(path) is None
        assert path.read_bytes().decode() == give()
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".csv", ".html", ".ndjson", ".sarif"]
    assert report.to_html().startswith("<!doctype html>")
    assert json.loads(report.to_sarif())["version"] == "2.1.0"
    assert len(list(csv.DictReader(io.StringIO(report.to_csv())))) == len(report.findings)
    assert len(report.to_ndjson().splitlines()) == len(report.findings)
    with pytest.raises(FileNotFoundError):
        report.to_html(tmp_path / "nowhere" / "report.html")


def test_hostile_cells_stay_text() -> None:
    records = jipp.read([{"title": HOSTILE, "agency": HOSTILE, "year": HOSTILE}], "generic", name=f"{HOSTILE}.csv")
    report = jipp.validate(records)
    assert len(report.findings)
    for page in (report.to_html(), report._repr_html_()):
        assert "<img src=x" not in page
        assert "<script>alert" not in page
    fixed = jipp.fix([{"title": f"  {HOSTILE}   x ", "agency": "Pemkot Malang"}], "generic")
    assert "<img" not in fixed._repr_html_()
    formula = jipp.validate([{"title": "x", "agency": "=1+1"}], select="ORG").to_csv()
    assert ",=1+1" not in formula


def test_parts_become_one(kipp: jipp.Records) -> None:
    lan = jipp.read(DATA / "lan.json")
    parts = [jipp.validate(part, lang="en") for part in (kipp, lan)]
    both = parts[0].merge(parts[1])
    assert both.to_dict() == parts[1].merge(parts[0]).to_dict()
    assert both.records["read"] == len(kipp) + len(lan)
    assert both.quarantined_ids == parts[0].quarantined_ids + parts[1].quarantined_ids
    assert len(both.findings) == sum(len(part.findings) for part in parts)


def test_reports_that_do_not_fit_are_refused(kipp: jipp.Records) -> None:
    report = jipp.validate(kipp)
    for other, code in (({"lang": "en"}, "report_languages"), ({"as_of": "2026-11-21"}, "report_days")):
        with pytest.raises(jipp.ReportError) as raised:
            report.merge(jipp.validate(kipp, **other))  # type: ignore[arg-type]
        assert raised.value.code == code


def test_declared_figures(report: jipp.Report, tmp_path: Path) -> None:
    declared = {"figures": [{"name": "kami", "total": report.records["read"], "parts": {"accepted": report.accepted, "quarantined": 9}}]}
    path = tmp_path / "figures.json"
    path.write_text(json.dumps(declared))
    answer = report.figures(declared)
    assert answer == report.figures(path) == report.figures(json.dumps(declared))
    assert not answer["agrees"]
    assert answer["figures"][0]["total"]["difference"] == 0
    assert {part["name"]: part["difference"] for part in answer["figures"][0]["parts"]}["accepted"] == 0
    with pytest.raises(jipp.ReportError) as raised:
        report.figures({"figuren": []})
    assert raised.value.code == "figures_unreadable"


def test_settings_as_dict_text_and_path(kipp: jipp.Records, tmp_path: Path) -> None:
    text = 'as_of = 2026-11-21\nselect = ["CLS"]\n[severity]\nCLS = "advice"\n'
    path = tmp_path / "jipp.toml"
    path.write_text(text)
    given = {"as_of": datetime.date(2026, 11, 21), "select": ["CLS"], "severity": {"CLS": "advice"}}
    reports = [jipp.validate(kipp, settings=settings) for settings in (text, path, given)]
    assert reports[0].to_dict() == reports[1].to_dict() == reports[2].to_dict()
    assert {row["severity"] for row in reports[0].findings if row["code"].startswith("CLS")} == {"advice"}
    assert reports[0].to_dict()["as_of"] == "2026-11-21"
    chosen = jipp.validate(kipp, settings=text, select="TXT", as_of="2026-01-01")
    assert {row["code"][:3] for row in chosen.findings} <= {"TXT", "ID-", "SRC"}
    assert chosen.to_dict()["as_of"] == "2026-01-01"


def test_settings_decide_what_is_taken_in() -> None:
    rows = [{"title": "", "agency": "Pemkot Malang", "summary": "x"}, {"title": "Bank Sampah", "agency": "Pemkot Malang"}]
    lenient = {"severity": {"ID-01": "warning"}}
    assert (jipp.validate(rows).quarantined, jipp.validate(rows, settings=lenient).quarantined) == (1, 0)
    taken = [jipp.integrate(rows, settings=settings).report()["records"]["accepted"] for settings in (None, lenient)]
    assert taken == [1, 2]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"selekt": []}, "settings_invalid"),
        ({"rule": {"DAT-04": {"earliest_year": "x"}}}, "settings_invalid"),
        ("a = \n", "settings_unreadable"),
    ],
)
def test_wrong_settings_are_told(settings: object, code: str) -> None:
    with pytest.raises(jipp.SettingsError) as raised:
        jipp.validate([{"title": "x", "agency": "Pemkot Malang"}], settings=settings)  # type: ignore[arg-type]
    assert raised.value.code == code


@pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_threads_work_after_a_fork(kipp: jipp.Records) -> None:
    before = len(jipp.validate(kipp).findings)
    child = os.fork()
    if child == 0:
        os._exit(0 if len(jipp.validate(kipp).findings) == before else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_report_becomes_a_frame_of_its_findings() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    report = jipp.validate([{"title": "Bank Sampah", "agency": "Pemkot Malang"}])
    assert isinstance(report.to_pandas(), pandas.DataFrame) and list(report.to_pandas()["code"]) == report.findings["code"]
    assert isinstance(report.to_polars(), polars.DataFrame) and report.to_polars()["code"].to_list() == report.findings["code"]
    assert report.to_arrow().num_rows == len(report.findings) > 0
