"""The two real stories in the real window, by mouse and keys: read, tag, quit, reopen, report."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.model import Article, Highlight
from annotations.storage.store import Store
from desktop.main_window import MainWindow
from desktop.program import Program
from desktop.reader.reader import Reader
from desktop.reports.dialog import ReportDialog
from desktop.workspace import Workspace
from tests.gui.reading import drag, find
from tests.made_window import dialogs

NONE = Qt.KeyboardModifier.NoModifier
LEGAL = "Pasal 28 ayat 1 Undang-Undang Nomor 2 Tahun 2002 tentang Polri"
STANCE = "Netralitas TNI-Polri adalah harga mati"
ACROSS = "Badan Pengawas Pemilu\n\n(Bawaslu), para camat"
# Part of the title, words, key, tag.
PASSAGES = (
    ("Ahmad Luthfi", "36 ribu orang", Qt.Key.Key_2, "statistic"),
    ("Ahmad Luthfi", "1:1.800", Qt.Key.Key_2, "statistic"),
    ("Ahmad Luthfi", LEGAL, Qt.Key.Key_3, "legal"),
    ("Polres Malang", ACROSS, Qt.Key.Key_Q, ""),
    ("Polres Malang", STANCE, Qt.Key.Key_1, "commitment"),
)

HARD = """# Warga menuntut air

Petugas 👮🏽‍♂️ mencatat 12,5 persen rumah kering, kata [laporan dinas](https://a.example/1) kemarin.

| Wilayah | Jiwa |
|---|---|
| Utara | 310 ribu |
| Selatan | dua belas |
"""
PLACES = (  # after an emoji, over a link, in a cell, across two
    "12,5 persen",
    "kata laporan dinas kemarin",
    "310 ribu",
    "Selatan\tdua belas",
)


@pytest.fixture
def windows(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator["Windows"]:
    made = Windows(tmp_path, qapp, qtbot)
    yield made
    made.quit()


class Windows:
    """The program, which can be quit and started again on the same library."""

    def __init__(self, folder: Path, app: QApplication, qtbot: QtBot) -> None:
        self.library = folder / "stories.kutip"
        Store.create(self.library).close()
        self._folder = folder
        self._app = app
        self._qtbot = qtbot
        self._window: MainWindow | None = None

    def start(self) -> Workspace:
        program = Program(self._folder / "settings.json", self.library, language="id")
        program.dress(self._app)
        window = self._window = MainWindow(program)
        program.setParent(window)
        window.resize(1440, 900)
        window.show()
        self._qtbot.waitExposed(window)
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)
        window.libraries.open(self.library)
        self._qtbot.waitUntil(lambda: window.workspace is not None)
        return cast(Workspace, window.workspace)

    def quit(self) -> None:
        if self._window is not None:
            assert self._window.close(), "something could not be stored"
            self._window.deleteLater()
            self._window = None


def drop(window: MainWindow, files: list[Path], qtbot: QtBot) -> None:
    """Drop files on the window; wait until they are articles and the sheet has closed itself."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left = Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, NONE))
    workspace = cast(Workspace, window.workspace)
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == len(files), timeout=30_000)
    qtbot.waitUntil(lambda: not dialogs(), timeout=30_000)


def open_story(workspace: Workspace, qtbot: QtBot, title: str) -> Article:
    """Go to the story with the keys of the list, and into its text."""
    workspace.window_.activateWindow()  # no window manager does it after a dialog here
    qtbot.waitUntil(workspace.window_.isActiveWindow)
    pane = workspace.articles

    def shown() -> Article | None:
        story = workspace.session.article
        return story.article if story and story.article.id == pane.current else None

    for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        pane.view.setFocus()
        QTest.keyClick(pane.view, key)
        qtbot.waitUntil(lambda: shown() is not None, timeout=20_000)
        article = shown()
        if article is not None and title in article.metadata.title:
            QTest.keyClick(pane.view, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: workspace.centre.currentWidget() is workspace.reader)
            return article
    raise AssertionError(title)


def tag(workspace: Workspace, qtbot: QtBot, words: str, key: Qt.Key) -> Highlight:
    """Drag over the words with the mouse and press a key; wait until it is saved."""
    reader: Reader = workspace.reader
    before = {each.uid for each in workspace.session.highlights()}
    span = find(reader, words)
    reader.find_words(words.split("\n", 1)[0])  # brings the words into view
    reader.close_find()
    drag(reader, span.start, span.end)
    assert reader.selected_span() == span
    assert reader.view.hasFocus(), "the mouse brings the keyboard along"
    QTest.keyClick(reader.view, key)
    qtbot.waitUntil(lambda: workspace.session.unsaved == 0)
    (made,) = [each for each in workspace.session.highlights() if each.uid not in before]
    return made


