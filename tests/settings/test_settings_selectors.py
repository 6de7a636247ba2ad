"""Selectors of a list page in sources.toml: read by their rules, wrong ones reported in words, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuinews.model import Selectors, Source
from tuinews.settings.sources_file import add_sources, load_sources, update_source

TABLE = """\
# pages

[[source]]
id = "club"
url = "https://club.example/news"   # no feed
kind = "page"
{}
"""


def load(tmp_path: Path, line: str) -> tuple[Selectors, list[str]]:
    path = tmp_path / "sources.toml"
    path.write_text(TABLE.format(line))
    document = load_sources(path)
    (source,) = document.sources
    return source.selectors, [problem.message for problem in document.problems]


class TestReading:
    def test_an_inline_table_and_one_of_its_own_say_the_same(self, tmp_path: Path) -> None:
        wanted: tuple[Selectors, list[str]] = (Selectors(item="li.story", date="span.when"), [])
        assert load(tmp_path, 'selectors = { item = "li.story", date = "span.when" }') == wanted
        assert load(tmp_path, '[source.selectors]\nitem = "li.story"\ndate = "span.when"') == wanted

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ('selectors = "li"', 'is the text "li"; the key is left out.'),
            ('selectors = { itme = "li" }', "itme is not one of them. The nearest is item."),
            ('selectors = { next = "li" }', "There are: item, title, link, date, summary."),
            ("selectors = { item = 5 }", "item is the number 5."),
            ('selectors = { item = " " }', 'item is the text "".'),
            (
                'selectors = { item = "li >" }',
                'item is the text "li >", which is no CSS selector (Expected selector, got <EOF at 4>).',
            ),
            ('selectors = { date = "p:foo" }', "which is no CSS selector (The pseudo-class :foo is unknown)"),
            ('selectors = { date = "p::before" }', "which is no CSS selector"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_source_is_followed_without_it(
        self, tmp_path: Path, line: str, why: str
    ) -> None:
        selectors, problems = load(tmp_path, line)
        assert selectors == Selectors()
        (said,) = problems
        assert said.startswith("source 1: selectors should be a table of CSS selectors with the keys item,")
        assert why in said
        assert "but is a table" not in said


class TestWriting:
    def test_they_are_added_as_one_line_and_come_back(self, tmp_path: Path) -> None:
        path = tmp_path / "sources.toml"
        source = Source(
            "club", "https://club.example/", kind="page", selectors=Selectors('a[href^="/n"]', "b")
        )
        add_sources(path, [source])
        assert r"""selectors = { item = "a[href^=\"/n\"]", title = "b" }""" in path.read_text()
        assert load_sources(path).sources == (source,)

    @pytest.mark.parametrize(
        "line", ["", 'selectors = { item = "li" }', '[source.selectors]\nitem = "li"  # each of them']
    )
    def test_they_are_changed_and_the_rest_stays(self, tmp_path: Path, line: str) -> None:
        path = tmp_path / "sources.toml"
        path.write_text(TABLE.format(line))
        changed = update_source(path, "club", selectors=Selectors(item="p", link="a")).after
        assert changed is not None
        assert load_sources(path).sources == (changed,)
        assert changed.selectors == Selectors(item="p", link="a")
        assert "# no feed" in path.read_text()
        plain = update_source(path, "club", selectors=Selectors()).after
        assert load_sources(path).sources == (plain,)
        assert "selectors" not in path.read_text()

    def test_another_key_can_be_changed_beside_them(self, tmp_path: Path) -> None:
        path = tmp_path / "sources.toml"
        path.write_text(TABLE.format('[source.selectors]\nitem = "li"  # each of them'))
        update_source(path, "club", title="The Club")
        (source,) = load_sources(path).sources
        assert (source.title, source.selectors) == ("The Club", Selectors(item="li"))
        assert "# each of them" in path.read_text()
