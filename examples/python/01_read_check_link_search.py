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
# # From three files to a directory
#
# Read the exports of three agencies, check them, see which records are the same innovation and why, and search the result.
# Every step shows itself in a notebook; run as a script, it prints one line each. Needs only `pip install jipp`.

# %%
# ruff: noqa: B018 (a notebook shows what stands alone in the last line of a cell)
import csv
import tempfile
from pathlib import Path

import jipp

here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
data = next(folder / "examples" / "data" for folder in [here, *here.parents] if (folder / "examples" / "data").is_dir())

# %% [markdown]
# ## Read
# `read` tells from the content what a file is and from the headers whose columns it has. Every row with any text is a record.

# %%
records = jipp.concat([jipp.read(data / name) for name in ("kipp.csv", "iga.xlsx", "lan.json")])
for file in records.files:
    print(f"{file['name']}: {file['rows']} rows read as {file['mapping']} ({file['reason']})")
records

# %% [markdown]
# ## Check
# Bad records are not raised: they give findings with row, field and remedy, to be sent back to the agency.

# %%
report = jipp.validate(records, as_of="2026-11-21")
print(report)
report

# %% [markdown]
# The whole report as one page, to open in a browser or to send.

# %%
page = Path(tempfile.mkdtemp()) / "report.html"
report.to_html(page)
print(f"{page}: {page.stat().st_size // 1024} KB")

# %% [markdown]
# ## Link
# Which records are the same innovation? The weights are learned from the records; the settings are data.

# %%
linkage = jipp.dedupe(records)
print(linkage)
linkage

# %% [markdown]
# Every pair can be explained: the weight of each comparison in bits, for or against.

# %%
pair = next(pair for pair in linkage.pairs if pair["kind"] == "duplicate" and pair["probability"] < 0.999)
why = linkage.explain(pair["left"], pair["right"])
print(why["summary"])
why

# %% [markdown]
# The sample comes with labels, so the linkage can be measured.

# %%
with (data / "expected_clusters.csv").open(encoding="utf-8") as labels:
    measured = linkage.evaluate({row["external_id"]: row["cluster"] for row in csv.DictReader(labels)})
print(f"precision {measured['precision']:.3f}, recall {measured['recall']:.3f}, B-cubed F1 {measured['b_cubed_f1']:.3f}")

# %% [markdown]
# ## Merge and search
# One entry for each innovation, every source kept; versions and replications are linked, not merged.

# %%
directory = jipp.integrate(records, as_of="2026-11-21")
index = directory.index()
print(f"{len(records)} records -> {len(directory)} innovations, {len(directory.links)} links between them")

hits = index.search("bank sampah", facets=["level"], explain=True)
print(f"{hits.total} innovations for `{hits.query}`; first: {hits[0]['title']} ({hits[0]['agency']})")
hits
