"""How a language writes figures: its marks, magnitudes, ranges and ratios, as patterns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from annotations.detection.languages import Language, any_of, codes, laid_over
from annotations.detection.languages import language as of_code
from annotations.detection.statistics.words import Spelling, spelling

FIGURES = r"(?:\d{1,3}(?:\.\n\n\d{3}){1,3}(?!\d)|\d{1,15}(?:[.,]\d{1,15}){0,7})"
"""Some sites break a paragraph at a thousands mark: "Rp 45.", blank line, "000"."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_BLANK = r"[^\S\n]"
_ENDS = r"(?![\d/]|[-:]\d)"


@dataclass(frozen=True, eq=False, slots=True)
class Magnitudes:
    """Words and letters that multiply: "ribu", "million"; "M" after a currency."""

    pattern: re.Pattern[str]
    words: Mapping[str, Decimal]
    letter: re.Pattern[str]
    letters: Mapping[str, Decimal]
    glued: frozenset[str]
    not_glued: re.Pattern[str]
    counted: re.Pattern[str]
    """After "50K", which may be the name of a screen: "50K followers"."""
    more: re.Pattern[str]


@dataclass(frozen=True, eq=False, slots=True)
class Ranges:
    """What stands between two figures that are one range, and before them."""

    hyphen: re.Pattern[str]
    to: re.Pattern[str]
    since: re.Pattern[str]
    between: re.Pattern[str]
    between_and: re.Pattern[str]


@dataclass(frozen=True, eq=False, slots=True)
class Ratios:
    """What stands between the two numbers of a ratio."""

    colon: re.Pattern[str]
    out_of: re.Pattern[str]
    of: re.Pattern[str]
    in_every: re.Pattern[str]
    everybody: re.Pattern[str]


@dataclass(frozen=True, eq=False, slots=True)
class Marks:
    """All that a language's file says of figures, compiled."""

    decimal: str
    spelling: Spelling
    figure: re.Pattern[str]
    minus: re.Pattern[str]
    plus_minus: re.Pattern[str]
    percent: re.Pattern[str]
    money: re.Pattern[str]
    magnitudes: Magnitudes
    ranges: Ranges
    ratios: Ratios


@cache
def counting(language: Language) -> Language:
    """Give the language itself, or, where nobody wrote its numbers, what all others have under it.

    Then neither mark is the decimal one: "1.234" and "1,234" are both a thousand and more.
    """
    if language.table("numbers"):
        return language
    data: dict[str, Any] = {}
    for code in codes():
        other = of_code(code)
        data = laid_over(data, {key: other.table(key) for key in ("numbers", "statistics")})
    data = laid_over(data, {"numbers": {"decimal": ""}})
    return Language(language.code, language.name, laid_over(data, language.data))


@cache
def marks(language: Language) -> Marks:
    """Compile the figures of a language."""
    currencies = language.table("statistics.currencies")
    money = any_of(currencies)
    glued = any_of(code for code in currencies if code[-1].isalpha())
    minus = language.any_of("numbers.minus")
    return Marks(
        language.text("numbers.decimal"),
        spelling(language),
        re.compile(
            rf"(?<![\w@#&])(?:{glued}\.?)?(?<![^\W\d][-–./:'’_])(?<!\d[-–./:,])({FIGURES})([½¼¾])?(?!\d)"
        ),
        re.compile(rf"(?:{minus}{_BLANK}|(?<![\w%)-])[-−])$", re.IGNORECASE),
        re.compile(rf"\b{language.any_of('numbers.plus_minus')}{_BLANK}$", re.IGNORECASE),
        re.compile(rf"{_BLANK}?{language.any_of('statistics.percent')}", re.IGNORECASE),
        re.compile(rf"{money}\.?{_BLANK}?$", re.IGNORECASE),
        _magnitudes(language),
        _ranges(language, money),
        _ratios(language),
    )


def _magnitudes(language: Language) -> Magnitudes:
    words = {
        word.lower(): Decimal(str(value))
        for table in ("numbers.magnitudes", "numbers.short")
        for word, value in language.table(table).items()
    }
    letters = {w: Decimal(str(v)) for w, v in language.table("numbers.letters").items()}
    suffix = rf"(?:{language.any_of('numbers.suffixes')})?"
    return Magnitudes(
        re.compile(
            rf"(?:(?:{_BLANK}{{1,2}}|-)?{any_of(words)}{suffix}(?![^\W_])){{1,2}}", re.IGNORECASE
        ),
        words,
        re.compile(rf"({_BLANK}?)({any_of(letters)})(?!\w)"),
        letters,
        frozenset(language.words("numbers.glued")),
        re.compile(rf"(?:{_BLANK}|-){language.any_of('numbers.not_glued')}(?!\w)", re.IGNORECASE),
        re.compile(rf"{_BLANK}(?:[a-z]{{2,}}s|{language.any_of('statistics.nouns')})(?!\w)"),
        re.compile(rf"{_BLANK}({FIGURES})(?={_BLANK}[^\W\d])"),
    )


def _ranges(language: Language, money: str) -> Ranges:
    def before(key: str) -> re.Pattern[str]:
        """Match a word of the list right before a number."""
        words = language.any_of(key)
        return re.compile(rf"\b{words}{_BLANK}(?:{money}{_BLANK}?)?$", re.IGNORECASE)

    def after(key: str) -> re.Pattern[str]:
        """Match a word of the list, and the number that follows it."""
        words = language.any_of(key)
        return re.compile(rf"{_BLANK}{words}{_BLANK}({FIGURES}){_ENDS}", re.IGNORECASE)

    percent = rf"(?:{_BLANK}?{language.any_of('statistics.percent')})?"
    hyphen = rf"{_BLANK}?(?:--?|[–—]){_BLANK}?"
    return Ranges(
        re.compile(rf"{percent}{hyphen}(?:{money}{_BLANK}?)?({FIGURES}){_ENDS}", re.IGNORECASE),
        after("numbers.to"),
        before("numbers.from"),
        before("numbers.between"),
        after("numbers.between_and"),
    )


def _ratios(language: Language) -> Ratios:
    def between(pattern: str) -> re.Pattern[str]:
        """Compile a pattern, whatever the case of its words."""
        return re.compile(pattern, re.IGNORECASE)

    one = any_of(spelling(language).ones)
    out_of = language.any_of("numbers.out_of", "numbers.in_every")
    ratio, to = language.any_of("numbers.ratio"), language.any_of("numbers.to")
    return Ratios(
        between(
            rf"(?:{_BLANK}?:{_BLANK}?|{_BLANK}{ratio}{_BLANK}|-{to}-)"
            rf"(?P<figures>{FIGURES})(?![\d:])"
        ),
        between(
            rf"{_BLANK}{out_of}{_BLANK}(?:(?P<figures>{FIGURES})(?!\d)|(?P<word>{one})(?![\w-]))"
        ),
        between(rf"^{_BLANK}{language.any_of('numbers.of')}{_BLANK}"),
        between(rf"^{_BLANK}{language.any_of('numbers.in_every')}{_BLANK}"),
        between(rf"{_BLANK}{language.any_of('statistics.everybody')}(?!\w)"),
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


def _plain(words: str) -> str:
    return words.replace(".", "").replace(",", "")
