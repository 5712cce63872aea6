"""Dates and times as people write them: 14 Oct 2026, 14 Okt 2026.

Order, marks and names of months come from the catalogue, so that each language has its own.
"""

from datetime import UTC, datetime
from functools import lru_cache

from annotations.facts import WrittenDate
from annotations.vocabulary import DatePrecision
from resources import Catalogue, marked

_SHORT = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)
_LONG = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)
_YEAR, _MONTH, _DAY = 4, 7, 10  # lengths of "2026", "2026-10", "2026-10-14"
_LENGTHS = {DatePrecision.YEAR: _YEAR, DatePrecision.MONTH: _MONTH, DatePrecision.DAY: _DAY}


@lru_cache(maxsize=2048)  # a library has few days and many highlights
def show_date(iso: str, words: Catalogue, *, long: bool = False) -> str:
    """Show an ISO 8601 date or time with as much as it holds; what is no date comes back as is.

    `long` spells the month and adds the time of day, where there is one. A time is shown as it
    was written, in no other zone; one in UTC says so.
    """
    try:
        moment = datetime.fromisoformat(_filled(iso))
    except ValueError:
        return iso
    if len(iso) == _YEAR:
        return iso
    month = words((_LONG if long else _SHORT)[moment.month - 1])
    if len(iso) == _MONTH:
        return words("{month} {year}", month=month, year=iso[:4])
    day = words("{day} {month} {year}", day=moment.day, month=month, year=iso[:4])
    if not long or len(iso) <= _DAY:
        return day
    return words("{date}, {time}", date=day, time=_time(moment, words))


def show_written(date: WrittenDate, words: Catalogue, *, long: bool = False) -> str:
    """Show a date as read with its own precision; one that nobody could read, as written.

    Days that are several ("within two weeks"), months and years too, go from the first to the last.
    """
    if not date.start:
        return date.words
    cut = _LENGTHS.get(date.precision)
    first = show_date(date.start[:cut], words, long=long)
    if cut is None or date.start[:cut] == (date.end or date.start)[:cut]:
        return first
    return words("{low} to {high}", low=first, high=show_date(date.end[:cut], words, long=long))


def show_moment(utc: str, words: Catalogue, *, long: bool = False) -> str:
    """Show a time that Kutip stored (UTC) on the clock of this computer, for the window only.

    Reports use `show_date`: a clock's zone would say where they were made.
    """
    try:
        moment = datetime.fromisoformat(utc)
    except ValueError:
        return utc
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    local = moment.astimezone().replace(tzinfo=None)
    return show_date(local.isoformat(timespec="minutes"), words, long=long)


def show_clock(utc: str, words: Catalogue) -> str:
    """Show the hour and minute of a stored time (UTC) on the clock of this computer."""
    return _time(datetime.fromisoformat(utc).astimezone().replace(tzinfo=None), words)


def _filled(iso: str) -> str:
    if len(iso) == _YEAR:
        return f"{iso}-01-01"
    return f"{iso}-01" if len(iso) == _MONTH else iso


def _time(moment: datetime, words: Catalogue) -> str:
    shown = words("{hour}:{minute}", hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")
    return f"{shown} UTC" if moment.tzinfo is UTC else shown
