"""Copies of attached files: where a person wants one, and one for another program to show.

A stranger's file is opened by a second act only, after its name and type were read; it is handed
over as a copy that bears the suffix of its content, so that nothing runs, in a folder beside the
library that goes when the library is closed.
"""

import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from annotations.invisible import visible
from annotations.model import Evidence
from desktop.dialogs.asking import ask

if TYPE_CHECKING:
    from annotations.storage.store import Store
    from desktop.evidence.evidences import Evidences


def ask_to_save(room: "Evidences", evidence: Evidence) -> None:
    """Ask where to put a copy, and put it there."""
    from annotations.attaching import copy_name

    words = room.session.words
    downloads = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(downloads))
    dialog = QFileDialog(room.window, words("Save a copy"), str(folder))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(copy_name(evidence.file_name))
    dialog.fileSelected.connect(lambda name: save(room, evidence, Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def save(room: "Evidences", evidence: Evidence, output: Path) -> None:
    """Write a copy; it is whole or not there."""
    store = room.session.store

    def work() -> Iterator[str]:
        from annotations.exporting.output import write_file

        write_file([_bytes(store, evidence)], output, replace=True)
        yield output.name

    said = room.session.words("The copy is saved: {name}.", name=output.name)
    room.run(work, lambda _: room.say(said))


def ask_to_open(room: "Evidences", evidence: Evidence) -> None:
    """Tell what would be opened, and open it if that is wanted."""
    words = room.session.words
    ask(
        room.window,
        words,
        words("Open this file?"),
        words(
            "\u201c{name}\u201d ({type}) is shown by another program of this computer, from a copy"
            " that goes when the library is closed. A file from a stranger may harm the program"
            " that opens it.",
            name=visible(evidence.file_name),
            type=evidence.media_type,
        ),
        words("Open"),
        partial(open_copy, room, evidence),
    )


def open_copy(room: "Evidences", evidence: Evidence) -> None:
    """Hand a copy to the program that shows such files."""
    store = room.session.store
    folder = folder_of(store.path)

    def work() -> Iterator[Path | None]:
        yield _write(folder, evidence, _bytes(store, evidence))

    def show(copy: Path | None) -> None:
        if copy is None:
            words = room.session.words
            room.say(words("This is not what it says it is, and is not opened from here."))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    app = QCoreApplication.instance()
    if app is not None and not folder.exists():
        app.aboutToQuit.connect(partial(forget, folder))
        room.destroyed.connect(partial(forget, folder))
    room.run(work, show)


def folder_of(library: Path) -> Path:
    """Name the folder that copies of a library's files are opened from."""
    return library.with_name(f".{library.stem} opened")


def forget(folder: Path, *_: object) -> None:
    """Throw the copies away; one that is still open somewhere may stay until the next time."""
    shutil.rmtree(folder, ignore_errors=True)


def _write(folder: Path, evidence: Evidence, data: bytes) -> Path | None:
    """Write the copy; None for what may not be opened, whatever the library says that it is."""
    from annotations.attaching import copy_name, may_be_opened, media_type
    from annotations.errors import BadOutput

    if not may_be_opened(media_type(data)):
        return None
    output = folder / copy_name(evidence.file_name, media_type(data))
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        output.unlink(missing_ok=True)
        handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        raise BadOutput(output, str(error.strerror)) from error
    return output


def _bytes(store: "Store", evidence: Evidence) -> bytes:
    from annotations.storage.attachments import attached

    return store.call(partial(attached, digest=evidence.target))
