"""Writes the docstrings of the stub into the Rust sources, so that `help()` and `?` show what an editor shows.

    python tools/docs/docstrings.py            write them
    python tools/docs/docstrings.py --check    say which differ, change nothing

`jipp-py/python/jipp/_jipp.pyi` is where they are edited. A test compares both in the built module (`test_stub.py`).
"""

import ast
import re
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "jipp-py"
STUB = PACKAGE / "python" / "jipp" / "_jipp.pyi"

IMPL = re.compile(r"^impl (\w+) \{")
STRUCT = re.compile(r"^pub\(crate\) struct (\w+)")
FUNCTION = re.compile(r"^(?: {4})?(?:pub(?:\(crate\))? )?fn (\w+)")
FIELD = re.compile(r"^ {4}(?:pub(?:\(crate\))? )?(\w+): ")
EXCEPTION = re.compile(r'(create_exception!\(\s*jipp,\s*)(\w+)(,\s*\w+,\s*)"(?:[^"\\]|\\.)*"(,?\s*\);)', re.DOTALL)


def stub_docstrings() -> dict[str, str]:
    """Docstring by `name` or `Class.name`; of overloads the one that has it."""
    found: dict[str, str] = {}
    for node in ast.parse(STUB.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and (text := ast.get_docstring(node)):
            found[node.name] = text
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, ast.FunctionDef) and (text := ast.get_docstring(member)):
                    found[f"{node.name}.{member.name}"] = text
    return found


def documented(source: str, docs: dict[str, str]) -> str:
    """The source with the docstrings in the place of its doc comments."""
    out: list[str] = []
    owner = ""  # the class whose methods or fields these are
    getters = False  # whether every field of the class is one for Python
    exported = False  # whether an `impl` block is one of methods for Python
    for line in source.splitlines():
        start = block(out)
        marks = " ".join(part.strip() for part in out[start:] if not part.strip().startswith("///"))
        name = None
        if found := IMPL.match(line):
            owner, exported = found[1], "#[pymethods]" in marks
        elif found := STRUCT.match(line):
            owner, exported = found[1], False
            name = found[1] if "#[pyclass" in marks else None
            getters = "get_all" in marks
        elif line == "}":
            owner, exported, getters = "", False, False
        elif found := FUNCTION.match(line):
            nested = line.startswith("    ")
            if (nested and exported) or (not nested and "#[pyfunction]" in marks):
                name = f"{owner}.{found[1]}" if nested else found[1]
        elif (found := FIELD.match(line)) and ("#[pyo3(get)]" in marks or getters):
            name = f"{owner}.{found[1]}"
        if name in docs:
            indent = line[: len(line) - len(line.lstrip())]
            comment = [f"{indent}/// {text}".rstrip() for text in docs[name].splitlines()]
            out[start:] = comment + [part for part in out[start:] if not part.strip().startswith("///")]
        out.append(line)
    text = "\n".join(out) + "\n"
    return EXCEPTION.sub(lambda found: f"{found[1]}{found[2]}{found[3]}{literal(docs[found[2]])}{found[4]}", text)


def block(lines: list[str]) -> int:
    """Where the comments and attributes begin that stand right above what follows."""
    at = len(lines)
    inside = False  # in an attribute of several lines, which is read from its end
    while at and (inside or re.match(r"\s*(///|#\[)", lines[at - 1]) or lines[at - 1].strip().endswith(")]")):
        inside = not re.match(r"\s*(///|#\[)", lines[at - 1])
        at -= 1
    return at


def literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n\\\n") + '"'


def main() -> int:
    docs = stub_docstrings()
    differ = []
    for path in sorted((PACKAGE / "src").glob("*.rs")):
        before = path.read_text(encoding="utf-8")
        after = documented(before, docs)
        if before != after:
            differ.append(path.name)
            if "--check" not in sys.argv:
                path.write_text(after, encoding="utf-8")
    print(f"{len(docs)} docstrings; {'differ' if '--check' in sys.argv else 'written'}: {', '.join(differ) or 'none'}")
    return bool(differ) and "--check" in sys.argv


if __name__ == "__main__":
    sys.exit(main())
