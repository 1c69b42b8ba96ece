"""Runs jipp and its peers on one file, each in a process of its own, and prints a table in Markdown.

    python run.py records.csv --binary PATH_OF_JIPP --repeats 3
    python run.py records.csv --binary PATH_OF_JIPP --all-rules        # jipp alone, with every rule

Rounds are interleaved, so that a noisy minute touches all tools. Figures are medians. "File to findings" is the whole process: start,
read the CSV, check, write the findings. "In memory" is the checking of a table that is loaded, without that.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from statistics import median

import peer
import rules

HERE = Path(__file__).parent
PEERS = {"polars": "peer_polars.py", "pandera": "peer_pandera.py", "pydantic": "peer_pydantic.py"}


def run(python: str, script: str, *options: str) -> dict:
    """One run of a script: what it told, with the cost of its process unless it measured the tool's own."""
    code, printed, cost = peer.measured([python, str(HERE / script), *options])
    if code:
        sys.exit(f"{script} {' '.join(options)} ended with {code}")
    told = json.loads(printed.splitlines()[-1])
    told.setdefault("process", cost)
    spent = told if "cpu" in told else told["process"]
    form = options[options.index("--in-memory") :] if "--in-memory" in options else []
    print(told["tool"], *form, shown(spent["wall"]), "s wall,", shown(spent["cpu"]), "s CPU", file=sys.stderr)
    return told


def middle(runs: list[dict], *path: str) -> float:
    """The median of a figure, NaN where a tool does not have it."""
    figures = [one.get("process", {}).get(path[1]) if path[0] == "process" else one.get(path[0]) for one in runs]
    return median(figures) if figures and None not in figures else float("nan")


def shown(value: float, ratio_to: float | None = None) -> str:
    if value != value:
        return "-"
    text = f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
    return text if ratio_to is None or ratio_to != ratio_to else f"{text} ({value / ratio_to:.2f}x)"


def table(file: dict[str, list[dict]], memory: dict[str, list[dict]]) -> None:
    print("| tool | file to findings: wall s | CPU s | peak MB | in memory: wall s | CPU s |\n|---|---|---|---|---|---|")
    for name, runs in file.items():
        cells = [runs[0]["tool"]]
        for key in ("wall", "cpu", "memory"):
            cells.append(shown(middle(runs, "process", key), middle(file["jipp"], "process", key) if name != "jipp" else None))
        for key in ("wall", "cpu"):
            ours = middle(memory["jipp"], key) if memory.get("jipp") and name != "jipp" else None
            cells.append(shown(middle(memory.get(name, []), key), ours))
        print(f"| {' | '.join(cells)} |")
    print("\nIn brackets: the tool's figure divided by jipp's; above 1 the tool needs more.\n")


def counts(file: dict[str, list[dict]]) -> None:
    print(f"| rule | {' | '.join(file)} |\n|---|{'---|' * len(file)}")
    for code in rules.CODES:
        found = [runs[0]["counts"][code] for runs in file.values()]
        print(f"| {code} | {' | '.join(map(str, found))} |{'' if len(set(found)) == 1 else ' differs'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--binary", help="the jipp command; else the Python package is measured")
    parser.add_argument("--python", default=sys.executable, help="the Python in which the peers are installed")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--tools", default=",".join(PEERS), help="peers to run, parted by commas")
    parser.add_argument("--no-memory", action="store_true", help="leave out the runs in memory")
    parser.add_argument("--no-package", action="store_true", help="the Python package of jipp is not installed")
    parser.add_argument("--all-rules", action="store_true")
    given = parser.parse_args()
    command = ["--binary", given.binary] if given.binary else []
    size = os.path.getsize(given.file) / 1e6
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"{Path(given.file).name}: {size:,.0f} MB; {machine}; {given.repeats} runs\n")
    if given.all_rules:
        return all_rules(given, command)
    scripts = {"jipp": "jipp_validate.py"} | {name: PEERS[name] for name in given.tools.split(",") if name}
    file: dict[str, list[dict]] = {name: [] for name in scripts}
    memory: dict[str, list[dict]] = {name: [] for name in scripts}
    alone: list[dict] = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(given.repeats):
            for name, script in scripts.items():
                options = [given.file, "--findings", f"{folder}/{name}.csv"]
                file[name].append(run(given.python, script, *options, *(command if name == "jipp" else [])))
                if not given.no_memory and not (name == "jipp" and given.no_package):
                    memory[name].append(run(given.python, script, given.file, "--in-memory"))
            if not given.no_memory and not given.no_package:
                alone.append(run(given.python, "jipp_validate.py", given.file, "--in-memory", "records"))
    table(file, memory)
    if alone:
        wall, cpu = shown(middle(alone, "wall")), shown(middle(alone, "cpu"))
        print(f"The rules of jipp alone, over records already read: {wall} s wall, {cpu} s CPU.\n")
    counts(file)


def all_rules(given, command: list[str]) -> None:
    runs = [run(given.python, "jipp_validate.py", given.file, "--all-rules", *command) for _ in range(given.repeats)]
    figures = [shown(middle(runs, "process", key)) for key in ("wall", "cpu", "memory")]
    print("| tool | wall s | CPU s | peak MB | findings |\n|---|---|---|---|---|")
    print(f"| {runs[0]['tool']}, all rules | {' | '.join(figures)} | {sum(runs[0]['counts'].values()):,} |\n")
    print("| rule | findings |\n|---|---|")
    for code, count in sorted(runs[0]["counts"].items()):
        print(f"| {code} | {count} |")


if __name__ == "__main__":
    main()
