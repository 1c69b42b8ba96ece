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
# # 06 Campaign and replication
#
# Does it still run, and who has it from whom? The answers below are made up; the records are those of the sample.

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
folder = Path(tempfile.mkdtemp())
catalog = jipp.Catalog.create(folder / "national.jipp", jipp.integrate(records, as_of="2026-11-21"))

# %% [markdown]
# ## Ask
# A workbook with drop-downs for each agency.

# %%
asked = catalog.create_campaign("2026", name="Pemutakhiran 2026", starts="2026-10-01", due="2026-10-31")
sheets = catalog.export_campaign("2026", folder / "sheets", by="KemenPANRB", at="2026-10-01")
print(f"{asked} innovations, {len(sheets)} workbooks")
sheets

# %% [markdown]
# ## Take the answers in
# Filled workbooks, or any table with these columns. Refused rows are told with a reason.

# %%
innovations = catalog.innovations.to_dicts()
answers = []
for number, row in enumerate(innovations[:150]):
    stopped = number % 5 == 0
    answers.append(
        {
            "record_id": row["record_id"],
            "status": "Berhenti" if stopped else "Berlanjut dengan pengembangan",
            "reason": "anggaran tidak tersedia" if stopped else "fitur baru",
            "stopped_on": "2025-06-01" if stopped else "",
        }
    )
taken = catalog.import_answers("2026", answers, by="Bagian Organisasi", at="2026-10-12")
print({name: count for name, count in taken.items() if name != "problems"}, taken["problems"][:2])

# %% [markdown]
# ## What came of it
# Running + stopped + other + not updated = total, always.

# %%
report = catalog.campaign_report("2026")
print(report["figures"])
report

# %%
jipp.charts.status_by_province(report, lang="en")

# %%
jipp.charts.survival(report, lang="en")

# %%
catalog.campaign_reminders("2026", today="2026-11-15")

# %% [markdown]
# ## Replications
# Recorded ones are checked by rules. Those that nobody recorded are suggested from what records say and what the linkage found.

# %%
origin = innovations[0]["record_id"]
stages = {"interest": "2022-11", "agreement": "2023-01", "approval": "2023-02"}
replications = [
    {
        "id": f"R{number}",
        "origin": {"record_id": origin},
        "replicator": {"code": f"pemda:{code}"},
        "stage": "implementasi",
        "dates": {**stages, "implementation": f"{2023 + number % 3}-05"},
        "documents": [{"kind": "kesepakatan"}],
    }
    for number, code in enumerate(["35.78", "33.74", "71.71", "73.71", "61.71", "12.71"])
]
taken = catalog.add_replications(replications, by="Sekretariat", at="2026-11-20", as_of="2026-11-21")
print({name: count for name, count in taken.items() if name != "findings"})
lineage = catalog.lineage()
lineage

# %%
jipp.charts.replication_spread(lineage, lang="en")

# %%
catalog.suggest_replications()

# %%
catalog.advise_replication("pemda:35.73", "antrean pasien", limit=5, lang="en")
