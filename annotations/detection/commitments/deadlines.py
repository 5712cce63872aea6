"""When something is due: days and periods that lie ahead, read from the article's date.

"akhir tahun ini" and "by Friday" are places in a calendar only where the article's own date is
known; without it they keep their words and have no days. "sebelum Lebaran" is no date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from annotations.detection.commitments.calendar_terms import (
    Period,
    add_months,
    edge_of,
    month_of,
    unit_of,
)
from annotations.detection.commitments.shapes import shape_pattern, words_pattern
from annotations.detection.languages import NEVER, Language
from annotations.detection.reading import Reading
from annotations.facts import WrittenDate
from annotations.model import Span
from annotations.vocabulary import DatePrecision

FIRST_YEAR, LAST_YEAR = 1900, 2199
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FIGURES = re.compile(r"(?<![\w/.,-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}))?(?![\w/%]|[.,-]\d)")
_ISO = re.compile(r"(?<![\w/.,-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Due:
    """A date that lies ahead and where it stands. `firm` says that it is the last possible day."""

    span: Span
    date: WrittenDate
    firm: bool


def read_deadline(reading: Reading, span: Span) -> WrittenDate | None:
    """Read when something said in a span is due; None where the span names no day ahead."""
    found = find_deadline(reading, span)
    return found.date if found else None


def find_deadline(reading: Reading, span: Span) -> Due | None:
    """Find the date that a span sets: one after "by" before any other, then the first."""
    found = list(dates_ahead(reading, span))
    return next((due for due in found if due.firm), found[0] if found else None)


def dates_ahead(reading: Reading, span: Span) -> Iterator[Due]:
    """Find the dates of a span in order, none inside another, without those before the article.

    A day in brackets after a comma ("kata dia, Selasa (4/11/2025)") says when somebody spoke.
    """
    today = _day(reading.published)
    end = span.start
    for start, stop, period in sorted(_periods(reading, span, today), key=_first_longest):
        if start < end:
            continue
        end = stop
        if period is _NONE:
            continue
        if period is not None and today is not None and period.end < today:
            continue
        words = reading.text[start:stop]
        written = (
            WrittenDate(words)
            if period is None
            else WrittenDate(
                words, period.start.isoformat(), period.end.isoformat(), period.precision
            )
        )
        yield Due(Span(start, stop), written, _is_firm(reading, span, start))


def _first_longest(found: tuple[int, int, Period | None]) -> tuple[int, int]:
    return found[0], -found[1]


def _is_firm(reading: Reading, span: Span, start: int) -> bool:
    before = _words(reading.language).by_before
    return bool(before.search(reading.text, max(span.start, start - 30), start))


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


@dataclass(frozen=True, eq=False)
class _Words:
    """What one language calls days, compiled."""

    shapes: tuple[re.Pattern[str], ...]
    hint: re.Pattern[str]
    by_before: re.Pattern[str]
    month_first: bool
    months_have_capitals: bool
    """Without one, "may" and "march" are no months."""
    maps: dict[str, dict[str, int]]
    units: dict[str, str]
    edges: dict[str, str]
    next: frozenset[str]


@cache
def _words(known: Language) -> _Words:
    maps = {
        name: {_folded(word): number for word, number in known.table(f"dates.{name}").items()}
        for name in ("named", "weekdays", "months", "counts", "ordinals")
    }
    maps["parts"] = {
        _folded(word): int(months)
        for months, words in known.table("dates.parts").items()
        for word in words
    }
    units, edges = _named_lists(known, "units"), _named_lists(known, "edges")
    following = known.words("dates.next")
    ordinals = words_pattern(tuple(maps["ordinals"]))
    suffixes = known.any_of("dates.day_suffixes")
    slots = {
        "edge": _group("edge", edges),
        "unit": _group("unit", units),
        "rel": _group("rel", known.words("dates.this") + following),
        "count": rf"(?P<count>\d{{1,3}}|{words_pattern(tuple(maps['counts']))})(?!\w)",
        "day": rf"(?<![\w.,/])(?P<day>\d{{1,2}})(?:{suffixes})?(?!\w|[.,/]\d),?",
        "year": r"(?P<year>\d{4})(?![\w/]|[.,-]\d)",
        "month": _group("month", maps["months"]) + r"\.?,?",
        "weekday": _group("weekday", maps["weekdays"]) + ",?",
        "part": _group("part", maps["parts"]),
        "ordinal": rf"(?P<ordinal>[1-4]|I{{1,3}}|IV|{ordinals})(?!\w)",
        "named": _group("named", maps["named"]),
    }
    shapes = tuple(
        re.compile(shape_pattern(shape, known, "dates", slots, r"[\s-]+"), re.IGNORECASE)
        for shape in known.words("dates.shapes")
    )
    hints = [*units, *maps["named"], *maps["weekdays"], *maps["months"], *maps["parts"], *edges]
    by = words_pattern(known.words("dates.by"))
    at = words_pattern(known.words("dates.at"))
    return _Words(
        shapes,
        re.compile(rf"\d{{4}}|(?<!\w){words_pattern(tuple(hints))}(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w){by}(?:\s+{at}){{0,2}}\s*$", re.IGNORECASE),
        known.text("dates.order").startswith("m"),
        any(name[:1].isupper() for name in known.table("dates.months")),
        maps,
        units,
        edges,
        frozenset(map(_folded, following)),
    )


def _group(name: str, words: object) -> str:
    listed = tuple(words) if isinstance(words, (dict, tuple)) else ()
    return rf"(?<!\w)(?P<{name}>{words_pattern(listed) if listed else NEVER})(?!\w)"


def _named_lists(known: Language, name: str) -> dict[str, str]:
    table = known.table(f"dates.{name}")
    return {_folded(word): meant for meant, words in table.items() for word in words}


def _folded(word: str) -> str:
    return " ".join(word.replace("’", "'").casefold().split())


Found = tuple[int, int, Period | None]


def _periods(reading: Reading, span: Span, today: date | None) -> Iterator[Found]:
    words = _words(reading.language)
    yield from _figures(reading.text, span, words, today)
    if not words.hint.search(reading.text, span.start, span.end):
        return
    for shape in words.shapes:
        for match in shape.finditer(reading.text, span.start, span.end):
            start, end = _ends(match)
            if _said_then(reading.text, span, match) and not _is_firm(reading, span, start):
                continue
            yield start, end, _read(match, words, today)


def _ends(match: re.Match[str]) -> tuple[int, int]:
    """Leave "by" and "in" out: the words of a date are those that name it."""
    named = [match.span(name) for name, words in match.groupdict().items() if words]
    start = min(start for start, _ in named)
    if match.groupdict().get("count"):
        return match.start(), match.end()
    return start, max(end for _, end in named)


def _said_then(text: str, span: Span, match: re.Match[str]) -> bool:
    """Say whether a day stands as the day of speaking does: after a comma, or in brackets."""
    if not (match.groupdict().get("weekday") or match.groupdict().get("day")):
        return False
    if text[match.end() : match.end() + 2] in {"'s", "’s"}:  # "Tuesday's results"
        return True
    before = text[max(span.start, match.start() - 12) : match.start()].rstrip()
    return before.endswith((",", "(", '"', "”"))


_NONE = Period(date.min, date.min, DatePrecision.NONE)
"""What is read where the words name no possible day: 31 February."""


def _read(match: re.Match[str], words: _Words, today: date | None) -> Period | None:
    """Read what a shape matched; None where it hangs on the article's date and there is none."""
    got = {name: _folded(value) for name, value in match.groupdict().items() if value}
    if "month" in got and words.months_have_capitals and not match["month"][0].isupper():
        return _NONE
    period = _whole(got, words, today)
    if period is None or period is _NONE or "edge" not in got:
        return period
    return edge_of(words.edges[got["edge"]], period)


