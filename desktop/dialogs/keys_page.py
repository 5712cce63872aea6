"""The page of the settings where keys are changed; a clash is refused with a sentence."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import BY_NAME, SPECS, clash, keys_of, portable
from desktop.dialogs.matching import fit
from desktop.dialogs.palette import KEY_ROLE, MENU_ROLE, TwoEnds
from desktop.theme import Theme
from resources import Catalogue


class KeysPage(QWidget):
    """All actions with their keys; `changed` is what differs from the table."""

    def __init__(
        self, theme: Theme, words: Catalogue, changed: Mapping[str, tuple[str, ...]]
    ) -> None:
        super().__init__()
        self._words = words
        self.changed = dict(changed)
        self._search = QLineEdit()
        self._search.setPlaceholderText(words("Find a command"))
        self._search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setObjectName("boxed")
        self.list.setItemDelegate(TwoEnds(theme, self.list))
        self.list.setMinimumHeight(100)
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.key = QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        self.key.setAccessibleName(words("New key"))
        self.key.editingFinished.connect(self._set)
        self._usual = QPushButton(words("Usual key"))
        self._usual.clicked.connect(self._reset)
        self._none = QPushButton(words("No key"))
        self._none.clicked.connect(lambda: self._keep(()))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "warn")
        self.said.setMinimumHeight(34)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(QLabel(self._words("New key")))
        line.addWidget(self.key, 1)
        line.addWidget(self._usual)
        line.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.addWidget(self._search)
        column.addWidget(self.list, 1)
        column.addLayout(line)
        column.addWidget(self.said)

    def try_key(self, name: str, key: str) -> bool:
        """Give an action a key, or refuse it with a sentence."""
        other = clash(name, key, self.changed)
        if other:
            self.said.setText(
                self._words(
                    "{key} already does “{other}”. Choose another key, or change that one first.",
                    key=portable(key),
                    other=self._words(other.text),
                )
            )
            return False
        self._keep((portable(key),), name)
        return True

    def _name(self) -> str:
        if self.list.currentRow() < 0:
            return ""
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _fill(self) -> None:
        for spec in SPECS:
            item = QListWidgetItem(self._words(spec.text))
            item.setData(Qt.ItemDataRole.UserRole, spec.name)
            item.setData(MENU_ROLE, self._words(spec.menu.value))
            self.list.addItem(item)
        self._show_keys()
        self.list.setCurrentRow(0)

    def _filter(self, typed: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not fit(typed, f"{item.text()} {item.data(MENU_ROLE)}"))

    def _show_keys(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            spec = BY_NAME[item.data(Qt.ItemDataRole.UserRole)]
            native = QKeySequence.SequenceFormat.NativeText
            keys = [QKeySequence(key).toString(native) for key in keys_of(spec, self.changed)]
            item.setData(KEY_ROLE, "   ".join(keys))

    def _show(self) -> None:
        self.said.clear()
        self.key.clear()
        name = self._name()
        self._usual.setEnabled(name in self.changed)

    def _set(self) -> None:
        key = self.key.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if key and self._name() and not self.try_key(self._name(), key):
            self.key.clear()

    def _reset(self) -> None:
        name = self._name()
        if not name:
            return
        others = {key: value for key, value in self.changed.items() if key != name}
        for key in BY_NAME[name].keys:
            other = clash(name, key, others)
            if other:
                self.try_key(name, key)  # says why not
                return
        self.changed = others
        self.said.clear()
        self._show_keys()
        self._usual.setEnabled(False)

    def _keep(self, keys: tuple[str, ...], name: str = "") -> None:
        name = name or self._name()
        if not name:
            return
        self.changed[name] = keys
        self.said.clear()
        self._show_keys()
        self._usual.setEnabled(True)
