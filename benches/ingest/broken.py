"""Every broken file of tests/fixtures/broken through the command: seconds, greatest memory, exit code. A code other than 0, 1 or 2 is a crash.

    python broken.py --binary PATH_OF_JIPP
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "broken"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    args = parser.parse_args()
    rows = []
    for file in sorted(path for path in CORPUS.iterdir() if path.name != "make.py"):
        begun = time.perf_counter()
        child = subprocess.Popen([args.binary, "mapping", "check", str(file), "--source", "generic"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        rows.append((time.perf_counter() - begun, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), file.name))
    for seconds, memory, code, name in sorted(rows, reverse=True)[:8]:
        print(f"{seconds:6.2f} s {memory:7.1f} MiB  code {code}  {name}")
    print(f"{len(rows)} files: slowest {max(row[0] for row in rows):.2f} s, greatest memory {max(row[1] for row in rows):.0f} MiB, "
          f"crashes {sum(row[2] not in (0, 1, 2) for row in rows)}")
    sys.exit(any(row[2] not in (0, 1, 2) or row[0] > 2 or row[1] > 512 for row in rows))


main()
