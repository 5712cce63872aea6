"""The promises of a highlight on its card: status, what this mention did, and ways out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotations.facts import Commitment
from annotations.labels import label
from annotations.ledger import Mention, Opened
from annotations.model import Highlight
from annotations.vocabulary import COMMITMENT, CommitmentKind, MentionKind, PromiseStatus
from desktop.desk.promises.deeds import Deeds
from desktop.highlights.fields import ChoiceField
from desktop.highlights.forms import FieldSpec, Form
from desktop.highlights.summary import Row
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.workspace import Workspace

_UNLINK = marked("Unlink from a promise")
_MENTIONS = (
    MentionKind.FIRST_MADE,
    MentionKind.REPEATED,
    MentionKind.WEAKENED,
    MentionKind.WITHDRAWN,
)


class PromiseForm(QWidget):
    """The promise of one commitment."""

    status_set = Signal(object)  # PromiseStatus
    mention_set = Signal(object)  # MentionKind
    ledger_wanted = Signal()
    unlinked = Signal()
    link_wanted = Signal()

    def __init__(self, words: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.fact = ""
        specs = [
            FieldSpec(
                "status",
                words("Promise"),
                lambda parent: ChoiceField(tuple(PromiseStatus), words, parent),
            ),
            FieldSpec(
                "mention", words("Mention"), lambda parent: ChoiceField(_MENTIONS, words, parent)
            ),
        ]
        self.form = Form(specs, self)
        self.ledger = self._link(words("Open in the ledger"))
        self.unlink = self._link(words("Unlink"))
        self.unlink.setToolTip(words("This commitment is no mention of that promise"))
        self.link = self._link(words("Link to a promise…"))
        self.link.setToolTip(words("It is another mention of something promised before"))
        links = QHBoxLayout()
        links.setSpacing(14)
        for link in (self.ledger, self.link, self.unlink):
            links.addWidget(link)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.form)
        column.addLayout(links)
        self.form.edited.connect(self._edited)
        self.ledger.clicked.connect(self.ledger_wanted)
        self.unlink.clicked.connect(self.unlinked)
        self.link.clicked.connect(self.link_wanted)

    @property
    def tabs(self) -> list[QWidget]:
        """What Tab goes through, from above."""
        fields = [field.focusProxy() or field for field in self.form.fields]
        return [*fields, self.ledger, self.link, self.unlink]

    def _link(self, text: str) -> QPushButton:
        made = QPushButton(text, self)
        made.setProperty("role", "link")
        made.setAutoDefault(True)  # Enter presses it, outside of a dialog too
        return made

    def show_promise(self, opened: Opened, mention: Mention, *, writable: bool) -> None:
        """Show the promise that a mention is of."""
        words, pledge = self._words, opened.pledge
        fresh, self.fact = self.fact != mention.fact, mention.fact
        linked = opened.promise is not None
        self.form.show_values(
            {"status": pledge.status, "mention": mention.kind},
            more=True,
            fresh=fresh,
            never=set() if linked else {"mention"},
        )
        status = self.form.field("status")
        if status is not None:
            count = len({each.article for each in pledge.mentions})
            said = words.plural("mentioned in {n} article", "mentioned in {n} articles", count)
            status.set_hint(words("withdrawn") if pledge.withdrawn else said)
        self.form.setEnabled(writable)
        self.unlink.setVisible(linked and writable)
        self.link.setVisible(not linked and writable)
        self.setAccessibleName(words("Promise: {status}", status=label(pledge.status, words)))

    def _edited(self, name: str, value: object, _base: object) -> None:
        (self.status_set if name == "status" else self.mention_set).emit(value)


class CardPromises(QObject):
    """Looks up the promises of the focused card's commitments, and changes them there."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._at = workspace
        self._session = session = workspace.session
        self._card = workspace.highlights.card
        self._deeds = Deeds(session, date.today)
        self._seen: object = None
        self._opened: Mapping[str, Opened] = {}
        self.forms: list[PromiseForm] = []
        self._box = QWidget(self._card)
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._box.hide()
        layout = self._card.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(self._card.facts(COMMITMENT)) + 1, self._box)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.look)
        self._card.resized.connect(self._later.start)
        self._states: Mapping[str, PromiseStatus] = {}
        session.changed.connect(lambda _: self._anew())
        session.article_opened.connect(lambda _: self._read_states())

    def _anew(self) -> None:
        self._seen = None
        self._later.start()
        self._read_states()

    def _read_states(self) -> None:
        """Look up what became of the promises of all cards, for those at rest."""
        some = [each for one in self._session.highlights() for each in one.commitments]
        uids = {each.promise for each in some} - {""}
        if not uids:
            self._tell({})
            return

        def job(library: "Library") -> dict[str, PromiseStatus]:
            from annotations.storage import merged

            return {uid: each.status for uid, each in merged.standing(library, uids).items()}

        self._session.read(job, self._tell, failed=lambda _: None)

    def _tell(self, states: Mapping[str, PromiseStatus]) -> None:
        if states != self._states:
            self._states = states
            self._at.highlights.tell_promises(self._rows)

    def _rows(self, highlight: Highlight) -> tuple[Row, ...]:
        """Say the status of each promise that a highlight is a mention of."""
        words = self._at.words
        found = (self._states.get(each.promise) for each in self._promised(highlight))
        return tuple(Row(words("Promise"), label(each, words)) for each in found if each)

    def look(self) -> None:
        """Ask the library about the commitments of the card that is shown, once."""
        self._order_tabs()
        session = self._session
        highlight = session.highlight(self._card.uid)
        stored = highlight is not None and session.save_state(highlight.uid) == "saved"
        some = self._promised(highlight) if highlight and stored else ()
        seen = (highlight.uid if highlight else "", some)
        if seen == self._seen:
            return
        self._seen = seen
        if not some:
            self._show({}, ())
            return
        today = date.today()  # noqa: DTZ011 - the day on this desk

        def job(library: "Library") -> dict[str, Opened]:
            from annotations.storage import ledger

            found = {each.uid: ledger.pledge(library, each.uid, today) for each in some}
            return {uid: opened for uid, opened in found.items() if opened is not None}

        def take(found: dict[str, Opened]) -> None:
            if self._seen == seen:
                self._show(found, some)

        session.read(job, take, failed=lambda _: None)

    def _order_tabs(self) -> None:
        """Let Tab come here from the last field of the commitments, as it goes down the card."""
        above = [field for form in self._card.facts(COMMITMENT).forms for field in form.fields]
        shown = [form for form in self.forms if not form.isHidden()]
        if above and shown and not self._box.isHidden():
            here = [part for form in shown for part in form.tabs]
            for one, other in pairwise([above[-1].focusProxy() or above[-1], *here]):
                QWidget.setTabOrder(one, other)

    def _promised(self, highlight: Highlight) -> tuple[Commitment, ...]:
        """Give the commitments that can be in the ledger: no stances, and of some words."""
        if COMMITMENT not in highlight.tags:
            return ()
        return tuple(
            each
            for each in highlight.commitments
            if each.kind is not CommitmentKind.STANCE and (each.what or each.promise)
        )

    def _show(self, found: Mapping[str, Opened], some: Sequence[Commitment]) -> None:
        self._opened = found
        shown = [(each.uid, found[each.uid]) for each in some if each.uid in found]
        while len(self.forms) < len(shown):
            self._make()
        writable = not self._session.store.read_only
        for place, form in enumerate(self.forms):
            form.setVisible(place < len(shown))
            if place < len(shown):
                fact, opened = shown[place]
                mention = next(each for each in opened.pledge.mentions if each.fact == fact)
                form.show_promise(opened, mention, writable=writable)
        was = not self._box.isHidden()
        self._box.setVisible(bool(shown))
        self._order_tabs()
        if shown or was:
            self._card.resized.emit()

    def _make(self) -> None:
        form = PromiseForm(self._at.words, self._box)
        self._column.addWidget(form)
        self.forms.append(form)
        form.status_set.connect(partial(self._set_status, form))
        form.mention_set.connect(partial(self._set_mention, form))
        form.ledger_wanted.connect(lambda: self._open(form.fact))
        form.unlinked.connect(lambda: self._unlink(form.fact))
        form.link_wanted.connect(lambda: self.ask_link(form.fact))

    def _set_status(self, form: PromiseForm, status: PromiseStatus) -> None:
        opened = self._opened.get(form.fact)
        if opened:
            self._deeds.set_status_of(opened, status)

    def _set_mention(self, form: PromiseForm, kind: MentionKind) -> None:
        opened = self._opened.get(form.fact)
        if opened:
            mention = next(each for each in opened.pledge.mentions if each.fact == form.fact)
            self._deeds.set_mention(opened, mention, kind)

    def _open(self, fact: str) -> None:
        opened = self._opened.get(fact)
        if opened:
            page = self._at.desk.open("promises")
            page.show_pledge(opened.pledge.key)  # type: ignore[attr-defined] # it is the ledger

    def ask_link(self, fact: str) -> None:
        """Ask of which promise a commitment, by its uid, is another mention."""
        from desktop.desk.promises.link_sheet import LinkSheet

        today = date.today()  # noqa: DTZ011 - the day on this desk
        sheet = LinkSheet(self._at.window_, self._session, fact, today)
        sheet.chosen.connect(lambda key: self._deeds.merge([key, fact], key))
        sheet.open()

    def _unlink(self, fact: str) -> None:
        highlight = self._session.highlight(self._card.uid)
        if highlight is None:
            return
        some = tuple(
            replace(each, promise="", mention=MentionKind.NONE) if each.uid == fact else each
            for each in highlight.commitments
        )
        self._session.edit(highlight, replace(highlight, commitments=some), _UNLINK)
