"""Numbers that state how many, how much, what share, what rate or what ratio."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annotations.detection.found import Kind, Rule, Suggestion
from annotations.detection.reading import Reading
from annotations.detection.statistics.marks import counting
from annotations.detection.statistics.numbers import Number, find_numbers
from annotations.detection.statistics.stating import Stating, is_year
from annotations.detection.statistics.surroundings import Surroundings
from annotations.detection.statistics.units import Measure, Measured, measured
from annotations.facts import Source, Statistic
from annotations.vocabulary import StatisticKind
from resources import marked


def _rule(what: str, label: str, example: str) -> Rule:
    return Rule(name=f"statistic.{what}", kind=Kind.STATISTIC, label=label, example=example)


MONEY = _rule("money", marked("Amounts of money"), marked("$4.2 million"))
SHARE = _rule("share", marked("Percentages and percentage points"), marked("12.5 percent"))
RATIO = _rule("ratio", marked("Ratios"), marked("1:1,200, one in five"))
MEASURE = _rule("measure", marked("Measures: weights, lengths, areas"), marked("45 hectares"))
DURATION = _rule(
    "duration", marked("Terms, limits and penalties in time"), marked("jailed for 6 years")
)
COUNT = _rule("count", marked("Counted people and things"), marked("312 residents"))
NUMBER = _rule("number", marked("Numbers without a unit or a noun"), marked("as many as 1,420"))

RULES: tuple[Rule, ...] = (MONEY, SHARE, RATIO, MEASURE, DURATION, COUNT, NUMBER)

_RULE_OF = {
    Measure.MONEY: MONEY,
    Measure.PERCENT: SHARE,
    Measure.POINT: SHARE,
    Measure.MEASURE: MEASURE,
    Measure.DURATION: DURATION,
    Measure.NOUN: COUNT,
}
HIGHEST_SHARE = 1_000
"""Percent; a greater number before "atau 5 persen" is no share itself."""
_TIED = 4
"""Characters between "410 dari" and the number that it is a part of."""


def find(reading: Reading, found: Sequence[Suggestion]) -> Iterable[Suggestion]:
    """Find statistics, none inside a law that was found before."""
    laws = sorted((one.start, one.end) for one in found if one.kind is Kind.LEGAL)
    stating, around = Stating(reading), Surroundings(reading)
    for number, measure in _stated(reading, stating, laws):
        yield _suggestion(reading, number, measure, around)


def _stated(
    reading: Reading, stating: Stating, laws: Sequence[tuple[int, int]]
) -> Iterator[tuple[Number, Measured]]:
    """Yield numbers that state something; one read last to first borrows the next one's unit."""
    starts = [start for start, _ in laws]
    numbers, language = find_numbers(reading), counting(reading.language)
    stated: list[tuple[Number, Measured]] = []
    following: tuple[Number, Measured] | None = None
    for number in reversed(numbers):
        reading.pause()
        at = bisect_left(starts, number.end) - 1
        if at >= 0 and laws[at][1] > number.start:
            following = None
            continue
        measure = measured(reading.text, number, language)
        borrowed = _borrowed(number, measure, stating, following)
        if borrowed and stating.states(number, replace(borrowed, end=number.end)):
            measure, states = borrowed, True
        else:
            states = stating.states(number, measure)
        following = (number, measure) if states else None
        if states:
            stated.append((number, measure))
    end = 0
    for number, measure in reversed(stated):
        if measure.start >= end:  # not the 100.000 of "per 100.000 penduduk"
            end = measure.end
            yield number, measure


def _borrowed(
    number: Number,
    measure: Measured,
    stating: Stating,
    following: tuple[Number, Measured] | None,
) -> Measured | None:
    """Give "410" of "410 dari 5.000 hektare" the unit of what follows."""
    if following is None or measure.what not in (Measure.NOTHING, Measure.HEAD) or number.is_ratio:
        return None
    if is_year(number):
        return None
    then = stating.then(number)
    if not then or not then <= following[1].start <= then + _TIED:
        return None
    other = following[1]
    if other.what in (Measure.NOTHING, Measure.HEAD):
        return None
    if other.what in (Measure.PERCENT, Measure.POINT) and (number.value or 0) > HIGHEST_SHARE:
        return None
    if other.what is Measure.MONEY and other.unit_start < following[0].start:
        return None
    return replace(other, start=number.start, end=number.end, per=False)


def _suggestion(
    reading: Reading, number: Number, measure: Measured, around: Surroundings
) -> Suggestion:
    rule = RATIO if number.is_ratio else _RULE_OF.get(measure.what, NUMBER)
    words = around.of(number, measure)
    sources = [Source("value", number.start, number.end, rule.name)]
    if number.is_range:
        sources.append(Source("value_max", number.start, number.end, rule.name))
    if number.is_ratio:
        sources = [
            Source(field, number.start, number.end, rule.name)
            for field in ("numerator", "denominator")
        ]
    if measure.unit:
        sources.append(Source("unit", measure.unit_start, measure.unit_end, rule.name))
    sources += [Source(f, span.start, span.end, rule.name) for f, span in words.spans]
    fact = Statistic(
        value=number.value,
        value_max=number.value_max,
        numerator=number.numerator,
        denominator=number.denominator,
        unit=measure.unit,
        qualifier=words.qualifier,
        kind=_kind(number, measure, changes=words.changes),
        sources=tuple(sources),
        **{
            field: reading.words(span)
            for field, span in words.spans
            if field in ("base", "population", "period", "source")
        },
    )
    return Suggestion(
        kind=Kind.STATISTIC, start=measure.start, end=measure.end, rule=rule.name, fact=fact
    )


def _kind(number: Number, measure: Measured, *, changes: bool) -> StatisticKind:
    if number.is_ratio:
        return StatisticKind.RATIO
    if changes:
        return StatisticKind.CHANGE
    if measure.what is Measure.MONEY:
        return StatisticKind.MONEY
    if measure.per:
        return StatisticKind.RATE
    if measure.what in (Measure.PERCENT, Measure.POINT):
        return StatisticKind.SHARE
    return StatisticKind.COUNT
