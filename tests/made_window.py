"""A whole window on a library of two articles, and hands for it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from annotations.importing import markdown
from annotations.model import Highlight, Span
from annotations.storage import articles
from annotations.storage.articles import NewArticle
from annotations.storage.store import Store
from desktop.workspace import Workspace

NEWS = """# Harian Contoh

## Wali Kota Janjikan 120 Pompa

Oleh Sekar Lestari

14 Oktober 2026, 09:20

KOTA CONTOH - "Kami pasang 120 pompa," kata Wali Kota Ratna Wibisono. Ada 36 ribu orang di sana.

Paragraf kedua tentang hal lain.
"""
OTHER = """# Kabar Lain

## Sidang Gugatan Warga Ditunda Dua Kali

Oleh Bagas Utama

13 Oktober 2026, 08:00

KOTA CONTOH - Sidang gugatan warga terhadap pemerintah kota ditunda dua pekan.
"""


def parsed(name: str, text: str) -> NewArticle:
    data = text.encode()
    return NewArticle(imported=markdown.parse(data, name), original=data, source=name)


def library_of_two(path: Path) -> Path:
    """Make a library that holds NEWS and OTHER."""
    with Store.create(path) as store:
        made = [parsed("a.md", NEWS), parsed("b.md", OTHER)]
        store.call(lambda opened: articles.add_all(opened, made), saving=True)
    return path


def dialogs() -> list[QDialog]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog) and each.isVisible()
    ]


def select(workspace: Workspace, words: str) -> None:
    text = workspace.session.article.text.text  # type: ignore[union-attr]
    start = text.index(words)
    workspace.reader.select(Span(start, start + len(words)))


def saved(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: workspace.session.unsaved == 0)


def only(workspace: Workspace) -> Highlight:
    (found,) = workspace.session.highlights()
    return found


def press(workspace: Workspace, *keys: Qt.Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(workspace.reader.view, key, modifier)
