"""A printed number as the stretch of values that it may stand for."""

import re
from dataclasses import dataclass
from decimal import Decimal

from annotations.detection.found import Suggestion
from annotations.facts import Statistic
from annotations.model import Span
from annotations.vocabulary import Qualifier

EXACT_BELOW = 1_000
"""Small counts are printed in full: 120 is not 115 to 125. 36 ribu is 35,500 to 36,500."""

_SHARES = frozenset(("percent", "percentage point"))
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_LOOSE = Decimal("0.1")
"""How far "sekitar" and "hampir" may be away: wide, as a check that cries wolf is switched off."""
_BELOW = {Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.LESS_THAN, Qualifier.AT_MOST}
_ABOVE = {Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.AT_LEAST}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Stretch") -> bool:
        """Whether one value could be meant by both."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: "Stretch") -> "Stretch":
        return Stretch(self.low + other.low, self.high + other.high)

    def __truediv__(self, other: "Stretch") -> "Stretch":
        """Divide; both hold numbers above nought only."""
        return Stretch(self.low / other.high, self.high / other.low)

    def times(self, factor: Decimal) -> "Stretch":
        """Multiply by a number above nought."""
        return Stretch(self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic of one value, where it stands, and what it may stand for."""

    span: Span
    fact: Statistic
    value: Decimal
    stretch: Stretch
    rule: str


def figure(found: Suggestion, text: str) -> Figure | None:
    """Take a statistic with one value; None for ranges, ratios and all else."""
    fact = found.fact
    if not isinstance(fact, Statistic) or fact.value is None or fact.value_max is not None:
        return None
    stretch = _printed(fact, text[found.start : found.end])
    return Figure(found.span, fact, fact.value, loosened(stretch, fact.qualifier), found.rule)


def _printed(fact: Statistic, words: str) -> Stretch:
    """Give what a number may stand for by the figures in print: 33 percent is 32.5 to 33.5.

    "Rp 100 miliar" has three figures, and is no less than 99.5; of "100,000" nobody knows.
    """
    value = fact.value or Decimal(0)
    if fact.unit in _SHARES:
        return _half_of(value, min(_exponent(value), 0))
    figures = _FIGURES.search(words)
    if figures is None or value <= 0:
        return rounded(value)
    printed = Decimal(figures[0].replace(".", "").replace(",", ""))
    times = value / printed if printed else Decimal(0)
    if times <= 1 or times != Decimal(1).scaleb(times.adjusted()):
        return rounded(value)
    return _half_of(value, times.adjusted())


def _half_of(value: Decimal, exponent: int) -> Stretch:
    half = Decimal(5).scaleb(exponent - 1)
    return Stretch(value - half, value + half)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def rounded(value: Decimal) -> Stretch:
    """Give what a printed number may have been rounded from: half of its last digit each way."""
    if value == 0:
        return Stretch(value, value)
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or (abs(value) < EXACT_BELOW and exponent >= 0):
        return Stretch(value, value)
    half = Decimal(5).scaleb(exponent - 1)
    return Stretch(value - half, value + half)


def loosened(stretch: Stretch, qualifier: Qualifier) -> Stretch:
    """Widen a stretch by what the word before the number allows."""
    low, high = stretch.low, stretch.high
    if qualifier in _BELOW:
        low -= abs(low) * _LOOSE
    if qualifier in _ABOVE:
        high += abs(high) * _LOOSE
    return Stretch(low, high)
