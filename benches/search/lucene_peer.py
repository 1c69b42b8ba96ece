"""What does Apache Lucene with its IndonesianAnalyzer find, and how fast, beside jipp?

    pip download --no-deps pyserini==0.24.0                # its wheel holds Lucene 9.9.1; Java 17 (javac, java) is needed too
    jipp search eval OUT_DIR/ir.bundle --queries OUT_DIR/ir.csv --qrels IR_DIR/qrels.tsv --run jipp.run     # ir.py has the rest
    python benches/search/lucene_peer.py eval IR_DIR --jar pyserini-*.whl --run jipp.run
    python benches/search/lucene_peer.py speed corpus.jsonl queries.json OUT_DIR --jar pyserini-*.whl --bench PATH_OF_BENCH

`eval` asks the questions of `ir.py` in one field, any word is enough, and prints nDCG@10 of both and what jipp has more of it, with the
95 % interval of the bootstrap over questions. Lucene has the numbers of BM25 that it comes with, or those of `--bm25 K1,B`.

`speed` indexes the records of `gen_corpus.py` in the three fields of tantivy-py (`speed_peers.py`), one thread and one segment, and asks
the same questions: the least of five rounds for each after 30 that warm, CPU time of the thread as in `benches/search.rs`, and the clock.
Rates count the CPU time of all threads, compiler and collector of Java too; the second build finds its code compiled. Each answer has ten
stored records. jipp gives snippets besides, over eight fields, with lemmas, synonyms and typing errors; it counts every match as `all
counted` does, while `best ten only` may skip what cannot be among the ten. Lucene leaves out stop words, and its index is a mapped file.
"""

import argparse
import collections
import json
import math
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile

SOURCE = pathlib.Path(__file__).parent / "lucene" / "LucenePeer.java"
ANALYZER = "org/apache/lucene/analysis/id/IndonesianAnalyzer.class"
SAMPLES = 10_000

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
jobs = parser.add_subparsers(dest="job", required=True)
job = jobs.add_parser("eval", help="nDCG@10 of public questions")
job.add_argument("data", type=pathlib.Path, metavar="IR_DIR", help="holds corpus.jsonl, queries.jsonl, qrels.tsv")
job.add_argument("--run", type=pathlib.Path, help="run of jipp to compare with (`jipp search eval --run`)")
job.add_argument("--bm25", action="append", metavar="K1,B", help="numbers of BM25, again and again (default: 1.2,0.75 and 0.9,0.4)")
job.add_argument("--keep", type=pathlib.Path, metavar="DIR", help="keep the runs of Lucene here, in TREC's form")
job = jobs.add_parser("speed", help="records a CPU-second and milliseconds a question")
job.add_argument("corpus", help="corpus.jsonl of gen_corpus.py")
job.add_argument("queries", help="queries.json of gen_corpus.py")
job.add_argument("out", type=pathlib.Path, metavar="OUT_DIR", help="holds documents.ndjson and queries.tsv of speed.py")
job.add_argument("--bench", help="program that `cargo bench -p jipp-core --bench search --no-run` names, to run first")
for job in jobs.choices.values():
    job.add_argument("--jar", type=pathlib.Path, action="append", required=True, help="jar with Lucene 9 (from 9.5), or wheel of pyserini")
args = parser.parse_args()
work = pathlib.Path(tempfile.mkdtemp())


def jars(path):
    """The jar itself, or the jar inside a wheel."""
    if not zipfile.is_zipfile(path):
        sys.exit(f"{path} is no jar and no wheel: pip download --no-deps pyserini==0.24.0")
    if path.suffix != ".whl":
        return [path]
    with zipfile.ZipFile(path) as wheel:
        names = [name for name in wheel.namelist() if name.endswith(".jar")]
        return [pathlib.Path(wheel.extract(name, work)) for name in names]


def compiled():
    """The class path, with `LucenePeer` compiled against it."""
    if not (shutil.which("java") and shutil.which("javac")):
        sys.exit("no java and javac at hand: apt-get install openjdk-17-jdk-headless")
    found = [jar for path in args.jar for jar in jars(path)]
    if not any(ANALYZER in zipfile.ZipFile(jar).namelist() for jar in found):
        sys.exit("no IndonesianAnalyzer in the jar: pip download --no-deps pyserini==0.24.0, or lucene-core and lucene-analysis-common")
    path = os.pathsep.join(map(str, found))
    subprocess.run(["javac", "-cp", path, "-d", work, SOURCE], check=True)
    return os.pathsep.join([path, str(work)])


