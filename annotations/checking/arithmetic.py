"""Numbers of one sentence that ought to agree: ratios, shares, totals, changes.

A check speaks up only where the sentence itself says how the numbers hang together, and where no
rounding of any of them makes them agree.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from annotations.checking.figures import Figure, Stretch, figure, rounded
from annotations.checking.found import Finding, Mismatch
from annotations.checking.quantities import of_a_whole
from annotations.detection.found import Suggestion
from annotations.detection.languages import Language, any_of
from annotations.detection.reading import Reading
from annotations.facts import Statistic
from annotations.model import Span
from annotations.vocabulary import StatisticKind
from resources import marked

PERCENT = "percent"
COUNTED = "statistic.count"
FEWEST_PARTS = 2
MOST_FIGURES = 60
"""Of one sentence; more is a table that lost its rows."""
_HUNDRED = Decimal(100)
_LOOSE_FRACTION = Decimal("0.1")
_NEAR = 40
"""Characters between a share and what it is a share of, in brackets or after "atau"."""

RATIO = marked("{a} to {b} is not {n}:{m}")
SHARE = marked("{part} of {whole} is not {share} percent")
FRACTION = marked("{part} is not {share} of {whole}")
TOTAL = marked("The parts do not add up to {total}")
CHANGED = marked("From {before} to {after} is not {change} percent")
WORKING_RATIO = marked("{greater} / {smaller} = {result}")
WORKING_SHARE = marked("{part} / {whole} = {result} percent")
WORKING_SUM = marked("{parts} = {result}, not {total}")
WORKING_CHANGE = marked("({after} \u2212 {before}) / {before} = {result} percent")


@dataclass(frozen=True, eq=False)
class _Words:
    of: re.Pattern[str]
    parts: re.Pattern[str]
    rises: re.Pattern[str]
    falls: re.Pattern[str]
    since: re.Pattern[str]
    to: re.Pattern[str]
    either: re.Pattern[str]


@cache
def _words(language: Language) -> _Words:
    def any_of_list(name: str) -> re.Pattern[str]:
        """Match any word of a list of the table [checks]."""
        return re.compile(rf"\b{language.any_of(f'checks.{name}')}\b", re.IGNORECASE)

    lists = ("parts", "rises", "falls", "since", "to", "or")
    return _Words(of_a_whole(language), *map(any_of_list, lists))


def check_arithmetic(reading: Reading, found: Sequence[Suggestion]) -> Iterator[Finding]:
    """Check the numbers of each sentence against each other; `found` is in reading order."""
    words = _words(reading.language)
    by_sentence: dict[Span, list[Suggestion]] = {}
    for one in found:
        if isinstance(one.fact, Statistic):
            by_sentence.setdefault(reading.sentence_at(one.start), []).append(one)
    for sentence, everything in by_sentence.items():
        statistics = everything[:MOST_FIGURES]
        figures = [known for one in statistics if (known := figure(one, reading.text))]
        for one in statistics:
            yield from _ratio(one, figures)
        yield from _shares(reading, words, figures)
        yield from _fractions(reading, figures)
        yield from _sums(reading, words, sentence, figures)
        yield from _changes(reading, words, figures)


def _ratio(one: Suggestion, figures: Sequence[Figure]) -> Iterator[Finding]:
    """Hold "1:1.800" against the two amounts before it in its sentence."""
    fact = one.fact
    if not isinstance(fact, Statistic) or not fact.numerator or not fact.denominator:
        return
    counts = [f for f in figures if f.fact.kind is StatisticKind.COUNT and f.value > 0]
    before = [f for f in counts if f.span.end <= one.start]
    pair = before[-2:] if len(before) >= 2 else counts  # noqa: PLR2004 - a ratio is of two
    if len(pair) != 2 or pair[0].fact.unit == pair[1].fact.unit:  # noqa: PLR2004
        return
    small, great = sorted(pair, key=lambda f: f.value)
    claimed = max(fact.numerator, fact.denominator) / min(fact.numerator, fact.denominator)
    if claimed <= 0 or (great.stretch / small.stretch).meets(rounded(claimed)):
        return
    yield Finding(
        kind=Mismatch.RATIO,
        spans=(one.span, *(f.span for f in pair)),
        message=RATIO,
        working=WORKING_RATIO,
        values={
            "a": pair[0].value, "b": pair[1].value,
            "n": fact.numerator, "m": fact.denominator,
            "greater": great.value, "smaller": small.value,
            "result": _short(great.value / small.value),
        },
    )  # fmt: skip


def _shares(reading: Reading, words: _Words, figures: Sequence[Figure]) -> Iterator[Finding]:
    """Hold "450 dari 1.200 responden (37,5 persen)" against itself."""
    for part, whole, share in _told_shares(reading.text, words, figures):
        if not 0 < part.value <= whole.value:
            continue
        true = (part.stretch / whole.stretch).times(_HUNDRED)
        if true.meets(share.stretch):
            continue
        yield Finding(
            kind=Mismatch.PERCENTAGE,
            spans=(share.span, part.span, whole.span),
            message=SHARE,
            working=WORKING_SHARE,
            values={
                "part": part.value, "whole": whole.value, "share": share.value,
                "result": _short(part.value / whole.value * _HUNDRED),
            },
        )  # fmt: skip


def _told_shares(
    text: str, words: _Words, figures: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Find part, whole and share that a sentence ties together."""
    for part, whole in itertools.pairwise(figures):
        between = text[part.span.end : whole.span.start]
        if PERCENT in {part.fact.unit, whole.fact.unit} or len(between) > _NEAR:
            continue
        if not words.of.search(text, part.span.end, whole.span.start):
            continue
        if share := _share_beside(text, part, whole, figures):
            yield part, whole, share
    # "Dari 500 responden, 200 orang atau 40 persen setuju."
    for whole, part, share in zip(figures, figures[1:], figures[2:], strict=False):
        if share.fact.unit != PERCENT or share.fact.kind is StatisticKind.CHANGE:
            continue
        if PERCENT in {part.fact.unit, whole.fact.unit}:
            continue
        lead = text[max(whole.span.start - _NEAR, 0) : whole.span.start]
        between = text[whole.span.end : part.span.start]
        told = text[part.span.end : share.span.start].strip()
        if not words.of.search(lead) or not between.startswith(","):
            continue
        if len(between) <= _NEAR and (told == "(" or words.either.fullmatch(told.strip(", "))):
            yield part, whole, share


