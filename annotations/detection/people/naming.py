"""Words of a text as names are made of them: capitals, particles, titles, places."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache, cached_property, lru_cache
from typing import Any

from annotations.detection.languages import NEVER, Language
from annotations.model import Span

_TOKEN = re.compile(r"[^\W_]+(?:(?:['’.\-]|(?<=\d),(?=\d))[^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PAIR = re.compile(r"([A-Z][^\W\d_]{2,})-([A-Z][^\W\d_]{2,})")
_TITLE = re.compile(r"([^\W\d_]{1,4})\.(?=[A-Z][^\W\d_A-Z]{3})")
REMEMBERED = 20_000
"""Words of which it is kept what they are; an article has 500 of its own."""
LONGEST_RUN = 24
"""Words: a longer row of capitals is a headline in capitals, or no text."""


def _tokens(text: str, *, pairs: bool) -> Iterator[tuple[int, str]]:
    """Cut a text into words and marks, each with where it starts."""
    for found in _TOKEN.finditer(text):
        word, start = found[0], found.start()
        pair = _PAIR.fullmatch(word) if pairs and "-" in word else None
        if pair and pair[1].lower() != pair[2].lower():
            yield start, pair[1]
            yield start + len(pair[1]), "-"
            start, word = start + len(pair[1]) + 1, pair[2]
        title = _TITLE.match(word) if "." in word else None
        if title:
            yield start, title[1]
            yield start + len(title[1]), "."
            start, word = start + len(title[1]) + 1, word[len(title[1]) + 1 :]
        yield start, word


class Words:
    """The words and marks of a text, in order, by number; `folds` are lower case, without 's."""

    __slots__ = ("capitals", "ends", "folds", "starts", "texts")

    def __init__(self, text: str, *, pairs: bool = False) -> None:
        """Cut a text into words; `pairs`: a hyphen between two capitals parts them (Amir-Budi)."""
        cut = list(_tokens(text, pairs=pairs))
        self.starts = [start for start, _ in cut]
        self.ends = [start + len(word) for start, word in cut]
        self.texts = [word for _, word in cut]
        self.folds = [word.lower() for word in self.texts]
        self.capitals = [word[0].isupper() for word in self.texts]
        if "'" in text or "’" in text:
            for number, fold in enumerate(self.folds):
                if "'" in fold or "’" in fold:
                    self.folds[number] = _POSSESSIVE.sub("", fold)

    def __len__(self) -> int:
        return len(self.texts)

    def within(self, span: Span) -> range:
        """Number the words that stand wholly inside a span."""
        return range(bisect_left(self.starts, span.start), bisect_right(self.ends, span.end))

    def span(self, first: int, last: int) -> Span:
        """Give the span of words [first, last)."""
        return Span(self.starts[first], self.ends[last - 1])

    def is_capital(self, number: int) -> bool:
        """Say whether a word begins with a capital."""
        return self.capitals[number]

    def is_word(self, number: int) -> bool:
        """Say whether it is a word, no mark."""
        return self.texts[number][0].isalnum()

    def is_possessive(self, number: int) -> bool:
        """Say whether it ends in 's."""
        return len(self.folds[number]) < len(self.texts[number])

    def is_acronym(self, number: int) -> bool:
        """Say whether it is two or more capitals and nothing small (KPK, P2MI)."""
        word = self.texts[number]
        return len(word) > 1 and word.isupper() and "." not in word


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One language's lists under [people], folded and ready to be asked about a word."""

    ranks: frozenset[str]
    rank_parts: frozenset[str]
    honorifics: frozenset[str]
    degrees: re.Pattern[str]
    particles: frozenset[str]
    heads: frozenset[str]
    collectives: frozenset[str]
    offices: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    area_words: frozenset[str]
    common: frozenset[str]
    given: frozenset[str]
    speaking: frozenset[str]
    spoken_by: frozenset[str]
    according: frozenset[tuple[str, ...]]
    by: frozenset[str]
    body_ends: frozenset[str]
    firms: frozenset[str]
    headline_verbs: frozenset[str]
    verb_ends: tuple[str, ...]
    body_prefixes: tuple[str, ...]
    called: tuple[tuple[str, ...], ...]
    indefinite: frozenset[str]
    definite: frozenset[str]
    owners: frozenset[str]
    things: frozenset[str]
    as_role: frozenset[str]
    prepositions: frozenset[str]
    in_place: frozenset[str]
    chiefs: tuple[tuple[str, str], ...]
    short: dict[str, tuple[str, ...]]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    anybody: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    suffixes: tuple[str, ...]
    deputies: frozenset[str]
    past: frozenset[str]
    pointing: frozenset[str]
    joining: frozenset[str]
    initials_after: frozenset[str]
    somebody: frozenset[str]
    also: frozenset[str]
    clauses: frozenset[str]
    parties: frozenset[str]
    unnamed: frozenset[str]
    kin: frozenset[str]
    serving: frozenset[str]
    defending: frozenset[str]
    he_words: frozenset[str]
    she_words: frozenset[str]
    head_first: bool

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """All words that stand for somebody."""
        return self.he | self.she | self.they | self.anybody

    def leads(self, before: tuple[str, str]) -> bool:
        """Say whether words before a name make him a source: "kata", "disampaikan oleh"."""
        last = before[1]
        if last in self.spoken_by or (last,) in self.according:
            return True
        return before in self.according or (last in self.by and before[0] in self.spoken_by)

    @cached_property
    def office_openers(self) -> frozenset[str]:
        """Words that stand before an office and belong to the sentence."""
        return (self.common | self.definite | self.indefinite) - self.past

    @cached_property
    def not_names(self) -> frozenset[str]:
        """Small words that begin no description of somebody."""
        return (self.prepositions | self.common) - self.indefinite

    @cached_property
    def opening(self) -> frozenset[str]:
        """Words that may stand before the noun of a description."""
        return self.indefinite | self.definite | self.clauses | self.also

    def stem(self, fold: str) -> str:
        """Take a possessive suffix off (hukumnya)."""
        for suffix in self.suffixes:
            if fold.endswith(suffix) and len(fold) > len(suffix) + 2:
                return fold[: -len(suffix)]
        return fold

    def is_head(self, fold: str) -> bool:
        """Say whether a word names an office or a part that people have (ketua, kapolda)."""
        return _is_head(self, fold)

    def names_office(self, fold: str) -> bool:
        """Say what `is_head` says, without remembering it."""
        if fold in self.heads or self.stem(fold) in self.heads:
            return True
        return self.chief_of(fold) is not None

    def is_office(self, fold: str) -> bool:
        """Say whether a description may begin with a word: a noun, and not "pihaknya"."""
        return self.is_head(fold) and self.stem(fold) == fold and not self.is_body(fold)

    def chief_of(self, fold: str) -> tuple[str, str] | None:
        """Take a derived office apart: kapolres is ("kepala", "polres")."""
        for prefix, meaning in self.chiefs:
            if fold.startswith(prefix) and self.is_body(fold[len(prefix) :]):
                return meaning, fold[len(prefix) :]
        return None

    def is_body(self, fold: str) -> bool:
        """Say whether a word is the first one of an institution's name."""
        if fold in self.bodies:
            return True
        return bool(self.body_prefixes) and fold.startswith(self.body_prefixes)

    def is_title(self, fold: str) -> bool:
        """Say whether a word stands before names only, rank or form of address."""
        return fold in self.ranks or fold in self.honorifics

    def is_no_name(self, fold: str) -> bool:
        """Say whether a word with a capital is known to be something else than a name's part."""
        return _is_no_name(self, fold)

    def is_otherwise(self, fold: str) -> bool:
        """Say what `is_no_name` says, without remembering it."""
        if fold in self.given:
            return False
        return (
            fold in self.offices
            or fold in self.places
            or self.is_body(fold)
            or fold in self.common
            or fold in self.area_words
            or fold in self.rank_parts
            or self.is_head(fold)
        )


