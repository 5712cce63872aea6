"""A text cut into what is compared: words, numbers and marks, none of them ever cut in two."""

import re
import unicodedata

from annotations.model import Span

# A number with its sign, currency, decimals and percent is one; so is a word with its hyphens.
_SYMBOL = re.compile(
    r"(?:[-+−$€£¥]{1,3}(?=\d))?\w+(?:(?:[-'’\u2010\u2011]|(?<=\d)[.,:/](?=\d))\w+)*[%‰]?"
    r"|[\U0001f1e6-\U0001f1ff]{2}|[^\w\s]"
)
_JOINER = "\u200d"
_SKIN_TONES = {chr(tone) for tone in range(0x1F3FB, 0x1F400)}
_LOOSE = {"Mn", "Mc", "Me", "Cf"}

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\xad\u200b\u2060\ufeff\u200e\u200f", ""),
        "…": "...",
    }
)


def symbols(text: str, start: int, end: int) -> list[Span]:
    """Cut text[start:end] into words, numbers and marks; white space lies between them.

    What a reader sees as one character (accents, a family of emoji, a flag) is never parted.
    """
    found = [Span(*match.span()) for match in _SYMBOL.finditer(text, start, end)]
    if text.isascii():
        return found
    joined: list[Span] = []
    for span in found:
        if joined and joined[-1].end == span.start and _hangs_on(text, span.start):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _hangs_on(text: str, offset: int) -> bool:
    """Say whether the character at an offset is one with that before it."""
    char, before = text[offset], text[offset - 1]
    return (
        char in _SKIN_TONES
        or before == _JOINER
        or (not char.isascii() and unicodedata.category(char) in _LOOSE)
        # a word goes on after an accent of its own
        or (char.isalnum() and not before.isascii() and unicodedata.category(before) in _LOOSE)
    )


def plain_words(text: str) -> str:
    """Leave typography aside: kinds of quotation marks, dashes and spaces, what nobody sees.

    Case and every letter, digit and mark stay.
    """
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY).split())
