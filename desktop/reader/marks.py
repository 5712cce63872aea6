"""What is painted on a text: marks in reading order, cut into disjoint runs where they are seen.

A page asks only for the runs that it shows, so that painting costs the same with ten marks and
with ten thousand. Runs of the whole text are not kept: cutting 10,000 marks took longer than the
first paint of the text itself, those of a page take next to nothing.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from annotations.model import Span
from annotations.spans import pieces

MANY = 64
"""From so many changes on, sorting anew is cheaper than changing one by one."""
EVERYTHING = Span(0, sys.maxsize)


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight or suggestion as the page shows it: code points [start, end) of the text.

    `letters` belong to `tags`, one each. `pending` is not yet on the disk; `failed` could not be
    saved; a `suggestion` counts nowhere until it is accepted.
    """

    uid: str
    start: int
    end: int
    tags: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    pending: bool = False
    failed: bool = False
    suggestion: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class TagChoice:
    """A tag as the popup offers it; `key` is what the keyboard would press, "" for none."""

    name: str
    label: str
    letter: str
    key: str


class Marks:
    """All marks of a text, by uid and in reading order: by start, the longer first."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._by_uid: dict[str, Mark] = {}
        self._order: list[Mark] = []
        self._reach: list[int] = []  # how far the marks up to each one reach at most
        self.replace_all(marks)

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._order)

    def get(self, uid: str) -> Mark | None:
        """Find a mark by its uid."""
        return self._by_uid.get(uid)

    def replace_all(self, marks: Iterable[Mark]) -> list[Span]:
        """Show these marks and no others; return the spans that look different now."""
        new = {mark.uid: mark for mark in marks if mark.start < mark.end}
        old = self._by_uid
        # Most are the very same object: comparing ten thousand field by field takes 8 ms.
        changed = [u for u, mark in new.items() if (had := old.get(u)) is not mark and had != mark]
        gone = [uid for uid in old if uid not in new]
        if len(changed) + len(gone) <= MANY:
            dirty = [span for uid in gone for span in self.remove(uid)]
            return dirty + [span for uid in changed for span in self.put(new[uid])]
        self._by_uid = new
        self._order = sorted(new.values(), key=attrgetter("end"), reverse=True)
        self._order.sort(key=attrgetter("start"))  # stable: of one start, the longer stays first
        self._measure()
        return [EVERYTHING]

    def put(self, mark: Mark) -> list[Span]:
        """Add a mark or change the one of the same uid; return the spans that look different."""
        dirty = self.remove(mark.uid)
        if mark.start >= mark.end:
            return dirty
        self._by_uid[mark.uid] = mark
        self._order.insert(bisect_right(self._order, _place(mark), key=_place), mark)
        self._measure()
        return [*dirty, mark.span]

    def remove(self, uid: str) -> list[Span]:
        """Take a mark off; return the span that looks different, none where it was not there."""
        mark = self._by_uid.pop(uid, None)
        if mark is None:
            return []
        del self._order[self._index_of(mark)]
        self._measure()
        return [mark.span]

    def within(self, start: int, end: int) -> Iterator[tuple[Span, list[Mark]]]:
        """Cut [start, end) into disjoint runs, each with the marks over it, outermost first.

        The first and last may reach out of it.
        """
        group: list[Mark] = []
        reach = start
        for mark in self.over(start, end):
            if mark.start >= reach:
                yield from self._cut(group)
                group = []
            group.append(mark)
            reach = max(reach, mark.end)
        yield from self._cut(group)

    def _cut(self, group: list[Mark]) -> Iterator[tuple[Span, list[Mark]]]:
        """Cut marks that hang together; most stand alone."""
        if len(group) == 1:
            yield group[0].span, group
        elif group:
            for piece in pieces(group):
                yield Span(piece.start, piece.end), [self._by_uid[uid] for uid in piece.uids]

    def over(self, start: int, end: int) -> list[Mark]:
        """List the marks that reach into [start, end), in reading order."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._order, end, key=attrgetter("start"))
        return [mark for mark in self._order[first:last] if mark.end > start]

    def starting(self, start: int, end: int) -> Sequence[Mark]:
        """List the marks that begin in [start, end), in reading order."""
        first = bisect_left(self._order, start, key=attrgetter("start"))
        return self._order[first : bisect_left(self._order, end, key=attrgetter("start"))]

    def at(self, offset: int) -> Mark | None:
        """Find the smallest mark over a character: it wins the click."""
        over = self.over(offset, offset + 1)
        return min(over, key=lambda mark: (mark.end - mark.start, mark.start), default=None)

    def after(self, offset: int, uid: str = "") -> Mark | None:
        """Find the mark that follows `uid` in reading order, else the first from `offset` on."""
        focused = self._by_uid.get(uid)
        if focused is None:
            index = bisect_left(self._order, offset, key=attrgetter("start"))
        else:
            index = self._index_of(focused) + 1
        return self._order[index] if index < len(self._order) else None

    def before(self, offset: int, uid: str = "") -> Mark | None:
        """Find the mark that stands before `uid` in reading order, else before `offset`."""
        focused = self._by_uid.get(uid)
        if focused is None:
            index = bisect_left(self._order, offset, key=attrgetter("start")) - 1
        else:
            index = self._index_of(focused) - 1
        return self._order[index] if index >= 0 else None

    def _measure(self) -> None:
        self._reach = list(accumulate(map(attrgetter("end"), self._order), max))

    def _index_of(self, mark: Mark) -> int:
        index = bisect_left(self._order, _place(mark), key=_place)
        while self._order[index].uid != mark.uid:  # others of the very same span
            index += 1
        return index


def _place(mark: Mark) -> tuple[int, int]:
    return (mark.start, -mark.end)
