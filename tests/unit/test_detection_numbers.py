"""Numbers in figures and in words, in both languages, and what they come to."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.detection.reading import read
from annotations.detection.statistics.marks import figures
from annotations.detection.statistics.numbers import Number, find_numbers


def numbers(code: str, text: str) -> list[Number]:
    return list(find_numbers(read(text, code=code)))


def come_to(number: Number) -> str:
    if number.is_ratio:
        return f"{number.numerator:f}/{number.denominator:f}"
    if number.is_range:
        return f"{number.value:f}..{number.value_max:f}"
    return f"{number.value:f}"


INDONESIAN = [
    ("24 ribu", "24000"),
    ("1,2 triliun", "1200000000000"),
    ("12,5", "12.5"),
    ("1.450", "1450"),
    ("1.234.567", "1234567"),
    ("2.183,7 triliun", "2183700000000000"),
    ("1.5", "1.5"),
    ("0,125", "0.125"),
    ("1,450", "1450"),
    ("1,234,567", "1234567"),
    ("1,125 triliun", "1125000000000"),
    ("45 rb", "45000"),
    ("2,5jt", "2500000"),
    ("3 milyar", "3000000000"),
    ("3 juta 45 ribu", "3045000"),
    ("1 triliunan", "1000000000000"),
    ("dua puluh ribu", "20000"),
    ("dua puluh tiga", "23"),
    ("dua belas", "12"),
    ("sebelas", "11"),
    ("tujuh ratus lima puluh dua", "752"),
    ("seratus dua puluh lima", "125"),
    ("seribu lima ratus", "1500"),
    ("tiga juta dua ratus ribu", "3200000"),
    ("setengah miliar", "500000000"),
    ("satu setengah juta", "1500000"),
    ("duapuluh", "20"),
    ("minus 2,1", "-2.1"),
    ("-4", "-4"),
    ("300-400 miliar", "300000000000..400000000000"),
    ("10 - 15", "10..15"),
    ("10–15", "10..15"),
    ("10 hingga 15", "10..15"),
    ("10 sampai 15 ribu", "10000..15000"),
    ("800 ribu-1,2 juta", "800000..1200000"),
    ("1:1.450", "1/1450"),
    ("1 banding 50", "1/50"),
    ("8 dari 10", "8/10"),
    ("satu dari lima perempuan", "1/5"),
]

ENGLISH = [
    ("24,000", "24000"),
    ("12.5", "12.5"),
    ("1,234,567.8", "1234567.8"),
    ("4.6 million", "4600000"),
    ("2bn", "2000000000"),
    ("50K followers", "50000"),
    ("7.5m", "7500000"),
    ("1,5", "1.5"),
    ("2½", "2.5"),
    ("twenty-one", "21"),
    ("twenty one thousand", "21000"),
    ("one hundred and twenty", "120"),
    ("three hundred forty-two", "342"),
    ("half a million", "500000"),
    ("one and a half million", "1500000"),
    ("two million three hundred thousand", "2300000"),
    ("minus 3", "-3"),
    ("5 to 10", "5..10"),
    ("300-400", "300..400"),
    ("$3-4 million", "3000000..4000000"),
    ("between 5 and 10", "5..10"),
    ("one in five", "1/5"),
    ("1 in 5", "1/5"),
    ("eight out of 10", "8/10"),
    ("54 of 57", "54/57"),
    ("nine of 12", "9/12"),
    ("one out of every four", "1/4"),
]


@pytest.mark.parametrize(("words", "value"), INDONESIAN)
def test_an_indonesian_number_comes_to_its_value(words: str, value: str) -> None:
    assert [come_to(number) for number in numbers("id", f"Ada {words} di sana.")] == [value]


@pytest.mark.parametrize(("words", "value"), ENGLISH)
def test_an_english_number_comes_to_its_value(words: str, value: str) -> None:
    assert [come_to(number) for number in numbers("en", f"They saw {words} there.")] == [value]


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("id", "naik dari 5 hingga 10 persen", ["5", "10"]),
        ("id", "410 dari 5.000 hektare", ["410", "5000"]),
        ("id", "satu dari dua terdakwa", ["1", "2"]),
        ("id", "Rp 1 miliar hingga Rp 2 miliar", ["1000000000", "2000000000"]),
        ("id", "dua tiga orang", ["2"]),
        ("id", "ratusan ribu orang, setengah hari, seribu cara", []),
        ("en", "from 5 to 10 percent", ["5", "10"]),
        ("en", "47 percent to 41 percent", ["47", "41"]),
        ("en", "fell 52 to 48", ["52", "48"]),
        ("en", "the twenty-first of them", []),
        ("en", "half of the thousands", []),
    ],
)
def test_what_does_not_belong_together_is_not_put_together(
    code: str, text: str, values: list[str]
) -> None:
    assert [come_to(number) for number in numbers(code, text)] == values


def test_a_number_that_a_page_broke_at_its_thousands_mark_is_one() -> None:
    (number,) = numbers("id", "Harganya Rp 45.\n\n000 saja.")
    assert number.value == 45_000


def test_names_with_figures_hold_no_numbers() -> None:
    assert numbers("id", "COVID-19, G20, KL30, U-19, ke-47, B2B, @akun99.") == []


def test_numbers_know_the_magnitude_that_they_hold() -> None:
    (number,) = numbers("id", "Ada 24 ribu di sana.")
    assert number.magnitude == Decimal(1000)
    assert (number.figures, number.in_words) == ("24", False)


def test_where_nobody_wrote_the_language_both_marks_group_thousands() -> None:
    found = numbers("xx", "24,000 and 24.000 and 1.5 and 1,5 and Rp 2 juta and $3 million")
    assert [come_to(number) for number in found] == [
        "24000", "24000", "1.5", "1.5", "2000000", "3000000",
    ]  # fmt: skip


def test_marks_that_make_no_number_are_left_alone() -> None:
    assert figures("1.2.3", ",") is None
    assert figures("1,234.567.8", ",") is None


@given(st.integers(0, 10**12), st.sampled_from([("id", "."), ("en", ",")]))
def test_any_grouped_number_is_read_back(value: int, how: tuple[str, str]) -> None:
    code, mark = how
    decimal = "," if code == "id" else "."
    assert figures(f"{value:,}".replace(",", mark), decimal) == Decimal(value)


@given(st.text(st.sampled_from("0123456789.,-:/ Rp%\nduaribto"), max_size=80))
def test_numbers_are_in_order_and_apart_whatever_stands_there(text: str) -> None:
    for code in ("id", "en", "xx"):
        found = numbers(code, text)
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        assert all(one.end <= two.start for one, two in pairwise(found))
