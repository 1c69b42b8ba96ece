# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 05 Search and needs
#
# Where is the proven answer to this need? Search in Indonesian, with affixes, spelling errors, abbreviations and English words understood.

# %%
# ruff: noqa: B018 (a notebook shows what stands alone in the last line of a cell)
import tempfile
from pathlib import Path

import jipp

jipp.set_lang("en")
here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
data = next(folder / "examples" / "data" for folder in [here, *here.parents] if (folder / "examples" / "data").is_dir())

# %%
records = jipp.concat([jipp.read(data / name) for name in ("kipp.csv", "iga.xlsx", "lan.json")])
directory = jipp.integrate(records, as_of="2026-11-21")
index = directory.index()
hits = index.search("bank sampah", facets=["level", "year"], explain=True)
print(f"{hits.total} innovations for `{hits.query}`; first: {hits[0]['title']} ({hits[0]['agency']})")
hits

# %% [markdown]
# ## Told in sentences
# A long question is read as a need; what it asks for most counts most.

# %%
need = "Warga harus antre lama di puskesmas untuk mendaftar, kami ingin pendaftaran dari rumah lewat ponsel"
answer = index.search(need, limit=5, explain=True)
print(answer.total, "innovations")
answer

# %% [markdown]
# ## Only from regencies, since 2020; the same thing elsewhere; while typing

# %%
only = index.search("stunting", filters={"level": "kabupaten", "year": range(2020, 2027)}, sort="year", limit=5)
print([(hit["title"], hit["year"]) for hit in only])
print([row["title"] for row in index.suggest("samsat", limit=3)])
index.similar(hits[0]["id"], limit=5)

# %% [markdown]
# ## A list of complaints
# What is answered by something in the directory, and what by nothing? Personal data is removed first.

# %%
catalog = jipp.Catalog.create(Path(tempfile.mkdtemp()) / "national.jipp", directory)
complaints = [
    "antrean pasien rumah sakit terlalu lama, hubungi saya di 0812-3456-7890",
    "sampah plastik menumpuk di pasar",
    "izin usaha mikro berbelit",
    "jembatan gantung desa rusak diterjang banjir bandang",
]
needs = catalog.needs(complaints, limit=2)
for row in needs["needs"]:
    print(
        f"{'met ' if row['met'] else 'open'} {row['coverage']:.2f}  {row['text'][:60]} -> {row['hits'][0]['title'] if row['hits'] else '-'}"
    )
print(needs["redacted"], "text with personal data; open:", [row["topic"] for row in needs["unmet"]])

# %% [markdown]
# ## One file for the browser

# %%
bundle = Path(tempfile.mkdtemp()) / "national.bundle"
index.save(bundle)
print(f"{bundle.name}: {bundle.stat().st_size // 1024} KB; {len(jipp.Index.open(bundle))} innovations")
