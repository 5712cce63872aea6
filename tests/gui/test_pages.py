"""The original page beside the text: opened, followed, boxed, turned, kept as evidence."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.errors import ImportFailed, ImportFault
from annotations.model import Evidence, Span
from annotations.storage import highlights
from annotations.storage.attachments import attached
from annotations.storage.store import Library
from annotations.vocabulary import EvidenceKind
from desktop.main_window import MainWindow
from desktop.pages import originals as module
from desktop.pages.originals import Originals
from desktop.workspace import Workspace
from tests.made_pages import PAGES, library_of_pages
from tests.made_window import only, press, saved, select

PUMPS = "Wali kota wajib memasang seratus pompa"
OVER_TWO = "belum menerima apa pun sampai hari ini"
SLOW = 30_000
"""Milliseconds that the worker may need to start on a busy machine."""


@pytest.fixture
def workspace(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Workspace:
    """A library of an article without pages (1), a scan (2) and two PDFs (3, 4)."""
    window.libraries.open(library_of_pages(tmp_path / "pages.kutip"))
    qtbot.waitUntil(lambda: window.workspace is not None)
    made = window.workspace
    assert made is not None
    qtbot.waitUntil(lambda: len(made.articles.model.ids) == 4)
    window.activateWindow()
    return made


def read(workspace: Workspace, number: int, qtbot: QtBot) -> None:
    workspace.articles.choose(number)
    workspace.session.open_article(number)

    def opened() -> bool:
        article = workspace.session.article
        return article is not None and article.article.id == number

    qtbot.waitUntil(opened)
    workspace.reader.setFocus()
    qtbot.waitUntil(workspace.reader.view.hasFocus)


def look(workspace: Workspace, qtbot: QtBot) -> Originals:
    """Press O and wait for the page."""
    press(workspace, Qt.Key.Key_O)
    originals = workspace.originals()
    qtbot.waitUntil(lambda: originals.pane.canvas.sharp, timeout=SLOW)
    return originals


def tagged(workspace: Workspace, words: str, key: Qt.Key, qtbot: QtBot) -> str:
    select(workspace, words)
    press(workspace, key)
    saved(qtbot, workspace)
    return workspace.highlights.focused


def ink_under(originals: Originals, picture: QImage) -> tuple[float, float]:
    """Measure the share of dark pixels inside the focused boxes, and in the page as a whole."""
    canvas = originals.pane.canvas
    page = canvas.page_rect()
    scale = picture.width() / page.width()
    inside = [rect.translated(-page.topLeft()) for rect in canvas.focused_rects()]

    def dark(left: float, top: float, right: float, bottom: float) -> float:
        spots = [
            picture.pixelColor(x, y).lightness() < 160
            for x in range(int(left * scale), int(right * scale))
            for y in range(int(top * scale), int(bottom * scale))
        ]
        return sum(spots) / max(len(spots), 1)

    rect = inside[0]
    return (
        dark(rect.left(), rect.top(), rect.right(), rect.bottom()),
        dark(0, 0, page.width(), page.height()),
    )


def test_an_article_without_pages_says_so(workspace: Workspace, qtbot: QtBot) -> None:
    read(workspace, 1, qtbot)
    press(workspace, Qt.Key.Key_O)
    assert workspace.window_.notice.text == "This article has no pages."
    assert not workspace.page_shown


def test_o_shows_the_page_of_the_passage_and_o_or_esc_closes_it(
    workspace: Workspace, qtbot: QtBot
) -> None:
    read(workspace, 3, qtbot)
    select(workspace, "dua tahun")
    originals = look(workspace, qtbot)
    qtbot.waitUntil(lambda: originals.page == 1)
    assert originals.pane.bar.field.text() == "42"
    press(workspace, Qt.Key.Key_O)
    assert not workspace.page_shown
    look(workspace, qtbot)
    originals.pane.canvas.setFocus()
    QTest.keyClick(originals.pane.canvas, Qt.Key.Key_Escape)
    assert not workspace.page_shown
    assert workspace.reader.view.hasFocus()


def beside(workspace: Workspace) -> bool:
    return workspace.page_shown


def test_the_page_makes_room_for_an_article_without_pages_and_comes_back(
    workspace: Workspace, qtbot: QtBot
) -> None:
    read(workspace, 3, qtbot)
    originals = look(workspace, qtbot)
    read(workspace, 1, qtbot)
    assert not beside(workspace)
    read(workspace, 3, qtbot)
    qtbot.waitUntil(lambda: originals.shelf is not None)
    assert beside(workspace)
    press(workspace, Qt.Key.Key_O)
    read(workspace, 1, qtbot)
    read(workspace, 3, qtbot)
    assert not beside(workspace), "closed by hand it stays closed"


def test_the_box_lies_over_the_words(workspace: Workspace, qtbot: QtBot) -> None:
    read(workspace, 3, qtbot)
    tagged(workspace, PUMPS, Qt.Key.Key_1, qtbot)
    originals = look(workspace, qtbot)
    qtbot.waitUntil(lambda: bool(originals.pane.canvas.focused_rects()))
    picture = originals.pane.canvas.picture
    inside, everywhere = ink_under(originals, picture)
    assert inside > 0.08
    assert inside > 5 * everywhere


def test_a_passage_over_two_pages_is_boxed_on_both(workspace: Workspace, qtbot: QtBot) -> None:
    read(workspace, 3, qtbot)
    tagged(workspace, OVER_TWO, Qt.Key.Key_3, qtbot)
    originals = look(workspace, qtbot)
    canvas = originals.pane.canvas
    qtbot.waitUntil(lambda: originals.page == 1 and bool(canvas.focused_rects()))
    first = canvas.focused_rects()
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: canvas.shown == 2 and bool(canvas.focused_rects()))
    assert originals.page == 2
    assert canvas.focused_rects() != first
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: canvas.shown == 1)
    assert originals.page == 1


def test_choosing_a_highlight_turns_the_page_and_a_click_on_its_box_focuses_it(
    workspace: Workspace, qtbot: QtBot
) -> None:
    read(workspace, 3, qtbot)
    first = tagged(workspace, PUMPS, Qt.Key.Key_1, qtbot)
    second = tagged(workspace, "dua tahun", Qt.Key.Key_2, qtbot)
    third = tagged(workspace, "ganti rugi", Qt.Key.Key_3, qtbot)
    originals = look(workspace, qtbot)
    canvas = originals.pane.canvas
    press(workspace, Qt.Key.Key_K)
    press(workspace, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: originals.page == 0 and canvas.shown == 0)
    assert workspace.highlights.focused == first
    press(workspace, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: canvas.shown == 1 and len(canvas.boxed) == 2)
    assert workspace.highlights.focused == third
    (other,) = [each for each in canvas.boxed if each.uid == second]
    where = canvas.rects(other.boxes)[0].center()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(where).toPoint())
    assert workspace.highlights.focused == second
    assert workspace.reader.view.scene.focused == second


@pytest.mark.parametrize("typed", ["43", "3"])
def test_a_page_is_jumped_to_by_its_label_else_its_number_and_an_unknown_one_is_said(
    workspace: Workspace, qtbot: QtBot, typed: str
) -> None:
    read(workspace, 3, qtbot)
    originals = look(workspace, qtbot)
    field = originals.pane.bar.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: originals.pane.canvas.shown == 2)
    assert originals.pane.bar.count.text() == "· 3 of 3"
    originals.jump("77")
    assert "77" in originals.pane.sentence
    assert originals.page == 2


def test_zooming_draws_the_page_anew_and_sharp(workspace: Workspace, qtbot: QtBot) -> None:
    read(workspace, 3, qtbot)
    originals = look(workspace, qtbot)
    canvas = originals.pane.canvas
    before = canvas.picture.width()
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: canvas.sharp and canvas.picture.width() > before)
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: canvas.sharp and canvas.picture.width() == before)


def test_words_that_are_not_on_the_page_are_said_and_not_boxed(
    workspace: Workspace, qtbot: QtBot
) -> None:
    read(workspace, 3, qtbot)
    originals = look(workspace, qtbot)
    shelf = originals.shelf
    assert shelf is not None
    wrong = Span(0, len(PAGES[0]))
    select(workspace, PAGES[0])
    (find,) = shelf.finds(0, wrong)
    qtbot.waitUntil(lambda: shelf.boxes(0, wrong) is not None)
    shelf.take(find, ())
    originals.wish_again()
    assert "not found on this page" in originals.pane.sentence
    assert originals.pane.canvas.boxed == []


def test_a_picture_of_the_passage_is_kept_and_undone_in_one_step(
    workspace: Workspace, qtbot: QtBot
) -> None:
    read(workspace, 3, qtbot)
    tagged(workspace, OVER_TWO, Qt.Key.Key_3, qtbot)
    originals = look(workspace, qtbot)
    originals.pane.bar.picture.click()
    qtbot.waitUntil(lambda: "Kept as evidence" in workspace.window_.notice.text, timeout=SLOW)
    saved(qtbot, workspace)
    kept = _evidence(workspace)
    label = only(workspace).label
    assert [each.file_name for each in kept] == [f"{label} p. 42.png", f"{label} p. 43.png"]
    assert {(each.kind, each.media_type) for each in kept} == {(EvidenceKind.FILE, "image/png")}
    data = workspace.session.store.call(lambda at: attached(at, kept[0].target))
    picture = QImage.fromData(data)
    assert 200 < picture.width() <= round(420 / 72 * 200)
    assert picture.height() < picture.width()
    workspace.session.undo()
    saved(qtbot, workspace)
    assert _evidence(workspace) == []
    assert only(workspace).label == label


def _evidence(workspace: Workspace) -> list[Evidence]:
    number = only(workspace).id

    def job(library: Library) -> list[Evidence]:
        return list(highlights.entries(library, [number])[0].evidence)

    return sorted(workspace.session.store.call(job), key=lambda each: each.file_name)


class Breaking:
    """A worker whose child dies of the file."""

    def ask(
        self, operation: str, data: bytes, *, name: str = "", **arguments: object
    ) -> tuple[dict[str, object], bytes]:
        del operation, data, arguments
        raise ImportFailed(name, ImportFault.TOO_MUCH_MEMORY, 1_500_000_000)

    def close(self) -> None:
        """Nothing runs."""


def test_a_file_that_breaks_the_worker_gives_one_sentence(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "make_worker", Breaking)
    read(workspace, 3, qtbot)
    press(workspace, Qt.Key.Key_O)
    originals = workspace.originals()
    qtbot.waitUntil(lambda: "putusan.pdf" in originals.pane.sentence)
    press(workspace, Qt.Key.Key_O)
    assert not workspace.page_shown


def test_the_library_closes_while_the_worker_is_still_drawing(
    workspace: Workspace, qtbot: QtBot
) -> None:
    read(workspace, 3, qtbot)
    press(workspace, Qt.Key.Key_O)
    originals = workspace.originals()
    qtbot.waitUntil(originals.loader.isRunning)
    assert workspace.window_.libraries.close(then=lambda: None)
    assert originals.loader.isFinished()


def test_where_pages_begin_is_said_in_the_margin(workspace: Workspace, qtbot: QtBot) -> None:
    read(workspace, 3, qtbot)
    assert [each.name for each in workspace.reader.margin.told()] == ["p. 41", "p. 42", "p. 43"]
    tagged(workspace, "Putusan tentang banjir", Qt.Key.Key_1, qtbot)
    told, badges = workspace.reader.margin.told(), workspace.reader.margin.groups()
    assert not any(each.rect.intersects(badge.rect) for each in told for badge in badges)


def test_a_narrow_window_gives_the_page_the_place_of_the_highlights(
    workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.window_.resize(1300, 800)
    read(workspace, 3, qtbot)
    look(workspace, qtbot)
    assert workspace.highlights.isHidden()
    press(workspace, Qt.Key.Key_O)
    assert not workspace.highlights.isHidden()


def test_scrolling_the_text_turns_the_page_and_turning_by_hand_holds(
    workspace: Workspace, qtbot: QtBot
) -> None:
    read(workspace, 4, qtbot)
    originals = look(workspace, qtbot)
    assert originals.page == 0
    bar = workspace.reader.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: originals.page == 2)
    originals.pane.canvas.setFocus()
    QTest.keyClick(originals.pane.canvas, Qt.Key.Key_PageUp)
    bar.setValue(bar.maximum() - 5)
    qtbot.waitUntil(lambda: originals.pane.canvas.shown == 1)
    with qtbot.waitSignal(workspace.reader.position_changed):
        bar.setValue(bar.maximum() - 10)
    assert originals.page == 1
    bar.setValue(0)
    qtbot.waitUntil(lambda: originals.page == 0)
