"""What somebody tries who has not read the documentation: an answer, or an error that says what to do."""

import datetime
import inspect
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import jipp
from jipp import _jipp

from conftest import DATA


@pytest.fixture(scope="module")
def records() -> jipp.Records:
    return jipp.read(DATA / "kipp.csv")


@pytest.fixture(scope="module")
def index(records: jipp.Records) -> jipp.Index:
    return jipp.Index.build(records)


@pytest.fixture
def catalog(records: jipp.Records, tmp_path: Path) -> jipp.Catalog:
    return jipp.Catalog.create(tmp_path / "c.jipp", jipp.integrate(records, as_of="2026-11-21"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("dedup", "did you mean `dedupe`?"),
        ("read_csv", "`jipp.read(path)`"),
        ("init_mapping", "`jipp.draft_mapping(data)`"),
        ("Catalogue", "did you mean `Catalog`?"),
        ("chart", "did you mean `charts`?"),
    ],
)
def test_a_name_of_the_package(name: str, told: str) -> None:
    with pytest.raises(AttributeError) as raised:
        getattr(jipp, name)
    assert told in str(raised.value)
    assert name in str(raised.value)


def test_a_name_of_a_result(records: jipp.Records, index: jipp.Index, catalog: jipp.Catalog) -> None:
    linkage = jipp.dedupe(records)
    cases: list[tuple[object, str, str]] = [
        (records, "to_csv", "`to_pandas()`"),
        (records, "column", "did you mean `columns`?"),
        (jipp.validate(records), "finding", "did you mean `findings`?"),
        (linkage, "pair", "did you mean `pairs`?"),
        (linkage, "save", "`save_model(path)`"),
        (index, "searc", "did you mean `search`?"),
        (catalog, "search", "`index().search(...)`"),
        (jipp.charts, "weights", "did you mean `match_weights`?"),
    ]
    for value, name, told in cases:
        assert not hasattr(value, name)
        with pytest.raises(AttributeError) as raised:
            getattr(value, name)
        assert told in str(raised.value)
    # nothing is like it, and what machines ask for is answered without a search
    for name in ("qqqqqqqq", "_repr_latex_"):
        with pytest.raises(AttributeError, match="has no attribute") as raised:
            getattr(records, name)
        assert "mean" not in str(raised.value)


def test_an_argument_that_does_not_exist(records: jipp.Records, index: jipp.Index, tmp_path: Path) -> None:
    calls: list[tuple[Callable[..., object], dict[str, object], str]] = [
        (lambda **more: jipp.dedupe(records, **more), {"treshold": 0.9}, "argument 'treshold': did you mean `threshold`?"),
        (lambda **more: jipp.validate(records, **more), {"language": "en"}, "did you mean `lang`?"),
        (lambda **more: jipp.read(records, **more), {"sep": ";"}, "did you mean `delimiter`?"),
        (lambda **more: index.search("sampah", **more), {"top_k": 5}, "did you mean `limit`?"),
        (lambda **more: jipp.Index.build(records, **more), {"merged": True}, "did you mean `merge`?"),
        (lambda **more: jipp.link([], [], {}, **more), {"left_on": "name"}, "`settings` may say which columns are compared"),
        (lambda **more: index.similar("x", **more), {"qqqq": 1}, "'qqqq'; it takes `id`, `limit`"),
    ]
    for call, wrong, told in calls:
        with pytest.raises(TypeError) as raised:
            call(**wrong)
        assert str(raised.value).endswith(told)

    def progress(*_told: object) -> None:
        raise TypeError("dedup() got an unexpected keyword argument 'progress'")

    # what was raised within is left as it is
    with pytest.raises(TypeError, match=r"argument 'progress'$"):
        jipp.dedupe(records, progress=progress)


def test_what_the_package_wraps_is_like_what_it_wraps() -> None:
    """Names, signatures and documentation are those of the compiled functions, and functions go to other processes."""
    methods = 0
    for name in jipp.__all__:
        value = getattr(jipp, name)
        if inspect.isfunction(value) and name != "set_lang":
            compiled = getattr(_jipp, name)
            assert inspect.signature(value) == inspect.signature(compiled)
            assert (value.__doc__, value.__name__, value.__module__) == (compiled.__doc__, name, "jipp")
            assert pickle.loads(pickle.dumps(value)) is value
        elif inspect.isclass(value) and not issubclass(value, Exception):
            for member, function in vars(value).items():
                plain = function.__func__ if isinstance(function, staticmethod) else function
                if not member.startswith("_") and callable(plain):
                    assert inspect.signature(plain) == inspect.signature(inspect.unwrap(plain))
                    assert plain.__module__ == "jipp"
                    methods += 1
    assert methods > 60
    assert pickle.loads(pickle.dumps(jipp.Index.search)) is jipp.Index.search


