"""The people of an article: each name in its fullest form, with rank, office and institution."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from annotations.detection.naming import Lexicon, Words, lexicon
from annotations.detection.phrases import Phrases, Split
from annotations.detection.reading import Reading
from annotations.detection.roles import words_of
from annotations.model import Span

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]{0,3000}[\"”»]|''[^'\n](?:[^'\n]|'(?!')){0,3000}''")
_REACH = 14
"""Words of a description that are looked at beside a name."""
_BREAKS = frozenset(',;:–—"“”.?!')
_MOST_ALIKE = 50
"""People of one name who are told apart; of more, those found last."""
_LONGEST_BODY = 6
"""Words of an institution's name with nothing small behind it."""
_SMALL_WORD = 3
"""Letters: words up to here are written small in headlines too."""
_FEWEST, _LONGEST_HEADLINE, _MOST, _NEARLY_ALL = 4, 40, 0.75, 0.9


class Form(StrEnum):
    """What a phrase names somebody by."""

    NAME = "name"
    ROLE = "role"
    INSTITUTION = "institution"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A phrase that names a source: `words` are those that name him, without rank and office."""

    form: Form
    words: Span
    role: Span | None = None
    institution: Span | None = None

    @property
    def name(self) -> Span | None:
        """The words of a person's name."""
        return self.words if self.form is Form.NAME else None


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
        self._quoted = [(found.start(), found.end()) for found in _QUOTED.finditer(self.text)]
        self._quote_starts = [start for start, _ in self._quoted]
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

    def quoted(self, offset: int) -> bool:
        """Say whether an offset stands inside quotation marks."""
        number = bisect_left(self._quote_starts, offset + 1) - 1
        return number >= 0 and offset < self._quoted[number][1]

    def parse(self, span: Span) -> Mentioned:
        """Split the phrase for a source: "jaksa KPK, Budi Raharjo" is office and name."""
        words = self.words
        numbers = words.within(span)
        if not numbers:
            return Mentioned(form=Form.DESCRIPTION, words=span)
        if len(numbers) == 1 and words.folds[numbers[0]] in self.lex.pronouns:
            return Mentioned(form=Form.PRONOUN, words=words.span(numbers[0], numbers[0] + 1))
        parts = list(self._segments(numbers.start, numbers.stop))
        splits = [self.phrases.split(first, last) for first, last in parts]
        chosen = self._chosen(parts, splits)
        if chosen >= 0:
            return self._person(parts, splits, chosen)
        return self._nameless(parts, splits)

    def _segments(self, first: int, last: int) -> Iterable[tuple[int, int]]:
        """Cut words [first, last) at commas, dashes and around brackets that hold no rank."""
        words, start, number = self.words, first, first
        while number < last:
            text = words.texts[number]
            if text == "(":
                close = number + 1
                while close < last and words.texts[close] != ")":
                    close += 1
                inside_phrase = close + 1 < last and words.is_word(close + 1)
                if not inside_phrase:
                    if start < number:
                        yield start, number
                    start = close + 1
                number = close + 1
                continue
            if start < number and words.folds[number] in self.lex.as_role:
                yield start, number
                start = number
            elif text in ",;:–—" or (text == "-" and start < number):
                if start < number:
                    yield start, number
                start = number + 1
            number += 1
        if start < last:
            yield start, last

    def _chosen(self, parts: list[tuple[int, int]], splits: list[Split]) -> int:
        """Choose the segment that holds the name; -1: none does."""
        named = [
            n for n, one in enumerate(splits) if one.has_name and not self._opens(one, parts[n][1])
        ]
        if not named:
            return -1
        first = named[0]
        one = splits[first]
        if self._owns(one, parts[first][1]):
            return -1
        if one.titled or not one.has_role or not self.lex.head_first:
            return first
        if self.is_pointed(parts[first][1] - 1):
            return -1
        kin = self.words.folds[one.role[0]] in self.lex.kin
        following = first + 1
        if following < len(splits) and self._clean(parts[following], splits[following]):
            return following
        return -1 if kin else first

    def _opens(self, split: Split, last: int) -> bool:
        """Say whether a lone capital begins a clause: "Discussing the film, the actor"."""
        first, end = split.name
        if split.titled or split.has_role or end - first > 1 or end >= last:
            return False
        return self.words.texts[end].islower() and self.words.folds[first] not in self.by_part

    def is_pointed(self, number: int) -> bool:
        """Say whether a word is "itu" or "tersebut", or stands before it."""
        folds, pointing = self.words.folds, self.lex.pointing
        return folds[number] in pointing or folds[number + 1 : number + 2] in [
            [p] for p in pointing
        ]

    def _owns(self, split: Split, last: int) -> bool:
        """Say whether a name only says whose the source is: "Hart's campaign"."""
        end = split.name[1]
        return end < last and self.words.is_possessive(end - 1) and self.words.is_word(end)

    def _clean(self, part: tuple[int, int], split: Split) -> bool:
        """Say whether a segment is a name, with a title perhaps, and nothing else."""
        if not split.has_name or (split.has_role and not split.titled):
            return False
        if split.titled:
            return True
        return split.name == part and not self._is_institution(*split.name)

    def _person(self, parts: list[tuple[int, int]], splits: list[Split], chosen: int) -> Mentioned:
        words, split = self.words, splits[chosen]
        first, last = split.name
        if not split.has_role and not split.titled and self._is_institution(first, last):
            return self._nameless(parts, splits)
        roles = [splits[chosen].role] if splits[chosen].has_role else []
        for number, part in enumerate(parts):
            small = number < chosen and not words.is_capital(part[0])
            aside = words.folds[part[0]] in self.lex.clauses
            if number != chosen and not aside and (small or self._is_role(part)):
                roles.append(self._bare_role(part))
        role = max(roles, key=lambda one: one[1] - one[0], default=None)
        return Mentioned(
            form=Form.NAME,
            words=words.span(first, last),
            role=words.span(*role) if role else None,
            institution=self._institution_in(role) if role else None,
        )

    def _bare_role(self, part: tuple[int, int]) -> tuple[int, int]:
        """Take "selaku" and "a" off the beginning of a description, and its own clause off."""
        words, lex = self.words, self.lex
        first, last = part
        while first < last - 1 and words.folds[first] in lex.as_role | lex.indefinite:
            first += 1
        return first, self._described(first, last)

    def _is_role(self, part: tuple[int, int]) -> bool:
        lex, words = self.lex, self.words
        first, last = part
        if not lex.head_first:
            return any(lex.is_head(words.folds[n]) for n in range(first, last))
        while first < last - 1 and words.folds[first] in lex.opening | lex.as_role:
            first += 1
        return lex.is_office(words.folds[first])

    def _nameless(self, parts: list[tuple[int, int]], splits: list[Split]) -> Mentioned:
        words, lex = self.words, self.lex
        if not parts:
            return Mentioned(form=Form.DESCRIPTION, words=Span(0, 0))
        chosen = self._telling(parts, splits)
        parts, splits = parts[chosen:], splits[chosen:]
        first, last = parts[0]
        last = max(self._described(first, last), first + 1)
        span = words.span(first, last)
        folds = [words.folds[n] for n in range(first, last)]
        if folds[0] in lex.indefinite or folds[0] in lex.somebody:
            return Mentioned(form=Form.DESCRIPTION, words=span)
        if splits[0].has_role and not self._begins_body(first):
            if folds[-1] in lex.collectives:
                return Mentioned(form=Form.DESCRIPTION, words=span)
            role = words.span(*splits[0].role)
            return Mentioned(
                form=Form.ROLE,
                words=span,
                role=role,
                institution=self._institution_in(splits[0].role),
            )
        if any(words.is_capital(n) for n in range(first, last)) or self._begins_body(first):
            span = words.span(first, self._institution_end(first, last))
            return Mentioned(form=Form.INSTITUTION, words=span, institution=span)
        return Mentioned(form=Form.DESCRIPTION, words=span)

    def _described(self, first: int, last: int) -> int:
        """End a description before a clause of its own: "pria yang …" is pria."""
        words, lex = self.words, self.lex
        for number in range(first + 1, last):
            if words.folds[number] in lex.clauses:
                return number
        return last

    def _telling(self, parts: list[tuple[int, int]], splits: list[Split]) -> int:
        """Choose the segment that says who: "Asked about it, the minister" is the minister."""
        words, lex = self.words, self.lex
        for number, (first, _) in enumerate(parts):
            if splits[number].has_role and (
                words.folds[first] in lex.definite or lex.is_head(words.folds[first])
            ):
                return number
        return 0

    def _institution_end(self, first: int, last: int) -> int:
        """End a long phrase with its row of capitals: a verb and more may have come along."""
        words, lex = self.words, self.lex
        if last - first <= _LONGEST_BODY:
            return last
        number = first
        while number < min(last, first + 3) and not words.is_capital(number):
            number += 1
        end = number
        while end < last and (
            words.is_capital(end)
            or (
                (words.folds[end] in lex.prepositions or words.folds[end] in lex.joining)
                and end + 1 < last
                and words.is_capital(end + 1)
            )
        ):
            end += 1
        return end if end > number and words.folds[number] not in lex.area_words else last

    def _begins_body(self, first: int) -> bool:
        return self.lex.head_first and self.lex.is_body(self.words.folds[first])

    def _is_institution(self, first: int, last: int) -> bool:
        """Say whether a row of capitals is an institution's name rather than a person's."""
        words, lex = self.words, self.lex
        if lex.is_body(words.folds[first]) and lex.head_first:
            return True
        if not lex.head_first and lex.is_body(words.folds[last - 1]):
            return True
        return all(words.is_acronym(n) or not words.is_word(n) for n in range(first, last)) and (
            self.text[words.starts[first] : words.ends[last - 1]].isupper()
            and words.folds[first] not in self.by_part
        )

    def _institution_in(self, role: tuple[int, int]) -> Span | None:
        """Find the institution within an office: "Kapolres Malang" has none, "Ketua KPU" has."""
        words, lex = self.words, self.lex
        first, last = role
        for number in range(first, last):
            if words.is_capital(number) and (
                lex.is_body(words.folds[number]) or words.is_acronym(number)
            ):
                if lex.head_first and ")" not in words.texts[number:last]:
                    return words.span(number, last)
                if lex.head_first and "(" in words.texts[number:last]:
                    return words.span(number, last)
                if lex.head_first:
                    continue
                end = number + 1
                while end < last and words.is_capital(end) and not lex.is_head(words.folds[end]):
                    end += 1
                return words.span(first if words.is_capital(first) else number, end)
        return None

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
    from annotations.detection.introductions import introduce

    people = People(reading)
    introduce(people)
    return people
