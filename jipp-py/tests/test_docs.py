"""What the documentation shows is run."""

import ast
import doctest
import json
import re
import runpy
import shutil
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

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


@pytest.mark.filterwarnings(
    "ignore:PySpark does not yet:FutureWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "python").glob("[0-9]*.py")), ids=lambda path: path.name)
def test_example_scripts(path: Path, capsys: pytest.CaptureFixture[str], data_folder: Path) -> None:
    try:
        runpy.run_path(str(path), run_name="__main__")
    except SystemExit:
        pytest.skip(capsys.readouterr().out)
    assert capsys.readouterr().out


@pytest.fixture
def reconciliation() -> Iterator[str]:
    """The address of the example's service, on a free port of this machine."""
    service = runpy.run_path(str(ROOT / "examples" / "python" / "reconcile_server.py"))["Service"]
    service.log_message = lambda *_: None
    with ThreadingHTTPServer(("127.0.0.1", 0), service) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_the_example_serves_openrefine(reconciliation: str) -> None:
    def ask(address: str, form: dict[str, str] | None = None) -> object:
        with urlopen(address, data=urlencode(form).encode() if form else None, timeout=10) as answer:
            assert answer.headers["Content-Type"] == "application/json"
            return json.load(answer)

    assert ask(reconciliation) == jipp.reconcile_manifest(reconciliation, reconciliation)
    queries = {"q0": {"query": "Pemkot Surabaya", "type": "agency", "limit": 3}, "q1": {"query": "Bandung"}}
    form = {"queries": json.dumps(queries)}
    answer = ask(reconciliation, form)
    assert answer == jipp.reconcile(form["queries"]) == ask(f"{reconciliation}?{urlencode(form)}")
    with pytest.raises(HTTPError, match="400") as raised:
        ask(reconciliation, {"queries": "{"})
    raised.value.close()
