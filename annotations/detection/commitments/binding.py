"""Whether a sentence binds somebody: the shape that fits it, and all that must hold besides."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annotations.detection.commitments.actors import (
    Actor,
    Subject,
    Usage,
    is_joined,
    subject_before,
)
from annotations.detection.commitments.deadlines import dates_ahead
from annotations.detection.commitments.pledging import Hit, hits, is_any, pledging
from annotations.detection.found import Kind, Suggestion
from annotations.detection.quotations.speaking import people_of
from annotations.detection.reading import Reading
from annotations.model import Span
from annotations.vocabulary import QuoteType

LONGEST_SENTENCE = 4_000
"""Characters; what goes on longer without a full stop is a table, or no prose."""
_ACTORS = frozenset(Actor) - {Actor.NONE, Actor.ELIDED, Actor.UNNAMED}
_BODIES = frozenset((Actor.INSTITUTION, Actor.OFFICIAL, Actor.NAME, Actor.OWN))
_OFFICES = frozenset((Actor.INSTITUTION, Actor.OFFICIAL))
_OUTER = " \"'“”‘’«»(["
_RECORD = "commitment.record"
_OWNERS_ENDS = ("'s", "’s", "s'", "s’")
_SHORT_WORD = 3
_JUST_BEFORE = 30
"""Characters: a hope further off than that is another clause's, "we hope so, and we will …"."""
_HEADLINE_COLON = re.compile(r"^[^.\n]{2,60}:\s*$")
_LABEL = re.compile(r"[A-Z][A-Z.'’ -]{1,40}:\s")
"""Whoever speaks in a transcript."""
_UNMARKED = "quote.indirect-after"
_WORD = re.compile(r"[\w'’-]+")
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Setting:
    """An article with what was found in it before: who speaks where, which amounts stand where."""

    reading: Reading
    spoken: tuple[Suggestion, ...]
    amounts: tuple[Suggestion, ...]

    @staticmethod
    def of(reading: Reading, found: Sequence[Suggestion]) -> "Setting":
        """Sort what the detectors before found."""
        return Setting(
            reading,
            tuple(sorted((s for s in found if s.kind is Kind.QUOTE), key=lambda s: s.start)),
            tuple(sorted((s for s in found if s.kind is Kind.STATISTIC), key=lambda s: s.start)),
        )

    @cached_property
    def usage(self) -> Usage:
        """How the article writes its words."""
        return Usage.of(self.reading.text)

    @cached_property
    def subjects(self) -> list[tuple[int, str]]:
        """Where somebody begins a sentence, outside quotations, and his name, in order."""
        return sorted(
            (mention.start, person.name)
            for person in people_of(self.reading).persons
            for mention in person.mentions
            if mention.subject and not mention.quoted
        )

    @cached_property
    def _quoted_starts(self) -> list[int]:
        return [quoted.start for quoted in self.reading.quoted]

    def zone(self, sentence: Span, offset: int) -> tuple[Span, bool]:
        """Find the stretch of a sentence that an offset stands in, and whether it is quoted."""
        quoted = self.reading.quoted
        number = bisect_right(self._quoted_starts, offset) - 1
        start, end = sentence.start, sentence.end
        if number >= 0:
            one = quoted[number]
            if offset < one.end:
                return Span(max(start, one.inner_start), min(end, max(one.inner_end, offset))), True
            start = max(start, one.end)
        if number + 1 < len(quoted):
            end = min(end, max(quoted[number + 1].start, offset))
        return Span(start, end), False

    def speech_at(self, offset: int) -> Suggestion | None:
        """Find the direct or reported speech that an offset stands in."""
        return next((one for one in self.spoken if one.start <= offset < one.end), None)

    def speech_in(self, sentence: Span) -> Suggestion | None:
        """Find the first speech that shares words with a sentence."""
        return next(
            (s for s in self.spoken if s.start < sentence.end and sentence.start < s.end), None
        )

    def goes_on(self, sentence: Span) -> bool:
        """Say whether the sentence before was reported speech, and this one is its going on."""
        if sentence.start <= self.reading.sentences[0].start:
            return False
        before = self.reading.sentence_at(sentence.start - 1)
        speech = self.speech_in(before)
        return speech is not None and speech.attribution.quote_type is QuoteType.INDIRECT


@dataclass(frozen=True, slots=True)
class Bound:
    """A shape that holds, the subject before it, and the stretch that both stand in."""

    hit: Hit
    subject: Subject
    zone: Span
    quoted: bool


def binding(setting: Setting, sentence: Span) -> Bound | None:
    """Find what binds somebody in a sentence; None where nothing does."""
    reading = setting.reading
    if sentence.end - sentence.start > LONGEST_SENTENCE:
        return None
    if reading.text[sentence.start : sentence.end].rstrip("\"”'’) ").endswith("?"):
        return None
    for hit in hits(reading.language, reading.text, sentence):
        zone, quoted = setting.zone(sentence, hit.start)
        subject = subject_before(reading.language, setting.usage, reading.text, zone, hit.start)
        bound = Bound(hit, subject, zone, quoted)
        if _holds(setting, sentence, bound):
            return bound
    return None


