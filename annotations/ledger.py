"""The ledger: what was promised, by whom, until when, what became of it, and every mention of it.

A pledge is a promise with all its mentions, however many, or a commitment that is a mention of
none yet. Stances enter no ledger. What is overdue is computed against a day and never stored.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from annotations.facts import WrittenDate
from annotations.model import Highlight, Promise, PromiseStep, Speaker
from annotations.vocabulary import CommitmentKind, DatePrecision, MentionKind, PromiseStatus

OPEN = frozenset({PromiseStatus.PENDING, PromiseStatus.IN_PROGRESS})
"""What a promise can be overdue in: nothing has come of it yet."""

SOON = 7
"""Days before a deadline from which on a promise is due."""

_YEAR, _MONTH, _DAY = 4, 7, 10  # lengths of "2026", "2026-10", "2026-10-14"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A commitment of a highlight, in a few columns; `opened` in `storage.ledger` has it whole.

    `fact` is the commitment's uid and `promise` the uid that it holds itself, merged or not.
    `kind` is what it did to the promise, `given` what a person said of that. `date` is the ISO
    date of when it was said, else published, "" unknown; `quote` at most 400 characters.
    """

    highlight: int
    uid: str
    fact: str
    promise: str = ""
    kind: MentionKind = MentionKind.NONE
    given: MentionKind = MentionKind.NONE
    date: str = ""
    speaker: str = ""
    who: str = ""
    what: str = ""
    to_whom: str = ""
    deadline: WrittenDate = WrittenDate()
    condition: str = ""
    commitment: CommitmentKind = CommitmentKind.NONE
    quote: str = ""
    article: int = 0
    title: str = ""
    outlet: str = ""
    published: str = ""

    @property
    def label(self) -> str:
        """The number people say: K-014."""
        return f"K-{self.highlight:03d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """One row of the ledger.

    `key` names it: the uid of the promise, of a commitment that is a mention of none yet its own
    (`promise` is then ""). `speaker` is the uid of who stands for the promisor, `who` the name,
    else what was written. `days` are left to the end of the last day, less than 0 once it is
    over; None without a deadline that can be read, and where something has come of it. `merged`
    are the uids of the promises that it stands for. `mentions` are by date.
    """

    key: str
    promise: str = ""
    speaker: str = ""
    who: str = ""
    what: str = ""
    to_whom: str = ""
    deadline: WrittenDate = WrittenDate()
    condition: str = ""
    kind: CommitmentKind = CommitmentKind.NONE
    status: PromiseStatus = PromiseStatus.PENDING
    withdrawn: bool = False
    days: int | None = None
    mentions: tuple[Mention, ...] = ()
    steps: tuple[PromiseStep, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether its last day is over and nothing has come of it."""
        return self.days is not None and self.days < 0

    @property
    def first(self) -> str:
        """When it was first made, as an ISO date, "" unknown."""
        return self.mentions[0].date if self.mentions else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A pledge with the records that can be changed: promises as stored, highlights by uid.

    `promise` is None for a commitment that is a mention of none yet. `people` are speakers by the
    uid that a highlight or promise holds, each as the one that stands.
    """

    pledge: Pledge
    promise: Promise | None = None
    merged: tuple[Promise, ...] = ()
    highlights: dict[str, Highlight]
    people: dict[str, Speaker]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What wants looking after: overdue, the longest first, and due within `days` days."""

    days: int = SOON
    overdue: tuple[Pledge, ...] = ()
    soon: tuple[Pledge, ...] = ()


def last_day(deadline: WrittenDate) -> date | None:
    """Tell the last day of a deadline: of a month or a year its last; None where none was read."""
    text = (deadline.end or deadline.start)[:_DAY]
    length = len(text)
    try:
        if deadline.precision is DatePrecision.YEAR or length == _YEAR:
            return date(int(text[:_YEAR]), 12, 31)
        if deadline.precision is DatePrecision.MONTH or length == _MONTH:
            year, month = int(text[:_YEAR]), int(text[_YEAR + 1 : _MONTH])
            return date(year, month, monthrange(year, month)[1])
        return date.fromisoformat(text)
    except ValueError:
        return None


def days_left(pledge: Pledge, today: date) -> int | None:
    """Count the days to the end of a pledge's last day, as `Pledge.days` has them."""
    if pledge.withdrawn:
        return None
    return remaining(pledge.deadline, pledge.status, today)


def remaining(deadline: WrittenDate, status: PromiseStatus, today: date) -> int | None:
    """Count the days to the end of a deadline's last day; None where something has come of it."""
    if not deadline.start or status not in OPEN:
        return None
    last = last_day(deadline)
    return None if last is None else (last - today).days


def told_by_dates(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Sort mentions by date, those without one last, and say what each did to the promise.

    The earliest made it and later ones repeat it, unless a person said otherwise.
    """
    some = sorted(mentions, key=_when)
    told = zip(some, kinds([each.given for each in some]), strict=True)
    return tuple(replace(each, kind=kind) for each, kind in told)


def kinds(given: Sequence[MentionKind]) -> list[MentionKind]:
    """Say what mentions did to their promise, given by date what a person said of each."""
    made = MentionKind.FIRST_MADE in given
    found = []
    for each in given:
        kind = each
        if kind is MentionKind.NONE:
            kind = MentionKind.REPEATED if made else MentionKind.FIRST_MADE
            made = True
        found.append(kind)
    return found


def withdrawn(mentions: Sequence[Mention]) -> bool:
    """Say whether the last mention took the promise back; made again since, it stands."""
    return bool(mentions) and mentions[-1].kind is MentionKind.WITHDRAWN


def by_deadline(pledges: Iterable[Pledge]) -> list[Pledge]:
    """Sort a ledger: by days left, the overdue first, then what has no deadline, then the rest."""
    return sorted(pledges, key=_urgency)


def due(pledges: Iterable[Pledge], days: int = SOON) -> Due:
    """Pick what is overdue and what is due within some days, today among them."""
    near = [each for each in by_deadline(pledges) if each.days is not None and each.days <= days]
    return Due(
        days=days,
        overdue=tuple(each for each in near if each.overdue),
        soon=tuple(each for each in near if not each.overdue),
    )


def latest_deadline(today: date, days: int = SOON) -> str:
    """Write the last day, ISO, on which something due within some days can begin to be so."""
    return (today + timedelta(days=days)).isoformat()


def _when(mention: Mention) -> tuple[bool, str, int]:
    return not mention.date, mention.date, mention.highlight


def _urgency(pledge: Pledge) -> tuple[int, int, str, str]:
    if pledge.days is not None:
        return 0, pledge.days, pledge.what.casefold(), pledge.key
    standing = pledge.status in OPEN and not pledge.withdrawn
    return 1 if standing else 2, 0, pledge.first, pledge.key
