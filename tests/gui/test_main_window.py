"""The whole window on a real library, driven by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotations.queries import Filter
from annotations.vocabulary import ClaimState
from desktop.articles.filters import Part
from desktop.dialogs.article_details import ArticleDetails
from desktop.dialogs.pages import FailedPage, StartPage
from desktop.dialogs.trash import TrashSheet
from desktop.main_window import MainWindow
from desktop.settings import read_settings
from desktop.workspace import Workspace
from tests.made_window import dialogs, only, press, saved, select

# ---------------------------------------------------------------------- libraries


def test_the_first_start_says_how_sources_stay_safe(window: MainWindow) -> None:
    window.libraries.begin(None)
    page = window.pages.currentWidget()
    assert isinstance(page, StartPage)
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "disk encryption" in said
    assert "confidential source is best not typed" in said
    offered = [button.text() for button in page.findChildren(QPushButton)]
    assert "Begin with sample articles" in offered


def test_the_samples_come_with_their_highlights(window: MainWindow, qtbot: QtBot) -> None:
    window.libraries.begin(None)
    page = window.pages.currentWidget()
    assert isinstance(page, StartPage)
    page.samples_wanted.emit()
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 4, timeout=20_000)
    qtbot.waitUntil(lambda: bool(workspace.session.highlights()), timeout=20_000)
    assert window.libraries.path == window.program.default_library


def test_a_library_that_is_not_there_is_never_made_by_opening_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    gone = tmp_path / "gone.kutip"
    window.libraries.begin(gone)
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), FailedPage))
    page = window.pages.currentWidget()
    assert isinstance(page, FailedPage)
    assert "gone.kutip" in page.said.text()
    assert not gone.exists()
    assert window.workspace is None


def test_the_last_library_is_opened_again(
    window: MainWindow, reading: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    path = window.libraries.path
    assert window.close()
    assert window.program.settings.recent[0] == str(path)
    assert read_settings(tmp_path / "settings.json") == window.program.settings
    window.show()
    window.libraries.begin(None)
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.libraries.path == path


def test_a_library_that_is_dropped_is_opened_and_files_are_imported(
    window: MainWindow, reading: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    late = tmp_path / "late.txt"
    late.write_text("Judul Baru\n\nIsi yang cukup panjang untuk dibaca.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(late))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: len(reading.articles.model.ids) == 3, timeout=20_000)
    qtbot.waitUntil(lambda: not dialogs())


# ---------------------------------------------------------------------- highlights by keys


@pytest.mark.parametrize(
    ("key", "tags"),
    [
        (Qt.Key.Key_1, ("commitment",)),
        (Qt.Key.Key_2, ("statistic",)),
        (Qt.Key.Key_3, ("legal",)),
        (Qt.Key.Key_Q, ()),
    ],
)
def test_one_key_tags_the_selection(
    reading: Workspace, qtbot: QtBot, key: Qt.Key, tags: tuple[str, ...]
) -> None:
    select(reading, "36 ribu orang ")
    press(reading, key)
    found = only(reading)
    assert found.quote.exact == "36 ribu orang"
    assert found.tags == tags
    saved(qtbot, reading)
    assert reading.window_.status.saved_text.startswith("Saved ")
    assert only(reading).label == "K-001"


def test_the_keys_of_a_day_on_one_highlight(reading: Workspace, qtbot: QtBot) -> None:
    select(reading, "120 pompa,")
    press(reading, Qt.Key.Key_2)
    press(reading, Qt.Key.Key_1)
    assert set(only(reading).tags) == {"commitment", "statistic"}
    press(reading, Qt.Key.Key_F)
    assert only(reading).starred
    press(reading, Qt.Key.Key_V)
    assert only(reading).claim is not ClaimState.UNCHECKED
    press(reading, Qt.Key.Key_BracketLeft)
    assert only(reading).quote.exact.startswith("pasang 120")
    press(reading, Qt.Key.Key_Delete)
    assert reading.session.highlights() == []
    saved(qtbot, reading)
    reading.window_.do("undo")
    qtbot.waitUntil(lambda: bool(reading.session.highlights()))
    saved(qtbot, reading)
    found = only(reading)
    assert found.starred
    assert found.label == "K-001"
    select(reading, "Paragraf kedua")
    press(reading, Qt.Key.Key_H)
    assert [each.tags for each in reading.session.highlights()][1] == ("commitment",)


def test_undo_by_key_in_the_text_and_typing_in_a_field(reading: Workspace, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_Q)
    saved(qtbot, reading)
    QTest.keyClick(reading.reader.view, Qt.Key.Key_Z, control)
    qtbot.waitUntil(lambda: reading.session.highlights() == [])
    saved(qtbot, reading)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(reading.reader.view, Qt.Key.Key_Z, control | shift)
    qtbot.waitUntil(lambda: len(reading.session.highlights()) == 1)
    saved(qtbot, reading)
    field = reading.window_.top.field
    field.setFocus()
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, control)
    assert field.text() == ""
    assert len(reading.session.highlights()) == 1, "the field took the key for its own typing"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(reading.reader.view.hasFocus)


def test_files_dropped_before_there_is_a_library_make_the_default_one(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.libraries.begin(None)
    late = tmp_path / "late.txt"
    late.write_text("Judul Baru\n\nIsi yang cukup panjang untuk dibaca.\n", encoding="utf-8")
    window.take_files([late])
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not dialogs())
    assert window.libraries.path == window.program.default_library


def test_a_deleted_highlight_comes_back_out_of_the_trash(reading: Workspace, qtbot: QtBot) -> None:
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_2)
    press(reading, Qt.Key.Key_Delete)
    saved(qtbot, reading)
    reading.window_.do("trash")
    (sheet,) = dialogs()
    assert isinstance(sheet, TrashSheet)
    qtbot.waitUntil(lambda: sheet.list.count() == 1)
    assert "K-001" in sheet.list.item(0).text()
    sheet.accept()
    qtbot.waitUntil(lambda: len(reading.session.highlights()) == 1)
    assert only(reading).label == "K-001"
    saved(qtbot, reading)


def test_a_note_key_leads_into_the_note_and_typing_it_tags_nothing(
    reading: Workspace, qtbot: QtBot
) -> None:
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_N)
    field = QApplication.focusWidget()
    assert field is not None
    assert not reading.reader.isAncestorOf(field)
    QTest.keyClicks(field, "1 2 q")
    reading.session.flush()
    saved(qtbot, reading)
    found = only(reading)
    assert found.note == "1 2 q"
    assert found.tags == ()


def test_letters_do_nothing_while_another_pane_has_the_focus(
    reading: Workspace, qtbot: QtBot
) -> None:
    select(reading, "36 ribu orang")
    reading.articles.view.setFocus()
    QTest.keyClick(reading.articles.view, Qt.Key.Key_2)
    assert reading.session.highlights() == []


def test_own_tags_are_named_in_the_settings_and_set_by_their_key(
    reading: Workspace, qtbot: QtBot
) -> None:
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_4)
    assert reading.session.highlights() == []
    assert "No own tag has the key 4" in reading.window_.notice.text
    reading.name_tags({"4": "Anggaran"})
    saved(qtbot, reading)
    assert reading.window_.action("tag_4").text() == "Anggaran"
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_4)
    assert only(reading).tags == ("Anggaran",)
    saved(qtbot, reading)


def test_the_citation_is_copied(reading: Workspace, qtbot: QtBot) -> None:
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_2)
    saved(qtbot, reading)
    QGuiApplication.clipboard().clear()
    reading.window_.do("copy_citation")
    qtbot.waitUntil(lambda: "36 ribu orang" in QGuiApplication.clipboard().text())
    assert "Harian Contoh" in QGuiApplication.clipboard().text()


# ---------------------------------------------------------------------- articles


def test_shift_j_and_k_walk_through_the_articles(reading: Workspace, qtbot: QtBot) -> None:
    first = reading.session.article.article.id  # type: ignore[union-attr]
    press(reading, Qt.Key.Key_J, shift=True)
    qtbot.waitUntil(lambda: reading.session.article.article.id != first)  # type: ignore[union-attr]
    press(reading, Qt.Key.Key_K, shift=True)
    qtbot.waitUntil(lambda: reading.session.article.article.id == first)  # type: ignore[union-attr]


def test_an_article_goes_into_the_trash_and_comes_back(reading: Workspace, qtbot: QtBot) -> None:
    reading.window_.do("trash_article")
    qtbot.waitUntil(lambda: len(reading.articles.model.ids) == 1)
    saved(qtbot, reading)
    reading.window_.do("undo")
    qtbot.waitUntil(lambda: len(reading.articles.model.ids) == 2)


def test_details_are_corrected_as_one_step(reading: Workspace, qtbot: QtBot) -> None:
    reading.window_.do("article_details")
    (dialog,) = dialogs()
    assert isinstance(dialog, ArticleDetails)
    dialog.fields["title"].setText("Judul yang benar")
    dialog.fields["published"].setText("3 Maret 2025")
    dialog.accept()
    saved(qtbot, reading)
    about = reading.session.article.article.metadata  # type: ignore[union-attr]
    assert about.title == "Judul yang benar"
    assert about.published.start == "2025-03-03"
    reading.window_.do("undo")
    qtbot.waitUntil(
        lambda: "Janjikan" in reading.session.article.article.metadata.title  # type: ignore[union-attr]
    )


def test_filters_narrow_the_list_and_are_cleared(reading: Workspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: reading.filters.model().rowCount() > 7)
    reading.filters.choose(reading.filters.choice.toggled(Part.OUTLETS, "Kabar Lain"))
    qtbot.waitUntil(lambda: len(reading.articles.model.ids) == 1)
    reading.filters.clear()
    qtbot.waitUntil(lambda: len(reading.articles.model.ids) == 2)
    assert reading.filters.filter() == Filter()


# ---------------------------------------------------------------------- over the window


def test_search_everything_jumps_to_the_place(reading: Workspace, qtbot: QtBot) -> None:
    window = reading.window_
    window.do("search")
    assert window.top.field.hasFocus()
    QTest.keyClicks(window.top.field, "pekan")
    qtbot.waitUntil(lambda: window.search_panel().list.count() == 1)
    QTest.keyClick(window.top.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reading.reader.selected_span() is not None)
    opened = reading.session.article
    span = reading.reader.selected_span()
    assert opened is not None
    assert span is not None
    assert opened.article.metadata.outlet == "Kabar Lain"
    assert opened.text.text[span.start : span.end] == "pekan"


def test_the_palette_does_what_a_few_letters_say(reading: Workspace, qtbot: QtBot) -> None:
    window = reading.window_
    window.do("palette")
    QTest.keyClicks(window.command_palette().field, "dark")
    QTest.keyClick(window.command_palette().field, Qt.Key.Key_Return)
    assert window.program.settings.theme == "dark"
    assert window.program.theme.name == "dark"
    assert not window.command_palette().isVisible()


def test_esc_in_the_palette_gives_the_keyboard_back(reading: Workspace) -> None:
    reading.window_.activateWindow()
    reading.reader.setFocus()
    before = reading.window_.focusWidget()
    reading.window_.do("palette")
    QTest.keyClick(reading.window_.command_palette().field, Qt.Key.Key_Escape)
    assert reading.window_.focusWidget() is before


def _close(_: Workspace) -> None:
    for dialog in dialogs():
        dialog.close()


@pytest.mark.parametrize(
    "name",
    ["settings", "keys", "about", "report", "import", "import_folder", "trash", "empty_trash"],
)
def test_every_dialog_opens_and_closes(reading: Workspace, qtbot: QtBot, name: str) -> None:
    reading.window_.do(name)
    assert len(dialogs()) == 1
    _close(reading)
    qtbot.waitUntil(lambda: not dialogs())


def test_a_report_is_written(reading: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_2)
    saved(qtbot, reading)
    reading.window_.do("report")
    (dialog,) = dialogs()
    dialog.form.file.setText(str(tmp_path / "out.html"))  # type: ignore[attr-defined]
    dialog.accept()
    output = tmp_path / "out.html"
    qtbot.waitUntil(output.exists, timeout=10_000)
    assert "36 ribu orang" in output.read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: "is written" in reading.window_.notice.text)


# ---------------------------------------------------------------------- narrow windows


@pytest.mark.parametrize(
    ("width", "filters", "highlights"),
    [(1440, True, True), (1280, False, True), (900, False, False)],
)
def test_in_a_narrow_window_the_filters_fold_first(
    reading: Workspace, qtbot: QtBot, width: int, filters: bool, highlights: bool
) -> None:
    reading.window_.resize(width, 720)
    qtbot.waitUntil(lambda: reading.width() == width)
    assert reading.filters.isVisible() is filters
    assert reading.highlights.isVisible() is highlights
    assert reading.centre.width() >= 360


def test_a_folded_pane_stays_folded(reading: Workspace, qtbot: QtBot) -> None:
    reading.window_.do("show_filters")
    assert not reading.filters.isVisible()
    assert reading.window_.program.settings.filters_folded
    reading.window_.do("show_filters")
    assert reading.filters.isVisible()
    assert not reading.window_.program.settings.filters_folded


def test_a_pane_made_wider_is_as_wide_the_next_time(reading: Workspace, qtbot: QtBot) -> None:
    window, splitter = reading.window_, reading.splitter
    filters, articles, *_ = splitter.sizes()
    splitter.moveSplitter(filters + articles + 41, 2)
    widths = splitter.sizes()
    assert widths[1] > articles
    path = window.libraries.path
    assert path is not None
    window.libraries.open(path)
    qtbot.waitUntil(lambda: window.workspace not in {None, reading})
    again = window.workspace
    assert again is not None
    qtbot.waitUntil(lambda: again.splitter.sizes() == widths)
    assert window.program.settings.panes == tuple(widths)
