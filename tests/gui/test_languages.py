"""The whole window in both languages: nothing left in English, nothing empty."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

import resources
from annotations.citing.own import EXAMPLE
from annotations.importing.detecting import CODECS
from desktop.desk.door import NAMES as TABS
from desktop.dialogs.importing import ImportSheet
from desktop.dialogs.pages import FailedPage
from desktop.main_window import MainWindow
from desktop.program import Program
from desktop.qt_words import QtWords
from desktop.workspace import Workspace
from resources import Catalogue
from tests.made_window import NEWS, OTHER, dialogs, library_of_two, press, saved, select

PO = resources.path("translations/id/LC_MESSAGES/kutip.po")
SAID = (
    "text",
    "title",
    "toolTip",
    "windowTitle",
    "placeholderText",
    "accessibleName",
    "accessibleDescription",
    "whatsThis",
    "statusTip",
)
DIALOGS = ("settings", "keys", "about", "report", "trash", "empty_trash", "article_details")
NAMES = {
    "Kutip",
    "Ctrl",
    "Shift",
    "Del",
    "English",
    "Bahasa Indonesia",
    "Anggaran",
    "test",
    "gone",
    "pekan",
    "zzzz",
    "https://web.archive.org/",
    EXAMPLE,
    *CODECS,
}
"""What the test itself named, the program's name, those of encodings, an address, a form."""
VALUE = re.compile(r"\{\w+\}")
WORD = re.compile(r"[^\W\d_]{3,}")


# ---------------------------------------------------------------------- a window in a language


@contextmanager
def window_in(language: str, folder: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = Program(folder / "settings.json", folder / "default.kutip", language=language)
    qt_words = QtWords(program.words, app)
    app.installTranslator(qt_words)
    program.dress(app)
    window = MainWindow(program)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    try:
        yield window
    finally:
        for dialog in dialogs():
            dialog.close()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.removeTranslator(qt_words)


def walk(window: MainWindow, folder: Path, qtbot: QtBot) -> Iterator[str]:
    """Go through all there is to see, and name each place once it stands there."""
    window.libraries.begin(None)
    yield "start page"
    window.libraries.begin(folder / "gone.kutip")
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), FailedPage))
    yield "failed page"
    reading = opened(window, folder, qtbot)
    yield "article without highlights"
    yield from highlights(reading, qtbot)
    yield from panes(window, reading, qtbot)
    yield from desk(window, qtbot)
    yield from versions(window, reading, folder, qtbot)
    for name in DIALOGS:
        window.do(name)
        assert dialogs(), name
        yield name
        close_dialogs(qtbot)


def opened(window: MainWindow, folder: Path, qtbot: QtBot) -> Workspace:
    window.libraries.open(library_of_two(folder / "test.kutip"))
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 2)
    workspace.articles.step(0)
    qtbot.waitUntil(lambda: workspace.session.article is not None)
    window.activateWindow()
    qtbot.waitUntil(lambda: workspace.centre.currentWidget() is workspace.reader)
    workspace.reader.setFocus()
    qtbot.waitUntil(workspace.reader.view.hasFocus)
    return workspace


def highlights(reading: Workspace, qtbot: QtBot) -> Iterator[str]:
    """Show the popup of a selection, and a highlight with each kind of fact and its card open."""
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_V)
    saved(qtbot, reading)
    reading.highlights.card.show_more()
    yield "highlight with three tags"
    press(reading, Qt.Key.Key_4)
    yield "no own tag"
    reading.name_tags({"4": "Anggaran"})
    saved(qtbot, reading)
    reading.window_.do("copy_citation")
    yield "copied"
    press(reading, Qt.Key.Key_E)
    assert dialogs()
    yield "evidence"
    close_dialogs(qtbot)


