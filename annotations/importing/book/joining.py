"""Texts of several pages as one, and marks in a text made notes."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from annotations.importing.book.chapters import MARK, MARK_END
from annotations.importing.word.links import address
from annotations.model import Block, Place, RichText, Run
from annotations.richtext.building import refuse_above_limit
from annotations.vocabulary import RunKind

BETWEEN = "\n\n"
_MARKED = re.compile(f"{MARK}([0-9]{{1,9}}){MARK_END}")
_WORD = re.compile(r"\S+\s*\Z")
LONGEST_WORD = 60
"""Characters before a mark that count as the word on which the note hangs."""


def joined(texts: Sequence[RichText]) -> RichText:
    """Put texts one below another. Raises ImportFailed (TOO_MANY_CHARACTERS)."""
    parts: list[str] = []
    blocks: list[Block] = []
    runs: list[Run] = []
    places: list[Place] = []
    at = tables = 0
    for text in texts:
        if not text.text:
            continue
        at += len(BETWEEN) if parts else 0
        parts.append(text.text)
        refuse_above_limit(at + len(text.text))
        blocks += [
            replace(
                each,
                start=each.start + at,
                end=each.end + at,
                table=each.table + tables if each.table >= 0 else -1,
            )
            for each in text.blocks
        ]
        runs += [replace(each, start=each.start + at, end=each.end + at) for each in text.runs]
        places += [replace(each, start=each.start + at, end=each.end + at) for each in text.places]
        tables += 1 + max((each.table for each in text.blocks), default=-1)
        at += len(text.text)
    return RichText(BETWEEN.join(parts), tuple(blocks), tuple(runs), tuple(places))


def unmarked(words: str) -> str:
    """Drop the marks where no note can hang: within a note."""
    return _MARKED.sub("", words)


def with_notes(text: RichText, note: Callable[[int], tuple[str, str]]) -> RichText:
    """Make notes of the marks. `note` gives a note's sort and words by its number.

    Links that lead to another place in the book lose their address.
    """
    marks = [(found.start(), found.end(), int(found[1])) for found in _MARKED.finditer(text.text)]
    moved = _Moved(marks)
    words = _MARKED.sub("", text.text)
    runs = [
        replace(each, start=start, end=end, target=address(each.target))
        for each in text.runs
        if (start := moved(each.start)) < (end := moved(each.end))
        and (each.kind is not RunKind.LINK or address(each.target))
    ]
    blocks = tuple(
        replace(each, start=moved(each.start), end=moved(each.end)) for each in text.blocks
    )
    starts = sorted((block.start, block.end) for block in blocks)
    weight = len(words)
    at = 0
    for mark, _, number in marks:
        place = moved(mark)
        while at + 1 < len(starts) and starts[at + 1][0] <= place:
            at += 1
        block_start, block_end = starts[at] if starts else (0, 0)
        begin = max(block_start, place - LONGEST_WORD)
        found = _WORD.search(words, begin, place)
        if found and begin <= place <= block_end:
            sort, title = note(number)
            weight += len(title)
            refuse_above_limit(weight)
            end = found.start() + len(found[0].rstrip())
            runs.append(
                Run(kind=RunKind.NOTE, start=found.start(), end=end, target=sort, title=title)
            )
    runs.sort(key=lambda run: (run.start, -run.end))
    return RichText(words, blocks, tuple(runs), text.places)


class _Moved:
    """Where an offset of the text with marks lies in the text without them; asked in any order."""

    def __init__(self, marks: Sequence[tuple[int, int, int]]) -> None:
        self._starts = [start for start, _, _ in marks]
        self._gone = [0]
        for start, end, _ in marks:
            self._gone.append(self._gone[-1] + end - start)

    def __call__(self, offset: int) -> int:
        return offset - self._gone[bisect_left(self._starts, offset)]
