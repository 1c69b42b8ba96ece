"""The directory, its index and its catalog."""

import math
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
    named = [link for link in directory.links if link["origin"]]
    assert named and all(link["origin"] in (link["left"], link["right"]) for link in named)


def test_search_finds_counts_and_explains(index: jipp.Index, directory: jipp.Directory) -> None:
    assert len(index) == len(directory)
    hits = index.search("bank sampah", facets=["level", "source"], explain=True)
    assert len(hits) == 10 <= hits.total
    assert hits.query == "bank sampah"
    assert hits.took_us > 0
    assert sum("sampah" in hit["title"].lower() for hit in hits) >= 5
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


def test_the_order_of_hits_is_measured(tmp_path: Path) -> None:
    rows = [
        {"external_id": "a", "title": "Bank Sampah Malang", "agency": "Pemkot Malang"},
        {"external_id": "b", "title": "Sedekah Sampah Warga", "agency": "Pemkot Blitar"},
        {"external_id": "c", "title": "Antrean Puskesmas", "agency": "Pemkab Blora"},
    ]
    index = jipp.Index.build(rows)
    queries = {"q1": "bank sampah", "q2": "antrean puskesmas", "q3": "kursus menjahit"}
    # the best document of `q1` comes second, that of `q2` first; `q3` finds nothing; `q4` is never asked
    gains = {"q1": {"a": 1, "b": 3, "elsewhere": 1}, "q2": {"c": 2, "a": 0}, "q3": {"b": 1}, "q4": {"a": 0}}
    measured = index.evaluate(queries, gains)
    discount = [1 / math.log2(rank + 1) for rank in (1, 2, 3)]
    ndcg = (discount[0] + 3 * discount[1]) / (3 * discount[0] + discount[1] + discount[2])
    assert [row["query_id"] for row in measured["queries"]] == ["q1", "q2", "q3"]
    assert measured["queries"][0] == pytest.approx({"query_id": "q1", "ndcg": ndcg, "mrr": 0.5, "recall": 2 / 3})
    assert measured["ndcg"] == pytest.approx((ndcg + 1 + 0) / 3)
    assert measured["mrr"] == pytest.approx((0.5 + 1 + 0) / 3)
    assert measured["recall"] == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert (measured["k"], measured["depth"], measured["kinds"]) == (10, 100, [])
    assert "nDCG@10" in measured._repr_html_()

    # the same from files, from frames and from dicts; with kinds, and a run that others can read
    trec = tmp_path / "qrels.txt"
    trec.write_text("".join(f"{query} 0 {doc} {gain}\n" for query, found in gains.items() for doc, gain in found.items()))
    asked = [{"query_id": query, "query": text, "type": "waste" if query == "q1" else "rest"} for query, text in queries.items()]
    judged = [{"query_id": query, "doc_id": doc, "gain": gain} for query, found in gains.items() for doc, gain in found.items()]
    of_kinds = index.evaluate(asked, trec, run=tmp_path / "jipp.run")
    assert of_kinds["queries"] == measured["queries"]
    assert of_kinds["kinds"] == [
        {"type": "rest", "queries": 2, "ndcg": 0.5, "mrr": 0.5, "recall": 0.5},
        {"type": "waste", "queries": 1, **{key: measured["queries"][0][key] for key in ("ndcg", "mrr", "recall")}},
    ]
    found = [line.split() for line in (tmp_path / "jipp.run").read_text().splitlines()]
    assert [(line[0], line[2], line[3]) for line in found if line[0] == "q1"] == [("q1", "a", "1"), ("q1", "b", "2")]
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    assert index.evaluate(pandas.DataFrame(asked), pandas.DataFrame(judged)) == of_kinds
    assert index.evaluate(pandas.DataFrame(asked).to_csv(index=False), judged) == of_kinds
    # two documents that are one thing are found where the better one is
    assert index.evaluate({"q1": "bank sampah"}, {"q1": {"one": 1}}, groups={"a": "one", "b": "one"})["recall"] == 1
    assert index.evaluate(queries, gains, k=1)["queries"][0]["mrr"] == 0


def test_judgements_that_are_none(index: jipp.Index) -> None:
    with pytest.raises(TypeError, match=r"a dict of documents and gains, such as \{'q1': \{'INV-7': 3\}\}, not `\['a', 'b'\]`"):
        index.evaluate({"q1": "sampah"}, {"q1": ["a", "b"]})  # type: ignore[dict-item]
    with pytest.raises(jipp.SearchError, match="qrels has no column `doc_id`; it has query_id, docid, rel"):
        index.evaluate({"q1": "sampah"}, [{"query_id": "q1", "docid": "a", "rel": 1}])
    with pytest.raises(FileNotFoundError):
        index.evaluate({"q1": "sampah"}, "missing.txt")
    with pytest.raises(jipp.SettingsError, match="`needs`"):
        index.evaluate({"q1": "sampah"}, {"q1": {"a": 1}}, mode="needs")  # type: ignore[arg-type]
