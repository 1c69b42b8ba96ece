"""What a person at a prompt does without thinking, and must neither lose anything by nor be misled by."""

import datetime
from pathlib import Path
from typing import Any

import pytest

import jipp

from conftest import DATA

LABELLED = [{"id": "1", "name": "Siti Aminah"}, {"id": "2", "name": "Siti Aminah"}, {"id": "3", "name": "Budi"}]


@pytest.fixture
def catalog(directory: jipp.Directory, tmp_path: Path) -> jipp.Catalog:
    return jipp.Catalog.create(tmp_path / "national.jipp", directory)


# labels


@pytest.fixture(scope="module")
def people() -> jipp.Linkage:
    return jipp.dedupe(LABELLED, {}, id="id")


@pytest.mark.parametrize("no", [False, 0, 0.0, "0", "tidak", "no", "FALSE"])
def test_an_answer_in_a_tuple_is_read_as_in_a_table(people: jipp.Linkage, no: object) -> None:
    table = [{"left": "1", "right": "2", "same": no}, {"left": "1", "right": "3", "same": 0}, {"left": "2", "right": "3", "same": "1"}]
    tuples = [tuple(row.values()) for row in table]
    assert people.evaluate(tuples) == people.evaluate(table)
    assert jipp.dedupe(LABELLED, {}, id="id", labels=[("1", "2", no)]).explain("1", "2")["probability"] < 0.001


@pytest.mark.parametrize("nothing", [None, float("nan"), ""])
def test_what_nobody_answered_does_not_count(people: jipp.Linkage, nothing: object) -> None:
    assert people.evaluate([("1", "2", True), ("1", "3", nothing)]) == people.evaluate([("1", "2", True)])
    assert people.evaluate({"1": "a", "2": nothing, "3": nothing}) == people.evaluate({"1": "a"})
    assert people.evaluate([("1", "a"), ("2", nothing), ("3", nothing)]) == people.evaluate({"1": "a"})


def test_an_answer_that_is_none_is_told(people: jipp.Linkage) -> None:
    with pytest.raises(jipp.SettingsError, match="row 1, column `same`: `maybe` is no answer"):
        people.evaluate([("1", "2", "maybe")])
    with pytest.raises(TypeError, match="all of one kind"):
        people.evaluate([("1", "2", True), ("1", "2")])  # type: ignore[list-item]


def test_labels_come_from_anything_that_gives_tuples(people: jipp.Linkage) -> None:
    clusters = {"1": "a", "2": "a", "3": "b"}
    wanted = people.evaluate(clusters)
    pairs = clusters.items()
    for labels in (zip(clusters, clusters.values(), strict=True), pairs, (item for item in pairs), set(pairs)):
        assert people.evaluate(labels) == wanted
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    assert people.evaluate(pandas.Series(clusters)) == wanted
    judged = [("1", "2", pandas.NA), ("1", "2", True), ("1", "3", False)]
    assert people.evaluate(judged) == people.evaluate(judged[1:])


# records keep their source


def test_a_part_of_records_is_records(kipp: jipp.Records) -> None:
    whole = jipp.validate(kipp).totals
    assert jipp.validate(kipp[:]).totals == whole
    assert isinstance(kipp[:50], jipp.Records) and isinstance(kipp.head(), jipp.Records)
    assert kipp[:50].files[0]["rows"] == len(kipp[:50]) == 50
    assert kipp[10:12]["record_id"] == kipp["record_id"][10:12]
    assert jipp.concat([kipp[:50], kipp[50:]])["record_id"] == kipp["record_id"]
    assert jipp.read(kipp) is kipp


def test_records_are_filtered_by_ids_or_by_answers(kipp: jipp.Records) -> None:
    late = [year is not None and year >= 2020 for year in kipp["year"]]
    part = kipp.filter(late)
    assert len(part) == sum(late) > 0 and set(part["source"]) == {"panrb_kipp"}
    assert kipp.filter(part["record_id"]) == part
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = kipp.to_pandas()
    assert kipp.filter(frame["year"] >= 2020) == part
    assert kipp.filter(frame[frame["year"] >= 2020]["record_id"]) == part
    assert isinstance(frame, pandas.DataFrame)
    with pytest.raises(jipp.SettingsError, match="1 answers for 106 records"):
        kipp.filter([True])
    with pytest.raises(jipp.SettingsError, match="record id `panrb_kipp:`"):
        kipp.filter(["panrb_kipp:"])
    with pytest.raises(TypeError, match="not `str`"):
        kipp.filter("panrb_kipp:900001")


