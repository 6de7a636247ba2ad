"""Clustering by average linkage: which things belong together, from how much they are alike in pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush


def average_linkage(
    ids: Sequence[int], near: Mapping[int, Mapping[int, float]], least: float
) -> list[list[int]]:
    """Return ``ids`` in clusters, of one or more each.

    From pairs on, the two clusters that are most alike in the mean over all pairs between them are joined, as
    long as that mean is ``least`` or more (Sokal and Michener 1958). ``near``: what each is like, one way or
    both; a pair that is not in it is not alike at all, and others than ``ids`` in it are passed over. The
    order of ``ids`` does not matter but between equals.
    """
    clusters = {id: [id] for id in ids}
    sums: dict[int, dict[int, float]] = {id: {} for id in ids}
    for id in ids:
        for other, alike in near[id].items():
            if other in clusters and other != id:
                sums[id][other] = sums[other][id] = alike
    pairs = [
        (-alike, id, other)
        for id, others in sums.items()
        for other, alike in others.items()
        if id < other and alike >= least
    ]
    heapify(pairs)
    while pairs:
        alike, one, other = heappop(pairs)
        if one not in clusters or other not in clusters:
            continue
        if _mean(sums[one].get(other, 0.0), clusters[one], clusters[other]) != -alike:
            continue  # one of them has grown since, and stands in the heap again
        clusters[one] += clusters.pop(other)
        joined = sums[one]
        del joined[other]
        for third, alike in sums.pop(other).items():
            if third != one:
                joined[third] = joined.get(third, 0.0) + alike
                sums[third][one] = joined[third]
                del sums[third][other]
        for third, alike in joined.items():
            mean = _mean(alike, clusters[one], clusters[third])
            if mean >= least:
                heappush(pairs, (-mean, min(one, third), max(one, third)))
    return list(clusters.values())


def _mean(alike: float, one: Sequence[int], other: Sequence[int]) -> float:
    return alike / (len(one) * len(other))
