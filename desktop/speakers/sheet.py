"""The dialog over the registry of speakers: a list, and a page for whoever is chosen."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from annotations.identities import Changed, alias_apart, apart, families, merge
from annotations.model import Highlight
from desktop.dialogs.asking import Sheet, scrolling
from desktop.edits import now, with_fields
from desktop.jobs import change
from desktop.session import Session
from desktop.speakers.one import OnePage
from desktop.speakers.people import PeopleList, Person
from desktop.speakers.several import SeveralPage
from desktop.theme import Theme
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.store import Library


class SpeakersSheet(Sheet):
    """All speakers of the library: names, roles, who is confidential, who is whom.

    Each change is stored at once and is one step of the undo stack, whose keys work here too.
    """

    def __init__(self, parent: QWidget, session: Session, theme: Theme) -> None:
        words = session.words
        super().__init__(parent, words("Speakers"), width=640)
        self._session = session
        self._words = words
        self._counts: Mapping[str, int] = {}
        self._open = True
        writable = not session.store.read_only
        self.sought = QLineEdit()
        self.sought.setPlaceholderText(words("Find a name, role or institution"))
        self.sought.setAccessibleName(words("Find a speaker"))
        self.sought.setClearButtonEnabled(True)
        self.list = PeopleList(theme, words)
        self.one = OnePage(words, theme, writable=writable)
        self.several = SeveralPage(words, writable=writable)
        self.nobody = QLabel()
        self.nobody.setProperty("role", "muted")
        self.nobody.setWordWrap(True)
        self.pages = QStackedWidget()
        self._scrolled = scrolling(self.one)
        for page in (self.nobody, self._scrolled, self.several):
            self.pages.addWidget(page)
        self.said = QLabel()
        self.said.setProperty("role", "small")
        self._lay_out()
        self._wire()
        self._renew()
        self._count()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.sought)
        left.addWidget(self.list, 1)
        left.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(left, 5)
        row.addWidget(self.pages, 7)
        self.column.addLayout(row, 1)
        self.add_buttons(self._words, away=self._words("Close"))
        self.fit(820, 600)

    def _wire(self) -> None:
        session, one = self._session, self.one
        self.sought.textChanged.connect(lambda _: self._renew())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        one.edited.connect(self._edit)
        one.alias_added.connect(self._add_alias)
        one.alias_removed.connect(self._remove_alias)
        one.alias_split.connect(self._split_alias)
        one.split.connect(self._split)
        one.dropped.connect(self._drop)
        self.several.merged.connect(self._merge)
        session.speakers_changed.connect(self._later)
        session.changed.connect(lambda _: self._count())
        session.flushing.connect(one.flush)
        self.finished.connect(self._closed)
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._renew)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, session.undo),
            (QKeySequence.StandardKey.Redo, session.redo),
        ):
            QShortcut(keys, self).activated.connect(act)

    # ------------------------------------------------------------------ what is shown

    def choose(self, *uids: str) -> None:
        """Choose speakers in the list."""
        model, chosen = self.list.people, self.list.selectionModel()
        chosen.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select
        for uid in uids:
            row = model.row_of(uid)
            if row >= 0:
                chosen.setCurrentIndex(model.index(row), flags)
                self.list.scrollTo(model.index(row))

    def _later(self) -> None:
        if self._open:
            self._rest.start()

    def _count(self) -> None:
        if self._open:
            self._session.read(_counts, self._take)

    def _take(self, counts: Mapping[str, int]) -> None:
        if self._open and counts != self._counts:
            self._counts = counts
            self._renew()

    def _renew(self) -> None:
        """Show the registry as it is painted now; who was chosen stays so."""
        if not self._open:
            return
        before = [person.uid for person in self.list.chosen]
        people = [
            Person(family, sum(self._counts.get(uid, 0) for uid in family.uids))
            for family in families(self._session.speakers)
        ]
        shown = [person for person in people if _fits(person, self.sought.text())]
        self.list.people.show(shown)
        counted = self._words.plural("{n} speaker", "{n} speakers", len(shown))
        self.said.setText(counted)
        kept = [uid for uid in before if self.list.people.row_of(uid) >= 0]
        # Whoever was merged away is still found: as the one that stands for him.
        gone = [self._session.speaker(uid) for uid in before if uid not in kept]
        kept += [each.uid for each in gone if each and self.list.people.row_of(each.uid) >= 0]
        self.choose(*(kept or [person.uid for person in shown[:1]]))
        self._follow()

    def _follow(self) -> None:
        chosen = self.list.chosen
        if not chosen:
            nothing = self.list.people.rowCount() == 0 and not self.sought.text()
            self.nobody.setText(
                self._words("Nobody yet. Whoever you name as a speaker of a highlight is here.")
                if nothing
                else self._words("No speaker matches.")
            )
            self.pages.setCurrentWidget(self.nobody)
        elif len(chosen) == 1:
            (person,) = chosen
            twins = sum(
                each.family.stands.name.casefold() == person.family.stands.name.casefold()
                for each in self.list.people.people
            )
            self.one.show_person(person, self._counts, twin=twins > 1)
            self.pages.setCurrentWidget(self._scrolled)
        else:
            self.several.show_people(chosen)
            self.pages.setCurrentWidget(self.several)

    # ------------------------------------------------------------------ what is done

    def _edit(self, field: str, value: object) -> None:
        person = self.one.person
        before = self._session.speaker(person.uid) if person else None
        if before:
            after = with_fields(before, {field: value})
            self._session.edit(before, after, marked("Change speaker"))

    def _add_alias(self, alias: str) -> None:
        person = self.one.person
        if person is None or alias.casefold() in {n.casefold() for n in person.family.names}:
            return
        aliases = (*person.family.stands.aliases, alias)
        self._session.set_speaker_fields(person.uid, aliases=aliases)

    def _remove_alias(self, alias: str) -> None:
        person = self.one.person
        if person:
            left = tuple(each for each in person.family.stands.aliases if each != alias)
            self._session.set_speaker_fields(person.uid, aliases=left)

    def _merge(self, uid: str) -> None:
        people = {person.uid: person.family for person in self.list.chosen}
        stands = people.pop(uid)
        self._apply(merge(stands, [*people.values()]), marked("Merge speakers"))
        self.choose(uid)

    def _split(self, uid: str) -> None:
        person = self.one.person
        found = next((e for e in person.family.merged if e.uid == uid), None) if person else None
        if person and found:
            self._apply(apart(found, person.family.stands), marked("Take speakers apart"))

    def _split_alias(self, alias: str) -> None:
        person = self.one.person
        if person is None:
            return
        speaker = person.family.stands

        def job(library: "Library") -> list[Highlight]:
            from annotations.storage import speakers

            return speakers.highlights_of(library, speaker.uid)

        def take(highlights: Sequence[Highlight]) -> None:
            here = self._session.speaker(speaker.uid)
            if here is None or alias not in here.aliases:
                return
            painted = [self._session.highlight(each.uid) or each for each in highlights]
            author = self._session.settings.author
            changes = alias_apart(here, alias, painted, author)
            self._apply(changes, marked("Take speakers apart"))

        self._session.flush()
        self._session.read(job, take)

    def _drop(self) -> None:
        person = self.one.person
        before = self._session.speaker(person.uid) if person else None
        if before:
            after = with_fields(before, {"trashed": now()})
            self._session.edit(before, after, marked("Delete speaker"))

    def _apply(self, changes: Sequence[Changed], label: str) -> None:
        self._session.flush()
        self._session.apply([change(before, after) for before, after in changes], label)

    def _closed(self) -> None:
        self.one.flush()
        self._open = False


def _counts(library: "Library") -> Mapping[str, int]:
    from annotations.storage import speakers

    return speakers.counts(library)


def _fits(person: Person, typed: str) -> bool:
    whole = " ".join((*person.family.names, person.about)).casefold()
    return all(part in whole for part in typed.casefold().split())
