"""The hostile documents that ``make_hostile.py`` makes: what they are, how to serve them, what must hold."""

from __future__ import annotations

import contextlib
import io
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_PROGRAM = str(Path(__file__).with_name("make_hostile.py"))


@dataclass(frozen=True)
class Hostile:
    """A document, and the rules that it must not break."""

    file: str
    serve: str
    """Content type, then content encodings."""
    expect: tuple[str, ...]
    n_items: int | None = None
    visible: tuple[str, ...] = ()
    """What must be seen."""
    text: str = ""
    """What must have been decoded."""

    @property
    def content_type(self) -> str:
        return self.serve.partition("; ")[0]

    @property
    def headers(self) -> dict[str, str]:
        """The headers to serve it with."""
        encodings = self.serve.partition("; ")[2]
        return {"Content-Type": self.content_type} | ({"Content-Encoding": encodings} if encodings else {})

    @property
    def kind(self) -> str:
        """``list``, ``behaviour``, ``page`` or ``feed``."""
        if self.content_type == "text/x-opml":
            return "list"
        if self.content_type == "application/x-ndjson":
            return "behaviour"
        return "page" if self.content_type == "text/html" else "feed"

    def limit(self, rule: str) -> float | None:
        """The number behind a rule such as ``bounded-time:5``."""
        return next(
            (float(found[len(rule) + 1 :]) for found in self.expect if found.startswith(f"{rule}:")), None
        )


@cache
def documents() -> dict[str, Hostile]:
    """All of them, by file; none is made for that."""
    found = {}
    for name, _, about in runpy.run_path(_PROGRAM)["CASES"]:
        facts: dict[str, Any] = {key: about[key] for key in ("n_items", "text") if key in about}
        found[name] = Hostile(
            name, about["serve"], tuple(about["expect"]), visible=tuple(about.get("visible", ())), **facts
        )
    return found


def of_kind(*kinds: str) -> Iterator[Hostile]:
    """Those of some kinds."""
    return (document for document in documents().values() if document.kind in kinds)


def with_rules(*rules: str) -> list[tuple[str, str]]:
    """File and rule, for every document that has one of these rules, numbers and all."""
    return [
        (document.file, rule)
        for document in documents().values()
        for rule in document.expect
        if rule.partition(":")[0] in rules
    ]


def make(folder: Path) -> None:
    """Write all of them into a folder."""
    with contextlib.redirect_stdout(io.StringIO()):
        runpy.run_path(_PROGRAM)["main"](str(folder))
