"""How well the words around a place agree with those around a quote when it was captured."""

import re
from dataclasses import dataclass

from annotations.anchoring.folding import fold
from annotations.anchoring.myers import nearest_prefix
from annotations.model import Quote, Span
from annotations.spans import word_at

KEPT = 0.75
"""Agreement from which one side counts as kept. Strange words agree by 0.3 to 0.45."""

KEPT_AMONG_COPIES = 0.95
"""The same for a quote that stands in its own context too, where that could be either."""

_SHORT = 24  # context so short stood at an end of the text, and agrees only at that end
_SLACK = 16
_NEAREST = 8
_DIGITS = re.compile(r"\d+")
_LONGEST_WORD = 32


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much of the context stands at a place, 0 to 1, on each side."""

    left: float
    right: float
    touches: bool
    """Whether the nearest word of one side at least is still beside the place."""
    numbers: bool = True
    """Whether the nearest number on each side is the same, or there was none."""

    def sides(self, least: float = KEPT) -> int:
        """Count the sides that were kept."""
        return (self.left >= least) + (self.right >= least)

    @property
    def mean(self) -> float:
        """Both sides as one figure."""
        return (self.left + self.right) / 2


def agreement(text: str, span: Span, quote: Quote) -> Agreement:
    """Compare what stands around a span with the context of a quote."""
    prefix, suffix = quote.prefix, quote.suffix
    before = text[max(0, span.start - len(prefix) - _SLACK) : span.start]
    after = text[span.end : span.end + len(suffix) + _SLACK]
    left, left_there = fold(prefix)[::-1], fold(before)[::-1]
    right, right_there = fold(suffix), fold(after)
    return Agreement(
        _side(left, left_there),
        _side(right, right_there),
        touches=_beside(left) == _beside(left_there) or _beside(right) == _beside(right_there),
        numbers=_nearest_number(left) in {"", _nearest_number(left_there)}
        and _nearest_number(right) in {"", _nearest_number(right_there)},
    )


def _nearest_number(context: str) -> str:
    """Find the first digits of a context; "" where there are none, or its limit may cut them."""
    found = _DIGITS.search(context)
    return found[0] if found and found.end() < len(context) else ""


def _beside(context: str) -> str:
    return context.lstrip()[:_NEAREST]


def _side(context: str, there: str) -> float:
    if len(context) < _SHORT:
        return float(context.strip() == there.strip())
    if there.startswith(context):
        return 1.0
    _, edits = nearest_prefix(context, there)
    return max(0.0, 1 - edits / len(context))


def among_copies(quote: Quote) -> bool:
    """Say whether a quote stands once more in its own context."""
    words = fold(quote.exact).strip()
    return words in fold(quote.prefix) or words in fold(quote.suffix)


def cut_words(prefix: str, exact: str, suffix: str) -> tuple[str, str]:
    """Return what of the first and the last word of `exact` lies outside it; mostly nothing.

    "36 ribu" leaves "1" of "136 ribu" outside, and "36" leaves ",5" of "36,5": other numbers.
    """
    prefix, suffix = prefix[-_LONGEST_WORD:], suffix[:_LONGEST_WORD]
    whole = prefix + exact + suffix
    start, end = len(prefix), len(prefix) + len(exact)
    first, last = word_at(whole, start), word_at(whole, end - 1)
    return whole[min(first.start, start) : start], whole[end : max(last.end, end)]


def cut_words_at(text: str, span: Span) -> tuple[str, str]:
    """Do the same for a span of a text."""
    before = text[max(0, span.start - _LONGEST_WORD) : span.start]
    after = text[span.end : span.end + _LONGEST_WORD]
    return cut_words(before, text[span.start : span.end], after)
