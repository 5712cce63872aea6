"""The same quantity with another value: in one article, and by its keys in the whole library.

What is counted is told by the unit and the words around the number; two figures are of one
quantity when they share the unit and most of those words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from annotations.checking.figures import Stretch, figure
from annotations.checking.found import Finding, Mismatch
from annotations.detection.found import Kind, Suggestion
from annotations.detection.languages import Language, any_of
from annotations.detection.reading import Reading
from annotations.model import Span
from annotations.vocabulary import StatisticKind
from resources import marked

QUANTITY = marked("{one} here and {other} elsewhere, for what reads like the same thing")
WINDOW = 60
"""Characters on each side of a number, within its sentence, that say what it counts."""
_BESIDE = 10
"""Numbers looked at on each side; more hardly fit into the window."""
MOST_WORDS = 8
FEWEST_SHARED = 3
LEAST_SHARED = 0.6
"""Share of the words beside either figure: from here on they count one thing."""
MEASURES = {"percent", "percentage point", "day", "month", "year", "hour", "minute", "second"} | {
    "idr", "usd", "eur", "gbp", "jpy", "cny", "sgd", "myr", "aud", "km", "kilometer", "meter", "m",
    "kg", "ton", "hectare",
}  # fmt: skip
"""Units that say nothing of what is counted."""

_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure and the words that say what it counts, folded.

    `names` are those of them with a capital letter: places, institutions, people.
    """

    span: Span
    stretch: Stretch
    unit: str
    words: frozenset[str]
    names: frozenset[str]


@cache
def _empty(language: Language) -> frozenset[str]:
    return frozenset(word.casefold() for word in language.words("checks.empty"))


def quantities(reading: Reading, found: Sequence[Suggestion]) -> list[Quantity]:
    """Say what each statistic of one value counts; those that nothing is said of are left out."""
    figures = [known for one in found if (known := figure(one, reading.text))]
    numbers = sorted(one.span for one in found if one.kind is Kind.STATISTIC)
    return [
        counted
        for known in figures
        if known.fact.kind is not StatisticKind.CHANGE
        and not _is_whole(reading, known.span)
        and (counted := quantity(reading, known.span, known.stretch, known.fact.unit, numbers))
    ]


def _is_whole(reading: Reading, span: Span) -> bool:
    """Say whether a number is what another one is part of: "320 dari 6.000 hektare"."""
    start = max(span.start - WINDOW, 0)
    return bool(of_a_whole(reading.language).search(reading.text, start, span.start))


@cache
def of_a_whole(language: Language) -> re.Pattern[str]:
    """Find what leads to a whole at the end of a stretch: "40 of 120", "40 of the 120"."""
    between = any_of(language.words("checks.empty"))
    return re.compile(
        rf"(?<!\w){language.any_of('checks.of')}(?:\s+{between}){{0,2}}\s*\Z", re.IGNORECASE
    )


def quantity(
    reading: Reading, span: Span, stretch: Stretch, unit: str, numbers: Sequence[Span]
) -> Quantity | None:
    """Say what a number counts; `numbers` are all there are, sorted."""
    empty = _empty(reading.language)
    around, opens = _around(reading, span, numbers)
    words = [word for word in _WORD.findall(around) if word.casefold() not in empty]
    folded = frozenset(list(dict.fromkeys(word.casefold() for word in words))[:MOST_WORDS])
    if len(folded) < FEWEST_SHARED:
        return None
    # The first word of a sentence has a capital whatever it is.
    names = frozenset(word.casefold() for word in words if word[0].isupper() and word != opens)
    return Quantity(span, stretch, unit.casefold(), folded, names & folded)


def _around(reading: Reading, span: Span, numbers: Sequence[Span]) -> tuple[str, str]:
    """Give the words beside a number, to the end of its sentence or to the next number.

    The second is the word that opens the sentence, where it is among them.
    """
    sentence = reading.sentence_at(span.start)
    start = max(sentence.start, span.start - WINDOW)
    end = min(sentence.end, span.end + WINDOW)
    at = bisect_left(numbers, span)
    for other in numbers[max(at - _BESIDE, 0) : at + _BESIDE]:
        if start < other.end <= span.start:
            start = other.end
        if span.end <= other.start < end:
            end = other.start
    before, after = reading.text[start : span.start], reading.text[span.end : end]
    if start > sentence.start:
        return f"{before.partition(' ')[2]} {after}", ""
    opens = _WORD.match(before)
    return f"{before} {after}", opens[0] if opens else ""


def same(one: Quantity, other: Quantity, *, only_two: bool = False) -> bool:
    """Say whether two figures count the same thing.

    `only_two` says that the text has no third value of their unit: then a name and another word in
    common will do. Money, shares and durations always need most words in common.
    """
    if one.unit != other.unit:
        return False
    shared = len(one.words & other.words)
    if only_two and one.unit not in MEASURES and one.unit:
        return shared > len(one.names & other.names) > 0
    if (one.names or other.names) and not one.names & other.names:
        return False
    either = len(one.words | other.words)
    return shared >= max(FEWEST_SHARED, LEAST_SHARED * either)


def check_quantities(reading: Reading, found: Sequence[Suggestion]) -> Iterator[Finding]:
    """Look for two values of one quantity within an article."""
    known = quantities(reading, found)
    by_unit: dict[str, list[Quantity]] = {}
    for one in known:
        by_unit.setdefault(one.unit, []).append(one)
    for group in by_unit.values():
        only_two = len({one.stretch for one in group}) == 2  # noqa: PLR2004
        for number, one in enumerate(group):
            reading.pause()
            for other in group[number + 1 : number + 1 + _MOST_COMPARED]:
                if _one_sentence(reading, one, other) or not same(one, other, only_two=only_two):
                    continue
                finding = different(reading.words(other.span), reading.words(one.span), other, one)
                if finding:
                    yield replace(finding, spans=(other.span, one.span))


_MOST_COMPARED = 200
"""Figures of one unit compared with each one: a table of thousands is no story."""


def _one_sentence(reading: Reading, one: Quantity, other: Quantity) -> bool:
    """Say whether both stand in one sentence, where they are meant to differ."""
    return reading.sentence_at(one.span.start) == reading.sentence_at(other.span.start)


def different(words: str, other_words: str, one: Quantity, other: Quantity) -> Finding | None:
    """Say that two values of one quantity cannot both be right; None where rounding explains it."""
    if one.stretch.meets(other.stretch):
        return None
    return Finding(
        kind=Mismatch.QUANTITY,
        spans=(one.span,),
        message=QUANTITY,
        values={"one": words, "other": other_words},
    )
