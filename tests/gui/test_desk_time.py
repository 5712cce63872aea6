"""Highlights over time: bars that keys walk, a screen reader hears, and a click narrows by."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.queries import Filter
from annotations.timeline import Bin, Series, Timeline, TimelineBy
from desktop.desk.time.chart import Chart, nice
from desktop.desk.time.page import TimePage, _last
from desktop.workspace import Workspace
from resources import catalogue

MONTHS = Timeline(
    by=TimelineBy.TAG,
    unit=Bin.MONTH,
    bins=("2026-01-01", "2026-02-01"),
    series=(Series("commitment", "commitment", (2, 0)), Series("statistic", "statistic", (1, 3))),
    others=(0, 1),
    dated=7,
    undated=2,
    vague=1,
)


@pytest.fixture
def page(reading: Workspace) -> TimePage:
    reading.window_.do("desk_time")
    made = reading.desk.desk.page("time")
    assert isinstance(made, TimePage)
    return made


@pytest.fixture
def drawn(page: TimePage, qtbot: QtBot) -> TimePage:
    qtbot.waitUntil(lambda: not page._source._running)
    page.show_timeline(MONTHS)
    return page


def walk(page: TimePage, *keys: Qt.Key) -> str:
    for key in keys:
        QTest.keyClick(page.chart, key)
    return page.chart.accessibleName().partition(": ")[2]


def test_a_library_without_highlights_says_so(page: TimePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.nothing)


def test_keys_walk_the_bars_and_each_is_said(drawn: TimePage) -> None:
    right, left, up = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up
    assert walk(drawn, right) == "January 2026: Commitment 2, Statistic 1"
    assert walk(drawn, right) == "February 2026: Statistic 3, all others 1"
    assert walk(drawn, up) == "February 2026: Statistic 3", "what is empty is passed over"
    assert walk(drawn, up) == "February 2026: all others 1"
    assert walk(drawn, left, Qt.Key.Key_Down) == "January 2026: Statistic 1"
    assert drawn.said.text() == "January 2026: Statistic 1"


def test_what_is_in_no_bar_is_said_too(drawn: TimePage) -> None:
    said = drawn.missing.text()
    assert said.startswith("2 have no date.")
    assert "1 has a date that does not say" in said


def test_enter_narrows_the_table_to_the_part_in_focus(drawn: TimePage, qtbot: QtBot) -> None:
    walk(drawn, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Return)
    desk = drawn._at.desk.desk
    assert desk.current == "highlights"
    wanted = Filter(tags=("statistic",), said_from="2026-02-01", said_to="2026-02-28")
    assert desk.page("highlights").filter() == wanted  # type: ignore[attr-defined]
    drawn._at.desk.open("time")
    qtbot.waitUntil(lambda: drawn._asked == wanted)  # it draws what the table shows


def test_every_part_of_a_bar_has_a_sign_besides_its_colour(drawn: TimePage) -> None:
    bands = drawn.chart.bars.bands
    assert len({band.letter for band in bands}) == len(bands)
    assert len({band.pattern for band in bands}) == len(bands)


def test_a_click_chooses_the_part_under_it(drawn: TimePage, qtbot: QtBot) -> None:
    drawn.chart.grab()
    place = drawn.chart._parts[1, 1].center().toPoint()
    with qtbot.waitSignal(drawn.chart.chosen) as chosen:
        QTest.mouseClick(drawn.chart, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [1, 1]


@pytest.mark.parametrize(
    ("first", "unit", "last"),
    [
        ("2024-02-01", Bin.MONTH, "2024-02-29"),
        ("2026-12-01", Bin.MONTH, "2026-12-31"),
        ("2026-01-01", Bin.YEAR, "2026-12-31"),
        ("2026-12-28", Bin.WEEK, "2027-01-03"),
    ],
)
def test_a_bin_ends_on_its_last_day(first: str, unit: Bin, last: str) -> None:
    assert _last(first, unit) == last


@pytest.mark.parametrize(("tallest", "end"), [(0, 2), (1, 2), (12, 12), (13, 16), (101, 120)])
def test_the_axis_ends_a_little_above_the_tallest_bar(tallest: int, end: int) -> None:
    assert nice(tallest) == end


def test_a_chart_of_nothing_takes_no_key(qtbot: QtBot, reading: Workspace) -> None:
    chart = Chart(reading.theme, catalogue("en")("Highlights over time"))
    qtbot.addWidget(chart)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.place == (-1, -1)
