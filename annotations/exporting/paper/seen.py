"""Pictures that stand in a page itself: PNG, JPEG and our own drawings."""

import base64
import binascii
import re
from collections.abc import Iterator

from annotations.exporting.paper.document import Block, Paragraph, Picture, Style, Words
from annotations.exporting.paper.tree import Element

_DATA = re.compile(r"data:(image/(?:png|jpeg|svg\+xml));base64,([A-Za-z0-9+/=\s]*)", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*,\s*([^()]*(?:\([^()]*\))?[^()]*?)\s*\)")
_NAMED = re.compile(r'aria-label="([^"]*)"|<title[^>]*>([^<]*)</title>')
_WIDE = re.compile(r'<svg\b[^>]*?\bwidth="(\d+)')


def picture(element: Element) -> Iterator[Block]:
    """Read a picture; of one that is not in the page itself, only what it is called."""
    if element.tag == "svg":
        if element.source:
            yield _drawing(element.source)
        return
    alt = element.attributes.get("alt", "")
    found = _DATA.fullmatch(element.attributes.get("src", "").strip())
    data = _decoded(found[2]) if found else b""
    if found and data:
        if found[1].lower() == "image/svg+xml":
            yield _drawing(data.decode(errors="replace"), alt)
        else:
            width = element.attributes.get("width", "")
            yield Picture(data, found[1].lower(), alt, int(width) if width.isdigit() else 0)
    elif alt:
        yield Paragraph((Words(alt, muted=True),), Style.CAPTION)


def _drawing(source: str, alt: str = "") -> Picture:
    """Take a drawing out of its page: what the page's theme would colour has its own colours."""
    while _VARIABLE.search(source):
        source = _VARIABLE.sub(r"\1", source)
    if "xmlns=" not in source[: source.find(">")]:
        source = source.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    named, wide = _NAMED.search(source), _WIDE.search(source)
    said = alt or (named[1] or named[2] or "" if named else "")
    return Picture(source.encode(), "image/svg+xml", said, int(wide[1]) if wide else 0)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error:
        return b""
