"""Bringing into sight what an undo or a redo changed, where the table shows none of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotations.errors import NoSuchRecord
from desktop.desk.table.model import DeskModel
from desktop.desk.table.view import DeskView

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.session import Session

MOST = 50
"""Highlights of one step that are looked for: they are mostly neighbours, and one is enough."""


class Returning(QObject):
    """Goes to the first row that was changed, once the table has been read again."""

    def __init__(self, session: "Session", model: DeskModel, view: DeskView) -> None:
        super().__init__(view)
        self._session = session
        self._model = model
        self._view = view
        self._sought: frozenset[int] = frozenset()
        model.filled.connect(self._settle)

    def look_for(self, uids: Iterable[str]) -> None:
        """Show one of these, as far as they are highlights."""
        some = sorted(uids)[:MOST]

        def job(library: "Library") -> list[int]:
            from annotations.storage import highlights

            found = []
            for uid in some:
                try:
                    found.append(highlights.by_uid(library, uid).id)
                except NoSuchRecord:  # a speaker, or what the undo took away again
                    continue
            return found

        def take(found: list[int]) -> None:
            self._sought = frozenset(found)

        self._session.read(job, take)

    def _settle(self) -> None:
        sought, self._sought = self._sought, frozenset()
        view, model = self._view, self._model
        places = {place for each in sought if (place := model.place_of(each)) >= 0}
        first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
        seen = range(first, last if last >= 0 else len(model.ids))  # the last one may be cut off
        if not places or places.intersection(seen):
            return
        place = min(places)
        if model.ids[place] in view.chosen:
            view.scrollTo(model.index(place, 0))
        else:
            view.go_to(place)
