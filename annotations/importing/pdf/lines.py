"""Words to lines, in the order in which a person reads a page: column by column.

Words that follow each other in the file become pieces; a gutter that most pieces respect parts
columns; what crosses it (a headline over two columns) is read between what stands above and below.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median, median_low
from typing import NamedTuple

from annotations.importing.pdf.cutting import Word
from annotations.importing.pdf.directions import is_from_the_right, mirrored, runs_back

QUARTERS = (0, 90, 180, 270)
NEAR_QUARTER = 3
"""Degrees; a scan's words lean a little."""
JOINS = 0.9
"""Of a line's height: a wider gap ends a piece. Gutters are wider, spaces narrower."""
GUTTER = 0.8
"""Of a line's height: how wide a gutter is at least."""
BIN = 2.0
"""Points; gutters are looked for in steps of these."""
CROSSING = 0.12
"""Share of the busiest step's pieces that may cross a gutter."""
FEWEST_PIECES = 4
"""Pieces on each side of a gutter."""
LEAST_SHARE = 0.06
"""Share of a page's letters on each side of a gutter."""
FULL = 0.6
"""Share of a column's width that half of its pieces fill: cells of a table are shorter."""
NARROWEST = 8
"""Of a line's height: what half of a column's lines are wide; labels of a form are narrower."""
MOST_GUTTERS = 3
"""Kinds of gutter of one document that are looked for again."""
DEEPEST = 4
"""How often columns may part again."""
SAME_ROW = 0.5
"""Share of the lower height by which pieces of one row overlap."""
OTHER_SIZE = 0.12
"""Share by which the letters of a column's lines may differ."""
MOST_ENDS = 0.95
"""Share of a column's lines that end where it ends or before."""
OVERPRINT = 0.35
"""Of a line's height: the same word that near is printed twice to look bold."""


@dataclass(slots=True)
class Line:
    """Words side by side on one page; a row of a table where `cells` are several.

    `edge` is where the lines around it end where they do before the column; 0.0 as it does.
    `mirror` says that left is right: the page is written from the right.
    """

    page: int
    words: list[Word]
    left: float
    top: float
    right: float
    bottom: float
    column: tuple[float, float] = (0.0, 0.0)
    region: int = 0
    edge: float = 0.0
    cells: list["Line"] = field(default_factory=list)
    mirror: bool = False

    @property
    def height(self) -> float:
        """The height of a letter's box, a measure of its size."""
        return self.bottom - self.top

    @property
    def size(self) -> float:
        """The height of most of its words; a note's number does not count."""
        return median(word.bottom - word.top for word in self.words)

    @property
    def text(self) -> str:
        """The words with one space between them, none before a glued one."""
        return joined(self.words)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.font.bold for word in self.words)


class Page(NamedTuple):
    """The words of a page that stand upright, and what was left aside."""

    pieces: list[Line]
    asides: list[Line]
    watermarks: list[str]
    width: float
    height: float


def joined(words: Iterable[Word]) -> str:
    """Join words with one space, none before a glued one."""
    return "".join(word.text if word.glued else f" {word.text}" for word in words).strip()


def page_of(number: int, words: Sequence[Word], width: float, height: float) -> Page:
    """Sort the words of a page: upright pieces, text at right angles to it, watermarks."""
    leaning = Counter[int]()
    for word in words:
        leaning[_quarter(word.angle)] += len(word.text)
    upright = leaning.most_common(1)[0][0] if leaning else 0
    if upright == -1:
        upright = 0
    seen: list[Word] = []
    aside: list[Word] = []
    slanted: list[str] = []
    for word in words:
        quarter = _quarter(word.angle)
        if quarter == upright:
            seen.append(_turned(word, upright, width, height))
        elif quarter == -1:
            slanted.append(word.text)
        else:
            aside.append(_turned(word, quarter, width, height))
    if upright in {90, 270}:
        width, height = height, width
    mirror = is_from_the_right(seen)
    if mirror:
        seen = mirrored(seen, width)
    pieces = list(_pieces(number, _printed_once(seen), mirror=mirror))
    asides = list(_pieces(number, _printed_once(aside), mirror=False))
    return Page(pieces, asides, slanted, width, height)


def _quarter(angle: int) -> int:
    """Give the right angle that is near, -1 where none is."""
    for quarter in QUARTERS:
        if abs((angle - quarter + 180) % 360 - 180) <= NEAR_QUARTER:
            return quarter
    return -1


