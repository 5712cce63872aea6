"""Reported speech: Rina menjelaskan bahwa …; she said that …; menurut Rina, …; …, Rina said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.detection.attribution import (
    Clause,
    Shape,
    clause_after,
    referring,
    subject_after,
    subject_before,
)
from annotations.detection.marks import Quoted
from annotations.detection.reading import Reading
from annotations.detection.saying import Sayings, Word, words_of
from annotations.model import Span
from annotations.spans import trim

_FEWEST = 3
"""Words that are reported; fewer are "said on Monday"."""
_VERB_WITHIN = 22
_CLOSING = ".!?"


@dataclass(frozen=True, slots=True)
class Reported:
    """What a sentence reports; `words` is empty where it only names who spoke of something."""

    words: Span
    clause: Clause
    sentence: Span


def find_reported(reading: Reading, said: Sayings) -> Iterator[Reported]:
    """Find sentences that report what somebody said, without quotations of their own."""
    quoted = reading.quoted
    number = 0
    for sentence in reading.sentences:
        while number < len(quoted) and quoted[number].end <= sentence.start:
            number += 1
        inside = number < len(quoted) and quoted[number].start < sentence.end
        if inside or sentence.start in reading.headings:
            continue
        report = _report(reading, said, sentence)
        if report is not None:
            yield report


def _report(reading: Reading, said: Sayings, sentence: Span) -> Reported | None:
    clause = referring(reading, said, sentence)
    if clause is not None:
        return Reported(Span(sentence.start, sentence.start), clause, sentence)
    words = words_of(reading.text, sentence.start, sentence.end)
    return (
        _according(reading.text, said, sentence)
        or _verb(reading.text, said, words, sentence)
        or _trailing(reading, said, sentence)
    )


def _according(text: str, said: Sayings, sentence: Span) -> Reported | None:
    found = said.according.match(text, sentence.start, sentence.end)
    if found is None:
        return None
    comma = text.find(",", found.end(), sentence.end)
    if comma < 0:
        return None
    subject = subject_after(text, said, Span(found.end(), sentence.end))
    if subject is None:
        return None
    comma = text.find(",", subject.end, sentence.end)
    if comma < 0:
        return None
    clause = Clause(Shape.ACCORDING, subject, Span(found.start(), found.end()), comma)
    return _reported(text, Span(comma + 1, sentence.end), clause, sentence)


def _verb(text: str, said: Sayings, words: Sequence[Word], sentence: Span) -> Reported | None:
    for number, word in enumerate(words[:_VERB_WITHIN]):
        if not number or word.fold not in said.verbs or word.capital:
            continue
        subject = subject_before(text, said, words[:number])
        if subject is None:
            continue
        clause = Clause(Shape.BEFORE, subject, Span(word.start, word.end), word.end)
        begin = _said_begin(text, said, words, number)
        if begin is None:
            return Reported(Span(sentence.start, sentence.start), clause, sentence)
        return _reported(text, Span(begin, sentence.end), clause, sentence)
    return None


def _said_begin(text: str, said: Sayings, words: Sequence[Word], number: int) -> int | None:
    """Find where the words begin that a verb reports: after "bahwa", a comma, or at once."""
    within = 8
    verb = words[number]
    for other in words[number + 1 : number + 1 + within]:
        if other.fold in said.that:
            return other.end
    if number + 1 >= len(words):
        return None
    after = words[number + 1]
    between = text[verb.end : after.start]
    if "," in between:
        return after.start
    if verb.fold not in said.plain or after.fold in said.not_subject | said.subject_ends:
        return None
    return after.start


def _trailing(reading: Reading, said: Sayings, sentence: Span) -> Reported | None:
    text = reading.text
    comma = text.rfind(",", sentence.start, sentence.end)
    tries = 3
    while comma >= 0 and tries:
        mark = Quoted(sentence.start, comma + 1, sentence.start, comma)
        clause = clause_after(reading, said, mark, sentence.end, finished=False)
        if clause is not None:
            return _reported(text, Span(sentence.start, comma), clause, sentence)
        comma = text.rfind(",", sentence.start, comma)
        tries -= 1
    return None


def _reported(text: str, words: Span, clause: Clause, sentence: Span) -> Reported | None:
    words = trim(text, words)
    while words.end > words.start and text[words.end - 1] in _CLOSING:
        words = Span(words.start, words.end - 1)
    if len(words_of(text, words.start, words.end)) < _FEWEST:
        return None
    return Reported(words, clause, sentence)