def _holds(setting: Setting, sentence: Span, bound: Bound) -> bool:
    needs = bound.hit.shape.needs
    actor = bound.subject.actor
    known = setting.reading.language
    if is_any(known, ("when",), bound.subject.opened_by):
        return False
    if "voice" in needs and not _is_voice(setting, sentence, bound):
        return False
    if "actor" in needs and (
        actor not in _ACTORS or (actor is Actor.FIRST and not _is_voice(setting, sentence, bound))
    ):
        return False
    if "subject" in needs and actor in {Actor.UNNAMED, Actor.ELIDED}:
        return False
    if "someone" in needs and actor is Actor.UNNAMED:
        return False
    if "body" in needs and actor not in _BODIES:
        return False
    if "office" in needs and actor not in _OFFICES:
        return False
    if "institution" in needs and not _is_institution(setting, bound):
        return False
    if "possessed" in needs and not _is_possessed(setting, bound):
        return False
    if "main" in needs and bound.subject.opened_by:
        return False
    if _is_wished(setting, bound):
        return False
    return _holds_around(setting, sentence, bound)


def _holds_around(setting: Setting, sentence: Span, bound: Bound) -> bool:
    needs = bound.hit.shape.needs
    if "spoken" in needs and not _is_spoken(setting, sentence, bound):
        return False
    if "own body" in needs and not _is_own_body(setting, sentence, bound):
        return False
    if "no event" in needs and _is_event(setting, bound):
        return False
    if "date" in needs and not _has_date(setting, bound):
        return False
    return not ("due" in needs and not (_has_date(setting, bound) or _has_amount(setting, bound)))


def _is_institution(setting: Setting, bound: Bound) -> bool:
    """Say whether the subject is no person: it that "said it would" speaks of itself."""
    if bound.subject.actor is Actor.INSTITUTION:
        return True
    span = bound.subject.span
    if bound.subject.actor not in {Actor.NAME, Actor.NONE} or not _is_capital(setting, span):
        return False
    people = people_of(setting.reading)
    name = people.parse(span).name
    person = people.find(people.parts_of(name), span.start) if name else None
    return person is None or not (len(person.parts) > 1 or person.gender or person.official)


def _is_capital(setting: Setting, span: Span) -> bool:
    return setting.reading.words(span)[:1].isupper()


def _is_voice(setting: Setting, sentence: Span, bound: Bound) -> bool:
    """Say whether the words are somebody's own: quoted, or after a headline's colon."""
    if bound.quoted:
        return True
    reading = setting.reading
    speech = setting.speech_at(bound.hit.start)
    if speech is not None and speech.rule == _UNMARKED:
        return True  # "Kami akan datang, kata Rina."
    paragraph = reading.paragraph_at(sentence.start)
    if _LABEL.match(reading.text, paragraph.start, paragraph.end):
        return True  # "HARTLEY: Thank you. We will come."
    return bool(_HEADLINE_COLON.match(reading.text[sentence.start : bound.hit.start]))


def _is_wished(setting: Setting, bound: Bound) -> bool:
    """Say whether somebody else asks for the act, hopes for it or expects it."""
    words, text = pledging(setting.reading.language), setting.reading.text
    start, end = bound.zone.start, bound.hit.start
    if "free" in bound.hit.shape.needs and is_joined(setting.reading.language, text, start, end):
        return False  # "meminta warga tenang dan berjanji …": his own verb again
    if bound.subject.actor is Actor.FIRST or "voice" in bound.hit.shape.needs:
        start = max(start, end - _JUST_BEFORE, text.rfind(",", start, end))
        return bool(words.requests.search(text, start, end))
    if words.requests.search(text, start, end) or _is_looked_on(setting, bound):
        return True
    return bound.hit.shape.rule != _RECORD and bool(words.opinions.search(text, start, end))


def _is_event(setting: Setting, bound: Bound) -> bool:
    """Say whether the subject only takes place: "sidang akan dilanjutkan pekan depan"."""
    words = _TOKEN.findall(setting.reading.words(bound.subject.span))
    return any(is_any(setting.reading.language, ("events",), word) for word in words)


def _is_looked_on(setting: Setting, bound: Bound) -> bool:
    """Say whether an onlooker tells it: "Pengamat … mengatakan pemerintah akan …"."""
    known, text = setting.reading.language, setting.reading.text
    if not is_any(known, ("speech", "that"), bound.subject.opened_by):
        return False
    words = _TOKEN.findall(text, bound.zone.start, bound.subject.span.start)
    return any(is_any(known, ("bystanders",), word) for word in words)


