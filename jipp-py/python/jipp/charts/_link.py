"""Charts of a linkage."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .. import _input, _jipp
from ..types import Lang
from ._chart import BLUE, GREY, ORANGE, VERMILION, Chart, Words, expect

if TYPE_CHECKING:
    from .._jipp import Linkage
    from .._results import Evaluation, Explanation


def _level(level: Mapping[str, Any]) -> str:
    bound = f" >= {level['min']:g}" if level.get("min") is not None else f" <= {level['max']:g}" if level.get("max") is not None else ""
    other = f" ({level['column']})" if level.get("column") else ""
    return f"{level['kind']}{bound}{other}"


def match_weights(linkage: Linkage, *, lang: Lang = "id") -> Chart:
    """What each level of each comparison is worth: log2 of how much more often matches reach it than other pairs do, in bits.

    Args:
        linkage: What `jipp.dedupe` or `jipp.link` gives.
        lang: Language of the words.
    """
    expect("match_weights", linkage, _jipp.Linkage, "jipp.dedupe` or `jipp.link")
    words = Words(lang)
    rows = []
    for comparison, learned in zip(linkage.settings["comparison"], linkage.model["comparisons"], strict=True):
        names = [_level(level) for level in comparison["levels"]] + ["else"]
        for at, (name, m, u) in enumerate(zip(names, learned["m"], learned["u"], strict=True)):
            bits = math.log2(m / u)
            rows.append({"name": learned["name"], "level": name, "order": at, "bits": bits, "m": m, "u": u, "side": _side(bits, words)})
    return words.chart(
        {
            "description": words["match_weights"],
            "title": {"text": words["match_weights"], "subtitle": words["bits"]},
            "data": {"values": rows},
            "facet": {
                "row": {
                    "field": "name",
                    "type": "nominal",
                    "title": None,
                    "sort": [learned["name"] for learned in linkage.model["comparisons"]],
                    "header": {"labelAngle": 0, "labelAlign": "left", "labelFontSize": 12, "labelFontWeight": "bold"},
                }
            },
            "resolve": {"scale": {"y": "independent"}},
            "spacing": 8,
            "spec": {
                "width": 340,
                "height": {"step": 17},
                "mark": {"type": "bar"},
                "encoding": {
                    "y": {"field": "level", "type": "nominal", "title": None, "sort": {"field": "order", "op": "min"}},
                    "x": {"field": "bits", "type": "quantitative", "title": words["bits"]},
                    "color": _sides(words),
                    "tooltip": [
                        {"field": "name", "type": "nominal"},
                        {"field": "level", "type": "nominal", "title": words["level"]},
                        {"field": "bits", "type": "quantitative", "format": "+.2f", "title": words["bits"]},
                        {"field": "m", "type": "quantitative", "format": ".4f"},
                        {"field": "u", "type": "quantitative", "format": ".4f"},
                    ],
                },
            },
        }
    )


def _side(bits: float, words: Words) -> str:
    return words["for"] if bits >= 0 else words["against"]


def _sides(words: Words) -> dict[str, Any]:
    domain = {"domain": [words["for"], words["against"]], "range": [BLUE, VERMILION]}
    return {"field": "side", "type": "nominal", "title": None, "scale": domain, "legend": {"orient": "top"}}


def waterfall(explanation: Explanation, *, lang: Lang | None = None) -> Chart:
    """Why two records are, or are not, the same: each comparison moves the weight to the right or to the left.

    Args:
        explanation: What `Linkage.explain` gives.
        lang: Language of the words; that of the explanation if not given.
    """
    expect("waterfall", explanation, ("prior", "fields"), "Linkage.explain")
    words = Words(lang or ("en" if getattr(explanation, "lang", "id") == "en" else "id"))
    steps = [(words["prior"], "", "", "", explanation["prior"])]
    steps += [(f["name"], f["level"], f["left"], f["right"], f["weight"]) for f in explanation["fields"]]
    rows, at = [], 0.0
    for name, level, left, right, bits in steps:
        side = _side(bits, words)
        rows.append({"name": name, "level": level, "left": left[:120], "right": right[:120], "bits": bits, "side": side})
        rows[-1] |= {"from": at, "to": at + bits, "at": max(at, at + bits), "label": words.number(bits, "+.1f")}
        at += bits
    rows.append({"name": words["total"], "level": "", "left": "", "right": "", "bits": at, "side": _side(at, words)})
    rows[-1] |= {"from": 0.0, "to": at, "at": max(0.0, at), "label": words.number(at, "+.1f")}
    y = {"field": "name", "type": "nominal", "sort": None, "title": None}
    kind = words.of(explanation["kind"])
    probability = explanation["probability"]
    return words.chart(
        {
            "description": f"{words['waterfall']}: {kind}",
            "title": {
                "text": f"{explanation['left']} · {explanation['right']}: {kind}",
                "subtitle": f"{words['probability']} {words.number(probability, '.4f')}",
            },
            "data": {"values": rows},
            "width": 420,
            "height": {"step": 24},
            "layer": [
                {"mark": {"type": "rule", "color": "#888888"}, "encoding": {"x": {"datum": 0}}},
                {
                    "mark": {"type": "bar", "height": 14},
                    "encoding": {
                        "y": y,
                        "x": {"field": "from", "type": "quantitative", "title": words["bits"]},
                        "x2": {"field": "to"},
                        "color": _sides(words),
                        "tooltip": [
                            {"field": "name", "type": "nominal", "title": words["field"]},
                            {"field": "level", "type": "nominal", "title": words["level"]},
                            {"field": "left", "type": "nominal", "title": explanation["left"].replace(".", "·")},
                            {"field": "right", "type": "nominal", "title": explanation["right"].replace(".", "·")},
                            {"field": "bits", "type": "quantitative", "format": "+.2f", "title": words["bits"]},
                        ],
                    },
                },
                {
                    "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
                    "encoding": {"y": y, "x": {"field": "at", "type": "quantitative"}, "text": {"field": "label", "type": "nominal"}},
                },
            ],
        }
    )


def threshold(linkage: Linkage, labels: Any, *, lang: Lang = "id") -> Chart:
    """What a threshold costs: precision, recall and F1 of the pairs at or above each probability.

    Pairs are judged by their probability alone, before clusters are made of them, and only pairs above the review threshold of the
    settings are known: `Linkage.evaluate` measures what the linkage really decided.

    Args:
        linkage: What `jipp.dedupe` or `jipp.link` gives.
        labels: Cluster by record id, as a dict, as tuples of both, or as a table with `id` and `cluster`.
        lang: Language of the words.

    Raises:
        ValueError: No two labelled records are the same, or the labels are of pairs: `precision_recall` takes those.
    """
    expect("threshold", linkage, _jipp.Linkage, "jipp.dedupe` or `jipp.link")
    words = Words(lang)
    columns, given = _input.labels(labels) or (
        ["id", "cluster"],
        [[_input.cell(row["id"]), _input.cell(row["cluster"])] for row in _input._items(labels)],
    )
    if "same" in columns:
        raise ValueError("the cluster of each record is wanted here, not labels of pairs: charts.precision_recall takes those")
    named = [tuple(row[columns.index(name)] for name in ("id", "cluster")) for row in given]
    # a record without a cluster is not labelled
    known = {record: cluster for record, cluster in named if record and cluster}
    members: dict[str, int] = {}
    for cluster in known.values():
        members[cluster] = members.get(cluster, 0) + 1
    wanted = sum(count * (count - 1) // 2 for count in members.values())
    if not wanted:
        raise ValueError("no two labelled records are the same: there is nothing to measure against")
    pairs = {}
    for table in (linkage.review(), linkage.pairs):
        for row in table._rows(10_000_000):
            if row["left"] in known and row["right"] in known and row["kind"] in ("duplicate", "related"):
                pairs[row["left"], row["right"]] = (row["probability"], known[row["left"]] == known[row["right"]])
    rows, right = [], 0
    best = sorted(pairs.values(), key=lambda pair: (-pair[0], not pair[1]))
    for at, (probability, same) in enumerate(best, 1):
        right += same
        if at == len(best) or best[at][0] != probability:
            precision, recall = right / at, right / wanted
            f1 = 2 * precision * recall / (precision + recall) if right else 0.0
            for name, number in (("precision", precision), ("recall", recall), ("f1", f1)):
                rows.append({"threshold": probability, "name": words[name], "value": number, "pairs": at})
    names = [words[name] for name in ("precision", "recall", "f1")]
    used = linkage.settings["clustering"]["threshold"]
    return words.chart(
        {
            "description": words["threshold_title"],
            "title": {"text": words["threshold_title"], "subtitle": f"{words['threshold']} {words['used']}: {words.number(used, 'g')}"},
            "width": 420,
            "height": 240,
            "layer": [
                {
                    "data": {"values": rows},
                    "mark": {"type": "line", "interpolate": "step-before", "strokeWidth": 2},
                    "encoding": {
                        "x": {"field": "threshold", "type": "quantitative", "title": words["threshold"], "scale": {"domain": [0, 1]}},
                        "y": {"field": "value", "type": "quantitative", "title": words["value"], "scale": {"domain": [0, 1]}},
                        "color": {
                            "field": "name",
                            "type": "nominal",
                            "title": None,
                            "scale": {"domain": names, "range": [BLUE, ORANGE, "black"]},
                        },
                        "strokeDash": {
                            "field": "name",
                            "type": "nominal",
                            "title": None,
                            "scale": {"domain": names, "range": [[1, 0], [6, 3], [2, 2]]},
                        },
                        "tooltip": [
                            {"field": "threshold", "type": "quantitative", "format": ".4f", "title": words["threshold"]},
                            {"field": "name", "type": "nominal", "title": " "},
                            {"field": "value", "type": "quantitative", "format": ".3f", "title": words["value"]},
                            {"field": "pairs", "type": "quantitative", "title": words["count"]},
                        ],
                    },
                },
                {
                    "mark": {"type": "rule", "color": VERMILION, "strokeDash": [4, 4]},
                    "encoding": {"x": {"datum": used}},
                },
            ],
        }
    )


def precision_recall(evaluation: Evaluation, *, lang: Lang = "id") -> Chart:
    """Precision against recall over all thresholds; the dot is the threshold with the best F1.

    Args:
        evaluation: What `Linkage.evaluate` gives.
        lang: Language of the words.
    """
    expect("precision_recall", evaluation, ("curve", "best_threshold"), "Linkage.evaluate")
    words = Words(lang)
    rows = [dict(point, best=point["threshold"] == evaluation["best_threshold"]) for point in evaluation["curve"]]
    encoding = {
        "x": {"field": "recall", "type": "quantitative", "title": words["recall"], "scale": {"domain": [0, 1]}},
        "y": {"field": "precision", "type": "quantitative", "title": words["precision"], "scale": {"domain": [0, 1]}},
        "order": {"field": "threshold"},
        "tooltip": [
            {"field": name, "type": "quantitative", "format": ".4f", "title": words[name]}
            for name in ("threshold", "precision", "recall", "f1")
        ],
    }
    return words.chart(
        {
            "description": words["precision_recall"],
            "title": {"text": words["precision_recall"]},
            "data": {"values": rows},
            "width": 340,
            "height": 340,
            "layer": [
                {"mark": {"type": "line", "color": BLUE, "interpolate": "linear"}, "encoding": encoding},
                {
                    "transform": [{"filter": "datum.best"}],
                    "mark": {"type": "point", "filled": True, "size": 90, "color": VERMILION},
                    "encoding": encoding,
                },
            ],
        }
    )


def reliability(evaluation: Evaluation, *, lang: Lang = "id") -> Chart:
    """Probabilities beside what was observed: on the diagonal they mean what they say. A dot is as large as it has pairs.

    Args:
        evaluation: What `Linkage.evaluate` gives.
        lang: Language of the words.
    """
    expect("reliability", evaluation, ("reliability", "calibration_error"), "Linkage.evaluate")
    words = Words(lang)
    axis = {"scale": {"domain": [0, 1]}, "type": "quantitative"}
    tooltip = [
        {"field": "probability", "type": "quantitative", "format": ".3f", "title": words["probability"]},
        {"field": "observed", "type": "quantitative", "format": ".3f", "title": words["observed"]},
        {"field": "pairs", "type": "quantitative", "title": words["pairs"]},
    ]
    return words.chart(
        {
            "description": words["reliability"],
            "title": {"text": words["reliability"], "subtitle": f"ECE {words.number(evaluation['calibration_error'], '.4f')}"},
            "width": 340,
            "height": 340,
            "layer": [
                {
                    "data": {"values": [{"probability": 0, "observed": 0}, {"probability": 1, "observed": 1}]},
                    "mark": {"type": "line", "color": GREY, "strokeDash": [4, 4]},
                    "encoding": {"x": {"field": "probability", **axis}, "y": {"field": "observed", **axis}},
                },
                {
                    "data": {"values": list(evaluation["reliability"])},
                    "mark": {"type": "point", "filled": True, "color": BLUE, "opacity": 0.9},
                    "encoding": {
                        "x": {"field": "probability", "title": words["probability"], **axis},
                        "y": {"field": "observed", "title": words["observed"], **axis},
                        "size": {
                            "field": "pairs",
                            "type": "quantitative",
                            "scale": {"type": "log", "range": [30, 500]},
                            "title": words["pairs"],
                        },
                        "tooltip": tooltip,
                    },
                },
            ],
        }
    )
