"""Promises: what commitments are mentions of, made one and made two again, and their history.

A promise that is merged keeps its words, its steps and its mentions: it points to the one that
stands for it, and every list follows that. So nothing has to be found again when they are parted.
Every change is given as (before, after), in the order to store them in one change set.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from annotations.facts import Commitment, WrittenDate
from annotations.model import Highlight, Promise, PromiseStep, Record
from annotations.vocabulary import MentionKind

if TYPE_CHECKING:
    from annotations.detection.commitments.promises import Known  # brings all rules

Changed = tuple[Record | None, Record]
"""A record before, None for one that is new, and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledged:
    """What the library knows as promised, and what of it is shown when it is offered.

    `promise` is None for a commitment that is a mention of none yet; `highlight` is the one that
    has it (of a promise, the first mention; None where there is none), `title` and `published` are
    its article's.
    """

    known: "Known"
    promise: Promise | None = None
    highlight: Highlight | None = None
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A promise and all that were merged into it, whatever the number of steps."""

    stands: Promise
    merged: tuple[Promise, ...] = ()

    @property
    def all(self) -> tuple[Promise, ...]:
        """The one that stands, then the others in the order in which they were made."""
        return (self.stands, *self.merged)

    @property
    def uids(self) -> tuple[str, ...]:
        """The uids that mentions may hold."""
        return tuple(each.uid for each in self.all)

    @property
    def steps(self) -> tuple[PromiseStep, ...]:
        """The history of all of them, by date."""
        return by_date(step for each in self.all for step in each.steps)

    @property
    def whole(self) -> Promise:
        """What they say together: what the one that stands leaves open, the others fill in.

        This is to be shown, never stored: taking them apart gives back exactly what was there.
        """
        first = self.stands
        if not self.merged:
            return replace(first, steps=self.steps) if len(first.steps) > 1 else first
        return replace(
            first,
            promisor=_first(*(each.promisor for each in self.all)),
            what=_first(*(each.what for each in self.all)),
            to_whom=_first(*(each.to_whom for each in self.all)),
            condition=_first(*(each.condition for each in self.all)),
            deadline=next(
                (each.deadline for each in self.all if each.deadline != WrittenDate()),
                first.deadline,
            ),
            steps=self.steps,
        )


def families(promises: Iterable[Promise]) -> list[Family]:
    """Sort all promises, those merged too, into families as they came; none of the trash."""
    known = {each.uid: each for each in promises}
    merged: dict[str, list[Promise]] = {}
    heads: list[Promise] = []
    for each in known.values():
        stands = standing(known.get, each)
        if stands.uid == each.uid:
            heads.append(each)
        elif not each.trashed:
            merged.setdefault(stands.uid, []).append(each)
    return [
        Family(each, tuple(sorted(merged.get(each.uid, ()), key=_as_made)))
        for each in heads
        if not each.trashed
    ]


def standing(find: Callable[[str], Promise | None], promise: Promise) -> Promise:
    """Follow merges to the promise that stands for this one; `find` looks a uid up.

    Two windows may have merged two into each other: then the one that was there first stands.
    """
    way = [promise]
    while way[-1].merged_into and (other := find(way[-1].merged_into)):
        uids = [each.uid for each in way]
        if other.uid in uids:
            return min(way[uids.index(other.uid) :], key=_as_made)
        way.append(other)
    return way[-1]


def merge(
    stands: Family, others: Sequence[Family], lone: Sequence[tuple[Highlight, str]] = ()
) -> list[Changed]:
    """Let one promise stand for others, and take in commitments that are mentions of none yet.

    `lone` are highlights with the uid of the commitment. Whatever was merged into one of the
    others points to the first now too: each is taken apart by itself.
    """
    first = stands.stands.uid
    members = [each for family in others for each in family.all] + [*stands.merged]
    changes: list[Changed] = []
    for each in members:
        pointed = replace(each, merged_into=first)
        if pointed != each and each.uid != first:
            changes.append((each, pointed))
    return [*changes, *joined(lone, first)]


def joined(lone: Iterable[tuple[Highlight, str]], promise: str) -> list[Changed]:
    """Make commitments, highlights with the uid of the fact, mentions of a promise, by its uid."""
    before: dict[str, Highlight] = {}
    after: dict[str, Highlight] = {}
    for highlight, fact in lone:
        before.setdefault(highlight.uid, highlight)
        after[highlight.uid] = _mentioning(after.get(highlight.uid, highlight), fact, promise)
    return [(before[uid], after[uid]) for uid in before if before[uid] != after[uid]]


def apart(promise: Promise) -> list[Changed]:
    """Take a merged promise out again, with its words, its history and its mentions."""
    return [(promise, replace(promise, merged_into=""))]


def mention_apart(highlight: Highlight, fact: str) -> list[Changed]:
    """Make a promise of its own of one mention; what it did to the other one is forgotten."""
    commitment = _fact(highlight, fact)
    made = promise_of(highlight, commitment)
    own = replace(commitment, promise=made.uid, mention=MentionKind.NONE)
    return [(None, made), (highlight, _with(highlight, own))]


def own_promise(highlight: Highlight, fact: str) -> list[Changed]:
    """Make a promise of a commitment that is a mention of none yet, so that it has a history."""
    made = promise_of(highlight, _fact(highlight, fact))
    return [(None, made), (highlight, _mentioning(highlight, fact, made.uid))]


def mention_as(highlight: Highlight, fact: str, kind: MentionKind) -> list[Changed]:
    """Say what a mention did to its promise; NONE leaves it to the dates again."""
    return [(highlight, _with(highlight, replace(_fact(highlight, fact), mention=kind)))]


def stepped(promise: Promise, step: PromiseStep) -> Promise:
    """Add a step to the history, in its place by date: after those of the same day.

    A step of an earlier day than the last one does not change what the promise is now.
    """
    step = step if step.uid else replace(step, uid=str(uuid4()))
    return replace(promise, steps=by_date((*promise.steps, step)))


def step_changed(promise: Promise, changed: PromiseStep) -> Promise:
    """Correct a step of the history, found by its uid."""
    steps = (changed if each.uid == changed.uid else each for each in promise.steps)
    return replace(promise, steps=by_date(steps))


def step_taken_back(promise: Promise, uid: str) -> Promise:
    """Take a step out of the history."""
    return replace(promise, steps=tuple(each for each in promise.steps if each.uid != uid))


def by_date(steps: Iterable[PromiseStep]) -> tuple[PromiseStep, ...]:
    """Sort steps by their dates; those of one day, and without one, stay in their order."""
    return tuple(sorted(steps, key=lambda each: each.when))


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
    made = promise_of(first, _fact(first, pledged.known.uid))
    return (None, made), *joined([(first, pledged.known.uid), (highlight, fact)], made.uid)


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


def _fact(highlight: Highlight, uid: str) -> Commitment:
    (found,) = (each for each in highlight.commitments if each.uid == uid)
    return found


def _with(highlight: Highlight, fact: Commitment) -> Highlight:
    some = tuple(fact if each.uid == fact.uid else each for each in highlight.commitments)
    return replace(highlight, commitments=some)


def _mentioning(highlight: Highlight, fact: str, promise: str) -> Highlight:
    return _with(highlight, replace(_fact(highlight, fact), promise=promise))


def _first(*texts: str) -> str:
    return next((text for text in texts if text), "")


def _as_made(promise: Promise) -> tuple[int, str]:
    return promise.id, promise.uid
