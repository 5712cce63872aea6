"""The words of saying of a language, in every form: kata, mengatakan, tegasnya; said, wrote."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

from annotations.detection.languages import Language, any_of
from annotations.model import Span

_WORD = re.compile(r"[^\W_]+(?:(?:[-’'/]|\.(?=[a-z\d])|(?<=\d),(?=\d))[^\W_]+)*")
_LEFT_OUT = "-"


class Word(NamedTuple):
    """A word of the text, code points [start, end), and its lower case."""

    start: int
    end: int
    fold: str
    capital: bool


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Cut a stretch of text into words, in order."""
    words = _words(text)
    first = bisect_left(words, start, key=_start)
    last = bisect_left(words, end, first, key=_start)
    cut = last > first and words[last - 1].end > end
    if cut or (first and words[first - 1].end > start):  # through a word: its part is one
        return list(_cut(text, start, end))
    return words[first:last]


def _cut(text: str, start: int, end: int) -> Iterator[Word]:
    for found in _WORD.finditer(text, start, end):
        word = found[0]
        yield Word(found.start(), found.end(), word.lower().replace("’", "'"), word[0].isupper())


@lru_cache(maxsize=2)
def _words(text: str) -> list[Word]:
    """Cut a whole text, which is asked for in stretches over and over."""
    return list(_cut(text, 0, len(text)))


def _start(word: Word) -> int:
    return word.start


@dataclass(frozen=True, eq=False)
class Sayings:
    """One language's words around quotations, in lower case.

    `inverted` stand before the speaker after a quotation (kata Rina, said Rina), `verbs` after him
    (Rina mengatakan, Rina said). `clitics` are endings that stand for him (tegasnya).
    """

    bare: frozenset[str]
    inverted: frozenset[str]
    verbs: frozenset[str]
    plain: frozenset[str]
    only_adjacent: frozenset[str]
    passive: frozenset[str]
    by: frozenset[str]
    that: frozenset[str]
    fillers: frozenset[str]
    subject_ends: frozenset[str]
    openers: frozenset[str]
    breaks: frozenset[str]
    not_subject: frozenset[str]
    not_said: frozenset[str]
    titles: frozenset[str]
    said_nouns: frozenset[str]
    written: frozenset[str]
    clitics: tuple[str, ...]
    refusals: frozenset[str]
    not_verbs: frozenset[str]
    as_who: frozenset[str]
    relatives: frozenset[str]
    pronouns: frozenset[str]
    that_plain: frozenset[str]
    adjacent_endings: tuple[str, ...]
    possessives: tuple[str, ...]
    not_reported: frozenset[str]
    thus: frozenset[str]
    no_source: frozenset[str]
    according_alone: frozenset[str]
    according: re.Pattern[str]
    refers: re.Pattern[str]
    documents: re.Pattern[str]
    weekdays: tuple[tuple[str, ...], ...]
    weekday_names: frozenset[str]

    @cached_property
    def leading(self) -> frozenset[str]:
        """Words between a verb of saying and what was said."""
        return self.that | self.fillers

    @cached_property
    def no_unknown_verb(self) -> frozenset[str]:
        """Words after a quotation that are no verb which the lists lack."""
        never = self.not_subject | self.openers | self.subject_ends
        return never | self.fillers | self.breaks | self.not_verbs

    @cached_property
    def no_verb(self) -> frozenset[str]:
        """Words after a pronoun that are no verb which the lists lack."""
        return self.not_subject | self.refusals | self.fillers

    @cached_property
    def unspoken(self) -> frozenset[str]:
        """Words right before a verb of saying, of which the subject is another or nobody."""
        return self.refusals | self.breaks

    @cached_property
    def nothing_said(self) -> frozenset[str]:
        """Words right after a plain verb that do not begin what was said."""
        clausal = self.fillers | self.refusals  # "mengaku tidak tahu", "mengatakan akan"
        return self.not_reported | (self.not_subject - clausal) | self.subject_ends

    @cached_property
    def tail(self) -> frozenset[str]:
        """Words that may follow a closing clause."""
        return self.subject_ends | self.weekday_names

    @cached_property
    def every_verb(self) -> frozenset[str]:
        """All words of saying."""
        return self.inverted | self.verbs | self.passive

    @cached_property
    def no_first(self) -> frozenset[str]:
        """Words that begin no subject."""
        return self.openers | self.not_subject

    @cached_property
    def parting(self) -> frozenset[str]:
        """Words that part what stands beside them from a subject."""
        return self.openers | self.breaks | self.relatives

    def clitic_of(self, word: Word) -> str:
        """Give the word of saying under a clitic ("tegas" of tegasnya), "" where there is none."""
        if word.fold in self.not_said:
            return ""
        for clitic in self.clitics:
            stem = word.fold.removesuffix(clitic)
            if stem != word.fold and (stem in self.bare or stem in self.passive):
                return stem
        return ""

    def may_be_clitic(self, word: Word) -> bool:
        """Say whether any unknown word with a clitic stands here: "…," selorohnya."""
        long_enough = 6
        return (
            not word.capital
            and len(word.fold) >= long_enough
            and word.fold not in self.not_said
            and any(word.fold.endswith(clitic) for clitic in self.clitics)
        )


