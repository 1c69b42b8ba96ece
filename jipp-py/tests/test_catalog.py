"""A catalog through Python: what it says agrees with what was put in."""

import math
import os
import threading
from pathlib import Path

import pytest

import jipp

from conftest import DATA


@pytest.fixture
def catalog(directory: jipp.Directory, tmp_path: Path) -> jipp.Catalog:
    return jipp.Catalog.create(tmp_path / "national.jipp", directory)


def test_innovations_members_and_history(catalog: jipp.Catalog, directory: jipp.Directory) -> None:
    assert [row["record_id"] for row in catalog.innovations._rows(10**6)] == [row["record_id"] for row in directory._rows(10**6)]
    merged = next(row for row in catalog.innovations.to_dicts() if len(row["sources"]) > 1)
    members = catalog.members(merged["record_id"])
    assert len(members) > 1
    assert all((found := catalog.innovation(member)) is not None and found["record_id"] == merged["record_id"] for member in members)
    held = [row["value"] for row in catalog.history(merged["record_id"], "title") if row["holds"]]
    assert merged["title"] in held
    assert catalog.innovation("nobody") is None
    assert not len(catalog.check())


def test_what_is_not_there_is_named(catalog: jipp.Catalog) -> None:
    with pytest.raises(jipp.SettingsError) as field:
        catalog.history("x", "titel")
    assert field.value.details["value"] == "titel"
    with pytest.raises(jipp.CatalogError) as record:
        catalog.history("nobody", "title")
    assert record.value.details == {"what": "record", "value": "nobody"}
    with pytest.raises(jipp.CatalogError):
        catalog.campaign_report("1999")
    with pytest.raises(jipp.SettingsError, match="verdict"):
        catalog.decide("a", "b", "maybe", by="Tim kurasi")  # type: ignore[arg-type]


def test_quarantined_records_show_no_cells(catalog: jipp.Catalog) -> None:
    rows = catalog.quarantined.to_dicts()
    assert len(rows) == catalog.status()["quarantined"] > 0
    assert set(rows[0]) == {"record_id", "source", "external_id", "year", "file", "row"}


def test_decisions_hold_and_personal_data_is_refused(catalog: jipp.Catalog, records: jipp.Records) -> None:
    before = len(catalog.innovations)
    # pairs to look at may hold a cluster together: these are not one yet
    doubtful = jipp.dedupe(records, id="record_id").review()
    pair = next(pair for pair in doubtful if pair["right"] not in catalog.members(pair["left"]))
    catalog.decide(pair["left"], pair["right"], "same", by="Tim kurasi", at="2026-11-21")
    assert len(catalog.innovations) == before - 1
    assert pair["right"] in catalog.members(pair["left"])
    assert pair["right"] in catalog.unmerge(pair["left"], by="Tim kurasi", at="2026-11-22")
    with pytest.raises(jipp.CatalogError, match="personal data"):
        catalog.decide(pair["left"], pair["right"], "same", by="Budi 0812-3456-7890")


def test_imports_reconcile_and_are_taken_back(catalog: jipp.Catalog) -> None:
    again = catalog.add(DATA / "lan.json", at="2026-11-23")[0]
    assert again["records"]["unchanged"] == again["records"]["read"] == 84
    before = [row["title"] for row in catalog.innovations.to_dicts()]
    new = catalog.add(
        [{"title": "Perahu Pustaka Danau", "agency": "Pemkab Samosir", "year": 2026}], "generic", name="new", at="2026-11-23"
    )[0]
    assert (new["records"]["added"], new["file"]) == (1, "new")
    assert "Perahu Pustaka Danau" in {row["title"] for row in catalog.innovations.to_dicts()}
    assert catalog.undo() == new["import"]
    assert [row["title"] for row in catalog.innovations.to_dicts()] == before
    assert [row["undone"] for row in catalog.imports][-1] is True


