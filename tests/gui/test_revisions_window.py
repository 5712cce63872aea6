"""Versions side by side, and highlights put back: the window driven by its keys."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotations.model import Highlight, PutBack, RichText, Span
from annotations.revising.comparing import Difference, RowChange, compare
from annotations.storage.library import Library
from annotations.storage.nouns import PUT_BACK, read_all
from annotations.vocabulary import PlacementState
from desktop.main_window import MainWindow
from desktop.revisions import room
from desktop.revisions.export import write_list
from desktop.revisions.lettering import format_of
from desktop.workspace import Workspace
from tests.made_versions import REPLACED, SLOW, look, open_versions, read
from tests.made_window import press, saved, select

EXACT, REVIEW, LOST, MOVED = (
    PlacementState.EXACT, PlacementState.REVIEW, PlacementState.LOST, PlacementState.MOVED,
)  # fmt: skip


def states(workspace: Workspace) -> list[PlacementState]:
    return [each.state for each in workspace.versions.compared.standings]


def place(workspace: Workspace, uid: str) -> tuple[PlacementState, str]:
    highlight = workspace.session.highlight(uid)
    opened = workspace.session.article
    assert highlight is not None
    assert opened is not None
    found = workspace.session.placement(highlight)
    return found.state, opened.text.text[max(found.start, 0) : max(found.end, 0)]


def lost(workspace: Workspace) -> Highlight:
    (found,) = [
        each
        for each in workspace.session.highlights()
        if workspace.session.placement(each).state is LOST
    ]
    return found


def put_backs(workspace: Workspace) -> list[PutBack]:
    def job(library: Library) -> list[PutBack]:
        rows = [dict(row) for row in library.db.query("SELECT * FROM put_backs")]
        return [each for each in read_all(library, PUT_BACK, rows) if isinstance(each, PutBack)]

    return workspace.session.store.call(job)


@pytest.fixture
def versions(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    """Article 1 open at its second version."""
    workspace = open_versions(window, tmp_path / "versions.kutip", qtbot)
    yield workspace
    qtbot.waitUntil(lambda: workspace.session.unsaved == 0)


# ---------------------------------------------------------------------- the masthead


def test_the_masthead_says_which_version_it_is_and_who_else_ran_it(
    versions: Workspace, qtbot: QtBot
) -> None:
    headline = versions.versions.headline
    assert headline.isVisible()
    assert headline.text.startswith("Version 2 of 2, imported ")
    assert "What changed" in headline.text
    qtbot.waitUntil(lambda: "Also run by 1 other" in headline.text, timeout=SLOW)
    QTest.keyClick(versions.reader.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: headline.geometry().bottom() < 0)
    read(versions, 2, qtbot)
    assert "Version" not in headline.text
    qtbot.waitUntil(lambda: headline.text == "Also run by 1 other", timeout=SLOW)


def test_a_first_version_has_nothing_to_compare(reading: Workspace) -> None:
    window = reading.window_
    window.show_actions()
    for name in ("compare", "put_back", "confirm_place"):
        assert not window.action(name).isEnabled()
    assert window.action("newer_version").isEnabled()
    assert window.action("similar").isEnabled()


# ---------------------------------------------------------------------- the comparison


def test_versions_are_compared_by_a_key_stepped_through_and_left_with_esc(
    versions: Workspace, qtbot: QtBot
) -> None:
    look(versions, qtbot)
    page = versions.versions.room.page
    columns = page.columns
    assert page.verdict.text().startswith("Silent change")
    assert columns.count == 3
    assert columns.current == 0
    shown = []
    for _ in range(3):
        shown.append(columns.texts.rows[_row(columns.current, columns.texts.rows)].change)
        QTest.keyClick(columns, Qt.Key.Key_J)
    assert shown == [RowChange.CHANGED, RowChange.REMOVED, RowChange.ADDED]
    assert columns.current == 0, "after the last comes the first"
    QTest.keyClick(columns, Qt.Key.Key_K)
    assert columns.current == 2
    assert page.place.text() == "change 3 of 3"
    assert not versions.highlights.isVisible()
    QTest.keyClick(columns, Qt.Key.Key_Escape)
    assert versions.centre.currentWidget() is versions.reader
    assert versions.reader.view.hasFocus()
    assert versions.highlights.isVisible()


def _row(stop: int, rows: object) -> int:
    assert isinstance(rows, tuple)
    return next(number for number, row in enumerate(rows) if row.stop == stop)


def test_a_comparison_that_takes_long_gets_the_keyboard_once_it_is_there(
    versions: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = threading.Event()

    def slow(old: RichText, new: RichText, language: str) -> Difference:
        told.wait(SLOW / 1000)
        return compare(old, new, language)

    monkeypatch.setattr(room, "compare", slow)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(versions.reader.view, Qt.Key.Key_D, control | shift)
    qtbot.waitUntil(lambda: versions.versions.room.shown, timeout=SLOW)
    page = versions.versions.room.page
    assert not page.comparing, "it says that it compares"
    told.set()
    qtbot.waitUntil(lambda: page.comparing, timeout=SLOW)
    qtbot.waitUntil(page.columns.hasFocus)


def test_the_comparison_follows_the_size_of_the_text(versions: Workspace, qtbot: QtBot) -> None:
    look(versions, qtbot)
    columns = versions.versions.room.page.columns
    words = columns.texts.new.index("110 pompa")
    before = columns.rects_of(Span(words, words + 9))[0].height()
    versions.window_.do("zoom_in")
    versions.window_.do("zoom_in")
    assert columns.rects_of(Span(words, words + 9))[0].height() > 1.1 * before


def test_what_did_not_change_is_folded_and_opens(versions: Workspace, qtbot: QtBot) -> None:
    look(versions, qtbot)
    columns = versions.versions.room.page.columns
    (fold,) = [each for each in columns.folded if each.paragraphs > 5]
    before = len(columns.folded)
    columns.unfold(fold.start)
    assert len(columns.folded) == before - 1
    QTest.keyClick(columns, Qt.Key.Key_A)
    assert columns.folded == []
    QTest.keyClick(columns, Qt.Key.Key_A)
    assert len(columns.folded) == before


def test_changed_words_are_struck_or_underlined_and_never_only_tinted(
    versions: Workspace, qtbot: QtBot
) -> None:
    theme = versions.window_.program.theme
    assert format_of("removed", theme).fontStrikeOut()
    assert format_of("added", theme).fontUnderline()
    look(versions, qtbot)
    page = theme.color("page").rgb()
    image = versions.versions.room.page.columns.viewport().grab().toImage()
    seen = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(60, 200)}
    assert page in seen
    assert len(seen) > 3


def test_another_article_takes_the_comparisons_place(versions: Workspace, qtbot: QtBot) -> None:
    look(versions, qtbot)
    versions.articles.step(1)
    versions.articles.step(-1)
    versions.session.open_article(2)
    qtbot.waitUntil(lambda: versions.centre.currentWidget() is versions.reader)
    assert versions.highlights.isVisible()


# ---------------------------------------------------------------------- highlights


def test_highlights_are_listed_with_how_they_stand_and_narrowed(
    versions: Workspace, qtbot: QtBot
) -> None:
    look(versions, qtbot)
    page = versions.versions.room.page
    assert states(versions) == [REVIEW, EXACT, LOST]
    review = page.panel.list.rows.rows[0]
    assert [(piece.how, piece.words) for piece in review.pieces][:2] == [
        ("removed", "120"),
        ("added", "110"),
    ]
    page.panel.narrowed.emit(LOST.value)
    assert states(versions) == [LOST]
    assert page.panel.filter.currentText() == "Lost (1)"


def test_y_confirms_a_review_and_undo_takes_it_back(versions: Workspace, qtbot: QtBot) -> None:
    look(versions, qtbot)
    panel = versions.versions.room.page.panel
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Home)
    uid = panel.list.key
    assert place(versions, uid)[0] is REVIEW
    QTest.keyClick(panel.list, Qt.Key.Key_Y)
    assert place(versions, uid)[0] is MOVED, "painted at once"
    saved(qtbot, versions)
    assert len(put_backs(versions)) == 1
    versions.window_.do("undo")
    qtbot.waitUntil(lambda: place(versions, uid)[0] is REVIEW)
    saved(qtbot, versions)


def test_r_puts_a_lost_highlight_on_words_selected_on_the_right(
    versions: Workspace, qtbot: QtBot
) -> None:
    look(versions, qtbot)
    page = versions.versions.room.page
    uid = lost(versions).uid
    page.panel.list.choose(uid)
    page.columns.setFocus()
    QTest.keyClick(page.columns, Qt.Key.Key_R)
    assert "Select the words on the right" in versions.window_.notice.text
    drag(versions, REPLACED)
    QTest.keyClick(page.columns, Qt.Key.Key_R)
    assert place(versions, uid) == (MOVED, REPLACED)
    assert states(versions).count(LOST) == 0
    saved(qtbot, versions)
    assert versions.window_.status.saved_text.startswith("Saved ")


def test_a_filter_that_nothing_fits_any_more_gives_way_to_the_whole_list(
    versions: Workspace, qtbot: QtBot
) -> None:
    look(versions, qtbot)
    page = versions.versions.room.page
    page.panel.narrowed.emit(LOST.value)
    page.panel.list.choose(lost(versions).uid)
    drag(versions, REPLACED)
    QTest.keyClick(page.columns, Qt.Key.Key_R)
    assert page.panel.filter.currentText() == "All (3)"
    assert len(states(versions)) == 3
    saved(qtbot, versions)


def test_what_is_selected_is_seen_on_words_that_came(versions: Workspace, qtbot: QtBot) -> None:
    look(versions, qtbot)
    columns = versions.versions.room.page.columns
    QTest.keyClicks(columns, "[")
    assert columns.selection is not None
    rect = columns.rects_of(columns.selection)[0].toRect()
    seen = columns.viewport().grab(rect).toImage()
    found = {seen.pixelColor(x, 2).name() for x in range(seen.width())}
    assert versions.theme.color("accent").name() in found


def test_words_on_the_right_are_selected_by_keys_too(versions: Workspace, qtbot: QtBot) -> None:
    look(versions, qtbot)
    columns = versions.versions.room.page.columns

    def chosen() -> str:
        span = columns.selection
        return columns.texts.new[span.start : span.end] if span else ""

    QTest.keyClicks(columns, "{")
    assert chosen() == "110"
    QTest.keyClicks(columns, "{{[")
    assert chosen() == "pastikan 110 pompa selesai"
    QTest.keyClicks(columns, "]}")
    assert chosen() == "110 pompa"
    QTest.keyClick(columns, Qt.Key.Key_J)
    assert columns.selection is not None, "stepping on keeps what was selected"


def drag(workspace: Workspace, words: str) -> None:
    """Select words of the right column with the mouse."""
    columns = workspace.versions.room.page.columns
    start = columns.texts.new.index(words)
    span = Span(start, start + len(words))
    columns.outline(None, span)
    columns.viewport().grab()
    rects = columns.rects_of(span)
    first = QPointF(rects[0].left() + 1, rects[0].center().y()).toPoint()
    last = QPointF(rects[-1].right() - 1, rects[-1].center().y()).toPoint()
    view = columns.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(view, last)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=last)
    assert columns.selection == span


def test_r_puts_a_lost_highlight_back_in_the_text_undone_and_redone_in_one_step(
    versions: Workspace, qtbot: QtBot
) -> None:
    found = lost(versions)
    pane = versions.highlights
    pane.cards.chosen.emit(found.uid)
    assert pane.focused == found.uid
    assert "press R" in pane.card._place.text
    steps = versions.session.undo_stack.count()
    select(versions, REPLACED)
    press(versions, Qt.Key.Key_R)
    assert place(versions, found.uid) == (MOVED, REPLACED), "painted before it is stored"
    assert versions.reader.view.scene.marks.get(found.uid) is not None
    assert versions.session.undo_stack.count() == steps + 1
    saved(qtbot, versions)
    (row,) = put_backs(versions)
    assert row.highlight == found.uid
    quote = versions.session.highlight(found.uid)
    assert quote is not None
    assert quote.quote == found.quote, "what was captured stays"
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(versions.reader.view, Qt.Key.Key_Z, control)
    qtbot.waitUntil(lambda: place(versions, found.uid)[0] is LOST)
    saved(qtbot, versions)
    assert versions.reader.view.scene.marks.get(found.uid) is None
    QTest.keyClick(versions.reader.view, Qt.Key.Key_Z, control | shift)
    qtbot.waitUntil(lambda: place(versions, found.uid) == (MOVED, REPLACED))
    saved(qtbot, versions)
    read(versions, 2, qtbot)
    read(versions, 1, qtbot)
    assert place(versions, found.uid) == (MOVED, REPLACED)


def test_a_click_into_the_text_keeps_a_lost_highlight_at_hand(
    versions: Workspace, qtbot: QtBot
) -> None:
    found = lost(versions)
    versions.highlights.cards.chosen.emit(found.uid)
    view = versions.reader.view
    text = view.rich.text
    start = text.index("melindungi")
    rect = view.span_rect(Span(start, start + len("melindungi")))
    button, port = Qt.MouseButton.LeftButton, view.viewport()
    middle = round(rect.center().y())
    QTest.mouseClick(port, button, pos=QPoint(round(rect.left()) + 60, middle + 60))
    QTest.mousePress(port, button, pos=QPoint(round(rect.left()) + 1, middle))
    QTest.mouseMove(port, QPoint(round(rect.right()) - 1, middle))
    QTest.mouseRelease(port, button, pos=QPoint(round(rect.right()) - 1, middle))
    qtbot.waitUntil(lambda: versions.reader.selected_span() is not None)
    press(versions, Qt.Key.Key_R)
    assert place(versions, found.uid)[0] is MOVED
    saved(qtbot, versions)


def test_r_without_words_or_without_a_highlight_says_what_is_missing(
    versions: Workspace, qtbot: QtBot
) -> None:
    press(versions, Qt.Key.Key_R)
    assert "Choose a highlight" in versions.window_.notice.text
    versions.highlights.cards.chosen.emit(lost(versions).uid)
    versions.reader.view.clear_selection()
    press(versions, Qt.Key.Key_R)
    assert "Select the words" in versions.window_.notice.text
    assert versions.session.undo_stack.count() == 0


@pytest.mark.parametrize("name", ["list.csv", "list.md", "list.json"])
def test_the_list_is_exported(versions: Workspace, tmp_path: Path, qtbot: QtBot, name: str) -> None:
    look(versions, qtbot)
    path = tmp_path / name
    write_list(versions.versions.room, (1, 1, 2), path)
    qtbot.waitUntil(path.exists, timeout=SLOW)
    qtbot.waitUntil(lambda: "is written" in versions.window_.notice.text)
    text = path.read_text(encoding="utf-8-sig")
    for label in ("K-001", "K-002", "K-003"):
        assert label in text
    if name.endswith("json"):
        found = json.loads(text)
        assert [row["placement"] for row in found["highlights"]] == ["review", "exact", "lost"]


def test_the_export_asks_where(versions: Workspace, qtbot: QtBot) -> None:
    look(versions, qtbot)
    versions.versions.room.page.panel.export.click()
    (dialog,) = versions.window_.findChildren(QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.reject()
