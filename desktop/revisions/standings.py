"""How each highlight stands on the newer of two versions, gathered for a list."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotations.labels import label
from annotations.model import Highlight, Placement, PutBack, Span
from annotations.revising.aligning import aligned
from annotations.revising.symbols import symbols
from annotations.vocabulary import PlacementState
from resources import Catalogue, marked

ORDER = (
    PlacementState.LOST,
    PlacementState.REVIEW,
    PlacementState.MOVED,
    PlacementState.EXACT,
)
"""What is to be seen to comes first."""

_LOST = marked("lost: its words are gone")
_SURROUNDED = marked("to review: the same words, other surroundings")
_BY_HAND = marked("put back by hand")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A highlight, where it stands, its words then and now ("" when lost).

    `old` is its place on the older text, None where it was made later or was lost there already.
    """

    uid: str
    number: str
    tags: tuple[str, ...]
    state: PlacementState
    quote: str
    now: str
    old: Span | None
    new: Span | None
    by_hand: bool = False
    save_state: str = "saved"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an inline difference; `how` is "", "removed" or "added".

    `glued` says that no space stands before them in their text: a comma, half a number.
    """

    words: str
    how: str = ""
    glued: bool = False

    @property
    def spaced(self) -> str:
        """The words with the space before them, if there is one."""
        return self.words if self.glued else f" {self.words}"


def standing(
    highlight: Highlight, place: Placement, text: str, before: Placement, put: PutBack | None
) -> Standing:
    """Say how a highlight stands at a place of a text."""
    lost = place.start < 0
    return Standing(
        uid=highlight.uid,
        number=highlight.label if highlight.id else "K-…",
        tags=highlight.tags,
        state=place.state,
        quote=highlight.quote.exact,
        now="" if lost else text[place.start : place.end],
        old=None if before.start < 0 else Span(before.start, before.end),
        new=None if lost else Span(place.start, place.end),
        by_hand=put is not None,
    )


def said(each: Standing, words: Catalogue) -> str:
    """Name a state for people."""
    if each.by_hand:
        return words(_BY_HAND)
    if each.state is PlacementState.REVIEW and each.now == each.quote:
        return words(_SURROUNDED)
    return words(_LOST) if each.state is PlacementState.LOST else label(each.state, words)


def counted(some: Iterable[Standing]) -> Mapping[PlacementState, int]:
    """Count the states."""
    return Counter(each.state for each in some)


def inline(old: str, new: str) -> tuple[Piece, ...]:
    """Write two wordings as one: words that went, words that came, and what stayed between."""
    if not new or old == new:
        return (Piece(old),)
    ours, theirs = symbols(old, 0, len(old)), symbols(new, 0, len(new))
    left, right = _cut(old, ours), _cut(new, theirs)
    found: list[Piece] = []
    at = there = 0
    for one, other in [*aligned(left, right), (len(ours), len(theirs))]:
        found += _both(old, ours[at:one], new, theirs[there:other])
        if one < len(ours):
            found.append(Piece(left[one], glued=_is_glued(old, ours[one])))
        at, there = one + 1, other + 1
    return _joined(found)


def _both(old: str, gone: Sequence[Span], new: str, come: Sequence[Span]) -> list[Piece]:
    pieces = []
    for text, spans, how in ((old, gone, "removed"), (new, come, "added")):
        if spans:
            words = text[spans[0].start : spans[-1].end]
            pieces.append(Piece(words, how, glued=_is_glued(text, spans[0])))
    return pieces


def _is_glued(text: str, span: Span) -> bool:
    return span.start > 0 and not text[span.start - 1].isspace()


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put what stayed together again, as it was written."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].how == piece.how == "":
            found[-1] = replace(found[-1], words=found[-1].words + piece.spaced)
        else:
            found.append(piece)
    return tuple(found)


def _cut(text: str, spans: Iterable[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]
