"""What the sentence says about its number: how exact, changed from what, of whom, when, by whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from annotations.detection.languages import Language, any_of
from annotations.detection.numbers import Number
from annotations.detection.reading import Reading
from annotations.detection.units import Measure, Measured
from annotations.importing.dates import MONTHS
from annotations.model import Span
from annotations.vocabulary import Qualifier

_BLANK = r"[^\S\n]"
_NAME = r"[A-Z0-9][\w.&'’/-]*"
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a number; `spans` are fields of `Statistic` and their words, in order."""

    qualifier: Qualifier
    changes: bool
    spans: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Patterns:
    qualifier: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    qualifiers: dict[str, Qualifier]
    change_before: re.Pattern[str]
    change_after: re.Pattern[str]
    base: re.Pattern[str]
    base_before: re.Pattern[str]
    share_of: re.Pattern[str]
    place: re.Pattern[str]
    period: re.Pattern[str]
    source: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    table = {key.lower(): Qualifier(str(value)) for key, value in _pairs(language, "qualifiers")}
    after = {k.lower(): Qualifier(str(v)) for k, v in _pairs(language, "qualifiers_after")}

    def words(key: str) -> str:
        return language.any_of(f"statistics.{key}")

    joined = rf"(?:{_BLANK}{words('joining')})"
    month = any_of(word.capitalize() for word in MONTHS)
    year = r"(?:1[6-9]|20|21)\d\d(?![\d.,]\d)"
    return _Patterns(
        re.compile(rf"(?<![\w-])({any_of(table)}){joined}{{0,2}}{_BLANK}$", re.IGNORECASE),
        re.compile(rf"[^\S\n]?-?({any_of(after)})(?!\w)", re.IGNORECASE),
        table | after,
        re.compile(
            rf"(?<![\w-])({words('changes')})(?:{_BLANK}(?:{any_of(table)}|{words('joining')}))"
            rf"{{0,3}}{_BLANK}$",
            re.IGNORECASE,
        ),
        re.compile(rf"{_BLANK}(?:{words('changes_after')})(?!\w)", re.IGNORECASE),
        re.compile(
            rf"{_BLANK}(?:{words('changed_to')}{_BLANK}[^.,;\n]{{1,40}}?{_BLANK})?"
            rf"(?:{words('base')}){_BLANK}(?:{words('base_skip')}{_BLANK})?"
            rf"([^;:()\n]{{3,70}}?)(?=[;:()\n]|[.,](?!\d)|{_BLANK}{words('base_stop')}{_BLANK}|$)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![\w-]){words('base')}{_BLANK}([^.;:()\n]{{2,40}}?){_BLANK}{words('changed_to')}"
            rf"(?:{_BLANK}(?:{any_of(table)}|{words('joining')})){{0,2}}{_BLANK}$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{_BLANK}(?:{words('share_of')}){_BLANK}([^.,;:()\n\"“”]{{3,60}}?)"
            rf"(?=[.,;:()\n\"“”]|{_BLANK}{words('share_stop')}(?!\w)|$)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:{_BLANK}[^\W\d][\w-]*){{0,4}}?{_BLANK}(?:{words('place')}){_BLANK}"
            rf"([A-Z][\w'’-]*(?:{_BLANK}[A-Z][\w'’-]*){{0,4}})"
        ),
        re.compile(
            rf"(?<![\w/-])(?:{words('periods')}"
            rf"|(?:(?:{words('period_before')}){_BLANK})?"
            rf"(?:(?:{words('period_units')}){_BLANK}[\w-]{{1,8}}{_BLANK})?"
            rf"(?:{month}{_BLANK})?(?:{words('year')}{_BLANK})?{year}"
            rf"|(?:{words('period_before')}){_BLANK}{month})(?!\w|/)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<!\w)(?:{words('sources')}){_BLANK}(?:{words('source_skip')}{_BLANK}){{0,3}}"
            rf"((?-i:{_NAME})(?:(?:{_BLANK}(?:{words('name_joins')}))?{_BLANK}\(?(?-i:{_NAME})\)?){{0,7}})",
            re.IGNORECASE,
        ),
    )


