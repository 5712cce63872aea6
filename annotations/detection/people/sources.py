"""The phrase for a source, taken apart: "jaksa KPK, Budi Raharjo" is office and name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.detection.people.naming import Lexicon, Words
from annotations.detection.people.phrases import Phrases, Split
from annotations.model import Span

_LONGEST_BODY = 6
"""Words of an institution's name with nothing small behind it."""


class Form(StrEnum):
    """What a phrase names somebody by."""

    NAME = "name"
    ROLE = "role"
    INSTITUTION = "institution"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A phrase that names a source: `words` are those that name him, without rank and office.

    `pointed`: "itu" or "tersebut" says that he was spoken of before.
    """

    form: Form
    words: Span
    role: Span | None = None
    institution: Span | None = None
    pointed: bool = False

    @property
    def name(self) -> Span | None:
        """The words of a person's name."""
        return self.words if self.form is Form.NAME else None


class Sources:
    """Takes phrases of one article apart; `named` are the parts of names that it has."""

    __slots__ = ("lex", "named", "phrases", "words")

    def __init__(
        self, words: Words, lex: Lexicon, phrases: Phrases, named: Collection[str]
    ) -> None:
        self.words = words
        self.lex = lex
        self.phrases = phrases
        self.named = named

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
        nameless = self._nameless(parts, splits)
        return replace(nameless, pointed=self.is_pointed(numbers[-1]))

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
        if self._owns(one, parts[first][1]):  # "Hart's campaign"; "Hart's widow, Elif"
            after = [n for n in named[1:] if self._clean(parts[n], splits[n])]
            kin = self.lex.is_head(self.words.folds[parts[first][1] - 1])
            return after[0] if kin and after else -1
        if one.titled or not one.has_role or not self.lex.head_first:
            return first
        if self.is_pointed(parts[first][1] - 1):
            return -1
        office = self.words.folds[one.role[0] : one.role[1]]
        kin = office[0] in self.lex.kin or " ".join(office) in self.lex.defending
        following = first + 1
        if following < len(splits) and self._clean(parts[following], splits[following]):
            return following
        return -1 if kin else first

    def _opens(self, split: Split, last: int) -> bool:
        """Say whether a lone capital begins a clause: "Discussing the film, the actor"."""
        first, end = split.name
        if split.titled or split.has_role or end - first > 1 or end >= last:
            return False
        return self.words.texts[end].islower() and self.words.folds[first] not in self.named

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
        words, lex, split = self.words, self.lex, splits[chosen]
        first, last = split.name
        if not split.has_role and not split.titled and self._is_institution(first, last):
            return self._nameless(parts, splits)
        roles = [splits[chosen].role] if splits[chosen].has_role else []
        for number, part in enumerate(parts):
            first_word = words.folds[part[0]]
            small = (
                lex.head_first
                and number < chosen
                and not words.is_capital(part[0])
                and first_word not in lex.not_names
            )
            aside = words.folds[part[0]] in lex.clauses
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
            return self._described_as(first, last)
        if splits[0].has_role and not self._begins_body(first):
            if folds[-1] in lex.collectives:
                return Mentioned(form=Form.DESCRIPTION, words=span)
            office = self._whole_office(splits[0].role, last)
            return Mentioned(
                form=Form.ROLE,
                words=span,
                role=words.span(*office),
                institution=self._institution_in(office),
            )
        # "The document says": a capital at the head of a sentence makes no name
        begin = first + (folds[0] in lex.definite and last > first + 1)
        named = any(words.is_capital(n) for n in range(begin, last))
        if named or self._begins_body(first):
            span = words.span(first, self._institution_end(first, last))
            return Mentioned(form=Form.INSTITUTION, words=span, institution=span)
        return Mentioned(form=Form.DESCRIPTION, words=span)

    def _whole_office(self, role: tuple[int, int], last: int) -> tuple[int, int]:
        """Take in what belongs to an office and looks like a place, or like a name before "ini"."""
        words, lex = self.words, self.lex
        first, end = role
        pointed = lex.head_first and self.is_pointed(last - 1)
        while end < last and (
            (lex.head_first and words.folds[end] in lex.offices)
            or (pointed and words.is_capital(end))
        ):
            end += 1
        return first, end

    def _described_as(self, first: int, last: int) -> Mentioned:
        """Take "a spokesperson for the Treasury" for an office, where its noun is one."""
        words, lex = self.words, self.lex
        begin = first + (words.folds[first] in lex.indefinite and last > first + 1)
        told = range(begin, begin + 1) if lex.head_first else range(begin, last)
        role = (begin, last) if any(lex.is_head(words.folds[n]) for n in told) else None
        return Mentioned(
            form=Form.DESCRIPTION,
            words=words.span(first, last),
            role=words.span(*role) if role else None,
            institution=self._institution_in(role) if role else None,
        )

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
            all(words.texts[n].isupper() for n in range(first, last) if words.is_word(n))
            and words.folds[first] not in self.named
        )

    def _institution_in(self, role: tuple[int, int]) -> Span | None:
        """Find the institution within an office: "Kapolres Malang" has none, "Ketua KPU" has."""
        words, lex = self.words, self.lex
        first, last = role
        for number in range(first, last):
            if not self._tells_body(number):
                continue
            if not lex.head_first:
                return self._body_around(first, number, last)
            if ")" not in words.texts[number:last] or "(" in words.texts[number:last]:
                return words.span(number, last)
        return None

    def _tells_body(self, number: int) -> bool:
        """Say whether a word belongs to an institution: a noun for one, or capitals, no title."""
        words, lex = self.words, self.lex
        fold = words.folds[number]
        if not words.is_capital(number):
            return False
        if lex.is_body(fold):
            return True
        title = lex.is_title(fold) or lex.is_head(fold) or lex.degrees.fullmatch(fold)
        return words.is_acronym(number) and not title

    def _body_around(self, first: int, number: int, last: int) -> Span:
        """Go from a word of an institution to both its ends: "chair of the Harbour Board"."""
        words, lex = self.words, self.lex
        start, end = number, number + 1
        while start > first and words.is_capital(start - 1) and words.is_word(start - 1):
            start -= 1
        while start < number and lex.is_head(words.folds[start]):
            start += 1
        while end < last and words.is_capital(end) and not lex.is_head(words.folds[end]):
            end += 1
        return words.span(start, end)