def _whole(got: dict[str, str], words: _Words, today: date | None) -> Period | None:
    """Read the period without its edge: "tahun ini" of "akhir tahun ini"."""
    if "part" in got:
        return _part(got, words, today)
    if "month" in got:
        return _month(got, words, today)
    if "year" in got:
        return _year(int(got["year"]))
    if today is None:
        return None
    if "named" in got:
        return Period.day(today + timedelta(words.maps["named"][got["named"]]))
    if "weekday" in got:
        return _weekday(got, words, today)
    unit = words.units[got["unit"]]
    if "count" in got:
        return _counted(got["count"], unit, words, today)
    return unit_of(unit, today, 1 if got.get("rel") in words.next else 0)


def _year(year: int) -> Period:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _NONE
    return Period(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)


def _month(got: dict[str, str], words: _Words, today: date | None) -> Period | None:
    month = words.maps["months"][got["month"]]
    day = int(got.get("day", 0))
    if "year" in got:
        return _possible(int(got["year"]), month, day)
    if today is None:
        return None
    period = _possible(today.year, month, day)
    if period is _NONE or period.end >= today:
        return period
    return _possible(today.year + 1, month, day)


def _possible(year: int, month: int, day: int) -> Period:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _NONE
    if not day:
        return month_of(date(year, month, 1))
    try:
        return Period.day(date(year, month, day))
    except ValueError:
        return _NONE


