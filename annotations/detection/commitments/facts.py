"""The facts of a commitment: who, what, for whom, until when and if, each with its source."""

import re
from bisect import bisect_left

from annotations.detection.commitments.actors import Actor, subject_before
from annotations.detection.commitments.binding import Bound, Setting, owner_of, told
from annotations.detection.commitments.deadlines import find_deadline
from annotations.detection.commitments.pledging import is_any, pledging
from annotations.detection.found import Suggestion
from annotations.detection.quotations.speaking import people_of
from annotations.facts import Commitment, Source, WrittenDate
from annotations.model import Span
from annotations.vocabulary import CommitmentKind

_STANCE = "commitment.stance"
_KINDS = {"commitment.plan": CommitmentKind.PLAN, _STANCE: CommitmentKind.STANCE}
_OUTER = " \t\n\"“”„«».,;:'‘’"
_CLAUSE_END = re.compile(r"[.!?;]?[\"”»]|[;:]|[.!?]$")
_PHRASE_END = re.compile(r"[,;:.!?\"“”()]")
_LONGEST_PHRASE = 80
_WORD = re.compile(r"[\w'’-]+")
_NAMES = frozenset((Actor.INSTITUTION, Actor.OFFICIAL, Actor.NAME))


def fact_of(setting: Setting, sentence: Span, bound: Bound) -> Commitment:
    """Read the facts of a sentence that binds somebody."""
    rule = bound.hit.shape.rule
    sources: list[Source] = []
    who = _who(setting, sentence, bound, sources)
    what = _what(setting, sentence, bound)
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
    span = None
    if not _is_own(setting, bound):
        span = bound.hit.agent or owner_of(setting, bound) or _subject(setting, bound)
    if span is not None:
        span = _without_rest(setting, span)
        if bound.subject.actor is Actor.INSTITUTION:
            name = setting.reading.words(span)
        else:
            name, span = _named(setting, span)
        sources.append(Source("who", span.start, span.end, rule))
        return name
    if (known := _person_before(setting, sentence, bound)) is not None:
        sources.append(Source("who", bound.subject.span.start, bound.subject.span.end, rule))
        return known
    if (teller := _teller(setting, sentence, bound)) is not None:
        name, span = _named(setting, teller)
        sources.append(Source("who", span.start, span.end, rule))
        return name
    speech = _speech(setting, sentence, bound)
    if speech is not None and speech.speaker.name:
        start, end = speech.speaker.start, speech.speaker.end
        if start < 0:
            start, end = bound.subject.span.start, bound.subject.span.end
        if start >= end:  # "menyatakan akan …", with no words for whoever speaks
            start, end = bound.hit.start, bound.hit.end
        sources.append(Source("who", start, end, rule))
        return speech.speaker.name
    span = bound.subject.span
    if bound.subject.actor in {Actor.NONE, Actor.ELIDED, Actor.UNNAMED}:
        return ""
    sources.append(Source("who", span.start, span.end, rule))
    return setting.reading.words(span)


def _without_rest(setting: Setting, span: Span) -> Span:
    """Leave off what the actor does or where: "BRI terus memperkuat", "Rina dalam waktu dekat"."""
    known, text = setting.reading.language, setting.reading.text
    if known.text("commitments.head") == "last":
        return span
    words = list(_WORD.finditer(text, span.start, span.end))
    for number in range(1, len(words)):
        word, following = words[number][0], words[number + 1 : number + 2]
        small = not following or following[0][0][0].islower()
        if is_any(known, ("adverb",), word) or (small and is_any(known, ("no_subject",), word)):
            return Span(span.start, words[number - 1].end())
    return span


def _person_before(setting: Setting, sentence: Span, bound: Bound) -> str | None:
    """Name whom "ia" means that nobody quotes: the subject of a sentence since the last words said.

    "Ratna setuju. Ia berjanji datang."
    """
    if bound.quoted or bound.subject.actor is not Actor.PRONOUN:
        return None
    if setting.speech_in(sentence) is not None:
        return None
    before = bisect_left(setting.spoken, sentence.start, key=_start) - 1
    since = setting.spoken[before].end if before >= 0 else -1
    paragraph = setting.reading.paragraph_at(sentence.start)
    number = bisect_left(setting.subjects, (sentence.start, "")) - 1
    if number < 0 or setting.subjects[number][0] < max(since, paragraph.start):
        return None
    return setting.subjects[number][1]


def _start(one: Suggestion) -> int:
    return one.start


