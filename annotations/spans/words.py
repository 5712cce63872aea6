"""Words, for moving the ends of a highlight and for a double click. Code points, no Qt."""

import unicodedata

from annotations.model import Span

_SPACE, _WORD, _OTHER = range(3)
_WITHIN_WORDS = {"-", "'", "’", "\u2010", "\u2011"}  # undang-undang, Jum'at
_WITHIN_NUMBERS = {".", ",", ":", "/"}  # 1.800  12,5  19:48  25/7/2024
_SKIN_TONES = {chr(tone) for tone in range(0x1F3FB, 0x1F400)}
_MOST_MARKS = 32


def word_at(text: str, offset: int) -> Span:
    """Find the word around an offset, or the one that ends there; empty within white space.

    Punctuation in a row counts as a word; "undang-undang", "1.800" and "19:48" are one word each.
    """
    if _class(text, offset) == _SPACE:
        if _class(text, offset - 1) == _SPACE:
            return Span(offset, offset)
        offset -= 1
    kind = _class(text, offset)
    start, end = offset, offset + 1
    while _class(text, start - 1) == kind:
        start -= 1
    while _class(text, end) == kind:
        end += 1
    return Span(start, end)


def word_end_after(text: str, offset: int) -> int:
    """Find the next end of a word after an offset; the text's end if there is none."""
    offset += 1
    while offset < len(text) and not _ends(text, offset):
        offset += 1
    return min(offset, len(text))


def word_end_before(text: str, offset: int) -> int:
    """Find the last end of a word before an offset; 0 if there is none."""
    offset -= 1
    while offset > 0 and not _ends(text, offset):
        offset -= 1
    return max(offset, 0)


def word_start_after(text: str, offset: int) -> int:
    """Find the next start of a word after an offset; the text's end if there is none."""
    offset += 1
    while offset < len(text) and not _starts(text, offset):
        offset += 1
    return min(offset, len(text))


def word_start_before(text: str, offset: int) -> int:
    """Find the last start of a word before an offset; 0 if there is none."""
    offset -= 1
    while offset > 0 and not _starts(text, offset):
        offset -= 1
    return max(offset, 0)


def _ends(text: str, offset: int) -> bool:
    kind = _class(text, offset - 1)
    return kind != _SPACE and kind != _class(text, offset)


def _starts(text: str, offset: int) -> bool:
    kind = _class(text, offset)
    return kind != _SPACE and kind != _class(text, offset - 1)


def _class(text: str, index: int) -> int:
    """Say whether a character is of a word, white space (also beyond the ends), or neither.

    Accents, joiners and skin tones are whatever the character that they change is.
    """
    for place in range(index, index - _MOST_MARKS, -1):
        if not 0 <= place < len(text):
            return _SPACE
        if not _changes_the_one_before(text[place]):
            return _class_alone(text, place)
    return _WORD


def _class_alone(text: str, index: int) -> int:
    char = text[index]
    if char.isspace():
        return _SPACE
    if char.isalnum() or char == "_":
        return _WORD
    if not 0 < index < len(text) - 1:
        return _OTHER
    around = text[index - 1] + text[index + 1]
    in_word = char in _WITHIN_WORDS and around.isalnum()
    in_number = char in _WITHIN_NUMBERS and around.isdecimal()
    return _WORD if in_word or in_number else _OTHER


def _changes_the_one_before(char: str) -> bool:
    if char.isascii():
        return False
    return char in _SKIN_TONES or unicodedata.category(char) in {"Mn", "Mc", "Me", "Cf"}