def panes(window: MainWindow, reading: Workspace, qtbot: QtBot) -> Iterator[str]:
    """Show what lies over and beside the text."""
    window.do("find")
    yield "find in the article"
    window.do("search")
    QTest.keyClicks(window.top.field, "pekan")
    qtbot.waitUntil(lambda: window.search_panel().list.count() == 1)
    yield "search with a find"
    window.top.field.clear()
    QTest.keyClicks(window.top.field, "zzzz")
    qtbot.waitUntil(lambda: window.search_panel().list.count() == 0)
    yield "search without"
    window.search_panel().close_popup()
    window.do("palette")
    yield "palette"
    window.command_palette().close_popup()
    window.recent.aboutToShow.emit()
    yield "recent libraries"
    window.do("trash_article")
    qtbot.waitUntil(lambda: len(reading.articles.model.ids) == 1)
    saved(qtbot, reading)
    yield "article in the trash"
    window.do("undo")
    qtbot.waitUntil(lambda: len(reading.articles.model.ids) == 2)
    saved(qtbot, reading)


def desk(window: MainWindow, qtbot: QtBot) -> Iterator[str]:
    """Turn to each tab of the desk; what is read for one is there by the time of the next."""
    assert window.workspace is not None
    page = window.workspace.desk.open("highlights")
    tables = page.findChildren(QTableView)
    qtbot.waitUntil(lambda: any(each.isVisible() and each.model().rowCount() for each in tables))
    for name in TABS:
        window.do(name)
        yield name
    window.do("focus_reader")
    yield "back from the desk"


def versions(window: MainWindow, reading: Workspace, folder: Path, qtbot: QtBot) -> Iterator[str]:
    """Bring in a newer version and a file that fails, and show what there is of them."""
    newer, broken = folder / "pekan.md", folder / "zzzz.pdf"
    newer.write_text(NEWS.replace("36 ribu orang", "36 orang"), encoding="utf-8")
    broken.write_bytes(b"%PDF-1.4")
    opened = reading.session.article
    assert opened is not None
    window.arrivals.bring_in_as_version(opened.article.id, newer)
    qtbot.waitUntil(lambda: reading.session.article.revision.number == 2)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not dialogs())
    yield "newer version"
    for name in ("compare", "similar"):
        window.do(name)
        page = reading.versions.room.page
        qtbot.waitUntil(lambda: reading.versions.room.shown)
        qtbot.waitUntil(lambda page=page: page.comparing or page.nothing.isVisible())  # type: ignore[misc]
        yield name
        QTest.keyClick(page, Qt.Key.Key_Escape)
    window.arrivals.bring_in([broken])
    qtbot.waitUntil(lambda: any(isinstance(each, ImportSheet) for each in dialogs()))
    (sheet,) = dialogs()
    assert isinstance(sheet, ImportSheet)
    qtbot.waitUntil(lambda: not sheet.running)
    yield "import that failed"
    close_dialogs(qtbot)


def close_dialogs(qtbot: QtBot) -> None:
    for dialog in dialogs():
        dialog.close()
    qtbot.waitUntil(lambda: not dialogs())


# ---------------------------------------------------------------------- what is to be read


def everything() -> Iterator[QWidget]:
    """List all widgets of the program, also those that are folded away for now."""
    for widget in QApplication.allWidgets():
        window = widget.window()
        if not isinstance(window, QFileDialog):
            yield widget


def texts(widget: QWidget) -> Iterator[str]:
    for thing in (widget, *widget.actions()):
        for name in SAID:
            read = getattr(thing, name, None)
            if callable(read):
                yield str(read())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    model = widget.model() if isinstance(widget, QAbstractItemView) else None
    if model is not None:
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        columns = range(model.columnCount(QModelIndex()) if isinstance(widget, QTableView) else 1)
        for index in (model.index(row, at) for row in range(model.rowCount()) for at in columns):
            yield from (str(index.data(role) or "") for role in roles)
        if isinstance(widget, QTableView):
            across = Qt.Orientation.Horizontal
            yield from (str(model.headerData(at, across) or "") for at in columns)


