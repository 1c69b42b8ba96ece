"""Charts of the innovation index of a region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..types import Lang
from ._chart import BLUE, ORANGE, Chart, Words, expect


def index_what_if(score: Mapping[str, Any], *, lang: Lang = "id") -> Chart:
    """The index now and with the levels that were tried, and the next steps that would raise it most.

    Args:
        score: What `jipp.index_score` gives; without `what_if` only the index now and the steps are shown.
        lang: Language of the words; labels of indicators have that of the score.
    """
    expect("index_what_if", score, ("claimed", "steps", "year"), "jipp.index_score")
    words = Words(lang)
    now = score["claimed"]
    rows = [{"name": words["now"], "iid": now["iid"], "label": f"{words.number(now['iid'], '.2f')}  {now['class_label'] or ''}"}]
    tried = score.get("what_if")
    if tried:
        then = tried["claimed"]
        gain = then["iid"] - now["iid"]
        label = f"{words.number(then['iid'], '.2f')} ({words.number(gain, '+.2f')})  {then['class_label'] or ''}"
        rows.append({"name": words["what_if"], "iid": then["iid"], "label": label})
    steps = [
        {
            "name": f"{(step['innovation'] + ' · ') if step['innovation'] else ''}{step['indicator']}: {step['label']}"[:70],
            "gain": step["next"]["iid"],
            "level": f"{step['from']} → {step['next']['level']}",
        }
        for step in score["steps"]
    ]
    most = max([row["iid"] for row in rows] + [1.0])
    y = {"field": "name", "type": "nominal", "sort": None, "title": None}
    index = {
        "title": {"text": words["index_title"], "subtitle": f"{score['year']}"},
        "data": {"values": rows},
        "width": 420,
        "height": {"step": 34},
        "layer": [
            {
                "mark": {"type": "bar"},
                "encoding": {
                    "y": y,
                    "x": {"field": "iid", "type": "quantitative", "title": words["index"], "scale": {"domain": [0, most * 1.45]}},
                    "color": {
                        "field": "name",
                        "type": "nominal",
                        "legend": None,
                        "scale": {"domain": [words["now"], words["what_if"]], "range": [BLUE, ORANGE]},
                    },
                    "tooltip": [{"field": "label", "type": "nominal", "title": words["index"]}],
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5},
                "encoding": {"y": y, "x": {"field": "iid", "type": "quantitative"}, "text": {"field": "label", "type": "nominal"}},
            },
        ],
    }
    parts: list[dict[str, Any]] = [index]
    if steps:
        parts.append(
            {
                "title": words["steps"],
                "data": {"values": steps},
                "width": 420,
                "height": {"step": 24},
                "layer": [
                    {
                        "mark": {"type": "bar", "color": BLUE},
                        "encoding": {
                            "y": y,
                            "x": {"field": "gain", "type": "quantitative", "title": words["gain"]},
                            "tooltip": [
                                {"field": "name", "type": "nominal", "title": " "},
                                {"field": "level", "type": "nominal", "title": words["level"]},
                                {"field": "gain", "type": "quantitative", "format": "+.3f", "title": words["gain"]},
                            ],
                        },
                    },
                    {
                        "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
                        "encoding": {
                            "y": y,
                            "x": {"field": "gain", "type": "quantitative"},
                            "text": {"field": "level", "type": "nominal"},
                        },
                    },
                ],
            }
        )
    return words.chart(
        {
            "description": words["index_title"],
            "vconcat": parts,
            "resolve": {"scale": {"x": "independent", "color": "independent"}},
        }
    )
