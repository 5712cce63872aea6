"""Every number of an article, in figures or in words, with what it comes to.

The decimal and thousands marks are those of the article's language; a number whose grouping can
only be the other language's ("1.5", "1,234,567") is read as that. What a number counts, and whether
it states anything, is for those who ask (`statistics`, `commitments`).
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from annotations.detection.languages import Language, any_of
from annotations.detection.number_words import Spelling, spelled, spelling
from annotations.detection.reading import Reading

ONE = Decimal(1)
FIGURES = r"(?:\d{1,3}(?:\.\n\n\d{3}){1,3}(?!\d)|\d{1,15}(?:[.,]\d{1,15}){0,7})"
"""Some sites break a paragraph at a thousands mark: "Rp 45.", blank line, "000"."""
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
TEN, HUNDRED = Decimal(10), Decimal(100)
LARGEST = TEN * HUNDRED
_ROUND = (TEN, HUNDRED, LARGEST)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_BLANK = r"[^\S\n]"
_BLANKS = re.compile(r"[^\S\n]{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at code points [start, end): its sign, figures or words, and magnitude.

    Neither currency nor unit is in the span. A range has `value` and `value_max`, a ratio
    `numerator` and `denominator` and no value. `figures` are the first figures as written, ""
    where the number is in words. `magnitude` is 1000 for "36 ribu", 1 where there is none.
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


@dataclass(frozen=True, eq=False, slots=True)
class _Marks:
    """What a language's file says of figures, compiled."""

    decimal: str
    spelling: Spelling
    figure: re.Pattern[str]
    magnitude: re.Pattern[str]
    magnitudes: dict[str, Decimal]
    letter: re.Pattern[str]
    letters: dict[str, Decimal]
    more: re.Pattern[str]
    hyphen: re.Pattern[str]
    to: re.Pattern[str]
    since: re.Pattern[str]
    between: re.Pattern[str]
    between_and: re.Pattern[str]
    ratio: re.Pattern[str]
    out_of: re.Pattern[str]
    of: re.Pattern[str]
    in_every: re.Pattern[str]
    everybody: re.Pattern[str]
    minus: re.Pattern[str]
    exact: re.Pattern[str]
    money: re.Pattern[str]


@cache
def _marks(language: Language) -> _Marks:
    magnitudes = {
        word.lower(): Decimal(str(value))
        for table in ("numbers.magnitudes", "numbers.short")
        for word, value in language.table(table).items()
    }
    letters = {w: Decimal(str(v)) for w, v in language.table("numbers.letters").items()}
    suffix = rf"(?:{language.any_of('numbers.suffixes')})?"
    codes = language.table("statistics.currencies")
    money = any_of(codes)
    spelling_ = spelling(language)
    one = any_of(spelling_.ones)
    out_of = language.any_of("numbers.out_of", "numbers.in_every")
    percent = rf"(?:{_BLANK}?{language.any_of('statistics.percent')})?"
    ratio = language.any_of("numbers.ratio")

    def after(key: str) -> re.Pattern[str]:
        words = language.any_of(key)
        return re.compile(rf"{_BLANK}{words}{_BLANK}({FIGURES})(?![\d/]|[-:]\d)", re.IGNORECASE)

    return _Marks(
        language.text("numbers.decimal"),
        spelling_,
        re.compile(
            rf"(?<![\w@#&])(?:{any_of(c for c in codes if c[-1].isalpha())}\.?)?"
            rf"(?<![^\W\d][-–./:'’_])(?<!\d[-–./:,])({FIGURES})([½¼¾])?(?!\d)",
        ),
        re.compile(
            rf"(?:(?:{_BLANK}{{1,2}}|-)?{any_of(magnitudes)}{suffix}(?![^\W_])){{1,2}}",
            re.IGNORECASE,
        ),
        magnitudes,
        re.compile(rf"({_BLANK}?)({any_of(letters)})(?![\w-])"),
        letters,
        re.compile(rf"{_BLANK}({FIGURES})(?={_BLANK}[^\W\d])"),
        re.compile(
            rf"{percent}{_BLANK}?(?:--?|[–—]){_BLANK}?(?:{money}{_BLANK}?)?({FIGURES})(?![\d/]|[-:]\d)",
            re.IGNORECASE,
        ),
        after("numbers.to"),
        re.compile(
            rf"\b{language.any_of('numbers.from')}{_BLANK}(?:{money}{_BLANK}?)?$", re.IGNORECASE
        ),
        re.compile(
            rf"\b{language.any_of('numbers.between')}{_BLANK}(?:{money}{_BLANK}?)?$", re.IGNORECASE
        ),
        after("numbers.between_and"),
        re.compile(
            rf"(?:{_BLANK}?:{_BLANK}?|{_BLANK}{ratio}{_BLANK})(?P<figures>{FIGURES})(?![\d:])",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{_BLANK}{out_of}{_BLANK}(?:(?P<figures>{FIGURES})(?!\d)|(?P<word>{one})(?![\w-]))",
            re.IGNORECASE,
        ),
        re.compile(rf"^{_BLANK}{language.any_of('numbers.of')}{_BLANK}", re.IGNORECASE),
        re.compile(rf"^{_BLANK}{language.any_of('numbers.in_every')}{_BLANK}", re.IGNORECASE),
        re.compile(rf"{_BLANK}{language.any_of('statistics.everybody')}(?!\w)", re.IGNORECASE),
        re.compile(
            rf"(?:{language.any_of('numbers.minus')}{_BLANK}|(?<![\w%)-])[-−])$", re.IGNORECASE
        ),
        re.compile(rf"{_BLANK}?{language.any_of('statistics.percent')}", re.IGNORECASE),
        re.compile(rf"{money}\.?{_BLANK}?$", re.IGNORECASE),
    )


