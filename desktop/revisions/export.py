"""Writing the list of highlights to a file, by the rules of every export."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from annotations.model import Speaker
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.storage.revisions import Pair
    from annotations.storage.store import Library
    from desktop.revisions.room import Room

Numbers = tuple[int, int, int]
"""The article, its older and its newer version."""

SUFFIXES = {".csv": "csv", ".md": "markdown", ".json": "json"}


def ask_for_file(room: "Room", numbers: Numbers) -> None:
    """Ask where the list goes, and write it there."""
    from annotations.exporting.output import safe_name

    words, opened = room.words, room.session.article
    title = opened.article.metadata.title if opened else ""
    name = safe_name(words("Highlights of {title}", title=title or words("Untitled")), ".csv")
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(room.at.window_, words("Export list"), str(Path(folder) / name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {f"{label} (*{suffix})": suffix for suffix, label in _labels(words).items()}
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix("csv")
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen][1:]))
    dialog.fileSelected.connect(lambda chosen: write_list(room, numbers, Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _labels(words: Catalogue) -> dict[str, str]:
    return {".csv": words("Table"), ".md": words("Text in Markdown"), ".json": words("JSON")}


def write_list(room: "Room", numbers: Numbers, path: Path) -> None:
    """Write how the highlights stand; its suffix says in which format."""
    words = room.words
    name = SUFFIXES.get(path.suffix.lower(), "csv")
    if path.suffix.lower() not in SUFFIXES:
        path = path.with_name(path.name + ".csv")

    def job(library: "Library") -> tuple["Pair", list[Speaker]]:
        from annotations.storage import revisions, speakers

        return revisions.pair(library, *numbers), speakers.every(library)

    def take(read: tuple["Pair", list[Speaker]]) -> None:
        def work() -> Iterator[object]:
            from annotations.exporting.output import write_file
            from annotations.exporting.placement_list import pieces, placement_list
            from annotations.exporting.shown import withheld_lines
            from annotations.revising.comparing import compare_revisions

            pair, people = read
            language = pair.article.metadata.language
            difference = compare_revisions(pair.older, pair.newer, language)
            found = placement_list(pair, difference, words, speakers=people)
            made = (piece.encode(errors="replace") for piece in pieces(found, name, words))
            write_file(made, path, replace=True)  # the dialog has asked
            yield " ".join(withheld_lines(found.report, words))

        def done(withheld: object) -> None:
            said = words("The list is written: {name}.", name=path.name)
            room.at.window_.notice.say(f"{said} {withheld}".strip(), stays=bool(withheld))

        room.run(work, done)

    room.session.read(job, take, failed=room.fail)
