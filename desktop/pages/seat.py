"""Where the original page stands among the panes, and which of them make room for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.pages.pane import NARROWEST, PagesPane

if TYPE_CHECKING:
    from desktop.workspace import Workspace

ROOM = 960
"""Pixels that text and page need together; where they have less, the filters fold."""
HIGHLIGHTS_FROM = 1360
"""Below this width of the window the page takes the place of the highlights."""
SHARE = 0.46
"""What the page takes of the width at first."""


class Seat(QObject):
    """Keeps the pane beside the text: both share the text's place among the panes."""

    def __init__(self, workspace: "Workspace", pane: PagesPane) -> None:
        super().__init__(workspace)
        self._at = workspace
        self._pane = pane
        self._folded: tuple[str, ...] = ()
        self._split = workspace.beside
        pane.hide()
        self._split.addWidget(pane)
        self._split.setStretchFactor(0, 1)
        self._split.splitterMoved.connect(self._keep_width)
        workspace.centre.installEventFilter(self)

    @property
    def taken(self) -> bool:
        """Whether the pane is open."""
        return not self._pane.isHidden()

    def take(self) -> None:
        """Open the pane; the filters make room first, in a narrow window the highlights too."""
        folding, outer = self._at.folding, self._at.splitter
        folded = []
        if self._split.width() < ROOM and folding.make_room("filters"):
            folded.append("filters")
        if outer.width() < HIGHLIGHTS_FROM and folding.make_room("highlights"):
            folded.append("highlights")
        self._folded = tuple(folded)
        self._pane.show()
        outer.refresh()
        wide = self._split.width()
        wanted = self._at.window_.program.settings.page_width or round(wide * SHARE)
        page = max(min(wanted, wide - self._at.centre.minimumWidth()), NARROWEST)
        self._split.setSizes([wide - page, page])
        self._at.reader.setFocus()  # which it lost where panes moved

    def leave(self) -> None:
        """Close the pane and unfold what made room."""
        focused = QApplication.focusWidget()
        had_focus = isinstance(focused, QWidget) and self._pane.isAncestorOf(focused)
        self._pane.hide()
        for name in self._folded:
            self._at.folding.give_back(name)
        self._folded = ()
        self._at.folding.place_button()
        if had_focus:
            self._at.reader.setFocus()

    def _keep_width(self) -> None:
        if self.taken:
            self._at.window_.program.change(page_width=self._split.sizes()[1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the button at the text's right edge there, wherever that goes."""
        if event.type() is QEvent.Type.Resize:
            self._at.folding.place_button()
        return super().eventFilter(watched, event)
