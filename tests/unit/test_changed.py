"""Changing fields of records: the same as dataclasses.replace, but for what does not change."""

from dataclasses import replace

import pytest

from annotations.changed import changed
from tests.made_entries import entry, pledge


@pytest.mark.parametrize(
    "values",
    [
        {"sentence": "lain"},
        {"sentence": "", "shortened": True},
        {"locators": ()},
        {"speaker": None},
    ],
)
def test_fields_are_set_as_dataclasses_set_them(values: dict[str, object]) -> None:
    made = entry()
    assert changed(made, **values) == replace(made, **values)  # type: ignore[arg-type]


def test_a_record_in_which_nothing_differs_is_given_back_itself() -> None:
    made = pledge()
    # Equal texts that are two objects.
    same = changed(made, who=made.who[:4] + made.who[4:], sources=(), deadline=made.deadline)
    assert same is made
