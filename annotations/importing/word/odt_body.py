"""The words of an OpenDocument text in order, with lists, tables, notes and comments.

What was deleted while changes were tracked lies apart from the text and is not read; what was
inserted is part of it. Headers and footers lie in the styles. White space is one space, as the
format says; more of it is written as elements.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from xml.etree.ElementTree import Element

from annotations.importing.word.docx_styles import integer
from annotations.importing.word.links import address
from annotations.importing.word.manuscript import (
    CHANGES_ACCEPTED,
    COMMENT,
    ENDNOTE,
    FOOTNOTE,
    HIDDEN_LEFT_OUT,
    PLAIN,
    Line,
    Looks,
    Manuscript,
    Shape,
)
from annotations.importing.word.odt_lists import ID, Items, Outline
from annotations.importing.word.odt_styles import DRAW, OFFICE, TABLE, TEXT, OdtStyles
from annotations.vocabulary import BlockKind, RunKind

DC = "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"
LAST_HEADING = 6
MOST_SPACES = 1_000
"""Spaces that one element may stand for."""
_SPACES = re.compile("[ \t\r\n]+")
_CONTAINERS = {
    f"{TEXT}{tag}"
    for tag in (
        "section", "index-body", "index-title", "table-of-content", "illustration-index",
        "table-index", "object-index", "user-index", "alphabetical-index", "bibliography",
        "numbered-paragraph", "list-header", "list-item",
    )
}  # fmt: skip
_UNREAD = {
    f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}script",
    f"{TEXT}ruby-text", f"{OFFICE}forms", f"{OFFICE}event-listeners",
}  # fmt: skip


@dataclass(slots=True)
class OdtStory:
    """What all of a document shares while it is read.

    `ended` are comments that lie on words. `deletions` are the changes whose words were deleted:
    flat files leave these in the text; `deleting` are those that are open at the moment.
    """

    manuscript: Manuscript
    styles: OdtStyles
    outline: Outline
    items: Items
    ended: frozenset[str]
    deletions: frozenset[str]
    deleting: set[str] = field(default_factory=set)


class OdtFlow:
    """Read one stream of paragraphs: the document's, or that of a cell, a note or a text box."""

    def __init__(self, story: OdtStory) -> None:
        self._story = story
        self._out = story.manuscript
        self._boxes: list[Element] = []
        self._spaced = True
        self._line: Line | None = None  # words whose paragraph mark was deleted
        self._inline: dict[str, Callable[[Element, Line, Looks], None]] = {
            f"{TEXT}span": self._span,
            f"{TEXT}a": self._link,
            f"{TEXT}s": self._some_spaces,
            f"{TEXT}tab": self._tab,
            f"{TEXT}line-break": self._line_break,
            f"{TEXT}note": self._note,
            f"{OFFICE}annotation": self._comment,
            f"{OFFICE}annotation-end": self._comment_end,
            f"{TEXT}change-start": self._change_start,
            f"{TEXT}change-end": self._change_end,
            f"{TEXT}hidden-text": self._hidden,
            f"{TEXT}hidden-paragraph": self._nothing,
            f"{TEXT}ruby-text": self._nothing,
            f"{TEXT}script": self._nothing,
        }

    def read(self, container: Element) -> None:
        """Read all blocks of a body, a cell or a note."""
        for child in container:
            self._block(child, "", 0)
        if self._line is not None:
            self._out.add(self._line)

    def _block(self, element: Element, lists: str, depth: int) -> None:
        """Read a block that stands `depth` lists deep in a list of the style `lists`."""
        tag = element.tag
        if tag in {f"{TEXT}p", f"{TEXT}h"}:
            self._paragraph(element, PLAIN)
        elif tag == f"{TEXT}list":
            self._list(element, lists, depth)
        elif tag == f"{TABLE}table":
            self._table(element)
        elif tag == f"{TEXT}section" and _is_hidden(element):
            self._out.warnings.add(HIDDEN_LEFT_OUT)
        elif tag in _CONTAINERS:
            for child in element:
                self._block(child, lists, depth)
        elif tag == f"{TEXT}tracked-changes":
            if _has_changes(element):
                self._out.warnings.add(CHANGES_ACCEPTED)
        elif tag == f"{TEXT}change-start":
            self._change_start(element, Line(), ())
        elif tag == f"{TEXT}change-end":
            self._change_end(element, Line(), ())
        elif tag.startswith(DRAW):
            for box in boxes_in(element):
                OdtFlow(self._story).read(box)

    def _list(self, element: Element, lists: str, depth: int) -> None:
        lists = element.get(f"{TEXT}style-name", lists)
        items = self._story.items
        if depth == 0:
            items.begin(element, lists)
        for item in element:
            counted = item.tag == f"{TEXT}list-item"
            if not counted and item.tag != f"{TEXT}list-header":
                continue
            items.start_at(depth, item.get(f"{TEXT}start-value"))
            for child in item:
                if child.tag not in {f"{TEXT}p", f"{TEXT}h"}:
                    self._block(child, lists, depth + 1)
                    continue
                used = (
                    lists or self._story.styles.paragraph(child.get(f"{TEXT}style-name", "")).lists
                )
                marker = items.marker(used or "", depth) if counted else ""
                counted = False
                self._paragraph(child, Shape(BlockKind.LIST_ITEM, depth + 1, marker))

    def _paragraph(self, element: Element, shape: Shape) -> None:
        style = self._story.styles.paragraph(element.get(f"{TEXT}style-name", ""))
        line = self._line or Line()
        self._line = None
        self._spaced = not line.length
        is_heading = element.tag == f"{TEXT}h"
        level = integer(element.get(f"{TEXT}outline-level"), 1) if is_heading else 0
        level = level or style.shape.outline + 1
        if style.dress.hidden or any(True for _ in element.iter(f"{TEXT}hidden-paragraph")):
            self._out.warnings.add(HIDDEN_LEFT_OUT)
        else:
            looks: Looks = ()
            if not level:
                looks = tuple((kind, "") for kind in sorted(style.dress.kinds))
            self._words(element, line, looks)
        if self._story.deleting:
            self._line = line
            return
        if level:
            marker = shape.marker
            if not marker and is_heading and line.length and style.lists != "":
                marker = self._story.outline.marker(element, level - 1)
            shape = Shape(BlockKind.HEADING, min(level, LAST_HEADING), marker)
        elif shape is PLAIN and style.shape.quote:
            shape = Shape(BlockKind.QUOTE, quote_level=1)
        elif shape is PLAIN and style.shape.code:
            shape = Shape(BlockKind.CODE)
        self._out.add(line, shape)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            OdtFlow(self._story).read(box)

    def _words(self, element: Element, line: Line, looks: Looks) -> None:
        self._write(element.text, line, looks)
        for child in element:
            step = self._inline.get(child.tag)
            if step:
                step(child, line, looks)
            elif child.tag.startswith(DRAW):
                self._boxes += boxes_in(child)
            elif child.tag not in _UNREAD:
                self._words(child, line, looks)
            self._write(child.tail, line, looks)

    def _write(self, words: str | None, line: Line, looks: Looks) -> None:
        if not words or self._story.deleting:
            return
        words = _SPACES.sub(" ", words)
        if self._spaced and words[0] == " ":
            words = words[1:]
        if words:
            line.write(words, looks)
            self._spaced = words[-1] == " "

    def _span(self, element: Element, line: Line, looks: Looks) -> None:
        dress, code = self._story.styles.words(element.get(f"{TEXT}style-name", ""))
        if dress.hidden:
            self._hidden(element, line, looks)
            return
        added = [(kind, "") for kind in sorted(dress.kinds)] + [(RunKind.CODE, "")] * code
        self._words(element, line, (*looks, *(look for look in added if look not in looks)))

    def _link(self, element: Element, line: Line, looks: Looks) -> None:
        target = address(element.get(f"{XLINK}href", ""))
        self._words(element, line, (*looks, (RunKind.LINK, target)) if target else looks)

    def _some_spaces(self, element: Element, line: Line, looks: Looks) -> None:
        count = integer(element.get(f"{TEXT}c"), 1)
        line.write(" " * min(max(count, 1), MOST_SPACES), looks)

    def _tab(self, _element: Element, line: Line, looks: Looks) -> None:
        line.write("\t", looks)

    def _line_break(self, _element: Element, line: Line, looks: Looks) -> None:
        line.write("\n", looks)
        self._spaced = True

    def _change_start(self, element: Element, _line: Line, _looks: Looks) -> None:
        key = element.get(f"{TEXT}change-id", "")
        if key in self._story.deletions:
            self._story.deleting.add(key)

    def _change_end(self, element: Element, _line: Line, _looks: Looks) -> None:
        self._story.deleting.discard(element.get(f"{TEXT}change-id", ""))

    def _hidden(self, element: Element, _line: Line, _looks: Looks) -> None:
        if any(words.strip() for words in element.itertext()):
            self._out.warnings.add(HIDDEN_LEFT_OUT)

    def _nothing(self, _element: Element, _line: Line, _looks: Looks) -> None:
        """Leave out what is no word of the text."""

    def _note(self, element: Element, line: Line, _looks: Looks) -> None:
        sort = ENDNOTE if element.get(f"{TEXT}note-class") == "endnote" else FOOTNOTE
        body = element.find(f"{TEXT}note-body")
        if body is None or self._story.deleting:
            return
        citation = element.find(f"{TEXT}note-citation")
        marker = "" if citation is None else "".join(citation.itertext()).strip()
        with self._out.aside() as words:
            OdtFlow(self._story).read(body)
        self._out.keep_note(sort, marker, words)
        line.note(sort, words.text.strip())

    def _comment(self, element: Element, line: Line, _looks: Looks) -> None:
        with self._out.aside() as words:
            OdtFlow(self._story).read(element)
        author = " ".join((element.findtext(f"{DC}creator") or "").split())
        text = words.text.strip()
        title = f"{author}: {text}" if author else text
        name = element.get(f"{OFFICE}name", "")
        if name in self._story.ended:
            self._out.open_comment(name, title, line)
        else:
            line.note(COMMENT, title)

    def _comment_end(self, element: Element, line: Line, _looks: Looks) -> None:
        self._out.close_comment(element.get(f"{OFFICE}name", ""), line)

    def _table(self, table: Element) -> None:
        rows = list(_rows(table, header=False))
        if len(rows) == 1:
            cells = [each for each in rows[0][0] if each.tag.startswith(TABLE)]
            if len(cells) == 1:
                OdtFlow(self._story).read(cells[0])
                return
        with self._out.table():
            for row, header in rows:
                with self._out.row(header=header):
                    for cell in row:
                        self._cell(cell)

    def _cell(self, cell: Element) -> None:
        repeated = integer(cell.get(f"{TABLE}number-columns-repeated"), 1)
        if cell.tag == f"{TABLE}covered-table-cell":
            self._out.skip_columns(repeated)
        elif cell.tag == f"{TABLE}table-cell":
            with self._out.cell(span=repeated):
                OdtFlow(self._story).read(cell)


