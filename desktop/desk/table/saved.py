"""Searches kept by name: the menu that asks them again, saves, renames and deletes them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from annotations.queries import Filter
from annotations.searches import SavedSearch
from desktop import edits
from desktop.desk.table.editing import name_sheet
from desktop.jobs import change
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.searches import Saved
    from annotations.storage.store import Library
    from desktop.session import Session


class SavedSearches(QObject):
    """The saved searches of a library; `chosen` carries the filter of one."""

    chosen = Signal(object)  # Filter

    def __init__(self, session: "Session", parent: QWidget, wanted: Callable[[], Filter]) -> None:
        super().__init__(parent)
        self._session = session
        self._words = session.words
        self._over = parent
        self._wanted = wanted

    def show_menu(self, menu: QMenu) -> None:
        """Fill a menu that is about to be shown, as soon as the searches have been read."""
        menu.clear()
        menu.addAction(self._words("Reading…")).setEnabled(False)

        def job(library: "Library") -> "Saved":
            from annotations.storage import searches

            return searches.all(library)

        self._session.read(job, lambda saved: self._fill(menu, saved))

    def _fill(self, menu: QMenu, saved: "Saved") -> None:
        words, writable = self._words, not self._session.store.read_only
        menu.clear()
        for search in saved.searches:
            action = menu.addAction(_text(search.name))
            action.triggered.connect(lambda _=False, each=search: self.chosen.emit(each.wanted))
        for name in saved.unreadable:
            said = words("{name} (made by a newer version)", name=name)
            menu.addAction(_text(said)).setEnabled(False)
        if not saved.searches and not saved.unreadable:
            menu.addAction(words("No saved search yet")).setEnabled(False)
        menu.addSeparator()
        keep = menu.addAction(words("Save this search…"))
        keep.setEnabled(writable and self._wanted() != Filter())
        keep.triggered.connect(lambda _=False: self._ask(saved))
        if writable and saved.searches:
            self._change_menu(menu, saved)
        if menu.isVisible():
            menu.adjustSize()
            first = next((each for each in menu.actions() if each.isEnabled()), None)
            if first is not None:
                menu.setActiveAction(first)

    def _change_menu(self, menu: QMenu, saved: "Saved") -> None:
        words = self._words
        rename = menu.addMenu(words("Rename"))
        delete = menu.addMenu(words("Delete"))
        for search in saved.searches:
            rename.addAction(_text(search.name)).triggered.connect(
                lambda _=False, each=search: self._rename(each)
            )
            delete.addAction(_text(search.name)).triggered.connect(
                lambda _=False, each=search: self._delete(each)
            )

    # ------------------------------------------------------------------ changing

    def _ask(self, saved: "Saved") -> None:
        words, wanted = self._words, replace(self._wanted(), typing=False)
        known = {each.name.casefold(): each for each in saved.searches}

        def keep(name: str) -> None:
            before = known.get(name.casefold())
            if before is not None:
                after = replace(before, wanted=wanted)
                self._session.apply([change(before, after)], marked("Save search"))
            else:
                author = self._session.settings.author
                made = SavedSearch(uid=edits.new_uid(), author=author, name=name, wanted=wanted)
                self._session.apply([change(None, made)], marked("Save search"))

        hint = words("A name for it; the name of another one replaces that")
        names = [each.name for each in saved.searches]
        name_sheet(
            self._over, words, words("Save this search"), hint, names, words("Save"), keep,
            first=wanted.words, empty=False,
        )  # fmt: skip

    def _rename(self, search: SavedSearch) -> None:
        words = self._words

        def rename(name: str) -> None:
            if name != search.name:
                after = replace(search, name=name)
                self._session.apply([change(search, after)], marked("Rename search"))

        name_sheet(
            self._over, words, words("Rename the search"), "", [], words("Rename"), rename,
            first=search.name, empty=False,
        )  # fmt: skip

    def _delete(self, search: SavedSearch) -> None:
        self._session.apply([change(search, None)], marked("Delete search"))


def _text(name: str) -> str:
    """Keep a menu from taking a sign of a name for a key."""
    return name.replace("&", "&&")
