"""Scripts that are written from the right, on pages of theirs and on pages of others.

A page that is mostly written so is mirrored before its lines are looked for: columns, indents and
short last lines are then where they are on any other page.
"""

import re
from collections.abc import Iterable, Sequence

from annotations.importing.pdf.cutting import Word

FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic, Syriac, Thaana, N'Ko and their like."""


def is_from_the_right(words: Iterable[Word]) -> bool:
    """Whether most words are written from the right; numbers do not count."""
    sides = [
        FROM_THE_RIGHT.search(word.text) is not None
        for word in words
        if any(map(str.isalpha, word.text))
    ]
    return sum(sides) > len(sides) / 2


def mirrored(words: Sequence[Word], width: float) -> list[Word]:
    """Give words as a mirror shows their places; the words themselves stay."""
    return [word._replace(left=width - word.right, right=width - word.left) for word in words]


def runs_back(word: Word, *, mirror: bool) -> bool:
    """Whether a word is written against the direction of its page."""
    if FROM_THE_RIGHT.search(word.text):
        return not mirror
    return mirror and any(map(str.isalnum, word.text))
