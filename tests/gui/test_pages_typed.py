"""Scans: their pages open by themselves, a passage is typed from one, pages are read by OCR."""

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotations import transcribing
from annotations.transcribing import PageRead, Picture
from annotations.vocabulary import ReadBy
from desktop.pages.blank import Blank
from desktop.workspace import Workspace
from tests.gui.test_pages import SLOW, look, read, tagged, workspace
from tests.made_window import press

__all__ = ["workspace"]
TYPED = "Dinas berjanji memasang tiga pompa."


def test_a_scan_opens_its_pages_and_says_what_can_be_done(
    workspace: Workspace, qtbot: QtBot
) -> None:
    read(workspace, 2, qtbot)
    qtbot.waitUntil(lambda: workspace.page_shown)
    qtbot.waitUntil(lambda: workspace.originals().pane.canvas.sharp, timeout=SLOW)
    (blank,) = workspace.reader.findChildren(Blank)
    assert blank.isVisible()
    assert "No text of its own" in {label.text() for label in blank.findChildren(QLabel)}
    read(workspace, 1, qtbot)
    assert not blank.isVisible()
    assert not workspace.page_shown


def test_a_typed_passage_is_selected_ready_to_tag_and_marked_as_typed(
    workspace: Workspace, qtbot: QtBot
) -> None:
    read(workspace, 2, qtbot)
    originals = workspace.originals()
    qtbot.waitUntil(lambda: originals.pane.canvas.sharp, timeout=SLOW)
    press(workspace, Qt.Key.Key_T)
    box = originals.pane.typing
    qtbot.waitUntil(box.field.hasFocus)
    QTest.keyClicks(box.field, TYPED)
    QTest.keyClick(box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: workspace.reader.quote() == TYPED)
    assert not box.isVisible()
    (place,) = [
        each.locator for each in workspace.reader.view.rich.places if each.locator.ordinal == 1
    ]
    assert place.read_by is ReadBy.HAND
    (told,) = workspace.reader.margin.told()
    assert (told.name, told.place.under) == ("p. 1", "by hand")
    assert told.place.whole == "transcribed by hand, p. 1"
    press(workspace, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: "nothing says where they stand" in originals.pane.sentence)
    assert workspace.session.highlights()[0].quote.exact == TYPED


def test_what_was_typed_stays_until_it_is_kept(workspace: Workspace, qtbot: QtBot) -> None:
    read(workspace, 3, qtbot)
    originals = look(workspace, qtbot)
    press(workspace, Qt.Key.Key_T)
    box = originals.pane.typing
    QTest.keyClicks(box.field, TYPED)
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert workspace.page_shown
    press(workspace, Qt.Key.Key_T)
    assert box.field.toPlainText() == TYPED


def test_a_passage_typed_into_a_text_moves_no_highlight(workspace: Workspace, qtbot: QtBot) -> None:
    read(workspace, 3, qtbot)
    tagged(workspace, "dua tahun", Qt.Key.Key_2, qtbot)
    originals = look(workspace, qtbot)
    press(workspace, Qt.Key.Key_T)
    QTest.keyClicks(originals.pane.typing.field, TYPED)
    originals.pane.typing.keep.click()
    qtbot.waitUntil(lambda: workspace.reader.quote() == TYPED)
    (mark,) = workspace.reader.view.scene.marks
    assert workspace.reader.view.rich.text[mark.start : mark.end] == "dua tahun"


@pytest.mark.parametrize("found", ["Surat dari dinas.", ""])
def test_pages_are_read_by_tesseract_and_marked_as_such(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, found: str
) -> None:
    def recognise(pictures: Iterable[Picture]) -> Iterator[PageRead]:
        for each in pictures:
            assert len(each.rgb) == each.width * each.height * 3
            yield PageRead(each.page, each.label, found)

    monkeypatch.setattr(transcribing, "tesseract", lambda: "tesseract")
    monkeypatch.setattr(transcribing, "recognise", recognise)
    read(workspace, 2, qtbot)
    originals = workspace.originals()
    qtbot.waitUntil(lambda: originals.pane.canvas.sharp, timeout=SLOW)
    press(workspace, Qt.Key.Key_T)
    notice = workspace.window_.notice
    originals.pane.typing.read.click()
    if not found:
        qtbot.waitUntil(lambda: "no words" in notice.text, timeout=SLOW)
        assert workspace.reader.view.rich.text == ""
        return
    qtbot.waitUntil(lambda: workspace.reader.view.rich.text == found, timeout=SLOW)
    (told,) = workspace.reader.margin.told()
    assert told.place.under == "OCR"
    assert "OCR" in notice.text
