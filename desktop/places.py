"""Where highlights stand on the revision that is shown: as stored, else as a person just said."""

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from annotations.model import Highlight, Placement, PutBack, Revision
from annotations.vocabulary import PlacementState
from desktop.jobs import Captured
from desktop.painted import Painted
from desktop.reading_order import Key

if TYPE_CHECKING:
    from annotations.storage.history import ChangeSet

LOST = Placement(-1, -1, PlacementState.LOST, 0.0)


class Places:
    """Placements of one revision. What is put back is painted before the library has placed it.

    `put` are the put-backs by the highlight's uid, as painted.
    """

    def __init__(self, painted: Painted) -> None:
        self.put: Mapping[str, PutBack] = {}
        self._painted = painted
        self._revision: Revision | None = None
        self._stored: Mapping[str, Placement] = {}
        self._known: set[str] = set()  # uids of put-backs, those taken away among them

    def keep(self, revision: Revision, captured: Captured) -> None:
        """Take what was read for the revision that is shown."""
        self._revision = revision
        self._stored = dict(captured.placements)
        self._painted.keep(PutBack, captured.put_backs)
        self._find()

    def follow(self, uids: Iterable[str]) -> None:
        """Follow what is painted differently now."""
        if any(uid in self._known or isinstance(self._painted.get(uid), PutBack) for uid in uids):
            self._find()

    def stale(self, result: "ChangeSet") -> bool:
        """Say whether a change that was stored placed a highlight, so that it is to be read."""
        if any(uid in self._known for uid in result.deleted):
            return True
        return any(isinstance(record, PutBack) for record in result.records)

    def of(self, highlight: Highlight) -> Placement:
        """Say where a highlight stands."""
        revision, quote = self._revision, highlight.quote
        if revision is None or highlight.revision_id == revision.id:
            return Placement(quote.start, quote.end, PlacementState.EXACT)
        stored = self._stored.get(highlight.uid, LOST)
        put = self.put.get(highlight.uid)
        return self._moved(highlight, put, stored) if put else stored

    def key(self, highlight: Highlight) -> Key:
        """Sort by place; what is lost comes last, by the place it had."""
        place = self.of(highlight)
        if place.start < 0:
            return (sys.maxsize, highlight.quote.start, 0, highlight.uid)
        return (place.start, -place.end, highlight.id or sys.maxsize, highlight.uid)

    def _find(self) -> None:
        number = self._revision.id if self._revision else 0
        some = [each for each in self._painted.all(PutBack) if each.revision_id == number]
        self._known |= {each.uid for each in some}
        self.put = {each.highlight: each for each in some if not each.trashed}

    def _moved(self, highlight: Highlight, put: PutBack, stored: Placement) -> Placement:
        """Place a highlight where it was put; the library says how alike the words are."""
        same = (stored.start, stored.end) == (put.start, put.end)
        alike = stored.similarity if same else self._likeness(highlight, put)
        return Placement(put.start, put.end, PlacementState.MOVED, alike)

    def _likeness(self, highlight: Highlight, put: PutBack) -> float:
        from annotations.anchoring import likeness

        text = self._revision.text.text if self._revision else ""
        return likeness(highlight.quote.exact, text[put.start : put.end])
