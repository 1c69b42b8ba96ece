"""Speed corpus and queries of `gen_corpus.py` in the form that `cargo bench --bench search` reads.

    python gen_corpus.py IR_DIR snowball_voc.txt 100000 corpus.jsonl --queries queries.json
    python benches/search/speed.py corpus.jsonl queries.json OUT_DIR
    cargo bench -p jipp-core --bench search -- OUT_DIR/documents.ndjson OUT_DIR/queries.tsv
    python benches/search/speed_peers.py corpus.jsonl queries.json
"""

import json
import pathlib
import sys

corpus, queries, out = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
out.mkdir(parents=True, exist_ok=True)
with (out / "documents.ndjson").open("w") as file:
    for line in open(corpus):
        r = json.loads(line)
        document = {
            "id": f"g:{r['id']:07}",
            "title": r["judul"],
            "agency": r["instansi"],
            "province": r["provinsi"],
            "region": r["provinsi"],
            "year": r["tahun"],
            "sector": r["sektor"],
            "status": r["tahap"],
            "sdgs": [str(goal) for goal in r["sdg"]],
            "texts": [["summary", r["teks"]]],
        }
        file.write(json.dumps(document, ensure_ascii=False) + "\n")
asked = json.load(open(queries))
with (out / "queries.tsv").open("w") as file:
    for kind in ("word1", "need3", "need6", "acronym", "acronym_typo", "word_typo", "prefix", "need2_prefix"):
        for query in asked[kind]:
            file.write(f"{kind}\t{query}\n")
    for query in asked["phrase2"]:
        file.write(f'phrase2\t"{query}"\n')
    for query in ("yang di", "di yang", "dan yang", "untuk yang") * 5:
        file.write(f'phrase_of_stop_words\t"{query}"\n')
    for query in asked["filter_need2"]:
        file.write(f"filter\t{query['q']} year:{query['tahun_min']}..\n")
