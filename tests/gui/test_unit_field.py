"""A unit that is known is stored as one word, in whatever language it is typed."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.highlights.fields import UnitField
from resources import catalogue


@pytest.mark.parametrize("typed", ["%", "persen", "Percent", " per cent "])
def test_percent_is_stored_as_one_word(qtbot: QtBot, typed: str) -> None:
    field = UnitField(catalogue("id"))
    qtbot.addWidget(field)
    field.reset("")
    handed: list[object] = []
    field.edited.connect(handed.append)
    field.type_again(typed)
    field.flush()
    assert handed == ["percent"]


def test_percent_is_shown_in_the_windows_language_and_other_units_as_they_are(
    qtbot: QtBot,
) -> None:
    field = UnitField(catalogue("id"))
    qtbot.addWidget(field)
    field.reset("percent")
    assert (field.text, field.dirty) == ("persen", False)
    field.reset("year")
    assert field.text == "tahun"
    field.reset("jiwa")
    assert field.text == "jiwa"


@pytest.mark.parametrize(("typed", "kept"), [("Tahun", "year"), ("year", "year"), ("kios", "kios")])
def test_a_unit_of_the_windows_language_is_stored_as_the_rules_do(
    qtbot: QtBot, typed: str, kept: str
) -> None:
    field = UnitField(catalogue("id"))
    qtbot.addWidget(field)
    field.reset("")
    handed: list[object] = []
    field.edited.connect(handed.append)
    field.type_again(typed)
    field.flush()
    assert handed == [kept]
