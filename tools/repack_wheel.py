"""Packs a wheel again with Zopfli, which finds shorter Deflate streams: what everybody downloads has a limit.

    python tools/repack_wheel.py build/wheel/jipp-*.whl

The files in it, their order, times and rights stay as they are, so the hashes in its RECORD hold.
"""

import sys
import zipfile
from pathlib import Path

import zopfli

# one more iteration costs as much time as the one before and saves little
ITERATIONS = 1


def repack(path: Path) -> None:
    packed = path.with_suffix(".packed")
    with zipfile.ZipFile(path) as old, zopfli.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, iterations=ITERATIONS) as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
    before, after = path.stat().st_size, packed.stat().st_size
    packed.replace(path)
    print(f"{path.name}: {before:,} -> {after:,} bytes")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        repack(Path(name))
