"""CSV to records in jipp, and the same with pandas and Python, in one run: wall time, processor time, greatest memory.

    python run.py records.csv --reader PATH_OF_read_records [--repeats 3] [--threads 1]
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path


def measured(command):
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--reader", required=True)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--threads", default="1")
    args = parser.parse_args()
    commands = {
        "jipp": [args.reader, args.file, "generic", args.threads],
        "pandas": [sys.executable, str(Path(__file__).with_name("pandas_clean.py")), args.file],
    }
    runs = {name: [] for name in commands}
    for _ in range(args.repeats):
        for name, command in commands.items():
            runs[name].append(measured(command))
            print(name, *(f"{value:.2f}" for value in runs[name][-1][:3]), runs[name][-1][3], flush=True)
    median = {name: [statistics.median(run[at] for run in found) for at in range(3)] for name, found in runs.items()}
    for name, (wall, cpu, memory) in median.items():
        print(f"{name:7} wall {wall:8.2f} s   cpu {cpu:8.2f} s   memory {memory:8.0f} MiB")
    ratio = [median["pandas"][at] / median["jipp"][at] for at in range(3)]
    print(f"pandas / jipp: wall {ratio[0]:.2f}, cpu {ratio[1]:.2f}, memory {ratio[2]:.1f}")


main()
