"""Public Indonesian questions in the form that `jipp search index` and `jipp search eval` read.

    python benches/search/ir.py IR_DIR OUT_DIR     # IR_DIR holds corpus.jsonl, queries.jsonl, qrels.tsv
    jipp search index OUT_DIR/ir.ndjson -o OUT_DIR/ir.bundle
    jipp search eval OUT_DIR/ir.bundle --queries OUT_DIR/ir.csv --qrels IR_DIR/qrels.tsv

A passage is a document with one text and no title, read by the same chain that serves the directory.
"""

import csv
import json
import pathlib
import sys

data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
with (out / "ir.ndjson").open("w") as file:
    for line in (data / "corpus.jsonl").open():
        passage = json.loads(line)
        file.write(json.dumps({"id": passage["id"], "texts": [["summary", passage["text"]]]}, ensure_ascii=False) + "\n")
with (out / "ir.csv").open("w", newline="") as file:
    rows = [json.loads(line) for line in (data / "queries.jsonl").open()]
    csv.writer(file).writerows([("query_id", "query", "type"), *((row["id"], row["text"], row["kind"]) for row in rows)])
