"""The daily backup and the one before the trash is emptied."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotations.errors import BackupFailed
from annotations.importing import plain as plain_text
from annotations.storage import articles, backup, verify
from annotations.storage.articles import NewArticle
from annotations.storage.store import Library, Store
from desktop.safekeeping import Safekeeping


def library_of(path: Path, *, words: int = 10) -> Store:
    store = Store.create(path)
    data = ("Dinas memasang 120 pompa. " * words).encode()
    new = NewArticle(imported=plain_text.parse(data, "a.txt"), original=data, source="a.txt")
    store.call(lambda library: articles.add_all(library, [new]), saving=True)
    return store


def test_a_backup_that_is_due_is_made_once(tmp_path: Path, qtbot: QtBot) -> None:
    parent = QObject()
    with library_of(tmp_path / "a.kutip") as store:
        keeping = Safekeeping(store, parent)
        with qtbot.waitSignal(keeping.made):
            keeping.look()
        qtbot.waitUntil(lambda: keeping._task is None)
        keeping.look()
        keeping.stop()
        assert len(backup.backups(store.path)) == 1


def test_a_backup_that_cannot_be_made_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    parent = QObject()
    with library_of(tmp_path / "a.kutip") as store:
        backup.folder_of(store.path).write_text("a file where the folder should be")
        keeping = Safekeeping(store, parent)
        with qtbot.waitSignal(keeping.failed) as said:
            keeping.look()
        assert said.args is not None
        assert isinstance(said.args[0], BackupFailed)
        keeping.stop()


def test_saves_and_reads_go_on_while_a_backup_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check reads all that is stored: minutes, in a large library."""
    with library_of(tmp_path / "a.kutip") as store:
        order: list[str] = []
        real = verify.verify

        def checking(db: sqlite3.Connection) -> Iterator[verify.Finding]:
            save = store.submit(lambda _: order.append("saved"), saving=True)
            read = store.submit(articles.count)
            save.result(10)
            order.append(f"read {read.result(10)}")
            yield from real(db)

        monkeypatch.setattr(verify, "verify", checking)
        made = store.call(lambda library: backup.back_up(library, datetime.now(UTC)))
        assert order == ["saved", "read 1"]
        assert made.complete


def test_saves_go_on_while_a_backup_is_made(tmp_path: Path) -> None:
    """The copy takes some hundred steps; a save need not wait for the last of them."""
    with library_of(tmp_path / "a.kutip", words=400_000) as store:
        order: list[str] = []

        def copying(library: Library) -> None:
            saved = store.submit(lambda _: order.append("saved"), saving=True)
            backup.back_up(library, datetime.now(UTC) + timedelta(days=1))
            assert saved.done()
            order.append("copied")

        store.call(copying)
        assert order == ["saved", "copied"]
        assert backup.backups(store.path)[0].complete
