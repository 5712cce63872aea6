"""A document for paper as the body of a Word file, written by python-docx.

A report of 1,000 highlights takes 1.7 s here and 10,000 take 13, of 2.5 and 24 in all; XML put
together as text took 0.4 and 4.7. What the library has no call for is said where it is made: links
and bookmarks (lines.py), heads on every page (tables.py), drawings (drawings.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from annotations.errors import PressFailed
from annotations.exporting.paper.document import (
    Block,
    Blocks,
    Box,
    Document,
    Heading,
    Inlines,
    Listing,
    Page,
    Paragraph,
    Picture,
    Rule,
    Style,
    Table,
    Words,
    plain_text,
)
from annotations.exporting.paper.framed import SVG
from annotations.exporting.paper.pressing import rasters
from annotations.exporting.word.drawings import drawing
from annotations.exporting.word.element import Element
from annotations.exporting.word.lines import Line, Setting
from annotations.exporting.word.marking import Look, is_rtl
from annotations.exporting.word.package import Package
from annotations.exporting.word.tables import write_table

STEP = 360
"""Twentieths of a point by which a list within another is indented."""
LONGEST_NAME = 40
"""Characters of a bookmark's name."""
_DEEPEST = 8
_STYLES = {
    Style.PLAIN: "",
    Style.QUOTE: "Quote",
    Style.SMALL: "Small",
    Style.CARE: "Care",
    Style.CARD: "",
    Style.CAPTION: "Caption",
    Style.BESIDE: "",  # one below the other: Word has no boxes that flow
}
_IN_CELLS = {"Quote": "Quote", "Small": "Small", "Caption": "Small"}
_MAY_BE_LINKED = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: in which body or cell, how wide, within how many lists, in which style.

    `indent` moves each paragraph in, `is_right` sets it to the right; `is_bold` sets all in bold,
    as heads of tables are. `number` is of the list that a paragraph is an item of, or 0. `cell`
    begins the names of the styles in a cell, "" outside of tables.
    """

    into: Element
    width: int
    depth: int = 0
    style: str = ""
    indent: int = 0
    number: int = 0
    is_right: bool = False
    is_bold: bool = False
    cell: str = ""

    def styled(self, style: str) -> str:
        """Name the style of a paragraph here: in a cell it has one of its own size."""
        return f"{self.cell}{_IN_CELLS.get(style, '')}" if self.cell else style


class Writer:
    """Writes the blocks of one document into a package."""

    def __init__(self, document: Document, package: Package) -> None:
        self.package = package
        self._document = document
        self._bookmarks: dict[str, str] = {}
        self._pending: list[str] = []  # anchors that the next paragraph takes
        self._kept = 0
        self._anchored: set[str] = set()
        self._titled = False

    def body(self) -> Iterator[None]:
        """Write the blocks one after another; tables apart, and never a table at the end."""
        yield from self.stream(self._document.blocks, Place(self.package.body, self.package.width))

    def stream(self, blocks: Blocks, place: Place) -> Iterator[None]:
        """Write blocks that stand below one another, in a cell as on a page."""
        last = None
        for each in blocks:
            if isinstance(each, Table) and isinstance(last, Table):
                Line(place.into, self.package)
            yield from self._block(each, place)
            last = each
        if last is None or isinstance(last, Table):
            Line(place.into, self.package)

    def _block(self, block: Block, place: Place) -> Iterator[None]:
        if isinstance(block, Heading):
            self._heading(block, place)
        elif isinstance(block, Paragraph):
            style = _STYLES[block.style] or place.style
            self._words(block.inlines, style, place, block.anchor)
        elif isinstance(block, Listing):
            yield from self._list(block, place)
        elif isinstance(block, Table):
            yield from write_table(block, place, self)
        elif isinstance(block, Picture):
            self._picture(block, place)
        elif isinstance(block, Rule):
            Line(place.into, self.package, Setting("Rule"))
        else:
            yield from self._box(block, place)
        yield

    def anchor(self, name: str) -> None:
        """Let the next paragraph be where links to a name lead."""
        if name:
            self._pending.append(name)

    def _heading(self, heading: Heading, place: Place) -> None:
        self.anchor(heading.anchor)
        words = plain_text(heading.inlines)
        style = f"Heading{min(heading.level, 3)}"
        if heading.level == 1 and not self._titled:
            style, self._titled = "Title", True
        line = Line(place.into, self.package, Setting(style), rtl=is_rtl(words))
        self._mark(line)
        self._say(heading.inlines, line, is_bold=False)

    def _words(self, inlines: Inlines, style: str, place: Place, anchor: str = "") -> None:
        self.anchor(anchor)
        if place.cell:  # whose size is its style's
            inlines = tuple(replace(each, small=False) for each in inlines)
        setting = self._setting(place, place.styled(style))
        line = Line(place.into, self.package, setting, rtl=is_rtl(plain_text(inlines)))
        self._mark(line)
        self._say(inlines, line, is_bold=place.is_bold)

    def _setting(self, place: Place, style: str) -> Setting:
        return Setting(
            style,
            indent=place.indent,
            hanging=STEP if place.number else 0,
            number=place.number,
            level=min(place.depth - 1, _DEEPEST) if place.number else 0,
            is_right=place.is_right,
            is_kept=self._kept > 0,
        )

    def _say(self, inlines: Inlines, line: Line, *, is_bold: bool) -> None:
        for words in inlines:
            if not words.text:
                continue
            look = Look(
                is_bold=words.bold or is_bold,
                is_italic=words.italic,
                is_marked=words.mark,
                is_serif=words.quote,
                is_fixed=words.fixed,
                is_muted=words.muted,
                is_small=words.small,
                language=words.language,
                direction=words.direction,
            )
            if words.link.startswith("#"):
                name = self._bookmark(words.link.removeprefix("#"))
                line.say(words.text, replace(look, style="Hyperlink"), anchor=name)
            elif words.link.lower().startswith(_MAY_BE_LINKED):
                link = self.package.link(words.link)
                line.say(words.text, replace(look, style="Hyperlink"), link=link)
            else:
                line.say(words.text, look)

    def _list(self, listing: Listing, place: Place) -> Iterator[None]:
        number = self.package.new_list(numbered=listing.numbered, level=min(place.depth, _DEEPEST))
        style = place.style or "ListParagraph"
        within = replace(
            place,
            depth=place.depth + 1,
            style=style,
            indent=(place.depth + 1) * STEP,
            is_right=False,
            number=0,
        )
        first = replace(within, number=number)
        for item in listing.items:
            begins = item[0] if item and isinstance(item[0], Paragraph) else Paragraph(())
            self._words(begins.inlines, style, first, begins.anchor)
            for each in item[item[:1] == (begins,) :]:
                yield from self._block(each, within)

    def _box(self, box: Box, place: Place) -> Iterator[None]:
        self.anchor(box.anchor)
        within = replace(place, style=_STYLES[box.style] or place.style)
        if box.style is not Style.CARD:
            for each in box.blocks:
                yield from self._block(each, within)
            return
        for each in box.blocks[:-1]:
            with self._together():
                yield from self._block(each, within)
        for each in box.blocks[-1:]:
            yield from self._block(each, within)
        Line(place.into, self.package, Setting("Gap"))

    @contextmanager
    def _together(self) -> Iterator[None]:
        self._kept += 1
        yield
        self._kept -= 1

    def _picture(self, picture: Picture, place: Place) -> None:
        drawn = drawing(picture, self.package, place.width)
        if drawn is None:
            self._words((Words(picture.alt, muted=True),), "Caption", place)
            return
        line = Line(place.into, self.package, self._setting(place, ""))
        self._mark(line)
        line.add_run().element.add_drawing(drawn)

    def _mark(self, line: Line) -> None:
        """Put down the bookmarks that wait."""
        for name in self._pending:
            if name not in self._anchored:
                self._anchored.add(name)
                line.bookmark(self._bookmark(name), len(self._anchored))
        self._pending.clear()

    def _bookmark(self, name: str) -> str:
        """Name a bookmark as Word can: letters and digits, at most forty, each its own."""
        if name not in self._bookmarks:
            plain = "".join(
                letter if letter.isascii() and letter.isalnum() else "_" for letter in name
            )
            ending = f"_{len(self._bookmarks) + 1}"
            self._bookmarks[name] = f"k_{plain}"[: LONGEST_NAME - len(ending)] + ending
        return self._bookmarks[name]


def _drawings(blocks: Blocks) -> Iterator[bytes]:
    for each in blocks:
        if isinstance(each, Picture) and each.media_type == SVG:
            yield each.data
        elif isinstance(each, Box):
            yield from _drawings(each.blocks)
        elif isinstance(each, Listing):
            for item in each.items:
                yield from _drawings(item)
        elif isinstance(each, Table):
            for row in (*each.head, *each.rows):
                for cell in row.cells:
                    yield from _drawings(cell.blocks)


def write(document: Document, made: str) -> Iterator[bytes]:
    """Write a document as a Word file dated `made` (ISO); b"" comes while it is being made."""
    package = Package(
        title=document.title,
        language=document.language,
        made=made,
        running=" · ".join(filter(None, (document.title, document.date))),
        is_landscape=document.page is Page.LANDSCAPE,
    )
    drawings = list(dict.fromkeys(_drawings(document.blocks)))
    try:
        package.stand_ins = dict(zip(drawings, (yield from rasters(drawings)), strict=True))
    except PressFailed:
        package.stand_ins = {}  # most programs show the drawings themselves
    for _ in Writer(document, package).body():
        yield b""
    yield package.written()
