"""Selecting words of the newer text by keys: the same that move a highlight's ends in the text."""

from annotations.model import Span
from annotations.spans import (
    word_at,
    word_end_after,
    word_end_before,
    word_start_after,
    word_start_before,
)
from desktop.revisions.passages import Passage

KEYS = frozenset("[]{}")


def picked(text: str, row: Passage, selection: Span | None, key: str) -> Span | None:
    """Move an end of a selection by a word; without one, take what came in a row, None for none.

    Keys are "[" and "]" for the left end out and in, "{" and "}" for the right end out and in.
    """
    if selection is None:
        if row.new is None:
            return None
        return row.new_words[0] if row.new_words else word_at(text, row.new.start)
    start, end = selection.start, selection.end
    if key in "[]":
        start = (word_start_before if key == "[" else word_start_after)(text, start)
    else:
        end = (word_end_after if key == "{" else word_end_before)(text, end)
    return Span(start, end) if start < end else selection
