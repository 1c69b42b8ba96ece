"""The directory, its index and its catalog."""

import threading
from pathlib import Path

import pytest

import jipp


def test_the_directory_reconciles(directory: jipp.Directory, records: jipp.Records) -> None:
    report = directory.report()
    assert report["records"]["read"] == len(records)
    assert report["innovations"] == len(directory)
    members = [member for row in directory._rows(999) for member in row["members"].split("; ")]
    assert len(members) == len(set(members)) == report["records"]["accepted"]
    merged = [innovation for innovation in directory.to_dicts() if len(innovation["sources"]) > 1]
    assert len(merged) == report["duplicates"]["clusters"]
    ids = {row["record_id"] for row in directory._rows(999)}
    assert all(link["left"] in ids and link["right"] in ids for link in directory.links)


def test_search_finds_counts_and_explains(index: jipp.Index, directory: jipp.Directory) -> None:
    assert len(index) == len(directory)
    hits = index.search("bank sampah", facets=["level", "source"], explain=True)
    assert len(hits) == 10 <= hits.total
    assert hits.query == "bank sampah"
    assert hits.took_us > 0
    assert "sampah" in hits[0]["title"].lower()
    assert hits[0]["why"][0]["asked"] == "bank"
    assert hits[-1] == hits.to_dicts()[-1]
    assert [hit["id"] for hit in hits] == [row["id"] for row in hits._rows(99)]
    assert sum(count["count"] for count in hits.facets["level"]) <= hits.total
    with pytest.raises(IndexError):
        hits[10]


def test_highlights_count_characters() -> None:
    index = jipp.Index.build([{"title": "🌶 Sakera Jempol sampah", "agency": "Pemkot Malang"}], merge=False)
    hit = index.search("sampah")[0]
    (place,) = hit["title_highlights"]
    assert hit["title"][place["start"] : place["end"]] == "sampah"


def test_filters_take_one_value_or_several(index: jipp.Index) -> None:
    everything = index.search(limit=999)
    assert everything.total == len(everything) == len(index)
    cities = index.search(filters={"level": "kota"}, limit=999)
    both = index.search(filters={"level": ["kota", "kabupaten"]}, limit=999)
    assert 0 < cities.total < both.total < everything.total
    assert index.search(filters={"year": 2019}).total == index.search(filters={"year": ["2019"]}).total > 0


def test_pages_and_order(index: jipp.Index) -> None:
    ten, five = index.search("layanan", limit=10), index.search("layanan", limit=5, offset=5)
    assert [hit["id"] for hit in ten][5:] == [hit["id"] for hit in five]
    years = [hit["year"] or 0 for hit in index.search("layanan", sort="year", limit=99)]
    assert years == sorted(years, reverse=True)


def test_suggest_similar_and_get(index: jipp.Index) -> None:
    first = index.suggest("bank sa", limit=3)[0]
    assert set(first) == {"id", "title", "agency", "kind"}
    document = index.get(first["id"])
    assert document is not None
    assert document["title"] == first["title"]
    assert index.get("nothing") is None
    similar = index.similar(first["id"], limit=4)
    assert 0 < len(similar) <= 4
    assert first["id"] not in [hit["id"] for hit in similar]
    with pytest.raises(jipp.SearchError, match="nobody") as unknown:
        index.similar("nobody")
    assert unknown.value.code == "unknown_innovation"


def test_a_bundle_is_the_same_everywhere(index: jipp.Index, records: jipp.Records, tmp_path: Path) -> None:
    path = tmp_path / "national.bundle"
    index.save(path)
    assert path.read_bytes() == index.to_bytes() == jipp.Index.build(records).to_bytes()
    for opened in (jipp.Index.open(path), jipp.Index.open(str(path)), jipp.Index.open(path.read_bytes())):
        assert opened.search("sampah").to_dicts() == index.search("sampah").to_dicts()


def test_merging_may_be_left_out(records: jipp.Records) -> None:
    assert len(jipp.Index.build(records, merge=False)) == 285


def test_an_index_of_a_frame() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    index = jipp.Index.build(pandas.DataFrame([{"title": "Bank Sampah Malang", "agency": "Pemkot Malang"}]))
    assert index.search("sampah")[0]["agency"] == "Pemerintah Kota Malang"


def test_a_catalog_keeps_everything(directory: jipp.Directory, index: jipp.Index, tmp_path: Path) -> None:
    path = tmp_path / "national.jipp"
    created = jipp.Catalog.create(path, directory)
    opened = jipp.Catalog.open(path)
    assert created.path == opened.path == path
    status = opened.status()
    assert status["innovations"] == len(directory) == len(opened.innovations)
    assert status["quarantined"] == 2
    assert len(opened.findings("en")) == sum(status["findings"].values())
    assert opened.index().to_bytes() == index.to_bytes() == jipp.Index.open(path).to_bytes()


def test_many_threads_may_ask(index: jipp.Index) -> None:
    expected = index.search("sampah").to_dicts()
    answers: list[object] = []
    threads = [threading.Thread(target=lambda: answers.append(index.search("sampah").to_dicts())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 8


def test_update_remove_and_swap(tmp_path: Path) -> None:
    titles = ["Bank Sampah", "Jemput Bola KTP", "Klinik Sampah"]
    rows = [{"external_id": str(number), "title": title} for number, title in enumerate(titles)]
    whole = jipp.Index.build(rows, merge=False)
    first = jipp.Index.build(rows[:2], merge=False)
    updated = first.update([rows[2]])
    assert updated.to_bytes() == whole.to_bytes()
    assert len(first) == 2
    gone = whole.search("jemput")[0]["id"]
    assert whole.remove(gone).to_bytes() == jipp.Index.build([rows[0], rows[2]], merge=False).to_bytes()
    path = tmp_path / "national.bundle"
    first.save(path)
    updated.save(path)
    assert len(jipp.Index.open(path)) == 3
    assert [file.name for file in tmp_path.iterdir()] == ["national.bundle"]


def test_kinds_of_suggestions(index: jipp.Index) -> None:
    kinds = [suggestion["kind"] for suggestion in index.suggest("pem", kinds=["agency", "title"])]
    assert kinds == sorted(kinds)
    assert set(kinds) <= {"agency", "title"}
    with pytest.raises(jipp.SettingsError, match="agency"):
        index.suggest("pem", kinds="owner")  # type: ignore[arg-type]


def test_translated_question(index: jipp.Index) -> None:
    body = index.translate("sampah -klinik", facets="year", sort="year")
    assert set(body) == {"query", "sort", "from", "size", "track_total_hits", "aggs"}
    assert "all_lemma" in str(body["query"])
    assert "dis_max" not in str(index.translate("sampah plastik", engine="quickwit"))
    with pytest.raises(jipp.SettingsError, match="quickwit"):
        index.translate("x", engine="solr")  # type: ignore[arg-type]
