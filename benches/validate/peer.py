"""What every tool's script shares: its arguments, its clock, and the line of JSON that `run.py` reads."""

import argparse
import json
import os
import resource
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import rules


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--findings", help="write the findings to this CSV file")
    parser.add_argument("--in-memory", nargs="?", const="frame", help="read the file into this form first, and time the checking alone")
    return parser


def measured(command: list[str], **kept: Any) -> tuple[int, str, dict[str, float]]:
    """Runs a command: its exit code, what it printed, and its wall time, processor time (s) and greatest memory (MB)."""
    start = time.perf_counter()
    process = subprocess.Popen(command, **{"stdout": subprocess.PIPE, "text": True} | kept)
    printed = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cost = {"wall": time.perf_counter() - start, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}
    return process.returncode, printed, cost


def cpu() -> float:
    """The processor time that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(
    tool: str,
    from_file: Callable[[str], Any],
    load: Callable[[str], Any],
    from_memory: Callable[[Any], Any],
    write: Callable[[Any, str], None],
    codes: Callable[[Any], Iterable[str]],
) -> None:
    """Checks a file, writes the findings if asked to, and prints how often each rule was broken."""
    given = arguments().parse_args()
    told: dict[str, Any] = {"tool": tool}
    if given.in_memory:
        table = load(given.file)
        wall, used = time.perf_counter(), cpu()
        findings = from_memory(table)
        told |= {"wall": time.perf_counter() - wall, "cpu": cpu() - used}
    else:
        findings = from_file(given.file)
    if given.findings:
        write(findings, given.findings)
    counts = Counter(codes(findings))
    print(json.dumps(told | {"counts": {code: counts.get(code, 0) for code in rules.CODES}}))
