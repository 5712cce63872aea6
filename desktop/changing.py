"""Every change of content: painted at once, stored in order, one step of the undo stack each."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from annotations.errors import AnnotationsError, SaveError, SaveFault
from desktop import jobs
from desktop.commands import Step
from desktop.painted import Edit, Painted
from desktop.saving import Saver
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.storage.history import Change, ChangeSet
    from annotations.storage.store import Library, Store

KEPT_BOTH = marked(
    "This note was changed in another window too. Both texts were kept, one under the other."
)
KEPT_THEIRS = marked(
    "This was changed in another window too, and that version stayed; please look at it again."
)
BROUGHT_BACK = marked(
    "This highlight was deleted in another window while you changed it; it was brought back."
)
NOT_UNDONE = marked(
    "That step was not undone: what it changed was changed again in another window since."
)


class Changing(QObject):
    """Paint an edit, store it, and keep the undo stack in step with what is on the disk."""

    painted_changed = Signal(object)  # frozenset[str]: uids of what looks different now
    stored = Signal(object)  # ChangeSet, after COMMIT
    failed = Signal(object)  # AnnotationsError; what it is about stays painted
    merged = Signal(object)  # ChangeSet whose conflicts were settled by keeping both
    dropped = Signal(object)  # ChangeSet of an undo that would have overwritten something
    reverted = Signal(int, object)  # article number (0 none), uids: undo or redo did this

    def __init__(
        self,
        store: "Store",
        author: Callable[[], str],
        words: Catalogue,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.painted = Painted()
        self.undo_stack = QUndoStack(self)
        self.saver = Saver(store, self)
        self.author = author
        self._words = words
        self.saves = 0  # answered so far: what was read across one may be out of date
        self._open_editing: tuple[str, Step] | None = None

    def apply(
        self, changes: Sequence["Change"], label: str, *, article_id: int = 0, editing: str = ""
    ) -> None:
        """Paint changes and send them to the disk as one change set and one undo step.

        `label` is a message that names the step. Changes in a row with the same `editing` are one
        step and one history row: the autosaves of one field, say.
        """
        step = self._editing_step(editing)
        newest = step or Step(self._words(label), self._revert, article_id=article_id)
        edit = Edit(changes, label, newest)
        newest.uids |= edit.uids
        self.retry(edit.uids)
        self.painted.lay(edit)
        if step is None:
            self.undo_stack.push(newest)
            newest.muted = False
        self._open_editing = (editing, newest) if editing else None
        self.saver.put(_Storing(self, edit))
        self.painted_changed.emit(edit.uids)

    def adopt(self, change_id: int, label: str, uids: Iterable[str]) -> None:
        """Make a change set that is on the disk already the newest step of undo."""
        self._open_editing = None
        step = Step(self._words(label), self._revert, article_id=0)
        step.change_id, step.uids = change_id, frozenset(uids)
        self.undo_stack.push(step)
        step.muted = False

    def is_editing(self, editing: str) -> bool:
        """Whether a change with this `editing` would join the newest step."""
        return self._editing_step(editing) is not None

    def end_editing(self) -> None:
        """Make the next change a step of its own."""
        self._open_editing = None

    def save_state(self, uid: str) -> str:
        """Say how far a record is: "saved", "saving" or "failed"."""
        states = [edit.error is not None for edit in self.painted.edits if uid in edit.uids]
        if not states:
            return "saved"
        return "failed" if any(states) else "saving"

    def why_failed(self, uid: str) -> AnnotationsError | None:
        """Say why a record was not stored."""
        errors = (edit.error for edit in self.painted.edits if uid in edit.uids)
        return next((error for error in errors if error), None)

    def retry(self, uids: Iterable[str] = ()) -> None:
        """Send what failed again: all of it, or what touches these records."""
        wanted = frozenset(uids)
        for edit in list(self.painted.edits):
            if edit.error and (not wanted or wanted & edit.uids):
                edit.error = None
                self.saver.put(_Storing(self, edit))
                self.painted_changed.emit(edit.uids)

    def retry_busy(self) -> None:
        """Send again what only met another program's writing: that one has finished."""
        for edit in list(self.painted.edits):
            if isinstance(edit.error, SaveError) and edit.error.fault is SaveFault.BUSY:
                self.retry(edit.uids)

    def _editing_step(self, editing: str) -> Step | None:
        if not editing or self._open_editing is None or self._open_editing[0] != editing:
            return None
        step = self._open_editing[1]
        stack = self.undo_stack
        return step if stack.index() == stack.count() and _is_newest(stack, step) else None

    def _revert(self, step: Step) -> None:
        """Undo or redo a step, as the stack asks."""
        self._open_editing = None
        never_stored = [e for e in self.painted.edits if e.step is step and e.error]
        for edit in reversed(never_stored):
            self.painted.lift(edit)
            self.painted_changed.emit(edit.uids)
        if never_stored and not step.change_id:
            step.setObsolete(True)
            return
        self.saver.put(_Reverting(self, step))

    def blocked(self, edit: Edit) -> AnnotationsError | None:
        """Find the failure that an edit builds on."""
        for earlier in self.painted.edits:
            if earlier is edit:
                return None
            if earlier.error and earlier.uids & edit.uids:
                return earlier.error
        return None


