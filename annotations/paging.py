"""Where a passage of a text stands on the pages of its original, line by line.

A page's words come as they are printed: broken by hyphens, with ligatures, between running heads
and footnotes that the text does not have. So letters are compared and nothing else; the words
before and after tell equal passages apart. What is not found is said, never guessed.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from annotations.model import Place, RichText, Span
from annotations.vocabulary import LocatorKind

CONTEXT = 64
"""Letters looked at on each side of a passage that stands more than once on its page."""
LEAST_PIECE = 8
"""Letters in a row that count as found where a passage is interrupted."""
LEAST_SHARE = 0.85
"""The share of an interrupted passage that must be found; of less, none is boxed."""
SHORTEST_IN_PIECES = 40
"""Letters of a passage that may be found in pieces; a shorter one must stand as it is."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: shares of its width and height from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is printed, and where."""

    text: str
    box: Box


class PageWords:
    """The words of one page, as letters that can be searched."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words: list[Word] = []
        self._starts: list[int] = []
        letters: list[str] = []
        length = 0
        for word in words:
            if folded := fold(word.text):
                self._words.append(word)
                self._starts.append(length)
                letters.append(folded)
                length += len(folded)
        self.letters = "".join(letters)
        self._edges = {*self._starts, length}

    def occurrences(self, wanted: str) -> list[int]:
        """Find where letters stand: as whole words, only where there are none within words."""
        found, at = [], self.letters.find(wanted)
        while at >= 0:
            found.append(at)
            at = self.letters.find(wanted, at + 1)
        edges, long = self._edges, len(wanted)
        return [each for each in found if each in edges and each + long in edges] or found

    def lines(self, start: int, end: int) -> list[Box]:
        """Box the letters [start, end), a box a line; a part of a word is measured by letters."""
        found: list[Box] = []
        first = bisect_right(self._starts, start) - 1
        for index in range(first, len(self._words)):
            begin = self._starts[index]
            if begin >= end:
                break
            stop = self._edge(index + 1)
            box = _part(self._words[index].box, begin, stop, max(start, begin), min(end, stop))
            if found and _goes_on(found[-1], box):
                found[-1] = _around(found[-1], box)
            else:
                found.append(box)
        return found

    def _edge(self, index: int) -> int:
        return self._starts[index] if index < len(self._starts) else len(self.letters)


def page_places(rich: RichText) -> tuple[Place, ...]:
    """List where each page of the source begins and ends in the text, in order."""
    own = [Place(each.start, each.end, each.locator) for each in rich.blocks if each.locator]
    pages = [each for each in (*own, *rich.places) if each.locator.kind is LocatorKind.PAGE]
    return tuple(sorted(pages, key=lambda each: (each.start, each.end)))


def pages_of(places: Sequence[Place], span: Span) -> tuple[Place, ...]:
    """Find the pages that a passage stands on; between two pages, the one before."""
    end = max(span.end, span.start + 1)
    touched = tuple(each for each in places if each.start < end and each.end > span.start)
    if touched:
        return touched
    index = bisect_right(places, span.start, key=lambda each: each.start) - 1
    return tuple(places[max(index, 0) : max(index, 0) + 1])


def find_on_page(text: str, span: Span, place: Place, words: PageWords) -> tuple[Box, ...]:
    """Box what of a passage stands on the page of a place, a box a line; nothing if not found."""
    start, end = max(span.start, place.start), min(span.end, place.end)
    wanted = fold(text[start:end])
    if not wanted or not words.letters:
        return ()
    at = _exactly(text, start, end, place, wanted, words)
    if at is not None:
        return tuple(words.lines(at, at + len(wanted)))
    boxes: list[Box] = []
    for begin, stop in _in_pieces(wanted, words.letters):
        boxes += words.lines(begin, stop)
    return tuple(boxes)


def fold(text: str) -> str:
    """Leave only letters and digits, without case, accents and ligatures."""
    return "".join(map(_folded, text))


@cache
def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character).casefold()
    return "".join(part for part in parts if part.isalnum())


def _exactly(
    text: str, start: int, end: int, place: Place, wanted: str, words: PageWords
) -> int | None:
    """Find which of the equal passages of a page is meant; None where that is open."""
    found = words.occurrences(wanted)
    if len(found) < 2:  # noqa: PLR2004 - one or none leaves nothing to choose
        return found[0] if found else None
    before = fold(text[max(start - 2 * CONTEXT, 0) : start])[-CONTEXT:]
    after = fold(text[end : end + 2 * CONTEXT])[:CONTEXT]
    likeness = [
        _alike_backwards(before, words.letters[:at])
        + _alike(after, words.letters[at + len(wanted) :])
        for at in found
    ]
    best = [at for at, like in zip(found, likeness, strict=True) if like == max(likeness)]
    if len(best) == 1:
        return best[0]
    # All around them is the same: they are told apart by their order.
    nowhere = Box(0, 0, 0, 0)
    own = PageWords(Word(each, nowhere) for each in text[place.start : place.end].split())
    there, meant = own.occurrences(wanted), len(fold(text[place.start : start]))
    return found[there.index(meant)] if len(there) == len(found) and meant in there else None


def _alike(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _alike_backwards(one: str, other: str) -> int:
    return _alike(one[::-1], other[: -CONTEXT - 1 : -1])


def _in_pieces(wanted: str, letters: str) -> list[tuple[int, int]]:
    """Find a passage that something interrupts on the page: a head, a note, a watermark."""
    if len(wanted) < SHORTEST_IN_PIECES:
        return []
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, wanted, letters, autojunk=False)
    pieces = [each for each in matcher.get_matching_blocks() if each.size >= LEAST_PIECE]
    if sum(each.size for each in pieces) < LEAST_SHARE * len(wanted):
        return []
    return [(each.b, each.b + each.size) for each in pieces]


def _part(box: Box, begin: int, stop: int, start: int, end: int) -> Box:
    letter = (box.right - box.left) / (stop - begin)
    return Box(
        box.left + (start - begin) * letter, box.top, box.right - (stop - end) * letter, box.bottom
    )


def _goes_on(line: Box, box: Box) -> bool:
    middle = (box.top + box.bottom) / 2
    return line.top <= middle <= line.bottom and box.left >= line.left


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
