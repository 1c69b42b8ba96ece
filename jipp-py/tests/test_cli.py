"""The `jipp` command of the package."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import jipp
from jipp import _jipp

from conftest import DATA

SCRIPT = Path(sysconfig.get_path("scripts")) / ("jipp.exe" if sys.platform == "win32" else "jipp")


def run(*args: str, command: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*(command or [sys.executable, "-m", "jipp"]), *args], capture_output=True, text=True, encoding="utf-8")


def test_the_version_is_one() -> None:
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.split()[-1] == jipp.__version__


@pytest.mark.skipif(not SCRIPT.exists(), reason="the package is not installed with its script")
def test_the_script_is_installed() -> None:
    done = run("--version", command=[str(SCRIPT)])
    assert (done.returncode, done.stdout.split()) == (0, ["jipp", jipp.__version__])


def test_exit_codes() -> None:
    assert run("resolve", "Pemkot Surabaya", "--format", "json").returncode == 0
    assert run("validate", str(DATA / "kipp.csv"), "--source", "kipp").returncode == 1
    missing = run("validate", "missing.csv", "--source", "kipp")
    assert missing.returncode == 2
    assert "missing.csv" in missing.stderr
    assert run("no-such-command").returncode == 2


def test_the_command_and_the_library_agree(tmp_path: Path) -> None:
    answer = json.loads(run("resolve", "Pemkot Surabaya", "--format", "json").stdout)
    answer = answer[0] if isinstance(answer, list) else answer
    assert answer["code"] == jipp.resolve("Pemkot Surabaya")["code"]
    clusters = tmp_path / "clusters.csv"
    done = run("dedupe", str(DATA / "kipp.csv"), "--source", "kipp", "--pairs", str(tmp_path / "pairs.csv"), "--clusters", str(clusters))
    assert done.returncode == 0, done.stderr
    lines = clusters.read_text(encoding="utf-8").splitlines()[1:]
    found = jipp.dedupe(jipp.read(DATA / "kipp.csv", "kipp")).clusters
    assert lines == [f"{row['id']},{row['cluster']}" for row in found]


def test_arguments_need_not_be_ascii(capfd: pytest.CaptureFixture[str]) -> None:
    assert _jipp.cli(["jipp", "resolve", "Pemkot Surabaya — 🌶", "--format", "json"]) == 0
    assert "🌶" in capfd.readouterr().out
