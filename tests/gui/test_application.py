"""How the program starts: what it is asked for, in which language, and what it says of errors."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.application import WRONG_USAGE, Alarm, make_window, run, wanted_library
from desktop.dialogs.matching import best, fit
from desktop.main_window import MainWindow
from desktop.qt_words import QtWords
from desktop.workspace import Workspace
from resources import LANGUAGES, catalogue
from tests.made_window import library_of_two


@pytest.fixture(autouse=True)
def hooks(qapp: QApplication) -> Iterator[None]:
    """Put back what a starting program takes over."""
    before = sys.excepthook, threading.excepthook
    style = qapp.styleSheet()
    yield
    sys.excepthook, threading.excepthook = before
    qapp.setStyleSheet(style)
    for each in qapp.findChildren(QtWords):
        QCoreApplication.removeTranslator(each)


@pytest.mark.parametrize(
    ("arguments", "named", "expected"),
    [
        ([], "", None),
        (["/a/b.kutip"], "", Path("/a/b.kutip")),
        (["--library", "/a/b.db"], "", Path("/a/b.db")),
        (["--library=/a/b.db"], "", Path("/a/b.db")),
        ([], "/c/d.kutip", Path("/c/d.kutip")),
        (["/a/b.kutip"], "/c/d.kutip", Path("/a/b.kutip")),
        (["x.kutip"], "", Path.cwd() / "x.kutip"),
    ],
)
def test_the_library_asked_for_is_found(
    arguments: list[str], named: str, expected: Path | None
) -> None:
    assert wanted_library(arguments, named) == expected


@pytest.mark.parametrize("arguments", [["--library"], ["--nonsense"], ["notes.txt"]])
def test_what_makes_no_sense_is_wrong_usage_and_opens_no_window(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == WRONG_USAGE
    assert "kutip:" in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_starts_and_shows_a_library_in_every_language(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    window = make_window(qapp, language=language)
    window.show()
    qtbot.waitExposed(window)
    window.libraries.begin(library_of_two(tmp_path / "two.kutip"))
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert isinstance(workspace, Workspace)
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 2)
    assert window.words.language == language
    for name in ("keys", "settings"):
        window.do(name)
    assert all(action.text() for action in window.actions_.values())
    _close(window)


def _close(window: MainWindow) -> None:
    for each in QApplication.topLevelWidgets():
        if each is not window and each.isVisible():
            each.close()
    assert window.close()
    window.deleteLater()  # its words must not stand about while another test reads the screen
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_an_error_of_ours_is_said_on_screen(
    qapp: QApplication, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    window = make_window(qapp, language="en")
    window.show()
    error = ZeroDivisionError("a secret title")
    sys.excepthook(ZeroDivisionError, error, None)
    qtbot.waitUntil(lambda: "ZeroDivisionError" in window.notice.text)
    assert "secret" not in window.notice.text
    thread = threading.Thread(target=list[int]().pop)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: "IndexError" in window.notice.text)
    assert "IndexError" in capsys.readouterr().err
    assert window.findChildren(Alarm)
    _close(window)


def test_qts_own_buttons_speak_through_our_catalogue() -> None:
    spoken = QtWords(catalogue("en"))
    assert spoken.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert spoken.translate("QWhatever", "Something of Qt's") is None
    assert not spoken.isEmpty()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rep", "Report…"),
        ("ilib", "Import library"),
        ("zo", "Zoom"),
        ("", "Report…"),
    ],
)
def test_a_few_letters_find_a_command(typed: str, first: str) -> None:
    offered = [(name, name) for name in ("Report…", "Import library", "Zoom", "Prepare")]
    assert best(typed, offered)[0] == first


def test_letters_that_are_missing_find_nothing() -> None:
    assert fit("xyz", "Report") == 0
    assert fit("tro", "Report") == 0
    assert fit("re", "Report") > fit("re", "Prepare")
