"""What two wordings share when typography is left aside, and where they differ in substance.

A text is folded character by character, so that every offset stays what it was.
"""

import re
from functools import lru_cache
from itertools import zip_longest

from annotations.anchoring.myers import distance
from annotations.model import Span

_TABLE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\t\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        "İ": "i",  # the one letter whose small form is two characters
    }
)
# Sign, currency and percent belong to a number: losing one changes it.
_NUMBER = re.compile(r"[-+$€£¥]*\d+(?:[.,:/]\d+)*[%‰]?")
_WORD = re.compile(r"\w+|\?")
_SYMBOL = re.compile(r"\w{1,12}|[^\w\s]")
_LONG_ENOUGH = 5
_FIRST_OTHER_SCRIPT = "\u0530"  # after Latin, Greek and Cyrillic


@lru_cache(maxsize=4)
def fold(text: str) -> str:
    """Fold quotation marks, dashes, white space and case, each character to one character."""
    return text.translate(_TABLE).lower()


def folded_pattern(quote: str) -> re.Pattern[str]:
    """Make a pattern for a quote in a folded text; white space may be longer or shorter there."""
    return re.compile(" +".join(map(re.escape, fold(quote).split())))


def symbols_of(folded: str) -> list[Span]:
    """Cut a folded text into what long quotes are compared by: words, each mark by itself.

    A very long word is several, so that a change in one is not a change of all of it.
    """
    return [Span(*found.span()) for found in _SYMBOL.finditer(folded)]


def says_the_same(quote: str, other: str) -> bool:
    """Say whether another wording is the quote but for typing errors in long words.

    False wherever the sense could have turned: a number, a word more or less, a question, another
    first letter ("impossible", "billion"), the first or last word; any letter at all in scripts
    where words are not parted or one letter is a word.
    """
    quote, other = fold(quote), fold(other)
    if _NUMBER.findall(quote) != _NUMBER.findall(other):
        return False
    ours, theirs = _WORD.findall(quote), _WORD.findall(other)
    if not ours or ours[:1] != theirs[:1] or ours[-1:] != theirs[-1:]:
        return False
    pairs = zip_longest(ours, theirs, fillvalue="")
    return all(one == another or _mistyped(one, another) for one, another in pairs)


def _mistyped(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= _LONG_ENOUGH
        and one[0] == other[0]
        and not any(char.isdigit() or char >= _FIRST_OTHER_SCRIPT for char in one + other)
        and distance(one, other) == 1
    )
