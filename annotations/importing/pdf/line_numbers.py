"""The numbers beside the lines of a court's filing, which are no words of it.

They stand left of all text, count evenly, and each stands at the same height of page after page:
no column of a table does, for its rows go on counting on the next page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotations.importing.pdf.lines import Line, Page

FEWEST = 8
"""Numbers on a page."""
FEWEST_PAGES = 2
SAME_PLACE = 2.0
"""Points between numbers that stand at one place of two pages."""
MOSTLY = 0.9
"""Share of a page's other pieces that stand right of the numbers."""


def line_numbers(pages: Sequence[Page]) -> set[int]:
    """Give the pieces (by identity) that number the lines of their pages."""
    columns = {number: found for number, page in enumerate(pages) if (found := _column(page))}
    places = Counter(
        place for found in columns.values() for place in {_place(piece) for piece in found}
    )
    left = [
        found[0].left
        for found in columns.values()
        if sum(_count(places, piece) >= FEWEST_PAGES for piece in found) >= FEWEST
    ]
    if len(left) < FEWEST_PAGES:
        return set()
    # the first page has a heading above, the last few lines: there they are at other heights
    every = (_column(page, fewest=1) for page in pages)
    return {
        id(piece)
        for found in every
        if found and any(abs(found[0].left - each) < 2 * SAME_PLACE for each in left)
        for piece in found
    }


def _place(piece: Line) -> tuple[str, int]:
    return piece.text, round(piece.top / SAME_PLACE)


def _count(places: Counter[tuple[str, int]], piece: Line) -> int:
    label, step = _place(piece)
    return sum(places[label, step + near] for near in (-1, 0, 1))


def _column(page: Page, *, fewest: int = FEWEST) -> list[Line]:
    """Find the numbers left of a page's text that count evenly downwards."""
    numbers = [piece for piece in page.pieces if piece.text.isdecimal()]
    if len(numbers) < fewest:
        return []
    found = list(_counting(sorted(numbers, key=lambda piece: (round(piece.left), piece.top))))
    if len(found) < fewest:
        return []
    edge = max(piece.right for piece in found)
    known = {id(piece) for piece in found}
    others = [piece for piece in page.pieces if id(piece) not in known]
    right = sum(piece.left > edge for piece in others)
    return found if others and right >= MOSTLY * len(others) else []


def _counting(numbers: Sequence[Line]) -> Iterator[Line]:
    """Yield the numbers that stand below each other at the leftmost place and go up evenly."""
    left = min(piece.left for piece in numbers)
    column = sorted(
        (piece for piece in numbers if piece.left - left < 2 * piece.height),
        key=lambda piece: piece.top,
    )
    values = [int(piece.text[:9]) for piece in column]
    steps = Counter(after - before for before, after in pairwise(values))
    step, count = steps.most_common(1)[0] if steps else (0, 0)
    if values == [1] or (step > 0 and count >= MOSTLY * (len(values) - 1)):
        yield from column
