"""A disk that is full, read-only or gone, a clock that is wrong: one sentence, and nothing lost.

What was saved is there, what was typed stays on the screen marked as not saved, and is stored when
it is tried again once the disk is well. On the real session and the real store.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import pytest
from pytestqt.qtbot import QtBot

from annotations.storage import highlights, times
from annotations.storage.check import check
from annotations.storage.library import Library
from annotations.storage.store import Store
from desktop.session import Session
from tests.made_session import library_with_two, session_on, span_of

LONG = "Catatan panjang. " * 200
ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0
NOBODY = 65534


class Screen:
    """A session with an article open, and what it told."""

    def __init__(self, session: Session, qtbot: QtBot) -> None:
        self.session = session
        self._qtbot = qtbot
        self.told: list[str] = []
        session.failed.connect(lambda _error, said: self.told.append(said))
        with qtbot.waitSignal(session.article_opened):
            session.open_article(1)

    def saved(self) -> None:
        """Wait until all is on the disk."""
        self._qtbot.waitUntil(lambda: self.session.unsaved == 0)

    def fill(self) -> str:
        """Write notes until one cannot be stored; its highlight."""
        for number in range(2000):
            uid = self.session.add_highlight(span_of("310 ribu jiwa"))
            self.session.set_note(uid, f"{number} {LONG}")
            self._qtbot.waitUntil(lambda: not self.session._changing.saver.busy)
            if self.told:
                return uid
        raise AssertionError("the disk is never full")

    def must_fail(self, words: str) -> str:
        """Capture something that cannot be stored; it stays, with a sentence that says why."""
        with self._qtbot.waitSignal(self.session.failed):
            uid = self.session.add_highlight(span_of("24 kelurahan"))
        self.session.set_note(uid, "tetap di layar")
        self._qtbot.waitUntil(lambda: not self.session._changing.saver.busy)
        self.stays(uid, words)
        return uid

    def stays(self, uid: str, words: str) -> None:
        """See what is not stored, marked so, and said in one sentence."""
        assert self.session.highlight(uid) is not None
        assert self.session.save_state(uid) == "failed"
        said = self.session.why_failed(uid)
        assert said in self.told
        assert words in said
        assert said.count(".") == 1
        assert "\n" not in said

    def again(self) -> None:
        """Try again; this time it goes."""
        self.session.retry()
        self.saved()

    def as_shown(self) -> Self:
        """Compare the screen with the disk."""
        found = self.session.store.call(lambda at: highlights.of_article(at, 1))
        assert {each.uid: each.note for each in found} == {
            each.uid: each.note for each in self.session.highlights()
        }
        return self


@contextmanager
def screen(store: Store, qtbot: QtBot) -> Iterator[Screen]:
    """Show a library; afterwards open it anew: it must be whole."""
    path = store.path
    with session_on(store) as session:
        yield Screen(session, qtbot)
    with Store.open(path) as again:
        assert again.call(whole) == []


def whole(at: Library) -> list[object]:
    return list(check(at))


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on file sizes is POSIX's")
def test_a_file_that_may_not_grow_loses_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    import resource

    path = tmp_path / "a.kutip"
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    with screen(library_with_two(path), qtbot) as shown:
        room = path.stat().st_size + 100_000
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, unlimited[1]))
            uid = shown.fill()
            shown.stays(uid, "disk is full")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        shown.again()
        shown.as_shown()
        assert len(shown.session.highlights()) > 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 2 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if not ROOT_USER or shutil.which("mount") is None:
        pytest.skip("only root can mount a disk of 2 MB")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount a disk of 2 MB")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_of_two_megabytes_loses_nothing(small_disk: Path, qtbot: QtBot) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(500_000))
    with screen(library_with_two(small_disk / "a.kutip"), qtbot) as shown:
        uid = shown.fill()
        shown.stays(uid, "disk is full")
        ballast.unlink()
        shown.again()
        shown.as_shown()


def test_a_library_on_a_read_only_disk_is_read_and_says_so(small_disk: Path, qtbot: QtBot) -> None:
    path = small_disk / "a.kutip"
    library_with_two(path).close()
    before = path.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with screen(Store.open(path), qtbot) as shown:
        uid = shown.must_fail("read-only")
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
        assert path.read_bytes() == before
        assert shown.session.save_state(uid) == "failed"


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write into a folder; root may all, so root becomes somebody else meanwhile."""
    folder.chmod(0o500)
    if ROOT_USER:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if ROOT_USER:
            os.seteuid(0)
        folder.chmod(0o700)


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """Make a folder that nobody but its owner has, reached by all."""
    with tempfile.TemporaryDirectory() as folder:
        if ROOT_USER:
            os.chown(folder, NOBODY, NOBODY)
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of folders are POSIX's")
def test_a_folder_that_became_read_only_loses_nothing(own_folder: Path, qtbot: QtBot) -> None:
    with screen(library_with_two(own_folder / "a.kutip"), qtbot) as shown:
        kept = shown.session.add_highlight(span_of("310 ribu jiwa"))
        shown.saved()
        # The journal of the first save lies there, empty: without it none can be made.
        (own_folder / "a.kutip-journal").unlink()
        with read_only(own_folder):
            uid = shown.must_fail("read-only")
            assert shown.session.save_state(kept) == "saved"
        shown.again()
        shown.as_shown()
        assert {each.uid for each in shown.session.highlights()} == {kept, uid}


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be moved there")
def test_a_library_that_was_moved_away_loses_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.kutip"
    elsewhere = tmp_path / "elsewhere.kutip"
    with screen(library_with_two(path), qtbot) as shown:
        kept = shown.session.add_highlight(span_of("310 ribu jiwa"))
        shown.saved()
        path.rename(elsewhere)
        uid = shown.must_fail("moved")
        assert not path.exists(), "no second library was made in its place"
        with Store.open(elsewhere, read_only=True) as other:
            found = other.call(lambda at: highlights.of_article(at, 1))
        assert [each.uid for each in found] == [kept]
        elsewhere.rename(path)
        shown.again()
        shown.as_shown()
        assert {each.uid for each in shown.session.highlights()} == {kept, uid}


