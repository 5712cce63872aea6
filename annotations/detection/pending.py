"""What is left to decide: suggestions that nobody accepted or rejected, and no highlight covers.

A decision is known by the words and their surroundings, of the kind it was made for: whichever
rule finds them again, on whichever revision, whatever changed elsewhere in the text.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from annotations.decisions import Decision, context_hash, sides, words_hash
from annotations.detection.found import Kind, Suggestion
from annotations.model import Span
from annotations.spans import shared

_HALF = 0.5
_LONG = 25
"""Characters that are nobody else's: "12 persen" may well stand in a new sentence by chance."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Where a highlight stands on the text, and its tags; one that is lost covers nothing."""

    span: Span
    tags: tuple[str, ...] = ()


def pending(
    text: str,
    suggestions: Sequence[Suggestion],
    *,
    revision_id: int = 0,
    decisions: Iterable[Decision] = (),
    covered: Iterable[Covered] = (),
    off: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """Leave out what was decided, what highlights cover, and what rules that are `off` found.

    `text` is that of the revision `revision_id`, on which suggestions and `covered` stand;
    `decisions` are all those of the article, `off` names of rules. The order stays.
    """
    ours = [one for one in suggestions if one.rule not in off]
    gone = _decided(text, ours, revision_id, tuple(decisions))
    highlights = _Near(covered)
    return tuple(
        one
        for number, one in enumerate(ours)
        if number not in gone and not any(covers(each, one) for each in highlights.at(one.span))
    )


def covers(highlight: Covered, suggestion: Suggestion) -> bool:
    """Say whether a highlight says already what a suggestion would.

    A fact's, if it has that tag and shares half of the shorter; a quotation's, if both are about
    the same words.
    """
    if suggestion.kind is Kind.QUOTE:
        return alike(highlight.span, suggestion.span)
    return suggestion.kind.value in highlight.tags and meets(highlight.span, suggestion.span)


def meets(one: Span, other: Span) -> bool:
    """Say whether two spans share at least half of the shorter one."""
    shorter = min(one.end - one.start, other.end - other.start)
    return shorter > 0 and _common(one, other) >= _HALF * shorter


def alike(one: Span, other: Span) -> bool:
    """Say whether two spans share at least half of what both cover together."""
    common = _common(one, other)
    together = one.end - one.start + other.end - other.start - common
    return together > 0 and common >= _HALF * together


def _common(one: Span, other: Span) -> int:
    common = shared(one, other)
    return common.end - common.start


class _Placed(Protocol):
    @property
    def span(self) -> Span:
        """Where it stands: code points of the text."""


P = TypeVar("P", bound=_Placed)


class _Near(Generic[P]):
    """Spans by where they stand: a long report has thousands, and each is asked about each."""

    def __init__(self, placed: Iterable[P]) -> None:
        self._sorted = sorted(placed, key=lambda each: each.span.start)
        self._starts = [each.span.start for each in self._sorted]
        self._reach = list(accumulate((each.span.end for each in self._sorted), max))

    def at(self, span: Span) -> Sequence[P]:
        """List those that may share characters with a span, and some that do not."""
        first = bisect_right(self._reach, span.start)
        return self._sorted[first : bisect_left(self._starts, span.end)]


@dataclass(slots=True)
class _Words:
    """The suggestions and the decisions of one kind about one wording, wherever they stand."""

    suggestions: list[int] = field(default_factory=list)
    contexts: set[str] = field(default_factory=set)


def _decided(
    text: str, suggestions: Sequence[Suggestion], revision_id: int, decisions: Sequence[Decision]
) -> set[int]:
    """Number the suggestions that are decided."""
    if not decisions:
        return set()
    here = _Near(each for each in decisions if each.revision_id == revision_id)
    gone = {
        number
        for number, one in enumerate(suggestions)
        if any(
            each.kind == one.kind.value and _same_place(each.span, one)
            for each in here.at(one.span)
        )
    }
    wordings: dict[tuple[str, str], _Words] = defaultdict(_Words)
    for each in decisions:
        if each.revision_id != revision_id:
            wordings[each.kind, each.quote_sha256].contexts.add(each.context_sha256)
    if not wordings:
        return gone
    for number, one in enumerate(suggestions):
        key = (one.kind.value, words_hash(text, one.span))
        if number not in gone and key in wordings:
            wordings[key].suggestions.append(number)
    for wording in wordings.values():
        gone |= _known_again(text, suggestions, wording)
    return gone


def _same_place(place: Span, suggestion: Suggestion) -> bool:
    """Say whether a suggestion of the same kind is about a place that was decided.

    Two numbers of one range, or two articles of one law, share nothing; a sentence that grew does.
    """
    return alike(place, suggestion.span) or (
        suggestion.kind is not Kind.QUOTE and meets(place, suggestion.span)
    )


def _known_again(text: str, suggestions: Sequence[Suggestion], wording: _Words) -> set[int]:
    """Find, among places with the decided words, those decided on another revision.

    First by the words on both sides, then on one. Long ones that are left are decided too where
    there are not more of them than decisions: the words around them were edited.
    """
    left = {number: context_hash(text, suggestions[number].span) for number in wording.suggestions}
    contexts = set(wording.contexts)
    gone: set[int] = set()
    for number, context in left.items():
        if context in contexts:
            gone.add(number)
    contexts -= {left[number] for number in gone}
    for number, context in left.items():
        if number in gone:
            continue
        near = next((each for each in sorted(contexts) if _one_side(each, context)), None)
        if near is not None:
            gone.add(number)
            contexts.discard(near)
    rest = {n for n in left if n not in gone and _is_long(suggestions[n])}
    return gone | rest if len(rest) <= len(contexts) else gone


def _is_long(suggestion: Suggestion) -> bool:
    return suggestion.end - suggestion.start >= _LONG


def _one_side(one: str, other: str) -> bool:
    return any(mine == theirs for mine, theirs in zip(sides(one), sides(other), strict=True))
