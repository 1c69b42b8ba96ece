"""A thousand typing errors in real titles and acronyms, in the form that `jipp search eval` reads.

    python benches/search/typos.py DATA_DIR OUT_DIR    # DATA_DIR holds innovations.csv and clusters.csv
    jipp search eval OUT_DIR/domain.bundle --queries OUT_DIR/typos.csv --qrels OUT_DIR/typos_qrels.csv --groups OUT_DIR/groups.csv -k 3
    jipp search eval OUT_DIR/domain.bundle --queries OUT_DIR/correct.csv --qrels OUT_DIR/typos_qrels.csv --groups OUT_DIR/groups.csv -k 3

One edit in a word of four to seven letters, two in a longer one: a letter left out, added, changed or two exchanged, the first letter kept
in four of five. A name that several innovations have is found with any of them. `R@3` is the share that is found.
"""

import collections
import csv
import pathlib
import random
import re
import sys

data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
chance = random.Random(20261128)
cluster = {row["row_id"]: row["cluster_id"] for row in csv.DictReader((data / "clusters.csv").open())}
names = collections.defaultdict(set)
for row in csv.DictReader((data / "innovations.csv").open()):
    title = row["name_as_written"]
    short = re.split(r"[(:–]", title)[0].strip(" \"“”'")
    for name in {title, short}:
        if 4 <= len(re.sub(r"\W", "", name)) and len(name.split()) <= 12:
            names[name].add(cluster[row["row_id"]])


def edit(word):
    at = chance.randrange(len(word)) if chance.random() < 0.2 else chance.randrange(1, len(word))
    kind = chance.choice(["drop", "add", "change", "swap"])
    letter = chance.choice("abdeghiklmnoprstuwy")
    if kind == "swap" and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + {"drop": "", "add": letter + word[at]}.get(kind, letter) + word[at + 1 :]


rows, right, judged = [], [], []
pool = sorted(names)
while len(rows) < 1000:
    name = chance.choice(pool)
    words = name.split()
    long = [n for n, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not long:
        continue
    at = chance.choice(long)
    wrong = words[at].lower()
    for _ in range(2 if len(wrong) >= 8 else 1):
        wrong = edit(wrong)
    if wrong == words[at].lower():
        continue
    number = f"T{len(rows):04}"
    rows.append((number, " ".join([*words[:at], wrong, *words[at + 1 :]]), "acronym" if len(words) == 1 else "title"))
    right.append((number, name, "acronym" if len(words) == 1 else "title"))
    judged += [(number, name, 1) for name in sorted(names[name])]
for file, header, lines in (
    ("typos.csv", ("query_id", "query", "type"), rows),
    ("correct.csv", ("query_id", "query", "type"), right),
    ("typos_qrels.csv", ("query_id", "doc_id", "gain"), judged),
):
    with (out / file).open("w", newline="") as target:
        csv.writer(target).writerows([header, *lines])
