"""The list of keys, as they are now, for reading and for printing into one's memory."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.actions import SPECS, ActionSpec, Menu, Scope
from desktop.dialogs.asking import Sheet
from resources import Catalogue

_COLUMNS = (
    (Menu.HIGHLIGHT,),
    (Menu.ARTICLE, Menu.VIEW, Menu.DESK),
    (Menu.LIBRARY, Menu.EDIT, Menu.HELP),
)


class KeyList(Sheet):
    """All actions that have a key, by menu."""

    def __init__(self, parent: QWidget, words: Catalogue, actions: Mapping[str, QAction]) -> None:
        super().__init__(parent, words("Keys"), width=560)
        self._words = words
        self._actions = actions
        self.say(
            words(
                "Single letters act while the text has the focus. All keys can be changed"
                " in the settings."
            ),
            "muted",
        )
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(28)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(4)
            for menu in menus:
                self._add_menu(column, menu)
            column.addStretch()
            columns.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        self.column.addWidget(scroll, 1)
        self.add_buttons(words, away=words("Close"))
        wanted = self.sizeHint().height() - scroll.sizeHint().height()
        self.fit(960, wanted + inside.sizeHint().height())

    def _add_menu(self, column: QVBoxLayout, menu: Menu) -> None:
        heading = QLabel(self._words(menu.value))
        heading.setProperty("role", "caption")
        heading.setContentsMargins(0, 8, 0, 2)
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        for line, spec in enumerate(spec for spec in SPECS if spec.menu is menu):
            self._add_line(grid, line, spec)
        column.addLayout(grid)

    def _add_line(self, grid: QGridLayout, line: int, spec: ActionSpec) -> None:
        action = self._actions[spec.name]
        keys = [key.toString(key.SequenceFormat.NativeText) for key in action.shortcuts()]
        if not keys:
            return
        if spec.scope is Scope.LIST:
            keys = [self._words("{key} in the list", key=key) for key in keys]
        name = QLabel(action.text().replace("&&", "&"))
        shown = QLabel("  ".join(keys))
        shown.setProperty("role", "faint")
        grid.addWidget(name, line, 0)
        grid.addWidget(shown, line, 1, Qt.AlignmentFlag.AlignRight)
