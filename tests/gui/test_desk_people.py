"""People at the desk: found, corrected in place, asked for replies; each one step of undo."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotations.anchoring import describe
from annotations.facts import Check, Commitment, ReplyRequest, Statistic
from annotations.model import Highlight, Span, Speaker
from annotations.speaking import Asked, Said
from annotations.storage import articles, highlights, history, speakers
from annotations.storage.history import Change
from annotations.storage.store import Library
from annotations.vocabulary import (
    COMMITMENT,
    STATISTIC,
    CheckKind,
    ClaimState,
    CommitmentKind,
    Terms,
)
from desktop.desk.people import worded
from desktop.desk.people.page import PeoplePage
from desktop.desk.people.request_sheet import RequestSheet
from desktop.desk.people.view import Part
from desktop.desk.promises.page import PromisesPage
from desktop.main_window import MainWindow
from desktop.workspace import Workspace
from resources import catalogue
from tests.made_desk import opened
from tests.made_window import dialogs, saved

WORDS = catalogue("en")
RATNA = Speaker(uid="ratna", name="Ratna Wibisono", role="Wali Kota", aliases=("Bu Ratna",))
SECRET = Speaker(uid="secret", name="Orang Dalam", confidential=True, shown_as="an officer")
MERGED = Speaker(uid="merged", name="R. Wibisono", merged_into="ratna")
CHECKED = Check(uid="c", kind=CheckKind.CLAIM, state=ClaimState.CONTRADICTED)


def _made(library: Library, number: int, words: str, **fields: object) -> Highlight:
    revision = articles.revision(library, number)
    text = revision.text.text
    start = text.index(words)
    return Highlight(
        article_id=number,
        revision_id=revision.id,
        quote=describe(text, Span(start, start + len(words))),
        **fields,  # type: ignore[arg-type] # of a Highlight, by name
    )


def _fill(library: Library) -> None:
    pledge = Commitment(uid="fact", kind=CommitmentKind.PROMISE, what="memasang 120 pompa")
    made = [
        _made(library, 1, "120 pompa", uid="h-pumps", speaker="ratna", tags=(COMMITMENT,),
              commitments=(pledge,)),
        _made(library, 1, "36 ribu orang", uid="h-people", speaker="ratna", tags=(STATISTIC,),
              statistics=(Statistic(uid="s", population="warga"),), checks=(CHECKED,)),
        _made(library, 2, "ditunda dua pekan", uid="h-old", speaker="merged"),
        _made(library, 2, "gugatan warga", uid="h-secret", speaker="secret"),
    ]  # fmt: skip
    records = [RATNA, SECRET, MERGED, *made]
    history.replace(library, [Change(None, each) for each in records], label="Add")


@pytest.fixture
def at(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    workspace = opened(window, tmp_path / "a.kutip", _fill, qtbot)
    yield workspace
    saved(qtbot, workspace)


@pytest.fixture
def page(at: Workspace, qtbot: QtBot) -> PeoplePage:
    """The page of Ratna Wibisono."""
    opened = at.desk.open("people")
    assert isinstance(opened, PeoplePage)
    opened.today = lambda: date(2026, 11, 22)
    qtbot.waitUntil(lambda: len(opened.list.people.people) == 2)
    opened.choose("ratna")
    qtbot.waitUntil(lambda: _shown(opened) == "ratna")
    return opened


def _shown(page: PeoplePage) -> str:
    return page.view.person.family.stands.uid if page.view.person else ""


def _ratna(at: Workspace) -> Speaker:
    def job(library: Library) -> Speaker:
        return next(each for each in speakers.all(library) if each.uid == "ratna")

    return at.session.store.call(job)


def _rows(page: PeoplePage, part: Part) -> list[str]:
    return [row.spoken for row in page.view.lists[part].rows.rows]


def _requests(at: Workspace, uid: str) -> tuple[ReplyRequest, ...]:
    def job(library: Library) -> list[Highlight]:
        return [*highlights.of_article(library, 1), *highlights.of_article(library, 2)]

    return next(each for each in at.session.store.call(job) if each.uid == uid).reply_requests


def _sheet() -> RequestSheet:
    (found,) = (each for each in dialogs() if isinstance(each, RequestSheet))
    return found


def test_a_speaker_has_all_quotes_by_date_those_merged_too(page: PeoplePage) -> None:
    listed = {each.family.stands.name: each.count for each in page.list.people.people}
    assert listed == {"Orang Dalam": 1, "Ratna Wibisono": 3}
    assert [row.key for row in page.view.lists[Part.QUOTES].rows.rows] == [
        "h-old",
        "h-pumps",
        "h-people",
    ]
    said = _rows(page, Part.QUOTES)[2]
    assert said.startswith("K-002. 14 Oct 2026 · Harian Contoh · Wali Kota Janjikan 120 Pompa")
    assert "contradicted. Wording: not yet checked · Claim: contradicted" in said
    assert page.view.head.counted.text() == "3 quotes in 2 articles · 13 Oct 2026 to 14 Oct 2026"
    assert page.view.head.merged.whole == "Merged into this one: R. Wibisono"
    counts = [page.view.tabs.tabText(place) for place in range(4)]
    assert counts == ["Quotes  3", "Promises  1", "Statistics  1", "Asked  0"]


def test_the_list_narrows_as_one_types_over_names_aliases_and_roles(page: PeoplePage) -> None:
    for typed, expected in (("wali", 1), ("bu rat", 1), ("R. Wib", 1), ("zz", 0), ("", 2)):
        page.sought.setText(typed)
        assert page.list.people.rowCount() == expected, typed
        assert page.nothing.isVisible() == (expected == 0)


def test_tab_goes_through_the_head_as_it_is_read(page: PeoplePage) -> None:
    head = page.view.head
    fields = [head.name, *head.about.fields, head.confidential, *head.leaving.fields]
    boxes = [each.focusProxy() or each for each in fields]
    walked: list[QWidget | None] = [boxes[0]]
    for _ in range(60):
        last = walked[-1]
        assert last is not None
        walked.append(last.nextInFocusChain())
    assert [each for each in walked if each in boxes][: len(boxes)] == boxes


def test_ctrl_c_copies_no_name_from_the_lists(
    at: Workspace, page: PeoplePage, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("before")
    ledger = at.desk.open("promises")
    assert isinstance(ledger, PromisesPage)
    qtbot.waitUntil(lambda: bool(ledger.table.chosen))
    for widget in (page.list, page.view.lists[Part.QUOTES], ledger.table):
        QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"


def test_enter_shows_a_quote_in_the_text_and_esc_comes_back(
    at: Workspace, page: PeoplePage, qtbot: QtBot
) -> None:
    listed = page.view.lists[Part.QUOTES]
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at.highlights.focused == "h-pumps")
    QTest.keyClick(at.reader.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.isVisible)
    assert (_shown(page), listed.key) == ("ratna", "h-pumps")


def test_a_promise_of_the_page_opens_in_the_ledger(
    at: Workspace, page: PeoplePage, qtbot: QtBot
) -> None:
    page.view.opened.emit(Part.PROMISES, "fact")
    ledger = at.desk.open("promises")
    assert isinstance(ledger, PromisesPage)
    qtbot.waitUntil(lambda: [each.key for each in ledger.table.chosen] == ["fact"])


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("role", "Wali Kota Arunika", "Wali Kota Arunika"),
        ("name", "Ratna  Wibisono, M.Si.", "Ratna Wibisono, M.Si."),
        ("aliases", "Bu Ratna; Ratna W., S.T.;;Bu Ratna", ("Bu Ratna", "Ratna W., S.T.")),
        ("name", " ", "Ratna Wibisono"),
    ],
)
def test_a_field_of_the_head_is_stored_when_it_is_left_and_undone_in_one(
    at: Workspace, page: PeoplePage, qtbot: QtBot, name: str, typed: str, stored: object
) -> None:
    head = page.view.head
    field = head.name if name == "name" else head.about.field(name)
    assert field is not None
    before = getattr(RATNA, name)
    field.type_again(typed)  # type: ignore[attr-defined] # of words, all of them
    qtbot.waitUntil(lambda: getattr(_ratna(at), name) == stored)
    saved(qtbot, at)
    if stored != before:
        at.session.undo()
        qtbot.waitUntil(lambda: getattr(_ratna(at), name) == before)
        qtbot.waitUntil(lambda: field.value == before)


def test_a_name_made_confidential_is_locked_and_asks_what_to_show(
    at: Workspace, page: PeoplePage, qtbot: QtBot
) -> None:
    head = page.view.head
    assert not head.leaving.isVisible()
    head.confidential.click()
    qtbot.waitUntil(lambda: _ratna(at).confidential)
    assert head.leaving.isVisible()
    shown_as = head.leaving.field("shown_as")
    assert shown_as is not None
    shown_as.type_again("an official")  # type: ignore[attr-defined] # of words
    qtbot.waitUntil(lambda: _ratna(at).shown_as == "an official")
    saved(qtbot, at)
    at.session.undo()
    at.session.undo()
    qtbot.waitUntil(lambda: not _ratna(at).confidential)
    qtbot.waitUntil(lambda: not head.confidential.isChecked())


def test_a_reply_is_asked_for_answered_and_taken_back(
    at: Workspace, page: PeoplePage, qtbot: QtBot
) -> None:
    page.ask()
    qtbot.waitUntil(lambda: any(isinstance(each, RequestSheet) for each in dialogs()))
    sheet = _sheet()
    assert [sheet.about.itemData(place) for place in range(3)] == ["h-old", "h-people", "h-pumps"]
    sheet.about.setCurrentIndex(2)
    sheet.question.setPlainText("Where do they stand?")
    sheet.dates["due"].setText("nearly")
    sheet.accept()
    assert sheet.isVisible()
    assert "“nearly” is not a date" in sheet.wrong.text()
    sheet.dates["due"].setText("15 November 2026")
    sheet.accept()
    qtbot.waitUntil(lambda: len(_requests(at, "h-pumps")) == 1)
    (asked,) = _requests(at, "h-pumps")
    assert (asked.asked, asked.due, asked.question) == (
        "2026-11-22",
        "2026-11-15",
        "Where do they stand?",
    )
    qtbot.waitUntil(lambda: page.view.tabs.tabText(3) == "Asked  1")
    (row,) = page.view.lists[Part.ASKED].rows.rows
    assert (row.aside, row.urgent, row.foot) == ("K-001", "7 days overdue", "no answer yet")
    page.view.opened.emit(Part.ASKED, row.key)
    qtbot.waitUntil(lambda: any(isinstance(each, RequestSheet) for each in dialogs()))
    _sheet().answer.setPlainText("At the river.")
    _sheet().accept()
    qtbot.waitUntil(lambda: _requests(at, "h-pumps")[0].answer == "At the river.")
    assert _requests(at, "h-pumps")[0].due == "2026-11-15"
    saved(qtbot, at)
    at.session.undo()
    at.session.undo()
    qtbot.waitUntil(lambda: _requests(at, "h-pumps") == ())


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (ReplyRequest(due="2026-11-21"), "1 day overdue"),
        (ReplyRequest(due="2026-11-22"), ""),
        (ReplyRequest(due="2026-11-01", answer="Yes."), ""),
        (ReplyRequest(due="2026-11-01", answered="2026-11-03", terms=Terms.BACKGROUND), ""),
        (ReplyRequest(), ""),
        (ReplyRequest(due="soon"), ""),
    ],
)
def test_a_reply_is_overdue_the_day_after_it_was_due(request_: ReplyRequest, expected: str) -> None:
    asked = Asked(request_, Said(highlight=1, uid="h"))
    assert worded.late(asked, WORDS, date(2026, 11, 22)) == expected
