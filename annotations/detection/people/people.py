"""The people of an article: each name in its fullest form, with rank, office and institution."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from annotations.detection.people.naming import Lexicon, Words, lexicon
from annotations.detection.people.phrases import Phrases
from annotations.detection.people.roles import words_of
from annotations.detection.people.sources import Form, Mentioned, Sources
from annotations.detection.reading import Reading
from annotations.model import Span

__all__ = ["Form", "Mention", "Mentioned", "People", "Person", "find_people"]

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]{0,3000}[\"”»]|''[^'\n](?:[^'\n]|'(?!')){0,3000}''")
_REACH = 14
"""Words of a description that are looked at beside a name."""
_BREAKS = frozenset(',;:–—"“”.?!')
_MOST_ALIKE = 50
"""People of one name who are told apart; of more, those found last."""
_SMALL_WORD = 3
"""Letters: words up to here are written small in headlines too."""
_FEWEST, _LONGEST_HEADLINE, _MOST, _NEARLY_ALL = 4, 40, 0.75, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where the text names somebody.

    `start` is where the phrase begins, with its office. `speaks`: a verb of speaking stands beside
    it; `subject`: it begins its sentence; `quoted`: it stands inside quotation marks.
    """

    name: Span
    start: int
    role: Span | None = None
    speaks: bool = False
    subject: bool = False
    quoted: bool = False
    known: bool = False


