"""Words about numbers that state nothing, as patterns: labels, clocks, ages, scores."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial

from annotations.detection.languages import Language, any_of
from annotations.importing.dates import MONTHS

_BLANK = r"[^\S\n]"


_PART = re.compile(r"[^\W_]+")
WINDOW = 48
"""Characters before a number in which its words stand."""


def parts_before(text: str, at: int) -> frozenset[str]:
    """Collect the words that stand before a number, in small letters, for `Before`."""
    return frozenset(_PART.findall(text[max(0, at - WINDOW) : at].lower()))


@dataclass(frozen=True, eq=False, slots=True)
class Before:
    """Words that may stand before a number, as a pattern that ends there.

    `hints` are their last parts: where none of these stands near, nothing need be searched. None
    says that some word has no such part.
    """

    pattern: re.Pattern[str]
    hints: frozenset[str] | None

    def stands(self, text: str, at: int, parts: frozenset[str]) -> bool:
        """Say whether one stands before `at`; `parts` are the `parts_before` it."""
        if self.hints is not None and self.hints.isdisjoint(parts):
            return False
        return self.pattern.search(text, max(0, at - WINDOW), at) is not None


def _hints(words: Iterable[str]) -> frozenset[str] | None:
    last = [_PART.findall(word.lower())[-1:] for word in words]
    return frozenset(part[0] for part in last) if all(last) else None


@dataclass(frozen=True, eq=False, slots=True)
class Around:
    """What stands before a number, and what after it."""

    before: Before
    after: re.Pattern[str]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Guards:
    """A language's words about numbers that state nothing, and about those that do."""

    label: Before
    label_of_several: Before
    weak_label: Before
    ordinal_before: re.Pattern[str]
    ordinal_word: Before
    days: Around
    laps: Around
    clock_before: Before
    clock_after: re.Pattern[str]
    age_before: Before
    age_word: re.Pattern[str]
    age_alone: Before
    age_after: re.Pattern[str]
    person_before: Before
    year_before: Before
    lead: Before
    some_of: re.Pattern[str]
    then: re.Pattern[str]
    placed_before: Before
    placed_after: re.Pattern[str]
    vague_after: re.Pattern[str]
    judged: re.Pattern[str]
    term_before: Before
    score_after: re.Pattern[str]
    score_before: Before
    ratio_before: Before
    idiom_after: re.Pattern[str]


def _before(language: Language, key: str, between: str = _BLANK) -> Before:
    words = language.words(f"statistics.{key}")
    pattern = re.compile(rf"(?<!\w)(?<!\w-){any_of(words)}{between}$", re.IGNORECASE)
    return Before(pattern, _hints(words))


def _after(language: Language, key: str) -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]?-?{language.any_of(f'statistics.{key}')}(?!\w)", re.IGNORECASE)


@cache
def guards(language: Language) -> Guards:
    """Compile a language's words about numbers that state nothing."""
    before, after = partial(_before, language), partial(_after, language)
    word = rf"(?:{_BLANK}[^\W\d]+)"
    gap = rf"[.:]?{_BLANK}{{0,2}}"
    then = language.any_of("statistics.then")
    money = any_of(language.table("statistics.currencies"))
    return Guards(
        label=before("labels", gap),
        label_of_several=before(
            "labels", rf"{gap}(?:\d{{1,4}}{_BLANK}?(?:,|-|–|{then}){_BLANK}){{1,3}}"
        ),
        weak_label=before("weak_labels", gap),
        ordinal_before=re.compile(
            rf"[^\W\d]-\d{{1,3}}{_BLANK}?(?:,|{then}){_BLANK}$", re.IGNORECASE
        ),
        ordinal_word=before("ordinal_words"),
        days=_days(language, then),
        laps=_laps(language),
        clock_before=before("clock_before", gap),
        clock_after=after("clock_after"),
        age_before=before("age_before", rf"{word}{{0,2}}{_BLANK}"),
        age_word=after("age_before"),
        age_alone=before("age_alone"),
        age_after=after("age_after"),
        person_before=before(
            "persons", rf"(?:{_BLANK}{language.any_of('statistics.above')})?{_BLANK}"
        ),
        year_before=before("year_before", gap),
        lead=before("leads", rf"{_BLANK}(?:{money}{_BLANK}?)?"),
        some_of=after("some_of"),
        then=re.compile(rf"{_BLANK}{then}{_BLANK}", re.IGNORECASE),
        placed_before=before("placed_before"),
        placed_after=after("placed_after"),
        vague_after=after("vague_after"),
        judged=re.compile(rf"(?<!\w){language.any_of('statistics.judged')}(?!\w)", re.IGNORECASE),
        term_before=before("term_before", rf"{word}{{0,2}}{_BLANK}"),
        score_after=after("score_after"),
        score_before=before("score_before", rf"{word}{{0,2}}{_BLANK}"),
        ratio_before=before("ratio_before", rf"{word}{{0,4}}{_BLANK}"),
        idiom_after=after("idiom_after"),
    )


def _days(language: Language, then: str) -> Around:
    """Match a month before the day ("June 7 and 8") or after it ("7 dan 8 Juni")."""
    more = language.words("statistics.months_more")
    own = language.table("dates.months")  # as written there: some languages have no capital
    month = any_of(
        (*own, *(word for name in (*MONTHS, *own, *more) for word in (name.title(), name.upper())))
    )
    tie = rf"{_BLANK}?(?:,|-|–|/|{then}){_BLANK}?"
    suffixes = language.any_of("dates.day_suffixes")
    before = re.compile(rf"(?<!\w){month}\.?{_BLANK}(?:\d{{1,2}}{tie})?$")
    return Around(
        Before(before, _hints((*MONTHS, *own, *more))),
        re.compile(
            rf"(?:{suffixes})?(?:{tie}\d{{1,2}}){{0,2}}{_BLANK}(?:{then}{_BLANK})?{month}(?!\w)"
        ),
    )


def _laps(language: Language) -> Around:
    """Match the minute of "1 menit 31,2 detik" before its seconds, and them after it."""
    lasting = language.table("statistics.durations")
    of_minutes = [word for word, unit in lasting.items() if unit == "minute"]
    minutes = any_of(of_minutes)
    seconds = any_of(word for word, unit in lasting.items() if unit == "second")
    plus = rf"(?:{language.any_of('statistics.plus')}{_BLANK})?"
    return Around(
        Before(re.compile(rf"(?<!\w){minutes}{_BLANK}{plus}$", re.IGNORECASE), _hints(of_minutes)),
        re.compile(rf"{_BLANK}{plus}\d[\d.,]*{_BLANK}?{seconds}(?!\w)", re.IGNORECASE),
    )
