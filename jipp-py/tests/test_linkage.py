"""Linking innovations and any other table."""

import csv
import json
import math
import re
from pathlib import Path
from typing import Any

import pytest

import jipp

from conftest import DATA, ROOT

PEOPLE = [
    {"id": "1", "name": "Siti Aminah", "city": "Malang"},
    {"id": "2", "name": "Siti Aminnah", "city": "Malang"},
    {"id": "3", "name": "Budi Santoso", "city": "Malang"},
    {"id": "4", "name": "Budi Santoso", "city": "Kudus"},
]
SETTINGS: dict[str, Any] = {
    "blocking": [{"columns": ["city"]}],
    "comparison": [
        {
            "column": "name",
            "levels": [{"kind": "exact", "m": 0.8, "u": 0.01}, {"kind": "jaro-winkler", "min": 0.92, "m": 0.15, "u": 0.02}],
        }
    ],
    "training": {"prior_pairs": 100.0, "prior_match": 0.3},
    "clustering": {"threshold": 0.7},
}
TOML = """
[[blocking]]
columns = ["city"]
[[comparison]]
column = "name"
levels = [{ kind = "exact", m = 0.8, u = 0.01 }, { kind = "jaro-winkler", min = 0.92, m = 0.15, u = 0.02 }]
[training]
prior_pairs = 100.0
prior_match = 0.3
[clustering]
threshold = 0.7
"""


def test_labels_of_other_records_are_no_evaluation(linkage: jipp.Linkage) -> None:
    for labels, said in (({}, "no labels"), ({"x": "1", "y": "1"}, "first names `x`"), ([("x", "y", True)], "first names `x`, `y`")):
        with pytest.raises(jipp.SettingsError, match=said):
            linkage.evaluate(labels)  # type: ignore[arg-type]


def test_a_table_of_anything_is_told_the_way_out(kipp: jipp.Records) -> None:
    people = [{"name": "Siti Aminah", "born": "1990"}, {"name": "Siti Amina", "born": "1990"}]
    with pytest.raises(jipp.IngestError) as raised:
        jipp.link(kipp, people)
    assert "settings={}" in "".join(raised.value.__notes__)
    assert len(jipp.dedupe(people, settings={})) == 2
    with pytest.raises(jipp.IngestError) as elsewhere:
        jipp.dedupe(b"", settings={})
    assert not hasattr(elsewhere.value, "__notes__")


def test_innovations_of_three_sources(linkage: jipp.Linkage, records: jipp.Records) -> None:
    assert len(linkage) == len(records) == len(linkage.clusters)
    assert linkage.pairs.columns == ["left", "right", "probability", "kind"]
    assert linkage.clusters.columns == ["id", "cluster"]
    assert {pair["kind"] for pair in linkage.pairs} <= {"duplicate", "version", "replication", "component", "related"}
    assert all(pair["probability"] >= linkage.settings["clustering"]["threshold"] for pair in linkage.pairs)
    counts = linkage.counts
    assert counts["pairs"] == len(linkage.pairs)
    assert counts["review"] == len(linkage.review())
    assert 0 < linkage.model["match_share"] < 1


def test_evaluation_against_labels(linkage: jipp.Linkage) -> None:
    with (DATA / "expected_clusters.csv").open(encoding="utf-8") as file:
        rows = [{"id": row["external_id"], "cluster": row["cluster"]} for row in csv.DictReader(file)]
    labels = {row["id"]: row["cluster"] for row in rows}
    result = linkage.evaluate(labels)
    assert result["precision"] > 0.9
    assert result["b_cubed_f1"] > 0.9
    assert linkage.evaluate(list(labels.items())) == result
    assert linkage.evaluate(rows) == result
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    assert linkage.evaluate(pandas.DataFrame(rows)) == result


def test_explanation_adds_up(linkage: jipp.Linkage) -> None:
    pair = linkage.pairs.to_dicts(limit=1)[0]
    why = linkage.explain(pair["left"], pair["right"])
    assert why["left"] == pair["left"]
    assert why["probability"] == pytest.approx(pair["probability"], abs=1e-6)
    assert why["prior"] + sum(field["weight"] for field in why["fields"]) == pytest.approx(why["weight"])
    assert "duplikat" in why["summary"]
    assert "duplicate" in linkage.explain(pair["left"], pair["right"], "en")["summary"]
    assert json.loads(json.dumps(why)) == why


