"""The way to the evidence desk and back: what keys, menus and panes ask of it.

The desk itself is imported when it is first opened: a starting window does without.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.theme import Theme

if TYPE_CHECKING:
    from annotations.queries import Filter, Hit
    from desktop.desk.room import Desk
    from desktop.workspace import Workspace

NAMES: Mapping[str, str] = {
    "desk_highlights": "highlights",
    "desk_people": "people",
    "desk_promises": "promises",
    "desk_laws": "laws",
    "desk_time": "time",
}
_STILL = frozenset({"undo", "redo", "focus_list", "focus_reader"})
"""What can be done while the desk is shown, as in the text; the last two leave it."""
_LEAVING = ("focus_list", "focus_reader")
_OWN: Mapping[str, str] = {"find": "focus_search", "copy_citation": "copy_citation"}
"""Actions that a page of the desk has a method of its own for."""


class Door(QObject):
    """Opens the desk in place of the reading panes, and gives them their place back."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._at = workspace
        self._desk: Desk | None = None
        self._focus: QWidget | None = None
        self._tab = ""  # the tab to return to, as long as something is read that it opened
        self._read = 0  # the article that was opened from there
        workspace.reader.view.installEventFilter(self)
        workspace.session.changed.connect(lambda _: self._changed())

    @property
    def desk(self) -> "Desk":
        """The desk, made when it is first asked for."""
        if self._desk is None:
            from desktop.desk.room import Desk

            self._desk = Desk(self._at)
            self._desk.hide()
            self._desk.left.connect(self.close)
            self._desk.chosen.connect(lambda _: self._at.window_.show_actions())
            layout = self._at.layout()
            if layout:
                layout.addWidget(self._desk)
        return self._desk

    @property
    def shown(self) -> bool:
        """Whether the desk stands in the place of the reading panes."""
        return self._desk is not None and not self._desk.isHidden()

    def acts(self, before: Mapping[str, Callable[[], object]]) -> dict[str, Callable[[], object]]:
        """Say what can be done here, by the names of actions; some leave the desk first."""
        acts: dict[str, Callable[[], object]] = {
            action: partial(self.turn, name) for action, name in NAMES.items()
        }
        for name in _LEAVING:
            acts[name] = partial(self._leaving, before[name])
        for name in _OWN:
            acts[name] = partial(self._own, name, before[name])
        return acts

    def able(self, others: frozenset[str]) -> frozenset[str]:
        """Name what can be done now, given what the reading panes could do."""
        if self.shown:
            page = self.desk.stack.currentWidget()
            own = {name for name, method in _OWN.items() if hasattr(page, method)}
            others = (others & _STILL) | own
        return others | frozenset(NAMES)

    def checked(self) -> dict[str, bool]:
        """Say which tab is shown."""
        current = self._desk.current if self._desk and self.shown else ""
        return {action: name == current for action, name in NAMES.items()}

    def filter(self) -> "Filter | None":
        """Say what the table of highlights is narrowed to, None where it was never looked at."""
        table = self._desk.made("highlights") if self._desk else None
        return table.filter() if table is not None else None

    # ------------------------------------------------------------------ to and fro

    def turn(self, name: str) -> None:
        """Show a tab; the one that is shown already is left for the text."""
        if self._desk and self.shown and self._desk.current == name:
            self.close()
        elif name == "highlights" and self._tab and not self.shown:
            self.open(self._tab)  # back to where the text was opened from
        else:
            self.open(name)

    def toggle(self) -> None:
        """Show the desk where it was left, or go back to the text."""
        if self.shown:
            self.close()
        else:
            self.open(self._desk.current if self._desk else "highlights")

    def open(self, name: str) -> QWidget:
        """Show a tab of the desk: its page is returned."""
        at, desk = self._at, self.desk
        if not self.shown:
            self._focus = at.window_.focusWidget()
            at.session.flush()
            at.splitter.hide()
            at.window_.status.show_text(shown=False)
            desk.show()
            self.stay_on_top()
        self._tab = ""
        desk.show_tab(name)
        desk.freshen()
        at.window_.show_actions()
        return desk.page(name)

    def close(self) -> None:
        """Go back to the text, with the keyboard where it was."""
        if self._desk is None or not self.shown:
            return
        at, focus = self._at, self._focus
        at.session.flush()
        self._desk.hide()
        at.window_.status.show_text(shown=True)
        at.splitter.show()
        at.folding.place_button()
        if focus is not None and at.isAncestorOf(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at.session.article:
            at.reader.setFocus()
        else:
            at.focus_first()
        self._focus = None
        at.window_.show_actions()

    def read(self, article_id: int, uid: str = "") -> None:
        """Show an article, or a highlight in it, in the text; Esc or Ctrl+L lead back to the tab.

        `uid` is the highlight's, "" for the article's beginning.
        """
        tab = self._desk.current if self._desk else ""
        self.close()
        self._at.reveal(article_id, uid)
        self._at.reader.setFocus()
        self._tab, self._read = tab, article_id

    def read_hit(self, hit: "Hit") -> None:
        """Show what a search found, at its place; Esc or Ctrl+L lead back to the tab."""
        tab = self._desk.current if self._desk else ""
        self._at.open_hit(hit)
        self._tab, self._read = tab, hit.article

    def reveal(self, article_id: int, uid: str, uids: frozenset[str]) -> None:
        """Show where an undo or a redo was: in the text, or in the table where that is seen.

        `article_id` is 0 where it was in several, `uid` the first highlight there.
        """
        if self.shown and self._desk and self._desk.current == "highlights":
            self._desk.made("highlights").returning.look_for(uids)
        elif article_id and not self.shown:
            self._at.reveal(article_id, uid)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return from what the desk opened with Esc, where that takes nothing else away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            reader, opened = self._at.reader, self._at.session.article
            busy = reader.popup.isVisible() or reader.find_bar.isVisible()
            busy = busy or reader.selected_span() is not None
            here = opened is not None and opened.article.id == self._read
            if event.key() == Qt.Key.Key_Escape and self._tab and here and not busy:
                self.open(self._tab)
                return True
        return super().eventFilter(watched, event)

    def _own(self, name: str, act: Callable[[], object]) -> None:
        """Do it on the page that is shown, or in the text where none is."""
        if self.shown:
            getattr(self.desk.stack.currentWidget(), _OWN[name])()
        else:
            act()

    def _leaving(self, act: Callable[[], object]) -> None:
        self.close()
        act()

    # ------------------------------------------------------------------ what is shown

    def stay_on_top(self) -> None:
        """Lie over the buttons of the panes, which float."""
        if self._desk and self.shown:
            self._desk.raise_()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        if self._desk:
            self._desk.set_theme(theme)

    def _changed(self) -> None:
        if self._desk:
            self._desk.refresh()
