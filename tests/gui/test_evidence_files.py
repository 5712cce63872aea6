"""Files and pictures as evidence: pasted, dropped, saved, opened by a second act."""

import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotations.exporting.report import Grouping
from annotations.queries import Filter
from desktop.evidence import copies
from desktop.reporting import Order, write_report
from desktop.reports.choices import Part, Setting
from desktop.reports.form import ReportForm
from desktop.workspace import Workspace
from tests.made_evidence import (
    SOUND,
    attach,
    bytes_of,
    chosen,
    focus_cards,
    kept,
    paste,
    picture,
    rows,
    wait_for,
)
from tests.made_window import dialogs, only, saved

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus


def test_a_picture_is_pasted_on_a_card(card: Workspace, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(picture())
    focus_cards(card, qtbot)
    paste()
    (evidence,) = wait_for(card, 1, qtbot)
    assert evidence.media_type == "image/png"
    assert evidence.file_name.endswith(".png")
    data = bytes_of(card, evidence)
    assert struct.unpack(">II", data[16:24]) == (40, 30)
    assert len(card.articles.model.ids) == 2
    card.session.undo()
    wait_for(card, 0, qtbot)
    card.session.redo()
    wait_for(card, 1, qtbot)


def test_a_copied_file_is_pasted_on_a_card(card: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    files = [tmp_path / "a.pdf", tmp_path / "b.txt"]
    files[0].write_bytes(b"%PDF-1.7")
    files[1].write_text("catatan")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    QGuiApplication.clipboard().setMimeData(mime)
    focus_cards(card, qtbot)
    paste()
    found = wait_for(card, 2, qtbot)
    assert [each.media_type for each in found] == ["application/pdf", "text/plain"]
    card.session.undo()  # one step for both
    wait_for(card, 0, qtbot)


def test_words_pasted_into_a_field_stay_words(card: Workspace, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("sudah dicek")
    card.highlights.focus_note(card.highlights.focused)
    paste()
    saved(qtbot, card)
    card.session.flush()
    saved(qtbot, card)
    assert only(card).note == "sudah dicek"
    assert kept(card) == []


def test_words_pasted_on_a_card_are_no_evidence(card: Workspace, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("hanya kata")
    focus_cards(card, qtbot)
    paste()
    assert "no picture and no file" in card.window_.notice.text
    assert kept(card) == []


def drop(target: QWidget, at: QPoint, mime: QMimeData) -> bool:
    """Drag over a widget and drop there, as Qt does: parents are asked where a child declines."""
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    widget: QWidget | None = target
    while widget is not None:
        enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, buttons, none)
        if widget.acceptDrops():
            enter.ignore()
            QApplication.sendEvent(widget, enter)
            if enter.isAccepted():
                drop = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, buttons, none)
                QApplication.sendEvent(widget, drop)
                return True
        at, widget = widget.mapToParent(at), widget.parentWidget()
    return False


@pytest.mark.parametrize("where", ["card", "field"])
def test_a_file_dropped_on_a_card_is_evidence_and_no_article(
    card: Workspace, tmp_path: Path, qtbot: QtBot, where: str
) -> None:
    story = tmp_path / "cerita.txt"
    story.write_text("Sebuah cerita lain.")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(story))])
    live = card.highlights.card
    field = live.field("note")
    assert field is not None
    target = live if where == "card" else field.focusProxy() or field
    assert drop(target, QPoint(5, 5), mime)
    (evidence,) = wait_for(card, 1, qtbot)
    assert evidence.file_name == "cerita.txt"
    assert len(card.articles.model.ids) == 2
    assert only(card).note == ""


def test_a_copy_is_saved(card: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(SOUND)
    evidence = attach(card, path, qtbot)
    output = tmp_path / "salinan.mp3"
    copies.save(card.highlights.evidences(), evidence, output)
    qtbot.waitUntil(output.exists)
    qtbot.waitUntil(lambda: "salinan.mp3" in card.window_.notice.text)
    assert output.read_bytes() == SOUND


def test_a_file_is_opened_on_a_second_act_under_the_suffix_of_its_content(
    card: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr("desktop.evidence.copies.QDesktopServices.openUrl", opened.append)
    path = tmp_path / "rekaman.exe"
    path.write_bytes(SOUND)
    attach(card, path, qtbot)
    chosen(card, "Open", qtbot)
    assert opened == []
    (asked,) = dialogs()
    button = next(each for each in asked.findChildren(QPushButton) if each.text() == "Open")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened))
    copy = Path(opened[0].toLocalFile())
    assert copy.name == "rekaman.mp3"
    assert copy.read_bytes() == SOUND
    assert copy.parent == copies.folder_of(card.session.store.path)
    assert copy.stat().st_mode & 0o077 == 0
    copies.forget(copy.parent)


def test_a_program_is_offered_to_be_saved_and_never_opened(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "foto.png"
    path.write_bytes(b"MZ\x90\0\x03")
    evidence = attach(card, path, qtbot)
    room = card.highlights.evidences()
    names = [name for name, _ in room._looks(evidence)]
    assert names == ["Save a copy…"]
    copies.open_copy(room, evidence)
    qtbot.waitUntil(lambda: "not opened from here" in card.window_.notice.text)


def test_a_file_that_cannot_be_read_says_so_and_the_others_come(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    good = tmp_path / "ada.txt"
    good.write_text("x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "tiada.mp3")), QUrl.fromLocalFile(str(good))])
    card.highlights.evidences().bring(card.highlights.focused, mime)
    (evidence,) = wait_for(card, 1, qtbot)
    assert evidence.file_name == "ada.txt"


def test_the_report_asks_whether_to_show_pictures(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    start = Setting(tmp_path, "Laporan", tmp_path / "templates")
    form = ReportForm(card.words, [Part("All", Filter())], start)
    qtbot.addWidget(form)
    assert form.order().pictures
    form.pictures.setChecked(False)
    assert not form.order().pictures
    form.format.setCurrentIndex(form.format.findData("csv"))
    assert not form.pictures.isEnabled()


@pytest.mark.parametrize("shown", [True, False])
def test_the_report_of_the_window_shows_pictures_where_they_are_wanted(
    card: Workspace, tmp_path: Path, qtbot: QtBot, *, shown: bool
) -> None:
    QGuiApplication.clipboard().setImage(picture())
    focus_cards(card, qtbot)
    paste()
    wait_for(card, 1, qtbot)
    output = tmp_path / "laporan.html"
    order = Order(
        wanted=Filter(), grouping=Grouping.ARTICLE, format="html", output=output, pictures=shown
    )
    for _ in write_report(card.session.store, order, card.words):
        pass
    assert ("data:image/png;base64," in output.read_text(encoding="utf-8")) is shown


def test_a_name_that_turns_its_direction_is_shown_as_it_is(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "laporan\u202egnp.exe"
    path.write_bytes(b"MZ\x90\0\x03")
    attach(card, path, qtbot)
    assert "\u202e" not in rows(card)[0].accessibleName()
    assert "gnp.exe" in rows(card)[0].accessibleName()


def test_the_library_can_be_closed_while_a_file_is_attached(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"\0\0\0\x20ftypisom" + bytes(20_000_000))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    room = card.highlights.evidences()
    tasks = room._tasks
    room.bring(card.highlights.focused, mime)
    assert tasks
    assert card.window_.close()
    qtbot.waitUntil(lambda: not tasks)
    assert card.session.closed
