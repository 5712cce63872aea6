"""Where the table gets what it shows: asked now, answered later, the newest question first."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from annotations.errors import AnnotationsError
from annotations.queries import Filter, Hit

if TYPE_CHECKING:
    from annotations.desk import DeskFacets, DeskOrder, DeskRow, Snippet
    from annotations.storage.store import Library
    from desktop.session import Session

T = TypeVar("T")
ARTICLES = 50
"""Articles listed that a search finds; who wants others types more words."""


class Latest(Generic[T]):
    """Questions of one sort of which only the last counts; one at a time is on its way.

    While one is being answered, the next waits, and one that comes later takes its place: who
    types fast fills no queue.
    """

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._running = False
        self._next: tuple[Callable[[Library], T], Callable[[T], None]] | None = None

    def ask(self, job: "Callable[[Library], T]", then: Callable[[T], None]) -> None:
        """Ask; an answer that was overtaken is dropped."""
        if self._running:
            self._next = (job, then)
            return
        self._running = True

        def answered(answer: T) -> None:
            if not self._went_on():
                then(answer)

        def failed(error: AnnotationsError) -> None:
            if not self._went_on():
                self._session.failed.emit(error, self._session.sentence(error))

        self._session.read(job, answered, failed=failed)

    def _went_on(self) -> bool:
        """Ask what waits; whether there was anything."""
        self._running = False
        if self._next is None:
            return False
        waiting, self._next = self._next, None
        self.ask(*waiting)
        return True


class DeskSource:
    """The highlights of an open library."""

    def __init__(self, session: "Session") -> None:
        self._read = session.read
        self._ids: Latest[list[int]] = Latest(session)
        self._facets: Latest[DeskFacets] = Latest(session)
        self._articles: Latest[list[Hit]] = Latest(session)

    def ids(self, wanted: Filter, order: "DeskOrder", then: Callable[[list[int]], None]) -> None:
        """Find the numbers of the highlights of a table, in its order."""

        def job(library: "Library") -> list[int]:
            from annotations.storage import desk

            return desk.ids(library, wanted, order)

        self._ids.ask(job, then)

    def rows(self, ids: Sequence[int], then: "Callable[[list[DeskRow]], None]") -> None:
        """Read rows; those that are gone are missing in the answer."""

        def job(library: "Library") -> "list[DeskRow]":
            from annotations.storage import desk

            return desk.rows(library, list(ids))

        self._read(job, then)

    def snippets(
        self, wanted: Filter, ids: Sequence[int], then: "Callable[[Mapping[int, Snippet]], None]"
    ) -> None:
        """Find the words around what a search found in each highlight."""

        def job(library: "Library") -> "Mapping[int, Snippet]":
            from annotations.storage import search

            return search.snippets(library, wanted.words, list(ids), typing=wanted.typing)

        self._read(job, then)

    def facets(self, wanted: Filter, then: "Callable[[DeskFacets], None]") -> None:
        """Count what the table can be narrowed to."""

        def job(library: "Library") -> "DeskFacets":
            from annotations.storage import desk_facets

            return desk_facets.facets(library, wanted)

        self._facets.ask(job, then)

    def articles(self, wanted: Filter, then: Callable[[list[Hit]], None]) -> None:
        """Find articles by their own words, one more than are listed where there are more."""

        def job(library: "Library") -> list[Hit]:
            from annotations.storage import search

            return search.newest(library, wanted.words, limit=ARTICLES + 1, typing=wanted.typing)

        self._articles.ask(job, then)
