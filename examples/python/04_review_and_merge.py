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
# # 04 Review and merge
#
# One entry for each innovation, every source kept. What the linkage is not sure of, a person decides once, and the catalog remembers.

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
print(f"{len(records)} records -> {len(directory)} innovations, {len(directory.links)} links between them")
directory

# %% [markdown]
# ## The catalog
# One SQLite file keeps records, findings, decisions and the search index.

# %%
catalog = jipp.Catalog.create(Path(tempfile.mkdtemp()) / "national.jipp", directory)
print(catalog.status()["innovations"], "innovations")
catalog

# %% [markdown]
# ## Review
# `review()` lists the pairs for a person. The record ids name them unmistakably.

# %%
linkage = jipp.dedupe(records, id="record_id")
review = linkage.review()
print(len(review), "pairs for review")
pair = review.to_dicts(limit=1)[0]
linkage.explain(pair["left"], pair["right"], lang="en")

# %%
before = len(catalog.innovations)
catalog.decide(pair["left"], pair["right"], "same", by="Tim kurasi", at="2026-11-21", reason="satu program, dua laporan")
print(before, "->", len(catalog.innovations), "innovations;", catalog.status()["decisions"])

# %% [markdown]
# ## Every value has its source
# Where does a title come from, who said otherwise? And a wrong merge is taken apart for good.

# %%
merged = next(row for row in catalog.innovations.to_dicts() if len(row["sources"]) > 2)
print(catalog.members(merged["record_id"]))
catalog.history(merged["record_id"], "title")

# %%
parted = catalog.unmerge(pair["left"], by="Tim kurasi", at="2026-11-22", reason="ternyata dua inovasi")
print("parted from", parted, "->", len(catalog.innovations), "innovations")

# %% [markdown]
# ## An import, and its undo
# The same file again changes nothing; a new row is compared with what is there.

# %%
again = catalog.add(data / "lan.json", at="2026-11-23")[0]["records"]
added = catalog.add([{"title": "Bank Sampah Digital", "agency": "Pemkot Malang", "year": 2026}], "generic", name="baru", at="2026-11-23")
print(again, added[0]["innovations"])
catalog.undo()
catalog.imports
