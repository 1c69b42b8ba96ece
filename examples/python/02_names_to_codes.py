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
# # 02 Names to codes
#
# Agencies are written in a hundred ways. `resolve` says which body is meant and why, and never guesses.

# %%
# ruff: noqa: B018 (a notebook shows what stands alone in the last line of a cell)
from pathlib import Path

import jipp

jipp.set_lang("en")
here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
data = next(folder / "examples" / "data" for folder in [here, *here.parents] if (folder / "examples" / "data").is_dir())

# %%
names = ["Pemkot Surabaya", "Pemprov Jateng", "Kemenpan RB", "Dinkes Kab. Blora", "RSUD dr. Soetomo", "Bandung", "Dinas Entah"]
answers = jipp.resolve(names, lang="en")
for row in answers:
    print(f"{row['input']:22} {row['status']:10} {row['code'] or ''}")
answers

# %% [markdown]
# `Bandung` may be the town or the regency. What the record says beside the name decides, and one name shows why:

# %%
jipp.resolve("Bandung", lang="en")

# %%
jipp.resolve("Bandung", unit="Dinas Kesehatan Kota Bandung", lang="en")

# %% [markdown]
# ## The names of a whole file
# How much of it is known, and what is left for a person.

# %%
records = jipp.read(data / "kipp.csv")
rows = records.to_dicts()
found = jipp.resolve([row.get("agency") or "" for row in rows], year=[row.get("year") for row in rows])
counts = {}
for row in found:
    counts[row["status"]] = counts.get(row["status"], 0) + 1
print(counts)
sorted({row["input"] for row in found if row["status"] != "resolved" and row["input"]})[:10]

# %% [markdown]
# ## Coded values and regions
# Vocabularies change every year: a value carries its years, and a wrong spelling gets a suggestion.

# %%
print(jipp.lookup("tahapan_iga", "Uji cobba")["candidates"][0]["code"])
jipp.vocabulary("tahapan_iga")

# %% [markdown]
# A region code never travels without its scheme: 91 is Papua to the Ministry of Home Affairs and Papua Barat to BPS.

# %%
print([region["name"] for region in (jipp.region("91"), jipp.region("91", "bps")) if region])
jipp.similar_regions("35.78", limit=5, other_provinces_only=True, lang="en")
