"""What showing articles loads: nothing that only taking them in needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import tuinews

SHOWING = "clean width addresses dates words blocks lines"
NOT_FOR_SHOWING = {
    "nh3",
    "html",
    "urllib",
    "ipaddress",
    "zoneinfo",
    "dataclasses",
    "rich",
    "pygments",
    "tuinews.text.html",
    "tuinews.text.scrub",
    "tuinews.text.cells",
    "tuinews.text.titles",
    "tuinews.text.datereading",
}
SCRIPT = f"""
import importlib, sys
for name in {SHOWING.split()!r}:
    importlib.import_module("tuinews.text." + name)
from tuinews.text import blocks, clean, dates, lines
document = blocks.parse("<p>Plain &amp; <a href='https://a.example/'>simple</a></p>")
assert [lines.line_text(line) for line in lines.set_lines(document, 40)] == ["Plain & simple[1]"]
assert clean.one_line("Größe – “gut”") == "Größe – “gut”"
print(*sys.modules)
"""


def test_showing_an_article_loads_nothing_that_only_taking_it_in_needs() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(Path(tuinews.__file__).parents[1])!r})\n{SCRIPT}",
        ],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert NOT_FOR_SHOWING.isdisjoint(done.stdout.split())
