"""Evidence on a card: added, said of, removed, gone to, all by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotations.importing import subtitles
from annotations.storage import articles
from annotations.storage.articles import NewArticle
from annotations.vocabulary import EvidenceKind, EvidenceStance
from desktop.workspace import Workspace
from tests.made_evidence import (
    PEOPLE,
    SOUND,
    attach,
    bytes_of,
    chosen,
    focus_cards,
    kept,
    key,
    rows,
    sheet,
    type_in,
    wait_for,
)
from tests.made_window import dialogs, only, press, saved, select

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of menus


def test_a_file_is_attached_by_keys_alone(card: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    recording = tmp_path / "wawancara.mp3"
    recording.write_bytes(SOUND)
    press(card, Qt.Key.Key_E)
    asked = sheet(qtbot)
    key(Qt.Key.Key_Return)  # nothing chosen yet: it asks which file
    qtbot.waitUntil(lambda: any(isinstance(each, QFileDialog) for each in dialogs()))
    chooser = next(each for each in dialogs() if isinstance(each, QFileDialog))
    chooser.filesSelected.emit([str(recording)])
    chooser.close()
    assert "wawancara.mp3" in asked.file.text()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    (evidence,) = wait_for(card, 1, qtbot)
    assert evidence.kind is EvidenceKind.FILE
    assert evidence.stance is EvidenceStance.SUPPORTS
    assert (evidence.file_name, evidence.media_type) == ("wawancara.mp3", "audio/mpeg")
    assert bytes_of(card, evidence) == SOUND
    assert "wawancara.mp3" in rows(card)[0].accessibleName()
    recording.unlink()
    assert bytes_of(card, evidence) == SOUND


def test_an_address_is_kept_with_its_archived_copy_and_its_day(
    card: Workspace, qtbot: QtBot
) -> None:
    press(card, Qt.Key.Key_E)
    asked = sheet(qtbot)
    key(Qt.Key.Key_Right)
    assert asked.kind is EvidenceKind.URL
    asked.url.setFocus()
    type_in("arunika.example")
    key(Qt.Key.Key_Return)
    assert asked.complaint.isVisible()
    asked.url.selectAll()
    type_in("https://arunika.example/pompa")
    key(Qt.Key.Key_Tab)
    type_in("https://web.archive.org/x")
    key(Qt.Key.Key_Tab)
    asked.date.selectAll()
    type_in("2026-10-15")
    key(Qt.Key.Key_Return)
    (evidence,) = wait_for(card, 1, qtbot)
    assert evidence.url == "https://arunika.example/pompa"
    assert evidence.archived_url == "https://web.archive.org/x"
    assert evidence.looked_at == "2026-10-15"
    assert "arunika.example/pompa" in rows(card)[0].accessibleName()
    chosen(card, "Show address", qtbot)
    assert "https://arunika.example/pompa" in card.window_.notice.text


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("K-002", EvidenceKind.HIGHLIGHT), ("Gugatan", EvidenceKind.ARTICLE)],
)
def test_another_highlight_or_article_is_named_and_gone_to(
    card: Workspace, qtbot: QtBot, typed: str, kind: EvidenceKind
) -> None:
    first = card.highlights.focused
    select(card, PEOPLE)
    press(card, Qt.Key.Key_2)
    saved(qtbot, card)
    card.show_highlight(first)
    press(card, Qt.Key.Key_E)
    asked = sheet(qtbot)
    key(Qt.Key.Key_Right, Qt.Key.Key_Right)
    chooser = asked._chooser
    chooser.field.setFocus()
    type_in(typed)
    qtbot.waitUntil(lambda: chooser.chosen is not None)
    key(Qt.Key.Key_Return)
    (evidence,) = wait_for(card, 1, qtbot)
    assert evidence.kind is kind
    shown = PEOPLE if kind is EvidenceKind.HIGHLIGHT else "Gugatan Warga"
    qtbot.waitUntil(lambda: shown in rows(card)[0].accessibleName())
    chosen(card, "Go there", qtbot)
    if kind is EvidenceKind.HIGHLIGHT:
        qtbot.waitUntil(lambda: card.highlights.focused not in {"", first})
    else:
        opened = 2
        qtbot.waitUntil(
            lambda: card.session.article is not None and card.session.article.article.id == opened
        )


def test_a_call_has_its_day_and_a_private_note(card: Workspace, qtbot: QtBot) -> None:
    press(card, Qt.Key.Key_E)
    asked = sheet(qtbot)
    key(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert asked.kind is EvidenceKind.CALL
    asked.date.setFocus()
    asked.date.selectAll()
    type_in("kemarin")
    key(Qt.Key.Key_Return)
    assert "2026-10-15" in asked.complaint.text()
    asked.date.selectAll()
    type_in("2026-10-15")
    asked.note.setFocus()
    type_in("juru bicara membenarkan")
    key(Qt.Key.Key_Return)
    (evidence,) = wait_for(card, 1, qtbot)
    assert (evidence.kind, evidence.looked_at) == (EvidenceKind.CALL, "2026-10-15")
    assert evidence.note == "juru bicara membenarkan"
    assert "Call · 15 Oct 2026" in rows(card)[0].accessibleName()


def test_stance_and_note_are_changed_and_taken_back(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    attach(card, path, qtbot)
    chosen(card, "contradicts", qtbot)
    saved(qtbot, card)
    qtbot.waitUntil(lambda: kept(card)[0].stance is EvidenceStance.CONTRADICTS)
    assert "≠ contradicts" in rows(card)[0].accessibleName()
    chosen(card, "Edit", qtbot)
    asked = sheet(qtbot)
    asked.note.setFocus()
    type_in("menit 12")
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(card)[0].note == "menit 12")
    saved(qtbot, card)
    card.session.undo()
    qtbot.waitUntil(lambda: kept(card)[0].note == "")
    card.session.undo()
    qtbot.waitUntil(lambda: kept(card)[0].stance is not EvidenceStance.CONTRADICTS)


def test_del_removes_evidence_and_not_the_highlight(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    attach(card, path, qtbot)
    rows(card)[0].setFocus()
    key(Qt.Key.Key_Delete)
    wait_for(card, 0, qtbot)
    assert only(card).trashed == ""
    card.session.undo()
    wait_for(card, 1, qtbot)


def test_e_acts_on_the_cards_too_and_a_card_at_rest_counts_its_evidence(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    attach(card, path, qtbot)
    (shown,) = card.highlights.shown
    assert "1 piece of evidence" in shown.spoken
    focus_cards(card, qtbot)
    key(Qt.Key.Key_E)
    sheet(qtbot).reject()


def test_evidence_is_there_when_the_article_is_opened_again(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    attach(card, path, qtbot)
    uid = card.highlights.focused
    for number in (2, 1):
        card.session.open_article(number)
        qtbot.waitUntil(
            lambda wanted=number: (
                card.session.article is not None  # type: ignore[misc]
                and card.session.article.article.id == wanted
            )
        )
    card.show_highlight(uid)
    qtbot.waitUntil(lambda: len(rows(card)) == 1)


def test_evidence_comes_to_its_highlight_after_the_article_was_left(
    card: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    card.highlights.evidences().bring(card.highlights.focused, mime)
    card.session.open_article(2)
    qtbot.waitUntil(lambda: len(kept(card)) == 1)
    saved(qtbot, card)
    card.session.undo()
    qtbot.waitUntil(lambda: kept(card) == [])


def test_a_highlight_of_a_transcript_asks_for_the_recording(
    reading: Workspace, qtbot: QtBot
) -> None:
    srt = b"1\n00:12:31,000 --> 00:12:33,000\nKami bangun jembatan tahun depan.\n"
    new = NewArticle(imported=subtitles.parse(srt, "a.srt"), original=srt, source="a.srt")
    reading.session.store.call(lambda library: articles.add_all(library, [new]), saving=True)
    third = 3
    reading.session.open_article(third)
    qtbot.waitUntil(
        lambda: reading.session.article is not None and reading.session.article.article.id == third
    )
    select(reading, "Kami bangun jembatan")
    press(reading, Qt.Key.Key_1)
    saved(qtbot, reading)
    link = reading.highlights.card.evidence.add
    qtbot.waitUntil(link.isVisible)
    assert link.text() == "Attach the recording…"
    link.setFocus()
    key(Qt.Key.Key_Space)
    asked = sheet(qtbot)
    assert asked.windowTitle() == "Attach the recording"
    assert asked.kind is EvidenceKind.FILE
    asked.reject()
