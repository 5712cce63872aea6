"""What is changed in the table of all highlights: one row or many, in one step each."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotations.bulk import AddTag, Assign
from annotations.queries import Filter
from annotations.storage import articles
from annotations.vocabulary import COMMITMENT, STATISTIC, CheckKind, ClaimState, WordingState
from desktop import edits
from desktop.desk.table import acting as acting_module
from desktop.desk.table.columns import Shown
from desktop.desk.table.editing import check_sheet
from desktop.desk.table.page import HighlightsPage
from desktop.jobs import change
from desktop.main_window import MainWindow
from tests.made_desk import at_table, choose, filled, press, row, shown, stored, work
from tests.made_window import dialogs


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> HighlightsPage:
    """The table of four highlights, no article open before it."""
    window.libraries.open(filled(tmp_path / "test.kutip"))
    qtbot.waitUntil(lambda: window.workspace is not None)
    return at_table(window, qtbot)


def test_keys_change_all_rows_chosen_in_one_step(page: HighlightsPage, qtbot: QtBot) -> None:
    choose(page, 1, 2, 4)
    press(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: all("legal" in row(page, n).tags for n in (1, 2, 4)))
    assert "legal" not in row(page, 3).tags
    assert page.view.chosen == [4, 2, 1], "what was chosen stays chosen"
    work(page).session.undo()
    qtbot.waitUntil(lambda: all("legal" not in row(page, n).tags for n in (1, 2, 4)))


def test_checks_step_by_key_and_presses_in_a_row_are_one_step(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    choose(page, 2)
    press(page, Qt.Key.Key_V, shift=True)
    press(page, Qt.Key.Key_V, shift=True)
    qtbot.waitUntil(lambda: row(page, 2).wording is WordingState.MATCHES_RECORDING)
    (found,) = stored(qtbot, page, [2])
    assert [check.state for check in found.checks] == ["matches_recording"]
    work(page).session.undo()
    qtbot.waitUntil(lambda: row(page, 2).wording is WordingState.UNCHECKED)


def test_a_check_of_many_keeps_who_and_how(page: HighlightsPage, qtbot: QtBot) -> None:
    work(page).window_.program.change(author="Ana")
    choose(page, 1, 3)
    check_sheet(
        work(page).window_,
        work(page).words,
        CheckKind.CLAIM,
        2,
        lambda state, how: page.deeds.acting.set_check([1, 3], CheckKind.CLAIM, state, how),
    )
    (sheet,) = dialogs()
    box, how = sheet.findChild(QComboBox), sheet.findChild(QLineEdit)
    assert isinstance(box, QComboBox)
    assert isinstance(how, QLineEdit)
    box.setCurrentIndex(box.findData("contradicted"))
    how.setText("The budget says 80")
    sheet.accept()
    qtbot.waitUntil(lambda: row(page, 3).claim is ClaimState.CONTRADICTED)
    for found in stored(qtbot, page, [1, 3]):
        (check,) = found.checks
        assert (check.state, check.how, check.who) == ("contradicted", "The budget says 80", "Ana")
        assert check.when


def test_a_name_typed_into_a_cell_is_a_new_speaker_and_one_step(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    choose(page, 4)
    press(page, Qt.Key.Key_S)
    editor = page.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Bagas Utama")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row(page, 4).speaker_name == "Bagas Utama")
    work(page).session.undo()
    qtbot.waitUntil(lambda: not row(page, 4).speaker_name)
    assert all(each.name != "Bagas Utama" for each in work(page).session.speakers)


def test_delete_and_undo_bring_the_same_rows_back(page: HighlightsPage, qtbot: QtBot) -> None:
    choose(page, 2, 3)
    press(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown(page) == [4, 1])
    page.show_filter(Filter(trash=True))
    qtbot.waitUntil(lambda: shown(page) == [3, 2])
    page.view.selectAll()
    press(page, Qt.Key.Key_Delete)  # in the trash it takes out
    qtbot.waitUntil(lambda: shown(page) == [])
    page.show_filter(Filter())
    qtbot.waitUntil(lambda: shown(page) == [4, 3, 2, 1])


def test_what_went_with_its_article_is_not_said_to_be_back(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    session, notice = work(page).session, work(page).window_.notice
    (found,) = stored(qtbot, page, [4])
    article = session.store.call(lambda library: articles.read(library, found.article_id))
    session.apply([change(article, replace(article, trashed=edits.now()))], "Delete")
    page.show_filter(Filter(trash=True))
    qtbot.waitUntil(lambda: 4 in shown(page))
    qtbot.waitUntil(lambda: page.model.row(page.model.place_of(4)) is not None)
    choose(page, 4)
    press(page, Qt.Key.Key_Delete)

    qtbot.waitUntil(notice.isVisible)
    assert notice.text == f"“{article.metadata.title}” is in the trash."
    assert 4 in shown(page)


def test_the_note_for_readers_is_written_from_its_cell(page: HighlightsPage, qtbot: QtBot) -> None:
    page._set_columns(("number", "quote", "note"))
    page.edit_cell(Shown.NOTE)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    (sheet,) = dialogs()
    box = sheet.findChild(QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText("Two lines\nof it")
    sheet.accept()
    qtbot.waitUntil(lambda: row(page, 4).report_note == "Two lines\nof it")


def test_many_highlights_are_read_in_pieces_and_the_way_is_shown(
    page: HighlightsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting_module, "CHUNK", 1)
    monkeypatch.setattr(acting_module, "SHOWN_AFTER", -1)
    seen: list[tuple[int, int]] = []
    page.deeds.acting.progressed.connect(lambda done, of_all: seen.append((done, of_all)))
    page.deeds.acting.edit([1, 2, 3], Assign("Ana"))
    qtbot.waitUntil(lambda: row(page, 3).assigned_to == "Ana")
    assert seen == [(1, 3), (2, 3), (0, 0)]
    page.deeds.acting.edit([1, 2, 3], AddTag(STATISTIC))
    page.deeds.acting.stop()
    assert [each.tags for each in stored(qtbot, page, [1])] == [(COMMITMENT,)]


def test_more_than_can_be_looked_over_is_refused(
    page: HighlightsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting_module, "MOST", 2)
    with qtbot.waitSignal(page.deeds.acting.refused):
        page.deeds.acting.edit([1, 2, 3], Assign("Ana"))
    assert {each.assigned_to for each in stored(qtbot, page, [1, 2, 3])} == {""}


def test_a_change_that_is_stored_late_says_so_until_it_is(
    page: HighlightsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = work(page).session
    with monkeypatch.context() as slow:
        slow.setattr(type(session), "unsaved", 1)
        page.deeds.acting.storing.emit(3)
        page.deeds._late.stop()
        page.deeds._say_storing()
        assert page.bar._how_far.text() == "Storing 3 highlights…"
        assert page.bar._stack.currentIndex() == 1
    session.changed.emit(None)
    assert page.bar._stack.currentIndex() == 0
