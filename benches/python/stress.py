"""Does a long-running process keep its memory, and do eight threads get the answers of one?

    python benches/python/stress.py [--seconds 600] [--threads 8]

Every thread reads, checks, links and searches the sample over and over; each answer is held against that of a single thread. Resident
memory is printed as it goes; after the first fifth, when caches are warm, it should stay flat.
"""

import argparse
import hashlib
import json
import threading
import time
from pathlib import Path

import jipp

DATA = Path(__file__).resolve().parents[2] / "examples" / "data"
QUERIES = ["bank sampah", "antrean rumah sakit", "samsat", "stunting desa", "izin usaha daring"]


def resident() -> float:
    """Resident memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def work(index: jipp.Index) -> dict[str, str]:
    records = jipp.concat([jipp.read(DATA / name) for name in ("kipp.csv", "iga.xlsx", "lan.json")])
    report = jipp.validate(records, as_of="2026-11-21")
    linkage = jipp.dedupe(records)
    hits = [[(hit["id"], hit["score"]) for hit in index.search(query)] for query in QUERIES]
    return {
        "findings": digest(report.findings.to_dicts()),
        "pairs": digest(linkage.pairs.to_dicts()),
        "clusters": digest(linkage.clusters.to_dicts()),
        "hits": digest(hits),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--threads", type=int, default=8)
    given = parser.parse_args()
    index = jipp.integrate(DATA / "kipp.csv", as_of="2026-11-21").index()
    expected = work(index)
    ends, rounds, wrong = time.monotonic() + given.seconds, 0, 0
    lock = threading.Lock()

    def loop() -> None:
        nonlocal rounds, wrong
        while time.monotonic() < ends:
            same = work(index) == expected
            with lock:
                rounds += 1
                wrong += not same

    threads = [threading.Thread(target=loop) for _ in range(given.threads)]
    for thread in threads:
        thread.start()
    begun, warm = time.monotonic(), 0.0
    while any(thread.is_alive() for thread in threads):
        time.sleep(given.seconds / 20)
        at = time.monotonic() - begun
        if not warm and at > given.seconds / 5:
            warm = resident()
        print(f"{at:6.0f} s  {rounds:6} rounds  {wrong} wrong  {resident():7.1f} MB", flush=True)
    print(f"{rounds} rounds on {given.threads} threads, {wrong} wrong; {warm:.1f} MB after a fifth, {resident():.1f} MB at the end")
    raise SystemExit(1 if wrong or not rounds else 0)


if __name__ == "__main__":
    main()
