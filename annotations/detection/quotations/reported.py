"""Reported speech: Rina menjelaskan bahwa …; she said that …; menurut Rina, …; …, Rina said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.detection.quotations.attribution import (
    Clause,
    Shape,
    clause_after,
    referring,
    speaks,
)
from annotations.detection.quotations.marks import Quoted
from annotations.detection.quotations.saying import Sayings, Word, words_of
from annotations.detection.quotations.subjects import source_after, subject_before
from annotations.detection.reading import Reading
from annotations.model import Span
from annotations.spans import trim

_FEWEST = 3
"""Words that are reported; fewer are "said on Monday"."""
_VERB_WITHIN = 22
_THAT = 9
"""Words from a verb to its "bahwa": menjelaskan kepada wartawan bahwa."""
_TAIL = 14
"""Words that may follow a closing clause: kata Rina di Serang, Kamis."""
_NEAR_END = 200
"""Characters from the comma of a closing clause to the end of its sentence."""
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
    words = words_of(reading.text, sentence.start, sentence.end)
    clause = referring(reading.text, said, sentence, words)
    if clause is not None:
        return Reported(Span(sentence.start, sentence.start), clause, sentence)
    if words and words[0].fold in said.according_alone:
        clause = Clause(Shape.ACCORDING, None, Span(words[0].start, words[0].end), words[0].end)
        return _reported(reading.text, Span(words[0].end, sentence.end), clause, sentence)
    report = _according(reading.text, said, sentence) or _verb(reading.text, said, words, sentence)
    if report is not None and report.words.start < report.words.end:
        return report
    return _trailing(reading, said, sentence) or report


def _according(text: str, said: Sayings, sentence: Span) -> Reported | None:
    found = said.according.match(text, sentence.start, sentence.end)
    if found is None:
        return None
    subject = source_after(text, said, Span(found.end(), sentence.end))
    if subject is None:
        return None
    comma = text.find(",", subject.end, sentence.end)
    if comma < 0:
        return None
    clause = Clause(Shape.ACCORDING, subject, Span(found.start(), found.end()), comma)
    return _reported(text, Span(comma + 1, sentence.end), clause, sentence)


def _verb(text: str, said: Sayings, words: Sequence[Word], sentence: Span) -> Reported | None:
    for number, word in enumerate(words[:_VERB_WITHIN]):
        if not speaks(said, words, number):
            continue
        leads = number + 1 < len(words) and words[number + 1].fold in said.that
        if word.fold in said.only_adjacent and not leads:
            continue
        subject = subject_before(text, said, words[:number], word.start)
        if subject is None:
            continue
        clause = Clause(Shape.BEFORE, subject, Span(word.start, word.end), word.end)
        begin = _said_begin(text, said, words, number)
        told = None
        if begin is not None:
            told = _reported(text, Span(begin, sentence.end), clause, sentence)
        return told or Reported(Span(sentence.start, sentence.start), clause, sentence)
    return None


def _said_begin(text: str, said: Sayings, words: Sequence[Word], number: int) -> int | None:
    """Find where the words begin that a verb reports: after "bahwa", a comma, or at once."""
    if number + 1 >= len(words):
        return None
    verb, after = words[number], words[number + 1]
    plain = verb.fold in said.plain
    if after.fold in said.that or (plain and after.fold in said.that_plain):
        return after.end
    if "," in text[verb.end : after.start]:
        # "Rina mengatakan, jalan …" leads over; "the road, she said, is" only interrupts.
        return after.start if said.bare else None
    if plain and after.fold not in said.nothing_said:
        return after.start
    for word in words[number + 1 : number + _THAT]:
        if word.fold in said.that:
            interrupted = "," in text[verb.end : word.start]
            return None if interrupted and not said.bare else word.end
    return None


def _trailing(reading: Reading, said: Sayings, sentence: Span) -> Reported | None:
    text = reading.text
    comma = text.rfind(",", sentence.start, sentence.end)
    tries = 3
    while comma >= 0 and tries and sentence.end - comma <= _NEAR_END:
        mark = Quoted(sentence.start, comma + 1, sentence.start, comma)
        clause = clause_after(reading, said, mark, sentence.end, finished=False)
        if clause is not None and not _names(reading.text, said, clause):
            clause = None
        if clause is not None and _ends(said, text, Span(clause.end, sentence.end)):
            return _reported(text, Span(sentence.start, comma), clause, sentence)
        comma = text.rfind(",", sentence.start, comma)
        tries -= 1
    return None


def _ends(said: Sayings, text: str, rest: Span) -> bool:
    """Say whether nothing follows a closing clause but where and when it was said."""
    follows = words_of(text, rest.start, rest.end)
    if not follows:
        return True
    if len(follows) > _TAIL or "," in text[follows[-1].end : rest.end]:
        return False
    return follows[0].fold in said.tail or follows[0].capital


def _names(text: str, said: Sayings, clause: Clause) -> bool:
    """Say whether a clause after reported words names somebody, in the order of such clauses."""
    cue = words_of(text, clause.cue.start, clause.cue.end)
    if clause.subject is None:
        return any(said.clitic_of(word) for word in cue)
    if not any(word.fold in said.every_verb for word in cue) and not said.according.match(
        text, clause.cue.start, clause.cue.end
    ):
        return False
    if clause.subject.start < clause.cue.start and not any(w.fold in said.plain for w in cue):
        return False
    if said.bare and clause.subject.start < clause.cue.start:
        return False  # where a language has words that stand before the speaker, they do
    whose = words_of(text, clause.subject.start, clause.subject.end)
    if len(whose) > 1 and whose[0].fold in said.pronouns:
        return False  # "critics, among them Rina, say he is wrong"
    return any(word.capital or word.fold in said.pronouns for word in whose)


def _reported(text: str, words: Span, clause: Clause, sentence: Span) -> Reported | None:
    words = trim(text, words)
    if text[words.start : words.start + 1] == ",":
        words = trim(text, Span(words.start + 1, words.end))
    while words.end > words.start and text[words.end - 1] in _CLOSING:
        words = Span(words.start, words.end - 1)
    if len(words_of(text, words.start, words.end)) < _FEWEST:
        return None
    return Reported(words, clause, sentence)
