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
# # 03 Duplicates
#
# Which records are the same innovation? The weights are learned from the records, the settings are data, and every pair can be explained.

# %%
# ruff: noqa: B018 (a notebook shows what stands alone in the last line of a cell)
import csv
from pathlib import Path

import jipp

jipp.set_lang("en")
here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
data = next(folder / "examples" / "data" for folder in [here, *here.parents] if (folder / "examples" / "data").is_dir())

# %%
records = jipp.concat([jipp.read(data / name) for name in ("kipp.csv", "iga.xlsx", "lan.json")])
linkage = jipp.dedupe(records)
print(linkage)
linkage

# %% [markdown]
# ## What was learned
# How much each level of agreement speaks for or against a match.

# %%
jipp.charts.match_weights(linkage, lang="en")

# %% [markdown]
# ## Why these two?
# One bit for a match doubles the odds.

# %%
pair = next(pair for pair in linkage.pairs if pair["kind"] == "duplicate" and pair["probability"] < 0.999)
why = linkage.explain(pair["left"], pair["right"], lang="en")
print(why["summary"])
why

# %%
jipp.charts.waterfall(why)

# %% [markdown]
# ## The clusters

# %%
jipp.charts.clusters(linkage, lang="en")

# %% [markdown]
# ## How good is it?
# The sample comes with labels. Precision: of the pairs found, how many are right. Recall: of the right ones, how many are found.

# %%
with (data / "expected_clusters.csv").open(encoding="utf-8") as file:
    labels = {row["external_id"]: row["cluster"] for row in csv.DictReader(file)}
measured = linkage.evaluate(labels)
print(f"precision {measured['precision']:.3f}, recall {measured['recall']:.3f}, B-cubed F1 {measured['b_cubed_f1']:.3f}")
measured

# %%
jipp.charts.threshold(linkage, labels, lang="en")
