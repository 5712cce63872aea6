"""The ledger of promises: who promised what, until when, and what became of it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.ledger import Pledge
from annotations.vocabulary import PromiseStatus
from desktop.desk.people.fresh import Fresh
from desktop.desk.promises.bar import LedgerBar
from desktop.desk.promises.detail import PledgeDetail
from desktop.desk.promises.hands import Hands
from desktop.desk.promises.opening import Looked, look
from desktop.desk.promises.several import SeveralPage
from desktop.desk.promises.table import LedgerTable
from desktop.desk.promises.which import Narrowed, Which, counts, narrowed, promisors
from desktop.dialogs.asking import scrolling
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState, Offer
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.workspace import Workspace

BESIDE_FROM = 1180
"""Pixels from which the page of a promise stands beside the ledger; below, it stands under it."""
_DETAIL = 400
_LEAST = 300
_STATES = tuple(PromiseStatus)
_NONE = {
    Which.OPEN: marked("No promise is open."),
    Which.OVERDUE: marked("No promise is overdue."),
    Which.SOON: marked("No promise is due within a week."),
    Which.KEPT: marked("No promise has been kept so far."),
    Which.BROKEN: marked("No promise has been broken so far."),
    Which.ALL: marked("No promise matches."),
}


class PromisesPage(QWidget):
    """A table of promises, and a page for the one that is chosen."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self._at = workspace
        self._session = session = workspace.session
        self._words = words = workspace.words
        self.pledges: Sequence[Pledge] = ()
        self.looked: Looked | None = None
        self._ledger: Fresh[list[Pledge]] = Fresh(session)
        self._opening: Fresh[Looked | None] = Fresh(session)
        self._wanted = ""  # the key of what is to be chosen once it is listed
        self._early = False  # the keyboard was given before there were rows to give it to
        self.today: Callable[[], date] = date.today
        self.hands = Hands(self, workspace)
        writable = not session.store.read_only
        self.bar = LedgerBar(words)
        self.table = LedgerTable(words, workspace.theme)
        self.nothing = EmptyState(workspace.theme)
        self.detail = PledgeDetail(words, workspace.theme, writable=writable)
        self.several = SeveralPage(words, writable=writable)
        self._scrolled = scrolling(self.detail)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._wire()
        self.refresh()

    def _lay_out(self) -> None:
        self._listed, self._beside = QStackedWidget(), QStackedWidget()
        self._nobody = QWidget()
        hint = QLabel(self._words(_HINT))
        hint.setProperty("role", "faint")
        hint.setContentsMargins(16, 6, 16, 8)
        hint.setWordWrap(True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._listed, 1)
        column.addWidget(hint)
        self._hint = hint
        self._listed.addWidget(self.table)
        self._listed.addWidget(self.nothing)
        self._beside.addWidget(self._nobody)
        self._beside.addWidget(self._scrolled)
        self._choosing = scrolling(self.several)
        self._choosing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beside.addWidget(self._choosing)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self._beside)
        self.split.setStretchFactor(0, 1)
        self._beside.setMinimumWidth(_LEAST)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        line = QWidget()
        line.setObjectName("hairline")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedHeight(1)
        whole.addWidget(line)
        whole.addWidget(self.split, 1)
        self._placed = False

    def _wire(self) -> None:
        session, table, detail, hands = self._session, self.table, self.detail, self.hands
        self.bar.narrowed.connect(self._list)
        self.bar.left.connect(table.setFocus)
        table.chosen_changed.connect(self._follow)
        table.opened.connect(hands.open_first)
        table.typed.connect(hands.typed)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(hands.show_menu)
        detail.edited.connect(hands.edit)
        detail.who_typed.connect(hands.set_who)
        detail.status_set.connect(hands.set_status)
        detail.left.connect(session.end_editing)
        detail.mention_opened.connect(hands.read)
        detail.mention_set.connect(hands.set_mention)
        detail.split_wanted.connect(hands.split_off)
        detail.step_wanted.connect(hands.ask_step)
        detail.evidence_wanted.connect(hands.open_evidence)
        detail.table_wanted.connect(hands.show_table)
        detail.apart_wanted.connect(hands.take_apart)
        self.several.merged.connect(hands.merge)
        session.flushing.connect(detail.flush)
        session.speakers_changed.connect(self._stale)

    def day(self) -> date:
        """Give the day on this desk."""
        return self.today()

    # ------------------------------------------------------------------ what is shown

    def refresh(self) -> None:
        """Show what changed in the library."""
        today = self.day()

        def job(library: "Library") -> list[Pledge]:
            from annotations.storage import ledger

            return ledger.ledger(library, today)

        def take(found: list[Pledge]) -> None:
            self.pledges = found
            self._list()
            field = self.bar.field
            if self._early and found and self.focusWidget() is field and not field.text():
                self.table.setFocus()
            self._early = self._early and not found

        self._ledger.ask(job, take)

    def _stale(self) -> None:
        if self.isVisible():
            self.refresh()

    def _list(self) -> None:
        wanted = self.bar.wanted
        self.bar.show_counts(counts(self.pledges, wanted), promisors(self.pledges))
        found = narrowed(self.pledges, wanted)
        known = self._session.speakers
        self.table.ledger.locked = frozenset(each.uid for each in known if each.confidential)
        self.table.show_pledges(found)
        if self._wanted and self.table.ledger.place(self._wanted) >= 0:
            self.table.choose(self._wanted)
        self._wanted = ""
        if not found:
            self._say_nothing(wanted)
        self._listed.setCurrentWidget(self.table if found else self.nothing)
        self._hint.setVisible(bool(found))
        self._beside.setVisible(bool(found))
        self._follow()

    def _say_nothing(self, wanted: Narrowed) -> None:
        words = self._words
        if not self.pledges:
            back = Offer(words("Back to the text"), self._at.desk.close, main=True)
            said = words(
                "Tag what somebody binds himself to as a commitment, with the key 1. It stands here"
                " with its deadline, and you see what became of it."
            )
            self.nothing.say("check", words("No promises yet"), said, (back,))
            return
        every = Offer(words("Show all promises"), lambda: self.bar.ask_for(Which.ALL))
        plain = wanted == Narrowed(wanted.which)
        said = words(_NONE[wanted.which if plain else Which.ALL])
        self.nothing.say("check", said, "", (every,))

    def _follow(self) -> None:
        """Show the page of what is chosen."""
        chosen = self.table.chosen
        if len(chosen) == 1:
            self._look(chosen[0])
        elif chosen:
            self.several.show_pledges(chosen)
            self._beside.setCurrentWidget(self._choosing)
        else:
            self._beside.setCurrentWidget(self._nobody)

    def _look(self, pledge: Pledge) -> None:
        if self.detail.opened is not None:
            self.detail.flush()
        key, today = pledge.key, self.day()

        def take(found: Looked | None) -> None:
            here = self.table.chosen
            current = len(here) == 1 and here[0].key == key
            if found is None or not current:
                return
            self.looked = found
            self.detail.show_opened(found.opened, self._session.speakers, found.named(self._words))
            self._beside.setCurrentWidget(self._scrolled)

        self._opening.ask(partial(look, key=key, today=today), take)

    def show_pledge(self, key: str) -> None:
        """Choose a pledge by its key, whichever part of the ledger it is in."""
        self._wanted = key
        pledge = next((each for each in self.pledges if each.key == key), None)
        if pledge is None or pledge not in narrowed(self.pledges, self.bar.wanted):
            self.bar.ask_for(Which.ALL)
            self._wanted = key
            self.refresh()
        else:
            self._list()

    def choose_later(self, key: str) -> None:
        """Choose a pledge once it is listed."""
        self._wanted = key

    def forget_answers(self) -> None:
        """Wait no more for what was asked before: something is being changed."""
        self._ledger.forget()
        self._opening.forget()

    def show_due(self, *, soon: bool) -> None:
        """List what is due this week, or what is overdue."""
        self.bar.ask_for(Which.SOON if soon else Which.OVERDUE)

    def show_of(self, speaker: str) -> None:
        """List all promises of one speaker, by uid."""
        self.bar.ask_for(Which.ALL, speaker)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.table, self.nothing, self.detail):
            part.set_theme(theme)

    def focus_first(self) -> None:
        """Take the keyboard."""
        self._early = not self.table.ledger.pledges
        (self.bar.field if self._early else self.table).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the page of a promise beside the ledger or under it, where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= BESIDE_FROM
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if not self._placed or self.split.orientation() is not way:
            self._placed = True
            self.split.setOrientation(way)
            whole = self.width() if wide else self.height()
            self.split.setSizes([whole - _DETAIL, _DETAIL] if wide else [whole // 2, whole // 2])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the page of a promise back to the ledger, with what was typed."""
        leaving = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        focus = self.focusWidget()
        inside = self._beside.isAncestorOf(focus)
        if event.key() in leaving and inside:
            self._session.flush()
            self.table.setFocus()
        else:
            super().keyPressEvent(event)


_HINT = marked(
    "1 to 6 set the status, V the next one · S adds a step · Enter shows it in the text ·"
    " choose several with Shift or Ctrl to merge them"
)
