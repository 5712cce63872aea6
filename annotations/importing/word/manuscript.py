"""Paragraphs, tables, notes and comments of a word processor's file, put together as one text.

A note hangs on the word before its mark; its words also stand at the end, as an item of a list.
A comment hangs on what it was made on and is no part of the text. A soft hyphen is a hint for the
printer and no letter: it is left out, or no search would find the word.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from annotations.model import Block, RichText, Run
from annotations.richtext.building import (
    APART,
    Neighbourhood,
    Passage,
    TextBuilder,
    refuse_above_limit,
)
from annotations.richtext.normalising import normalise
from annotations.vocabulary import BlockKind, RunKind
from resources import marked

CHANGES_ACCEPTED = marked(
    "The file has tracked changes; they were read as accepted: insertions in, deletions out."
)
HIDDEN_LEFT_OUT = marked("The file has hidden text; it was left out.")

FOOTNOTE, ENDNOTE, COMMENT = "footnote", "endnote", "comment"
MOST_COLUMNS = 200
"""Columns of a table; what a cell claims to span beyond it is not counted."""
LONGEST_WORD = 60
"""Characters before a note's mark that count as the word it hangs on."""

Looks = tuple[tuple[RunKind, str], ...]
"""How words are dressed: kinds of runs, each with its target."""

