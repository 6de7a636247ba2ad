"""Start an installed tuinews once on a pseudo terminal: the demo shows, ``Q`` leaves, all is restored."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import tempfile
import time


def main(program: str) -> int:
    """Exit status 0 if the program showed its first screen and left in order."""
    with tempfile.TemporaryDirectory() as elsewhere:
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(elsewhere)
            os.environ.update(TERM="xterm-256color", COLUMNS="100", LINES="30", HOME=elsewhere)
            os.execv(program, [program, "demo"])
        seen = b""
        asked = False
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if not select.select([terminal], [], [], 0.5)[0]:
                continue
            try:
                data = os.read(terminal, 1 << 16)
            except OSError:
                break
            if not data:
                break
            seen += data
            if not asked and b"newest first" in seen:
                os.write(terminal, b"Q")
                asked = True
        else:
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
    restored = seen.rstrip().endswith(b"\x1b[?25h") or b"\x1b[?1049l" in seen
    print(f"started {program}: status {code}, shown {asked}, terminal restored {restored}")
    return 0 if code == 0 and asked and restored else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
