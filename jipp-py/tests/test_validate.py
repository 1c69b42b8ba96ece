"""Findings are data, and the counts reconcile."""

import datetime

import pytest

import jipp


def test_counts_reconcile(records: jipp.Records) -> None:
    report = jipp.validate(records, as_of="2026-11-21")
    assert report.records["read"] == report.accepted + report.quarantined == len(records)
    assert sum(report.records["by_source"].values()) == len(records)
    assert report.quarantined == len(report.quarantined_ids) == 2
    totals = report.totals["error"] + report.totals["warning"] + report.totals["advice"]
    assert totals == len(report.findings) == sum(row["count"] for row in report.rules)
    assert not report.ok


def test_a_finding_names_row_field_and_remedy(records: jipp.Records) -> None:
    finding = next(row for row in jipp.validate(records, lang="en").findings if row["code"] == "ID-01")
    assert finding["file"] == "kipp.csv"
    assert finding["row"] == 107
    assert finding["field"] == "title"
    assert finding["severity"] == "error"
    assert finding["message"]
    assert finding["help"]


def test_rules_are_selected_and_ignored(records: jipp.Records) -> None:
    def codes(**options: object) -> set[str]:
        return {row["code"] for row in jipp.validate(records, **options).findings}  # type: ignore[arg-type]

    everything = codes()
    assert codes(select="ID") == {code for code in everything if code.startswith("ID-")}
    assert codes(select=["ID-01", "short-design"]) == {"ID-01", "TXT-01"}
    assert codes(select="TXT, ID", ignore="TXT-01") == codes(select=["TXT", "ID"]) - {"TXT-01"}


def test_as_of_lets_rules_see_the_future() -> None:
    later = [{"title": "Bank Sampah", "agency": "Pemkot Malang", "implementation_date": "2027-01-01"}]
    assert len(jipp.validate(later, select="DAT").findings) == 0
    for day in ("2026-11-21", datetime.date(2026, 11, 21)):
        assert [row["code"] for row in jipp.validate(later, select="DAT", as_of=day).findings]


def test_texts_follow_the_language(records: jipp.Records) -> None:
    indonesian, english = (jipp.validate(records, lang=lang) for lang in ("id", "en"))
    assert indonesian.lang == "id"
    assert english.lang == "en"
    one, other = (report.findings.to_dicts(limit=1)[0] for report in (indonesian, english))
    assert one["code"] == other["code"]
    assert one["message"] != other["message"]


def test_good_records_are_ok() -> None:
    report = jipp.validate([{"title": "Bank Sampah", "agency": "Pemkot Malang"}], select="ID")
    assert report.ok
    assert len(report.findings) == 0
    assert "Report: 1 read, 1 accepted, 0 quarantined; 0 errors" in repr(report)


def test_rule_table_and_pages() -> None:
    rules = jipp.rules(lang="en").to_dicts()
    assert len({rule["code"] for rule in rules}) == len(rules) > 20
    for rule in rules:
        page = jipp.explain_rule(rule["code"], "en")
        assert page.startswith(f"# {rule['code']}: {rule['name']}")
        assert page._repr_markdown_() == page
    assert jipp.explain_rule("dat02") == jipp.explain_rule("DAT-02", "id")


def test_fields_are_the_headers_of_generic_tables() -> None:
    names = [row["name"] for row in jipp.fields()]
    assert {"external_id", "title", "agency", "unit", "region", "year", "summary", "awards", "url"} <= set(names)


def test_progress_is_told(records: jipp.Records) -> None:
    told: list[tuple[str, int, int]] = []
    jipp.validate(records, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert ("check", 287, 287) in told


def test_progress_may_stop_the_work(records: jipp.Records) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jipp.dedupe(records, progress=stop)
