"""An article prepared for the rules: its paragraphs and sentences, its language, its date."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from annotations.detection.languages import Language, language
from annotations.detection.quotations.marks import Quoted, find_quoted
from annotations.errors import GivenUp
from annotations.model import Block, Span
from annotations.spans import sentence_spans, trim
from annotations.vocabulary import BlockKind

_BREAK = "\n\r\u2028\u2029"
_BLANK_LINE = re.compile(rf"(?>\r\n|[{_BREAK}])[^\S{_BREAK}]*[{_BREAK}]\s*")
_LINE = re.compile(rf"[{_BREAK}]\s*")
_WRAPPED = 100
"""Characters: where all lines are shorter, and blank lines are there, a line is no paragraph."""


@dataclass(frozen=True, eq=False)
class Reading:
    """One text as the rules see it. Offsets are code points of `text`, half-open.

    `paragraphs` are in order, disjoint and trimmed. `headings` are the starts of those that are
    headings; none where the text came without blocks. `published` is the ISO 8601 date that
    relative dates are read from, "" where nobody knows it. `languages` is a folder with word lists
    of the user's. `given_up` is asked on the way whether to go on.
    """

    text: str
    language: Language
    paragraphs: tuple[Span, ...]
    published: str = ""
    headings: frozenset[int] = frozenset()
    languages: Path | None = None
    given_up: Callable[[], bool] | None = None

    def pause(self) -> None:
        """Give a long text up where nobody waits for it any more. Raises GivenUp.

        The rules and the checks come by here all the time: whatever asks for words does.
        """
        if self.given_up is not None and self.given_up():
            raise GivenUp

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Every sentence, in order; none goes over the end of a paragraph."""
        found: list[Span] = []
        for limits in self.paragraphs:
            self.pause()
            found += sentence_spans(self.text, limits)
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [span.start for span in self.paragraphs]

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """Everything between double quotation marks, in order; none goes over a paragraph's end."""
        return find_quoted(self.text, self.paragraphs)

    def sentence_at(self, offset: int) -> Span:
        """Find the sentence that an offset stands in, or the last before it."""
        self.pause()
        return _at(self.sentences, self._sentence_starts, offset)

    def paragraph_at(self, offset: int) -> Span:
        """Find the paragraph that an offset stands in, or the last before it."""
        self.pause()
        return _at(self.paragraphs, self._paragraph_starts, offset)

    def paragraph_number(self, offset: int) -> int:
        """Count the paragraphs that begin at or before an offset, less one; -1 before the first."""
        return bisect_right(self._paragraph_starts, offset) - 1

    def words(self, span: Span) -> str:
        """Give the words of a span."""
        self.pause()
        return self.text[span.start : span.end]


def _at(spans: Sequence[Span], starts: list[int], offset: int) -> Span:
    number = bisect_right(starts, offset) - 1
    return spans[number] if number >= 0 else Span(0, 0)


def read(
    text: str,
    *,
    code: str = "",
    published: str = "",
    blocks: Sequence[Block] = (),
    languages: Path | None = None,
    given_up: Callable[[], bool] | None = None,
) -> Reading:
    """Prepare a text for the rules; `code` is its language, found by its small words where "".

    A text without blocks has its paragraphs between blank lines, or a line each where there are
    no blank lines or where lines are too long to be wrapped ones.
    """
    from annotations.importing.language import likely_language_of
    from annotations.importing.spoken import spoken

    code = code or likely_language_of(text, spoken(languages))
    spans = [Span(block.start, block.end) for block in blocks] if blocks else _paragraphs(text)
    headings = {block.start for block in blocks if block.kind is BlockKind.HEADING}
    return Reading(
        text,
        language(code, languages),
        tuple(span for span in (trim(text, s) for s in spans) if span.start < span.end),
        published,
        frozenset(headings),
        languages,
        given_up,
    )


def _paragraphs(text: str) -> list[Span]:
    longest = max(map(len, _LINE.split(text)), default=0)
    between = _BLANK_LINE if longest <= _WRAPPED and _BLANK_LINE.search(text) else _LINE
    spans, start = [], 0
    for gap in between.finditer(text):
        spans.append(Span(start, gap.start()))
        start = gap.end()
    return [*spans, Span(start, len(text))]
