"""Which articles join a story as they arrive."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest

from tuinews.related.stories import Grouper
from tuinews.related.terms import title_terms
from tuinews.related.window import SECONDS

NOW = 1_764_000_000

TELLINGS = {
    "en": (
        "Monte Candil throws ash over Farola; Puerto Ceniza is evacuated",
        "Volcano on Farola: town of Puerto Ceniza taken off by boat as Monte Candil throws ash",
    ),
    "es": (
        "El Monte Candil despierta: Puerto Ceniza evacuada en dos horas",
        "Puerto Ceniza, evacuada por la ceniza del Monte Candil",
    ),
    "ru": (
        "Ледокол «Калоша» пробился к Варежску: чай доставлен",
        "Чай доставлен: ледокол «Калоша» в Варежске, Варежск встречает",
    ),
    "ar": (
        "العثور على «كتاب الرياح السبع» في مرجانة",
        "«كتاب الرياح السبع» يظهر في مرجانة بعد قرن",
    ),
    "zh": ("月汐城银鲤潮汐电站首次并网发电", "银鲤潮汐电站首次并网，月汐城用上潮汐电"),
    "ja": ("銀鯉潮力発電所が月汐市で送電開始", "月汐市の銀鯉潮力発電所、初の送電"),
    "ko": ("은어 조력발전소 첫 송전 시작", "은어 조력발전소, 달빛시에 첫 송전"),
    "th": ("โรงไฟฟ้าปลาเงินเริ่มจ่ายไฟครั้งแรก", "โรงไฟฟ้าปลาเงินจ่ายไฟครั้งแรกในเมืองจันทร์"),
}
OTHERS = (
    "Moth count doubles in hedges this autumn",
    "Chess final enters its nineteenth year",
    "Salt firm at the close, candles soft",
    "Fog soup for cold evenings",
    "El reloj de la plaza da las trece",
    "Две улицы спорили о фонаре",
    "مقهى لا يقدّم القهوة قبل الحكاية",
    "夜市里最后一位补伞的人收了徒弟",
    "図書館の猫が館長になった",
)


def terms(title: str, text: str = "") -> tuple[str, ...]:
    return title_terms(title, None, text)


class Desk:
    """A grouper, and what the library would have kept of what it says."""

    def __init__(self, grouper: Grouper | None = None) -> None:
        self.grouper = Grouper() if grouper is None else grouper
        self.stories: dict[int, int | None] = {}

    def add(self, id: int, sort: int, some: Sequence[str], *, source: int | None = None) -> int | None:
        self.grouper.add(id, sort, -id if source is None else source, some)
        self.stories.setdefault(id, None)
        changed = self.grouper.changes()
        for old, new in changed.stories.items():
            self.stories.update({one: new for one, story in self.stories.items() if story == old})
        self.stories.update(changed.articles)
        return self.stories[id]

    def remember(self, id: int, sort: int, story: int | None, some: Sequence[str]) -> None:
        self.grouper.remember(id, sort, -id, story, some)
        self.stories[id] = story

    def together(self) -> set[frozenset[int]]:
        """The stories, by their articles, whatever they are called."""
        found: dict[int, set[int]] = {}
        for id, story in self.stories.items():
            if story is not None:
                found.setdefault(story, set()).add(id)
        return {frozenset(ids) for ids in found.values()}


@pytest.fixture
def desk() -> Desk:
    """A desk that has seen some articles, each of a story of its own: ids from 1."""
    desk = Desk()
    for id, title in enumerate(OTHERS, 1):
        assert desk.add(id, NOW, terms(title)) is None
    return desk


@pytest.mark.parametrize("language", TELLINGS)
def test_different_tellings_join_in_every_script(desk: Desk, language: str) -> None:
    first, second = TELLINGS[language]
    assert desk.add(100, NOW, terms(first)) is None
    assert desk.add(101, NOW + 60, terms(second)) == 100
    assert desk.together() == {frozenset({100, 101})}


def test_a_copy_joins(desk: Desk) -> None:
    assert desk.add(100, NOW, terms("Wrenbridge stuck half open", "Ferries take over.")) is None
    assert desk.add(101, NOW, terms("Wrenbridge stuck half open", "Ferries take over.")) == 100


def test_a_story_keeps_its_number_however_many_join(desk: Desk) -> None:
    title = "Wrenbridge stuck half open, ferries take over"
    for id in range(100, 180):
        desk.add(id, NOW + id, terms(title, f"Extra{id}."))
    assert {desk.stories[id] for id in range(100, 180)} == {100}


def test_one_rare_word_in_common_makes_no_story(desk: Desk) -> None:
    assert desk.add(100, NOW, terms("Tinderholm")) is None
    assert desk.add(101, NOW, terms("Tinderholm")) is None


def test_articles_further_apart_than_the_window_do_not_join(desk: Desk) -> None:
    title = "Wrenbridge stuck half open in Saltmarrow"
    assert desk.add(100, NOW, terms(title)) is None
    assert desk.add(101, NOW + SECONDS + 1, terms(title)) is None
    assert desk.add(102, NOW + SECONDS + 2, terms(title)) == 101


def test_what_is_older_than_the_window_is_left_alone(desk: Desk) -> None:
    title = "Wrenbridge stuck half open in Saltmarrow"
    assert desk.add(100, NOW - SECONDS - 1, terms(title)) is None
    assert desk.add(101, NOW - 60, terms(title)) is None


def test_what_is_remembered_of_later_days_is_found_and_ends_no_day(desk: Desk) -> None:
    title = "Wrenbridge stuck half open in Saltmarrow"
    desk.remember(50, NOW + SECONDS, None, terms(title))
    desk.remember(51, NOW + SECONDS + 7200, None, terms(title))
    assert desk.add(100, NOW, terms(title)) == 50
    assert desk.add(101, NOW - SECONDS, terms(title)) == 50  # like 100, and too far from 50
    assert desk.together() == {frozenset({50, 100, 101})}


def test_an_article_between_the_days_of_a_long_story_joins_it_and_parts_nothing(desk: Desk) -> None:
    day = 86_400
    for id in range(50, 59):
        desk.remember(id, NOW + (id - 54) * day, 50, terms(BRIDGE, f"The bridge is stuck, day {id}."))
    before = dict(desk.stories)
    assert desk.add(100, NOW, terms(BRIDGE, "The bridge is stuck.")) == 50
    assert desk.stories == before | {100: 50}


def test_what_was_grouped_before_is_remembered_as_it_was(desk: Desk) -> None:
    title = "Wrenbridge stuck half open in Saltmarrow"
    desk.remember(50, NOW, 7, terms(title))
    desk.remember(51, NOW, 7, terms(title, "Ferries take over."))
    desk.remember(52, NOW, None, terms("Gull Museum gets its herring back"))
    assert desk.add(100, NOW, terms(title)) == 7
    assert desk.add(101, NOW, terms("Gull Museum gets a herring back")) == 52


def test_an_article_that_is_known_is_not_taken_in_twice(desk: Desk) -> None:
    title = "Wrenbridge stuck half open in Saltmarrow"
    assert desk.add(100, NOW, terms(title)) is None
    assert desk.add(100, NOW, terms(title)) is None
    desk.remember(100, NOW, None, terms(title))
    assert desk.add(101, NOW, terms(title)) == 100


def test_an_article_without_terms_joins_nothing(desk: Desk) -> None:
    assert desk.add(100, NOW, ()) is None
    assert desk.add(101, NOW, ()) is None


def test_a_source_that_says_nearly_the_same_again_is_less_of_a_story_than_two_sources(desk: Desk) -> None:
    daily = ("Harbour weather: rain, wind from the west", "Harbour weather: sun, wind from the east")
    for id, title in enumerate(daily, 100):
        desk.add(id, NOW, terms(title), source=5)
    for id, title in enumerate(daily, 200):
        desk.add(id, NOW, terms(title), source=id)
    apart = [desk.grouper._window.near(a).get(a + 1, 0.0) for a in (100, 200)]
    assert 0 < apart[0] < apart[1]


# Evidence that comes later

BRIDGE = "Wrenbridge stuck half open in Saltmarrow"
BOAT = "Zephyrine ferry aground on Moorhen shoal"


def test_two_stories_become_one_when_a_telling_joins_them_and_the_larger_gives_its_number(desk: Desk) -> None:
    for id in (100, 101, 102):
        desk.add(id, NOW, terms("Wrenbridge half open", "Wrenbridge half open since dawn."))
    for id in (200, 201):
        desk.add(id, NOW, terms("Saltmarrow traffic stuck", "Saltmarrow traffic stuck since dawn."))
    assert desk.together() == {frozenset({100, 101, 102}), frozenset({200, 201})}
    for id in range(300, 306):
        desk.add(
            id, NOW, terms("Wrenbridge half open, Saltmarrow traffic stuck", "Stuck half open since dawn.")
        )
    (whole,) = desk.together()
    assert whole >= {100, 101, 102, 200, 201, 300}
    assert desk.stories[200] == desk.stories[100] == 100


def test_what_is_older_than_the_window_follows_its_story_into_another(desk: Desk) -> None:
    old = 90
    desk.stories[old] = 200  # kept in the library, and no longer in memory
    for id in (100, 101, 102):
        desk.add(id, NOW, terms("Wrenbridge half open", "Wrenbridge half open since dawn."))
    for id in (200, 201):
        desk.add(id, NOW, terms("Saltmarrow traffic stuck", "Saltmarrow traffic stuck since dawn."))
    for id in range(300, 306):
        desk.add(
            id, NOW, terms("Wrenbridge half open, Saltmarrow traffic stuck", "Stuck half open since dawn.")
        )
    assert desk.stories[old] == 100


def test_an_article_goes_where_it_fits_better_when_that_comes(desk: Desk) -> None:
    # At first all that is there is the ferry; then the bridge gets tellings of its own.
    desk.add(100, NOW, terms("Ferry and bridge: Zephyrine aground, Wrenbridge stuck"))
    desk.add(101, NOW, terms(BOAT, "The ferry Zephyrine is aground."))
    before = desk.together()
    for id in range(102, 106):
        desk.add(id, NOW, terms(BRIDGE, "The bridge Wrenbridge is stuck half open."))
    for id in range(106, 110):
        desk.add(id, NOW, terms(BOAT, "The ferry Zephyrine is aground on the shoal."))
    assert frozenset({102, 103, 104, 105}) in {one - {100} for one in desk.together()}
    assert frozenset({101, 106, 107, 108, 109}) in {one - {100} for one in desk.together()}
    assert all(len(one) <= 6 for one in desk.together()), before


def test_no_two_stories_ever_bear_the_same_number() -> None:
    desk = Desk()
    mixed = random.Random(7)
    pool = [f"{one}{number}" for number in range(12) for one in ("bridge", "ferry", "harbour", "lamp")]
    for id in range(1, 600):
        title = " ".join(mixed.sample(pool, 5))
        desk.add(id, NOW + id, terms(title))
        groups: dict[int, set[int]] = {}
        for one, group in desk.grouper._group_of.items():
            if group.story is not None:
                groups.setdefault(group.story, set()).add(one)
                assert desk.stories[one] == group.story
        assert all(len(ones) > 1 for ones in groups.values())


# Order


def event(number: int) -> Iterable[tuple[str, str]]:
    place, name, thing = f"place{number}", f"name{number}", f"thing{number}"
    yield f"{name} takes {thing} to {place}", f"At dawn {name} was seen."
    yield f"In {place}, {name} arrives with {thing}", f"Crowds came to {place}."
    yield f"{thing}: {name} came to {place} at dawn", f"It is the first {thing} for years."
    yield f"Crowds in {place} as {name} brings {thing}", f"{name} was late."


def test_clear_stories_are_the_same_in_any_order_of_arrival() -> None:
    events = [told for number in range(40) for told in event(number)]
    articles = [(id, NOW + 60 * id, terms(*told)) for id, told in enumerate(events, 1)]
    first, other = Desk(), Desk()
    for article in articles:
        first.add(*article)
    for article in random.Random(3).sample(articles, len(articles)):
        other.add(*article)
    assert len(first.together()) == 40
    assert first.together() == other.together()


def stream() -> list[tuple[int, int, tuple[str, ...]]]:
    """Articles of ten days, five tellings of each story."""
    return [
        (
            id,
            NOW + id * 360,
            terms(f"Topic{id // 5} event{id // 5} in place{id // 5}", f"word{id} more{id % 7}"),
        )
        for id in range(2400)
    ]


def test_the_same_articles_in_the_same_order_give_the_same_stories() -> None:
    one, other = Desk(), Desk()
    assert [one.add(*article) for article in stream()] == [other.add(*article) for article in stream()]


def test_stories_stay_right_while_days_pass() -> None:
    desk = Desk()
    for article in stream():
        desk.add(*article)
    assert desk.together() == {frozenset(range(id, id + 5)) for id in range(0, 2400, 5)}


def test_days_that_are_over_are_let_go() -> None:
    desk = Desk(Grouper(seconds=3600))
    for article in stream():
        desk.add(*article)
    # As many as were taken in since the last sweep may still be there.
    assert len(desk.grouper) < 150
    assert len(desk.grouper._group_of) < 150


def test_a_story_goes_on_over_many_days_though_its_first_articles_are_let_go() -> None:
    desk = Desk(Grouper(seconds=3600))
    for id in range(200):
        desk.add(id, NOW + id * 300, terms(BRIDGE, f"The bridge is stuck, hour {id}."))
    assert set(desk.stories.values()) == {0}


def test_a_higher_threshold_groups_less() -> None:
    first, second = TELLINGS["en"]
    strict = Desk(Grouper(alike=0.95))
    assert strict.add(1, NOW, terms(first)) is None
    assert strict.add(2, NOW, terms(second)) is None


def test_a_very_large_story_is_joined_and_not_grouped_anew_each_time() -> None:
    desk = Desk()
    looked: list[int] = []
    linked = desk.grouper._parted

    def counted(ids: Sequence[int]) -> list[list[int]]:
        looked.append(len(ids))
        return linked(ids)

    desk.grouper._parted = counted  # type: ignore[method-assign]
    for id in range(150):
        desk.add(id, NOW, terms(BRIDGE, "The bridge is stuck."))
    assert max(looked) <= 60
    assert set(desk.stories.values()) == {0}
