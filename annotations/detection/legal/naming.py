"""Names and titles of laws: where they end.

The name of a law is written with capitals and small words between them; in a headline all words
are, so a verb ends it, and a name that stands elsewhere in the article is believed first.
"""

import re
from dataclasses import dataclass
from functools import cache

from annotations.detection.legal.words import Words

LONGEST_NAME = 12
_WORD = re.compile(r"[ \t\xa0]+(?P<mark>[“\"'‘]?)(?P<word>[^\W_][\w&/’'-]*(?:\.[A-Z]\.?)*)")
_STOPS = frozenset(".,;:()[]!?”\"\n“")
_TITLE_WORD = re.compile(r"[ \t\xa0]+(?P<word>[^\s.,;:()\[\]!?”\"“]+)")


@dataclass(frozen=True, eq=False)
class Endings:
    """Which words end a name."""

    after: frozenset[str]
    within: frozenset[str]
    never: frozenset[str]
    nouns: frozenset[str]
    verb: re.Pattern[str]


@cache
def endings(words: Words) -> Endings:
    """Compile what ends a name from the lists of all languages."""
    beginnings = "|".join(sorted(words.words("verbs"), key=len, reverse=True)) or "(?!)"
    return Endings(
        frozenset(words.words("after_names")),
        frozenset(words.words("within_names")),
        frozenset(words.words("not_names")),
        frozenset(words.words("not_verbs")),
        re.compile(rf"(?:{beginnings})[a-z]{{3,}}", re.IGNORECASE),
    )


def name_end(text: str, start: int, words: Words, *, title: bool = False) -> int:
    """Find the end of a name that begins after the blanks at `start`; `start` where there is none."""
    rules = endings(words)
    end = position = start
    first = ""
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
        if not word[0].isupper() or _ends(rules, word, count):
            break
        if not count and not title and word in rules.never:
            return start
        if count and end != found.start() and _is_verb_phrase(rules, word):
            break
        end = position = found.end()
        if not count:
            first = word
        if first.isupper() and len(first) > 1 and not title:
            break
        if text[end : end + 1] in _STOPS:
            break
    return end


def _ends(rules: Endings, word: str, count: int) -> bool:
    if word in rules.after:
        return True
    if word.lower() in rules.nouns or word.isupper():
        return False
    return bool(count and rules.verb.fullmatch(word) and not word.lower().startswith("di-"))


def _is_verb_phrase(rules: Endings, word: str) -> bool:
    return word in rules.after


def title_end(text: str, start: int, words: Words) -> int:
    """Find the end of a title after "tentang": up to a mark, a verb, or the next law."""
    rules = endings(words)
    end = position = start
    small = False
    for count in range(25):
        found = _TITLE_WORD.match(text, position)
        if not found:
            break
        word = found["word"]
        if not count:
            small = word[0].islower()
        if word.lower() in _AFTER_TITLE or word in rules.after and word.istitle() and count:
            break
        if not small and word[0].islower() and word not in rules.within:
            break
        position = found.end()
        if word not in rules.within:
            end = position
        if text[position : position + 1] in _STOPS:
            break
    return end


_AFTER_TITLE = frozenset()
