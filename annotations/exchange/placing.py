"""Where the words of an annotation stand in a text: there for certain, or nowhere."""

from itertools import islice

from annotations.anchoring import locate
from annotations.anchoring.folding import fold, folded_pattern
from annotations.anchoring.surroundings import cut_words_at
from annotations.exchange.faults import Why
from annotations.exchange.taken import Taken
from annotations.model import Quote, Span
from annotations.vocabulary import PlacementState

_MOST_PLACES = 200
_SLACK = 16


def place(text: str, taken: Taken, *, same: bool, look: bool = True) -> Span | Why:
    """Find an annotation's words; `same` says that the text is the very one they were taken from.

    The place that is told, if the words stand there; else the only place of the very words among
    the words that are told to be around them; else, where `look`, what `locate` is sure of.
    """
    told = Span(taken.start, taken.end)
    there = told.start >= 0 and text[told.start : told.end] == taken.exact
    if there and (same or _agrees(text, told, taken)):
        return told
    found = _same_words(text, taken.exact)
    fitting = [each for each in found if _fits(text, each, taken)]
    if len(fitting) == 1 and len(found) < _MOST_PLACES:
        return fitting[0]
    if len(fitting) > 1:
        return Why.AMBIGUOUS
    if not look:
        return Why.NOT_LOOKED_FOR
    quote = Quote(
        exact=taken.exact,
        prefix=taken.prefix,
        suffix=taken.suffix,
        start=max(taken.start, 0),
        end=max(taken.start, 0) + len(taken.exact),
        text_sha256="",
    )
    likely = locate(text, quote)
    if likely.state in {PlacementState.EXACT, PlacementState.MOVED}:
        return Span(likely.start, likely.end)
    return Why.AMBIGUOUS if likely.state is PlacementState.REVIEW else Why.NOT_FOUND


def _same_words(text: str, exact: str) -> list[Span]:
    """List the places of the words but for typography, whole ones only, as many as decide.

    “36 ribu” is not in “136 ribu”.
    """
    spans = (Span(*found.span()) for found in folded_pattern(exact).finditer(fold(text)))
    return [*islice((each for each in spans if not any(cut_words_at(text, each))), _MOST_PLACES)]


def _fits(text: str, span: Span, taken: Taken) -> bool:
    """Whether a place is as told; with nothing told around the words they must be the very ones."""
    if not (taken.prefix.strip() or taken.suffix.strip()):
        return text[span.start : span.end] == taken.exact
    return _agrees(text, span, taken)


def _agrees(text: str, span: Span, taken: Taken) -> bool:
    """Whether what is told to stand around the words does, but for typography."""
    prefix, suffix = _squeezed(taken.prefix), _squeezed(taken.suffix)
    before = text[max(0, span.start - len(taken.prefix) - _SLACK) : span.start]
    after = text[span.end : span.end + len(taken.suffix) + _SLACK]
    return _squeezed(before).endswith(prefix) and _squeezed(after).startswith(suffix)


def _squeezed(text: str) -> str:
    return " ".join(fold(text).split())
