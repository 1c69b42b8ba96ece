"""Judged queries about innovations in the form that `jipp search eval` reads.

    python benches/search/domain.py DATA_DIR OUT_DIR     # DATA_DIR holds innovations.csv, clusters.csv, queries.csv
    jipp search index DATA_DIR/innovations.csv --mapping examples/mappings/mentions.toml -o OUT_DIR/domain.bundle
    jipp search eval OUT_DIR/domain.bundle --queries OUT_DIR/queries.csv --qrels OUT_DIR/qrels.csv --groups OUT_DIR/groups.csv

Clusters are what is judged: gain 3 for what is sought, 1 for what is related; a row named without a cluster counts for its cluster.
"""

import csv
import pathlib
import sys

data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
cluster = {row["row_id"]: row["cluster_id"] for row in csv.DictReader((data / "clusters.csv").open())}
queries = list(csv.DictReader((data / "queries.csv").open()))


def write(name, header, rows):
    with (out / name).open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])


judged = []
for query in queries:
    gains = {}
    for clusters, rows, gain in (("rel1_clusters", "rel1_rows", 1), ("rel2_clusters", "rel2_rows", 3)):
        for name in query[clusters].split() + [cluster[row] for row in query[rows].split() if row in cluster]:
            gains[name] = gain
    judged += [(query["query_id"], name, gain) for name, gain in gains.items()]
write("queries.csv", ("query_id", "query", "type"), [(q["query_id"], q["query"], q["type"]) for q in queries])
write("qrels.csv", ("query_id", "doc_id", "gain"), judged)
write("groups.csv", ("doc_id", "group"), sorted(cluster.items()))
