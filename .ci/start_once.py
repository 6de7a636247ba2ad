"""Start an installed tuinews once on a pseudo terminal: the demo's edition shows, ``q`` leads on to the list,
``Q`` leaves, all is restored.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import tempfile
import time

STEPS = ((b"That is all", b"q"), (b"newest first", b"Q"))
"""What is to be seen, and the key that is pressed then."""


def main(program: str) -> int:
    """Exit status 0 if the program showed its first screen and left in order."""
    with tempfile.TemporaryDirectory() as elsewhere:
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(elsewhere)
            os.environ.update(TERM="xterm-256color", COLUMNS="100", LINES="30", HOME=elsewhere)
            os.execv(program, [program, "demo"])
        seen = b""
        left = list(STEPS)
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
            if left and left[0][0] in seen:
                os.write(terminal, left.pop(0)[1])
        else:
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
    restored = seen.rstrip().endswith(b"\x1b[?25h") or b"\x1b[?1049l" in seen
    print(f"started {program}: status {code}, shown {not left}, terminal restored {restored}")
    return 0 if code == 0 and not left and restored else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
