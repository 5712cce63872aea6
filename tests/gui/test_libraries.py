"""Libraries that cannot be opened, and the ways out of that."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotations.storage.check import check
from annotations.storage.store import Store
from desktop.dialogs.asking import Sheet
from desktop.dialogs.pages import FailedPage
from desktop.main_window import MainWindow
from desktop.tasks import Task
from desktop.workspace import Workspace
from tests.made_window import dialogs, library_of_two, press, saved, select


def failed(window: MainWindow, qtbot: QtBot) -> FailedPage:
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), FailedPage))
    page = window.pages.currentWidget()
    assert isinstance(page, FailedPage)
    return page


def offered(page: FailedPage) -> list[str]:
    return [each.text() for each in page.findChildren(QPushButton) if not each.isHidden()]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "empty.kutip"), (b"not a library at all", "text.kutip")],
)
def test_what_is_no_library_is_said_and_left_alone(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, content: bytes, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    window.libraries.begin(file)
    page = failed(window, qtbot)
    assert name in page.said.text()
    focused = window.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Try again"
    qtbot.waitUntil(lambda: "no good backup" in page.backup.text())
    assert "Open another library…" in offered(page)
    assert file.read_bytes() == content


def test_a_damaged_library_is_restored_from_its_newest_backup(
    window: MainWindow, reading: Workspace, qtbot: QtBot
) -> None:
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_2)
    saved(qtbot, reading)
    window.do("back_up")
    qtbot.waitUntil(lambda: "Backed up" in window.notice.text, timeout=10_000)
    path = window.libraries.path
    assert path is not None
    assert window.libraries.close(then=lambda: None)
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    window.libraries.open(path)
    page = failed(window, qtbot)
    qtbot.waitUntil(lambda: "2 articles, 1 highlight" in page.backup.text())
    page.restore_wanted.emit()
    (sheet,) = dialogs()
    assert isinstance(sheet, Sheet)
    sheet.accept()
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 2)
    assert "is kept as" in window.notice.text
    assert any(each.read_bytes().startswith(b"SQLite format 3\0\xff") for each in _beside(path))


def _beside(path: Path) -> list[Path]:
    return [each for each in path.parent.iterdir() if each.is_file() and each != path]


def test_a_library_opened_to_read_only_changes_nothing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = library_of_two(tmp_path / "two.kutip")
    before = path.read_bytes()
    window.libraries.open(path, read_only=True)
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 2)
    workspace.articles.step(0)
    qtbot.waitUntil(lambda: workspace.session.article is not None)
    assert window.status.saved_text == "Read only"
    select(workspace, "36 ribu orang")
    for name in ("tag_1", "quote", "note", "star_article", "import", "empty_trash"):
        assert not window.action(name).isEnabled(), name
    assert window.action("report").isEnabled()
    window.take_files([tmp_path / "x.txt"])
    assert "read only" in window.notice.text
    assert window.close()
    assert path.read_bytes() == before


def test_a_missing_library_can_be_made_there_on_purpose(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "new" / "case.kutip"
    window.libraries.open(path)
    page = failed(window, qtbot)
    assert "Make a new library there" in offered(page)
    page.create_wanted.emit()
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert path.is_file()
    assert window.windowTitle().startswith("case")


def test_another_library_takes_over_with_all_its_keys(
    window: MainWindow, reading: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    other = library_of_two(tmp_path / "other.kutip")
    select(reading, "36 ribu orang")
    press(reading, Qt.Key.Key_2)
    window.libraries.open(other)
    qtbot.waitUntil(lambda: window.libraries.path == other)
    fresh = window.workspace
    assert fresh is not None
    assert fresh is not reading
    qtbot.waitUntil(lambda: len(fresh.articles.model.ids) == 2)
    fresh.articles.step(0)
    qtbot.waitUntil(lambda: fresh.session.article is not None)
    assert fresh.session.highlights() == []
    fresh.reader.setFocus()
    qtbot.waitUntil(fresh.reader.view.hasFocus)
    select(fresh, "120 pompa")
    press(fresh, Qt.Key.Key_1)
    saved(qtbot, fresh)
    assert [each.quote.exact for each in fresh.session.highlights()] == ["120 pompa"]
    first = tmp_path / "test.kutip"
    window.libraries.open(first)
    qtbot.waitUntil(lambda: window.libraries.path == first)
    again = window.workspace
    assert again is not None
    counted: list[int] = []
    again.source.facets(lambda facets: counted.append(facets.with_highlights))
    qtbot.waitUntil(lambda: counted == [1])
    window._fill_recent()
    ticked = [each.text() for each in window.recent.actions() if each.isChecked()]
    assert ticked == ["test"]


def test_closing_in_the_midst_of_an_import_stops_it_first(
    window: MainWindow, reading: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "many").mkdir()
    for number in range(400):
        (tmp_path / "many" / f"{number}.txt").write_text(f"Berita {number}\n\nIsi berita.")
    window.arrivals.bring_in([tmp_path / "many"])
    qtbot.waitUntil(lambda: any(task.isRunning() for task in window.findChildren(Task)))
    running = window.findChildren(Task)
    assert window.close()
    assert not any(task.isRunning() for task in running)
    path = tmp_path / "test.kutip"
    with Store.open(path) as store:
        assert store.call(lambda library: list(check(library))) == []
