"""SARIF output is what the standard says: held against the schema of OASIS (tests/fixtures/sarif)."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "tests/fixtures/sarif/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("file", ["kipp.csv", "iga.xlsx", "lan.json"])
def test_sarif_is_valid(file: str, lang: str) -> None:
    command = [sys.executable, "-m", "jipp", "validate", str(ROOT / "examples/data" / file), "--format", "sarif", "--lang", lang]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    log = json.loads(done.stdout)
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["results"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert [rule["id"] for rule in run["translations"][0]["rules"]] == [rule["id"] for rule in rules]