def _pairs(language: Language, key: str) -> Iterator[tuple[str, object]]:
    return iter(language.table(f"statistics.{key}").items())


class Surroundings:
    """Reads the sentences of one article, each once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._patterns = _patterns(reading.language)
        self._periods: dict[int, list[Span]] = {}
        self._sources: dict[int, Span | None] = {}

    def of(self, number: Number, found: Measured) -> Words:
        """Read what the sentence of a number says about it."""
        sentence = self._reading.sentence_at(found.start)
        qualifier, words = self._qualifier(number, found, sentence)
        spans = [("qualifier", words)] if words else []
        change = self._change(found, sentence)
        base = self._base(found, sentence, changes=change is not None)
        if change:
            spans.append(("kind", change))
        if base:
            spans.append(("base", base))
        if of := self._population(found, sentence):
            spans.append(("population", of))
        if period := self._period(found, sentence):
            spans.append(("period", period))
        if source := self._source(sentence):
            spans.append(("source", source))
        return Words(qualifier, change is not None, tuple(spans))

    def _qualifier(
        self, number: Number, found: Measured, sentence: Span
    ) -> tuple[Qualifier, Span | None]:
        patterns = self._patterns
        before = patterns.qualifier.search(
            self._text, max(sentence.start, found.start - _NEAR), found.start
        )
        if before:
            return patterns.qualifiers[_key(before[1])], Span(*before.span(1))
        for end in (found.end, number.end):
            after = patterns.qualifier_after.match(self._text, end, sentence.end)
            if after:
                return patterns.qualifiers[_key(after[1])], Span(*after.span(1))
        return Qualifier.NONE, None

    def _change(self, found: Measured, sentence: Span) -> Span | None:
        start = max(sentence.start, found.start - _NEAR)
        if before := self._patterns.change_before.search(self._text, start, found.start):
            return Span(*before.span(1))
        after = self._patterns.change_after.match(self._text, found.end, sentence.end)
        return Span(after.start() + 1, after.end()) if after else None

    def _base(self, found: Measured, sentence: Span, *, changes: bool) -> Span | None:
        if changes:
            after = self._patterns.base.match(self._text, found.end, sentence.end)
            return _trimmed(self._text, after) if after else None
        before = self._patterns.base_before.search(
            self._text, max(sentence.start, found.start - _NEAR), found.start
        )
        return _trimmed(self._text, before) if before else None

    def _population(self, found: Measured, sentence: Span) -> Span | None:
        if found.what is Measure.PERCENT:
            of = self._patterns.share_of.match(self._text, found.end, sentence.end)
            if of:
                return _trimmed(self._text, of)
        if found.what is Measure.MONEY:
            return None
        place = self._patterns.place.match(self._text, found.end, sentence.end)
        return _trimmed(self._text, place) if place else None

    def _period(self, found: Measured, sentence: Span) -> Span | None:
        if sentence.start not in self._periods:
            self._periods[sentence.start] = [
                Span(*match.span())
                for match in self._patterns.period.finditer(
                    self._text, sentence.start, sentence.end
                )
            ]
        periods = [
            span
            for span in self._periods[sentence.start]
            if span.end <= found.start or span.start >= found.end
        ]
        return min(periods, key=lambda span: _distance(span, found), default=None)

    def _source(self, sentence: Span) -> Span | None:
        if sentence.start not in self._sources:
            match = self._patterns.source.search(self._text, sentence.start, sentence.end)
            self._sources[sentence.start] = _trimmed(self._text, match) if match else None
        return self._sources[sentence.start]


def _key(words: str) -> str:
    return " ".join(words.lower().split())


def _distance(span: Span, found: Measured) -> int:
    return found.start - span.end if span.end <= found.start else span.start - found.end


def _trimmed(text: str, match: re.Match[str]) -> Span:
    start, end = match.span(1)
    while end > start and text[end - 1] in " .,;:(-":
        end -= 1
    if text[start:end].endswith(")") and "(" not in text[start:end]:
        end -= 1
    return Span(start, end)
