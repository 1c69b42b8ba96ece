#!/usr/bin/env python3
"""How long do the steps of a large catalog take?

    python benches/validate/generate.py --rows 101000 --out all.csv
    python benches/catalog/run.py all.csv --jipp target/profiling/jipp --base 100000 --batch 1000

Builds a catalog of the first rows, then measures an import of the next ones (linking, merging and index update included), the
opening of the catalog, `status`, a search, `catalog check` and an undo: wall and processor time, medians of the rounds.
"""

import argparse
import csv
import json
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path


def timed(command: list[str]) -> tuple[float, float, str]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, done.stdout


def split(source: Path, folder: Path, base: int, batch: int) -> tuple[Path, Path]:
    parts = folder / "base.csv", folder / "batch.csv"
    with source.open(newline="", encoding="utf-8") as table:
        rows = csv.reader(table)
        header = next(rows)
        for part, count in zip(parts, (base, batch)):
            with part.open("w", newline="", encoding="utf-8") as out:
                writer = csv.writer(out)
                writer.writerow(header)
                for _, row in zip(range(count), rows):
                    writer.writerow(row)
    return parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path)
    parser.add_argument("--jipp", default="target/release/jipp")
    parser.add_argument("--base", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--catalog", type=Path, help="a catalog of the base built before")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base, batch = split(arguments.table, folder, arguments.base, arguments.batch)
        catalog = folder / "base.jipp"
        if arguments.catalog:
            shutil.copy(arguments.catalog, catalog)
        else:
            wall, cpu, _ = timed([arguments.jipp, "-q", "build", "--input", f"generic={base}", "-o", str(catalog), "--format", "json"])
            print(f"build of {arguments.base} records: {wall:.1f} s wall, {cpu:.1f} s processor")
        print(f"catalog: {catalog.stat().st_size / 1e6:.0f} MB")
        times: dict[str, list[tuple[float, float]]] = {}

        def step(what: str, *command: str) -> str:
            wall, cpu, out = timed([arguments.jipp, "-q", *command])
            times.setdefault(what, []).append((wall, cpu))
            return out

        for _ in range(arguments.rounds):
            copy = folder / "copy.jipp"
            shutil.copy(catalog, copy)
            step("program alone", "--version")
            step("open and list imports", "catalog", "imports", str(copy))
            step("status", "status", str(copy), "--format", "json")
            step("search, all words known", "search", str(copy), "pelayanan kesehatan ibu hamil di desa", "--format", "json")
            step("search, a word unknown", "search", str(copy), "antrean rumah sakit", "--format", "json")
            report = json.loads(step("import of the batch", "import", str(copy), str(batch), "--source", "generic", "--format", "json"))
            step("import of the same batch again", "import", str(copy), str(batch), "--source", "generic", "--format", "json")
            step("search after the import", "search", str(copy), "antrean rumah sakit", "--format", "json")
            step("undo, twice", "undo", str(copy))
            step("undo, twice", "undo", str(copy))
            copy.unlink()
        print(json.dumps(report))
        for what, rounds in times.items():
            walls, cpus = zip(*rounds)
            print(f"{what:32} {statistics.median(walls) * 1000:8.0f} ms wall  {statistics.median(cpus) * 1000:8.0f} ms processor")


if __name__ == "__main__":
    main()
