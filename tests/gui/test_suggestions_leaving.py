"""Work on a long article is left at once when the library closes."""

from collections.abc import Iterator, Sequence
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from annotations.checking import checks
from annotations.checking.found import Finding
from annotations.detection import engine
from annotations.detection.found import Suggestion
from annotations.detection.reading import Reading
from tests.gui.suggesting import Desk


class Endless:
    """Rules and checks that never come to an end by themselves."""

    RULES = ()

    def __init__(self) -> None:
        self.begun = Event()

    def find(self, reading: Reading, found: Sequence[Suggestion]) -> Iterator[Suggestion]:
        self._go_on(reading)
        yield from found

    def check(self, reading: Reading, _found: Sequence[Suggestion]) -> Iterator[Finding]:
        self._go_on(reading)
        yield from ()

    def _go_on(self, reading: Reading) -> None:
        while True:
            self.begun.set()
            reading.pause()


@pytest.mark.parametrize("part", ["rules", "checks", "library"])
def test_the_window_closes_though_a_long_article_is_being_read(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    at = desk.open()
    endless = Endless()
    if part == "checks":
        monkeypatch.setattr(checks, "check_laws", endless.check)
    else:
        monkeypatch.setattr(engine, "DETECTORS", (endless,))
    if part == "library":
        at.checks.read_all()
    else:
        at.suggestions.read_anew()
    qtbot.waitUntil(endless.begun.is_set)
    assert at.checks.run.running is (part == "library")
    desk.close()
    assert at.session.closed
