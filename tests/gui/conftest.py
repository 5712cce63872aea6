"""A window with a library in it, for the tests that drive the whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.detection import engine
from desktop.main_window import MainWindow
from desktop.program import Program
from desktop.workspace import Workspace
from tests.gui.suggesting import Desk
from tests.made_evidence import PUMPS
from tests.made_suggestions import MadeDetector
from tests.made_window import dialogs, library_of_two, press, saved, select


@pytest.fixture
def program(tmp_path: Path, qapp: QApplication) -> Program:
    made = Program(tmp_path / "settings.json", tmp_path / "default.kutip", language="en")
    made.dress(qapp)
    return made


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(program)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    for dialog in dialogs():
        dialog.close()
    assert made.close(), "something could not be stored"
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def reading(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Workspace:
    """A library of two articles, the first one open."""
    window.libraries.open(library_of_two(tmp_path / "test.kutip"))
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 2)
    workspace.articles.step(0)
    qtbot.waitUntil(lambda: workspace.session.article is not None)
    window.activateWindow()
    qtbot.waitUntil(lambda: workspace.centre.currentWidget() is workspace.reader)
    workspace.reader.setFocus()
    qtbot.waitUntil(workspace.reader.view.hasFocus)
    return workspace


@pytest.fixture
def card(reading: Workspace, qtbot: QtBot) -> Workspace:
    """A highlight in focus, stored."""
    select(reading, PUMPS)
    press(reading, Qt.Key.Key_1)
    saved(qtbot, reading)
    return reading


@pytest.fixture
def desk(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """The program on a story, with rules made for it alone."""
    monkeypatch.setattr(engine, "DETECTORS", (MadeDetector(),))
    made = Desk(tmp_path, qapp, qtbot)
    yield made
    made.close()


@pytest.fixture
def at(desk: Desk) -> Workspace:
    """The story, open and read by the rules."""
    return desk.open()
