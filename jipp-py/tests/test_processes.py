"""The engine has an allocator of its own: forks, threads that come and go, and the end of the program do it no harm."""

import multiprocessing
import subprocess
import sys
import threading

import pytest

import jipp

from conftest import DATA

KIPP = DATA / "kipp.csv"


def work(_: object = None) -> tuple[int, int]:
    records = jipp.read(KIPP)
    return len(jipp.validate(records, as_of="2026-11-21").findings), len(jipp.dedupe(records).pairs)


@pytest.mark.parametrize("how", multiprocessing.get_all_start_methods())
def test_other_processes_answer_alike(how: str) -> None:
    expected = work()
    with multiprocessing.get_context(how).Pool(2) as pool:
        assert set(pool.map(work, range(4), chunksize=1)) == {expected}


def test_new_processes_answer_alike_while_threads_work() -> None:
    """Started anew, not forked: whatever a thread holds in the moment of a fork stays held in the child, in every library."""
    expected = work()
    stop = threading.Event()
    wrong: list[object] = []

    def busy() -> None:
        while not stop.is_set():
            if (answer := work()) != expected:
                wrong.append(answer)

    threads = [threading.Thread(target=busy) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        with multiprocessing.get_context("spawn").Pool(2) as pool:
            assert set(pool.map(work, range(4), chunksize=1)) == {expected}
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not wrong


def test_what_a_thread_made_outlives_it() -> None:
    kept: list[jipp.Records] = []
    for _ in range(20):
        thread = threading.Thread(target=lambda: kept.append(jipp.read(KIPP)))
        thread.start()
        thread.join()
    assert all(records.to_dicts() == kept[0].to_dicts() for records in kept)
    together = jipp.concat(kept)
    assert list(together["title"]) == list(kept[0]["title"]) * len(kept)


ENDS = {
    "a daemon is at work": "threading.Thread(target=lambda: [jipp.dedupe(records) for _ in range(99)], daemon=True).start(); time.sleep(1)",
    "another thread is at work": "threading.Thread(target=lambda: jipp.dedupe(records)).start(); sys.exit(0)",
    "values are kept": "kept = [jipp.read(file) for _ in range(5)]; index = jipp.Index.build(records)",
    "values are in a ring": "ring = []; ring.append((ring, records, jipp.validate(records)))",
    "others are loaded": "import duckdb, pandas, polars, pyarrow; frames = records.to_arrow(), records.to_polars(), records.to_pandas()",
}


@pytest.mark.parametrize("end", ENDS)
def test_the_program_ends_quietly(end: str) -> None:
    if end == "others are loaded":
        for name in ("duckdb", "pandas", "polars", "pyarrow"):
            pytest.importorskip(name, reason=f"{name} is not installed")
    program = f"import sys, threading, time\nimport jipp\nfile = {str(KIPP)!r}\nrecords = jipp.read(file)\n{ENDS[end]}\n"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
