"""Settings, keys, article details and the result of an import, each dialog by itself."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotations.errors import ImportFailed, ImportFault
from annotations.facts import WrittenDate
from annotations.importing.protocol import ImportOutcome
from annotations.model import Article, Metadata, Tag
from annotations.vocabulary import ArticleKind, DatePrecision, ImportStatus, Terms
from desktop.dialogs.article_details import ArticleDetails
from desktop.dialogs.asking import ask
from desktop.dialogs.importing import ImportSheet
from desktop.dialogs.keys_page import KeysPage
from desktop.dialogs.palette import KEY_ROLE
from desktop.dialogs.settings_dialog import SettingsDialog
from desktop.settings import Settings
from desktop.theme import load_theme
from resources import catalogue

WORDS = catalogue("en")
THEME = load_theme("light")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


# ---------------------------------------------------------------------- keys


@pytest.fixture
def keys(qtbot: QtBot) -> KeysPage:
    made = KeysPage(THEME, WORDS, {})
    qtbot.addWidget(made)
    return made


def test_a_key_that_is_taken_is_refused_with_a_sentence(keys: KeysPage) -> None:
    assert not keys.try_key("quote", "1")
    assert "1 already does “Commitment”" in keys.said.text()
    assert keys.changed == {}


def test_a_free_key_is_taken_and_shown(keys: KeysPage) -> None:
    assert keys.try_key("quote", "W")
    assert keys.changed == {"quote": ("W",)}
    shown = [
        keys.list.item(row).data(KEY_ROLE)
        for row in range(keys.list.count())
        if keys.list.item(row).text() == "Plain quote"
    ]
    assert shown == ["W"]
    assert keys.said.text() == ""


def test_the_usual_key_comes_back_unless_another_action_has_it_now(keys: KeysPage) -> None:
    place = next(r for r in range(keys.list.count()) if keys.list.item(r).text() == "Plain quote")
    keys.list.setCurrentRow(place)
    keys.try_key("quote", "W")
    keys.try_key("note", "Q")
    keys._reset()
    assert "Q already does “Note”" in keys.said.text()
    keys.try_key("note", "Ctrl+Alt+N")
    keys._reset()
    assert keys.changed == {"note": ("Ctrl+Alt+N",)}


def test_commands_are_found_by_a_few_letters(keys: KeysPage) -> None:
    keys._search.setText("emp tra")
    shown = [
        keys.list.item(row).text()
        for row in range(keys.list.count())
        if not keys.list.item(row).isHidden()
    ]
    assert shown == ["Empty trash…"]


# ---------------------------------------------------------------------- settings


def test_the_settings_come_out_as_they_were_chosen(parent: QWidget, qtbot: QtBot) -> None:
    tags = [Tag(name="Anggaran", key="4")]
    before = Settings(recent=("/a.kutip",))
    dialog = SettingsDialog(parent, THEME, WORDS, before, tags, writable=True)
    dialog.language.setCurrentIndex(dialog.language.findData("id"))
    dialog.look.setCurrentIndex(dialog.look.findData("sepia"))
    dialog.zoom.setCurrentIndex(dialog.zoom.findData("125"))
    dialog.author.setText("  Sekar   Lestari ")
    dialog.names["5"].setText("Lahan")
    found: list[object] = []
    named: list[object] = []
    dialog.chosen.connect(found.append)
    dialog.tags_named.connect(named.append)
    dialog.accept()
    expected = Settings(
        language="id", theme="sepia", zoom=125, author="Sekar Lestari", recent=("/a.kutip",)
    )
    assert found == [expected]
    assert named == [{"4": "Anggaran", "5": "Lahan", "6": "", "7": "", "8": "", "9": ""}]


def test_without_a_library_there_are_no_own_tags_to_name(parent: QWidget) -> None:
    dialog = SettingsDialog(parent, THEME, WORDS, Settings())
    assert dialog.tabs.count() == 4


# ---------------------------------------------------------------------- article details

PUBLISHED = WrittenDate(
    words="Rabu (14/10/2026)", start="2026-10-14", end="2026-10-14", precision=DatePrecision.DAY
)
ARTICLE = Article(
    id=1, uid="a", metadata=Metadata(title="Judul", published=PUBLISHED, language="id")
)


def test_details_that_nobody_touched_stay_as_they_are(parent: QWidget) -> None:
    dialog = ArticleDetails(parent, WORDS, ARTICLE)
    changes = dialog.changes()
    assert changes["metadata"] == ARTICLE.metadata
    assert changes["terms"] is Terms.NONE
    assert changes["embargo"] == ""


def test_corrected_details_are_read_as_a_person_means_them(parent: QWidget) -> None:
    dialog = ArticleDetails(parent, WORDS, ARTICLE)
    dialog.fields["outlet"].setText("  Harian   Contoh ")
    dialog.fields["published"].setText("13 Agustus 2024")
    dialog.fields["embargo"].setText("1 Desember 2026")
    dialog.kind.setCurrentIndex(dialog.kind.findData("release"))
    changes = dialog.changes()
    about = changes["metadata"]
    assert isinstance(about, Metadata)
    assert about.outlet == "Harian Contoh"
    assert about.kind is ArticleKind.RELEASE
    assert (about.published.words, about.published.start) == ("13 Agustus 2024", "2024-08-13")
    assert changes["embargo"] == "2026-12-01"
    assert "13 August 2024" in dialog._read_as.text()


def test_all_that_was_read_off_an_article_can_be_corrected(parent: QWidget) -> None:
    dialog = ArticleDetails(parent, WORDS, ARTICLE)
    chosen = {"kind", "language", "published"}
    typed = {field.name for field in dataclasses.fields(Metadata)} - chosen
    for name in typed:
        dialog.fields[name].setText(f"corrected {name}")
    about = dialog.changes()["metadata"]
    assert {name: getattr(about, name) for name in typed} == {
        name: f"corrected {name}" for name in typed
    }


def test_a_date_that_cannot_be_read_is_kept_as_typed_and_said_so(parent: QWidget) -> None:
    dialog = ArticleDetails(parent, WORDS, ARTICLE)
    dialog.fields["published"].setText("sehabis lebaran")
    assert dialog.published() == WrittenDate(words="sehabis lebaran")
    assert "nobody can sort by it" in dialog._read_as.text()


# ---------------------------------------------------------------------- import


def outcomes(*found: ImportOutcome) -> Iterator[ImportOutcome]:
    yield from found


def sheet_of(parent: QWidget, *found: ImportOutcome) -> ImportSheet:
    return ImportSheet(parent, WORDS, lambda: outcomes(*found), lambda error: f"said: {error!r}")


def test_an_import_that_went_well_closes_by_itself(parent: QWidget, qtbot: QtBot) -> None:
    added = ImportOutcome(path=Path("a.md"), status=ImportStatus.ADDED, article=7)
    sheet = sheet_of(parent, added)
    first: list[int] = []
    sheet.arrived.connect(first.append)
    with qtbot.waitSignal(sheet.accepted):
        sheet.start()
    assert first == [7]


def test_failures_are_listed_and_the_counts_stand_above(parent: QWidget, qtbot: QtBot) -> None:
    reason = ImportFailed("b.md", ImportFault.EMPTY)
    sheet = sheet_of(
        parent,
        ImportOutcome(path=Path("a.md"), status=ImportStatus.ADDED, article=7),
        ImportOutcome(path=Path("b.md"), status=ImportStatus.FAILED, reason=reason),
        ImportOutcome(path=Path("c.md"), status=ImportStatus.DUPLICATE, article=7),
    )
    with qtbot.waitSignal(sheet.arrived):
        sheet.start()
    assert sheet.isVisible()
    assert sheet.said.text() == "1 added · 1 already there · 1 failed"
    assert sheet.failures.count() == 1
    sheet.close()


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen, of sizes
def test_a_long_reason_is_wrapped_and_never_cut_at_the_side(parent: QWidget, qtbot: QtBot) -> None:
    names = [f"berita-dengan-nama-yang-panjang-{number}.docx" for number in range(12)]
    sheet = sheet_of(
        parent,
        *(
            ImportOutcome(
                path=Path(name),
                status=ImportStatus.FAILED,
                reason=ImportFailed(name, ImportFault.EMPTY),
            )
            for name in names
        ),
    )
    with qtbot.waitSignal(sheet.arrived):
        sheet.start()
    assert sheet.failures.verticalScrollBar().maximum() > 0
    qtbot.waitUntil(
        lambda: all(
            sheet.failures.visualItemRect(sheet.failures.item(row)).width()
            <= sheet.failures.viewport().width()
            for row in range(len(names))
        )
    )
    assert not sheet.failures.horizontalScrollBar().isVisible()
    sheet.close()


def test_an_import_of_nothing_says_so(parent: QWidget, qtbot: QtBot) -> None:
    sheet = sheet_of(parent)
    with qtbot.waitSignal(sheet.arrived):
        sheet.start()
    assert "Nothing to import" in sheet._name.text()
    sheet.reject()
    assert not sheet.isVisible()


def test_enter_changes_nothing_where_a_question_is_about_a_loss(
    parent: QWidget, qtbot: QtBot
) -> None:
    done: list[bool] = []
    sheet = ask(parent, WORDS, "Lose it?", "It is gone then.", "Lose", lambda: done.append(True))
    qtbot.waitExposed(sheet)
    with qtbot.waitSignal(sheet.rejected):
        QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert done == []
