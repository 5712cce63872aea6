"""The ledger at the desk while the same highlights are changed in the text."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotations.facts import Commitment
from annotations.storage import ledger
from annotations.vocabulary import COMMITMENT, CommitmentKind, MentionKind, PromiseStatus
from desktop.desk.promises.deeds import Deeds
from desktop.jobs import change
from desktop.workspace import Workspace
from tests.made_evidence import PUMPS
from tests.made_window import press, saved, select

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("deed", ["status", "mention", "split"])
def test_a_commitment_that_was_taken_off_meanwhile_ends_nothing(
    reading: Workspace, qtbot: QtBot, deed: str
) -> None:
    session = reading.session
    select(reading, PUMPS)
    press(reading, Qt.Key.Key_1)
    saved(qtbot, reading)
    (plain,) = session.highlights()
    fact = Commitment(uid="pompa", kind=CommitmentKind.PROMISE, what="memasang pompa")
    made = replace(plain, tags=(COMMITMENT,), commitments=(fact,))
    session.apply([change(plain, made)], "Change")
    saved(qtbot, reading)
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
