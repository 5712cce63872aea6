"""Everybody who is quoted, and a page for each: what he said, promised, cited and was asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.identities import families
from annotations.speaking import Person, Said
from desktop.desk.people import worded
from desktop.desk.people.fresh import Fresh
from desktop.desk.people.requests import Requests
from desktop.desk.people.view import Part, PersonView
from desktop.highlights.boxes import Line, Lines
from desktop.speakers.people import PeopleList
from desktop.speakers.people import Person as Row
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState, Offer

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.workspace import Workspace

_LEFT = 260


class PeoplePage(QWidget):
    """A list of speakers with counts, filtered as one types, and the page of the chosen one."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self._at = workspace
        self._session = session = workspace.session
        self._words = words = workspace.words
        self._counts: Mapping[str, int] = {}
        self._counting: Fresh[Mapping[str, int]] = Fresh(session)
        self._looking: Fresh[Person | None] = Fresh(session)
        self.today: Callable[[], date] = date.today
        self.sought = QLineEdit()
        self.sought.setPlaceholderText(words("Find a name, role or institution"))
        self.sought.setAccessibleName(words("Find a speaker"))
        self.sought.setClearButtonEnabled(True)
        self.list = PeopleList(workspace.theme, words)
        self.list.setObjectName("plain")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.said = QLabel()
        self.said.setProperty("role", "small")
        self.view = PersonView(words, workspace.theme, writable=not session.store.read_only)
        self.view.make_time = self._make_time
        self.nothing = EmptyState(workspace.theme)
        self.requests = Requests(self, session)
        self._lay_out()
        self._wire()
        self.refresh()

    def _lay_out(self) -> None:
        words = self._words
        merge = QPushButton(words("Merge or take apart…"))
        merge.setProperty("role", "link")
        merge.clicked.connect(self.show_registry)
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 0, 2, 0)
        foot.addWidget(self.said, 1)
        foot.addWidget(merge)
        left = QWidget()
        left.setObjectName("pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        column.addWidget(self.sought)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(self.view)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self._pages)
        self.split.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self._placed = False

    def _wire(self) -> None:
        session, view = self._session, self.view
        self.sought.textChanged.connect(lambda _: self._list())
        self.sought.returnPressed.connect(self.list.setFocus)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.list.activated.connect(lambda _: view.focus_part())
        view.head.edited.connect(self._edit)
        view.head.left.connect(session.end_editing)
        view.head.merging_wanted.connect(self.show_registry)
        view.opened.connect(self._open)
        view.ask_wanted.connect(self.ask)
        view.lists[Part.QUOTES].key_typed.connect(lambda key: self.ask() if key == "A" else None)
        session.flushing.connect(view.head.flush)
        session.speakers_changed.connect(self._speakers_changed)

    # ------------------------------------------------------------------ what is shown

    def refresh(self) -> None:
        """Show what changed in the library."""

        def job(library: "Library") -> Mapping[str, int]:
            from annotations.storage import speakers

            return speakers.counts(library)

        def take(found: Mapping[str, int]) -> None:
            self._counts = found
            self._list()
            self._look()

        self._counting.ask(job, take)

    def _speakers_changed(self) -> None:
        if self.isVisible():
            self._list()

    def _list(self) -> None:
        """List the speakers as they are painted now; who was chosen stays so."""
        before = self.uid
        people = [
            Row(family, sum(self._counts.get(uid, 0) for uid in family.uids))
            for family in families(self._session.speakers)
        ]
        shown = [row for row in people if _fits(row, self.sought.text())]
        self.list.people.show(shown)
        self.said.setText(self._words.plural("{n} speaker", "{n} speakers", len(shown)))
        stands = self._session.speaker(before) if before else None
        self.choose(stands.uid if stands else before)
        if not self.list.chosen and shown:
            self.choose(shown[0].uid)
        if not people:
            self._say_nobody()
        elif not shown:
            self.nothing.say("speaker", self._words("No speaker matches."), "")
        known = self.view.person is not None
        self._pages.setCurrentWidget(self.view if shown and known else self.nothing)

    def _say_nobody(self) -> None:
        words = self._words
        back = Offer(words("Back to the text"), self._at.desk.close, main=True)
        said = words("Whoever you name as the speaker of a highlight has a page here.")
        self.nothing.say("speaker", words("Nobody yet"), said, (back,))
        if self.focusWidget() is self.list:
            self.nothing.setFocus()

    @property
    def uid(self) -> str:
        """Who is chosen, "" for nobody."""
        chosen = self.list.chosen
        return chosen[0].uid if chosen else ""

    def choose(self, uid: str) -> None:
        """Choose a speaker."""
        row = self.list.people.row_of(uid)
        if row >= 0:
            index = self.list.people.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def show_person(self, uid: str) -> None:
        """Choose a speaker whatever is being looked for."""
        self.sought.clear()
        self.choose(uid)

    def _follow(self) -> None:
        person = self.view.person
        if self.uid and (person is None or self.uid not in person.family.uids):
            self._session.flush()
            self._look()

    def _look(self) -> None:
        """Read all there is of the chosen speaker."""
        uid, today = self.uid, self.today()
        if not uid:
            return

        def job(library: "Library") -> Person | None:
            from annotations.storage import people

            return people.person(library, uid, today)

        def take(found: Person | None) -> None:
            if found is None or self.uid not in found.family.uids:
                return
            self.view.show_person(found, today)
            self._pages.setCurrentWidget(self.view)

        self._looking.ask(job, take)

    def _make_time(self) -> QWidget:
        from desktop.desk.people.over_time import PersonTime

        return PersonTime(self._at, lambda: self.uid)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.view.set_theme(theme)
        self.nothing.set_theme(theme)
        self.list.set_theme(theme)

    def focus_first(self) -> None:
        """Take the keyboard."""
        empty = self.nothing.isVisible() and self.nothing.focusProxy() is not None
        (self.nothing if empty and not self.list.people.people else self.list).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room, once there is any."""
        super().resizeEvent(event)
        if not self._placed:
            self._placed = True
            self.split.setSizes([_LEFT, self.width() - _LEFT])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc, from a field of the head with Enter; clear what is sought.

        From the list Esc leaves the desk.
        """
        focus, key = self.focusWidget(), event.key()
        typing = isinstance(focus, Line | Lines) and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if focus is self.sought and key == Qt.Key.Key_Escape and self.sought.text():
            self.sought.clear()
        elif self.view.isAncestorOf(focus) and (typing or key == Qt.Key.Key_Escape):
            self._session.flush()
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ what is done

    def _edit(self, name: str, value: object) -> None:
        person = self.view.person
        if person is None:
            return
        stands = person.family.stands
        self._looking.forget()
        editing = f"speaker.{name}:{stands.uid}"
        self._session.set_speaker_fields(stands.uid, editing=editing, **{name: value})
        painted = self._session.speaker(stands.uid)
        if painted is not None:
            family = replace(person.family, stands=painted)
            self.view.person = replace(person, family=family)
            self.view.head.show_family(family, worded.counted(person, self._words))

    def show_registry(self) -> None:
        """Open the dialog in which speakers are merged and taken apart."""
        from desktop.speakers.sheet import SpeakersSheet

        self._session.flush()
        sheet = SpeakersSheet(self.window(), self._session, self._at.theme)
        sheet.choose(self.uid)
        sheet.open()

    def _open(self, part: Part, key: str) -> None:
        """Open what a row stands for: a quote in the text, a promise in the ledger, a request."""
        person = self.view.person
        if person is None:
            return
        if part is Part.PROMISES:
            page = self._at.desk.open("promises")
            page.show_pledge(key)  # type: ignore[attr-defined] # it is the ledger
            return
        uid, _, inner = key.partition(" ")
        if part is Part.ASKED:
            found = next((each for each in person.asked if each.request.uid == inner), None)
            if found:
                self.requests.edit(found)
            return
        said = next((each for each in person.quotes if each.uid == uid), None)
        if said:
            self.show_in_text(said.article, said.uid)

    def show_in_text(self, article_id: int, uid: str) -> None:
        """Show a quote in the text; Esc leads back."""
        self._at.desk.read(article_id, uid)

    def ask(self) -> None:
        """Ask for a reply to the quote that the keyboard is on, or to another."""
        person = self.view.person
        if person is None:
            return
        here = self.view.lists[Part.QUOTES].key
        quotes: Sequence[Said] = person.quotes
        first = [each for each in quotes if each.uid == here]
        self.requests.ask([*first, *(each for each in quotes if each.uid != here)])


def _fits(row: Row, typed: str) -> bool:
    whole = " ".join((*row.family.names, row.about)).casefold()
    return all(part in whole for part in typed.casefold().split())
