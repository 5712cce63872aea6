"""The window: one library at a time, with its bars, menus, and what lies over them."""

import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import menus
from desktop.actions import Menu, build, set_keys, shown_key
from desktop.arriving import Arrivals
from desktop.errands import Errands
from desktop.libraries import Libraries
from desktop.program import Program
from desktop.settings import Settings
from desktop.status_bar import StatusBar
from desktop.theme import Theme
from desktop.top_bar import TopBar
from desktop.widgets.notice import Notice

if TYPE_CHECKING:
    from annotations.queries import Hit
    from desktop.dialogs.palette import CommandPalette
    from desktop.dialogs.search import SearchPanel
    from desktop.workspace import Workspace

FIRST_SIZE = QSize(1440, 900)
SMALLEST = QSize(640, 360)


class MainWindow(QMainWindow):
    """One window with one library, or with the page that says why there is none."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.words = program.words
        self.workspace: Workspace | None = None
        self.setWindowTitle("Kutip")
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.actions_ = build(self, self.words, program.settings.keys)
        self.top = TopBar(self.words)
        self.pages = QStackedWidget()
        self.status = StatusBar(self.words)
        self._lay_out()
        self.notice = Notice(program.theme, self.words, self)
        self._palette: CommandPalette | None = None
        self._search: SearchPanel | None = None
        self.libraries = Libraries(self)
        self.errands = Errands(self)
        self.arrivals = Arrivals(self)
        self._acts = {
            **self.errands.acts(),
            **self.arrivals.acts(),
            **self.libraries.acts(),
            **self._own_acts(),
        }
        self._wire()
        self._make_menus()
        self._dress(program.theme)
        self._place()
        self.show_actions()

    # ------------------------------------------------------------------ making

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("window")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(inside)
        blank = QWidget()
        blank.setObjectName("page")
        blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pages.addWidget(blank)

    def _wire(self) -> None:
        for name, action in self.actions_.items():
            action.triggered.connect(lambda _=False, each=name: self._triggered(each))
            self.addAction(action)
        self.top.set_actions(self.actions_["import"], self.actions_["report"])
        self.top.field.set_key(shown_key(self.actions_["search"]))
        self.top.desk.clicked.connect(self._toggle_desk)
        self.status.clicked.connect(self._retry)
        self.program.theme_changed.connect(self._dress)
        self.program.settings_changed.connect(self._settings_changed)
        self.program.settings_failed.connect(
            lambda: self.notice.say(
                self.words("The settings could not be stored. They hold until you quit.")
            )
        )

    def _make_menus(self) -> None:
        self.menus_ = menus.all_menus(self, self.words, self.actions_)
        self.recent = QMenu(self.words("Recent libraries"), self)
        self.recent.aboutToShow.connect(self._fill_recent)
        library = self.menus_[Menu.LIBRARY]
        library.insertMenu(library.actions()[2], self.recent)
        whole = menus.one_menu(self, self.menus_.values(), self.actions_["palette"])
        self.top.set_menus(whole, self.recent)
        if sys.platform == "darwin":
            self.setMenuBar(menus.bar(self, self.menus_.values()))
            self.top.menu.hide()

    def _fill_recent(self) -> None:
        menus.fill_recent(
            self.recent,
            self.words,
            self.program.settings.recent,
            self.libraries.path,
            lambda name: self.libraries.open(Path(name)),
            (self.actions_["new_library"], self.actions_["open_library"]),
        )

    def _place(self) -> None:
        kept = self.program.settings.geometry
        if not kept or not self.restoreGeometry(QByteArray(b64decode(kept, validate=False))):
            screen = self.screen().availableSize()
            self.resize(FIRST_SIZE.boundedTo(screen))

    def _own_acts(self) -> dict[str, Callable[[], object]]:
        acts: dict[str, Callable[[], object]] = {
            "quit": self.close,
            "search": self._focus_search,
            "menu": self._pop_up_menu,
            "palette": lambda: self.command_palette().open_with(self.actions_),
        }
        for choice in ("system", "light", "dark", "sepia"):
            acts[f"theme_{choice}"] = partial(self.program.change, theme=choice)
        return acts

    # ------------------------------------------------------------------ doing

    def _triggered(self, name: str) -> None:
        """Do what was chosen; not by a key while a menu asks, which Qt lets through behind it.

        A menu has gone when what was chosen in it is triggered.
        """
        if isinstance(QApplication.activePopupWidget(), QMenu):
            self.show_actions()
        else:
            self.do(name)

    def do(self, name: str) -> None:
        """Do what an action of the table says."""
        act = self._acts.get(name)
        if act is None and self.workspace is not None:
            act = self.workspace.acts.get(name)
        if act is not None:
            act()
        self.show_actions()

    def show_actions(self) -> None:
        """Let the actions say what can be done now."""
        able = self.workspace.able() if self.workspace else frozenset()
        for name, action in self.actions_.items():
            action.setEnabled((name in self._acts and self._may(name)) or name in able)
        for choice in ("system", "light", "dark", "sepia"):
            self.actions_[f"theme_{choice}"].setChecked(self.program.settings.theme == choice)
        if self.workspace:
            for name, on in self.workspace.checked().items():
                self.actions_[name].setChecked(on)
        shown = self.workspace is not None and self.workspace.desk.shown
        self.top.show_desk(self.actions_["desk_highlights"], on=shown)

    def _may(self, name: str) -> bool:
        rooms = (self.errands, self.arrivals)
        return all(name not in room.needing or room.may(name) for room in rooms)

    def _pop_up_menu(self) -> None:
        button, menu = self.top.menu, self.top.menu.menu()
        corner = button.mapToGlobal(button.rect().bottomRight())
        corner.setX(corner.x() - menu.sizeHint().width())
        menu.popup(corner)

    def _focus_search(self) -> None:
        self.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.field.selectAll()

    def _open_hit(self, hit: "Hit") -> None:
        if self.workspace:
            self.workspace.open_hit(hit)

    def _retry(self) -> None:
        if self.workspace:
            self.workspace.session.retry()

    def _toggle_desk(self) -> None:
        if self.workspace:
            self.workspace.desk.toggle()
        self.show_actions()

    def command_palette(self) -> "CommandPalette":
        """Give the palette, made when it is first asked for: a starting window does without."""
        if self._palette is None:
            from desktop.dialogs.palette import CommandPalette

            self._palette = CommandPalette(self.program.theme, self.words, self)
        return self._palette

    def search_panel(self) -> "SearchPanel":
        """Give what lists the finds below the field, made with the first library."""
        if self._search is None:
            from desktop.dialogs.search import SearchPanel

            self._search = SearchPanel(self.program.theme, self.words, self.top.field, self)
            self._search.opened.connect(self._open_hit)
            self._search.left.connect(lambda: self.do("focus_reader"))
        return self._search

    # ------------------------------------------------------------------ what is shown

    def show_page(self, page: QWidget) -> None:
        """Fill the window with a page; the one before it is thrown away."""
        before = self.pages.currentWidget()
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        page.setFocus()
        if before is not None and self.pages.indexOf(before) > 0:
            self.pages.removeWidget(before)
            before.deleteLater()
        self.show_actions()

    def show_workspace(self, workspace: "Workspace | None") -> None:
        """Show an open library, or that there is none."""
        self.workspace = workspace
        path = self.libraries.path
        name = path.stem if path else ""
        self.top.library.setText(name or self.words("Libraries"))
        self.setWindowTitle(f"{name} – Kutip" if name else "Kutip")
        if workspace:
            self.search_panel().search_in(workspace.session.read)
        elif self._search:
            self._search.search_in(None)
        self.top.field.setEnabled(workspace is not None)
        self.status.setVisible(workspace is not None)
        self.status.show_text(shown=True)  # the desk of another library may have been open
        if workspace:
            self.show_page(workspace)
            workspace.focus_first()
            workspace.checks.watch(self)

    def _dress(self, theme: Theme) -> None:
        parts = (self.top, self.notice, self._palette, self._search, self.pages.currentWidget())
        for part in parts:
            if part is not None and hasattr(part, "set_theme"):
                part.set_theme(theme)
        self.show_actions()

    def _settings_changed(self, settings: Settings) -> None:
        set_keys(self.actions_, settings.keys)
        self.top.field.set_key(shown_key(self.actions_["search"]))
        if self.workspace:
            self.workspace.take_settings(settings)
        self.show_actions()

    def action(self, name: str) -> QAction:
        """Give an action of the table."""
        return self.actions_[name]

    # ------------------------------------------------------------------ Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what lies over the window in its place."""
        super().resizeEvent(event)
        self.notice.place()
        for popup in (self._palette, self._search):
            if popup:
                popup.close_popup()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import files; open a library."""
        files = _files(event.mimeData().urls())
        event.acceptProposedAction()
        # Once the drop is over: the program that dragged waits for us until then.
        QTimer.singleShot(0, self, lambda: self.take_files(files))

    def take_files(self, files: list[Path]) -> None:
        """Open a library that was dropped, import everything else."""
        library = next((file for file in files if file.suffix == ".kutip"), None)
        if library:
            self.libraries.open(library)
        elif files and self.workspace:
            self.arrivals.bring_in(files)
        elif files:
            default = self.program.default_library
            self.libraries.create_default(default, lambda: self.arrivals.bring_in(files))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store everything first; what cannot be stored keeps the window open, and says why."""
        if not self.libraries.close(then=self.close):
            event.ignore()
            return
        geometry = b64encode(self.saveGeometry().data()).decode()
        self.program.change(geometry=geometry)
        self.program.keep()
        self.libraries.wait()
        event.accept()


def _files(urls: Iterable[QUrl]) -> list[Path]:
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
