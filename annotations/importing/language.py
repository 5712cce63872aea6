"""Which language a text is in, by its smallest words; "" where they do not say."""

from collections import Counter
from functools import cache

from annotations.importing.spoken import Spoken, own

LOOKED_AT = 3_000
"""Characters; the words of an article do not change after its first page."""
FEWEST = 4
"""Function words, and of these as many different as `FEWEST_KINDS`, that a claim stands on."""
FEWEST_KINDS = 3
SHARE = 0.07
"""Of all words: real articles have 0.09 and more."""
LEAD = 2.5
"""Times as many as of any other language, of the words that not both have."""
SHORT = 100
"""Words: a note or a caption, too short to be sure by itself."""


def language_of(text: str, known: Spoken | None = None) -> str:
    """Name the language of a text: "id", "en" or "" where it is none we know, or too short.

    `known` are the languages it may be; those of this user where nobody says.
    """
    known = known or own()
    words = text[:LOOKED_AT].lower().split()
    small = Counter(filter(_all(known).__contains__, words))
    if len(small) < FEWEST_KINDS:
        return ""
    by_language = {
        language: {word: small[word] for word in theirs & small.keys()}
        for language, theirs in known.small_words.items()
    }
    fewest = max(FEWEST, SHARE * len(words))
    for language, first in by_language.items():
        others = [other for each, other in by_language.items() if each != language]
        if (
            sum(first.values()) >= fewest
            and len(first) >= FEWEST_KINDS
            and all(_leads(first, other) for other in others)
        ):
            return language  # no two of them lead each other
    return ""


def likely_language_of(text: str, known: Spoken | None = None) -> str:
    """Name the language that the rules had best read a text in: where it is short, on one word.

    What an article is said to be written in is `language_of`, which wants to be sure.
    """
    sure = language_of(text, known)
    words = text[:LOOKED_AT].lower().split()
    if sure or len(words) > SHORT:
        return sure
    known = known or own()
    found = {
        language: {word: words.count(word) for word in theirs.intersection(words)}
        for language, theirs in known.small_words.items()
    }
    likely = [
        language
        for language, ours in found.items()
        if sum(ours.values()) >= SHARE * len(words)
        and all(_leads(ours, found[other]) for other in found if other != language)
    ]
    return likely[0] if len(likely) == 1 else ""


@cache
def _all(known: Spoken) -> frozenset[str]:
    return frozenset().union(*known.small_words.values())


def _leads(first: dict[str, int], second: dict[str, int]) -> bool:
    """Hold two languages against each other by the words that one of them alone has."""
    ours = sum(many for word, many in first.items() if word not in second)
    theirs = sum(many for word, many in second.items() if word not in first)
    return ours > 0 and ours >= LEAD * theirs
