"""What is done to highlights of the table, one or many: read, changed, stored in one step."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations.bulk import AddTag, Assign, BulkEdit, RemoveTag, SetCheck, SetSpeaker, Star, bulk
from annotations.facts import Check
from annotations.model import Highlight, Record, Speaker
from annotations.vocabulary import CheckKind
from desktop import edits
from desktop.jobs import change
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.session import Session

MOST = 5_000
"""Highlights changed in one step at most: what is more could hardly be looked over."""
CHUNK = 1_000
SHOWN_AFTER = 0.2
"""Seconds; what takes longer shows how far it is."""
Pair = tuple[Highlight, Highlight]


class _Reading:
    """Highlights that are being read, piece by piece."""

    def __init__(
        self, numbers: Sequence[int], then: Callable[[list[Highlight]], None], stopped: int
    ) -> None:
        self.numbers, self.then, self.stopped = numbers, then, stopped
        self.found: list[Highlight] = []
        self.asked = 0
        self.began = monotonic()


class Acting(QObject):
    """The verbs of the table. Each takes numbers of highlights, and is one step of undo."""

    progressed = Signal(int, int)  # highlights read, of how many; 0, 0 once that is over
    storing = Signal(int)  # so many changed highlights are on their way to the disk
    ambiguous = Signal(object, str, object)  # numbers, name, list[Speaker]
    refused = Signal(int)  # too many were chosen: how many may be

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stopped = 0
        self._last_step: tuple[object, ...] = ()

    # ------------------------------------------------------------------ verbs

    def edit(self, numbers: Sequence[int], what: BulkEdit) -> None:
        """Edit highlights alike."""
        label = _LABELS[type(what)]
        self._gather(numbers, lambda found: self._apply(bulk(found, what), label))

    def toggle_tag(self, numbers: Sequence[int], tag: str) -> None:
        """Put a tag on all; where all have it, take it off."""

        def act(found: list[Highlight]) -> None:
            off = all(tag in each.tags for each in found)
            what = RemoveTag(tag) if off else AddTag(tag)
            self._apply(bulk(found, what), _LABELS[AddTag])

        self._gather(numbers, act)

    def toggle_star(self, numbers: Sequence[int]) -> None:
        """Star all; where all are starred, take the stars off."""

        def act(found: list[Highlight]) -> None:
            on = not all(each.starred for each in found)
            self._apply(bulk(found, Star(starred=on)), _LABELS[Star])

        self._gather(numbers, act)

    def step_check(self, numbers: Sequence[int], kind: CheckKind) -> None:
        """Put a check into the state after the first one's; steps in a row are one step."""
        stack = self._session.undo_stack
        key = (tuple(numbers), kind)

        def act(found: list[Highlight]) -> None:
            if not found:
                return
            instead = self._last_step == (*key, stack.count(), stack.index())
            state = edits.next_state(found[0], kind)
            pairs = [
                (each, edits.with_check(each, self._check(kind, state), instead=instead))
                for each in found
            ]
            editing = f"check:{kind}:{found[0].uid}:{len(found)}"
            self._apply(pairs, _LABELS[SetCheck], editing=editing)
            self._last_step = (*key, stack.count(), stack.index())

        self._gather(numbers, act)

    def set_check(self, numbers: Sequence[int], kind: CheckKind, state: str, how: str) -> None:
        """Record the outcome of a check of all, and how it was found."""
        made = self._check(kind, state)
        self.edit(
            numbers,
            SetCheck(kind=kind, state=state, who=made.who, when=made.when, how=how.strip()),
        )

    def _check(self, kind: CheckKind, state: str) -> Check:
        who = self._session.settings.author
        return Check(uid=edits.new_uid(), kind=kind, state=state, who=who, when=edits.now())

    def trash(
        self, numbers: Sequence[int], then: Callable[[int], object], *, back: bool = False
    ) -> None:
        """Put highlights into the trash, or take them `back` out of it; `then` says how many.

        Those that are there with their whole article are not brought back one by one.
        """
        when = "" if back else edits.now()
        label = marked("Restore highlight") if back else marked("Delete highlight")

        def act(found: list[Highlight]) -> None:
            pairs = [(each, replace(each, trashed=when)) for each in found]
            moved = [pair for pair in pairs if bool(pair[0].trashed) == back]
            self._apply(moved, label)
            then(len(moved))

        self._gather(numbers, act)

    def write_note(self, number: int, before: str, note: str) -> None:
        """Write the note for readers of one highlight, typed over `before`."""

        def act(found: list[Highlight]) -> None:
            pairs = [(replace(h, report_note=before), replace(h, report_note=note)) for h in found]
            self._apply(pairs, marked("Write note"))

        if note != before:
            self._gather([number], act)

    def name_speaker(self, numbers: Sequence[int], name: str) -> None:
        """Say who spoke, by name or alias; a new name is a new speaker, in the same step.

        A name that several have changes nothing and asks: `ambiguous`.
        """
        name = " ".join(name.split())
        found = edits.speakers_named(self._session.speakers, name) if name else []
        if len(found) > 1:
            self.ambiguous.emit(tuple(numbers), name, found)
        elif found or not name:
            self.edit(numbers, SetSpeaker(found[0].uid if found else ""))
        else:
            self.new_speaker(numbers, name)

    def new_speaker(self, numbers: Sequence[int], name: str) -> None:
        """Say that somebody spoke whom the library does not know, whoever else has that name."""
        speaker = Speaker(uid=edits.new_uid(), name=name, author=self._session.settings.author)

        def act(found: list[Highlight]) -> None:
            pairs = bulk(found, SetSpeaker(speaker.uid))
            self._apply(pairs, _LABELS[SetSpeaker], also=speaker)

        self._gather(numbers, act)

    # ------------------------------------------------------------------ within

    def stop(self) -> None:
        """Leave what is being read unchanged."""
        self._stopped += 1
        self.progressed.emit(0, 0)

    def read(self, numbers: Sequence[int], then: Callable[[list[Highlight]], None]) -> None:
        """Read highlights as a person left them, unsaved edits included."""
        self._gather(numbers, then)

    def _gather(self, numbers: Sequence[int], then: Callable[[list[Highlight]], None]) -> None:
        """Read piece by piece, so that the window is answered in between."""
        if len(numbers) > MOST:
            self.refused.emit(MOST)
        elif numbers:
            self._read_on(_Reading(numbers, then, self._stopped))

    def _read_on(self, reading: "_Reading") -> None:
        done = len(reading.found)
        some = list(reading.numbers[reading.asked : reading.asked + CHUNK])
        if not some:
            self.progressed.emit(0, 0)
            reading.then(self._as_painted(reading.found))
            return
        reading.asked += len(some)
        if done and monotonic() - reading.began > SHOWN_AFTER:
            self.progressed.emit(done, len(reading.numbers))

        def job(library: "Library") -> list[Highlight]:
            from annotations.storage import highlights

            return highlights.read(library, some)

        def take(found: list[Highlight]) -> None:
            if reading.stopped == self._stopped:
                reading.found += found
                self._read_on(reading)

        self._session.read(job, take)

    def _as_painted(self, some: Iterable[Highlight]) -> list[Highlight]:
        """Give highlights as the window knows them, where it is ahead of what was read."""
        found = []
        for each in some:
            painted = self._session.highlight(each.uid)
            ahead = painted is not None and (
                painted.version > each.version or self._session.save_state(each.uid) != "saved"
            )
            found.append(painted if painted is not None and ahead else each)
        return found

    def _apply(
        self, pairs: Sequence[Pair], label: str, *, editing: str = "", also: Record | None = None
    ) -> None:
        self._last_step = ()
        if not pairs:
            return
        articles = {before.article_id for before, _ in pairs}
        changes = [change(None, also)] if also else []
        changes += [change(before, after) for before, after in pairs]
        number = articles.pop() if len(articles) == 1 else 0
        self._session.apply(changes, label, article_id=number, editing=editing)
        self.storing.emit(len(pairs))


_LABELS: dict[type[BulkEdit], str] = {
    AddTag: marked("Change tags"),
    RemoveTag: marked("Change tags"),
    SetSpeaker: marked("Set speaker"),
    SetCheck: marked("Change check"),
    Assign: marked("Assign highlights"),
    Star: marked("Star highlight"),
}