def test_a_clock_set_back_ten_years_loses_nothing(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, days=0)
    with screen(library_with_two(tmp_path / "a.kutip"), qtbot) as shown:
        session = shown.session
        first = session.add_highlight(span_of("310 ribu jiwa"))
        shown.saved()
        set_clock(monkeypatch, days=-3650)
        second = session.add_highlight(span_of("24 kelurahan"))
        session.set_note(first, "ditulis sepuluh tahun sebelumnya")
        shown.saved()
        shown.as_shown()
        found = session.store.call(lambda at: highlights.of_article(at, 1))
        by_uid = {each.uid: each for each in found}
        assert by_uid[first].note == "ditulis sepuluh tahun sebelumnya"
        assert by_uid[second].created < by_uid[first].created
        session.undo()
        qtbot.waitUntil(lambda: [each.note for each in session.highlights()] == ["", ""])
        session.undo()
        qtbot.waitUntil(lambda: [each.uid for each in session.highlights()] == [first])
        session.redo()
        session.redo()
        qtbot.waitUntil(lambda: len(session.highlights()) == 2)
        shown.saved()
        qtbot.waitUntil(lambda: not session._changing.saver.busy)
        shown.as_shown()
        assert shown.told == []


def set_clock(monkeypatch: pytest.MonkeyPatch, *, days: int) -> None:
    """Let every part of the program read another date."""

    class Clock(datetime):
        @classmethod
        def now(cls, _tz: object = None) -> Self:
            shifted = datetime.now(UTC) + timedelta(days=days)
            return cls.fromtimestamp(shifted.timestamp(), UTC)

    from desktop import edits

    for module in (times, edits):
        monkeypatch.setattr(module, "datetime", Clock)
