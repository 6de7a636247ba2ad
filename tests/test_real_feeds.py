"""Every captured feed, subscribed through one list and refreshed in one run by the program itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest

from support.real_feeds import RealHome
from tuinews.library import Library
from tuinews.model import Headline, Scope, View
from tuinews.settings.paths import resolve
from tuinews.text.clean import title_text

pytestmark = [pytest.mark.corpus, pytest.mark.xdist_group("real")]


class Run:
    """The reports, and the library as it is afterwards."""

    def __init__(self, made: RealHome, library: Library) -> None:
        self.index, self.reference, self.first, self.again = (
            made.index,
            made.reference,
            made.first,
            made.again,
        )
        self._library = library
        self._ids = {state.source.url.rpartition("/")[2]: state.source.id for state in library.sources()}

    def id(self, name: str) -> str:
        """The id the import gave the source that was served under this name."""
        return self._ids[name]

    def rows(self, name: str) -> list[Headline]:
        """Its articles as listed."""
        return self._library.page(View(Scope.SOURCE, self.id(name)), limit=100_000)


@pytest.fixture(scope="module")
def run(real_home: RealHome) -> Iterator[Run]:
    library = Library.open(resolve(str(real_home.home)))
    yield Run(real_home, library)
    library.close()


def test_every_source_is_reported_once_and_none_stops_another(run: Run) -> None:
    assert len(run.first) == len(run.index)
    assert {line["status"] for line in run.first.values()} <= {"stored", "failed"}


def test_every_item_of_the_reference_is_kept(run: Run) -> None:
    missing = {
        name: (len(items), len(run.rows(name)))
        for name, items in run.reference.items()
        if len(run.rows(name)) != run.index[name]["n_items"]
    }
    # Its items stand inside one another on purpose, and feedparser reads them otherwise than XPath.
    assert {name for name in missing if "illegally-nested" not in name} == set()


def test_titles_are_those_of_the_reference_after_clean_up(run: Run) -> None:
    wrong = {}
    for name, items in run.reference.items():
        want = Counter(title_text(item["title"] or "") for item in items if item["title"])
        have = Counter(row.title for row in run.rows(name))
        lacking = want - have
        if lacking:
            wrong[name] = list(lacking)[:3]
    assert wrong == {}


def as_browsers_write(link: str) -> str:
    """Spaces escaped, the host in lower case, and a slash where there is no path (WHATWG URL)."""
    scheme, _, rest = link.replace(" ", "%20").partition("://")
    host, _, path = rest.partition("/")
    return f"{scheme}://{host.lower()}/{path}"


def test_links_are_those_of_the_reference(run: Run) -> None:
    wrong = {}
    for name, items in run.reference.items():
        have = {row.url for row in run.rows(name)}
        want = {as_browsers_write(item["link"].strip()) for item in items if item["link"]}
        lacking = {link for link in want if link.startswith("http")} - have
        if lacking:
            wrong[name] = sorted(lacking)[:3]
    assert wrong == {}


def moment(text: str) -> datetime | None:
    """A date as the standard library reads it, which is not our code."""
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def test_the_list_is_in_the_order_of_the_stated_dates(run: Run) -> None:
    checked = 0
    now = datetime.now(UTC)  # what is stated to be in the future is listed where it was first seen
    for name, items in run.reference.items():
        stated: dict[str, datetime] = {}
        for item in items:
            when = moment(item["date"] or "")
            if when is None or str(when.year) not in (item["date"] or ""):  # year 0001, which means none
                continue
            if when.tzinfo is not None and when < now and item["title"]:
                stated.setdefault(title_text(item["title"]), when)
        titles = Counter(title_text(item["title"] or "") for item in items)
        rows = [row for row in run.rows(name) if titles[row.title] == 1 and row.title in stated]
        shown = [stated[row.title] for row in rows]
        assert shown == sorted(shown, reverse=True), name
        checked += len(shown)
    assert checked > 4000


def test_bodies_that_are_no_feeds_are_named(run: Run) -> None:
    lines = {name: run.first[run.id(name)] for name in run.index}
    failed = {name for name, line in lines.items() if line["status"] == "failed"}
    assert failed
    assert not failed & set(run.reference)
    for name in failed:
        error = lines[name]["error"]
        assert error.endswith((".", ")")), error
        assert "Traceback" not in error
    # A note, a catalogue, RSS written as JSON, a cut JSON Feed, an "Object Moved" page.
    assert len(failed) == 5


def test_a_second_refresh_brings_nothing_new_and_nothing_twice(run: Run) -> None:
    assert sum(line["new"] for line in run.again.values()) == 0
    assert {line["status"] for line in run.again.values()} <= {"unchanged", "failed", "waiting"}
    for name in run.reference:
        ids = [row.id for row in run.rows(name)]
        assert len(ids) == len(set(ids))
