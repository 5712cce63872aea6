"""Interval arithmetic on spans. Offsets are code points of one text, half-open."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from annotations.model import Block, Span


def trim(text: str, span: Span) -> Span:
    """Take white space off both ends; a span of nothing else becomes empty at its start."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    if start == span.end:
        return Span(span.start, span.start)
    return Span(start, start + len(words.strip()))


def overlaps(one: Span, other: Span) -> bool:
    """Say whether two spans share a character."""
    return max(one.start, other.start) < min(one.end, other.end)


def shared(one: Span, other: Span) -> Span:
    """Return what two spans share; empty, at the later start, if they share nothing."""
    start = max(one.start, other.start)
    return Span(start, max(start, min(one.end, other.end)))


def merged(spans: Iterable[Span]) -> list[Span]:
    """Join spans that touch or overlap: the same characters as sorted, disjoint spans."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif span.start < span.end:
            found.append(span)
    return found


def paragraph_at(blocks: Sequence[Block], offset: int) -> Block | None:
    """Find the block that holds an offset; in a gap the one before it; None without blocks.

    Where an empty block stands at the start of another, the other is meant.
    """
    if not blocks:
        return None
    index = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return blocks[max(index, 0)]
