"""Hands on a reader: where a place of the text is on the screen, and drags with a real mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Article, Metadata, Span
from annotations.richtext import parse_markdown
from desktop.reader.marks import Mark, TagChoice
from desktop.reader.reader import Reader
from desktop.theme import load_theme
from resources import catalogue

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
TAGS = (
    TagChoice("commitment", "Commitment", "C", "1"),
    TagChoice("statistic", "Statistic", "S", "2"),
    TagChoice("legal", "Legal", "L", "3"),
)
LETTERS = {"commitment": "C", "statistic": "S", "legal": "L"}


def open_reader(qtbot: QtBot, source: str, marks: Sequence[Mark] = (), position: int = 0) -> Reader:
    """Show Markdown in a reader of its own window, with the focus in the text."""
    reader = Reader(catalogue("en"), load_theme("light"))
    qtbot.addWidget(reader)
    reader.resize(760, 640)
    reader.set_tags(TAGS)
    reader.show_article(parse_markdown(source), Article(metadata=Metadata()), marks, position)
    reader.show()
    qtbot.waitExposed(reader)
    reader.activateWindow()
    reader.view.setFocus()
    return reader


def find(reader: Reader, words: str) -> Span:
    start = reader.view.rich.text.index(words)
    return Span(start, start + len(words))


def mark(reader: Reader, words: str, *tags: str, uid: str = "", **state: bool) -> Mark:
    span = find(reader, words)
    letters = tuple(LETTERS[tag] for tag in tags)
    return Mark(uid or words, span.start, span.end, tags, letters, **state)


def point(reader: Reader, offset: int, dx: int = 0) -> QPoint:
    """Find the middle of the caret before an offset, in the viewport."""
    view = reader.view
    where = view.to_viewport(view.geometry_.caret(offset)).center().toPoint()
    return where + QPoint(dx, 0)


def drag(reader: Reader, start: int, end: int) -> None:
    """Drag from one offset to another."""
    port = reader.view.viewport()
    here, there = point(reader, start), point(reader, end)
    QTest.mousePress(port, LEFT, PLAIN, here)
    QTest.mouseMove(port, (here + there) / 2)
    QTest.mouseMove(port, there)
    QTest.mouseRelease(port, LEFT, PLAIN, there)


def click(reader: Reader, offset: int, times: int = 1) -> None:
    """Click into the character at an offset, several times in a row for a word or more."""
    for count in range(times):
        press(reader, offset, again=bool(count % 2))
        send(reader, QEvent.Type.MouseButtonRelease, point(reader, offset, dx=3))


def press(reader: Reader, offset: int, *, again: bool) -> None:
    """Press the button, as the first or the second time of a double click."""
    kind = QEvent.Type.MouseButtonDblClick if again else QEvent.Type.MouseButtonPress
    send(reader, kind, point(reader, offset, dx=3))


def send(reader: Reader, kind: QEvent.Type, where: QPoint) -> None:
    """Send a mouse event of our own: QTest keeps its clicks too far apart in time."""
    port = reader.view.viewport()
    there = QPointF(port.mapToGlobal(where))
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
    QGuiApplication.sendEvent(port, QMouseEvent(kind, QPointF(where), there, LEFT, held, PLAIN))


def selected(reader: Reader) -> str:
    """Read the selected words off the article's own string."""
    span = reader.selected_span()
    return reader.view.rich.text[span.start : span.end] if span is not None else ""
