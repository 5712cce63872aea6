"""Word files (DOCX, DOCM, DOTX; transitional and strict), known by what lies in the ZIP.

Own code over the standard library's XML: what journalists get with a Word file, notes, comments,
tracked changes, list numbers, is what libraries for it leave out.
"""

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.protocol import Wishes
from annotations.importing.zipped import open_zip
from annotations.model import Imported

name = "docx"
version = 1
light = True  # the standard library only

SURE = 100
CUT_OFF = 80
"""Confidence where the directory of the ZIP is missing and its first entry speaks for Word."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DIRECTORY = 1_000_000
"""Bytes at both ends of an OLE file in which the names of its streams are looked for."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_WORD = "WordDocument".encode("utf-16-le")


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - the content decides
    """Look for a ZIP of Microsoft Office, or for an encrypted or old file of it.

    Workbooks and slides are claimed too, to be told of as such: as archives they would be taken
    to pieces.
    """
    if data.startswith(OLE):
        return SURE if _ole_holds(data, ENCRYPTED) or _ole_holds(data, OLD_WORD) else 0
    if not data.startswith(b"PK\x03\x04"):
        return 0
    try:
        names = {each.replace("\\", "/") for each in open_zip(data, "").names}
    except ImportFailed:
        first = data[30 : 30 + int.from_bytes(data[26:28], "little")]
        begins = first in {b"[Content_Types].xml", b"_rels/.rels"} or first.startswith(b"word/")
        return CUT_OFF if begins and b"word/" in data else 0
    return SURE if "[Content_Types].xml" in names else 0


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:  # noqa: ARG001 - none here
    """Read a Word file.

    Raises ImportFailed: PROTECTED (a password), UNKNOWN_FORMAT (Word 97 to 2003, workbooks,
    slides), EMPTY, BROKEN, and what ZIP, XML and `TextBuilder` raise.
    """
    if data.startswith(OLE):
        if _ole_holds(data, ENCRYPTED):
            raise ImportFailed(name, ImportFault.PROTECTED)
        raise ImportFailed(name, ImportFault.UNKNOWN_FORMAT, detail="Word 97-2003 (.doc)")
    from annotations.importing.word.docx_document import read_document
    from annotations.importing.word.properties import article_of

    return article_of(read_document(data, name), name, importer="docx", version=version)


def warm_up() -> None:
    """Load what is loaded on first use."""
    import annotations.importing.word.docx_document
    import annotations.importing.word.properties  # noqa: F401 - loading is the purpose


def _ole_holds(data: bytes, stream: bytes) -> bool:
    return stream in data[:DIRECTORY] or stream in data[-DIRECTORY:]
