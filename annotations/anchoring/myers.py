"""Approximate search: Myers' bit-parallel algorithm on Python's integers.

G. Myers, A fast bit-vector algorithm for approximate string matching based on dynamic programming,
J. ACM 46 (1999). A column of the table of edit distances is two integers, of as many bits as the
pattern has symbols: where the distance goes up, and where down, from each row to the next.
"""

from collections.abc import Hashable, Iterator, Sequence


def distances(
    pattern: Sequence[Hashable], text: Sequence[Hashable], *, anchored: bool
) -> Iterator[int]:
    """Yield, for each end from 1, the edit distance of the pattern to the text that ends there.

    Anchored, that text begins at 0; otherwise wherever it is nearest. Takes time in proportion to
    `len(text)` up to some hundred symbols of pattern, then to the product of both lengths.
    """
    size = len(pattern)
    if not size:
        yield from (end if anchored else 0 for end in range(1, len(text) + 1))
        return
    places: dict[Hashable, int] = {}
    for index, symbol in enumerate(pattern):
        places[symbol] = places.get(symbol, 0) | 1 << index
    everywhere, last, carry = (1 << size) - 1, 1 << (size - 1), int(anchored)
    up, down, found = everywhere, 0, size
    for symbol in text:
        equal = places.get(symbol, 0)
        vertical = equal | down
        horizontal = (((equal & up) + up) ^ up) | equal
        right_up = down | (everywhere & ~(horizontal | up))
        right_down = up & horizontal
        if right_up & last:
            found += 1
        elif right_down & last:
            found -= 1
        right_up = right_up << 1 | carry
        up = (right_down << 1 | ~(vertical | right_up)) & everywhere
        down = right_up & vertical & everywhere
        yield found


def distance(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Count the insertions, deletions and replacements that turn one into the other."""
    found = len(one)
    for found in distances(one, other, anchored=True):  # noqa: B007 - the last is wanted
        pass
    return found


def nearest_prefix(pattern: Sequence[Hashable], text: Sequence[Hashable]) -> tuple[int, int]:
    """Find the beginning of the text that is nearest to the pattern: its length, the distance."""
    best, length = len(pattern), 0
    for end, found in enumerate(distances(pattern, text, anchored=True), start=1):
        if found < best:
            best, length = found, end
    return length, best


def places_of(
    pattern: Sequence[Hashable], text: Sequence[Hashable], most: int
) -> list[tuple[int, int, int]]:
    """Find where the pattern stands with at most `most` edits: (start, end, edits), best first.

    Of places that overlap only the best is given.
    """
    size = len(pattern)
    ends = [
        (found, end)
        for end, found in enumerate(distances(pattern, text, anchored=False), start=1)
        if found <= most
    ]
    chosen: list[tuple[int, int, int]] = []
    backwards = pattern[::-1]
    for _, end in sorted(ends)[: 50 * (most + 1)]:
        if any(abs(end - other) < max(size // 2, 1) for _, other, _ in chosen):
            continue
        length, found = nearest_prefix(backwards, text[max(0, end - size - most) : end][::-1])
        if length:
            chosen.append((end - length, end, found))
    return chosen
