"""Suggestions in the window: ghost lines in the text, the walk over them, accepting, rejecting."""

from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence

from annotations.detection.found import Suggestion
from annotations.detection.pending import meets
from annotations.model import Span
from annotations.vocabulary import BUILTIN_TAGS
from desktop.jobs import OpenArticle
from desktop.reader.marks import Mark
from desktop.reader.selection import Selection
from desktop.suggestions.deciding import Deciding
from desktop.suggestions.finding import Finder, Key, key_of
from desktop.suggestions.ghost import ghost
from desktop.suggestions.ghost_card import Deed, tag_deeds
from desktop.suggestions.keys import Keys
from desktop.suggestions.mentions import Mentions
from desktop.suggestions.offers import Offer, mark_of
from desktop.suggestions.provenance import Provenance
from resources import marked

if TYPE_CHECKING:
    from desktop.workspace import Workspace

MOST_CHECKS = 2
"""Findings told on the card of a suggestion; all of them stand over the cards."""
_READ_ONLY = marked("This library is read-only: suggestions can be looked at, not decided.")


class Suggestions(QObject):
    """The suggestions of one workspace's open article."""

    looked = Signal(object)  # tuple[Suggestion, ...]: all that the rules see in it

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._at = workspace
        self._session = workspace.session
        self._words = workspace.words
        self._all: tuple[Offer, ...] = ()  # all that the rules see, decided or not
        self._left: dict[str, Offer] = {}  # what is pending, in reading order
        self._marks: dict[str, Mark] = {}
        self._key: Key | None = None
        self._broken = False
        self._after = ""  # the suggestion to go to once its article is open
        self.focused = ""
        self.deciding = Deciding(self._session, self.found, lambda: self.busy)
        self.keys = Keys(self, workspace)
        self._provenance = Provenance(workspace)
        self.mentions = Mentions(workspace)
        # What is kept of an article comes while it is still being opened: others hear of it then.
        self._telling = QTimer(self, singleShot=True, interval=0)
        self._telling.timeout.connect(lambda: self.looked.emit(self.found()))
        self._finder = Finder(self)
        self._finder.found.connect(self._take)
        self._finder.failed.connect(self._break)
        self._listen()

    def _listen(self) -> None:
        at, session = self._at, self._session
        session.article_opened.connect(self._opened)
        session.highlights_changed.connect(lambda _: self._changed())
        session.stepped.connect(self._stepped)
        at.highlights.highlight_chosen.connect(self.focus)
        at.highlights.cards.walked.connect(self._walk)
        session.completing = self.deciding.completed
        for name in ("accept", "reject"):
            at.highlights.cards.addAction(at.window_.actions_[name])

    # ------------------------------------------------------------------ what is there

    @property
    def shown(self) -> bool:
        """Whether suggestions are to be seen at all."""
        return self._at.window_.program.settings.suggestions

    @property
    def pending(self) -> tuple[Offer, ...]:
        """What is left to decide in the open article, in reading order; shown or hidden."""
        return tuple(self._left.values())

    @property
    def here(self) -> bool:
        """Whether a suggestion has the focus."""
        return self.focused in self._left

    def is_pending(self, uid: str) -> bool:
        """Whether a mark's name is that of a suggestion that is left to decide."""
        return uid in self._left

    @property
    def busy(self) -> bool:
        """Whether the rules are still at work on the open article."""
        return self._finder.busy

    def found(self) -> tuple[Suggestion, ...]:
        """Give all that the rules see in the open article, decided or not."""
        return tuple(offer.of for offer in self._all)

    def marks(self) -> list[Mark]:
        """Give the marks of what is pending."""
        return [*self._marks.values()] if self.shown else []

    def _opened(self, opened: OpenArticle) -> None:
        self._all, self._left, self._marks = (), {}, {}
        self._at.reader.view.scene.lit = ()
        self._unfocus()
        self._look(opened)

    def _look(self, opened: OpenArticle) -> None:
        self._broken = False
        self._key = self._key_now(opened)
        self._finder.look(self._key, opened)

    def _key_now(self, opened: OpenArticle) -> Key:
        program = self._at.window_.program
        return key_of(opened, program.settings.rules_off, program.languages)

    def read_anew(self) -> None:
        """Have the rules run again: the user's own words for them have changed."""
        self._finder.forget()
        if self._session.article:
            self._look(self._session.article)

    def _take(self, found: tuple[Offer, ...]) -> None:
        self._all = found
        self._telling.start()
        self.deciding.fill_late()
        if self._renew():
            self._at.mark()
        self._say()
        after, self._after = self._after, ""
        if after in self._left:
            QTimer.singleShot(0, self, partial(self.go_to, after))  # once the page is there

    def _changed(self) -> None:
        """Follow what a person did: a highlight, a decision, another language of the article."""
        opened = self._session.article
        if opened is None:
            return
        if self._key_now(opened) != self._key:
            self._look(opened)
        if self._renew():
            self._at.mark()
        self._say()

    def _renew(self) -> bool:
        """Work out anew what is pending; whether that is other than before."""
        before = self._left
        self._left = {each.uid: each for each in self.deciding.pending(self._all)}
        self._marks = {
            uid: self._marks.get(uid) or mark_of(offer, self._words)
            for uid, offer in self._left.items()
        }
        if self.focused and self.focused not in self._left:
            self._unfocus()
        elif self.focused:
            self._show_card()
        return before.keys() != self._left.keys()

    def take_settings(self) -> None:
        """Show or hide, and look anew with other rules."""
        if not self.shown:
            self._unfocus()
        self._changed()
        self._at.mark()
        self._say()

    def toggle(self) -> None:
        """Show suggestions, or hide them."""
        self._at.window_.program.change(suggestions=not self.shown)

    def _say(self) -> None:
        """Say in the status bar and over the cards how many are pending."""
        words, count = self._words, len(self._left)
        said, over, hint = "", "", ""
        if self._session.article is None or self.busy:
            pass
        elif not self.shown:
            said = words("Suggestions hidden")
        elif self._broken:
            said = words("Suggestions failed")
        elif count:
            said = words.plural("{n} suggestion", "{n} suggestions", count)
            key = self.key_of("accept")
            able = key and not self._session.store.read_only
            over = f"{said} · {words('{key} accepts', key=key)}" if able else said
            walk = self.key_of("next_highlight")
            hint = words("{key} goes to the first suggestion.", key=walk) if walk else ""
        else:
            said = words("No suggestions left") if self._all else words("No suggestions")
        self._at.window_.status.say_suggestions(said)
        self._at.highlights.say_suggested(over, hint)

    def _break(self) -> None:
        """Say that there is nothing to review because a rule broke, not because there is none."""
        self._broken = True
        self._say()

    def leave(self) -> None:
        """End what runs: the library or the window closes."""
        self._finder.stop()
        self._telling.stop()
        self._at.window_.status.say_suggestions("")
        for name in ("accept", "reject"):
            self._at.highlights.cards.removeAction(self._at.window_.actions_[name])

    # ------------------------------------------------------------------ the focus

    def focus(self, uid: str) -> None:
        """Show the card of a suggestion; that of another, or of none, goes."""
        if uid not in self._left or not self.shown:
            self._unfocus()
            return
        self.focused = uid
        if not self._at.window_.program.settings.highlights_folded:
            self._at.folding.show("highlights")
        self._show_card()
        found = self._left[uid].of
        aside = (Span(each.start, each.end) for each in found.sources if each.start >= 0)
        self._light([s for s in aside if s.end <= found.start or s.start >= found.end])

    def _unfocus(self) -> None:
        if self.focused:
            self.focused = ""
            self._light([])
        self._at.highlights.show_ghost(None)

    def _light(self, spans: list[Span]) -> None:
        view = self._at.reader.view
        before, view.scene.lit = view.scene.lit, spans
        view.repaint_spans([*before, *spans])

    def _show_card(self) -> None:
        from annotations.detection import engine

        opened, offer = self._session.article, self._left[self.focused]
        if opened is None:
            return
        number = list(self._left).index(offer.uid) + 1
        read_only = self._session.store.read_only
        card = ghost(
            offer,
            opened.text.text,
            self._words,
            rule=engine.rule(offer.of.rule),
            number=number,
            of=len(self._left),
            said=[*self._checked(offer), *([self._words(_READ_ONLY)] if read_only else [])],
        )
        self._at.highlights.show_ghost(card, offer.of.start, [] if read_only else self._deeds())

    def _checked(self, offer: Offer) -> list[str]:
        """Say what the checks found about a suggestion's words."""
        from annotations.checking.telling import tell

        here = offer.of.span
        findings = (each.finding for each in self._at.checks.found)
        touching = (each for each in findings if any(meets(span, here) for span in each.spans))
        told = (tell(each, self._words) for each in islice(touching, MOST_CHECKS))
        return [f"{said}: {working}." if working else f"{said}." for said, working in told]

    def checked_anew(self) -> None:
        """Say on the card what the checks have found meanwhile."""
        if self.here:
            self._show_card()

    def _deeds(self) -> list[Deed]:
        words = self._words
        tags = [(tag, self.key_of(f"tag_{n}")) for n, tag in enumerate(BUILTIN_TAGS, 1)]
        return [
            Deed("accept", words("Accept"), self.key_of("accept")),
            Deed("reject", words("Reject"), self.key_of("reject")),
            *tag_deeds(tags, words),
        ]

    def key_of(self, name: str) -> str:
        """Spell the first key of an action, "" where it has none."""
        shortcut = self._at.window_.actions_[name].shortcut()
        return shortcut.toString(QKeySequence.SequenceFormat.NativeText)

    def _walk(self, step: int) -> None:
        """Walk from the list of cards as from the text, over suggestions too.

        What has lost its place in the text stands in the list alone.
        """
        reader, cards = self._at.reader, self._at.highlights.cards
        scene = reader.view.scene
        follows = scene.marks.after if step > 0 else scene.marks.before
        here = scene.marks.get(scene.focused)
        there = follows(here.start, here.uid) if here else None
        if there is not None or not (here or cards.live.uid) or not cards.step(step):
            (reader.next_mark if step > 0 else reader.previous_mark)()

    def go_to(self, uid: str) -> None:
        """Put the focus on a suggestion, in the text and on its card."""
        offer = self._left.get(uid)
        if offer is None or not self.shown:
            return
        reader = self._at.reader
        reader.view.set_selection(Selection(offer.of.start, offer.of.start))
        reader.focus_mark(uid)
        self._at.show_highlight(uid)

    # ------------------------------------------------------------------ deciding

    def accept(self, tag: str | None = None, then: Callable[[str], object] | None = None) -> None:
        """Accept the suggestion in focus, with its own tag or another; go on to the next one.

        With `then` the focus goes to the new highlight instead, and `then` takes its uid.
        """
        offer = self._left.get(self.focused)
        if offer is None or self._refused():
            return
        card = self._at.highlights.cards.ghost
        self.deciding.accept(offer, tag, card, lambda uid: self._accepted(offer, uid, then))

    def _accepted(self, offer: Offer, uid: str, then: Callable[[str], object] | None) -> None:
        self._at.reader.popup.hide()
        if then is not None:
            self._at.show_highlight(uid)
            then(uid)
        else:
            self.mentions.accepted(uid)
            self._go_on(offer, uid)

    def reject(self) -> None:
        """Reject the suggestion in focus, for good; go on to the next one."""
        offer = self._left.get(self.focused)
        if offer is None or self._refused():
            return
        self.deciding.reject(offer)
        self._at.reader.popup.hide()
        self._go_on(offer, "")

    def _refused(self) -> bool:
        if self._session.store.read_only:
            self._at.window_.notice.say(self._words(_READ_ONLY))
            return True
        return False

    def _go_on(self, offer: Offer, uid: str) -> None:
        """Focus the next suggestion; after the last, the highlight that it became."""
        following = next((each for each in self._left.values() if each.place > offer.place), None)
        if following is not None:
            self.go_to(following.uid)
        elif uid:
            self._at.show_highlight(uid)
        self._at.window_.show_actions()

    def _stepped(self, article_id: int, uids: frozenset[str]) -> None:
        """Go back to a suggestion whose decision was taken back."""
        wanted = self.deciding.undecided(uids)
        if not wanted:
            return
        opened = self._session.article
        if opened and opened.article.id == article_id and wanted in self._left:
            self.go_to(wanted)
        else:
            self._after = wanted
