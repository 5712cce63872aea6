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
    marked("Scroll Left"),
    marked("Scroll Right"),
    marked("Copy &Link Location"),
)
# Qt's own dialogs, where the system lends none.
_FILE_DIALOG = (
    marked("&Choose"),
    marked("&Delete"),
    marked("&Look in:"),
    marked("&New Folder"),
    marked("&Rename"),
    marked("All Files (*)"),
    marked("Back"),
    marked("Change to detail view mode"),
    marked("Change to list view mode"),
    marked("Create New Folder"),
    marked("Create a New Folder"),
    marked("Detail View"),
    marked("Directories"),
    marked("Directory:"),
    marked("Files"),
    marked("Files of &type:"),
    marked("Forward"),
    marked("Go back"),
    marked("Go forward"),
    marked("Go to the parent directory"),
    marked("List View"),
    marked("List of places and bookmarks"),
    marked("Parent Directory"),
    marked("Recent Places"),
    marked("Remove"),
    marked("Show "),
    marked("Show &hidden files"),
    marked("Sidebar"),
    marked("Computer"),
    marked("Date Modified"),
    marked("Name"),
    marked("Size"),
    marked("Type"),
    marked("Drive"),
    marked("Folder"),
    marked("New Folder"),
    marked("%1 already exists.\nDo you want to replace it?"),
    marked("%1\nFile not found.\nPlease verify the correct file name was given."),
    marked("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    marked("Are you sure you want to delete '%1'?"),
)
_PRINT_DIALOG = (
    marked("&Name:"),
    marked("&Options >>"),
    marked("&Options <<"),
    marked("All Pages"),
    marked("Collate"),
    marked("Color"),
    marked("Color Mode"),
    marked("Copies"),
    marked("Copies:"),
    marked("Current Page"),
    marked("Double Sided Printing"),
    marked("Even Pages"),
    marked("Grayscale"),
    marked("Local file"),
    marked("Location:"),
    marked("Long side binding"),
    marked("Odd Pages"),
    marked("Off"),
    marked("Options"),
    marked("Output &file:"),
    marked("Output Settings"),
    marked("P&roperties"),
    marked("Page &Set:"),
    marked("Pages"),
    marked("Pages from"),
    marked("Preview"),
    marked("Print all"),
    marked("Print range"),
    marked("Print to File (PDF)"),
    marked("Printer"),
    marked("Reverse"),
    marked("Selection"),
    marked("Short side binding"),
    marked(
        "Specify pages or ranges separated by commas. "
        "Ranges are specified by two numbers separated by a hyphen. "
        "E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."
    ),
    marked("to"),
    marked("Type:"),
    marked("Write PDF file"),
)
KNOWN = frozenset((*_SPOKEN, *_FILE_DIALOG, *_PRINT_DIALOG))


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
