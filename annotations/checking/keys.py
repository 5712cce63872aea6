"""What an article is found again by when another states the same: keys for an index.

A quantity is kept by its unit and the names beside it, a quotation by some of its runs of words;
what two articles share by key is then compared word by word.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from annotations.checking.figures import Stretch
from annotations.checking.found import Finding
from annotations.checking.quantities import (
    Quantity,
    different,
    quantities,
    quantity,
    same,
)
from annotations.checking.wordings import Said, otherwise, said, said_at, wording
from annotations.detection.found import Suggestion
from annotations.detection.reading import Reading
from annotations.model import Span

K = TypeVar("K")
V = TypeVar("V", Quantity, Said)

QUANTITY, WORDING = "quantity", "wording"
MOST_NAMES = 3
MOST_COMPARED = 200
"""Passages of another text compared with each: one that repeats itself may have thousands."""
MOST_DIGITS = 100
"""Of a number that is compared."""
ONE_IN = 4
"""Of the runs of a quotation one in four is kept: two that share half of theirs still meet."""


@dataclass(frozen=True, slots=True)
class Key:
    """One way of finding code points [start, end) again.

    `kind` is QUANTITY or WORDING. `value` is what the passage says: the least and greatest number
    that it may stand for, or the speaker's name.
    """

    kind: str
    key: str
    value: str
    start: int
    end: int


def keys_of(reading: Reading, found: Sequence[Suggestion]) -> Iterator[Key]:
    """Give the keys of an article; `found` is all that the rules see in it."""
    for counted in quantities(reading, found):
        value = f"{counted.stretch.low} {counted.stretch.high}"
        for name in sorted(counted.names)[:MOST_NAMES]:
            key = f"{counted.unit}|{name}"
            yield Key(QUANTITY, key, value, counted.span.start, counted.span.end)
    for quoted in said(reading, found):
        runs = {run for run in quoted.runs if run % ONE_IN == 0} or {min(quoted.runs)}
        for run in sorted(runs):
            yield Key(WORDING, f"{run:016x}", quoted.name, quoted.span.start, quoted.span.end)


@dataclass(frozen=True, slots=True)
class Stated:
    """What an article states that others may state too, worked out once for all of them."""

    quantities: tuple[Quantity, ...]
    said: tuple[Said, ...]


def stated(reading: Reading, found: Sequence[Suggestion]) -> Stated:
    """Say what an article states; `found` is all that the rules see in it."""
    return Stated(tuple(quantities(reading, found)), tuple(said(reading, found)))


def across(
    reading: Reading, ours: Stated, other: Reading, keys: Iterable[Key], uid: str
) -> Iterator[Finding]:
    """Compare an article with another one, of which `keys` are all keys and `uid` the article's.

    Names what both state and state otherwise; `other_span` is the place in the other text. Only
    what shares a name and a unit, or a run of words, is held together, and no more than
    MOST_COMPARED of them with each.
    """
    keys = [key for key in dict.fromkeys(keys) if _may_be(key, other)]
    theirs: dict[tuple[str, str], list[Quantity]] = {}
    for counted in _quantities(other, [key for key in keys if key.kind == QUANTITY]):
        for name in counted.names:
            theirs.setdefault((counted.unit, name), []).append(counted)
    for one in ours.quantities:
        reading.pause()
        for counted in _near(theirs, [(one.unit, name) for name in one.names]):
            if same(one, counted):
                words, others = reading.words(one.span), other.words(counted.span)
                finding = different(words, others, one, counted)
                if finding:
                    yield _elsewhere(finding, uid, counted.span)
    spoken: dict[int, list[Said]] = {}
    for utterance in _spoken(other, [key for key in keys if key.kind == WORDING]):
        for run in utterance.runs:
            spoken.setdefault(run, []).append(utterance)
    for quoted in ours.said:
        reading.pause()
        for utterance in _near(spoken, quoted.runs):
            if otherwise(quoted, utterance):
                yield _elsewhere(wording(quoted, utterance), uid, utterance.span)


def _may_be(key: Key, other: Reading) -> bool:
    """Say whether a key may have been made from a text.

    The index carries no checksum, for it can be made again: a damaged one must stop nobody.
    """
    if not 0 <= key.start < key.end <= len(other.text):
        return False
    if key.kind != QUANTITY:
        return key.kind == WORDING
    try:
        stretch = _stretch(key)
        _unit(key)
    except (ArithmeticError, ValueError, TypeError):  # a flipped bit makes bytes of words, too
        return False
    bounds = (stretch.low, stretch.high)
    return all(each.is_finite() and abs(each.adjusted()) < MOST_DIGITS for each in bounds) and (
        stretch.low <= stretch.high
    )


def _unit(key: Key) -> str:
    return key.key.partition("|")[0]


def _stretch(key: Key) -> Stretch:
    low, high = key.value.split()
    return Stretch(Decimal(low), Decimal(high))


def _near(known: Mapping[K, Sequence[V]], some: Iterable[K]) -> list[V]:
    """Collect what is known by any of some keys, in the order of the text, each once."""
    near = {each.span: each for key in some for each in known.get(key, ())[:MOST_COMPARED]}
    return [near[span] for span in sorted(near)][:MOST_COMPARED]


def _elsewhere(finding: Finding, uid: str, span: Span) -> Finding:
    return replace(finding, other=uid, other_span=span)


def _quantities(other: Reading, keys: Sequence[Key]) -> list[Quantity]:
    numbers = sorted({Span(key.start, key.end) for key in keys})
    told: dict[Span, Quantity] = {}
    for key in keys:
        span = Span(key.start, key.end)
        if span in told:
            continue
        counted = quantity(other, span, _stretch(key), _unit(key), numbers)
        if counted:
            told[span] = counted
    return list(told.values())


def _spoken(other: Reading, keys: Sequence[Key]) -> list[Said]:
    spans = {Span(key.start, key.end): key.value for key in keys}
    return [said_at(other, span, name) for span, name in sorted(spans.items())]
