"""Put a text together block by block."""

from dataclasses import dataclass, replace

from annotations.errors import ImportFailed, ImportFault
from annotations.model import Block, RichText, Run
from annotations.vocabulary import BlockKind, RunKind

MOST_CHARACTERS = 20_000_000
"""Code points that a document may hold, the addresses behind its links included."""

_STAYS_WHEN_EMPTY = {BlockKind.RULE, BlockKind.TABLE_CELL, BlockKind.LIST_ITEM}


def refuse_above_limit(characters: int) -> None:
    """Raise ImportFailed when a document has grown beyond `MOST_CHARACTERS`."""
    if characters > MOST_CHARACTERS:
        raise ImportFailed("", ImportFault.TOO_MANY_CHARACTERS, limit=MOST_CHARACTERS)


class Passage:
    """The words of one block while they are written, with the runs over them.

    Runs are kept in the order in which they open, so an outer one stands before the inner.
    """

    def __init__(self, text: str = "") -> None:
        self.runs: list[Run] = []
        self.weight = 0
        self._parts: list[str] = [text] if text else []
        self._length = len(text)
        self._open: list[int] = []

    def write(self, text: str) -> None:
        """Add words."""
        if text:
            self._parts.append(text)
            self._length += len(text)

    def space(self) -> None:
        """Add the one space that a line end within a paragraph is, but not at a line's start."""
        if self._parts and not self._parts[-1].endswith("\n"):
            self.write(" ")

    def open(self, kind: RunKind, target: str = "", title: str = "") -> None:
        """Begin a run at the next word."""
        self.weight += len(target) + len(title)
        refuse_above_limit(self.weight)  # at once: one paragraph may name an address ever again
        self._open.append(len(self.runs))
        self.runs.append(
            Run(kind=kind, start=self._length, end=self._length, target=target, title=title)
        )

    def close(self) -> None:
        """End the run that was begun last."""
        index = self._open.pop()
        self.runs[index] = replace(self.runs[index], end=self._length)

    @property
    def text(self) -> str:
        """What was written."""
        return "".join(self._parts)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What sets a block's distance from the block before it.

    `group` numbers the outermost list or the table, each counted apart; 0 is neither.
    """

    group: int = 0
    row: int = -1


APART = Neighbourhood()


class TextBuilder:
    """Collect blocks into one string: a blank line between them, less inside lists and tables."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._weight = 0
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._last = APART

    def add(self, block: Block, passage: Passage, near: Neighbourhood = APART) -> bool:
        """Add a block with the words of `passage`, without white space at its ends.

        `block` comes with any offsets; they are set here. Returns whether there was anything to
        add: an empty paragraph is none, an empty cell, list item or rule is an empty slice.
        """
        place = self.write(block.kind, passage, near)
        if place is None:
            return False
        self.blocks.append(replace(block, start=place[0], end=place[1]))
        return True

    def write(
        self, kind: BlockKind, passage: Passage, near: Neighbourhood = APART
    ) -> tuple[int, int] | None:
        """Write the words of a block that the caller puts into `blocks` itself.

        Returns where it stands, None where there was nothing to write.
        """
        whole = passage.text
        text = whole.rstrip() if kind is BlockKind.CODE else whole.strip()
        if not text and kind not in _STAYS_WHEN_EMPTY:
            return None
        self._weight += max(len(text), 1) + passage.weight
        refuse_above_limit(self._weight)
        if self.blocks:
            gap = self._gap(near)
            self._parts.append(gap)
            self._length += len(gap)
        self._last = near
        start, end = self._length, self._length + len(text)
        self._parts.append(text)
        self._length = end
        if passage.runs:
            cut = 0 if kind is BlockKind.CODE else len(whole) - len(whole.lstrip())
            self._runs += _clipped(passage.runs, start - cut, start, end)
        return start, end

    def finish(self) -> RichText:
        """Join the text; it has no white space at its ends."""
        whole = "".join(self._parts)
        text = whole.strip()
        if len(text) == len(whole):
            return RichText(text, tuple(self.blocks), tuple(self._runs))
        # Empty blocks at the ends, and a first line of code that was indented.
        cut, length = len(whole) - len(whole.lstrip()), len(text)
        blocks = tuple(
            replace(
                block,
                start=_within(block.start - cut, length),
                end=_within(block.end - cut, length),
            )
            for block in self.blocks
        )
        return RichText(text, blocks, tuple(_clipped(self._runs, -cut, 0, length)))

    def _gap(self, near: Neighbourhood) -> str:
        if not near.group or near.group != self._last.group:
            return "\n\n"
        return "\t" if near.row >= 0 and near.row == self._last.row else "\n"


def _within(offset: int, length: int) -> int:
    return min(max(offset, 0), length)


def _clipped(runs: list[Run], shift: int, start: int, end: int) -> list[Run]:
    """Shift runs and cut them to [start, end); those with nothing left under them go."""
    moved = (
        replace(run, start=max(run.start + shift, start), end=min(run.end + shift, end))
        for run in runs
    )
    return [run for run in moved if run.start < run.end]
