"""The desk in the hand: what keys reach, what an undo shows, what stays out of the clipboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from annotations.bulk import Assign
from annotations.desk import DeskFacets
from annotations.vocabulary import CheckKind
from desktop.desk.table.facets import DeskChoice, desk_rows
from desktop.desk.table.page import HighlightsPage
from desktop.dialogs.asking import Sheet
from desktop.main_window import MainWindow
from desktop.workspace import Workspace
from tests.made_desk import SPEAKER, at_table, choose, filled, press, row, stored, work
from tests.made_window import dialogs

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus
QUICK = 2000  # milliseconds


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> HighlightsPage:
    """The table of four highlights, no article open before it."""
    window.libraries.open(filled(tmp_path / "test.kutip"))
    qtbot.waitUntil(lambda: window.workspace is not None)
    return at_table(window, qtbot)


def _copied(view: QAbstractItemView) -> str:
    """Press Ctrl+C on every row of a list; what the clipboard held at any time."""
    found = []
    for place in range(view.model().rowCount()):
        view.setCurrentIndex(view.model().index(place, 0))
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        found.append(QGuiApplication.clipboard().text())
    return "\n".join(found)


def test_ctrl_c_copies_no_name_from_a_list_that_narrows(page: HighlightsPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    qtbot.waitUntil(lambda: any(each.name == SPEAKER.name for each in page.facets.rows()))
    at = work(page)
    qtbot.waitUntil(lambda: any(each.name == SPEAKER.name for each in at.filters.rows()))
    for view in (page.facets, at.filters):
        assert SPEAKER.name not in _copied(view)


def test_ctrl_c_on_a_card_copies_the_quote_as_it_may_leave(card: Workspace, qtbot: QtBot) -> None:
    cards = card.highlights.cards
    cards.setFocus()
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(cards, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "before")
    assert QGuiApplication.clipboard().text()[0] == "“", "not what a screen reader hears"


def test_s_asks_once_who_said_all_that_is_chosen(page: HighlightsPage, qtbot: QtBot) -> None:
    choose(page, 2, 4)
    press(page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: bool(dialogs()))
    (sheet,) = dialogs()
    (box,) = sheet.findChildren(QLineEdit)
    box.setText("Ratna Wibisono")
    sheet.accept()
    qtbot.waitUntil(lambda: {row(page, n).speaker for n in (2, 4)} == {SPEAKER.uid})
    assert page.view.chosen == [4, 2]


def test_an_undo_brings_the_row_it_changed_into_sight(page: HighlightsPage, qtbot: QtBot) -> None:
    view = page.view
    view.setFixedHeight(view.horizontalHeader().height() + view.rowHeight(0) + 20)
    page.deeds.acting.edit([1], Assign("Ana"))
    qtbot.waitUntil(lambda: row(page, 1).assigned_to == "Ana")
    view.verticalScrollBar().setValue(0)
    view.go_to(0)
    work(page).session.undo()
    below = page.model.place_of(1)
    qtbot.waitUntil(lambda: view.currentIndex().row() == below, timeout=QUICK)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_an_offer_to_undo_goes_with_what_it_would_undo(page: HighlightsPage, qtbot: QtBot) -> None:
    notice, session = work(page).window_.notice, work(page).session
    page.deeds.acting.edit([4], Assign("Ana"))
    qtbot.waitUntil(lambda: row(page, 4).assigned_to == "Ana")
    choose(page, 2)
    press(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(notice.isVisible)
    assert notice.text == "1 highlight is in the trash."
    session.undo()
    qtbot.waitUntil(lambda: 2 in page.model.ids)
    assert not notice.isVisible(), "a click on it would undo what was done before"


def test_a_name_typed_out_is_taken_with_one_enter(page: HighlightsPage, qtbot: QtBot) -> None:
    choose(page, 2)
    press(page, Qt.Key.Key_S)
    editor = page.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Ratna Wib")
    completer = editor.completer()
    offered = completer.popup() if completer is not None else None
    assert offered is not None
    qtbot.waitUntil(offered.isVisible)
    QTest.keyClicks(editor, "owo")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(page, 2).speaker_name == "Ratna Wibowo")


def test_two_changes_in_a_breath_are_both_kept(page: HighlightsPage, qtbot: QtBot) -> None:
    acting = page.deeds.acting
    acting.set_check([1, 4], CheckKind.WORDING, "matches_recording", "")
    acting.set_check([1, 4], CheckKind.CLAIM, "supported", "")
    acting.edit([1, 4], Assign("Ana"))
    acting.toggle_star([1, 4])
    qtbot.waitUntil(lambda: all(row(page, n).starred for n in (1, 4)))
    session = work(page).session
    qtbot.waitUntil(lambda: session.unsaved == 0)
    for found in stored(qtbot, page, [1, 4]):
        states = {check.kind: check.state for check in found.checks}
        assert states == {CheckKind.WORDING: "matches_recording", CheckKind.CLAIM: "supported"}
        assert (found.assigned_to, found.starred) == ("Ana", True)


def test_enter_means_the_main_button_even_after_it_had_the_keyboard(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    sheet = Sheet(work(page).window_, "Who?")
    box = QLineEdit()
    sheet.column.addWidget(box)
    main = sheet.add_buttons(work(page).words, "Save")
    assert main is not None
    sheet.open()
    sheet.activateWindow()
    main.setFocus()
    qtbot.waitUntil(main.hasFocus)
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    with qtbot.waitSignal(sheet.accepted, timeout=QUICK):
        QTest.keyClick(box, Qt.Key.Key_Return)


def test_nothing_is_said_to_be_nought_before_it_was_counted(page: HighlightsPage) -> None:
    def counts(facets: DeskFacets) -> list[int]:
        rows = desk_rows(facets, DeskChoice(), frozenset(), work(page).words, lambda *_: "")
        return [each.count for each in rows]

    assert set(counts(DeskFacets())) == {-1}
    assert counts(DeskFacets(all=4, found=4))[:2] == [4, 0]
