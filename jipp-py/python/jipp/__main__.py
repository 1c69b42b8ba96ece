"""The `jipp` command: `python -m jipp` or `jipp`."""

import signal
import sys

from . import _jipp


def main() -> int:
    """Runs the command with the arguments of this process."""
    # the command runs in one call: Ctrl-C ends it at once, as it ends any program
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _jipp.cli(["jipp", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
