"""Suggestions in the real window, by keys: walk, accept, reject, undo, quit, open again."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from annotations.detection import engine, texts
from annotations.facts import Commitment, WrittenDate
from annotations.model import Speaker
from annotations.storage import speakers
from annotations.vocabulary import DatePrecision, Origin, QuoteType, Verdict
from desktop.jobs import change
from desktop.suggestions.finding import _work
from desktop.suggestions.offers import is_offer
from desktop.workspace import Workspace
from tests.builders import rich
from tests.gui.suggesting import ALL, Desk, in_focus, pending, quotes, show, to_text, undo
from tests.made_window import press, saved, select

J, K, Y, X = Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Y, Qt.Key.Key_X


def test_an_article_shows_what_the_rules_see_as_ghost_lines_and_in_the_status_bar(
    at: Workspace,
) -> None:
    assert pending(at) == ALL
    marks = [mark for mark in at.reader.view.scene.marks if mark.suggestion]
    assert [mark.tags for mark in marks][:2] == [(), ("statistic",)]
    assert at.window_.status.suggestions_text == "6 suggestions"
    assert at.session.highlights() == []


def test_an_article_in_which_the_rules_see_nothing_says_so(at: Workspace, qtbot: QtBot) -> None:
    show(qtbot, at, 2)
    assert at.window_.status.suggestions_text == "No suggestions"
    assert pending(at) == []


def test_the_keys_walk_over_highlights_and_suggestions_in_reading_order(
    at: Workspace, qtbot: QtBot
) -> None:
    select(at, "Ada 36")
    press(at, Qt.Key.Key_Q)
    saved(qtbot, at)
    walked = []
    for _ in range(3):
        press(at, J)
        walked.append(in_focus(at))
    assert walked == ["36 ribu jiwa", "24 kelurahan", "Itu terlambat"]
    for _ in range(4):
        press(at, K)
        walked.append(in_focus(at))
    assert walked[3:] == ["24 kelurahan", "36 ribu jiwa", "Ada 36", "120 pompa"]


def test_the_card_of_a_suggestion_says_rule_speaker_facts_and_keys(at: Workspace) -> None:
    press(at, J)
    ghost = at.highlights.cards.ghost
    card = ghost.summary
    assert card is not None
    assert ghost.isVisible()
    rows = {row.label: row.value for row in card.rows}
    assert (card.heading, card.number) == ("Suggestion · Quote", "1 of 6")
    assert rows["Speaker"] == "Ratna Wibisono"
    assert rows["Found by"] == "Words in marks and who said them"
    keys = [each.deed.key for each in ghost.deeds]
    assert keys == ["Y", "X", "1", "2", "3"]
    press(at, J, J)
    assert ghost.summary is not None
    value = next(row for row in ghost.summary.rows if row.label == "Value")
    assert (value.value, value.faint) == ("36,000 jiwa", "“36 ribu”")


def test_accepting_makes_a_highlight_with_speaker_and_facts_and_goes_on(
    at: Workspace, qtbot: QtBot
) -> None:
    press(at, J, Y)
    assert in_focus(at) == "120 pompa"
    press(at, Y)
    saved(qtbot, at)
    quote, number = at.session.highlights()
    speaker = at.session.speaker(quote.speaker)
    assert speaker is not None
    assert speaker.name == "Ratna Wibisono"
    assert (quote.origin, quote.attribution.quote_type) == (Origin.SUGGESTION, QuoteType.DIRECT)
    assert number.statistics[0].value == Decimal(120)
    assert number.speaker == quote.speaker, "who speaks around a number says it"
    assert pending(at) == ALL[2:]


def test_numbers_accept_with_another_tag_and_the_plain_quote_with_none(
    at: Workspace, qtbot: QtBot
) -> None:
    press(at, J, Qt.Key.Key_1, J, Qt.Key.Key_Q)
    saved(qtbot, at)
    assert quotes(at) == [("Kami pasang 120 pompa", ("commitment",)), ("36 ribu jiwa", ())]


def test_a_whole_review_is_stored_and_there_again_after_quitting(desk: Desk, qtbot: QtBot) -> None:
    at = desk.open()
    press(at, J, Y, X, Qt.Key.Key_2, Qt.Key.Key_3)
    assert in_focus(at) == "Itu terlambat"
    press(at, Y, X)
    saved(qtbot, at)
    assert pending(at) == []
    assert at.window_.status.suggestions_text == "No suggestions left"
    undo(qtbot, at)
    assert (pending(at), in_focus(at)) == (["73 pompa"], "73 pompa")
    undo(qtbot, at)
    assert (pending(at), in_focus(at)) == (["Itu terlambat", "73 pompa"], "Itu terlambat")
    press(at, Y)
    saved(qtbot, at)
    statistic = next(each for each in at.session.highlights() if each.statistics)
    at.show_highlight(statistic.uid)
    value = at.highlights.card.facts("statistic").forms[0].field("value")
    assert value is not None
    box = value.focusProxy()
    assert isinstance(box, QLineEdit)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "37000")
    at.session.flush()
    saved(qtbot, at)
    undo(qtbot, at)
    undo(qtbot, at, "redo")
    before = at.session.highlights()
    again = desk.open()
    assert again is not at
    assert again.session.highlights() == before
    assert quotes(again) == [
        ("Kami pasang 120 pompa", ()),
        ("36 ribu jiwa", ("statistic",)),
        ("24 kelurahan", ("legal",)),
        ("Itu terlambat", ()),
    ]
    edited = next(each for each in again.session.highlights() if "statistic" in each.tags)
    (fact,) = edited.statistics
    assert fact.value == Decimal(37000)
    confirmed = {source.field for source in fact.sources if source.confirmed}
    assert confirmed == {"value"}
    assert pending(again) == ["73 pompa"]
    verdicts = [each.verdict for each in again.session.decisions]
    assert verdicts.count(Verdict.REJECTED) == 1
    assert verdicts.count(Verdict.ACCEPTED) == 4


def test_one_undo_takes_back_highlight_speaker_and_decision(at: Workspace, qtbot: QtBot) -> None:
    press(at, J, Y)
    saved(qtbot, at)
    undo(qtbot, at)
    assert (quotes(at), at.session.speakers, at.session.decisions) == ([], [], [])
    assert in_focus(at) == ALL[0]
    at.window_.do("redo")
    qtbot.waitUntil(lambda: len(at.session.highlights()) == 1)
    assert in_focus(at) == ALL[0]
    assert not is_offer(at.reader.view.scene.focused)


def test_an_undo_from_another_article_goes_back_to_the_suggestion(
    at: Workspace, qtbot: QtBot
) -> None:
    press(at, J, X)
    saved(qtbot, at)
    show(qtbot, at, 2)
    at.window_.do("undo")
    qtbot.waitUntil(lambda: at.suggestions.focused != "")
    assert in_focus(at) == ALL[0]


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus
def test_a_name_that_two_have_asks_and_esc_leaves_it_as_written(
    at: Workspace, qtbot: QtBot
) -> None:
    two = [Speaker(uid=f"{n}" * 8, name="Ratna Wibisono", role=f"role {n}") for n in (1, 2)]
    at.session.apply([change(None, each) for each in two], "Add speakers")
    saved(qtbot, at)
    press(at, J, Y)
    menu = at.suggestions.deciding.menu
    assert isinstance(menu, QMenu)
    offered = [action.text() for action in menu.actions() if action.isEnabled() and action.text()]
    assert offered[:2] == ["Ratna Wibisono, role 1", "Ratna Wibisono, role 2"]
    press(at, Y, X)
    assert at.suggestions.deciding.menu is menu, "keys behind the menu would decide it twice"
    assert pending(at) == ALL
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(at.session.highlights()) == 1)
    (left,) = at.session.highlights()
    assert (left.speaker, left.attribution.speaker_as_written) == ("", "Ratna Wibisono")
    undo(qtbot, at)
    assert in_focus(at) == ALL[0]
    to_text(qtbot, at)
    press(at, Y)
    menu = at.suggestions.deciding.menu
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(at.session.highlights()) == 1)
    saved(qtbot, at)
    (asked,) = at.session.highlights()
    assert asked.speaker == two[1].uid
    assert in_focus(at) == "120 pompa"


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus
def test_somebody_who_is_not_stored_yet_can_be_chosen(at: Workspace, qtbot: QtBot) -> None:
    known = Speaker(uid="00000000-0000-4000-8000-000000000001", name="Dr. Ratna Wibisono")
    press(at, J)
    at.session.apply([change(None, known)], "Add")
    at.suggestions.accept()  # before the disk has said anything
    menu = at.suggestions.deciding.menu
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(at.session.highlights()) == 1)
    saved(qtbot, at)
    assert [each.speaker for each in at.session.highlights()] == [known.uid]
    undo(qtbot, at)
    assert at.session.highlights() == []
    assert [each.name for each in at.session.store.call(speakers.all)] == [known.name]


@pytest.mark.parametrize(
    "published",
    [WrittenDate(), WrittenDate(start="2026-03", precision=DatePrecision.MONTH)],
    ids=["no date", "a month"],
)
def test_the_window_reads_deadlines_from_the_day_that_the_command_line_takes(
    published: WrittenDate,
) -> None:
    text = rich("Ara, 5 Maret 2026 - Bupati Rina Hartati berjanji membangun 12 sumur tahun ini.")
    (*_, offered) = _work((1, "id", published, frozenset(), None), text)
    reading = texts.reading_of_article(text.text, text.blocks, language="id", published=published)
    assert offered is not None
    found = tuple(each.of for each in offered)
    assert found == engine.suggest(reading)
    (pledge,) = (each.fact for each in found if isinstance(each.fact, Commitment))
    assert pledge.deadline.end == ("" if published.start else "2026-12-31")
