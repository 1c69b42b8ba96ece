"""Reads a CSV file with pandas and cleans it as jipp does while reading, as far as a careful analyst would write it by hand.

The same steps: placeholders to missing, markup and entities to text, Unicode NFC, quotes and blanks, dates (Indonesian months, two-digit
years), years and numbers (decimal comma), codes folded and split, titles into acronym and expansion, telephone, e-mail and NIK masked, a hash of each row.
Not done here: resolving agencies and regions, provenance, notes. Expressions are compiled once, columns that hold nothing to clean are passed over.
"""

import hashlib
import html
import re
import sys
import time
import unicodedata

import pandas as pd

MONTHS = {name: at for at, names in enumerate(
    ("jan januari", "feb februari pebruari", "mar maret", "apr april", "mei", "jun juni", "jul juli", "agt ags agu agustus", "sep september",
     "okt oktober", "nov november nopember", "des desember"), 1) for name in names.split()}
PLACEHOLDERS = {"#n/a", "n/a", "na", "#ref!", "#value!", "#name?", "null", "nil", "nihil", "none", "nan", "-", "--", "---", ".", "...", "?",
                "tidak ada", "belum ada", "kosong", "xxx", "x", "0000-00-00", "0000-00-00 00:00:00"}
TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[a-zA-Z/!][^>]*>", re.S | re.I)
BLANKS = re.compile(r"[ \t\u00a0]+")
LINES = re.compile(r"\n\s*\n+")
PHONE = re.compile(r"(?<!\w)(?:\+?62|0)8[\d .()-]{7,16}\d")
MAIL = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")
NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
BRACKET = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*(.*)$")
RICH = ["summary", "background", "objective", "novelty", "design", "impact", "benefit", "adaptability", "resources", "sustainability_strategy",
        "status_reason"]
LINE = ["title", "agency", "unit", "region", "sector", "replicates"]
CODES = ["kipp_group", "kipp_category", "stage", "classification", "status"]
LISTS = ["sdgs", "awards", "images"]
DATES = ["trial_date", "implementation_date", "development_date"]


def masked(text):
    if "@" in text:
        text = MAIL.sub("[surel]", text)
    if any(c.isdigit() for c in text):
        text = NIK.sub("[NIK]", PHONE.sub("[telepon]", text))
    return text


def rich(cell):
    if not isinstance(cell, str) or cell.strip().lower() in PLACEHOLDERS:
        return None
    text = cell
    if "<" in text or "&" in text:
        text = html.unescape(TAG.sub(" ", re.sub(r"</?(?:p|div|br|li|ul|ol|tr|table)\b[^>]*>", "\n", text)))
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    text = LINES.sub("\n\n", "\n".join(BLANKS.sub(" ", line).strip() for line in text.split("\n"))).strip()
    return masked(text) or None


def line(cell):
    if not isinstance(cell, str) or cell.strip().lower() in PLACEHOLDERS:
        return None
    text = html.unescape(TAG.sub(" ", cell)) if "<" in cell or "&" in cell else cell
    text = " ".join(unicodedata.normalize("NFC", text).split()).strip("-–—,; *•")
    return masked(text) or None


def date(cell):
    if not isinstance(cell, str) or cell.strip().lower() in PLACEHOLDERS:
        return None
    parts = [part for part in re.split(r"[\s/.,-]+", cell.strip().lower()) if part]
    parts = [MONTHS.get(part, part) for part in parts]
    try:
        numbers = [int(part) for part in parts]
    except ValueError:
        return None
    if len(numbers) == 3:
        year, month, day = numbers if numbers[0] > 31 else numbers[::-1]
        year += 2000 if year < 50 else 1900 if year < 100 else 0
        try:
            return pd.Timestamp(year, month, day).strftime("%Y-%m-%d")
        except ValueError:
            return None
    if len(numbers) == 2:
        year, month = numbers if numbers[0] > 31 else numbers[::-1]
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    return f"{numbers[0]:04}" if len(numbers) == 1 and numbers[0] > 31 else None


def parts(title):
    found = BRACKET.match(title) if isinstance(title, str) else None
    if not found:
        return (None, None)
    outside, inside, rest = found.groups()
    short, long = (outside, inside) if len(outside.split()) <= len(inside.split()) else (inside, f"{outside} {rest}".strip())
    return (short, long)


def main():
    begun = time.perf_counter()
    frame = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
    loaded = time.perf_counter()
    frame["hash"] = ["".join((hashlib.sha256("\x1f".join(row).encode()).hexdigest(),)) for row in zip(*(frame[column] for column in frame.columns))]
    raw = frame.copy()
    for column in frame.columns:
        if column in RICH:
            frame[column] = [rich(cell) for cell in frame[column]]
        elif column in LINE:
            frame[column] = [line(cell) for cell in frame[column]]
        elif column in DATES:
            frame[column] = [date(cell) for cell in frame[column]]
        elif column in CODES:
            frame[column] = frame[column].str.strip().str.lower().str.replace(r"\W+", "_", regex=True).replace("", None)
        elif column in LISTS:
            frame[column] = [[part.strip() for part in cell.split(";") if part.strip()] for cell in frame[column]]
    frame["year"] = pd.to_numeric(frame["year"], errors="coerce").astype("Int64")
    split = [parts(title) for title in frame["title"]]
    frame["acronym"], frame["expansion"] = [short for short, _ in split], [long for _, long in split]
    done = time.perf_counter()
    print(f"{len(frame)} rows of {len(raw.columns) - 1} columns, read {loaded - begun:.2f} s, cleaned {done - loaded:.2f} s, {len(frame) / (done - begun):.0f} rows/s")


main()
