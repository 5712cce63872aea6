"""Where the list and the filters get what they show: asked now, answered later."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from annotations.queries import ArticleOrder, ArticleRow, Facets, Filter

if TYPE_CHECKING:
    from annotations.storage.store import Library

T = TypeVar("T")
Read = Callable[[Callable[["Library"], Any], Callable[[Any], None]], None]
"""Run a job on the store's thread and give its result to a function on the window's."""


class ArticleSource(Protocol):
    """What a list of articles asks of a library; every answer comes on the window's thread."""

    def ids(self, wanted: Filter, order: ArticleOrder, then: Callable[[list[int]], None]) -> None:
        """Find the numbers of the articles of a list, in its order."""

    def rows(self, ids: Sequence[int], then: Callable[[list[ArticleRow]], None]) -> None:
        """Read rows; those that are gone are missing in the answer."""

    def facets(self, then: Callable[[Facets], None]) -> None:
        """Count what the filters offer."""


class LibrarySource:
    """The articles of an open library."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def ids(self, wanted: Filter, order: ArticleOrder, then: Callable[[list[int]], None]) -> None:
        """Find the numbers of the articles of a list, in its order."""

        def job(library: "Library") -> list[int]:
            from annotations.storage import articles

            return articles.ids(library, wanted, order)

        self._read(job, then)

    def rows(self, ids: Sequence[int], then: Callable[[list[ArticleRow]], None]) -> None:
        """Read rows; those that are gone are missing in the answer."""

        def job(library: "Library") -> list[ArticleRow]:
            from annotations.storage import articles

            return articles.rows(library, list(ids))

        self._read(job, then)

    def facets(self, then: Callable[[Facets], None]) -> None:
        """Count what the filters offer."""

        def job(library: "Library") -> Facets:
            from annotations.storage import facets

            return facets.facets(library)

        self._read(job, then)
