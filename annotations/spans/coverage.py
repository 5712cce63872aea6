"""Overlapping marks as sorted, disjoint pieces: what the overlay under the letters paints."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from annotations.model import Span


class Marked(Protocol):
    """Anything that lies over [start, end) and has a uid."""

    @property
    def uid(self) -> str:
        """What the mark is known by."""

    @property
    def start(self) -> int:
        """Its first code point."""

    @property
    def end(self) -> int:
        """The code point after its last."""


class Piece(NamedTuple):
    """A stretch under the same marks throughout: their uids, the outermost first."""

    start: int
    end: int
    uids: tuple[str, ...]


class Coverage:
    """Overlapping marks as sorted, disjoint pieces, kept up to date where a mark changes.

    Law: after any changes `pieces` is what it would be if it were made afresh.
    """

    def __init__(self, marks: Iterable[Marked] = ()) -> None:
        self.pieces: list[Piece] = []
        self._spans: dict[str, Span] = {}
        # By start, each new mark touches the last few pieces only.
        for mark in sorted(marks, key=lambda mark: mark.start):
            self.add(mark)

    def add(self, mark: Marked) -> None:
        """Lay a mark over the text, in place of the one with its uid if there is one."""
        self.remove(mark.uid)
        if mark.start >= mark.end:
            return
        self._spans[mark.uid] = Span(mark.start, mark.end)
        first, last = self._touched(mark.start, mark.end)
        found: list[Piece] = []
        place = mark.start
        for start, end, uids in self.pieces[first:last]:
            left, right = max(start, mark.start), min(end, mark.end)
            found += [
                Piece(start, left, uids),
                Piece(place, left, (mark.uid,)),
                Piece(left, right, tuple(sorted((*uids, mark.uid), key=self._order))),
                Piece(right, end, uids),
            ]
            place = right
        found.append(Piece(place, mark.end, (mark.uid,)))
        self.pieces[first:last] = [piece for piece in found if piece.start < piece.end]

    def remove(self, uid: str) -> None:
        """Take a mark off; one that is not there is no matter."""
        span = self._spans.pop(uid, None)
        if span is None:
            return
        first, last = self._touched(span.start, span.end)
        # The neighbours too: with the mark gone, what it parted may be one piece again.
        first, last = max(first - 1, 0), last + 1
        found: list[Piece] = []
        for start, end, uids in self.pieces[first:last]:
            left = tuple(other for other in uids if other != uid)
            if found and found[-1].end == start and found[-1].uids == left:
                found[-1] = Piece(found[-1].start, end, left)
            elif left:
                found.append(Piece(start, end, left))
        self.pieces[first:last] = found

    def within(self, start: int, end: int) -> list[Piece]:
        """Return the pieces that share a character with [start, end), whole."""
        first, last = self._touched(start, end)
        return self.pieces[first:last]

    def at(self, offset: int) -> tuple[str, ...]:
        """Name the marks over one character, the outermost first."""
        found = self.within(offset, offset + 1)
        return found[0].uids if found else ()

    def _touched(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_right(self.pieces, start, key=lambda piece: piece.end)
        return first, max(first, bisect_left(self.pieces, end, key=lambda piece: piece.start))

    def _order(self, uid: str) -> tuple[int, int, str]:
        span = self._spans[uid]
        return span.start, -span.end, uid


def pieces(marks: Iterable[Marked]) -> list[Piece]:
    """Cut overlapping marks into sorted, disjoint pieces."""
    return Coverage(marks).pieces
