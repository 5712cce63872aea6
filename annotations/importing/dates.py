"""Dates as Indonesian and English articles write them, and those of the user's own languages.

A date is claimed only when it exists: 31 February is none. "05/07/2024" is 5 July in Indonesian
and 7 May in English; where the language is unknown it is claimed only if one reading exists.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from annotations.facts import WrittenDate
from annotations.importing.spoken import Spoken, own
from annotations.model import Span
from annotations.vocabulary import DatePrecision

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january januari jan",
            "february februari pebruari feb peb",
            "march maret mar",
            "april apr",
            "may mei",
            "june juni jun",
            "july juli jul",
            "august agustus aug agu ags agt agust",
            "september sept sep",
            "october oktober oct okt",
            "november nopember nov nop",
            "december desember dec des",
        ),
        start=1,
    )
    for word in words.split()
}
DAYS = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat "
    "sunday sun senin sen selasa sel rabu rab kamis kam jumat jum'at jum sabtu sab minggu min ahad"
)
ZONES = {"wib": "+07:00", "wita": "+08:00", "wit": "+09:00", "utc": "Z", "gmt": "Z"}
"""Zones that mean one thing; EST, CST and IST do not."""

FIRST_YEAR, LAST_YEAR = 1600, 2199

ORDERS = {"id": "dmy", "en": "mdy"}
_YEAR = r"(?P<year>\d{4})(?![\d/]|[-.,]\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ZONE = r"(?:\s*(?P<zone>WIB|WITA|WIT|UTC|GMT)\b)?"
_CLOCK = rf"""
    (?P<clock>
        (?:\s*[,|·•–—-]+\s*|\s+) (?P<at>(?:pukul|jam|at)\s+)?
        (?P<hour>\d{{1,2}}) (?P<colon>[:.]) (?P<minute>\d{{2}}) (?:[:.]\d{{2}})? (?![\d%])
        (?:\s*(?P<half>[ap])\.?m\b\.?)? {_ZONE}
    )?"""
YEAR = re.compile(r"(?<!\d)(?:1[6-9]|2[01])\d\d(?!\d)")
"""Every date has one, of FIRST_YEAR to LAST_YEAR; all else stands near it."""
BEFORE_YEAR, AFTER_YEAR = 80, 120
"""Characters."""
AFTER_BARE_CLOCK = re.compile(r"\s*(?:$|[\n|·•)\]])")
"""What may follow "09.20" where no word says that it is a time and no amount."""


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The names of months and their order in figures, ours and the user's, and all patterns."""

    months: Mapping[str, int]
    small_months: frozenset[str]
    orders: Mapping[str, str]
    patterns: tuple[re.Pattern[str], ...]


@cache
def _calendar(more: Spoken) -> _Calendar:
    months = MONTHS | dict(more.months)
    days = _any_of({*DAYS.split(), *more.weekdays})
    month = rf"(?P<month>{_any_of(months)})\b\.?"
    weekday = rf"(?:{days}\b\.?,?\s*)?"
    patterns = (
        rf"""(?<![\w/.-]) (?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}}) (?![\d-])
        (?P<clock>[T ](?P<hour>\d{{2}}):(?P<minute>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?
        (?P<offset>Z|[+-]\d{{2}}:?\d{{2}})? {_ZONE})?""",
        rf"(?<![\w/.]) {weekday} {_DAY}\s+(?:of\s+)?{month},?\s+{_YEAR} {_CLOCK}",
        rf"(?<![\w/.]) {weekday} {month}\s+{_DAY},?\s+{_YEAR} {_CLOCK}",
        rf"""(?<![\w/.-]) {weekday} \(? (?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})
        (?P=mark){_YEAR} \)? {_CLOCK}""",
        rf"(?<![\w/.-]) {month}\s+{_YEAR}",
    )
    return _Calendar(
        months,
        more.small_months,
        ORDERS | dict(more.orders),
        tuple(re.compile(pattern, re.IGNORECASE | re.VERBOSE) for pattern in patterns),
    )