def test_classes_are_made_by_their_functions() -> None:
    with pytest.raises(TypeError, match=r"`Catalog\.open\(path\)`"):
        jipp.Catalog("national.jipp")
    with pytest.raises(TypeError, match=r"`Index\.build\(records\)`"):
        jipp.Index(records=[])


def test_several_files(records: jipp.Records) -> None:
    with pytest.raises(TypeError, match=r"cannot read a table from a list of paths.*`jipp.concat"):
        jipp.read([str(DATA / "kipp.csv"), str(DATA / "iga.xlsx")])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"`concat` takes several `Records`.*met `dict`"):
        jipp.concat(records)  # type: ignore[arg-type]
    polars = pytest.importorskip("polars", reason="polars is not installed")
    with pytest.raises(TypeError, match="`LazyFrame` is read after its"):
        jipp.read(polars.DataFrame({"title": ["x"]}).lazy())


def test_filters(index: jipp.Index) -> None:
    for wrong in ("province=35", ["province"], 5):
        with pytest.raises(TypeError, match="`filters` is a dict of facets and wanted values"):
            index.search("sampah", filters=wrong)  # type: ignore[arg-type]
    for wrong in (None, {"from": 2019}):
        with pytest.raises(TypeError, match="a text or number, or several of them") as raised:
            index.search("sampah", filters={"year": wrong})  # type: ignore[dict-item]
        assert raised.value.__notes__ == ["in `filters`, under `year`"]
    # the number that a column with gaps has for a year
    assert index.search("", filters={"year": 2019.0}).total == index.search("", filters={"year": 2019}).total > 0  # type: ignore[dict-item]


def test_days(records: jipp.Records) -> None:
    expected = jipp.validate(records, as_of="2026-01-01").to_json()
    assert jipp.validate(records, as_of=datetime.datetime(2026, 1, 1, 5, 30)).to_json() == expected
    with pytest.raises(jipp.SettingsError, match=r"unknown day .write `2026-11-21`. `31/12/2026`"):
        jipp.validate(records, as_of="31/12/2026")
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    assert jipp.validate(records, as_of=pandas.Timestamp("2026-01-01")).to_json() == expected


def test_regions_have_names() -> None:
    surabaya = jipp.region("35.78")
    assert surabaya == jipp.region("Kota Surabaya") is not None
    assert jipp.nearest_regions("Kota Surabaya", limit=2) == jipp.nearest_regions("35.78", limit=2)
    assert jipp.similar_regions("Kota Surabaya", limit=2) == jipp.similar_regions("35.78", limit=2)
    assert jipp.region("Wakanda") is None
    with pytest.raises(jipp.SettingsError, match=r"`32.04` Kabupaten Bandung, `32.73` Kota Bandung"):
        jipp.region("Bandung")


def test_a_table_with_headings_of_its_own(tmp_path: Path) -> None:
    odd = tmp_path / "Usulan Dinas.csv"
    odd.write_text(
        "Judul Usulan Inovasi;Instansi Pengampu;HP\n"
        "Bank Sampah Malang;Pemkot Malang;08123456789\n"
        "Jemput Bola KTP;Dinas Dukcapil Kab. Sleman;08123456780\n",
        encoding="utf-8",
    )
    with pytest.raises(jipp.IngestError, match="`draft_mapping`"):
        jipp.read(odd)
    mapping = jipp.draft_mapping(odd)
    assert 'name = "usulan dinas"' in mapping
    assert 'restricted = ["HP"]' in mapping
    read = jipp.read(odd, mapping=mapping)
    assert [row["agency_code"] for row in read] == ["pemda:35.73", "pemda:34.04"]
    assert "0812" not in str(read.to_dicts())
    # the same from a frame, and by the name given
    rows = [{"Judul Usulan Inovasi": "Bank Sampah Malang", "Instansi Pengampu": "Pemkot Malang", "HP": "08123456789"}]
    assert 'name = "usulan"' in jipp.draft_mapping(rows, name="usulan")
    assert jipp.read(rows, mapping=jipp.draft_mapping(rows))[0]["agency_code"] == "pemda:35.73"