_SPACE = re.compile(r"\s")
_WORD_BEFORE = re.compile(r"\S+\s*\Z")
_WORD_AFTER = re.compile(r"\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is; the fields are those of a Block."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    quote_level: int = 0


PLAIN = Shape()


class Line:
    """The words of one paragraph with what lies over them."""

    def __init__(self) -> None:
        self.length = 0
        self.parts: list[str] = []
        self.stretches: list[tuple[int, int, Looks]] = []
        self.hung: list[Run] = []
        self.marks: list[tuple[int, str, str]] = []

    def write(self, words: str, looks: Looks = ()) -> None:
        """Add words, dressed."""
        words = normalise(words).replace("\u00ad", "")
        if not words:
            return
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        if looks:
            self.stretches.append((start, self.length, looks))

    def note(self, sort: str, title: str) -> None:
        """Hang a note or a comment on the word before this place."""
        self.marks.append((self.length, sort, normalise(title)))

    def hang(self, start: int, end: int, title: str) -> None:
        """Hang a comment on [start, end)."""
        if start < end:
            self.hung.append(
                Run(kind=RunKind.NOTE, start=start, end=end, target=COMMENT, title=normalise(title))
            )

    def extend(self, other: "Line", between: str) -> None:
        """Add another line, after `between` unless this one is empty."""
        if self.length and between:
            self.write(between)
        by = self.length
        self.parts += other.parts
        self.length += other.length
        self.stretches += [(a + by, b + by, looks) for a, b, looks in other.stretches]
        self.hung += [replace(run, start=run.start + by, end=run.end + by) for run in other.hung]
        self.marks += [(at + by, sort, title) for at, sort, title in other.marks]

    def drop(self, count: int) -> None:
        """Drop the first characters."""
        self.parts = [self.text[count:]]
        self.length = max(self.length - count, 0)
        self.stretches = [
            (max(a - count, 0), b - count, looks) for a, b, looks in self.stretches if b > count
        ]
        self.hung = [
            replace(run, start=max(run.start - count, 0), end=run.end - count)
            for run in self.hung
            if run.end > count
        ]
        self.marks = [(max(at - count, 0), sort, title) for at, sort, title in self.marks]

    @property
    def text(self) -> str:
        """What was written."""
        if len(self.parts) > 1:
            self.parts = ["".join(self.parts)]
        return self.parts[0] if self.parts else ""

    def passage(self) -> Passage:
        """Make what `TextBuilder.add` takes."""
        text = self.text
        passage = Passage(text)
        if not (self.stretches or self.hung or self.marks):
            return passage
        runs = [run for run in _joined(self.stretches) if not text[run.start : run.end].isspace()]
        runs += self.hung
        for at, sort, title in self.marks:
            start, end = _word_at(text, at)
            if start < end:
                runs.append(Run(kind=RunKind.NOTE, start=start, end=end, target=sort, title=title))
        runs.sort(key=lambda run: (run.start, -run.end))
        passage.runs = runs
        passage.weight = sum(len(run.target) + len(run.title) for run in runs)
        return passage


def _joined(stretches: Iterable[tuple[int, int, Looks]]) -> Iterator[Run]:
    """Make one run of what is dressed alike without a gap."""
    open_: dict[tuple[RunKind, str], int] = {}
    last = 0
    for start, end, looks in stretches:
        for look in [look for look in open_ if start != last or look not in looks]:
            yield Run(kind=look[0], start=open_.pop(look), end=last, target=look[1])
        for look in looks:
            open_.setdefault(look, start)
        last = end
    for (kind, target), start in open_.items():
        yield Run(kind=kind, start=start, end=last, target=target)


def _word_at(text: str, at: int) -> tuple[int, int]:
    """Find the word before a place, or the first one after it where none is before."""
    before = text[max(0, at - LONGEST_WORD) : at]
    found = _WORD_BEFORE.search(before)
    if found:
        words = found[0].rstrip()
        start = at - len(before) + found.start()
        return start, start + len(words)
    after = _WORD_AFTER.match(text, at, at + LONGEST_WORD)
    return after.span(1) if after else (0, 0)


@dataclass(slots=True)
class _Frame:
    """A table that is being written, or words that are kept aside (`table` -1)."""

    table: int = -1
    row: int = -1
    column: int = 0
    header: bool = False
    cell: Line | None = None
    cells: Line = field(default_factory=Line)
    near: Neighbourhood = APART


class Manuscript:
    """Collect paragraphs into a text. Raises ImportFailed (TOO_MANY_CHARACTERS) as it grows."""

    def __init__(self) -> None:
        self.warnings: set[str] = set()
        self._builder = TextBuilder()
        self._frames: list[_Frame] = []
        self._groups = 0
        self._tables = -1
        self._in_list = False
        self._code: list[Line] = []
        self._written = 0
        self._comments: dict[str, tuple[str, int]] = {}
        self._notes: dict[str, list[tuple[str, Line]]] = {FOOTNOTE: [], ENDNOTE: []}

    def add(self, line: Line, shape: Shape = PLAIN) -> None:
        """Add a paragraph; in a cell its words go to the cell."""
        for key, (title, start) in self._comments.items():
            line.hang(start, line.length, title)
            self._comments[key] = (title, 0)
        if shape.kind is BlockKind.CODE and not self._frames:
            self._code.append(line)  # lines of a program are a paragraph each
            return
        if not line.length:
            return
        self._end_code()
        if self._frames:
            self._written += line.length
            refuse_above_limit(self._written)
            cell = self._frames[-1].cell
            if cell is not None:
                cell.extend(line, "\n")
            return
        if shape.kind is BlockKind.LIST_ITEM and line.text.isspace():
            return
        near = APART
        if shape.kind is BlockKind.LIST_ITEM:
            self._groups += not self._in_list
            near = Neighbourhood(self._groups)
        block = Block(
            kind=shape.kind,
            start=0,
            end=0,
            level=shape.level,
            marker=shape.marker,
            quote_level=shape.quote_level,
        )
        if self._builder.add(block, line.passage(), near):
            self._in_list = shape.kind is BlockKind.LIST_ITEM

    def _end_code(self) -> None:
        """Add the lines of code that stood below one another as one block."""
        lines, self._code = self._code, []
        if not lines:
            return
        whole = Line()
        for number, line in enumerate(lines):
            if number:
                whole.write("\n")
            whole.extend(line, "")
        self._in_list = False
        self._builder.add(Block(kind=BlockKind.CODE, start=0, end=0), whole.passage())

    def open_comment(self, key: str, title: str, line: Line) -> None:
        """Begin what a comment is made on, at the end of `line`."""
        self._comments[key] = (title, line.length)

    def close_comment(self, key: str, line: Line) -> None:
        """End it, at the end of `line`."""
        title, start = self._comments.pop(key, ("", line.length))
        line.hang(start, line.length, title)

    def keep_note(self, sort: str, marker: str, words: Line) -> None:
        """Keep a note for the end of the text."""
        self._notes[sort].append((marker, words))

    @contextmanager
    def aside(self) -> Iterator[Line]:
        """Write all that is added meanwhile into one line, paragraphs apart by a newline."""
        comments, self._comments = self._comments, {}
        line = Line()
        self._frames.append(_Frame(cell=line))
        yield line
        self._frames.pop()
        self._comments = comments

    @contextmanager
    def table(self) -> Iterator[None]:
        """Write a table; one within a cell becomes lines of that cell, its own cells tabs apart."""
        frame = _Frame()
        if not self._frames:
            self._end_code()
            self._tables += 1
            self._groups += 1
            frame.table = self._tables
        self._frames.append(frame)
        yield
        self._frames.pop()
        self._groups += frame.table >= 0
        self._in_list = False

    @contextmanager
    def row(self, *, header: bool = False) -> Iterator[None]:
        """Write a row of the table."""
        frame = self._frames[-1]
        frame.row += 1
        frame.column = 0
        frame.header = header
        frame.cells = Line()
        frame.near = Neighbourhood(self._groups, frame.row)
        yield
        if frame.table < 0 and len(self._frames) > 1:
            outer = self._frames[-2].cell
            if outer is not None:
                outer.extend(frame.cells, "\n")

    @contextmanager
    def cell(self, *, span: int = 1) -> Iterator[None]:
        """Write a cell, `span` columns wide."""
        frame = self._frames[-1]
        frame.cell = Line()
        yield
        line, frame.cell = frame.cell, None
        if frame.table < 0:
            frame.cells.extend(line, "\t")
        elif frame.column < MOST_COLUMNS:
            block = Block(
                kind=BlockKind.TABLE_CELL,
                start=0,
                end=0,
                table=frame.table,
                row=frame.row,
                column=frame.column,
                header=frame.header,
            )
            self._builder.add(block, line.passage(), frame.near)
        self.skip_columns(span)

    def skip_columns(self, count: int) -> None:
        """Leave columns out that an earlier cell covers."""
        frame = self._frames[-1]
        frame.column = min(frame.column + max(count, 1), MOST_COLUMNS)

    def finish(self) -> RichText:
        """Add the notes at the end and join the text."""
        self._end_code()
        for notes in self._notes.values():
            self._in_list = False
            for marker, words in notes:
                self.add(words, Shape(BlockKind.LIST_ITEM, level=1, marker=marker))
        return self._builder.finish()
