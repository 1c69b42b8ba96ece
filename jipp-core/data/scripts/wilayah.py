#!/usr/bin/env python3
"""Compares our tables of regions and districts with an upstream checkout, and writes districts.csv.

Upstream is github.com/cahyadsn/wilayah (MIT, Copyright (c) 2017-2025 Cahya DSN), which transcribes the code list of the
Ministry of Home Affairs. Only `db/wilayah.sql` is read: its rows `('11.01.01','Bakongan')`.

    git clone https://github.com/cahyadsn/wilayah /tmp/wilayah
    python3 jipp-core/data/scripts/wilayah.py /tmp/wilayah            # what differs; exit code 1 if anything does
    python3 jipp-core/data/scripts/wilayah.py /tmp/wilayah --write    # also rewrite districts.csv

The checkout may be bare. `regions.csv` is never written: a new or renamed region needs its other columns, a former name and
an alias, so a person edits it. The names of KNOWN below are ours on purpose.
"""

import argparse
import csv
import re
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\('(\d\d(?:\.\d\d){0,2})','((?:[^']|'')*)'\)", re.MULTILINE)
SHOWN = 40
# code: why our name is not the upstream one
KNOWN = {
    "71.09": "upstream abbreviates Kepulauan",
}


def upstream(checkout):
    """Code to name of provinces, kab/kota and kecamatan."""
    sql = subprocess.run(
        ["git", "-C", str(checkout), "show", "HEAD:db/wilayah.sql"], check=True, capture_output=True, text=True
    ).stdout
    rows = [(code, " ".join(name.replace("''", "'").split())) for code, name in ROW.findall(sql)]
    if len(rows) != len({code for code, _ in rows}):
        sys.exit("a code stands twice upstream")
    return dict(rows)


def ours(file):
    path = DATA / file
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def difference(title, old, new):
    lines = [f"  + {code} {new[code]}" for code in sorted(new.keys() - old.keys())]
    lines += [f"  - {code} {old[code]}" for code in sorted(old.keys() - new.keys())]
    lines += [
        f"  ~ {code} {old[code]} -> {new[code]}"
        for code in sorted(old.keys() & new.keys())
        if old[code] != new[code] and code not in KNOWN
    ]
    print(f"{title}: {len(new)} upstream, {len(old)} here, {len(lines)} differ")
    shown = lines[:SHOWN] + ([f"  … and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else [])
    print("\n".join(shown) or "  the same")
    return bool(lines)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("checkout", type=Path)
    arguments.add_argument("--write", action="store_true", help="rewrite districts.csv")
    options = arguments.parse_args()
    rows = upstream(options.checkout)
    regions = {code: name for code, name in rows.items() if code.count(".") < 2}
    districts = {code: name for code, name in rows.items() if code.count(".") == 2}
    differs = difference("regions.csv", ours("regions.csv"), regions)
    differs |= difference("districts.csv", ours("districts.csv"), districts)
    if options.write:
        with (DATA / "districts.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["code", "name"])
            writer.writerows(sorted(districts.items()))
    sys.exit(differs)


if __name__ == "__main__":
    main()
