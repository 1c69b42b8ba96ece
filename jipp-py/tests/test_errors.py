"""Every exception, with its code."""

import errno
import json
import os
import pickle
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import jipp
from jipp import _jipp, exceptions

from conftest import DATA, ROOT

TITLE = [{"title": "x", "agency": "Pemkot Malang"}]
SETTINGS = '[[blocking]]\ncolumns = ["a"]\n[[comparison]]\ncolumn = "a"\nlevels = [{ kind = "exact" }]\n'


def damaged_index() -> None:
    content = bytearray(jipp.Index.build(TITLE).to_bytes())
    content[-1] ^= 1
    jipp.Index.open(bytes(content))


def old_index() -> None:
    content = jipp.Index.build(TITLE).to_bytes()
    jipp.Index.open(re.sub(rb'"format":\d', b'"format":9', content, count=1))


def vocabularies(*, weight: object = None, twice: bool = False, year: int = 2031) -> str:
    """The form of the index of 2026 as that of a year to come."""
    text = (ROOT / "jipp-core" / "data" / "vocabularies" / "iga_index.json").read_text(encoding="utf-8")
    content = json.loads(text.replace("iga_sid_2026", f"iga_sid_{year}").replace("iga_spd_2026", f"iga_spd_{year}"))
    content["vocabularies"] = [v for v in content["vocabularies"] if str(year) in v["name"]]
    for one in content["vocabularies"]:
        for value in one["values"]:
            value["years"] = [year]
            if weight is not None:
                value["attributes"]["weight"] = weight
        if twice:
            one["values"] += one["values"][:1]
    return json.dumps(content)


def in_catalog(act: Callable[[jipp.Catalog], object]) -> Callable[[], object]:
    """Something done in a catalog of one innovation."""

    def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            directory = jipp.integrate([{"title": "Bank Sampah Induk", "agency": "Pemkot Malang"}])
            act(jipp.Catalog.create(Path(folder) / "small.jipp", directory))

    return run


def damaged(catalog: jipp.Catalog) -> None:
    path = Path(catalog.path)
    content = path.read_bytes()
    broken = path.with_name("broken.jipp")
    broken.write_bytes(content[:8192] + bytes(len(content) - 8192))
    jipp.Catalog.open(broken).status()


def personal(catalog: jipp.Catalog) -> None:
    catalog.add_interaction(catalog.innovations.to_dicts()[0]["record_id"], "question", by="x", text="telepon 0812-3456-7890")


def backwards(catalog: jipp.Catalog) -> None:
    record = catalog.innovations.to_dicts()[0]["record_id"]
    question = catalog.add_interaction(record, "question", by="pemda:32.73", text="Berapa biayanya?")
    catalog.moderate(question, "menunggu", by="lan")


