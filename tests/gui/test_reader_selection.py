"""Selecting with a real mouse and real keys, over everything an article is made of."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Span
from tests.gui.reading import LEFT, click, drag, find, open_reader, point, press, selected, send

STORY = """# Warga menuntut air

Paragraf pertama 😀 berakhir di sini.

Paragraf kedua [berisi tautan](https://contoh.example/panjang?a=1&b=2) dan\u00a0spasi keras. \
Lalu kalimat lain berdiri.

| Wilayah | Jiwa |
|---|---|
| Utara | 310 ribu |
| Selatan | dua belas |

> Kutipan terakhir.
"""
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("pertama", "berakhir", "pertama 😀 "),
        ("berakhir di", "kedua", "berakhir di sini.\n\nParagraf "),
        ("berisi", "dan", "berisi tautan "),
        ("310", "310 ribu\n", "310 ribu"),
        ("tara\t", "elatan", "tara\t310 ribu\nS"),
        ("310", "dua belas", "310 ribu\nSelatan\t"),
        ("kalimat lain", "Wilayah", "kalimat lain berdiri.\n\n"),
        ("belas", "terakhir", "belas\n\nKutipan "),
        ("air", "pertama", "air\n\nParagraf "),
    ],
)
def test_a_drag_selects_in_the_order_of_the_text(
    qtbot: QtBot, start: str, end: str, words: str
) -> None:
    reader = open_reader(qtbot, STORY)
    text = reader.view.rich.text
    first = text.index(start)
    last = text.index(end) + (len(end) - 1 if end.endswith("\n") else 0)
    assert text[first:last] == words
    drag(reader, first, last)
    assert selected(reader) == words.strip()
    drag(reader, last, first)
    assert selected(reader) == words.strip()


def test_a_drag_tells_when_it_has_settled_and_in_which_direction(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    span = find(reader, "pertama")
    with qtbot.waitSignal(reader.view.settled) as forward:
        drag(reader, span.start, span.end)
    with qtbot.waitSignal(reader.view.settled) as backward:
        drag(reader, span.end, span.start)
    assert (forward.args, backward.args) == ([True], [False])


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (2, "kalimat"),
        (3, "Lalu kalimat lain berdiri."),
        (4, "Paragraf kedua berisi tautan dan\u00a0spasi keras. Lalu kalimat lain berdiri."),
    ],
)
def test_clicks_in_a_row_select_a_word_a_sentence_a_paragraph(
    qtbot: QtBot, times: int, words: str
) -> None:
    reader = open_reader(qtbot, STORY)
    click(reader, find(reader, "kalimat").start, times)
    assert selected(reader) == words


def test_a_drag_after_a_double_click_goes_by_words(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    span = find(reader, "kalimat lain")
    press(reader, span.start + 2, again=False)
    QTest.mouseRelease(reader.view.viewport(), LEFT, pos=point(reader, span.start + 2))
    press(reader, span.start + 2, again=True)
    QTest.mouseMove(reader.view.viewport(), point(reader, span.end - 2))
    assert selected(reader) == "kalimat lain"
    QTest.mouseMove(reader.view.viewport(), point(reader, span.start - 3))
    assert selected(reader) == "Lalu kalimat"


def test_shift_and_arrows_select_letters_and_words(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    click(reader, find(reader, "pertama").start)
    for _ in range(3):
        QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT)
    assert selected(reader) == "per"
    QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert selected(reader) == "pertama"
    for _ in range(2):  # over the emoji, one character to Python and two units to Qt
        QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert selected(reader).startswith("pertama 😀")
    QTest.keyClick(reader.view, Qt.Key.Key_Down, SHIFT)
    assert "\n\nParagraf" in selected(reader)


def test_arrows_move_the_caret_through_table_and_quotation(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    click(reader, find(reader, "berdiri").start)
    seen = set()
    for _ in range(70):
        QTest.keyClick(reader.view, Qt.Key.Key_Right)
        seen.add(reader.view.selection.position)
    assert find(reader, "Utara").start in seen
    assert find(reader, "terakhir").start in seen


def test_a_selection_made_by_keys_settles_when_they_rest(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    click(reader, find(reader, "pertama").start)
    with qtbot.waitSignal(reader.view.settled):
        QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT | CTRL)


def test_a_caret_shows_once_it_is_used(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    shown = [reader.view.caret_shown]
    QTest.keyClick(reader.view, Qt.Key.Key_Right, SHIFT)
    shown.append(reader.view.caret_shown)
    assert shown == [False, True]
    assert reader.view.caret_rect() is not None


def test_copying_keeps_the_no_break_space(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    reader.select(find(reader, "dan\u00a0spasi"))
    with qtbot.waitSignal(reader.copied):
        QTest.keyClick(reader.view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "dan\u00a0spasi"


def test_select_all_takes_the_whole_text(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    QTest.keyClick(reader.view, Qt.Key.Key_A, CTRL)
    assert reader.selected_span() == Span(0, len(reader.view.rich.text))


def test_letters_are_left_to_the_window(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    before = reader.view.document().characterCount()
    for key in (Qt.Key.Key_J, Qt.Key.Key_1, Qt.Key.Key_Delete, Qt.Key.Key_Slash):
        QTest.keyClick(reader.view, key)
    assert reader.view.document().characterCount() == before
    assert reader.selected_span() is None


def test_a_click_on_a_link_says_where_it_leads_and_opens_nothing(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    with qtbot.waitSignal(reader.link_activated) as activated:
        click(reader, find(reader, "tautan").start)
    assert activated.args == ["https://contoh.example/panjang?a=1&b=2"]


def test_a_click_takes_the_selection_away(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    reader.select(find(reader, "pertama"))
    with qtbot.waitSignal(reader.selection_changed) as changed:
        click(reader, find(reader, "kedua").start)
    assert changed.args == [None]


def test_the_selection_lasts_while_the_theme_and_the_size_change(qtbot: QtBot) -> None:
    from desktop.theme import load_theme

    reader = open_reader(qtbot, STORY)
    reader.select(find(reader, "kalimat lain"))
    reader.set_theme(load_theme("dark"))
    reader.zoom_in()
    assert selected(reader) == "kalimat lain"


def test_a_drag_held_below_the_page_scrolls_on_and_selects(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY + "\n\n".join(["Paragraf panjang. " * 12] * 30))
    view, start = reader.view, find(reader, "kalimat").start
    press(reader, start, again=False)
    send(reader, QEvent.Type.MouseMove, QPoint(300, view.viewport().height() + 60))
    before = view.selection.span.end
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 200)
    qtbot.waitUntil(lambda: view.selection.span.end > before)
    send(reader, QEvent.Type.MouseButtonRelease, QPoint(300, 300))
    assert reader.selected_span() is not None


def test_a_drag_may_begin_beside_the_column(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, STORY)
    span = find(reader, "Lalu kalimat lain berdiri.")
    start, end = point(reader, find(reader, "Paragraf kedua").start), point(reader, span.end)
    port = reader.view.viewport()
    QTest.mousePress(port, LEFT, pos=end + QPoint(60, 0))
    QTest.mouseMove(port, start + QPoint(30, 0))
    QTest.mouseMove(port, start - QPoint(40, 0))
    QTest.mouseRelease(port, LEFT, pos=start - QPoint(40, 0))
    assert selected(reader).startswith("Paragraf kedua")
    assert selected(reader).endswith("berdiri.")
