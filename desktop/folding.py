"""How wide the panes are and which are folded, and what gives way in a narrow window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.program import Program
from desktop.theme import Theme
from desktop.widgets.icon import icon

if TYPE_CHECKING:
    from desktop.workspace import Workspace

FILTERS_FROM = 1360
"""Below this width of the window, in pixels, the filters fold."""
HIGHLIGHTS_FROM = 1060
"""Below this width the highlights fold too: the text keeps 60 characters a line."""
WIDTHS = (208, 296, 608, 328)


class Folding:
    """The widths of the panes.

    What the window is too narrow for is folded; what a person folded or unfolded holds until the
    window gets wider or narrower than the pane's limit.
    """

    def __init__(self, workspace: "Workspace", program: Program) -> None:
        self._workspace = workspace
        self._program = program
        self._wide: dict[str, bool] = {}
        self._placed = False
        self._buttons = {
            "filters": self._button("show_filters"),
            "highlights": self._button("show_highlights"),
        }
        workspace.articles.head.insertWidget(0, self._buttons["filters"])
        self.set_theme(program.theme)

    def _button(self, action: str) -> QToolButton:
        window = self._workspace.window_
        button = QToolButton(self._workspace)
        button.setIconSize(QSize(18, 18))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        text = window.actions_[action].text()
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: window.do(action))
        button.hide()
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._buttons["filters"].setIcon(icon("pane-left", theme, "muted", 18))
        self._buttons["highlights"].setIcon(icon("pane-right", theme, "muted", 18))

    def fit(self, width: int) -> None:
        """Fold and unfold for a window of this width."""
        settings = self._program.settings
        limits = {"filters": FILTERS_FROM, "highlights": HIGHLIGHTS_FROM}
        for name, limit in limits.items():
            wide = width >= limit
            if self._wide.get(name) != wide:
                self._wide[name] = wide
                folded = getattr(settings, f"{name}_folded")
                self._show(name, shown=wide and not folded)
        if not self._placed:
            self._placed = True
            self._workspace.splitter.setSizes(list(self._sizes()))
        self.place_button()

    def _sizes(self) -> tuple[int, ...]:
        kept = self._program.settings.panes
        return kept if len(kept) == len(WIDTHS) and min(kept) >= 0 else WIDTHS

    def keep(self) -> None:
        """Remember the widths; of a folded pane, the one it had."""
        sizes = self._workspace.splitter.sizes()
        kept = tuple(now or before for now, before in zip(sizes, self._sizes(), strict=True))
        self._program.change(panes=kept)

    def toggle(self, name: str) -> None:
        """Fold or unfold a pane, as somebody asked."""
        shown = not self._pane(name).isVisible()
        self._show(name, shown=shown)
        if self._wide.get(name, True):
            self._program.change(**{f"{name}_folded": not shown})

    def show(self, name: str) -> None:
        """Unfold a pane that somebody needs now."""
        if not self._pane(name).isVisible():
            self._show(name, shown=True)

    def make_room(self, name: str) -> bool:
        """Fold a pane for as long as something else needs its room; whether it was shown."""
        shown = not self._pane(name).isHidden()
        if shown:
            self._show(name, shown=False)
        return shown

    def give_back(self, name: str) -> None:
        """Unfold a pane that made room, where the window has room for it still."""
        if self._wide.get(name, True):
            self.show(name)

    def checked(self) -> dict[str, bool]:
        """Say which panes are to be seen."""
        return {
            f"show_{name}": not self._pane(name).isHidden() for name in ("filters", "highlights")
        }

    def _pane(self, name: str) -> QWidget:
        panes: dict[str, QWidget] = {
            "filters": self._workspace.filters,
            "highlights": self._workspace.highlights,
        }
        return panes[name]

    def _show(self, name: str, *, shown: bool) -> None:
        if not shown:
            self.keep()
        self._pane(name).setVisible(shown)
        self._buttons[name].setVisible(not shown)
        self.place_button()
        self._workspace.window_.show_actions()

    def place_button(self) -> None:
        """Put the button that unfolds the highlights over the right edge of the text."""
        button = self._buttons["highlights"]
        button.adjustSize()
        scroll_bar = 14
        centre = self._workspace.centre
        right = self._workspace.width()
        if self._workspace.page_shown:
            right = centre.mapTo(self._workspace, centre.rect().topRight()).x()
        button.move(right - button.width() - scroll_bar, 10)
        button.raise_()
