"""Does a long-running process keep its memory, and do eight threads get the answers of one?

    python benches/python/stress.py [--seconds 600] [--threads 8] [--rests 10]

Every thread reads, checks, links and searches the sample over and over; each answer is held against that of a single thread. Several times
all of them rest, and three sizes are told: resident memory; what of it is in use, by the books of the allocator (`mallinfo2` of glibc);
and resident memory once the allocator gave back what it can (`malloc_trim`). The second and third show a leak, the first also what the
allocator keeps for each thread. After the first fifth, when caches are warm, they should stay flat.
"""

import argparse
import ctypes
import gc
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


class Books(ctypes.Structure):
    """`struct mallinfo2` of glibc."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")
    ]


def at_rest() -> tuple[float, float, float]:
    """Resident memory, memory in use, and resident memory after a trim, in MB."""
    gc.collect()
    before = resident()
    libc = ctypes.CDLL(None)
    libc.mallinfo2.restype = Books
    books = libc.mallinfo2()
    libc.malloc_trim(0)
    return before, (books.uordblks + books.hblkhd) / 1e6, resident()


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
    parser.add_argument("--rests", type=int, default=10)
    given = parser.parse_args()
    index = jipp.integrate(DATA / "kipp.csv", as_of="2026-11-21").index()
    expected = work(index)
    rounds, wrong = 0, 0
    lock = threading.Lock()

    def loop(until: float) -> None:
        nonlocal rounds, wrong
        while time.monotonic() < until:
            same = work(index) == expected
            with lock:
                rounds += 1
                wrong += not same

    begun = time.monotonic()
    for rest in range(1, given.rests + 1):
        until = begun + given.seconds * rest / given.rests
        threads = [threading.Thread(target=loop, args=(until,)) for _ in range(given.threads)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        before, used, after = at_rest()
        told = f"{before:6.1f} MB resident, {used:6.2f} MB in use, {after:6.1f} MB after a trim"
        print(f"{time.monotonic() - begun:6.0f} s  {rounds:6} rounds  {wrong} wrong  {told}", flush=True)
    raise SystemExit(1 if wrong or not rounds else 0)


if __name__ == "__main__":
    main()
