"""Blocks and runs of an article as a Qt document, each block's words its slice of the text."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from annotations.model import RichText, Run
from annotations.vocabulary import BlockKind, RunKind
from desktop.reader.masthead import Role
from desktop.reader.offsets import Offsets, Stretch, astral_in, for_qt
from desktop.reader.typography import (
    CELL_PADDING,
    KINDS,
    TEXT,
    Formats,
    Setting,
    kinds_of,
    setting_of,
)
from desktop.reader.window import Part
from desktop.theme import Theme

LINE_BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class Typeset:
    """A document and the offsets of the text that it shows."""

    document: QTextDocument
    offsets: Offsets
    rich: RichText
    roles: Mapping[int, Role] = field(default_factory=dict)


def typeset(
    rich: RichText, parts: Sequence[Part], roles: Mapping[int, Role], theme: Theme, zoom: float
) -> Typeset:
    """Set some parts of a text, one after the other."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    setter = _Setter(document, rich, roles, Formats(theme, zoom))
    setter.set_parts(parts)
    return Typeset(document, Offsets(setter.stretches), rich, roles)


def set_margins(
    document: QTextDocument, left: float, right: float, top: float, bottom: float
) -> None:
    """Place the column on the page."""
    frame = document.rootFrame()
    made = QTextFrameFormat(frame.frameFormat())
    wanted = (left, right, top, bottom)
    if (made.leftMargin(), made.rightMargin(), made.topMargin(), made.bottomMargin()) == wanted:
        return  # setting a format lays out all of the text anew
    made.setLeftMargin(left)
    made.setRightMargin(right)
    made.setTopMargin(top)
    made.setBottomMargin(bottom)
    frame.setFrameFormat(made)


class _Setter:
    """Writes blocks into a document, from its start to its end."""

    def __init__(
        self,
        document: QTextDocument,
        rich: RichText,
        roles: Mapping[int, Role],
        formats: Formats,
    ) -> None:
        self.stretches: list[Stretch] = []
        self._document = document
        self._cursor = QTextCursor(document)
        self._rich = rich
        self._roles = roles
        self._formats = formats
        self._spare = True  # whether the last block of the document is still empty
        self._runs = _runs_by_block(rich)

    def set_parts(self, parts: Sequence[Part]) -> None:
        self._cursor.beginEditBlock()
        for table, group in groupby(parts, lambda part: self._rich.blocks[part.block].table):
            if table >= 0:
                self._set_table(list(group))
                continue
            for part in group:
                self._set_part(part, top=part is parts[0])
        if self._spare:
            self._shrink()
        self._cursor.endEditBlock()
        self._number()

    def _set_part(self, part: Part, *, top: bool) -> None:
        block = self._rich.blocks[part.block]
        following = self._rich.blocks[part.block + 1 : part.block + 2]
        setting = setting_of(block, self._roles.get(part.block), next(iter(following), None))
        self._open(
            self._formats.block(
                setting,
                self._formats.inset(block),
                first=part.start == block.start,
                last=part.end == block.end,
                top=top,
            )
        )
        self._write(part, setting)

    def _open(self, space: QTextBlockFormat) -> None:
        if self._spare:
            self._cursor.setBlockFormat(space)
            self._spare = False
        else:
            self._cursor.insertBlock(space)

    def _write(self, part: Part, setting: Setting) -> None:
        """Write one part where the cursor stands, in an empty Qt block."""
        self._cursor.setBlockCharFormat(self._formats.character(setting, frozenset()))
        text = self._rich.text[part.start : part.end]
        self.stretches.append(
            Stretch(part.start, part.end, self._cursor.position(), -1, part.block, astral_in(text))
        )
        runs_here = self._runs.get(part.block, ())
        for left, right, runs in _segments(part.start, part.end, runs_here):
            words = for_qt(self._rich.text[left:right].replace("\n", LINE_BREAK))
            self._cursor.insertText(words, self._dress(setting, runs))

    def _dress(self, setting: Setting, runs: tuple[Run, ...]) -> QTextCharFormat:
        made = self._formats.character(setting, kinds_of(runs))
        for run in runs:
            if run.kind is RunKind.LINK:
                made = QTextCharFormat(made)
                made.setAnchorHref(run.target)
                made.setAnchor(True)
        return made

    def _set_table(self, parts: Sequence[Part]) -> None:
        """Write the cells of one table; its first and last rows may lie in other windows."""
        blocks = self._rich.blocks
        first = min(blocks[part.block].row for part in parts)
        rows = max(blocks[part.block].row for part in parts) - first + 1
        columns = max(blocks[part.block].column for part in parts) + 1
        if self._spare:
            self._shrink()
        table = self._cursor.insertTable(rows, columns, self._table_format(columns))
        for part in parts:
            block = blocks[part.block]
            cell = table.cellAt(block.row - first, block.column)
            if part.start == block.start:
                self._cursor = cell.firstCursorPosition()
            else:
                self._cursor.insertBlock()
            setting = HEADER_CELL if block.header else KINDS[BlockKind.TABLE_CELL]
            space = self._formats.block(setting, 0.0, first=True, last=True, top=False)
            self._cursor.setBlockFormat(space)
            self._write(part, setting)
        self._close_table()

    def _close_table(self) -> None:
        self._cursor = QTextCursor(self._document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._spare = True

    def _shrink(self) -> None:
        """Make the empty block that Qt wants beside a table as low as it may be."""
        made = QTextBlockFormat()
        made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(made)

    def _table_format(self, columns: int) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setBorder(0)
        made.setCellSpacing(0)
        made.setCellPadding(self._formats.pixels(CELL_PADDING))
        # Qt leaves out what the paragraph before asks for below itself.
        made.setTopMargin(self._formats.pixels(TEXT.below + 4))
        made.setBottomMargin(self._formats.pixels(TEXT.below + 4))
        full = QTextLength(QTextLength.Type.PercentageLength, 100)
        made.setWidth(full)
        made.setColumnWidthConstraints([QTextLength()] * columns)
        return made

    def _number(self) -> None:
        """Put the numbers of Qt's blocks into the stretches, now that all blocks are there."""
        numbered = []
        block = self._document.begin()
        for stretch in self.stretches:
            while block.position() + block.length() <= stretch.position:
                block = block.next()
            numbered.append(
                Stretch(
                    stretch.start,
                    stretch.end,
                    stretch.position,
                    block.blockNumber(),
                    stretch.block,
                    stretch.astral,
                )
            )
        self.stretches = numbered


HEADER_CELL = Setting(14, 24, below=0, weight=600, ink="muted", family="sans")


def _runs_by_block(rich: RichText) -> dict[int, tuple[Run, ...]]:
    """Give each block its runs; both are in order, and a run lies inside one block."""
    starts = [block.start for block in rich.blocks]
    found: dict[int, list[Run]] = {}
    for run in rich.runs:
        if run.start < run.end:
            found.setdefault(bisect_right(starts, run.start) - 1, []).append(run)
    return {number: tuple(runs) for number, runs in found.items()}


def _segments(
    start: int, end: int, runs: Sequence[Run]
) -> Iterator[tuple[int, int, tuple[Run, ...]]]:
    """Cut [start, end) where runs begin or end."""
    if start == end:
        return
    inside = [run for run in runs if run.start < end and run.end > start]
    cuts = {start, end}
    for run in inside:
        cuts |= {max(run.start, start), min(run.end, end)}
    for left, right in pairwise(sorted(cuts)):
        yield left, right, tuple(run for run in inside if run.start <= left and right <= run.end)