@lru_cache(maxsize=REMEMBERED)
def _is_head(lex: Lexicon, fold: str) -> bool:
    return lex.names_office(fold)


@lru_cache(maxsize=REMEMBERED)
def _is_no_name(lex: Lexicon, fold: str) -> bool:
    return lex.is_otherwise(fold)


@cache
def lexicon(language: Language) -> Lexicon:
    """Read a language's [people] table: each list under its own name, but for a few."""

    def some(key: str) -> frozenset[str]:
        """Give a list of the table, in small letters."""
        return frozenset(word.lower() for word in language.words(f"people.{key}"))

    degrees = "|".join(re.escape(one) for one in language.words("people.degrees")) or NEVER
    table = language.table("people.short")
    chiefs = language.table("people.chiefs")
    lists: dict[str, Any] = {
        each.name: some(each.name) for each in fields(Lexicon) if each.type == frozenset[str]
    }
    lists |= {
        "degrees": re.compile(rf"(?:{degrees})\.?", re.IGNORECASE),
        "heads": some("heads") | some("collectives"),
        "given": some("given") | some("male") | some("female"),
        "according": frozenset(tuple(one.split()) for one in some("according")),
        "verb_ends": tuple(sorted(some("verb_ends"))),
        "body_prefixes": tuple(sorted(some("body_prefixes"))),
        "called": tuple(tuple(one.split()) for one in language.words("people.called")),
        "chiefs": tuple((key, str(value)) for key, value in chiefs.items()),
        "short": {key.lower(): tuple(str(v).lower().split()) for key, v in table.items()},
        "suffixes": language.words("people.suffixes"),
    }
    return Lexicon(**lists, head_first=language.text("people.head") != "last")