def _part(got: dict[str, str], words: _Words, today: date | None) -> Period | None:
    months = words.maps["parts"][got["part"]]
    number = _ROMAN.get(got["ordinal"]) or words.maps["ordinals"].get(got["ordinal"])
    number = int(got["ordinal"]) if number is None else number or 12 // months
    if number * months > 12:  # noqa: PLR2004 - months of a year
        return _NONE
    if "year" in got:
        year = int(got["year"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return _NONE
    elif today is None:
        return None
    else:
        year = today.year + (got.get("rel") in words.next)
    first = date(year, (number - 1) * months + 1, 1)
    period = Period(first, add_months(first, months) - timedelta(1), DatePrecision.MONTH)
    if today and period.end < today and not {"year", "rel"} & got.keys():
        return Period(
            period.start.replace(year=year + 1), period.end.replace(year=year + 1), period.precision
        )
    return period


def _weekday(got: dict[str, str], words: _Words, today: date) -> Period:
    weekday = words.maps["weekdays"][got["weekday"]] - 1
    if "unit" in got:
        weeks = 1 if got.get("rel") in words.next else 0
        monday = today - timedelta(today.weekday()) + timedelta(weeks=weeks)
        return Period.day(monday + timedelta(weekday))
    ahead = (weekday - today.weekday()) % 7
    if not ahead and got.get("rel") in words.next:
        ahead = 7
    return Period.day(today + timedelta(ahead))


def _counted(count: str, unit: str, words: _Words, today: date) -> Period:
    """From the article's day to the last day of a term: "dalam 30 hari"."""
    number = int(count) if count.isdecimal() else words.maps["counts"][count]
    match unit:
        case "day":
            end = today + timedelta(number)
        case "week":
            end = today + timedelta(weeks=number)
        case _:
            end = add_months(today, number * (12 if unit == "year" else 1))
    return Period(today, end, DatePrecision.DAY)


def _figures(text: str, span: Span, words: _Words, today: date | None) -> Iterator[Found]:
    """Read days written in figures alone, "31/3/2027", with no bracket around them."""
    for match in _ISO.finditer(text, span.start, span.end):
        if not 1 <= int(match[2]) <= 12:  # noqa: PLR2004 - months of a year
            continue
        period = _possible(int(match[1]), int(match[2]), int(match[3]))
        if period is not _NONE:
            yield match.start(), match.end(), period
    for match in _FIGURES.finditer(text, span.start, span.end):
        if _in_said_brackets(text, span, match.start()) or not (match[4] or match[2] == "/"):
            continue
        first, second = int(match[1]), int(match[3])
        day, month = (second, first) if words.month_first else (first, second)
        year = int(match[4]) if match[4] else today.year if today else 0
        if not (year and 1 <= month <= 12 and day and match[4]):  # noqa: PLR2004 - months
            continue
        period = _possible(year, month, day)
        if period is not _NONE:
            yield match.start(), match.end(), period


def _in_said_brackets(text: str, span: Span, start: int) -> bool:
    if text[max(0, start - 1) : start] != "(":
        return False
    before = text[max(span.start, start - 24) : start - 1].split()
    # "pada Senin (10/11/2025)" names a day, ", Senin (10/11/2025)" says when he spoke
    return len(before) < 2 or before[-2].endswith((",", '"', "”"))  # noqa: PLR2004 - two words
