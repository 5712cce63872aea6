"""The law shelf: laws, provisions, and quotations held to the words of the law."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.facts import LegalReference
from annotations.model import Highlight
from annotations.storage import laws
from annotations.storage.store import Library
from annotations.wording import Compared, WordChange
from desktop.desk.laws import rows
from desktop.desk.laws.page import LawsPage
from desktop.highlights.fields import TextField
from desktop.jobs import change
from desktop.workspace import Workspace
from tests.made_evidence import PUMPS
from tests.made_window import press, saved, select

LAW = "Setiap kota wajib memasang pompa di sungai."


def reference(article: str, wording: str = "") -> LegalReference:
    return LegalReference(
        uid=str(uuid4()), jurisdiction="id", instrument="UU", number="8", year="2019",
        article=article, citation=f"Pasal {article} UU No. 8 Tahun 2019", wording=wording,
        iri=f"/akn/id/act/uu/2019/8#art_{article}",
    )  # fmt: skip


@pytest.fixture
def shelf(reading: Workspace, qtbot: QtBot) -> LawsPage:
    """A law that one highlight cites twice."""
    select(reading, PUMPS)
    press(reading, Qt.Key.Key_3)
    saved(qtbot, reading)
    (made,) = reading.session.highlights()
    facts = (reference("12", "kota wajib memasang dua pompa"), reference("5"))
    reading.session.apply([change(made, replace(made, legal=facts))], "Change")
    saved(qtbot, reading)
    page = reading.desk.open("laws")
    assert isinstance(page, LawsPage)
    qtbot.waitUntil(lambda: len(page.laws.rows.rows) == 1)
    return page


def titles(page: LawsPage) -> list[str]:
    return [row.title.partition(" ·")[0] for row in page.provisions.rows.rows]  # type: ignore[union-attr]


def paste(page: LawsPage, text: str = LAW) -> None:
    page.view.pasted.type_again(text)


def highlight_of(page: LawsPage) -> Highlight:
    (found,) = page._session.highlights()
    return found


def test_provisions_stand_in_order_with_who_cites_them(shelf: LawsPage) -> None:
    label = highlight_of(shelf).label
    assert titles(shelf) == ["Pasal 5", label, "Pasal 12", label]
    assert "2" in shelf.laws.rows.index(0).data()


def test_pasted_words_are_held_against_each_quotation_and_can_be_undone(
    shelf: LawsPage, reading: Workspace, qtbot: QtBot
) -> None:
    last = shelf.provisions.rows.rows[-1].key
    shelf.provisions.choose(last)
    assert not shelf.view.wording.isVisibleTo(shelf.view)
    paste(shelf)
    saved(qtbot, reading)
    compared = shelf.view.wording.compared
    assert compared
    assert (compared.same, compared.added, compared.missing) == (4, 1, 0)
    assert "dua" in [each.text for each in compared.pieces if each.change is WordChange.ADDED]
    assert "1 word added" in shelf.view.verdict.text()
    assert "[added: dua]" in shelf.view.wording.said.accessibleName()
    qtbot.waitUntil(lambda: "1 word added" in shelf.provisions.rows.rows[-1].spoken)  # type: ignore[union-attr]
    reading.session.undo()
    qtbot.waitUntil(lambda: shelf.view.text is None)
    assert reading.session.store.call(laws.provisions) == []


def test_a_save_goes_first_between_two_comparisons(
    shelf: LawsPage, reading: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.provisions.choose(shelf.provisions.rows.rows[-1].key)
    paste(shelf)
    saved(qtbot, reading)
    store, law = reading.session.store, shelf.law
    saves: list[Future[str]] = []
    done: list[bool] = []

    def slow(*_: object) -> tuple[None, Compared]:
        done.extend(each.done() for each in saves)
        saves.append(store.submit(lambda _: "saved", saving=True))
        return None, Compared(pieces=())

    jobs: list[Callable[[Library], object]] = []
    monkeypatch.setattr(rows, "against", slow)
    monkeypatch.setattr(shelf._session, "read", lambda job, _: jobs.append(job))
    assert law
    shelf._compare(law)
    store.call(jobs[0])

    assert done == [True]


def test_another_version_and_taking_one_away(
    shelf: LawsPage, reading: Workspace, qtbot: QtBot
) -> None:
    shelf.provisions.choose(shelf.provisions.rows.rows[2].key)
    paste(shelf)
    day = shelf.view.form.field("valid_from")
    assert isinstance(day, TextField)
    day.type_again("30 Feb")
    assert "30 Feb" in day.complaint
    day.type_again("8 Jan 2002")
    assert not day.complaint
    shelf.view.another.click()
    saved(qtbot, reading)
    stored = reading.session.store.call(laws.provisions)
    assert [(each.text, each.valid_from) for each in stored] == [(LAW, ""), (LAW, "2002-01-08")]
    assert shelf.view.versions.count() == 2
    shelf.view.remove.click()
    saved(qtbot, reading)
    (left,) = reading.session.store.call(laws.provisions)
    assert left.valid_from == "2002-01-08"


def test_enter_opens_a_reference_in_the_text_and_esc_leads_back(
    shelf: LawsPage, reading: Workspace, qtbot: QtBot
) -> None:
    shelf.provisions.choose(shelf.provisions.rows.rows[1].key)
    shelf.provisions.setFocus()
    QTest.keyClick(shelf.provisions, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not reading.desk.shown)
    qtbot.waitUntil(reading.reader.view.hasFocus)
    QTest.keyClick(reading.reader.view, Qt.Key.Key_Escape)
    assert reading.desk.shown
    assert reading.desk.desk.current == "laws"


def test_a_law_is_found_by_what_is_typed_and_an_empty_shelf_says_what_to_do(
    shelf: LawsPage, reading: Workspace, qtbot: QtBot
) -> None:
    shelf.sought.setText("pasal 99")
    assert shelf.laws.rows.rowCount() == 0
    shelf.sought.setText("uu 8 pasal 12")
    assert shelf.laws.rows.rowCount() == 1
    made = highlight_of(shelf)
    shelf.laws.setFocus()
    reading.session.apply([change(made, replace(made, legal=()))], "Change")
    saved(qtbot, reading)
    qtbot.waitUntil(shelf.nothing.isVisible)
    focus = shelf.focusWidget()
    assert focus is not None
    assert shelf.nothing.isAncestorOf(focus), "the keyboard is where something can be done"
    shelf.sought.setFocus()
    shelf.focus_first()
    assert shelf.focusWidget() is focus, "and so it is when one comes back"


def test_what_was_typed_is_kept_for_its_own_provision_when_another_one_is_chosen(
    shelf: LawsPage, reading: Workspace, qtbot: QtBot
) -> None:
    rows = shelf.provisions.rows.rows
    shelf.provisions.choose(rows[2].key)
    shelf.view.pasted.setFocus()
    QTest.keyClicks(shelf.view.pasted.box, "Setiap kota")
    shelf.provisions.choose(rows[0].key)
    assert shelf.provisions.key == rows[0].key
    assert shelf.view.pasted.text == ""
    saved(qtbot, reading)
    (stored,) = reading.session.store.call(laws.provisions)
    assert (stored.text, stored.iri) == ("Setiap kota", rows[2].key)
    assert stored.citation == "Pasal 12 UU No. 8 Tahun 2019"
    qtbot.waitUntil(lambda: shelf.provisions.rows.rows[2].spoken == "Pasal 12")  # type: ignore[union-attr]


def test_the_keyboard_goes_from_list_to_list_to_the_words_and_back(
    shelf: LawsPage, qtbot: QtBot
) -> None:
    shelf.provisions.choose(shelf.provisions.rows.rows[0].key)
    shelf.focus_first()
    QTest.keyClick(shelf.provisions, Qt.Key.Key_Left)
    qtbot.waitUntil(shelf.laws.hasFocus)
    QTest.keyClick(shelf.laws, Qt.Key.Key_Right)
    qtbot.waitUntil(shelf.provisions.hasFocus)
    QTest.keyClick(shelf.provisions, Qt.Key.Key_Return)
    qtbot.waitUntil(shelf.view.pasted.box.hasFocus)
    QTest.keyClick(shelf.view.pasted.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(shelf.provisions.hasFocus)
