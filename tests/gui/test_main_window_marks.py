"""What the window tells the reader of its highlights."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Span
from desktop.reader.marks import Mark
from desktop.workspace import Workspace


def _own(reading: Workspace) -> list[Mark]:
    return [each for each in reading._drawn.marks() if not each.suggestion]


def test_a_change_of_one_highlight_leaves_the_marks_of_the_others_the_very_same(
    reading: Workspace, qtbot: QtBot
) -> None:
    story = reading.session.article
    assert story is not None
    for words in ("120 pompa", "36 ribu orang"):
        start = story.text.text.index(words)
        reading.reader.select(Span(start, start + len(words)))
        QTest.keyClick(reading.reader.view, Qt.Key.Key_2)
        qtbot.waitUntil(lambda: reading.session.unsaved == 0)
    first, second = _own(reading)
    changed = reading.session.highlights()[1]
    reading.session.toggle_tag(changed.uid, "legal")
    after = _own(reading)
    assert after[0] is first
    assert after[1] is not second
    assert after[1].tags == ("statistic", "legal")
    qtbot.waitUntil(lambda: reading.session.unsaved == 0)