def test_ids_may_be_numbers_or_record_ids(linkage: jipp.Linkage) -> None:
    assert linkage.explain(900001, 9001)["left"] == "900001"
    assert linkage.explain("panrb_kipp:900001", "lan_inoland:9001")["weight"] == linkage.explain(900001, 9001)["weight"]


def test_record_ids_name_records(kipp: jipp.Records) -> None:
    twice = jipp.dedupe(jipp.concat([kipp, kipp]), id="record_id")
    ids = [row["id"] for row in twice.clusters]
    assert len(set(ids)) == len(ids) == 212


def test_a_column_of_the_file_names_records(kipp: jipp.Records) -> None:
    linkage = jipp.dedupe(kipp, id="No Registrasi")
    assert linkage.clusters.to_dicts(limit=1)[0]["id"] == "900001"
    with pytest.raises(jipp.SettingsError) as raised:
        jipp.dedupe(kipp, id="No Registrsi")
    assert raised.value.code == "unknown_value"


@pytest.mark.parametrize("form", ["dict", "toml", "json", "path", "str path"])
def test_settings_in_every_form(form: str, tmp_path: Path) -> None:
    path = tmp_path / "link.toml"
    path.write_text(TOML)
    settings: Any = {"dict": SETTINGS, "toml": TOML, "json": json.dumps(SETTINGS), "path": path, "str path": str(path)}[form]
    linkage = jipp.dedupe(PEOPLE, settings, id="id")
    assert {row["id"]: row["cluster"] for row in linkage.clusters} == {"1": "1", "2": "1", "3": "3", "4": "4"}
    again = jipp.dedupe(PEOPLE, linkage.settings, id="id")
    assert again.pairs == linkage.pairs


def test_any_table_in_any_form(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, PEOPLE[0])
        writer.writeheader()
        writer.writerows(PEOPLE)
    expected = jipp.dedupe(PEOPLE, SETTINGS, id="id").clusters
    assert jipp.dedupe(path, SETTINGS, id="id").clusters == expected
    assert jipp.dedupe(path.read_bytes(), SETTINGS, id="id").clusters == expected
    polars = pytest.importorskip("polars", reason="polars is not installed")
    assert jipp.dedupe(polars.DataFrame(PEOPLE), SETTINGS, id="id").clusters == expected


def test_rows_are_numbered_without_an_id() -> None:
    assert [row["id"] for row in jipp.dedupe(PEOPLE, SETTINGS).clusters] == ["1", "2", "3", "4"]


def test_the_threshold_decides() -> None:
    assert len(jipp.dedupe(PEOPLE, SETTINGS, threshold=0.999).pairs) == 0
    low = jipp.dedupe(PEOPLE, SETTINGS, threshold=0.05)
    assert low.settings["clustering"]["review"] == 0.05
    with pytest.raises(jipp.SettingsError):
        jipp.dedupe(PEOPLE, SETTINGS, threshold=2)


def test_a_table_without_settings_is_a_table_of_innovations() -> None:
    rows = [
        {"external_id": str(n), "title": "Kakekku Datang", "agency": "Kab. Kudus", "summary": "Kartu keluarga diantar"} for n in range(2)
    ]
    assert [row["cluster"] for row in jipp.dedupe(rows).clusters] == ["0", "0"]
    assert [row["cluster"] for row in jipp.dedupe(jipp.read(rows, "generic")).clusters] == ["0", "0"]


def test_two_tables_are_linked() -> None:
    left, right = PEOPLE[:1], [{**PEOPLE[1], "id": "1"}, {**PEOPLE[2], "id": "2"}]
    linkage = jipp.link(left, right, SETTINGS, id="id")
    assert [(pair["left"], pair["right"]) for pair in linkage.pairs] == [("1", "1")]
    assert [row["id"] for row in linkage.clusters] == ["left:1", "right:1", "right:2"]
    why = linkage.explain("1", "1")
    assert [why["fields"][0]["left"], why["fields"][0]["right"]] == ["Siti Aminah", "Siti Aminnah"]


