"""On a cluster of two worker processes the answers are those of one machine."""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import jipp

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed: pip install pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Java is not installed: Spark needs Java 17 (Debian: apt-get install openjdk-17-jre-headless)", allow_module_level=True)

# what Spark and its libraries warn about is not ours to mend
pytestmark = pytest.mark.filterwarnings("ignore")

SETTINGS = """
[[blocking]]
columns = ["born"]
[[blocking]]
columns = ["surname", "city"]
[[comparison]]
column = "given"
levels = [{ kind = "exact" }, { kind = "jaro-winkler", min = 0.88 }]
[[comparison]]
column = "surname"
levels = [{ kind = "exact" }, { kind = "levenshtein", max = 2.0 }]
[[comparison]]
column = "born"
levels = [{ kind = "exact" }, { kind = "date-within", max = 400.0 }]
[training]
random_pairs = 20000
learn_from = "rules"
[clustering]
method = "components"
threshold = 0.7
"""


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "1g",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "70",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def people(count: int) -> list[dict[str, str]]:
    """Persons with twins that have typing errors; the same every time."""
    given, family = ["siti", "budi", "agus", "rina", "dewi", "joko", "ahmad", "putri"], ["aminah", "santoso", "salim", "wati", "hidayat"]
    cities, rows, state = ["Malang", "KOTA MALANG", "Blora"], [], 7
    for number in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        person = {
            "id": f"p{number:04}",
            "given": given[state % 8],
            "surname": family[state // 8 % 5],
            "born": f"19{60 + state // 64 % 40}-0{1 + state // 4096 % 9}-1{state // 65536 % 9}",
            "city": cities[state // 1024 % 3],
        }
        rows.append(person)
        if number % 4 == 0:
            rows.append({**person, "id": f"t{number:04}", "given": person["given"][:-1], "surname": person["surname"].replace("a", "e", 1)})
    return rows


def test_a_linkage_is_that_of_one_machine(spark: Any) -> None:
    rows = people(160)
    alone = jipp.dedupe(rows, SETTINGS, id="id")
    many = jipp.spark.dedupe(spark.createDataFrame(rows).repartition(2), SETTINGS, id="id")
    assert many.candidates == alone.counts["candidates"] > 100
    assert many.skipped_blocks == alone.counts["skipped_blocks"]
    assert many.model == alone.model
    seen = {frozenset((row["left"], row["right"])): row["probability"] for row in many.pairs.collect() if row["probability"] >= 0.7}
    expected = {frozenset((row["left"], row["right"])): row["probability"] for row in alone.pairs}
    assert len(expected) > 25
    assert seen.keys() == expected.keys()
    assert all(abs(seen[pair] - expected[pair]) < 1e-6 for pair in seen)
    assert groups((row["id"], row["cluster"]) for row in many.clusters.collect()) == groups(
        (row["id"], row["cluster"]) for row in alone.clusters
    )


def groups(rows: Any) -> set[frozenset[str]]:
    members: dict[str, set[str]] = {}
    for record, cluster in rows:
        members.setdefault(cluster, set()).add(record)
    return {frozenset(of) for of in members.values()}


def test_a_long_chain_is_one_component(spark: Any) -> None:
    from jipp import spark as helpers

    ids = spark.createDataFrame([(f"n{at:02}",) for at in range(21)], "id string")
    chain = spark.createDataFrame([(f"n{at:02}", f"n{at + 1:02}") for at in range(19)], "left string, right string")
    found = groups((row["id"], row["cluster"]) for row in helpers._components(ids, chain).collect())
    assert sorted(map(len, found)) == [1, 20]


def test_names_are_resolved_as_on_one_machine(spark: Any) -> None:
    names = ["Pemkot Surabaya", "Bandung", "Kemenkes", "", "Dinas Kesehatan Kab. Blora", "zzz"] * 40
    frame = spark.createDataFrame([(name, 2020) for name in names], "name string, year int").repartition(2)
    found = jipp.spark.resolve(frame, "name", year="year").collect()
    expected = {row["input"]: (row["status"], row["code"]) for row in jipp.resolve(names, year=2020)}
    assert len(found) == len(names)
    assert all((row["resolved_status"], row["resolved_code"]) == expected[row["name"]] for row in found)


def test_findings_are_those_of_one_machine(spark: Any) -> None:
    rows = [
        {
            "external_id": f"x{at}",
            "title": "" if at % 3 == 0 else f"Inovasi {at}",
            "agency": "Pemkot Malang",
            "year": "20x" if at % 7 == 0 else "2020",
        }
        for at in range(300)
    ]
    frame = spark.createDataFrame(rows).repartition(2)
    found = jipp.spark.validate(frame, "generic", as_of="2026-11-21", select=["ID", "DAT"], id="external_id").collect()
    report = jipp.validate(jipp.read(rows, "generic"), as_of="2026-11-21", select=["ID", "DAT"], ignore=["DUP", "ID-06"])
    expected = sorted((row["code"], rows[row["row"] - 1]["external_id"]) for row in report.findings)
    assert sorted((row["code"], row["id"]) for row in found) == expected
    assert len(expected) > 100


def test_settings_that_need_the_whole_table_are_refused() -> None:
    with pytest.raises(jipp.SettingsError) as refused:
        jipp.spark.dedupe(None, SETTINGS.replace('"components"', '"cohesive"').replace('["born"]', '[]\nsimilar = ["given"]'), id="id")
    assert refused.value.code == "settings_invalid"
    assert len(refused.value.details["problems"]) == 2
    with pytest.raises(jipp.SettingsError) as refused:
        stated = '\n[[stated]]\nkind = "replication"\nnames = "given"\ntext = "given"\nphrases = ["replikasi"]\n'
        jipp.spark.dedupe(None, SETTINGS + stated, id="id")
    assert refused.value.details["problems"] == ["`stated` looks for names in the whole table"]


def test_what_is_wrong_is_told_before_any_worker_runs(spark: Any) -> None:
    frame = spark.createDataFrame([("Bank Sampah", "Pemkot Malang")], "Judul string, Instansi string")
    # nothing of this is asked for: no job is started
    with pytest.raises(jipp.IngestError, match="has no column for `title`"):
        jipp.spark.validate(frame)
    with pytest.raises(jipp.IngestError, match="did you mean `kipp`"):
        jipp.spark.validate(frame, "kip")
    with pytest.raises(jipp.SettingsError, match="did you mean `DAT-02`"):
        jipp.spark.validate(frame, "kipp", select="DAT-20")
    for call in (
        lambda: jipp.spark.validate(frame, "kipp", id="Judl"),
        lambda: jipp.spark.resolve(frame, "Judl"),
        lambda: jipp.spark.resolve(frame, "Instansi", unit="Judl"),
        lambda: jipp.spark.dedupe(frame, SETTINGS, id="Judl"),
    ):
        with pytest.raises(jipp.SettingsError, match="unknown column `Judl`, did you mean `Judul`") as raised:
            call()
        assert raised.value.code == "unknown_value"
    with pytest.raises(jipp.SettingsError, match="unknown column `born`: the frame has `Judul`, `Instansi`"):
        jipp.spark.dedupe(frame, SETTINGS, id="Judul")
    with pytest.raises(TypeError, match="`list`, not a frame of Spark"):
        jipp.spark.validate([{"title": "Bank Sampah"}])
    with pytest.raises(AttributeError, match="did you mean `dedupe`"):
        jipp.spark.dedup  # noqa: B018
    assert jipp.spark.validate(frame, "kipp").count() > 0
