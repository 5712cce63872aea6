"""What the sentence says about its number: how exact, changed from what, of whom, when, by whom."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from annotations.detection.languages import Language, any_of
from annotations.detection.reading import Reading
from annotations.detection.statistics.marks import counting
from annotations.detection.statistics.numbers import Number
from annotations.detection.statistics.units import Measure, Measured
from annotations.importing.dates import MONTHS
from annotations.model import Span
from annotations.vocabulary import Qualifier

_BLANK = r"[^\S\n]"
_NAME = r"[A-Z][\w.&'’/-]*"
_NEAR = 60
_CLAUSE = re.compile(r"[,;:](?!\d)")
_FAR = 600
"""Characters of a sentence before "dari 3 menjadi" in which something has risen."""
_NEAR_IN_TIME = 45
"""Characters between a number and the time it holds for, if that does not open the sentence."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a number; `spans` are fields of `Statistic` and their words, in order."""

    qualifier: Qualifier
    changes: bool
    spans: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Exactness:
    """Words that loosen a number, before it or after."""

    words: dict[str, Qualifier]
    before: re.Pattern[str]
    after: re.Pattern[str]


@dataclass(frozen=True, eq=False, slots=True)
class _Change:
    """Words that say that a number is a change, what it changed to, and from what."""

    word: re.Pattern[str]
    before: re.Pattern[str]
    never: re.Pattern[str]
    after: re.Pattern[str]
    result: re.Pattern[str]
    base: re.Pattern[str]
    base_before: re.Pattern[str]


@dataclass(frozen=True, eq=False, slots=True)
class _Context:
    """Of what, where, when, and by whose account."""

    share_of: re.Pattern[str]
    place: re.Pattern[str]
    period: re.Pattern[str]
    source: re.Pattern[str]
    tells: re.Pattern[str]
    teller: re.Pattern[str]
    dates: frozenset[str]
    period_hints: frozenset[str]
    source_hints: frozenset[str]


def _listed(language: Language, *keys: str) -> str:
    return language.any_of(*(f"statistics.{key}" for key in keys))


@cache
def _exactness(language: Language) -> _Exactness:
    before = {key.lower(): Qualifier(str(value)) for key, value in _pairs(language, "qualifiers")}
    after = {k.lower(): Qualifier(str(v)) for k, v in _pairs(language, "qualifiers_after")}
    joined = rf"(?:{_BLANK}{_listed(language, 'joining')}){{0,2}}"
    return _Exactness(
        before | after,
        re.compile(rf"(?<![\w-])({any_of(before)}){joined}{_BLANK}$", re.IGNORECASE),
        re.compile(rf"[^\S\n]?-?({any_of(after)})(?!\w)", re.IGNORECASE),
    )


@cache
def _change(language: Language) -> _Change:
    loose = any_of(_exactness(language).words)
    changes, to = _listed(language, "changes"), _listed(language, "changed_to")
    base = _listed(language, "base")
    stop = rf"(?!{_listed(language, 'base_same')}){_listed(language, 'base_stop')}"
    joins = rf"(?:{_BLANK}(?:{loose}|{_listed(language, 'change_joins')})){{0,3}}{_BLANK}$"
    return _Change(
        re.compile(rf"(?<![\w-]){changes}(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<![\w-])({changes}){joins}", re.IGNORECASE),
        re.compile(rf"{_listed(language, 'not_changes')}$", re.IGNORECASE),
        re.compile(rf"{_BLANK}({_listed(language, 'changes_after')})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<![\w-]){changes}[^.;\n]{{0,40}}?{_BLANK}{to}{joins}", re.IGNORECASE),
        re.compile(
            rf"{_BLANK}(?:{to}{_BLANK}(?:[^.;\n]|\.(?=\d)){{1,40}}?,?{_BLANK})?{base}{_BLANK}"
            rf"(?:{_listed(language, 'base_skip')}{_BLANK})?([^;:()\n]{{3,70}}?)"
            rf"(?=[;:()\n]|[.,](?!\d)|{_BLANK}{stop}{_BLANK}|$)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![\w-]){base}{_BLANK}([^.;:()\n]{{0,20}}?\d[^;:()\n]{{0,30}}?){_BLANK}{to}{joins}",
            re.IGNORECASE,
        ),
    )


