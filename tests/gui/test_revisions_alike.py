"""Newer versions brought in, who else ran a text, and long texts: the window driven."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotations.model import RichText, Span
from annotations.revising.comparing import RowChange, compare
from annotations.storage import similar
from desktop.main_window import MainWindow
from desktop.revisions.page import Side
from desktop.revisions.passages import LONGEST, folds, passages
from desktop.revisions.signing import Signing
from desktop.revisions.standings import inline
from desktop.workspace import Workspace
from tests.made_versions import NEW, SLOW, look, open_versions


@pytest.fixture
def versions(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    """Article 1 open at its second version."""
    workspace = open_versions(window, tmp_path / "versions.kutip", qtbot)
    yield workspace
    qtbot.waitUntil(lambda: workspace.session.unsaved == 0)


def _row(stop: int, rows: object) -> int:
    assert isinstance(rows, tuple)
    return next(number for number, row in enumerate(rows) if row.stop == stop)


# ---------------------------------------------------------------------- ways in


def test_a_file_is_brought_in_as_a_newer_version_and_what_changed_is_offered(
    versions: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    window = versions.window_
    third = tmp_path / "third.md"
    third.write_text(NEW.replace("300", "310").replace("dewan", "parlemen"), encoding="utf-8")
    window.do("newer_version")
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(third))
    dialog.reject()
    session = versions.session
    qtbot.waitUntil(lambda: "new version" in window.notice.text, timeout=SLOW)
    qtbot.waitUntil(lambda: session.article.revision.number == 3, timeout=SLOW)  # type: ignore[union-attr]
    offer = window.notice._offer
    assert offer.text() == "What changed"
    offer.click()
    page = versions.versions.room.page
    qtbot.waitUntil(lambda: versions.versions.room.shown and page.comparing, timeout=SLOW)
    assert page.columns.count == 1
    assert [combo.currentData() for combo in page.sides] == [2, 3]
    page.sides[0].setCurrentIndex(page.sides[0].findData(1))
    page.sides[0].activated.emit(page.sides[0].currentIndex())
    qtbot.waitUntil(lambda: page.comparing and page.columns.count == 4, timeout=SLOW)


def test_a_version_that_comes_while_another_is_compared_is_compared_on_demand(
    versions: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    look(versions, qtbot)
    room = versions.versions.room
    third = tmp_path / "third.md"
    third.write_text(NEW.replace("dewan", "parlemen"), encoding="utf-8")
    versions.window_.arrivals.bring_in_as_version(1, third)
    qtbot.waitUntil(lambda: "new version" in versions.window_.notice.text, timeout=SLOW)
    versions.versions.compare_article(1)
    qtbot.waitUntil(
        lambda: room.shown and [each.currentData() for each in room.page.sides] == [2, 3],
        timeout=SLOW,
    )
    qtbot.waitUntil(lambda: room.page.comparing and room.page.columns.count == 1, timeout=SLOW)
    assert not versions.highlights.isVisible()


# ---------------------------------------------------------------------- near-duplicates


def test_a_long_headline_over_a_side_asks_for_no_room(versions: Workspace, qtbot: QtBot) -> None:
    look(versions, qtbot)
    page = versions.versions.room.page
    before = page.minimumSizeHint().width()
    long = Side(((1, "Kabar"),), 1, "Judul yang amat panjang " * 40)
    page.show_sides(long, long)
    assert page.minimumSizeHint().width() <= before
    assert page.width() <= versions.window_.width()


def test_who_else_ran_it_is_shown_with_what_each_changed(versions: Workspace, qtbot: QtBot) -> None:
    versions.window_.do("similar")
    page = versions.versions.room.page
    qtbot.waitUntil(lambda: versions.versions.room.shown and page.comparing, timeout=SLOW)
    (row,) = page.panel.list.rows.rows
    assert row.head == "Kabar Lain"
    assert "% the same words" in row.state
    changed = [each for each in page.columns.texts.rows if each.change is RowChange.CHANGED]
    new = page.columns.texts.new
    words = [new[span.start : span.end] for each in changed for span in each.new_words]
    assert "300" in words
    page.panel.open.click()
    qtbot.waitUntil(lambda: versions.session.article.article.id == 2)  # type: ignore[union-attr]
    assert versions.centre.currentWidget() is versions.reader


def test_an_article_that_nobody_else_ran_says_so(reading: Workspace, qtbot: QtBot) -> None:
    reading.window_.do("similar")
    page = reading.versions.room.page
    qtbot.waitUntil(lambda: reading.versions.room.shown, timeout=SLOW)
    qtbot.waitUntil(lambda: not page.panel.list.rows.rows and page.nothing.isVisible())
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert reading.centre.currentWidget() is reading.reader


def test_texts_are_signed_in_the_background(reading: Workspace, qtbot: QtBot) -> None:
    session = reading.session
    done: list[int] = []
    signing = Signing(session, lambda: done.append(1), reading)
    signing.look()
    qtbot.waitUntil(lambda: bool(done), timeout=SLOW)
    assert session.store.call(similar.count_unsigned) == 0
    signing.stop()


# ---------------------------------------------------------------------- long texts


def test_a_megabyte_is_compared_off_the_windows_thread_and_drawn_in_parts(
    versions: Workspace, qtbot: QtBot
) -> None:
    words = "kata demi kata yang sama di setiap paragraf panjang "
    old = "\n\n".join(f"{n} {words * 8}" for n in range(2_500))
    new = old.replace(" paragraf panjang ", " alinea panjang ")
    room = versions.versions.room
    subject = versions.versions.same_words
    asked = room.begin(subject)
    got: list[object] = []
    room.compare(asked, RichText(old), RichText(new), "id", got.append)
    assert got == [], "nothing is compared in the window's thread"
    qtbot.waitUntil(lambda: bool(got), timeout=60_000)
    (found,) = got
    room.take(subject)
    room.page.show_texts(found.texts, "")  # type: ignore[attr-defined]
    columns = room.page.columns
    columns.viewport().grab()
    assert columns.count == 2_500
    assert len(columns._laid) < 60
    QTest.keyClick(columns, Qt.Key.Key_End)
    columns.viewport().grab()
    assert len(columns._laid) < 120
    QTest.keyClick(columns, Qt.Key.Key_K)
    assert columns.current == 2_499


@pytest.mark.parametrize("size", [LONGEST - 1, 3 * LONGEST, 40 * LONGEST])
def test_a_long_paragraph_is_cut_without_losing_a_letter(size: int) -> None:
    line = "satu dua tiga empat lima enam tujuh "
    old = line * (size // len(line))
    new = old.replace("tiga empat", "tiga puluh empat", size // len(line) // 2).replace(
        "enam", "6", 3
    )
    rows = passages(compare(RichText(old), RichText(new)), old, new)
    for text, sides in ((old, [row.old for row in rows]), (new, [row.new for row in rows])):
        ends = [(side.start, side.end) for side in sides if side]
        assert "".join(text[start:end] for start, end in ends) == text
        assert all(end - start <= LONGEST + 200 for start, end in ends)


def test_folds_leave_a_paragraph_of_context_on_either_side() -> None:
    old = "\n".join(f"baris {n}" for n in range(20))
    new = old.replace("baris 10\n", "baris sepuluh\n")
    rows = passages(compare(RichText(old), RichText(new)), old, new)
    assert [(fold.start, fold.end, fold.paragraphs) for fold in folds(rows)] == [
        (0, 9, 9),
        (12, 20, 8),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sama", "sama", [("", "sama")]),
        ("120 pompa", "110 pompa", [("removed", "120"), ("added", "110"), ("", "pompa")]),
        ("hilang", "", [("", "hilang")]),
        (
            "Selasa, pukul 02.15 WIB.",
            "Rabu, pukul 02.15 WIB.",
            [("removed", "Selasa"), ("added", "Rabu"), ("", ", pukul 02.15 WIB.")],
        ),
        ("satu tiga", "satu dua tiga", [("", "satu"), ("added", "dua"), ("", "tiga")]),
    ],
)
def test_two_wordings_are_written_as_one(old: str, new: str, said: list[tuple[str, str]]) -> None:
    assert [(piece.how, piece.words) for piece in inline(old, new)] == said


def test_a_row_at_the_top_stays_there_when_the_window_is_resized(
    versions: Workspace, qtbot: QtBot
) -> None:
    look(versions, qtbot)
    columns = versions.versions.room.page.columns
    QTest.keyClick(columns, Qt.Key.Key_A)
    columns.go_to(1)
    row = _row(1, columns.texts.rows)
    versions.window_.resize(1300, 800)
    columns.viewport().grab()
    seen = columns.rects_of(columns.texts.rows[row].old or Span(0, 0), new=False)
    assert 0 <= seen[0].top() < columns.viewport().height()
