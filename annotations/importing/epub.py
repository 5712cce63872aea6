"""Electronic books (EPUB 2 and 3): one article a book, or one a chapter where that is wished.

Own code over the standard library's ZIP and XML; the pages go the way of all HTML. ebooklib is
under the AGPL.
"""

from collections.abc import Iterator

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.protocol import Part, Wishes
from annotations.importing.zipped import open_zip
from annotations.model import Imported

name = "epub"
version = 1

SURE = 100
KIND = b"application/epub+zip"
LOOKED_AT = 1_000


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - the content decides
    """Look for the kind of file, which stands first in the ZIP, or for what every book holds."""
    if not data.startswith(b"PK\x03\x04"):
        return 0
    if data[30:38] == b"mimetype":
        start = 38 + int.from_bytes(data[28:30], "little")
        return SURE if data[start:].lstrip()[: len(KIND)] == KIND else _holds_a_book(data)
    return _holds_a_book(data)


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:  # noqa: ARG001 - see unpack
    """Read a whole book as one article.

    Raises ImportFailed: PROTECTED (locked for one reader), EMPTY, BROKEN, and what ZIP, XML and
    HTML raise.
    """
    from annotations.importing.book.reading import read_whole

    text, metadata, warnings = read_whole(data, name)
    if not text.text:
        raise ImportFailed(name, ImportFault.EMPTY)
    return Imported(
        text=text,
        metadata=metadata,
        encoding="utf-8",
        importer="epub",
        importer_version=version,
        warnings=warnings,
    )


def unpack(data: bytes, name: str, wishes: Wishes = Wishes()) -> Iterator[Part]:
    """Read a book as one part, or as one part a chapter. Raises what `parse` raises."""
    if not wishes.chapters:
        yield Part("", parse(data, name, wishes))
        return
    from annotations.importing.book.reading import read_chapters

    count = 0
    for chapter, metadata in read_chapters(data, name):
        count += 1
        imported = Imported(
            text=chapter.text,
            metadata=metadata,
            encoding="utf-8",
            importer="epub",
            importer_version=version,
            warnings=chapter.warnings,
        )
        yield Part(chapter.href, imported)
    if not count:
        raise ImportFailed(name, ImportFault.EMPTY)


def warm_up() -> None:
    """Load what is loaded on first use."""
    import codecs

    import annotations.importing.book.reading  # noqa: F401 - loading is the purpose
    from annotations.importing.book.chapters import CODECS, page_of
    from annotations.richtext.hypertext import laid_out

    for codec in CODECS:
        codecs.lookup(codec)
    laid_out(page_of(b"<html><body><p>a<sup>b</sup> <a href='#c'>d</a></p></body></html>"))


def _holds_a_book(data: bytes) -> int:
    """Whether a ZIP that was packed anew, in another order, is a book."""
    try:
        archive = open_zip(data, "")
        if "META-INF/container.xml" not in archive:
            return 0
        if "mimetype" in archive:
            is_book = archive.read("mimetype", most=LOOKED_AT).strip().startswith(KIND)
            return SURE if is_book else 0
        return SURE if any(each.lower().endswith(".opf") for each in archive.names) else 0
    except ImportFailed:
        return 0