def _is_possessed(setting: Setting, bound: Bound) -> bool:
    """Say whether the noun of a pledge has an owner: "komitmen kami untuk", "her promise to"."""
    reading = setting.reading
    words = reading.text[bound.hit.start : bound.hit.act if bound.hit.act >= 0 else bound.hit.end]
    noun, *rest = _TOKEN.findall(words)
    if not reading.words(Span(bound.zone.start, bound.hit.start)).strip(_OUTER):
        return False  # "Komitmen perusahaan untuk … mendapat penghargaan": a subject, no pledge
    lists = ("first", "own", "institutions", "owners")
    if any(is_any(reading.language, ("nobodys",), word) for word in rest):
        return False
    if noun.casefold().endswith(reading.language.words("commitments.owner_suffixes") or ("\n",)):
        return True
    if any(word[0].isupper() or is_any(reading.language, lists, word) for word in rest):
        return True
    words = reading.text[bound.zone.start : bound.hit.start]
    before = words.split()[-1]
    if is_any(reading.language, ("owners",), before) or before.endswith(_OWNERS_ENDS):
        return True
    if bound.subject.actor is Actor.UNNAMED:
        return False
    return bool(pledging(reading.language).reaffirm.search(words[-60:]))


def owner_of(setting: Setting, bound: Bound) -> Span | None:
    """Give whoever owns the noun of a pledge: "komitmen Dinas Sosial untuk"; None for "ours"."""
    if "possessed" not in bound.hit.shape.needs or bound.hit.act < 0:
        return None
    text = setting.reading.text
    between = list(_WORD.finditer(text, bound.hit.start, bound.hit.act))[1:-1]
    owners, known = ("institutions", "officials"), setting.reading.language
    names = [word for word in between if word[0][0].isupper() or is_any(known, owners, word[0])]
    if not names:
        return None
    return Span(names[0].start(), names[-1].end())


def _is_spoken(setting: Setting, sentence: Span, bound: Bound) -> bool:
    if bound.quoted:
        return True
    if setting.speech_at(bound.hit.start) is not None or setting.goes_on(sentence):
        return True
    words = pledging(setting.reading.language)
    return bool(words.speech.search(setting.reading.text, sentence.start, bound.hit.start))


def _is_own_body(setting: Setting, sentence: Span, bound: Bound) -> bool:
    """Say whether the speaker's own house acts: "Menkes mengatakan kementerian akan …"."""
    if bound.quoted:
        return False
    actor = bound.subject.actor
    if actor in {Actor.PRONOUN, Actor.OWN}:
        return _opens_after_speech(setting, bound)
    if actor not in {Actor.INSTITUTION, Actor.NAME}:
        return False
    speech = setting.speech_at(bound.hit.start) or setting.speech_in(sentence)
    if speech is None:
        return False
    text = setting.reading.words(bound.subject.span)
    if actor is Actor.INSTITUTION and not _is_bystander(setting, speech):
        return True
    if text.isupper() and not _is_bystander(setting, speech):
        return True
    before = _words_before(setting, sentence, bound)
    if any(len(word) > _SHORT_WORD and word in before for word in _TOKEN.findall(text)):
        return True
    named = f"{speech.speaker.name} {speech.speaker.role} {speech.speaker.institution}"
    own = set(_TOKEN.findall(named.casefold()))
    return any(len(word) > 1 and word in own for word in _TOKEN.findall(text.casefold()))


def _words_before(setting: Setting, sentence: Span, bound: Bound) -> set[str]:
    """Give the words of a sentence before its subject."""
    return set(_TOKEN.findall(setting.reading.text, sentence.start, bound.subject.span.start))


def _opens_after_speech(setting: Setting, bound: Bound) -> bool:
    words = pledging(setting.reading.language)
    return bool(
        words.speech.search(setting.reading.text, bound.zone.start, bound.subject.span.start)
    )


def _is_bystander(setting: Setting, speech: Suggestion) -> bool:
    """Say whether the speaker only looks on: an analyst speaks for no ministry."""
    reading = setting.reading
    said = f"{speech.speaker.role} {speech.speaker.name} {speech.attribution.role}"
    return any(is_any(reading.language, ("bystanders",), word) for word in _TOKEN.findall(said))


def _has_date(setting: Setting, bound: Bound) -> bool:
    return next(dates_ahead(setting.reading, told(setting, bound)), None) is not None


def _has_amount(setting: Setting, bound: Bound) -> bool:
    zone = told(setting, bound)
    return any(zone.start <= one.start and one.end <= zone.end for one in setting.amounts)


def told(setting: Setting, bound: Bound) -> Span:
    """Give the words in which a date is the deed's: not those that say when somebody spoke."""
    if bound.quoted:
        return bound.zone
    words = pledging(setting.reading.language)
    start = bound.zone.start
    end = bound.hit.act if bound.hit.act >= 0 else bound.hit.end
    for match in words.speech.finditer(setting.reading.text, start, end):
        start = match.end()
    return Span(start, bound.zone.end)
