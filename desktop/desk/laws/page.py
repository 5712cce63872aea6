"""The law shelf: which provisions are cited, by whom, and whether in the words of the law."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.provisions import ProvisionText
from annotations.shelf import Instrument
from annotations.wording import Compared
from desktop.desk.laws import rows
from desktop.desk.laws.lists import laws_list, provisions_list
from desktop.desk.laws.provision import ProvisionView
from desktop.dialogs.asking import scrolling
from desktop.jobs import change
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState, Offer
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.workspace import Workspace

BESIDE_FROM = 1180
"""Pixels from which a provision stands beside the list; below, it stands under it."""
_LEFT, _RIGHT = 250, 440
_CHANGE = marked("Change the words of a law")
_REMOVE = marked("Take away the words of a law")
_Found = tuple[tuple[Instrument, ...], list[ProvisionText]]


class LawsPage(QWidget):
    """Laws with counts, the provisions of one with who cites them, and the one that is chosen."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self._at = workspace
        self._session = session = workspace.session
        self._words = words = workspace.words
        self._laws: Sequence[Instrument] = ()
        self._texts: list[ProvisionText] = []
        self._results: rows.Results = {}
        self._turn = 0  # counts what was asked and done: an answer that is older is no answer
        self._comparing = 0  # the same for what quotations are held to
        self.sought = QLineEdit()
        self.sought.setPlaceholderText(words("Find a law or an article"))
        self.sought.setAccessibleName(words("Find a law"))
        self.sought.setClearButtonEnabled(True)
        self.laws = laws_list(words, workspace.theme)
        self.provisions = provisions_list(words, workspace.theme)
        writable = not session.store.read_only
        self.view = ProvisionView(words, workspace.theme, writable=writable)
        self.nothing = EmptyState(workspace.theme)
        self.said = QLabel()
        self.said.setProperty("role", "small")
        self._lay_out()
        self._wire()
        self.refresh()

    def _lay_out(self) -> None:
        left = QWidget()
        left.setObjectName("pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(8)
        above = QHBoxLayout()
        above.setContentsMargins(10, 0, 10, 0)
        above.addWidget(self.sought)
        self.said.setContentsMargins(16, 0, 10, 0)
        column.addLayout(above)
        column.addWidget(self.laws, 1)
        column.addWidget(self.said)
        self._scrolled = scrolling(self.view)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QSplitter(Qt.Orientation.Horizontal)
        self.inner.addWidget(self.provisions)
        self.inner.addWidget(self._scrolled)
        self.inner.setStretchFactor(0, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(self.inner)
        self.split.setStretchFactor(1, 1)
        for each in (self.inner, self.split):
            each.setHandleWidth(1)
            each.setChildrenCollapsible(False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(self.split)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._pages)
        self._placed = False

    def _wire(self) -> None:
        session, view = self._session, self.view
        self.sought.textChanged.connect(lambda _: self._list())
        self.sought.returnPressed.connect(self.laws.setFocus)
        self.laws.chosen_changed.connect(self._show_law)
        self.laws.opened.connect(self.provisions.setFocus)
        self.provisions.chosen_changed.connect(self._show_provision)
        self.provisions.opened.connect(self._open)
        view.edited.connect(self._edit)
        view.version_wanted.connect(self._add_version)
        view.removed.connect(self._remove)
        view.left.connect(session.end_editing)
        view.read_wanted.connect(self._read)
        session.flushing.connect(view.flush)
        session.failed.connect(lambda *_: self.refresh())

    # ------------------------------------------------------------------ what is shown

    def refresh(self) -> None:
        """Show what changed in the library."""
        self._turn += 1
        turn = self._turn

        def job(library: "Library") -> _Found:
            from annotations.storage import laws

            return laws.shelf(library), laws.provisions(library)

        def take(found: _Found) -> None:
            session = self._session
            if turn == self._turn and session.unsaved <= session.failing:
                self._laws, self._texts = found
                self._list()

        self._session.read(job, take)

    def _list(self) -> None:
        typed = self.sought.text()
        found = [each for each in self._laws if _fits(each, typed)]
        self.laws.show_rows(found)
        words = self._words
        many = words.plural("{n} law", "{n} laws", len(found))
        self.said.setText(many if found or not self._laws else words("No law matches."))
        self._pages.setCurrentWidget(self.split if self._laws else self.nothing)
        self.inner.setVisible(bool(found))
        if not self._laws:
            self._say_nothing()
            if self.focusWidget() in (None, self.laws, self.provisions):
                self.nothing.setFocus()  # the lists are not to be seen
        self._show_law()

    def _say_nothing(self) -> None:
        words = self._words
        back = Offer(words("Back to the text"), self._at.desk.close, main=True)
        said = words(
            "Tag a citation as a legal reference, with the key 3. The shelf shows who cites which"
            " provision, and holds what is quoted of it to the words of the law."
        )
        self.nothing.say("library", words("No laws yet"), said, (back,))

    @property
    def law(self) -> Instrument | None:
        """The law that is chosen."""
        key = self.laws.key
        return next((each for each in self._laws if each.key == key), None)

    def _show_law(self) -> None:
        law = self.law
        if law is None:
            self.provisions.show_rows([])
            return
        self._rows(law)
        self._compare(law)

    def _rows(self, law: Instrument) -> None:
        self.provisions.show_rows(rows.rows_of(law, self._texts, self._results, self._words))
        self._show_provision()

    def _compare(self, law: Instrument) -> None:
        """Hold every quotation of a law to its words, away from the window's thread.

        One takes up to half a second: saves go first after each, and a newer question ends it.
        """
        texts = tuple(self._texts)
        self._comparing += 1
        turn = self._comparing
        if not texts:
            self._results = {}
            return

        def job(library: "Library") -> rows.Results:
            found: dict[str, Compared] = {}
            for key, compared in rows.results(law, texts):
                found[key] = compared
                library.let_others()
                if turn != self._comparing or self._session.closed:
                    break
            return found

        def take(found: rows.Results) -> None:
            if turn == self._comparing and self.law is law and found != self._results:
                self._results = found
                self._rows(law)

        self._session.read(job, take)

    @property
    def row(self) -> rows.Row | None:
        """The row that is chosen: a provision or a reference to it."""
        key, some = self.provisions.key, self.provisions.rows.rows
        return next((each for each in some if isinstance(each, rows.Row) and each.key == key), None)

    def _show_provision(self) -> None:
        row, shown = self.row, self.view.provision
        if shown is not None and (row is None or row.provision.key != shown.key):
            self.view.flush()
            self._session.end_editing()
        self._scrolled.setVisible(row is not None)
        if row is not None:
            self.view.show_provision(row.provision, row.cited, self._texts)

    def show_law(self, key: str, provision: str = "") -> None:
        """Choose a law by its key, and a provision of it, whatever is being looked for."""
        self.sought.clear()
        self.laws.choose(key)
        self.provisions.choose(provision)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.laws, self.provisions, self.view, self.nothing):
            part.set_theme(theme)

    def focus_first(self) -> None:
        """Take the keyboard."""
        empty = self.nothing.isVisible() and self.nothing.focusProxy() is not None
        listed = self.provisions if self.view.provision else self.laws
        (self.nothing if empty else listed).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put a provision beside the list or under it, where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= BESIDE_FROM
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._placed and self.inner.orientation() is way:
            return
        if not self._placed:
            self.split.setSizes([_LEFT, self.width() - _LEFT])
        self._placed = True
        self.inner.setOrientation(way)
        whole = self.width() - _LEFT if wide else self.height()
        self.inner.setSizes([whole - _RIGHT, _RIGHT] if wide else [whole // 2, whole // 2])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go between the lists with Left and Right, from the fields back with Esc."""
        focus = self.focusWidget()
        inside = self.view.isAncestorOf(focus)
        if event.key() == Qt.Key.Key_Escape and inside:
            self._session.flush()
            self.provisions.setFocus()
        elif event.key() == Qt.Key.Key_Left and focus is self.provisions:
            self.laws.setFocus()
        elif event.key() == Qt.Key.Key_Right and focus is self.laws:
            self.provisions.setFocus()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ what is done

    def _open(self) -> None:
        """Open a reference in the text; go to the words of a provision."""
        row = self.row
        if row is not None and row.cited is not None:
            self._read()
        elif row is not None:
            self.view.pasted.setFocus()

    def _read(self) -> None:
        cited = self.view.cited
        if cited is not None:
            self._at.desk.read(cited.article, cited.uid)

    def _edit(self, text: ProvisionText, name: str, value: object) -> None:
        """Change a field of the words of a provision; autosaves of one field are one step."""
        before = next((each for each in self._texts if each.uid == text.uid), None)
        after = replace(before or text, **{name: value})  # type: ignore[arg-type] # of the field named
        self._turn += 1
        self._session.apply([change(before, after)], _CHANGE, editing=f"law.{name}:{text.uid}")
        self._keep(after)

    def _add_version(self) -> None:
        """Begin another version of the words that are shown, as they stand."""
        shown = self.view.text
        if shown is None:
            return
        self._session.flush()
        made = replace(self.view.blank(), text=shown.text, language=shown.language)
        self._turn += 1
        self._session.apply([change(None, made)], _CHANGE)
        self._keep(made)
        self.view.show_version(made.uid)
        field = self.view.form.field("valid_from")
        if field:
            field.setFocus()

    def _remove(self, text: ProvisionText) -> None:
        before = next((each for each in self._texts if each.uid == text.uid), None)
        if before is None:
            return
        self._turn += 1
        self._session.apply([change(before, None)], _REMOVE)
        self._texts = [each for each in self._texts if each.uid != text.uid]
        self.view.text = None
        self._again()

    def _keep(self, text: ProvisionText) -> None:
        others = [each for each in self._texts if each.uid != text.uid]
        self._texts = [*others, text]
        self._again()

    def _again(self) -> None:
        law = self.law
        if law is not None:
            self._rows(law)
            self._compare(law)


def _fits(law: Instrument, typed: str) -> bool:
    """Say whether a law or one of its provisions is called by all words that were typed."""
    whole = " ".join((law.name, law.key, *(each.citation for each in law.provisions))).casefold()
    return all(part in whole for part in typed.casefold().split())
