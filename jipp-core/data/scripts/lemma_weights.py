"""Writes data/lemma/weights.csv: how likely each way to put a word together is, learned from a dictionary.

    lemma_weights.py DICTIONARY.tsv ROOTS.tsv TEXTS.jsonl PROGRAM

DICTIONARY.tsv has surface and root (MALINDO Morph 2018); ROOTS.tsv every root of MALINDO Morph, those too that data/lemma/roots.txt
leaves out; TEXTS.jsonl as in lemma_roots.py; PROGRAM is `lemma_words` (`cargo build --example lemma_words`).
Conditional logit (McFadden 1974) over the readings of a word, Adagrad, ridge penalty towards a prior written below. Readings with a known root
and readings without are learned apart: the first from all words whose root is in the table, the second from words whose root is not, against bare roots that are
not in the table and names.
"""

import math
import random
import subprocess
import sys

import lemma_roots

RIDGE, RATE, ROUNDS = 2e-2, 0.3, 15
BARE_WEIGHT = 0.5
NESTED = set(
    "meN+per di+per ke+ber ke+ter ke+tidak ber+peN meN+ber di+ber peN+ber se+peN di+ke meN+ke ter+per ber+ke ku+per ber+per".split()
)


def prior(feature, known):
    kind, _, value = feature.partition(":")
    if kind == "c" and value:
        depth = value.count("+") + 1
        weight = -1.5 if value in NESTED else [0, -0.5, -3, -6, -9][depth]
        return weight - 1.5 * ("rep" in value) - 2 * ("nas" in value or "nge" in value)
    if kind == "s" and value:
        return -0.5
    if kind == "k" and value != "0":
        return -0.5
    if kind == "h":
        # a lost r, a consonant kept, a root of one syllable are rarer than what else a prefix does
        return {"8": -0.5, "10": -0.5, "11": -1.0}.get(value.split(":")[1], 0)
    if kind == "f":
        return 0.8 * float(value)
    return float(kind == "id" and not known)


def nasal(prefix, root):
    """me- or pe- with the nasal that goes with the root (Alwi et al. 2003, section 4.3)."""
    vowels = sum(root[i] in "aeiou" and (i == 0 or root[i - 1] not in "aeiou") for i in range(len(root)))
    if vowels == 1:
        return prefix + "nge" + root
    if root[0] in "lrwymn":
        return prefix + root
    if root[0] in "bfv":
        return prefix + "m" + root
    if root[0] == "p":
        return prefix + "m" + (root[1:] if root[1] in "aeiou" else root)
    if root[0] in "dcjz":
        return prefix + "n" + root
    if root[0] == "t":
        return prefix + "n" + (root[1:] if root[1] in "aeiou" else root)
    if root[0] == "s":
        return prefix + "ny" + root[1:] if root[1] in "aeiou" else prefix + "n" + root
    if root[0] == "k" and root[1] in "aeiou":
        return prefix + "ng" + root[1:]
    return prefix + "ng" + root


def regular(pairs):
    """Forms that go with a passive as a rule, and which the dictionary leaves out: the active, and the nouns of act, result and agent."""
    for word, root in pairs:
        for suffix in ("", "kan", "i"):
            if word == "di" + root + suffix and len(root) > 2:
                yield nasal("me", root) + suffix, root
                yield nasal("pe", root) + "an", root
                # per-...-an, the noun of ber- and memper-, is as common as peN-...-an
                yield ("pe" if root[0] == "r" else "per") + root + "an", root
                if not suffix:
                    yield nasal("pe", root), root


def readings(program, words, kind):
    """Word -> its readings, each root and features."""
    found = {}
    answer = subprocess.run([program, kind], input="\n".join(words), capture_output=True, text=True, check=True).stdout
    for line in answer.splitlines():
        word, root, features = line.split("\t")
        found.setdefault(word, []).append((root, features.split(" ")))
    return found


def learn(groups, known):
    """groups: list of (weight, [(is right, features)])."""
    random.seed(1)
    weights, squares = {}, {}

    def weight(feature):
        return weights.setdefault(feature, prior(feature, known))

    for _ in range(ROUNDS):
        random.shuffle(groups)
        for share, group in groups:
            sums = [sum(map(weight, features)) for _, features in group]
            top = max(sums)
            odds = [math.exp(s - top) for s in sums]
            total, right = sum(odds), sum(o for o, (good, _) in zip(odds, group) if good)
            gradient = {}
            for o, (good, features) in zip(odds, group):
                change = share * (o / total - (o / right if good else 0))
                for feature in features:
                    gradient[feature] = gradient.get(feature, 0) + change
            for feature, change in gradient.items():
                change += RIDGE * (weights[feature] - prior(feature, known))
                squares[feature] = squares.get(feature, 0) + change * change
                weights[feature] -= RATE * change / math.sqrt(squares[feature] + 1e-6)
    return weights


def groups_of(pairs, found, share):
    for word, root in pairs:
        group = [(reading == root, features) for reading, features in found.get(word, [])]
        if len(group) > 1 and any(good for good, _ in group) and not all(good for good, _ in group):
            yield share, group


def main():
    dictionary, roots, texts, program = sys.argv[1:5]
    pairs = [tuple(line.rstrip("\n").split("\t")[:2]) for line in open(dictionary, encoding="utf8")]
    pairs = sorted({*pairs, *regular(pairs)})
    bare = [line.split("\t")[0] for line in open(roots, encoding="utf8")]
    names = sorted(lemma_roots.names(open(texts, encoding="utf8")))
    known = readings(program, sorted({word for word, _ in pairs} | set(bare) | set(names)), "known")
    unknown = readings(program, sorted({word for word, _ in pairs} | set(bare) | set(names)), "unknown")
    table = {word for word, all_ in known.items() if any("id" in features for _, features in all_)}
    first = learn(list(groups_of(pairs, known, 1)), True)
    strange = [(word, root) for word, root in pairs if root not in table and word != root and word not in known]
    plain = [(word, word) for word in bare if word not in known] + [(word, word) for word in names if word not in known]
    second = learn([*groups_of(strange, unknown, 1), *groups_of(plain, unknown, BARE_WEIGHT)], False)
    features = {feature for all_ in [*known.values(), *unknown.values()] for _, names_ in all_ for feature in names_}
    # every chain that has a name in the grammar of everyday speech too
    features |= {f"c:{c}" for c in ("nas", "nge")} | {f"cs:{c}:{s}" for c in ("nas", "nge", "") for s in ("", "in", "an")} | {"s:in"}
    with open(lemma_roots.DATA / "lemma" / "weights.csv", "w", encoding="utf8") as out:
        out.write("feature,known,unknown\n")
        for feature in sorted(features):
            row = [round(100 * table_.get(feature, prior(feature, kind))) for table_, kind in ((first, True), (second, False))]
            row = [0 if abs(weight) < 5 else weight for weight in row]
            if any(row) or feature.startswith("c:"):
                out.write(f"{feature},{row[0]},{row[1]}\n")


if __name__ == "__main__":
    main()
