"""A save that fails stays on screen, says why, and can be sent again."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Self

import pytest
from pytestqt.qtbot import QtBot

from annotations.errors import SaveError, SaveFault
from annotations.storage import highlights
from annotations.storage.library import Library
from annotations.storage.store import Store
from desktop.session import Session
from tests.made_session import library_with_two, session_on, span_of


class Stubborn:
    """A store whose disk can be filled, and slowed until it is let go."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.full = False
        self.fault = SaveFault.DISK_FULL
        self.held: list[Callable[[], None]] | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the store's own
        return getattr(self._store, name)

    def submit(self, job: Callable[[Library], Any], *, saving: bool = False) -> Future[Any]:
        if not saving:
            return self._store.submit(job)
        if self.held is not None:
            later: Future[Any] = Future()
            self.held.append(lambda: later.set_result(self._store.call(job, saving=True)))
            return later
        if not self.full:
            return self._store.submit(job, saving=True)
        failed: Future[Any] = Future()
        failed.set_exception(SaveError(self.fault))
        return failed

    def let_go(self) -> Self:
        waiting, self.held = self.held or [], None
        for act in waiting:
            act()
        return self


@pytest.fixture
def disk(tmp_path: Path) -> Stubborn:
    return Stubborn(library_with_two(tmp_path / "a.kutip"))


@pytest.fixture
def session(disk: Stubborn, qtbot: QtBot) -> Iterator[Session]:
    store: Any = disk
    with session_on(store) as session:
        with qtbot.waitSignal(session.article_opened):
            session.open_article(1)
        yield session


def _notes(session: Session) -> list[str]:
    found = session.store.call(lambda library: highlights.of_article(library, 1))
    return [each.note for each in found]


def test_a_failed_save_stays_marked_with_why(
    session: Session, disk: Stubborn, qtbot: QtBot
) -> None:
    disk.full = True
    with qtbot.waitSignal(session.failed) as told:
        uid = session.add_highlight(span_of("310 ribu jiwa"))
    assert [each.uid for each in session.highlights()] == [uid]
    assert session.save_state(uid) == "failed"
    assert session.why_failed(uid) == told.args[1] != ""
    assert session.unsaved == 1
    assert _notes(session) == []


def test_a_failed_save_can_be_sent_again(session: Session, disk: Stubborn, qtbot: QtBot) -> None:
    disk.full = True
    with qtbot.waitSignal(session.failed):
        uid = session.add_highlight(span_of("310 ribu jiwa"))
    disk.full = False
    with qtbot.waitSignal(session.saved):
        session.retry(uid)
    assert session.save_state(uid) == "saved"
    assert _notes(session) == [""]
    session.undo()
    qtbot.waitUntil(lambda: _notes(session) == [])


def test_what_builds_on_a_failed_save_goes_after_it(
    session: Session, disk: Stubborn, qtbot: QtBot
) -> None:
    disk.full = True
    uid = session.add_highlight(span_of("310 ribu jiwa"))
    session.set_note(uid, "satu")
    qtbot.waitUntil(lambda: not session._changing.saver.busy)
    assert (session.unsaved, session.save_state(uid)) == (2, "failed")
    disk.full = False
    with qtbot.waitSignal(session.saved):
        session.set_note(uid, "dua")
    assert _notes(session) == ["dua"]
    for left in (["satu"], [""], []):
        session.undo()
        qtbot.waitUntil(lambda: not session._changing.saver.busy)
        assert _notes(session) == left


def test_another_highlight_is_stored_although_one_failed(
    session: Session, disk: Stubborn, qtbot: QtBot
) -> None:
    disk.full = True
    with qtbot.waitSignal(session.failed):
        failed = session.add_highlight(span_of("310 ribu jiwa"))
    disk.full = False
    fine = session.add_highlight(span_of("24 kelurahan"))
    qtbot.waitUntil(lambda: session.save_state(fine) == "saved")
    assert session.save_state(failed) == "failed"


def test_undoing_what_was_never_stored_takes_it_off(
    session: Session, disk: Stubborn, qtbot: QtBot
) -> None:
    disk.full = True
    with qtbot.waitSignal(session.failed):
        session.add_highlight(span_of("310 ribu jiwa"))
    session.undo()
    assert session.highlights() == []
    assert (session.unsaved, session.undo_stack.count()) == (0, 0)


def test_an_undo_that_fails_leaves_the_step_to_be_undone_again(
    session: Session, disk: Stubborn, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.saved):
        session.add_highlight(span_of("310 ribu jiwa"))
    disk.full = True
    with qtbot.waitSignal(session.failed):
        session.undo()
    assert len(session.highlights()) == 1
    assert session.undo_stack.canUndo()
    disk.full = False
    session.undo()
    qtbot.waitUntil(lambda: session.highlights() == [])
    disk.full = True
    with qtbot.waitSignal(session.failed):
        session.redo()
    assert session.undo_stack.canRedo()
    disk.full = False
    session.redo()
    qtbot.waitUntil(lambda: len(session.highlights()) == 1)


def test_a_failed_edit_is_still_there_after_another_article_was_read(
    session: Session, disk: Stubborn, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.saved):
        uid = session.add_highlight(span_of("310 ribu jiwa"))
    disk.full = True
    with qtbot.waitSignal(session.failed):
        session.set_note(uid, "jangan hilang")
    for number in (2, 1):
        with qtbot.waitSignal(session.article_opened):
            session.open_article(number)
    assert session.highlights()[0].note == "jangan hilang"
    assert session.save_state(uid) == "failed"


def test_closing_says_that_something_is_not_stored(
    session: Session, disk: Stubborn, qtbot: QtBot
) -> None:
    disk.full = True
    with qtbot.waitSignal(session.failed):
        session.add_highlight(span_of("310 ribu jiwa"))
    with qtbot.waitSignal(session.failed):
        assert not session.close()
    assert len(session.highlights()) == 1
    disk.full = False
    assert session.close()
    assert _notes(session) == [""]


def test_the_window_goes_on_while_the_disk_is_slow(
    session: Session, disk: Stubborn, qtbot: QtBot
) -> None:
    disk.held = []
    uid = session.add_highlight(span_of("310 ribu jiwa"))
    session.set_note(uid, "satu")
    assert session.highlights()[0].note == "satu"
    assert session.save_state(uid) == "saving"
    with qtbot.waitSignal(session.saved):
        disk.let_go()
    assert _notes(session) == ["satu"]


def test_what_was_read_before_a_save_does_not_hide_it(session: Session, qtbot: QtBot) -> None:
    session.reload()
    uid = session.add_highlight(span_of("310 ribu jiwa"))
    session.reload()
    session.set_note(uid, "satu")
    with qtbot.waitSignal(session.saved):
        pass
    with qtbot.waitSignal(session.highlights_changed):
        session.reload()
    assert [each.note for each in session.highlights()] == ["satu"]


def test_what_met_another_programs_writing_is_sent_again_after_the_next_save(
    session: Session, disk: Stubborn, qtbot: QtBot
) -> None:
    disk.full = True
    disk.fault = SaveFault.BUSY
    with qtbot.waitSignal(session.failed):
        waiting = session.add_highlight(span_of("310 ribu jiwa"))
    assert session.failing == 1
    disk.full = False
    session.add_highlight(span_of("24 kelurahan"))
    qtbot.waitUntil(lambda: session.unsaved == 0)
    assert (session.save_state(waiting), session.failing) == ("saved", 0)
    assert len(_notes(session)) == 2
