"""An article as a Word file of our own: its blocks in styles, each highlight as a comment."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby, pairwise

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.text.run import Run as WordRun

from annotations import phones
from annotations.exporting.comments.remarks import By, Remark
from annotations.exporting.word.element import Element
from annotations.exporting.word.lines import Line, Setting
from annotations.exporting.word.marking import Look, is_rtl, shown
from annotations.exporting.word.package import Package
from annotations.exporting.word.tables import new_cell, new_row, new_table
from annotations.model import Block, RichText, Run, Span
from annotations.vocabulary import BlockKind, RunKind

_LAST_HEADING = 3
_STEP = 360
"""Twentieths of a point by which a list or a quotation within another is indented."""
_MAY_BE_LINKED = ("https://", "http://", "mailto:")


def own_document(
    package: Package, text: RichText, remarks: Sequence[Remark], by: By, phone: str = ""
) -> bytes:
    """Write the text and its comments after what the package holds, and give the file.

    With `phone` that mark stands for every telephone number of the text.
    """
    writer = _Writer(package, text, remarks, phone)
    writer.blocks()
    if remarks:
        _comment(package, remarks, by, writer)
    return package.written()


class _Writer:
    def __init__(
        self, package: Package, text: RichText, remarks: Sequence[Remark], phone: str
    ) -> None:
        self._package = package
        self._text = text
        self._phone = phone
        self._numbers: list[Span] = list(phones.find(text.text)) if phone else []
        self._runs = sorted(text.runs, key=lambda each: each.start)
        self._next = 0  # of the runs, which are read once, as blocks are in order
        whole = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text.text))
        self._blocks = text.blocks or (whole,)
        blocks = [each for each in self._blocks if each.start < each.end]
        self._spans: dict[int, tuple[int, int]] = {}  # of the remarks
        for at, each in enumerate(remarks):
            # a mark stands at words: what lies between blocks is in no paragraph
            first = bisect_right(blocks, each.start, key=lambda block: block.end)
            last = bisect_left(blocks, each.end, key=lambda block: block.start) - 1
            if first <= last:
                start, end = blocks[first].start, blocks[last].end
                self._spans[at] = max(each.start, start), min(each.end, end)
        self._edges = sorted({edge for span in self._spans.values() for edge in span})
        self._from: dict[int, WordRun] = {}  # where they start in the text
        self._to: dict[int, WordRun] = {}

    def runs_under(self, remark: int) -> tuple[WordRun, WordRun] | None:
        """Find the first and the last run of a remark; None where no words are."""
        if remark not in self._spans:
            return None
        start, end = self._spans[remark]
        return self._from[start], self._to[end]

    def blocks(self) -> None:
        """Write all blocks, cells of one table together."""
        body, after_table = self._package.body, False
        for table, blocks in groupby(self._blocks, key=lambda each: each.table):
            if table < 0:
                for block in blocks:
                    self._block(block)
            else:
                if after_table:
                    Line(body, self._package)  # or two tables would be one
                self._table(list(blocks))
            after_table = table >= 0
        if after_table:
            Line(body, self._package)  # a file must not end with a table

    def _block(self, block: Block) -> None:
        words = self._text.text[block.start : block.end]
        setting = _setting(block)
        rtl = block.kind is not BlockKind.CODE and is_rtl(words)
        line = Line(self._package.body, self._package, setting, rtl=rtl)
        if block.kind is BlockKind.LIST_ITEM:
            line.say(f"{block.marker}\t")
        if block.kind is not BlockKind.RULE:
            self._say(block, line)

    def _table(self, cells: Sequence[Block]) -> None:
        columns = max(cell.column for cell in cells) + 1
        width = self._package.width // columns
        table = new_table(self._package.body, [width] * columns, has_head=cells[0].header)
        for _, in_row in groupby(cells, key=lambda cell: cell.row):
            row = {cell.column: cell for cell in in_row}
            is_head = any(cell.header for cell in row.values())
            made = new_row(table, is_head=is_head)
            for column in range(columns):
                self._cell(row.get(column), new_cell(made, self._package, width))

    def _cell(self, cell: Block | None, into: Element) -> None:
        words = self._text.text[cell.start : cell.end] if cell else ""
        line = Line(into, self._package, rtl=is_rtl(words))
        if cell:
            self._say(cell, line)

    def _say(self, block: Block, line: Line) -> None:
        """Write the words of a block: cut where runs and comments begin and end."""
        if block.start == block.end:
            return
        over = self._runs_over(block)
        edges = {block.start, block.end}
        edges |= {edge for each in over for edge in (each.start, each.end)}
        first, last = bisect_left(self._edges, block.start), bisect_right(self._edges, block.end)
        edges |= set(self._edges[first:last])
        for left, right in pairwise(sorted(edges)):
            self._from[left] = self._to[right] = self._piece(left, right, over, line)

    def _runs_over(self, block: Block) -> list[Run]:
        found = []
        while self._next < len(self._runs) and self._runs[self._next].start < block.end:
            found.append(self._runs[self._next])
            self._next += 1
        return [each for each in found if each.end <= block.end and each.start >= block.start]

    def _piece(self, start: int, end: int, over: Sequence[Run], line: Line) -> WordRun:
        here = [each for each in over if each.start <= start and end <= each.end]
        kinds = {each.kind for each in here}
        look = Look(
            is_bold=RunKind.STRONG in kinds,
            is_italic=RunKind.EMPHASIS in kinds,
            is_struck=RunKind.STRIKE in kinds,
            is_fixed=RunKind.CODE in kinds,
        )
        links = (each.target for each in here if each.kind is RunKind.LINK)
        target = next((each for each in links if each.lower().startswith(_MAY_BE_LINKED)), "")
        words = self._words(start, end)
        if not target:
            return line.say(words, look)
        return line.say(words, replace(look, style="Hyperlink"), link=self._package.link(target))

    def _words(self, start: int, end: int) -> str:
        """Take words of the text, with the mark for each telephone number that begins in them."""
        parts, at = [], start
        first = bisect_right(self._numbers, start, key=lambda span: span.end)
        last = bisect_left(self._numbers, end, key=lambda span: span.start)
        for span in self._numbers[first:last]:
            parts += [self._text.text[at : max(span.start, at)], self._phone]
            at = min(span.end, end)
        return "".join([*parts, self._text.text[at:end]])


def _setting(block: Block) -> Setting:
    indent = block.quote_level * _STEP
    if block.kind is BlockKind.HEADING:
        return Setting(f"Heading{min(block.level, _LAST_HEADING)}")
    if block.kind is BlockKind.LIST_ITEM:
        left = max(block.level, 1) * _STEP + indent
        return Setting("ListParagraph", indent=left, hanging=_STEP, has_tab=True)
    if block.kind is BlockKind.QUOTE:
        return Setting("Quote")
    if block.kind is BlockKind.CODE:
        return Setting("Code", indent=indent)
    if block.kind is BlockKind.IMAGE:
        return Setting("Caption", indent=indent)
    return Setting("Rule") if block.kind is BlockKind.RULE else Setting(indent=indent)


def _comment(package: Package, remarks: Sequence[Remark], by: By, writer: _Writer) -> None:
    """Write the comments; one that has no words in the text is in the file all the same.

    The library looks at all comments for the number of the next: 10,000 would take four minutes,
    so each is made alone.
    """
    comments = package.document.comments
    part: Element = package.document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)
    date = datetime.fromisoformat(by.date)
    made = []
    for at, remark in enumerate(remarks):
        comment = comments.add_comment(author=by.author, initials=by.initials)
        (alone,) = part.element.comment_lst
        alone.id, alone.date = at, date  # the library's is the clock's
        part.element.remove(alone)
        made.append(alone)
        for n, line in enumerate(remark.lines):
            paragraph = comment.add_paragraph() if n else comment.paragraphs[0]
            for words, is_bold in line:
                run = paragraph.add_run(shown(words))
                run.font.bold = run.font.cs_bold = is_bold or None
                run.font.rtl = is_rtl(words) or None
        if runs := writer.runs_under(at):
            runs[0].mark_comment_range(runs[1], at)
    part.element.extend(made)
