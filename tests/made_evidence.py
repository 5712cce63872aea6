"""Hands for a card that has evidence."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Evidence
from annotations.storage import evidence as stored
from annotations.storage.attachments import attached
from annotations.storage.store import Library
from desktop.evidence.rows import EvidenceRow
from desktop.evidence.sheet import EvidenceSheet
from desktop.workspace import Workspace
from tests.made_window import dialogs, saved

PUMPS = "Kami pasang 120 pompa"
PEOPLE = "36 ribu orang"
SOUND = b"ID3\x04 rekaman wawancara"


def kept(workspace: Workspace) -> list[Evidence]:
    return workspace.session.store.call(lambda library: stored.of_article(library, 1))


def bytes_of(workspace: Workspace, evidence: Evidence) -> bytes:
    def job(library: Library) -> bytes:
        return attached(library, evidence.target)

    return workspace.session.store.call(job)


def wait_for(workspace: Workspace, count: int, qtbot: QtBot) -> list[Evidence]:
    qtbot.waitUntil(lambda: len(rows(workspace)) == count)
    saved(qtbot, workspace)
    qtbot.waitUntil(lambda: len(kept(workspace)) == count)
    return kept(workspace)


def rows(workspace: Workspace) -> list[EvidenceRow]:
    return workspace.highlights.card.evidence.rows


def sheet(qtbot: QtBot) -> EvidenceSheet:
    def found() -> list[EvidenceSheet]:
        return [each for each in dialogs() if isinstance(each, EvidenceSheet)]

    qtbot.waitUntil(lambda: bool(found()))
    made = found()[0]
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_in(keys: str) -> None:
    QTest.keyClicks(focused(), keys)


def key(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for each in keys:
        QTest.keyClick(focused(), each, modifier)


def paste() -> None:
    key(Qt.Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)


def focus_cards(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.highlights.cards.setFocus()
    qtbot.waitUntil(workspace.highlights.cards.hasFocus)


def picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    return image


def attach(workspace: Workspace, path: Path, qtbot: QtBot, count: int = 1) -> Evidence:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    workspace.highlights.evidences().bring(workspace.highlights.focused, mime)
    return wait_for(workspace, count, qtbot)[-1]


def chosen(workspace: Workspace, words: str, qtbot: QtBot) -> None:
    """Open the menu of the first row by Enter and take a line of it by the arrows."""
    row = rows(workspace)[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in menu.actions():
        active = menu.activeAction()
        if active is not None and words in active.text():
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    active = menu.activeAction()
    assert active is not None
    assert words in active.text()
    QTest.keyClick(menu, Qt.Key.Key_Return)
