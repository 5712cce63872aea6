"""Which findings are about a passage, found by place: a long report has thousands of both."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice

from annotations.checking.found import Finding
from annotations.model import Span


class About:
    """Findings by the passages that they are about; each is known by its number among them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._spans = sorted(
            (span.start, span.end, number)
            for number, each in enumerate(findings)
            for span in each.spans
        )
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def passage(self, place: Span) -> list[int]:
        """Number the findings that share a character with a passage, in their order."""
        first = bisect_left(self._spans, (place.start - self._longest,))
        found: set[int] = set()
        for start, end, number in islice(self._spans, first, None):
            if start >= place.end:
                break
            if end > place.start:
                found.add(number)
        return sorted(found)
