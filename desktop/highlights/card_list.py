"""The list of cards: drawn rows, and one live card in the place of the focused one.

A thousand highlights cost a thousand measures and one widget.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.evidence.bringing import can_be_brought
from desktop.highlights import drawing
from desktop.highlights.card import Card
from desktop.highlights.summary import Summary
from desktop.suggestions.ghost_card import Deed, GhostCard
from desktop.theme import Theme
from resources import Catalogue

_MARGIN = 12
_BAR = 10  # pixels kept free for the scroll bar
_Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """Summaries of highlights in reading order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[Summary] = []
        self._rows: dict[str, int] = {}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the cards."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a card, or its words."""
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return card
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return card.spoken
        return None

    def card(self, row: int) -> Summary:
        """Find the card of a row."""
        return self._cards[row]

    def row(self, uid: str) -> int:
        """Find the row of a highlight, -1 where it is not listed."""
        return self._rows.get(uid, -1)

    def show(self, cards: Sequence[Summary]) -> None:
        """Show these cards; only rows that differ are touched, so that the scroll bar stays."""
        old, new = self._cards, list(cards)
        start = 0
        while start < min(len(old), len(new)) and old[start].uid == new[start].uid:
            start += 1
        end = 0
        while end < min(len(old), len(new)) - start and old[-1 - end].uid == new[-1 - end].uid:
            end += 1
        middle_old, middle_new = len(old) - start - end, len(new) - start - end
        if middle_old:
            self.beginRemoveRows(QModelIndex(), start, start + middle_old - 1)
            self._cards = old[:start] + old[len(old) - end :]
            self.endRemoveRows()
        if middle_new:
            self.beginInsertRows(QModelIndex(), start, start + middle_new - 1)
            self._cards = new
            self.endInsertRows()
        changed = [row for row in range(len(new)) if self._cards[row] is not new[row]]
        self._cards = new
        self._rows = {card.uid: row for row, card in enumerate(new)}
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))


class CardDelegate(QStyledItemDelegate):
    """Measure and draw cards; measures are kept until the card or the width changes."""

    def __init__(self, words: Catalogue, theme: Theme, view: "CardList") -> None:
        super().__init__(view)
        self._words = words
        self._view = view
        self.theme = theme
        self.type = drawing.fonts()
        self._laid: dict[str, tuple[Summary, drawing.Laid]] = {}

    def laid(self, card: Summary, width: int) -> drawing.Laid:
        """Lay a card out, once."""
        kept = self._laid.get(card.uid)
        if kept and kept[0] is card and kept[1].width == width:
            return kept[1]
        laid = drawing.lay_out(card, width, self.type)
        self._laid[card.uid] = (card, laid)
        return laid

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Measure a card."""
        card = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.card_width
        if card.uid == self._view.live.uid:
            return QSize(width, self._view.live_height + drawing.GAP)
        if card.uid == self._view.ghost.uid:
            return QSize(width, self._view.ghost.height_for(width) + drawing.GAP)
        return QSize(width, self.laid(card, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a card at rest."""
        card = index.data(Qt.ItemDataRole.UserRole)
        if card.uid in {self._view.live.uid, self._view.ghost.uid}:
            return
        rect = QRectF(option.rect).adjusted(0, 0, 0, -drawing.GAP)
        rect.setWidth(self._view.card_width)
        laid = self.laid(card, self._view.card_width)
        painter.save()
        drawing.paint_card(painter, rect, card, laid, self.theme, self._words, self.type)
        painter.restore()


