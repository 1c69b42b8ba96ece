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
# # 07 Index score
#
# The innovation index of a region (*Indeks Inovasi Daerah*), recomputed exactly and explained, and what would raise it.
# The region below is made up.

# %%
# ruff: noqa: B018 (a notebook shows what stands alone in the last line of a cell)
import jipp

jipp.set_lang("en")
region = {
    "innovations": [
        {
            "id": f"INV-{number}",
            "title": f"Inovasi {number}",
            "indicators": [{"number": str(indicator), "level": 1 + (number + indicator) % 3} for indicator in range(16, 36)],
        }
        for number in range(1, 13)
    ],
    "spd": [{"number": number, "level": 2} for number in ["1", "2a", "2b", "3", "4", "6", "7"]],
}
score = jipp.index_score(2026, region, steps=8, lang="en")
claimed = score["claimed"]
print(f"IID {claimed['iid']} ({claimed['class_label']}); maturity {claimed['maturity_sum']} of {claimed['innovations']} innovations")
for problem in score["problems"][:3]:
    print(problem["severity"], problem["rule"], problem["message"])

# %% [markdown]
# ## What would raise it most?

# %%
for step in score["steps"]:
    where = f"{step['innovation'] or 'region'} {step['indicator']}: {step['label']}"
    print(f"{step['next']['iid']:+.3f}  {where} {step['from']} -> {step['next']['level']}")

# %% [markdown]
# ## What if?
# Levels to try, as text or as dicts; nothing of the region changes.

# %%
tried = jipp.index_score(2026, region, what_if="INV-1:35=3, INV-2:35=3, INV-3:35=3, spd:1=3", steps=8, lang="en")
print(tried["what_if"]["gain"])
jipp.charts.index_what_if(tried, lang="en")

# %% [markdown]
# ## Evidence
# How well does a record show its effect? What is not stated is "not stated", never "without effect".

# %%
impact = "Waktu penerbitan izin turun dari 30 hari menjadi 3 hari pada tahun 2025."
grades = jipp.evidence_grade([{"title": "Loket Cepat", "agency": "Pemkot Malang", "impact": impact}], as_of="2026-11-21", lang="en")
print(grades.levels)
grades