def figures(words: str, decimal: str = "", *, fine: bool = False) -> Decimal | None:
    """Read figures with their marks; `decimal` is the language's mark, "" where it is unknown.

    `fine` says that a share or a magnitude follows, where "1,125" is hardly a thousand. None where
    the marks make no number ("1.2.3").
    """
    words = words.replace("\n", "")
    marks = [mark for mark in words if mark in ".,"]
    if not marks:
        return Decimal(words)
    last = marks[-1]
    whole, _, rest = words.rpartition(last)
    if len(set(marks)) > 1:
        other = _GROUPED.fullmatch(whole)
        grouped = other is not None and other[1] != last
        return Decimal(_plain(whole) + "." + rest) if grouped else None
    if len(marks) > 1:
        return Decimal(_plain(words)) if _GROUPED.fullmatch(words) else None
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):  # noqa: PLR2004 - a group
        return Decimal(f"{whole}.{rest}")
    if last == decimal and (fine or decimal == "."):
        return Decimal(f"{whole}.{rest}")
    return Decimal(whole + rest)


def _tidy(value: Decimal) -> Decimal:
    """Write 1.2 × 10¹² without its zero behind the point."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _plain(words: str) -> str:
    return words.replace(".", "").replace(",", "")


@lru_cache(maxsize=4)
def find_numbers(reading: Reading) -> tuple[Number, ...]:
    """Find every number, in order, none inside another; kept for the next who asks."""
    marks, text = _marks(reading.language), reading.text
    found: list[Number] = []
    end = 0
    for match in marks.figure.finditer(text):
        if match.start(1) >= end and (number := _read(match, marks)):
            found.append(number)
            end = number.end
    starts = [number.start for number in found]
    words: list[Number] = []
    end = 0
    for match in marks.spelling.pattern.finditer(text):
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


def _read(match: re.Match[str], marks: _Marks) -> Number | None:
    text, start, end = match.string, match.start(1), match.end()
    raw = match[1]
    if found := marks.ratio.match(text, end) or _out_of(text, end, raw, marks):
        return _ratio(match, found, marks)
    magnitude, after = _magnitude(text, start, end, marks)
    low_magnitude = magnitude
    high_raw = ""
    fine = magnitude > ONE or bool(marks.exact.match(text, after))
    if found := _upper(text, start, after, marks, joined=magnitude > ONE):
        high_raw, until = found[1], found.end()
        magnitude, until = _magnitude(text, start, until, marks)
        fine = fine or magnitude > ONE or bool(marks.exact.match(text, until))
        after = until
    value = figures(raw, marks.decimal, fine=fine)
    if value is None:
        return None
    rest, after = _rest(text, after, magnitude, marks) if not high_raw else (Decimal(0), after)
    value += _HALVES.get(match[2] or "", Decimal(0))
    top = figures(high_raw, marks.decimal, fine=fine) if high_raw else None
    if low_magnitude == ONE and (top is None or value < top or magnitude == ONE):
        low_magnitude = magnitude
    sign = marks.minus.search(text, max(0, start - 12), start)
    value = (value * low_magnitude + rest) * (-1 if sign and top is None else 1)
    return Number(
        start=sign.start() if sign and top is None else start,
        end=after,
        value=_tidy(value),
        value_max=_tidy(top * magnitude) if top is not None else None,
        magnitude=magnitude,
        figures=raw,
    )


def _upper(text: str, start: int, end: int, marks: _Marks, *, joined: bool) -> re.Match[str] | None:
    """Match the upper end of a range; `joined` says that the lower one has its own magnitude.

    "1 juta hingga 2 juta" and "from 5 to 10 percent" are two numbers each.
    """
    if found := marks.hyphen.match(text, end):
        return found if joined or _ascend(text[start:end], found[1], marks) else None
    if joined or marks.since.search(text, max(0, start - 12), start):
        return None
    if found := marks.to.match(text, end):
        return found if _ascend(text[start:end], found[1], marks) else None
    if marks.between.search(text, max(0, start - 16), start):
        return marks.between_and.match(text, end)
    return None


def _ascend(low: str, high: str, marks: _Marks) -> bool:
    """Say whether two figures go up: "21-18" is no range."""
    first = figures(low.rstrip("½¼¾"), marks.decimal)
    last = figures(high, marks.decimal)
    return first is not None and last is not None and first < last


def _magnitude(text: str, start: int, end: int, marks: _Marks) -> tuple[Decimal, int]:
    """Read the magnitude after figures that end at `end`, and say where it ends."""
    if found := marks.magnitude.match(text, end):
        product = ONE
        for word in re.findall(r"[^\W\d_]+", found[0].lower()):
            product *= _stem(word, marks.magnitudes)
        return product, found.end()
    letter = marks.letter.match(text, end)
    if letter and (not letter[1] or marks.money.search(text, max(0, start - 8), start)):
        glued = not letter[1]
        is_money = bool(marks.money.search(text, max(0, start - 8), start))
        if is_money or (glued and letter[2] in "Kk"):
            return marks.letters[letter[2]], letter.end()
    return ONE, end


def _rest(text: str, end: int, magnitude: Decimal, marks: _Marks) -> tuple[Decimal, int]:
    """Add "500 ribu" to the "2 juta" before it."""
    more = marks.more.match(text, end) if magnitude > ONE else None
    if more is None:
        return Decimal(0), end
    smaller, until = _magnitude(text, more.start(1), more.end(), marks)
    value = figures(more[1], marks.decimal, fine=True)
    if value is None or not ONE < smaller < magnitude or value * smaller >= magnitude:
        return Decimal(0), end
    return value * smaller, until


def _stem(word: str, magnitudes: dict[str, Decimal]) -> Decimal:
    """Read "triliunan" as "triliun"."""
    while word not in magnitudes and word:
        word = word[:-1]
    return magnitudes.get(word, ONE)


def _out_of(text: str, end: int, raw: str, marks: _Marks) -> re.Match[str] | None:
    found = marks.out_of.match(text, end) if raw.isdigit() else None
    if found is None:
        return None
    under = _under(found, marks)
    if under is not None and Decimal(raw) < under <= LARGEST and marks.of.search(found[0]):
        return found
    return found if _is_share(Decimal(raw), found, marks) else None


def _under(found: re.Match[str], marks: _Marks) -> Decimal | None:
    if found["figures"]:
        return figures(found["figures"], marks.decimal)
    return marks.spelling.ones[found["word"].lower()]


def _is_share(over: Decimal, found: re.Match[str], marks: _Marks) -> bool:
    """Say whether "X of Y" is a ratio: of ten or a hundred, "one in five", or of all such people.

    "320 dari 6.000 hektare" are two numbers of hectares, "satu dari dua tersangka" is one suspect.
    """
    under = _under(found, marks)
    if under is None or not over < under <= LARGEST:
        return False
    if marks.in_every.search(found[0]):
        return True
    return under in _ROUND or bool(marks.everybody.match(found.string, found.end()))


def _ratio(match: re.Match[str], found: re.Match[str], marks: _Marks) -> Number | None:
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


def _in_words(match: re.Match[str], marks: _Marks) -> Number | None:
    number = spelled(match, marks.spelling)
    if number is None:
        return None
    found = marks.out_of.match(match.string, number.end)
    if found and _is_share(number.value, found, marks):
        under = _under(found, marks)
        return Number(
            start=number.start, end=found.end(), numerator=number.value, denominator=under
        )
    sign = marks.minus.search(match.string, max(0, number.start - 12), number.start)
    return Number(
        start=sign.start() if sign else number.start,
        end=number.end,
        value=_tidy(-number.value if sign else number.value),
        magnitude=number.magnitude,
    )
