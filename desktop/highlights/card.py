"""The focused card: every field of a highlight, edited in place."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotations.labels import tag_name
from annotations.model import Highlight, Speaker
from annotations.vocabulary import COMMITMENT, CheckKind
from desktop.evidence.rows import EvidenceRows
from desktop.highlights import drawing, placed
from desktop.highlights.boxes import Line, Lines
from desktop.highlights.card_edits import TRANSLATION, CardEdits
from desktop.highlights.card_rows import (
    ADD,
    check_rows,
    check_values,
    note_rows,
    note_values,
    said_rows,
    said_values,
    tell_checks,
    translation_rows,
)
from desktop.highlights.fact_list import FactList
from desktop.highlights.fields import Field, TextField
from desktop.highlights.forms import FACTS, Form, specs
from desktop.highlights.notice import Notice
from desktop.highlights.speaker_field import SpeakerField
from desktop.highlights.summary import Summary, deadline_note, last_check, summary
from desktop.highlights.wrapping import wrapped
from desktop.session import Session
from desktop.theme import Theme
from desktop.widgets.badge import SIZE as BADGE
from desktop.widgets.icon import icon
from resources import marked

MOST_LINES = 400
"""Of a quote that is shown whole."""


class Card(QWidget):
    """One highlight with all its fields; filled anew for each that gets the focus."""

    resized = Signal()
    escaped = Signal()
    quote_clicked = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = session.words
        self._theme = theme
        self._type = drawing.fonts()
        self._highlight: Highlight | None = None
        self._summary: Summary | None = None
        self._more = self._whole = False
        self.mismatch_of: Callable[[Highlight], str] = lambda _: ""
        self.quote: list[str] = []  # its lines, as they are drawn
        self._edits = CardEdits(session, lambda: self.uid)
        self._tabs: list[QWidget] = []
        self._aside: dict[tuple[str, int, str], str] = {}
        self._build()
        session.speakers_changed.connect(self._offer_speakers)

    # ---------------------------------------------------------------------- shown

    @property
    def uid(self) -> str:
        """The highlight it shows, "" for none."""
        return self._highlight.uid if self._highlight else ""

    def show_highlight(self, highlight: Highlight) -> None:
        """Show a highlight, another one or the same after a change."""
        fresh = self.uid != highlight.uid
        if fresh:
            self._put_aside()
            self._whole = self._more = False
        self._highlight = highlight
        speaker = self._session.speaker(highlight.speaker)
        self._summary = summary(highlight, speaker, self._words)
        failed, told = self._session.why_failed(highlight.uid), self.mismatch_of(highlight)
        self._notice.say(f"{failed} {told}".strip(), self._words("Try again") if failed else "")
        self._place.say(*placed.told(self._session, highlight))
        self._fill(highlight, speaker, fresh=fresh)
        self.evidence.show_of(highlight.uid, self._theme)
        if fresh:
            self._take_up()
        for part in (*self._parts, self._star, self._bin):
            part.setEnabled(not self._session.store.read_only)
        star = "star-filled" if highlight.starred else "star"
        self._star.setIcon(icon(star, self._theme, "muted", 16))
        self._more_button.setText(self._words(_FEWER if self._more else _MORE))
        self.setAccessibleName(self._summary.spoken)
        self._order_tabs()
        self.update()
        self.resized.emit()

    def clear(self) -> None:
        """Show none; what was typed is handed over first."""
        self._put_aside()
        self._highlight = None
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._bin.setIcon(icon("trash", theme, "muted", 16))
        if self._highlight:
            self.show_highlight(self._highlight)

    def flush(self) -> None:
        """Have every field hand over what was typed."""
        if self._highlight:
            for part in self._parts:
                part.flush()

    def focus_field(self, name: str) -> None:
        """Put the caret into "note", "speaker" or, for "", the first field."""
        form = self._notes if name == "note" else self._said
        field = form.field(name) or form.fields[0]
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def field(self, name: str) -> Field | None:
        """Find a field by its name, in whichever part of the card."""
        found = (form.field(name) for form in self._forms())
        return next((each for each in found if each is not None), None)

    def facts(self, tag: str) -> FactList:
        """Find the facts of a tag."""
        return self._facts[tag]

    def show_more(self, *, more: bool = True) -> None:
        """Show the rare fields too."""
        self._more = more
        self._again()

    def show_whole(self, *, whole: bool = True) -> None:
        """Show a long quote to its end."""
        self._whole = whole
        self._again()

    def height_for(self, width: int) -> int:
        """Say how tall the card is at a width, without the gap below."""
        self._lay_quote(width)
        if self.width() != width:
            self.resize(width, self.height())
        self._column.activate()
        if self._column.hasHeightForWidth():
            return self._column.totalHeightForWidth(width)
        return self._column.totalSizeHint().height()

    def event(self, event: QEvent) -> bool:
        """Say that the height may be another, once the parts have their styles and words."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return done

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the head and the quote; the rest are widgets."""
        if self._summary is None:
            return
        painter = QPainter(self)
        drawing.paint_frame(painter, QRectF(self.rect()), self._theme, focused=True)
        left, top = drawing.PADDING_X, drawing.PADDING_Y
        head = QRectF(left, top, self.width() - 2 * left, BADGE)
        drawing.paint_head(painter, head, self._summary, self._theme, self._words, self._type)
        drawing.paint_quote(
            painter,
            QPointF(left, head.bottom() + 6),
            head.width(),
            self.quote,
            self._theme,
            self._type,
        )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Click into the quote: go to it in the text."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.position().y() < self._column.contentsMargins().top():
            self.quote_clicked.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the card with Esc, and with Enter from a field whose value makes sense."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        done = enter and isinstance(self.focusWidget(), Line | Lines)
        if event.key() == Qt.Key.Key_Escape or done:
            self.flush()
            if not done or not any(each.complaint for each in self.findChildren(Field)):
                self.escaped.emit()
            return
        super().keyPressEvent(event)

    # ---------------------------------------------------------------------- built

    def _build(self) -> None:
        words = self._words
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2 * drawing.ROW_GAP)
        self._notice, self._place = Notice(self), Notice(self)
        self._place.asked.connect(lambda: self._session.confirm_place(self.uid))
        self._notice.asked.connect(lambda: self._session.retry(self.uid))
        self._said = Form(said_rows(words), self)
        self._said.edited.connect(self._edits.said)
        self._facts: dict[str, FactList] = {
            tag: FactList(specs(tag, words), words(ADD[tag]), words, self) for tag in FACTS
        }
        translations = FactList(translation_rows(words), words(_TRANSLATE), words, self)
        self._facts[TRANSLATION] = translations
        self._checks = Form(check_rows(words), self)
        self._checks.edited.connect(self._edits.check)
        self._notes = Form(note_rows(words), self)
        self._notes.edited.connect(self._edits.note)
        facts = [self._facts[tag] for tag in FACTS]
        parts: tuple[Form | FactList, ...] = (
            self._said,
            *facts,
            self._checks,
            self._notes,
            translations,
        )
        self._parts = parts
        self._column.addWidget(self._notice)
        self._column.addWidget(self._place)
        for part in parts:
            self._column.addWidget(part)
            part.left.connect(self._session.end_editing)
            part.resized.connect(self.resized)
        for tag, some in self._facts.items():
            some.edited.connect(partial(self._edits.fact, tag))
            some.removed.connect(partial(self._edits.remove_fact, tag))
        self.evidence = EvidenceRows(self._session, self)
        self.evidence.resized.connect(self.resized)
        self._column.addWidget(self.evidence)
        self._column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        self._more_button = self._link(self._toggle_more)
        self._whole_button = self._link(self._toggle_whole)
        self._star = self._tool(marked("Star"), lambda: self._session.star(self.uid))
        self._bin = self._tool(marked("Delete highlight"), lambda: self._session.trash(self.uid))
        self._bin.setIcon(icon("trash", self._theme, "muted", 16))
        row.addWidget(self._more_button)
        row.addSpacing(12)
        row.addWidget(self._whole_button)
        row.addStretch(1)
        row.addWidget(self._star)
        row.addWidget(self._bin)
        return row

    def _link(self, act: Callable[[], None]) -> QPushButton:
        made = QPushButton(self)
        made.setProperty("role", "link")
        made.clicked.connect(act)
        return made

    def _tool(self, name: str, act: Callable[[], None]) -> QToolButton:
        made = QToolButton(self)
        made.setToolTip(self._words(name))
        made.setAccessibleName(self._words(name))
        made.setIconSize(QSize(16, 16))
        made.clicked.connect(act)
        return made

    def _forms(self) -> Iterator[Form]:
        for part in self._parts:
            if isinstance(part, Form):
                yield part
            else:
                yield from part.forms

    def _put_aside(self) -> None:
        """Hand over what was typed; what cannot be, such as a wrong number, waits here."""
        self.flush()
        if self._highlight:
            for place, field in self._places():
                if isinstance(field, TextField) and field.dirty:
                    self._aside[place] = field.text

    def _take_up(self) -> None:
        """Put back what could not be handed over when this highlight was left."""
        for place, field in self._places():
            text = self._aside.pop(place, None)
            if text is not None and isinstance(field, TextField):
                field.type_again(text)

    def _places(self) -> Iterator[tuple[tuple[str, int, str], Field]]:
        """Name each field on the card by highlight, form and name."""
        for index, form in enumerate(self._forms()):
            for name, field in form.named_fields:
                yield (self.uid, index, name), field

    def _order_tabs(self) -> None:
        """Let Tab go down the card, whenever its fields were made."""
        fields = (field for form in self._forms() for field in form.fields)
        tabs = [field.focusProxy() or field for field in fields]
        tabs += [*self.evidence.tabs, self._more_button, self._whole_button, self._star, self._bin]
        if tabs != self._tabs:
            self._tabs = tabs
            for one, other in pairwise(tabs):
                QWidget.setTabOrder(one, other)

    # ---------------------------------------------------------------------- filled

    def _fill(self, highlight: Highlight, speaker: Speaker | None, *, fresh: bool) -> None:
        more = self._more
        confidential = speaker is not None and speaker.confidential
        self._said.show_values(
            said_values(highlight, speaker),
            more=more,
            fresh=fresh,
            also={"shown_as"} if confidential else set(),
            never=set() if confidential else {"shown_as"},
        )
        self._fill_speaker(speaker)
        several = len(FACTS.keys() & set(highlight.tags)) > 1
        for tag, (field, _) in FACTS.items():
            some = self._facts[tag]
            some.set_title(tag_name(tag, self._words) if several else "")
            some.setVisible(tag in highlight.tags)
            if tag in highlight.tags:
                some.show_facts(getattr(highlight, field), more=more, fresh=fresh)
        self._hint_deadlines()
        checked = {f"{kind.value}_how" for kind in CheckKind if last_check(highlight, kind)}
        unchecked = {f"{kind.value}_how" for kind in CheckKind} - checked
        values = check_values(highlight)
        self._checks.show_values(values, more=more, fresh=fresh, also=checked, never=unchecked)
        tell_checks(self._checks, highlight, self._words)
        self._notes.show_values(note_values(highlight), more=more, fresh=fresh)
        translations = self._facts[TRANSLATION]
        translations.setVisible(more or bool(highlight.translations))
        if not translations.isHidden():
            translations.show_facts(highlight.translations, more=more, fresh=fresh)

    def _fill_speaker(self, speaker: Speaker | None) -> None:
        field = self._said.field("speaker")
        if not isinstance(field, SpeakerField):
            return
        if not field.wired:
            field.wired = True
            field.set_speakers(self._session.speakers)
            self._edits.listen(field)
        field.show_speaker(speaker, self._theme)

    def _hint_deadlines(self) -> None:
        for form in self._facts[COMMITMENT].forms:
            field = form.field("deadline")
            if field and field.value:
                field.set_hint(deadline_note(field.value, self._words))

    def _offer_speakers(self) -> None:
        field = self._said.field("speaker")
        if isinstance(field, SpeakerField):
            field.set_speakers(self._session.speakers)
        if self._highlight:
            self._fill_speaker(self._session.speaker(self._highlight.speaker))

    def ask_speaker(self, uid: str, name: str, candidates: Sequence[Speaker]) -> None:
        """Ask whom a typed name means, where several have it."""
        field = self._said.field("speaker")
        if uid == self.uid and isinstance(field, SpeakerField):
            field.ask(name, candidates)

    def _lay_quote(self, width: int) -> None:
        if self._summary is None:
            return
        inside = width - 2 * drawing.PADDING_X
        most = MOST_LINES if self._whole else drawing.MOST_LINES
        self.quote, longer = wrapped(self._summary.quote, self._type.quote, inside, most)
        top = drawing.PADDING_Y + BADGE + 6 + len(self.quote) * drawing.QUOTE_LINE + 8
        side = drawing.PADDING_X
        self._column.setContentsMargins(side, round(top), side, 8)
        self._whole_button.setVisible(longer or self._whole)
        self._whole_button.setText(self._words(_SHORT if self._whole else _WHOLE))

    def _toggle_more(self) -> None:
        self.show_more(more=not self._more)

    def _toggle_whole(self) -> None:
        self.show_whole(whole=not self._whole)

    def _again(self) -> None:
        if self._highlight:
            self.show_highlight(self._highlight)


_TRANSLATE = marked("Add another translation")
_MORE, _FEWER = marked("More fields"), marked("Fewer fields")
_WHOLE, _SHORT = marked("Whole quote"), marked("Shorten")
