"""What stands beside what: the rows of a difference, cut and folded for the eye."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotations.model import Span
from annotations.revising.comparing import CompareRow, Difference, RowChange

LONGEST = 4_000
"""Characters of one row; a paragraph of a megabyte is cut for display, since rows are laid out."""
AROUND = 1
"""Paragraphs shown before and after a change."""
LEAST_FOLDED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One row: [start, end) of the old and the new text, with the words that differ.

    `first` says that a paragraph begins here and names what became of it; `stop` is the number of
    the change, from 0, -1 where nothing changed.
    """

    change: RowChange
    old: Span | None
    new: Span | None
    old_words: tuple[Span, ...] = ()
    new_words: tuple[Span, ...] = ()
    elsewhere: Span | None = None
    first: bool = True
    stop: int = -1

    @property
    def length(self) -> int:
        """The characters of the longer side."""
        return max(_length(self.old), _length(self.new))


@dataclass(frozen=True, slots=True)
class Texts:
    """What is compared: both texts, and their rows in reading order.

    `versions` says that the right one came of the left one, by adding and removing.
    """

    old: str = ""
    new: str = ""
    rows: tuple[Passage, ...] = ()
    versions: bool = True


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch of passages [start, end) that did not change and are not shown."""

    start: int
    end: int
    paragraphs: int


def passages(difference: Difference, old: str, new: str) -> tuple[Passage, ...]:
    """List the rows of a difference, the long ones cut, each change numbered."""
    found: list[Passage] = []
    stop = -1
    before = RowChange.SAME
    for row in difference.rows:
        for passage in _cut(row, old, new):
            if passage.change is RowChange.SAME:
                before = RowChange.SAME
                found.append(passage)
                continue
            if passage.change is not before or passage.change is RowChange.CHANGED:
                stop += 1  # paragraphs added one after the other are one change
            before = passage.change
            found.append(replace(passage, stop=stop))
    return tuple(found)


def folds(rows: Sequence[Passage]) -> tuple[Fold, ...]:
    """Find the stretches to be folded: far from every change and long enough to be worth it."""
    changed = [-1 - AROUND, *(n for n, row in enumerate(rows) if row.stop >= 0), len(rows) + AROUND]
    found = []
    for before, after in pairwise(changed):
        start, end = before + 1 + AROUND, after - AROUND
        if end - start >= LEAST_FOLDED:
            found.append(Fold(start, end, sum(row.first for row in rows[start:end])))
    return tuple(found)


def stops(rows: Sequence[Passage]) -> tuple[int, ...]:
    """List the first row of each change."""
    found: dict[int, int] = {}
    for number, row in enumerate(rows):
        if row.stop >= 0:
            found.setdefault(row.stop, number)
    return tuple(found.values())


def row_of(rows: Sequence[Passage], span: Span, *, new: bool) -> int:
    """Find the row that shows the start of a span of the new or the old text, -1 for none."""
    for number, row in enumerate(rows):
        there = row.new if new else row.old
        if there is not None and there.start <= span.start < there.end:
            return number
    return -1


def _cut(row: CompareRow, old: str, new: str) -> Iterator[Passage]:
    whole = Passage(
        change=row.change,
        old=row.old,
        new=row.new,
        old_words=row.old_words,
        new_words=row.new_words,
        elsewhere=row.elsewhere,
    )
    longest = max(_length(row.old), _length(row.new))
    if longest <= LONGEST:
        yield whole
        return
    places = [*_places(row, old, new)]
    for number, ((start, from_), (end, to)) in enumerate(pairwise(places)):
        ours, theirs = _inside(row.old_words, start, end), _inside(row.new_words, from_, to)
        quiet = row.change in {RowChange.CHANGED, RowChange.TYPOGRAPHY} and not ours + theirs
        yield replace(
            whole,
            change=RowChange.SAME if quiet else row.change,
            old=Span(start, end) if end > start else None,
            new=Span(from_, to) if to > from_ else None,
            old_words=ours,
            new_words=theirs,
            first=number == 0,
        )


def _places(row: CompareRow, old: str, new: str) -> Iterator[tuple[int, int]]:
    """List where a long row is cut: at gaps between words, both sides after as much in common."""
    ours, theirs = row.old or Span(0, 0), row.new or Span(0, 0)
    leads_old = _length(row.old) >= _length(row.new)
    longer, shorter = (ours, theirs) if leads_old else (theirs, ours)
    text, other = (old, new) if leads_old else (new, old)
    words, others = row.old_words, row.new_words
    if not leads_old:
        words, others = others, words
    yield ours.start, theirs.start
    at, there = longer.start, shorter.start
    while longer.end - at > LONGEST:
        at = _gap(text, at + LONGEST, longer.end)
        common = at - longer.start - _covered(words, longer.start, at)
        wanted = max(there, _gap(other, _after(others, shorter, common), shorter.end))
        for step in _steps(other, there, wanted):
            yield (at, step) if leads_old else (step, at)
        there = wanted
    if at < longer.end or there < shorter.end:
        for step in _steps(other, there, shorter.end):
            yield (longer.end, step) if leads_old else (step, longer.end)


def _steps(text: str, start: int, end: int) -> Iterator[int]:
    """Go from one place to another in steps that are not too long; at least the last one."""
    while end - start > LONGEST:
        start = _gap(text, start + LONGEST, end)
        yield start
    yield end


def _covered(words: Iterable[Span], start: int, end: int) -> int:
    """Count the characters of [start, end) in words that differ."""
    return sum(each.end - each.start for each in _inside(words, start, end))


def _after(words: Iterable[Span], side: Span, common: int) -> int:
    """Find the place of a side after so many characters that do not differ."""
    at = side.start
    for each in words:
        if each.start - at >= common:
            break
        common -= each.start - at
        at = each.end
    return min(at + common, side.end)


def _gap(text: str, at: int, end: int) -> int:
    """Find the next place after white space, not far on."""
    for place in range(at, min(at + 200, end)):
        if text[place - 1].isspace():
            return place
    return min(at, end)


def _inside(words: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    return tuple(
        Span(max(each.start, start), min(each.end, end))
        for each in words
        if each.start < end and each.end > start
    )


def _length(span: Span | None) -> int:
    return span.end - span.start if span else 0
