"""Find a quote again, and say how sure that is.

The rule above all others: what is said to stand (`exact`, `moved`) stands on the quote's own words.
Whatever could be other words (the same phrase elsewhere, another number, a word more) is
`review`: a proposal that a person decides on.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from annotations.anchoring.approximate import LEAST, LONG, approximate_places
from annotations.anchoring.folding import fold, folded_pattern, says_the_same, symbols_of
from annotations.anchoring.myers import distance
from annotations.anchoring.surroundings import (
    KEPT,
    KEPT_AMONG_COPIES,
    Agreement,
    agreement,
    among_copies,
    cut_words,
    cut_words_at,
)
from annotations.model import Placement, Quote, Span, text_sha256
from annotations.vocabulary import PlacementState

SURE = 0.90
"""Similarity from which an edited passage may count as moved."""

RIVAL = 0.05
"""A lead smaller than this over another place decides nothing."""

BOTH = 2
"""Sides of a place."""

LOST = Placement(-1, -1, PlacementState.LOST, 0.0)

_MOST_PLACES = 200
_SAYS_ENOUGH = 64  # characters that hardly stand twice in one text
_SHORT = 32  # a quote so short, edited and among strange words, could be any other


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    similarity: float
    around: Agreement
    whole: bool  # the first and last word are cut as they were in the quote
    score: float
    surely: bool = False

    @property
    def unchanged(self) -> bool:
        """Whether these are the very words among the very same words."""
        return self.similarity == 1.0 and self.around.mean == 1.0


def locate(text: str, quote: Quote, near: int | None = None) -> Placement:
    """Find a quote in a text; `near` is where it should start, if the caller knows.

    The stored place if the text has not changed; else the same words but for typography, with
    their context on both sides (on one, if they start where expected); else the most similar
    passage. `review` from a similarity of 0.70, or when the context is gone, another place is as
    good, or the sense may have turned; `lost` otherwise.
    """
    if text[quote.start : quote.end] == quote.exact and _sha256(text) == quote.text_sha256:
        return Placement(quote.start, quote.end, PlacementState.EXACT)
    if not quote.exact.strip():
        return LOST
    expected = quote.start if near is None else near
    captured, quote = quote, _trimmed(quote)
    expected += quote.start - captured.start
    cut = cut_words(quote.prefix, quote.exact, quote.suffix)
    everywhere = _same_words(text, quote, expected)
    same = [
        _candidate(text, span, quote, cut, expected)
        for span in everywhere[:_MOST_PLACES]
        if cut_words_at(text, span) == cut
    ]
    alone = len(everywhere) <= 1
    own = _own_place(same, quote, expected, alone=alone)
    if own and not own.unchanged and len(everywhere) > _MOST_PLACES:
        own = None  # one of those not looked at may be as good
    if own and (own.surely or _nothing_else_has(text, quote, own)):
        return _placed(own, quote)
    similar = [
        _candidate(text, _to_words(text, span, cut), quote, cut, expected)
        for span in approximate_places(text, quote)
    ]
    similar = [candidate for candidate in similar if candidate.similarity >= LEAST]
    if own and not any(_rivals(own, other) for other in similar):
        return _placed(own, quote)
    return _likeliest(text, [*same, *similar], quote, expected, alone=alone)


@lru_cache(maxsize=2)
def _sha256(text: str) -> str:
    return text_sha256(text)


def _trimmed(quote: Quote) -> Quote:
    """Count white space at the ends of a quote to its context; places are of words."""
    exact = quote.exact
    left, right = len(exact) - len(exact.lstrip()), len(exact.rstrip())
    return replace(
        quote,
        exact=exact.strip(),
        prefix=quote.prefix + exact[:left],
        suffix=exact[right:] + quote.suffix,
        start=quote.start + left,
        end=quote.start + right,
    )


def _same_words(text: str, quote: Quote, expected: int) -> list[Span]:
    found = [Span(*match.span()) for match in folded_pattern(quote.exact).finditer(fold(text))]
    return sorted(found, key=lambda span: abs(span.start - expected))


def _candidate(
    text: str, span: Span, quote: Quote, cut: tuple[str, str], expected: int
) -> _Candidate:
    words = text[span.start : span.end]
    around = agreement(text, span, quote)
    similarity = likeness(quote.exact, words)
    nearness = 1 - min(1.0, abs(span.start - expected) / max(len(text), 1))
    return _Candidate(
        span,
        similarity,
        around,
        cut_words_at(text, span) == cut,
        (similarity + around.mean) / 2 + 0.01 * nearness,
    )


def likeness(exact: str, words: str) -> float:
    """Compare two wordings, 0 to 1; 1 is for the very characters."""
    if words == exact:
        return 1.0
    one, other = (" ".join(fold(each).split()) for each in (exact, words))
    if len(exact) >= LONG:
        ours, theirs = (
            [each[span.start : span.end] for span in symbols_of(each)] for each in (one, other)
        )
        edits = distance(ours, theirs) / len(ours)
    else:
        edits = distance(one, other) / len(one)
    # Other typography alone still leaves it short of that.
    return min(0.99, max(0.0, 1 - edits))


def _to_words(text: str, span: Span, cut: tuple[str, str]) -> Span:
    """Widen a place to whole words on each side where the quote had them."""
    left, right = cut_words_at(text, span)
    start = span.start if cut[0] else span.start - len(left)
    end = span.end if cut[1] else span.end + len(right)
    return Span(start, end)


def _own_place(
    same: list[_Candidate], quote: Quote, expected: int, *, alone: bool
) -> _Candidate | None:
    """Choose among places that hold the quote's words the one with its context, if there is one.

    Both sides of it must be there, or one where the place is the one expected.
    """
    for candidate in same:
        if candidate.unchanged and candidate.span.start == expected:
            return replace(candidate, surely=True)
    ranked = sorted(same, key=lambda candidate: candidate.around.mean, reverse=True)
    if not ranked or any(_rivals(ranked[0], other) for other in ranked[1:]):
        return None
    return ranked[0] if _in_its_context(ranked[0], quote, expected, alone=alone) else None


def _in_its_context(place: _Candidate, quote: Quote, expected: int, *, alone: bool) -> bool:
    """Say whether a place is among the quote's own words; `alone`: they stand nowhere else."""
    if not place.around.touches:
        return False
    if among_copies(quote):
        return place.around.sides(KEPT_AMONG_COPIES) == BOTH
    if place.similarity == 1.0 and place.span.start == expected:
        return place.around.sides() >= 1
    # Sentences of one make ("The agency counted 46 wells") are a context of each other, and
    # what tells them apart is their numbers.
    if not place.around.numbers and len(quote.exact) < _SAYS_ENOUGH:
        return False
    return place.around.sides(KEPT if alone else KEPT_AMONG_COPIES) == BOTH


