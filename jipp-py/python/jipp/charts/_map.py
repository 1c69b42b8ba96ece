"""Charts over the map of Indonesia. The borders that are built in are those of before 2022 (`LICENCES-map.md`); others can be given."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from importlib.resources import files
from itertools import pairwise
from pathlib import Path as _Path
from typing import Any, Literal

from .. import _jipp
from ..types import Lang, Path
from ._chart import BLUE, GREEN, GREY, ORANGE, VERMILION, Chart, Words, expect

STATUSES = ("berjalan", "berhenti", "lainnya", "belum_dimutakhirkan")
COLOURS = {"berjalan": GREEN, "berhenti": VERMILION, "lainnya": ORANGE, "belum_dimutakhirkan": GREY}
FIGURES = {"berjalan": "running", "berhenti": "stopped", "lainnya": "other", "belum_dimutakhirkan": "not_updated"}
#: Blue to yellow, even in brightness: Nuñez, Anderton and Renslow, "Optimizing colormaps with consideration for color vision
#: deficiency" (PLoS ONE 13, 2018).
SCHEME = "cividis"


def _provinces() -> list[dict[str, Any]]:
    return [row for row in _jipp.regions()._rows(10_000) if row["type"] == "provinsi"]


def _base(words: Words) -> list[dict[str, Any]]:
    """The provinces as small grey points: where the islands are."""
    points = [{"lng": row["lng"], "lat": row["lat"], "name": row["short_name"]} for row in _provinces()]
    return [
        {
            "data": {"values": points},
            "mark": {"type": "point", "shape": "cross", "size": 20, "color": "#bbbbbb"},
            "encoding": {**_at(), "tooltip": [{"field": "name", "type": "nominal", "title": words["province"]}]},
        }
    ]


def _at() -> dict[str, Any]:
    # one degree is as wide as high, so that the islands keep their shape
    return {
        "x": {"field": "lng", "type": "quantitative", "axis": None, "scale": {"domain": [94.5, 141.5]}},
        "y": {"field": "lat", "type": "quantitative", "axis": None, "scale": {"domain": [-11.5, 7]}},
    }


def _on_map() -> dict[str, Any]:
    return {"longitude": {"field": "lng", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}}


def _nowhere(words: Words) -> dict[str, Any]:
    """Said in the middle of an empty map."""
    return {
        "data": {"values": [{"lng": 118, "lat": -11.4, "said": words["no_replications"]}]},
        "mark": {"type": "text", "fontSize": 12, "color": "#555555"},
        "encoding": {**_on_map(), "text": {"field": "said", "type": "nominal"}},
    }


WIDTH, HEIGHT = 640, 252


def _borders(boundaries: Path | Mapping[str, Any]) -> list[dict[str, Any]]:
    shapes: Any = boundaries if isinstance(boundaries, Mapping) else json.loads(_Path(os.fspath(boundaries)).read_text(encoding="utf-8"))
    features = shapes.get("features")
    if not isinstance(features, list) or any("code" not in (feature.get("properties") or {}) for feature in features):
        raise ValueError(
            "boundaries are a GeoJSON collection whose features have the property `code`, the code of the Ministry of Home Affairs"
        )
    return [{**feature, "geometry": _rewound(feature.get("geometry"))} for feature in features]


def _own_borders() -> dict[str, Any]:
    shapes: dict[str, Any] = json.loads((files("jipp.charts") / "provinces.json").read_text(encoding="utf-8"))
    return shapes


def _rewound(geometry: Any) -> Any:
    """Rings as the drawing library reads them on a globe: outer ones clockwise. GeoJSON (RFC 7946, section 3.1.6) has them the other way
    round, and a ring that is read wrongly is the whole earth but the province."""
    if not geometry or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return geometry
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    turned = []
    for polygon in polygons:
        rings = []
        for at, ring in enumerate(polygon):
            area = sum(x1 * y2 - x2 * y1 for (x1, y1, *_), (x2, y2, *_) in pairwise(ring))
            rings.append(ring[::-1] if (area > 0) == (at == 0) else ring)
        turned.append(rings)
    return {"type": geometry["type"], "coordinates": turned if several else turned[0]}


def status_by_province(
    report: Mapping[str, Any],
    boundaries: Path | Mapping[str, Any] | Literal["points"] | None = None,
    *,
    credit: str | None = None,
    lang: Lang = "id",
) -> Chart:
    """Which innovations still run, province by province: a map of the share, and the figures as bars.

    Args:
        report: What `Catalog.campaign_report` gives.
        boundaries: Borders of the provinces as GeoJSON, each feature with the property `code`. Without them those of the package are taken,
            of before 2022: the figures of the new provinces in Papua are added to those they came from, and the chart says so. `"points"`
            draws each province as a point in its middle, as large as the number of innovations asked about.
        credit: Who made the borders and under which licence; it is written under the map.
        lang: Language of the words.

    Raises:
        ValueError: The boundaries are no such collection.
    """
    expect("status_by_province", report, ("provinces",), "Catalog.campaign_report")
    words = Words(lang)
    note = None
    places = {row["code"]: row for row in _provinces()}
    named = {row["name"]: row for row in places.values()}
    rows, bars = [], []
    for group in report["provinces"]:
        name = group["name"] or words["unknown"]
        share = group["running"] / group["total"] if group["total"] else None
        place = places.get(group["code"]) or named.get(name)
        row = {"code": place["code"] if place else None, "name": name, "total": group["total"], "running": group["running"], "share": share}
        rows.append({**row, "lng": place["lng"], "lat": place["lat"]} if place else row)
        bars += [
            {"name": name, "total": group["total"], "status": words[status], "rank": rank, "count": group[FIGURES[status]]}
            for rank, status in enumerate(STATUSES)
            if group[FIGURES[status]]
        ]
    colour = {
        "field": "share",
        "type": "quantitative",
        "title": words["share_running"],
        "scale": {"scheme": SCHEME, "domain": [0, 1]},
        "legend": {"format": "%", "orient": "bottom", "direction": "horizontal", "values": [0, 0.25, 0.5, 0.75, 1]},
    }
    tooltip = [
        {"field": "name", "type": "nominal", "title": words["province"]},
        {"field": "running", "type": "quantitative", "title": words["berjalan"]},
        {"field": "total", "type": "quantitative", "title": words["innovations"]},
        {"field": "share", "type": "quantitative", "format": ".0%", "title": words["share_running"]},
    ]
    if boundaries == "points":
        size = {
            "field": "total",
            "type": "quantitative",
            "title": words["innovations"],
            "scale": {"range": [40, 900]},
            "legend": {"values": _few(rows)},
        }
        layers = [
            *_base(words),
            {
                "data": {"values": [row for row in rows if "lng" in row]},
                "mark": {"type": "circle", "opacity": 0.9, "stroke": "black", "strokeWidth": 0.7},
                "encoding": {**_at(), "size": size, "color": colour, "tooltip": tooltip, "order": {"field": "total", "sort": "descending"}},
            },
        ]
        layer: dict[str, Any] = {"layer": layers}
    else:
        known = {row["code"]: row for row in rows}
        shapes = boundaries
        if shapes is None:
            shapes = _own_borders()
            credit = credit or shapes["credit"]
            note = words["merged_provinces"]
        features = []
        for feature in _borders(shapes):
            codes = feature["properties"].get("codes") or [str(feature["properties"]["code"])]
            here = [known[code] for code in codes if code in known]
            total, running = sum(row["total"] for row in here), sum(row["running"] for row in here)
            name = " + ".join(places[code]["short_name"] if code in places else code for code in codes)
            told = {"total": total, "running": running, "share": running / total if total else None} if here else {}
            features.append({**feature, "properties": {"name": name, **told}})
        flat = [{**part, "field": f"properties.{part['field']}"} for part in tooltip]
        layer = {
            "data": {"values": features},
            "projection": {"type": "equirectangular"},
            "layer": [
                {"mark": {"type": "geoshape", "fill": "#eeeeee", "stroke": "#999999", "strokeWidth": 0.4}},
                {
                    "transform": [{"filter": "isValid(datum.properties.share)"}],
                    "mark": {"type": "geoshape", "stroke": "white", "strokeWidth": 0.4},
                    "encoding": {"color": {**colour, "field": "properties.share"}, "tooltip": flat},
                },
            ],
        }
    figures = report["figures"]
    subtitle = f"{report['campaign']['name']} · {words['updated']} {figures['updated']} / {figures['total']}"
    order = [row["name"] for row in sorted(rows, key=lambda row: (-row["total"], row["name"]))]
    parts = [
        {
            **layer,
            "title": {"text": words["status_title"], "subtitle": [subtitle, *(line for line in (note, credit) if line)]},
            "width": WIDTH,
            "height": HEIGHT,
        },
        {
            "data": {"values": bars},
            "width": WIDTH - 160,
            "height": {"step": 18},
            "mark": {"type": "bar", "stroke": "white", "strokeWidth": 1},
            "encoding": {
                "y": {"field": "name", "type": "nominal", "sort": order, "title": None},
                "x": {"field": "count", "type": "quantitative", "title": words["innovations"], "axis": {"tickMinStep": 1}},
                "color": {
                    "field": "status",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": [words[status] for status in STATUSES], "range": [COLOURS[status] for status in STATUSES]},
                    "legend": {"orient": "top"},
                },
                "order": {"field": "rank", "type": "quantitative"},
                "tooltip": [
                    {"field": "name", "type": "nominal", "title": words["province"]},
                    {"field": "status", "type": "nominal", "title": words["status"]},
                    {"field": "count", "type": "quantitative", "title": words["innovations"]},
                ],
            },
        },
    ]
    return words.chart(
        {
            "description": words["status_title"],
            "vconcat": parts,
            "resolve": {"scale": {"color": "independent", "size": "independent"}},
        }
    )


def _few(rows: list[dict[str, Any]]) -> list[int]:
    """Numbers that a legend shows: the smallest, the largest and one between, of those on the map."""
    totals = sorted({row["total"] for row in rows if "lng" in row})
    return sorted({totals[0], totals[len(totals) // 2], totals[-1]}) if totals else []


def replication_spread(lineage: Mapping[str, Any], origin: str | None = None, *, lang: Lang = "id") -> Chart:
    """Where replications went and when.

    Args:
        lineage: What `Catalog.lineage` gives. Recorded replications only; what the linkage merely suspects is left out.
        origin: The innovation that was replicated; all if not given.
        lang: Language of the words.
    """
    expect("replication_spread", lineage, ("edges", "titles"), "Catalog.lineage")
    words = Words(lang)
    edges = [edge for edge in lineage["edges"] if edge["kind"] == "replication" and origin in (None, edge["origin"])]
    at: dict[str, dict[str, Any]] = {}
    for edge in edges:
        if edge["region_code"] and edge["place"]:
            region = _jipp.region(edge["region_code"])
            point = at.setdefault(
                edge["region_code"],
                {"name": region["name"] if region else edge["region_code"], "lat": edge["place"][0], "lng": edge["place"][1], "count": 0},
            )
            point["count"] += 1
            if edge["year"]:
                point["year"] = min(edge["year"], point.get("year", edge["year"]))
    years: dict[int, int] = {}
    for edge in edges:
        if edge["year"]:
            years[edge["year"]] = years.get(edge["year"], 0) + 1
    shapes = _own_borders()
    counts = sorted({point["count"] for point in at.values()})
    title = lineage["titles"].get(origin, origin) if origin else f"{len(edges)} {words['replications']}, {len(at)} {words['regions']}"
    parts: list[dict[str, Any]] = [
        {
            "title": {"text": words["spread"], "subtitle": [title, shapes["credit"]]},
            "width": WIDTH,
            "height": HEIGHT,
            "projection": {"type": "equirectangular"},
            "layer": [
                {
                    "data": {"values": _borders(shapes)},
                    "mark": {"type": "geoshape", "fill": "#eeeeee", "stroke": "#999999", "strokeWidth": 0.4},
                },
                *([] if at else [_nowhere(words)]),
                {
                    "data": {"values": list(at.values())},
                    "mark": {"type": "circle", "color": BLUE, "opacity": 0.85, "stroke": "black", "strokeWidth": 0.7},
                    "encoding": {
                        **_on_map(),
                        "size": {
                            "field": "count",
                            "type": "quantitative",
                            "title": words["replications"],
                            "scale": {"range": [0, 500], "zero": True},
                            "legend": {"orient": "bottom", "values": counts[-4:], "format": "d"} if counts else None,
                        },
                        "tooltip": [
                            {"field": "name", "type": "nominal", "title": words["regions"]},
                            {"field": "count", "type": "quantitative", "title": words["replications"]},
                            {"field": "year", "type": "quantitative", "format": "d", "title": words["year"]},
                        ],
                    },
                },
                {
                    "data": {"values": list(at.values())},
                    "mark": {"type": "text", "dy": -17, "fontSize": 10},
                    "encoding": {**_on_map(), "text": {"field": "name", "type": "nominal"}},
                },
            ],
        }
    ]
    if years:
        most = max(years.values())
        ticks = list(range(0, most + 1, max(1, math.ceil(most / 4))))
        parts.append(
            {
                "data": {"values": [{"year": str(year), "count": count} for year, count in sorted(years.items())]},
                "width": WIDTH,
                "height": 90,
                "mark": {"type": "bar", "color": BLUE},
                "encoding": {
                    "x": {"field": "year", "type": "ordinal", "title": words["year"], "axis": {"labelAngle": 0}},
                    "y": {
                        "field": "count",
                        "type": "quantitative",
                        "title": words["replications"],
                        "axis": {"values": ticks, "format": "d"},
                    },
                    "tooltip": [
                        {"field": "year", "type": "ordinal", "title": words["year"]},
                        {"field": "count", "type": "quantitative", "title": words["replications"]},
                    ],
                },
            }
        )
    return words.chart({"description": words["spread"], "vconcat": parts, "resolve": {"scale": {"size": "independent"}}})
