"""Which items of two sequences are the same, in order.

Patience: what stands once on both sides anchors the rest. It takes time in proportion to the
lengths where `difflib` alone takes their product, and does not tie a story to stray commas.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Pair = tuple[int, int]

_MOST = 250_000
"""Product of two lengths up to which difflib is asked, a few milliseconds."""


def aligned(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Pair]:
    """Pair the indexes of equal items, both ascending; between pairs the two sides differ."""
    found: list[Pair] = []
    todo = [(0, len(one), 0, len(other))]
    while todo:
        start, end, from_, to = todo.pop()
        while start < end and from_ < to and one[start] == other[from_]:
            found.append((start, from_))
            start, from_ = start + 1, from_ + 1
        while start < end and from_ < to and one[end - 1] == other[to - 1]:
            end, to = end - 1, to - 1
            found.append((end, to))
        if start == end or from_ == to:
            continue
        anchors = _anchors(one, other, (start, end, from_, to))
        if anchors:
            edges = [(start - 1, from_ - 1), *anchors, (end, to)]
            found += anchors
            todo += [
                (left + 1, right, under + 1, over)
                for (left, under), (right, over) in pairwise(edges)
            ]
        elif (end - start) * (to - from_) <= _MOST:
            found += _by_difflib(one, other, (start, end, from_, to))
    return sorted(found)


def _anchors(
    one: Sequence[Hashable], other: Sequence[Hashable], within: tuple[int, int, int, int]
) -> list[Pair]:
    """Find the longest run, in order, of items that stand once on each side."""
    start, end, from_, to = within
    ours, theirs = Counter(one[start:end]), Counter(other[from_:to])
    places = {item: index for index, item in enumerate(other[from_:to], from_) if theirs[item] == 1}
    pairs = [
        (index, places[item])
        for index, item in enumerate(one[start:end], start)
        if ours[item] == 1 and item in places
    ]
    return ascending(pairs)


def ascending(pairs: Sequence[Pair]) -> list[Pair]:
    """Keep as many pairs, given in the order of their first, as ascend in their second."""
    ends: list[int] = []  # the least last second of a run of each length
    last: list[int] = []  # its pair
    before: list[int] = []  # of each pair the one that it follows
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(second)
            last.append(index)
        else:
            ends[length], last[length] = second, index
    found = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _by_difflib(
    one: Sequence[Hashable], other: Sequence[Hashable], within: tuple[int, int, int, int]
) -> list[Pair]:
    start, end, from_, to = within
    matcher = SequenceMatcher(None, one[start:end], other[from_:to], autojunk=False)
    return [
        (start + left + step, from_ + right + step)
        for left, right, size in matcher.get_matching_blocks()
        for step in range(size)
    ]