def deletions_in(text: Element) -> frozenset[str]:
    """Name the changes that took words away and whose words stand in the text, to their end."""
    ended = {each.get(f"{TEXT}change-id", "") for each in text.iter(f"{TEXT}change-end")}
    gone = {
        each.get(f"{TEXT}id", each.get(ID, ""))
        for each in text.iter(f"{TEXT}changed-region")
        if each.find(f"{TEXT}deletion") is not None
    }
    return frozenset(each for each in gone if each in ended)


def _is_hidden(section: Element) -> bool:
    return section.get(f"{TEXT}display") == "none" or section.get(f"{TEXT}is-hidden") == "true"


def _has_changes(element: Element) -> bool:
    return any(
        any(True for _ in element.iter(f"{TEXT}{change}")) for change in ("insertion", "deletion")
    )


def _rows(table: Element, *, header: bool) -> Iterator[tuple[Element, bool]]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child, header
        elif child.tag == f"{TABLE}table-header-rows":
            yield from _rows(child, header=True)
        elif child.tag in {f"{TABLE}table-rows", f"{TABLE}table-row-group"}:
            yield from _rows(child, header=header)


def boxes_in(element: Element) -> Iterator[Element]:
    """Find the text boxes and drawn shapes that hold paragraphs, none within another."""
    held = chain(element.findall(f"{TEXT}p"), element.findall(f"{TEXT}list"))
    if next(held, None) is not None or element.tag == f"{DRAW}text-box":
        yield element
        return
    for child in element:
        if child.tag.startswith(DRAW):
            yield from boxes_in(child)
