"""What lies on the clipboard, as something to import."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from resources import Catalogue


@dataclass(frozen=True, slots=True)
class Pasted:
    """Files that were copied, or else the bytes of one article and what it is called."""

    files: tuple[Path, ...] = ()
    name: str = ""
    data: bytes = b""


def pasted(mime: QMimeData, words: Catalogue) -> Pasted | None:
    """Take the richest that the clipboard has: files, HTML, text, a picture; None for nothing.

    HTML without words (a picture copied off a page brings some) gives way to the picture.
    """
    files = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if files:
        return Pasted(files=files)
    when = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    text = mime.text()
    if text.strip():
        if mime.hasHtml():
            return Pasted(name=words("Pasted {when}", when=when) + ".html", data=_page(mime.html()))
        return Pasted(name=words("Pasted {when}", when=when) + ".txt", data=text.encode())
    image = picture(mime)
    if image:
        return Pasted(name=words("Pasted picture {when}", when=when) + ".png", data=image)
    return None


def picture(mime: QMimeData) -> bytes:
    """Take the clipboard's picture as PNG, b"" where there is none."""
    if not mime.hasImage():
        return b""
    image = mime.imageData()
    return b"" if not isinstance(image, QImage) or image.isNull() else png_of(image)


def png_of(image: QImage) -> bytes:
    """Write a picture as PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know bytes only
    return bytes(data.data())


def _page(html: str) -> bytes:
    """Make a page of what may be a fragment, and say which encoding it is in."""
    head = html[:200].lstrip().lower()
    whole = html if head.startswith(("<!doctype", "<html")) else f"<html><body>{html}</body></html>"
    return b"\xef\xbb\xbf" + whole.encode("utf-8", "replace")
