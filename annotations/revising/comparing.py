"""What changed from one state of an article's words to the next, paragraph by paragraph."""

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from annotations.model import Revision, RichText, Span
from annotations.revising.aligning import Pair, aligned
from annotations.revising.announcing import Announcement, announced
from annotations.revising.pairing import alike
from annotations.revising.symbols import plain_words, symbols


class RowChange(StrEnum):
    """What became of a paragraph. TYPOGRAPHY: nothing but quotation marks, dashes and spaces."""

    SAME = "same"
    TYPOGRAPHY = "typography"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"
    ADDED = "added"


class Verdict(StrEnum):
    """What is to be said of a newer state as a whole."""

    IDENTICAL = "identical"
    TYPOGRAPHY = "only_typography"
    ANNOUNCED = "correction_announced"
    SILENT = "silent_change"
    READ_AGAIN = "read_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """One line of a side-by-side view: blocks [start, end) of the old and the new text.

    One side is None where the paragraph was removed or added. `old_words` and `new_words` are the
    spans within them that differ, in offsets of their texts; never part of a number or character.
    A MOVED paragraph has two rows, one where it stood and one where it stands: `elsewhere` is its
    place on the side that is None.
    """

    change: RowChange
    old: Span | None = None
    new: Span | None = None
    old_words: tuple[Span, ...] = ()
    new_words: tuple[Span, ...] = ()
    elsewhere: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Rows in reading order, what the newer text says of the change, and what to call it."""

    rows: tuple[CompareRow, ...]
    announcement: Announcement | None
    verdict: Verdict

    def count(self, change: RowChange) -> int:
        """Count paragraphs; a moved one once."""
        rows = sum(row.change == change and row.new is not None for row in self.rows)
        return rows or sum(row.change == change for row in self.rows)


def compare(old: RichText, new: RichText, language: str = "") -> Difference:
    """Compare two states of an article. A text of 1 MB takes a fraction of a second.

    `language` (BCP 47) is that of the dates in a notice of correction.
    """
    rows = _rows(old, new)
    notice = announced(old, new, language)
    if old.text == new.text:
        verdict = Verdict.IDENTICAL
    elif plain_words(old.text) == plain_words(new.text):
        verdict = Verdict.TYPOGRAPHY
    else:
        verdict = Verdict.ANNOUNCED if notice else Verdict.SILENT
    return Difference(rows=rows, announcement=notice, verdict=verdict)


def compare_revisions(old: Revision, new: Revision, language: str = "") -> Difference:
    """Compare two revisions, with a word on their files: `with_files`."""
    return with_files(compare(old.text, new.text, language), old, new)


def with_files(difference: Difference, old: Revision, new: Revision) -> Difference:
    """Say READ_AGAIN where nobody changed the file, however its words differ.

    The same bytes were read in another encoding, by a newer importer, or with typed passages.
    """
    if (old.original_sha256, old.part) != (new.original_sha256, new.part):
        return difference
    if difference.verdict is Verdict.IDENTICAL:
        return difference
    return replace(difference, verdict=Verdict.READ_AGAIN)


def _rows(old: RichText, new: RichText) -> tuple[CompareRow, ...]:
    ours, theirs = _blocks(old), _blocks(new)
    left = [old.text[span.start : span.end] for span in ours]
    right = [new.text[span.start : span.end] for span in theirs]
    same = aligned(left, right)
    pairs = [*same]
    edges = [(-1, -1), *same, (len(ours), len(theirs))]
    for (start, from_), (end, to) in pairwise(edges):
        pairs += [
            (start + 1 + one, from_ + 1 + other)
            for one, other in alike(left[start + 1 : end], right[from_ + 1 : to])
        ]
    pairs.sort()
    return tuple(_in_order(pairs, (old.text, ours, left), (new.text, theirs, right)))


_Side = tuple[str, list[Span], list[str]]


def _in_order(pairs: list[Pair], old: _Side, new: _Side) -> list[CompareRow]:
    (text, ours, left), (newer, theirs, right) = old, new
    away, here = _moved(pairs, left, right)
    rows: list[CompareRow] = []
    edges = [(-1, -1), *pairs, (len(ours), len(theirs))]
    for (start, from_), (end, to) in pairwise(edges):
        for index in range(start + 1, end):
            there = away.get(index)
            rows.append(
                CompareRow(change=RowChange.REMOVED, old=ours[index])
                if there is None
                else CompareRow(change=RowChange.MOVED, old=ours[index], elsewhere=theirs[there])
            )
        for index in range(from_ + 1, to):
            there = here.get(index)
            rows.append(
                CompareRow(change=RowChange.ADDED, new=theirs[index])
                if there is None
                else CompareRow(change=RowChange.MOVED, new=theirs[index], elsewhere=ours[there])
            )
        if end < len(ours):
            rows.append(_pair(text, ours[end], newer, theirs[to]))
    return rows


def _pair(old: str, one: Span, new: str, other: Span) -> CompareRow:
    """Compare two paragraphs word by word."""
    was, now = old[one.start : one.end], new[other.start : other.end]
    row = CompareRow(change=RowChange.SAME, old=one, new=other)
    if was == now:
        return row
    only_typography = plain_words(was) == plain_words(now)
    ours, theirs = symbols(old, one.start, one.end), symbols(new, other.start, other.end)
    left = [old[span.start : span.end] for span in ours]
    right = [new[span.start : span.end] for span in theirs]
    if not only_typography:  # then quotation marks would hide what matters
        left, right = ([plain_words(each) for each in side] for side in (left, right))
    same = aligned(left, right)
    return replace(
        row,
        change=RowChange.TYPOGRAPHY if only_typography else RowChange.CHANGED,
        old_words=_others(ours, {index for index, _ in same}),
        new_words=_others(theirs, {index for _, index in same}),
    )


def _others(spans: list[Span], same: set[int]) -> tuple[Span, ...]:
    """Join the spans of words that stand on one side only, where they follow one another."""
    found: list[Span] = []
    last = -2
    for index, span in enumerate(spans):
        if index in same:
            continue
        if last == index - 1:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        last = index
    return tuple(found)


def _moved(
    pairs: list[Pair], left: list[str], right: list[str]
) -> tuple[dict[int, int], dict[int, int]]:
    """Find paragraphs that are gone in one place and stand, word for word, in another, once."""
    ours = set(range(len(left))) - {one for one, _ in pairs}
    theirs = set(range(len(right))) - {other for _, other in pairs}
    gone, come = Counter(left[index] for index in ours), Counter(right[index] for index in theirs)
    places = {right[index]: index for index in theirs}
    away = {
        index: places[left[index]] for index in ours if gone[left[index]] == come[left[index]] == 1
    }
    return away, {there: index for index, there in away.items()}


def _blocks(text: RichText) -> list[Span]:
    """List what is compared as one: blocks with words, lines where there are no blocks."""
    spans = [Span(block.start, block.end) for block in text.blocks]
    if not spans:
        start = 0
        for line in text.text.split("\n"):
            spans.append(Span(start, start + len(line)))
            start += len(line) + 1
    return [
        span
        for span in spans
        if not text.text[span.start : span.end].isspace() and span.end > span.start
    ]
