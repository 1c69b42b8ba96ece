"""Writes a table of made-up innovations, about one row in twenty with a planted fault.

    python generate.py --rows 1000000 --out records.csv
    python generate.py --rows 20000 --out records.parquet        # the ending tells the format: csv, ndjson, parquet

The same rows and seed give the same bytes on any number of processes: rows are made in blocks, each with its own random numbers.
Only the standard library is needed; Parquet needs `pyarrow`.
"""

import argparse
import csv
import io
import json
import multiprocessing
import random
import re
from functools import partial
from pathlib import Path

import faults
import words

COLUMNS = [
    *("external_id", "nri", "title", "agency", "unit", "region", "year", "sector", "kipp_group", "kipp_category", "stage"),
    *("classification", "sdgs", "trial_date", "implementation_date", "development_date"),
    *words.SECTIONS,
    *("replicates", "status", "status_reason", "awards", "video", "images"),
]
BLOCK = 2_000
FAULTY = 0.05

GROUPS = {
    2020: ["umum", "umum", "replikasi", "khusus"],
    2021: ["umum", "umum", "replikasi", "Kelompok Umum", "khusus"],
    2022: ["umum", "umum", "khusus"],
    2023: ["umum", "Kelompok Umum", "khusus"],
    2025: ["umum", "umum", "replikasi"],
}
CATEGORIES = {
    2021: ["kesehatan", "pendidikan", "Ketahanan Pangan", "penegakan_hukum", "pelayanan_publik_responsif_gender"],
    2022: ["pelayanan_publik_yang_inklusif_dan_berkeadilan", "Efektivitas Institusi Publik untuk Mencapai TPB/SDGs"],
    2023: ["kesehatan", "pendidikan", "inklusi_sosial", "Ketahanan Bencana", "energi_dan_lingkungan_hidup"],
}
STAGES = ["penerapan", "penerapan", "penerapan", "Penerapan", "uji_coba", "Uji coba", "inisiatif"]
STATUSES = ["berlanjut_dengan_pengembangan", "Berlanjut tanpa pengembangan", "berlanjut_tanpa_pengembangan", "vakum", "Berhenti"]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def owners() -> list[tuple[list[str], str, str]]:
    """Spellings of each government, its name in running text, and its region."""
    found = []
    for province, names in words.PLACES.items():
        spelled = [
            f"Pemerintah Provinsi {province}",
            f"Pemprov {province}",
            f"PEMERINTAH PROVINSI {province.upper()}",
            f"Provinsi {province}",
        ]
        found.append((spelled, f"Provinsi {province}", province))
        for name in names.split(", "):
            kind, _, place = name.partition(" ")
            short = {"Kota": "Pemkot", "Kabupaten": "Pemkab"}[kind]
            spelled = [f"Pemerintah {name}", f"Pemerintah {name}", f"{short} {place}", f"PEMERINTAH {name.upper()}", name]
            if kind == "Kabupaten":
                spelled += [f"Pemerintah Kab. {place}", f"Kab. {place}"]
            found.append((spelled, name, name))
    return found


def compiled(pattern: str) -> tuple[str, list[list[str] | str]]:
    """A pattern as a text with places to fill, and what fills each: a list to choose from, or the name of a value of the record."""
    slots = re.findall(r"{(\w+)}", pattern)
    return re.sub(r"{\w+}", "%s", pattern), [words.SLOTS.get(slot, slot) for slot in slots]


OWNERS = owners()
UNITS = list(words.UNITS.items())
PATTERNS = {section: [compiled(pattern) for pattern in patterns] for section, patterns in words.SECTIONS.items()}


