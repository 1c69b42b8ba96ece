"""What every tool's script shares: its arguments, its clock, and the line of JSON that `run.py` reads."""

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import rules


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--findings", help="write the findings to this CSV file")
    parser.add_argument("--in-memory", action="store_true", help="read the file first, and time the checking alone")
    return parser


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
        wall, cpu = time.perf_counter(), _cpu()
        findings = from_memory(table)
        told |= {"wall": time.perf_counter() - wall, "cpu": _cpu() - cpu}
    else:
        findings = from_file(given.file)
    if given.findings:
        write(findings, given.findings)
    counts = Counter(codes(findings))
    print(json.dumps(told | {"counts": {code: counts.get(code, 0) for code in rules.CODES}}))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
