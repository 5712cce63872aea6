"""Web archives (MHTML): a mail whose parts are a page and what it shows.

Browsers and mail programs save pages so; the page is the root part, its address and the day it
was taken stand in the envelope. Only the page is read.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.decoding import decode, glance
from annotations.importing.html import declared_encoding
from annotations.importing.protocol import Wishes
from annotations.importing.saved_pages import Saved, moment, saved_by
from annotations.model import Imported

if TYPE_CHECKING:
    from email.message import Message

name = "mhtml"
version = 1

SURE = 97
"""Above a mail, which it is too."""
LIKELY = 60
SUFFIXES = (".mhtml", ".mht")
MOST_PARTS = 5_000
HEADER_WITHIN = 8_192
_HEADERS = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\n", re.ASCII)
_RELATED = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SNAPSHOT = re.compile(
    r"^(?:snapshot-content-location:|from:\s*<?saved by|x-mimeole:.*mhtml|from:\s*\"?saved by)",
    re.IGNORECASE | re.MULTILINE,
)
_SUBJECT_LOCATION = re.compile(r"^content-location:\s*https?://", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(
    r"^(?:to|received|message-id|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE
)
_PAGES = ("text/html", "application/xhtml+xml")


def sniff(data: bytes, name: str) -> int:
    """Look for the headers of an archive: related parts, and where it was taken from."""
    head = (
        glance(data)[: 4 * HEADER_WITHIN].replace("\r\n", "\n").lstrip("\ufeff\n ")[:HEADER_WITHIN]
    )
    if not _HEADERS.match(head):
        return 0
    top = head.split("\n\n", 1)[0]
    if not _RELATED.search(top):
        return LIKELY if name.lower().endswith(SUFFIXES) and _SNAPSHOT.search(top) else 0
    if _SNAPSHOT.search(top):
        return SURE
    if name.lower().endswith(SUFFIXES):
        return SURE
    return SURE if _SUBJECT_LOCATION.search(head) and not _MAIL.search(top) else 0


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:
    """Read the page of an archive. Raises ImportFailed (BROKEN where there is none)."""
    from email import message_from_bytes

    from annotations.importing.reading_pages import article_of_page

    try:
        archive = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n "))
        root = _root(archive)
        content = root.get_payload(decode=True) if root is not None else None
    except (ValueError, LookupError, AssertionError, IndexError) as error:
        raise ImportFailed(name, ImportFault.BROKEN, detail=type(error).__name__) from error
    if root is None or not isinstance(content, bytes):
        raise ImportFailed(name, ImportFault.BROKEN, detail="no page")
    declared = str(root.get_param("charset") or "") or declared_encoding(content)
    decoded = decode(content, name, wishes.encoding, declared)
    saved = _saved(archive, root, decoded.text)
    return article_of_page(decoded, saved, name, importer="mhtml", version=version)


def _root(archive: "Message") -> "Message | None":
    """Find the page: the part that the envelope names, else the first page, else the archive."""
    pages = [part for part in _parts(archive) if part.get_content_type() in _PAGES]
    start = str(archive.get_param("start") or "").strip()
    where = _text(archive, "Snapshot-Content-Location")
    for page in pages:
        if start and _text(page, "Content-ID") == start:
            return page
    for page in pages:
        if where and _text(page, "Content-Location") == where:
            return page
    return pages[0] if pages else None


def _parts(archive: "Message") -> "Iterator[Message]":
    """Yield the parts that hold something, few of them and none of a mail within."""
    for count, part in enumerate(archive.walk()):
        if count >= MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _saved(archive: "Message", root: "Message", source: str) -> Saved:
    noted = saved_by(source)
    places = (
        _text(archive, "Snapshot-Content-Location"),
        _text(root, "Content-Location"),
        _text(archive, "Content-Location"),
        noted.url,
    )
    url = next((place for place in places if place.lower().startswith(("http://", "https://"))), "")
    return Saved(url, moment(_text(archive, "Date")) or noted.at)


def _text(part: "Message", header: str) -> str:
    """Read a header as one line; what is encoded in it stays so: it is an address or a date."""
    return "".join(str(part.get(header, "")).split("\n")).replace("\r", "").strip()


def warm_up() -> None:
    """Load the parts of the mail library that are loaded on use."""
    parse(
        b"From: <Saved by Blink>\nDate: Tue, 13 Feb 2024 04:00:00 -0000\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
        b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"<p>a=3D</p>\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n"
        b"--b--\n",
        "",
    )