def test_the_index_of_a_table(tmp_path: Path) -> None:
    whole = {"innovations": [{"id": "INV-7", "indicators": [{"number": "16", "level": 3}, {"number": "35", "level": 1}]}]}
    expected = jipp.index_score(2026, whole)
    rows = [{"id": "INV-7", "sid_16": 3, "sid_35": 1}]
    assert jipp.index_score(2026, rows)["claimed"] == expected["claimed"]
    file = tmp_path / "inovasi.csv"
    file.write_text("id,sid_16,sid_35,catatan\nINV-7,3,1,x\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="catatan"):
        assert jipp.index_score(2026, file)["claimed"] == expected["claimed"]
    spd = [{"number": "1", "level": 2}]
    form_of_region = jipp.index_score(2026, rows, spd=spd)["claimed"]["spd"]
    assert form_of_region == jipp.index_score(2026, {**whole, "spd": spd})["claimed"]["spd"]
    two = [{"id": "1", "agency": "Kota A", "sid_16": 3}, {"id": "2", "agency": "Kota B", "sid_16": 1}]
    with pytest.raises(jipp.ScoreError, match="Kota A; Kota B"):
        jipp.index_score(2026, two)
    assert jipp.index_score(2026, two, agency="Kota B")["claimed"]["innovations"] == 1
    with pytest.raises(FileNotFoundError):
        jipp.index_score(2026, "missing.csv")


def test_words_of_the_catalog(catalog: jipp.Catalog) -> None:
    ids: list[str] = catalog.innovations["record_id"]
    assert ids == [row["record_id"] for row in catalog.innovations]
    for call, told in [
        (lambda: catalog.history(ids[0], "titel"), "did you mean `title`?"),
        (lambda: catalog.decide(ids[0], ids[1], "sama", by="kurator"), "(`same`, `different` or `open`) `sama`"),  # type: ignore[arg-type]
        (lambda: catalog.advance_replication("x", "selesei", by="kurator"), "did you mean `selesai`?"),  # type: ignore[arg-type]
        (lambda: catalog.moderate(1, "setuju", by="kurator"), "`disetujui`"),  # type: ignore[arg-type]
    ]:
        with pytest.raises(jipp.SettingsError) as raised:
            call()
        assert told in str(raised.value)
    by_name = catalog.advise_replication("Pemkot Surabaya", "sampah")
    assert by_name == catalog.advise_replication("pemda:35.78", "sampah")
    assert len(by_name)
    with pytest.raises(jipp.CatalogError, match="a name that means one agency"):
        catalog.advise_replication("Pemkot Wakanda", "sampah")
    with pytest.raises(TypeError, match="a text or number"):
        catalog.needs(None)  # type: ignore[arg-type]


def test_a_campaign_of_what_there_is(catalog: jipp.Catalog) -> None:
    with pytest.raises(jipp.CatalogError, match=r"province .a code such as `35`. `Jawa Timur`"):
        catalog.create_campaign("a", provinces="Jawa Timur")
    with pytest.raises(jipp.CatalogError, match=r"province .a code such as `35`. `35.78`"):
        catalog.create_campaign("a", provinces="35.78")
    with pytest.raises(jipp.CatalogError, match=r"agency .a code such as `pemda:35.78`. `Pemkot Malang`"):
        catalog.create_campaign("a", agencies=["Pemkot Malang"])
    with pytest.raises(jipp.CatalogError, match=r"system .a code such as `panrb_kipp`. `kipp`"):
        catalog.create_campaign("a", systems="kipp")
    assert catalog.create_campaign("a", provinces="35", systems="panrb_kipp") > 0


def test_notebooks_show_what_has_no_language_in_that_of_the_reader(records: jipp.Records) -> None:
    linkage = jipp.dedupe(records)
    assert "dibaca sebagai" in records._repr_html_()
    assert "judul kolom dikenal" in records._repr_html_()
    jipp.set_lang("en")
    try:
        assert "read as" in records._repr_html_()
        assert "headers are known" in records._repr_html_()
        assert "pairs compared" in linkage._repr_html_()
        assert "untuk ditinjau" not in linkage._repr_html_()
    finally:
        jipp.set_lang("id")
    with pytest.raises(ValueError, match="`id` or `en`, not `english`"):
        jipp.set_lang("english")  # type: ignore[arg-type]