def write_reports(window: MainWindow, folder: Path, qtbot: QtBot) -> dict[str, str]:
    """Have a report of all highlights written in each format, by the dialog."""
    found = {}
    for name in ("markdown", "html", "csv", "json"):
        window.do("report")
        dialog = next(
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, ReportDialog) and each.isVisible()
        )
        form = dialog.form
        whole = [n for n, part in enumerate(form._parts) if not part.wanted.articles]
        form.part.setCurrentIndex(form.part.findData(whole[-1]))
        form.format.setCurrentIndex(form.format.findData(name))
        output = folder / f"laporan-{name}{form.suffix}"
        form.file.setText(str(output))
        dialog.accept()
        qtbot.waitUntil(output.exists, timeout=20_000)
        found[name] = output.read_text(encoding="utf-8-sig")
    return found


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of the names offered
def test_the_two_stories_are_read_tagged_kept_and_reported(
    windows: Windows, reference: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace = windows.start()
    drop(workspace.window_, sorted((reference / "articles").glob("*.txt")), qtbot)
    first = open_story(workspace, qtbot, "Ahmad Luthfi").metadata
    assert (first.outlet, first.byline) == ("IWO", "Agung widodo")
    assert first.published.start == "2024-07-25T19:48"
    second = open_story(workspace, qtbot, "Polres Malang").metadata
    assert (second.outlet, second.byline) == ("MALANG.KLIKPUBLIK.COM", "Achmad Sarjono")
    assert second.published.start == "2024-08-15T14:22"
    for title, words, key, name in PASSAGES:
        open_story(workspace, qtbot, title)
        made = tag(workspace, qtbot, words, key)
        assert made.quote.exact == words
        assert made.tags == ((name,) if name else ())
    name_speaker(workspace, qtbot, "Imam Mustolih")
    windows.quit()

    workspace = windows.start()
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 2)
    held = []
    for title in ("Ahmad Luthfi", "Polres Malang"):
        open_story(workspace, qtbot, title)
        held += [each.quote.exact for each in workspace.session.highlights()]
    assert held == [words for _, words, _, _ in PASSAGES]
    (stance,) = [each for each in workspace.session.highlights() if each.quote.exact == STANCE]
    names = {each.uid: each.name for each in workspace.session.speakers}
    assert names[stance.speaker] == "Imam Mustolih"
    reports = write_reports(workspace.window_, tmp_path, qtbot)
    assert [h["quote"] for h in json.loads(reports["json"])["highlights"]] == held
    for report in reports.values():
        for words in held:
            assert all(part in report for part in words.split("\n\n"))
        assert "Imam Mustolih" in report


def test_words_after_an_emoji_over_a_link_and_in_cells_are_kept_and_reported(
    windows: Windows, tmp_path: Path, qtbot: QtBot
) -> None:
    story = tmp_path / "warga.md"
    story.write_text(HARD, encoding="utf-8")
    workspace = windows.start()
    drop(workspace.window_, [story], qtbot)
    open_story(workspace, qtbot, "Warga")
    for words in PLACES:
        assert tag(workspace, qtbot, words, Qt.Key.Key_2).quote.exact == words
    windows.quit()

    workspace = windows.start()
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 1)
    open_story(workspace, qtbot, "Warga")
    assert [each.quote.exact for each in workspace.session.highlights()] == list(PLACES)
    reports = write_reports(workspace.window_, tmp_path, qtbot)
    assert [h["quote"] for h in json.loads(reports["json"])["highlights"]] == list(PLACES)
    for name in ("html", "csv", "markdown"):
        assert [words for words in PLACES if words not in reports[name]] == [], name


def name_speaker(workspace: Workspace, qtbot: QtBot, name: str) -> None:
    """Press S and type the name, as the hands do."""
    QTest.keyClick(workspace.reader.view, Qt.Key.Key_S)
    field = QApplication.focusWidget()
    assert field is not None
    assert not workspace.reader.isAncestorOf(field)
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    workspace.session.flush()
    qtbot.waitUntil(lambda: workspace.session.unsaved == 0)
