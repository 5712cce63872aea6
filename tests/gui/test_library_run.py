"""The whole library is read in the background: with progress, a way to stop, out of the way."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from annotations.errors import SaveError, SaveFault
from annotations.storage import suggesting
from annotations.storage.store import Store
from desktop.checks import library_run
from desktop.checks.library_run import LibraryRun
from desktop.main_window import MainWindow
from desktop.workspace import Workspace
from tests.made_checks import library_of_dates, open_dates

MANY = 10_000


class Steps:
    """Stands for the storage's reader: yields a step whenever the test lets it."""

    def __init__(self) -> None:
        self.let = Event()
        self.taken = 0
        self.calls: list[frozenset[str]] = []

    def read_all(
        self, _store: object, *, off: frozenset[str], **_others: object
    ) -> Iterator[object]:
        self.calls.append(off)
        for done in range(1, MANY + 1):
            self.let.wait(10)
            self.taken = done
            yield done, MANY


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    made = Steps()
    monkeypatch.setattr(suggesting, "read_all", made.read_all)
    monkeypatch.setattr(library_run, "SHOWN_AFTER", 0.0)
    return made


@pytest.fixture
def at(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Workspace:
    return open_dates(window, tmp_path / "test.kutip", qtbot)


def _runs(at: Workspace) -> dict[int, int]:
    found = at.session.store.call(lambda library: suggesting.runs(library, [1, 2]))
    return {number: run.checks for number, run in found.items()}


def test_the_library_is_read_when_it_has_rested(
    at: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del monkeypatch
    run = at.checks.run
    assert run._rest.isActive()
    assert run._rest.interval() == library_run.AFTER_MS
    run._rest.setInterval(1)
    with qtbot.waitSignal(run.ended, timeout=20_000):
        run.later()
    assert _runs(at) == {1: 2, 2: 0}


def test_progress_is_told_in_the_status_bar_and_gone_at_the_end(
    at: Workspace, qtbot: QtBot, steps: Steps
) -> None:
    at.checks.run.start()
    steps.let.set()
    status = at.window_.status
    qtbot.waitUntil(lambda: status.reading_text.endswith(" of 10,000 articles"))
    assert status.reading_text.startswith("Reading ")
    assert status.stop.isVisible()
    at.checks.run.stop()
    qtbot.waitUntil(lambda: not at.checks.run.running)
    assert status.reading_text == ""
    assert not status.stop.isVisible()


def test_a_click_stops_it_until_somebody_asks_again(
    at: Workspace, qtbot: QtBot, steps: Steps
) -> None:
    run = at.checks.run
    run.start()
    steps.let.set()
    qtbot.waitUntil(lambda: steps.taken > 0)
    qtbot.waitUntil(at.window_.status.stop.isVisible)
    at.window_.status.stop.click()
    qtbot.waitUntil(lambda: not run.running)
    at.session.changed.emit(None)
    assert not run._rest.isActive()
    at.window_.do("read_all")
    assert run.running
    run.stop()
    qtbot.waitUntil(lambda: not run.running)


def test_it_waits_while_somebody_is_at_the_keys(at: Workspace, qtbot: QtBot, steps: Steps) -> None:
    run = at.checks.run
    run._hold.setInterval(60_000)
    run.start()
    qtbot.waitUntil(lambda: run.running)
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier)
    run.eventFilter(at.window_.windowHandle(), press)
    steps.let.set()
    qtbot.waitUntil(lambda: steps.taken == 1)
    assert not run._go.is_set()
    run._hold.setInterval(1)
    run.hold()
    qtbot.waitUntil(lambda: steps.taken > 1)
    run.stop()
    qtbot.waitUntil(lambda: not run.running)


def test_other_rules_begin_it_again(at: Workspace, qtbot: QtBot, steps: Steps) -> None:
    run = at.checks.run
    run._rest.setInterval(1)
    run.start()
    steps.let.set()
    qtbot.waitUntil(lambda: steps.taken > 0)
    at.window_.program.change(rules_off=("statistic.count",))
    qtbot.waitUntil(lambda: len(steps.calls) == 2)
    assert steps.calls == [frozenset(), frozenset({"statistic.count"})]
    run.stop()
    qtbot.waitUntil(lambda: not run.running)


def test_another_theme_does_not_begin_it_again(at: Workspace, steps: Steps) -> None:
    at.checks.run.stop()
    at.window_.program.change(theme="dark")
    assert not at.checks.run._rest.isActive()
    assert steps.calls == []


def test_who_does_not_want_it_is_left_alone(at: Workspace, qtbot: QtBot) -> None:
    run = at.checks.run
    at.window_.program.change(read_all=False)
    at.session.changed.emit(None)
    assert not run._rest.isActive()
    at.window_.program.change(read_all=True)
    qtbot.waitUntil(run._rest.isActive)


def test_asked_for_twice_it_says_that_all_is_read(at: Workspace, qtbot: QtBot) -> None:
    said: list[str] = []
    at.window_.notice.say = lambda text, *_, **__: said.append(text)  # type: ignore[method-assign]
    for _ in range(2):
        with qtbot.waitSignal(at.checks.run.ended, timeout=20_000):
            at.window_.do("read_all")
        qtbot.waitUntil(lambda: not at.checks.run.running)
    assert said == ["2 articles read.", "All articles are read."]


def test_a_library_that_is_read_only_is_never_read_in_the_background(
    tmp_path: Path, qtbot: QtBot
) -> None:
    path = library_of_dates(tmp_path / "a.kutip")
    with Store.open(path, read_only=True) as store:
        run = LibraryRun(store, lambda: (None, frozenset()))
        run.later()
        run.start()
        assert not run.running


def test_a_disk_that_is_full_is_not_asked_again_and_again(
    at: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Iterator[object]:
        yield from ()
        raise SaveError(SaveFault.DISK_FULL)

    monkeypatch.setattr(suggesting, "read_all", full)
    run = at.checks.run
    with qtbot.waitSignal(run.progress):
        run.start()
    qtbot.waitUntil(lambda: not run.running)
    assert not run._rest.isActive()
    at.session.changed.emit(None)
    assert run._rest.isActive()
