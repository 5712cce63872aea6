"""Where fields of a card were read, what highlights by hand get, when nothing is offered."""

import dataclasses
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotations.detection import engine
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import Reading
from annotations.facts import LegalReference, Source
from annotations.model import Span, Speaker
from desktop.highlights.fields import Field
from desktop.highlights.speaker_field import SpeakerField
from desktop.jobs import change
from desktop.suggestions.ghost import ghost
from desktop.suggestions.offers import offers
from desktop.workspace import Workspace
from resources import catalogue
from tests.gui.suggesting import ALL, Desk, in_focus, pending, show, to_text, undo
from tests.made_suggestions import NUMBER
from tests.made_window import only, press, saved, select

J, Y = Qt.Key.Key_J, Qt.Key.Key_Y


def number(at: Workspace, qtbot: QtBot) -> Field:
    """Accept "36 ribu jiwa" and give its value's field."""
    at.suggestions.go_to(at.suggestions.pending[2].uid)
    press(at, Y)
    saved(qtbot, at)
    at.show_highlight(only(at).uid)
    found = at.highlights.card.facts("statistic").forms[0].field("value")
    assert found is not None
    return found


def box(field: Field) -> QWidget:
    found = field.focusProxy()
    assert isinstance(found, QWidget)
    return found


def test_a_field_says_its_source_words_and_its_rule(at: Workspace, qtbot: QtBot) -> None:
    value = box(number(at, qtbot))
    qtbot.waitUntil(lambda: "36 ribu" in value.toolTip())
    assert value.toolTip().split("<br>")[:3] == [
        "Value",
        "“36 ribu”",
        "A number and what it counts",
    ]
    assert value.property("guessed")


def test_a_field_in_focus_lights_its_source_words_in_the_text(at: Workspace, qtbot: QtBot) -> None:
    value = box(number(at, qtbot))
    value.setFocus()
    start = at.reader.view.rich.text.index("36 ribu")
    qtbot.waitUntil(lambda: list(at.reader.view.scene.lit) == [Span(start, start + 7)])
    at.reader.setFocus()
    qtbot.waitUntil(lambda: list(at.reader.view.scene.lit) == [])


def test_enter_in_a_field_confirms_it_and_keeps_its_source_words(
    at: Workspace, qtbot: QtBot
) -> None:
    value = box(number(at, qtbot))
    value.setFocus()
    QTest.keyClick(value, Qt.Key.Key_Return)
    saved(qtbot, at)
    (fact,) = only(at).statistics
    source = next(each for each in fact.sources if each.field == "value")
    assert (source.confirmed, source.rule, source.start >= 0) == (True, NUMBER, True)
    qtbot.waitUntil(lambda: not value.property("guessed"))
    undo(qtbot, at)
    assert not any(each.confirmed for each in only(at).statistics[0].sources)


def test_a_number_tagged_by_hand_gets_its_facts_in_the_same_step(
    at: Workspace, qtbot: QtBot
) -> None:
    select(at, "Ada 36 ribu jiwa")
    press(at, Qt.Key.Key_2)
    saved(qtbot, at)
    (fact,) = only(at).statistics
    assert (fact.value, fact.unit) == (Decimal(36000), "jiwa")
    assert "36 ribu jiwa" not in pending(at), "an own highlight says it already"
    undo(qtbot, at)
    assert at.session.highlights() == []
    assert pending(at) == ALL


def test_a_tag_added_later_brings_its_facts(at: Workspace, qtbot: QtBot) -> None:
    select(at, "24 kelurahan")
    press(at, Qt.Key.Key_Q)
    assert only(at).statistics == ()
    press(at, Qt.Key.Key_2)
    saved(qtbot, at)
    assert [fact.value for fact in only(at).statistics] == [Decimal(24)]


