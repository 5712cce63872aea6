"""What a number counts or measures: currency, percent, measure, duration, or the noun after it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from annotations.detection.languages import Language, any_of
from annotations.detection.statistics.numbers import Number

_BLANK = r"[^\S\n]"
_WORD = re.compile(rf"{_BLANK}{{1,2}}([^\W\d_][\w'’-]*)(?![\w@])")
_SPELLED_TOO = re.compile(rf"{_BLANK}?\([^\W\d_]{{2,20}}(?:{_BLANK}[^\W\d_]{{2,20}}){{0,5}}\)")
"""As in contracts: "3 (tiga) unit"."""
_NEXT_AMOUNT = re.compile(r"\.?[^\S\n]?\d")
_PLURAL = re.compile(r"[\w'’-]{2,}(?<![siu'’])s", re.IGNORECASE)
_INSIDE = re.compile(r"[A-Z][A-Za-z.&]*\Z")
MODIFIERS = 2
"""Words that may stand before an English head noun: "1,200 new part-time jobs"."""


class Measure(StrEnum):
    """What stands with a number."""

    NOTHING = "nothing"
    MONEY = "money"
    PERCENT = "percent"
    POINT = "point"
    MEASURE = "measure"
    DURATION = "duration"
    NOUN = "noun"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its unit, code points [start, end), as a suggestion spans it.

    `unit` is the standard name of a unit, or the noun as printed; its words stand at
    [unit_start, unit_end), -1 where there are none. `per` says that "per X" follows.
    """

    start: int
    end: int
    what: Measure = Measure.NOTHING
    unit: str = ""
    unit_start: int = -1
    unit_end: int = -1
    per: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class _Units:
    code: str
    before: re.Pattern[str]
    currencies: Mapping[str, str]
    after: re.Pattern[str]
    units: Mapping[str, tuple[Measure, str]]
    exact: frozenset[str]
    per: re.Pattern[str]
    rate: re.Pattern[str]
    not_nouns: frozenset[str]
    nouns: frozenset[str]
    verb: re.Pattern[str]
    plurals: frozenset[str]
    hyphened: re.Pattern[str]
    months: frozenset[str]


@cache
def _units(language: Language) -> _Units:
    currencies = {key: str(value) for key, value in language.table("statistics.currencies").items()}
    units: dict[str, tuple[Measure, str]] = {}
    for key, what in (
        ("measures", Measure.MEASURE),
        ("durations", Measure.DURATION),
        ("money", Measure.MONEY),
        ("points", Measure.POINT),
    ):
        table = language.table(f"statistics.{key}")
        units |= {word.lower(): (what, str(name)) for word, name in table.items()}
    units |= {w.lower(): (Measure.PERCENT, "percent") for w in language.words("statistics.percent")}
    units |= dict.fromkeys(("%", "٪"), (Measure.PERCENT, "percent"))
    units |= {key.lower(): (Measure.MONEY, name) for key, name in currencies.items()}
    suffix = rf"(?:{language.any_of('statistics.suffixes')})?"
    number = r"\d[\d.,]*(?:\s(?:[^\W\d_]+))?"
    later = language.any_of("statistics.not_after_per")
    money = any_of(language.table("statistics.money"))
    return _Units(
        language.code,
        re.compile(rf"(?<![^\W\d_]){any_of(currencies)}\.?{_BLANK}{{0,2}}$", re.IGNORECASE),
        {key.lower().rstrip("."): name for key, name in currencies.items()},
        re.compile(
            rf"(?:{_BLANK}{{1,2}}|-)?(?P<unit>{any_of(units)})(?:(?<=\w\w\w){suffix})?"
            rf"(?!\w|[-'’][^\W\d])",
            re.IGNORECASE,
        ),
        units,
        frozenset(language.table("statistics.measures")),
        re.compile(
            rf"(?:,-{{1,2}}|,00)?(?:{_BLANK}?/{_BLANK}?[^\W\d_]+(?:/[^\W\d_]+)?"
            rf"|{_BLANK}{language.any_of('statistics.per')}{_BLANK}(?:{number}|{money}|[^\W\d_][\w-]*)(?![\w-])){{1,2}}(?!{_BLANK}{later}(?!\w))"
        ),
        re.compile(
            rf"{_BLANK}{language.any_of('statistics.per')}{_BLANK}{number}(?!\w)", re.IGNORECASE
        ),
        # Nor is a number in words one: "50 ribu satu drum" is 50 thousand for a drum.
        frozenset((*language.words("statistics.not_nouns"), *language.table("numbers.words"))),
        frozenset(language.words("statistics.nouns")),
        re.compile(language.text("statistics.verb") or r"(?!)"),
        frozenset(language.words("statistics.plurals")),
        re.compile(rf"-([a-z]{{3,}})(?!\w)(?!{language.any_of('statistics.after_hyphen')})"),
        frozenset(language.words("statistics.not_per")),
    )


