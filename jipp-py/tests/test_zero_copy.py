"""The texts of a data frame stay where they are while it is checked."""

import subprocess
import sys

import pytest

import jipp

#: Megabytes of text in the frame, and how many more the process may need to check it.
FRAME, MORE = 400, 150

PROGRAM = f"""
import resource, sys
import jipp

kind, rows = sys.argv[1], 40_000
text = ("Warga mendaftar dari rumah dan dilayani pada hari yang sama. " * 180)[:10_000]
columns = {{
    "external_id": [str(row) for row in range(rows)],
    "title": [f"Inovasi Layanan {{row}}" for row in range(rows)],
    "agency": ["Pemkot Surabaya"] * rows,
    "summary": [f"{{row}} {{text}}" for row in range(rows)],
}}
if kind == "polars":
    import polars
    frame = polars.DataFrame(columns)
else:
    import pyarrow
    frame = pyarrow.table(columns)
del columns
jipp.validate(frame[:100], select="ID-01")


def peak():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024


# the greatest memory is counted from here
open("/proc/self/clear_refs", "w").write("5")
before = peak()
assert before > {FRAME}, before
report = jipp.validate(frame, select="ID-01")
assert report.records["read"] == rows, report
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux")
@pytest.mark.parametrize("kind", ["polars", "pyarrow"])
def test_a_frame_is_checked_in_a_fraction_of_its_own_size(kind: str) -> None:
    pytest.importorskip(kind, reason=f"{kind} is not installed")
    done = subprocess.run([sys.executable, "-c", PROGRAM, kind], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < MORE, done.stdout


def test_a_frame_is_checked_like_its_records() -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    rows = [
        {"title": f"Layanan {at % 40}" if at % 9 else None, "agency": "Pemkot Malang", "year": 2000 + at % 30, "status": "Berhenti"}
        for at in range(3_000)
    ]
    rows[77] = dict.fromkeys(rows[77])
    frame = polars.DataFrame(rows)
    at_once, piecewise = jipp.validate(jipp.read(frame), as_of="2026-11-21"), jipp.validate(frame, as_of="2026-11-21")
    assert len(at_once.findings) > 1_000
    assert piecewise.to_dict() == at_once.to_dict()
    assert piecewise.quarantined_ids == at_once.quarantined_ids
    assert piecewise.records["read"] == 2_999
