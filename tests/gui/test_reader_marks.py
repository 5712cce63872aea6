"""Marks on the page: which one a click takes, what keys ask for, where they are painted."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Span
from desktop.reader.marks import MANY, Mark, Marks
from desktop.reader.reader import Reader
from desktop.theme import load_theme
from tests.gui.reading import LEFT, click, find, mark, open_reader, point

STORY = (
    "Kami pastikan dua belas pompa selesai sebelum Desember, kata wali kota.\n\n"
    "Pompa itu melindungi 310 ribu jiwa di 24 kelurahan menurut Pasal 12 ayat 3.\n"
)


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    shown = open_reader(qtbot, STORY)
    shown.set_highlights(
        [
            mark(shown, "Kami pastikan dua belas pompa selesai", "commitment", uid="promise"),
            mark(shown, "dua belas pompa", "statistic", uid="number"),
            mark(shown, "310 ribu jiwa", "statistic", uid="people"),
            mark(shown, "Pasal 12", "legal", uid="law"),
        ]
    )
    return shown


# ---------------------------------------------------------------------- the marks themselves

places = st.tuples(st.integers(0, 30), st.integers(1, 12), st.integers(0, 9))


def as_mark(place: tuple[int, int, int]) -> Mark:
    start, length, uid = place
    return Mark(f"m{uid}", start, start + length)


def over_each_character(marks: Marks) -> list[set[str]]:
    found: list[set[str]] = [set() for _ in range(50)]
    for span, over in marks.within(0, 50):
        for offset in range(span.start, span.end):
            found[offset] = {each.uid for each in over}
    return found


@given(st.lists(places, max_size=25))
def test_marks_changed_one_by_one_lie_as_if_made_anew(changes: list[tuple[int, int, int]]) -> None:
    marks = Marks()
    expected: dict[str, Mark] = {}
    for step, place in enumerate(changes):
        made = as_mark(place)
        if step % 4 == 3:
            marks.remove(made.uid)
            expected.pop(made.uid, None)
        else:
            marks.put(made)
            expected[made.uid] = made
    order = [(each.start, -each.end) for each in marks]
    assert order == sorted((each.start, -each.end) for each in expected.values())
    assert over_each_character(marks) == [
        {uid for uid, each in expected.items() if each.start <= offset < each.end}
        for offset in range(50)
    ]


@pytest.mark.parametrize("count", [3, MANY * 3])
def test_replacing_marks_names_what_looks_different(count: int) -> None:
    before = [Mark(f"m{n}", n * 10, n * 10 + 5) for n in range(count)]
    after = [Mark(f"m{n}", n * 10, n * 10 + 6) for n in range(1, count)]
    marks = Marks(before)
    dirty = marks.replace_all(after)
    for each in (*before, *after):
        assert any(span.start <= each.start and each.end <= span.end for span in dirty)
    assert list(marks) == after
    assert marks.replace_all(after) == []


def test_the_smallest_of_overlapping_marks_is_the_one_that_is_meant() -> None:
    marks = Marks([Mark("long", 0, 20), Mark("short", 5, 9), Mark("late", 8, 20)])
    meant = [marks.at(offset) for offset in (0, 6, 8, 10, 30)]
    assert [each.uid if each else "" for each in meant] == ["long", "short", "short", "late", ""]


# ---------------------------------------------------------------------- clicks and keys


@pytest.mark.parametrize(
    ("words", "uid"),
    [("belas", "number"), ("pastikan", "promise"), ("selesai", "promise"), ("ribu", "people")],
)
def test_a_click_takes_the_smallest_mark(
    qtbot: QtBot, reader: Reader, words: str, uid: str
) -> None:
    with qtbot.waitSignal(reader.mark_focused) as focused:
        click(reader, find(reader, words).start + 1)
    assert focused.args == [uid]
    assert reader.view.scene.focused == uid


def test_a_click_beside_all_marks_leaves_the_focused_one(qtbot: QtBot, reader: Reader) -> None:
    reader.focus_mark("law")
    with qtbot.waitSignal(reader.mark_focused) as focused:
        click(reader, find(reader, "melindungi").start)
    assert focused.args == [""]


def test_next_and_previous_go_in_reading_order_and_stop_at_the_ends(
    qtbot: QtBot, reader: Reader
) -> None:
    order: list[str] = []
    reader.mark_focused.connect(order.append)
    for _ in range(5):
        reader.next_mark()
    for _ in range(5):
        reader.previous_mark()
    assert order == ["promise", "number", "people", "law", "people", "number", "promise"]


def test_a_tag_goes_onto_the_selection_else_onto_the_focused_mark(
    qtbot: QtBot, reader: Reader
) -> None:
    span = find(reader, "24 kelurahan")
    reader.select(span)
    with qtbot.waitSignal(reader.highlight_requested) as requested:
        reader.tag("statistic")
    assert requested.args == [span, "statistic"]
    reader.focus_mark("law")
    with qtbot.waitSignal(reader.mark_toggle_tag) as toggled:
        reader.tag("statistic")
    assert toggled.args == ["law", "statistic"]


@pytest.mark.parametrize("name", ["", None])
def test_a_plain_quote_and_the_last_tag_are_for_selections_only(
    qtbot: QtBot, reader: Reader, name: str | None
) -> None:
    reader.focus_mark("law")
    with qtbot.assertNotEmitted(reader.mark_toggle_tag):
        reader.tag(name)
    reader.select(find(reader, "24"))
    with qtbot.waitSignal(reader.highlight_requested) as requested:
        reader.tag(name)
    assert requested.args[1] == name


@pytest.mark.parametrize(
    ("side", "out", "words"),
    [
        ("left", True, "melindungi 310 ribu jiwa"),
        ("left", False, "ribu jiwa"),
        ("right", True, "310 ribu jiwa di"),
        ("right", False, "310 ribu"),
    ],
)
def test_an_end_moves_by_a_word(
    qtbot: QtBot, reader: Reader, side: str, out: bool, words: str
) -> None:
    reader.focus_mark("people")
    move = reader.move_left_end if side == "left" else reader.move_right_end
    with qtbot.waitSignal(reader.end_moved) as moved:
        move(out=out)
    assert moved.args == ["people", find(reader, words)]


def test_a_mark_of_one_word_is_not_moved_in_to_nothing(qtbot: QtBot, reader: Reader) -> None:
    reader.set_highlights([mark(reader, "310", uid="one")])
    reader.focus_mark("one")
    with qtbot.assertNotEmitted(reader.end_moved):
        reader.move_left_end(out=False)
        reader.move_right_end(out=False)


def test_delete_note_and_star_speak_of_the_focused_mark(qtbot: QtBot, reader: Reader) -> None:
    reader.focus_mark("law")
    with qtbot.waitSignals([reader.mark_deleted, reader.star_requested, reader.note_requested]):
        reader.delete()
        reader.star()
        reader.note()


def test_a_menu_is_asked_for_with_the_mark_under_the_pointer(qtbot: QtBot, reader: Reader) -> None:
    from PySide6.QtGui import QContextMenuEvent, QGuiApplication

    port, where = reader.view.viewport(), point(reader, find(reader, "ribu").start, dx=3)
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, where, port.mapToGlobal(where))
    with qtbot.waitSignal(reader.context_requested) as requested:
        QGuiApplication.sendEvent(port, event)
    assert requested.args[0] == "people"


def test_a_focused_mark_that_goes_leaves_no_focus(qtbot: QtBot, reader: Reader) -> None:
    reader.focus_mark("law")
    reader.set_highlights([mark(reader, "310", uid="people")])
    assert reader.view.scene.focused == ""


def test_one_mark_is_put_and_dropped_without_the_others(qtbot: QtBot, reader: Reader) -> None:
    reader.put_highlight(mark(reader, "24 kelurahan", "statistic", uid="more"))
    reader.focus_mark("more")
    shown = [each.uid for each in reader.view.scene.marks]
    reader.drop_highlight("more")
    assert shown == ["promise", "number", "people", "more", "law"]
    assert [each.uid for each in reader.view.scene.marks] == ["promise", "number", "people", "law"]
    assert reader.view.scene.focused == ""


# ---------------------------------------------------------------------- the margin


def test_the_margin_groups_the_marks_that_begin_on_one_line(qtbot: QtBot, reader: Reader) -> None:
    first, *others = reader.margin.groups()
    assert [each.uid for each in first.marks] == ["promise", "number"]
    assert first.signs == (("commitment", "C", False), ("statistic", "S", False))
    assert others


def test_clicks_on_a_badge_step_through_the_marks_of_its_line(qtbot: QtBot, reader: Reader) -> None:
    focused: list[str] = []
    reader.mark_focused.connect(focused.append)
    where = reader.margin.groups()[0].rect.center().toPoint()
    for _ in range(3):
        QTest.mouseClick(reader.margin, LEFT, Qt.KeyboardModifier.NoModifier, where)
    assert focused == ["promise", "number", "promise"]


def test_a_suggestion_has_a_badge_of_its_own_sort_after_what_a_person_marked(
    qtbot: QtBot, reader: Reader
) -> None:
    suggested = mark(reader, "310", "statistic", uid="s", suggestion=True)
    reader.set_highlights([suggested])
    (alone,) = reader.margin.groups()
    assert alone.signs == (("statistic", "S", True),)
    own = mark(reader, "310 ribu jiwa", "statistic", uid="h")
    reader.set_highlights([suggested, own])
    (both,) = reader.margin.groups()
    assert both.signs == (("statistic", "S", False), ("statistic", "S", True))


# ---------------------------------------------------------------------- painting


def colours_of(reader: Reader, span: Span) -> Sequence[str]:
    """Read the ground's colours beside the letters of a span, from the top of its line."""
    box = reader.view.span_rect(span)
    image = reader.view.viewport().grab().toImage()
    y = round(box.top()) + 1
    return [image.pixelColor(x, y).name() for x in range(int(box.left()) + 2, int(box.right()) - 2)]


