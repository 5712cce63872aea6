"""What is asked of promises in the ledger, and done: by keys, menus, fields and dialogs."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from annotations.labels import label
from annotations.ledger import Mention, Opened, Pledge
from annotations.model import Promise, PromiseStep, Speaker
from annotations.queries import Filter
from annotations.vocabulary import EvidenceKind, MentionKind, PromiseStatus
from desktop import edits
from desktop.desk.promises.deeds import Deeds, after

if TYPE_CHECKING:
    from desktop.desk.promises.page import PromisesPage
    from desktop.workspace import Workspace

_STATES = tuple(PromiseStatus)
_MOST = 200
"""Promises whose status is set at once: each is read whole, and more are chosen by mistake."""


class Hands:
    """The hands of one page: what they do is stored, and is one step of undo."""

    def __init__(self, page: "PromisesPage", workspace: "Workspace") -> None:
        self._page = page
        self._at = workspace
        self._session = workspace.session
        self._words = workspace.words
        self._deeds = Deeds(workspace.session, page.day)

    # ------------------------------------------------------------------ what is done

    def _do(self, deed: Callable[..., None], *given: object) -> None:
        """Do something; answers that were asked for before it are no longer waited for."""
        self._page.forget_answers()
        deed(*given)

    @property
    def _opened(self) -> Opened | None:
        return self._page.detail.opened

    def edit(self, name: str, value: object, base: object) -> None:
        """Change a field of the promise that is shown."""
        if self._opened:
            self._do(self._deeds.set_field, self._opened, name, value, base)

    def set_who(self, name: str) -> None:
        """Say who promised it, by a name as typed; a new one is a new speaker."""
        opened, name = self._opened, " ".join(name.split())
        if opened is None:
            return
        found = edits.speakers_named(self._session.speakers, name) if name else []
        if len(found) > 1:
            field = self._page.detail.ask_who(name, found)
            if field is not None and not field.wired:
                field.wired = True
                field.chosen.connect(self._choose_who)
                field.stranger.connect(self._new_who)
        elif name and not found:
            self._new_who(name)
        else:
            self._choose_who(found[0].uid if found else "")

    def _choose_who(self, uid: str) -> None:
        if self._opened:
            known = self._session.speaker(uid) if uid else None
            self._said_who(known.name if known else "")
            self._do(self._deeds.set_promisor, self._opened, uid)

    def _said_who(self, name: str) -> None:
        """Take the name for what stands in the field: it is not asked about again."""
        field = self._page.detail.form.field("who")
        if field is not None:
            field.reset(name)

    def _new_who(self, name: str) -> None:
        if self._opened:
            made = Speaker(uid=edits.new_uid(), name=name, author=self._session.settings.author)
            self._said_who(name)
            self._do(self._deeds.set_promisor, self._opened, made.uid, made)

    def take_apart(self, promise: Promise) -> None:
        """Take a merged promise out again."""
        self._page.table.setFocus()  # as the button goes; what follows it is a field to type in
        self._do(self._deeds.take_apart, promise)

    def set_status(self, status: PromiseStatus) -> None:
        """Set the status of the promise that is shown."""
        if self._opened:
            self._do(self._deeds.set_status_of, self._opened, status)

    def set_mention(self, mention: Mention, kind: MentionKind) -> None:
        """Say what a mention did to it."""
        if self._opened:
            self._do(self._deeds.set_mention, self._opened, mention, kind)

    def split_off(self, mention: Mention) -> None:
        """Make a promise of its own of a mention."""
        self._page.table.setFocus()
        if self._opened:
            self._do(self._deeds.split, self._opened, mention)

    def merge(self, stands: str) -> None:
        """Merge what is chosen; the key is of the one that stands."""
        self._page.table.setFocus()
        self._page.choose_later(stands)
        self._do(self._deeds.merge, [each.key for each in self._page.table.chosen], stands)

    def ask_step(self, step: PromiseStep | None = None) -> None:
        """Ask for a step of the history, a new one or one to correct."""
        from desktop.desk.promises.step_sheet import StepSheet

        opened, looked = self._opened, self._page.looked
        if opened is None or looked is None or self._session.store.read_only:
            return
        pieces = [*looked.named(self._words).items()]
        today = self._page.day().isoformat()
        sheet = StepSheet(self._page.window(), self._session, pieces, step, today)
        sheet.given.connect(lambda made: self._do(self._deeds.put_step, opened, made))
        sheet.removed.connect(lambda uid: self._do(self._deeds.remove_step, opened, uid))
        sheet.open()

    def typed(self, letter: str) -> None:
        """Set the status by a digit, step it with V, add a step with S."""
        if self._session.store.read_only:
            return
        chosen = self._page.table.chosen
        if len(chosen) > _MOST:
            said = self._words("Choose at most {n} promises to set their status.", n=_MOST)
            self._at.window_.notice.say(said)
        elif letter == "V" and chosen:
            self._set(chosen, after(self._status(chosen[0])))
        elif letter == "S" and len(chosen) == 1:
            self.ask_step()
        elif letter.isascii() and letter.isdigit() and 1 <= int(letter) <= len(_STATES) and chosen:
            self._set(chosen, _STATES[int(letter) - 1])

    def _status(self, pledge: Pledge) -> PromiseStatus:
        """Tell a status as it was set last, though the table does not show it yet."""
        opened = self._opened
        shown = opened is not None and opened.pledge.key == pledge.key
        return self._deeds.status_of(opened) if opened and shown else pledge.status

    def _set(self, chosen: Sequence[Pledge], status: PromiseStatus) -> None:
        """Set the status of what is chosen."""
        opened = self._opened
        if opened is not None and [each.key for each in chosen] == [opened.pledge.key]:
            self._do(self._deeds.set_status_of, opened, status)
        else:
            self._do(self._deeds.set_status, [each.key for each in chosen], status)

    def show_menu(self, place: QPoint) -> None:
        """Offer what can be done with what is chosen, at a place of the table."""
        words, chosen = self._words, self._page.table.chosen
        if not chosen:
            return
        writable = not self._session.store.read_only
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, status in enumerate(_STATES, 1):
            action = menu.addAction(f"{label(status, words)}\t{number}")
            action.setCheckable(True)
            action.setChecked(len(chosen) == 1 and chosen[0].status is status)
            action.setEnabled(writable and len(chosen) <= _MOST)
            act = partial(self._set, chosen, status)
            action.triggered.connect(lambda _=False, act=act: act())
        menu.addSeparator()
        if len(chosen) == 1:
            (one,) = chosen
            menu.addAction(words("Add a step…"), self.ask_step).setEnabled(writable)
            menu.addAction(words("Show it in the text"), lambda: self.open_first(one.key))
            if one.speaker:
                said = words("All promises of {name}", name=one.who)
                menu.addAction(said.replace("&", "&&"), lambda: self._page.show_of(one.speaker))
        menu.popup(self._page.table.viewport().mapToGlobal(place))

    # ------------------------------------------------------------------ ways out

    def open_first(self, key: str) -> None:
        """Show the first mention of a pledge, by its key, in the text."""
        pledge = next((each for each in self._page.pledges if each.key == key), None)
        if pledge and pledge.mentions:
            self.read(pledge.mentions[0])

    def read(self, mention: Mention) -> None:
        """Show a mention in the text; Esc leads back."""
        self._at.desk.read(mention.article, mention.uid)

    def show_table(self, promise: str) -> None:
        """List the mentions of a promise, by its uid, in the table of highlights."""
        page = self._at.desk.open("highlights")
        page.show_filter(Filter(promises=(promise,)))  # type: ignore[attr-defined] # it is the table

    def open_evidence(self, uid: str) -> None:
        """Open what shows a step: a highlight in the text, a piece of evidence by its menu."""
        looked = self._page.looked
        if looked is None:
            return
        piece, other = looked.pieces.get(uid), looked.others.get(uid)
        if piece is not None and piece.kind in {EvidenceKind.HIGHLIGHT, EvidenceKind.ARTICLE}:
            other, piece = looked.others.get(piece.target), None
        if piece is not None:
            place = self._page.detail.mapToGlobal(QPoint(20, 60))
            focus = self._page.focusWidget()
            if focus is not None:
                place = focus.mapToGlobal(QPoint(0, focus.height()))
            self._at.highlights.evidences().show_menu(piece, place)
        elif other is not None:
            self._at.desk.read(other.article, other.uid if other.highlight else "")
