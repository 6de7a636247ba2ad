"""Which articles join a story as they arrive."""

from __future__ import annotations

import pytest

from tuinews.related.stories import WINDOW, Grouper
from tuinews.related.terms import title_terms

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
    return title_terms(title, None, text, None)


@pytest.fixture
def grouper() -> Grouper:
    """A grouper that has seen some articles, each of a story of its own: ids from 1."""
    grouper = Grouper()
    for id, title in enumerate(OTHERS, 1):
        assert grouper.add(id, NOW, terms(title)) is None
    return grouper


@pytest.mark.parametrize("language", TELLINGS)
def test_different_tellings_join_in_every_script(grouper: Grouper, language: str) -> None:
    first, second = TELLINGS[language]
    assert grouper.add(100, NOW, terms(first)) is None
    assert grouper.add(101, NOW + 60, terms(second)) == 100


def test_a_copy_joins(grouper: Grouper) -> None:
    assert grouper.add(100, NOW, terms("Wrenbridge stuck half open", "Ferries take over.")) is None
    assert grouper.add(101, NOW, terms("Wrenbridge stuck half open", "Ferries take over.")) == 100


def test_a_story_is_known_by_its_first_article_however_many_join(grouper: Grouper) -> None:
    title = "Wrenbridge stuck half open, ferries take over"
    assert [grouper.add(id, NOW + id, terms(title, f"Extra{id}.")) for id in range(100, 110)] == [None] + [
        100
    ] * 9


def test_one_rare_word_in_common_makes_no_story(grouper: Grouper) -> None:
    assert grouper.add(100, NOW, terms("Tinderholm")) is None
    assert grouper.add(101, NOW, terms("Tinderholm")) is None


def test_articles_further_apart_than_the_window_do_not_join(grouper: Grouper) -> None:
    title = "Wrenbridge stuck half open in Saltmarrow"
    assert grouper.add(100, NOW, terms(title)) is None
    assert grouper.add(101, NOW + WINDOW + 1, terms(title)) is None
    assert grouper.add(102, NOW + WINDOW + 2, terms(title)) == 101


def test_what_is_older_than_the_window_is_left_alone(grouper: Grouper) -> None:
    title = "Wrenbridge stuck half open in Saltmarrow"
    assert grouper.add(100, NOW - WINDOW - 1, terms(title)) is None
    assert grouper.add(101, NOW - 60, terms(title)) is None


def test_what_was_grouped_before_is_remembered_as_it_was(grouper: Grouper) -> None:
    title = "Wrenbridge stuck half open in Saltmarrow"
    grouper.remember(50, NOW, 7, terms(title))
    grouper.remember(51, NOW, None, terms("Gull Museum gets its herring back"))
    assert grouper.add(100, NOW, terms(title)) == 7
    assert grouper.add(101, NOW, terms("Gull Museum gets a herring back")) == 51


def test_an_article_that_is_known_is_not_taken_in_twice(grouper: Grouper) -> None:
    title = "Wrenbridge stuck half open in Saltmarrow"
    assert grouper.add(100, NOW, terms(title)) is None
    assert grouper.add(100, NOW, terms(title)) is None
    grouper.remember(100, NOW, None, terms(title))
    assert grouper.add(101, NOW, terms(title)) == 100


def test_an_article_without_terms_joins_nothing(grouper: Grouper) -> None:
    assert grouper.add(100, NOW, ()) is None
    assert grouper.add(101, NOW, ()) is None


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
    one, other = Grouper(), Grouper()
    assert [one.add(*article) for article in stream()] == [other.add(*article) for article in stream()]


def test_stories_stay_right_while_days_pass() -> None:
    grouper = Grouper()
    found = [grouper.add(*article) for article in stream()]
    assert found == [None if id % 5 == 0 else id - id % 5 for id in range(2400)]


def test_days_that_are_over_are_let_go() -> None:
    grouper = Grouper(window=3600)
    for id, sort, some in stream():
        grouper.add(id, sort, some)
    # As many as were taken in since the last sweep may still be there.
    assert len(grouper) < 150


def test_a_higher_threshold_groups_less() -> None:
    first, second = TELLINGS["en"]
    strict = Grouper(alike=0.95)
    assert strict.add(1, NOW, terms(first)) is None
    assert strict.add(2, NOW, terms(second)) is None
