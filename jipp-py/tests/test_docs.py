"""What the documentation shows is run."""

import ast
import doctest
import re
import runpy
import shutil
from pathlib import Path

import pytest

import jipp

from conftest import DATA, ROOT


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file in DATA.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_readme(data_folder: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("polars", reason="polars is not installed")
    text = (ROOT / "jipp-py" / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 6
    names: dict[str, object] = {}
    for number, block in enumerate(blocks, 1):
        exec(compile(block, f"README.md, block {number}", "exec"), names)


def test_examples_of_the_stub() -> None:
    stub = ast.parse((Path(jipp.__file__).parent / "_jipp.pyi").read_text(encoding="utf-8"))
    documented = (node for node in ast.walk(stub) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)))
    texts = [text for node in documented if (text := ast.get_docstring(node)) and ">>>" in text]
    assert len(texts) >= 6
    for number, text in enumerate(texts):
        test = doctest.DocTestParser().get_doctest(text, {}, f"_jipp.pyi {number}", "_jipp.pyi", 0)
        assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "python").glob("*.py")), ids=lambda path: path.name)
def test_example_scripts(path: Path, capsys: pytest.CaptureFixture[str], data_folder: Path) -> None:
    runpy.run_path(str(path), run_name="__main__")
    assert capsys.readouterr().out