CASES: list[tuple[type[jipp.JippError], str, Callable[[], object]]] = [
    (jipp.IngestError, "empty_file", lambda: jipp.read(b"")),
    (jipp.IngestError, "unknown_format", lambda: jipp.read(b"%PDF-1.7\n")),
    (jipp.IngestError, "damaged_file", lambda: jipp.read(b'[{"title": "x"')),
    (jipp.IngestError, "limit_passed", lambda: jipp.read(b"title," + b"," * 600 + b"\nx\n", "generic")),
    (jipp.IngestError, "missing_column", lambda: jipp.read([{"titel": "x"}], "generic")),
    (jipp.IngestError, "unknown_source", lambda: jipp.read([{"a": "x", "b": "y"}])),
    (jipp.IngestError, "mapping_invalid", lambda: jipp.read(TITLE, "kip")),
    (jipp.IngestError, "mapping_invalid", lambda: jipp.read(TITLE, mapping="name = 1\n")),
    (jipp.SettingsError, "settings_unreadable", lambda: jipp.dedupe(TITLE, "a = \n")),
    (jipp.SettingsError, "settings_unreadable", lambda: jipp.dedupe(TITLE, {"blocked": []})),
    (jipp.SettingsError, "settings_invalid", lambda: jipp.dedupe(TITLE, {"blocking": [{}], "clustering": {"threshold": 2.0}})),
    (jipp.SettingsError, "settings_invalid", lambda: jipp.dedupe(TITLE, SETTINGS)),
    (jipp.SettingsError, "settings_invalid", lambda: jipp.dedupe(TITLE).evaluate([{"id": "1"}])),
    (jipp.SettingsError, "unknown_rule", lambda: jipp.validate(TITLE, select="DAT-20")),
    (jipp.SettingsError, "unknown_rule", lambda: jipp.explain_rule("DAT")),
    (jipp.SettingsError, "unknown_value", lambda: jipp.validate(TITLE, as_of="yesterday")),
    (jipp.SettingsError, "unknown_value", lambda: jipp.rules(lang="fr")),  # type: ignore[arg-type]
    (jipp.SettingsError, "unknown_value", lambda: jipp.dedupe(TITLE).explain("1", "nobody")),
    (jipp.SettingsError, "unknown_value", lambda: jipp.Index.build(TITLE).search(sort="best")),  # type: ignore[arg-type]
    (jipp.SettingsError, "unknown_value", lambda: jipp.vocabulary("urusn")),
    (jipp.SettingsError, "unknown_value", lambda: jipp.lookup("urusn", "x")),
    (jipp.SettingsError, "unknown_value", lambda: jipp.nearest_regions("99.99")),
    (jipp.SettingsError, "unknown_value", lambda: jipp.similar_regions("99.99")),
    (jipp.SettingsError, "unknown_value", lambda: jipp.resolve("x", lang="fr")),  # type: ignore[call-overload]
    (jipp.SettingsError, "settings_invalid", lambda: jipp.similar_regions("35.78", density=float("nan"))),
    (jipp.SettingsError, "settings_invalid", lambda: jipp.resolve(["x"], year=[2019, 2020])),
    (jipp.SettingsError, "settings_unreadable", lambda: jipp.resolve([{"nama": "x"}])),
    (jipp.SettingsError, "settings_unreadable", lambda: jipp.region("35.78", "iso")),  # type: ignore[arg-type]
    (jipp.SettingsError, "settings_unreadable", lambda: jipp.reconcile('{"q0": "Bandung"}')),
    (jipp.SettingsError, "settings_invalid", lambda: jipp.validate(TITLE, settings={"selekt": []})),
    (jipp.SettingsError, "settings_unreadable", lambda: jipp.validate(TITLE, settings="a = \n")),
    (jipp.SettingsError, "settings_unreadable", lambda: jipp.index_score(2026, {"inovasi": []})),
    (jipp.SettingsError, "unknown_value", lambda: jipp.feedback(TITLE, "never-made", format="pdf")),  # type: ignore[arg-type]
    (jipp.SettingsError, "unknown_value", lambda: jipp.evidence_grade(TITLE).explain("nobody")),
    (jipp.SettingsError, "vocabulary_unreadable", lambda: jipp.index_score(2026, {}, vocabularies="{")),
    (jipp.SettingsError, "vocabulary_invalid", lambda: jipp.index_score(2031, {}, vocabularies=vocabularies(twice=True))),
    (jipp.ScoreError, "index_form_invalid", lambda: jipp.index_score(2031, {}, vocabularies=vocabularies(weight="x"))),
    (jipp.CatalogError, "catalog_unknown", in_catalog(lambda catalog: catalog.history("nobody", "title"))),
    (jipp.CatalogError, "catalog_refused", in_catalog(personal)),
    (jipp.CatalogError, "invalid_transition", in_catalog(backwards)),
    (jipp.CatalogError, "catalog_damaged", in_catalog(damaged)),
    (jipp.IngestError, "unknown_format", lambda: jipp.validate_replications(b"%PDF-1.7\n")),
    (jipp.IngestError, "unknown_format", lambda: jipp.validate_hubs(b"%PDF-1.7\n")),
    (jipp.IngestError, "empty_file", lambda: jipp.fix(b"")),
    (jipp.ReportError, "report_languages", lambda: jipp.validate(TITLE).merge(jipp.validate(TITLE, lang="en"))),
    (jipp.ReportError, "report_days", lambda: jipp.validate(TITLE).merge(jipp.validate(TITLE, as_of="2026-11-21"))),
    (jipp.ReportError, "figures_unreadable", lambda: jipp.validate(TITLE).figures({"figuren": []})),
    (jipp.ScoreError, "index_year_unknown", lambda: jipp.index_score(1999, {})),
    (jipp.ScoreError, "index_change_invalid", lambda: jipp.index_score(2026, {}, what_if="35=3")),
    (jipp.SearchError, "not_an_index", lambda: jipp.Index.open(b"JIPPNAS")),
    (jipp.SearchError, "index_damaged", damaged_index),
    (jipp.SearchError, "index_incompatible", old_index),
    (jipp.SearchError, "unknown_facet", lambda: jipp.Index.build(TITLE).search(facets=["colour"])),  # type: ignore[list-item]
    (jipp.SearchError, "unknown_innovation", lambda: jipp.Index.build(TITLE).similar("nobody")),
    (jipp.SearchError, "evaluation_line", lambda: jipp.Index.build(TITLE).evaluate({"q": "x"}, "q 0 x much\n")),
    (jipp.SearchError, "evaluation_column_missing", lambda: jipp.Index.build(TITLE).evaluate({"q": "x"}, [{"query_id": "q"}])),
    (jipp.CatalogError, "not_a_catalog", lambda: jipp.Catalog.open(DATA / "kipp.csv")),
]


