"""What keys do in a comparison: go to a change, scroll, select words of the newer text.

The keys that select are those that move a highlight's ends in the text.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar

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


def stepped(key: int) -> int:
    """Say whether a key goes to the next change (1), to the one before (-1), or to none (0)."""
    ways: Mapping[int, int] = {Qt.Key.Key_J: 1, Qt.Key.Key_N: 1, Qt.Key.Key_K: -1, Qt.Key.Key_P: -1}
    return ways.get(key, 0)  # a key of another script is no Qt.Key


def scrolled(bar: QScrollBar, key: int) -> int | None:
    """Say where a key scrolls to, None for one that does not."""
    places: Mapping[int, int] = {
        Qt.Key.Key_Up: bar.value() - bar.singleStep(),
        Qt.Key.Key_Down: bar.value() + bar.singleStep(),
        Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
        Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
        Qt.Key.Key_Space: bar.value() + bar.pageStep(),
        Qt.Key.Key_Home: 0,
        Qt.Key.Key_End: bar.maximum(),
    }
    return places.get(key)
