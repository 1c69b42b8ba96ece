"""How well and how fast are names of agencies resolved, beside fuzzy matching with RapidFuzz, in one run?

    python benches/names_peer.py AGENCIES.csv        # columns agency_as_written, canonical

Needs the Python package (`pip install ./jipp-py`) and `rapidfuzz`. No maintained package resolves Indonesian agencies, so the peer
is what a data scientist would write: the best of all official names and aliases by `WRatio` with the cutoff that scores best on
these very labels, which no real run could know. Both are given the same table. Right and wrong are counted by body: the label,
too, is looked up in the table; a private body has no right answer but none.
"""

import csv
import sys
import time

import jipp
from rapidfuzz import fuzz, process, utils

rows = [row for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if row["agency_as_written"]]
names = [row["agency_as_written"] for row in rows]
labels = jipp.resolve([row["canonical"].split(";")[0] for row in rows]).to_dicts()
expected = [label["code"] if label["status"] == "resolved" else None for label in labels]

choices: dict[str, str] = {}
for agency in jipp.agencies().to_dicts():
    for name in [agency["name"], *agency["abbreviations"], *agency["aliases"]]:
        choices.setdefault(utils.default_process(name), agency["code"])


def score(answers: list[str | None]) -> tuple[float, float]:
    """Share right and share wrong; no answer is neither, unless none is right."""
    right = sum(answer == code for answer, code in zip(answers, expected, strict=True))
    wrong = sum(answer is not None and answer != code for answer, code in zip(answers, expected, strict=True))
    return right / len(rows), wrong / len(rows)


def timed(work):
    start = time.process_time()
    answers = work()
    return answers, len(names) / (time.process_time() - start)


ours, our_rate = timed(lambda: [answer["code"] for answer in jipp.resolve(names).to_dicts()])
best, peer_rate = timed(lambda: [process.extractOne(n, list(choices), scorer=fuzz.WRatio, processor=utils.default_process) for n in names])
print(f"{len(names)} names, {len(choices)} official names and aliases")
print(f"jipp       right {score(ours)[0]:.3f}  wrong {score(ours)[1]:.3f}  {our_rate:,.0f} names per CPU-second (Python objects included)")
for cutoff in (90, 95, 100):
    answers = [choices[name] if similarity >= cutoff else None for name, similarity, _ in best]
    print(f"WRatio {cutoff:3} right {score(answers)[0]:.3f}  wrong {score(answers)[1]:.3f}  {peer_rate:,.0f} names per CPU-second")
