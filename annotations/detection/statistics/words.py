"""Numbers written as words: "dua puluh ribu", "setengah miliar", "one and a half million".

Every word of a language has a part to play, which the language's file says; how the parts add up
is the same in Indonesian and in English.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from annotations.detection.languages import NEVER, Language, any_of

HUNDRED = Decimal(100)
TEN = Decimal(10)
LONGEST = 16
"""Words of one number; nobody writes out more."""


@dataclass(frozen=True, eq=False, slots=True)
class Spelling:
    """How one language spells numbers. All keys are in small letters.

    `beginnings` are the first letters of all words that a number may begin with.

    `ones` add themselves ("tujuh", "twenty"), `tens` multiply the one before by ten ("puluh"),
    `teens` add ten to it ("belas"), `hundreds` multiply by a hundred, `magnitudes` by a thousand
    and more. `halves` add a half before a magnitude ("satu setengah juta", "and a half");
    `fractions` stand before it ("setengah miliar", "half a million").
    """

    pattern: re.Pattern[str]
    beginnings: frozenset[str]
    token: re.Pattern[str]
    ones: Mapping[str, Decimal]
    tens: frozenset[str]
    teens: frozenset[str]
    hundreds: frozenset[str]
    magnitudes: Mapping[str, Decimal]
    halves: frozenset[str]
    fractions: Mapping[str, Decimal]
    alone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words, with the magnitude it holds (1 where there is none)."""

    start: int
    end: int
    value: Decimal
    magnitude: Decimal


@cache
def spelling(language: Language) -> Spelling:
    """Compile what a language's file says of number words."""
    ones = _decimals(language.table("numbers.words"))
    magnitudes = _decimals(language.table("numbers.magnitudes"))
    fractions = _decimals(language.table("numbers.fractions"))
    tens, teens, hundreds, halves = (
        frozenset(language.words(f"numbers.{key}"))
        for key in ("tens", "teens", "hundreds", "halves")
    )
    first = any_of([*ones, *fractions])
    follows = any_of([*ones, *tens, *teens, *hundreds, *magnitudes, *halves, *fractions])
    glued = any_of([*tens, *teens, *hundreds]) if ones else NEVER
    joiner = rf"(?:{language.any_of('numbers.joiners')}[^\S\n]+)?"
    pattern = (
        rf"(?<![\w-]){first}(?:(?:[^\S\n]{{1,3}}|-){joiner}{follows}(?!\w)"
        rf"|{glued}){{0,{LONGEST}}}(?!\w|-?{language.any_of('numbers.ordinals')})"
    )
    return Spelling(
        re.compile(pattern, re.IGNORECASE),
        _beginnings([*ones, *fractions]),
        re.compile(
            any_of([*ones, *tens, *teens, *hundreds, *magnitudes, *halves, *fractions]),
            re.IGNORECASE,
        ),
        ones,
        tens,
        teens,
        hundreds,
        magnitudes,
        halves,
        fractions,
        frozenset(language.words("numbers.alone")),
    )


_SHORT = 3
_WORD = re.compile(r"[^\W\d_]+")


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    """Take the first letters of each word, of all as many; empty where a word begins otherwise."""
    first = [_WORD.match(word) for word in words]
    found = [match[0] for match in first if match]
    length = min(_SHORT, *map(len, found)) if found and len(found) == len(first) else 0
    return frozenset(word[:length] for word in found) if length else frozenset()


def find_spelled(text: str, how: Spelling) -> Iterator[re.Match[str]]:
    """Find all that `how.pattern` fits, in order, none inside another."""
    if not how.beginnings:
        yield from how.pattern.finditer(text)
        return
    length, end = len(next(iter(how.beginnings))), 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end or text[start : start + length].lower() not in how.beginnings:
            continue
        found = how.pattern.match(text, start)
        if found:
            end = found.end()
            yield found


def _decimals(table: Mapping[str, object]) -> dict[str, Decimal]:
    return {word.lower(): Decimal(str(value)) for word, value in table.items()}


def spelled(match: re.Match[str], how: Spelling) -> Spelled | None:
    """Read the number of a match of `how.pattern`; None where the words make none.

    What cannot belong together ("dua tiga orang") ends the number before it.
    """
    sum_ = _Sum()
    end = match.start()
    for token in how.token.finditer(match.string, match.start(), match.end()):
        if not sum_.takes(" ".join(token[0].lower().split()), how):
            break
        end = token.end()
    value = sum_.value
    if end == match.start() or value is None:
        return None
    if " ".join(match.string[match.start() : end].lower().split()) in how.alone:
        return None
    return Spelled(match.start(), end, value, sum_.magnitude)


@dataclass(slots=True)
class _Sum:
    """A number on its way: what is done, the hundreds of this group, the last one."""

    done: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    last: Decimal = Decimal(0)
    magnitude: Decimal = Decimal(1)
    begun: bool = False

    @property
    def value(self) -> Decimal | None:
        """Give the number so far, None before its first word."""
        return self.done + self.group + self.last if self.begun else None

    def takes(self, word: str, how: Spelling) -> bool:
        """Add a word; False where it cannot follow what is there."""
        if word in how.fractions and not self.begun:
            self.last, self.begun = how.fractions[word], True
        elif word in how.halves and self.begun and self.last:
            self.last += Decimal("0.5")
        elif word in how.ones:
            return self._one(how.ones[word])
        elif word in how.tens | how.teens | how.hundreds:
            return self._multiplied(word, how)
        elif word in how.magnitudes:
            return self._magnified(how.magnitudes[word])
        else:
            return False
        return True

    def _one(self, value: Decimal) -> bool:
        if 0 < self.last < 1 and value >= HUNDRED:  # "half a million", where that is one word
            self.group, self.last = value * self.last, Decimal(0)
            self.magnitude = max(self.magnitude, value)
            return True
        fits = not self.last or (
            self.last >= 20 and self.last % TEN == 0 and value < TEN and value  # noqa: PLR2004 - twenty-one
        )
        if not fits or (self.group and value > self.group and self.group >= TEN):
            return False
        if value >= HUNDRED:  # "seratus" counts as one word
            if self.group or self.last:
                return False
            self.group, self.begun = value, True
            return True
        self.last, self.begun = self.last + value, True
        return True

    def _multiplied(self, word: str, how: Spelling) -> bool:
        if not self.last or self.last >= HUNDRED:
            return False
        if word in how.teens:
            self.group, self.last = self.group + self.last + TEN, Decimal(0)
        elif word in how.tens:
            self.group, self.last = self.group + self.last * TEN, Decimal(0)
        else:
            self.group, self.last = self.group + self.last * HUNDRED, Decimal(0)
        return True

    def _magnified(self, by: Decimal) -> bool:
        here = self.group + self.last
        if not here and not self.done:
            return False
        if not here:  # "dua ribu triliun"
            self.done *= by
        else:
            self.done += here * by
        self.group = self.last = Decimal(0)
        self.magnitude = max(self.magnitude, by)
        return True
