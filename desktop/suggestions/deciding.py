"""What accepting and rejecting store, and what the rules know of a highlight made by hand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from annotations.detection.found import Named, Suggestion
from annotations.model import Highlight, Record, Span, Speaker
from desktop import edits
from desktop.completing import complete
from desktop.highlights.who import SOMEBODY_NEW, ask_who
from desktop.jobs import change
from desktop.session import Session
from desktop.suggestions.offers import Offer
from resources import marked

if TYPE_CHECKING:
    from annotations.detection.accepting import Accepted
    from annotations.detection.filling import Filled

ACCEPT = marked("Accept a suggestion")
REJECT = marked("Reject a suggestion")
FILL = marked("Change fact")


class Deciding:
    """Make the records of a decision and hand them to the session, as one step of undo each.

    `found` gives all that the rules see in the open article, `busy` whether they are still at it.
    """

    def __init__(
        self,
        session: Session,
        found: Callable[[], Sequence[Suggestion]],
        busy: Callable[[], bool],
    ) -> None:
        self._session = session
        self._found = found
        self._busy = busy
        self._late: set[str] = set()  # highlights that wait for the rules
        self._decided: dict[str, str] = {}  # decision's uid -> the suggestion's
        self._before: tuple[object, tuple[Offer, ...]] = (None, ())
        self.menu: QMenu | None = None

    # ------------------------------------------------------------------ what is left

    def pending(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """List the suggestions that nobody has decided and no highlight says already."""
        from annotations.detection.pending import Covered, pending

        session, opened = self._session, self._session.article
        if opened is None or not offers:
            return ()
        placed = ((session.placement(each), each.tags) for each in session.highlights())
        covered = tuple(
            Covered(Span(at.start, at.end), tags) for at, tags in placed if at.start >= 0
        )
        decisions = tuple(session.decisions)
        key = id(offers[0]), len(offers), decisions, covered
        if self._before[0] != key:
            left = pending(
                opened.text.text,
                [offer.of for offer in offers],
                revision_id=opened.revision.id,
                decisions=decisions,
                covered=covered,
            )
            kept = {id(each) for each in left}
            self._before = key, tuple(offer for offer in offers if id(offer.of) in kept)
        return self._before[1]

    def undecided(self, uids: frozenset[str]) -> str:
        """Name the suggestion whose decision is among what an undo took away, "" for none."""
        decided = {each.uid for each in self._session.decisions}
        gone = (self._decided[uid] for uid in uids if uid in self._decided and uid not in decided)
        return next(gone, "")

    # ------------------------------------------------------------------ deciding

    def accept(
        self, offer: Offer, tag: str | None, beside: QWidget, then: Callable[[str], object]
    ) -> None:
        """Make a highlight of a suggestion; `then` takes its uid.

        Where the speaker's name may mean several, a menu `beside` the card asks first.
        """
        from annotations.detection.accepting import accept

        opened = self._session.article
        if opened is None:
            return
        made = accept(
            offer.of,
            opened.text.text,
            article_id=opened.article.id,
            revision_id=opened.revision.id,
            tag=tag,
            suggestions=self._found(),
            speakers=self._session.speakers,
        )
        finish = partial(self._store, offer, made, then)
        if made.resolved.candidates:
            self._ask(made, beside, finish)
        else:
            finish(None)

    def reject(self, offer: Offer) -> None:
        """Keep a suggestion away."""
        from annotations.detection.accepting import reject

        opened = self._session.article
        if opened is None:
            return
        decision = reject(
            offer.of,
            opened.text.text,
            article_id=opened.article.id,
            revision_id=opened.revision.id,
        )
        self._decided[decision.uid] = offer.uid
        self._session.apply([change(None, decision)], REJECT, article_id=opened.article.id)

    def _store(
        self,
        offer: Offer,
        made: "Accepted",
        then: Callable[[str], object],
        speaker: Speaker | None,
    ) -> None:
        """Store an accepted suggestion; `speaker` is whom a person chose, known or new."""
        now, author = edits.now(), self._session.settings.author
        highlight = replace(made.highlight, author=author, created=now, changed=now)
        records: list[Record] = [made.resolved.new] if made.resolved.new else []
        if speaker is not None:
            highlight = replace(highlight, speaker=speaker.uid)
            records += [] if speaker.id else [speaker]
        records += [highlight, made.decision]
        self._decided[made.decision.uid] = offer.uid
        changes = [change(None, record) for record in records]
        self._session.apply(changes, ACCEPT, article_id=highlight.article_id)
        then(highlight.uid)

    def _ask(
        self, made: "Accepted", beside: QWidget, finish: Callable[[Speaker | None], object]
    ) -> None:
        """Ask whom a name means; Esc leaves it as it is written."""
        from annotations.detection.registry import newcomer

        resolved, said = made.resolved, made.highlight.attribution
        known = {each.uid: each for each in resolved.candidates}

        def answered(uid: str) -> None:
            named = Named(name=resolved.name, role=said.role, institution=said.institution)
            finish(newcomer(named) if uid == SOMEBODY_NEW else known.get(uid))

        menu = ask_who(beside, resolved.name, resolved.candidates, self._session.words, answered)
        self.menu = menu
        left = min(12, beside.width() - menu.sizeHint().width())  # inside the window
        menu.popup(beside.mapToGlobal(QPoint(left, beside.height() + 4)))

    # ------------------------------------------------------------------ by hand

    def completed(self, highlight: Highlight) -> "Filled | None":
        """Fill what is empty in a highlight made by hand from what the rules see there.

        One made while they are still at work is filled once they are done.
        """
        from annotations.detection.filling import fill

        opened, found = self._session.article, self._found()
        if opened is None or highlight.revision_id != opened.revision.id:
            return None
        if self._busy():
            self._late.add(highlight.uid)
            return None
        filled = fill(highlight, found, self._session.speakers, opened.text.text)
        return filled if filled.highlight != highlight else None

    def fill_late(self) -> None:
        """Fill highlights of the open article that were made before the rules were done."""
        here = [each for each in self._session.highlights() if each.uid in self._late]
        for highlight in here:
            self._late.discard(highlight.uid)
            complete(self._session, highlight, highlight, FILL)
