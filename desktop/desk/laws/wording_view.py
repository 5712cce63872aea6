"""A quotation drawn against the words of the law: what is missing, what was added, what is left.

Colour is never the only sign: what is missing has a line through it, what was added one under it,
other capitals a dotted one.
"""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotations.wording import Compared, Piece, WordChange
from desktop.reader.offsets import for_qt
from desktop.theme import SERIF, SMALL_PX, Theme, blend
from resources import Catalogue, marked

_PX = 16
_CLOSING = tuple(".,;:!?)]”’")
_AROUND = 30
"""Words of the law before and behind a quotation that are shown with it."""

_LEGEND = {
    WordChange.MISSING: marked("in the law, not quoted"),
    WordChange.ADDED: marked("not in the law"),
    WordChange.CASE: marked("other capitals"),
    WordChange.LEFT_OUT: marked("left out, and said to be"),
}
_SPOKEN = {
    WordChange.MISSING: marked("[missing: {words}]"),
    WordChange.ADDED: marked("[added: {words}]"),
    WordChange.CASE: marked("[other capitals: {words}]"),
    WordChange.LEFT_OUT: marked("[left out: {words}]"),
}


class WordingView(QWidget):
    """Words that run on, with a line below that says what their signs mean."""

    def __init__(self, words: Catalogue, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self.compared: Compared | None = None
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addWidget(self.legend)

    def show_compared(self, compared: Compared | None) -> None:
        """Show a comparison, None for none."""
        self.compared = compared
        if compared is None:
            self.said.clear()
            self.legend.clear()
            return
        families = ", ".join(f"'{family}'" for family in SERIF)
        body = "".join(self._spaced(piece) for piece in _trimmed(compared)).strip()
        self.said.setText(
            f'<p style="font-family: {families}; font-size: {_PX}px; line-height: 118%;'
            f' margin: 0">{body}</p>'
        )
        self.said.setAccessibleName(spoken(compared, self._words))
        seen = {piece.change for piece in compared.pieces}
        signs = [
            self._set(change, for_qt(self._words(said)))
            for change, said in _LEGEND.items()
            if change in seen
        ]
        self.legend.setText(
            f'<span style="font-size: {SMALL_PX}px">{" &nbsp; ".join(signs)}</span>'
        )
        self.legend.setVisible(bool(signs))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.show_compared(self.compared)

    def _spaced(self, piece: Piece) -> str:
        """Set a piece with a space before it, unless it begins with what closes a word."""
        space = "" if piece.text[:1] in _CLOSING else " "
        return space + self._set(piece.change, for_qt(piece.text))

    def _set(self, change: WordChange, text: str) -> str:
        theme = self._theme
        words = escape(text).replace("\n", "<br>")
        if change is WordChange.SAME:
            return f'<span style="color: {_name(theme.color("ink"))}">{words}</span>'
        if change in {WordChange.AROUND, WordChange.MARK, WordChange.LEFT_OUT}:
            style = f"color: {_name(theme.color('muted'))}"
            if change is WordChange.LEFT_OUT:
                style += "; font-style: italic"
            return f'<span style="{style}">{words}</span>'
        how, line = {
            WordChange.MISSING: ("removed", "line-through"),
            WordChange.ADDED: ("added", "underline"),
            WordChange.CASE: ("legal", "underline"),
        }[change]
        ground = _name(blend(theme.color(f"{how}_fill"), theme.color("page")))
        ink = _name(theme.color(f"{how}_ink"))
        style = f"background-color: {ground}; color: {ink}; text-decoration: {line}"
        return f'<span style="{style}">{words}</span>'


def spoken(compared: Compared, words: Catalogue) -> str:
    """Write a comparison for a screen reader: each difference says what it is."""
    return " ".join(
        words(_SPOKEN[piece.change], words=piece.text) if piece.change in _SPOKEN else piece.text
        for piece in compared.pieces
        if piece.change is not WordChange.AROUND
    )


def _trimmed(compared: Compared) -> list[Piece]:
    """Shorten what stands around a quotation in a long law."""
    found = []
    last = len(compared.pieces) - 1
    for number, piece in enumerate(compared.pieces):
        some = piece.law.split()
        if piece.change is not WordChange.AROUND or len(some) <= _AROUND:
            found.append(piece)
        elif number == last:
            found.append(Piece(piece.change, law=" ".join([*some[:_AROUND], "…"])))
        else:
            found.append(Piece(piece.change, law=" ".join(["…", *some[-_AROUND:]])))
    return found


def _name(color: QColor) -> str:
    return color.name()
