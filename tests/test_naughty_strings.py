"""The list of naughty strings, each as title, label, author, category, name of a source, query and file."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.command_line import run_program
from support.feed_server import FeedServer
from tuinews.__main__ import main
from tuinews.library import Library
from tuinews.model import Scope, Source, TuinewsError, View
from tuinews.query import parse
from tuinews.settings.opml import read_opml, write_opml
from tuinews.settings.paths import resolve
from tuinews.settings.sources_file import add_sources, load_sources
from tuinews.text.clean import one_line, title_text

pytestmark = [pytest.mark.corpus, pytest.mark.xdist_group("naughty")]

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="module")
def strings(corpus: Path) -> list[str]:
    found: list[str] = json.loads((corpus / "hostile/naughty-strings.json").read_text("utf-8"))
    assert len(found) == 358
    return found


@pytest.fixture(scope="module")
def home(strings: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose one source that is asked has an article for each string, the others are named so."""
    home = tmp_path_factory.mktemp("naughty")
    items = [
        {"id": f"{n}", "title": text, "content_text": text, "tags": [text], "authors": [{"name": text}]}
        for n, text in enumerate(strings)
    ]
    body = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "All", "items": items}
    ).encode()
    paths = resolve(str(home))
    paths.sources.parent.mkdir()
    with FeedServer() as server:
        url = server.serve("/all", body, content_type="application/feed+json")
        named = [
            Source(f"s{n}", f"https://n.example/{n}", title=text, category=text, tags=(text,), paused=True)
            for n, text in enumerate(strings)
        ]
        add_sources(paths.sources, [Source("all", url, private=True), *named])
        refreshed = run_program(home, "refresh", "--json")
    assert (refreshed.status, refreshed.err) == (0, "")
    assert refreshed.lines[0]["new"] == len(strings)
    return home


@pytest.fixture(scope="module")
def library(home: Path) -> Iterator[Library]:
    opened = Library.open(resolve(str(home)))
    yield opened
    opened.close()


def command(home: Path, *argv: str) -> tuple[int, str, str]:
    """Status and output of a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(["--home", str(home), *argv])
    return status, out.getvalue(), err.getvalue()


def test_as_titles_they_are_shown_on_one_line_as_they_are(library: Library, strings: list[str]) -> None:
    rows = {row.id: row.title for row in library.page(View(), limit=1000)}
    titles = [rows[id] for id in sorted(rows)]
    assert len(titles) == len(strings)
    for title, text in zip(titles, strings, strict=True):
        # Of what is nothing but tags or blanks, the text makes the headline.
        assert title == (title_text(text) or title)
    assert not any(UNSAFE.search(title) or "\n" in title for title in titles)


def test_as_labels_and_authors_they_are_clean(library: Library, home: Path) -> None:
    for row in library.page(View(), limit=1000):
        article = library.article(row.id)
        assert article is not None
        for text in (*article.labels, article.author or ""):
            assert not UNSAFE.search(text)
            assert "\n" not in text
        status, out, err = command(home, "read", str(row.id))
        assert (status, err) == (0, "")
        assert not UNSAFE.search(out)


def test_as_names_and_categories_of_sources_they_come_back_the_same(
    home: Path, library: Library, strings: list[str]
) -> None:
    document = load_sources(resolve(str(home)).sources)
    assert document.problems == ()
    _, *named = document.sources
    assert [source.title for source in named] == [one_line(text) for text in strings]
    assert {tab.view.name for tab in library.tabs() if tab.view.scope is Scope.CATEGORY} <= {
        source.category for source in named
    }
    for argv in (("sources",), ("sources", "--json"), ("list", "--limit", "1000")):
        status, out, err = command(home, *argv)
        assert (status, err) == (0, "")
        assert not UNSAFE.search(out)


def test_a_list_of_feeds_that_are_named_so_comes_back_the_same(home: Path) -> None:
    _, *named = load_sources(resolve(str(home)).sources).sources
    again = {source.url: source for source in read_opml(write_opml(named))}
    for source in named:
        assert again[source.url].title in (source.title, "")
        # Endless categories are cut short where a list comes in.
        assert source.category.startswith(again[source.url].category.removesuffix("…"))


def test_as_queries_they_find_something_or_nothing(library: Library, strings: list[str]) -> None:
    for text in strings:
        for typing in (True, False):
            parse(text, typing=typing)
        with contextlib.suppress(TuinewsError):
            best = library.search(text)
            assert len(best) <= 20
            assert {row.id for row in best} <= set(library.matching(text))
            library.page(View(Scope.SEARCH, text))
            library.related_to_query(text)


def test_as_names_of_files_they_name_that_file_and_no_other(tmp_path: Path, strings: list[str]) -> None:
    home = tmp_path / "home"
    add_sources(resolve(str(home)).sources, [Source("one", "https://n.example/1")])
    written = 0
    for number, text in enumerate(strings):
        folder = tmp_path / str(number)
        folder.mkdir()
        # A test writes nowhere but in its folder: whoever types ../ on a command line means it.
        if "\0" in text or not text or ".." in Path(text).parts:
            continue
        try:
            status, out, err = command(home, "export", f"{folder}/{text}")
        except SystemExit as usage:
            raise AssertionError(text) from usage
        assert not UNSAFE.search((out + err).replace("\t", " ")), text
        made = [path for path in folder.rglob("*") if path.is_file()]
        if status:
            assert made == []
            assert err.count("\n") == 1
            assert "cannot be written" in err
            continue
        written += 1
        assert [str(path) for path in made] == [str(Path(f"{folder}/{text}"))]
        status, out, err = command(home, "import", f"{folder}/{text}")
        assert (status, err) == (0, "")
        assert out.startswith("0 sources new"), out
    assert written > 200
