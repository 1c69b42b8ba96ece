"""What every chart shares: the picture, its colours, its words."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path as _Path
from typing import Any

from .. import _errors
from ..types import Lang, Path

#: Vega-Lite 5: what JupyterLab, notebooks, VS Code and Quarto draw without anything installed.
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
#: The version that draws files.
DRAWN_AS = "5.20"
MIME = "application/vnd.vegalite.v5+json"

#: Colours that people with any of the common colour blindnesses tell apart: Okabe and Ito, "Color Universal Design" (2008).
BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#999999"

CONFIG: dict[str, Any] = {
    "background": "white",
    # of equal widths, so that a picture drawn here fits where it is shown
    "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "view": {"stroke": None},
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 260, "gridColor": "#e5e5e5"},
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 260},
    "title": {"fontSize": 14, "anchor": "start", "subtitleFontSize": 12, "subtitleColor": "#555555"},
}

WORDS: dict[str, tuple[str, str]] = {
    "accepted": ("seluruhnya", "all records"),
    "advice": ("saran", "advice"),
    "against": ("menentang", "against a match"),
    "agency": ("instansi", "agency"),
    "all_filled": ("seluruh rekaman", "all records"),
    "answer": ("jawaban", "answer"),
    "belum_dimutakhirkan": ("belum dimutakhirkan", "not updated"),
    "berhenti": ("berhenti", "stopped"),
    "berjalan": ("berjalan", "running"),
    "bits": ("bobot (bit)", "weight (bits)"),
    "clusters": ("Gugus rekaman yang sama", "Clusters of records that are the same"),
    "completeness": ("Kelengkapan per kolom", "Completeness by field"),
    "component": ("bagian", "component"),
    "count": ("jumlah", "count"),
    "duplicate": ("duplikat", "duplicate"),
    "error": ("galat", "error"),
    "f1": ("F1", "F1"),
    "field": ("kolom", "field"),
    "findings": ("Temuan", "Findings"),
    "for": ("mendukung", "for a match"),
    "gain": ("kenaikan indeks", "gain of the index"),
    "index": ("indeks inovasi daerah (IID)", "innovation index (IID)"),
    "index_title": ("Indeks inovasi daerah: kini dan bila diubah", "Innovation index: now and if changed"),
    "innovations": ("inovasi", "innovations"),
    "kind": ("hubungan", "kind"),
    "lainnya": ("lainnya", "other"),
    "level": ("tingkat", "level"),
    "match_weights": ("Bobot setiap tingkat kesamaan", "Weight of each level of agreement"),
    "merged_provinces": (
        "batas sebelum 2022: provinsi baru di Papua digabung dengan induknya",
        "borders of before 2022: the new provinces in Papua are added to those they came from",
    ),
    "missing_labels": ("tanpa label", "without label"),
    "no_replications": ("belum ada replikasi yang tercatat dengan tempatnya", "no replication is recorded with its place yet"),
    "now": ("kini", "now"),
    "observed": ("bagian yang benar-benar sama", "share that is really the same"),
    "pairs": ("pasangan", "pairs"),
    "precision": ("presisi", "precision"),
    "precision_recall": ("Presisi terhadap perolehan", "Precision against recall"),
    "prior": ("awal", "prior"),
    "probability": ("peluang", "probability"),
    "province": ("provinsi", "province"),
    "recall": ("perolehan", "recall"),
    "records": ("rekaman", "records"),
    "regions": ("wilayah", "regions"),
    "related": ("terkait", "related"),
    "reliability": ("Apakah peluang sesuai kenyataan?", "Do probabilities mean what they say?"),
    "replication": ("replikasi", "replication"),
    "replications": ("replikasi", "replications"),
    "required": ("rekaman yang wajib mengisinya", "records that must have it"),
    "rule": ("aturan", "rule"),
    "severity": ("tingkat", "severity"),
    "share": ("bagian terisi", "share filled"),
    "share_running": ("bagian yang berjalan", "share running"),
    "source": ("sumber", "source"),
    "spread": ("Sebaran replikasi", "Spread of replications"),
    "status": ("status", "status"),
    "status_title": ("Status keberlanjutan per provinsi", "Sustainability by province"),
    "steps": ("Langkah berikutnya yang paling menaikkan", "Next steps that raise it most"),
    "still": ("bagian yang masih berjalan", "share still running"),
    "survival": ("Berapa lama inovasi berjalan", "How long innovations run"),
    "threshold": ("ambang peluang", "threshold of probability"),
    "threshold_title": ("Presisi dan perolehan menurut ambang", "Precision and recall by threshold"),
    "total": ("jumlah bobot", "sum of weights"),
    "unknown": ("tidak diketahui", "unknown"),
    "updated": ("dimutakhirkan", "updated"),
    "used": ("dipakai", "in use"),
    "value": ("nilai", "value"),
    "version": ("versi", "version"),
    "warning": ("peringatan", "warning"),
    "waterfall": ("Mengapa kedua rekaman ini", "Why these two records are"),
    "what_if": ("bila diubah", "if changed"),
    "year": ("tahun", "year"),
    "years": ("tahun sejak mulai", "years since it began"),
}


#: Numbers as Indonesian writes them; d3, which draws the axes, writes English unless told.
INDONESIAN = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}


def expect(chart: str, value: object, wanted: type | tuple[str, ...], maker: str) -> None:
    """Refuses what a chart cannot draw: what is not of a class, or no dict with these keys. `maker` says what gives the right thing."""
    fits = isinstance(value, wanted) if isinstance(wanted, type) else isinstance(value, Mapping) and all(key in value for key in wanted)
    if not fits:
        raise TypeError(f"`charts.{chart}` draws what `{maker}` gives, not `{type(value).__name__}`")


class Words:
    """The words of one language, and how it writes numbers."""

    def __init__(self, lang: Lang) -> None:
        if lang not in ("id", "en"):
            raise _errors.wrong(f"unknown language (`id` or `en`) `{lang}`", "unknown_value", what="language", value=lang)
        self._at = 1 if lang == "en" else 0

    def chart(self, spec: Mapping[str, Any]) -> Chart:
        """A chart in this language."""
        return Chart(spec if self._at else {"config": {**CONFIG, "locale": {"number": INDONESIAN}}, **spec})

    def number(self, value: float, form: str) -> str:
        """A number inside a text."""
        text = format(value, form)
        return text if self._at else text.replace(".", ",")

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._at]

    def of(self, name: str) -> str:
        """A word that may be data: left as it is where it is not known."""
        return WORDS[name][self._at] if name in WORDS else name


class Chart:
    """A picture of a result, as a Vega-Lite specification: a plain dict that notebooks draw, altair reads and web pages embed.

    A notebook shows it by itself. `altair.Chart.from_dict(chart.to_dict())` goes on with it in altair. Pictures as files need
    `pip install 'jipp[charts]'`.
    """

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self._spec: dict[str, Any] = {"$schema": SCHEMA, "config": CONFIG, **spec}

    def to_dict(self) -> dict[str, Any]:
        """The specification, to change and to embed."""
        copy: dict[str, Any] = json.loads(json.dumps(self._spec))
        return copy

    def to_json(self) -> str:
        """The specification as JSON that may stand inside a `<script>`: no `<` is left in it."""
        return json.dumps(self._spec, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

    def to_svg(self) -> str:
        """The picture as SVG (`pip install 'jipp[charts]'`)."""
        return str(_converter().vegalite_to_svg(self._spec, vl_version=DRAWN_AS))

    def save(self, path: Path, *, scale: float = 2) -> None:
        """Writes the picture: `.svg`, `.png`, or `.html` that needs no network; `.json` is the specification and needs nothing installed.

        Args:
            path: The file; its ending says what is written.
            scale: Pixels of a PNG for each pixel on the screen.

        Raises:
            ValueError: The ending is none of these.
        """
        file = _Path(os.fspath(path))
        match file.suffix.lower():
            case ".json":
                file.write_text(self.to_json(), encoding="utf-8")
            case ".svg":
                file.write_text(self.to_svg(), encoding="utf-8")
            case ".png":
                file.write_bytes(_converter().vegalite_to_png(self._spec, vl_version=DRAWN_AS, scale=scale))
            case ".html":
                file.write_text(self._page(), encoding="utf-8")
            case other:
                raise ValueError(f"a chart is written as .svg, .png, .html or .json, not as `{other}`")

    def _page(self) -> str:
        script = str(_converter().javascript_bundle(vl_version=DRAWN_AS)).replace("</script", "<\\/script")
        return (
            '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>jipp</title></head><body><div id="chart"></div>\n'
            f"<script>{script}</script>\n"
            f"<script>vegaEmbed('#chart', {self.to_json()}, {{mode: 'vega-lite', actions: false}})</script></body></html>\n"
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """The specification, and the picture where it can be drawn here: for pages that are made of the notebook."""
        bundle: dict[str, Any] = {MIME: self.to_dict(), "text/plain": repr(self)}
        with suppress(ModuleNotFoundError):
            bundle["image/svg+xml"] = self.to_svg()
        return bundle

    def __repr__(self) -> str:
        return f"<Chart: {self._spec.get('description', '')}>"


def _converter() -> Any:
    try:
        return importlib.import_module("vl_convert")
    except ModuleNotFoundError as error:
        if error.name != "vl_convert":
            raise
        raise ModuleNotFoundError("this needs vl-convert-python: pip install 'jipp[charts]'", name="vl_convert") from None
