"""Two programs on one library: each sees the other's changes, and two texts of a note are kept."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotations.storage import highlights
from annotations.storage.store import Store
from desktop import watching
from desktop.session import Session
from tests.made_session import library_with_two, session_on, span_of

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("writer_program.py")
SHOWS = 2.0
"""Seconds until another program's change is on the screen."""


@pytest.fixture
def windows(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Session, Session]]:
    """Open one article of one library in two sessions, each with its own connection."""
    monkeypatch.setattr(watching, "EVERY", 50)  # the time it takes is measured in one test alone
    path = tmp_path / "a.kutip"
    with ExitStack() as stack:
        one = stack.enter_context(session_on(library_with_two(path)))
        two = stack.enter_context(session_on(Store.open(path)))
        for session in (one, two):
            with qtbot.waitSignal(session.article_opened):
                session.open_article(1)
        yield one, two


def test_what_another_program_saves_shows_within_two_seconds(tmp_path: Path, qtbot: QtBot) -> None:
    with session_on(library_with_two(tmp_path / "a.kutip")) as one:
        with qtbot.waitSignal(one.article_opened):
            one.open_article(1)
        said = saved_by_another(one.store.path)
        ended = time.monotonic()
        assert len(said) == 3
        qtbot.waitUntil(lambda: {each.uid for each in one.highlights()} == said)
        assert time.monotonic() - ended < SHOWS


def saved_by_another(library: Path) -> set[str]:
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), str(library), "1", "3"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        return set(other.communicate(timeout=30)[0].split())


def test_what_is_deleted_in_one_window_goes_from_the_other(
    windows: tuple[Session, Session], qtbot: QtBot
) -> None:
    one, two = windows
    uid = one.add_highlight(span_of("310 ribu jiwa"))
    qtbot.waitUntil(lambda: [each.uid for each in two.highlights()] == [uid])
    two.trash(uid)
    qtbot.waitUntil(lambda: two.unsaved == 0)
    qtbot.waitUntil(lambda: one.highlights() == [], timeout=2000)


def test_the_same_note_written_in_two_windows_at_once_keeps_both_texts(
    windows: tuple[Session, Session], qtbot: QtBot
) -> None:
    one, two = windows
    uid = one.add_highlight(span_of("310 ribu jiwa"))
    qtbot.waitUntil(lambda: [each.uid for each in two.highlights()] == [uid])
    told: list[str] = []
    for session in windows:
        session.conflict.connect(told.append)
    one.set_text(uid, "note", "dari jendela satu", base="")
    two.set_text(uid, "note", "dari jendela dua", base="")
    qtbot.waitUntil(lambda: one.unsaved == two.unsaved == 0)
    assert len(told) == 1

    def shown() -> set[str]:
        return {each.note for session in windows for each in session.highlights()}

    qtbot.waitUntil(lambda: len(shown()) == 1)
    (stored,) = one.store.call(lambda library: highlights.of_article(library, 1))
    assert shown() == {stored.note}
    assert "dari jendela satu" in stored.note
    assert "dari jendela dua" in stored.note


def test_other_fields_changed_in_two_windows_at_once_are_merged_without_a_word(
    windows: tuple[Session, Session], qtbot: QtBot
) -> None:
    one, two = windows
    uid = one.add_highlight(span_of("310 ribu jiwa"))
    qtbot.waitUntil(lambda: [each.uid for each in two.highlights()] == [uid])
    told: list[str] = []
    for session in windows:
        session.conflict.connect(told.append)
    one.toggle_tag(uid, "statistic")
    two.star(uid)
    qtbot.waitUntil(lambda: one.unsaved == two.unsaved == 0)
    (stored,) = one.store.call(lambda library: highlights.of_article(library, 1))
    assert (stored.tags, stored.starred) == (("statistic",), True)
    assert told == []
