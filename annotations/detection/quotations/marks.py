"""Where quotation marks open and close: turned the wrong way, straight, doubled, forgotten.

Single marks never open a quotation. A mark is weighed by what stands beside it, then by its shape:
news that went through three editors turns curly marks any way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from annotations.model import Span

LONGEST = 6_000
"""Characters a quotation may have within one paragraph; a mark further off closes nothing."""

_MARK = re.compile(r"""["“”„‟«»＂〝〞]|''|``|‘‘|’’""")
_OPENING = frozenset(("“", "„", "‟", "«", "``", "‘‘", "〝"))
_CLOSING = frozenset(("”", "»", "’’", "〞"))
_BEFORE_OPENING = "([{-–—:/‘'>"
_AFTER_CLOSING = ",.;:!?)]}…-–—/’<*"
_INSIDE_END = " \t\n\u00a0,"


class _Turn(Enum):
    """Which way a mark looks by its neighbours."""

    OPENS = 1
    CLOSES = 2
    EITHER = 3


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks: [start, end) with the marks, [inner_start, inner_end) without.

    The comma before the closing mark is outside the inner words. `closed` is false where the
    closing mark is missing: the words then go to the end of the paragraph. `continued` says that
    they go on from the paragraph before, which was not closed.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continued: bool = False


def find_quoted(text: str, paragraphs: Sequence[Span]) -> tuple[Quoted, ...]:
    """Find what stands between double marks, in order, disjoint, each within one paragraph."""
    found: list[Quoted] = []
    going_on = False
    for paragraph in paragraphs:
        here = list(_within(text, paragraph, going_on=going_on))
        found.extend(here)
        going_on = bool(here) and not here[-1].closed
    return tuple(found)


def _within(text: str, paragraph: Span, *, going_on: bool) -> Iterator[Quoted]:
    """Pair the marks of one paragraph; `going_on`: the paragraph before was left open."""
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    opened: int | None = None
    opened_end = 0
    nested = 0
    continued = False
    for number, mark in enumerate(marks):
        turn = _turn(text, mark, paragraph)
        if opened is not None and mark.start() - opened > LONGEST:
            opened, nested = None, 0
        if opened is None:
            if turn is _Turn.CLOSES or _is_inch(text, mark) or _in_word(text, mark):
                if number == 0 and going_on and turn is _Turn.CLOSES:
                    yield _quoted(text, paragraph.start, paragraph.start, mark, continued=True)
                continue
            opened, opened_end, nested = mark.start(), mark.end(), 0
            continued = going_on and mark.start() == paragraph.start
        elif turn is _Turn.OPENS and not _misplaced(text, marks, number):
            if _closes_later(text, marks, number + 1, paragraph) >= 2 + nested:
                nested += 1
                continue
            yield _left_open(text, opened, opened_end, mark.start(), continued=continued)
            opened, opened_end, nested, continued = mark.start(), mark.end(), 0, False
        elif nested:
            nested -= 1
        elif _is_inch(text, mark) and _closes_later(text, marks, number + 1, paragraph):
            continue
        else:
            yield _quoted(text, opened, opened_end, mark, continued=continued)
            opened = None
    if opened is not None and opened_end < paragraph.end - 1:
        yield _left_open(text, opened, opened_end, paragraph.end, continued=continued)


def _turn(text: str, mark: re.Match[str], paragraph: Span) -> _Turn:
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace() or after in _AFTER_CLOSING
    if free_before and not free_after:
        return _Turn.OPENS
    if free_after and not free_before:
        return _Turn.CLOSES
    if mark.start() == paragraph.start:
        return _Turn.OPENS
    if mark[0] in _OPENING:
        return _Turn.OPENS
    return _Turn.CLOSES if mark[0] in _CLOSING else _Turn.EITHER


def _is_inch(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    return mark[0] in {'"', "''", "”"} and before.isdecimal()


def _misplaced(text: str, marks: Sequence[re.Match[str]], number: int) -> bool:
    """Say whether a mark that looks like an opening one closes: … besok, "ucap Rina."""
    mark = marks[number]
    before = text[max(0, mark.start() - 3) : mark.start()].rstrip()[-1:]
    follows = text[mark.end() : mark.end() + 1]
    if before in {",", "?", "!"} and follows.islower():
        return True
    return number == len(marks) - 1 and mark[0] not in _OPENING and not follows.isupper()


def _in_word(text: str, mark: re.Match[str]) -> bool:
    around = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.start() > 0 and all(letter.isalpha() for letter in around)


def _closes_later(text: str, marks: Sequence[re.Match[str]], first: int, paragraph: Span) -> int:
    """Count the closing marks in a row from the first on, a few at most."""
    count = 0
    for mark in marks[first : first + 6]:
        if _turn(text, mark, paragraph) is _Turn.OPENS:
            break
        count += 1
    return count


def _quoted(
    text: str, start: int, inner_start: int, mark: re.Match[str], *, continued: bool
) -> Quoted:
    first, last = _inner(text, inner_start, mark.start())
    return Quoted(start, mark.end(), first, last, closed=True, continued=continued)


def _left_open(text: str, start: int, inner_start: int, end: int, *, continued: bool) -> Quoted:
    first, last = _inner(text, inner_start, end)
    return Quoted(start, last, first, last, closed=False, continued=continued)


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in _INSIDE_END:
        end -= 1
    return start, end
