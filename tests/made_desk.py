"""The table of all highlights in a window, on a library of four, and hands for it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.anchoring import describe
from annotations.desk import DeskRow
from annotations.model import Highlight, Span, Speaker
from annotations.storage import articles, highlights, history
from annotations.storage.history import Change
from annotations.storage.store import Library, Store
from annotations.vocabulary import COMMITMENT, STATISTIC
from desktop.desk.table.page import HighlightsPage
from desktop.main_window import MainWindow
from desktop.workspace import Workspace
from tests.made_window import library_of_two

QUOTES = ("Kami pasang 120 pompa", "36 ribu orang", "Paragraf kedua", "ditunda dua pekan")
SPEAKER = Speaker(uid="6f5b6b1e-31b7-4b53-9f6c-2f0f3a8f7a01", name="Ratna Wibisono")


def filled(path: Path) -> Path:
    """Make a library of two articles and four highlights, K-001 to K-004."""

    def fill(library: Library) -> None:
        changes: list[Change] = [Change(None, SPEAKER)]
        for place, words in enumerate(QUOTES):
            number = 1 if place < 3 else 2
            revision = articles.revision(library, number)
            text = revision.text.text
            start = text.index(words)
            made = Highlight(
                uid=f"00000000-0000-4000-8000-00000000000{place}",
                article_id=number,
                revision_id=revision.id,
                quote=describe(text, Span(start, start + len(words))),
                tags=((COMMITMENT,), (STATISTIC,), (), ())[place],
                speaker=SPEAKER.uid if place == 0 else "",
            )
            changes.append(Change(None, made))
        history.replace(library, changes, label="Add a highlight", author="")

    library_of_two(path)
    with Store.open(path) as store:
        store.call(fill, saving=True)
    return path


def opened(
    window: MainWindow, path: Path, fill: Callable[[Library], None], qtbot: QtBot
) -> Workspace:
    """Open a library of two articles, with what `fill` puts into it."""
    library_of_two(path)
    with Store.open(path) as store:
        store.call(fill, saving=True)
    window.libraries.open(path)
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace is not None
    window.activateWindow()
    return window.workspace


def at_table(window: MainWindow, qtbot: QtBot) -> HighlightsPage:
    window.activateWindow()
    window.do("desk_highlights")
    assert window.workspace
    page = window.workspace.desk.desk.page("highlights")
    assert isinstance(page, HighlightsPage)
    qtbot.waitUntil(lambda: page.model.row(0) is not None)
    qtbot.waitUntil(page.view.hasFocus)
    return page


def work(page: HighlightsPage) -> Workspace:
    return page._at


def shown(page: HighlightsPage) -> list[int]:
    return list(page.model.ids)


def row(page: HighlightsPage, number: int) -> DeskRow:
    found = page.model.row(page.model.place_of(number))
    assert found is not None
    return found


def choose(page: HighlightsPage, *numbers: int) -> None:
    page.view.clearSelection()
    model = page.view.selectionModel()
    flags = model.SelectionFlag
    for number in numbers:
        index = page.model.index(page.model.place_of(number), 0)
        model.setCurrentIndex(index, flags.Select | flags.Rows)


def press(page: HighlightsPage, key: Qt.Key, *, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(page.view, key, modifier)


def stored(qtbot: QtBot, page: HighlightsPage, numbers: Sequence[int]) -> list[Highlight]:
    session = work(page).session
    qtbot.waitUntil(lambda: session.unsaved == 0)
    return session.store.call(lambda library: highlights.read(library, list(numbers)))
