"""Highlights in reading order, changed locally: one edit costs the same among ten thousand."""

from bisect import bisect_left
from collections.abc import Callable, Iterable

from annotations.model import Highlight

Key = tuple[int, int, int, str]
"""Start, end backwards, number, uid: no two are the same."""


class ReadingOrder:
    """A sorted list of highlights; `key` places one."""

    def __init__(self, key: Callable[[Highlight], Key]) -> None:
        self._key = key
        self._keys: list[Key] = []
        self._sorted: list[Highlight] = []
        self._by_uid: dict[str, Key] = {}

    def fill(self, highlights: Iterable[Highlight]) -> None:
        """Start anew."""
        placed = sorted(((self._key(each), each) for each in highlights), key=_first)
        self._keys = [key for key, _ in placed]
        self._sorted = [each for _, each in placed]
        self._by_uid = {key[-1]: key for key in self._keys}

    def put(self, uid: str, highlight: Highlight | None) -> None:
        """Add a highlight, change it, or with None take it out."""
        old = self._by_uid.pop(uid, None)
        if old is not None:
            index = bisect_left(self._keys, old)
            del self._keys[index], self._sorted[index]
        if highlight is not None:
            key = self._by_uid[uid] = self._key(highlight)
            index = bisect_left(self._keys, key)
            self._keys.insert(index, key)
            self._sorted.insert(index, highlight)

    def all(self) -> list[Highlight]:
        """List them in order."""
        return list(self._sorted)


def _first(placed: tuple[Key, Highlight]) -> Key:
    return placed[0]
