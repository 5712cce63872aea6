"""Weekdays against their dates, and laws against the date of the article."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from annotations.checking.found import Finding, Mismatch
from annotations.detection.found import Suggestion
from annotations.detection.languages import Language, any_of
from annotations.detection.reading import Reading
from annotations.facts import LegalReference
from annotations.importing.dates import find_dates
from annotations.model import Span
from annotations.vocabulary import DatePrecision
from resources import marked

WEEKDAY = marked("{date} was no {weekday}")
WORKING_WEEKDAY = marked("{date} is a {right}")
LAW_DATE = marked("{law} is younger than this article")
WORKING_LAW = marked("published {published}, the law is of {year}")
WEEKDAYS = (
    marked("Monday"), marked("Tuesday"), marked("Wednesday"), marked("Thursday"),
    marked("Friday"), marked("Saturday"), marked("Sunday"),
)  # fmt: skip

_DATED = re.compile(r"\d{4}")
_LONGEST_NAME = 16
_YEAR = 4
_FIGURES = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1753, 2199
"""Before 1753 Britain counted by another calendar; a year beyond is a misread number."""


@cache
def _weekdays(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    numbers = {name.casefold(): day for day, name in enumerate(language.words("checks.weekdays"))}
    other = language.table("checks.other_weekdays")
    numbers |= {name.casefold(): int(day) for name, day in other.items()}
    name = rf"(?<!\w)({any_of(numbers)})\b"
    before = re.compile(rf"{name}\.?,?\s*\(?\s*$", re.IGNORECASE)
    return before, re.compile(name, re.IGNORECASE), numbers


def check_weekdays(reading: Reading) -> Iterator[Finding]:
    """Hold each "Kamis (25/7/2024)" against the calendar; dates without a year are left alone."""
    if not _DATED.search(reading.text):
        return
    before, within, numbers = _weekdays(reading.language)
    # English is also written where the day comes first: either way round will do.
    month_first = reading.language.text("dates.order").startswith("m")
    for paragraph in reading.paragraphs:
        words = reading.words(paragraph)
        for found in find_dates(words, reading.language.code):
            if found.date.precision not in {DatePrecision.DAY, DatePrecision.MINUTE}:
                continue
            # A weekday may be taken into the date's own words, or stand right before them.
            named = within.match(words, found.span.start, found.span.end) or before.search(
                words, max(found.span.start - _LONGEST_NAME, 0), found.span.start
            )
            if not named:
                continue
            day = date.fromisoformat(found.date.start[:10])
            said = numbers[named[1].casefold()]
            if day.weekday() == said or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
                continue
            if month_first and _turned(day, words[found.span.start : found.span.end]) == said:
                continue
            start = paragraph.start + named.start(1)
            yield Finding(
                kind=Mismatch.WEEKDAY,
                spans=(Span(start, paragraph.start + found.span.end),),
                message=WEEKDAY,
                working=WORKING_WEEKDAY,
                values={
                    "date": day,
                    "weekday": WEEKDAYS[said],
                    "right": WEEKDAYS[day.weekday()],
                },
            )


def _turned(day: date, words: str) -> int:
    """Give the weekday of "10/2/2026" with day and month the other way round; -1 if none."""
    if not _FIGURES.search(words):
        return -1
    try:
        return day.replace(month=day.day, day=day.month).weekday()
    except ValueError:
        return -1


def check_laws(reading: Reading, found: Sequence[Suggestion]) -> Iterator[Finding]:
    """Name laws of a year after the one that the article was published in, or of a later day."""
    if not reading.published[:_YEAR].isdecimal():
        return
    year, today = int(reading.published[:_YEAR]), _day(reading.published)
    told = set()
    for one in found:
        fact = one.fact
        if not isinstance(fact, LegalReference) or not fact.year.isdecimal():
            continue
        law = " ".join(part for part in (fact.instrument, fact.number, fact.year) if part)
        decided = _day(fact.decided.start)
        later = today is not None and decided is not None and decided > today
        if not (later or year < int(fact.year) <= _LAST_YEAR) or law in told:
            continue
        told.add(law)
        yield Finding(
            kind=Mismatch.LAW_DATE,
            spans=(one.span,),
            message=LAW_DATE,
            working=WORKING_LAW,
            values={
                "law": fact.citation or law,
                "published": today or reading.published,
                "year": decided if later else fact.year,
            },
        )


def _day(written: str) -> date | None:
    """Read the day of an ISO date, None where it names none."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
