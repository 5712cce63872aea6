"""Whether a commitment is another mention of a promise that the library already knows.

Nothing is joined by itself: the promises that are alike are offered, best first, with the words
that both share, so that a person sees why.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from annotations.detection.languages import Language
from annotations.facts import Commitment

AT_LEAST = 0.5
"""Share of the shorter pledge's words that both must have."""
_FEWEST = 2
_LONG_ENOUGH = 3
_STEM = 4
"""Letters that are left of a word at least, without its beginnings and ends."""
_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_][\w'’-]*")
_NUMBER_WEIGHT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A promise of the library: its uid, every name of its promisor, and what was promised."""

    uid: str
    promisors: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A promise that a commitment may be another mention of.

    `score` is the share, 0 to 1, of the shorter one's words that both have, a number counting as
    two words; `shared` are those words as the commitment writes them.
    """

    uid: str
    score: float
    shared: tuple[str, ...]


def alike(commitment: Commitment, known: Iterable[Known], language: Language) -> tuple[Alike, ...]:
    """Rank the promises that a commitment may repeat: same promisor, and words and numbers shared.

    Two words at least are shared, or one and a number; ties stand in the order of their uids.
    """
    words = _content(commitment.what, language)
    if not words:
        return ()
    found = (_compared(words, one, language) for one in known if _same(commitment.who, one))
    ranked = [one for one in found if one is not None and one.score >= AT_LEAST]
    return tuple(sorted(ranked, key=lambda one: (-one.score, one.uid)))


def _compared(words: dict[str, str], one: Known, language: Language) -> Alike | None:
    others = _content(one.what, language)
    shared = [stem for stem in words if stem in others]
    if len(shared) < _FEWEST:
        return None
    score = _weight(shared) / min(_weight(words), _weight(others))
    return Alike(one.uid, round(score, 3), tuple(words[stem] for stem in shared))


def _weight(stems: Iterable[str]) -> float:
    return sum(_NUMBER_WEIGHT if stem[0].isdecimal() else 1.0 for stem in stems)


def _same(who: str, one: Known) -> bool:
    """Say whether a name is the promisor's: all words of the shorter are in the longer."""
    words = _name(who)
    return bool(words) and any(
        other and (words <= other or other <= words) for other in map(_name, one.promisors)
    )


def _name(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(name))


def _content(what: str, language: Language) -> dict[str, str]:
    """Give the words that say something, by their stems."""
    empty = _empty(language)
    return {
        _stem(word.casefold(), language): word
        for word in _WORD.findall(what)
        if word.casefold() not in empty and (word[0].isdecimal() or len(word) >= _LONG_ENOUGH)
    }


@cache
def _empty(language: Language) -> frozenset[str]:
    return frozenset(language.words("commitments.empty"))


def _stem(word: str, language: Language) -> str:
    if word[0].isdecimal():
        return re.sub(r"[.,]", "", word)
    for prefix in language.words("commitments.stem_prefixes"):
        if word.startswith(prefix) and len(word) - len(prefix) >= _STEM:
            word = word[len(prefix) :]
            break
    for suffix in language.words("commitments.stem_suffixes"):
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM:
            return word[: -len(suffix)]
    return word
