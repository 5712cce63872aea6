"""Which characters a text may hold."""

import re

_ODD = re.compile("[\r\u2028\u2029\x00\ufdd0\ufdd1\ud800-\udfff]")
_ODD_LETTERS = "\r\u2028\u2029\x00\ufdd0\ufdd1"
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00\ufdd0\ufdd1\ud800-\udfff]")


def normalise(text: str) -> str:
    """Fold every line end to a newline; drop NUL, U+FDD0, U+FDD1 and lone surrogates.

    Qt keeps none of these apart: it ends paragraphs at the first and uses U+FDD0 and U+FDD1 as
    marks of its own. Composed and decomposed letters stay as they are: a quote is verbatim.
    Applied to a source and again to what is decoded from it, for an entity can hide any of them.
    """
    if not _may_be_odd(text) or _ODD.search(text) is None:
        return text
    return _LINE_END.sub("\n", _FORBIDDEN.sub("", text))


def _may_be_odd(text: str) -> bool:
    """Tell most texts from those that a pattern, letter by letter, has to look through."""
    if text.isascii():
        return "\r" in text or "\0" in text
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return True
    return any(odd in text for odd in _ODD_LETTERS)
