"""Which backups are kept."""

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from annotations.storage.retention import NEVER_FEWER, Copy, kept

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
PLENTY = 10**12


def daily(days: int, *, size: int = 100) -> list[Copy]:
    return [Copy(n + 1, START + timedelta(days=n), size) for n in range(days)]


def test_the_last_ten_are_kept_however_close_together() -> None:
    copies = [Copy(n, START + timedelta(minutes=n), 1) for n in range(1, 31)]
    assert kept(copies, space=PLENTY) == set(range(21, 31))


def test_a_year_of_days_leaves_days_weeks_and_months() -> None:
    copies = daily(400)
    result = kept(copies, space=PLENTY)
    months = {copies[s - 1].when.timetuple()[:2] for s in result}
    assert set(range(391, 401)) <= result
    assert len(months) == 12
    assert len(result) <= 10 + 4 + 12


def test_space_takes_the_oldest_first_and_leaves_three() -> None:
    copies = daily(60, size=100)
    assert kept(copies, space=500) == {56, 57, 58, 59, 60}
    assert kept(copies, space=1) == {58, 59, 60}


def test_sixty_days_with_a_clock_that_jumps_ten_years_keep_what_is_new() -> None:
    random_ = random.Random(7)  # the same jumps each time
    copies: list[Copy] = []
    now = START
    for day in range(60):
        now += timedelta(days=1)
        jump = timedelta(days=3650 * random_.choice((-1, 0, 0, 0, 1)))
        copies.append(Copy(day + 1, now + jump, 100))
        held = kept(copies, space=PLENTY)
        newest = [copy.sequence for copy in copies[-10:]]
        assert set(newest) <= held
        copies = [copy for copy in copies if copy.sequence in held]
    assert max(copy.sequence for copy in copies) == 60


@given(
    st.lists(st.tuples(st.datetimes(timezones=st.just(UTC)), st.integers(0, 1000)), max_size=60),
    st.integers(0, 20_000),
)
def test_the_newest_three_always_stay_and_the_rest_fits(
    drawn: list[tuple[datetime, int]], space: int
) -> None:
    copies = [Copy(n, when, size) for n, (when, size) in enumerate(drawn)]
    result = kept(copies, space=space)
    newest = {copy.sequence for copy in sorted(copies)[-NEVER_FEWER:]}
    assert newest <= result
    used = sum(copy.size for copy in copies if copy.sequence in result)
    assert used <= space or len(result) <= NEVER_FEWER
