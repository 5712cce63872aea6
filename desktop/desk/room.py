"""The desk in the window: a row of tabs, and the page of the one that is chosen."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.theme import Theme
from resources import marked

if TYPE_CHECKING:
    from desktop.workspace import Workspace

HIGHLIGHTS, PEOPLE, PROMISES, LAWS, TIME = "highlights", "people", "promises", "laws", "time"
TABS: Mapping[str, str] = {
    HIGHLIGHTS: marked("Highlights"),
    PEOPLE: marked("People"),
    PROMISES: marked("Promises"),
    LAWS: marked("Laws"),
    TIME: marked("Over time"),
}
_PAGES: Mapping[str, tuple[str, str]] = {
    HIGHLIGHTS: ("desktop.desk.table.page", "HighlightsPage"),
    PEOPLE: ("desktop.desk.people.page", "PeoplePage"),
    PROMISES: ("desktop.desk.promises.page", "PromisesPage"),
    LAWS: ("desktop.desk.laws.page", "LawsPage"),
    TIME: ("desktop.desk.time.page", "TimePage"),
}


class Page(Protocol):
    """What the widget of a tab can do."""

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""

    def refresh(self) -> None:
        """Show what changed in the library; asked only of the page that is seen."""

    def focus_first(self) -> None:
        """Take the keyboard, where it was when the page was left."""


class Desk(QWidget):
    """The tabs; each page is made when it is first looked at."""

    left = Signal()  # somebody wants to go back to reading
    chosen = Signal(str)  # the name of the tab that is shown now

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._at = workspace
        words = workspace.words
        self._pages: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(words("Parts of the desk"))
        for name in TABS:
            self.tabs.addTab(words(TABS[name]))
        self.back = QPushButton(words("Back to the text"))
        self.back.setProperty("role", "link")
        self.back.setToolTip(words("Esc"))
        self.stack = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._turned)
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        head = QWidget()
        head.setObjectName("pane")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 4, 14, 0)
        row.addWidget(self.tabs)
        row.addStretch()
        row.addWidget(self.back)
        line = QWidget()
        line.setObjectName("hairline")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, line):
            column.addWidget(part)
        column.addWidget(self.stack, 1)

    @property
    def current(self) -> str:
        """The name of the tab that is shown, "" before the first."""
        shown = self.stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "")

    def page(self, name: str) -> QWidget:
        """Give the page of a tab, made when it is first asked for."""
        if name not in self._pages:
            module, kind = _PAGES[name]
            made: QWidget = getattr(import_module(module), kind)(self._at)
            self._pages[name] = made
            self.stack.addWidget(made)
        return self._pages[name]

    def made(self, name: str) -> Any:  # noqa: ANN401 - each page has ways of its own
        """Give the page of a tab if it was ever looked at, else None."""
        return self._pages.get(name)

    def show_tab(self, name: str) -> None:
        """Show a tab and give it the keyboard."""
        place = list(TABS).index(name)
        if self.tabs.currentIndex() != place:
            self.tabs.setCurrentIndex(place)
        else:
            self._turned(place)
        self.page(name).focus_first()  # type: ignore[attr-defined] # every page is a Page

    def refresh(self) -> None:
        """Show what changed: in the page that is seen now, in the others once they are."""
        self._stale |= set(self._pages)
        self._freshen()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for page in self._pages.values():
            page.set_theme(theme)  # type: ignore[attr-defined] # every page is a Page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to reading with Esc, where nothing on the page made use of it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _turned(self, place: int) -> None:
        name = list(TABS)[place]
        self.stack.setCurrentWidget(self.page(name))
        self._freshen()
        self.chosen.emit(name)

    def _freshen(self) -> None:
        name = self.current
        if name in self._stale and self.isVisible():
            self._stale.discard(name)
            self.page(name).refresh()  # type: ignore[attr-defined] # every page is a Page

    def freshen(self) -> None:
        """Catch up with what changed while the desk was not to be seen."""
        self._freshen()
