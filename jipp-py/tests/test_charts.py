"""Pictures: what they show, in both languages, and that cells cannot break out of them."""

import csv
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import jipp
from jipp import charts

from conftest import DATA, ROOT

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"


def values(chart: charts.Chart) -> list[dict[str, Any]]:
    """Every row of data of a chart."""
    found: list[dict[str, Any]] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("data"), dict):
                found.extend(part["data"]["values"])
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)

    walk(chart.to_dict())
    return found


@pytest.fixture(scope="module")
def report(records: jipp.Records) -> jipp.Report:
    return jipp.validate(records, as_of="2026-11-21", lang="en")


@pytest.fixture(scope="module")
def catalog(directory: jipp.Directory, tmp_path_factory: pytest.TempPathFactory) -> jipp.Catalog:
    made = jipp.Catalog.create(tmp_path_factory.mktemp("charts") / "c.jipp", directory)
    made.create_campaign("2026", name="Pemutakhiran", starts="2026-10-01")
    rows = made.innovations.to_dicts()
    answers = [{"record_id": row["record_id"], "status": "Berhenti" if at % 3 else "Berlanjut"} for at, row in enumerate(rows[:60])]
    made.import_answers("2026", answers, by="Bagian Organisasi", at="2026-10-12")
    return made


def test_completeness_shows_what_the_report_counts(report: jipp.Report) -> None:
    shown = {row["field"]: row for row in values(charts.completeness(report))}
    for row in report.fields:
        if row["filled"]:
            assert shown[row["label"]]["share"] == row["filled"] / report.records["read"]


@pytest.mark.parametrize("by", ["rule", "source", "agency"])
def test_findings_add_up(report: jipp.Report, by: Any) -> None:
    rows = values(charts.findings(report, by, limit=1000))
    assert sum(row["count"] for row in rows) == sum(report.totals.values())
    errors = sum(row["count"] for row in rows if row["severity"] == charts._chart.WORDS["error"][1])
    assert errors == report.totals["error"] > 0


def test_findings_by_anything_else_are_refused(report: jipp.Report) -> None:
    with pytest.raises(ValueError, match="`rule`, `source` or `agency`"):
        charts.findings(report, "year")  # type: ignore[arg-type]


def test_a_waterfall_ends_at_the_weight(linkage: jipp.Linkage) -> None:
    pair = linkage.pairs.to_dicts(limit=1)[0]
    why = linkage.explain(pair["left"], pair["right"], lang="en")
    rows = values(charts.waterfall(why))
    assert rows[-1]["to"] == pytest.approx(why["weight"], abs=1e-6)
    assert rows[-2]["to"] == pytest.approx(why["weight"], abs=1e-6)
    assert len(rows) == len(why["fields"]) + 2


def test_match_weights_are_those_of_the_model(linkage: jipp.Linkage) -> None:
    rows = values(charts.match_weights(linkage))
    assert len(rows) == sum(len(learned["m"]) for learned in linkage.model["comparisons"])
    assert all((row["bits"] > 0) == (row["m"] > row["u"]) for row in rows)


def test_threshold_agrees_with_counting_by_hand() -> None:
    people = [{"id": str(at), "name": name} for at, name in enumerate(["siti", "siti", "sitti", "budi", "budi", "rina"])]
    settings = {
        "blocking": [{"similar": ["name"], "top_k": 5}],
        "comparison": [
            {
                "column": "name",
                "levels": [{"kind": "exact", "m": 0.8, "u": 0.01}, {"kind": "jaro-winkler", "min": 0.85, "m": 0.1, "u": 0.02}],
            }
        ],
        "training": {"max_iterations": 1, "prior_pairs": 1e6, "prior_match": 0.3},
        "clustering": {"review": 0.0},
    }
    linkage = jipp.dedupe(people, settings, id="id")
    labels = {"0": "s", "1": "s", "2": "s", "3": "b", "4": "x", "5": "r"}
    rows = [row for row in values(charts.threshold(linkage, labels, lang="en")) if "pairs" in row]
    by_name = {name: [row for row in rows if row["name"] == name] for name in ("precision", "recall", "F1")}
    first = by_name["precision"][0]
    assert (first["pairs"], first["value"]) == (2, 0.5)  # two exact pairs, one of them right by the labels
    assert by_name["recall"][0]["value"] == pytest.approx(1 / 3)
    recalls = [row["value"] for row in by_name["recall"]]
    assert recalls == sorted(recalls)
    with pytest.raises(ValueError, match="no two labelled records"):
        charts.threshold(linkage, {"0": "a", "1": "b"})


