"""Clustering by average linkage."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

from tuinews.related.linkage import average_linkage


def both_ways(*pairs: tuple[int, int, float]) -> Mapping[int, Mapping[int, float]]:
    near: dict[int, dict[int, float]] = {id: {} for pair in pairs for id in pair[:2]}
    for one, other, alike in pairs:
        near[one][other] = near[other][one] = alike
    return near


def clusters(
    near: Mapping[int, Mapping[int, float]], least: float, ids: tuple[int, ...]
) -> set[frozenset[int]]:
    return {frozenset(cluster) for cluster in average_linkage(ids, near, least)}


def test_what_is_alike_in_the_mean_is_joined_and_a_chain_is_not() -> None:
    # 1-2 and 3-4 are alike; 2-3 as well, but 1 and 4 have nothing in common.
    near = both_ways((1, 2, 0.8), (2, 3, 0.7), (3, 4, 0.8))
    assert clusters(near, 0.4, (1, 2, 3, 4)) == {frozenset({1, 2}), frozenset({3, 4})}
    assert clusters(near, 0.17, (1, 2, 3, 4)) == {frozenset({1, 2, 3, 4})}


def test_the_order_in_which_they_are_given_does_not_matter() -> None:
    near = both_ways((1, 2, 0.9), (1, 3, 0.5), (2, 3, 0.45), (3, 4, 0.6), (4, 5, 0.55), (2, 5, 0.2))
    found = {frozenset(clusters(near, 0.3, ids)) for ids in permutations((1, 2, 3, 4, 5))}
    assert len(found) == 1


def test_likeness_that_is_known_one_way_counts_both_ways() -> None:
    assert clusters({1: {2: 0.9}, 2: {}}, 0.5, (1, 2)) == {frozenset({1, 2})}
    assert clusters({1: {}, 2: {1: 0.9}}, 0.5, (1, 2)) == {frozenset({1, 2})}


def test_others_than_those_given_are_passed_over() -> None:
    near = both_ways((1, 9, 0.9), (2, 9, 0.9))
    assert clusters(near, 0.1, (1, 2)) == {frozenset({1}), frozenset({2})}
    assert average_linkage((), {}, 0.1) == []
