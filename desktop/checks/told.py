"""What does not agree about one passage, found by its place."""

from bisect import bisect_left
from collections.abc import Sequence

from annotations.model import Span
from desktop.checks.checking import Checked
from resources import Catalogue

MOST = 3
"""Findings said on one card; all are in the section over the cards."""


class Told:
    """Findings as sentences, by the passages that they are about."""

    def __init__(self, found: Sequence[Checked], words: Catalogue) -> None:
        self._words = words
        self._placed = sorted(
            (span, number) for number, each in enumerate(found) for span in each.finding.spans
        )
        self._found = found
        self._longest = max((span.end - span.start for span, _ in self._placed), default=0)

    def about(self, span: Span) -> str:
        """Say what does not agree about words that share a character with a span; "" if all do."""
        if not self._placed:
            return ""
        from annotations.checking.telling import tell

        numbers = set()
        first = bisect_left(self._placed, (Span(span.start - self._longest, 0), 0))
        for place, number in self._placed[first:]:
            if place.start >= span.end:
                break
            if place.end > span.start:
                numbers.add(number)
        lines = []
        for number in sorted(numbers)[:MOST]:
            sentence, working = tell(self._found[number].finding, self._words)
            lines.append(_ended(f"{sentence} ({working})" if working else sentence))
        return " ".join(lines)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