def _share_beside(
    text: str, part: Figure, whole: Figure, figures: Sequence[Figure]
) -> Figure | None:
    """Find the percentage that is said of part and whole: "(37,5 persen)", "atau 37,5 persen"."""
    for one in figures:
        if one.fact.unit != PERCENT or one.fact.kind is StatisticKind.CHANGE:
            continue
        after = text[whole.span.end : one.span.start] if one.span.start >= whole.span.end else ""
        before = text[one.span.end : part.span.start] if one.span.end <= part.span.start else ""
        if one.span.start >= whole.span.end and len(after) <= _NEAR and "," not in after[1:]:
            return one
        if one.span.end <= part.span.start and len(before) <= 3 and "(" in before:  # noqa: PLR2004
            return one
    return None


def _fractions(reading: Reading, figures: Sequence[Figure]) -> Iterator[Finding]:
    """Hold "310 ribu jiwa, atau separuh dari 480 ribu penduduk" against itself."""
    fractions, pattern = _fraction_words(reading.language)
    for number, whole in enumerate(figures):
        near = [f for f in figures[:number] if whole.span.start - f.span.end <= 2 * _NEAR]
        parts = [f for f in near if f.fact.unit != PERCENT and 0 < f.value < whole.value]
        if not parts or whole.fact.unit == PERCENT:
            continue
        between = reading.text[near[-1].span.end : whole.span.start]
        found = pattern.fullmatch(between)
        if not found:
            continue
        share = fractions[" ".join(found[1].casefold().split())]
        # "Half" is said of 46 percent as well.
        claimed = Stretch(share * (1 - _LOOSE_FRACTION), share * (1 + _LOOSE_FRACTION))
        if any((part.stretch / whole.stretch).meets(claimed) for part in parts):
            continue
        # "310 ribu jiwa di 24 kelurahan, atau separuh": what comes nearest is meant.
        part = max(parts, key=lambda f: f.value)
        start = near[-1].span.end + found.start(1)
        yield Finding(
            kind=Mismatch.PERCENTAGE,
            spans=(Span(start, start + len(found[1])), part.span, whole.span),
            message=FRACTION,
            working=WORKING_SHARE,
            values={
                "part": part.value, "whole": whole.value, "share": found[1],
                "result": _short(part.value / whole.value * _HUNDRED),
            },
        )  # fmt: skip


@cache
def _fraction_words(language: Language) -> tuple[dict[str, Decimal], re.Pattern[str]]:
    """Read the words for fractions; the pattern is for what stands from the part to the whole."""
    table = language.table("checks.fractions")
    known = {str(word).casefold(): Decimal(str(share)) for word, share in table.items()}
    link, of = language.any_of("checks.or"), language.any_of("checks.of")
    pattern = rf"[^.;!?]*?(?:,|\b{link})\s*({any_of(known)})\s+{of}\s+(?:\w+\s+){{0,2}}"
    return known, re.compile(pattern, re.IGNORECASE)


