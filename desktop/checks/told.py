"""What does not agree about one passage, found by its place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.model import Span
from desktop.checks.checking import Checked
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.checking.about import About

MOST = 3
"""Findings said on one card; all are in the section over the cards."""


class Told:
    """Findings as sentences, by the passages that they are about."""

    def __init__(self, found: Sequence[Checked], words: Catalogue) -> None:
        self._words = words
        self._found = [each.finding for each in found]
        self._about: About | None = None

    def about(self, span: Span) -> str:
        """Say what does not agree about words that share a character with a span; "" if all do."""
        if not self._found:
            return ""
        from annotations.checking.about import About
        from annotations.checking.telling import tell

        self._about = self._about or About(self._found)
        lines = []
        for number in self._about.passage(span)[:MOST]:
            sentence, working = tell(self._found[number], self._words)
            lines.append(_ended(f"{sentence} ({working})" if working else sentence))
        return " ".join(lines)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