def test_a_catalog_knows_records_by_their_source(catalog: jipp.Catalog, kipp: jipp.Records) -> None:
    before = catalog.status()["records_by_source"]
    (report,) = catalog.add(kipp, at="2026-11-30")
    assert (report["system"], report["records"]["unchanged"]) == ("panrb_kipp", 106)
    assert catalog.status()["records_by_source"] == before
    with pytest.raises(TypeError, match="were read already"):
        catalog.add(kipp, "generic")


# nothing is overwritten, nothing is half done


def test_an_export_spares_a_catalog(catalog: jipp.Catalog, index: jipp.Index, linkage: jipp.Linkage, kipp: jipp.Records) -> None:
    for write in (catalog.dump, index.save, linkage.save_model, jipp.validate(kipp[:2]).to_html):
        with pytest.raises(jipp.CatalogError, match="never overwritten") as refused:
            write(catalog.path)
        assert refused.value.code == "catalog_refused"
    assert not len(catalog.check())


def test_an_import_that_is_interrupted_leaves_the_catalog_as_it_was(catalog: jipp.Catalog) -> None:
    before = catalog.status()

    def stop(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    rows = [{"title": f"Layanan Contoh {at}", "agency": "Pemkot Malang", "year": 2020} for at in range(300)]
    with pytest.raises(KeyboardInterrupt) as ended:
        catalog.add(rows, "generic", name="big", progress=stop)
    assert not hasattr(ended.value, "__notes__")
    # the pen is free at once, and nothing comes later
    assert catalog.status() == before
    assert catalog.add(rows[:2], "generic", name="small")[0]["records"]["added"] == 2
    assert catalog.status()["imports"] == before["imports"] + 1


def test_a_catalog_whose_making_is_interrupted_is_not_there(directory: jipp.Directory, tmp_path: Path) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        jipp.Catalog.create(tmp_path / "new.jipp", directory, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_catalog_may_begin_empty(tmp_path: Path) -> None:
    catalog = jipp.Catalog.create(tmp_path / "new.jipp")
    assert len(catalog.innovations) == 0
    assert catalog.add(DATA / "lan.json")[0]["records"]["added"] == 84


def test_an_import_counts_what_it_changed(catalog: jipp.Catalog) -> None:
    before = {row["record_id"]: row for row in catalog.innovations}
    (report,) = catalog.add([{"title": "Perahu Pustaka Danau", "agency": "Pemkab Samosir", "year": 2026}], "generic", name="new")
    after = {row["record_id"]: row for row in catalog.innovations}
    changed = sum(before[record] != after[record] for record in before.keys() & after.keys())
    assert report["innovations"]["changed"] == changed
    assert report["innovations"]["added"] == len(after.keys() - before.keys())


def test_today_is_the_day_of_jakarta(catalog: jipp.Catalog) -> None:
    jakarta = datetime.timezone(datetime.timedelta(hours=7))
    before = datetime.datetime.now(jakarta).date().isoformat()
    catalog.add([{"title": "Perahu Pustaka", "agency": "Pemkab Samosir"}], "generic", name="new")
    assert before <= catalog.imports[-1]["at"] <= datetime.datetime.now(jakarta).date().isoformat()


def test_a_campaign_ends_after_it_begins(catalog: jipp.Catalog) -> None:
    with pytest.raises(jipp.CatalogError, match="due on `2026-09-01`, before the campaign begins on `2026-10-01`"):
        catalog.create_campaign("2026", starts="2026-10-01", due="2026-09-01")
    catalog.create_campaign("2026", starts="2026-10-01", due="2026-10-01")
    with pytest.raises(jipp.CatalogError, match="no column `record_id`; these have `nomor`, `status`"):
        catalog.import_answers("2026", [{"nomor": "x", "status": "Berhenti"}], by="Bagian Organisasi")


# tables and frames


def test_a_condition_is_no_row(kipp: jipp.Records) -> None:
    findings = jipp.validate(kipp).findings
    for table in (findings, kipp):
        for condition in (table["row"] == 1, True, [True, False]):
            with pytest.raises(TypeError, match="chosen in a frame"):
                table[condition]  # type: ignore[call-overload]


def test_a_blank_row_keeps_its_number() -> None:
    rows = [{"a": "Siti Aminah"}, {"a": None}, {"a": "Siti Aminah"}, {"a": "Budi"}]
    assert jipp.dedupe(rows, {}).clusters["id"] == ["1", "3", "4"]
    settings = {"blocking": [{"columns": ["a"]}], "comparison": [{"column": "a", "levels": [{"kind": "exact"}]}]}
    assert jipp.blocking_keys(rows, settings)["row"] == [0, 2, 3]


def test_polars_columns_without_any_value_are_read() -> None:
    pl = pytest.importorskip("polars", reason="polars is not installed")
    frame = pl.DataFrame({"title": ["A"], "x": [None], "y": [[None]], "z": [{"a": None}]})
    assert jipp.read(frame, "generic")["title"] == ["A"]
    assert frame.schema["x"] == pl.Null


def test_a_column_is_no_table(people: jipp.Linkage) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    with pytest.raises(TypeError, match="`Series` is one column"):
        jipp.read(pandas.Series(["A"], name="title"), "generic")


def test_cells_are_said_as_people_say_them() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")

    def notes(value: Any) -> Any:
        return jipp.read([{"title": "x", "source_note": value}], "generic").to_dicts()[0].get("source_note")

    assert notes({"b", "a"}) == notes(numpy.array(["a", "b"])) == "a; b"
    assert notes(1e16) == "10000000000000000"
    frame = pandas.DataFrame({"title": ["x"], "source_note": pandas.PeriodIndex(["2020-01"], freq="M")})
    assert jipp.read(frame, "generic").to_dicts()[0]["source_note"] == "2020-01"
    frame = pandas.DataFrame({"title": ["x"], "source_note": [2e16]})
    assert jipp.read(frame, "generic").to_dicts()[0]["source_note"] == "20000000000000000"
    twice = pandas.DataFrame([["first", "second"]], columns=["title", "title"])
    assert jipp.read(twice, "generic")["title"] == ["first"]


def test_a_table_of_anything_needs_no_settings() -> None:
    people = [{"name": "Siti Aminah", "born": "1990"}, {"name": "Siti Aminah", "born": "1990"}, {"name": "Budi", "born": "1970"}]
    assert jipp.dedupe(people).clusters == jipp.dedupe(people, settings={}).clusters
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert jipp.dedupe(pa.Table.from_pylist(people)).clusters == jipp.dedupe(people, settings={}).clusters
    assert len(jipp.link(people, people)) == 6
    assert jipp.dedupe([{"title": "Bank Sampah"}, {"title": "Bank Sampah"}]).settings == jipp.dedupe([{"title": "A"}]).settings


# search


def test_filters_are_understood(index: jipp.Index) -> None:
    for said, meant in (
        ({"replicated": True}, {"replicated": "yes"}),
        ({"replicated": False}, {"replicated": "no"}),
        ({"level": "Kota"}, {"level": "kota"}),
        ({"source": ["kipp", "IGA"]}, {"source": ["panrb_kipp", "kemendagri_iga"]}),
        ({"agency": "pemda:35.78"}, {"agency": "Pemerintah Kota Surabaya"}),
        ({"province": "35"}, {"province": "Jawa Timur"}),
        ({"province": "jawa timur"}, {"province": "Jawa Timur"}),
    ):
        found = index.search(filters=said)
        assert found.total == index.search(filters=meant).total > 0, said
    with pytest.raises(jipp.SearchError, match="`source` has no value `kip`; it takes panrb_kipp") as raised:
        index.search(filters={"source": "kip"})
    assert raised.value.code == "unknown_facet_value"
    assert index.search(filters={"year": 1950}).total == 0


def test_hits_say_how_they_were_found(index: jipp.Index) -> None:
    hits = index.search("sampha", explain=True, lang="en")
    assert (hits.did_you_mean, hits.mode, hits.terminated_early) == ("sampah", "words", False)
    assert index.search("sampah").did_you_mean is None
    assert index.search("warga butuh tempat membuang sampah", mode="need").mode == "need"
    told = [index.search("sampah", explain=True, lang=lang)[0]["why"][0]["text"] for lang in ("id", "en")]  # type: ignore[arg-type]
    assert told[0] != told[1]


def test_an_index_opens_from_bundle_catalog_and_tells_what_is_neither(catalog: jipp.Catalog, index: jipp.Index, tmp_path: Path) -> None:
    index.save(tmp_path / "index.bundle")
    assert len(jipp.Index.open(tmp_path / "index.bundle")) == len(jipp.Index.open(catalog.path)) == len(index)
    (tmp_path / "short").write_bytes(b"x")
    with pytest.raises(jipp.SearchError):
        jipp.Index.open(tmp_path / "short")
    with pytest.raises(FileNotFoundError):
        jipp.Index.open(tmp_path / "nowhere")


def test_an_evaluation_of_other_documents_is_none(index: jipp.Index) -> None:
    with pytest.raises(jipp.SearchError, match="none of the 1 judged documents is in the index, such as `nowhere`") as raised:
        index.evaluate({"q1": "sampah"}, {"q1": {"nowhere": 3}})
    assert raised.value.code == "evaluation_documents_unknown"
    known = index.search("sampah")[0]["id"]
    measured = index.evaluate({"q1": "zzzz"}, {"q1": {known: 3}, "q2": {known: 3}})
    assert [str(row["ndcg"]) for row in measured["queries"]] == ["0.0", "0.0"]


def test_a_government_of_the_index_is_found_by_name_and_code() -> None:
    table = [{"id": "1", "agency": "Pemkot Malang", "sid_16": 3}, {"id": "2", "agency": "Pemkab Malang", "sid_16": 3}]
    for name in ("Pemkot Malang", "Pemerintah Kota Malang", "pemda:35.73", "Pemkot Malng"):
        assert jipp.index_score(2026, table, agency=name)["claimed"]["innovations"] == 1, name
    with pytest.raises(jipp.ScoreError, match="holds nothing of `Pemkot Batu`; it holds Pemkot Malang; Pemkab") as raised:
        jipp.index_score(2026, table, agency="Pemkot Batu")
    assert raised.value.code == "index_agency_unknown"


# errors


def test_numbers_and_texts_that_are_none_are_told(index: jipp.Index) -> None:
    with pytest.raises(jipp.SettingsError, match="`limit` is -1"):
        index.search("sampah", limit=-1)
    with pytest.raises(jipp.SettingsError, match="`offset` is -3"):
        index.search("sampah", offset=-3)
    with pytest.raises(jipp.SettingsError, match="half a character"):
        index.search("sampah \ud800")
    with pytest.raises(jipp.SettingsError, match="half a character"):
        jipp.read([{"title": "a\ud800"}], "generic")


def test_settings_may_stand_on_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [{"title": "", "agency": "Pemkot Malang"}]
    assert jipp.validate(rows, settings='severity = { ID-01 = "warning" }').quarantined == 0
    for wrong in ("[]", "threshold = = 1"):
        with pytest.raises(jipp.SettingsError):
            jipp.dedupe(rows, wrong)


def test_values_of_other_libraries_are_values(catalog: jipp.Catalog) -> None:
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")
    record = catalog.innovations[0]["record_id"]
    catalog.set_field(record, "year", numpy.int64(2021), by="Tim kurasi")
    found = catalog.innovation(record)
    assert found is not None and found["year"] == 2021


def test_a_year_may_stand_beside_the_name() -> None:
    assert jipp.resolve("Kemendikbud", 2019) == jipp.resolve("Kemendikbud", year=2019)


def test_charts_refuse_a_language_they_do_not_speak(linkage: jipp.Linkage) -> None:
    with pytest.raises(jipp.SettingsError, match="`xx`"):
        jipp.charts.match_weights(linkage, lang="xx")  # type: ignore[arg-type]
