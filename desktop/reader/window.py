"""Which part of a long text is set: laying out all of one would hold the window still.

A text is cut into parts that Qt may lay out as a block each, and the parts into chunks. A long text
shows two chunks beside one another, cut at headings where there are any; reading on moves the pair
by one, so that what is on the screen is always well inside what is set.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotations.model import RichText
from annotations.vocabulary import BlockKind

LONG = 300_000
"""Longer texts, in code points, are shown in part: laying out costs 280 ms a million."""
PART_WEIGHS = 40
"""What setting a paragraph costs besides its characters, in characters."""
CELL_WEIGHS = 200
"""... and a cell of a table, which Qt lays out as a frame: 5,000 rows took 9 s."""
LONGEST_PART = 16_384
"""Longer blocks are broken for display: Qt lays out and draws a block as a whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """Code points [start, end) of the block of a number: all of it, save of a very long one."""

    block: int
    start: int
    end: int


def parts_of(rich: RichText) -> list[Part]:
    """Cut a text into the parts that are set as one of Qt's blocks each."""
    return [
        Part(number, start, end)
        for number, block in enumerate(rich.blocks)
        for start, end in broken(rich.text, block.start, block.end)
    ]


def broken(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Break [start, end) into parts of at most LONGEST_PART, at a newline, a space, or anywhere.

    The newline at a break lies between the parts; a space stays with the part before.
    """
    while end - start > LONGEST_PART:
        limit = start + LONGEST_PART
        newline = text.rfind("\n", start + 1, limit)
        if newline > 0:
            yield start, newline
            start = newline + 1
            continue
        space = text.rfind(" ", start + 1, limit) + 1 or limit
        yield start, space
        start = space
    yield start, end


def chunks_of(rich: RichText, parts: Sequence[Part]) -> list[range]:
    """Cut the parts into chunks, ranges of their numbers: one for all where that is little."""
    weights = list(accumulate((_weight(rich, part) for part in parts), initial=0))
    if weights[-1] <= LONG and len(rich.text) <= LONG:
        return [range(len(parts))]
    most = LONG // 2
    found: list[range] = []
    first, heading = 0, 0
    for number, part in enumerate(parts):
        if weights[number + 1] - weights[first] > most and number > first:
            cut = heading if heading > first else _row_start(rich, parts, first, number)
            found.append(range(first, cut))
            first = cut
        block = rich.blocks[part.block]
        if block.kind is BlockKind.HEADING and weights[number] - weights[first] > most // 2:
            heading = number
    return [*found, range(first, len(parts))]


def _weight(rich: RichText, part: Part) -> int:
    in_table = rich.blocks[part.block].kind is BlockKind.TABLE_CELL
    return part.end - part.start + (CELL_WEIGHS if in_table else PART_WEIGHS)


def _row_start(rich: RichText, parts: Sequence[Part], first: int, number: int) -> int:
    """Step back to the first cell of a row, where that leaves anything in the chunk."""
    cut = number
    while cut > first and rich.blocks[parts[cut].block].column > 0:
        cut -= 1
    return cut if cut > first else number


def pair_at(chunks: Sequence[range], parts: Sequence[Part], offset: int) -> int:
    """Choose the first chunk of the pair in which an offset lies furthest from the pair's ends."""
    starts = [parts[chunk.start].start if chunk else 0 for chunk in chunks]
    here = max(bisect_right(starts, offset) - 1, 0)
    middle = (starts[here] + (parts[chunks[here].stop - 1].end if parts else 0)) / 2
    first = here - 1 if offset < middle else here
    return min(max(first, 0), max(len(chunks) - 2, 0))


def pair(chunks: Sequence[range], first: int) -> range:
    """Give the numbers of the parts of a chunk and the one after it."""
    last = min(first + 1, len(chunks) - 1)
    return range(chunks[first].start, chunks[last].stop)
