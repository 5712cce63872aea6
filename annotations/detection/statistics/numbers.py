"""Every number of an article, in figures or in words, with what it comes to.

The decimal and thousands marks are those of the article's language; a number whose grouping can
only be the other language's ("1.5", "1,234,567") is read as that. What a number counts, and whether
it states anything, is for those who ask (`statistics`, `commitments`).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from annotations.detection.reading import Reading
from annotations.detection.statistics.marks import Marks, counting, figures
from annotations.detection.statistics.marks import marks as marks_of
from annotations.detection.statistics.words import find_spelled, spelled

ONE = Decimal(1)
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
TEN, HUNDRED = Decimal(10), Decimal(100)
LARGEST = TEN * HUNDRED
_ROUND = (TEN, HUNDRED, LARGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at code points [start, end): its sign, figures or words, and magnitude.

    Neither currency nor unit is in the span. A range has `value` and `value_max`, a ratio
    `numerator` and `denominator` and no value. `figures` are the first figures as written, ""
    where the number is in words. `magnitude` is 1000 for "24 ribu", 1 where there is none.
    """

    start: int
    end: int
    value: Decimal | None = None
    value_max: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    magnitude: Decimal = ONE
    figures: str = ""

    @property
    def in_words(self) -> bool:
        """No figure stands in it."""
        return not self.figures

    @property
    def is_range(self) -> bool:
        """It has a lower and an upper value."""
        return self.value_max is not None

    @property
    def is_ratio(self) -> bool:
        """It is one number to another."""
        return self.denominator is not None


