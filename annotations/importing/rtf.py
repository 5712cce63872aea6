r"""Rich text (RTF), known by its first bytes, `{\rtf`.

Own code: striprtf, the library for it, gives one string without headings, lists, tables or notes.
"""

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.protocol import Wishes
from annotations.model import Imported

name = "rtf"
version = 1
light = True  # the standard library only

SURE = 100
BEGINS = b"{\\rtf"
LOOKED_AT = 1_000
"""Bytes of white space that may stand before it."""


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - the content decides
    """Look at the first bytes."""
    return SURE if data[:LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(BEGINS) else 0


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:  # noqa: ARG001 - none here
    """Read a rich text.

    Raises ImportFailed: TOO_DEEP, EMPTY, TOO_MANY_CHARACTERS. One that is cut off is read as far
    as it goes, with a warning; without a word of text it is BROKEN.
    """
    from annotations.importing.word.properties import article_of
    from annotations.importing.word.rtf_body import CUT_OFF, Reader

    reader = Reader(name)
    read = reader.read(data)
    if not read.text.text and CUT_OFF in read.warnings:
        raise ImportFailed(name, ImportFault.BROKEN)
    return article_of(read, name, importer="rtf", version=version, encoding=reader.encoding)


def warm_up() -> None:
    """Load what is loaded on first use, the codecs of all the languages of RTF among it."""
    import codecs

    import annotations.importing.word.properties
    import annotations.importing.word.rtf_body  # noqa: F401 - loading is the purpose
    from annotations.importing.word.rtf_words import codecs_used

    for codec in codecs_used():
        b"a".decode(codecs.lookup(codec).name)
