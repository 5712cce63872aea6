"""Names and titles of laws: where they end.

The name of a law is written with capitals and small words between them; in a headline all words
are, so a verb ends it, and a name that stands elsewhere in the article is believed first.
"""

import re
from dataclasses import dataclass
from functools import cache

from annotations.detection.languages import NEVER
from annotations.detection.legal.words import Words, first_words

LONGEST_NAME = 12
LONGEST_TITLE = 25
LONGEST_HEADLINE = 160
CAPITALS = 0.6
"""Share of words with a capital from which a line is a headline."""
_WORD = re.compile(r"[ \t\xa0]+(?P<mark>[“\"'‘]?)(?P<word>[^\W_][\w&/’'-]*(?:\.[A-Z]\.?)*)")
_STOPS = frozenset('.,;:()[]!?”"\n“')
_TITLE_WORD = re.compile(r"[ \t\xa0]+(?P<word>[^\s.,;:()\[\]!?”\"“]+)")


@dataclass(frozen=True, eq=False)
class Endings:
    """Which words end a name."""

    after: frozenset[str]
    instruments: frozenset[str]
    headline: frozenset[str]
    within: frozenset[str]
    never: frozenset[str]
    nouns: frozenset[str]
    titles: frozenset[str]
    inside: frozenset[str]
    verb: re.Pattern[str]


@cache
def endings(words: Words) -> Endings:
    """Compile what ends a name from the lists of all languages."""
    longest_first = sorted(words.words("verbs"), key=len, reverse=True)
    beginnings = "|".join(map(re.escape, longest_first)) or NEVER
    return Endings(
        frozenset(words.words("after_names")),
        first_words(words),
        frozenset(words.words("headline_words")),
        frozenset(words.words("within_names")),
        frozenset(words.words("not_names")),
        frozenset(words.words("not_verbs")),
        frozenset(words.words("title_ends")),
        frozenset(words.words("title_within")),
        re.compile(rf"(?:{beginnings})[a-z]{{3,}}", re.IGNORECASE),
    )


def name_end(text: str, start: int, words: Words, *, anything: bool = False) -> int:
    """Find the end of a name that begins after the blanks at `start`, else give `start`.

    `anything` takes words that are no name by themselves, such as that of a province.
    """
    rules = endings(words)
    headline = is_headline(text, start)
    end = position = start
    for count in range(LONGEST_NAME):
        found = _WORD.match(text, position)
        if not found:
            break
        word = found["word"]
        if word[0].islower():
            if not count or word not in rules.within:
                break
            position = found.end()
            continue
        if not word[0].isupper() or _ends(rules, word, count, headline=headline):
            break
        if not count and not anything and word in rules.never:
            return start
        end = position = found.end()
        if not count and not anything and len(word) > 1 and word.isupper():
            break  # an abbreviation is the whole name: "UU ITE"
        if text[end : end + 1] in _STOPS:
            break
    while end > start and text[end - 1] in "'’&/-":
        end -= 1
    return end


def _ends(rules: Endings, word: str, count: int, *, headline: bool) -> bool:
    if word in rules.after or (count and word in rules.instruments):
        return True
    if headline and word in rules.headline:
        return True
    if not headline or word.lower() in rules.nouns or word.isupper():
        return False
    return bool(count and rules.verb.fullmatch(word))


def is_headline(text: str, offset: int) -> bool:
    """Say whether the line at an offset is written with capitals, as headlines are."""
    start = text.rfind("\n", max(0, offset - 200), offset) + 1
    end = text.find("\n", offset, offset + 200)
    line = text[start : end if end >= 0 else offset + 200]
    if len(line) >= LONGEST_HEADLINE or line.rstrip().endswith("."):
        return False
    every = [word for word in line.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in every) >= CAPITALS * len(every)


def title_end(text: str, start: int, words: Words) -> int:
    """Find the end of a title after "tentang": up to a mark, or to words that are no title.

    "yang" is within a title only where a capital follows: "Negara yang Bersih".
    """
    rules = endings(words)
    end = position = start
    capitals = False
    for count in range(LONGEST_TITLE):
        found = _TITLE_WORD.match(text, position)
        if not found:
            break
        word = found["word"]
        if not count:
            capitals = word[0].isupper()
        elif (
            word in rules.after
            or word in rules.instruments
            or (not capitals and word in rules.titles)
        ):
            break
        small = word[0].islower()
        if capitals and small and word not in rules.within | rules.inside:
            break
        position = found.end()
        if not small or (not capitals and word not in rules.within):
            end = position
        if text[position : position + 1] in _STOPS:
            break
    return end