def test_a_campaign_reconciles(catalog: jipp.Catalog, tmp_path: Path) -> None:
    asked = catalog.create_campaign("2026", name="Pemutakhiran", starts="2026-10-01", due="2026-10-31", provinces="35")
    sheets = catalog.export_campaign("2026", tmp_path / "sheets", by="KemenPANRB", at="2026-10-01")
    assert sum(row["rows"] for row in sheets) == asked > 0
    assert all(Path(row["path"]).exists() for row in sheets)
    ids = [row["record_id"] for row in catalog.campaign_states("2026")]
    answers = [
        {"record_id": ids[0], "status": "Berhenti", "reason": "anggaran"},
        {"record_id": "nobody", "status": "Berhenti", "reason": "x"},
    ]
    taken = catalog.import_answers("2026", answers, by="Bagian Organisasi", at="2026-10-12")
    assert (taken["rows"], taken["answered"], taken["refused"]) == (2, 1, 1)
    assert taken["problems"][0]["code"] == "unknown_record"
    report = catalog.campaign_report("2026")
    figures = report["figures"]
    assert figures["total"] == asked == figures["running"] + figures["stopped"] + figures["other"] + figures["not_updated"]
    assert figures["stopped"] == 1
    assert catalog.campaign_report("2026", as_of="2026-10-11")["figures"]["stopped"] == 0
    assert sum(len(row["waiting"]) for row in catalog.campaign_reminders("2026", today="2026-11-15")) == asked - 1
    assert all(row["overdue"] for row in catalog.campaign_reminders("2026", today="2026-11-15"))
    with pytest.raises(jipp.CatalogError):
        catalog.validate_answer("2026", ids[0], by="Bagian Organisasi", at="2026-10-13")
    catalog.validate_answer("2026", ids[0], by="KemenPANRB", at="2026-10-13")
    assert catalog.campaign_report("2026")["figures"]["validated"] == 1
    assert "<table>" in report._repr_html_()


def test_replications_take_their_steps(catalog: jipp.Catalog) -> None:
    origin = catalog.innovations.to_dicts(limit=1)[0]["record_id"]
    one = {
        "id": "r1",
        "origin": {"record_id": origin},
        "replicator": {"code": "pemda:35.78"},
        "stage": "minat",
        "dates": {"interest": "2026-01"},
    }
    assert catalog.add_replications([one], by="Sekretariat", at="2026-02-01")["added"] == 1
    assert catalog.add_replications([one], by="Sekretariat", at="2026-02-01")["known"] == 1
    catalog.advance_replication("r1", "kesepakatan", on="2026-03-01", by="Sekretariat")
    assert [row["stage"] for row in catalog.replications] == ["kesepakatan"]
    with pytest.raises(jipp.CatalogError):
        catalog.advance_replication("r1", "selesai", on="2026-04-01", by="Sekretariat")
    lineage = catalog.lineage()
    assert lineage["regions"][origin] == 1
    assert lineage.dot.startswith("digraph")
    assert "<table>" in lineage._repr_html_()


def test_what_a_curator_sets_survives(catalog: jipp.Catalog, tmp_path: Path) -> None:
    record = next(iter(catalog.innovations.to_dicts()))["record_id"]
    before = tmp_path / "before.ndjson"
    catalog.dump(before)
    catalog.set_field(record, "unit", "Bagian Organisasi", by="lan", at="2024-10-18")
    found = catalog.innovation(record)
    assert found is not None
    assert found["unit"] == "Bagian Organisasi"
    after = tmp_path / "after.ndjson"
    catalog.dump(after)
    assert len(after.read_text("utf-8").splitlines()) == len(before.read_text("utf-8").splitlines()) + 1
    with pytest.raises(jipp.CatalogError) as refused:
        catalog.set_field(record, "year", "bukan tahun", by="lan")
    assert refused.value.code == "catalog_refused"
    with pytest.raises(jipp.SettingsError):
        catalog.set_field(record, "tidak_ada", 1, by="lan")


def test_what_people_say_waits_and_is_counted(catalog: jipp.Catalog) -> None:
    record = next(iter(catalog.innovations.to_dicts()))["record_id"]
    question = catalog.add_interaction(record, "question", by="pemda:32.73", at="2024-10-18", text="Berapa biayanya?")
    for stars in (4, 5):
        catalog.add_interaction(record, "rating", by="pemda:32.73", at="2024-10-18", rating=stars)
    catalog.add_interaction(record, "answer", by="pemda:35.78", at="2024-10-19", text="Tidak ada biaya", reply_to=question)
    catalog.moderate(question, "disembunyikan", by="lan")
    rows = catalog.interactions(record).to_dicts()
    assert [row["moderation"] for row in rows] == ["disembunyikan", "menunggu", "menunggu", "menunggu"]
    counts = catalog.interaction_counts(record)
    assert counts["kinds"] == {"answer": 1, "rating": 2}
    assert counts["rating"] == 4.5
    assert catalog.status()["interactions"] == {"answer": 1, "question": 1, "rating": 2}
    with pytest.raises(jipp.CatalogError) as personal:
        catalog.add_interaction(record, "question", by="x", text="telepon 0812-3456-7890")
    assert personal.value.code == "catalog_refused"
    with pytest.raises(jipp.CatalogError) as step:
        catalog.moderate(question, "menunggu", by="lan")
    assert step.value.code == "invalid_transition"
    around = catalog.surroundings()
    assert around["counters"] == {record: counts}
    assert around["status"]["innovations"] == len(catalog.innovations)
    assert around["lineage"]["edges"] == catalog.lineage()["edges"]
    assert set(catalog.guide(record)) >= {"guide", "missing"}


