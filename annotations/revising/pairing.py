"""Which paragraphs of two stretches are one, edited."""

import re
from collections import Counter, defaultdict

from annotations.revising.aligning import Pair, ascending

LEAST = 0.4
"""Share of words that two paragraphs have in common to be one, edited."""

_MOST = 10_000
"""Pairs of paragraphs that are compared, each with each; more only where a rare word is shared."""
_RARE = 8
_WORD = re.compile(r"\w+")


def alike(old: list[str], new: list[str]) -> list[Pair]:
    """Pair paragraphs that are edited ones of each other, both ascending; none of them equal."""
    if not old or not new:
        return []
    ours, theirs = list(map(_words, old)), list(map(_words, new))
    if len(old) * len(new) <= _MOST:
        return _best(ours, theirs)
    return _by_rare_words(ours, theirs)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, 0 to 1; 0 below `LEAST`."""
    sizes = one.total(), other.total()
    if not all(sizes) or 2 * min(sizes) < LEAST * sum(sizes):
        return 0.0
    if len(one) > len(other):
        one, other = other, one
    shared = sum(min(times, other[word]) for word, times in one.items() if word in other)
    found = 2 * shared / sum(sizes)
    return found if found >= LEAST else 0.0


def _best(ours: list[Counter[str]], theirs: list[Counter[str]]) -> list[Pair]:
    """Find the pairs, in order, whose likeness is the greatest in sum."""
    width = len(theirs) + 1
    likeness = [[_likeness(one, other) for other in theirs] for one in ours]
    best = [[0.0] * width for _ in range(len(ours) + 1)]
    for row in range(len(ours) - 1, -1, -1):
        for column in range(len(theirs) - 1, -1, -1):
            best[row][column] = max(
                best[row + 1][column],
                best[row][column + 1],
                best[row + 1][column + 1] + likeness[row][column],
            )
    found, row, column = [], 0, 0
    while row < len(ours) and column < len(theirs):
        here = best[row][column]
        if here == best[row + 1][column]:
            row += 1
        elif here == best[row][column + 1]:
            column += 1
        else:
            found.append((row, column))
            row, column = row + 1, column + 1
    return found


def _by_rare_words(ours: list[Counter[str]], theirs: list[Counter[str]]) -> list[Pair]:
    """Ask for each paragraph those that share a rare word with it, and keep what is in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, words in enumerate(theirs):
        for word in words:
            places[word].append(index)
    pairs = []
    for index, words in enumerate(ours):
        candidates: Counter[int] = Counter()
        for word in words:
            there = places.get(word, ())
            if len(there) <= _RARE:
                candidates.update(there)
        scored = [
            (_likeness(words, theirs[other]), -other) for other, _ in candidates.most_common(_RARE)
        ]
        likeness, other = max(scored, default=(0.0, 0))
        if likeness:
            pairs.append((index, -other))
    return ascending(pairs)
