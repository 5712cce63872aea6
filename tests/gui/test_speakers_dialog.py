"""The registry of speakers: renamed, merged and taken apart, each by one step of undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from annotations.facts import Attribution
from annotations.model import Highlight, Speaker
from annotations.storage import highlights, speakers
from annotations.storage.store import Library, Store
from desktop.jobs import change
from desktop.session import Session
from desktop.speakers.sheet import SpeakersSheet
from desktop.theme import load_theme
from desktop.workspace import Workspace
from resources import catalogue
from tests.made_session import LAND, PUMPS, Signature, library_with_two, session_on, span_of
from tests.made_window import dialogs
from tests.made_window import saved as all_saved

RINA = Speaker(uid="rina", name="Rina Hartati", aliases=("Bu Rina",), role="camat")
HARTATI = Speaker(uid="hartati", name="R. Hartati")
SECRET = Speaker(uid="secret", name="Orang Dalam", confidential=True, shown_as="an officer")
OFFICE = Speaker(uid="office", name="Kecamatan Hulu", is_institution=True)


def _fill(library: Library) -> None:
    from annotations.anchoring import describe
    from annotations.storage import articles, history
    from annotations.storage.history import Change

    changes = [Change(None, each) for each in (RINA, HARTATI, SECRET, OFFICE)]
    for number, text, words, uid, written in (
        (1, PUMPS, "120 pompa", "rina", "Rina Hartati"),
        (1, PUMPS, "310 ribu jiwa", "rina", "Bu Rina"),
        (2, LAND, "Tiga kelurahan", "rina", "Bu Rina"),
        (2, LAND, "menunggu", "hartati", "R. Hartati"),
    ):
        made = Highlight(
            article_id=number,
            revision_id=articles.revision(library, number).id,
            quote=describe(text, span_of(words, text)),
            speaker=uid,
            attribution=Attribution(speaker_as_written=written),
        )
        changes.append(Change(None, made))
    history.replace(library, changes, label="Add")


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    store = library_with_two(tmp_path / "a.kutip")
    store.call(_fill, saving=True)
    with session_on(store) as session:
        with qtbot.waitSignal(session.article_opened):
            session.open_article(1)
        yield session


@pytest.fixture
def sheet(session: Session, qtbot: QtBot) -> Iterator[SpeakersSheet]:
    made = _open(session, qtbot)
    yield made
    made.close()


def _open(session: Session, qtbot: QtBot) -> SpeakersSheet:
    made = SpeakersSheet(None, session, load_theme("light"))  # type: ignore[arg-type] # a window of its own
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: any(person.count for person in made.list.people.people))
    return made


def _told(sheet: SpeakersSheet) -> dict[str, int]:
    return {each.family.stands.name: each.count for each in sheet.list.people.people}


def _saved(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.unsaved == 0 and not session._changing.saver.busy)


def _stored(session: Session) -> dict[str, Speaker]:
    return {each.uid: each for each in session.store.call(speakers.every)}


def _said_by(session: Session) -> dict[str, str]:
    found = session.store.call(
        lambda lib: [*highlights.of_article(lib, 1), *highlights.of_article(lib, 2)]
    )
    return {each.quote.exact: each.speaker for each in found}


def _type(sheet: SpeakersSheet, field: str, text: str) -> None:
    box = sheet.one.fields[field]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Tab)


def test_everybody_is_listed_with_the_count_of_his_highlights(sheet: SpeakersSheet) -> None:
    assert _told(sheet) == {
        "Kecamatan Hulu": 0,
        "Orang Dalam": 0,
        "R. Hartati": 1,
        "Rina Hartati": 3,
    }
    assert sheet.said.text() == "4 speakers"


def test_a_row_tells_a_screen_reader_all_that_is_drawn(sheet: SpeakersSheet) -> None:
    model = sheet.list.people
    told = [
        model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
    ]
    assert told[1] == "Orang Dalam, confidential, 0 highlights"
    assert told[3] == "Rina Hartati, camat, 3 highlights"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rina", ["Rina Hartati"]),
        ("bu ri", ["Rina Hartati"]),
        ("camat", ["Kecamatan Hulu", "Rina Hartati"]),
        ("hartati", ["R. Hartati", "Rina Hartati"]),
        ("nobody", []),
    ],
)
def test_names_aliases_and_roles_are_found(
    sheet: SpeakersSheet, typed: str, found: list[str]
) -> None:
    sheet.sought.setText(typed)
    assert [*_told(sheet)] == found


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "Rina Hartati Putri"),
        ("role", "bupati"),
        ("institution", "Pemkab Hulu"),
    ],
)
def test_what_is_typed_is_stored_when_it_is_left(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot, field: str, text: str
) -> None:
    sheet.choose("rina")
    _type(sheet, field, text)
    _saved(session, qtbot)
    assert getattr(_stored(session)["rina"], field) == text
    session.undo()
    qtbot.waitUntil(lambda: getattr(_stored(session)["rina"], field) == getattr(RINA, field))


def test_nobody_is_left_without_a_name(sheet: SpeakersSheet, session: Session) -> None:
    sheet.choose("rina")
    sheet.one.fields["name"].clear()
    _type(sheet, "name", "  ")
    assert sheet.one.fields["name"].text() == "Rina Hartati"
    assert session.unsaved == 0


def test_a_name_is_made_confidential_and_shown_as_something_else(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.choose("rina")
    assert not sheet.one.fields["shown_as"].isEnabled()
    sheet.one.confidential.click()
    qtbot.waitUntil(sheet.one.fields["shown_as"].isEnabled)
    _type(sheet, "shown_as", "a civil servant")
    _saved(session, qtbot)
    stored = _stored(session)["rina"]
    assert (stored.confidential, stored.shown_as) == (True, "a civil servant")


def test_a_name_is_added_once_and_forgotten_again(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.choose("rina")
    for text in ("Mbak Rina", "bu rina", "Mbak Rina"):
        sheet.one.added.setFocus()
        QTest.keyClicks(sheet.one.added, text)
        QTest.keyClick(sheet.one.added, Qt.Key.Key_Return)
    _saved(session, qtbot)
    assert _stored(session)["rina"].aliases == ("Bu Rina", "Mbak Rina")
    qtbot.waitUntil(lambda: "Mbak Rina" in sheet.one.names)
    remove = sheet.one.names["Mbak Rina"][1]
    assert remove is not None
    remove.click()
    _saved(session, qtbot)
    assert _stored(session)["rina"].aliases == ("Bu Rina",)


def _merge(sheet: SpeakersSheet, session: Session, qtbot: QtBot, *uids: str) -> None:
    sheet.choose(*uids)
    assert sheet.pages.currentWidget() is sheet.several
    sheet.several.button.click()
    _saved(session, qtbot)
    qtbot.waitUntil(lambda: sheet.pages.currentWidget() is not sheet.several)


def test_two_are_merged_under_the_name_with_most_highlights(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    _merge(sheet, session, qtbot, "rina", "hartati")
    assert _told(sheet)["Rina Hartati"] == 4
    assert "R. Hartati" not in _told(sheet)
    assert _stored(session)["hartati"].merged_into == "rina"
    assert _said_by(session)["menunggu"] == "hartati"  # it remembers whose it was
    assert sheet.one.person is not None
    assert sheet.one.person.uid == "rina"
    assert [*sheet.one.names] == ["Bu Rina", "R. Hartati"]
    assert session.speaker("hartati") == session.speaker("rina")


def test_another_name_can_be_chosen_to_stand(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.choose("rina", "hartati")
    texts = {button.text().split("  ")[0]: button for button in sheet.several.group.buttons()}
    chosen = texts["R. Hartati"]
    assert isinstance(chosen, QRadioButton)
    chosen.click()
    sheet.several.button.click()
    _saved(session, qtbot)
    assert _stored(session)["rina"].merged_into == "hartati"


def test_undo_in_the_dialog_takes_a_merge_back_in_one_step(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    before = _told(sheet)
    steps = session.undo_stack.count()
    _merge(sheet, session, qtbot, "rina", "hartati", "office")
    assert session.undo_stack.count() == steps + 1
    sheet.list.setFocus()
    QTest.keyClick(sheet.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _told(sheet) == before)
    assert not any(each.merged_into for each in _stored(session).values())
    QTest.keyClick(
        sheet.list,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: _stored(session)["office"].merged_into == "rina")


def test_merging_with_a_confidential_one_hides_both_and_says_so(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.choose("rina", "secret")
    assert "confidential" in sheet.several._said.text()
    sheet.several.button.click()
    _saved(session, qtbot)
    assert _stored(session)["rina"].confidential
    assert _stored(session)["rina"].shown_as == "an officer"


def test_a_merged_one_is_taken_apart_with_its_highlights(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    before = _told(sheet)
    _merge(sheet, session, qtbot, "rina", "hartati")
    sheet.one.names["R. Hartati"][0].click()
    qtbot.waitUntil(lambda: _told(sheet) == before)
    _saved(session, qtbot)
    assert _stored(session)["hartati"].merged_into == ""


def test_an_alias_is_taken_apart_with_the_highlights_that_use_it_in_one_step(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    before = _said_by(session)
    sheet.choose("rina")
    sheet.one.names["Bu Rina"][0].click()
    qtbot.waitUntil(lambda: _told(sheet).get("Bu Rina") == 2)
    _saved(session, qtbot)
    assert _told(sheet)["Rina Hartati"] == 1
    made = next(each for each in _stored(session).values() if each.name == "Bu Rina")
    after = _said_by(session)
    assert after == before | {"310 ribu jiwa": made.uid, "Tiga kelurahan": made.uid}
    assert _stored(session)["rina"].aliases == ()
    session.undo()
    qtbot.waitUntil(lambda: _said_by(session) == before)
    assert _stored(session)["rina"].aliases == ("Bu Rina",)
    assert made.uid not in _stored(session)


def test_only_who_said_nothing_can_be_deleted_and_comes_back(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.choose("rina")
    assert sheet.one.drop.isHidden()
    sheet.choose("office")
    assert not sheet.one.drop.isHidden()
    sheet.one.drop.click()
    qtbot.waitUntil(lambda: "Kecamatan Hulu" not in _told(sheet))
    session.undo()
    qtbot.waitUntil(lambda: "Kecamatan Hulu" in _told(sheet))


def test_two_of_one_name_are_pointed_at(
    sheet: SpeakersSheet, session: Session, qtbot: QtBot
) -> None:
    sheet.choose("hartati")
    assert sheet.one.twin.isHidden()
    _type(sheet, "name", "Rina Hartati")
    qtbot.waitUntil(lambda: not sheet.one.twin.isHidden())


def test_too_many_are_rather_chosen_by_mistake(session: Session, qtbot: QtBot) -> None:
    session.apply(
        [change(None, Speaker(uid=f"u{n}", name=f"Nama {n:02}")) for n in range(20)], "Add"
    )
    sheet = _open(session, qtbot)
    sheet.list.selectAll()
    assert not sheet.several.button.isEnabled()
    sheet.close()


def test_a_library_without_speakers_says_who_will_be_here(tmp_path: Path, qapp: object) -> None:
    del qapp
    with session_on(library_with_two(tmp_path / "a.kutip")) as session:
        made = SpeakersSheet(None, session, load_theme("dark"))  # type: ignore[arg-type] # alone
        made.show()
        assert made.nobody.text().startswith("Nobody yet")
        made.sought.setText("x")
        assert made.nobody.text() == "No speaker matches."
        made.close()


def test_in_a_library_that_is_read_only_all_is_shown_and_nothing_can_be_changed(
    tmp_path: Path, qtbot: QtBot
) -> None:
    store = library_with_two(tmp_path / "a.kutip")
    store.call(_fill, saving=True)
    store.close()
    store = Store.open(tmp_path / "a.kutip", read_only=True)
    session = Session(store, catalogue("en"), Signature())
    made = SpeakersSheet(None, session, load_theme("light"))  # type: ignore[arg-type] # alone
    made.show()
    qtbot.waitUntil(lambda: "Rina Hartati" in _told(made))
    made.choose("rina")
    assert made.one.fields["name"].isReadOnly()
    assert not made.one.names["Bu Rina"][0].isVisible()
    made.choose("rina", "hartati")
    assert not made.several.button.isEnabled()
    made.close()
    session.abandon()
    session.deleteLater()
    store.close()


def test_cards_show_the_speaker_that_stands_after_a_merge(card: Workspace, qtbot: QtBot) -> None:
    session = card.session
    (highlight,) = session.highlights()
    session.set_speaker(highlight.uid, "R. Hartati")
    session.apply([change(None, RINA)], "Add speaker")
    all_saved(qtbot, card)
    card.window_.do("speakers")
    (sheet,) = (each for each in dialogs() if isinstance(each, SpeakersSheet))
    spoke = session.highlight(highlight.uid).speaker  # type: ignore[union-attr]
    sheet.choose("rina", spoke)
    by_name = {each.text().split("  ")[0]: each for each in sheet.several.group.buttons()}
    by_name["Rina Hartati"].click()
    sheet.several.button.click()
    all_saved(qtbot, card)
    session.reload()
    qtbot.waitUntil(
        lambda: any(row.value.startswith("Rina Hartati") for row in card.highlights.shown[0].rows)
    )
