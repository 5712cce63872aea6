"""Highlights over time: bins without a gap, dates no surer than they are, every count once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.facts import Attribution, WrittenDate
from annotations.model import Speaker
from annotations.queries import Filter
from annotations.storage.desk_timeline import over_time
from annotations.storage.history import Change
from annotations.timeline import MOST_SERIES, Bin, Dated, TimelineBy, timeline
from annotations.vocabulary import DatePrecision
from tests.builders import TEXT, add, add_article, highlight, save, store

TAG = TimelineBy.TAG


def of(*days: tuple[str, str]) -> list[Dated]:
    return [Dated(start, end, "a", 1) for start, end in days]


@pytest.mark.parametrize(
    ("days", "unit", "bins", "counts", "vague"),
    [
        ([("2026-03-04", ""), ("2026-03-18", "2026-03-18")], Bin.WEEK,
         ("2026-03-02", "2026-03-09", "2026-03-16"), (1, 0, 1), 0),
        ([("2026-11-30", ""), ("2027-01-01", "2027-01-31")], Bin.MONTH,
         ("2026-11-01", "2026-12-01", "2027-01-01"), (1, 0, 1), 0),
        ([("2024-02-29", ""), ("2026-01-01", "2026-12-31")], Bin.MONTH, ("2024-02-01",), (1,), 1),
        ([("2016-05-01", ""), ("2018-01-01", "2018-12-31"), ("2025-05-01", "")], Bin.YEAR,
         tuple(f"{year}-01-01" for year in range(2016, 2026)), (1, 0, 1, *[0] * 6, 1), 0),
        ([("9999-12-31", "")], Bin.WEEK, ("9999-12-27",), (1,), 0),
        ([("0001-01-01T10:00", ""), ("9999-12-31", "")], Bin.YEAR,
         tuple(f"{year:04d}-01-01" for year in range(1, 10000)), (1, *[0] * 9997, 1), 0),
        ([("2026-01-01", "2026-12-31")], Bin.MONTH, (), (), 1),
    ],
)  # fmt: skip
def test_bins_are_as_long_as_the_dates_lie_apart(
    days: list[tuple[str, str]], unit: Bin, bins: tuple[str, ...], counts: object, vague: int
) -> None:
    found = timeline(TAG, dict.fromkeys(days, 1), of(*days), {"a": "A"})
    assert (found.unit, found.bins, found.vague) == (unit, bins, vague)
    assert [each.counts for each in found.series] == ([counts] if bins else [])


def test_what_has_no_date_is_counted_apart() -> None:
    days = {("", ""): 3, ("2026-02-31", ""): 1, ("2026-03-04", ""): 2}
    found = timeline(TAG, days, of(*days), {})
    assert (found.undated, found.dated, found.series[0].counts) == (4, 2, (1,))
    assert timeline(TAG, {("", ""): 3}, (), {}).bins == ()
    assert timeline(TAG, {}, (), {}) == timeline(TAG, {}, (), {"a": "A"})


def test_the_largest_series_are_shown_and_the_rest_is_one() -> None:
    day = ("2026-03-04", "")
    some = [Dated(*day, value, count) for count, value in enumerate("abcdefghijkl", start=1)]
    found = timeline(TAG, {day: 78}, some, {})
    assert [each.value for each in found.series] == [*"lkjihgfe"]
    assert (len(found.series), found.others) == (MOST_SERIES, (10,))
    nine = timeline(TAG, {day: 45}, some[:9], {})
    assert (len(nine.series), nine.others) == (9, ())  # no "others" of one


@given(st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), max_size=20))
def test_every_count_is_in_one_bin(days: list[date]) -> None:
    counts = {(each.isoformat(), ""): days.count(each) for each in days}
    dated = [Dated(*key, f"s{count % 3}", count) for key, count in counts.items()]
    found = timeline(TAG, counts, dated, {})
    assert found.dated == len(days)
    assert sum(each.total for each in found.series) + sum(found.others) == len(days)
    assert [*found.bins] == sorted(set(found.bins))


def test_a_library_over_time(tmp_path: Path) -> None:
    march = WrittenDate("2 March", "2026-03-02", "2026-03-02", DatePrecision.DAY)
    may = WrittenDate("5 May", "2026-05-05", "2026-05-05", DatePrecision.DAY)
    with store(tmp_path, []) as library:
        add_article(library, TEXT, outlet="Warta", published=march)
        add_article(library, f"{TEXT} Ya.", outlet="Arus")
        save(
            library,
            Change(None, Speaker(uid="sri", name="Sri")),
            Change(None, Speaker(uid="old", name="S. L.", merged_into="sri")),
        )
        add(library, [
            highlight("36 ribu", "statistic", "legal", speaker="sri"),
            highlight("12 sumur", "legal", speaker="old", attribution=Attribution(date_said=may)),
            highlight("Pasal 33", text=f"{TEXT} Ya.", article=2, revision=2),
        ])  # fmt: skip

        def told(by: TimelineBy, wanted: Filter | None = None) -> dict[str, tuple[int, ...]]:
            found = library.call(lambda at: over_time(at, wanted, by))
            assert (found.dated, found.undated) == ((2, 1) if wanted is None else (1, 0))
            return {each.name: each.counts for each in found.series}

        weeks = [0] * 8
        assert told(TAG) == {"legal": (1, *weeks, 1), "statistic": (1, *weeks, 0)}
        assert told(TimelineBy.SPEAKER) == {"Sri": (1, *weeks, 1)}
        assert told(TimelineBy.OUTLET) == {"Warta": (1, *weeks, 1)}
        assert told(TAG, Filter(tags=("statistic",))) == {"legal": (1,), "statistic": (1,)}
