"""Dates as articles write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importing.dates import find_dates, read_date
from annotations.vocabulary import DatePrecision

MINUTE, DAY, MONTH = DatePrecision.MINUTE, DatePrecision.DAY, DatePrecision.MONTH


@pytest.mark.parametrize(
    ("written", "start", "precision"),
    [
        ("Jul 25, 2024 - 19:48", "2024-07-25T19:48", MINUTE),
        ("Aug 15, 2024 - 14:22", "2024-08-15T14:22", MINUTE),
        ("Kamis (25/7/2024)", "2024-07-25", DAY),
        ("Kamis, 25 Juli 2024 19:48 WIB", "2024-07-25T19:48+07:00", MINUTE),
        ("Kamis, 25 Juli 2024 pukul 19.48 WITA", "2024-07-25T19:48+08:00", MINUTE),
        ("Jumat, 02/08/2024, 06:15 WIT", "2024-08-02T06:15+09:00", MINUTE),
        ("13 Agustus 2024", "2024-08-13", DAY),
        ("14 Oktober 2026, 09.20", "2026-10-14T09:20", MINUTE),
        ("1 Nopember 2019", "2019-11-01", DAY),
        ("Thu, 25 July 2024", "2024-07-25", DAY),
        ("September 22, 2026 - 6:10 p.m.", "2026-09-22T18:10", MINUTE),
        ("12:05 AM, 3 May 2024", "2024-05-03", DAY),
        ("May 3, 2024, 12:05 AM", "2024-05-03T00:05", MINUTE),
        ("3rd of May 2024", "2024-05-03", DAY),
        ("2024-07-25", "2024-07-25", DAY),
        ("2024-07-25T19:48:59Z", "2024-07-25T19:48Z", MINUTE),
        ("2024-07-25 19:48:00+07:00", "2024-07-25T19:48+07:00", MINUTE),
        ("29 Februari 2024", "2024-02-29", DAY),
        ("Agustus 2024", "2024-08-01", MONTH),
    ],
)
def test_a_date_is_read_as_written(written: str, start: str, precision: DatePrecision) -> None:
    found = read_date(written, "id")
    assert (found.start, found.precision) == (start, precision)
    assert found.words in written


@pytest.mark.parametrize(
    "written",
    [
        "31 Februari 2024",
        "Feb 30, 2024",
        "29 Februari 2023",
        "2024-13-01",
        "32/1/2024",
        "versi 1.2.2024.5",
        "Nomor 2 Tahun 2002",
        "they may 2024 times",
        "0812-2024-11",
        "12 Mei 0024",
        "",
    ],
)
def test_what_is_no_date_is_not_claimed(written: str) -> None:
    assert read_date(written, "id").words == ""


@pytest.mark.parametrize(
    ("written", "language", "start"),
    [
        ("5/7/2024", "id", "2024-07-05"),
        ("5/7/2024", "en", "2024-05-07"),
        ("5/7/2024", "", ""),
        ("25/7/2024", "en", "2024-07-25"),
        ("7/25/2024", "id", "2024-07-25"),
        ("7-7-2024", "", "2024-07-07"),
    ],
)
def test_the_language_decides_what_comes_first_where_both_could(
    written: str, language: str, start: str
) -> None:
    assert read_date(written, language).start == start


def test_an_amount_after_a_date_is_no_time() -> None:
    assert read_date("13 Agustus 2024, 09.20 orang datang").start == "2024-08-13"
    assert read_date("13 Agustus 2024, 12.500 orang").words == "13 Agustus 2024"


def test_a_time_that_no_clock_shows_leaves_the_day() -> None:
    assert read_date("12 Oct 2024 25:99").start == "2024-10-12"


def test_a_month_ends_on_its_last_day() -> None:
    assert read_date("February 2024").end == "2024-02-29"


def test_brackets_around_a_date_are_not_its_words() -> None:
    assert read_date("(25/7/2024)", "id").words == "25/7/2024"


def test_dates_are_found_in_order_and_apart() -> None:
    text = "Rapat 13 Agustus 2024 ditunda ke Selasa (20/8/2024), lalu ke September 2024."
    found = list(find_dates(text, "id"))
    assert [each.date.start for each in found] == ["2024-08-13", "2024-08-20", "2024-09-01"]
    assert [text[each.span.start : each.span.end] for each in found] == [
        each.date.words for each in found
    ]


@given(st.text(alphabet=st.sampled_from("0123456789/-.:, ()TZJanfebMeiKamisWIBpm\n"), max_size=60))
def test_no_text_makes_it_stumble(text: str) -> None:
    for found in find_dates(text, "id"):
        assert text[found.span.start : found.span.end] == found.date.words
