"""An article as a Word file of our own: its blocks in styles, each highlight as a comment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from annotations import phones
from annotations.exporting.comments.remarks import Line
from annotations.exporting.word.marking import Look, escaped, is_rtl, paragraph, run
from annotations.exporting.word.package import Package
from annotations.model import Block, RichText, Run, Span
from annotations.vocabulary import BlockKind, RunKind

_LAST_HEADING = 3
_STEP = 360
"""Twentieths of a point by which a list or a quotation within another is indented."""
_MAY_BE_LINKED = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to be made on [start, end) of the text."""

    start: int
    end: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class By:
    """Who comments and when (UTC, ISO 8601 to the second)."""

    author: str
    initials: str
    date: str


def own_document(
    package: Package, head: str, text: RichText, remarks: Sequence[Remark], by: By, phone: str = ""
) -> bytes:
    """Write the file; `head` are paragraphs before the text.

    With `phone` that mark stands for every telephone number of the text.
    """
    package.comments += [_comment(at, each, by) for at, each in enumerate(remarks)]
    writer = _Writer(package, text, remarks, phone)
    return package.written(head + "".join(writer.blocks()))


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
        self._starts: dict[int, list[int]] = {}
        self._ends: dict[int, list[int]] = {}
        for at, each in enumerate(remarks):
            # a mark stands at words: what lies between blocks is in no paragraph
            first = bisect_right(blocks, each.start, key=lambda block: block.end)
            last = bisect_left(blocks, each.end, key=lambda block: block.start) - 1
            if first <= last:
                start, end = blocks[first].start, blocks[last].end
                self._starts.setdefault(max(each.start, start), []).append(at)
                self._ends.setdefault(min(each.end, end), []).append(at)
        self._edges = sorted({*self._starts, *self._ends})

    def blocks(self) -> Iterator[str]:
        """Write all blocks, cells of one table together."""
        after_table = False
        for table, blocks in groupby(self._blocks, key=lambda each: each.table):
            if table < 0:
                yield from map(self._block, blocks)
            else:
                yield paragraph("") if after_table else ""  # or two tables would be one
                yield self._table(list(blocks))
            after_table = table >= 0
        if after_table:
            yield paragraph("")  # a file must not end with a table

    def _block(self, block: Block) -> str:
        inside = self._inside(block)
        words = self._text.text[block.start : block.end]
        rtl = is_rtl(words)
        indent = f'<w:ind w:left="{block.quote_level * _STEP}"/>' if block.quote_level else ""
        if block.kind is BlockKind.HEADING:
            return paragraph(inside, f"Heading{min(block.level, _LAST_HEADING)}", rtl=rtl)
        if block.kind is BlockKind.LIST_ITEM:
            left = (max(block.level, 1) + block.quote_level) * _STEP
            marker = run(f"{block.marker}\t") if block.marker else run("\t")
            hanging = f'<w:ind w:left="{left}" w:hanging="{_STEP}"/>'
            tab = f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>'
            return paragraph(marker + inside, "ListParagraph", more=tab + hanging, rtl=rtl)
        if block.kind is BlockKind.QUOTE:
            return paragraph(inside, "Quote", rtl=rtl)
        if block.kind is BlockKind.CODE:
            return paragraph(inside, "Code", more=indent)
        if block.kind is BlockKind.IMAGE:
            return paragraph(inside, "Caption", more=indent, rtl=rtl)
        if block.kind is BlockKind.RULE:
            line = (
                '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="A6A6A6"/></w:pBdr>'
            )
            return paragraph("", more=line)
        return paragraph(inside, more=indent, rtl=rtl)

    def _table(self, cells: Sequence[Block]) -> str:
        columns = max(cell.column for cell in cells) + 1
        width = self._package.width // columns
        rows = []
        for _, in_row in groupby(cells, key=lambda cell: cell.row):
            row = {cell.column: cell for cell in in_row}
            header = any(cell.header for cell in row.values())
            head = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
            inside = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"{self._cell(row.get(column))}</w:tc>"
                for column in range(columns)
            )
            rows.append(f"<w:tr>{head}{inside}</w:tr>")
        grid = f'<w:gridCol w:w="{width}"/>' * columns
        look = '<w:tblLook w:val="0020" w:firstRow="1"/>' if cells[0].header else ""
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
            f"{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _cell(self, cell: Block | None) -> str:
        if cell is None:
            return paragraph("")
        words = self._text.text[cell.start : cell.end]
        return paragraph(self._inside(cell), rtl=is_rtl(words))

    def _inside(self, block: Block) -> str:
        """Write the words of a block: cut where runs and comments begin and end."""
        if block.start == block.end:
            return ""
        over = self._runs_over(block)
        edges = {block.start, block.end}
        edges |= {edge for each in over for edge in (each.start, each.end)}
        first, last = bisect_left(self._edges, block.start), bisect_right(self._edges, block.end)
        edges |= set(self._edges[first:last])
        inside = []
        for left, right in pairwise(sorted(edges)):
            inside += self._end_marks(left, only_after=block.start)
            inside += [f'<w:commentRangeStart w:id="{at}"/>' for at in self._starts.get(left, ())]
            inside.append(self._piece(left, right, over))
        inside += self._end_marks(block.end, only_after=block.start)
        return "".join(inside)

    def _end_marks(self, edge: int, *, only_after: int) -> list[str]:
        if edge == only_after:
            return []
        return [
            f'<w:commentRangeEnd w:id="{at}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/>'
            f'</w:rPr><w:commentReference w:id="{at}"/></w:r>'
            for at in self._ends.get(edge, ())
        ]

    def _runs_over(self, block: Block) -> list[Run]:
        found = []
        while self._next < len(self._runs) and self._runs[self._next].start < block.end:
            found.append(self._runs[self._next])
            self._next += 1
        return [each for each in found if each.end <= block.end and each.start >= block.start]

    def _piece(self, start: int, end: int, over: Sequence[Run]) -> str:
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
            return run(words, look)
        linked = run(words, replace(look, style="Hyperlink"))
        return f'<w:hyperlink r:id="{self._package.link(target)}">{linked}</w:hyperlink>'

    def _words(self, start: int, end: int) -> str:
        """Take words of the text, with the mark for each telephone number that begins in them."""
        parts, at = [], start
        first = bisect_right(self._numbers, start, key=lambda span: span.end)
        last = bisect_left(self._numbers, end, key=lambda span: span.start)
        for span in self._numbers[first:last]:
            parts += [self._text.text[at : max(span.start, at)], self._phone]
            at = min(span.end, end)
        return "".join([*parts, self._text.text[at:end]])


def _comment(number: int, remark: Remark, by: By) -> str:
    paragraphs = []
    for at, line in enumerate(remark.lines):
        mark = "" if at else (
            '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
        )  # fmt: skip
        words = "".join(run(text, Look(is_bold=is_bold)) for text, is_bold in line)
        paragraphs.append(paragraph(mark + words, "CommentText"))
    return (
        f'<w:comment w:id="{number}" w:author="{escaped(by.author)}"'
        f' w:initials="{escaped(by.initials)}" w:date="{by.date}">{"".join(paragraphs)}</w:comment>'
    )