def measured(text: str, number: Number, language: Language) -> Measured:
    """Say what stands with a number, and how far the words of it go."""
    units = _units(language)
    before = units.before.search(text, max(0, number.start - 8), number.start)
    if before:
        return _money_before(text, number, before, units)
    after = units.after.match(text, number.end)
    if after and (found := _unit(text, number, after, units)):
        return found
    hyphened = None if number.in_words else units.hyphened.match(text, number.end)
    if hyphened and hyphened[1] in units.not_nouns:
        hyphened = None  # "250,000-plus"
    if hyphened and (units.plurals or hyphened[1] in units.nouns):
        return _noun(number, hyphened.start(1), hyphened.end(1), hyphened[1], Measure.NOUN)
    if rate := units.rate.match(text, number.end):
        words = " ".join(rate[0].split())
        span = (rate.end() - len(rate[0].lstrip()), rate.end())
        return Measured(number.start, rate.end(), Measure.MEASURE, words, *span, per=True)
    if not number.in_words and (per := _per(text, number.end, units)):
        return Measured(number.start, per, per=True)
    return _counted(text, number, units)


def _money_before(text: str, number: Number, before: re.Match[str], units: _Units) -> Measured:
    name = units.currencies[before[0].strip().rstrip(".").lower()]
    end = number.end
    after = units.after.match(text, end)
    if after and units.units[_key(after["unit"])] == (Measure.MONEY, name):
        end = after.end()
    per = _per(text, end, units)
    start = before.start()
    if start and text[start - 1] in "-−" and not text[max(0, start - 2) : start - 1].strip():
        start -= 1
    stop = before.end() - len(before[0]) + len(before[0].rstrip())
    return Measured(start, per or end, Measure.MONEY, name, before.start(), stop, bool(per))


def _unit(text: str, number: Number, after: re.Match[str], units: _Units) -> Measured | None:
    words = after["unit"]
    what, name = units.units[_key(words)]
    if len(words) == 1 and words.isupper() and not (after[0] == words and words in units.exact):
        return None  # "5 M" is no metre
    if what is Measure.MONEY and _NEXT_AMOUNT.match(text, after.end()):
        return None  # "juara 2 Rp 7 juta"
    per = _per(text, after.end(), units)
    return Measured(
        number.start, per or after.end(), what, name, after.start("unit"), after.end(), bool(per)
    )


def _key(words: str) -> str:
    return " ".join(words.lower().split())


def _per(text: str, end: int, units: _Units) -> int:
    """Say where "per X" ends that begins at `end`; 0 where there is none."""
    found = units.per.match(text, end)
    if found is None:
        return 0
    last = found[0].split()[-1].split("/")[-1]
    if last.lower() in units.months or (last[0].isupper() and not last.isupper()):
        return 0
    return found.end()


def _counted(text: str, number: Number, units: _Units) -> Measured:
    """Take the noun after the number: one word, in English through the head of its phrase."""
    spelled_too = _SPELLED_TOO.match(text, number.end)
    if spelled_too and (after := units.after.match(text, spelled_too.end())):
        found = _unit(text, number, after, units)
        if found is not None:
            return found  # "5 (lima) tahun"
    first = _WORD.match(text, spelled_too.end() if spelled_too else number.end)
    if first is None or not _may_count(first[1], units):
        return Measured(number.start, number.end)
    if not units.plurals:
        return _noun(number, first.start(1), first.end(1), first[1], Measure.NOUN)
    word: re.Match[str] | None = first
    head: re.Match[str] | None = None
    for _ in range(MODIFIERS + 2):
        if word is None or word[1].lower() in units.not_nouns:
            break
        if _is_plural(word[1], units):
            head = word
        elif head is not None:
            break
        word = _WORD.match(text, word.end())
    if head is None:
        return Measured(number.start, number.end, Measure.HEAD)
    what, unit = units.units.get(head[1].lower(), (Measure.NOUN, head[1]))
    return Measured(number.start, head.end(1), what, unit, head.start(1), head.end(1))


def _noun(number: Number, start: int, end: int, word: str, what: Measure) -> Measured:
    return Measured(number.start, end, what, word, start, end)


def _may_count(word: str, units: _Units) -> bool:
    small = word.lower()
    if len(word) == 1 or small in units.not_nouns:
        return False
    return small in units.nouns or not units.verb.fullmatch(small)


def _is_plural(word: str, units: _Units) -> bool:
    return word.lower() in units.plurals or bool(_PLURAL.fullmatch(word))


def is_known(word: str, language: Language) -> bool:
    """Say whether a noun is one that is counted all the time: people, vehicles, houses."""
    units = _units(language)
    return word.lower() in units.nouns or (bool(units.plurals) and _is_plural(word, units))


def is_listed(word: str, language: Language) -> bool:
    """Say whether a noun is in the language's list of what is counted."""
    return word.lower() in _units(language).nouns
