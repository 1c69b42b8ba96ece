"""What the tests share: the sample data, read once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import jipp

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"


@pytest.fixture(scope="session")
def kipp() -> jipp.Records:
    return jipp.read(DATA / "kipp.csv")


@pytest.fixture(scope="session")
def records(kipp: jipp.Records) -> jipp.Records:
    return jipp.concat([kipp, jipp.read(DATA / "iga.xlsx"), jipp.read(DATA / "lan.json")])


@pytest.fixture(scope="session")
def linkage(records: jipp.Records) -> jipp.Linkage:
    return jipp.dedupe(records)


@pytest.fixture(scope="session")
def directory(records: jipp.Records) -> jipp.Directory:
    return jipp.integrate(records, as_of="2026-11-21")


@pytest.fixture(scope="session")
def index(directory: jipp.Directory) -> jipp.Index:
    return directory.index()


@pytest.fixture(autouse=True)
def the_language_of_notebooks() -> Iterator[None]:
    """What one test shows in English, the next shows in Indonesian again."""
    yield
    jipp.set_lang("id")
