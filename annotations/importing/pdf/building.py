"""Paragraphs and tables to one text with blocks, runs and the places that the source counts by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotations.importing.pdf.cutting import Word
from annotations.importing.pdf.hyphens import join_lines
from annotations.importing.pdf.lines import Line
from annotations.importing.pdf.notes import HANGS, Note
from annotations.importing.pdf.paragraphs import NUMBERED, Paragraph
from annotations.importing.pdf.tables import Table
from annotations.model import Block, Locator, Place, RichText
from annotations.richtext.building import Neighbourhood, Passage, TextBuilder
from annotations.vocabulary import BlockKind, LocatorKind, ReadBy, RunKind

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys("\ufdd1\u200b\ufeff")
)
"""Letters that a font joins are letters; the rest is nothing that is read."""
RUNNING = 8
"""Numbered paragraphs ("1.", "2." …) that make a document one that is cited by them."""


Styled = tuple[RunKind, int, int, str]
"""A style, where it begins and ends, and a link's address."""


@dataclass(slots=True)
class _Flow:
    """The words of one block while its lines are joined."""

    known: set[str]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[tuple[int, int]] = field(default_factory=list)
    styles: list[Styled] = field(default_factory=list)
    notes: list[tuple[str, int, int]] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Add a line behind the last one."""
        text, spans, notes = _written(line.words)
        if not text:
            return
        last = self.parts[-1] if self.parts else ""
        both = join_lines(last, text, self.known)
        kept = both[: len(both) - len(text)]
        if self.parts:
            self.parts[-1] = kept
        self.length += len(kept) - len(last)
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        if not self.pages or self.pages[-1][0] != line.page:
            self.pages.append((line.page, start))
        for kind, first, end, target in spans:
            self._style((kind, start + first, start + end, target))
        self.notes += [(mark, start + first, start + end) for mark, first, end in notes]

    def _style(self, styled: Styled) -> None:
        """Make a word's style go on where the word before it has the same."""
        kind, start, end, target = styled
        for at in range(len(self.styles) - 1, max(-1, len(self.styles) - 4), -1):
            known, first, last, same = self.styles[at]
            if (known, same) == (kind, target) and start - last <= 1:
                self.styles[at] = (kind, first, end, target)
                return
        self.styles.append(styled)

    @property
    def text(self) -> str:
        """What was written, code point by code point as `styles` count it."""
        return "".join(self.parts)


def _written(
    words: Sequence[Word],
) -> tuple[str, list[Styled], list[tuple[str, int, int]]]:
    """Write a line with the spans of its bold and slanted words and those that bear a note."""
    text = ""
    spans: list[Styled] = []
    notes: list[tuple[str, int, int]] = []
    for word in words:
        letters, *marks = word.text.translate(LIGATURES).split(HANGS)
        if text and not word.glued:
            text += " "
        start = len(text)
        text += letters
        if word.font.bold:
            spans.append((RunKind.STRONG, start, len(text), ""))
        if word.font.italic:
            spans.append((RunKind.EMPHASIS, start, len(text), ""))
        if word.link:
            spans.append((RunKind.LINK, start, len(text), word.link))
        for mark, after in zip(marks[::2], marks[1::2], strict=False):
            notes.append((mark, start, len(text)))
            text += after
    return text, spans, notes