@cache
def _context(language: Language) -> _Context:
    def listed(*keys: str) -> str:
        """Match any word of the lists."""
        return _listed(language, *keys)

    months = frozenset(MONTHS) | {name.lower() for name in language.table("dates.months")}
    month = rf"(?:\d{{1,2}}{_BLANK})?{any_of(word.capitalize() for word in months)}"
    unit = rf"(?:{listed('period_units')}{_BLANK}[\w-]{{1,8}}{_BLANK})"
    year = rf"(?:{listed('year')}{_BLANK})?(?:1[6-9]|20|21)\d\d(?![\d.,]\d)"
    joins = rf"(?:{_BLANK}{listed('name_joins')})?{_BLANK}"
    lists = ("people.he", "people.she", "people.they", "people.anybody", "commitments.first")
    pronouns = language.any_of(*lists)
    return _Context(
        re.compile(
            rf"{_BLANK}{listed('share_of')}{_BLANK}((?:[^.,;:()\n\"“”]|[.,](?=\d)){{3,60}}?)"
            rf"(?=[.,](?!\d)|[;:()\n\"“”]|{_BLANK}{listed('share_stop')}(?!\w)|$)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:{_BLANK}[^\W\d][\w-]*){{0,4}}?{_BLANK}{listed('place')}{_BLANK}"
            rf"((?:[A-Z]{{2}}|[A-Z][\w'’-]{{2}})[\w'’-]*(?:{_BLANK}[A-Z][\w'’-]*){{0,3}})"
        ),
        re.compile(
            rf"(?<![\w/-])(?:{listed('periods')}|{listed('period_before')}{_BLANK}{month}(?!{_BLANK}\d|\.)"
            rf"|(?:{listed('period_before')}{_BLANK}(?:{unit}|{month}{_BLANK})?|{unit}|{month}{_BLANK}"
            rf"|(?={listed('year')}{_BLANK})){year})(?!\w|/)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<!\w){listed('sources')}{_BLANK}(?:{listed('source_skip')}{_BLANK}){{0,3}}"
            rf"((?-i:{_NAME})(?:{joins}\(?(?-i:{_NAME})\)?){{0,7}})",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w){listed('source_verbs')}(?!\w)", re.IGNORECASE),
        re.compile(
            rf"(?<![\w.])(?!(?i:{pronouns}){_BLANK}$)(?:(?i:{listed('source_skip')}){_BLANK})*((?:{_NAME})(?:{joins}{_NAME}){{0,7}})(?:{_BLANK}\(\w{{2,12}}\))?{_BLANK}$"
        ),
        months | {word.lower() for word in language.words("statistics.weekdays")},
        months | _hints(language, "periods"),
        _hints(language, "sources"),
    )


_PART = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20|21)\d\d(?!\d)")


def _hints(language: Language, key: str) -> frozenset[str]:
    """List a part of each word, of which one has to be in a sentence that has any of them."""
    words = language.words(f"statistics.{key}")
    return frozenset(part for word in words for part in _PART.findall(word.lower())[:1])


def _pairs(language: Language, key: str) -> Iterator[tuple[str, object]]:
    return iter(language.table(f"statistics.{key}").items())


