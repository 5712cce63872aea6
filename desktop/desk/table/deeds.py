"""What the keys, the menus and the line below the table do with the rows that are chosen."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from annotations.bulk import Assign, SetSpeaker
from annotations.errors import AnnotationsError, BadCitation
from annotations.model import Highlight, Speaker
from annotations.vocabulary import CheckKind
from desktop.desk.table.acting import Acting
from desktop.desk.table.columns import Shown
from desktop.desk.table.editing import (
    below,
    check_menu,
    check_sheet,
    name_sheet,
    note_sheet,
    tag_menu,
)
from desktop.desk.table.model import Index, RowRole
from desktop.highlights.who import SOMEBODY_NEW, ask_who
from desktop.verbs import keyed_tags

if TYPE_CHECKING:
    from annotations.desk import DeskRow
    from annotations.entries import Entry
    from annotations.storage.store import Library
    from desktop.desk.table.page import HighlightsPage
    from desktop.workspace import Workspace

COPIED = 200
"""Quotes that are copied at once at most."""
_LATE = 200  # milliseconds; what is stored by then says nothing
_CHECKS = {Shown.WORDING: CheckKind.WORDING, Shown.CLAIM: CheckKind.CLAIM}
_STEPS = {"step_wording": CheckKind.WORDING, "step_claim": CheckKind.CLAIM}


class Deeds(QObject):
    """The deeds of one table."""

    def __init__(self, page: "HighlightsPage", workspace: "Workspace") -> None:
        super().__init__(page)
        self._page = page
        self._at = workspace
        self._session = workspace.session
        self._words = workspace.words
        self.acting = Acting(self._session, self)
        self.acting.ambiguous.connect(self._ask_who)
        self.acting.refused.connect(self._say_too_many)
        self._many = 0
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(self._say_storing)
        self.acting.storing.connect(self._storing)
        self._session.changed.connect(lambda _: self._say_storing())
        self._session.failed.connect(lambda *_: self._stored())

    def _storing(self, many: int) -> None:
        self._many = many
        self._late.start()

    def _say_storing(self) -> None:
        """Show that a change is still being stored, where it takes longer than one notices."""
        if not self._session.unsaved:
            self._stored()
        elif self._many and not self._late.isActive():
            self._page.bar.show_storing(self._many)

    def _stored(self) -> None:
        self._late.stop()
        if self._many:
            self._many = 0
            self._page.bar.show_storing(0)

    @property
    def _chosen(self) -> list[int]:
        view = self._page.view
        return view.chosen or ([view.current] if view.current else [])

    def speakers(self) -> Sequence[str]:
        """Name everybody who may have spoken, by all their names."""
        known = [e for e in self._session.speakers if not e.trashed and not e.merged_into]
        names = {name for each in known for name in (each.name, *each.aliases)}
        return sorted(names, key=str.casefold)

    # ------------------------------------------------------------------ keys

    def do(self, name: str) -> None:
        """Do what an action of the text means for the rows chosen."""
        chosen, acting = self._chosen, self.acting
        if name == "find_slash":
            self._page.head.field.setFocus()
            self._page.head.field.selectAll()
        elif name == "copy_citation":
            self.copy()
        elif not chosen:
            return
        elif name == "star":
            acting.toggle_star(chosen)
        elif name == "delete":
            self.trash()
        elif name in _STEPS:
            acting.step_check(chosen, _STEPS[name])
        elif name == "speaker" and len(chosen) > 1:
            self.wanted("speaker")
        elif name == "speaker":
            self._page.edit_cell(Shown.SPEAKER)
        elif name.startswith("tag_"):
            self._tag(name.removeprefix("tag_"))

    def _tag(self, digit: str) -> None:
        tag = dict(keyed_tags(self._session.tags)).get(digit)
        if tag is None:
            words, window = self._words, self._at.window_
            said = words("No own tag has the key {digit} yet.", digit=digit)
            window.notice.say(said, words("Name it"), window.errands.show_settings)
            return
        self.acting.toggle_tag(self._chosen, tag.name)

    def named(self, number: int, column: Shown, name: str) -> None:
        """Take the name that was typed into a cell."""
        if column is Shown.SPEAKER:
            self.acting.name_speaker([number], name)
        else:
            self.acting.edit([number], Assign(name))

    def trash(self) -> None:
        """Put the chosen rows into the trash, or take them out of it; no dialog, Undo undoes."""
        chosen, back = self._chosen, self._page.model.filter.trash
        words, row = self._words, self._row()

        def tell(n: int) -> None:  # once it is done: before, Undo would undo what was before
            if not n:  # it is there with its article, as a rule, and comes back with that
                if back and row is not None:
                    title = row.article_title or words("Untitled")
                    self._at.window_.notice.say(words("“{title}” is in the trash.", title=title))
                return
            said = words.plural(
                "{n} highlight is in the trash.", "{n} highlights are in the trash.", n
            )
            if back:
                said = words.plural("{n} highlight is back.", "{n} highlights are back.", n)
            if not self._session.store.read_only:
                self._at.window_.notice.say(said, words("Undo"), self._session.undo)

        self.acting.trash(chosen, tell, back=back)

    def copy(self) -> None:
        """Copy the chosen quotes with where they come from."""
        numbers = self._chosen[:COPIED]
        if not numbers:
            return

        def job(library: "Library") -> "tuple[list[Entry], list[Speaker]]":
            from annotations.storage import highlights, speakers

            return highlights.entries(library, numbers), speakers.every(library)

        self._session.read(job, lambda answer: self._copied(*answer))

    def _copied(self, entries: "Sequence[Entry]", speakers: Sequence[Speaker]) -> None:
        from annotations.citing import cite

        words, notice, texts = self._words, self._at.window_.notice, []
        said, form = "", self._at.window_.program.settings.citation_form
        for entry in entries:
            try:
                texts.append(cite(entry, words, speakers=speakers, form=form))
            except BadCitation as error:
                notice.say(self._session.sentence(error))
                return
            except AnnotationsError as error:
                said = self._session.sentence(error)
        if texts:
            QGuiApplication.clipboard().setText("\n\n".join(texts))
        kept_back = len(entries) - len(texts)
        if len(entries) == 1:
            notice.say(said or words("Copied with its citation."))
            return
        told = words.plural("{n} quote was copied.", "{n} quotes were copied.", len(texts))
        if kept_back:
            told += " " + words.plural(
                "{n} was left out, as it may not leave.",
                "{n} were left out, as they may not leave.",
                kept_back,
            )
        notice.say(told)

    # ------------------------------------------------------------------ the line below, cells

    def wanted(self, name: str) -> None:
        """Do what a button below the table says."""
        button = self._page.bar.buttons[name]
        words, many = self._words, len(self._chosen)
        some = words.plural("{n} highlight", "{n} highlights", many)
        if name == "tags":
            self._tag_menu(self._row(), below(button))
        elif name in ("wording", "claim"):
            kind = CheckKind(name)
            self._check_menu(kind, self._row() if many == 1 else None, below(button))
        elif name == "speaker":
            name_sheet(
                self._at.window_, words, words("Who said it? {highlights}", highlights=some),
                words("A name; empty is nobody known"), self.speakers(), words("Set the speaker"),
                partial(self.acting.name_speaker, self._chosen),
            )  # fmt: skip
        elif name == "assign":
            name_sheet(
                self._at.window_, words, words("Who looks at it? {highlights}", highlights=some),
                words("A name; empty is nobody"), self._page.people(), words("Assign"),
                partial(self._assign, self._chosen),
            )  # fmt: skip
        elif name == "more":
            self.show_menu(below(button))

    def _assign(self, numbers: list[int], name: str) -> None:
        self.acting.edit(numbers, Assign(name))

    def edit_cell(self, index: Index) -> None:
        """Offer what a cell can be changed to."""
        row: DeskRow | None = index.data(RowRole)
        if row is None:
            return
        view = self._page.view
        rect = view.visualRect(view.model().index(index.row(), index.column()))
        place = view.viewport().mapToGlobal(rect.bottomLeft() + QPoint(4, 2))
        column = self._page.model.columns[index.column()]
        if column is Shown.TAGS:
            self._tag_menu(row, place)
        elif column in _CHECKS:
            self._check_menu(_CHECKS[column], row, place)
        elif column is Shown.NOTE:
            self._ask_for_note(row)

    def _row(self) -> "DeskRow | None":
        index = self._page.view.currentIndex()
        return index.data(RowRole) if index.isValid() else None

    def _tag_menu(self, row: "DeskRow | None", place: QPoint) -> None:
        numbers = self._chosen
        one = row is not None and len(numbers) <= 1
        on = row.tags if row is not None and one else ()
        toggle = partial(self.acting.toggle_tag, [row.id] if row is not None and one else numbers)
        tag_menu(self._at.window_, self._words, self._session.tags, on, toggle).popup(place)

    def _check_menu(self, kind: CheckKind, row: "DeskRow | None", place: QPoint) -> None:
        numbers = [row.id] if row is not None else self._chosen
        state = ""
        if row is not None:
            state = row.wording if kind is CheckKind.WORDING else row.claim

        def choose(value: str) -> None:
            self.acting.set_check(numbers, kind, value, "")

        def record(value: str, how: str) -> None:
            self.acting.set_check(numbers, kind, value, how)

        def explain() -> None:
            check_sheet(self._at.window_, self._words, kind, len(numbers), record, state)

        check_menu(self._at.window_, self._words, kind, state, choose, explain).popup(place)

    def _ask_for_note(self, row: "DeskRow") -> None:
        def ask(found: list[Highlight]) -> None:
            for each in found:
                then = partial(self.acting.write_note, row.id, each.report_note)
                note_sheet(self._at.window_, self._words, row.label, each.report_note, then)

        self.acting.read([row.id], ask)

    def show_menu(self, place: QPoint) -> None:
        """Offer what else can be done with the chosen rows."""
        words, menu = self._words, QMenu(self._at.window_)
        menu.aboutToHide.connect(menu.deleteLater)
        chosen = self._chosen
        if not chosen:
            return
        writable = not self._session.store.read_only
        menu.addAction(words("Open in the text")).triggered.connect(
            lambda _=False: self._page.open_in_text()
        )
        menu.addAction(words("Copy quote with citation")).triggered.connect(
            lambda _=False: self.copy()
        )
        report = menu.addAction(words("Report of what is chosen…"))
        report.setEnabled(not self._page.model.filter.trash)
        report.triggered.connect(lambda _=False: self._at.window_.errands.reports.ask(chosen))
        if writable:
            menu.addSeparator()
            star = menu.addAction(words("Star, or take the star off"))
            star.triggered.connect(lambda _=False: self.acting.toggle_star(chosen))
            note = menu.addAction(words("Note for readers…"))
            row = self._row()
            note.setEnabled(len(chosen) == 1 and row is not None)
            note.triggered.connect(lambda _=False: self._ask_for_note(row) if row else None)
            menu.addSeparator()
            back = self._page.model.filter.trash
            gone = menu.addAction(words("Take out of trash") if back else words("Delete highlight"))
            gone.triggered.connect(lambda _=False: self.trash())
        menu.popup(place)

    # ------------------------------------------------------------------ asking

    def _ask_who(self, numbers: Sequence[int], name: str, found: Sequence[Speaker]) -> None:
        def answered(uid: str) -> None:
            if uid == SOMEBODY_NEW:
                self.acting.new_speaker(numbers, name)
            elif uid:
                self.acting.edit(numbers, SetSpeaker(uid))

        view = self._page.view
        rect = view.visualRect(view.currentIndex())
        menu = ask_who(view, name, found, self._words, answered)
        menu.popup(view.viewport().mapToGlobal(rect.bottomLeft()))

    def _say_too_many(self, most: int) -> None:
        words = self._words
        self._at.window_.notice.say(
            words(
                "At most {n} highlights are changed in one step. Narrow the table first.",
                n=words.number(most),
            )
        )
