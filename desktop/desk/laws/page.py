"""The tab of the desk called Laws."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from desktop.workspace import Workspace


class LawsPage(QWidget):
    """What the tab shows."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self._at = workspace
        self._nothing = EmptyState(workspace.theme)
        self._nothing.say("library", workspace.words("Nothing here yet"), "")
        column = QVBoxLayout(self)
        column.addWidget(self._nothing)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._nothing.set_theme(theme)

    def refresh(self) -> None:
        """Show what changed in the library."""

    def focus_first(self) -> None:
        """Take the keyboard."""
        self.setFocus()