def seen(language: str, folder: Path, qtbot: QtBot) -> dict[str, str]:
    """Walk through the window; give each text once, with the place it was first seen at."""
    folder.mkdir()
    found: dict[str, str] = {}
    with window_in(language, folder, qtbot) as window:
        for place in walk(window, folder, qtbot):
            for widget in everything():
                for text in texts(widget):
                    found.setdefault(text.replace("&", "").strip(), place)
    return found


def catalogue() -> dict[str, str]:
    """Pair each message with its translation; a value in it becomes a pattern."""
    pairs: dict[str, str] = {}
    with PO.open("rb") as file:
        for message in read_po(file, locale="id"):
            ids, said = message.id, message.string
            if isinstance(ids, str):
                pairs[ids] = str(said)
            else:
                pairs |= {each: str(said[0]) for each in ids if said}
    pairs.pop("")
    return pairs


def worded(message: str) -> bool:
    return bool(WORD.search(VALUE.sub("", message)))


def pattern(message: str) -> re.Pattern[str]:
    plain = VALUE.split(message.replace("&", ""))
    return re.compile(".+".join(map(re.escape, plain)), re.DOTALL)


# ---------------------------------------------------------------------- tests


@pytest.fixture
def both(tmp_path: Path, qtbot: QtBot) -> tuple[dict[str, str], dict[str, str]]:
    english = seen("en", tmp_path / "en", qtbot)
    return english, seen("id", tmp_path / "id", qtbot)


def test_the_indonesian_window_says_nothing_in_english(
    both: tuple[dict[str, str], dict[str, str]],
) -> None:
    english, indonesian = both
    pairs = catalogue()
    own = set(pairs.values())
    left = [pattern(each) for each, said in pairs.items() if said != each and worded(each)]
    unsaid = {
        text: place
        for text, place in indonesian.items()
        if text not in own | NAMES and any(each.fullmatch(text) for each in left)
    }
    assert unsaid == {}
    # What reads the same in both never went through the catalogue, or is a name.
    named = set(WORD.findall(" ".join((NEWS, OTHER, *NAMES, *own & pairs.keys()))))
    same = {
        text: place
        for text, place in indonesian.items()
        if text in english and not set(WORD.findall(text)) <= named
    }
    assert same == {}


def test_every_button_and_every_line_of_a_menu_has_words(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "id").mkdir()
    with window_in("id", tmp_path / "id", qtbot) as window:
        for place in walk(window, tmp_path / "id", qtbot):
            for widget in everything():
                if isinstance(widget, QAbstractButton) and widget.isVisible():
                    said = widget.text() or widget.accessibleName() or widget.toolTip()
                    assert said.strip(), f"{place}: {widget.parent()} holds a button with no name"
                for action in widget.actions() if isinstance(widget, QMenu) else ():
                    assert action.isSeparator() or action.text().strip(), place


def test_every_message_that_is_looked_up_is_in_the_catalogue(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, asked = catalogue().keys(), set()
    call, plural = Catalogue.__call__, Catalogue.plural

    def heard(self: Catalogue, message: str, /, **values: object) -> str:
        asked.add(message)
        return call(self, message, **values)

    def heard_plural(self: Catalogue, one: str, many: str, n: int, /, **values: object) -> str:
        asked.update((one, many))
        return plural(self, one, many, n, **values)

    monkeypatch.setattr(Catalogue, "__call__", heard)
    monkeypatch.setattr(Catalogue, "plural", heard_plural)
    seen("id", tmp_path / "id", qtbot)
    assert len(asked) > 200
    assert asked - known - {""} == set()


def test_each_actions_name_is_its_own_in_each_language(tmp_path: Path, qtbot: QtBot) -> None:
    for language in ("en", "id"):
        (tmp_path / language).mkdir()
        with window_in(language, tmp_path / language, qtbot) as window:
            names = [each.text() for each in window.actions_.values() if isinstance(each, QAction)]
            assert len(names) == len(set(names)), language