def test_needs_lose_personal_data(catalog: jipp.Catalog) -> None:
    found = catalog.needs(["bank sampah", "hubungi 081234567890 soal antrean pasien"], limit=2)
    assert found["redacted"] == 1
    assert "081234567890" not in str(found)
    assert found["needs"][0]["met"]
    assert len(found["needs"][0]["hits"]) == 2
    advice = catalog.advise_replication("pemda:35.73", "bank sampah", limit=3, lang="en")
    assert 0 < len(advice) <= 3
    assert not len(catalog.hubs)
    assert not len(catalog.articles())


def test_every_sheet_is_read(tmp_path: Path) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    archive = BytesIO()
    with ZipFile(archive, "w") as into:
        into.write(DATA / "kipp.csv", "kipp.csv")
        into.write(DATA / "lan.json", "lan.json")
    records = jipp.read(archive.getvalue(), name="kiriman.zip")
    assert [file["rows"] for file in records.files] == [106, 84]


def test_pairs_in_parts_refuse_settings_that_need_the_table() -> None:
    settings = {"blocking": [{"columns": ["name"]}], "comparison": [{"column": "name", "levels": [{"kind": "soft-tfidf", "min": 0.5}]}]}
    with pytest.raises(jipp.SettingsError) as refused:
        jipp.compare_pairs([{"name_l": "a", "name_r": "b"}], settings)
    assert "soft-tfidf" in refused.value.details["problems"][0]
    with pytest.raises(jipp.SettingsError) as column:
        jipp.compare_pairs(
            [{"name_l": "a", "nama_r": "b"}], {**settings, "comparison": [{"column": "name", "levels": [{"kind": "exact"}]}]}
        )
    assert column.value.details["suggestion"] == "name_l"


def test_a_blank_pair_keeps_its_row() -> None:
    settings = {"blocking": [{"columns": ["name"]}], "comparison": [{"column": "name", "levels": [{"kind": "exact"}]}]}
    pairs = [{"name_l": "a", "name_r": "A"}, {"name_l": "", "name_r": ""}, {"name_l": "a", "name_r": "b"}]
    assert [row["levels"] for row in jipp.compare_pairs(pairs, settings)] == ["0", "f", "1"]
    model = jipp.learn_weights({"0": 5, "1": 20}, settings, records=20, random={"0": 1, "1": 99})
    scored = jipp.compare_pairs(pairs, settings, model).to_dicts()
    assert scored[0]["weight"] > scored[1]["weight"] > scored[2]["weight"]
    assert scored[1]["weight"] == pytest.approx(math.log2(model["match_share"] / (1 - model["match_share"])))


def test_a_dump_goes_into_a_pipe_and_behind_a_link(directory: jipp.Directory, tmp_path: Path) -> None:
    mkfifo = getattr(os, "mkfifo", None)
    if mkfifo is None:
        pytest.skip("this system has no named pipes")
    catalog = jipp.Catalog.create(tmp_path / "c.jipp", directory)
    catalog.dump(tmp_path / "c.ndjson")
    expected = (tmp_path / "c.ndjson").read_bytes()
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    catalog.dump(pipe)
    reader.join()
    assert read == [expected]
    assert pipe.is_fifo()
    (tmp_path / "old").write_text("old")
    link.symlink_to("old")
    catalog.dump(link)
    assert link.is_symlink() and (tmp_path / "old").read_bytes() == expected
    with pytest.raises(jipp.CatalogError, match="never overwritten"):
        catalog.dump(tmp_path / "c.jipp")
