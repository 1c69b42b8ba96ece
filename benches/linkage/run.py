"""Quality and CPU of the linkage beside peers, on public sets: one command, one table.

    python benches/linkage/run.py ../shared/bench/linkage WORK [--sets abt_buy,dblp_acm,...] [--peers splink,tfidf,rapidfuzz]

The first argument is the folder with the sets, their preparation, the evaluator and one script for each peer (not part of this
repository). Needs target/profiling/jipp (`cargo build --profile profiling -p jipp-core --features cli`), pandas, pyarrow, scipy, and the
peers asked for. jipp runs without settings. Prints F1 at the engine's own threshold, the best over all thresholds, one-to-one at the
default (link) or after closure of the pairs (dedupe), CPU seconds of the whole process and peak memory.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def measured(command, **options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run_jipp(pd, canon, out, jipp):
    """Writes what the evaluator reads; reading and writing CSV is part of the measured time."""
    out.mkdir(parents=True, exist_ok=True)
    records = pd.read_parquet(canon / "records.parquet")
    link = json.loads((canon / "meta.json").read_text())["link_type"] == "link"
    files = []
    for side in "ab" if link else "a":
        path = out / f"{side}.csv"
        records[records.src == side].drop(columns="src").to_csv(path, index=False)
        files.append(str(path))
    pairs = out / "pairs.csv"
    command = [jipp, "link" if link else "dedupe", *files, "--id", "uid", "--settings", str(out / "empty.toml"), "--pairs", str(pairs)]
    (out / "empty.toml").write_text("")
    cpu = measured([*command, "--threshold", "0.5", "--clusters", str(out / "clusters.csv")])
    found = pd.read_csv(pairs, dtype={"left": str, "right": str})
    found = found.rename(columns={"left": "l", "right": "r", "probability": "score"})
    found[["l", "r", "score"]].to_parquet(out / "pairs.parquet")
    (out / "info.json").write_text(json.dumps({"engine": "jipp", "threshold": 0.5, "n_candidates": len(found)}))
    return cpu


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--sets", default="febrl3,febrl4,dblp_acm,abt_buy")
    arguments.add_argument("--peers", default="splink,tfidf,rapidfuzz")
    arguments.add_argument("--jipp", default=str(ROOT / "target/profiling/jipp"))
    given = arguments.parse_args()
    import pandas as pd

    sys.path.insert(0, str(given.shared))
    from evaluate import evaluate

    environment = {**os.environ, "DEDUP_WORK": str(given.work)}
    sets = given.sets.split(",")
    missing = [name for name in sets if not (given.work / "canon" / name).exists()]
    if missing:
        subprocess.run([sys.executable, str(given.shared / "prepare.py"), *missing], check=True, env=environment)
    print("| set | engine | F1 at its threshold | F1 at the best | one-to-one / closed | CPU s |\n|---|---|---|---|---|---|")
    for name in sets:
        canon = given.work / "canon" / name
        for engine in ["jipp", *given.peers.split(",")]:
            out = given.work / "out" / name / engine
            try:
                if engine == "jipp":
                    cpu = run_jipp(pd, canon, out, given.jipp)
                else:
                    script = given.shared / "engines" / f"{engine}_.py"
                    cpu = measured([sys.executable, str(script), str(canon), str(out)], env=environment)
            except subprocess.CalledProcessError as error:
                print(f"| {name} | {engine} | failed: {error.returncode} |")
                continue
            found = evaluate(canon, out)
            last = found.get("f1_11_def", found.get("closed_f1_def"))
            print(f"| {name} | {engine} | {found['f1']:.4f} | {found['best_f1']:.4f} | {last:.4f} | {cpu:.1f} |", flush=True)


if __name__ == "__main__":
    main()
