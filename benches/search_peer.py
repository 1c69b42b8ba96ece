"""How well and how fast does jipp search, beside SQLite FTS5, in one run?

    python benches/search_peer.py DATA_DIR        # DATA_DIR holds innovations.csv, clusters.csv, queries.csv

Needs the Python package (`pip install ./jipp-py`) and nothing else: FTS5 comes with Python. Both engines see the same rows; FTS5
gets the columns title, agency, unit, text with the weights 3, 1.5, 1.5, 1 and a query of the words joined by OR. Quality is
nDCG@10 by cluster (gains 3 and 1, a cluster counts once at its best rank), time is CPU per query, median of five rounds.
"""

import csv
import math
import pathlib
import re
import sqlite3
import statistics
import sys
import time

import jipp

data = pathlib.Path(sys.argv[1])
mapping = pathlib.Path(__file__).parent.parent / "examples/mappings/mentions.toml"
rows = list(csv.DictReader((data / "innovations.csv").open()))
cluster = {r["row_id"]: r["cluster_id"] for r in csv.DictReader((data / "clusters.csv").open())}
queries = list(csv.DictReader((data / "queries.csv").open()))

index = jipp.Index.build(jipp.read(data / "innovations.csv", source="generic", mapping=mapping), merge=False)
db = sqlite3.connect(":memory:")
db.execute("CREATE VIRTUAL TABLE t USING fts5(row_id UNINDEXED, title, agency, unit, body, tokenize='unicode61 remove_diacritics 2')")
db.executemany(
    "INSERT INTO t VALUES (?, ?, ?, ?, ?)",
    [(r["row_id"], r["name_as_written"], r["agency_as_written"], r["unit_as_written"], r["description_facts"]) for r in rows],
)


def with_jipp(query):
    return [hit["sources"][0]["external_id"] for hit in index.search(query, limit=400)]


def with_fts5(query):
    words = re.findall(r"\w+", query.lower())
    match = " OR ".join(f'"{w}"' for w in words)
    sql = "SELECT row_id FROM t WHERE t MATCH ? ORDER BY bm25(t, 0, 3, 1.5, 1.5, 1), row_id LIMIT 400"
    return [row[0] for row in db.execute(sql, (match,))] if words else []


def ndcg(found, gains):
    seen, gained, rank = set(), 0.0, 0
    for name in (cluster[row] for row in found):
        if name not in seen and rank < 10:
            seen.add(name)
            rank += 1
            gained += gains.get(name, 0) / math.log2(rank + 1)
    best = sum(g / math.log2(i + 2) for i, g in enumerate(sorted(gains.values(), reverse=True)[:10]))
    return gained / best


def gains_of(query):
    gains = {}
    for clusters, ids, gain in (("rel1_clusters", "rel1_rows", 1), ("rel2_clusters", "rel2_rows", 3)):
        for name in query[clusters].split() + [cluster[r] for r in query[ids].split() if r in cluster]:
            gains[name] = gain
    return gains


judged = [(q, gains_of(q)) for q in queries]
judged = [(q, g) for q, g in judged if g]
kinds = sorted({q["type"] for q, _ in judged})
results = {}
for name, engine in (("jipp", with_jipp), ("SQLite FTS5", with_fts5)):
    scores = {q["query_id"]: ndcg(engine(q["query"]), g) for q, g in judged}
    rounds = []
    for _ in range(5):
        start = time.process_time()
        for q, _ in judged:
            engine(q["query"])
        rounds.append((time.process_time() - start) / len(judged) * 1e3)
    results[name] = statistics.median(rounds)
    by_kind = {k: statistics.mean(scores[q["query_id"]] for q, _ in judged if q["type"] == k) for k in kinds}
    print(f"{name:12} nDCG@10 {statistics.mean(scores.values()):.4f}  CPU {results[name]:.3f} ms/query (all 400 hits fetched)")
    print("             " + "  ".join(f"{k} {v:.3f}" for k, v in by_kind.items()))
print(f"CPU ratio jipp / FTS5: {results['jipp'] / results['SQLite FTS5']:.2f}")