def test_two_tables_of_innovations_are_linked(kipp: jipp.Records) -> None:
    lan = jipp.read(DATA / "lan.json")
    linkage = jipp.link(kipp, lan)
    assert linkage.settings["link_type"] == "link"
    assert len(linkage) == len(kipp) + len(lan)
    for pair in linkage.pairs:
        assert pair["left"].startswith("900")
        assert pair["right"].startswith("90")
        assert len(pair["right"]) == 4


def test_the_same_records_give_the_same_answer(records: jipp.Records, linkage: jipp.Linkage) -> None:
    assert jipp.dedupe(records).pairs == linkage.pairs


def _people(count: int = 120) -> tuple[list[dict[str, str]], dict[str, str]]:
    """People, a third of them twice with an error, and their clusters."""
    given, surname = ["siti", "budi", "agus", "dewi", "rina", "joko", "wati"], ["aminah", "santoso", "salim", "susilo", "rahayu", "wibowo"]
    rows: list[dict[str, str]] = []
    clusters: dict[str, str] = {}
    for number in range(count):
        row = {
            "id": f"p{number:03}",
            "given": given[number * 5 % 7] + "abcdefgh"[number % 8],
            "surname": surname[number * 7 % 6] + "klmnop"[number // 8 % 6],
            "street": f"jalan {surname[number % 6]} {number * 37 % 90 + 1}",
            "born": f"{1950 + number * 13 % 50}-{number % 12 + 1:02}-{number * 3 % 28 + 1:02}",
        }
        rows.append(row)
        clusters[row["id"]] = row["id"]
        if number % 3 == 0:
            rows.append({**row, "id": f"q{number:03}", "surname": row["surname"][:-2] + "x"})
            clusters[f"q{number:03}"] = row["id"]
    return rows, clusters


def test_evaluation_says_more_than_f1() -> None:
    rows, clusters = _people()
    linkage = jipp.dedupe(rows, {}, id="id")
    found = linkage.evaluate(clusters)
    assert found["recall"] > 0.8
    assert found["f1_interval"]["low"] <= found["f1"] <= found["f1_interval"]["high"]
    assert 0 <= found["calibration_error"] <= 1
    assert sum(row["pairs"] for row in found["reliability"]) == found["candidates"] == linkage.counts["candidates"]
    assert found["curve"][0]["threshold"] >= found["curve"][-1]["threshold"]
    assert sum(found["error_counts"].values()) == found["false_positives"] + found["false_negatives"]
    pairs = [(f"p{n:03}", f"q{n:03}", True) for n in range(0, 120, 3)]
    by_pairs = linkage.evaluate(pairs)
    assert by_pairs["recall"] == pytest.approx(found["recall"])
    table = [{"left": a, "right": b, "same": 1} for a, b, _ in pairs]
    assert linkage.evaluate(table) == by_pairs
    assert "reliability" not in found._repr_html_()
    assert "observed" in found._repr_html_()
    for chart in (jipp.charts.reliability(found), jipp.charts.precision_recall(found, lang="en")):
        assert chart.to_dict()["layer"]


def test_a_reviewer_answers_and_the_linkage_learns() -> None:
    rows, clusters = _people()
    linkage = jipp.dedupe(rows, {}, id="id")
    asked = linkage.to_review(20)
    assert asked.columns == ["left", "right", "probability", "same", "left_values", "right_values"]
    assert 0 < len(asked) <= 20
    answers = [(row["left"], row["right"], clusters[row["left"]] == clusters[row["right"]]) for row in asked]
    again = jipp.dedupe(rows, {}, id="id", labels=answers)
    cluster = {row["id"]: row["cluster"] for row in again.clusters}
    assert all((cluster[left] == cluster[right]) == same for left, right, same in answers)
    assert again.model["labels"]["labels"] == len(answers)
    told = {frozenset(answer[:2]) for answer in answers}
    assert not told & {frozenset((row["left"], row["right"])) for row in again.to_review(20)}
    with pytest.raises(jipp.SettingsError, match="`labels` wants pairs"):
        jipp.dedupe(rows, {}, id="id", labels=clusters)


def test_a_sampling_plan_is_a_table_to_fill_in() -> None:
    rows, _ = _people()
    linkage = jipp.dedupe(rows, {}, id="id")
    plan = linkage.sampling_plan(30)
    assert sum(row["pairs"] for row in plan["strata"]) == linkage.counts["candidates"]
    assert len(plan["pairs"]) == sum(row["sample"] for row in plan["strata"])
    assert "stratum" in plan["pairs"].columns
    assert plan._repr_html_()


def test_saved_models_are_applied_or_refused(tmp_path: Path) -> None:
    rows, _ = _people()
    linkage = jipp.dedupe(rows, {}, id="id")
    path = tmp_path / "model.json"
    linkage.save_model(path)
    again = jipp.dedupe(rows, id="id", model=path)
    assert again.pairs == linkage.pairs
    assert again.clusters == linkage.clusters
    saved = json.loads(path.read_text())
    saved["format_version"] = 99
    with pytest.raises(jipp.SettingsError, match="learn it anew") as raised:
        jipp.dedupe(rows, id="id", model=saved)
    assert raised.value.code == "settings_invalid"
    with pytest.raises(FileNotFoundError):
        linkage.save_model(tmp_path / "none" / "model.json")


def test_batches_are_linked_with_what_is_there() -> None:
    rows, _ = _people()
    whole = jipp.dedupe(rows, {}, id="id")
    first = jipp.dedupe(rows[:100], whole.settings, id="id")
    extended = first.extend(rows[100:], id="id")
    assert len(extended) == len(rows)
    assert extended.model == first.model
    assert extended.counts["candidates"] < whole.counts["candidates"]
    with pytest.raises(jipp.SettingsError, match="occurs more than once"):
        first.extend(rows[:1], id="id")


def test_blocking_is_analyzed() -> None:
    rows, clusters = _people()
    settings = {"blocking": [{"columns": ["surname"], "phonetic": True}, {"similar": ["given", "surname", "street"], "top_k": 5}]}
    linkage = jipp.dedupe(rows, settings, id="id")
    found = linkage.analyze_blocking(clusters)
    assert [rule["rule"] for rule in found["rules"]] == ["phonetic surname", "similar given + surname + street (top 5)"]
    assert found["pairs"] == linkage.counts["candidates"]
    assert found["rules"][-1]["completeness_so_far"] == pytest.approx(linkage.evaluate(clusters)["blocking_completeness"])


def test_why_two_records_were_not_compared() -> None:
    rows = [{"name": name, "city": city} for name, city in (("Siti", "Malang"), ("Siti", "Malang"), ("Budi", "Malang"), ("Dewi", "Kudus"))]
    linkage = jipp.dedupe(rows, {"blocking": [{"columns": ["city"]}], "comparison": [{"column": "name", "levels": [{"kind": "exact"}]}]})
    told = linkage.explain("3", "4", "en")
    assert not told["compared"] and told["summary"].endswith("not compared")
    assert told["blocking"] == [
        {"rule": "city", "proposes": False, "reason": "different_key", "detail": "`city` differs: `malang` and `kudus`"}
    ]
    assert "why it was not compared" in told._repr_html_()
    compared = linkage.explain("1", "2")
    assert compared["compared"] and compared["blocking"] == []
    levels = [other["level"] for other in compared["fields"][0]["alternatives"]]
    assert levels == ["else", "missing"] and all(0 <= other["probability"] <= 1 for other in compared["fields"][0]["alternatives"])


def test_clusters_tell_how_firmly_they_hold_together() -> None:
    names = ["ab", "bc", "cd", "xx", "xx"]
    level = {"kind": "custom", "measure": "shares", "min": 1, "m": 0.95, "u": 0.02}
    settings = {
        "blocking": [{"columns": ["all"]}],
        "comparison": [{"column": "name", "levels": [level]}],
        "training": {"prior_pairs": 1e9, "prior_match": 0.3},
        "clustering": {"method": "components"},
    }
    rows = [{"id": str(at), "name": name, "all": "x"} for at, name in enumerate(names)]

    def shares(left: str, right: str) -> float | None:
        return float(bool(set(left) & set(right)))

    linkage = jipp.dedupe(rows, settings, id="id", measures={"shares": shares})
    quality = linkage.cluster_quality().to_dicts()
    assert [(row["cluster"], row["records"], row["density"], row["bridges"]) for row in quality] == [("0", 3, 0.6667, 2), ("3", 2, 1.0, 0)]
    assert quality[0]["cohesion"] < quality[1]["cohesion"]
    bridges = linkage.bridges().to_dicts()
    assert bridges == [{"left": "0", "right": "1"}, {"left": "1", "right": "2"}]
    review = {(row["left"], row["right"]) for row in linkage.review().to_dicts()}
    assert {("0", "1"), ("1", "2")} <= review and ("3", "4") not in review


def test_a_measure_of_ones_own_may_fail() -> None:
    settings = {"comparison": [{"column": "name", "levels": [{"kind": "custom", "measure": "broken", "min": 1}]}]}

    def broken(left: str, right: str) -> float:
        raise ZeroDivisionError(f"{left} {right}")

    with pytest.raises(ZeroDivisionError):
        jipp.dedupe(PEOPLE, settings, id="id", measures={"broken": broken})
    with pytest.raises(jipp.SettingsError, match="measure `broken` is not given"):
        jipp.dedupe(PEOPLE, settings, id="id")
    with pytest.raises(TypeError, match="is no function"):
        jipp.dedupe(PEOPLE, settings, id="id", measures={"broken": 3})  # type: ignore[dict-item]


def test_a_measure_of_ones_own_says_the_same_in_every_language() -> None:
    vector = json.loads((ROOT / "tests" / "vectors" / "measures" / "house-numbers.json").read_text("utf-8"))
    options = vector["input"]["options"]

    def house(left: str, right: str) -> float | None:
        numbers = [re.findall("[0-9]+", text) for text in (left, right)]
        if not all(numbers):
            return None
        apart = abs(int(numbers[0][-1]) - int(numbers[1][-1]))
        return {0: 1.0, 1: 0.5}.get(apart, 0.0)

    keywords = {key: options[key] for key in ("id", "threshold")}
    linkage = jipp.dedupe(vector["input"]["records"], options["settings"], measures={"house": house}, **keywords)
    pairs = [[row["left"], row["right"], round(row["probability"], 9), row["kind"]] for row in linkage.pairs.to_dicts()]
    assert pairs == vector["expect"]["pairs"]
    levels = [[field["level"] for field in linkage.explain(left, right, lang="en")["fields"]] for left, right in options["explain"]]
    assert levels == vector["expect"]["levels"]


def test_what_a_measure_gives_is_a_number_or_nothing() -> None:
    level = {"kind": "custom", "measure": "odd", "min": 0.5, "m": 0.9, "u": 0.1}
    settings = {"blocking": [{"columns": ["city"]}], "comparison": [{"column": "name", "levels": [level]}]}
    rows = [{"id": str(at), "name": name, "city": "x"} for at, name in enumerate(["Siti", "Budi"])]

    def told(said: object) -> str:
        linkage = jipp.dedupe(rows, settings, id="id", measures={"odd": lambda left, right: said})  # type: ignore[arg-type, return-value]
        return linkage.explain("0", "1", lang="en")["fields"][0]["level"]

    # what is no number says nothing; a number beyond the bounds is taken as it is
    held = "custom (odd) >= 0.5"
    assert [told(said) for said in (math.nan, None, 7, -1, True)] == ["missing", "missing", held, "else", held]
    with pytest.raises(TypeError):
        told("0.9")


def test_similarities_may_be_data() -> None:
    levels = [{"kind": "exact"}, {"kind": "custom", "measure": "call", "min": 0.5}]
    settings = {"blocking": [{"columns": ["city"]}], "comparison": [{"column": "name", "levels": levels}]}
    table = {"name": "call", "alike": [["Budi", "Boedi"]]}
    rows = [{"id": str(at), "name": name, "city": "x"} for at, name in enumerate(["Budi", "BOEDI", "Rudi"])]
    linkage = jipp.dedupe(rows, {**settings, "measure": [table]}, id="id")
    assert [linkage.explain("0", right, lang="en")["fields"][0]["level"] for right in "12"] == ["custom (call) >= 0.5", "else"]
    with pytest.raises(jipp.SettingsError, match="`similarity` lies between 0 and 1, and 80 does not"):
        jipp.dedupe(rows, {**settings, "measure": [{**table, "similarity": 80}]}, id="id")
    with pytest.raises(jipp.SettingsError, match="`call` is a table of the settings"):
        jipp.dedupe(rows, {**settings, "measure": [table]}, id="id", measures={"call": lambda left, right: 1.0})


def test_what_a_measure_raises_later_reaches_whoever_asked() -> None:
    broken = False

    def alike(left: str, right: str) -> float:
        if broken:
            raise ZeroDivisionError(f"{left} {right}")
        return float(left[:5] == right[:5])

    levels = [{"kind": "custom", "measure": "alike", "min": 1, "m": 0.9, "u": 0.1}]
    settings = {**SETTINGS, "comparison": [{"column": "name", "levels": levels}]}
    linkage = jipp.dedupe(PEOPLE, settings, id="id", measures={"alike": alike})
    more = [{"id": "5", "name": "Siti Amina", "city": "Malang"}]
    labels = {"1": "a", "2": "a", "3": "b", "5": "a"}
    extended = linkage.extend(more, id="id")
    assert extended.evaluate(labels)["recall"] == 1.0
    asked = (
        lambda: linkage.extend(more, id="id"),
        lambda: linkage.explain("1", "2"),
        lambda: extended.explain("1", "5"),
        # what was taken over from an earlier linkage is compared again
        lambda: extended.evaluate(labels),
        lambda: extended.to_review(3),
        lambda: extended.sampling_plan(3),
    )
    for ask in asked:
        broken = True
        with pytest.raises(ZeroDivisionError, match="Siti|Budi"):
            ask()
        broken = False
        # told once: the next question is answered
        ask()


def test_a_linkage_tells_what_it_left_out() -> None:
    names = ["Siti", "Budi", "Ani", "Joko", "Rina", "Agus"]
    wide = [{f"c{at:02}": name for at in range(40)} for name in names]
    linkage = jipp.dedupe(wide, {})
    (note,) = linkage.notes(lang="en")
    assert note["message"] in repr(linkage)
    assert "kolom berikut tidak dibandingkan" in linkage._repr_html_()
    assert note["code"] == "left_out" and note["columns"] == [f"c{at}" for at in range(32, 40)] and note["share"] is None
    assert "`c32`" in note["message"]
    rows = [{"name": name, "born": str(1950 + at)} for at, name in enumerate(names)]
    (note,) = jipp.dedupe(rows, {"comparison": [{"column": "name", "kind": "number"}, {"column": "born"}]}).notes()
    assert (note["code"], note["columns"], note["share"]) == ("no_numbers", ["name"], 1.0)
    assert jipp.dedupe(rows, {"comparison": [{"column": "name"}, {"column": "born", "kind": "number"}]}).notes() == []
    streets = [{"street": f"{way} {name}"} for way in ("Jl.", "Jalan") for name in names]
    (note,) = jipp.dedupe(streets, {}).notes()
    assert (note["code"], note["columns"], note["forms"]) == ("abbreviations_as_one", ["street"], {"jl": "jalan"})
    with pytest.raises(jipp.SettingsError, match="did you mean `name`"):
        jipp.dedupe(rows, {"ignore": ["nama"]})
    with pytest.raises(jipp.SettingsError, match="unknown column to ignore `xyz`"):
        jipp.dedupe(rows, {"ignore": ["xyz"]})


def test_an_id_of_both_tables_is_no_label() -> None:
    linkage = jipp.link(PEOPLE, PEOPLE, SETTINGS, id="id")
    with pytest.raises(jipp.SettingsError, match="write `left:1` or `right:1` for `1`"):
        linkage.evaluate({"1": "a", "2": "b"})
    assert not linkage.evaluate({"left:1": "a", "right:1": "a", "left:2": "b"})["matches_only"]


def test_labels_that_are_all_matches_say_so() -> None:
    linkage = jipp.dedupe(PEOPLE, SETTINGS, id="id")
    found = linkage.evaluate([{"left": "1", "right": "2"}])  # type: ignore[arg-type]
    assert found["matches_only"] and found["best_threshold"] is None and found["recall"] == 1.0
    assert not linkage.evaluate([("1", "2", True), ("1", "3", False)])["matches_only"]


def test_a_linkage_becomes_a_frame_of_its_pairs() -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    linkage = jipp.dedupe(PEOPLE, SETTINGS, id="id")
    assert isinstance(linkage.to_pandas(), pandas.DataFrame) and list(linkage.to_pandas()["left"]) == linkage.pairs["left"]
    assert isinstance(linkage.to_polars(), polars.DataFrame) and linkage.to_polars()["right"].to_list() == linkage.pairs["right"]
    assert linkage.to_arrow().num_rows == len(linkage.pairs) > 0
