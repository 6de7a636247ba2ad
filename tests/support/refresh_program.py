"""A refresh as a process of its own, without threads, so that its children are forked as on a user's
machine.

python refresh_program.py HOME

Prints a JSON line for each outcome, and at the end the report, or the error. A document that contains
``<crash/>`` ends the process that parses it, one with ``<greedy/>`` takes more memory than there is, one
with ``<slow/>`` never ends being parsed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict
from typing import Any

from tuinews.model import Outcome, TuinewsError
from tuinews.refresh import crew, worker
from tuinews.refresh.pipeline import run
from tuinews.settings.config import Config
from tuinews.settings.paths import resolve
from tuinews.sources.parse import parse_document


def _parse(body: bytes, **rest: Any) -> Any:
    if b"<crash/>" in body:
        os._exit(7)
    if b"<greedy/>" in body:
        bytearray(1 << 42)
    if b"<slow/>" in body:
        time.sleep(600)
    return parse_document(body, **rest)


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _tell(outcome: Outcome) -> None:
    _say(asdict(outcome))


def main() -> int:
    """Run it."""
    setattr(worker, "parse_document", _parse)  # noqa: B010 - the worker does not export it
    crew.LONGEST_READING = 0.5
    try:
        report = run(resolve(sys.argv[1]), Config(), on_outcome=_tell, force=True, spacing=0.0)
    except TuinewsError as error:
        _say({"error": str(error)})
        return 1
    except KeyboardInterrupt:
        _say({"stopped": True})
        return 130
    _say(asdict(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
