"""Finding words in an article, with or without regard to case and accents."""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from annotations.model import Span

MOST = 10_000
"""So many places are found at most; nobody steps through more, and painting them helps nobody."""
_QUOTES = str.maketrans("“”„‟«»‘’‚‛–—‑", '""""""\'\'\'\'---')


class Haystack:
    """A text folded once, so that each letter typed only searches."""

    def __init__(self, text: str) -> None:
        self._text = text
        table = {ord(char): _fold(char) for char in set(text)}
        self._folded = text.translate(table)
        odd = "".join(char for char in set(text) if len(table[ord(char)]) != 1)
        # Where folding changes the length: the offset after such a character, here and folded.
        self._plain_ends: list[int] = []
        self._folded_ends: list[int] = []
        self._zero: set[int] = set()
        if odd:
            self._map(table, odd)

    def find(self, words: str, *, exact: bool = False) -> list[Span]:
        """List where `words` stand, in order, not overlapping; at most MOST places."""
        if not words:
            return []
        if exact:
            return [Span(at, at + len(words)) for at in _places(self._text, words)]
        needle = "".join(map(_fold, words))
        found = []
        for at in _places(self._folded, needle):
            start, end = self._plain(at), self._plain(at + len(needle))
            while end in self._zero:  # accents that stand as characters of their own
                end += 1
            if start < end:
                found.append(Span(start, end))
        return found

    def _map(self, table: dict[int, str], odd: str) -> None:
        shift = 0
        for found in re.finditer(f"[{re.escape(odd)}]", self._text):
            length = len(table[ord(found.group())])
            shift += length - 1
            self._plain_ends.append(found.end())
            self._folded_ends.append(found.end() + shift)
            if not length:
                self._zero.add(found.start())

    def _plain(self, folded: int) -> int:
        index = bisect_right(self._folded_ends, folded) - 1
        if index < 0:
            return min(folded, self._plain_ends[0] - 1) if self._plain_ends else folded
        plain = self._plain_ends[index] + folded - self._folded_ends[index]
        if index + 1 < len(self._plain_ends):
            return min(plain, self._plain_ends[index + 1] - 1)
        return plain


def _places(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < MOST:
        found.append(at)
        at = text.find(words, at + len(words))
    return found


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    """Fold one character: case, accents, width, kinds of quotation mark, dash and space."""
    if char.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", char.translate(_QUOTES))
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return kept.casefold()
