"""The order of an edition, the telling that stands for a story, and what is new in one."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping

import pytest

from tuinews.related.editions import Arrived, Counted, Telling, nearest, news, told_since
from tuinews.related.terms import title_terms


def arrived(rng: random.Random, stories: int = 12, articles: int = 80) -> list[Arrived]:
    """Articles of some stories, told by some publishers, in the order in which they came."""
    return [
        Arrived(rng.randrange(stories), id, 1000 + rng.randrange(50), f"{rng.randrange(9)}.example")
        for id in range(articles)
    ]


def told(counted: Counted, articles: list[Arrived]) -> list[Arrived]:
    return [one for one in articles if one.story == counted.story]


SEEDS = range(20)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_most_tell_comes_first_and_of_equals_the_freshest(seed: int) -> None:
    edition = told_since(arrived(random.Random(seed)))
    keys = [(-one.publishers, -one.newest[0], -one.newest[1]) for one in edition]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_story_stands_in_it_once_and_only_where_two_publishers_tell_it(seed: int) -> None:
    articles = arrived(random.Random(seed), stories=40)
    edition = told_since(articles)
    assert len({one.story for one in edition}) == len(edition)
    publishers = {
        story: len({one.publisher for one in articles if one.story == story}) for story in range(40)
    }
    assert {one.story: one.publishers for one in edition} == {
        story: count for story, count in publishers.items() if count > 1
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_arrival_does_not_change_it(seed: int) -> None:
    rng = random.Random(seed)
    articles = arrived(rng)
    before = told_since(articles)
    rng.shuffle(articles)
    assert told_since(articles) == before


@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_publisher_never_moves_a_story_down(seed: int) -> None:
    articles = arrived(random.Random(seed))
    before = [one.story for one in told_since(articles)]
    for place, story in enumerate(before):
        more = [*articles, Arrived(story, 999, 1000, "another.example")]
        assert [one.story for one in told_since(more)].index(story) <= place


@pytest.mark.parametrize("seed", SEEDS)
def test_more_of_the_same_publishers_never_changes_how_many_tell_a_story(seed: int) -> None:
    articles = arrived(random.Random(seed))
    again = [one._replace(id=one.id + 1000) for one in articles]
    assert {one.story: one.publishers for one in told_since(articles + again)} == {
        one.story: one.publishers for one in told_since(articles)
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_copies_only_take_away(seed: int) -> None:
    rng = random.Random(seed)
    articles = arrived(rng)
    whole = {one.story: one.publishers for one in told_since(articles)}
    copied = {one.id for one in articles if rng.random() < 0.4}
    for one in told_since(articles, copied):
        assert 2 <= one.publishers <= whole[one.story]
        assert one.publishers == len({a.publisher for a in told(one, articles) if a.id not in copied})


def test_who_repeats_a_text_and_tells_the_story_himself_counts_once() -> None:
    articles = [
        Arrived(1, 10, 100, "wire.example"),
        Arrived(1, 11, 101, "paper.example"),
        Arrived(1, 12, 102, "paper.example"),
    ]
    assert told_since(articles, {11})[0].publishers == 2
    assert told_since(articles, {11, 12}) == []


def telling(id: int, title: str, text: str = "", *, read: bool = False) -> Telling:
    return Telling(id, title, title_terms(title, None, text), text, read)


STORM = [
    telling(1, "Storm Yrsa closes the ports of the north"),
    telling(2, "Ports of the north closed as Storm Yrsa arrives"),
    telling(3, "What bakers say of Storm Yrsa"),
    telling(4, "Yrsa: storm closes northern ports"),
]


def test_the_telling_that_shares_most_with_the_others_stands_for_a_story() -> None:
    assert nearest(STORM) == 1
    assert nearest([STORM[2], STORM[1], STORM[3]]) == 4


def test_of_equals_an_unread_one_stands_for_it_then_no_copy_then_the_earliest() -> None:
    same = [telling(id, "Storm Yrsa closes the ports") for id in (1, 2, 3)]
    assert nearest(same) == 1
    assert nearest(same, copied={1}) == 2
    assert nearest([same[0]._replace(read=True), *same[1:]], copied={2}) == 3
    assert nearest([one._replace(read=True) for one in same]) == 1


def test_what_is_nearer_stands_for_it_read_or_a_copy() -> None:
    assert nearest([STORM[0]._replace(read=True), *STORM[1:]], copied={1}) == 1


def test_a_story_of_one_telling_or_without_any_word_has_one_that_stands_for_it() -> None:
    assert nearest(STORM[:1]) == 1
    assert nearest([telling(7, ""), telling(8, "")]) == 7


def frequencies(terms: Collection[str]) -> Mapping[str, int]:
    """A library in which only a few words are common."""
    return {term: 900 for term in terms if term in {"says", "minister", "good"}}


def said(new: list[Telling], old: list[Telling]) -> str:
    return news(new, old, frequencies, 1000)


OLD = [
    telling(1, "Lufthansa close to a deal with the state", "Talks about state aid go on, says the airline."),
    telling(2, "State aid for Lufthansa nears", "The airline hopes for a deal. Prices of tickets fell."),
]


def test_what_no_old_telling_said_is_named_as_it_is_written() -> None:
    new = [
        telling(3, "Lufthansa deal: Spohr names a sum", "Chief executive Spohr put the sum at nine billion."),
        telling(4, "Spohr is content with Lufthansa", "Carsten Spohr said the sum was settled."),
    ]
    assert said(new, OLD) == "new: Spohr, sum"


def test_the_same_word_with_another_ending_is_not_new() -> None:
    new = [telling(3, "Lufthansa ticket price", "The price of a ticket at the airline.")]
    assert said(new, OLD) == ""


def test_what_only_one_headline_has_is_not_told_as_news() -> None:
    new = [telling(3, "Lufthansa bombshell", "The airline and the state talk on.")]
    assert said(new, OLD) == ""
    assert said([*new, telling(4, "Lufthansa bombshell")], OLD) == "new: bombshell"


def test_common_words_and_bare_numbers_are_no_news() -> None:
    new = [telling(3, "Minister says 14 good things of Lufthansa", "Minister: 14 good reasons.")]
    assert "14" not in said(new, OLD)
    assert said(new, OLD) in {"", "new: things", "new: reasons"}


def test_news_is_told_in_chinese_by_whole_words() -> None:
    old = [telling(1, "北方港口因风暴关闭", "风暴到达北方，港口关闭。")]
    new = [telling(2, "北方港口因风暴关闭 渡轮停航", "渡轮停航，港口关闭。")]
    assert said(new, old) == "new: 渡轮停航"


def test_nothing_new_is_nothing_said() -> None:
    assert said(OLD, OLD) == ""
    assert said([], OLD) == ""
