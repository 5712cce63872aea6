"""What is painted on a text: marks, their disjoint runs changed locally.

A page asks only for the runs that it shows, so that painting costs the same with ten marks and
with ten thousand.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from annotations.model import Span
from annotations.spans import Coverage

MANY = 64
"""From this many changes on, building the runs anew is cheaper than changing them one by one."""


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


def reading_order(mark: Mark) -> tuple[int, int, str]:
    """Sort by start, the longer first."""
    return (mark.start, -mark.end, mark.uid)


class Marks:
    """All marks of a text, by uid, in reading order, and as disjoint pieces."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._by_uid: dict[str, Mark] = {}
        self._order: list[Mark] = []
        self._coverage = Coverage()
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
        changed = [uid for uid, mark in new.items() if old.get(uid) != mark]
        gone = [uid for uid in old if uid not in new]
        if len(changed) + len(gone) <= MANY:
            dirty = [span for uid in gone for span in self.remove(uid)]
            return dirty + [span for uid in changed for span in self.put(new[uid])]
        dirty = [old[uid].span for uid in (*gone, *changed) if uid in old]
        dirty += [new[uid].span for uid in changed]
        self._by_uid = new
        self._order = sorted(new.values(), key=reading_order)
        self._coverage = Coverage(self._order)
        return dirty

    def put(self, mark: Mark) -> list[Span]:
        """Add a mark or change the one of the same uid; return the spans that look different."""
        dirty = self.remove(mark.uid)
        if mark.start >= mark.end:
            return dirty
        self._by_uid[mark.uid] = mark
        self._order.insert(self._index_of(mark), mark)
        self._coverage.add(mark)
        return [*dirty, mark.span]

    def remove(self, uid: str) -> list[Span]:
        """Take a mark off; return the span that looks different, none where it was not there."""
        mark = self._by_uid.pop(uid, None)
        if mark is None:
            return []
        del self._order[self._index_of(mark)]
        self._coverage.remove(uid)
        return [mark.span]

    def within(self, start: int, end: int) -> Iterator[tuple[Span, list[Mark]]]:
        """Find the disjoint runs that reach into [start, end), each with its marks."""
        for piece in self._coverage.within(start, end):
            yield Span(piece.start, piece.end), [self._by_uid[uid] for uid in piece.uids]

    def starting(self, start: int, end: int) -> Sequence[Mark]:
        """List the marks that begin in [start, end), in reading order."""
        first = bisect_left(self._order, start, key=attrgetter("start"))
        return self._order[first : bisect_left(self._order, end, key=attrgetter("start"))]

    def at(self, offset: int) -> Mark | None:
        """Find the smallest mark over a character: it wins the click."""
        over = (self._by_uid[uid] for uid in self._coverage.at(offset))
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

    def _index_of(self, mark: Mark) -> int:
        return bisect_left(self._order, reading_order(mark), key=reading_order)
