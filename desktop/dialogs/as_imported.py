"""How the words of an article came: from which file, when, read by what, in which encoding."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel

from annotations.dates import show_moment
from annotations.model import Revision
from resources import Catalogue

READ_AS_TEXT = frozenset({"plain", "markdown", "html", "transcript", "subtitles", "whatsapp"})
"""Formats that an encoding concerns; the others say their own inside."""


class AsImported:
    """What nobody types of an article’s details; of text files the encoding can be changed."""

    def __init__(self, words: Catalogue, revision: Revision) -> None:
        self._words = words
        self._revision = revision
        self.encodings: QComboBox | None = None

    def add_to(self, form: QFormLayout) -> None:
        """Add the rows."""
        words, revision = self._words, self._revision
        heading = QLabel(words("As it was imported"))
        heading.setProperty("role", "caption")
        form.addRow(heading)
        form.addRow(words("File"), _said(revision.source or words("Pasted")))
        form.addRow(words("Imported"), _said(show_moment(revision.imported, words, long=True)))
        form.addRow(words("Version"), _said(words.number(revision.number)))
        if revision.pages:
            form.addRow(words("Pages"), _said(words.number(revision.pages)))
        if revision.importer in READ_AS_TEXT and not revision.part:
            form.addRow(words("Encoding"), self._choice())
        elif revision.encoding:
            form.addRow(words("Encoding"), _said(revision.encoding))
        for warning in dict.fromkeys(revision.warnings):
            form.addRow("", _said(words(warning), "small"))

    def _choice(self) -> QComboBox:
        from annotations.importing.detecting import CODECS

        box = self.encodings = QComboBox()
        now = self._revision.encoding
        box.addItems([now, *(name for name in CODECS if name != now)])
        box.setToolTip(
            self._words("Choosing another one reads the file again and makes a new version.")
        )
        return box

    @property
    def wanted(self) -> str:
        """The encoding that was chosen instead of the one that was used, "" for none."""
        if self.encodings is None or self.encodings.currentIndex() == 0:
            return ""
        return self.encodings.currentText()


def _said(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called anything
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
