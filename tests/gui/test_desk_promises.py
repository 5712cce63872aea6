"""The ledger at the desk: listed, changed by keys and fields, merged and split; undone in one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.anchoring import describe
from annotations.facts import Commitment, WrittenDate
from annotations.ledger import Pledge
from annotations.model import Evidence, Highlight, Promise, PromiseStep, Span, Speaker
from annotations.promising import own_promise
from annotations.storage import articles, history, ledger, promises
from annotations.storage.history import Change
from annotations.storage.store import Library
from annotations.vocabulary import (
    COMMITMENT,
    CommitmentKind,
    DatePrecision,
    EvidenceKind,
    MentionKind,
    PromiseStatus,
)
from desktop.desk.promises.link_sheet import LinkSheet
from desktop.desk.promises.page import PromisesPage
from desktop.desk.promises.step_sheet import StepSheet
from desktop.desk.promises.which import Narrowed, Which, counts, narrowed
from desktop.highlights.summary import Row
from desktop.main_window import MainWindow
from desktop.workspace import Workspace
from tests.made_desk import opened
from tests.made_window import dialogs, saved

TODAY = date.today()  # noqa: DTZ011 - the day on this desk, as the window has it
RATNA = Speaker(uid="ratna", name="Ratna Wibisono")
PLEDGES = (
    # fact, article, words, what, days from today (None: no deadline), kind
    ("late", 1, "120 pompa", "memasang 120 pompa", -3, CommitmentKind.PROMISE),
    ("soon", 1, "36 ribu orang", "melindungi 36 ribu orang", 2, CommitmentKind.PLAN),
    ("open", 2, "ditunda dua pekan", "menggelar sidang lagi", None, CommitmentKind.PROMISE),
    ("never", 2, "gugatan warga", "harga mati", 1, CommitmentKind.STANCE),
)


def _fill(library: Library) -> None:
    changes = [Change(None, RATNA)]
    for fact, number, words, what, days, kind in PLEDGES:
        revision = articles.revision(library, number)
        text = revision.text.text
        start = text.index(words)
        made = Highlight(
            uid=f"h-{fact}",
            article_id=number,
            revision_id=revision.id,
            quote=describe(text, Span(start, start + len(words))),
            tags=(COMMITMENT,),
            speaker="ratna",
            commitments=(Commitment(uid=fact, kind=kind, what=what, deadline=_by(days)),),
        )
        changes.append(Change(None, made))
    history.replace(library, changes, label="Add")


def _by(days: int | None) -> WrittenDate:
    if days is None:
        return WrittenDate()
    iso = (TODAY + timedelta(days=days)).isoformat()
    return WrittenDate(iso, iso, iso, DatePrecision.DAY)


@pytest.fixture
def at(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    workspace = opened(window, tmp_path / "a.kutip", _fill, qtbot)
    yield workspace
    saved(qtbot, workspace)


@pytest.fixture
def page(at: Workspace, qtbot: QtBot) -> PromisesPage:
    opened = at.desk.open("promises")
    assert isinstance(opened, PromisesPage)
    qtbot.waitUntil(lambda: opened.detail.opened is not None)
    return opened


def test_the_ledger_takes_the_keyboard_once_its_rows_are_there(page: PromisesPage) -> None:
    assert page.focusWidget() is page.table, "its keys set a status"


def test_a_confidential_promisor_is_told_as_such(
    at: Workspace, page: PromisesPage, qtbot: QtBot
) -> None:
    said = page.table.ledger.index(0, 0)
    role = Qt.ItemDataRole.AccessibleTextRole
    at.session.apply([Change(RATNA, replace(RATNA, confidential=True))], "Lock")
    spoken = "Who: Ratna Wibisono, Confidential"
    qtbot.waitUntil(lambda: page.table.ledger.data(said, role) == spoken)


def _keys(page: PromisesPage) -> list[str]:
    return [each.key for each in page.table.ledger.pledges]


def _stored(at: Workspace) -> list[Pledge]:
    return at.session.store.call(lambda library: ledger.ledger(library, TODAY))


def _of(at: Workspace, fact: str) -> Pledge:
    return next(each for each in _stored(at) if fact in {one.fact for one in each.mentions})


def _choose(page: PromisesPage, fact: str, qtbot: QtBot) -> None:
    def shown() -> bool:
        opened = page.detail.opened
        return opened is not None and any(one.fact == fact for one in opened.pledge.mentions)

    key = next(e.key for e in page.pledges if fact in {one.fact for one in e.mentions})
    page.table.choose(key)
    qtbot.waitUntil(shown)


def _undone(at: Workspace, qtbot: QtBot, before: list[Pledge]) -> None:
    """One step back, and the ledger is what it was."""
    saved(qtbot, at)
    at.session.undo()
    qtbot.waitUntil(lambda: _stored(at) == before)


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Which.OPEN, ["late", "today", "soon", "later"]),
        (Which.OVERDUE, ["late"]),
        (Which.SOON, ["today", "soon"]),
        (Which.KEPT, ["kept", "part"]),
        (Which.BROKEN, ["broken"]),
        (Which.ALL, ["late", "today", "soon", "later", "taken", "kept", "part", "broken"]),
    ],
)
def test_each_part_of_the_ledger_lists_what_it_says(which: Which, expected: list[str]) -> None:
    def pledge(
        key: str, days: int | None, status: PromiseStatus, *, withdrawn: bool = False
    ) -> Pledge:
        return Pledge(key=key, who="Ratna", what=key, days=days, status=status, withdrawn=withdrawn)

    pending = PromiseStatus.PENDING
    every = [
        pledge("late", -1, pending),
        pledge("today", 0, pending),
        pledge("soon", 7, PromiseStatus.IN_PROGRESS),
        pledge("later", 8, pending),
        pledge("taken", None, pending, withdrawn=True),
        pledge("kept", None, PromiseStatus.KEPT),
        pledge("part", None, PromiseStatus.PARTIALLY_KEPT),
        pledge("broken", None, PromiseStatus.BROKEN),
    ]
    assert [each.key for each in narrowed(every, Narrowed(which))] == expected
    assert counts(every, Narrowed(which))[which] == len(expected)
    assert narrowed(every, Narrowed(which, typed="nobody")) == []


def test_the_most_urgent_comes_first_and_a_stance_never(page: PromisesPage) -> None:
    assert _keys(page) == ["late", "soon", "open"]
    said = [page.table.ledger.index(row, 3).data() for row in range(3)]
    assert said == ["3 days over", "2 days left", ""]


def test_a_digit_makes_a_promise_of_a_lone_commitment_in_one_step(
    at: Workspace, page: PromisesPage, qtbot: QtBot
) -> None:
    before = _stored(at)
    QTest.keyClick(page.table, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: _of(at, "late").status is PromiseStatus.IN_PROGRESS)
    qtbot.waitUntil(lambda: page.table.chosen[0].promise != "")
    assert [each.mentions[0].fact for each in page.table.chosen] == ["late"]
    (step,) = _of(at, "late").steps
    assert (step.when, step.why) == (TODAY.isoformat(), "")
    _undone(at, qtbot, before)
    qtbot.waitUntil(lambda: _keys(page)[0] == "late")
    assert page.table.chosen[0].key == "late"


def test_a_status_set_again_the_same_day_corrects_the_step(
    at: Workspace, page: PromisesPage, qtbot: QtBot
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_V)
    QTest.keyClick(page.table, Qt.Key.Key_V)  # before the first one is on the disk
    qtbot.waitUntil(lambda: _of(at, "late").status is PromiseStatus.KEPT)
    assert [each.status for each in _of(at, "late").steps] == [PromiseStatus.KEPT]
    qtbot.waitUntil(lambda: _keys(page) == ["soon", "open"])  # no longer open
    page.bar.parts[Which.KEPT].click()
    assert [each.mentions[0].fact for each in page.table.ledger.pledges] == ["late"]


def test_a_field_typed_in_is_one_step_however_often_it_was_stored(
    at: Workspace, page: PromisesPage, qtbot: QtBot
) -> None:
    before = _stored(at)
    field = page.detail.form.field("to_whom")
    assert field is not None
    box = field.focusProxy()
    assert box is not None
    box.setFocus()
    QTest.keyClicks(box, "warga ")
    field.autosave()
    saved(qtbot, at)
    QTest.keyClicks(box, "Kali Sura")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: _of(at, "late").to_whom == "warga Kali Sura")
    assert at.window_.focusWidget() is page.table
    assert len(_stored(at)) == 3
    _undone(at, qtbot, before)


def test_what_is_typed_on_before_the_first_letters_are_stored_makes_no_second_promise(
    at: Workspace, page: PromisesPage, qtbot: QtBot
) -> None:
    before = _stored(at)
    page.hands.edit("condition", "jika", "")
    page.hands.edit("condition", "jika hujan", "jika")
    saved(qtbot, at)
    assert (len(_stored(at)), _of(at, "late").condition) == (3, "jika hujan")
    assert len(at.session.store.call(promises.all)) == 1
    _undone(at, qtbot, before)


def test_a_promisor_typed_anew_is_a_new_speaker_in_the_same_step(
    at: Workspace, page: PromisesPage, qtbot: QtBot
) -> None:
    before = _stored(at)
    page.hands.set_who("Dinas Pekerjaan Umum")
    qtbot.waitUntil(lambda: _of(at, "late").who == "Dinas Pekerjaan Umum")
    _undone(at, qtbot, before)
    qtbot.waitUntil(lambda: [each.name for each in at.session.speakers] == ["Ratna Wibisono"])


def test_chosen_promises_are_merged_a_mention_named_and_split_off_again(
    at: Workspace, page: PromisesPage, qtbot: QtBot
) -> None:
    before = _stored(at)
    page.table.choose("late", "soon")
    qtbot.waitUntil(page.several.isVisible)
    page.several.button.setFocus()
    page.several.button.click()
    qtbot.waitUntil(lambda: len(_stored(at)) == 2)
    qtbot.waitUntil(lambda: len(page.detail.mentions) == 2)
    assert page.focusWidget() is page.table, "the next key is typed into no field"
    merged = _stored(at)
    row = page.detail.mentions[1]
    row.kind_set.emit(MentionKind.WEAKENED)
    qtbot.waitUntil(lambda: _of(at, "late").mentions[1].kind is MentionKind.WEAKENED)
    _undone(at, qtbot, merged)
    qtbot.waitUntil(lambda: len(page.detail.mentions) == 2)
    page.detail.mentions[1].split.setFocus()
    page.detail.mentions[1].split.click()
    qtbot.waitUntil(lambda: len(_stored(at)) == 3)
    assert page.focusWidget() is page.table
    _undone(at, qtbot, merged)
    _undone(at, qtbot, before)


def test_a_step_names_the_highlight_that_shows_it_and_leads_there(
    at: Workspace, page: PromisesPage, qtbot: QtBot
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_S)
    (sheet,) = (each for each in dialogs() if isinstance(each, StepSheet))
    sheet.when.setText("someday")
    sheet.accept()
    assert sheet.isVisible()
    assert "someday" in sheet.wrong.text()
    sheet.when.setText("2026-02-03")
    sheet.status.setCurrentIndex(sheet.status.findData("broken"))
    sheet.why.setPlainText("Nothing stands there.")
    sheet.evidence.setCurrentIndex(sheet.evidence.count() - 1)
    sheet._choosing()
    sheet.chooser.field.setText("K-3")
    qtbot.waitUntil(lambda: sheet.chooser.chosen is not None)
    sheet.accept()
    qtbot.waitUntil(lambda: _of(at, "late").status is PromiseStatus.BROKEN)
    (step,) = _of(at, "late").steps
    assert (step.when, step.why, step.evidence) == (
        "2026-02-03",
        "Nothing stands there.",
        "h-open",
    )
    page.bar.ask_for(Which.ALL)
    _choose(page, "late", qtbot)
    qtbot.waitUntil(lambda: bool(page.detail.steps))
    assert page.detail.steps[0].evidence.accessibleName() == "K-003 ditunda dua pekan"
    page.detail.steps[0].evidence.click()
    qtbot.waitUntil(lambda: at.highlights.focused == "h-open")


def test_enter_shows_the_first_mention_in_the_text_and_esc_comes_back(
    at: Workspace, page: PromisesPage, qtbot: QtBot
) -> None:
    _choose(page, "soon", qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at.highlights.focused == "h-soon")
    QTest.keyClick(at.reader.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.isVisible)
    assert [each.key for each in page.table.chosen] == ["soon"]


def test_the_status_bar_says_what_is_due_and_leads_there(at: Workspace, qtbot: QtBot) -> None:
    due = at.window_.status.due
    at.due.look()
    qtbot.waitUntil(lambda: due.text() == "1 promise due this week · 1 overdue")
    due.click()
    page = at.desk.open("promises")
    assert isinstance(page, PromisesPage)
    qtbot.waitUntil(lambda: _keys(page) == ["soon"])
    for fact in ("late", "soon"):
        at.session.store.call(partial(_keep, fact=fact), saving=True)
    at.due.look()
    qtbot.waitUntil(due.isHidden)


def _keep(library: Library, fact: str) -> None:
    opened = ledger.pledge(library, fact, TODAY)
    assert opened is not None
    (_, made), *rest = own_promise(opened.highlights[f"h-{fact}"], fact)
    assert isinstance(made, Promise)
    step = PromiseStep(status=PromiseStatus.KEPT, when=TODAY.isoformat())
    kept = Promise(uid=made.uid, what=made.what, deadline=made.deadline, steps=(step,))
    changes = [Change(None, kept), *(Change(before, after) for before, after in rest)]
    history.replace(library, changes, label="Keep")


def test_the_card_sets_the_status_opens_the_ledger_and_unlinks(at: Workspace, qtbot: QtBot) -> None:
    at.reveal(1, "h-late")
    card = at.promises
    qtbot.waitUntil(lambda: bool(card.forms) and card.forms[0].fact == "late")
    (form,) = card.forms
    assert form.unlink.isHidden()  # it is a mention of none yet
    deadline = at.highlights.card.field("deadline")
    assert deadline is not None
    deadline.setFocus()
    QTest.keyClick(at.window_.focusWidget(), Qt.Key.Key_Tab)
    assert at.window_.focusWidget() is form.tabs[0]
    form.status_set.emit(PromiseStatus.BROKEN)
    qtbot.waitUntil(lambda: _of(at, "late").status is PromiseStatus.BROKEN)
    qtbot.waitUntil(lambda: not form.unlink.isHidden())
    promise = _of(at, "late").promise
    qtbot.waitUntil(lambda: Row("Promise", "broken") in at.highlights.shown[0].rows)
    form.ledger.click()
    page = at.desk.open("promises")
    assert isinstance(page, PromisesPage)
    qtbot.waitUntil(lambda: [each.key for each in page.table.chosen] == [promise])
    at.desk.close()
    form.unlink.click()
    qtbot.waitUntil(lambda: _of(at, "late").promise == "")
    at.session.undo()
    qtbot.waitUntil(lambda: _of(at, "late").promise == promise)


def test_the_card_links_a_commitment_to_a_promise_found_by_its_words(
    at: Workspace, qtbot: QtBot
) -> None:
    before = _stored(at)
    at.reveal(1, "h-late")
    qtbot.waitUntil(lambda: bool(at.promises.forms) and at.promises.forms[0].fact == "late")
    at.promises.forms[0].link.click()
    (sheet,) = (each for each in dialogs() if isinstance(each, LinkSheet))
    qtbot.waitUntil(lambda: sheet.list.count() == 2)
    sheet.field.setText("sidang")
    assert sheet.list.item(0).text() == "menggelar sidang lagi\nRatna Wibisono · 1 mention"
    sheet.accept()
    qtbot.waitUntil(lambda: len(_of(at, "late").mentions) == 2)
    assert _of(at, "late").what == "menggelar sidang lagi"
    _undone(at, qtbot, before)


def test_a_piece_of_evidence_of_a_mention_is_offered_for_a_step(
    at: Workspace, qtbot: QtBot
) -> None:
    seen = Evidence(
        uid="seen", highlight="h-late", kind=EvidenceKind.URL, url="https://arunika.example/a"
    )
    at.session.store.call(
        lambda library: history.replace(library, [Change(None, seen)], label="Add"), saving=True
    )
    page = at.desk.open("promises")
    assert isinstance(page, PromisesPage)
    qtbot.waitUntil(lambda: page.looked is not None)
    page.hands.ask_step()
    (sheet,) = (each for each in dialogs() if isinstance(each, StepSheet))
    offered = [sheet.evidence.itemText(place) for place in range(sheet.evidence.count())]
    assert offered == ["None", "arunika.example/a", "Another highlight…"]
