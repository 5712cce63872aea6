"""The pane of highlights on a real session: cards in order, one of them live."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Highlight
from annotations.storage import highlights
from annotations.storage.history import Change, replace
from annotations.storage.store import Store
from annotations.vocabulary import CheckKind, ClaimState, QuoteType
from desktop import edits
from desktop.highlights.fields import ChoiceField, Field, NumberField, TextField
from desktop.highlights.pane import HighlightsPane
from desktop.highlights.speaker_field import SpeakerField
from desktop.session import Session
from desktop.theme import load_theme
from tests.made_session import library_with_two, session_on, span_of

PROMISE = "Kami pastikan 120 pompa selesai dipasang sebelum 1 Desember 2026"


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with session_on(library_with_two(tmp_path / "a.kutip")) as session:
        with qtbot.waitSignal(session.article_opened):
            session.open_article(1)
        yield session


@pytest.fixture
def pane(session: Session, qtbot: QtBot) -> HighlightsPane:
    pane = HighlightsPane(session, load_theme("light"))
    qtbot.addWidget(pane)
    pane.resize(328, 900)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    return pane


def _stored(session: Session) -> list[Highlight]:
    return session.store.call(lambda library: highlights.of_article(library, 1))


def _saved(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.unsaved == 0 and not session._changing.saver.busy)


def _focused(session: Session, pane: HighlightsPane, words: str, *tags: str) -> str:
    uid = session.add_highlight(span_of(words), tags)
    pane.focus_highlight(uid)
    return uid


def _field(pane: HighlightsPane, name: str) -> Field:
    field = pane.card.field(name)
    assert field is not None
    return field


def _box(field: Field) -> QWidget:
    box = field.focusProxy()
    assert isinstance(box, QWidget)
    return box


def _type(qtbot: QtBot, field: Field, text: str) -> None:
    box = _box(field)
    box.setFocus()
    QTest.keyClicks(box, text)


def test_cards_stand_in_reading_order_under_their_count(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    for words, tag in (("Pasal 12 ayat (3)", "legal"), (PROMISE, "commitment")):
        session.add_highlight(span_of(words), (tag,))
    _saved(session, qtbot)
    cards = pane.shown
    assert [(card.quote, card.number) for card in cards] == [
        (PROMISE, "K-002"),
        ("Pasal 12 ayat (3)", "K-001"),
    ]
    assert [card.heading for card in cards] == ["Commitment", "Legal reference"]
    assert pane.heading == "2 highlights"


def test_an_article_without_highlights_says_how_to_make_one(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    before = pane.empty
    session.add_highlight(span_of(PROMISE))
    assert (before, pane.empty) == (True, False)
    _saved(session, qtbot)


def test_a_click_on_a_card_asks_the_reader_to_go_there(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    first = session.add_highlight(span_of(PROMISE))
    second = session.add_highlight(span_of("310 ribu jiwa"))
    place = pane.place_of(second)
    with qtbot.waitSignal(pane.highlight_chosen) as chosen:
        QTest.mouseClick(pane.viewport, Qt.MouseButton.LeftButton, pos=place.center())
    assert chosen.args == [second]
    assert pane.focused == second
    with qtbot.waitSignal(pane.highlight_chosen) as chosen:
        QTest.keyClick(pane.cards, Qt.Key.Key_Up)
    assert (chosen.args, pane.focused) == ([first], first)
    with qtbot.waitSignal(pane.returned):
        QTest.keyClick(pane.cards, Qt.Key.Key_Escape)
    QTest.keyClick(pane.cards, Qt.Key.Key_Delete)
    assert [each.uid for each in session.highlights()] == [second]
    _saved(session, qtbot)


def test_a_note_is_stored_while_it_is_typed_and_is_one_step(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = _focused(session, pane, PROMISE)
    _saved(session, qtbot)
    pane.focus_note(uid)
    note = _field(pane, "note")
    assert _box(note).hasFocus()
    _type(qtbot, note, "per")
    qtbot.waitUntil(lambda: [each.note for each in _stored(session)] == ["per"], timeout=2000)
    _type(qtbot, note, "iksa")
    assert session.close()
    assert session.undo_stack.count() == 2


def test_who_types_without_a_pause_is_stored_within_two_seconds_all_the_same(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = _focused(session, pane, PROMISE)
    _saved(session, qtbot)
    pane.focus_note(uid)
    box = _box(_field(pane, "note"))
    typing = QTimer()
    typing.timeout.connect(lambda: QTest.keyClick(box, Qt.Key.Key_A))
    typing.start(40)
    qtbot.waitUntil(lambda: len(_stored(session)[0].note) > 3, timeout=2000)
    qtbot.waitUntil(lambda: len(_stored(session)[0].note) > 30, timeout=4000)
    typing.stop()
    pane.flush()
    _saved(session, qtbot)
    assert session.undo_stack.count() == 2


def test_what_was_typed_is_handed_over_when_another_article_opens(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = _focused(session, pane, PROMISE)
    pane.focus_note(uid)
    _type(qtbot, _field(pane, "note"), "periksa")
    with qtbot.waitSignal(session.article_opened):
        session.open_article(2)
    assert [each.note for each in _stored(session)] == ["periksa"]
    assert pane.focused == ""


def test_what_was_typed_is_handed_over_when_another_card_gets_the_focus(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    other = session.add_highlight(span_of("310 ribu jiwa"))
    uid = _focused(session, pane, PROMISE)
    _type(qtbot, _field(pane, "note"), "periksa")
    pane.focus_highlight(other)
    found = session.highlight(uid)
    assert found is not None
    assert found.note == "periksa"
    assert _field(pane, "note").value == ""
    _saved(session, qtbot)


def test_ctrl_z_in_a_field_undoes_typing_and_not_the_library(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = _focused(session, pane, PROMISE)
    role = _field(pane, "role")
    _type(qtbot, role, "Wali Kota")
    QTest.keyClick(_box(role), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.highlight(uid) is not None
    role.flush()
    found = session.highlight(uid)
    assert found is not None
    assert found.attribution.role == ""
    _saved(session, qtbot)


def test_what_is_being_typed_is_not_overwritten_by_another_window(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = _focused(session, pane, PROMISE)
    _saved(session, qtbot)
    pane.focus_note(uid)
    note = _field(pane, "note")
    _type(qtbot, note, "dari sini")
    (stored,) = _stored(session)
    theirs = edits.with_fields(stored, {"note": "dari sana"})
    with Store.open(session.store.path) as other:
        other.call(lambda lib: replace(lib, [Change(stored, theirs)], label="x"), saving=True)
    session.reload()
    qtbot.waitUntil(lambda: _stored(session)[0].note != "dari sana")
    _saved(session, qtbot)
    assert _stored(session)[0].note.split("\n\n---\n\n") == ["dari sana", "dari sini"]
    assert isinstance(note, TextField)
    assert note.text == _stored(session)[0].note
    _type(qtbot, note, " lagi")
    note.flush()
    _saved(session, qtbot)
    assert _stored(session)[0].note.endswith("dari sini lagi")


def test_a_number_is_read_kindly_and_a_wrong_one_says_so_and_stays(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    _focused(session, pane, "310 ribu jiwa", "statistic")
    value = _field(pane, "value")
    assert isinstance(value, NumberField)
    _type(qtbot, value, "banyak")
    value.flush()
    assert "\u201cbanyak\u201d is not a number" in value.complaint
    assert value.text == "banyak"
    assert session.highlights()[0].statistics == ()
    _box(value).setProperty("text", "")
    _type(qtbot, value, "310 ribu")
    value.flush()
    assert (value.complaint, value.text) == ("", "310,000")
    _saved(session, qtbot)
    (fact,) = _stored(session)[0].statistics
    assert fact.value == Decimal(310000)
    assert [(source.field, source.confirmed) for source in fact.sources] == [("value", True)]


def test_facts_are_added_and_removed(session: Session, pane: HighlightsPane, qtbot: QtBot) -> None:
    _focused(session, pane, "310 ribu jiwa", "statistic")
    _type(qtbot, _field(pane, "unit"), "jiwa")
    _field(pane, "unit").flush()
    facts = pane.card.facts("statistic")
    facts.add()
    assert len(facts.forms) == 2
    second = facts.forms[1].field("unit")
    assert second is not None
    _type(qtbot, second, "kelurahan")
    second.flush()
    _saved(session, qtbot)
    assert [fact.unit for fact in _stored(session)[0].statistics] == ["jiwa", "kelurahan"]
    facts.remove(facts.forms[0].uid)
    _saved(session, qtbot)
    assert [fact.unit for fact in _stored(session)[0].statistics] == ["kelurahan"]
    assert [form.uid for form in facts.forms] == [_stored(session)[0].statistics[0].uid]
    session.undo()
    _saved(session, qtbot)
    assert [fact.unit for fact in session.highlights()[0].statistics] == ["jiwa", "kelurahan"]


def test_facts_of_a_tag_taken_off_are_hidden_and_kept(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = _focused(session, pane, "310 ribu jiwa", "statistic")
    _type(qtbot, _field(pane, "unit"), "jiwa")
    _field(pane, "unit").flush()
    session.toggle_tag(uid, "statistic")
    assert pane.card.facts("statistic").isHidden()
    assert [row.value for row in pane.shown[0].rows] == ["not yet checked"]
    session.toggle_tag(uid, "statistic")
    assert not pane.card.facts("statistic").isHidden()
    _saved(session, qtbot)
    assert _stored(session)[0].statistics[0].unit == "jiwa"


def test_a_typed_speaker_is_found_or_made_and_can_be_confidential(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = _focused(session, pane, PROMISE)
    speaker = _field(pane, "speaker")
    assert isinstance(speaker, SpeakerField)
    _type(qtbot, speaker, "Ratna Wibisono")
    QTest.keyClick(_box(speaker), Qt.Key.Key_Return)
    assert [each.name for each in session.speakers] == ["Ratna Wibisono"]
    assert pane.card.field("shown_as") is None
    speaker.confidential_toggled.emit(True)
    shown_as = _field(pane, "shown_as")
    assert not shown_as.isHidden()
    _type(qtbot, shown_as, "seorang pejabat")
    shown_as.flush()
    _saved(session, qtbot)
    assert session.speakers[0].confidential
    assert session.speakers[0].shown_as == "seorang pejabat"
    assert session.highlight(uid) == _stored(session)[0]


def test_a_name_of_two_stays_typed_until_one_is_chosen(
    session: Session, pane: HighlightsPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = _focused(session, pane, PROMISE)
    for name in ("Bagas", "Rina"):
        session.set_speaker(uid, name)
        known = next(each for each in session.speakers if each.name == name)
        session.set_speaker_fields(known.uid, aliases=("Ketua",))
    session.set_speaker(uid, "")
    speaker = _field(pane, "speaker")
    assert isinstance(speaker, SpeakerField)
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)
    speaker.box.setFocus()
    assert isinstance(speaker.box, QLineEdit)
    speaker.box.setText("Ketua")
    with qtbot.waitSignal(session.speaker_ambiguous):
        speaker.flush()
    assert speaker.text == "Ketua"
    rina = next(each for each in session.speakers if each.name == "Rina")
    speaker.flush()
    assert speaker.text == "Ketua"
    speaker.choose(rina.uid)
    found = session.highlight(uid)
    assert found is not None
    assert found.speaker == rina.uid
    assert _field(pane, "speaker").value == "Rina"
    _saved(session, qtbot)


def test_both_checks_are_set_with_who_and_how(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    _focused(session, pane, PROMISE)
    claim = _field(pane, "claim")
    assert isinstance(claim, ChoiceField)
    claim.box.setCurrentIndex(3)
    claim.box.activated.emit(3)
    how = _field(pane, "claim_how")
    assert not how.isHidden()
    _type(qtbot, how, "rekaman rapat")
    how.flush()
    _saved(session, qtbot)
    (check,) = _stored(session)[0].checks
    assert (check.kind, check.state) == (CheckKind.CLAIM, ClaimState.SUPPORTED)
    assert (check.who, check.how) == ("S.L.", "rekaman rapat")


def test_rare_fields_are_behind_a_button_and_filled_ones_always_seen(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = _focused(session, pane, PROMISE, "commitment")
    assert pane.card.field("condition") is None
    pane.card.show_more()
    _type(qtbot, _field(pane, "condition"), "bila anggaran turun")
    _field(pane, "condition").flush()
    pane.focus_highlight("")
    pane.focus_highlight(uid)
    assert not _field(pane, "condition").isHidden()
    assert _field(pane, "beneficiary").isHidden()
    _saved(session, qtbot)


def test_an_enumeration_is_a_choice(session: Session, pane: HighlightsPane, qtbot: QtBot) -> None:
    _focused(session, pane, PROMISE)
    kind = _field(pane, "quote_type")
    assert isinstance(kind, ChoiceField)
    kind.box.activated.emit(1)
    _saved(session, qtbot)
    assert _stored(session)[0].attribution.quote_type is QuoteType.DIRECT


def test_a_thousand_highlights_are_one_live_card(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    before = len(pane.findChildren(QWidget))
    for _ in range(100):
        session.add_highlight(span_of(PROMISE))
    _saved(session, qtbot)
    assert len(pane.shown) == 100
    assert len(pane.findChildren(QWidget)) == before