def test_clusters_show_their_records_and_pairs(linkage: jipp.Linkage) -> None:
    rows = values(charts.clusters(linkage, limit=3))
    members: dict[str, list[str]] = {}
    for row in linkage.clusters:
        members.setdefault(row["cluster"], []).append(row["id"])
    sizes = sorted(map(len, members.values()), reverse=True)[:3]
    assert len({row["record"] for row in rows if "record" in row}) == sum(sizes)
    one = linkage.pairs.to_dicts(limit=1)[0]["left"]
    assert one in {row.get("record") for row in values(charts.clusters(linkage, of=[one]))}


def test_status_by_province_reconciles(catalog: jipp.Catalog) -> None:
    report = catalog.campaign_report("2026")
    chart = charts.status_by_province(report, "points")
    assert sum(row["count"] for row in values(chart) if "status" in row) == report["figures"]["total"]
    assert sum("share" in row and "lng" in row for row in values(chart)) == sum(bool(group["name"]) for group in report["provinces"])
    square = {"type": "Polygon", "coordinates": [[[110, -8], [115, -8], [115, -7], [110, -7], [110, -8]]]}
    borders = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "35"}, "geometry": square}]}
    drawn = charts.status_by_province(report, borders, credit="example", lang="en").to_dict()["vconcat"][0]
    feature = drawn["data"]["values"][0]
    assert feature["properties"]["name"] == "Jawa Timur"
    assert feature["properties"]["total"] > 0
    assert feature["geometry"]["coordinates"][0] == square["coordinates"][0][::-1]  # outer rings clockwise
    with pytest.raises(ValueError, match="`code`"):
        charts.status_by_province(report, {"features": [{"properties": {}}]})


def test_the_map_of_the_package_adds_the_new_provinces_in_papua() -> None:
    def group(code: str, name: str, total: int, running: int) -> dict[str, object]:
        figures = {"total": total, "updated": total, "running": running, "stopped": total - running}
        return {"code": code, "name": name, **figures, "other": 0, "not_updated": 0, "validated": 0}

    provinces = [group("91", "Papua", 4, 3), group("94", "Papua Tengah", 2, 0), group("35", "Jawa Timur", 5, 5)]
    report = {"campaign": {"name": "2026"}, "figures": {"total": 11, "updated": 11}, "provinces": provinces}
    chart = charts.status_by_province(report, lang="en").to_dict()
    drawn = {feature["properties"]["name"]: feature["properties"] for feature in chart["vconcat"][0]["data"]["values"]}
    assert len(drawn) == 34
    papua = drawn["Papua + Papua Selatan + Papua Tengah + Papua Pegunungan"]
    assert (papua["total"], papua["running"], papua["share"]) == (6, 3, 0.5)
    assert drawn["Jawa Timur"]["share"] == 1.0
    assert "share" not in drawn["Bali"]
    subtitle = chart["vconcat"][0]["title"]["subtitle"]
    assert any("Papua" in line for line in subtitle)
    assert "MapSVG, CC BY 4.0" in subtitle


