"""Values of cells: numbers and dates as what they are, text as text, nothing cut unsaid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from annotations.facts import WrittenDate
from annotations.invisible import visible
from annotations.vocabulary import DatePrecision

LONGEST = 32_767
"""UTF-16 units that a cell holds at most."""

_SURELY_SHORT = LONGEST // 2
_DIGITS = 15  # that a spreadsheet's numbers hold
_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's dates have no zone
_FIRST_YEAR = 1901  # spreadsheets do not agree on days before March 1900
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


class Shape(StrEnum):
    """How a date is shown: with as much as was written of it."""

    MINUTE = "yyyy-mm-dd hh:mm"
    SECOND = "yyyy-mm-dd hh:mm:ss"
    DAY = "yyyy-mm-dd"
    MONTH = "yyyy-mm"
    YEAR = "yyyy"


@dataclass(frozen=True, slots=True)
class Day:
    """A date as a spreadsheet counts it, and how it is shown."""

    serial: float
    shape: Shape


Cell = str | int | float | bool | Day
"""The value of a cell; "" leaves it empty."""

_SHAPES = {
    DatePrecision.YEAR: Shape.YEAR,
    DatePrecision.MONTH: Shape.MONTH,
    DatePrecision.DAY: Shape.DAY,
    DatePrecision.MINUTE: Shape.MINUTE,
}


def day(date: WrittenDate) -> Cell:
    """Make a date of a written one; one that nobody could read stays as written."""
    if not date.start:
        return date.words
    return _moment(date.start, _SHAPES.get(date.precision))


def moment(iso: str) -> Cell:
    """Make a date of an ISO 8601 time; what is none, or in a zone of its own, stays text."""
    return _moment(iso, None) if iso else ""


@lru_cache(maxsize=4096)
def _moment(iso: str, shape: Shape | None) -> Cell:
    try:
        found = datetime.fromisoformat(iso.removesuffix("Z"))
    except ValueError:
        return iso
    if found.tzinfo is not None or found.year < _FIRST_YEAR:
        return iso
    passed = found - _ZERO
    serial = passed.days + (passed.seconds + passed.microseconds / 1e6) / 86_400
    if shape is None:
        whole = len(iso) <= len("2026-10-14")
        shape = Shape.DAY if whole else Shape.SECOND if iso.endswith("Z") else Shape.MINUTE
    return Day(serial, shape)


def number(value: Decimal | None) -> Cell:
    """Make a number, but for one of more digits than a spreadsheet holds, which stays text."""
    if value is None:
        return ""
    if not value.is_finite() or abs(value.adjusted()) > _DIGITS:
        return str(value)
    if len(value.normalize().as_tuple().digits) > _DIGITS:
        return f"{value:f}"
    whole = value.to_integral_value()
    return int(whole) if whole == value else float(value)


@dataclass(slots=True)
class Told:
    """What a reader must be told of the cells: how many were cut, how many hold signs for controls.

    `rows` counts those that found no place in their sheet.
    """

    cut: int = 0
    controls: int = 0
    rows: int = 0
    sheets: set[str] = field(default_factory=set)


class Fitting:
    """Makes text fit its cells: controls visible, what is too long cut with a mark."""

    def __init__(self, mark: str) -> None:
        self.told = Told()
        self._mark = mark

    def texts(self, texts: Sequence[str]) -> Sequence[str]:
        """Fit the texts of a row."""
        joined = "".join(texts)
        if len(joined) <= _SURELY_SHORT and (joined.isprintable() or not _CONTROL.search(joined)):
            return texts  # nearly always
        return [self.text(text) for text in texts]

    def text(self, text: str) -> str:
        """Fit one text."""
        if _CONTROL.search(text):
            self.told.controls += 1
            text = shown(text)
        if len(text) > _SURELY_SHORT and _units(text) > LONGEST:
            self.told.cut += 1
            return parts(text, LONGEST - _units(self._mark))[0] + self._mark
        return text

    def row(self, cells: Sequence[Cell]) -> list[Cell]:
        """Fit a row of cells of any kind."""
        return [self.text(cell) if isinstance(cell, str) else cell for cell in cells]


def shown(text: str) -> str:
    """Show characters that no workbook can hold by their codes: <U+0007>."""
    return _CONTROL.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    control = visible(found[0])
    return control if control != found[0] else f"<U+{ord(found[0]):04X}>"


def parts(text: str, longest: int = LONGEST) -> list[str]:
    """Cut a text into pieces that each fit a cell; put together they are the text."""
    if len(text) <= longest // 2 or _units(text) <= longest:
        return [text]
    found: list[str] = []
    start = 0
    while start < len(text):
        piece = text[start : start + longest]
        while _units(piece) > longest:  # each character beyond the 16 bits counts twice
            piece = piece[: len(piece) - (_units(piece) - longest + 1) // 2]
        found.append(piece)
        start += len(piece)
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
