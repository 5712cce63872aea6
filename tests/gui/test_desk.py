"""The evidence desk: the way there and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.workspace import Workspace

TABS = ("highlights", "people", "promises", "laws", "time")


def is_at_desk(workspace: Workspace) -> bool:
    return workspace.desk.shown


@pytest.mark.parametrize("name", TABS)
def test_each_tab_opens_by_its_action_and_esc_gives_the_text_the_keyboard_back(
    reading: Workspace, qtbot: QtBot, name: str
) -> None:
    reading.window_.do(f"desk_{name}")
    assert is_at_desk(reading)
    assert reading.desk.checked()[f"desk_{name}"]
    assert not reading.splitter.isVisible()
    assert "delete" not in reading.able(), "what acts on the text waits until it is seen"
    QTest.keyClick(reading.desk.desk, Qt.Key.Key_Escape)
    assert not is_at_desk(reading)
    qtbot.waitUntil(reading.reader.view.hasFocus)


def test_the_button_above_shows_the_tab_that_was_left(reading: Workspace) -> None:
    reading.window_.do("desk_laws")
    reading.window_.top.desk.click()
    assert not is_at_desk(reading)
    reading.window_.top.desk.click()
    assert reading.desk.desk.current == "laws"
    assert reading.window_.top.desk.isChecked()


def test_the_same_key_leads_to_the_desk_and_back(reading: Workspace) -> None:
    reading.window_.do("desk_highlights")
    reading.window_.do("desk_highlights")
    assert not is_at_desk(reading)


def test_the_status_bar_says_nothing_of_an_article_that_is_not_seen(reading: Workspace) -> None:
    status = reading.window_.status
    status.say_suggestions("9 suggestions")
    source = status._source.text()
    assert source
    reading.window_.do("desk_highlights")
    status.say_language("Indonesian")
    seen = (status._suggested.isVisible(), status._language.isVisible(), status._source.text())
    assert seen == (False, False, "")
    reading.desk.close()
    seen = (status._suggested.isVisible(), status._language.isVisible(), status._source.text())
    assert seen == (True, True, source)


def test_what_the_desk_opened_leads_back_to_its_tab_with_esc(reading: Workspace) -> None:
    reading.window_.do("desk_people")
    opened = reading.session.article
    assert opened
    reading.desk.read(opened.article.id)
    assert not is_at_desk(reading)
    QTest.keyClick(reading.reader.view, Qt.Key.Key_Escape)
    assert is_at_desk(reading)
    assert reading.desk.desk.current == "people"
