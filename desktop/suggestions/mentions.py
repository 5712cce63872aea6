"""A commitment that was made before: offered on its card as another mention of that promise."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMenu, QVBoxLayout

from annotations.dates import show_date
from annotations.facts import Commitment
from annotations.model import Highlight
from annotations.vocabulary import COMMITMENT
from desktop.highlights.notice import Notice
from desktop.jobs import change
from resources import marked

if TYPE_CHECKING:
    from annotations.promising import Pledged
    from annotations.storage.store import Library
    from desktop.workspace import Workspace

JOIN = marked("Join to a promise")
BELOW = 2
"""Notices of the card itself: why it is not stored, and that its place is to be reviewed."""
LONGEST = 80
"""Characters of what was promised that an offer quotes."""


class Mentions(QObject):
    """Looks up what the focused card's commitments may repeat, and joins them when asked to."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._at = workspace
        self._session = workspace.session
        self._words = workspace.words
        self._card = workspace.highlights.card
        self._seen: object = None
        self._offered: tuple[str, list[Pledged]] = ("", [])
        self._passed = ""  # uid of what was accepted in passing
        self._session.saved.connect(lambda _: self._stored())
        self.notice = Notice(self._card)
        self.notice.setProperty("role", "offer")  # nothing is wrong: not the tint of a failed check
        layout = self._card.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(BELOW, self.notice)
        self.notice.asked.connect(self._asked)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.look)
        self._card.resized.connect(self._later.start)

    def look(self) -> None:
        """Ask the library about the commitments of the card that is shown, once."""
        highlight = self._session.highlight(self._card.uid)
        some = highlight.commitments if highlight and COMMITMENT in highlight.tags else ()
        open_ = next((each for each in some if each.what and not each.promise), None)
        stored = highlight is not None and self._session.save_state(highlight.uid) == "saved"
        seen = (
            highlight.uid if highlight else "",
            highlight.id if stored and highlight else 0,
            some,
        )
        if seen == self._seen:
            return
        self._seen = seen
        self._say("", [])
        if highlight is None or not stored or not some:
            return
        if open_ is None:
            self._tell(highlight, some[0])
        elif not self._session.store.read_only:
            self._ask(highlight, open_)

    def _ask(self, highlight: Highlight, commitment: Commitment) -> None:
        def take(found: "list[Pledged]") -> None:
            if self._seen == seen and found:
                self._say(commitment.uid, found)

        seen = self._seen
        job = partial(_like, highlight=highlight, commitment=commitment)
        self._session.read(job, take, failed=lambda _: None)

    # ------------------------------------------------------------------ on the walk

    def accepted(self, uid: str) -> None:
        """Offer it once for a suggestion that was accepted in passing, when it is on the disk."""
        highlight = self._session.highlight(uid)
        if highlight and COMMITMENT in highlight.tags and highlight.commitments:
            self._passed = uid

    def _stored(self) -> None:
        highlight = self._session.highlight(self._passed) if self._passed else None
        if highlight is None or self._session.save_state(highlight.uid) != "saved":
            return
        self._passed = ""
        commitment = highlight.commitments[0]

        def take(found: "list[Pledged]") -> None:
            if found and self._card.uid != highlight.uid:
                said = self._words("Another mention of {promise}?", promise=self._about(found[0]))
                join = partial(self._join, highlight.uid, commitment.uid, found[0])
                self._at.window_.notice.say(said, self._words("Join"), join)

        job = partial(_like, highlight=highlight, commitment=commitment)
        self._session.read(job, take, failed=lambda _: None)

    # ------------------------------------------------------------------ on the card

    def _tell(self, highlight: Highlight, commitment: Commitment) -> None:
        """Say of which promise a commitment is a mention."""

        def job(library: "Library") -> str:
            from annotations.storage import merged

            found = merged.standing(library, [commitment.promise]).get(commitment.promise)
            return found.what if found else ""

        def take(what: str) -> None:
            if self._seen == seen and what and highlight.uid == self._card.uid:
                said = self._words("A mention of the promise “{what}”.", what=_short(what))
                self.notice.say(said)
                self._card.resized.emit()

        seen = self._seen
        self._session.read(job, take, failed=lambda _: None)

    def _say(self, fact: str, found: "list[Pledged]") -> None:
        words = self._words
        self._offered = fact, found
        shown = bool(self.notice.text)
        if len(found) > 1:
            said = words.plural(
                "{n} promise of the library sounds like this one.",
                "{n} promises of the library sound like this one.",
                len(found),
            )
            self.notice.say(said, words("Another mention of…"))
        elif found:
            said = words("Another mention of {promise}?", promise=self._about(found[0]))
            self.notice.say(said, words("Join"))
            if self._at.window_.notice.text == said:
                self._at.window_.notice.hide()  # it was said in passing, and stands here now
        else:
            self.notice.say("")
        if found or shown:
            self._card.resized.emit()

    def _about(self, pledged: "Pledged") -> str:
        """Name what was promised, and where it was first."""
        parts = [pledged.highlight.label if pledged.highlight else ""]
        parts += [
            pledged.title and _short(pledged.title),
            show_date(pledged.published, self._words),
        ]
        where = ", ".join(part for part in parts if part)
        what = f"“{_short(pledged.known.what)}”"
        return f"{what} ({where})" if where else what

    def _asked(self) -> None:
        fact, found = self._offered
        if len(found) == 1:
            self.join(fact, found[0])
        elif found:
            menu = QMenu(self.notice)
            for each in found:
                action = menu.addAction(self._about(each).replace("&", "&&"))
                action.triggered.connect(partial(self._chosen, fact, each))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.notice.mapToGlobal(QPoint(0, self.notice.height())))

    def _chosen(self, fact: str, pledged: "Pledged", _checked: object = None) -> None:
        self.join(fact, pledged)

    def join(self, fact: str, pledged: "Pledged") -> None:
        """Make a commitment of the card, its uid, a mention of what was promised before."""
        self._join(self._card.uid, fact, pledged)

    def _join(self, uid: str, fact: str, pledged: "Pledged") -> None:
        from annotations.promising import another_mention

        highlight = self._session.highlight(uid)
        if highlight is None or all(each.uid != fact for each in highlight.commitments):
            return
        pairs = another_mention(highlight, fact, pledged)
        changes = [change(before, after) for before, after in pairs]
        if changes:
            self._session.apply(changes, JOIN, article_id=highlight.article_id)


def _like(library: "Library", *, highlight: Highlight, commitment: Commitment) -> "list[Pledged]":
    from annotations.storage import promises

    return promises.like(library, highlight, commitment)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
