"""Does a long-running process keep its memory, and do eight threads get the answers of one?

    python benches/python/stress.py [--seconds 600] [--threads 8] [--rests 10]

Every thread reads, checks, links and searches the sample over and over; each answer is held against that of a single thread. Several times
all of them rest, and resident memory is told. Two more figures say whose it is: what Python and libraries of C hold, by the books of
glibc (`mallinfo2`), and resident memory once glibc gave back what it can (`malloc_trim`). What the engine holds is in none of glibc's
books, as it has an allocator of its own; resident memory counts it.

After the first fifth, when caches are warm, resident memory should stay flat. At the end the rests after it are told as the line of least
squares, in MB a minute, beside the least and the most. With `MIMALLOC_SHOW_STATS=1` in the environment the engine's allocator tells its
own books when the program ends.
"""

import argparse
import ctypes
import gc
import hashlib
import json
import statistics
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
    """Resident memory, what of it glibc has lent out, and resident memory after a trim, in MB."""
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
    rests: list[tuple[float, float, float]] = []
    for rest in range(1, given.rests + 1):
        until = begun + given.seconds * rest / given.rests
        threads = [threading.Thread(target=loop, args=(until,)) for _ in range(given.threads)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        before, used, after = at_rest()
        told = f"{before:6.1f} MB resident, {used:6.2f} MB in use by glibc, {after:6.1f} MB after a trim"
        seconds = time.monotonic() - begun
        print(f"{seconds:6.0f} s  {rounds:6} rounds  {wrong} wrong  {told}", flush=True)
        rests.append((seconds, before, after))
    warm = [rest for rest in rests if rest[0] >= given.seconds / 5]
    if len(warm) > 2:
        minutes = [seconds / 60 for seconds, _, _ in warm]
        for what, sizes in (("resident", [rest[1] for rest in warm]), ("after a trim", [rest[2] for rest in warm])):
            slope = statistics.linear_regression(minutes, sizes).slope
            print(f"{what}: {slope:+.2f} MB a minute, {min(sizes):.1f} to {max(sizes):.1f} MB", flush=True)
    raise SystemExit(1 if wrong or not rounds else 0)


if __name__ == "__main__":
    main()
