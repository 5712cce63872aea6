"""What a person types into a search box becomes a query, whatever it is."""

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
    import sqlite3

    query = match_query(" ".join(typed), typing=typing)
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE f USING fts5(a, tokenize='unicode61')")
        if query:
            assert connection.execute("SELECT * FROM f WHERE f MATCH ?", (query,)).fetchall() == []
    connection.close()
