"""The ledger at the desk while the same highlights are changed in the text."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotations.facts import Commitment
from annotations.model import Highlight
from annotations.promising import own_promise
from annotations.storage import ledger
from annotations.vocabulary import COMMITMENT, CommitmentKind, MentionKind, PromiseStatus
from desktop.desk.promises.deeds import Deeds
from desktop.jobs import change
from desktop.workspace import Workspace
from tests.made_evidence import PUMPS
from tests.made_window import press, saved, select

TODAY = date(2026, 11, 22)


def pledged(reading: Workspace, qtbot: QtBot, *uids: str) -> Highlight:
    """Store a highlight with commitments that are mentions of nothing yet."""
    session = reading.session
    select(reading, PUMPS)
    press(reading, Qt.Key.Key_1)
    saved(qtbot, reading)
    (plain,) = session.highlights()
    facts = tuple(Commitment(uid=uid, kind=CommitmentKind.PROMISE, what=uid) for uid in uids)
    made = replace(plain, tags=(COMMITMENT,), commitments=facts)
    session.apply([change(plain, made)], "Change")
    saved(qtbot, reading)
    (stored,) = session.highlights()
    return stored


@pytest.mark.parametrize("deed", ["status", "mention", "split"])
def test_a_commitment_that_was_taken_off_meanwhile_ends_nothing(
    reading: Workspace, qtbot: QtBot, deed: str
) -> None:
    session = reading.session
    made = pledged(reading, qtbot, "pompa")
    opened = session.store.call(lambda library: ledger.pledge(library, "pompa", TODAY))
    assert opened is not None
    (painted,) = session.highlights()
    session.apply([change(painted, replace(painted, commitments=()))], "Change")

    deeds, (mention,) = Deeds(session, lambda: TODAY), opened.pledge.mentions
    if deed == "status":
        deeds.set_status_of(opened, PromiseStatus.KEPT)
    elif deed == "mention":
        deeds.set_mention(opened, mention, MentionKind.REPEATED)
    else:
        deeds.split(opened, mention)
    saved(qtbot, reading)

    (left,) = session.highlights()
    assert left.uid == made.uid


def test_what_was_merged_meanwhile_is_merged_with_what_it_is_now(
    reading: Workspace, qtbot: QtBot
) -> None:
    session = reading.session
    made = pledged(reading, qtbot, "pompa", "parit")
    deeds = Deeds(session, lambda: TODAY)
    first = own_promise(made, "pompa")  # by somebody else, while its key is still listed here
    session.apply([change(*each) for each in first], "Change")
    saved(qtbot, reading)

    deeds.merge(["parit", "pompa"], "pompa")
    qtbot.waitUntil(lambda: all(each.promise for each in session.highlights()[0].commitments))

    (left,) = session.highlights()
    assert {each.promise for each in left.commitments} == {first[0][1].uid}
