"""Charts of a check and of a campaign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from .. import _jipp
from ..types import Lang
from ._chart import BLUE, GREY, ORANGE, SKY, VERMILION, Chart, Words, expect

if TYPE_CHECKING:
    from .._jipp import Report

SEVERITIES = ("error", "warning", "advice")


def completeness(report: Report, *, lang: Lang | None = None) -> Chart:
    """How many records have each field: a bar for all records, a mark for those that must have it for publication.

    Args:
        report: What `jipp.validate` gives.
        lang: Language of the words; that of the report if not given.
    """
    expect("completeness", report, _jipp.Report, "jipp.validate")
    words, read = Words(lang or report.lang), report.records["read"]
    rows = []
    for row in report.fields._rows(10_000):
        if row["filled"] or row["required"]:
            part = {"field": row["label"], "filled": row["filled"], "share": row["filled"] / read if read else 0.0}
            if row["required"]:
                part |= {"required": row["required"], "required_share": row["required_filled"] / row["required"]}
            rows.append(part)
    order = [row["field"] for row in sorted(rows, key=lambda row: (-row["share"], row["field"]))]
    y = {"field": "field", "type": "nominal", "sort": order, "title": None}
    scale = {"domain": [0, 1]}
    return words.chart(
        {
            "description": words["completeness"],
            "title": {"text": words["completeness"], "subtitle": f"{read} {words['records']} · | {words['required']}"},
            "data": {"values": rows},
            "width": 380,
            "height": {"step": 20},
            "layer": [
                {
                    "mark": {"type": "bar", "color": SKY},
                    "encoding": {
                        "y": y,
                        "x": {
                            "field": "share",
                            "type": "quantitative",
                            "scale": scale,
                            "title": words["share"],
                            "axis": {"format": "%"},
                        },
                        "tooltip": [
                            {"field": "field", "type": "nominal", "title": words["field"]},
                            {"field": "filled", "type": "quantitative", "title": words["records"]},
                            {"field": "share", "type": "quantitative", "format": ".1%", "title": words["share"]},
                        ],
                    },
                },
                {
                    "transform": [{"filter": "isValid(datum.required_share)"}],
                    "mark": {"type": "tick", "color": "black", "thickness": 3, "size": 16},
                    "encoding": {
                        "y": y,
                        "x": {"field": "required_share", "type": "quantitative", "scale": scale},
                        "tooltip": [
                            {"field": "field", "type": "nominal", "title": words["field"]},
                            {"field": "required", "type": "quantitative", "title": words["required"]},
                            {"field": "required_share", "type": "quantitative", "format": ".1%", "title": words["share"]},
                        ],
                    },
                },
            ],
        }
    )


def findings(report: Report, by: Literal["rule", "source", "agency"] = "rule", *, limit: int = 20, lang: Lang | None = None) -> Chart:
    """Findings by rule, source or agency, most errors first, split by severity.

    Args:
        report: What `jipp.validate` gives.
        by: What the bars stand for.
        limit: Most bars; the others are left out.
        lang: Language of the words; that of the report if not given.

    Raises:
        ValueError: `by` is none of these.
    """
    expect("findings", report, _jipp.Report, "jipp.validate")
    words = Words(lang or report.lang)
    counts: dict[str, dict[str, int]] = {}
    if by == "rule":
        # a rule may be graver in one case than in another: the findings say, and of those that are not listed the rule does
        listed: dict[str, dict[str, int]] = {}
        for row in report.findings._rows(10_000_000):
            of = listed.setdefault(row["code"], {})
            of[row["severity"]] = of.get(row["severity"], 0) + 1
        for row in report.rules._rows(10_000):
            of = listed.get(row["code"], {})
            counts[f"{row['code']}  {row['name']}"] = of
            of[row["severity"]] = of.get(row["severity"], 0) + row["count"] - sum(of.values())
    elif by in ("source", "agency"):
        for row in (report.sources if by == "source" else report.agencies)._rows(10_000):
            name = row["label"] if row["key"] is not None else words["unknown"]
            counts[name] = {severity: row[severity] for severity in SEVERITIES}
    else:
        raise ValueError(f"`by` is `rule`, `source` or `agency`, not `{by}`")
    order = sorted(counts, key=lambda name: [-counts[name].get(severity, 0) for severity in SEVERITIES] + [name])[:limit]
    rows = [
        {"name": name, "severity": words[severity], "rank": rank, "count": counts[name].get(severity, 0)}
        for name in order
        for rank, severity in enumerate(SEVERITIES)
        if counts[name].get(severity, 0)
    ]
    more = len(counts) - len(order)
    return words.chart(
        {
            "description": f"{words['findings']}: {words[by]}",
            "title": {"text": words["findings"], "subtitle": f"{words[by]}" + (f" (+{more})" if more > 0 else "")},
            "data": {"values": rows},
            "width": 380,
            "height": {"step": 22},
            "mark": {"type": "bar", "stroke": "white", "strokeWidth": 1},
            "encoding": {
                "y": {"field": "name", "type": "nominal", "sort": order, "title": None},
                "x": {"field": "count", "type": "quantitative", "title": words["count"], "axis": {"tickMinStep": 1}},
                "color": {
                    "field": "severity",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": [words[severity] for severity in SEVERITIES], "range": [VERMILION, ORANGE, SKY]},
                    "legend": {"orient": "top"},
                },
                "order": {"field": "rank", "type": "quantitative"},
                "tooltip": [
                    {"field": "name", "type": "nominal", "title": words[by]},
                    {"field": "severity", "type": "nominal", "title": words["severity"]},
                    {"field": "count", "type": "quantitative", "title": words["count"]},
                ],
            },
        }
    )


def survival(report: Mapping[str, Any], *, lang: Lang = "id") -> Chart:
    """How long innovations run: the share that still runs after so many years (Kaplan and Meier).

    Args:
        report: What `Catalog.campaign_report` gives.
        lang: Language of the words.
    """
    expect("survival", report, ("survival", "campaign"), "Catalog.campaign_report")
    words = Words(lang)
    rows: list[dict[str, Any]] = [{"years": 0, "survival": 1.0, "at_risk": None, "stopped": None}]
    rows += [{name: step[name] for name in ("years", "survival", "at_risk", "stopped")} for step in report["survival"]]
    x = {"field": "years", "type": "quantitative", "title": words["years"], "axis": {"tickMinStep": 1}}
    y = {"field": "survival", "type": "quantitative", "title": words["still"], "scale": {"domain": [0, 1]}, "axis": {"format": "%"}}
    tooltip = [
        {"field": "years", "type": "quantitative", "title": words["years"]},
        {"field": "survival", "type": "quantitative", "format": ".1%", "title": words["still"]},
        {"field": "at_risk", "type": "quantitative", "title": words["innovations"]},
        {"field": "stopped", "type": "quantitative", "title": words["berhenti"]},
    ]
    return words.chart(
        {
            "description": words["survival"],
            "title": {"text": words["survival"], "subtitle": report["campaign"]["name"]},
            "data": {"values": rows},
            "width": 420,
            "height": 220,
            "layer": [
                {"mark": {"type": "line", "interpolate": "step-after", "color": BLUE}, "encoding": {"x": x, "y": y}},
                {"mark": {"type": "point", "filled": True, "color": GREY}, "encoding": {"x": x, "y": y, "tooltip": tooltip}},
            ],
        }
    )
