"""What goes out to others has its licences."""

import base64
import csv
import hashlib
import io
import subprocess
import sys
import tomllib
import zipfile

import pytest

from conftest import ROOT

HERE = ROOT / "jipp-py"
#: What a wheel may weigh, in bytes.
MOST = 12_000_000


def test_copies_of_licences_are_those_of_the_project() -> None:
    for name in ("LICENSE-APACHE", "LICENSE-MIT"):
        assert (HERE / name).read_bytes() == (ROOT / name).read_bytes(), name
    data = (ROOT / "jipp-core" / "data" / "LICENCES.md").read_bytes()
    assert (HERE / "LICENCES-data.md").read_bytes() == data, "copy jipp-core/data/LICENCES.md to jipp-py/LICENCES-data.md"


def test_every_licence_goes_out() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sent = {path.name for pattern in project["license-files"] for path in HERE.glob(pattern)}
    assert sent == {path.name for path in HERE.glob("LICEN[CS]E*")}
    assert {"LICENSE-APACHE", "LICENSE-MIT", "LICENCES-data.md", "LICENCES-map.md"} <= sent


def test_the_wheel_is_small_and_whole() -> None:
    wheels = sorted((ROOT / "build" / "wheel").glob("jipp-*.whl"))
    if not wheels:
        pytest.skip("build/wheel is empty: `make wheel` fills it")
    for path in wheels:
        assert path.stat().st_size < MOST, path
        with zipfile.ZipFile(path) as wheel:
            (record,) = (name for name in wheel.namelist() if name.endswith(".dist-info/RECORD"))
            told = {row[0]: row[1:] for row in csv.reader(io.StringIO(wheel.read(record).decode()))}
            assert set(told) == set(wheel.namelist())
            for name, (digest, size) in told.items():
                content = wheel.read(name)
                if name != record:
                    expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                    assert (digest, int(size)) == (f"sha256={expected}", len(content)), name
            assert any(name.endswith("/py.typed") for name in told)


def test_the_import_brings_little() -> None:
    """What takes time is imported when it is first used."""
    program = "import sys; before = set(sys.modules); import jipp; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    brought = set(done.stdout.split())
    assert "jipp._jipp" in brought
    assert not brought & {"typing", "functools", "inspect", "difflib", "json", "pandas", "polars", "pyarrow", "jipp.charts", "jipp.spark"}