def test_a_mark_is_painted_where_it_stands_and_an_overlap_is_darker(
    qtbot: QtBot, reader: Reader
) -> None:
    page = load_theme("light").color("page").name()
    plain = set(colours_of(reader, find(reader, "melindungi")))
    single = set(colours_of(reader, find(reader, "pastikan")))
    double = set(colours_of(reader, find(reader, "belas")))
    assert plain == {page}
    assert len(single) == len(double) == 1
    assert page not in single | double
    assert single != double


def test_states_look_different(qtbot: QtBot, reader: Reader) -> None:
    looks = set()
    for state in ({}, {"pending": True}, {"failed": True}, {"suggestion": True}):
        reader.set_highlights([mark(reader, "24 kelurahan", "statistic", uid="m", **state)])
        box = reader.view.span_rect(find(reader, "24 kelurahan")).toAlignedRect()
        image = reader.view.viewport().grab(box.adjusted(0, 0, 0, 6)).toImage()
        looks.add(bytes(image.constBits()))
    assert len(looks) == 4


@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
def test_a_crowd_of_marks_is_painted_in_every_theme(
    qtbot: QtBot, reader: Reader, theme: str
) -> None:
    chance = random.Random(7)
    tags = (("commitment",), ("statistic", "legal"), (), ("own tag",))
    length = len(reader.view.rich.text)
    crowd = [
        Mark(f"m{n}", start, min(start + chance.randrange(1, 40), length), chance.choice(tags))
        for n in range(60)
        for start in [chance.randrange(length)]
    ]
    reader.set_highlights(crowd)
    reader.set_theme(load_theme(theme))
    reader.focus_mark("m3")
    colour = load_theme(theme).color("page").name()
    image = reader.view.viewport().grab().toImage()
    assert image.pixelColor(4, image.height() - 4).name() == colour
    assert reader.view.scene.marks.at(crowd[3].start) is not None


