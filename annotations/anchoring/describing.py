"""Capture a passage so that it can be found again."""

import re

from annotations.errors import BadSpan
from annotations.model import Quote, Span, text_sha256

CONTEXT = 64
"""Characters of context kept on each side, at most."""

_FIRST_WORD = re.compile(r"^\S+")
_LAST_WORD = re.compile(r"\S+$")


def describe(text: str, span: Span) -> Quote:
    """Capture a passage verbatim, with the words around it.

    Context is cut where a word begins or ends, unless one word is longer than `CONTEXT`. Nothing
    is trimmed. Raises BadSpan if the span is not inside the text or holds no visible character.
    """
    if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end].isspace():
        raise BadSpan(span.start, span.end, len(text))
    return Quote(
        exact=text[span.start : span.end],
        prefix=prefix_at(text, span.start),
        suffix=suffix_at(text, span.end),
        start=span.start,
        end=span.end,
        text_sha256=text_sha256(text),
    )


def prefix_at(text: str, offset: int) -> str:
    """Cut the context before an offset, without the word that its limit would cut through."""
    first = max(0, offset - CONTEXT)
    context = text[first:offset]
    if first == 0 or text[first - 1].isspace():
        return context
    whole = _FIRST_WORD.sub("", context)
    return whole if whole.strip() else context


def suffix_at(text: str, offset: int) -> str:
    """Cut the context after an offset, without the word that its limit would cut through."""
    last = min(len(text), offset + CONTEXT)
    context = text[offset:last]
    if last == len(text) or text[last].isspace():
        return context
    whole = _LAST_WORD.sub("", context)
    return whole if whole.strip() else context
