"""Starts a program as on a machine that refuses it things: no root powers over files, or no large files.

python confined.py [--no-powers] [--largest BYTES] PROGRAM ARGUMENT...
"""

from __future__ import annotations

import ctypes
import os
import sys

_PR_CAPBSET_DROP = 24
_OVER_FILES = (1, 2, 3)
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH and CAP_FOWNER of linux/capability.h."""


def drop_powers() -> None:
    """Let permissions of files hold for root too, from the next program on. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in _OVER_FILES:
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "the powers of root cannot be dropped")


def main() -> None:
    """Become the program."""
    arguments = sys.argv[1:]
    if arguments[0] == "--no-powers":
        drop_powers()
        arguments = arguments[1:]
    if arguments[0] == "--largest":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(arguments[1]), int(arguments[1])))
        # importlib keeps half a module where the rest of it may not be written, and later programs read that.
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        arguments = arguments[2:]
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()
