r"""What the Python package costs beside the same work in Rust: a polars frame to validated findings and back.

    python benches/validate/generate.py --rows 1000000 --out records.csv
    PYO3_BUILD_EXTENSION_MODULE=1 cargo build --release -p jipp-core -p jipp-py --features jipp-core/cli \
        --lib --example check_frame
    python benches/python/overhead.py records.csv --rust target/release/examples/check_frame --repeats 5

Both sides have the same rows in memory as Arrow arrays (string views, as polars has them) and check them with every rule. Python hands
the frame over, checks, and takes all findings back as a polars frame; Rust stops at the findings. Each run is a process of its own, the
sides in turns; what is compared is CPU time from the frame to the findings, reading the file not counted. `grown` is by how much the
greatest resident memory of the Python process rose meanwhile.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

AS_OF = "2026-11-21"


def resident(which: str) -> float:
    """Megabytes of memory of this process (Linux): `VmHWM`, the greatest so far, or `VmRSS`."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{which}:")) / 1024


def here(file: str) -> None:
    """One run of the Python side."""
    import io
    import time

    import polars

    import jipp

    frame = polars.read_ipc(io.BytesIO(Path(file).read_bytes()))
    # the greatest memory is counted from here
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, wall, cpu = resident("VmRSS"), time.perf_counter(), time.process_time()
    report = jipp.validate(frame, as_of=AS_OF)
    checked = time.process_time()
    findings = polars.DataFrame(report.findings)
    told = {
        "read": report.records["read"],
        "findings": findings.height,
        "cpu": time.process_time() - cpu,
        "back": time.process_time() - checked,
        "wall": time.perf_counter() - wall,
        "frame": frame.estimated_size("mb"),
        "grown": resident("VmHWM") - before,
    }
    print(json.dumps(told))


def once(command: list[str]) -> dict[str, float]:
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    print(f"  {Path(command[0]).name:12} {json.dumps(told)}", flush=True)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", help="a CSV file of source `generic`, or an Arrow file")
    parser.add_argument("--rust", help="the built example `check_frame`")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--rows", type=int, help="the first rows only")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        here(given.records)
        return
    if not given.rust:
        parser.error("--rust is missing")
    import polars

    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "records.arrow")
        if given.records.endswith(".arrow"):
            frame = polars.read_ipc(given.records, n_rows=given.rows)
        else:
            frame = polars.read_csv(given.records, infer_schema=False, n_rows=given.rows)
        frame.write_ipc(file)
        del frame
        python, rust = [], []
        for _ in range(given.repeats):
            python.append(once([sys.executable, __file__, file, "--here"]))
            rust.append(once([given.rust, file, AS_OF]))
    assert len({(run["read"], run["findings"]) for run in python + rust}) == 1, "both sides did not do the same work"
    cpu = [statistics.median(run["cpu"] for run in side) for side in (python, rust)]
    pairs = [ours["cpu"] / theirs["cpu"] for ours, theirs in zip(python, rust, strict=True)]
    one = python[0]
    print(f"{one['read']:.0f} records, {one['findings']:.0f} findings, {one['frame']:.0f} MB of texts")
    over, paired = (f"{100 * (ratio - 1):+.1f} %" for ratio in (cpu[0] / cpu[1], statistics.median(pairs)))
    print(f"CPU s, medians: Python {cpu[0]:.2f}, Rust {cpu[1]:.2f}: {over}; median of the pairs {paired}")
    back, grown = statistics.median(run["back"] for run in python), max(run["grown"] for run in python)
    print(f"findings back to polars: {back:.3f} s of it; memory grown by {grown:.0f} MB at most")


if __name__ == "__main__":
    main()
