"""A document as data for the press: JSON that holds words and never code, and its pictures."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from annotations.exporting.paper.document import (
    Block,
    Box,
    Cell,
    Document,
    Heading,
    Inlines,
    Listing,
    Page,
    Paragraph,
    Picture,
    Row,
    Style,
    Table,
    Width,
    Words,
)
from annotations.exporting.paper.framed import framed

Data = dict[str, Any]  # Any: a JSON value

LONGEST_WORD = 22
"""Letters in a row without a place to break; of a longer word, lines may end within."""
_PIECE = 6
_HIGHEST = {Page.UPRIGHT: 860, Page.LANDSCAPE: 560}  # pixels of a picture, to fit on a page
_SHARES = {Width.WIDE: 3, Width.NARROW: 1, Width.NUMBER: 0.9}  # as the press has them
_SHARE = 1.8
_LETTERS = {Page.UPRIGHT: 100, Page.LANDSCAPE: 160}  # of a line across the page, few of them
_KEPT_LINES = 30
"""A row of at most so many lines, two thirds of a page lying down, is kept on one page."""
_TAB = "    "  # a tab has no width on paper
_STEERING = re.compile(
    r"([\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])"
)
_JOINING = frozenset("\u200d\u2060")
_VIRAMA = 9  # the combining class of marks that bind letters of Indian scripts
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_DEFAULT_LANGUAGE = "en"


def set_in_type(document: Document, made: str) -> tuple[Data, dict[str, bytes]]:
    """Give a document's data and its pictures by name; `made` is its date (ISO)."""
    setter = _Setter(document)
    year, month, day = (int(part) for part in made[:10].split("-"))
    return {
        "title": document.title,
        "running": document.title,
        "date": document.date,
        "made": [year, month, day],
        "language": _language(document.language) or _DEFAULT_LANGUAGE,
        "page": document.page.value,
        "head-first": False,
        "parted": False,
        "first": 1,
        "ask": [],
        "blocks": list(setter.blocks(document.blocks)),
    }, setter.pictures


class _Setter:
    """Numbers the anchors, so that no link leads nowhere, and collects the pictures."""

    def __init__(self, document: Document) -> None:
        self.pictures: dict[str, bytes] = {}
        self._free: dict[str, str] = {}
        for name in _anchors(document.blocks):
            self._free.setdefault(name, f"a{len(self._free)}")
        self._known = dict(self._free)
        self._language = document.language
        self._highest = _HIGHEST[document.page]
        self._letters = _LETTERS[document.page]

    def blocks(self, some: Iterable[Block]) -> Iterator[Data]:
        """Write blocks."""
        for each in some:
            yield self._block(each)

    def _block(self, block: Block) -> Data:
        if isinstance(block, Heading):
            return self._lines({"k": "h", "n": block.level}, block.inlines, block.anchor)
        if isinstance(block, Paragraph):
            data: Data = {"k": "p"}
            if block.style:
                data["s"] = block.style.value
            return self._lines(data, block.inlines, block.anchor)
        if isinstance(block, Listing):
            kind = "ol" if block.numbered else "ul"
            return {"k": kind, "c": [list(self.blocks(item)) for item in block.items]}
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Box):
            style = {"s": block.style.value} if block.style is not Style.PLAIN else {}
            anchor = self._anchor(block.anchor)
            return {"k": "x", **style, **anchor, "c": list(self.blocks(block.blocks))}
        if isinstance(block, Picture):
            return self._picture(block)
        return {"k": "r"}

    def _picture(self, picture: Picture) -> Data:
        drawing = framed(picture)
        if drawing is None:
            return {"k": "p", "s": Style.CAPTION.value, "i": [picture.alt]}
        name = f"picture-{len(self.pictures)}.svg"
        self.pictures[name] = drawing.data
        width = drawing.fitting(picture.width, self._highest)
        stamp = {"s": picture.stamp} if picture.stamp else {}
        return {"k": "g", "f": name, "t": picture.alt, "w": width, **stamp}

    def _table(self, table: Table) -> Data:
        if not table.head and (pairs := self._pairs(table)):
            return {"k": "d", "rows": pairs}
        wide = len(table.columns)
        shares = [_SHARES.get(column.width, _SHARE) for column in table.columns]
        letters = [self._letters * share / sum(shares) for share in shares]
        return {
            "k": "t",
            "w": [column.width.value for column in table.columns],
            "head": [self._row(row) for row in filled(table.head, wide)],
            "rows": [self._row(row, letters) for row in filled(table.rows, wide)],
        }

    def _pairs(self, table: Table) -> list[list[list[Data | str]]]:
        """Write a table of names and values as lines: it costs a quarter, and looks the same."""
        rows = []
        for row in table.rows:
            cells = [cell.blocks for cell in row.cells]
            if row.anchor or len(cells) != 2 or any(len(each) != 1 for each in cells):  # noqa: PLR2004 - name and value
                return []
            (name,), (value,) = cells
            if not isinstance(name, Paragraph) or not isinstance(value, Paragraph):
                return []
            rows.append([list(self._line(each.inlines)) for each in (name, value)])
        return rows

    def _row(self, row: Row, letters: list[float] | None = None) -> Data:
        """Write a row; one that is short, with `letters` a line in its cells, stays whole."""
        kept: Data = {"n": 1} if letters and _is_short(row, letters) else {}
        return {**self._anchor(row.anchor), **kept, "c": [self._cell(cell) for cell in row.cells]}

    def _cell(self, cell: Cell) -> Data:
        data: Data = {"c": list(self.blocks(cell.blocks))}
        if cell.columns > 1:
            data["w"] = cell.columns
        if cell.rows > 1:
            data["r"] = cell.rows
        if cell.is_head:
            data["h"] = 1
        return data

    def _lines(self, data: Data, inlines: Inlines, anchor: str) -> Data:
        data |= self._anchor(anchor)
        data["i"] = list(self._line(inlines))
        if _is_turned(inlines):
            data["d"] = 1
        return data

    def _anchor(self, name: str) -> Data:
        """Give a block its label; the first of several of one name has it."""
        label = self._free.pop(name, "")
        return {"a": label} if label else {}

    def _line(self, inlines: Inlines) -> Iterator[Data | str]:
        """Write the words of a line; what steers letters and is none is written as its code."""
        for words in inlines:
            text = words.text.replace("\t", _TAB)
            if not _STEERING.search(text):
                yield self._words(words, text)
                continue
            for at, piece in enumerate(_STEERING.split(text)):
                if at % 2:
                    yield {"z": f"U+{ord(piece):04X}"}
                elif piece:
                    yield self._words(words, piece)

    def _words(self, words: Words, text: str) -> Data | str:
        looks = (
            ("b", words.bold), ("i", words.italic), ("h", words.mark), ("q", words.quote),
            ("m", words.muted), ("s", words.small), ("f", words.fixed),
        )  # fmt: skip
        data: Data = {name: 1 for name, holds in looks if holds}
        if words.link.startswith("#") and words.link[1:] in self._known:
            data["a"] = self._known[words.link[1:]]
        elif _WEB.fullmatch(words.link):
            data["u"] = words.link
        language = _language(words.language)
        if language and language != _language(self._language):
            data["l"] = language
        pieces = in_pieces(text)
        return {"t": pieces, **data} if data or not isinstance(pieces, str) else pieces


