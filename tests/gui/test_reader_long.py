"""Long texts, shown in part; and keeping one's place whatever changes."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPageSize, QPdfWriter, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Article, Metadata, Run, Span
from annotations.richtext import parse_markdown
from annotations.vocabulary import RunKind
from desktop.reader.marks import Mark
from desktop.reader.masthead import Masthead
from desktop.reader.reader import Reader
from desktop.reader.window import LONG
from desktop.theme import load_theme
from tests.gui.reading import drag, find, open_reader, point, selected

SECTION = "# Bagian {0}\n\n" + "Kalimat {0} yang biasa saja dan cukup panjang. " * 40 + "\n\n"
BOOK = "".join(SECTION.format(number) for number in range(400))
STORY = "\n\n".join(f"Paragraf {number}. " + "Isi yang cukup panjang. " * 8 for number in range(80))


@pytest.fixture
def book(qtbot: QtBot) -> Reader:
    reader = open_reader(qtbot, BOOK)
    assert len(reader.view.rich.text) > 2 * LONG
    return reader


def test_only_a_part_of_a_long_text_is_set(book: Reader) -> None:
    shown = book.view.offsets
    assert shown.start == 0
    assert LONG // 3 < shown.end <= LONG
    assert book.view.document().characterCount() < LONG + 1_000


def test_jumps_show_any_place_and_select_it(book: Reader) -> None:
    for number in (399, 3, 200, 201, 0):
        span = find(book, f"Bagian {number}")
        book.select(span)
        assert not book.view.span_rect(span).isNull()
        assert selected(book) == f"Bagian {number}"


def test_reading_on_goes_through_the_whole_text_and_back(book: Reader) -> None:
    bar = book.view.verticalScrollBar()
    end = len(book.view.rich.text)
    places = [book.position()]
    for _ in range(4_000):
        bar.setValue(bar.value() + 3_000)
        places.append(book.position())
        if book.view.seen()[-1].stretch.end == end:
            break
    assert book.view.seen()[-1].stretch.end == end
    assert places == sorted(places)
    for _ in range(4_000):
        bar.setValue(bar.value() - 3_000)
        if bar.value() == 0 and book.view.offsets.start == 0:
            break
    assert book.position() == 0


def test_moving_the_part_leaves_the_lines_where_they_are(book: Reader) -> None:
    view = book.view
    start = view.offsets.start
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + 1_000)
    before = view.place()
    while view.offsets.start == start:
        before = view.place()
        bar.setValue(bar.value() + 37)
    offset, above = view.place()
    assert offset >= before[0]
    assert offset - before[0] < 400
    assert abs(above) < 60


def test_marks_on_both_sides_of_what_is_set_are_painted_when_they_come(book: Reader) -> None:
    marks = []
    for number in (1, 150, 398):
        span = find(book, f"Bagian {number}")
        marks.append(Mark(f"m{number}", span.start, span.end, ("legal",), ("L",)))
    book.set_highlights(marks)
    focused: list[str] = []
    book.mark_focused.connect(focused.append)
    for each in marks:
        book.next_mark()
        groups = book.margin.groups()
        assert [mark.uid for group in groups for mark in group.marks] == [each.uid]
    assert focused == ["m1", "m150", "m398"]


def test_a_drag_works_far_into_a_long_text(book: Reader) -> None:
    span = find(book, "Kalimat 301 yang biasa")
    book.view.reveal(span)
    drag(book, span.start, span.end)
    assert selected(book) == "Kalimat 301 yang biasa"


def test_a_selection_may_reach_over_what_is_set(book: Reader) -> None:
    whole = Span(0, len(book.view.rich.text.rstrip()))
    book.select(whole)
    assert book.selected_span() == whole


@pytest.mark.parametrize("number", [0, 25, 60])
def test_the_reading_position_is_told_and_restored(qtbot: QtBot, number: int) -> None:
    reader = open_reader(qtbot, STORY)
    wanted = find(reader, f"Paragraf {number}.").start
    with qtbot.waitSignal(reader.position_changed) as told:
        reader.show_article(reader.view.rich, Article(metadata=Metadata()), (), wanted)
    assert told.args == [wanted]
    assert reader.position() == wanted


def test_another_size_theme_or_zoom_keeps_the_line_on_top(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    wanted = find(reader, "Paragraf 33.").start
    reader.show_article(reader.view.rich, Article(metadata=Metadata()), (), wanted)
    places = []
    for change in (
        partial(reader.set_theme, load_theme("dark")),
        reader.zoom_in,
        partial(reader.resize, 500, 500),
        partial(reader.resize, 1200, 800),
        reader.zoom_out,
        reader.zoom_out,
        reader.zoom_reset,
    ):
        change()
        places.append(reader.position())
    assert places == [wanted] * 7


def test_zoom_goes_by_steps_within_limits_and_says_so(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, "satu")
    told: list[float] = []
    reader.zoom_changed.connect(told.append)
    for _ in range(20):
        reader.zoom_in()
    for _ in range(20):
        reader.zoom_out()
    reader.zoom_reset()
    assert (max(told), min(told), told[-1]) == (2.5, 0.7, 1.0)


def test_the_wheel_with_ctrl_changes_the_size_of_type(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    told: list[float] = []
    reader.zoom_changed.connect(told.append)
    for turn in (120, -120, -120):
        where = QPointF(200, 200)
        event = QWheelEvent(
            where,
            reader.view.viewport().mapToGlobal(where),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QGuiApplication.sendEvent(reader.view.viewport(), event)
    assert told == [1.1, 1.0, 0.9]


@pytest.mark.parametrize(
    ("key", "shift", "way"),
    [
        (Qt.Key.Key_Space, False, 1),
        (Qt.Key.Key_Space, True, -1),
        (Qt.Key.Key_PageDown, False, 1),
        (Qt.Key.Key_PageUp, False, -1),
        (Qt.Key.Key_Down, False, 1),
        (Qt.Key.Key_Up, False, -1),
    ],
)
def test_keys_scroll_a_page_that_shows_no_caret(
    qtbot: QtBot, key: Qt.Key, shift: bool, way: int
) -> None:
    reader = open_reader(qtbot, STORY)
    bar = reader.view.verticalScrollBar()
    bar.setValue(1_500)
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(reader.view, key, held)
    assert (bar.value() - 1_500) * way > 0
    assert reader.selected_span() is None


def test_what_the_text_shows_at_its_top_is_not_drawn_above_it_again(qtbot: QtBot) -> None:
    rich = parse_markdown("# Harian Contoh\n\n## Judul\n\nSri - contoh\n\nIsi berita.")
    reader = open_reader(qtbot, "x")

    def top(metadata: Metadata) -> float:
        reader.show_article(rich, Article(metadata=metadata))
        return reader.view.geometry_.caret(0).top()

    shown = top(Metadata(title="Judul", outlet="Harian Contoh", byline="Sri"))
    drawn = top(Metadata(title="Judul lain", outlet="Koran Lain", byline="Budi"))
    assert shown < 60 < drawn


def test_the_column_is_never_wider_than_seventy_two_letters(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    reader.resize(1600, 700)
    text = reader.view.rich.text
    for seen in reader.view.seen():
        layout = seen.block.layout()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        widths = [line.textLength() for line in lines]
        assert max(widths) <= 76, text[seen.stretch.start : seen.stretch.end]


def test_everything_goes_away_when_the_reader_is_cleared(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY, [Mark("m", 0, 5)])
    reader.clear()
    assert reader.view.rich.text == ""
    assert len(reader.view.scene.marks) == 0
    assert reader.position() == 0


def test_a_screen_reader_finds_the_text_and_the_caret(qtbot: QtBot) -> None:
    from PySide6.QtGui import QAccessible

    reader = open_reader(qtbot, "Kalimat pertama di sini.")
    reader.select(find(reader, "pertama"))
    face = QAccessible.queryAccessibleInterface(reader.view)
    assert face.text(QAccessible.Text.Name) == "Article text"
    assert face.textInterface().cursorPosition() == find(reader, "pertama").end


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform, of the tool tip
def test_a_link_shows_its_whole_address_before_any_click(qtbot: QtBot) -> None:
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QToolTip

    reader = open_reader(qtbot, "Lihat [laporan](https://contoh.example/a?b=<c>&d=1) ini.")
    where = point(reader, find(reader, "laporan").start, dx=4)
    port = reader.view.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, where, port.mapToGlobal(where))
    QGuiApplication.sendEvent(port, event)
    assert QToolTip.text() == "<span>https://contoh.example/a?b=%3Cc%3E&amp;d=1</span>"


def test_printing_puts_every_page_of_the_text_on_paper(qtbot: QtBot, tmp_path: object) -> None:
    from pathlib import Path

    reader = open_reader(qtbot, STORY, [Mark("m", 0, 30, ("legal",), ("L",))])
    file = Path(str(tmp_path)) / "story.pdf"
    printer = QPdfWriter(str(file))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    pages = reader.print_to(printer)
    assert pages > 3
    assert file.read_bytes().count(b"/Type /Page\n") == pages


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform, of the tool tip
def test_a_note_is_shown_over_its_words_and_is_no_html(qtbot: QtBot) -> None:
    from dataclasses import replace

    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QToolTip

    reader = open_reader(qtbot, "Rumah rusak menurut laporan itu.")
    rich = reader.view.rich
    start = rich.text.index("laporan")
    note = Run(
        kind=RunKind.NOTE, start=start, end=start + 7, target="comment", title="Sari: <b>cek</b>!"
    )
    reader.view.show_text(replace(rich, runs=(*rich.runs, note)), Masthead())
    where = point(reader, start, dx=4)
    port = reader.view.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, where, port.mapToGlobal(where))
    QGuiApplication.sendEvent(port, event)
    assert QToolTip.text() == "<p><b>Comment</b><br>Sari: &lt;b&gt;cek&lt;/b&gt;!</p>"
