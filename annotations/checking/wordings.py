"""A quotation of one speaker that stands elsewhere in other words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.checking.found import Finding, Mismatch
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import Reading
from annotations.model import Span
from annotations.revising.shingles import containment, shingles
from annotations.vocabulary import QuoteType
from resources import marked

WORDING = marked("{name} is quoted elsewhere in other words: “{other}”")
FEWEST_WORDS = 6
LEAST_ALIKE = 0.4
"""Share of the runs of three words of the shorter quotation: a word changed in nine breaks 0.43."""

_WORD = re.compile(r"[^\W_]+")
_SHOWN = 80
_MOST_COMPARED = 200
"""Quotations compared with each one: a text of thousands is made to hold the check up."""


@dataclass(frozen=True, slots=True)
class Said:
    """A direct quotation: who, the words folded to letters and digits, and runs of three."""

    span: Span
    name: str
    words: str
    folded: tuple[str, ...]
    runs: frozenset[int]


def said(reading: Reading, found: Sequence[Suggestion]) -> list[Said]:
    """Take the direct quotations that are long enough to be known again."""
    result = []
    for one in found:
        if one.kind is not Kind.QUOTE or one.attribution.quote_type is QuoteType.INDIRECT:
            continue
        quoted = said_at(reading, one.span, one.speaker.name)
        if len(quoted.folded) >= FEWEST_WORDS and quoted.name:
            result.append(quoted)
    return result


def said_at(reading: Reading, span: Span, name: str) -> Said:
    """Take the words of a span as said by somebody."""
    words = reading.words(span)
    return Said(span, name, words, tuple(_WORD.findall(words.casefold())), shingles(words))


def otherwise(one: Said, other: Said) -> bool:
    """Say whether one speaker is quoted twice with nearly the same words, and not the very same.

    A shorter quotation that stands whole in the longer one is cut and not changed.
    """
    if one.folded == other.folded or not _same_name(one.name, other.name):
        return False
    if containment(one.runs, other.runs) < LEAST_ALIKE:
        return False
    short, long = sorted((one.folded, other.folded), key=len)
    return f" {' '.join(short)} " not in f" {' '.join(long)} "


def _same_name(one: str, other: str) -> bool:
    first, second = (set(_WORD.findall(name.casefold())) for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def check_wordings(reading: Reading, found: Sequence[Suggestion]) -> Iterator[Finding]:
    """Look for one utterance given in two ways within an article, as a headline does."""
    known = said(reading, found)
    for number, one in enumerate(known):
        reading.pause()
        for other in known[number + 1 : number + 1 + _MOST_COMPARED]:
            if otherwise(one, other):
                yield wording(one, other, other.span)


def wording(one: Said, other: Said, *spans: Span) -> Finding:
    """Say that `one` is quoted otherwise elsewhere; `spans` beside its own are of this text."""
    shown = other.words if len(other.words) <= _SHOWN else other.words[: _SHOWN - 1] + "…"
    return Finding(
        kind=Mismatch.WORDING,
        spans=(one.span, *spans),
        message=WORDING,
        values={"name": one.name, "other": " ".join(shown.split())},
    )