def _tidy(value: Decimal) -> Decimal:
    """Write 1.2 × 10¹² without its zero behind the point."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


@lru_cache(maxsize=4)
def find_numbers(reading: Reading) -> tuple[Number, ...]:
    """Find every number, in order, none inside another; kept for the next who asks."""
    marks, text = marks_of(counting(reading.language)), reading.text
    found: list[Number] = []
    end = 0
    for match in marks.figure.finditer(text):
        reading.pause()
        if match.start(1) >= end and (number := _read(match, marks)):
            found.append(number)
            end = number.end
    starts = [number.start for number in found]
    words: list[Number] = []
    end = 0
    for match in find_spelled(text, marks.spelling):
        reading.pause()
        at = bisect_right(starts, match.start()) - 1
        if match.start() < end or (at >= 0 and found[at].end > match.start()):
            continue
        number = _in_words(match, marks)
        if number and not (at + 1 < len(found) and found[at + 1].start < number.start):
            words.append(number)
            end = number.end
            if at + 1 < len(found) and starts[at + 1] < end:  # "eight out of 10"
                del found[at + 1], starts[at + 1]
    return tuple(sorted([*found, *words], key=lambda number: number.start))


def _read(match: re.Match[str], marks: Marks) -> Number | None:
    text, start, end = match.string, match.start(1), match.end()
    raw = match[1]
    if found := marks.ratios.colon.match(text, end) or _out_of(text, end, raw, marks):
        return _ratio(match, found, marks)
    magnitude, after = _magnitude(text, start, end, marks)
    low_magnitude = magnitude
    high_raw = ""
    fine = magnitude > ONE or bool(marks.percent.match(text, after))
    if found := _upper(text, start, after, marks, joined=magnitude > ONE):
        high_raw, until = found[1], found.end()
        magnitude, until = _magnitude(text, start, until, marks)
        fine = fine or magnitude > ONE or bool(marks.percent.match(text, until))
        after = until
    value = figures(raw, marks.decimal, fine=fine)
    if value is None:
        return None
    rest, after = _rest(text, after, magnitude, marks) if not high_raw else (Decimal(0), after)
    value += _HALVES.get(match[2] or "", Decimal(0))
    top = figures(high_raw, marks.decimal, fine=fine) if high_raw else None
    if low_magnitude == ONE and (top is None or value < top or magnitude == ONE):
        low_magnitude = magnitude
    sign = _sign(text, start, marks)
    value = (value * low_magnitude + rest) * (-1 if sign and top is None else 1)
    return Number(
        start=sign.start() if sign and top is None else start,
        end=after,
        value=_tidy(value),
        value_max=_tidy(top * magnitude) if top is not None else None,
        magnitude=magnitude,
        figures=raw,
    )


def _sign(text: str, start: int, marks: Marks) -> re.Match[str] | None:
    """Match a minus before a number, that is not half of "plus or minus"."""
    sign = marks.minus.search(text, max(0, start - 12), start)
    either = sign and marks.plus_minus.search(text, max(0, sign.start() - 12), sign.start())
    return None if either else sign


def _upper(text: str, start: int, end: int, marks: Marks, *, joined: bool) -> re.Match[str] | None:
    """Match the upper end of a range; `joined` says that the lower one has its own magnitude.

    "1 juta hingga 2 juta" and "from 5 to 10 percent" are two numbers each.
    """
    if found := marks.ranges.hyphen.match(text, end):
        return found if joined or _ascend(text[start:end], found[1], marks) else None
    if joined or marks.ranges.since.search(text, max(0, start - 12), start):
        return None
    if found := marks.ranges.to.match(text, end):
        return found if _ascend(text[start:end], found[1], marks) else None
    if marks.ranges.between.search(text, max(0, start - 16), start):
        return marks.ranges.between_and.match(text, end)
    return None


def _ascend(low: str, high: str, marks: Marks) -> bool:
    """Say whether two figures go up: "21-18" is no range."""
    first = figures(low.rstrip("½¼¾"), marks.decimal)
    last = figures(high, marks.decimal)
    return first is not None and last is not None and first < last


def _magnitude(text: str, start: int, end: int, marks: Marks) -> tuple[Decimal, int]:
    """Read the magnitude after figures that end at `end`, and say where it ends."""
    if found := marks.magnitudes.pattern.match(text, end):
        product = ONE
        for word in re.findall(r"[^\W\d_]+", found[0].lower()):
            product *= max(ONE, _stem(word, marks.magnitudes.words))
        return product, found.end()
    letter = marks.magnitudes.letter.match(text, end)
    if letter and marks.money.search(text, max(0, start - 8), start):
        return marks.magnitudes.letters[letter[2]], letter.end()
    if letter and not letter[1] and letter[2] in marks.magnitudes.glued:
        follows = marks.magnitudes.counted.match(text, letter.end())
        distance = marks.magnitudes.not_glued.match(text, letter.end())
        if not distance and (follows or not text[start:end].isdigit()):
            return marks.magnitudes.letters[letter[2]], letter.end()
    return ONE, end


def _rest(text: str, end: int, magnitude: Decimal, marks: Marks) -> tuple[Decimal, int]:
    """Add "500 ribu" to the "2 juta" before it."""
    more = marks.magnitudes.more.match(text, end) if magnitude > ONE else None
    if more is None:
        return Decimal(0), end
    smaller, until = _magnitude(text, more.start(1), more.end(), marks)
    value = figures(more[1], marks.decimal, fine=True)
    if value is None or not ONE < smaller < magnitude or value * smaller >= magnitude:
        return Decimal(0), end
    return value * smaller, until


def _stem(word: str, magnitudes: Mapping[str, Decimal]) -> Decimal:
    """Read "triliunan" as "triliun"."""
    while word not in magnitudes and word:
        word = word[:-1]
    return magnitudes.get(word, ONE)


def _out_of(text: str, end: int, raw: str, marks: Marks) -> re.Match[str] | None:
    found = marks.ratios.out_of.match(text, end) if raw.isdigit() else None
    if found is None:
        return None
    under = _under(found, marks)
    if under is not None and Decimal(raw) < under <= LARGEST and marks.ratios.of.search(found[0]):
        return found
    return found if _is_share(Decimal(raw), found, marks) else None


def _under(found: re.Match[str], marks: Marks) -> Decimal | None:
    if found["figures"]:
        return figures(found["figures"], marks.decimal)
    return marks.spelling.ones[found["word"].lower()]


def _is_ratio(over: Decimal, found: re.Match[str], marks: Marks) -> bool:
    """Say whether a number in words and what follows are one: "eight of 10", "one in five"."""
    of_figures = found["figures"] and marks.ratios.of.search(found[0]) and over <= TEN
    return bool(of_figures) or _is_share(over, found, marks)


def _is_share(over: Decimal, found: re.Match[str], marks: Marks) -> bool:
    """Say whether "X of Y" is a ratio: of ten or a hundred, "one in five", or of all such people.

    "410 dari 5.000 hektare" are two numbers of hectares, "satu dari dua tersangka" is one suspect.
    """
    under = _under(found, marks)
    if under is None or not over < under <= LARGEST:
        return False
    if marks.ratios.in_every.search(found[0]):
        return True
    return under in _ROUND or bool(marks.ratios.everybody.match(found.string, found.end()))


def _ratio(match: re.Match[str], found: re.Match[str], marks: Marks) -> Number | None:
    over = figures(match[1], marks.decimal)
    under = _under(found, marks)
    if over is None or under is None:
        return None
    magnitude, end = _magnitude(match.string, match.start(1), found.end(), marks)
    return Number(
        start=match.start(1),
        end=end,
        numerator=over,
        denominator=under * magnitude,
        magnitude=magnitude,
        figures=match[1],
    )


def _in_words(match: re.Match[str], marks: Marks) -> Number | None:
    number = spelled(match, marks.spelling)
    if number is None:
        return None
    found = marks.ratios.out_of.match(match.string, number.end)
    under = _under(found, marks) if found else None
    if found and under and number.value < under and _is_ratio(number.value, found, marks):
        return Number(
            start=number.start, end=found.end(), numerator=number.value, denominator=under
        )
    sign = _sign(match.string, number.start, marks)
    return Number(
        start=sign.start() if sign else number.start,
        end=number.end,
        value=_tidy(-number.value if sign else number.value),
        magnitude=number.magnitude,
    )
