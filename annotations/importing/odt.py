"""OpenDocument texts (ODT, OTT and flat FODT), known by what the file itself says that it is.

Own code over the standard library's XML: odfpy has a tree of it and no text with lists and notes.
"""

import re

from annotations.errors import ImportFailed
from annotations.importing.protocol import Wishes
from annotations.importing.zipped import open_zip
from annotations.model import Imported

name = "odt"
version = 1
light = True  # the standard library only

SURE = 100
ANY_KIND = b"application/vnd.oasis.opendocument."
KIND = ANY_KIND + b"text"
LOOKED_AT = 8_192
"""Bytes in which the first element of a flat document stands."""
FLAT = re.compile(rb"""<(?:\w+:)?document\s[^>]*mimetype=["']%s""" % re.escape(KIND))


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - the content decides
    """Look for the kind of document, which stands first in the ZIP or in the first element.

    Tables and slides in a ZIP are claimed too, to be told of as such: as archives they would be
    taken to pieces.
    """
    if data.startswith(b"PK\x03\x04"):
        start = 38 + int.from_bytes(data[28:30], "little")
        stored = data[30:38] == b"mimetype" and data.startswith(ANY_KIND, start)
        return SURE if stored or _says_so(data) else 0
    head = data[:LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    return SURE if head.startswith(b"<") and FLAT.search(head) else 0


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:  # noqa: ARG001 - none here
    """Read an OpenDocument text.

    Raises ImportFailed: PROTECTED (a password), UNKNOWN_FORMAT (tables, slides), EMPTY, BROKEN,
    and what ZIP, XML and `TextBuilder` raise.
    """
    from annotations.importing.word.odt_document import read_document
    from annotations.importing.word.properties import article_of

    return article_of(read_document(data, name), name, importer="odt", version=version)


def warm_up() -> None:
    """Load what is loaded on first use."""
    import annotations.importing.word.odt_document
    import annotations.importing.word.properties  # noqa: F401 - loading is the purpose


def _says_so(data: bytes) -> bool:
    """Whether a ZIP that was packed anew, in another order, says what it is."""
    try:
        archive = open_zip(data, "")
        if "content.xml" not in archive or "mimetype" not in archive:
            return False
        return archive.read("mimetype", most=LOOKED_AT).startswith(ANY_KIND)
    except ImportFailed:
        return False
