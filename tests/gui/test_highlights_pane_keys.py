"""The live card by keyboard: tabs in order, in sight, and nothing to type where nothing is kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotations.storage import highlights
from annotations.storage.store import Store
from desktop.highlights.fields import NumberField
from desktop.highlights.pane import HighlightsPane
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
    return _shown(session, qtbot)


def _shown(session: Session, qtbot: QtBot) -> HighlightsPane:
    pane = HighlightsPane(session, load_theme("light"))
    qtbot.addWidget(pane)
    pane.resize(328, 420)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    return pane


def _box(pane: HighlightsPane, name: str) -> QWidget:
    field = pane.card.field(name)
    assert field is not None
    box = field.focusProxy()
    assert isinstance(box, QWidget)
    return box


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _saved(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.unsaved == 0 and not session._changing.saver.busy)


def test_tab_goes_down_the_card_and_what_has_the_keyboard_is_in_sight(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    pane.focus_highlight(session.add_highlight(span_of(PROMISE), ("commitment",)))
    pane.card.show_more()
    pane.focus_speaker(pane.focused)
    said = "speaker speaker_as_written role institution quote_type cue date_said terms"
    promised = "kind who what beneficiary deadline condition"
    noted = "wording claim note report_note assigned_to language text"
    names = f"{said} {promised} {noted}".split()
    for name in names:
        assert _focus() is _box(pane, name)
        qtbot.waitUntil(lambda: _in_sight(pane, _focus()))
        QTest.keyClick(_focus(), Qt.Key.Key_Tab)
    _saved(session, qtbot)


def _in_sight(pane: HighlightsPane, widget: QWidget) -> bool:
    top = widget.mapTo(pane.viewport, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= pane.viewport.height()


def test_esc_in_a_field_hands_over_and_goes_back_to_the_reader(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = session.add_highlight(span_of(PROMISE))
    pane.focus_note(uid)
    for name in ("note", "role"):
        box = _box(pane, name)
        box.setFocus()
        QTest.keyClicks(box, "periksa")
        with qtbot.waitSignal(pane.returned):
            QTest.keyClick(box, Qt.Key.Key_Escape)
    found = session.highlight(uid)
    assert found is not None
    assert (found.note, found.attribution.role) == ("periksa", "periksa")
    _saved(session, qtbot)


def test_enter_in_a_field_hands_over_and_goes_back_to_the_reader(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = session.add_highlight(span_of(PROMISE), tags=("statistic",))
    pane.focus_note(uid)
    for name in ("role", "institution"):
        box = _box(pane, name)
        box.setFocus()
        QTest.keyClicks(box, "dinas")
        with qtbot.waitSignal(pane.returned):
            QTest.keyClick(box, Qt.Key.Key_Return)
    found = session.highlight(uid)
    assert found is not None
    assert (found.attribution.role, found.attribution.institution) == ("dinas", "dinas")
    _saved(session, qtbot)


def test_enter_stays_in_a_field_whose_value_makes_no_sense(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    pane.focus_note(session.add_highlight(span_of(PROMISE), tags=("statistic",)))
    field = next(each for each in pane.card.findChildren(NumberField) if each.isVisible())
    box = field.focusProxy()
    assert isinstance(box, QWidget)
    box.setFocus()
    QTest.keyClicks(box, "banyak")
    with qtbot.assertNotEmitted(pane.returned):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert field.complaint
    _saved(session, qtbot)


def test_a_note_that_is_wanted_gets_the_caret(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    session.add_highlight(span_of(PROMISE), note=True)
    assert _focus() is _box(pane, "note")
    _saved(session, qtbot)


def test_a_long_note_grows_the_card_and_stays_in_sight(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    pane.focus_note(session.add_highlight(span_of(PROMISE)))
    before = pane.card.height()
    QTest.keyClicks(_box(pane, "note"), "kata " * 60)
    qtbot.waitUntil(lambda: pane.card.height() > before and _in_sight(pane, _box(pane, "note")))
    pane.flush()
    _saved(session, qtbot)


def test_a_long_quote_is_cut_and_shown_whole_when_asked(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    article = session.article
    assert article is not None
    text = article.text.text
    whole = replace(span_of(PROMISE), end=len(text))
    pane.resize(270, 420)
    pane.focus_highlight(session.add_highlight(whole))
    assert len(pane.card.quote) == 6
    assert pane.card.quote[-1].endswith("\u2026")
    pane.card.show_whole()
    qtbot.waitUntil(lambda: len(pane.card.quote) > 6)
    assert " ".join(pane.card.quote) == " ".join(text[whole.start :].split())
    qtbot.waitUntil(lambda: pane.card.height() == pane.cards.live_height)
    tall = pane.card.height()
    pane.card.show_whole(whole=False)
    qtbot.waitUntil(lambda: len(pane.card.quote) == 6 and pane.card.height() < tall)
    _saved(session, qtbot)


def test_a_translation_is_kept(session: Session, pane: HighlightsPane, qtbot: QtBot) -> None:
    pane.focus_highlight(session.add_highlight(span_of(PROMISE)))
    pane.card.show_more()
    for name, words in (("language", "en"), ("text", "We will finish 120 pumps")):
        box = _box(pane, name)
        box.setFocus()
        QTest.keyClicks(box, words)
        pane.flush()
    _saved(session, qtbot)
    (stored,) = session.store.call(lambda library: highlights.of_article(library, 1))
    (translation,) = stored.translations
    assert (translation.language, translation.text) == ("en", "We will finish 120 pumps")


def test_nothing_can_be_typed_in_a_library_that_is_read_only(
    session: Session, qtbot: QtBot
) -> None:
    uid = session.add_highlight(span_of(PROMISE))
    assert session.close()
    session.store.close()
    with session_on(Store.open(session.store.path, read_only=True)) as reading:
        with qtbot.waitSignal(reading.article_opened):
            reading.open_article(1)
        pane = _shown(reading, qtbot)
        pane.focus_highlight(uid)
        assert not _box(pane, "note").isEnabled()
        assert not _box(pane, "role").isEnabled()
        with qtbot.waitSignal(reading.failed):
            QTest.keyClick(pane.cards, Qt.Key.Key_Delete)
        assert [each.uid for each in reading.highlights()] == [uid]


def test_a_wrong_number_is_still_there_when_its_card_is_opened_again(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    uid = session.add_highlight(span_of("310 ribu jiwa"), ("statistic",))
    other = session.add_highlight(span_of("24 kelurahan"), ("statistic",))
    pane.focus_highlight(uid)
    QTest.keyClicks(_box(pane, "value"), "banyak")
    pane.focus_highlight(other)
    field = pane.card.field("value")
    assert isinstance(field, NumberField)
    assert (field.text, field.complaint) == ("", "")
    pane.focus_highlight(uid)
    assert field.text == "banyak"
    assert "banyak" in field.complaint
    _saved(session, qtbot)


def test_ctrl_z_belongs_to_a_field_until_it_is_left(
    session: Session, pane: HighlightsPane, qtbot: QtBot
) -> None:
    undone: list[bool] = []
    action = QAction(pane)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: undone.append(True))
    pane.addAction(action)
    pane.focus_highlight(session.add_highlight(span_of(PROMISE)))
    for name in ("role", "note"):
        box = _box(pane, name)
        box.setFocus()
        QTest.keyClicks(box, "kata")
        QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        pane.flush()
    assert undone == []
    found = session.highlight(pane.focused)
    assert found is not None
    assert (found.attribution.role, found.note) == ("", "")
    pane.cards.setFocus()
    QTest.keyClick(pane.cards, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]
    _saved(session, qtbot)
