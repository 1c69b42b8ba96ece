"""Writes data/lemma/roots.txt: roots of MALINDO Morph with the sizes of their families, and names that look affixed.

    lemma_roots.py MALINDO_ROOTS.tsv TEXTS.jsonl [--jipp-lemma PROGRAM]

MALINDO_ROOTS.tsv has root and family size (number of words of the 2024 dictionary that are made of it); roots with a family of three or more are
taken, and smaller ones that texts hold and that would otherwise be taken apart wrongly as names. TEXTS.jsonl has Indonesian texts under
`text`: a word of two or more occurrences, nine in ten of them capitalised, is a name; so is every word of a region's name that the texts do not have
in lower case. A name is written only if `lemma_words` (`cargo build --example lemma_words`) changes it without it, so the script is run
after a first run without that program, and a build.
"""

import argparse
import collections
import csv
import json
import math
import pathlib
import re
import subprocess

DATA = pathlib.Path(__file__).resolve().parent.parent


# A capitalised word with a root of so large a family is a word in a title (Kementerian), not a name.
LARGE = 16


def pack(words):
    """Each word as a letter for how many letters it shares with the one before, and the rest."""
    packed, before = [], ""
    for word in sorted(words):
        shared = 0
        while shared < min(len(word), len(before), 25) and word[shared] == before[shared]:
            shared += 1
        packed.append(chr(ord("A") + shared) + word[shared:])
        before = word
    return "".join(packed)


def names(texts):
    count, capital = collections.Counter(), collections.Counter()
    for line in texts:
        for word in re.findall(r"[A-Za-z]+", json.loads(line)["text"]):
            count[word.lower()] += 1
            capital[word.lower()] += word[0].isupper()
    found = {word for word, n in count.items() if n >= 2 and capital[word] >= 0.9 * n}
    lower = {word for word, n in count.items() if n > capital[word]}
    for row in csv.DictReader(open(DATA / "regions.csv", encoding="utf8")):
        found |= {word for word in re.findall(r"[a-z]+", row["name"].lower()) if word not in lower}
    return {word for word in found if 4 <= len(word) <= 20}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("roots")
    arguments.add_argument("texts")
    arguments.add_argument("--jipp-lemma")
    given = arguments.parse_args()
    sizes = dict(line.rstrip("\n").split("\t") for line in open(given.roots, encoding="utf8"))
    sizes = {root: int(size) for root, size in sizes.items()}
    kept = {root: size for root, size in sizes.items() if size >= 3 and re.fullmatch("[a-z]{2,24}", root)}
    protected = set()
    if given.jipp_lemma:
        asked = sorted(word for word in names(open(given.texts, encoding="utf8")) if word not in kept)
        answer = subprocess.run([given.jipp_lemma], input="\n".join(asked), capture_output=True, text=True, check=True).stdout
        changed = [line.split("\t") for line in answer.splitlines()]
        protected = {word for word, lemma in changed if word != lemma and sizes.get(lemma, 0) < LARGE}
    classes = "".join(str(min(7, int(math.log2(kept[root])))) for root in sorted(kept))
    (DATA / "lemma" / "roots.txt").write_text(f"{pack(kept)}\n{classes}\n{pack(protected)}\n")
    print(len(kept), "roots", len(protected), "names")


if __name__ == "__main__":
    main()
