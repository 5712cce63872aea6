"""What the window says and keeps when something cannot be stored."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotations.errors import SaveError, SaveFault
from annotations.storage import history
from desktop.dialogs.asking import Sheet
from desktop.main_window import MainWindow
from desktop.workspace import Workspace
from tests.made_window import dialogs, only, press, saved, select


def refuse(*_: object, **__: object) -> None:
    raise SaveError(SaveFault.DISK_FULL)


def test_a_save_that_failed_is_said_kept_and_tried_again(
    window: MainWindow, reading: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(history, "replace", refuse)
        select(reading, "36 ribu orang")
        press(reading, Qt.Key.Key_2)
        qtbot.waitUntil(lambda: "not saved" in window.status.saved_text)
        assert window.notice.isVisible()
        assert reading.reader.view.scene.marks.get(only(reading).uid).failed  # type: ignore[union-attr]
    window.status.clicked.emit()
    saved(qtbot, reading)
    qtbot.waitUntil(lambda: window.status.saved_text.startswith("Saved"))
    assert only(reading).label == "K-001"


def test_closing_with_something_unsaved_asks_first(
    window: MainWindow, reading: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "replace", refuse)
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: "not saved" in window.status.saved_text)
    assert not window.close()
    assert window.isVisible()
    (sheet,) = dialogs()
    assert isinstance(sheet, Sheet)
    sheet.reject()
    qtbot.waitUntil(lambda: not dialogs())
    assert only(reading).quote.exact == "36 ribu orang"
    assert not window.close()
    (sheet,) = dialogs()
    sheet.accept()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.workspace is None
