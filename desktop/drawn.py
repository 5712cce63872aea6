"""The marks of the open article: its highlights as painted, and what the rules propose."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotations.labels import tag_letter
from annotations.model import Highlight, Placement
from desktop.reader.marks import Mark
from desktop.session import Session


@dataclass(frozen=True, slots=True)
class _Made:
    """A mark, and what it was made of."""

    of: Highlight
    place: Placement
    state: str
    mark: Mark


class Drawn:
    """Make marks; one whose highlight stayed as it was is the very same: the reader asks that."""

    def __init__(self, session: Session, also: Callable[[], Iterable[Mark]]) -> None:
        self._session = session
        self._also = also
        self._made: dict[str, _Made] = {}

    def marks(self) -> list[Mark]:
        """List the marks of all highlights that have a place here, and those of suggestions."""
        session = self._session
        made: dict[str, _Made] = {}
        for highlight in session.highlights():
            place = session.placement(highlight)
            if place.start < 0:
                continue  # lost in this version: only its card is there
            state = session.save_state(highlight.uid)
            had = self._made.get(highlight.uid)
            if had is None or had.of is not highlight or (had.place, had.state) != (place, state):
                had = _Made(highlight, place, state, self._mark_of(highlight, place, state))
            made[highlight.uid] = had
        self._made = made
        return [*(each.mark for each in made.values()), *self._also()]

    def _mark_of(self, highlight: Highlight, place: Placement, state: str) -> Mark:
        return Mark(
            uid=highlight.uid,
            start=place.start,
            end=place.end,
            tags=highlight.tags,
            letters=tuple(tag_letter(tag, self._session.words) for tag in highlight.tags),
            pending=state == "saving",
            failed=state == "failed",
        )
