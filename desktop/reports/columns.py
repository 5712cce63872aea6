"""The list of columns of a report: which are shown, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from annotations.exporting.columns import Column
from resources import Catalogue

_NAME = Qt.ItemDataRole.UserRole


class ColumnList(QListWidget):
    """Columns with a tick each. Dragging moves one, and so do Ctrl+Up and Ctrl+Down."""

    chosen_changed = Signal()

    def __init__(self, words: Catalogue) -> None:
        super().__init__()
        self._words = words
        self._usual: tuple[str, ...] = ()
        self.setObjectName("ticks")
        self.setAccessibleName(words("Columns"))
        self.setToolTip(words("Ctrl+Up and Ctrl+Down move a column"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setUniformItemSizes(True)
        self.itemChanged.connect(lambda _: self.chosen_changed.emit())
        self.model().rowsMoved.connect(lambda *_: self.chosen_changed.emit())

    def show_columns(self, columns: Sequence[Column], usual: Sequence[str]) -> None:
        """Show columns as they are chosen; `usual` are those that nobody has to choose."""
        self._usual = tuple(usual)
        blocked = QSignalBlocker(self)
        self.clear()
        for each in columns:
            item = QListWidgetItem(self._words(each.title), self)
            item.setData(_NAME, each.name)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            on = Qt.CheckState.Checked if each.chosen else Qt.CheckState.Unchecked
            item.setCheckState(on)
        self.setCurrentRow(0)
        blocked.unblock()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of those that have a tick, in their order; none where they are the usual."""
        items = (self.item(row) for row in range(self.count()))
        on = tuple(
            str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked
        )
        return () if on == self._usual else on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a column with Ctrl and an arrow."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if not step or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        row = self.currentRow()
        if 0 <= row < self.count() and 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentRow(row + step)
            self.chosen_changed.emit()