class Surroundings:
    """Reads the sentences of one article, each once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        language = counting(reading.language)
        self._exactness = _exactness(language)
        self._change_words = _change(language)
        self._context = _context(language)
        self._periods: dict[int, list[Span]] = {}
        self._sources: dict[int, Span | None] = {}

    def of(self, number: Number, found: Measured) -> Words:
        """Read what the sentence of a number says about it."""
        sentence = self._reading.sentence_at(found.start)
        qualifier, loose = self._qualifier(number, found, sentence)
        change = self._change(found, sentence)
        base = self._base(found, sentence, changes=change is not None)
        read = (
            ("qualifier", loose if qualifier is not Qualifier.NONE else None),
            ("kind", change),
            ("base", base),
            ("population", None if base else self._population(found, sentence)),
            ("period", self._period(found, sentence, base)),
            ("source", self._source(found, sentence)),
        )
        spans = tuple((field, span) for field, span in read if span is not None)
        return Words(qualifier, change is not None, spans)

    def _before(self, found: Measured, sentence: Span) -> tuple[int, int]:
        return max(sentence.start, found.start - _NEAR), found.start

    def _qualifier(
        self, number: Number, found: Measured, sentence: Span
    ) -> tuple[Qualifier, Span | None]:
        known = self._exactness
        if before := known.before.search(self._text, *self._before(found, sentence)):
            return known.words[_key(before[1])], Span(*before.span(1))
        for end in (found.end, number.end):
            if after := known.after.match(self._text, end, sentence.end):
                return known.words[_key(after[1])], Span(*after.span(1))
        return Qualifier.NONE, None

    def _change(self, found: Measured, sentence: Span) -> Span | None:
        known = self._change_words
        before = known.before.search(self._text, *self._before(found, sentence))
        start = max(sentence.start, before.start(1) - _NEAR) if before else 0
        if before and not known.never.search(self._text, start, before.end(1)):
            return Span(*before.span(1))
        after = known.after.match(self._text, found.end, sentence.end)
        return Span(*after.span(1)) if after else None

    def _base(self, found: Measured, sentence: Span, *, changes: bool) -> Span | None:
        known, window = self._change_words, self._before(found, sentence)
        before = known.base_before.search(self._text, *window)
        start = max(sentence.start, before.start() - _FAR) if before else 0
        if before and known.word.search(self._text, start, before.start()):
            return _trimmed(self._text, before)
        if changes or known.result.search(self._text, *window):
            after = known.base.match(self._text, found.end, sentence.end)
            return _trimmed(self._text, after) if after else None
        return None

    def _population(self, found: Measured, sentence: Span) -> Span | None:
        if found.what is Measure.PERCENT:
            of = self._context.share_of.match(self._text, found.end, sentence.end)
            if of:
                return _trimmed(self._text, of)
        if found.what is Measure.MONEY:
            return None
        place = self._context.place.match(self._text, found.end, sentence.end)
        if place is None or place[1].split()[0].lower() in self._context.dates:
            return None
        span = _trimmed(self._text, place)
        last = self._text[span.start : span.end].split()[-1]
        return Span(span.start, span.end - len(last) - 1) if self._is_date(last) else span

    def _is_date(self, word: str) -> bool:
        return word.lower() in self._context.dates

    def _period(self, found: Measured, sentence: Span, base: Span | None) -> Span | None:
        spans = self._periods_of(sentence)
        first = bisect_left(spans, found.start - _NEAR_IN_TIME, key=_end)
        last = bisect_right(spans, found.end + _NEAR_IN_TIME, key=_start)
        near = [
            span
            for span in (*spans[: min(first, 1)], *spans[first:last])
            if (span.end <= found.start or span.start >= found.end)
            and not (base and base.start <= span.start < base.end)
            and (span.start == sentence.start or self._is_near(span, found))
        ]
        return min(near, key=lambda span: _distance(span, found), default=None)

    def _periods_of(self, sentence: Span) -> list[Span]:
        if sentence.start not in self._periods:
            limits = sentence.start, sentence.end
            known = self._context
            worth = _YEAR.search(self._text, *limits) or not known.period_hints.isdisjoint(
                self._parts_of(sentence)
            )
            matches = known.period.finditer(self._text, *limits) if worth else ()
            self._periods[sentence.start] = [Span(*match.span()) for match in matches]
        return self._periods[sentence.start]

    def _parts_of(self, sentence: Span) -> list[str]:
        return _PART.findall(self._text[sentence.start : sentence.end].lower())

    def _is_near(self, span: Span, found: Measured) -> bool:
        between = self._text[min(span.end, found.end) : max(span.start, found.start)]
        return len(between) <= _NEAR_IN_TIME and not _CLAUSE.search(between)

    def _teller(self, sentence: Span) -> re.Match[str] | None:
        """Match who is said to count: "Badan Hitung Nasional (BHN) mencatat"."""
        verb = self._context.tells.search(self._text, sentence.start, sentence.end)
        if verb is None:
            return None
        first = max(sentence.start, verb.start() - _NEAR - _NEAR)
        return self._context.teller.search(self._text, first, verb.start())

    def _source(self, found: Measured, sentence: Span) -> Span | None:
        if sentence.start not in self._sources:
            worth = not self._context.source_hints.isdisjoint(self._parts_of(sentence))
            limits = sentence.start, sentence.end
            match = self._context.source.search(self._text, *limits) if worth else None
            match = match or self._teller(sentence)
            named = match is not None and not self._is_date(match[1].split()[0])
            self._sources[sentence.start] = _trimmed(self._text, match) if match and named else None
        source = self._sources[sentence.start]
        overlaps = source and source.start < found.end and found.start < source.end
        return None if overlaps else source


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def _key(words: str) -> str:
    return " ".join(words.lower().split())


def _distance(span: Span, found: Measured) -> int:
    return found.start - span.end if span.end <= found.start else span.start - found.end


def _trimmed(text: str, match: re.Match[str]) -> Span:
    start, end = match.span(1)
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    while end > start and text[end - 1] in " .,;:(-":
        end -= 1
    if text[start:end].endswith(")") and "(" not in text[start:end]:
        end -= 1
    return Span(start, end)
