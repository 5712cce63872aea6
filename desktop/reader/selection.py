"""What is selected, as offsets of the text, and how the keyboard and repeated clicks move it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextCursor, QTextDocument

from annotations.model import RichText, Span
from annotations.spans import paragraph_at, sentence_span, shared, word_at
from desktop.reader.geometry import Geometry
from desktop.reader.offsets import Offsets

Move = QTextCursor.MoveOperation


class Unit(Enum):
    """What a drag goes by: the number of clicks that began it."""

    CHARACTER = auto()
    WORD = auto()
    SENTENCE = auto()
    PARAGRAPH = auto()


UNITS: Mapping[int, Unit] = {
    1: Unit.CHARACTER,
    2: Unit.WORD,
    3: Unit.SENTENCE,
    4: Unit.PARAGRAPH,
}


@dataclass(frozen=True, slots=True)
class Selection:
    """From where to where, in offsets; the caret is at `position`."""

    anchor: int = 0
    position: int = 0

    @property
    def span(self) -> Span:
        """What is selected, in the text's order."""
        return Span(min(self.anchor, self.position), max(self.anchor, self.position))

    @property
    def empty(self) -> bool:
        """Whether it is a caret only."""
        return self.anchor == self.position

    @property
    def forward(self) -> bool:
        """Whether it was made in the direction of reading."""
        return self.position >= self.anchor


def unit_around(rich: RichText, offset: int, unit: Unit) -> Span:
    """Find the word, sentence or paragraph at an offset."""
    block = paragraph_at(rich.blocks, offset)
    if block is None or unit is Unit.CHARACTER:
        return Span(offset, offset)
    limits = Span(block.start, block.end)
    if unit is Unit.PARAGRAPH:
        return limits
    word = shared(word_at(rich.text, offset), limits)
    if unit is Unit.WORD:
        return word
    return shared(sentence_span(rich.text, word, [block]), limits)


def step(document: QTextDocument, offsets: Offsets, offset: int, move: Move) -> int:
    """Move a caret as Qt moves one, by character or word, past places that show no text."""
    cursor = QTextCursor(document)
    cursor.setPosition(offsets.to_qt(offset))
    while cursor.movePosition(move):
        reached = offsets.from_qt(cursor.position())
        if reached != offset:
            return reached
    return offset


def line_step(geometry: Geometry, offset: int, x: float, direction: int) -> int:
    """Move a caret to the line above (-1) or below (1), near `x`."""
    here = geometry.caret(offset)
    y = here.center().y()
    for _ in range(16):  # margins between blocks are higher than a line
        y += direction * max(here.height() / 2, 6)
        reached = geometry.offset_at(QPointF(x, y), geometry.seen(y - 80, y + 80))
        there = geometry.caret(reached)
        if (there.center().y() - here.center().y()) * direction > here.height() / 2:
            return reached
    return offset


def line_ends(geometry: Geometry, offsets: Offsets, offset: int) -> Span:
    """Find the first and last place of a caret on the line of an offset."""
    stretch = offsets.stretches[offsets.index_of(offset)]
    seen = geometry.block(offsets.index_of(offset))
    line = seen.block.layout().lineForTextPosition(offsets.units(stretch, offset))
    if not line.isValid():
        return Span(stretch.start, stretch.end)
    end = line.textStart() + line.textLength()
    last = end >= stretch.length
    start = offsets.offset(stretch, line.textStart())
    return Span(start, offsets.offset(stretch, end if last else end - 1))