def filled(rows: tuple[Row, ...], wide: int) -> Iterator[Row]:
    """Make every row as wide as its table: the press fills cells in, one after another.

    What has no column of its own any more stands in the last cell.
    """
    covered = [0] * wide  # how many rows more a cell above reaches into each column
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        waiting = list(row.cells)
        at = 0
        while at < wide:
            if covered[at]:
                at += 1
                continue
            free = next((n for n in range(at, wide) if covered[n]), wide) - at
            cell = waiting.pop(0) if waiting else Cell(())
            across, down = min(cell.columns, free), min(cell.rows, len(rows) - number)
            cells.append(replace(cell, columns=across, rows=down))
            covered[at : at + across] = [down] * across
            at += across
        if waiting and cells:
            rest = tuple(block for cell in waiting for block in cell.blocks)
            cells[-1] = replace(cells[-1], blocks=(*cells[-1].blocks, *rest))
        covered = [max(each - 1, 0) for each in covered]
        yield Row(tuple(cells), row.anchor)


def in_pieces(text: str) -> str | list[str]:
    """Cut long words, so that a line may end in them; nothing is added or taken away."""
    if len(text) <= LONGEST_WORD or not _LONG.search(text):
        return text
    pieces: list[str] = []
    at = 0
    for found in _LONG.finditer(text):
        for place in range(found.start() + _PIECE, found.end() - 1, _PIECE):
            if _may_end(text, place):
                pieces.append(text[at:place])
                at = place
    return [*pieces, text[at:]] if pieces else text


def _may_end(text: str, place: int) -> bool:
    """Whether a word may be cut here: never within what is drawn as one sign.

    Scripts that are written without spaces are left to the press, which knows their words.
    """
    before, after = text[place - 1], text[place]
    joined = before in _JOINING or unicodedata.category(after) in {"Mn", "Me", "Mc", "Cf", "Sk"}
    if joined or unicodedata.combining(before) == _VIRAMA:
        return False
    return not any(
        unicodedata.east_asian_width(each) in {"W", "F"} or _UNSPACED.match(each)
        for each in (before, after)
    )


def _is_short(row: Row, letters: list[float]) -> bool:
    """Whether a row is surely lower than a page: words only, and few."""
    if any(cell.rows > 1 or cell.columns > 1 for cell in row.cells):
        return False
    lines = (_lines(cell.blocks, each) for cell, each in zip(row.cells, letters, strict=False))
    return max(lines, default=0) <= _KEPT_LINES


def _lines(blocks: Iterable[Block], letters: float) -> float:
    """Guess how many lines blocks take, rather too many."""
    count = 0.0
    for each in blocks:
        if isinstance(each, Heading | Paragraph):
            text = "".join(words.text for words in each.inlines)
            count += sum(len(line) // letters + 1 for line in text.split("\n"))
        elif isinstance(each, Listing):
            count += sum(_lines(item, letters) for item in each.items)
        elif isinstance(each, Box):
            count += _lines(each.blocks, letters) + 1
        else:
            return float("inf")
    return count


def _is_turned(inlines: Inlines) -> bool:
    """Whether a line runs from right to left: what is said of it, else its first letter says."""
    for each in inlines:
        if each.direction:
            return each.direction == "rtl"
        for letter in each.text:
            kind = unicodedata.bidirectional(letter)
            if kind in {"L", "R", "AL"}:
                return kind != "L"
    return False


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for each in blocks:
        if isinstance(each, Heading | Paragraph | Box) and each.anchor:
            yield each.anchor
        if isinstance(each, Box):
            yield from _anchors(each.blocks)
        elif isinstance(each, Listing):
            for item in each.items:
                yield from _anchors(item)
        elif isinstance(each, Table):
            for row in (*each.head, *each.rows):
                if row.anchor:
                    yield row.anchor
                for cell in row.cells:
                    yield from _anchors(cell.blocks)


def _language(tag: str) -> str:
    found = _LANGUAGE.match(tag)
    return found[0].lower() if found else ""
