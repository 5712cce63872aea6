"""Text cut into lines, in code points and without laying out a document.

Words are measured once for each font: a thousand cards share most of theirs.
"""

import unicodedata
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.reader.offsets import for_qt

_LONGEST_LINE = 200
"""Characters that no pane's line holds: enough to look at for each line wanted."""
_MANY = 20_000  # words kept a font
_JOINER = "\u200d"


class _Ruler:
    """Measures words in one font."""

    def __init__(self, font: QFont) -> None:
        self.metrics = QFontMetricsF(font)
        self.space = self.metrics.horizontalAdvance(" ")
        self._known: dict[str, float] = {}

    def width(self, word: str) -> float:
        found = self._known.get(word)
        if found is None:
            if len(self._known) > _MANY:
                self._known.clear()
            found = self._known[word] = self._measure(word)
        return found

    def _measure(self, word: str) -> float:
        return self.metrics.horizontalAdvance(for_qt(word))

    def elided(self, text: str, width: float) -> str:
        return self.metrics.elidedText(for_qt(text), Qt.TextElideMode.ElideRight, width)

    def pieces(self, word: str, width: float) -> Iterator[str]:
        """Cut a word that is wider than a line, never between a letter and its marks."""
        while word and self.width(word) > width:
            end = 1
            while (
                end < len(word) and self.metrics.horizontalAdvance(for_qt(word[: end + 1])) <= width
            ):
                end += 1
            while end < len(word) and _belongs(word, end):
                end += 1
            yield word[:end]
            word = word[end:]
        if word:
            yield word


_rulers: dict[str, _Ruler] = {}


def wrapped(text: str, font: QFont, width: float, most: int) -> tuple[list[str], bool]:
    """Cut a text into lines of at most `width` pixels; whether there was more than `most`.

    Only what can be shown is looked at: a quote may be a whole page. White space is one space.
    """
    ruler = _ruler(font)
    lines: list[str] = []
    words: list[str] = []
    used = 0.0
    looked_at = text[: most * _LONGEST_LINE]
    for whole in looked_at.split():
        for word in ruler.pieces(whole, width):
            wide = ruler.width(word)
            if words and used + ruler.space + wide > width:
                lines.append(" ".join(words))
                words = []
            used = used + ruler.space + wide if words else wide
            words.append(word)
        if len(lines) >= most:
            break
    if words:
        lines.append(" ".join(words))
    more = len(lines) > most or len(looked_at) < len(text)
    if more:
        longer = " ".join(lines[most - 1 :]) + "\u2026"
        lines[most - 1 :] = [ruler.elided(longer, width)]
    return lines or [""], more


def _ruler(font: QFont) -> _Ruler:
    key = font.key()
    if key not in _rulers:
        _rulers[key] = _Ruler(font)
    return _rulers[key]


def _belongs(word: str, at: int) -> bool:
    """Whether the character at `at` is drawn as one with the one before it."""
    return unicodedata.category(word[at])[0] == "M" or _JOINER in (word[at], word[at - 1])