def _sums(
    reading: Reading, words: _Words, sentence: Span, figures: Sequence[Figure]
) -> Iterator[Finding]:
    """Hold a total against what it is said to consist of, to the end of the sentence."""
    cue = words.parts.search(reading.text, sentence.start, sentence.end)
    if not cue:
        return
    totals = [f for f in figures if f.span.end <= cue.start() and f.fact.unit != PERCENT]
    parts = [f for f in figures if f.span.start >= cue.end() and f.fact.unit != PERCENT]
    if not totals or len(parts) < FEWEST_PARTS:
        return
    total = totals[-1]
    added = parts[0].stretch
    for one in parts[1:]:
        added = added + one.stretch
    if not _of_a_kind(total, parts):
        return
    if added.meets(total.stretch) or _nested(parts):
        return
    yield Finding(
        kind=Mismatch.SUM,
        spans=(total.span, *(f.span for f in parts)),
        message=TOTAL,
        working=WORKING_SUM,
        values={
            "parts": tuple(f.value for f in parts),
            "result": sum((f.value for f in parts), Decimal(0)),
            "total": total.value,
        },
    )


def _of_a_kind(total: Figure, parts: Sequence[Figure]) -> bool:
    """Say whether parts can be added: of one unit, or people and things that are counted.

    "120 orang, terdiri dari 70 pria dan 40 wanita"; but "3 bus, terdiri dari 40 siswa" is no sum.
    """
    if any(one.value <= 0 for one in parts):
        return False
    if all(one.fact.unit == parts[0].fact.unit for one in parts):
        return True
    added = sum((one.value for one in parts), Decimal(0))
    counted = all(one.rule == COUNTED for one in (total, *parts))
    return counted and total.value <= added * 2 and added <= total.value * 2


def _nested(parts: Sequence[Figure]) -> bool:
    """Say whether one part is itself the sum of others: "50, yakni 20 dan 30"."""
    greatest = max(f.value for f in parts)
    return greatest * 2 == sum(f.value for f in parts)


def _changes(reading: Reading, words: _Words, figures: Sequence[Figure]) -> Iterator[Finding]:
    """Hold "naik 5 persen dari 200 menjadi 230" against itself."""
    for change in figures:
        if change.fact.unit != PERCENT:
            continue
        lead = reading.text[max(change.span.start - _NEAR, 0) : change.span.start]
        rise, fall = words.rises.search(lead), words.falls.search(lead)
        if not rise and not fall:
            continue
        ends = _from_to(reading.text, words, change, figures)
        if ends is None:
            continue
        before, after = ends
        grown = bool(rise)
        true = _growth(before.stretch, after.stretch, grown=grown)
        if true.meets(change.stretch):
            continue
        exact = (after.value - before.value) / before.value * _HUNDRED
        yield Finding(
            kind=Mismatch.CHANGE,
            spans=(change.span, before.span, after.span),
            message=CHANGED,
            working=WORKING_CHANGE,
            values={
                "before": before.value, "after": after.value,
                "change": change.value if grown else -change.value, "result": _short(exact),
            },
        )  # fmt: skip


def _from_to(
    text: str, words: _Words, change: Figure, figures: Sequence[Figure]
) -> tuple[Figure, Figure] | None:
    """Find "dari A menjadi B" beside a change: two amounts of one unit with those words before."""
    for before, after in itertools.pairwise(figures):
        if PERCENT in {before.fact.unit, after.fact.unit} or before.value <= 0:
            continue
        if before.fact.unit and after.fact.unit and before.fact.unit != after.fact.unit:
            continue
        lead = text[max(before.span.start - 25, 0) : before.span.start]
        between = text[before.span.end : after.span.start]
        if not words.since.search(lead) or not words.to.search(between) or len(between) > 3 * _NEAR:
            continue
        if (
            abs(before.span.start - change.span.end) <= 3 * _NEAR
            or after.span.end <= change.span.start
        ):
            return before, after
    return None


def _growth(before: Stretch, after: Stretch, *, grown: bool) -> Stretch:
    """Give the change in percent, of the sign that the sentence gives it."""
    low = (after.low - before.high) / before.high * _HUNDRED
    high = (after.high - before.low) / before.low * _HUNDRED
    return Stretch(low, high) if grown else Stretch(-high, -low)


def _short(value: Decimal) -> Decimal:
    """Cut a result to as many digits as one reads: whole from 100 on, else two decimals."""
    return round(value, 0 if abs(value) >= _HUNDRED else 2).normalize() + 0
