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
# Linkage is not only for innovations. Here persons, with errors of typing and swapped names, first with settings of your own, then
# with none. `benches/` measures it on the public benchmark sets (FEBRL, DBLP-ACM, Abt-Buy).

# %%
# ruff: noqa: B018 (a notebook shows what stands alone in the last line of a cell)
from pathlib import Path
from random import Random

import jipp

here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
data = next(folder / "examples" / "data" for folder in [here, *here.parents] if (folder / "examples" / "data").is_dir())

# %% [markdown]
# A table of 800 persons with 200 damaged copies; who is whose copy is known, so the result can be measured.

# %%
random = Random(7)
given = [
    "siti",
    "budi",
    "agus",
    "rina",
    "dewi",
    "joko",
    "ahmad",
    "putri",
    "wahyu",
    "lestari",
    "bambang",
    "endang",
    "yusuf",
    "fitri",
    "hendra",
]
family = ["".join(random.choice(["ba", "si", "ra", "nu", "wi", "ho", "gar", "tan", "lis", "man"]) for _ in range(3)) for _ in range(400)]
towns = ["Malang", "Kota Malang", "Blora", "Sleman", "Padang", "Medan"]
people, truth = [], {}
for number in range(800):
    born = f"{random.randint(1950, 2004)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    person = {
        "id": f"a{number}",
        "given": random.choice(given),
        "family": random.choice(family),
        "born": born,
        "town": random.choice(towns),
    }
    people.append(person)
    truth[person["id"]] = person["id"]
    if number % 4 == 0:
        copy = {**person, "id": f"b{number}"}
        match random.randrange(4):
            case 0:
                copy["given"] = copy["given"][:-1] + random.choice("aeiou")
            case 1:
                copy["given"], copy["family"] = copy["family"], copy["given"]
            case 2:
                copy["born"] = copy["born"][:8] + f"{random.randint(1, 28):02}"
            case 3:
                copy["town"] = ""
        people.append(copy)
        truth[copy["id"]] = person["id"]
print(len(people), "rows")

# %% [markdown]
# ## With settings
# Blocking says which pairs are compared at all, comparisons how. `m` and `u` say what is expected
# of each level: how often it holds for the same person, and for two persons who were compared. `prior_share` says how much that counts
# against what is learned from the pairs.

# %%
settings = """
[[blocking]]
columns = ["born"]
[[blocking]]
columns = ["family"]

[[comparison]]
column = "given"
levels = [
  { kind = "exact", m = 0.75, u = 0.07 },
  { kind = "swapped", column = "family", min = 0.95, m = 0.1, u = 0.001 },
  { kind = "jaro-winkler", min = 0.85, m = 0.1, u = 0.02 },
]
[[comparison]]
column = "family"
levels = [
  { kind = "exact", m = 0.85, u = 0.5 },
  { kind = "swapped", column = "given", min = 0.95, m = 0.1, u = 0.001 },
]
[[comparison]]
column = "born"
levels = [{ kind = "exact", m = 0.75, u = 0.001 }, { kind = "date-within", max = 31.0, m = 0.2, u = 0.003 }]
[[comparison]]
column = "town"
levels = [{ kind = "exact", m = 0.95, u = 0.17 }]

[training]
prior_share = 10.0
prior_match = 0.1
"""
own = jipp.dedupe(people, settings, id="id")
print(f"{own.counts['candidates']} pairs compared, F1 {own.evaluate(truth)['f1']:.3f}")
own

# %%
jipp.charts.match_weights(own, lang="en")

# %% [markdown]
# What would another threshold cost?

# %%
jipp.charts.threshold(own, truth, lang="en")

# %% [markdown]
# ## Without settings
# An empty dict leaves everything to jipp: what each column holds, how it is compared, where candidates come from. What it chose is in
# `settings`: take it, change it, keep it with the result. Look before you trust: where hardly anything but the family name decides
# which pairs are compared, learning may settle on the wrong regularity, and the share of matches tells.

# %%
linkage = jipp.dedupe(people, {}, id="id")
print([(c["column"], [level["kind"] for level in c["levels"]]) for c in linkage.settings["comparison"]])
measured = linkage.evaluate(truth)
print(f"share of matches {linkage.model['match_share']:.2f}; precision {measured['precision']:.3f}, recall {measured['recall']:.3f}")
linkage.settings["blocking"]

# %% [markdown]
# Between two tables that are free of duplicates, `jipp.link` gives each record one partner at most.

# %%
left, right = [row for row in people if row["id"][0] == "a"], [row for row in people if row["id"][0] == "b"]
linked = jipp.link(left, right, {}, id="id")
print(linked)
linked.pairs