def _turned(word: Word, angle: int, width: float, height: float) -> Word:
    """Turn a word's box upright; `angle` is how far it leans clockwise."""
    if angle == 0:
        return word
    left, top, right, bottom = word.left, word.top, word.right, word.bottom
    if angle == 90:  # noqa: PLR2004 - reads downwards
        box = (top, width - right, bottom, width - left)
    elif angle == 180:  # noqa: PLR2004
        box = (width - right, height - bottom, width - left, height - top)
    else:  # reads upwards
        box = (height - bottom, left, height - top, right)
    return word._replace(left=box[0], top=box[1], right=box[2], bottom=box[3])


def _printed_once(words: Sequence[Word]) -> Iterator[Word]:
    """Leave out a word that is printed again over itself."""
    known: dict[str, list[Word]] = {}
    for word in words:
        before = known.setdefault(word.text, [])
        near = (word.bottom - word.top) * OVERPRINT
        for each in before:
            if abs(each.left - word.left) < near and abs(each.top - word.top) < near:
                break
        else:
            before.append(word)
            yield word


def _pieces(number: int, words: Iterable[Word], *, mirror: bool) -> Iterator[Line]:
    """Join words that follow each other closely."""
    piece: Line | None = None
    for word in words:
        if piece is not None and _follows(piece, word):
            piece.words.append(word)
            piece.left, piece.right = min(piece.left, word.left), max(piece.right, word.right)
            piece.top, piece.bottom = min(piece.top, word.top), max(piece.bottom, word.bottom)
            continue
        if piece is not None:
            yield piece
        piece = Line(number, [word], word.left, word.top, word.right, word.bottom)
        piece.mirror = mirror
    if piece is not None:
        yield piece


def _follows(piece: Line, word: Word) -> bool:
    last = piece.words[-1]
    height = last.bottom - last.top
    overlap = min(piece.bottom, word.bottom) - max(piece.top, word.top)
    if overlap <= min(height, word.bottom - word.top) * SAME_ROW:
        return False
    gap = word.left - piece.right
    if -height < gap < height * JOINS and word.left > piece.left:
        return True
    gap = piece.left - word.right
    return (
        -height < gap < height * JOINS
        and word.right < piece.right
        and (runs_back(last, mirror=piece.mirror) or runs_back(word, mirror=piece.mirror))
    )


def in_reading_order(
    pieces: Sequence[Line], known: Sequence[tuple[float, float]] = ()
) -> list[Line]:
    """Order the pieces of a page as lines, column by column.

    Each line knows the left and right edge of its column; lines of one column between two parts
    of a page bear one `region`. `known` are gutters of other pages: the last page of a story has
    too few lines to show its own.
    """
    regions: list[list[Line]] = []
    _part(list(pieces), regions, 0, known)
    lines: list[Line] = []
    for number, region in enumerate(regions):
        rows = rows_of(region)
        edges = _edges(rows)
        for row in rows:
            row.column, row.region = edges, number
        lines += rows
    return lines


