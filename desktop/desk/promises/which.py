"""What of the ledger is listed: open, overdue, due this week, kept, broken, or all; of whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.ledger import OPEN, SOON, Pledge
from annotations.vocabulary import PromiseStatus
from resources import marked


class Which(StrEnum):
    """A part of the ledger, in the order of the bar; the values are messages."""

    OPEN = marked("Still open")
    OVERDUE = marked("Overdue")
    SOON = marked("Due this week")
    KEPT = marked("Kept")
    BROKEN = marked("Broken")
    ALL = marked("All")


_SETTLED = {
    Which.KEPT: frozenset({PromiseStatus.KEPT, PromiseStatus.PARTIALLY_KEPT}),
    Which.BROKEN: frozenset({PromiseStatus.BROKEN}),
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is listed: a part, one promisor's (`speaker`, a uid, "" for all), words typed."""

    which: Which = Which.OPEN
    speaker: str = ""
    typed: str = ""


def belongs(pledge: Pledge, which: Which) -> bool:
    """Say whether a pledge is in a part of the ledger."""
    if which is Which.OPEN:
        return pledge.status in OPEN and not pledge.withdrawn
    if which is Which.OVERDUE:
        return pledge.overdue
    if which is Which.SOON:
        return pledge.days is not None and 0 <= pledge.days <= SOON
    return which is Which.ALL or pledge.status in _SETTLED[which]


def narrowed(pledges: Iterable[Pledge], wanted: Narrowed) -> list[Pledge]:
    """List what is asked for, in the order that it came."""
    return [each for each in _of(pledges, wanted) if belongs(each, wanted.which)]


def counts(pledges: Iterable[Pledge], wanted: Narrowed) -> dict[Which, int]:
    """Count each part, under the rest of what is asked for."""
    some = _of(pledges, wanted)
    return {which: sum(belongs(each, which) for each in some) for which in Which}


def promisors(pledges: Iterable[Pledge]) -> list[tuple[str, str]]:
    """List who promised anything as (uid, name), by name."""
    found = {each.speaker: each.who for each in pledges if each.speaker}
    return sorted(found.items(), key=lambda one: (one[1].casefold(), one[0]))


def _of(pledges: Iterable[Pledge], wanted: Narrowed) -> Sequence[Pledge]:
    parts = wanted.typed.casefold().split()
    return [
        each
        for each in pledges
        if wanted.speaker in {"", each.speaker}
        and all(part in f"{each.who} {each.what} {each.to_whom}".casefold() for part in parts)
    ]
