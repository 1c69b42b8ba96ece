#!/usr/bin/env python3
"""The figures of 18 October 2024 as an update campaign: placeholders for the records, facts for the counts.

    python examples/campaign/october_2024.py --jipp target/release/jipp

KemenPANRB told that day (news of 18 Oct 2024): of 2,928 innovations 2,355 were updated; 1,916 continue or were developed further, 429
stopped or are dormant. 1,916 + 429 = 2,345: ten answers are neither, and 573 innovations were not updated. The report shows both.
How the 1,916 and 429 split further was not told: the split here is made up.
"""

import argparse
import csv
import json
import subprocess
import tempfile
from pathlib import Path

SYLLABLES = "ba ki lu me no sa ti ru de go pa wi yu ce jo ha bin kor lus mat nes sur tan rid dek gan pol wat yas cup jem hir".split()
PLACES = ["Kota Surabaya", "Kota Malang", "Kota Ambon", "Kota Bandung", "Kota Makassar", "Kota Medan"]


# as told, and the two numbers that follow from them
FACTS = {"total": 2928, "updated": 2355, "running": 1916, "stopped": 429, "other": 10, "not_updated": 573}


def word(seed: int) -> str:
    """A made-up word. With too few of them titles would resemble each other, and placeholders would be merged."""
    parts = []
    state = (seed * 2654435761 + 97) % 2**32
    for _ in range(4):
        state = (state * 1103515245 + 12345) % 2**31
        parts.append(SYLLABLES[(state >> 16) % len(SYLLABLES)])
    return "".join(parts)


def answer(number: int) -> tuple[str, str]:
    if number < 1200:
        return "Berlanjut dengan pengembangan", "fitur baru"
    if number < 1916:
        return "Berlanjut tanpa pengembangan", ""
    if number < 2200:
        return "Berhenti", "anggaran tidak ada"
    if number < 2345:
        return "Vakum", "pejabat berganti"
    return "Tidak jelas", ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jipp", default="jipp")
    jipp = parser.parse_args().jipp

    def run(*command: str) -> str:
        done = subprocess.run([jipp, "-q", *command], capture_output=True, text=True)
        if done.returncode == 2:
            raise SystemExit(done.stderr)
        return done.stdout

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records, answers, catalog = folder / "records.csv", folder / "answers.csv", str(folder / "national.jipp")
        with records.open("w", newline="", encoding="utf-8") as out:
            table = csv.writer(out)
            table.writerow(["external_id", "title", "agency", "region", "year"])
            for number in range(2928):
                place = PLACES[number % len(PLACES)]
                table.writerow([number, f"{word(3 * number + 1)} {word(3 * number + 2)} {word(3 * number + 3)}", place, place, 2014 + number % 10])
        run("build", "--input", f"generic={records}", "-o", catalog)
        run("campaign", "create", catalog, "2024", "--name", "Pemutakhiran 2024", "--starts", "2023-10-01", "--due", "2024-10-18")
        waiting = [record for agency in json.loads(run("campaign", "remind", catalog, "2024", "--format", "json")) for record in agency["waiting"]]
        with answers.open("w", newline="", encoding="utf-8") as out:
            table = csv.writer(out)
            table.writerow(["record_id", "status", "reason", "at"])
            for number, record in enumerate(sorted(waiting)[:2355]):
                table.writerow([record, *answer(number), "2024-09-30"])
        run("campaign", "import", catalog, "2024", str(answers))
        report = json.loads(run("campaign", "report", catalog, "2024", "--as-of", "2024-10-18", "--format", "json"))
        figures = report["figures"]
        for key in ("total", "updated", "running", "stopped", "other", "not_updated"):
            print(f"{key:12} {figures[key]:6,}")
        if any(figures[key] != told for key, told in FACTS.items()):
            raise SystemExit(f"the report does not say what was told: {FACTS}")


if __name__ == "__main__":
    main()
