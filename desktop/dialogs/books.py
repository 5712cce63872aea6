"""Whether a book becomes one article or one a chapter: the person says."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.dialogs.asking import Sheet
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.importing.protocol import Wishes

_HEAD = 200


def are_books(paths: Sequence[Path]) -> bool:
    """Tell whether one of the files that were named is an e-book, by its first bytes."""
    return any(_is_book(path) for path in paths)


def _is_book(path: Path) -> bool:
    try:
        if not path.is_file():  # a pipe would wait for somebody to write into it
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False  # the import says why
    return head.startswith(b"PK\x03\x04") and b"application/epub+zip" in head


def ask_about_books(
    parent: QWidget, words: Catalogue, then: "Callable[[Wishes], object]"
) -> "BookSheet":
    """Ask, and go on with the answer; nothing is imported where the question is closed."""
    sheet = BookSheet(parent, words)
    sheet.accepted.connect(lambda: then(sheet.wishes()))
    sheet.open()
    return sheet


class BookSheet(Sheet):
    """The question."""

    def __init__(self, parent: QWidget, words: Catalogue) -> None:
        super().__init__(parent, words("How shall books be imported?"))
        self.whole = QRadioButton(words("One article a book"))
        self.chapters = QRadioButton(words("One article a chapter"))
        self.whole.setChecked(True)
        self.column.addWidget(self.whole)
        self.column.addWidget(self.chapters)
        self.add_buttons(words, words("Import"))

    def wishes(self) -> "Wishes":
        """Give the answer."""
        from annotations.importing.protocol import Wishes

        return Wishes(chapters=self.chapters.isChecked())
