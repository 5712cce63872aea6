"""Reports and annotations from the window: written, told of, stopped, taken back."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotations.queries import Filter
from annotations.vocabulary import EvidenceKind, Terms
from desktop import reporting
from desktop.desk.table.page import HighlightsPage
from desktop.main_window import MainWindow
from desktop.reporting import COMMENTS, PACK, Done, Order
from desktop.reports.dialog import ReportDialog
from desktop.reports.previewing import Lines, Page, Previews, Rows, Told
from desktop.workspace import Workspace
from tests.made_desk import at_table, choose, filled
from tests.made_evidence import PUMPS, rows, sheet, wait_for
from tests.made_window import dialogs, only, press, saved, select

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of sizes


def asked(window: MainWindow, output: Path, name: str = "csv") -> ReportDialog:
    """Ask for a report of everything in a format; the preview is of no interest here."""
    window.do("report")
    (dialog,) = (each for each in dialogs() if isinstance(each, ReportDialog))
    form = dialog.form
    form.format.setCurrentIndex(form.format.findData(name))
    form.file.setText(str(output))
    return dialog


def offers(window: MainWindow) -> list[str]:
    buttons = window.notice.findChildren(QPushButton)
    return [each.text() for each in buttons if each.isVisible()]


def told(window: MainWindow, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: words in window.notice.text, timeout=3_000)


def test_a_report_is_written_and_the_notice_leads_to_it(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    window, output = card.window_, tmp_path / "laporan.csv"
    dialog = asked(window, output)
    with qtbot.waitSignal(dialog.finished):
        dialog.accept()
    told(window, "The report is written: laporan.csv.", qtbot)
    assert PUMPS in output.read_text(encoding="utf-8-sig")
    assert offers(window) == ["Open", "Show in folder"]
    assert window.program.settings.report_format == "csv"


def test_what_is_left_out_is_said_before_and_after_writing(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    session, window = card.session, card.window_
    session.set_fields(only(card).uid, terms=Terms.OFF_RECORD)
    saved(qtbot, card)
    dialog = asked(window, tmp_path / "laporan.json", "json")
    qtbot.waitUntil(lambda: not dialog.previewing)
    left = "1 highlight was left out: off the record."
    assert dialog.preview.left_out.text() == left
    assert "None of the first" in dialog.preview.message.text()
    dialog.accept()
    told(window, left, qtbot)


def test_a_file_that_cannot_be_written_is_one_sentence(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    asked(card.window_, tmp_path / "none" / "laporan.csv").accept()
    told(card.window_, "its folder is not there", qtbot)
    assert offers(card.window_) == []


def test_a_report_is_stopped_from_the_notice(
    card: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[object] = []
    never = Event()

    def endless(*_: object) -> Iterator[Done]:
        try:
            while not never.wait(0.01):
                yield Done(3, 7)
        finally:
            closed.append(None)

    monkeypatch.setattr(reporting, "write_report", endless)
    monkeypatch.setattr("desktop.reports.room.SHOWN_AFTER", 0.0)
    window = card.window_
    asked(window, tmp_path / "laporan.csv").accept()
    told(window, "Writing the report… 3 of 7", qtbot)
    (cancel,) = (e for e in window.notice.findChildren(QPushButton) if e.text() == "Cancel")
    cancel.click()
    qtbot.waitUntil(lambda: bool(closed))
    told(window, "The report was not written.", qtbot)


def test_rows_chosen_in_the_table_are_what_the_report_is_of(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.libraries.open(filled(tmp_path / "test.kutip"))
    qtbot.waitUntil(lambda: window.workspace is not None)
    page: HighlightsPage = at_table(window, qtbot)
    choose(page, 4, 3)
    dialog = window.errands.reports.ask(page.view.chosen)
    assert dialog is not None
    assert dialog.form.part.currentText() == "of 2 chosen highlights"
    assert dialog.order().wanted == Filter(highlights=(4, 3))
    dialog.close()
    general = window.errands.reports.ask()
    assert general is not None
    names = [general.form.part.itemText(n) for n in range(general.form.part.count())]
    assert names[:2] == ["of 2 chosen highlights", "of all articles"]


def test_the_article_menu_asks_for_comments_on_the_open_article(card: Workspace) -> None:
    window = card.window_
    assert window.action("word_comments").isEnabled()
    window.do("word_comments")
    (dialog,) = (each for each in dialogs() if isinstance(each, ReportDialog))
    article = card.session.article
    assert article is not None
    assert dialog.order().format == COMMENTS
    assert dialog.order().article == article.article.id


# ---------------------------------------------------------------------- writing, without a dialog


def order(workspace: Workspace, output: Path, name: str) -> Order:
    from annotations.exporting.report import Grouping

    article = workspace.session.article
    number = article.article.id if article else 0
    return Order(
        wanted=Filter(), grouping=Grouping.ARTICLE, format=name, output=output, article=number
    )


@pytest.mark.parametrize(
    ("name", "part", "said"),
    [
        (PACK, "SHA256SUMS", "not that they were published"),
        (COMMENTS, "word/comments.xml", "1 comment is written: it."),
    ],
)
def test_a_pack_and_comments_are_written_and_told_of(
    card: Workspace, tmp_path: Path, name: str, part: str, said: str
) -> None:
    output = tmp_path / "it"
    session = card.session
    steps = list(reporting.write_report(session.store, order(card, output, name), card.words))
    assert said in " ".join(steps[-1].told)
    with zipfile.ZipFile(output) as archive:
        assert part in archive.namelist()


def test_a_report_that_is_given_up_leaves_no_file(card: Workspace, tmp_path: Path) -> None:
    work = reporting.write_report(
        card.session.store, order(card, tmp_path / "it.json", "json"), card.words
    )
    assert next(iter(work)).told == ()
    work.close()  # type: ignore[attr-defined] # a generator
    assert not list(tmp_path.glob("*it*"))


@pytest.mark.parametrize(("name", "kind"), [("xlsx", Rows), ("citations", Lines), ("csv", Rows)])
def test_a_preview_is_what_the_file_will_say(
    card: Workspace, tmp_path: Path, name: str, kind: type
) -> None:
    previews = Previews(card.session.store, card.words)
    made = list(previews.make(order(card, tmp_path / "it", name)))
    (shown,) = (each for each in made if isinstance(each, Rows | Lines))
    assert isinstance(shown, kind)
    assert PUMPS in str(shown)
    assert Told(1, 1) in made


def test_pages_are_drawn_as_they_will_be_set_on_paper(card: Workspace, tmp_path: Path) -> None:
    previews = Previews(card.session.store, card.words)
    try:
        made = list(previews.make(order(card, tmp_path / "it", "html")))
    finally:
        previews.close()
    pages = [each for each in made if isinstance(each, Page)]
    assert [each.number for each in pages] == list(range(1, pages[0].of + 1))
    first = pages[0]
    assert len(first.pixels) == first.width * first.height * 3
    assert min(first.pixels) < 64, "there is ink on it"


def test_a_preview_of_many_is_made_of_the_first_and_counts_all(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.reports.previewing.SAMPLE", 2)
    window.libraries.open(filled(tmp_path / "test.kutip"))
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    previews = Previews(workspace.session.store, workspace.words)
    wanted = order(workspace, tmp_path / "it", "json")
    said = [each for each in previews.make(wanted) if isinstance(each, Told)]
    assert [(each.sampled, each.total, each.counted) for each in said] == [
        (2, 4, False),
        (2, 4, True),
    ]
    again = [each for each in previews.make(wanted) if isinstance(each, Told)]
    assert [each.counted for each in again] == [True], "what was counted is kept"


# ---------------------------------------------------------------------- annotations


def test_annotations_come_in_are_told_of_and_taken_back(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    window, output = card.window_, tmp_path / "theirs.jsonld"
    session = card.session
    steps = reporting.write_report(session.store, order(card, output, "jsonld"), card.words)
    assert list(steps)
    again = json.loads(output.read_text(encoding="utf-8"))
    press(card, Qt.Key.Key_Delete)
    saved(qtbot, card)
    again["first"]["items"][0]["id"] = "urn:uuid:7f3c1c1e-6b7e-4a39-9a53-0123456789ab"
    output.write_text(json.dumps(again), encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    window.errands.taking.take([output, broken])
    told(window, "1 annotation taken in", qtbot)
    assert "broken.json" in window.notice.text
    qtbot.waitUntil(lambda: len(session.highlights()) == 1)
    assert session.undo_stack.undoText() == "Take in annotations"
    window.do("undo")
    qtbot.waitUntil(lambda: not session.highlights())


def test_who_holds_a_recording_is_asked_and_shown_on_its_row(card: Workspace, qtbot: QtBot) -> None:

    select(card, PUMPS)
    press(card, Qt.Key.Key_E)
    shown = sheet(qtbot)
    shown.kinds.button(3).click()
    assert shown.held.isVisible()
    shown.held.setText(" Redaksi  Kota ")
    shown.accept()
    (kept,) = wait_for(card, 1, qtbot)
    assert (kept.kind, kept.held_by) == (EvidenceKind.CALL, "Redaksi Kota")
    qtbot.waitUntil(lambda: bool(rows(card)))
    assert "held by Redaksi Kota" in rows(card)[0].accessibleName()
