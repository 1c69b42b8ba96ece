"""The cases that every language runs: `tests/vectors` at the root of the repository (`JIPP_VECTORS` names another folder)."""

import json
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import jipp

from conftest import ROOT

VECTORS = Path(os.environ.get("JIPP_VECTORS", ROOT / "tests" / "vectors"))
BUNDLE = Path(os.environ.get("JIPP_DEMO_BUNDLE", ROOT / "build" / "demo.bundle"))


def resolve(given: dict[str, Any]) -> object:
    answers = jipp.resolve(given["names"], year=given.get("year")).to_dicts()
    return [
        {key: answer[key] for key in ("status", "code", "region_code")}
        | {"candidates": [candidate["code"] for candidate in answer["candidates"]]}
        for answer in answers
    ]


def vocabulary(given: dict[str, Any]) -> object:
    answer = jipp.lookup(**given)
    found = {key: answer[key] for key in ("status", "matched_by", "valid")}
    code = answer["value"]["code"] if answer["value"] else None
    return found | {"code": code, "candidates": [value["code"] for value in answer["candidates"]]}


def titles(given: dict[str, Any]) -> object:
    return [jipp.parse_title(name) for name in given["names"]]


def analyze(given: dict[str, Any]) -> object:
    def token(found: dict[str, Any]) -> list[object]:
        return [found[key] for key in ("exact", "lemma", "start", "end", "position")]

    return [[token(found) for found in text["tokens"]] for text in jipp.analyze(given["texts"])]


def lemmas(given: dict[str, Any]) -> object:
    return [" ".join(found["lemma"] for found in text["tokens"]) for text in jipp.analyze(given["texts"])]


def regions(given: dict[str, Any]) -> object:
    options = dict(given)
    match options.pop("call"):
        case "region":
            found = jipp.region(**options)
            return found and {key: found[key] for key in ("code", "name", "bps_code")}
        case "nearest":
            return [[row["code"], row["km"]] for row in jipp.nearest_regions(**options)]
        case _:
            return [[row["code"], row["reason"]] for row in jipp.similar_regions(**options.pop("options", {}), **options)]


def rules(given: dict[str, Any]) -> object:
    options = dict(given.get("options", {}))
    records = jipp.read(given["records"], options.pop("source", "") or "auto")
    return {"codes": sorted({finding["code"] for finding in jipp.validate(records, **options).findings})}


def index_iga(given: dict[str, Any]) -> object:
    return jipp.index_score(given["year"], **{key: value for key, value in given.items() if key != "year"})


def replications(given: dict[str, Any]) -> object:
    options = dict(given.get("options", {}))
    if "hubs" in given:
        report = jipp.validate_hubs(given["hubs"], **options)
    else:
        origins = given.get("records") and jipp.read(given["records"], options.pop("source", "") or "auto")
        options.pop("source", None)
        report = jipp.validate_replications(given["replications"], origins or None, **options)
    return {"codes": sorted({finding["code"] for finding in report.findings})}


def partly(found: Any, expected: Any, at: str = "") -> list[str]:
    """Where an answer is not what is said of it. Of a dict it may leave out keys, of a list no place: `{}` stands for anything."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return [wrong for key, value in expected.items() for wrong in partly(found.get(key), value, f"{at}/{key}")]
    if isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        return [wrong for number, pair in enumerate(zip(found, expected, strict=True)) for wrong in partly(*pair, f"{at}/{number}")]
    same = found == expected and isinstance(found, bool) == isinstance(expected, bool)
    return [] if same else [f"{at}: {expected!r} expected, {found!r} found"]


def dedupe(given: dict[str, Any]) -> object:
    options = dict(given.get("options", {}))
    source = options.pop("source", "") or "auto"
    asked = {name: options.pop(name, None) for name in ("evaluate", "analyze_blocking", "to_review", "save_model", "batch")}
    rows = bool(options.get("settings"))
    records = given["records"] if rows else jipp.read(given["records"], source)
    linkage = jipp.dedupe(records, **options)
    if asked["batch"]:
        linkage = linkage.extend(asked["batch"] if rows else jipp.read(asked["batch"], source), id=options.get("id"))
    told: dict[str, object] = {"clusters": {row["id"]: row["cluster"] for row in linkage.clusters}}

    def pairs(found: jipp.Linkage) -> list[list[object]]:
        return [[row[name] for name in ("left", "right", "probability", "kind")] for row in found.pairs]

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 9)

    for what in given.get("tell", []):
        if what == "pairs":
            told[what] = pairs(linkage)
        elif what == "evaluation":
            e = linkage.evaluate(asked["evaluate"])
            figures = [e[name] for name in ("precision", "recall", "f1", "blocking_completeness", "calibration_error")]
            told[what] = {"figures": [rounded(figure) for figure in figures], "errors": e["error_counts"]}
        elif what == "blocking":
            rules = linkage.analyze_blocking(asked["evaluate"])["rules"]
            told[what] = [[r["rule"], r["pairs"], r["new_pairs"], r["split_blocks"], rounded(r["completeness"])] for r in rules]
        elif what == "review":
            told[what] = [[row["left"], row["right"]] for row in linkage.to_review(asked["to_review"])]
        elif what == "again":
            with tempfile.TemporaryDirectory() as folder:
                linkage.save_model(Path(folder) / "model.json")
                told[what] = pairs(jipp.dedupe(given["records"], id=options.get("id"), model=Path(folder) / "model.json"))
        else:
            raise AssertionError(f"{what} is not told")
    return told


@cache
def demo() -> jipp.Index:
    return jipp.Index.open(BUNDLE)


def search(given: dict[str, Any]) -> object:
    if not BUNDLE.exists():
        pytest.skip(f"{BUNDLE} is not built: `make demo` builds it")
    return {"ids": [hit["id"] for hit in demo().search(**given)]}


RUNNERS: dict[str, Callable[[dict[str, Any]], object]] = {
    "resolve": resolve,
    "titles": titles,
    "vocabulary": vocabulary,
    "regions": regions,
    "tokens": analyze,
    "lemma": lemmas,
    "rules": rules,
    "dedupe": dedupe,
    "search": search,
    "index_iga": index_iga,
    "replications": replications,
}
#: Areas whose vectors say only a part of the answer.
PARTIAL = {"index_iga"}
FILES = [path for folder in RUNNERS for path in sorted((VECTORS / folder).glob("*.json"))]


def counts(files: list[Path]) -> dict[str, int]:
    """A file of names holds a case for each name."""
    inputs = [json.loads(path.read_text(encoding="utf-8"))["input"] for path in files]
    return {"files": len(files), "cases": sum(len(given.get("names", given.get("texts", [None]))) for given in inputs)}


def test_no_vector_is_missed() -> None:
    manifest = json.loads((VECTORS / "MANIFEST.json").read_text(encoding="utf-8"))
    assert {folder: counts(sorted((VECTORS / folder).glob("*.json"))) for folder in manifest} == manifest
    assert set(RUNNERS) == set(manifest), "every area has a runner"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_vector(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    assert set(vector) <= {"name", "description", "input", "expect"}
    try:
        found = RUNNERS[path.parent.name](vector["input"])
    except jipp.JippError as error:
        found = {"error": error.code}
    if path.parent.name in PARTIAL:
        wrong = partly(found, vector["expect"])
        assert not wrong, "\n".join([vector["description"], *wrong])
    else:
        assert found == vector["expect"], vector["description"]
