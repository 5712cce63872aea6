"""Spoken words with times to paragraphs that a person can read.

Captions are cut to fit a screen, every few words. Here they are joined again while one person
goes on speaking; each word keeps the time of the cue that it stood in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.model import Block, Locator, Place, RichText
from annotations.richtext import normalise
from annotations.richtext.building import Passage, TextBuilder
from annotations.vocabulary import BlockKind, LocatorKind, RunKind

SHORT_GAP = 2_000
"""Milliseconds of silence within one paragraph; after the end of a sentence no more than these."""
LONG_GAP = 5_000
"""Milliseconds of silence that always end a paragraph."""
LONG_PARAGRAPH = 450
"""Characters after which a paragraph ends with its sentence."""
LONGEST_PARAGRAPH = 1_200
"""Characters after which it ends with its cue: automatic captions have no full stops."""

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
DASHES = ("-", "–", "—", "‐")

_PARAGRAPH = Block(kind=BlockKind.PARAGRAPH, start=0, end=0)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words on one line, with the time at which they begin as `label` writes it.

    `start` and `end` are milliseconds; `end` is -1 where nobody says. `opens` begins a paragraph
    whatever the gap; `speaker` is written before its first words, unless the name
    stands already above it and is not to be `named` again.
    """

    label: str
    words: str
    start: int = 0
    end: int = -1
    speaker: str = ""
    opens: bool = False
    named: bool = True


def clock(milliseconds: int) -> str:
    """Write a time as hours, minutes and seconds: 00:12:31."""
    seconds = milliseconds // 1_000
    return f"{seconds // 3_600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def paragraphs(cues: Sequence[Cue], before: Sequence[Block] = (), head: str = "") -> RichText:
    """Join cues to paragraphs, each word with a TIME; cues are counted from 1.

    `head` and its blocks stand before them. Raises ImportFailed (TOO_MANY_CHARACTERS), with an
    empty `name`.
    """
    writing = _Writing(head, before)
    last: Cue | None = None
    for number, cue in enumerate(cues, start=1):
        if not cue.words and not cue.speaker:
            continue
        if last is None or _parts(last, cue, writing.length, ends=writing.ends_sentence):
            writing.end_paragraph()
            writing.begin(cue.speaker if cue.named else "")
        writing.say(cue, number)
        last = cue
    return writing.finish()


def _parts(last: Cue, cue: Cue, length: int, *, ends: bool) -> bool:
    """Whether a new paragraph begins with `cue`."""
    if cue.opens or cue.speaker != last.speaker or length > LONGEST_PARAGRAPH:
        return True
    gap = cue.start - last.end if last.end >= 0 else 0
    if gap > LONG_GAP:
        return True
    alone = last.words.startswith(DASHES)  # of two who speak by turns, one line each
    return ends and (alone or gap > SHORT_GAP or length > LONG_PARAGRAPH)


class _Writing:
    """The text while it is written, and the times within each paragraph."""

    def __init__(self, head: str, before: Sequence[Block]) -> None:
        self._builder = TextBuilder()
        self._times: list[list[tuple[int, Locator]]] = []
        for block in before:
            if self._builder.add(block, Passage(head[block.start : block.end])):
                self._times.append([])
        self._passage = Passage()
        self._open: list[tuple[int, Locator]] = []
        self._last = ""
        self.length = 0

    @property
    def ends_sentence(self) -> bool:
        """Whether the last words end a sentence."""
        return SENTENCE_END.search(self._last) is not None

    def begin(self, speaker: str) -> None:
        """Begin a paragraph with the name of who speaks."""
        name = " ".join(normalise(speaker).split())
        if name:
            self._passage.open(RunKind.STRONG)
            self._passage.write(f"{name}:")
            self._passage.close()
            self.length = len(name) + 1

    def say(self, cue: Cue, number: int) -> None:
        """Write the words of a cue after a space."""
        words = cue.words.strip()
        if self.length and words:
            self._passage.write(" ")
            self.length += 1
        at = self.length if self._open else 0  # the name is said at the first cue's time
        self._passage.write(words)
        self._open.append((at, Locator(LocatorKind.TIME, cue.label, number)))
        self.length += len(words)
        self._last = words or self._last

    def end_paragraph(self) -> None:
        """Put the paragraph into the text."""
        if self._builder.add(_PARAGRAPH, self._passage):
            self._times.append(self._open)
        self._passage, self._open, self.length = Passage(), [], 0

    def finish(self) -> RichText:
        """Join the text and lay the times over it.

        A paragraph of one cue has it as its locator; of several each has its own place, so that
        words in the middle are cited with the time at which they were said.
        """
        self.end_paragraph()
        text = self._builder.finish()
        blocks, places = [], []
        for block, times in zip(text.blocks, self._times, strict=True):
            if len(times) == 1:
                blocks.append(replace(block, locator=times[0][1]))
                continue
            blocks.append(block)
            if not times:
                continue
            ends = [*(at for at, _ in times[1:]), block.end - block.start]
            places += [
                Place(block.start + at, block.start + end, locator)
                for (at, locator), end in zip(times, ends, strict=True)
                if at < end
            ]
        return RichText(text.text, tuple(blocks), text.runs, tuple(places))
