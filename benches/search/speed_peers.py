"""How fast is search beside tantivy-py, SQLite FTS5 and bm25s, in one run?

    pip install tantivy bm25s PyStemmer
    python gen_corpus.py IR_DIR snowball_voc.txt 100000 corpus.jsonl --queries queries.json
    python benches/search/speed.py corpus.jsonl queries.json OUT_DIR
    python benches/search/speed_peers.py corpus.jsonl queries.json OUT_DIR --bench PATH_OF_BENCH

`--bench` is the program that `cargo bench -p jipp-core --bench search --no-run` names. Each engine runs in a process of its own, one after
the other, and is asked the same questions; each question in six rounds, the least of the last five counts (`benches/search.rs`). What
each gives back is not the same: jipp gives ten records with snippet, highlights and the number of all matches, over eight fields with lemmas;
tantivy-py ten stored records of three fields without stemming; SQLite FTS5 ten row numbers of two columns and the text; bm25s ten
numbers from one text with Snowball stems. Lucene, which needs Java, has `lucene_peer.py`.
"""

import argparse
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("corpus")
parser.add_argument("queries")
parser.add_argument("out", type=pathlib.Path)
parser.add_argument("--bench")
parser.add_argument("--peer", choices=["tantivy", "sqlite", "bm25s"])
args = parser.parse_args()
KINDS = ("word1", "need3", "need6")


def words(text):
    return re.findall(r"\w+", text.lower())


def measure(ask, questions):
    least = [float("inf")] * len(questions)
    for round in range(6):
        for number, question in enumerate(questions):
            start = time.perf_counter()
            ask(question)
            if round:
                least[number] = min(least[number], (time.perf_counter() - start) * 1e3)
    least.sort()
    return least[len(least) // 2], least[int((len(least) - 1) * 0.99)]


def tantivy_py(records):
    import tantivy

    builder = tantivy.SchemaBuilder()
    for field in ("judul", "instansi", "teks"):
        builder.add_text_field(field, stored=True)
    index = tantivy.Index(builder.build(), path=tempfile.mkdtemp())
    writer = index.writer(300_000_000, num_threads=1)
    for r in records:
        writer.add_document(tantivy.Document(judul=r["judul"], instansi=r["instansi"], teks=r["teks"]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(question):
        query = index.parse_query(" ".join(words(question)), ["judul", "instansi", "teks"], field_boosts={"judul": 3.0})
        return [searcher.doc(address) for _, address in searcher.search(query, 10).hits]

    return ask


def sqlite_fts5(records):
    db = sqlite3.connect(pathlib.Path(tempfile.mkdtemp()) / "peer.db")
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("PRAGMA synchronous=OFF")
    db.execute("CREATE VIRTUAL TABLE r USING fts5(judul, instansi, teks, tokenize='unicode61 remove_diacritics 2')")
    rows = ((r["id"] + 1, r["judul"], r["instansi"], r["teks"]) for r in records)
    db.executemany("INSERT INTO r(rowid, judul, instansi, teks) VALUES (?, ?, ?, ?)", rows)
    db.execute("INSERT INTO r(r) VALUES ('optimize')")
    db.commit()

    def ask(question):
        match = " OR ".join(f'"{word}"' for word in words(question))
        return db.execute("SELECT rowid FROM r WHERE r MATCH ? ORDER BY bm25(r, 3.0, 1.0, 1.0) LIMIT 10", (match,)).fetchall()

    return ask


def bm25s_id(records):
    import bm25s
    import Stemmer

    tokenizer = bm25s.tokenization.Tokenizer(stemmer=Stemmer.Stemmer("indonesian"), stopwords=[], splitter=r"[^\W_]+")
    texts = [(r["judul"] + " ") * 2 + r["instansi"] + " " + r["teks"] for r in records]
    model = bm25s.BM25()
    model.index(tokenizer.tokenize(texts, show_progress=False, return_as="tuple"), show_progress=False)

    def ask(question):
        ids = tokenizer.tokenize([question], update_vocab=False, show_progress=False, return_as="ids")
        return model.retrieve(ids, k=10, show_progress=False)

    return ask


if args.peer:
    build = {"tantivy": tantivy_py, "sqlite": sqlite_fts5, "bm25s": bm25s_id}[args.peer]
    records = [json.loads(line) for line in open(args.corpus)]
    start = time.process_time()
    ask = build(records)
    seconds = time.process_time() - start
    print(f"{args.peer}: indexed {len(records) / seconds:.0f} a CPU-second")
    asked = json.load(open(args.queries))
    for kind in KINDS:
        p50, p99 = measure(ask, asked[kind][:100])
        print(f"{kind:22} p50 {p50:.2f}  p99 {p99:.2f} ms")
    sys.exit()

if args.bench:
    subprocess.run([args.bench, args.out / "documents.ndjson", args.out / "queries.tsv"], check=True)
for peer in ("tantivy", "sqlite", "bm25s"):
    subprocess.run([sys.executable, __file__, args.corpus, args.queries, args.out, "--peer", peer], check=True)
