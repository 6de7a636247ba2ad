"""The log file, where tracebacks go. It keeps at most two files of a mebibyte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LIMIT = 1 << 20


@contextmanager
def logged(path: Path, level: str = "WARNING") -> Iterator[None]:
    """What the program's loggers say goes to ``path`` meanwhile; that it cannot be written is no error."""
    import logging  # noqa: PLC0415
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415

    class Handler(RotatingFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:
            """Logging must not stop, nor talk over, what it reports on."""

    handler = Handler(path, maxBytes=_LIMIT, backupCount=1, encoding="utf-8", errors="replace", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("tuinews")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level.upper())
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        with suppress(OSError):  # what a full disk refused is tried once more, and refused again
            handler.close()


def crashed(path: Path, error: BaseException) -> bool:
    """Write ``error`` with its traceback to the log; whether that worked."""
    import logging  # noqa: PLC0415

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8"):
            pass
    except OSError:
        return False
    with logged(path):
        logging.getLogger("tuinews.cli").error("Unexpected error", exc_info=error)
    return True
