"""What does not agree in the open article: over the cards, in the text, in the list."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from annotations.checking.found import Finding, Mismatch
from annotations.model import Span
from annotations.storage import articles, suggesting
from desktop.checks.checking import Checked, Elsewhere
from desktop.checks.section import FindingRow
from desktop.main_window import MainWindow
from desktop.reports.dialog import ReportDialog
from desktop.workspace import Workspace
from tests.made_checks import MONDAY, TUESDAY, open_dates, show
from tests.made_window import dialogs, saved, select

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus
Tip = Qt.ItemDataRole.ToolTipRole
Spoken = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def at(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Workspace:
    return open_dates(window, tmp_path / "test.kutip", qtbot)


def _rows(at: Workspace) -> list[FindingRow]:
    return at.checks.section.rows


def _words(at: Workspace) -> str:
    span = at.reader.selected_span()
    assert span is not None
    return at.session.article.text.text[span.start : span.end]  # type: ignore[union-attr]


def _links(row: FindingRow) -> dict[str, QPushButton]:
    return {link.text(): link for link in row.findChildren(QPushButton)}


def test_each_finding_is_a_sentence_with_its_working(at: Workspace) -> None:
    assert [(row.sentence, row.working) for row in _rows(at)] == [
        (TUESDAY, "14 October 2026 is a Wednesday"),
        (MONDAY, "20 October 2026 is a Tuesday"),
    ]
    assert at.checks.section.isVisible()
    assert at.checks.section.head.text() == "2 mismatches"


def test_a_screen_reader_hears_sentence_and_working_of_a_button(at: Workspace) -> None:
    row = _rows(at)[0]
    assert row.accessibleName() == f"{TUESDAY}. 14 October 2026 is a Wednesday"


def test_an_article_in_which_all_agrees_has_no_section(at: Workspace, qtbot: QtBot) -> None:
    show(at, 2, qtbot)
    assert at.checks.found == ()
    assert at.checks.section.isHidden()


def test_a_press_goes_to_the_passage(at: Workspace) -> None:
    QTest.mouseClick(_rows(at)[1], Qt.MouseButton.LeftButton)
    assert _words(at) == "Senin (20/10/2026)"
    QTest.keyClick(_rows(at)[0], Qt.Key.Key_Space)
    assert _words(at) == "Selasa (14/10/2026)"


def _about_two(at: Workspace) -> Checked:
    """Show a finding about two passages of the open article."""
    text = at.session.article.text.text  # type: ignore[union-attr]
    spans = tuple(
        Span(text.index(words), text.index(words) + len(words))
        for words in ("Warga mengungsi", "balai desa")
    )
    made = Checked(Finding(kind=Mismatch.NAME, spans=spans, message="Two names"))
    at.checks.section.show_findings([made])
    return made


def test_the_other_passages_are_lit_and_pressed_again_the_next_one_is_gone_to(
    at: Workspace,
) -> None:
    first, second = _about_two(at).finding.spans
    row = _rows(at)[0]
    scene = at.reader.view.scene
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert (_words(at), list(scene.lit)) == ("Warga mengungsi", [second])
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert (_words(at), list(scene.lit)) == ("balai desa", [first])
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert _words(at) == "Warga mengungsi"


def test_the_lights_go_out_when_somebody_selects_other_words(at: Workspace) -> None:
    _about_two(at)
    QTest.mouseClick(_rows(at)[0], Qt.MouseButton.LeftButton)
    at.reader.select(Span(0, 5))
    assert list(at.reader.view.scene.lit) == []


def _about_another(at: Workspace, qtbot: QtBot) -> Checked:
    """Show a finding about article 2, which stands there twice."""
    there = at.session.store.call(lambda library: articles.revision(library, 2)).text.text
    start = there.index("Air surut pada")
    text = at.session.article.text.text  # type: ignore[union-attr]
    here = text.index("Air naik")
    places = (
        Elsewhere(2, "Air Surut di Kampung Hulu", Span(start, start + 9)),
        Elsewhere(2, "Air & Surut", Span(start, start + 3)),
    )
    finding = Finding(kind=Mismatch.QUANTITY, spans=(Span(here, here + 8),), message="Otherwise")
    made = Checked(finding, places)
    at.checks.section.show_findings([made])
    qtbot.waitUntil(_rows(at)[0].isVisible)
    return made


def test_a_finding_about_another_article_opens_that_one_at_the_place(
    at: Workspace, qtbot: QtBot
) -> None:
    _about_another(at, qtbot)
    assert "In “Air Surut di Kampung Hulu”" in _rows(at)[0].accessibleName()
    QTest.mouseClick(_rows(at)[0], Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    qtbot.waitUntil(lambda: at.session.article.article.id == 2)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: at.reader.selected_span() is not None)
    assert _words(at) == "Air surut"


def test_it_shows_the_passage_here_where_that_is_wanted(at: Workspace, qtbot: QtBot) -> None:
    _about_another(at, qtbot)
    _links(_rows(at)[0])["Show the passage here"].click()
    assert at.session.article.article.id == 1  # type: ignore[union-attr]
    assert _words(at) == "Air naik"


def test_it_offers_the_other_articles_in_a_menu(at: Workspace, qtbot: QtBot) -> None:
    _about_another(at, qtbot)
    row = _rows(at)[0]
    _links(row)["1 more article"].click()
    (menu,) = row.findChildren(QMenu)
    (action,) = menu.actions()
    assert action.text() == "Air && Surut"
    action.trigger()
    menu.close()
    qtbot.waitUntil(lambda: at.session.article.article.id == 2)  # type: ignore[union-attr]


def test_keys_step_from_finding_to_finding_and_escape_goes_back_to_the_text(
    at: Workspace, qtbot: QtBot
) -> None:
    first, second = _rows(at)
    at.window_.activateWindow()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    qtbot.waitUntil(second.hasFocus)
    QTest.keyClick(second, Qt.Key.Key_K)
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Escape)
    qtbot.waitUntil(at.reader.view.hasFocus)


def test_the_section_folds_and_stays_so_with_the_next_article(at: Workspace, qtbot: QtBot) -> None:
    section = at.checks.section
    QTest.mouseClick(section.head, Qt.MouseButton.LeftButton)
    assert section.is_folded
    assert not _rows(at)[0].isVisible()
    assert at.window_.program.settings.checks_folded
    show(at, 2, qtbot)
    show(at, 1, qtbot)
    assert not _rows(at)[0].isVisible()
    QTest.mouseClick(section.head, Qt.MouseButton.LeftButton)
    assert _rows(at)[0].isVisible()


def test_many_findings_leave_most_of_the_pane_to_the_cards(at: Workspace, qtbot: QtBot) -> None:
    finding = Finding(kind=Mismatch.NAME, spans=(Span(0, 3),), message="A slip in a name")
    at.checks.section.show_findings([Checked(finding)] * 60)
    qtbot.waitUntil(lambda: _rows(at)[0].isVisible() and at.highlights.cards.height() > 0)
    assert 0 < at.checks.section.height() < at.highlights.height() / 2


def test_every_word_of_a_finding_is_seen(at: Workspace, qtbot: QtBot) -> None:
    long = Finding(kind=Mismatch.NAME, spans=(Span(0, 3),), message="Panjang " * 40)
    at.checks.section.show_findings([Checked(long)])
    qtbot.waitUntil(
        lambda: _rows(at)[0].height() >= _rows(at)[0].heightForWidth(_rows(at)[0].width())
    )


def test_findings_of_the_article_before_are_gone_at_once(at: Workspace, qtbot: QtBot) -> None:
    assert at.checks.found
    at.articles.choose(2)
    at.session.open_article(2)
    qtbot.waitUntil(lambda: at.session.article.article.id == 2)  # type: ignore[union-attr]
    assert at.checks.found == ()


def _read_all(at: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(at.checks.run.ended, timeout=20_000):
        at.window_.do("read_all")


def test_the_list_marks_the_articles_in_which_something_does_not_agree(
    at: Workspace, qtbot: QtBot
) -> None:
    model = at.articles.model
    _read_all(at, qtbot)
    qtbot.waitUntil(lambda: any(row.checks for row in map(model.row, (0, 1)) if row))
    marked = {row.id: row.checks for row in map(model.row, (0, 1)) if row}
    assert marked == {1: 2, 2: 0}
    index = model.index(model.row_of(1))
    assert index.data(Tip).startswith("2 mismatches: figures, dates")
    assert "2 mismatches" in index.data(Spoken)
    other = model.index(model.row_of(2))
    assert other.data(Tip) is None
    assert "mismatch" not in other.data(Spoken)


def test_a_row_says_it_with_a_sign_and_a_tool_tip(at: Workspace, qtbot: QtBot) -> None:
    view, model = at.articles.view, at.articles.model
    place = view.visualRect(model.index(model.row_of(1)))
    plain = view.viewport().grab(place).toImage()
    _read_all(at, qtbot)
    qtbot.waitUntil(lambda: any(row.checks for row in map(model.row, (0, 1)) if row))
    qtbot.waitUntil(lambda: view.viewport().grab(place).toImage() != plain)
    centre = place.center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, centre, view.viewport().mapToGlobal(centre))
    assert view.viewportEvent(event)


def test_the_list_says_the_same_of_an_article_as_is_shown_when_it_is_open(
    at: Workspace, qtbot: QtBot
) -> None:
    _read_all(at, qtbot)
    store = at.session.store
    revision = at.session.article.revision.id  # type: ignore[union-attr]
    store.call(lambda library: suggesting.note_checks(library, revision, 9), saving=True)
    show(at, 2, qtbot)
    show(at, 1, qtbot)
    qtbot.waitUntil(lambda: store.call(lambda lib: suggesting.runs(lib, [1]))[1].checks == 2)


def test_the_card_of_a_highlight_says_what_does_not_agree_about_its_words(
    at: Workspace, qtbot: QtBot
) -> None:
    for words in ("mengungsi pada Selasa", "Air naik"):
        select(at, words)
        at.window_.do("quote")
    saved(qtbot, at)
    about, other = at.highlights.shown
    assert about.mismatch == f"{TUESDAY} (14 October 2026 is a Wednesday)."
    assert TUESDAY in about.spoken
    assert other.mismatch == ""
    at.show_highlight(about.uid)
    assert at.highlights.card._notice.text == about.mismatch


def test_a_card_says_so_no_longer_once_its_highlight_stands_on_other_words(
    at: Workspace, qtbot: QtBot
) -> None:
    select(at, "Selasa (14/10/2026)")
    at.window_.do("quote")
    saved(qtbot, at)
    (made,) = at.session.highlights()
    text = at.session.article.text.text  # type: ignore[union-attr]
    start = text.index("Air naik")
    at.session.move_end(made.uid, Span(start, start + 8))
    saved(qtbot, at)
    assert at.highlights.shown[0].mismatch == ""


def test_a_report_from_the_window_has_checks_where_the_box_was_ticked(
    at: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    select(at, "mengungsi pada Selasa")
    at.window_.do("quote")
    saved(qtbot, at)
    for ticked in (False, True):
        at.window_.do("report")
        (dialog,) = (each for each in dialogs() if isinstance(each, ReportDialog))
        assert not dialog.form.checks.isChecked()
        if ticked:
            dialog.form.checks.click()
        output = tmp_path / f"{ticked}.html"
        dialog.form.file.setText(str(output))
        dialog.accept()
        qtbot.waitUntil(output.exists, timeout=20_000)
        assert (TUESDAY in output.read_text(encoding="utf-8")) is ticked
        qtbot.waitUntil(lambda: not dialogs())
