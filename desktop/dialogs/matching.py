"""How what was typed fits a command: every letter in its order, better where words begin."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

_START, _WORD, _NEXT, _FAR = 12, 8, 5, 1


def fit(typed: str, text: str) -> int:
    """Score how well `typed` fits `text`; 0 where a letter is missing, 1 where nothing was typed.

    Letters count more at the beginning, at the beginning of a word, and side by side.
    """
    wanted = "".join(typed.casefold().split())
    if not wanted:
        return 1
    within = text.casefold()
    best = 0
    for start, letter in enumerate(within):
        if letter == wanted[0]:
            best = max(best, _fit_from(wanted, within, start))
    return best


def _fit_from(wanted: str, within: str, start: int) -> int:
    score, place, last = 0, start, -2
    for letter in wanted:
        place = within.find(letter, place)
        if place < 0:
            return 0
        if place == 0:
            score += _START
        elif not within[place - 1].isalnum():
            score += _WORD
        elif place == last + 1:
            score += _NEXT
        else:
            score += _FAR
        last = place
        place += 1
    return score


def best(typed: str, offered: Iterable[tuple[str, T]]) -> list[T]:
    """Sort what fits by how well it fits; what fits alike stays in its order."""
    scored = [(fit(typed, text), item) for text, item in offered]
    found = [(score, item) for score, item in scored if score]
    return [item for _, item in sorted(found, key=lambda pair: -pair[0])]