def test_every_province_is_in_the_map_once_and_holds_its_regions() -> None:
    shapes = json.loads((Path(charts.__file__).parent / "provinces.json").read_text(encoding="utf-8"))
    codes = [code for feature in shapes["features"] for code in feature["properties"]["codes"]]
    regions = jipp.regions().to_dicts()
    assert sorted(codes) == sorted(row["code"] for row in regions if row["type"] == "provinsi")

    def within(lng: float, lat: float, ring: list[list[float]]) -> bool:
        crossed = [(x2 - x1) * (lat - y1) / (y2 - y1) + x1 > lng for (x1, y1), (x2, y2) in pairwise(ring) if (y1 > lat) != (y2 > lat)]
        return sum(crossed) % 2 == 1

    right = wrong = 0
    for row in regions:
        if row["type"] == "provinsi" or row["lat"] is None:
            continue
        for feature in shapes["features"]:
            if any(within(row["lng"], row["lat"], polygon[0]) for polygon in feature["geometry"]["coordinates"]):
                own = row["code"][:2] in feature["properties"]["codes"]
                right, wrong = right + own, wrong + (not own)
    assert wrong == 0
    assert right > 480


def test_the_borders_of_the_reference_can_be_drawn(catalog: jipp.Catalog) -> None:
    path = ROOT.parent / "shared" / "reference" / "provinces.geojson"
    if not path.exists():
        pytest.skip("../shared/reference/provinces.geojson is not there")
    chart = charts.status_by_province(catalog.campaign_report("2026"), path, credit="MIT, cahyadsn/wilayah_boundaries")
    assert len(chart.to_dict()["vconcat"][0]["data"]["values"]) == 38


def test_survival_and_what_if(catalog: jipp.Catalog) -> None:
    steps = catalog.campaign_report("2026")["survival"]
    assert len(values(charts.survival(catalog.campaign_report("2026")))) == len(steps) + 1
    region = {"innovations": [{"id": "1", "indicators": [{"number": "35", "level": 1}]}]}
    score = jipp.index_score(2026, region, what_if="1:35=3")
    shown = [row["iid"] for row in values(charts.index_what_if(score)) if "iid" in row]
    assert shown == [score["claimed"]["iid"], score["what_if"]["claimed"]["iid"]]
    assert len([row for row in values(charts.index_what_if(score)) if "gain" in row]) == len(score["steps"])


def test_replications_are_counted_by_region(catalog: jipp.Catalog, tmp_path: Path) -> None:
    copy = tmp_path / "c.jipp"
    catalog.backup(copy)
    own = jipp.Catalog.open(copy)
    origin = own.innovations.to_dicts(limit=1)[0]["record_id"]
    dates = {"interest": "2022-01", "agreement": "2022-02", "approval": "2022-03", "implementation": "2023-01"}
    rows = [
        {
            "id": f"r{at}",
            "origin": {"record_id": origin},
            "replicator": {"code": code},
            "stage": "implementasi",
            "dates": dates,
            "documents": [{"kind": "kesepakatan"}],
        }
        for at, code in enumerate(["pemda:35.78", "pemda:33.74"])
    ]
    assert own.add_replications(rows, by="Sekretariat", at="2026-11-01")["added"] == 2
    rows = values(charts.replication_spread(own.lineage(), origin, lang="en"))
    assert {row["name"] for row in rows if row.get("count") and "lat" in row} == {"Kota Surabaya", "Kota Semarang"}
    assert [(row["year"], row["count"]) for row in rows if isinstance(row.get("year"), str)] == [("2023", 2)]


def every_chart(records: jipp.Records, lang: Any = "id") -> list[charts.Chart]:
    report, linkage = jipp.validate(records, lang=lang), jipp.dedupe(records, id="record_id")
    ids = [row["record_id"] for row in records.to_dicts()]
    made = [
        charts.completeness(report),
        charts.findings(report),
        charts.findings(report, "agency"),
        charts.match_weights(linkage, lang=lang),
    ]
    made += [charts.waterfall(linkage.explain(ids[0], ids[1], lang=lang)), charts.clusters(linkage, lang=lang)]
    return [*made, charts.threshold(linkage, dict.fromkeys(ids, HOSTILE), lang=lang)]


