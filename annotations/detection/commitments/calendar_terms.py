"""Stretches of the calendar: days, weeks, months, years, and their beginnings and ends."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from annotations.vocabulary import DatePrecision

_FIRST_DAYS, _LAST_DAYS = 10, 21
"""The beginning of a month ends on the 10th, its end begins on the 21st."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and how much of a date was written."""

    start: date
    end: date
    precision: DatePrecision

    @staticmethod
    def day(day: date) -> "Period":
        """Make a period of one day."""
        return Period(day, day, DatePrecision.DAY)


def add_months(day: date, months: int) -> date:
    """Go on by months; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_of(day: date) -> Period:
    """Give the whole month that a day lies in."""
    last = monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last), DatePrecision.MONTH)


def unit_of(unit: str, today: date, ahead: int) -> Period:
    """Give the day, week, month or year that lies `ahead` of today's; 0 is this one."""
    match unit:
        case "day":
            return Period.day(today + timedelta(ahead))
        case "week":
            monday = today - timedelta(today.weekday()) + timedelta(weeks=ahead)
            return Period(monday, monday + timedelta(6), DatePrecision.DAY)
        case "month":
            return month_of(add_months(today.replace(day=1), ahead))
        case _:
            year = today.year + ahead
            return Period(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)


def edge_of(edge: str, period: Period) -> Period:
    """Narrow a period to its start, middle or end; a day is as narrow as it gets."""
    days = (period.end - period.start).days + 1
    if days > 300:  # noqa: PLR2004 - a year: its end is December
        months = {"start": (1, 1), "middle": (6, 7), "end": (12, 12)}[edge]
        first = month_of(period.start.replace(month=months[0], day=1))
        last = month_of(period.start.replace(month=months[1], day=1))
        return Period(first.start, last.end, DatePrecision.MONTH)
    if days > 31:  # noqa: PLR2004 - a quarter: its first, second or last month
        first_month = {"start": 0, "middle": 1, "end": days // 30 - 1}[edge]
        return month_of(add_months(period.start, first_month))
    if days > 7:  # noqa: PLR2004 - a month, by tens
        start = {"start": 1, "middle": _FIRST_DAYS + 1, "end": _LAST_DAYS}[edge]
        end = {"start": _FIRST_DAYS, "middle": _LAST_DAYS - 1, "end": period.end.day}[edge]
        return Period(
            period.start.replace(day=start), period.start.replace(day=end), DatePrecision.DAY
        )
    if days == 7:  # noqa: PLR2004 - a week: its end is Saturday and Sunday
        first_day, last_day = {"start": (0, 1), "middle": (2, 3), "end": (_SATURDAY, 6)}[edge]
        return Period(
            period.start + timedelta(first_day),
            period.start + timedelta(last_day),
            DatePrecision.DAY,
        )
    return period
