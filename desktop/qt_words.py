"""Qt's own words (buttons, menus of text fields) through our catalogue."""

from PySide6.QtCore import QObject, QTranslator

from resources import Catalogue, marked

_SPOKEN = (
    marked("OK"),
    marked("&OK"),
    marked("Cancel"),
    marked("&Cancel"),
    marked("Close"),
    marked("&Close"),
    marked("Save"),
    marked("&Save"),
    marked("Open"),
    marked("&Open"),
    marked("Yes"),
    marked("&Yes"),
    marked("No"),
    marked("&No"),
    marked("Apply"),
    marked("Reset"),
    marked("Help"),
    marked("Discard"),
    marked("Don't Save"),
    marked("&Undo"),
    marked("&Redo"),
    marked("Cu&t"),
    marked("&Copy"),
    marked("&Paste"),
    marked("Delete"),
    marked("Select All"),
    marked("Print"),
    marked("&Print"),
    marked("File &name:"),
    marked("Files of type:"),
    marked("Look in:"),
    marked("Press shortcut"),
)
KNOWN = frozenset(_SPOKEN)


class QtWords(QTranslator):
    """A translator that asks our catalogue; no translation of Qt comes in Indonesian."""

    def __init__(self, words: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:
        """Say that there is something to ask for."""
        return False

    def translate(  # Qt takes "" for a translation; only None is none
        self,
        _context: str,
        source: str | bytes,
        _disambiguation: str | bytes | None = None,
        _n: int = -1,
    ) -> str | None:
        """Give our word for one of Qt's; nothing for the rest, which stays as it is."""
        text = source.decode() if isinstance(source, bytes) else source
        return self._words(text) if text in KNOWN else None
