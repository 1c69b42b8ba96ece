"""Clusters of a linkage as graphs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from .. import _jipp
from ..types import Lang
from ._chart import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, Chart, Words, expect

if TYPE_CHECKING:
    from .._jipp import Linkage

KINDS = {
    "duplicate": (GREEN, [1, 0]),
    "version": (BLUE, [6, 3]),
    "replication": (PURPLE, [2, 2]),
    "component": (ORANGE, [8, 2, 2, 2]),
    "related": (GREY, [4, 4]),
}


#: From the middle of a cluster to that of the next, where a cluster is two wide; names stand on both sides.
APART = 6.6


def _short(record: str, longest: int = 20) -> str:
    """What tells an id from the others stands at its end."""
    return record if len(record) <= longest else "…" + record[1 - longest :]


def clusters(linkage: Linkage, *, of: Sequence[str] | None = None, limit: int = 12, lang: Lang = "id") -> Chart:
    """The largest clusters as graphs: records, and between them the pairs that were found, with their kind.

    Args:
        linkage: What `jipp.dedupe` or `jipp.link` gives.
        of: Only the clusters of these records.
        limit: Most clusters.
        lang: Language of the words.
    """
    expect("clusters", linkage, _jipp.Linkage, "jipp.dedupe` or `jipp.link")
    words = Words(lang)
    groups: dict[str, list[str]] = {}
    for row in linkage.clusters._rows(10_000_000):
        groups.setdefault(row["cluster"], []).append(row["id"])
    chosen = [sorted(members) for members in groups.values() if len(members) > 1 and (of is None or set(of) & set(members))]
    chosen = sorted(chosen, key=lambda members: (-len(members), members))[:limit]
    wide = max(1, math.ceil(math.sqrt(0.6 * len(chosen))))
    place: dict[str, tuple[float, float]] = {}
    said: list[dict[str, Any]] = []
    for at, members in enumerate(chosen):
        across, down = at % wide * APART, -(at // wide) * 3.0
        for number, record in enumerate(members):
            angle = 2 * math.pi * number / len(members) + math.pi / 2
            x, y = place[record] = (across + math.cos(angle), down + math.sin(angle))
            # the name stands outside, where no line runs
            side = "middle" if abs(math.cos(angle)) < 0.3 else "left" if math.cos(angle) > 0 else "right"
            beyond = 0.0 if side == "middle" else math.copysign(0.14, math.cos(angle))
            above = math.copysign(0.2, math.sin(angle)) if side == "middle" else 0.1 * math.sin(angle)
            said.append({"x": x, "y": y, "aside": x + beyond, "above": y + above, "side": side, "record": _short(record)})
    found = {(row["left"], row["right"]): row for table in (linkage.review(), linkage.pairs) for row in table._rows(10_000_000)}
    edges = []
    for members in chosen:
        for left, right in combinations(members, 2):
            pair = found.get((left, right)) or found.get((right, left))
            if pair:
                ends = dict(zip(("x", "y", "x2", "y2"), place[left] + place[right], strict=True))
                edges.append({**ends, "kind": words[pair["kind"]], "probability": pair["probability"], "pair": f"{left} · {right}"})
    kinds = [words[kind] for kind in KINDS]
    low = -((len(chosen) - 1) // wide) * 3.0 - 1.6
    hidden: dict[str, Any] = {"axis": None, "type": "quantitative"}
    across_scale = {**hidden, "field": "x", "scale": {"domain": [-APART / 2, (wide - 0.5) * APART]}}
    down_scale = {**hidden, "field": "y", "scale": {"domain": [low, 1.6]}}
    return words.chart(
        {
            "description": words["clusters"],
            "title": {"text": words["clusters"], "subtitle": f"{len(chosen)} / {sum(len(m) > 1 for m in groups.values())}"},
            "width": 310 * wide,
            "height": 155 * max(1, math.ceil(len(chosen) / wide)),
            "layer": [
                {
                    "data": {"values": edges},
                    "mark": {"type": "rule"},
                    "encoding": {
                        "x": across_scale,
                        "y": down_scale,
                        "x2": {"field": "x2"},
                        "y2": {"field": "y2"},
                        "color": {
                            "field": "kind",
                            "type": "nominal",
                            "title": words["kind"],
                            "legend": {"orient": "top"},
                            "scale": {"domain": kinds, "range": [colour for colour, _ in KINDS.values()]},
                        },
                        "strokeDash": {
                            "field": "kind",
                            "type": "nominal",
                            "title": words["kind"],
                            "scale": {"domain": kinds, "range": [dash for _, dash in KINDS.values()]},
                        },
                        "strokeWidth": {
                            "field": "probability",
                            "type": "quantitative",
                            "scale": {"domain": [0, 1], "range": [0.5, 4]},
                            "legend": None,
                        },
                        "tooltip": [
                            {"field": "pair", "type": "nominal", "title": " "},
                            {"field": "kind", "type": "nominal", "title": words["kind"]},
                            {"field": "probability", "type": "quantitative", "format": ".4f", "title": words["probability"]},
                        ],
                    },
                },
                {
                    "data": {"values": said},
                    "mark": {"type": "circle", "size": 90, "color": SKY, "stroke": "black", "opacity": 1},
                    "encoding": {
                        "x": across_scale,
                        "y": down_scale,
                        "tooltip": [{"field": "record", "type": "nominal", "title": words["records"]}],
                    },
                },
                *(
                    {
                        "data": {"values": [name for name in said if name["side"] == side]},
                        "mark": {"type": "text", "fontSize": 9, "align": align},
                        "encoding": {
                            "x": {**across_scale, "field": "aside"},
                            "y": {**down_scale, "field": "above"},
                            "text": {"field": "record", "type": "nominal"},
                        },
                    }
                    for side, align in (("middle", "center"), ("left", "left"), ("right", "right"))
                ),
            ],
        }
    )
