"""A library with an article in two versions, and hands for comparing them."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.anchoring import describe
from annotations.model import Highlight, Span
from annotations.storage import articles, history, similar
from annotations.storage.history import Change
from annotations.storage.library import Library
from annotations.storage.store import Store
from desktop.main_window import MainWindow
from desktop.workspace import Workspace
from tests.made_window import parsed

FILLING = "\n\n".join(
    f"Paragraf ke-{n} menceritakan warga yang menunggu giliran di kelurahan nomor {n}."
    for n in range(1, 13)
)
OLD = f"""# Harian Contoh

## Wali Kota Janjikan 120 Pompa

14 Oktober 2026, 09:20

KOTA CONTOH - Kami pastikan 120 pompa selesai dipasang sebelum 1 Desember 2026, kata Wali Kota.

Pompa itu melindungi 310 ribu jiwa di kota kami.

{FILLING}

Kalau terlambat, kontraktor kami denda satu persen per hari, tegasnya di Balai Kota.

Anggarannya disetujui dewan tanpa perdebatan pada rapat terakhir bulan lalu.
"""
NEW = (
    OLD.replace(
        "120 pompa selesai dipasang sebelum 1 Desember 2026",
        "110 pompa selesai dipasang sebelum 31 Januari 2027",
    ).replace(
        "Kalau terlambat, kontraktor kami denda satu persen per hari, tegasnya di Balai Kota.\n\n",
        "",
    )
    + "\nWarga berkata denda belum pernah dijatuhkan kepada siapa pun.\n"
)
REPLACED = "denda belum pernah dijatuhkan"
SLOW = 20_000
"""Milliseconds that a busy machine may need."""


def highlight_on(library: Library, words: str, *tags: str) -> Change:
    revision = articles.revision(library, 1)
    start = revision.text.text.index(words)
    quote = describe(revision.text.text, Span(start, start + len(words)))
    return Change(None, Highlight(article_id=1, revision_id=revision.id, quote=quote, tags=tags))


def library_of_versions(path: Path) -> Path:
    """Make article 1 with two versions and three highlights, and 2, which ran the same release."""
    other = OLD.replace("Harian Contoh", "Kabar Lain").replace("310 ribu jiwa", "300 ribu jiwa")

    def highlights(library: Library) -> None:
        changes = [
            highlight_on(
                library, "120 pompa selesai dipasang sebelum 1 Desember 2026", "commitment"
            ),
            highlight_on(library, "310 ribu jiwa", "statistic"),
            highlight_on(library, "denda satu persen per hari", "commitment"),
        ]
        history.replace(library, changes, label="Add a highlight")

    def newer(library: Library) -> None:
        articles.add_all(library, [replace(parsed("a2.md", NEW), revises=1)])

    def first(library: Library) -> None:
        articles.add_all(library, [parsed("a.md", OLD), parsed("b.md", other)])

    with Store.create(path) as store:
        for job in (first, highlights, newer):
            store.call(job, saving=True)
        for _ in similar.sign(store):
            pass
    return path


def read(workspace: Workspace, number: int, qtbot: QtBot) -> None:
    workspace.articles.choose(number)
    workspace.session.open_article(number)

    def opened() -> bool:
        article = workspace.session.article
        return article is not None and article.article.id == number

    qtbot.waitUntil(opened, timeout=SLOW)
    qtbot.waitUntil(lambda: workspace.centre.currentWidget() is workspace.reader)
    workspace.reader.setFocus()
    qtbot.waitUntil(workspace.reader.view.hasFocus)


def look(workspace: Workspace, qtbot: QtBot) -> None:
    """Press the key that compares, and wait."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(workspace.reader.view, Qt.Key.Key_D, control | shift)
    qtbot.waitUntil(lambda: workspace.versions.room.page.comparing, timeout=SLOW)
    qtbot.waitUntil(workspace.versions.room.page.columns.hasFocus)


def open_versions(window: MainWindow, path: Path, qtbot: QtBot) -> Workspace:
    """Open a library with article 1 at its second version."""
    window.libraries.open(library_of_versions(path))
    qtbot.waitUntil(lambda: window.workspace is not None)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 2)
    window.activateWindow()
    read(workspace, 1, qtbot)
    return workspace