def test_the_character_under_a_point_is_none_beside_the_lines(qtbot: QtBot, reader: Reader) -> None:
    port = reader.view.viewport()
    assert reader.view.character_at(QPointF(5, port.height() - 5)) == -1


def test_words_written_from_right_to_left_are_painted_where_they_stand(qtbot: QtBot) -> None:
    arabic = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645"
    reader = open_reader(qtbot, f"Kata dia, {arabic} katanya lagi.")
    span = find(reader, arabic)
    view = reader.view

    def bars(start: int, end: int) -> list[tuple[float, float]]:
        found = view.geometry_.spans(start, end, 0, 500)
        return [(bar.rect.left(), bar.rect.right()) for bar in found]

    [(left, right)] = bars(span.start, span.end)
    [(first_left, first_right)] = bars(span.start, span.start + 5)
    assert first_right == pytest.approx(right, abs=2)  # its first word is at the right
    assert left < first_left
    # From the middle of the Latin words into the Arabic ones: two places of one line.
    assert len(bars(span.start - 5, span.start + 5)) == 2


def test_without_a_focus_the_next_mark_is_sought_from_the_caret(reader: Reader) -> None:
    for _ in range(3):
        reader.next_mark()
    assert reader.view.scene.focused == "people"
    reader.drop_highlight("people")
    reader.next_mark()
    assert reader.view.scene.focused == "law"
