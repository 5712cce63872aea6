"""What a person types into a search box becomes a query, whatever it is."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.storage.words import match_query
from tests.strategies import texts


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("air bersih", '"air" AND "bersih"'),
        ('"air bersih" sumur', '"air bersih" AND "sumur"'),
        ('"air bersih', '"air bersih"'),
        ("sumu*", '"sumu"*'),
        ("air OR sumur", '"air" OR "sumur"'),
        ("OR air AND", '"air"'),
        ("air -sumur", '("air") NOT ("sumur")'),
        ("-sumur", ""),
        ("60/PUU-XXII/2024", '"60/PUU-XXII/2024"'),
        ("title:x (y", '"title:x" AND "(y"'),
        ("— ?! *", ""),
        ('air -"air bersih" sumu*', '("air" AND "sumu"*) NOT ("air bersih")'),
        ('"air ber"*', '"air ber"*'),
        ("“air bersih”", '"air bersih"'),
        ("air AND NOT sumur", '"air" NOT "sumur"'),
        ("air OR NOT sumur", '"air" OR "sumur"'),
        ("air\0bersih\ude00", '"air" AND "bersih"'),
        ("", ""),
    ],
)
def test_what_is_typed_becomes_a_query(typed: str, query: str) -> None:
    assert match_query(typed) == query


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("air ber", '"air" AND "ber"*'),
        ("air ber ", '"air" AND "ber"'),
        ('"air ber', '"air ber"*'),
        ('"air ber"', '"air ber"'),
        ("air -ber", '("air") NOT ("ber"*)'),
        ("air OR", '"air"'),
        ("§", ""),
    ],
)
def test_the_word_that_is_being_typed_stands_for_any_ending(typed: str, query: str) -> None:
    assert match_query(typed, typing=True) == query


SIGNS = ["AND", "OR", "NOT", '"', "NEAR(", "*", "-", "a", "a:", "^a", "{a}", "+"]


@given(typed=st.lists(texts(4) | st.sampled_from(SIGNS), max_size=6), typing=st.booleans())
def test_nothing_that_can_be_typed_is_an_error(typed: list[str], *, typing: bool) -> None:
    query = match_query(" ".join(typed), typing=typing)
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE f USING fts5(a, tokenize='unicode61')")
        if query:
            assert connection.execute("SELECT * FROM f WHERE f MATCH ?", (query,)).fetchall() == []
    connection.close()


HANDBOOK = Path(__file__).parents[2] / "docs" / "search.md"
SAID = (
    "air itu bersih",
    "air bersih di sumur tua",
    "sumuran",
    "Putusan 60/PUU-XXII/2024",
    "Café Lama",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("air bersih", [1, 2]),
        ('"air bersih"', [2]),
        ("sumu*", [2, 3]),
        ('"air ber"*', [2]),
        ("air OR sumur", [1, 2]),
        ("air -sumur", [1]),
        ('air -"sumur tua"', [1]),
        ("60/PUU-XXII/2024", [4]),
        ("cafe", [5]),
    ],
)
def test_what_the_handbook_says_of_typing_is_so(typed: str, found: list[int]) -> None:
    assert f"`{typed}`" in HANDBOOK.read_text(encoding="utf-8")
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE f USING fts5(a, tokenize='unicode61 remove_diacritics 2')"
        )
        connection.executemany("INSERT INTO f VALUES (?)", [(each,) for each in SAID])
        query = "SELECT rowid FROM f WHERE f MATCH ? ORDER BY rowid"
        rows = connection.execute(query, (match_query(typed),)).fetchall()
    connection.close()
    assert [number for (number,) in rows] == found
