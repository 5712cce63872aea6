"""What repeats on pages and is no part of the text: running heads, page numbers, disclaimers.

A piece is furniture where the same words, whatever their digits, stand at the same height of many
pages. A bare number is only where it counts pages, for tables have numbers at one height too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotations.importing.pdf.line_numbers import line_numbers
from annotations.importing.pdf.lines import Line, Page

SAME_HEIGHT = 6.0
"""Points between the tops of pieces that stand at the same height."""
EDGE = 0.14
"""Share of a page's height that is its head, and its foot."""
OFTEN_AT_EDGE = 0.35
"""Share of pages; heads of left and of right pages are on half of them each."""
OFTEN = 0.5
"""Share of pages for what repeats elsewhere: a disclaimer, a watermark."""
FEWEST = 2
FEWEST_ELSEWHERE = 3
BESIDE = 2.5
"""Of a line's height: words that near on one line belong together."""
IN_A_ROW = 4
"""Pages of one chapter whose name is the running head."""
SHORTEST = 2
"""Letters; what is shorter says nothing."""
OUTERMOST = 2
"""Rows from a page's edge among which a bare page number stands."""
MOSTLY = 0.8
"""Share of a head's pages on which one of its numbers counts pages."""

_DIGITS = re.compile(r"\d+")
NUMBER = r"(?P<number>\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})"
PAGE_NUMBER = re.compile(
    rf"[\W_]*(?:(?P<word>halaman|hal|hlm|page|pp?)\b\.?\s*)?{NUMBER}"
    r"(?:\s*(?:dari|of|/)\s*(?P<all>\d{1,5})(?:\s+(?:halaman|pages))?)?[\W_]*",
    re.IGNORECASE,
)
STAMP = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[:.]\d{2}(?: [AP]M)?(?=\s|$)")
ADDRESS = re.compile(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?")
"""What a browser prints at the edges of a page."""
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class Furniture:
    """What was found: pieces by their identity, and the label printed on each page (from 0)."""

    pieces: set[int] = field(default_factory=set)
    labels: dict[int, str] = field(default_factory=dict)
    repeated: bool = False


def find_furniture(pages: Sequence[Page]) -> Furniture:
    """Find what repeats, and what of it numbers the pages."""
    found = Furniture()
    groups = _groups(pages)
    taken = [group for group in groups if _is_furniture(group, pages)]
    found.pieces.update(id(piece) for group in taken for piece in group)
    for group in taken:
        if _is_within_text(group, pages, found.pieces):
            found.pieces.difference_update(id(piece) for piece in group)
        else:
            _take_labels(group, found.labels)
    for page in pages:
        found.pieces -= set(_within_lines(page, found.pieces))
    found.repeated = bool(found.pieces)
    found.pieces |= line_numbers(pages)
    keys = {_key(piece) for group in groups for piece in group if id(piece) in found.pieces}
    usual = Counter((page.width, page.height) for page in pages).most_common(1)
    for page in pages:
        other = page.pieces if (page.width, page.height) != usual[0][0] else []
        found.pieces.update(id(piece) for piece in (*page.asides, *other) if _key(piece) in keys)
    _take_bare_numbers(pages, found)
    _take_printed_by(pages, found)
    if all(id(piece) in found.pieces for page in pages for piece in (*page.pieces, *page.asides)):
        return Furniture(labels=found.labels)  # a form of which each page is the same
    return found


def _within_lines(page: Page, taken: set[int]) -> Iterable[int]:
    """Give the taken pieces that stand within a line of other words: text, not furniture."""
    for piece in page.pieces:
        if id(piece) not in taken:
            continue
        for other in page.pieces:
            if (
                id(other) not in taken
                and abs(other.top - piece.top) < piece.height / 2
                and max(other.left - piece.right, piece.left - other.right) < BESIDE * piece.height
                and not PAGE_NUMBER.fullmatch(other.text)
            ):
                yield id(piece)
                break


def _key(piece: Line) -> str:
    """Give the words of a piece, whatever their digits."""
    return _DIGITS.sub("#", piece.text.lower())


def _groups(pages: Sequence[Page]) -> list[list[Line]]:
    """Sort pieces by their words, digits apart, and the height at which they stand."""
    alike: defaultdict[str, list[Line]] = defaultdict(list)
    for page in pages:
        for piece in page.pieces:
            alike[_key(piece)].append(piece)
    groups = []
    for key, pieces in alike.items():
        if len(pieces) < FEWEST or sum(letter.isalpha() for letter in key) < SHORTEST:
            continue
        pieces.sort(key=lambda piece: piece.top)
        group = [pieces[0]]
        for piece in pieces[1:]:
            if piece.top - group[-1].top > SAME_HEIGHT:
                groups.append(group)
                group = []
            group.append(piece)
        groups.append(group)
    return groups


def _is_furniture(group: Sequence[Line], pages: Sequence[Page]) -> bool:
    on = sorted({piece.page for piece in group})
    if len(on) < FEWEST or len(group) > FEWEST * len(on):
        return False
    height = pages[group[0].page].height
    at_edge = group[-1].bottom < height * EDGE or group[0].top > height * (1 - EDGE)
    if at_edge:
        return len(on) >= max(FEWEST, OFTEN_AT_EDGE * len(pages)) or _in_a_row(on) >= IN_A_ROW
    lefts = [piece.left for piece in group]
    if max(lefts) - min(lefts) > SAME_HEIGHT or (len(group[0].words) == 1 and len(on) < len(pages)):
        return False
    foot = group[0].top > height * OFTEN and len(pages) == FEWEST
    return foot or len(on) >= max(FEWEST_ELSEWHERE, OFTEN * len(pages))


def _is_within_text(group: Sequence[Line], pages: Sequence[Page], taken: set[int]) -> bool:
    """Whether what repeats on the fewer pages has text between it and the edge: a name in a form.

    A running head stands outermost, under nothing but other heads and the number of the page.
    """
    on = {piece.page for piece in group}
    if len(on) >= OFTEN * len(pages):
        return False
    within = sum(
        any(
            id(other) not in taken
            and (other.bottom <= piece.top if piece.bottom < half else other.top >= piece.bottom)
            and not PAGE_NUMBER.fullmatch(other.text)
            for other in pages[piece.page].pieces
        )
        for piece in group
        for half in (pages[piece.page].height / 2,)
    )
    return within > len(group) / 2


def _in_a_row(numbers: Sequence[int]) -> int:
    """Count the longest run of pages, left and right ones apart too."""
    longest = run = 1
    for before, after in pairwise(numbers):
        run = run + 1 if after - before <= FEWEST else 1
        longest = max(longest, run)
    return longest


def _take_labels(group: Sequence[Line], labels: dict[int, str]) -> None:
    """Find the number in a repeated head that goes up with the pages."""
    numbers = {piece.page: _DIGITS.findall(piece.text) for piece in group}
    if len(numbers) < FEWEST:
        return
    for at in range(min(map(len, numbers.values()))):
        offsets = Counter(int(each[at][:9]) - page for page, each in numbers.items())
        offset, count = offsets.most_common(1)[0]
        if count >= MOSTLY * len(numbers):
            for page in numbers:
                if page + offset > 0:
                    labels.setdefault(page, str(page + offset))
            return


def _take_bare_numbers(pages: Sequence[Page], found: Furniture) -> None:
    """Take the page numbers that stand alone at the edge of their pages."""
    candidates: list[tuple[int, Line, str, int, bool]] = []
    for number, page in enumerate(pages):
        for piece in _outermost(page, found):
            said = PAGE_NUMBER.fullmatch(piece.text)
            if said is None:
                continue
            value = value_of(said["number"])
            if value:
                sure = bool(said["word"] or said["all"])
                candidates.append((number, piece, said["number"], value, sure))
    offsets: defaultdict[tuple[bool, int], set[int]] = defaultdict(set)
    for page_number, _, label, value, _ in candidates:
        offsets[label.isdigit(), value - page_number].add(page_number)
    for page_number, piece, label, value, sure in candidates:
        alike = len(offsets[label.isdigit(), value - page_number])
        alone = len(pages) == 1 and (value == 1 or sure)
        if alone or alike >= FEWEST + 1 or (alike == FEWEST and len(pages) <= 2 * FEWEST):
            found.pieces.add(id(piece))
            found.labels.setdefault(page_number, label)


def _take_printed_by(pages: Sequence[Page], found: Furniture) -> None:
    """Take the lines that a browser prints above a page (time, title) and below (address)."""
    for page in pages:
        stamps = [
            piece
            for piece in page.pieces
            if (piece.bottom < page.height * EDGE / 2 and STAMP.match(piece.text))
            or (piece.top > page.height * (1 - EDGE / 2) and ADDRESS.fullmatch(piece.text))
        ]
        for stamp in stamps:
            found.repeated = True
            found.pieces.update(
                id(piece) for piece in page.pieces if abs(piece.top - stamp.top) < stamp.height / 2
            )


def _outermost(page: Page, found: Furniture) -> Iterable[Line]:
    """Give the pieces that stand alone in the first and last rows, other furniture apart."""
    body = [piece for piece in page.pieces if id(piece) not in found.pieces]
    if not body:
        return []
    tops = sorted({round(piece.top) for piece in body})
    first = tops[min(OUTERMOST, len(tops)) - 1]
    last = tops[-min(OUTERMOST, len(tops))]
    height = page.height
    return [
        piece
        for piece in body
        if (piece.top <= first + 1 and piece.bottom < height * EDGE)
        or (piece.top >= last - 1 and piece.top > height * (1 - EDGE))
    ]


def value_of(label: str) -> int:
    """Read a number in Arabic or Roman figures; 0 where it is neither."""
    if label.isdigit():
        return int(label)
    total = 0
    figures = [ROMAN.get(letter, 0) for letter in label.lower()]
    for figure, after in zip(figures, [*figures[1:], 0], strict=True):
        total += -figure if figure < after else figure
    return total if total > 0 and 0 not in figures else 0
