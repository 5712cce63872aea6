"""A document for paper as the body of a Word file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

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
from annotations.exporting.word.drawings import drawing
from annotations.exporting.word.marking import Look, is_rtl, paragraph, run
from annotations.exporting.word.package import Package
from annotations.exporting.word.tables import table

STEP = 360
"""Twentieths of a point by which a list within another is indented."""
LONGEST_NAME = 40
"""Characters of a bookmark's name."""
_STYLES = {
    Style.PLAIN: "",
    Style.QUOTE: "Quote",
    Style.SMALL: "Small",
    Style.CARE: "Care",
    Style.CARD: "",
    Style.CAPTION: "Caption",
}
_IN_CELLS = {"Quote": "Quote", "Small": "Small", "Caption": "Small"}
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="A6A6A6"/></w:pBdr>'
_MAY_BE_LINKED = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: how wide, within how many lists, in a paragraph of which style.

    `more` are properties of each paragraph; `is_bold` sets all in bold, as heads of tables are.
    `cell` begins the names of the styles in a cell, "" outside of tables.
    """

    width: int
    depth: int = 0
    style: str = ""
    more: str = ""
    is_bold: bool = False
    cell: str = ""

    def styled(self, style: str) -> str:
        """Name the style of a paragraph here: in a cell it has one of its own size."""
        return f"{self.cell}{_IN_CELLS.get(style, '')}" if self.cell else style


class Writer:
    """Writes the blocks of one document into a package."""

    def __init__(self, document: Document, package: Package) -> None:
        self._document = document
        self._package = package
        self._bookmarks: dict[str, str] = {}
        self._pending: list[str] = []  # anchors that the next paragraph takes
        self._kept = 0
        self._anchored: set[str] = set()
        self._titled = False

    def body(self) -> Iterator[str]:
        """Write the blocks one after another; tables apart, and never a table at the end."""
        yield from self.stream(self._document.blocks, Place(self._package.width))

    def stream(self, blocks: Blocks, place: Place) -> Iterator[str]:
        """Write blocks that stand below one another, in a cell as on a page."""
        last = None
        for each in blocks:
            if isinstance(each, Table) and isinstance(last, Table):
                yield paragraph("")
            yield from self._block(each, place)
            last = each
        if last is None or isinstance(last, Table):
            yield paragraph("")

    def _block(self, block: Block, place: Place) -> Iterator[str]:
        if isinstance(block, Heading):
            yield self._heading(block)
        elif isinstance(block, Paragraph):
            yield self._words(
                block.inlines, _STYLES[block.style] or place.style, place, block.anchor
            )
        elif isinstance(block, Listing):
            yield from self._list(block, place)
        elif isinstance(block, Table):
            yield table(block, place, self)
        elif isinstance(block, Picture):
            yield self._picture(block, place)
        elif isinstance(block, Rule):
            yield paragraph("", more=_RULE)
        else:
            yield from self._box(block, place)

    def anchor(self, name: str) -> None:
        """Let the next paragraph be where links to a name lead."""
        if name:
            self._pending.append(name)

    def _heading(self, heading: Heading) -> str:
        self.anchor(heading.anchor)
        words = plain_text(heading.inlines)
        style = f"Heading{min(heading.level, 3)}"
        if heading.level == 1 and not self._titled:
            style, self._titled = "Title", True
        inside = self._marks() + self._inside(heading.inlines, is_bold=False)
        return paragraph(inside, style, rtl=is_rtl(words))

    def _words(self, inlines: Inlines, style: str, place: Place, anchor: str = "") -> str:
        self.anchor(anchor)
        more = place.more
        if self._kept:
            more += "<w:keepNext/><w:keepLines/>"
        if place.cell:  # whose size is its style's
            inlines = tuple(replace(each, small=False) for each in inlines)
        inside = self._marks() + self._inside(inlines, is_bold=place.is_bold)
        return paragraph(inside, place.styled(style), more=more, rtl=is_rtl(plain_text(inlines)))

    def _inside(self, inlines: Inlines, *, is_bold: bool) -> str:
        return "".join(self._run(each, is_bold=is_bold) for each in inlines)

    def _run(self, words: Words, *, is_bold: bool) -> str:
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
            linked = run(words.text, replace(look, style="Hyperlink"))
            name = self._bookmark(words.link.removeprefix("#"))
            return f'<w:hyperlink w:anchor="{name}">{linked}</w:hyperlink>'
        if words.link.lower().startswith(_MAY_BE_LINKED):
            linked = run(words.text, replace(look, style="Hyperlink"))
            return f'<w:hyperlink r:id="{self._package.link(words.link)}">{linked}</w:hyperlink>'
        return run(words.text, look)

    def _list(self, listing: Listing, place: Place) -> Iterator[str]:
        number = self._package.new_list(numbered=listing.numbered)
        left = (place.depth + 1) * STEP
        indent = f'<w:ind w:left="{left}"/>'
        level = min(place.depth, 8)
        marked = (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            f'<w:ind w:left="{left}" w:hanging="{STEP}"/>'
        )
        style = place.style or "ListParagraph"
        within = replace(place, depth=place.depth + 1, style=style, more=indent)
        for item in listing.items:
            first, rest = item[:1], item[1:]
            if first and isinstance(first[0], Paragraph):
                yield self._words(first[0].inlines, style, replace(place, more=marked))
            else:
                yield self._words((), style, replace(place, more=marked))
                rest = item
            for each in rest:
                yield from self._block(each, within)

    def _box(self, box: Box, place: Place) -> Iterator[str]:
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
        yield paragraph("", more='<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>')

    @contextmanager
    def _together(self) -> Iterator[None]:
        self._kept += 1
        yield
        self._kept -= 1

    def _picture(self, picture: Picture, place: Place) -> str:
        drawn = drawing(picture, self._package, place.width)
        if not drawn:
            return self._words((Words(picture.alt, muted=True),), "Caption", place)
        return paragraph(self._marks() + drawn, more=place.more)

    def _marks(self) -> str:
        """Write the bookmarks that wait."""
        marks = []
        for name in self._pending:
            if name in self._anchored:
                continue
            self._anchored.add(name)
            number = len(self._anchored)
            marks.append(
                f'<w:bookmarkStart w:id="{number}" w:name="{self._bookmark(name)}"/>'
                f'<w:bookmarkEnd w:id="{number}"/>'
            )
        self._pending.clear()
        return "".join(marks)

    def _bookmark(self, name: str) -> str:
        """Name a bookmark as Word can: letters and digits, at most forty, each its own."""
        if name not in self._bookmarks:
            plain = "".join(
                letter if letter.isascii() and letter.isalnum() else "_" for letter in name
            )
            ending = f"_{len(self._bookmarks) + 1}"
            self._bookmarks[name] = f"k_{plain}"[: LONGEST_NAME - len(ending)] + ending
        return self._bookmarks[name]


def write(document: Document, made: str) -> Iterator[bytes]:
    """Write a document as a Word file dated `made` (ISO); b"" comes while it is being made."""
    package = Package(
        title=document.title,
        language=document.language,
        made=made,
        running=" · ".join(filter(None, (document.title, document.date))),
        is_landscape=document.page is Page.LANDSCAPE,
    )
    body = []
    for piece in Writer(document, package).body():
        body.append(piece)
        yield b""
    yield package.written("".join(body))
