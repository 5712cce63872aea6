"""The pane of highlights: a count, the cards, and the one in focus to edit."""

from collections.abc import Callable, Sequence
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.labels import tag_name
from annotations.model import Highlight
from desktop.highlights.card import Card
from desktop.highlights.card_list import CardList
from desktop.highlights.drawing import dots
from desktop.highlights.summary import Row, Summary, summary
from desktop.session import Session
from desktop.suggestions.ghost_card import Deed
from desktop.theme import Theme
from resources import marked, path, read_text

if TYPE_CHECKING:
    from desktop.evidence.evidences import Evidences


class HighlightsPane(QWidget):
    """The open article's highlights in reading order, edited in place.

    `highlight_chosen` asks the reader to go to a highlight; `focus_highlight` is the way back.
    """

    highlight_chosen = Signal(str)  # uid
    citation_wanted = Signal(str)  # uid
    returned = Signal()  # Esc: the reader should have the keyboard
    said = Signal(str, str, object)  # a sentence, what can be done about it, the act
    hit_wanted = Signal(object)  # Hit
    address_wanted = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._session = session
        self._words = session.words
        self._theme = theme
        self._shown: dict[str, tuple[object, object, Summary]] = {}
        self._ghost: tuple[int, Summary] | None = None
        self._evidences: Evidences | None = None
        self._promised: Callable[[Highlight], tuple[Row, ...]] = lambda _: ()
        # The page is painted first, and changes in a row are listed once.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        self._build()
        self.set_theme(theme)
        session.article_opened.connect(lambda _: self._opened())
        session.highlights_changed.connect(lambda _: self._later.start())
        session.speakers_changed.connect(self._later.start)
        session.flushing.connect(self.flush)
        session.note_wanted.connect(self._want_note)
        session.speaker_ambiguous.connect(self._live.ask_speaker)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.refresh()

    @property
    def focused(self) -> str:
        """The uid of the highlight in focus, "" for none."""
        return self._live.uid

    @property
    def card(self) -> Card:
        """The live card."""
        self._catch_up()
        return self._live

    @property
    def shown(self) -> list[Summary]:
        """The cards as they are listed."""
        self._catch_up()
        model = self.cards.cards
        return [model.card(row) for row in range(model.rowCount())]

    @property
    def heading(self) -> str:
        """The count over the cards."""
        self._catch_up()
        return self._count.text()

    @property
    def empty(self) -> bool:
        """Whether it says that there are no highlights."""
        self._catch_up()
        return not self._empty.isHidden()

    @property
    def viewport(self) -> QWidget:
        """Where the cards are drawn."""
        return self.cards.viewport()

    def place_of(self, uid: str) -> QRect:
        """Find a card in the viewport."""
        self._catch_up()
        model = self.cards.cards
        return self.cards.visualRect(model.index(model.row(uid)))

    def refresh(self) -> None:
        """Show the session's highlights as they are painted now."""
        self._later.stop()
        found = self._session.highlights()
        evidence = self._session.evidence()
        cards = [self._card(each.uid, len(evidence.get(each.uid, ()))) for each in found]
        kept = {card.uid for card in cards}
        if self._ghost:
            self._insert(cards, self._ghost[1], self._ghost[0])
        self._shown = {uid: shown for uid, shown in self._shown.items() if uid in kept}
        self.cards.cards.show(cards)
        live = self._session.highlight(self._live.uid)
        if self._live.uid in kept and live:
            self._live.show_highlight(live)
            self.cards.focus_card(live.uid, scroll=False)
        elif self._live.uid:
            self._live.clear()
        count = len(found)
        counted = self._words.plural("{n} highlight", "{n} highlights", count)
        self._count.setText(counted if self._session.article else "")
        failed = sum(bool(self._session.why_failed(each.uid)) for each in found)
        self._failed.setText(self._words.plural("{n} not saved", "{n} not saved", failed))
        self._failed.setVisible(failed > 0)
        self._retry.setVisible(failed > 0)
        self._say_empty()
        self._empty.setVisible(not cards)
        self.cards.setVisible(bool(cards))

    def _catch_up(self) -> None:
        if self._later.isActive():
            self.refresh()

    def focus_highlight(self, uid: str, *, scroll: bool = True) -> None:
        """Put the focus on a highlight's card, "" on none; the keyboard stays where it is."""
        self._catch_up()
        if uid == self._live.uid:
            if uid and scroll:
                self.cards.reveal(uid)
            return
        highlight = self._session.highlight(uid)
        if highlight is None or self.cards.cards.row(uid) < 0:
            self.cards.focus_card("", scroll=False)
            return
        self._live.show_highlight(highlight)
        self.cards.focus_card(uid, scroll=scroll)

    def show_ghost(self, card: Summary | None, start: int = -1, deeds: Sequence[Deed] = ()) -> None:
        """Show the card of a suggestion among those of highlights, by where it stands; or none."""
        if self._ghost == (card and (start, card)):
            return
        self._ghost = (start, card) if card else None
        self.refresh()
        self.cards.show_ghost(card, deeds)

    def _insert(self, cards: list[Summary], ghost: Summary, start: int) -> None:
        """Put the card of a suggestion before the first highlight that stands after it."""
        session = self._session
        for index, each in enumerate(session.highlights()):
            if session.placement(each).start > start:
                cards.insert(index, ghost)
                return
        cards.append(ghost)

    def put_above(self, section: QWidget) -> None:
        """Put something over the cards, under their count."""
        self._column.insertWidget(1, section)

    def tell_mismatches(self, of: Callable[[Highlight], str]) -> None:
        """Say on the cards what does not agree; asked anew whenever it may be something else."""
        self._live.mismatch_of = of
        self._later.start()

    def tell_promises(self, of: Callable[[Highlight], tuple[Row, ...]]) -> None:
        """Say on the cards what became of promises; asked anew whenever that may have changed."""
        self._promised = of
        self._later.start()

    def say_suggested(self, said: str, hint: str = "") -> None:
        """Say over the cards how many suggestions there are, and the key that accepts one.

        `hint` says how to come to the first one, where there is no card yet.
        """
        self._suggested.setText(said)
        self._suggested.setVisible(bool(said))
        self._hint = hint
        self._say_empty()

    def _say_empty(self) -> None:
        said = [self._words(_EMPTY), self._hint] if self._session.article else []
        self._empty.setText("\n\n".join(filter(None, said)))

    def focus_note(self, uid: str) -> None:
        """Put the caret into a highlight's private note."""
        self.focus_highlight(uid)
        if self.focused == uid:
            self._live.focus_field("note")

    def focus_speaker(self, uid: str) -> None:
        """Put the caret into a highlight's speaker."""
        self.focus_highlight(uid)
        if self.focused == uid:
            self._live.focus_field("speaker")

    def evidences(self) -> "Evidences":
        """Give what adds and shows evidence, made when it is first asked for."""
        if self._evidences is None:
            from desktop.evidence.evidences import Evidences

            self._evidences = Evidences(self._session, self)
            self._evidences.said.connect(self.said)
            self._evidences.hit_wanted.connect(self.hit_wanted)
            self._evidences.address_wanted.connect(self.address_wanted)
        return self._evidences

    def add_evidence(self) -> None:
        """Ask what to add to the highlight in focus."""
        if self.focused:
            self.evidences().ask(self.focused)

    def flush(self) -> None:
        """Hand over what was typed."""
        self._live.flush()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        if theme == self._theme and self.styleSheet():
            return  # each change of a setting says them again, and a sheet restyles every card
        self._theme = theme
        values = {name: theme.color(name).name(QColor.NameFormat.HexArgb) for name in theme.tokens}
        values["dots"] = dots(theme).name(QColor.NameFormat.HexArgb)
        values["marks"] = path(f"styles/{theme.name}").as_posix()
        self.setStyleSheet(Template(read_text("styles/highlights.qss")).substitute(values))
        self.cards.delegate.theme = theme
        self._live.set_theme(theme)
        self.cards.ghost.set_theme(theme)
        self.cards.viewport().update()

    def _build(self) -> None:
        words = self._words
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._suggested = QLabel(self)
        self._suggested.setProperty("role", "small")
        self._suggested.hide()
        self._failed = QLabel(self)
        self._failed.setProperty("role", "warn")
        self._retry = QPushButton(words("Try again"), self)
        self._retry.setProperty("role", "link")
        self._retry.clicked.connect(self._retry_all)
        head = QHBoxLayout()
        head.setContentsMargins(2, 0, 14, 0)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._suggested)
        head.addWidget(self._failed)
        head.addWidget(self._retry)
        self._live = Card(self._session, self._theme, self)
        self.cards = CardList(self._live, words, self._theme, self)
        self.cards.chosen.connect(self._choose)
        self.cards.returned.connect(self.returned)
        self.cards.deleted.connect(self._session.trash)
        self.cards.copied.connect(self.citation_wanted)
        self.cards.brought.connect(lambda uid, mime: self.evidences().bring(uid, mime))
        rows = self._live.evidence
        rows.add_wanted.connect(lambda uid: self.evidences().ask(uid))
        rows.opened.connect(lambda each, place: self.evidences().show_menu(each, place))
        rows.removed.connect(lambda each: self.evidences().remove(each))
        self.cards.menu_wanted.connect(self._show_menu)
        self._live.escaped.connect(self.returned)
        self._live.quote_clicked.connect(lambda: self.highlight_chosen.emit(self._live.uid))
        self._hint = ""
        self._empty = QLabel(words(_EMPTY), self)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(12, 48, 26, 0)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 4, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.cards, 1)
        column.addWidget(self._empty, 1)

    def _card(self, uid: str, evidence: int) -> Summary:
        """Summarise a highlight, the same object as before where nothing differs."""
        highlight = self._session.highlight(uid)
        if highlight is None:
            raise KeyError(uid)
        speaker = self._session.speaker(highlight.speaker)
        state = self._session.placement(highlight).state
        failed = self._session.why_failed(uid)
        by_hand = self._session.put_back_of(uid) is not None
        mismatch = self._live.mismatch_of(highlight)
        promised = self._promised(highlight)
        beside = (speaker, state, by_hand, failed, mismatch, evidence, promised)
        kept = self._shown.get(uid)
        if kept and kept[0] is highlight and kept[1] == beside:
            return kept[2]
        made = summary(
            highlight,
            speaker,
            self._words,
            placement=state,
            by_hand=by_hand,
            failed=failed,
            mismatch=mismatch,
            evidence=evidence,
            promised=promised,
        )
        self._shown[uid] = (highlight, beside, made)
        return made

    def _follow(self, _left: QWidget | None, now: QWidget | None) -> None:
        self.cards.follow(now)

    def _opened(self) -> None:
        self._live.clear()
        self.refresh()
        self.cards.scrollToTop()

    def _choose(self, uid: str) -> None:
        self.focus_highlight(uid)
        self.highlight_chosen.emit(uid)

    def _want_note(self, uid: str) -> None:
        self.focus_note(uid)

    def _retry_all(self) -> None:
        self._session.retry()

    def _show_menu(self, uid: str, place: QPoint) -> None:
        words, session = self._words, self._session
        highlight = session.highlight(uid)
        if highlight is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tag in session.tags:
            action = menu.addAction(tag_name(tag.name, words))
            action.setCheckable(True)
            action.setChecked(tag.name in highlight.tags)
            action.triggered.connect(lambda _=False, name=tag.name: session.toggle_tag(uid, name))
        menu.addSeparator()
        star = menu.addAction(words("Star"), lambda: session.star(uid))
        star.setCheckable(True)
        star.setChecked(highlight.starred)
        menu.addSeparator()
        menu.addAction(words("Add evidence\u2026"), lambda: self.evidences().ask(uid))
        menu.addAction(words("Delete highlight"), lambda: session.trash(uid))
        for action in menu.actions():
            action.setEnabled(not session.store.read_only)
        menu.addSeparator()
        menu.addAction(words("Copy quote with citation"), lambda: self.citation_wanted.emit(uid))
        menu.popup(place)


_EMPTY = marked(
    "No highlights yet. Select words in the text and press 1, 2 or 3, or Q for a quote."
)