def test_a_quote_by_hand_gets_its_speaker(at: Workspace, qtbot: QtBot) -> None:
    select(at, "Itu terlambat")
    press(at, Qt.Key.Key_Q)
    saved(qtbot, at)
    speaker = at.session.speaker(only(at).speaker)
    assert speaker is not None
    assert speaker.name == "Bagas Utama"


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus
@pytest.mark.parametrize("answer", ["role 2", "Somebody else of that name", ""])
def test_a_quote_by_hand_whose_speaker_two_may_be_asks_at_its_field(
    at: Workspace, qtbot: QtBot, answer: str
) -> None:
    two = [Speaker(uid=f"{n}" * 8, name="Bagas Utama", role=f"role {n}") for n in (1, 2)]
    at.session.apply([change(None, each) for each in two], "Add speakers")
    select(at, "Itu terlambat")
    press(at, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    if answer:
        next(each for each in menu.actions() if answer in each.text()).trigger()
    saved(qtbot, at)
    field = at.highlights.card.field("speaker")
    assert isinstance(field, SpeakerField)
    speaker = at.session.speaker(only(at).speaker)
    known = {each.uid for each in two}
    if answer == "role 2":
        assert speaker is not None
        assert speaker.role == "role 2"
    elif answer:
        assert speaker is not None
        assert (speaker.name, speaker.uid in known) == ("Bagas Utama", False)
    else:
        assert speaker is None
        qtbot.waitUntil(lambda: field.text == "")
    assert only(at).attribution.speaker_as_written == "Bagas Utama"


@pytest.mark.parametrize(("key", "field"), [(Qt.Key.Key_N, "note"), (Qt.Key.Key_S, "speaker")])
def test_note_and_speaker_accept_the_suggestion_first(
    at: Workspace, qtbot: QtBot, key: Qt.Key, field: str
) -> None:
    press(at, J, key)
    saved(qtbot, at)
    assert only(at).quote.exact == ALL[0]
    found = at.highlights.card.field(field)
    assert found is not None
    assert found.focused


def test_what_asks_for_a_highlight_says_to_accept_first(at: Workspace, qtbot: QtBot) -> None:
    press(at, J, Qt.Key.Key_V)
    assert at.window_.notice.text == "This is a suggestion. Accept it first."
    assert at.session.highlights() == []
    press(at, Qt.Key.Key_F)
    saved(qtbot, at)
    assert only(at).starred


def test_suggestions_can_be_hidden_and_that_is_kept(desk: Desk) -> None:
    at = desk.open()
    press(at, J)
    at.window_.do("show_suggestions")
    assert at.suggestions.marks() == []
    assert in_focus(at) == ""
    assert not at.highlights.cards.ghost.isVisible()
    assert at.window_.status.suggestions_text == "Suggestions hidden"
    again = desk.open()
    assert not again.suggestions.shown
    press(again, J)
    assert in_focus(again) == ""
    again.window_.do("show_suggestions")
    assert again.window_.status.suggestions_text == "6 suggestions"
    assert again.window_.actions_["show_suggestions"].isChecked()


def test_a_rule_that_is_off_makes_none(at: Workspace, qtbot: QtBot) -> None:
    at.window_.program.change(rules_off=(NUMBER,))
    qtbot.waitUntil(lambda: pending(at) == [ALL[0], ALL[4]])


def test_another_language_of_the_article_has_the_rules_read_it_again(
    at: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    steps = engine.steps

    def watched(reading: Reading, *, off: Collection[str] = ()) -> Iterator[object]:
        seen.append(reading.language.code)
        return steps(reading, off=off)

    monkeypatch.setattr(engine, "steps", watched)
    opened = at.session.article
    assert opened is not None
    about = dataclasses.replace(opened.article.metadata, language="en")
    at.session.set_article_fields(opened.article, metadata=about)
    qtbot.waitUntil(lambda: seen == ["en"])
    saved(qtbot, at)


def test_a_read_only_library_shows_suggestions_and_says_why_they_stay(
    desk: Desk,
) -> None:
    at = desk.open(read_only=True)
    press(at, J)
    card = at.highlights.cards.ghost
    assert card.deeds == []
    assert card.summary is not None
    assert "read-only" in card.summary.failed
    press(at, Y)
    assert "read-only" in at.window_.notice.text
    assert pending(at) == ALL


def test_a_rule_that_breaks_is_said_and_the_article_stays_readable(
    at: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        RULES = ()

        def find(self, reading: Reading, found: object) -> Iterator[object]:
            raise ZeroDivisionError(reading, found)

    monkeypatch.setattr(engine, "DETECTORS", (Broken(),))
    with qtbot.captureExceptions() as broken:
        show(qtbot, at, 2)
        status = at.window_.status
        qtbot.waitUntil(lambda: status.suggestions_text == "Suggestions failed")
    assert [kind for kind, _, _ in broken] == [ZeroDivisionError]
    assert at.reader.view.rich.text
    show(qtbot, at, 1)
    assert pending(at) == ALL


def test_a_page_with_hundreds_of_suggestions_still_shows_one_card(
    at: Workspace, qtbot: QtBot
) -> None:
    at.suggestions._take(tuple(offers([each.of for each in at.suggestions.pending] * 100)))
    assert len(at.suggestions.pending) == 100 * len(ALL)
    to_text(qtbot, at)
    press(at, J, J)
    assert at.highlights.cards.cards.rowCount() == 1
    show(qtbot, at, 2)
    assert at.highlights.cards.cards.rowCount() == 0


def test_choosing_the_card_of_a_highlight_leaves_the_suggestion(
    at: Workspace, qtbot: QtBot
) -> None:
    press(at, J, Y, Qt.Key.Key_X)
    saved(qtbot, at)
    assert in_focus(at) == "36 ribu jiwa"
    at.highlights.cards.setFocus()
    QTest.keyClick(at.highlights.cards, Qt.Key.Key_Up)
    assert in_focus(at) == ALL[0]
    assert at.suggestions.focused == ""
    assert not at.highlights.cards.ghost.isVisible()


def test_the_buttons_of_the_card_do_what_the_keys_do(at: Workspace, qtbot: QtBot) -> None:
    press(at, J, J)
    deeds = {each.deed.name: each for each in at.highlights.cards.ghost.deeds}
    QTest.mouseClick(deeds["tag:legal"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(deeds["reject"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(deeds["accept"], Qt.MouseButton.LeftButton)
    saved(qtbot, at)
    made = [(each.quote.exact, each.tags) for each in at.session.highlights()]
    assert made == [("120 pompa", ("legal",)), ("24 kelurahan", ("statistic",))]
    assert at.reader.view.hasFocus()


def test_what_is_only_suggested_is_not_printed(at: Workspace, tmp_path: Path) -> None:
    def printed() -> int:
        file = tmp_path / "a.pdf"
        at.reader.print_to(QPdfWriter(str(file)))
        return file.stat().st_size

    before = printed()
    at.window_.do("show_suggestions")
    assert printed() == before


def test_a_number_tagged_before_the_rules_were_done_is_filled_then_in_the_same_step(
    at: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder = at.suggestions._finder
    monkeypatch.setattr(finder, "_start", lambda: None)
    at.suggestions.read_anew()
    at.suggestions._all = ()
    select(at, "Ada 36 ribu jiwa")
    press(at, Qt.Key.Key_2)
    saved(qtbot, at)
    assert only(at).statistics == ()
    monkeypatch.undo()
    finder._start()
    qtbot.waitUntil(lambda: bool(only(at).statistics))
    saved(qtbot, at)
    assert only(at).statistics[0].value == Decimal(36000)
    undo(qtbot, at)
    assert at.session.highlights() == []


def test_the_walk_goes_over_suggestions_from_the_list_of_cards_too(
    at: Workspace, qtbot: QtBot
) -> None:
    select(at, "Ada 36")
    press(at, Qt.Key.Key_Q)
    saved(qtbot, at)
    cards = at.highlights.cards
    cards.setFocus()
    qtbot.waitUntil(cards.hasFocus)
    walked = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_K, Qt.Key.Key_K):
        QTest.keyClick(cards, key)
        walked.append(in_focus(at))
    assert walked == ["36 ribu jiwa", "24 kelurahan", "36 ribu jiwa", "Ada 36", "120 pompa"]
    QTest.keyClick(cards, Qt.Key.Key_Y)
    saved(qtbot, at)
    assert "120 pompa" in [each.quote.exact for each in at.session.highlights()]
    assert cards.hasFocus()


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus
def test_names_are_offered_on_a_ground_that_can_be_read(at: Workspace, qtbot: QtBot) -> None:
    select(at, "Itu terlambat")
    press(at, Qt.Key.Key_Q)
    saved(qtbot, at)
    press(at, Qt.Key.Key_S)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "Bagas")
    completer = line.completer()
    assert completer is not None
    offered = completer.popup()
    assert offered is not None
    qtbot.waitUntil(offered.isVisible)
    ground = offered.grab().toImage().pixelColor(offered.width() // 2, offered.height() - 3)
    assert ground == QColor(at.theme.tokens["card"])
    offered.hide()


def test_a_row_read_from_all_the_words_of_a_suggestion_does_not_say_them_again() -> None:
    text = "Itu diatur Pasal 17 UU 8/2019."
    fact = LegalReference(
        instrument="UU",
        citation="Pasal 17 UU No. 8 Tahun 2019",
        jurisdiction="id",
        sources=(Source("citation", 11, 29, "legal"), Source("jurisdiction", 20, 22, "legal")),
    )
    found = Suggestion(kind=Kind.LEGAL, start=11, end=29, rule="legal", fact=fact)
    (offer,) = offers([found])
    beside = {row.label: row.faint for row in ghost(offer, text, catalogue("en")).rows}
    assert (beside["Citation"], beside["Jurisdiction"]) == ("", "“UU”")


def test_a_pane_without_cards_says_how_to_come_to_the_first_suggestion(
    at: Workspace, qtbot: QtBot
) -> None:
    empty = at.highlights._empty
    assert empty.isVisible()
    assert empty.text().endswith("J goes to the first suggestion.")
    show(qtbot, at, 2)
    assert "suggestion" not in empty.text()


def test_a_card_of_a_suggestion_is_seen_whole_when_a_long_card_above_it_closes(
    at: Workspace, qtbot: QtBot
) -> None:
    for words in ("KOTA CONTOH", "kata Ratna", "Wibisono. Ada", "kata Bagas", "Anggaran untuk"):
        select(at, words)
        press(at, Qt.Key.Key_2)
    saved(qtbot, at)
    cards = at.highlights.cards
    first = at.session.highlights()[0].uid
    for height in (480, 560, 640, 720):  # with more cards below than there is room for
        at.window_.resize(1440, height)
        at.show_highlight(first)
        qtbot.waitUntil(cards.live.isVisible)
        at.suggestions.go_to(at.suggestions.pending[1].uid)
        qtbot.waitUntil(lambda: not cards.live.isVisible())
        QApplication.processEvents()
        assert cards.ghost.geometry().top() >= 0, height