def test_hostile_cells_stay_texts(tmp_path: Path) -> None:
    rows = [
        {"external_id": f"{HOSTILE}{at % 2}", "title": f"Bank Sampah {HOSTILE}", "agency": HOSTILE, "summary": HOSTILE} for at in range(4)
    ]
    for chart in every_chart(jipp.read(rows, "generic", name=HOSTILE)):
        assert "<" not in chart.to_json()
        json.loads(chart.to_json())
        bundle = chart._repr_mimebundle_()
        assert "text/html" not in bundle
        if "image/svg+xml" in bundle:
            assert "<script" not in bundle["image/svg+xml"]
            assert "<img" not in bundle["image/svg+xml"]


def test_every_chart_has_both_languages_and_can_be_drawn(records: jipp.Records) -> None:
    for one, other in zip(every_chart(records, "id"), every_chart(records, "en"), strict=True):
        assert one.to_dict()["description"] != other.to_dict()["description"]
        pytest.importorskip("vl_convert", reason="vl-convert-python is not installed")
        for chart in (one, other):
            svg = chart.to_svg()
            assert svg.startswith("<svg")
            assert "NaN" not in re.sub(r"aria-label=\"[^\"]*\"", "", svg)


def test_charts_are_written_by_the_ending_of_the_file(report: jipp.Report, tmp_path: Path) -> None:
    chart = charts.findings(report)
    chart.save(tmp_path / "c.json")
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8")) == chart.to_dict()
    with pytest.raises(ValueError, match="gif"):
        chart.save(tmp_path / "c.gif")
    pytest.importorskip("vl_convert", reason="vl-convert-python is not installed")
    chart.save(tmp_path / "c.png", scale=1)
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    chart.save(tmp_path / "c.html")
    page = (tmp_path / "c.html").read_text(encoding="utf-8")
    assert page.count("</script>") == 2
    assert 'src="http' not in page


def test_nothing_is_imported_before_it_is_used() -> None:
    parts = ["jipp.charts", "jipp.spark", "pyarrow", "pandas", "vl_convert"]
    code = f"import sys, jipp; print([name for name in {parts} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_labels_may_be_a_table(linkage: jipp.Linkage) -> None:
    with (DATA / "expected_clusters.csv").open(encoding="utf-8") as file:
        rows = [{"id": row["external_id"], "cluster": row["cluster"]} for row in csv.DictReader(file)]
    one = charts.threshold(linkage, rows).to_dict()
    assert one == charts.threshold(linkage, {row["id"]: row["cluster"] for row in rows}).to_dict()


def test_a_chart_of_something_else_says_what_it_draws(report: jipp.Report, linkage: jipp.Linkage) -> None:
    wrong: list[tuple[Any, tuple[Any, ...], str]] = [
        (charts.completeness, (linkage,), "`charts.completeness` draws what `jipp.validate` gives, not `Linkage`"),
        (charts.findings, (report.findings,), "`charts.findings` draws what `jipp.validate` gives, not `Table`"),
        (charts.survival, (report,), "what `Catalog.campaign_report` gives, not `Report`"),
        (charts.match_weights, (report,), "what `jipp.dedupe` or `jipp.link` gives, not `Report`"),
        (charts.threshold, (linkage.pairs, {}), "what `jipp.dedupe` or `jipp.link` gives, not `Table`"),
        (charts.clusters, (None,), "what `jipp.dedupe` or `jipp.link` gives, not `NoneType`"),
        (charts.waterfall, (linkage,), "what `Linkage.explain` gives, not `Linkage`"),
        (charts.precision_recall, (linkage,), "what `Linkage.evaluate` gives, not `Linkage`"),
        (charts.reliability, ({"curve": []},), "what `Linkage.evaluate` gives, not `dict`"),
        (charts.index_what_if, (7,), "what `jipp.index_score` gives, not `int`"),
        (charts.status_by_province, (report,), "what `Catalog.campaign_report` gives, not `Report`"),
        (charts.replication_spread, ([],), "what `Catalog.lineage` gives, not `list`"),
    ]
    for chart, given, said in wrong:
        with pytest.raises(TypeError, match=re.escape(said)):
            chart(*given)
    assert {chart.__name__ for chart, *_ in wrong} == set(charts.__all__) - {"Chart"}
