"""Long work is a generator, run off the window's thread."""

import threading
from collections.abc import Iterator

from pytestqt.qtbot import QtBot

from desktop.tasks import Task


def test_each_item_is_progress_and_comes_to_the_windows_thread(qtbot: QtBot) -> None:
    working, hearing, items = set(), set(), []

    def work() -> Iterator[int]:
        for number in range(3):
            working.add(threading.get_ident())
            yield number

    def hear(item: object) -> None:
        hearing.add(threading.get_ident())
        items.append(item)

    task = Task(work)
    task.progress.connect(hear)
    with qtbot.waitSignals([task.done, task.finished]):
        task.start()
    qtbot.waitUntil(lambda: items == [0, 1, 2])
    assert hearing == {threading.get_ident()}
    assert working.isdisjoint(hearing)


def test_cancelling_stops_asking_and_closes_the_work(qtbot: QtBot) -> None:
    seen, closed = threading.Event(), threading.Event()
    done = []

    def work() -> Iterator[int]:
        try:
            number = 0
            while True:
                yield number
                seen.set()
                number += 1
        finally:
            closed.set()

    task = Task(work)
    task.done.connect(lambda: done.append(True))
    task.start()
    assert seen.wait(5)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert closed.is_set()
    assert done == []


def test_an_error_is_handed_to_the_window(qtbot: QtBot) -> None:
    def work() -> Iterator[int]:
        yield 1
        raise KeyError("no such thing")

    errors: list[object] = []
    task = Task(work)
    task.failed.connect(errors.append)
    with qtbot.waitSignals([task.failed, task.finished]):
        task.start()
    assert [type(error) for error in errors] == [KeyError]
