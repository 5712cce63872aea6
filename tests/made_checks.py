"""A library in which dates do not agree with the calendar, for tests of checks in the window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotations.storage import articles
from annotations.storage.store import Store
from desktop.main_window import MainWindow
from desktop.workspace import Workspace
from tests.made_window import parsed

WRONG = """# Harian Contoh

## Sungai Meluap Lagi di Kampung Hulu

14 Oktober 2026, 09:20

KOTA CONTOH - Warga mengungsi pada Selasa (14/10/2026). Air naik cepat sejak pagi.

Rapat berikutnya diadakan Jumat (16/10/2026), lalu Senin (20/10/2026) di balai desa.
"""
RIGHT = """# Kabar Lain

## Air Surut di Kampung Hulu

13 Oktober 2026, 08:00

KOTA CONTOH - Air surut pada Selasa (13/10/2026), dan warga pulang dengan perahu.
"""
TUESDAY, MONDAY = "14 October 2026 was no Tuesday", "20 October 2026 was no Monday"


def library_of_dates(path: Path) -> Path:
    """Make article 1 with two dates that are wrong, and 2 in which all is well."""
    with Store.create(path) as store:
        made = [parsed("a.md", WRONG), parsed("b.md", RIGHT)]
        store.call(lambda opened: articles.add_all(opened, made), saving=True)
    return path


def open_dates(window: MainWindow, path: Path, qtbot: QtBot, number: int = 1) -> Workspace:
    """Open that library, and wait for the checks of an article."""
    window.libraries.open(library_of_dates(path))
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 2)
    show(workspace, number, qtbot)
    return workspace


def show(workspace: Workspace, number: int, qtbot: QtBot) -> None:
    workspace.articles.choose(number)
    workspace.session.open_article(number)

    def checked() -> bool:
        opened = workspace.session.article
        here = opened is not None and opened.article.id == number
        return here and not workspace.suggestions.busy and not workspace.checks.busy

    qtbot.waitUntil(checked, timeout=20_000)
