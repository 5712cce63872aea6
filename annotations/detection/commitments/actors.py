"""Who binds himself: the subject before the words of a pledge, and what kind of actor it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from annotations.detection.commitments.pledging import is_any, pledging
from annotations.detection.commitments.shapes import words_pattern
from annotations.detection.languages import Language
from annotations.model import Span
from annotations.spans import trim

_TOKEN = re.compile(r"[^\s,;:()\"“”]+")
_MARKS = re.compile(r"[;:\"“”„«»()]|\s[–—-]+\s")
_TRIMMED = " \t\n,.'‘’-–—"
_LONGEST_SUBJECT = 240
_INITIAL = re.compile(r"(?:^|[.!?:\n\"“”–—-]\s*|\s-+\s)$")


class Actor(StrEnum):
    """What may bind itself."""

    NONE = ""
    ELIDED = "elided"
    FIRST = "first"
    OWN = "own"
    PRONOUN = "pronoun"
    INSTITUTION = "institution"
    OFFICIAL = "official"
    NAME = "name"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Subject:
    """The words for an actor, and what opened their clause: "jika", "bahwa", "" or a mark."""

    actor: Actor
    span: Span
    opened_by: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """How an article writes its words: a word with a small letter anywhere is no name."""

    small: frozenset[str]
    capital: frozenset[str]

    @staticmethod
    def of(text: str) -> "Usage":
        """Collect the words of a text by their first letters."""
        small: set[str] = set()
        capital: set[str] = set()
        for word in _WITHIN.findall(text):
            (small if word[0].islower() else capital).add(word)
        return Usage(frozenset(small), frozenset(capital))

    def is_name(self, word: str, *, initial: bool) -> bool:
        """Say whether a word is one of a name; at the head of a sentence capitals prove nothing."""
        if not word[:1].isupper():
            return False
        if not initial or (len(word) > 1 and word.isupper()):
            return True
        return word.lower() not in self.small and word in self.capital


_WITHIN = re.compile(r"(?<=[\w,] )[^\W\d_]\w+")
"""Words that stand within a sentence: after another word, or a comma."""


@cache
def _openers(known: Language) -> re.Pattern[str]:
    lists = ("clause", "when", "speech")
    words = tuple(word for name in lists for word in known.words(f"commitments.{name}"))
    return re.compile(rf"(?<!\w){words_pattern(words)}(?!\w)", re.IGNORECASE)


@cache
def _lead(known: Language) -> re.Pattern[str]:
    words = words_pattern(known.words("commitments.lead") + known.words("commitments.adverb"))
    return re.compile(rf"(?:{words}(?!\w)[\s,]*)+", re.IGNORECASE)


def subject_before(known: Language, usage: Usage, text: str, zone: Span, start: int) -> Subject:
    """Find the actor whose act begins at `start`, looking back no further than the zone.

    `zone` is the quoted words, or the sentence around them, that the act stands in.
    """
    first = max(zone.start, start - _LONGEST_SUBJECT)
    opened_by, cut = _opener(known, text, first, start)
    if is_joined(known, text, cut, start):
        return Subject(Actor.ELIDED, Span(start, start))
    parts = list(_parts(text, cut, start))
    apposed = False
    for number, part in reversed([*enumerate(parts)]):
        small = text[part.start : part.start + 1].islower()
        if apposed and small and number and _names(known, usage, text, parts[number - 1]):
            continue  # "Mayor Dana Whitfield, a lawyer, promised"
        span = _without_lead(known, text, part)
        span = _without_adverbs(known, text, span)
        if span.start == span.end:
            apposed = apposed or part is parts[-1]
            continue
        actor = _actor(known, usage, text, span)
        if actor is not Actor.NONE:
            return Subject(actor, span, opened_by)
        if joined := _joined(known, text, span):
            actor = _actor(known, usage, text, joined)
            if actor is not Actor.NONE:
                return Subject(actor, joined, opened_by)
        if not (apposed or _is_adverbial(known, text, span)):
            return Subject(Actor.NONE, span, opened_by)
    if all(_without_lead(known, text, part).start == part.end for part in parts):
        return Subject(Actor.ELIDED, Span(start, start), opened_by)
    return Subject(Actor.NONE, Span(start, start), opened_by)


def _names(known: Language, usage: Usage, text: str, part: Span) -> bool:
    """Say whether a part of a clause names an actor, which the next part then describes."""
    return _actor(known, usage, text, _without_lead(known, text, part)) in _NAMED


def _is_adverbial(known: Language, text: str, span: Span) -> bool:
    head = _TOKEN.search(text, span.start, span.end)
    return head is not None and is_any(known, ("no_subject",), head[0])


def _joined(known: Language, text: str, span: Span) -> Span | None:
    """Give the last of several clauses that "dan" or "and" joins, None where nothing does."""
    last = None
    for match in _joiners(known).finditer(text, span.start, span.end):
        last = match
    return trim(text, Span(last.end(), span.end)) if last else None


def is_joined(known: Language, text: str, first: int, start: int) -> bool:
    """Say whether "dan" or "and" stands right before: the subject is that of the clause before."""
    before = text[first:start].rsplit(maxsplit=1)
    return bool(before) and is_any(known, ("joiners",), before[-1])


@cache
def _joiners(known: Language) -> re.Pattern[str]:
    words = words_pattern(known.words("commitments.joiners"))
    return re.compile(rf"(?<!\w){words}\s", re.IGNORECASE)


def _opener(known: Language, text: str, first: int, start: int) -> tuple[str, int]:
    opened_by, cut = "", first
    comma = text.rfind(",", first, start)
    for match in _MARKS.finditer(text, first, start):
        cut = match.end()
    for match in _openers(known).finditer(text, cut, start):
        # "Jika tidak dibayar, kami akan …": after the comma stands the clause itself
        opened_by, cut = "" if match.end() <= comma else match[0].casefold(), match.end()
    return opened_by, cut


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    for number, piece in enumerate(text[start:end].split(",")):
        start += number > 0
        yield trim(text, Span(start, start + len(piece)))
        start += len(piece)


def _without_lead(known: Language, text: str, span: Span) -> Span:
    match = _lead(known).match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def _without_adverbs(known: Language, text: str, span: Span) -> Span:
    words = text[span.start : span.end] + " "
    match = pledging(known).adverb_end.search(words)
    end = span.start + match.start() if match else span.end
    return trim(text, Span(span.start, max(end, span.start)))


def _actor(known: Language, usage: Usage, text: str, span: Span) -> Actor:
    tokens = list(_TOKEN.finditer(text, span.start, span.end))
    if not tokens:
        return Actor.NONE
    last = tokens[-1][0].strip(_TRIMMED)
    heads_last = known.text("commitments.head") == "last"
    ends = (last,) if heads_last else (last, tokens[0][0])  # "kami sebagai warga"
    if any(is_any(known, ("first",), word) for word in ends):
        return Actor.FIRST
    for kind in (Actor.OWN, Actor.PRONOUN):
        if is_any(known, (_LISTS[kind],), last):
            return kind
    return _last(known, usage, text, tokens) if heads_last else _first(known, usage, text, tokens)


_LISTS = {
    Actor.OWN: "own",
    Actor.PRONOUN: "pronouns",
    Actor.UNNAMED: "unnamed",
    Actor.INSTITUTION: "institutions",
    Actor.OFFICIAL: "officials",
}
_NAMED = frozenset((Actor.NAME, Actor.OFFICIAL, Actor.INSTITUTION))
_NOUNS = (Actor.UNNAMED, Actor.INSTITUTION, Actor.OFFICIAL, Actor.OWN, Actor.PRONOUN)


def _noun(known: Language, word: str) -> Actor:
    return next((kind for kind in _NOUNS if is_any(known, (_LISTS[kind],), word)), Actor.NONE)


def _first(known: Language, usage: Usage, text: str, tokens: list[re.Match[str]]) -> Actor:
    """Read a group whose first word names it: "Kepala Dinas Kesehatan"."""
    head = tokens[0]
    word = head[0].strip(_TRIMMED)
    if is_any(known, ("no_subject",), word):
        return Actor.NONE
    kind = _noun(known, word)
    if kind is not Actor.NONE:
        return kind
    if not usage.is_name(word, initial=_opens(text, head.start())):
        second = tokens[1][0] if len(tokens) > 1 else ""
        if word[:1].isupper() and second[:1].isupper() and word.lower() not in usage.small:
            return Actor.NAME
        return Actor.NONE
    return Actor.NAME


def _last(known: Language, usage: Usage, text: str, tokens: list[re.Match[str]]) -> Actor:
    """Read a group whose last word names it: "the Ministry", "Governor Jane Doe"."""
    if is_any(known, ("no_subject",), tokens[0][0]):
        return Actor.NONE
    words = [token[0].strip(_TRIMMED) for token in tokens]
    stop = next((n for n, w in enumerate(words) if n and is_any(known, ("of",), w)), len(words))
    kind = _noun(known, words[stop - 1])
    if kind is not Actor.NONE:
        return kind
    named = usage.is_name(words[stop - 1], initial=_opens(text, tokens[stop - 1].start()))
    return Actor.NAME if named else Actor.NONE


def _opens(text: str, start: int) -> bool:
    return bool(_INITIAL.search(text[max(0, start - 6) : start]))
