"""PDF: the words of its text layer as paragraphs, with the page that each stands on.

`reading`, `cutting` and `signs` ask pdfium for words and boxes; the rest of the package is plain
geometry and words: lines in reading order, what repeats on pages, footnotes, tables, paragraphs,
and the text.
"""

from annotations.importing.pages import PDF_MAGIC, PDF_MAGIC_WITHIN
from annotations.importing.protocol import Wishes
from annotations.model import Imported

name = "pdf"
version = 1

SURE = 100
LATE = 60
"""The mark does not stand at the very beginning."""


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - the first bytes say it
    """Look for the mark of a PDF."""
    at = data[: PDF_MAGIC_WITHIN + len(PDF_MAGIC)].find(PDF_MAGIC)
    if at < 0:
        return 0
    return SURE if not data[:at].strip(b"\xef\xbb\xbf \t\r\n\0") else LATE


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:  # noqa: ARG001 - none concerns it
    """Read a PDF. Raises ImportFailed: PROTECTED, BROKEN, TOO_MANY_CHARACTERS."""
    from annotations.importing.pdf.article import read

    return read(data, name)


def warm_up() -> None:
    """Load pdfium and whatever reads with it; a confined process can load nothing."""
    from annotations.importing.pdf.article import warm_up as warm

    warm()
