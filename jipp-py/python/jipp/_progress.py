"""How far long work has come, shown by tqdm if it is installed and somebody looks."""

from __future__ import annotations

import importlib
import sys
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from time import monotonic
from typing import Any

Watcher = Callable[[str, int, int], object]

#: Work that ends within so many seconds shows nothing, and imports nothing.
PATIENCE = 0.5

STAGES = {
    "read": "reading rows",
    "check": "checking records",
    "candidates": "looking for pairs",
    "compare": "comparing pairs",
    "index": "indexing",
    "write": "writing",
}


def watcher(progress: Watcher | bool | None) -> tuple[Watcher | None, Callable[[], None] | None]:
    """Who is told, and what is called at the end. A callable is told as it is; `True` means a bar, `False` nothing, `None` a bar if
    somebody looks and tqdm is there."""
    if callable(progress):
        return progress, None
    if progress is None:
        wanted = _somebody_looks() and find_spec("tqdm") is not None
    elif not isinstance(progress, bool):
        raise TypeError(f"`progress` is a function of stage, done and total, or True, False or None, not `{type(progress).__name__}`")
    else:
        wanted = progress
        if wanted and find_spec("tqdm") is None:
            raise ModuleNotFoundError("a progress bar needs tqdm: pip install 'jipp[progress]'", name="tqdm")
    if not wanted:
        return None, None
    bars = Bars()
    return bars, bars.close


def _somebody_looks() -> bool:
    """Whether this is a terminal or a notebook."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if getattr(shell, "kernel", None) is not None:
        return True
    return sys.stderr is not None and sys.stderr.isatty()


class Bars:
    """One bar for each stage, gone when the work is done."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._from = monotonic() + patience
        self._stage = ""
        self._bar: Any = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if monotonic() < self._from:
            return
        if stage != self._stage or self._bar is None:
            self.close()
            with warnings.catch_warnings():
                # a notebook without ipywidgets gets the bar of a terminal, and no warning about it
                warnings.simplefilter("ignore")
                tqdm = importlib.import_module("tqdm.auto").tqdm
                self._bar = tqdm(desc=STAGES.get(stage, stage), total=total or None, initial=done, leave=False, unit="", unit_scale=True)
            self._stage = stage
        elif done > self._bar.n:
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