def _teller(setting: Setting, sentence: Span, bound: Bound) -> Span | None:
    """Give who stands before the word of saying: "Kapolda menegaskan komitmennya", unquoted."""
    opener = bound.subject.opened_by
    if bound.subject.actor is not Actor.ELIDED or not opener:
        return None
    if bound.quoted or setting.speech_in(sentence) is not None:
        return None
    reading = setting.reading
    before = reading.text[bound.zone.start : bound.hit.start].casefold().rfind(opener)
    if before < 0:
        return None
    at = bound.zone.start + before
    subject = subject_before(reading.language, setting.usage, reading.text, bound.zone, at)
    return subject.span if subject.actor in _NAMES else None


def _is_own(setting: Setting, bound: Bound) -> bool:
    """Say whether the words of the pledge mean the speaker: "komitmen kami", "pihaknya"."""
    words = setting.reading.text[bound.hit.start : bound.hit.end].split()
    return any(is_any(setting.reading.language, ("first", "own"), word) for word in words)


def _subject(setting: Setting, bound: Bound) -> Span | None:
    """Give the subject's words where they name the actor; a thing that is promised is none."""
    actor = bound.subject.actor
    if "no event" in bound.hit.shape.needs:
        return None  # a passive: the thing that is delivered
    if actor in _NAMES:
        return bound.subject.span
    if actor is Actor.PRONOUN and is_any(
        setting.reading.language, ("many",), setting.reading.words(bound.subject.span)
    ):
        return bound.subject.span
    if bound.quoted or bound.hit.shape.needs & {"spoken", "date"}:
        return None
    if actor is Actor.UNNAMED:
        return bound.subject.span
    span = bound.subject.span
    if actor is Actor.NONE and setting.reading.words(span)[:1].isupper():
        return span  # "Kedua pihak sepakat …", a group that no list has
    return None


def _named(setting: Setting, span: Span) -> tuple[str, Span]:
    """Give the fullest name in the article of whom a phrase names, and the words of the name."""
    people = people_of(setting.reading)
    name = people.parse(span).name
    if name is None or not span.start <= name.start < name.end <= span.end:
        return setting.reading.words(span), span
    parts = people.parts_of(name)
    person = people.find(parts, span.start)
    if person is None or (name != span and len(person.parts) == len(person.mentions) == 1):
        return setting.reading.words(span), span  # "Bupati Ara": the place, not a name
    return person.name, name


def _speech(setting: Setting, sentence: Span, bound: Bound) -> Suggestion | None:
    found = setting.speech_at(bound.hit.start) or setting.speech_in(sentence)
    if found is not None:
        return found
    before = [one for one in setting.spoken if one.start < sentence.start and one.speaker.name]
    return before[-1] if before else None


def _what(setting: Setting, sentence: Span, bound: Bound) -> Span | None:
    """Give the act: from its verb, or what follows the pledge, to the end of the clause.

    A word that denies belongs to it: "vowed not to close the pier". Of a stance, which has no act,
    it is the position.
    """
    text = setting.reading.text
    if bound.hit.shape.rule == _STANCE:
        stop = _PHRASE_END.search(text, bound.hit.end, bound.zone.end)
        return _trimmed(text, Span(bound.zone.start, stop.start() if stop else bound.zone.end))
    start = bound.hit.act if bound.hit.act >= 0 else bound.hit.end
    if denial := pledging(setting.reading.language).denial.search(text, bound.hit.start, start):
        start = denial.start()
    if "spoken" in bound.hit.shape.needs and bound.subject.actor in {Actor.UNNAMED, Actor.NONE}:
        start = min(start, bound.subject.span.start)  # "pembayaran akan dimulai …": the thing done
    if "object" in bound.hit.shape.needs and bound.subject.span.start < bound.subject.span.end:
        start = bound.subject.span.start  # "pasar itu akan kami buka"
    end = bound.zone.end
    told = setting.speech_at(start)
    if told is not None and not bound.quoted:
        end = min(end, told.end)  # "Kami akan datang | , kata Rina."
    while start < len(text) and text[start] in _OUTER:
        start += 1
    if start >= end and bound.quoted:  # "“Nobody will be left out, I promise”": what came before
        comma = text.rfind(",", bound.zone.start, bound.hit.start)
        return _trimmed(text, Span(bound.zone.start, comma if comma >= 0 else bound.hit.start))
    if start >= end:  # "pledged to “fight for every vote”"
        end = max(sentence.end, start)
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
        "beneficiary": _person(setting, beneficiary.start(), zone.end) if beneficiary else None,
    }


def _person(setting: Setting, start: int, end: int) -> Span | None:
    """Give whom "bagi …" names: what follows its first word, up to the next phrase."""
    text = setting.reading.text
    start = text.find(" ", start, end)
    if start < 0:
        return None
    stop = pledging(setting.reading.language).phrase_stop.search(text, start, end)
    return _phrase(text, start, stop.start() if stop else end)


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
