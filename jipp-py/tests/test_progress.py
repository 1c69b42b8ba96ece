"""Bars for people who look, and nothing for the others."""

import io
import subprocess
import sys

import pytest

import jipp
from jipp import _progress

ROWS = [{"title": f"Layanan {at}", "agency": "Pemkot Malang"} for at in range(3_000)]


def test_nobody_looks_here(capfd: pytest.CaptureFixture[str]) -> None:
    assert _progress.watcher(None) == (None, None)
    assert _progress.watcher(False) == (None, None)
    jipp.validate(ROWS)
    assert capfd.readouterr() == ("", "")


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm", reason="tqdm is not installed")
    monkeypatch.setattr(_progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    bars, close = _progress.watcher(None)
    assert isinstance(bars, _progress.Bars)
    bars._from = 0.0
    for done in (0, 50, 100):
        bars("check", done, 100)
    bars("compare", 1, 0)
    assert close is not None
    close()
    close()
    drawn = sys.stderr.getvalue()  # type: ignore[attr-defined]
    assert "checking records" in drawn
    assert "100%" not in drawn or "100/100" in drawn
    assert "comparing pairs" in drawn
    assert drawn.endswith("\r"), "a bar is gone when the work is done"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_may_be_asked_for() -> None:
    pytest.importorskip("tqdm", reason="tqdm is not installed")
    program = (
        "import jipp\n"
        "from jipp import _progress\n"
        "_progress.Bars.__init__.__defaults__ = (0.0,)\n"
        "rows = [{'title': f'Layanan {at}', 'agency': 'Pemkot Malang'} for at in range(5000)]\n"
        "jipp.validate(rows, progress=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "reading rows" in done.stderr
    assert done.stdout == ""


def test_short_work_imports_nothing() -> None:
    program = (
        "import sys, jipp\n"
        "from jipp import _progress\n"
        "_progress.Bars.__init__.__defaults__ = (3600.0,)\n"
        "jipp.validate([{'title': 'x', 'agency': 'y'}], progress=True)\n"
        "assert 'tqdm' not in sys.modules\n"
    )
    pytest.importorskip("tqdm", reason="tqdm is not installed")
    subprocess.run([sys.executable, "-c", program], check=True)


def test_what_is_no_progress_is_told() -> None:
    with pytest.raises(TypeError, match="`progress` is a function"):
        jipp.validate(ROWS[:1], progress=3)  # type: ignore[arg-type]


def test_without_tqdm_a_bar_is_refused_and_silence_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "find_spec", lambda _: None)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert _progress.watcher(None) == (None, None)
    with pytest.raises(ModuleNotFoundError, match=r"jipp\[progress\]"):
        _progress.watcher(True)