def _is_newest(stack: QUndoStack, step: Step) -> bool:
    return stack.count() > 0 and stack.command(stack.count() - 1) is step


class _Storing:
    """An edit on its way."""

    def __init__(self, changing: Changing, edit: Edit) -> None:
        self._changing = changing
        self._edit = edit
        self._step = edit.step

    def job(self) -> "Callable[[Library], ChangeSet]":
        blocked = self._changing.blocked(self._edit)
        if blocked:
            raise blocked
        author = self._changing.author()
        return jobs.replace(self._edit.changes, self._edit.label, author, self._step.change_id)

    def stored(self, result: "ChangeSet") -> None:
        changing = self._changing
        changing.saves += 1
        self._step.change_id = result.id or self._step.change_id
        changing.painted.lift(self._edit, result.records, result.deleted)
        changing.painted_changed.emit(self._edit.uids)
        changing.stored.emit(result)
        changing.retry_busy()
        if result.conflicts:
            changing.merged.emit(result)

    def failed(self, error: AnnotationsError) -> None:
        self._edit.error = error
        self._changing.painted_changed.emit(self._edit.uids)
        self._changing.failed.emit(error)


class _Reverting:
    """An undo or a redo on its way."""

    def __init__(self, changing: Changing, step: Step) -> None:
        self._changing = changing
        self._step = step
        self._undoing = not step.undone
        step.undone = self._undoing

    def job(self) -> "Callable[[Library], ChangeSet]":
        failed = [e.error for e in self._changing.painted.edits if e.step is self._step and e.error]
        if failed:
            raise failed[0]
        return jobs.revert(self._step.change_id, self._changing.author())

    def stored(self, result: "ChangeSet") -> None:
        changing = self._changing
        changing.saves += 1
        if result.conflicts:
            changing.dropped.emit(result)
        if not result.id:
            self._take_off()
            return
        self._step.change_id = result.id
        changing.painted.take(result.records)
        changing.painted.drop(result.deleted)
        changing.painted_changed.emit(self._step.uids)
        changing.stored.emit(result)
        changing.reverted.emit(self._step.article_id, self._step.uids)

    def failed(self, error: AnnotationsError) -> None:
        self._put_back()
        self._changing.failed.emit(error)

    def _take_off(self) -> None:
        """Take a step that cannot be made any more off the stack."""
        if self._at_hand():
            self._step.setObsolete(True)
            self._move_back()

    def _put_back(self) -> None:
        """Leave the stack as it was: nothing was undone."""
        self._step.undone = not self._undoing
        if self._at_hand():
            self._step.muted = True
            self._move_back()
            self._step.muted = False

    def _at_hand(self) -> bool:
        stack = self._changing.undo_stack
        place = stack.index() if self._undoing else stack.index() - 1
        return 0 <= place < stack.count() and stack.command(place) is self._step

    def _move_back(self) -> None:
        stack = self._changing.undo_stack
        if self._undoing:
            stack.redo()
        else:
            stack.undo()
