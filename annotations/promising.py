"""A commitment as a mention of a promise, and a promise made of what was mentioned twice."""

from dataclasses import dataclass, replace
from uuid import uuid4

from annotations.detection.commitments.promises import Known
from annotations.facts import Commitment
from annotations.model import Highlight, Promise, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledged:
    """What the library knows as promised, and what of it is shown when it is offered.

    `promise` is None for a commitment that is a mention of none yet; `highlight` is the one that
    has it (of a promise, the first mention; None where there is none), `title` and `published` are
    its article's.
    """

    known: Known
    promise: Promise | None = None
    highlight: Highlight | None = None
    title: str = ""
    published: str = ""


def another_mention(
    highlight: Highlight, fact: str, pledged: Pledged
) -> tuple[tuple[Record | None, Record], ...]:
    """Make a commitment, the fact's uid, of a highlight a mention of what was promised before.

    Gives (before, after) of every record that changes, in the order to store them in one change
    set. What was no promise yet becomes one, with both as its mentions; the same highlight may
    hold both.
    """
    if pledged.promise is not None:
        return ((highlight, _mentioning(highlight, fact, pledged.promise.uid)),)
    first = pledged.highlight
    if first is None:
        return ()
    (earlier,) = (each for each in first.commitments if each.uid == pledged.known.uid)
    made = promise_of(first, earlier)
    if first.uid == highlight.uid:
        both = _mentioning(_mentioning(highlight, fact, made.uid), earlier.uid, made.uid)
        return (None, made), (highlight, both)
    return (
        (None, made),
        (first, _mentioning(first, earlier.uid, made.uid)),
        (highlight, _mentioning(highlight, fact, made.uid)),
    )


def promise_of(highlight: Highlight, commitment: Commitment) -> Promise:
    """Make a promise of its first mention; who made it is the highlight's speaker."""
    return Promise(
        uid=str(uuid4()),
        promisor=highlight.speaker,
        what=commitment.what,
        to_whom=commitment.beneficiary,
        deadline=commitment.deadline,
        condition=commitment.condition,
        kind=commitment.kind,
    )


def _mentioning(highlight: Highlight, fact: str, promise: str) -> Highlight:
    some = tuple(
        replace(each, promise=promise) if each.uid == fact else each
        for each in highlight.commitments
    )
    return replace(highlight, commitments=some)
