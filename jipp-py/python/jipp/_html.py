"""How a notebook and a prompt show the results of jipp. Every text is escaped, and rows, columns and cells are cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from . import _jipp

if TYPE_CHECKING:
    from ._jipp import Catalog, Directory, Fixed, Hits, Linkage, Records, Report, Table
    from ._results import CampaignReport, Evaluation, Explanation, Lineage, Resolution, SamplingPlan, SearchEvaluation
    from .types import Highlight, Lang

ROWS, COLUMNS, CELL = 20, 16, 100

STYLE = """<style>
.jipp{font:13px/1.45 system-ui,sans-serif;max-width:100%;overflow-x:auto}
.jipp p{margin:.3em 0}.jipp .dim{opacity:.7}
.jipp table{border-collapse:collapse;margin:.4em 0;font:inherit}
.jipp table th,.jipp table td{text-align:left!important;
  vertical-align:top;padding:2px 8px;border-bottom:1px solid rgba(128,128,128,.3);white-space:normal}
.jipp th{background:rgba(128,128,128,.12);font-weight:600}
.jipp table td.n{text-align:right!important;font-variant-numeric:tabular-nums}.jipp td.k{white-space:nowrap}
.jipp .tag{display:inline-block;padding:0 7px;margin-right:4px;border-radius:9px;color:#fff;background:#566573;font-size:12px}
.jipp .error{background:#b03a2e}.jipp .warning{background:#9a6100}.jipp .advice{background:#1f618d}
.jipp .duplicate{background:#1e7145}.jipp .version{background:#1f618d}.jipp .replication{background:#7d3c98}
.jipp mark{background:rgba(255,196,0,.45);color:inherit;padding:0}
.jipp .hit{margin:.7em 0;max-width:52em}.jipp .hit b{font-size:14px}
.jipp .rail{position:relative;width:240px;height:14px;margin-top:2px}
.jipp .bar{position:absolute;top:0;height:100%;min-width:1px;border-radius:2px;background:#808b96}
.jipp .for{background:#1e7145}.jipp .against{background:#b03a2e}
</style>"""

WORDS = {
    "id": {
        "accepted": "diterima",
        "advice": "saran",
        "against": "menentang",
        "candidates": "pasangan dibandingkan",
        "clusters": "gugus",
        "code": "kode",
        "columns_shown": "{n} dari {all} kolom ditampilkan",
        "count": "jumlah",
        "error": "galat",
        "field": "kolom",
        "file": "berkas",
        "findings": "temuan",
        "for": "mendukung",
        "help": "perbaikan",
        "innovations": "inovasi",
        "kind": "hubungan",
        "left": "kiri",
        "level": "tingkat kesamaan",
        "merged_records": "rekaman digabung",
        "message": "temuan",
        "more": "dan {n} lagi",
        "no_hits": "Tidak ada yang cocok",
        "not_compared": "mengapa tidak dibandingkan",
        "not_updated": "belum",
        "of": "dari",
        "origin": "asal",
        "other": "lainnya",
        "pairs": "pasangan",
        "prior": "awal",
        "probability": "peluang",
        "quarantined": "dikarantina",
        "read_as": "dibaca sebagai",
        "records": "rekaman",
        "region": "wilayah",
        "replica": "replikasi",
        "review": "untuk ditinjau",
        "right": "kanan",
        "row": "baris",
        "rows": "baris",
        "running": "berjalan",
        "severity": "tingkat",
        "shown": "{n} pertama ditampilkan",
        "status": "status",
        "stop_reason": "alasan berhenti",
        "stopped": "berhenti",
        "summary": "yang diperiksa",
        "total": "seluruhnya",
        "unread": "kolom tanpa padanan",
        "updated": "dimutakhirkan",
        "validated": "tervalidasi",
        "warning": "peringatan",
        "weight": "bobot (bit)",
        "year": "tahun",
    },
    "en": {
        "accepted": "accepted",
        "advice": "advice",
        "against": "against",
        "candidates": "pairs compared",
        "clusters": "clusters",
        "code": "code",
        "columns_shown": "{n} of {all} columns shown",
        "count": "count",
        "error": "errors",
        "field": "field",
        "file": "file",
        "findings": "findings",
        "for": "for",
        "help": "what to do",
        "innovations": "innovations",
        "kind": "kind",
        "left": "left",
        "level": "level",
        "merged_records": "records merged",
        "message": "finding",
        "more": "and {n} more",
        "no_hits": "Nothing matches",
        "not_compared": "why it was not compared",
        "not_updated": "not updated",
        "of": "of",
        "origin": "origin",
        "other": "other",
        "pairs": "pairs",
        "prior": "prior",
        "probability": "probability",
        "quarantined": "quarantined",
        "read_as": "read as",
        "records": "records",
        "region": "region",
        "replica": "replica",
        "review": "for review",
        "right": "right",
        "row": "row",
        "rows": "rows",
        "running": "running",
        "severity": "severity",
        "shown": "first {n} shown",
        "status": "status",
        "stop_reason": "reason of stopping",
        "stopped": "stopped",
        "summary": "what it checks",
        "total": "all",
        "unread": "columns without a field",
        "updated": "updated",
        "validated": "validated",
        "warning": "warnings",
        "weight": "weight (bits)",
        "year": "year",
    },
}


#: Of one rule; `WORDS` has those of a count.
SEVERITIES = {
    "id": {"error": "galat", "warning": "peringatan", "advice": "saran"},
    "en": {"error": "error", "warning": "warning", "advice": "advice"},
}


#: Of results that have no language of their own.
_lang: Lang = "id"


def set_lang(lang: Lang) -> None:
    """What `jipp.set_lang` does."""
    global _lang
    if lang not in WORDS:
        raise ValueError(f"the language is `id` or `en`, not `{lang}`")
    _lang = lang


def _words() -> dict[str, str]:
    return WORDS[_lang]


def html(value: Any) -> str:
    """The HTML of a result."""
    show: dict[str, Callable[[Any], str]] = {
        "CampaignReport": campaign_report,
        "Catalog": catalog,
        "Directory": directory,
        "Lineage": lineage,
        "Records": records,
        "Report": report,
        "Fixed": fixed,
        "Linkage": linkage,
        "Hits": hits,
        "Explanation": explanation,
        "Evaluation": evaluation,
        "SamplingPlan": sampling_plan,
        "SearchEvaluation": search_evaluation,
        "Resolution": resolution,
    }
    return f'{STYLE}<div class="jipp">{show.get(type(value).__name__, table)(value)}</div>'


def line(value: Any) -> str:
    """The result in one line."""
    name = type(value).__name__
    match name:
        case "Records":
            files = ", ".join(f"{file['name']} as {file['mapping']}" for file in value.files)
            said = f"{len(value)} records of {files}"
        case "Report":
            totals = value.totals
            said = (
                f"{value.records['read']} read, {value.accepted} accepted, {value.quarantined} quarantined; "
                f"{totals['error']} errors, {totals['warning']} warnings, {totals['advice']} advice"
            )
        case "Linkage":
            counts = value.counts
            said = f"{counts['records']} records, {counts['pairs']} pairs, {counts['clusters']} clusters, {counts['review']} for review"
            said += "".join(f"; {note['message']}" for note in value.notes("en"))
        case "Fixed":
            said = f"{len(value.changes)} cells fixed, {len(value.held)} rows held; {len(value.findings)} findings left"
            said += "".join(f"; sheet {name!r} ({rows} rows) not read" for name, rows in value.unread)
        case "EvidenceGrades":
            said = f"{len(value)} records; by level 0 to 5: {', '.join(map(str, value.levels))}"
        case "Hits":
            said = f"{len(value)} of {value.total} for `{value.query}`"
        case "Index" | "Directory":
            said = f"{len(value)} innovations"
        case "Catalog":
            said = str(value.path)
        case _:
            said = f"{len(value)} rows: {', '.join(value.columns)}"
    return f"<{name}: {said}>"


def _text(value: object, longest: int = CELL) -> str:
    # adding nothing makes 0 of -0
    text = "" if value is None else f"{value + 0.0:.4g}" if isinstance(value, float) else str(value)
    return escape(text if len(text) <= longest else text[: longest - 1] + "…")


def _tag(kind: str, said: object = None) -> str:
    return f'<span class="tag {escape(kind)}">{_text(kind if said is None else said)}</span>'


def _grid(columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: frozenset[str] = frozenset()) -> str:
    """A table of cells that are HTML already. A cell of one short word, such as a code, is not broken."""

    def kind(column: str, cell: str) -> str:
        return ' class="n"' if column in numbers else ' class="k"' if len(cell) <= 24 and " " not in cell else ""

    head = "".join(f"<th>{_text(column)}</th>" for column in columns)
    lines = ("".join(f"<td{kind(*pair)}>{pair[1]}</td>" for pair in zip(columns, row, strict=True)) for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"


def _rows(value: Table, columns: Sequence[str], limit: int = ROWS) -> str:
    """The first rows of a table and how many there are."""
    first = value._rows(limit)
    numbers = frozenset(name for name in columns if first and any(type(row[name]) in (int, float) for row in first))
    marked = ("severity", "kind")
    body = [[_tag(str(row[name])) if name in marked else _text(row[name]) for name in columns] for row in first]
    count = len(value)
    rows, more = _words()["rows"], f" · {_words()['shown'].format(n=limit)}" if count > limit else ""
    return _grid(columns, body, numbers) + f'<p class="dim">{count} {rows}{more}</p>'


def table(value: Table) -> str:
    """A wide table is shown without its empty columns."""
    columns = value.columns
    if len(columns) <= COLUMNS:
        return _rows(value, columns)
    first = value._rows(ROWS)
    used = [name for name in columns if any(row[name] not in (None, "") for row in first)][:COLUMNS] or columns[:COLUMNS]
    shown = _words()["columns_shown"].format(n=len(used), all=len(columns))
    return f'{_rows(value, used)}<p class="dim">{shown}: <code>.columns</code></p>'


def records(value: Records) -> str:
    words = _words()
    said = []
    for file in value.files[:ROWS]:
        unread = [column for column, field in file["columns"] if field is None]
        note = f" · {words['unread']}: {_text(', '.join(unread))}" if unread else ""
        reason = file["reason"] if _lang == "en" else file["reason_id"]
        how = " · ".join(_text(part) for part in (file["format"], file["detail"], file["encoding"], reason) if part)
        said.append(
            f"<p><b>{_text(file['name'])}</b> {words['read_as']} <b>{_text(file['mapping'])}</b>: "
            f'{file["rows"]} {words["records"]} <span class="dim">· {how}{note}</span></p>'
        )
    return "".join(said) + _rows(value, _filled(value, ["record_id", "row", *MAIN]), limit=10)


#: What tells one innovation from another.
MAIN = ("title", "agency", "agency_code", "unit", "region_name", "year", "status")


def _filled(value: Table, columns: Sequence[str]) -> list[str]:
    first = value._rows(ROWS)
    return [name for name in columns if any(row[name] is not None for row in first)]


def directory(value: Directory) -> str:
    used = _filled(value, ["record_id", *MAIN])
    shown = _words()["columns_shown"].format(n=len(used), all=len(value.columns))
    return f'{_rows(value, used, limit=10)}<p class="dim">{shown}: <code>.columns</code></p>'


def report(value: Report) -> str:
    words, counts, totals = WORDS[value.lang], value.records, value.totals
    said = (
        f"<p><b>{counts['read']}</b> {words['records']} · <b>{counts['accepted']}</b> {words['accepted']} · "
        f"<b>{counts['quarantined']}</b> {words['quarantined']}</p><p>"
        + "".join(_tag(kind, f"{totals[kind]} {words[kind]}") for kind in ("error", "warning", "advice"))
        + "</p>"
    )
    if not len(value.findings):
        return said
    rules = [
        [_text(row["code"]), _tag(row["severity"], SEVERITIES[value.lang][row["severity"]]), _text(row["count"]), _text(row["summary"])]
        for row in value.rules._rows(ROWS)
    ]
    findings = [
        [_text(row["row"]), _text(row["code"]), _text(row["field"]), _text(row["message"], 200), _text(row["help"], 200)]
        for row in value.findings._rows(10)
    ]
    more = len(value.findings) - len(findings)
    return (
        said
        + _grid([words["code"], words["severity"], words["count"], words["summary"]], rules, frozenset([words["count"]]))
        + _grid([words["row"], words["code"], words["field"], words["message"], words["help"]], findings, frozenset([words["row"]]))
        + (f'<p class="dim">{words["more"].format(n=more)}: <code>.findings</code></p>' if more > 0 else "")
    )


def fixed(value: Fixed) -> str:
    said = f"<p><b>{len(value.changes)}</b> &rarr; <code>.text</code>, <b>{len(value.findings)}</b> <code>.findings</code></p>"
    return said + _rows(value.changes, value.changes.columns)


def linkage(value: Linkage) -> str:
    words, counts = _words(), value.counts
    shown = (
        ("records", counts["records"]),
        ("candidates", counts["candidates"]),
        ("pairs", counts["pairs"]),
        ("clusters", counts["clusters"]),
        ("merged_records", counts["merged_records"]),
        ("review", counts["review"]),
    )
    said = " · ".join(f"<b>{count}</b> {words[name]}" for name, count in shown)
    parts = [f"<p>{said}</p>", *(f"<p>{escape(note['message'])}</p>" for note in value.notes(_lang))]
    if len(value.pairs):
        parts.append(_pairs(value, value.pairs, limit=10))
    review = value.review()
    if len(review):
        parts.append(f"<p><b>{words['review']}</b> (<code>.review()</code>)</p>{_pairs(value, review, limit=5)}")
    return "".join(parts)


def _pairs(value: Linkage, pairs: Table, limit: int) -> str:
    """The first pairs, with the first values that were compared: ids alone say little to a person."""
    rows = []
    for pair in pairs._rows(limit):
        first = value.explain(pair["left"], pair["right"])["fields"][0]
        # several names in one value stand between bars
        values = [_text(str(first[side] or "").replace("|", " · ")) for side in ("left", "right")]
        rows.append([_text(pair["left"]), _text(pair["right"]), *values, f"{pair['probability']:.4f}", _tag(pair["kind"])])
    name = value.settings["comparison"][0]["column"]
    words = _words()
    more = f" · {words['shown'].format(n=limit)}" if len(pairs) > limit else ""
    count = f'<p class="dim">{len(pairs)} {words["pairs"]}{more}</p>'
    return _grid(["left", "right", name, name, "probability", "kind"], rows, frozenset(["probability"])) + count


def explanation(value: Explanation) -> str:
    """A waterfall: each comparison moves the weight to the right or to the left."""
    words = WORDS[value.lang]
    steps = [(words["prior"], "", "", "", value["prior"])]
    steps += [(field["name"], field["level"], field["left"], field["right"], field["weight"]) for field in value["fields"]]
    at, spans = 0.0, []
    for *_, weight in steps:
        spans.append((min(at, at + weight), max(at, at + weight)))
        at += weight
    low, high = min(0.0, *(low for low, _ in spans)), max(0.0, *(high for _, high in spans))
    wide = (high - low) or 1.0

    def bar(span: tuple[float, float], kind: str) -> str:
        start, width = (span[0] - low) / wide * 100, (span[1] - span[0]) / wide * 100
        return f'<div class="rail"><div class="bar {kind}" style="left:{start:.1f}%;width:{width:.1f}%"></div></div>'

    rows = []
    for number, ((name, level, left, right, weight), span) in enumerate(zip(steps, spans, strict=False)):
        kind = "" if number == 0 or not weight else "for" if weight > 0 else "against"
        rows.append([_text(name), _text(level), _text(left), _text(right), f"{weight:+.2f}", bar(span, kind)])
    total = value["weight"]
    verdict = f"{words['probability']} <b>{value['own_probability']:.4f}</b>"
    rows.append(["<b>=</b>", verdict, "", "", f"<b>{total:+.2f}</b>", bar((min(0.0, total), max(0.0, total)), "")])
    columns = [words["field"], words["level"], value["left"], value["right"], words["weight"], f"{words['against']} ← → {words['for']}"]
    told = f"<p>{_tag(value['kind'])} {_text(value['summary'], 300)}</p>" + _grid(columns, rows, frozenset([words["weight"]]))
    reasons = "".join(f"<br>{_text(rule['rule'], 200)}: {_text(rule['detail'], 300)}" for rule in value["blocking"])
    return told + (f"<p>{words['not_compared']}:{reasons}</p>" if reasons else "")


def evaluation(value: Evaluation) -> str:
    numbers = {name: number for name, number in value.items() if isinstance(number, (int, float))}
    # in two or three tables below each other: one would be wider than the page
    names = list(numbers)
    parts = [names[at : at + 8] for at in range(0, len(names), 8)]
    said = "".join(_grid(part, [[_text(numbers[name]) for name in part]], frozenset(part)) for part in parts)
    rows = value.get("reliability") or []
    if rows:
        names = ["from", "to", "pairs", "probability", "observed"]
        said += _grid(names, [[_text(round(row[name], 4)) for name in names] for row in rows], frozenset(names))
    return said


def sampling_plan(value: SamplingPlan) -> str:
    names = ["from", "to", "pairs", "sample", "same"]
    said = f"<p>±{value['half_width']:.3f}</p>"
    return said + _grid(names, [[_text(round(row[name], 4)) for name in names] for row in value["strata"]], frozenset(names))


def search_evaluation(value: SearchEvaluation) -> str:
    measures = {f"nDCG@{value['k']}": "ndcg", f"MRR@{value['k']}": "mrr", f"R@{value['depth']}": "recall"}
    rows = [{**value, "type": _words()["total"], "queries": len(value["queries"])}, *value["kinds"]]
    cells = [[_text(row["type"]), _text(row["queries"]), *(f"{row[key]:.3f}" for key in measures.values())] for row in rows]
    return _grid(["type", "queries", *measures], cells, frozenset(["queries", *measures]))


def resolution(value: Resolution) -> str:
    said = f"<p><b>{_text(value['input'])}</b>: {_text(value['status'])}"
    if value["code"]:
        said += f" → <b>{_text(value['name'])}</b> <code>{_text(value['code'])}</code> ({_text(value['level'])})"
    if value["region_code"]:
        said += f" · {_words()['region']} <code>{_text(value['region_code'])}</code>"
    bodies = [*value["candidates"], *value.get("partners", [])]
    rows = [[_text(c["code"]), _text(c["name"]), _text(c["score"]), _text(c["why"])] for c in bodies[:ROWS]]
    return said + "</p>" + (_grid(["code", "name", "score", "why"], rows, frozenset(["score"])) if rows else "")


def _marked(text: str, places: list[Highlight]) -> str:
    """A text with the words of the question marked; the places count characters."""
    parts, at = [], 0
    for place in places:
        parts += [escape(text[at : place["start"]]), "<mark>", escape(text[place["start"] : place["end"]]), "</mark>"]
        at = place["end"]
    return "".join([*parts, escape(text[at:])])


def catalog(value: Catalog) -> str:
    status = value.status()
    words = _words()
    said = f"<p><code>{_text(value.path)}</code>: <b>{status['innovations']}</b> {words['innovations']} · "
    said += f"<b>{status['accepted']}</b> {words['accepted']} · <b>{status['quarantined']}</b> {words['quarantined']}</p>"
    imports = value.imports
    return said + (_rows(imports, [name for name in imports.columns if name != "undone"]) if len(imports) else "")


FIGURES = ("total", "updated", "running", "stopped", "other", "not_updated", "validated")


def campaign_report(value: CampaignReport) -> str:
    groups = [{"name": value["campaign"]["name"], **value["figures"]}, *value["provinces"]]
    rows = [[_text(group["name"] or "-"), *(_text(group[name]) for name in FIGURES)] for group in groups[: ROWS + 1]]
    words = _words()
    head = ["", *(words[name] for name in FIGURES)]
    reasons = [[_text(reason["count"]), _text(reason["reason"])] for reason in value["stop_reasons"][:5]]
    said = _grid(head, rows, frozenset(head[1:]))
    return said + (_grid([words["count"], words["stop_reason"]], reasons, frozenset([words["count"]])) if reasons else "")


def lineage(value: Lineage) -> str:
    titles, words = value["titles"], _words()
    codes = {edge["region_code"] for edge in value["edges"][:ROWS] if edge["region_code"]}
    regions = {code: found["name"] for code in codes if (found := _jipp.region(code))}
    rows = [
        [
            _text(titles.get(edge["origin"], edge["origin"])),
            _text(titles.get(edge["replica"], edge["replica"])),
            _tag(edge["kind"]),
            _text(regions.get(edge["region_code"], edge["region_code"])),
            _text(edge["year"]),
        ]
        for edge in value["edges"][:ROWS]
    ]
    more = len(value["edges"]) - len(rows)
    rest = f'<p class="dim">{_words()["more"].format(n=more)}</p>' if more > 0 else ""
    return _grid([words[name] for name in ("origin", "replica", "kind", "region", "year")], rows) + rest


def hits(value: Hits) -> str:
    words = _words()
    if not len(value):
        return f"<p>{words['no_hits']}: <b>{_text(value.query)}</b></p>"
    took = f'<span class="dim">· {value.took_us / 1000:.1f} ms</span>'
    parts = [f"<p><b>{len(value)}</b> {words['of']} <b>{value.total}</b> {words['innovations']} {took}</p>"]
    for name, counts in value.facets.items():
        tags = "".join(_tag("", f"{count['value']} {count['count']}") for count in counts[:8])
        parts.append(f"<p>{_text(name)}: {tags}</p>")
    for hit in value.to_dicts(limit=ROWS):
        where = [hit["agency"] or hit["unit"], hit["region"], hit["year"], "; ".join(hit["awards"]), hit["status"]]
        sources = ", ".join(f"{source['system']} {source['external_id'] or ''}".strip() for source in hit["sources"])
        why = ", ".join(f"{reason['asked']} → {reason['found']} ({reason['form']}, {reason['field']})" for reason in hit["why"])
        seen = dict.fromkeys(_text(part) for part in where if part)
        parts.append(
            f'<div class="hit"><b>{_marked(hit["title"], hit["title_highlights"])}</b><br>'
            f'<span class="dim">{" · ".join(seen)}</span><br>{_marked(hit["snippet"], hit["snippet_highlights"])}'
            f'<br><span class="dim"><code>{_text(hit["id"])}</code> · {_text(sources)}'
            + (f"<br>{_text(why, 300)}" if why else "")
            + "</span></div>"
        )
    return "".join(parts)
