"""Names of files are made by us."""

from __future__ import annotations

import re

import pytest

from tuinews.text.filenames import file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Storm warning for the coast", "storm-warning-for-the-coast-7.md"),
        ("Über Ärger: 100 % „neu“", "uber-arger-100-neu-7.md"),
        ("../../etc/passwd", "etc-passwd-7.md"),
        (".bashrc", "bashrc-7.md"),
        ("-rf *; $(reboot)\x00\n", "rf-reboot-7.md"),
        ("CON", "con-7.md"),
        ("雨", "article-7.md"),
        ("", "article-7.md"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word-7.md"),
        ("x" * 400, "x" * 60 + "-7.md"),
    ],
)
def test_a_name_has_small_letters_digits_and_dashes_only(title: str, name: str) -> None:
    assert file_name(title, 7) == name
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,100}\.md", name)


def test_what_would_have_the_same_name_is_numbered() -> None:
    assert file_name("Storm", 7, 2) == "storm-7-2.md"
