"""Which backups are kept: arithmetic only, nothing is read or removed here.

Backups are ordered by their sequence number, never by the clock, and periods are counted as they
are met going back from the newest. A clock that jumps ten years ahead and back thus costs one
place of each row below, and cannot make old copies look new or new ones look old.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

LAST, DAILY, WEEKLY, MONTHLY = 10, 7, 4, 12
NEVER_FEWER = 3


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """One good backup: `sequence` counts up by one, `when` is what the clock said, `size` bytes."""

    sequence: int
    when: datetime
    size: int


def kept(copies: Sequence[Copy], *, space: int) -> set[int]:
    """Return the sequence numbers to keep, within `space` bytes but never fewer than three.

    The last ten, and the newest of each of seven days, four weeks and twelve months. Where these
    need more than `space`, the oldest of them go first.
    """
    newest_first = sorted(copies, reverse=True)
    chosen = {copy.sequence for copy in newest_first[:LAST]}
    for period, number in _PERIODS:
        chosen |= _newest_of_each(newest_first, period, number)
    result: set[int] = set()
    used = 0
    for copy in newest_first:
        if copy.sequence not in chosen:
            continue
        used += copy.size
        if used > space and len(result) >= NEVER_FEWER:
            break
        result.add(copy.sequence)
    return result


def _newest_of_each(
    newest_first: Sequence[Copy], period: Callable[[datetime], tuple[int, ...]], number: int
) -> set[int]:
    seen: dict[tuple[int, ...], int] = {}
    for copy in newest_first:
        label = period(copy.when)
        if label not in seen:
            if len(seen) == number:
                break
            seen[label] = copy.sequence
    return set(seen.values())


def _day(when: datetime) -> tuple[int, ...]:
    return when.timetuple()[:3]


def _week(when: datetime) -> tuple[int, ...]:
    return tuple(when.isocalendar())[:2]


def _month(when: datetime) -> tuple[int, ...]:
    return when.timetuple()[:2]


_PERIODS: tuple[tuple[Callable[[datetime], tuple[int, ...]], int], ...] = (
    (_day, DAILY),
    (_week, WEEKLY),
    (_month, MONTHLY),
)
