"""The stub says what the compiled module is."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import jipp
from jipp import _jipp


def test_the_stub_matches_the_module(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    done = subprocess.run([sys.executable, "-m", "mypy.stubtest", "jipp._jipp"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_package_is_strictly_typed(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), "-p", "jipp"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_public_is_exported() -> None:
    assert sorted(jipp.__all__) == list(jipp.__all__)
    assert set(jipp.__all__) == set(_jipp.__all__) - {"cli"}
    assert all(hasattr(jipp, name) for name in jipp.__all__)
    assert (Path(jipp.__file__).parent / "py.typed").exists()


def test_everything_public_has_a_docstring() -> None:
    for name in jipp.__all__:
        value = getattr(jipp, name)
        if name != "__version__":
            assert inspect.getdoc(value), name
        if inspect.isclass(value):
            assert value.__module__ == "jipp"
            for member in vars(value):
                assert member.startswith("_") or inspect.getdoc(getattr(value, member)), f"{name}.{member}"


def test_signatures_are_seen_at_the_prompt() -> None:
    assert (
        str(inspect.signature(jipp.read))
        == "(data, source='auto', *, mapping=None, name=None, delimiter=None, every_table=True, progress=None)"
    )
