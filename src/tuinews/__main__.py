"""``python -m tuinews`` and the console script."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    try:
        from tuinews.cli.entry import main as run  # noqa: PLC0415 (^C may come as early as here)

        return run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return 130


# The engine's children import this module again under another name: they must not start a second program.
if __name__ == "__main__":
    sys.exit(main())
