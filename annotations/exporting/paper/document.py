"""A document for paper: blocks and words, without any layout of its own.

What a template says in HTML becomes this, and PDF and Word are written from it. Texts are plain:
nothing in them is markup, whoever wrote them. Frozen, and free of any library.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Page(StrEnum):
    """Size and direction of the paper."""

    UPRIGHT = "a4"
    LANDSCAPE = "a4 landscape"


class Style(StrEnum):
    """What a paragraph or a box is for; each format gives it its own look."""

    PLAIN = ""
    QUOTE = "quote"  # words captured verbatim, in the serif
    SMALL = "small"  # sources, checks, what is said beside
    CARE = "care"  # what an editor must know before printing
    CARD = "card"  # one highlight; kept together where it fits on a page
    CAPTION = "caption"
    BESIDE = "beside"  # boxes that stand beside one another where there is room


class Width(StrEnum):
    """How much room a column of a table wants."""

    PLAIN = ""
    WIDE = "wide"
    NARROW = "narrow"
    NUMBER = "number"  # narrow, and set to the right


@dataclass(frozen=True, slots=True)
class Words:
    r"""A run of text that looks the same throughout; "\n" breaks the line.

    `link` is a web address, or "#" and the anchor of a block. `direction` is "", "ltr" or "rtl";
    "" is found from the words.
    """

    text: str
    bold: bool = False
    italic: bool = False
    mark: bool = False
    quote: bool = False
    muted: bool = False
    small: bool = False
    fixed: bool = False  # checksums and the like: every letter as wide as the next
    link: str = ""
    language: str = ""
    direction: str = ""


Inlines: TypeAlias = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; what the outline of the file shows."""

    level: int
    inlines: Inlines
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    inlines: Inlines
    style: Style = Style.PLAIN
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is blocks of its own."""

    items: tuple["Blocks", ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    width: Width = Width.PLAIN


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: blocks, over one or more columns and rows."""

    blocks: "Blocks"
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `anchor` is where a link to it leads."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `head` are the rows that are repeated on every page."""

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: SVG, PNG or JPEG; `width` in CSS pixels, 0 for as wide as it is.

    `stamp` is written over its top right corner.
    """

    data: bytes
    media_type: str
    alt: str
    width: int = 0
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks that belong together."""

    blocks: "Blocks"
    style: Style = Style.PLAIN
    anchor: str = ""


Block: TypeAlias = Heading | Paragraph | Listing | Table | Picture | Rule | Box
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    `language` is a tag such as "id"; `date` is the day it was made, as people read it, for the
    running head.
    """

    title: str
    language: str
    page: Page
    blocks: Blocks
    date: str = ""


def plain_text(inlines: Inlines) -> str:
    """Give the words of a run of inlines without their looks."""
    return "".join(each.text for each in inlines)