def gutters_of(pages: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Collect the gutters between the columns of pages that are in order, the usual ones first."""
    found = Counter[tuple[float, float]]()
    for lines in pages:
        columns = {line.column for line in lines}
        for start, _ in columns:
            ends = [end for _, end in columns if end < start]
            if ends:
                found[round(max(ends)), round(start)] += 1
    return [gutter for gutter, _ in found.most_common(MOST_GUTTERS)]


def _part(
    pieces: list[Line],
    regions: list[list[Line]],
    depth: int,
    known: Sequence[tuple[float, float]] = (),
) -> None:
    gutter = _gutter(pieces, depth) or _known_gutter(pieces, known)
    if gutter is None:
        if pieces:
            regions.append(pieces)
        return
    start, end = gutter
    middle = (start + end) / 2
    band: list[Line] = []
    for piece in sorted(pieces, key=lambda each: each.top):
        if piece.left < start and piece.right > end:
            _part_band(band, middle, regions, depth)
            band = []
            if regions and _only_spans(regions[-1], start, end):
                regions[-1].append(piece)
            else:
                regions.append([piece])
            continue
        band.append(piece)
    _part_band(band, middle, regions, depth)


def _only_spans(region: list[Line], start: float, end: float) -> bool:
    return all(piece.left < start and piece.right > end for piece in region)


def _part_band(band: list[Line], middle: float, regions: list[list[Line]], depth: int) -> None:
    left = [each for each in band if (each.left + each.right) / 2 < middle]
    right = [each for each in band if (each.left + each.right) / 2 >= middle]
    for side in (left, right):
        if side:
            _part(side, regions, depth + 1)


def _gutter(pieces: Sequence[Line], depth: int) -> tuple[float, float] | None:
    """Find the widest strip that hardly any piece crosses, with a column of text on each side."""
    if depth >= DEEPEST or len(pieces) < 2 * FEWEST_PIECES:
        return None
    left = min(piece.left for piece in pieces)
    right = max(piece.right for piece in pieces)
    steps = int((right - left) / BIN) + 1
    covered = [0] * (steps + 1)
    for piece in pieces:
        covered[max(0, int((piece.left - left) / BIN))] += 1
        covered[min(steps, int((piece.right - left) / BIN) + 1)] -= 1
    busy, running = 0, 0
    for at in range(steps):
        running += covered[at]
        covered[at] = running
        busy = max(busy, running)
    height = median(piece.height for piece in pieces)
    strips = _strips(covered[:steps], busy * CROSSING, max(2, int(height * GUTTER / BIN)))
    for first, last in sorted(strips, key=lambda strip: strip[0] - strip[1]):
        start, end = left + first * BIN, left + last * BIN
        if _parts_columns(pieces, start, end, depth):
            return start, end
    return None


def _known_gutter(
    pieces: Sequence[Line], known: Sequence[tuple[float, float]]
) -> tuple[float, float] | None:
    for start, end in known:
        left = [each for each in pieces if each.right <= end]
        right = [each for each in pieces if each.left >= start]
        crossing = len(pieces) - len(left) - len(right)
        if not left or not right or crossing > CROSSING * len(pieces):
            continue
        if _is_text(left) and _is_text(right):
            return start, end
    return None


def _strips(covered: Sequence[int], most: float, least: int) -> Iterator[tuple[int, int]]:
    """Give the stretches of at least `least` steps that at most `most` pieces cover."""
    first = -1
    for at, count in enumerate([*covered, int(most) + 1]):
        if count <= most:
            first = at if first < 0 else first
        elif first >= 0:
            if first > 0 and at < len(covered) and at - first >= least:
                yield first, at
            first = -1


def _parts_columns(pieces: Sequence[Line], start: float, end: float, depth: int) -> bool:
    left = [each for each in pieces if each.right <= end]
    right = [each for each in pieces if each.left >= start]
    if min(len(left), len(right)) < FEWEST_PIECES:
        return False
    letters = [
        sum(len(word.text) for each in side for word in each.words) for side in (left, right)
    ]
    if min(letters) < LEAST_SHARE * sum(letters):
        return False
    return all(_is_text(side) or _gutter(side, depth + 1) is not None for side in (left, right))


def _is_text(side: Sequence[Line]) -> bool:
    """Whether most rows fill the width and are no mere labels."""
    width = max(each.right for each in side) - min(each.left for each in side)
    rows = rows_of(list(side))
    usual = median(row.right - row.left for row in rows)
    return usual >= FULL * width and usual >= NARROWEST * median(row.height for row in rows)


def rows_of(pieces: Sequence[Line]) -> list[Line]:
    """Put pieces that stand side by side into rows, from the top down."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda each: (each.top + each.bottom) / 2):
        if rows and _same_row(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_row(row) for row in rows]


def _same_row(row: Sequence[Line], piece: Line) -> bool:
    largest = max(row, key=lambda each: each.height)
    overlap = min(largest.bottom, piece.bottom) - max(largest.top, piece.top)
    return overlap > min(largest.height, piece.height) * SAME_ROW


def _row(pieces: list[Line]) -> Line:
    if len(pieces) == 1:
        return pieces[0]
    words = [word for piece in pieces for word in piece.words]
    if is_from_the_right(words) != pieces[0].mirror:
        pieces.sort(key=lambda each: -each.right)
    else:
        pieces.sort(key=lambda each: each.left)
    return Line(
        pieces[0].page,
        [word for piece in pieces for word in piece.words],
        min(each.left for each in pieces),
        min(each.top for each in pieces),
        max(each.right for each in pieces),
        max(each.bottom for each in pieces),
        cells=pieces,
    )


def _edges(rows: Sequence[Line]) -> tuple[float, float]:
    """Tell where a column begins and ends, whatever a headline or a long address does in it."""
    usual = median_low([row.size for row in rows])  # one of them, so that it is like itself
    alike = [row for row in rows if abs(row.size - usual) < OTHER_SIZE * usual]
    ends = sorted(row.right for row in alike)
    return min(row.left for row in alike), ends[int(MOST_ENDS * (len(ends) - 1))]
