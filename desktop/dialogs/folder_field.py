"""A field that holds a folder, or none."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from resources import Catalogue


class FolderField(QWidget):
    """The folder's path, a button to choose another, one to have none. `folder` is "" for none."""

    def __init__(self, words: Catalogue, folder: str = "") -> None:
        super().__init__()
        self._words = words
        self.folder = folder
        self.shown = QLineEdit()
        self.shown.setReadOnly(True)
        self.shown.setPlaceholderText(words("None"))
        self.choose = QPushButton(words("Choose…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask)
        self.none = QPushButton(words("None"))
        self.none.setAutoDefault(False)
        self.none.clicked.connect(lambda: self.set_folder(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.shown, 1)
        row.addWidget(self.choose)
        row.addWidget(self.none)
        self.setFocusProxy(self.choose)
        self.set_folder(folder)

    def set_folder(self, folder: str) -> None:
        """Hold a folder."""
        self.folder = folder
        self.shown.setText(folder)
        self.shown.setToolTip(folder)
        self.none.setVisible(bool(folder))  # beside an empty field it would say "None" twice

    def _ask(self) -> None:
        start = self.folder or str(Path.home())
        dialog = QFileDialog(self, self._words("Inbox folder"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()