def section(name: str, pick, own: dict[str, str]) -> str:
    """One to three sentences of a section, none twice."""
    patterns, size = PATTERNS[name], pick()
    count = 1 if size < 0.15 else 2 if size < 0.93 else 3
    start, step = int(pick() * len(patterns)), 1 + int(pick() * ((len(patterns) - 1) // 2))
    sentences = []
    for turn in range(count):
        form, slots = patterns[(start + turn * step) % len(patterns)]
        sentence = form % tuple([own[slot] if type(slot) is str else slot[int(pick() * len(slot))] for slot in slots])
        sentences.append(sentence[0].upper() + sentence[1:])
    text = ("\n" if pick() < 0.1 else " ").join(sentences)
    # exactly 255 characters would look like a text that an old database cut
    return text + " Demikian." if len(text) == 255 else text


def title(pick, place: str) -> tuple[str, str]:
    """A title, and the short name that the texts use."""
    head, manner = words.HEADS[int(pick() * len(words.HEADS))], words.MANNERS[int(pick() * len(words.MANNERS))]
    one, two = words.THINGS[int(pick() * len(words.THINGS))], words.THINGS[int(pick() * len(words.THINGS))]
    end = words.ENDS[int(pick() * len(words.ENDS))]
    core = [head, one, two, manner] if one != two else [head, one, manner]
    long = " ".join([*core, end]).strip()
    short = "".join(word[: 2 + (pick() < 0.3)] for word in core).upper()
    form = pick()
    if form < 0.4:
        return f"{short} ({long})", short
    if form < 0.6:
        return f"{long} ({short})", short
    if form < 0.75:
        return f"{short}: {long}", short
    return f"{long} {place}", f"{head} {one}"


def date(pick, year: int) -> str:
    """A date of that year, known to the day, the month or the year."""
    known = pick()
    if known < 0.2:
        return str(year)
    month = 1 + int(pick() * 12)
    return f"{year}-{month:02d}" if known < 0.4 else f"{year}-{month:02d}-{1 + int(pick() * 28):02d}"


def record(number: int, pick) -> dict[str, str]:
    """One record without a fault."""
    spelled, place, region = OWNERS[int(pick() * len(OWNERS))]
    unit, sector = UNITS[int(pick() * len(UNITS))]
    agency = spelled[int(pick() * len(spelled))]
    if pick() < 0.04:
        agency = words.MINISTRIES[int(pick() * len(words.MINISTRIES))]
        place, region, unit = "Indonesia", "", ""
    elif pick() < 0.3:
        unit = f"{unit} {place}"
    year = 2019 + int(pick() * 7)
    name, short = title(pick, place)
    row = dict.fromkeys(COLUMNS, "")
    row.update(external_id=str(100_000 + number), title=name, agency=agency, unit=unit, region=region, year=str(year), sector=sector)
    if number % 10 < 3:  # a bijection of 0..999999, so that no number repeats
        row["nri"] = f"{(number // 10 * 3 + number % 10) * 387_419 % 1_000_000:06d}"
    dates(row, year, pick)
    if pick() < 0.5:
        group, category = GROUPS.get(year, [""]), CATEGORIES.get(year, [""])
        row["kipp_group"], row["kipp_category"] = group[int(pick() * len(group))], category[int(pick() * len(category))]
    goals = int(pick() * 4)
    first = 1 + int(pick() * 17)
    row["sdgs"] = "; ".join(str(1 + (first + 3 * turn) % 17) for turn in range(goals))
    row["classification"] = ("", "", "umum", "Umum", "replikasi")[int(pick() * 5)]
    if "replikasi" in (row["classification"], row["kipp_group"]):
        row["replicates"] = title(pick, OWNERS[int(pick() * len(OWNERS))][1])[0]
    own = {"tempat": place, "nama": short, "unit": unit or agency}
    for name in PATTERNS:
        if pick() < 0.85:
            row[name] = section(name, pick, own)
    if pick() < 0.15:
        row["status"] = STATUSES[int(pick() * len(STATUSES))]
        if row["status"] in ("vakum", "Berhenti"):
            row["status_reason"] = words.REASONS[int(pick() * len(words.REASONS))]
        elif "dengan" in row["status"] and not row["development_date"]:
            row["status_reason"] = "cakupan diperluas ke seluruh kecamatan"
    if pick() < 0.08 and row["implementation_date"]:
        row["awards"] = f"Innovative Government Award {year}"
    if pick() < 0.5:
        row["video"] = "https://www.youtube.com/watch?v=" + "".join(LETTERS[int(pick() * 64)] for _ in range(11))
    if pick() < 0.3:
        row["images"] = "; ".join(f"https://inovasi.contoh.go.id/foto/{number}-{turn}.jpg" for turn in range(1, 3))
    return row


def dates(row: dict[str, str], year: int, pick) -> None:
    """Stage and dates that agree: trial, then implementation, then development, all before the year of the record."""
    trial = year - 1 - int(pick() * 3)
    row["stage"] = STAGES[int(pick() * len(STAGES))]
    if row["stage"] != "inisiatif":
        row["trial_date"] = date(pick, trial - 1)
    if row["stage"].lower() == "penerapan":
        row["implementation_date"] = date(pick, trial)
        if pick() < 0.3:
            row["development_date"] = date(pick, trial + 1)


def block(number: int, rows: int, seed: int) -> list[dict[str, str]]:
    """The rows of one block; some faults repeat what an earlier row of the block holds."""
    random_of_block = random.Random(f"{seed}/{number}")
    pick, made = random_of_block.random, []
    for at in range(number * BLOCK, min(rows, (number + 1) * BLOCK)):
        row = record(at, pick)
        if pick() < FAULTY:
            faults.plant(row, made, random_of_block)
        made.append(row)
    return made


def as_csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(row.values() for row in rows)
    return text.getvalue().encode()


def as_ndjson(rows: list[dict[str, str]]) -> bytes:
    lines = (json.dumps({name: cell for name, cell in row.items() if cell}, ensure_ascii=False) for row in rows)
    return ("\n".join(lines) + "\n").encode()


def text_of(form, number: int, rows: int, seed: int):
    return form(block(number, rows, seed))


def write_parquet(out: Path, blocks) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for rows in blocks:
            cells = [{name: cell or None for name, cell in row.items()} for row in rows]
            writer.write_table(pa.Table.from_pylist(cells, schema=schema))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    given = parser.parse_args()
    form = {".csv": as_csv, ".ndjson": as_ndjson, ".parquet": list}[given.out.suffix]
    with multiprocessing.Pool(given.processes) as pool:
        blocks = pool.imap(partial(text_of, form, rows=given.rows, seed=given.seed), range(-(-given.rows // BLOCK)), chunksize=4)
        if given.out.suffix == ".parquet":
            return write_parquet(given.out, blocks)
        with given.out.open("wb") as file:
            if given.out.suffix == ".csv":
                file.write((",".join(COLUMNS) + "\n").encode())
            for text in blocks:
                file.write(text)


if __name__ == "__main__":
    main()