class CardList(QListView):
    """Cards in reading order; `chosen` is what a click or key put the focus on."""

    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)
    walked = Signal(int)  # 1 on, -1 back
    returned = Signal()
    deleted = Signal(str)
    copied = Signal(str)
    brought = Signal(str, object)  # uid, QMimeData: pasted or dropped on a card

    def __init__(
        self, live: Card, words: Catalogue, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.live = live
        self.live_height = 0
        self.ghost = GhostCard(words, theme)
        self.cards = CardModel(self)
        self.delegate = CardDelegate(words, theme, self)
        for each in (live, self.ghost):
            each.setParent(self.viewport())
            each.hide()
        live.resized.connect(self._live_resized)
        self.setModel(self.cards)
        self.setItemDelegate(self.delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(24)
        self.setAcceptDrops(True)
        self.setAccessibleName(words("Highlights"))

    @property
    def card_width(self) -> int:
        """How wide a card is: the same whether the scroll bar is needed or not."""
        return max(self.width() - _BAR, 160)

    def focus_card(self, uid: str, *, scroll: bool) -> None:
        """Put the live card in the place of a highlight's row; "" takes it away."""
        row = self.cards.row(uid)
        if row < 0:
            self.live.clear()
            if self.ghost.isHidden() or self.cards.row(self.ghost.uid) < 0:
                self.scheduleDelayedItemsLayout()
                return
            # The row above it was as high as the live card when it was scrolled to.
            self.doItemsLayout()
            self.reveal(self.ghost.uid)
            self._place_live()
            return
        self.setCurrentIndex(self.cards.index(row))
        self._measure_live()
        self.doItemsLayout()
        self.live.show()
        if scroll:
            self.reveal(uid)
        self._place_live()

    def show_ghost(self, card: Summary | None, deeds: Sequence[Deed]) -> None:
        """Put the card of a suggestion in the place of its row, None for none."""
        self.ghost.show_suggestion(card, deeds)
        if card is None or self.cards.row(card.uid) < 0:
            self.ghost.hide()
            self.scheduleDelayedItemsLayout()
            return
        self.doItemsLayout()
        self.ghost.show()
        self.reveal(card.uid)
        self._place_live()

    def reveal(self, uid: str) -> None:
        """Scroll to a card: to its head, if it is taller than what there is to see."""
        index = self.cards.index(self.cards.row(uid))
        if self.visualRect(index).height() > self.viewport().height():
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        else:
            self.scrollTo(index)

    def follow(self, widget: QWidget | None) -> None:
        """Scroll until a widget of the live card is seen: the one that got the keyboard."""
        if widget is None or not self.live.isAncestorOf(widget) or not self.live.isVisible():
            return
        top = widget.mapTo(self.viewport(), QPoint(0, 0)).y()
        bottom = top + widget.height() + _MARGIN
        bar = self.verticalScrollBar()
        if bottom > self.viewport().height():
            bar.setValue(bar.value() + min(bottom - self.viewport().height(), top))
        elif top < 0:
            bar.setValue(bar.value() + top - _MARGIN)

    def step(self, by: int) -> bool:
        """Choose the card so many further on; False where there is none."""
        here = self.cards.row(self.live.uid or self.ghost.uid)
        row = max(here + by, 0)
        if row == here or row >= self.cards.rowCount():
            return False
        self.chosen.emit(self.cards.card(row).uid)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step from card to card, open, leave or delete one."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_J, Qt.Key.Key_K}:
            self.walked.emit(1 if event.key() == Qt.Key.Key_J else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.returned.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.live.uid:
            self.live.focus_field("")
        elif event.key() == Qt.Key.Key_Delete and self.live.uid:
            self.deleted.emit(self.live.uid)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.live.uid)  # Qt would copy all that is read aloud of a card
        elif event.matches(QKeySequence.StandardKey.Paste) and self.live.uid:
            self.brought.emit(self.live.uid, QApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the card under the pointer."""
        index = self.indexAt(event.position().toPoint())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.cards.card(index.row()).uid)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the card under the pointer."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_wanted.emit(self.cards.card(index.row()).uid, event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures; which card they are for is asked as they move."""
        if can_be_brought(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them where a card is; beside the cards they are not for us."""
        if self.indexAt(event.position().toPoint()).isValid():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what is dropped to the card below it."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            uid = self.cards.card(index.row()).uid
            self.chosen.emit(uid)
            self.brought.emit(uid, event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure for the new width."""
        self._measure_live()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def updateGeometries(self) -> None:
        """Keep the live card in its place, and what is typed in it in sight."""
        super().updateGeometries()
        self._place_live()
        self.follow(QApplication.focusWidget())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Take the live card along."""
        super().scrollContentsBy(dx, dy)
        self._place_live()

    def _live_resized(self) -> None:
        if self.live.uid and self._measure_live():
            self.scheduleDelayedItemsLayout()

    def _measure_live(self) -> bool:
        """Ask the live card for its height; whether it is another than before."""
        if not self.live.uid:
            return False
        height = self.live.height_for(self.card_width)
        changed = height != self.live_height
        self.live_height = height
        return changed

    def _place_live(self) -> None:
        for each in (self.live, self.ghost):
            row = self.cards.row(each.uid)
            if row >= 0:
                place = self.visualRect(self.cards.index(row))
                high = place.height() - drawing.GAP
                each.setGeometry(QRect(0, place.top(), self.card_width, high))