@dataclass(eq=False, slots=True)
class Person:
    """One of the people; grows while the article is read."""

    name: str
    parts: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    roles: list[tuple[int, Span, tuple[str, ...]]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    prominent: list[int] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    gender: str = ""
    known: bool = False
    official: bool = False
    party: bool = False

    @property
    def role(self) -> Span | None:
        """The office he was introduced with, in the longest form that begins so."""
        if not self.roles:
            return None
        _, best, first = self.roles[0]
        for _, span, words in self.roles[1:]:
            if set(first) < set(words):
                best, first = span, words
        return best


class People:
    """Who is in an article, and how its phrases for them read. Made by `find_people`."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.lex: Lexicon = lexicon(reading.language)
        self.words = Words(reading.text, pairs=self.lex.head_first)
        self.phrases = Phrases(self.words, self.lex)
        self.persons: list[Person] = []
        self.by_part: dict[str, list[Person]] = {}
        self.institutions: dict[str, str] = {}
        self._sources = Sources(self.words, self.lex, self.phrases, self.by_part)
        self._quoted = [(found.start(), found.end()) for found in _QUOTED.finditer(self.text)]
        self._quote_starts = [start for start, _ in self._quoted]
        self._parsed: dict[Span, Mentioned] | None = None
        self.headlines = tuple(self._headlines())
        self._headline_starts = {self.words.starts[first] for first, _ in self.headlines}

    def _headlines(self) -> Iterable[tuple[int, int]]:
        """Find lines with a capital on nearly every word, where capitals say nothing."""
        words = self.words
        paragraphs = self.reading.paragraphs
        for paragraph in paragraphs if len(paragraphs) > 1 else ():
            ended = any(mark in ".!?" for mark in self.text[paragraph.end - 2 : paragraph.end])
            numbers = words.within(paragraph)
            long = [n for n in numbers if len(words.texts[n]) > _SMALL_WORD]
            if _FEWEST <= len(long) <= _LONGEST_HEADLINE:
                capitals = sum(words.is_capital(n) or not words.texts[n].isalpha() for n in long)
                if capitals >= (_NEARLY_ALL if ended else _MOST) * len(long):
                    yield numbers.start, numbers.stop

    def is_headline(self, offset: int) -> bool:
        """Say whether the paragraph of an offset is a line in capitals throughout."""
        start = self.reading.paragraph_at(offset).start
        numbers = self.words.within(Span(start, max(offset + 1, start + 1)))
        first = numbers.start if numbers else bisect_left(self.words.starts, start)
        return first < len(self.words) and self.words.starts[first] in self._headline_starts

    def add(self, person: Person) -> None:
        """Take a person in, under every part of the name."""
        self.persons.append(person)
        for part in dict.fromkeys(person.parts):
            self.by_part.setdefault(part, []).append(person)

    def role_before(self, comma: int, limit: int) -> tuple[int, int] | None:
        """Find the office that ends at a comma before a name: "mantan auditor BPK, Budi"."""
        words, lex = self.words, self.lex
        first = comma
        for at in range(comma - 1, max(limit, comma - _REACH) - 1, -1):
            fold = words.folds[at]
            if words.texts[at] in _BREAKS or fold in lex.speaking or fold in lex.indefinite:
                break
            if fold in lex.pronouns or (fold in lex.prepositions and fold not in lex.offices):
                break
            if not lex.head_first and (fold in lex.definite or fold in lex.common):
                break
            if lex.is_head(fold) or (not lex.head_first and first < comma):
                first = at
        if not lex.head_first and not lex.is_head(words.folds[comma - 1]):
            return None
        if first == comma or self.phrases.split(first, comma).titled:
            return None
        return first, comma

    def parse(self, span: Span) -> Mentioned:
        """Split the phrase for a source: "jaksa KPK, Budi Raharjo" is office and name."""
        if self._parsed is None:
            return self._sources.parse(span)
        found = self._parsed.get(span)
        if found is None:
            found = self._parsed[span] = self._sources.parse(span)
        return found

    def settled(self) -> None:
        """Say that nobody will be added: phrases read the same from here on, and are kept."""
        self._parsed = {}

    def is_pointed(self, number: int) -> bool:
        """Say whether a word is "itu" or "tersebut", or stands before it."""
        return self._sources.is_pointed(number)

    def quoted(self, offset: int) -> bool:
        """Say whether an offset stands inside quotation marks."""
        number = bisect_left(self._quote_starts, offset + 1) - 1
        return number >= 0 and offset < self._quoted[number][1]

    def find(self, parts: Iterable[str], before: int = -1) -> Person | None:
        """Find whom a name means: all its words are his; the one named last before an offset."""
        wanted = tuple(part for part in parts if part)
        if not wanted:
            return None
        rarest = min((self.by_part.get(part, []) for part in wanted), key=len)
        found = [
            person
            for person in rarest[-_MOST_ALIKE:]
            if all(one in person.parts or one in person.aliases for one in wanted)
        ] or [
            person
            for part in wanted
            for person in self.by_part.get(part, [])[-_MOST_ALIKE:]
            if set(person.parts) <= set(wanted)
        ]
        if not found:
            return None
        return max(found, key=lambda one: _nearness(one, before))

    def parts_of(self, span: Span) -> tuple[str, ...]:
        """Fold the words of a name, without marks and particles of one letter."""
        return tuple(self.words.folds[n] for n in self.words.within(span) if self.words.is_word(n))

    def written(self, span: Span) -> str:
        """Write a name as it stands, without 's, blanks single."""
        name = " ".join(self.text[span.start : span.end].split())
        for suffix in ("'s", "’s"):
            name = name.removesuffix(suffix)
        return name

    def role_words(self, span: Span | None) -> tuple[str, ...]:
        """Write an office out for comparing."""
        return words_of(self.lex, self.reading.words(span)) if span else ()


def _nearness(person: Person, before: int) -> tuple[int, int, bool, int]:
    """Order people by where they did or said something last before an offset, then were named."""
    return (
        _last_before(person.prominent, before),
        _last_before(person.starts, before),
        person.known,
        len(person.parts),
    )


def _last_before(starts: list[int], before: int) -> int:
    number = bisect_left(starts, before)
    return starts[number - 1] if number else -1


@lru_cache(maxsize=2)
def find_people(reading: Reading) -> People:
    """Find the people of an article, from its headline to its last caption."""
    from annotations.detection.people.introductions import introduce

    people = People(reading)
    introduce(people)
    people.settled()
    return people
