"""A commitment like one of the library is offered as another mention of that promise."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotations.detection import engine
from annotations.detection.found import Kind, Rule, Suggestion
from annotations.detection.reading import Reading
from annotations.facts import Commitment
from annotations.storage import promises
from annotations.vocabulary import CommitmentKind
from desktop import edits
from desktop.workspace import Workspace
from tests.gui.suggesting import in_focus, pending, show, undo
from tests.made_window import only, press, saved, select

WHAT = "memasang 120 pompa air di Kali Sura"


def pledge(at: Workspace, qtbot: QtBot, words: str, what: str) -> None:
    """Tag words as a commitment of Ratna Wibisono."""
    select(at, words)
    press(at, Qt.Key.Key_1)
    fact = Commitment(
        uid=edits.new_uid(), kind=CommitmentKind.PROMISE, who="Ratna Wibisono", what=what
    )
    at.session.set_fact(only(at).uid, "commitments", fact)
    saved(qtbot, at)


def offer(at: Workspace) -> QPushButton:
    (button,) = at.suggestions.mentions.notice.findChildren(QPushButton)
    return button


def test_a_pledge_of_the_library_is_offered_and_joined_in_one_step(
    at: Workspace, qtbot: QtBot
) -> None:
    show(qtbot, at, 2)
    pledge(at, qtbot, "ditunda dua pekan", WHAT)
    assert at.suggestions.mentions.notice.text == ""
    show(qtbot, at, 1)
    pledge(at, qtbot, "Kami pasang 120 pompa", "pasang 120 pompa air di Kali Sura")
    notice = at.suggestions.mentions.notice
    qtbot.waitUntil(lambda: notice.text != "")
    assert notice.text.startswith(f"Another mention of “{WHAT}” (K-001, ")
    QTest.mouseClick(offer(at), Qt.MouseButton.LeftButton)
    saved(qtbot, at)
    (promise,) = at.session.store.call(promises.all)
    assert promise.what == WHAT
    assert only(at).commitments[0].promise == promise.uid
    qtbot.waitUntil(lambda: notice.text == f"A mention of the promise “{WHAT}”.")
    undo(qtbot, at)
    assert only(at).commitments[0].promise == ""
    assert at.session.store.call(promises.all) == []
    qtbot.waitUntil(lambda: notice.text.startswith("Another mention of"))


def test_another_pledge_is_not_offered(at: Workspace, qtbot: QtBot) -> None:
    show(qtbot, at, 2)
    pledge(at, qtbot, "ditunda dua pekan", "menutup jembatan lama bagi truk")
    show(qtbot, at, 1)
    pledge(at, qtbot, "Kami pasang 120 pompa", WHAT)
    asked = at.session.store.call(
        lambda library: promises.like(library, only(at), only(at).commitments[0])
    )
    assert asked == []
    assert at.suggestions.mentions.notice.text == ""


def test_a_pledge_accepted_in_passing_is_offered_below_the_text(
    at: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "DETECTORS", (Pledges(),))
    show(qtbot, at, 2)
    pledge(at, qtbot, "ditunda dua pekan", WHAT)
    at.suggestions.read_anew()
    show(qtbot, at, 1)
    assert pending(at) == ["Kami pasang 120 pompa", "Anggaran"]
    press(at, Qt.Key.Key_J, Qt.Key.Key_Y)
    notice = at.window_.notice
    qtbot.waitUntil(lambda: notice.text.startswith(f"Another mention of “{WHAT}”"))
    assert in_focus(at) == "Anggaran"
    join = next(each for each in notice.findChildren(QPushButton) if each.text() == "Join")
    QTest.mouseClick(join, Qt.MouseButton.LeftButton)
    saved(qtbot, at)
    (promise,) = at.session.store.call(promises.all)
    assert only(at).commitments[0].promise == promise.uid


class Pledges:
    """Finds a pledge, and a passage after it."""

    RULES = (Rule(name="commitment.made", kind=Kind.COMMITMENT, label="A pledge"),)

    def find(self, reading: Reading, found: Sequence[Suggestion]) -> Iterator[Suggestion]:
        """Find them; `found` is not needed."""
        del found
        for words in ("Kami pasang 120 pompa", "Anggaran"):
            start = reading.text.find(words)
            if start >= 0:
                yield Suggestion(
                    kind=Kind.COMMITMENT,
                    start=start,
                    end=start + len(words),
                    rule="commitment.made",
                    fact=Commitment(kind=CommitmentKind.PROMISE, who="Ratna Wibisono", what=WHAT),
                )
