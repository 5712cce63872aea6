"""Offsets of the article's text and positions of Qt's document, block by block.

The domain counts code points of one string; Qt counts UTF-16 units of a document that also has
frames, tables and empty blocks. This is the only place where one becomes the other. A long text
is shown in part: each stretch carries its own place in the whole text, so nothing else knows.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

BMP_END = "\uffff"


def astral_in(text: str) -> tuple[int, ...]:
    """List the offsets of the characters that take two units in UTF-16."""
    if text.isascii() or max(text) <= BMP_END:
        return ()
    return tuple(offset for offset, char in enumerate(text) if char > BMP_END)


def for_qt(words: str) -> str:
    """Make words arrive in Qt as they are.

    PySide reads a U+FEFF at their start as a byte order mark and drops it, and a U+FFFE as one
    that asks for all bytes to be swapped; behind a mark of our own both stay.
    """
    return f"\ufeff{words}" if words[:1] in {"\ufeff", "\ufffe"} else words


def to_units(astral: Sequence[int], offset: int) -> int:
    """Count the UTF-16 units before a code point, given the offsets of the astral ones."""
    return offset + bisect_left(astral, offset)


def from_units(astral: Sequence[int], units: int) -> int:
    """Count the code points before a UTF-16 unit; inside a pair, those before the pair."""
    low, high = 0, len(astral)
    while low < high:  # the character at astral[i] begins at unit astral[i] + i
        middle = (low + high) // 2
        if astral[middle] + middle < units:
            low = middle + 1
        else:
            high = middle
    if low and astral[low - 1] + low == units:
        return astral[low - 1]
    return units - low


@dataclass(frozen=True, slots=True)
class Stretch:
    """A Qt block that shows the article's text [start, end).

    `position` is where Qt counts the block's first character; `number` is the block's number in
    Qt's document and `block` its number in the article; `astral` as `astral_in` of its text.
    """

    start: int
    end: int
    position: int
    number: int
    block: int
    astral: tuple[int, ...] = ()

    @property
    def length(self) -> int:
        """Its length in UTF-16 units."""
        return self.end - self.start + len(self.astral)


class Offsets:
    """Offsets to Qt positions and back, for the stretches that are shown."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self.stretches: tuple[Stretch, ...] = tuple(stretches)

    @property
    def start(self) -> int:
        """The first offset that is shown."""
        return self.stretches[0].start if self.stretches else 0

    @property
    def end(self) -> int:
        """The offset after the last one that is shown."""
        return self.stretches[-1].end if self.stretches else 0

    def index_of(self, offset: int) -> int:
        """Find the stretch that holds an offset; one in the gap between two is the former's.

        0 before the first, and where nothing is shown.
        """
        return max(bisect_right(self.stretches, offset, key=attrgetter("start")) - 1, 0)

    def index_at(self, position: int) -> int:
        """Find the stretch at a Qt position; where no text is, the one before."""
        return max(bisect_right(self.stretches, position, key=attrgetter("position")) - 1, 0)

    def to_qt(self, offset: int) -> int:
        """Find Qt's position of an offset; outside what is shown, the nearest end."""
        if not self.stretches:
            return 0
        stretch = self.stretches[self.index_of(offset)]
        inside = min(max(offset, stretch.start), stretch.end) - stretch.start
        return stretch.position + to_units(stretch.astral, inside)

    def from_qt(self, position: int) -> int:
        """Find the offset of a Qt position; where no text is, the end of the text before."""
        if not self.stretches:
            return 0
        stretch = self.stretches[self.index_at(position)]
        units = min(max(position - stretch.position, 0), stretch.length)
        return stretch.start + from_units(stretch.astral, units)

    def units(self, stretch: Stretch, offset: int) -> int:
        """Count the UTF-16 units from a stretch's start to an offset, kept inside it."""
        inside = min(max(offset, stretch.start), stretch.end) - stretch.start
        return to_units(stretch.astral, inside)

    def offset(self, stretch: Stretch, units: int) -> int:
        """Find the offset that lies so many UTF-16 units into a stretch, kept inside it."""
        return stretch.start + from_units(stretch.astral, min(max(units, 0), stretch.length))
