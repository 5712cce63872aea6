"""Highlights over time: how many in each week, month or year, series by series."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_SERIES = 8
_MOST_WEEKS = 26
_MOST_MONTHS = 60


class TimelineBy(StrEnum):
    """What a series stands for."""

    TAG = "tag"
    SPEAKER = "speaker"
    OUTLET = "outlet"


class Bin(StrEnum):
    """How long one bin is."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Series:
    """One series: `value` as `Filter` has it ("" for none), its name, a count for each bin."""

    value: str
    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of the series."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Counts of highlights by when they were said, else published.

    `bins` are the first days of weeks (Mondays), months or years without a gap, ISO dates. `series`
    are the MOST_SERIES largest, `others` the rest added up. A highlight with two tags counts in
    both series and once in `dated`. `undated` have no date, `vague` one that does not say in
    which bin: neither is in any series.
    """

    by: TimelineBy
    unit: Bin = Bin.MONTH
    bins: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    others: tuple[int, ...] = ()
    dated: int = 0
    undated: int = 0
    vague: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """How many highlights have a value on a date: ISO dates from `start` to `end`."""

    start: str
    end: str
    value: str
    count: int


def timeline(
    by: TimelineBy,
    days: Mapping[tuple[str, str], int],
    counts: Iterable[Dated],
    names: Mapping[str, str],
) -> Timeline:
    """Sort counts into bins. `days` counts each highlight once, by (start, end) of its date."""
    spans = {key: _span(*key) for key in days}
    undated = sum(many for key, many in days.items() if spans[key] is None)
    known = {key: span for key, span in spans.items() if span is not None}
    if not known:
        return Timeline(by=by, undated=undated)
    unit = _unit(known.values())
    inside = {
        key: _begins(span[0], unit)
        for key, span in known.items()
        if _begins(span[0], unit) == _begins(span[1], unit)
    }
    vague = sum(many for key, many in days.items() if key in known and key not in inside)
    if not inside:
        return Timeline(by=by, unit=unit, undated=undated, vague=vague)
    bins = tuple(_bins(min(inside.values()), max(inside.values()), unit))
    place = {first: number for number, first in enumerate(bins)}
    found: dict[str, list[int]] = {}
    for each in counts:
        first = inside.get((each.start, each.end))
        if first is not None:
            row = found.setdefault(each.value, [0] * len(bins))
            row[place[first]] += each.count
    ranked = sorted(found.items(), key=lambda item: (-sum(item[1]), names.get(item[0], item[0])))
    shown = ranked if len(ranked) <= MOST_SERIES + 1 else ranked[:MOST_SERIES]
    rest = [counts for _, counts in ranked[len(shown) :]]
    return Timeline(
        by=by,
        unit=unit,
        bins=tuple(first.isoformat() for first in bins),
        series=tuple(
            Series(value, names.get(value, value), tuple(counts)) for value, counts in shown
        ),
        others=tuple(map(sum, zip(*rest, strict=True))) if rest else (),
        dated=sum(days[key] for key in inside),
        undated=undated,
        vague=vague,
    )


def _span(start: str, end: str) -> tuple[date, date] | None:
    """Read the days of a date, None where there is none that a calendar knows."""
    try:
        first = date.fromisoformat(start[:10])
        return first, max(first, date.fromisoformat(end[:10])) if end else first
    except ValueError:
        return None


def _unit(spans: Iterable[tuple[date, date]]) -> Bin:
    """Choose weeks, months or years by how far the dates lie apart."""
    some = list(spans)
    first, last = min(start for start, _ in some), max(end for _, end in some)
    if (last - first).days < 7 * _MOST_WEEKS and all(
        _begins(start, Bin.WEEK) == _begins(end, Bin.WEEK) for start, end in some
    ):
        return Bin.WEEK
    months = 12 * (last.year - first.year) + last.month - first.month
    return Bin.MONTH if months < _MOST_MONTHS else Bin.YEAR


def _begins(day: date, unit: Bin) -> date:
    """Give the first day of the bin that a day lies in."""
    if unit is Bin.WEEK:
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    return day.replace(day=1) if unit is Bin.MONTH else day.replace(month=1, day=1)


def _bins(first: date, last: date, unit: Bin) -> Iterator[date]:
    """List the first days of all bins from one to another."""
    while first < last:
        yield first
        if unit is Bin.WEEK:
            first += timedelta(days=7)
        elif unit is Bin.MONTH:
            first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        else:
            first = first.replace(year=first.year + 1)
    yield last
