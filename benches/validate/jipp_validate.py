"""The 20 rules in jipp, or all of its rules.

    python jipp_validate.py records.csv --findings findings.csv                       # the Python package
    python jipp_validate.py records.csv --findings findings.csv --binary PATH         # the command
    python jipp_validate.py records.csv --in-memory frame                             # from a Polars frame of texts to findings
    python jipp_validate.py records.csv --in-memory records                           # the rules alone, over records already read
    python jipp_validate.py records.csv --all-rules                                   # every rule, not only the 20

Reading is where jipp cleans cells, resolves agencies, parses titles and masks personal data; some rules only tell what it noted then.
So `--in-memory frame`, which includes reading, is what compares with the tools that work on a frame.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter

import peer
import rules


def by_command(given, selection: list[str]) -> tuple[dict, Counter[str]]:
    """Runs the command and measures it alone, without the counting that follows."""
    version = subprocess.run([given.binary, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    options = ["--source", "generic", "--as-of", rules.AS_OF, "--format", "csv", "--quiet", *selection]
    kept = {"mode": "w+", "encoding": "utf-8", "newline": ""}
    with open(given.findings, **kept) if given.findings else tempfile.TemporaryFile(**kept) as out:
        code, _, cost = peer.measured([given.binary, "validate", given.file, *options], stdout=out)
        if code > 1:  # 1 says that there are errors in the data
            sys.exit(f"{given.binary} validate ended with {code}")
        out.seek(0)
        return {"tool": f"{version} (command)", "process": cost}, Counter(row["code"] for row in csv.DictReader(out))


def by_package(given, select: list[str] | None) -> tuple[dict, Counter[str]]:
    import jipp

    told = {"tool": f"jipp {jipp.__version__} (package)"}
    if given.in_memory == "frame":
        import polars as pl

        table = pl.read_csv(given.file, infer_schema=False)
    elif given.in_memory == "records":
        table = jipp.read(given.file, "generic")
    wall, used = time.perf_counter(), peer.cpu()
    records = table if given.in_memory == "records" else jipp.read(table if given.in_memory else given.file, "generic")
    report = jipp.validate(records, as_of=rules.AS_OF, select=select)
    if given.in_memory:
        told |= {"wall": time.perf_counter() - wall, "cpu": peer.cpu() - used}
    counts = Counter({rule["code"]: rule["count"] for rule in report.rules.to_dicts()})
    if given.findings:
        with open(given.findings, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, report.findings.columns)
            writer.writeheader()
            writer.writerows(report.findings)
    return told, counts


def main() -> None:
    parser = peer.arguments()
    parser.add_argument("--binary", help="the jipp command; else the Python package")
    parser.add_argument("--all-rules", action="store_true")
    given = parser.parse_args()
    select = None if given.all_rules else rules.CODES
    if given.binary:
        told, counts = by_command(given, [f"--select={','.join(select)}"] if select else [])
    else:
        told, counts = by_package(given, select)
    shown = counts if given.all_rules else {code: counts[code] for code in rules.CODES}
    print(json.dumps(told | {"counts": shown}))


if __name__ == "__main__":
    main()