def _any_of(words: Collection[str]) -> str:
    """Match any of the words, the longest first; blanks and "#" would mean nothing unescaped."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands."""

    span: Span
    date: WrittenDate


def read_date(text: str, language: str = "") -> WrittenDate:
    """Read the first date of a text; an empty one if there is none."""
    return next((found.date for found in find_dates(text, language)), WrittenDate())


def find_dates(text: str, language: str = "") -> Iterator[FoundDate]:
    """Find every date of a text, in order, none inside another; `language` may be ""."""
    near = _near_years(text)
    if not near:  # most lines; the patterns are slow
        return
    calendar = _calendar(own())
    matches = sorted(
        (
            match
            for start, end in near
            for pattern in calendar.patterns
            for match in pattern.finditer(text, start, end)
        ),
        key=lambda match: (match.start(), -match.end()),
    )
    end = 0
    for match in matches:
        if match.start() < end:
            continue
        found = _read(match, language, calendar)
        if found:
            end = found.span.end
            yield found


def _near_years(text: str) -> list[tuple[int, int]]:
    """List the stretches of a text that may hold dates, in order and apart."""
    found: list[tuple[int, int]] = []
    for year in YEAR.finditer(text):
        start, end = max(0, year.start() - BEFORE_YEAR), year.end() + AFTER_YEAR
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def _read(match: re.Match[str], language: str, calendar: _Calendar) -> FoundDate | None:
    parts = match.groupdict()
    day = _day_of(parts, language, calendar)
    if day is None:
        return None
    if "day" not in parts and "first" not in parts:
        return _month(match, day, calendar)
    clock = _clock_of(parts)
    end = match.end()
    if clock and parts.get("colon") == "." and not (parts["at"] or parts["half"] or parts["zone"]):
        clock = clock if AFTER_BARE_CLOCK.match(match.string, end) else ""
    if parts["clock"] and not clock:
        end = match.start("clock")
    span = _without_brackets(match.string, match.start(), end)
    iso = day.isoformat() + clock
    precision = DatePrecision.MINUTE if clock else DatePrecision.DAY
    words = match.string[span.start : span.end]
    return FoundDate(span, WrittenDate(words, iso, iso, precision))


def _month(match: re.Match[str], first: date, calendar: _Calendar) -> FoundDate | None:
    words = match[0]
    small = match["month"].lower() in calendar.small_months
    if not (small or words[0].isupper()):  # "may 2024" is a verb and a number as often as a month
        return None
    if match.string[: match.start()].rstrip()[-1:].isdigit():  # what is left of 31 February
        return None
    last = first.replace(day=monthrange(first.year, first.month)[1])
    written = WrittenDate(words, first.isoformat(), last.isoformat(), DatePrecision.MONTH)
    return FoundDate(Span(match.start(), match.end()), written)


def _day_of(parts: dict[str, str | None], language: str, calendar: _Calendar) -> date | None:
    year = int(parts["year"] or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        return _day_of_numbers(first, second, year, calendar.orders.get(language, ""))
    month = (parts["month"] or "").lower()
    return _date(year, calendar.months.get(month) or int(month), int(parts.get("day") or 1))


def _day_of_numbers(first: int, second: int, year: int, order: str) -> date | None:
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    return {"dmy": day_first, "mdy": month_first}.get(order)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_of(parts: dict[str, str | None]) -> str:
    """Write the time of day as ISO 8601 with the zone that was written; "" if there is none."""
    if not parts["clock"]:
        return ""
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - hours of a clock face
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - hours and minutes of a day
        return ""
    zone = ZONES.get((parts["zone"] or "").lower(), "") or parts.get("offset") or ""
    return f"T{hour:02}:{minute:02}{zone}"


def _without_brackets(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    if words.startswith("("):
        start += 1
    if words.endswith(")") and "(" not in text[start:end]:
        end -= 1
    return Span(start, end)