def _nothing_else_has(text: str, quote: Quote, own: _Candidate) -> bool:
    """Say whether no other passage can be the quote, edited: its very context stands nowhere else.

    Asked first because it takes two searches where looking for similar passages takes hundreds.
    """
    return (
        own.unchanged
        and _times(text, quote.prefix) <= 1
        and _times(text, quote.suffix) <= 1
        and bool(quote.prefix or quote.suffix)
    )


def _times(text: str, context: str) -> int:
    """Count a context in a text, up to two."""
    context, folded = fold(context), fold(text)
    first = folded.find(context)
    return 0 if first < 0 or not context else 1 + (folded.find(context, first + 1) >= 0)


def _rivals(best: _Candidate, other: _Candidate) -> bool:
    """Say whether the context speaks for another place about as much."""
    overlap = other.span.start < best.span.end and best.span.start < other.span.end
    return not overlap and best.around.mean - other.around.mean < RIVAL


def _placed(candidate: _Candidate, quote: Quote) -> Placement:
    span = candidate.span
    very = candidate.similarity == 1.0 and span == Span(quote.start, quote.end)
    state = PlacementState.EXACT if very else PlacementState.MOVED
    return Placement(span.start, span.end, state, candidate.similarity)


def _likeliest(
    text: str, found: list[_Candidate], quote: Quote, expected: int, *, alone: bool
) -> Placement:
    """Choose the best proposal; it counts as moved only if nothing speaks against it."""
    proposals = [
        candidate
        for candidate in found
        if candidate.similarity >= SURE or candidate.around.sides() or len(quote.exact) >= _SHORT
    ]
    if not proposals:
        return LOST
    best = max(proposals, key=lambda candidate: candidate.score)
    span, similarity = best.span, best.similarity
    state = PlacementState.REVIEW
    if (
        SURE <= similarity < 1.0
        and best.whole
        and _in_its_context(best, quote, expected, alone=alone)
        and not any(_rivals(best, other) for other in found)
        and says_the_same(quote.exact, text[span.start : span.end])
    ):
        state = PlacementState.MOVED
    return Placement(span.start, span.end, state, similarity)