@pytest.mark.parametrize(("kind", "code", "act"), CASES, ids=[f"{kind.__name__}-{code}-{at}" for at, (kind, code, _) in enumerate(CASES)])
def test_errors_have_their_class_and_code(kind: type[jipp.JippError], code: str, act: Callable[[], object]) -> None:
    with pytest.raises(kind) as raised:
        act()
    assert type(raised.value) is kind
    assert raised.value.code == code
    assert str(raised.value)


def test_a_newer_catalog_is_refused(directory: jipp.Directory, tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "newer.jipp"
    jipp.Catalog.create(path, directory)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(jipp.CatalogError) as raised:
        jipp.Catalog.open(path)
    assert raised.value.code == "catalog_newer"


def test_another_file_is_not_overwritten_by_a_catalog(directory: jipp.Directory, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    with pytest.raises(jipp.CatalogError) as raised:
        jipp.Catalog.create(path, directory)
    assert raised.value.code == "not_a_catalog"
    assert path.read_text() == "mine"


def test_every_class_is_registered_under_one_root() -> None:
    for name in exceptions.__all__:
        kind = getattr(jipp, name)
        assert kind is getattr(_jipp, name) is getattr(exceptions, name)
        assert issubclass(kind, jipp.JippError)
        assert (kind.__module__, kind.__name__) == ("jipp", name)
        assert kind.__doc__
    assert not issubclass(jipp.IngestError, jipp.SettingsError)


def test_every_documented_code_is_tested() -> None:
    elsewhere = {"catalog_newer"}
    # test_careful.py
    elsewhere |= {"unknown_facet_value", "evaluation_documents_unknown", "index_agency_unknown"}
    # jipp-core/tests/it/index_iga.rs
    elsewhere |= {"index_columns_missing", "index_several_agencies", "index_row_invalid", "index_region_invalid"}
    # disks that are full or forbidden, another process, another version of jipp, or a failure of a library: nothing here makes them
    untested = {"catalog_busy", "catalog_full", "catalog_read_only", "catalog_store", "feedback_workbook", "index_engine"}
    untested |= {"report_versions"}
    # a score of a year without formula leaves the index out and says what is missing
    untested |= {"index_formula_unknown"}
    assert jipp.index_score(2031, {}, vocabularies=vocabularies())["missing"] == ["iga_formula (2031)", "iga_predikat (2031)"]
    stub = (Path(jipp.__file__).parent / "_jipp.pyi").read_text(encoding="utf-8")
    documented = {code for codes in re.findall(r"Codes: ((?:`\w+`[,.]\s*)+)", stub) for code in codes.split("`")[1::2]}
    assert documented == {code for _, code, _ in CASES} | elsewhere | untested


def test_the_operating_system_speaks_python(tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    for act in (
        lambda: jipp.read(missing),
        lambda: jipp.read(missing, name="x"),
        lambda: jipp.read([], mapping=missing),
        lambda: jipp.dedupe(missing, SETTINGS),
        lambda: jipp.dedupe([], missing),
        lambda: jipp.Index.open(missing),
        lambda: jipp.Catalog.open(missing),
        lambda: jipp.Index.build(TITLE).save(missing / "x"),
    ):
        with pytest.raises(FileNotFoundError) as raised:
            act()
        assert raised.value.errno == errno.ENOENT
        assert raised.value.filename is not None
        assert str(missing) in raised.value.filename
    with pytest.raises(IsADirectoryError):
        jipp.read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file(tmp_path: Path) -> None:
    path = tmp_path / "forbidden.csv"
    path.write_text("title\nx\n")
    path.chmod(0)
    with pytest.raises(PermissionError):
        jipp.read(path)


def test_errors_survive_pickling() -> None:
    with pytest.raises(jipp.IngestError) as raised:
        jipp.read(b"")
    copy = pickle.loads(pickle.dumps(raised.value))
    assert (type(copy), str(copy), copy.code) == (jipp.IngestError, str(raised.value), "empty_file")


def test_all_problems_of_settings_are_told_together() -> None:
    with pytest.raises(jipp.SettingsError, match=r"blocking.*threshold"):
        jipp.dedupe(TITLE, {"blocking": [{}], "clustering": {"threshold": 2.0}})


def test_other_exceptions_pass_through() -> None:
    def rows() -> object:
        yield {"title": "x"}
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="the database went away"):
        jipp.read(rows())  # type: ignore[arg-type]


def test_the_gil_is_free_while_jipp_works(records: jipp.Records) -> None:
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        jipp.dedupe(records)
    finally:
        done.set()
        thread.join()
    assert ticks > 10


#: Long calls; each must be running a fifth of a second after it began.
LONG = {
    "read": "jipp.read(rows, 'generic')",
    "validate": "jipp.validate(rows)",
    "validate a frame": "jipp.validate(frame)",
    "fix": "jipp.fix(rows, 'generic')",
    "feedback": "jipp.feedback(rows, folder)",
    "evidence_grade": "jipp.evidence_grade(rows)",
    "dedupe": "jipp.dedupe(plain, settings)",
    "link": "jipp.link(plain, plain, settings)",
    "blocking_keys": "jipp.blocking_keys(plain * 20, {'blocking': [{'columns': ['a']}], 'comparison': exact})",
    "integrate": "jipp.integrate(rows)",
    "Index.build": "jipp.Index.build(rows)",
    "resolve": "jipp.resolve([f'Dinas Kesehtan Kabupatn Malag {i}' for i in range(1000000)])",
}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent another way on Windows")
@pytest.mark.parametrize("call", LONG.values(), ids=LONG)
def test_ctrl_c_ends_long_work_at_once(call: str, tmp_path: Path) -> None:
    if "frame" in call:
        pytest.importorskip("polars", reason="polars is not installed")
    program = (
        "import jipp, time\n"
        f"folder, call = {str(tmp_path / 'out')!r}, {call!r}\n"
        "text = 'Warga mendaftar dari rumah dan dilayani pada hari yang sama. ' * 20\n"
        "rows = [{'title': f'Layanan {i % 5000} kata{i}', 'agency': 'Pemkot Malang', 'summary': text + str(i)} for i in range(60000)]\n"
        "plain = [{'a': f'kata{i % 5000} lain{i % 777}', 'b': 'x'} for i in range(30000)]\n"
        "exact = [{'column': 'a', 'levels': [{'kind': 'exact'}]}]\n"
        "comparison = {'column': 'a', 'levels': [{'kind': 'soft-tfidf', 'min': 0.5}]}\n"
        "settings = {'blocking': [{'similar': ['a'], 'top_k': 20}], 'comparison': [comparison]}\n"
        "if 'frame' in call:\n"
        "    import polars\n"
        "    frame = polars.concat([polars.DataFrame(rows)] * 5)\n"
        "print('ready', flush=True)\n"
        "try:\n"
        "    eval(call)\n"
        "    print('finished', flush=True)\n"
        "except KeyboardInterrupt:\n"
        "    print('stopped', flush=True)\n"
        "import os; os._exit(0)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "stopped\n"
        process.wait(timeout=10)


def test_errors_say_what_a_program_needs() -> None:
    with pytest.raises(jipp.SettingsError) as rule:
        jipp.validate(TITLE, select="DAT-20")
    assert rule.value.details == {"value": "DAT-20", "suggestion": "DAT-02"}
    with pytest.raises(jipp.IngestError) as limit:
        jipp.read(b"title," + b"," * 600 + b"\nx\n", "generic")
    assert (limit.value.details["limit"], limit.value.details["allowed"]) == ("columns", 512)
    with pytest.raises(jipp.SettingsError) as settings:
        jipp.dedupe([{"a": "x"}], SETTINGS.replace('"a"', '"b"'))
    assert settings.value.details["problems"]
