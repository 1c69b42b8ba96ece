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
# # 01 Read and check
#
# Read the exports of three agencies as they are, see what each file turned out to be, and find out what is wrong with which row.
# Every step shows itself in a notebook; run as a script, it prints a line. Needs only `pip install jipp`.

# %%
# ruff: noqa: B018 (a notebook shows what stands alone in the last line of a cell)
import tempfile
from pathlib import Path

import jipp

jipp.set_lang("en")
here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
data = next(folder / "examples" / "data" for folder in [here, *here.parents] if (folder / "examples" / "data").is_dir())

# %% [markdown]
# ## Read
# `read` tells from the content what a file is and from the headers whose columns it has. Every row with any text is a record: nothing
# gets lost, and columns that no field takes are named.

# %%
records = jipp.concat([jipp.read(data / name) for name in ("kipp.csv", "iga.xlsx", "lan.json")])
for file in records.files:
    print(f"{file['name']}: {file['rows']} rows read as {file['mapping']} ({file['reason']})")
records

# %% [markdown]
# ## Check
# Bad records are not raised: they give findings with row, field and remedy, to be sent back to the agency. The day of the check is an
# argument, so that the answer is the same tomorrow.

# %%
report = jipp.validate(records, as_of="2026-11-21", lang="en")
print(report)
report

# %% [markdown]
# A picture says where the work is: by rule, or by agency.

# %%
jipp.charts.findings(report)

# %%
jipp.charts.findings(report, "agency", limit=12)

# %% [markdown]
# What is filled, and what those who must fill it have filled.

# %%
jipp.charts.completeness(report)

# %% [markdown]
# ## What does a finding mean?

# %%
first = report.findings.to_dicts(limit=1)[0]
print(f"row {first['row']}: {first['message']} -> {first['help']}")
jipp.explain_rule(first["code"], "en")

# %% [markdown]
# ## Send it back
# The whole report as one page; each agency's own rows as a file to correct; what needs no person, fixed in a copy.

# %%
folder = Path(tempfile.mkdtemp())
report.to_html(folder / "report.html")
files = jipp.feedback(records, folder / "feedback", as_of="2026-11-21")
fixed = jipp.fix(data / "kipp.csv")
print(f"{len(files)} files for agencies, {len(fixed.changes)} cells fixed in a copy, {len(fixed.findings)} findings left to people")
fixed
