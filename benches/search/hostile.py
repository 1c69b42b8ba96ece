"""Questions that are meant to take long, of the words of a corpus, in the form that `cargo bench --bench search` reads.

    python benches/search/hostile.py OUT_DIR/documents.ndjson hostile.tsv     # OUT_DIR of speed.py
    cargo bench -p jipp-core --bench search -- OUT_DIR/documents.ndjson hostile.tsv

Each is 512 characters long, the most that is read of a question in words (a need: 4,000). The benchmark tells the longest of each kind
beside median and 99th percentile; kinds that begin with `suggest` are completed as one types, and `need` is read as a need.
"""

import collections
import itertools
import json
import random
import re
import sys

LONGEST = 512
chance = random.Random(20261129)
counts = collections.Counter()
titles = []
for number, line in enumerate(open(sys.argv[1])):
    if number >= 20000:
        break
    document = json.loads(line)
    titles.append(document["title"])
    for _, text in document["texts"]:
        counts.update(set(re.findall(r"[a-z]+", text.lower())))
frequent = [word for word, _ in counts.most_common(300)]
words = sorted(counts)


def filled(pieces, length=LONGEST):
    text = ""
    for piece in pieces:
        if len(text) + len(piece) + 1 > length:
            break
        text += piece + " "
    return text.strip()


def endless(make):
    while True:
        yield make()


def edited(word):
    at = chance.randrange(len(word))
    return word[:at] + chance.choice("aeioubdkmnst") + word[at + 1 :]


def several(make):
    return " ".join(chance.sample(frequent[:40], make))


letters = "abcdefghijklmnopqrstuvwxyz"
long_words = [word for word in words if len(word) >= 8]
kinds = {
    "frequent_words": lambda: chance.choice(frequent[:60]),
    "stop_words": lambda: chance.choice(frequent[:12]),
    "one_letter": lambda: chance.choice(letters),
    "two_letters": lambda: chance.choice(letters) + chance.choice(letters),
    "unknown_words": lambda: "".join(chance.choice(letters) for _ in range(9)),
    "typing_errors": lambda: edited(chance.choice(long_words)),
    "joined_words": lambda: chance.choice(words) + chance.choice(words),
    "phrases_of_two": lambda: f'"{several(2)}"',
    "phrases_of_stop_words": lambda: '"' + " ".join(chance.sample(frequent[:8], 3)) + '"',
    "or": lambda: chance.choice(frequent) + " OR",
    "and": lambda: chance.choice(frequent) + " AND",
    "not": lambda: "-" + chance.choice(frequent),
    "not_phrases": lambda: f'-"{several(2)}"',
    "fields": lambda: chance.choice(["title", "agency", "summary", "region", "unit"]) + ":" + chance.choice(frequent),
    "years": lambda: f"year:{chance.randrange(1900, 2030)}..",
    "brackets": lambda: chance.choice(["(", ")", '"', "AND", "OR", "NOT", "-", chance.choice(frequent)]),
    "unicode": lambda: "".join(chance.choice("éüñçàöâî中文字かなßøłİ😀\u0301\u200d") for _ in range(7)),
    "numbers": lambda: str(chance.randrange(10**6)),
    "titles": lambda: chance.choice(titles),
    "nested_quotes": lambda: chance.choice(['"(', '")', "((", '))"', '"']) + chance.choice(frequent),
    "fields_of_phrases": lambda: f'title:"{several(2)}" OR',
    "cjk": lambda: "".join(chance.choice("中文字かな漢한글检索排序") for _ in range(4)),
    "emoji": lambda: "".join(chance.choice(["😀", "👩‍👩‍👧", "🇮🇩", "e\u0301" * 5]) for _ in range(3)),
    "long_tokens": lambda: "".join(chance.sample(long_words, 7))[:120],
    "hyphens": lambda: "-".join(chance.choice(words) for _ in range(6)),
    "abbreviations": lambda: chance.choice(["KTP", "faskes", "TB", "PKK", "UMKM", "adminduk", "RS", "KIA", "disdukcapil", "BPJS", "SD", "PAUD"]),
    "places": lambda: chance.choice(["jatim", "kota bandung", "jawa barat", "kab. malang", "papua", "jogja", "semarang", "sumatera utara"]),
}
with open(sys.argv[2], "w") as file:
    for kind, make in kinds.items():
        for _ in range(20):
            file.write(f"{kind}\t{filled(endless(make))}\n")
    for _ in range(20):
        file.write(f"whole_phrase\t\"{filled(endless(lambda: chance.choice(frequent[:6])), LONGEST - 2)}\"\n")
        file.write(f"one_word\t{filled([chance.choice(letters) * LONGEST], LONGEST + 1)}\n")
        file.write(f"same_word\t{filled(itertools.repeat(chance.choice(frequent[:60])))}\n")
        file.write(f"same_phrase\t{filled(itertools.repeat(chr(34) + several(2) + chr(34)))}\n")
        file.write(f"frequent_and_open\t{filled(endless(lambda: chance.choice(frequent[:60])), 505)} {chance.choice(long_words)[:3]}\n")
        file.write(f"need\t{filled(endless(lambda: chance.choice(words)), 1500)}\n")
        file.write(f"need_of_unknown\t{filled(endless(lambda: edited(chance.choice(long_words))), 4000)}\n")
        file.write(f"suggest_letter\t{chance.choice(letters)}\n")
        file.write(f"suggest_words\t{filled(endless(lambda: chance.choice(frequent)), 510)} {chance.choice(letters)}\n")
