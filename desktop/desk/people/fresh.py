"""Reading what a page shows, while it is being changed there and elsewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from annotations.errors import AnnotationsError

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.session import Session

T = TypeVar("T")


class Fresh(Generic[T]):
    """Questions of one sort, one at a time on its way; of those that wait only the last is asked.

    An answer that may not know of a change that was made here meanwhile is dropped: another comes
    when the change is stored. Every other answer is shown, though a newer question waits: during
    an import the library changes many times a second.
    """

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._running = self._older = False
        self._next: tuple[Callable[[Library], T], Callable[[T], None]] | None = None

    def ask(self, job: "Callable[[Library], T]", then: "Callable[[T], None]") -> None:
        """Ask the library; `then` takes the answer."""
        if self._running:
            self._next = (job, then)
            return
        self._running, self._older = True, False

        def answered(answer: T) -> None:
            self._running = False
            if not self._older and self._session.unsaved <= self._session.failing:
                then(answer)
            self._go_on()

        def failed(error: AnnotationsError) -> None:
            self._running = False
            self._session.failed.emit(error, self._session.sentence(error))
            self._go_on()

        self._session.read(job, answered, failed=failed)

    def forget(self) -> None:
        """Take no answer that is on its way: something is being changed here."""
        self._older = True

    def _go_on(self) -> None:
        if self._next is not None and not self._running:
            waiting, self._next = self._next, None
            self.ask(*waiting)
