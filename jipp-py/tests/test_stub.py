"""The stub says what the compiled module is."""

import ast
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
    assert set(jipp.__all__) == set(_jipp.__all__) - {"cli"} | {"set_lang"}
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


def test_the_prompt_shows_the_documentation_of_the_stub() -> None:
    """`help()` and `?` say what an editor says; `tools/docs/docstrings.py` writes them."""
    stub = ast.parse((Path(jipp.__file__).parent / "_jipp.pyi").read_text(encoding="utf-8"))
    compared = 0

    def same(node: ast.AST, value: object, name: str) -> None:
        nonlocal compared
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and (text := ast.get_docstring(node)):
            assert inspect.getdoc(value) == text, f"{name}: run tools/docs/docstrings.py and build again"
            compared += 1

    for node in stub.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            value = getattr(_jipp, node.name)
            same(node, value, node.name)
            for member in node.body if isinstance(node, ast.ClassDef) else []:
                # what is only typed more closely than in `Table` has its documentation there
                if isinstance(member, ast.FunctionDef) and member.name in vars(value) and not member.name.startswith("__"):
                    same(member, getattr(value, member.name), f"{node.name}.{member.name}")
    assert compared > 150
    assert "Args:" in (jipp.read.__doc__ or "")


def test_checkers_of_types_accept_what_works(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    program = tmp_path / "program.py"
    program.write_text(
        "import jipp\n"
        "index: jipp.Index = jipp.Index.build([{'title': 'Bank Sampah'}])\n"
        "catalog: jipp.Catalog = jipp.Catalog.open('national.jipp')\n"
        "filters = {'year': [2020], 'province': ['Jawa Timur']}\n"
        "hits: jipp.Hits = index.search('sampah', filters=filters)\n"
        "records: jipp.Records = jipp.read('kipp.csv')[:5].filter(['a'])\n"
        "labels = jipp.dedupe(records).evaluate(zip(['a'], ['1']))\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(program)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
