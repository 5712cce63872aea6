"""Percent is one unit, in whatever language it is typed."""

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
    field.reset("jiwa")
    assert field.text == "jiwa"
