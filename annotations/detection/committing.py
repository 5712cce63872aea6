"""The facts of a commitment: who, what, for whom, until when and if, each with its source."""

import re

from annotations.detection.actors import Actor
from annotations.detection.binding import Bound, Setting, told
from annotations.detection.deadlines import find_deadline
from annotations.detection.found import Suggestion
from annotations.detection.pledging import pledging
from annotations.facts import Commitment, Source, WrittenDate
from annotations.model import Span
from annotations.vocabulary import CommitmentKind

_KINDS = {
    "commitment.plan": CommitmentKind.PLAN,
    "commitment.stance": CommitmentKind.STANCE,
}
_OUTER = " \t\n\"“”„«».,;:'‘’"
_CLAUSE_END = re.compile(r"[.!?;]?[\"”»]|[;:]|[.!?]$")
_PHRASE_END = re.compile(r"[,;:.!?\"“”()]")
_LONGEST_PHRASE = 80


def fact_of(setting: Setting, sentence: Span, bound: Bound) -> Commitment:
    """Read the facts of a sentence that binds somebody."""
    rule = bound.hit.shape.rule
    sources: list[Source] = []
    who = _who(setting, sentence, bound, sources)
    what = _what(setting, bound)
    parts = {"what": what, **_phrases(setting, bound)}
    written = WrittenDate()
    if due := find_deadline(setting.reading, told(setting, bound)):
        written = due.date
        sources.append(Source("deadline", due.span.start, due.span.end, rule))
    sources += [
        Source(field, span.start, span.end, rule)
        for field, span in parts.items()
        if span is not None
    ]
    words = {field: setting.reading.words(span) if span else "" for field, span in parts.items()}
    return Commitment(
        kind=_KINDS.get(rule, CommitmentKind.PROMISE),
        who=who,
        what=words["what"],
        beneficiary=words["beneficiary"],
        condition=words["condition"],
        deadline=written,
        sources=tuple(sources),
    )


def _who(setting: Setting, sentence: Span, bound: Bound, sources: list[Source]) -> str:
    """Name the actor bound: whoever speaks, for "we" and "pihaknya"; else the subject's words."""
    rule = bound.hit.shape.rule
    actor, span = bound.subject.actor, bound.subject.span
    named = actor in {Actor.INSTITUTION, Actor.OFFICIAL, Actor.NAME, Actor.UNNAMED}
    if named and not (bound.quoted and actor is Actor.UNNAMED):
        sources.append(Source("who", span.start, span.end, rule))
        return setting.reading.words(span)
    speech = _speech(setting, sentence, bound)
    if speech is not None and speech.speaker.name:
        start, end = speech.speaker.start, speech.speaker.end
        if start < 0:
            start, end = span.start, span.end
        sources.append(Source("who", start, end, rule))
        return speech.speaker.name
    if span.start < span.end and actor is not Actor.NONE:
        sources.append(Source("who", span.start, span.end, rule))
        return setting.reading.words(span)
    return ""


def _speech(setting: Setting, sentence: Span, bound: Bound) -> Suggestion | None:
    found = setting.speech_at(bound.hit.start) or setting.speech_in(sentence)
    if found is not None:
        return found
    before = [one for one in setting.spoken if one.start < sentence.start and one.speaker.name]
    return before[-1] if before else None


def _what(setting: Setting, bound: Bound) -> Span | None:
    """Give the act: from its verb, or what follows the pledge, to the end of the clause."""
    text = setting.reading.text
    start = bound.hit.act if bound.hit.act >= 0 else bound.hit.end
    end = bound.zone.end
    if stop := _CLAUSE_END.search(text, start, end):
        end = stop.start()
    if stop := pledging(setting.reading.language).condition.search(text, start, end):
        end = stop.start()
    return _trimmed(text, Span(start, end))


def _phrases(setting: Setting, bound: Bound) -> dict[str, Span | None]:
    words = pledging(setting.reading.language)
    text, zone = setting.reading.text, bound.zone
    condition = words.condition.search(text, zone.start, zone.end)
    beneficiary = words.beneficiary.search(text, bound.hit.end, zone.end)
    return {
        "condition": _phrase(text, condition.start(), zone.end) if condition else None,
        "beneficiary": _phrase(text, beneficiary.end(), zone.end) if beneficiary else None,
    }


def _phrase(text: str, start: int, end: int) -> Span | None:
    stop = _PHRASE_END.search(text, start, min(end, start + _LONGEST_PHRASE))
    return _trimmed(text, Span(start, stop.start() if stop else min(end, start + _LONGEST_PHRASE)))


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER:
        end -= 1
    return Span(start, end) if start < end else None