_LISTS = tuple(
    """
    plain only_adjacent by that fillers subject_ends openers breaks not_subject
    not_said titles said_nouns written refusals not_verbs as_who
    relatives pronouns that_plain not_reported thus no_source according_alone
    """.split()  # noqa: SIM905 - far longer as a list
)


@cache
def sayings(language: Language) -> Sayings:
    """Read a language's table [quotations], and make every form of its verbs."""

    def listed(key: str) -> frozenset[str]:
        """Give a list of the table, in small letters."""
        return frozenset(word.lower() for word in language.words(f"quotations.{key}"))

    made = frozenset(_made(language.table("quotations")))
    bare, passive = listed("bare"), listed("passive")
    verbs = (listed("verbs") | made) - passive - bare
    days = tuple(tuple(day.split("|")) for day in language.words("quotations.weekdays"))
    lists: dict[str, Any] = {name: listed(name) for name in _LISTS}
    return Sayings(
        **lists,
        bare=bare,
        inverted=bare | (frozenset() if bare else verbs),
        verbs=verbs,
        passive=passive,
        adjacent_endings=language.words("quotations.adjacent_endings"),
        possessives=language.words("quotations.possessives"),
        clitics=language.words("quotations.clitics"),
        according=_pattern(language, "according"),
        refers=_pattern(language, "refers"),
        documents=_pattern(language, "documents"),
        weekdays=days,
        weekday_names=frozenset(name.lower() for day in days for name in day),
    )


def _pattern(language: Language, key: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(language.words(f'quotations.{key}'))}(?!\w)", re.IGNORECASE)


def _made(data: Mapping[str, object]) -> Iterator[str]:
    """Make the forms of every root: `roots_kan` take the shapes of `forms_kan`."""
    for key, forms in data.items():
        if not key.startswith("forms") or not isinstance(forms, list):
            continue
        roots = data.get(key.replace("forms", "roots", 1))
        for root in roots if isinstance(roots, list) else []:
            for form in forms:
                yield _form(root, form, data)


def _form(root: str, form: str, data: Mapping[str, object]) -> str:
    before, _, after = form.partition("~")
    beginnings, endings = data.get("beginnings"), data.get("endings")
    begin = beginnings.get(before) if isinstance(beginnings, Mapping) else None
    if isinstance(begin, Mapping):
        before = str(begin.get(root[0], ""))
        if before.endswith(_LEFT_OUT):
            before, root = before.removesuffix(_LEFT_OUT), root[1:]
    end = endings.get(root[-1:]) if isinstance(endings, Mapping) else None
    if isinstance(end, Mapping) and after in end:
        root, after = root[:-1], str(end[after])
    return before + root + after


def span_of(words: Sequence[Word]) -> Span:
    """Give the span from the first word to the last."""
    return Span(words[0].start, words[-1].end)
