"""The undo stack's only kind of command: one change set of the library, known by its number."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand


class Step(QUndoCommand):
    """A change set that can be taken back and made again; both are `history.revert`.

    Reverting a change set is itself one, so after each undo and redo the step holds the number of
    the newest. `change_id` is 0 until the first save. `uids` are the records it touched, for
    showing what an undo did; the records themselves are in the library's history.
    """

    def __init__(self, text: str, revert: Callable[["Step"], None], *, article_id: int) -> None:
        super().__init__(text)
        self.change_id = 0
        self.uids: frozenset[str] = frozenset()
        self.article_id = article_id
        self.undone = False
        self.muted = True  # pushing a step calls `redo`, when the change is painted already
        self._revert = revert

    def redo(self) -> None:
        """Make the change again."""
        if not self.muted:
            self._revert(self)

    def undo(self) -> None:
        """Take the change back."""
        if not self.muted:
            self._revert(self)