def java(path, *arguments):
    command = ["java", "-Xmx4g", "-XX:+UseSerialGC", "-cp", path, "LucenePeer", *map(str, arguments)]
    subprocess.run(command, check=True)


def write(name, rows):
    """Fields between tabs, so that Java needs no JSON; white space is one space."""
    with (work / name).open("w") as file:
        file.writelines("\t".join(" ".join(field.split()) for field in row) + "\n" for row in rows)
    return work / name


def lines(file):
    return [json.loads(line) for line in open(file)]


def ndcg(run, judged, k=10):
    """nDCG of each judged question, as `jipp search eval` counts: a question that found nothing has 0, a record found twice counts once."""
    found = collections.defaultdict(list)
    for line in run.open():
        question, _, record, rank, score, _ = line.split()
        found[question].append((-float(score), int(rank), record))
    values = {}
    for question, gains in judged.items():
        records = list(dict.fromkeys(record for _, _, record in sorted(found[question])))[:k]
        best = sorted(gains.values(), reverse=True)[:k]
        value = sum(gains.get(record, 0) / math.log2(place + 2) for place, record in enumerate(records))
        values[question] = value / sum(gain / math.log2(place + 2) for place, gain in enumerate(best))
    return values


def interval(differences):
    chance = random.Random(20261130)
    means = sorted(statistics.fmean(chance.choices(differences, k=len(differences))) for _ in range(SAMPLES))
    return means[round(0.025 * (SAMPLES - 1))], means[round(0.975 * (SAMPLES - 1))]


def evaluate(path):
    questions = lines(args.data / "queries.jsonl")
    judged = collections.defaultdict(dict)
    for line in (args.data / "qrels.tsv").open():
        question, _, record, gain = line.split()
        if float(gain) > 0:
            judged[question][record] = float(gain)
    passages = write("passages.tsv", ((passage["id"], passage["text"]) for passage in lines(args.data / "corpus.jsonl")))
    asked = write("questions.tsv", ((question["id"], question["text"]) for question in questions))
    sets = collections.defaultdict(list)
    for question in questions:
        if question["id"] in judged:
            sets[question["kind"]].append(question["id"])
    ours = ndcg(args.run, judged) if args.run else {}
    if ours:
        for name, ids in sorted(sets.items()):
            print(f"{name:6} {len(ids)} questions  jipp                  nDCG@10 {statistics.fmean(ours[i] for i in ids):.4f}")
    folder = args.keep or work
    folder.mkdir(parents=True, exist_ok=True)
    for numbers in args.bm25 or ["1.2,0.75", "0.9,0.4"]:
        k1, b = numbers.split(",")
        run = folder / f"lucene_{k1}_{b}.run"
        java(path, "eval", passages, asked, run, k1, b)
        theirs = ndcg(run, judged)
        for name, ids in sorted(sets.items()):
            line = f"{name:6} {len(ids)} questions  Lucene k1 {k1:4} b {b:4}  nDCG@10 {statistics.fmean(theirs[i] for i in ids):.4f}"
            if ours:
                differences = [ours[i] - theirs[i] for i in ids]
                low, high = interval(differences)
                better, worse = sum(d > 1e-9 for d in differences), sum(d < -1e-9 for d in differences)
                line += f"  jipp {statistics.fmean(differences):+.4f} ({low:+.4f} to {high:+.4f}), better in {better}, worse in {worse}"
            print(line, flush=True)


def speed(path):
    if args.bench:
        subprocess.run([args.bench, args.out / "documents.ndjson", args.out / "queries.tsv"], check=True)
    facets = ("provinsi", "tahun", "sektor", "tahap")
    fields = ("judul", "instansi", "teks", *facets)
    rows = ((*(str(r[name]) for name in fields), "|".join(map(str, r["sdg"]))) for r in map(json.loads, open(args.corpus)))
    records = write("records.tsv", rows)
    kinds = json.load(open(args.queries))
    queries = write("queries.tsv", ((kind, query) for kind in ("word1", "need3", "need6") for query in kinds[kind]))
    java(path, "speed", records, queries, work / "index")


try:
    {"eval": evaluate, "speed": speed}[args.job](compiled())
finally:
    shutil.rmtree(work)
