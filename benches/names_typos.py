"""How often is a name with one wrong letter resolved to the wrong government?

    python benches/names_typos.py [SEED]

Needs the Python package (`pip install ./jipp-py`). In every name of a kabupaten and kota one letter is left out, put in, changed or
swapped with the next, at random; the name then stands in six forms. Wrong means resolved to another body. Some are lost for good:
`Kabupaten Bandung` without its n is Badung.
"""

import collections
import random
import sys

import jipp

random.seed(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
LETTERS = "abcdefghijklmnoprstuy"
FORMS = ["Pemerintah {kind} {name}", "{kind} {name}", "Dinas Kesehatan {kind} {name}", "{short} {name}", "RSUD {name}", "{name}"]


def misspelt(name: str) -> str:
    at = random.randrange(len(name))
    match random.choice("dist"):
        case "d":
            return name[:at] + name[at + 1 :]
        case "i":
            return name[:at] + random.choice(LETTERS) + name[at:]
        case "s":
            return name[:at] + random.choice(LETTERS) + name[at + 1 :]
        case _:
            return (name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]).capitalize()


counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
governed = {agency["region_code"] for agency in jipp.agencies().to_dicts()}
for region in jipp.regions().to_dicts():
    if region["type"] == "provinsi" or region["code"] not in governed:
        continue
    words = {"kind": region["type"].capitalize(), "short": "Pemkab" if region["type"] == "kabupaten" else "Pemkot"}
    for form in FORMS:
        answer = jipp.resolve(form.format(name=misspelt(region["short_name"]), **words))
        right = f"pemda:{region['code']}"
        offered = right in [candidate["code"] for candidate in answer["candidates"]]
        if answer["status"] == "resolved":
            counts[form]["right" if answer["code"] == right else "wrong"] += 1
        else:
            counts[form]["open, offered" if offered else "open"] += 1
for form, count in counts.items():
    total = sum(count.values())
    print(f"{form:32}", ", ".join(f"{kind} {number / total:.1%}" for kind, number in sorted(count.items())))