class Assembly:
    """Collects the blocks of a document, with the page and paragraph that each stands on."""

    def __init__(
        self,
        labels: Sequence[str],
        scanned: set[int],
        known: set[str],
        notes: Mapping[int, Sequence[Note]],
    ) -> None:
        self._builder = TextBuilder()
        self._labels, self._scanned, self._known = labels, scanned, known
        self._notes = {
            (page, note.mark): " ".join(self._flow(note.lines).text.split())
            for page, each in notes.items()
            for note in each
        }
        self._spans: list[tuple[int, list[tuple[int, int]]]] = []
        self._paragraphs: list[tuple[int, str]] = []
        self._count = 0
        self._group = 0
        self._tables = 0
        self._in_list = False

    def add(self, each: Paragraph | Table) -> None:
        """Add a paragraph, heading, list item or table."""
        if isinstance(each, Table):
            self._add_table(each)
            return
        flow = self._flow(each.lines)
        is_item = each.kind == "list"
        self._group += is_item and not self._in_list
        self._in_list = is_item
        kind = {
            "heading": BlockKind.HEADING,
            "list": BlockKind.LIST_ITEM,
            "quote": BlockKind.QUOTE,
        }.get(each.kind, BlockKind.PARAGRAPH)
        block = Block(
            kind=kind,
            start=0,
            end=0,
            level=each.level,
            marker=each.marker,
            quote_level=int(each.kind == "quote"),
        )
        numbered = NUMBERED.match(flow.text)
        self._put(block, flow, Neighbourhood(self._group) if is_item else Neighbourhood())
        if numbered and kind is BlockKind.PARAGRAPH:
            self._paragraphs.append((self._count - 1, numbered["label"]))

    def number_items(self, items: Sequence[tuple[int, str]]) -> None:
        """Count the blocks of `items` (their number, their label) as numbered paragraphs."""
        self._paragraphs += items

    def add_notes(self, notes: Mapping[int, Sequence[Note]]) -> None:
        """Add the footnotes of all pages at the end, each with its mark before it."""
        self._in_list = False
        self._group += 1
        for page in sorted(notes):
            for note in notes[page]:
                flow = self._flow(note.lines)
                if not flow.text:
                    continue
                block = Block(kind=BlockKind.LIST_ITEM, start=0, end=0, level=1, marker=note.mark)
                self._put(block, flow, Neighbourhood(self._group))

    @property
    def blocks(self) -> int:
        """How many blocks there are so far."""
        return self._count

    def finish(self) -> RichText:
        """Join the text and lay its pages and numbered paragraphs over it."""
        text = self._builder.finish()
        places: list[Place] = []
        for at, pages in self._spans:
            block = text.blocks[at]
            starts = [block.start + start for _, start in pages]
            ends = [*starts[1:], block.end][: len(starts)]  # an empty cell is on no page
            for (page, _), start, end in zip(pages, starts, ends, strict=True):
                while end > start and text.text[end - 1].isspace():
                    end -= 1  # noqa: PLW2901 - the space between two pages is on neither
                if start < end:
                    places.append(Place(start, end, self._page(page)))
        for at, label in sorted(self._paragraphs):
            block = text.blocks[at]
            places.append(Place(block.start, block.end, Locator(LocatorKind.PARAGRAPH, label)))
        return RichText(text.text, text.blocks, text.runs, tuple(places))

    def _page(self, page: int) -> Locator:
        read_by = ReadBy.OCR if page in self._scanned else ReadBy.NONE
        return Locator(LocatorKind.PAGE, self._labels[page], page + 1, read_by)

    def _flow(self, lines: Sequence[Line]) -> _Flow:
        flow = _Flow(self._known)
        for line in lines:
            flow.take(line)
        return flow

    def _put(self, block: Block, flow: _Flow, near: Neighbourhood) -> None:
        passage = _passage(flow, self._notes, styled=block.kind is not BlockKind.HEADING)
        if self._builder.add(block, passage, near):
            self._spans.append((self._count, flow.pages))
            self._count += 1

    def _add_table(self, table: Table) -> None:
        self._in_list = False
        group = -1 - self._tables
        for row, cells in enumerate(table.rows):
            for column, lines in enumerate(cells):
                block = Block(
                    kind=BlockKind.TABLE_CELL,
                    start=0,
                    end=0,
                    table=self._tables,
                    row=row,
                    column=column,
                )
                self._put(block, self._flow(lines), Neighbourhood(group, row))
        self._tables += 1


def _passage(flow: _Flow, notes: Mapping[tuple[int, str], str], *, styled: bool) -> Passage:
    """Write the words with their runs, outer ones first."""
    text = flow.text
    wanted: list[tuple[int, int, RunKind, str, str]] = []
    for kind, start, end, target in flow.styles:
        # a headline is bold as it is, and a paragraph that is all slanted says nothing by it
        if target or (styled and end - start < len(text)):
            wanted.append((start, end, kind, target, ""))
    for mark, start, end in flow.notes:
        page = next((page for page, at in reversed(flow.pages) if at <= start), 0)
        note = notes.get((page, mark), "")
        if note:
            wanted.append((start, end, RunKind.NOTE, "footnote", note))
    passage = Passage()
    at = 0
    closing: list[int] = []
    for start, end, kind, target, title in sorted(wanted, key=lambda run: (run[0], -run[1])):
        while closing and closing[-1] <= start:
            passage.write(text[at : closing[-1]])
            at = closing.pop()
            passage.close()
        last = min([end, *closing])  # runs nest
        passage.write(text[at:start])
        at = start
        passage.open(kind, target, title)
        closing.append(last)
    while closing:
        passage.write(text[at : closing[-1]])
        at = closing.pop()
        passage.close()
    passage.write(text[at:])
    return passage
