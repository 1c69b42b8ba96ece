"""The documentation of the Python package as a static site: pages, API reference, notebooks with their results.

    python tools/docs/build.py OUT [--only NAME]

`make docs` calls it with the packages of `tools/docs/requirements.txt`.
"""

import argparse
import ast
import inspect
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jupytext
import nbclient
import nbconvert

import jipp

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "examples" / "python"
CONFIG = """site_name: jipp for Python
docs_dir: {docs}
site_dir: {site}
use_directory_urls: false
theme:
  name: mkdocs
  analytics: null
  highlightjs: false
markdown_extensions: [tables, fenced_code, toc]
plugins:
  - search
  - mkdocstrings:
      handlers:
        python:
          paths: [{source}]
          options:
            allow_inspection: false
            docstring_section_style: list
            docstring_style: google
            heading_level: 3
            members_order: source
            separate_signature: true
            show_labels: false
            show_root_full_path: false
            show_root_heading: true
            show_signature_annotations: true
            show_source: false
nav:
  - Guide: index.md
  - Reference: reference.md
  - Notebooks: notebooks.md
"""


def notebook(path: Path, to: Path) -> str:
    """Runs a notebook where it lies and writes it with its results as one page. Returns its title."""
    book = jupytext.read(path)
    nbclient.NotebookClient(book, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    for cell in book.cells:
        # warnings of other packages about this machine say nothing to who reads the page
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    page, _ = nbconvert.HTMLExporter(template_name="lab").from_notebook_node(book)
    to.write_text(page, encoding="utf-8")
    title = next(line for line in book.cells[0].source.splitlines() if line.startswith("# "))
    return title.removeprefix("# ")


def implemented(stub: Path) -> str:
    """A stub as a module: the last overload, which has the documentation, stands for the function."""
    text = stub.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    for scope in ast.walk(ast.parse(text)):
        if isinstance(scope, (ast.Module, ast.ClassDef)):
            last = {node.name: node for node in scope.body if isinstance(node, ast.FunctionDef)}
            for node in last.values():
                for mark in node.decorator_list:
                    if isinstance(mark, ast.Name) and mark.id == "overload":
                        lines[mark.lineno - 1] = ""
    return "".join(lines)


def reference() -> str:
    """One heading for each public name, in order of use, and the modules beside them."""
    classes = [name for name in jipp.__all__ if inspect.isclass(getattr(jipp, name)) and not issubclass(getattr(jipp, name), Exception)]
    functions = [name for name in jipp.__all__ if callable(getattr(jipp, name)) and not inspect.isclass(getattr(jipp, name))]
    parts = ["# Reference\n\nEverything is in `jipp`.\n"]
    for head, names in (("Functions", functions), ("Results", classes)):
        module = {name: "jipp._jipp" if name in vars(jipp._jipp) else "jipp" for name in names}
        parts.append(f"\n## {head}\n" + "".join(f"\n::: {module[name]}.{name}\n" for name in names))
    parts.append("\n## Charts\n" + "".join(f"\n::: jipp.charts.{name}\n" for name in jipp.charts.__all__))
    parts.append("\n## On a cluster\n\n::: jipp.spark\n\n## Errors\n\n::: jipp.exceptions\n")
    return "".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="only notebooks whose name begins so")
    given = parser.parse_args()
    out = given.out.resolve()
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder) / "docs"
        (docs / "notebooks").mkdir(parents=True)
        # the reference is that of the stub, which has the types too
        source = Path(folder) / "source"
        shutil.copytree(ROOT / "jipp-py" / "python" / "jipp", source / "jipp", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
        (source / "jipp" / "_jipp.py").write_text(implemented(source / "jipp" / "_jipp.pyi"), encoding="utf-8")
        (source / "jipp" / "_jipp.pyi").unlink()
        readme = (ROOT / "jipp-py" / "README.md").read_text(encoding="utf-8")
        (docs / "index.md").write_text(re.sub(r"^```$", "```text", readme, count=1, flags=re.MULTILINE), encoding="utf-8")
        (docs / "reference.md").write_text(reference(), encoding="utf-8")
        listed = ["# Notebooks\n\nRun from top to bottom when this site was made.\n"]
        for path in sorted(NOTEBOOKS.glob(f"{given.only or '[0-9]'}*.py")):
            title = notebook(path, docs / "notebooks" / f"{path.stem}.html")
            listed.append(f"- [{title}](notebooks/{path.stem}.html)")
            print(path.name)
        (docs / "notebooks.md").write_text("\n".join(listed) + "\n", encoding="utf-8")
        config = Path(folder) / "mkdocs.yml"
        config.write_text(CONFIG.format(docs=docs, site=out, source=source), encoding="utf-8")
        shutil.rmtree(out, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", str(config)], check=True)
    print(f"{out}/index.html")


if __name__ == "__main__":
    main()
