"""The popup: beside the selection, inside the window, in nobody's way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Span
from desktop.reader.reader import Reader
from desktop.reader.tag_popup import Choice
from desktop.theme import load_theme
from tests.gui.reading import LEFT, TAGS, click, drag, find, mark, open_reader, point, selected

STORY = "\n\n".join(
    f"Paragraf {number} berisi beberapa kata untuk dipilih." for number in range(40)
)
ESC = Qt.Key.Key_Escape


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    return open_reader(qtbot, STORY)


def choices(reader: Reader) -> list[Choice]:
    found = reader.popup.findChildren(Choice)
    return [each for each in found if each.isVisibleTo(reader.popup)]


def words_box(reader: Reader, span: Span) -> tuple[int, int]:
    """Find the top and bottom of a span in the reader."""
    box = reader.view.span_rect(span).toAlignedRect()
    return box.top(), box.bottom()


def test_it_stands_below_a_forward_drag_and_above_a_backward_one(
    qtbot: QtBot, reader: Reader
) -> None:
    span = find(reader, "Paragraf 4 berisi")
    top, bottom = words_box(reader, span)
    drag(reader, span.start, span.end)
    assert reader.popup.isVisible()
    assert reader.popup.card().top() > bottom
    drag(reader, span.end, span.start)
    assert reader.popup.card().bottom() < top


@pytest.mark.parametrize("width", [420, 700, 1400])
@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("words", ["Paragraf 0 ", "dipilih.", "Paragraf 9 berisi"])
def test_it_stays_inside_the_reader(
    qtbot: QtBot, reader: Reader, width: int, backward: bool, words: str
) -> None:
    reader.resize(width, 420)
    span = find(reader, words)
    reader.view.reveal(span)
    ends = (span.end, span.start) if backward else (span.start, span.end)
    drag(reader, *ends)
    assert reader.rect().contains(reader.popup.card())


def test_it_takes_neither_the_focus_nor_the_selection(qtbot: QtBot, reader: Reader) -> None:
    span = find(reader, "beberapa kata")
    drag(reader, span.start, span.end)
    assert reader.view.hasFocus()
    assert selected(reader) == "beberapa kata"
    assert all(each.focusPolicy() is Qt.FocusPolicy.NoFocus for each in choices(reader))


def test_it_offers_each_tag_with_name_and_key_and_a_quote_and_a_note(
    qtbot: QtBot, reader: Reader
) -> None:
    span = find(reader, "beberapa kata")
    drag(reader, span.start, span.end)
    offered = [(each.choice.label, each.choice.key) for each in choices(reader)]
    assert offered == [
        ("Commitment", "1"),
        ("Statistic", "2"),
        ("Legal", "3"),
        ("Quote", "Q"),
        ("Note", "N"),
    ]


@pytest.mark.parametrize(("index", "tag"), [(0, "commitment"), (2, "legal"), (3, "")])
def test_a_click_in_it_asks_for_a_highlight(
    qtbot: QtBot, reader: Reader, index: int, tag: str
) -> None:
    span = find(reader, "beberapa kata")
    drag(reader, span.start, span.end)
    with qtbot.waitSignal(reader.highlight_requested) as requested:
        QTest.mouseClick(choices(reader)[index], LEFT)
    assert requested.args == [span, tag]
    assert not reader.popup.isVisible()


def test_esc_closes_it_and_only_then_drops_the_selection(qtbot: QtBot, reader: Reader) -> None:
    span = find(reader, "beberapa kata")
    drag(reader, span.start, span.end)
    QTest.keyClick(reader.view, ESC)
    after_first = (reader.popup.isVisible(), selected(reader))
    QTest.keyClick(reader.view, ESC)
    assert after_first == (False, "beberapa kata")
    assert selected(reader) == ""


def test_on_a_clicked_mark_it_shows_which_tags_are_set(qtbot: QtBot, reader: Reader) -> None:
    made = mark(reader, "beberapa kata", "statistic", uid="m")
    reader.set_highlights([made])
    click(reader, made.start + 2)
    set_ = [each.choice.name for each in choices(reader) if each.isChecked()]
    assert (reader.popup.isVisible(), set_) == (True, ["statistic"])
    with qtbot.waitSignal(reader.mark_toggle_tag) as toggled:
        QTest.mouseClick(choices(reader)[0], LEFT)
    assert toggled.args == ["m", "commitment"]
    reader.set_highlights([mark(reader, "beberapa kata", "statistic", "commitment", uid="m")])
    set_ = [each.choice.name for each in choices(reader) if each.isChecked()]
    assert set_ == ["commitment", "statistic"]


def test_it_follows_the_words_when_the_page_scrolls_and_goes_with_them(
    qtbot: QtBot, reader: Reader
) -> None:
    span = find(reader, "Paragraf 6 berisi")
    drag(reader, span.start, span.end)
    before = reader.popup.y()
    bar = reader.view.verticalScrollBar()
    bar.setValue(bar.value() + 40)
    assert reader.popup.y() == before - 40
    bar.setValue(bar.maximum())
    assert not reader.popup.isVisible()


def test_a_new_press_closes_it(qtbot: QtBot, reader: Reader) -> None:
    span = find(reader, "beberapa kata")
    drag(reader, span.start, span.end)
    QTest.mousePress(reader.view.viewport(), LEFT, pos=point(reader, 0))
    assert not reader.popup.isVisible()


def test_the_popup_stays_whole_when_the_tags_or_the_colours_change_below_it(qtbot: QtBot) -> None:
    reader = open_reader(qtbot, "Dinas memasang 120 pompa di kota.")
    span = find(reader, "120 pompa")
    drag(reader, span.start, span.end)
    qtbot.waitUntil(reader.popup.isVisible)
    before = reader.popup.size()
    changes: tuple[Callable[[], None], ...] = (
        lambda: reader.set_tags(TAGS),
        lambda: reader.set_theme(load_theme("dark")),
    )
    for change in changes:
        change()
        assert reader.popup.isVisible()
        assert reader.popup.size() == before
        assert all(each.size() == each.sizeHint() for each in reader.popup._tags)
