"""Web pages as they are saved: the article of a news page, or all of a document."""

import re

from annotations.importing.decoding import decode, glance
from annotations.importing.protocol import Wishes
from annotations.importing.saved_pages import saved_by
from annotations.model import Imported

name = "html"
version = 1

SURE = 95
LIKELY = 70
"""A suffix says HTML and the content could be."""
SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
BEGINS = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]{0,500}>\s*)?(?:<!--(?:[^-]|-(?!->)){0,4000}-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|article|main|div|table|p|h[1-6])(?:[\s/>]|$)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>", re.IGNORECASE)
FEWEST_TAGS = 3
DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]{2,40})""",
    re.IGNORECASE,
)
LIKELY_PICTURES = 1_000_000
"""Bytes from which a page holds its pictures in itself; they are no characters of its text."""
INLINE = re.compile(rb"data:[\w/+.;=-]{1,100}?;base64,[A-Za-z0-9+/=%]{100,}+")
DECLARED_WITHIN = 16_384


def sniff(data: bytes, name: str) -> int:
    """Look at how it begins; a suffix decides where that leaves it open."""
    head = glance(data)
    if BEGINS.match(head) and (_PAGE.search(head[:4096]) or _many_tags(head)):
        return SURE
    named = name.lower().endswith(SUFFIXES)
    return LIKELY if named and _ANY_TAG.search(head) else 0


def _many_tags(head: str) -> bool:
    return (
        sum(1 for _ in zip(_ANY_TAG.finditer(head), range(FEWEST_TAGS), strict=False))
        == FEWEST_TAGS
    )


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:
    """Read a page. Raises ImportFailed with what `parse_html` and `decode` raise."""
    from annotations.importing.reading_pages import article_of_page

    if len(data) > LIKELY_PICTURES:
        data = INLINE.sub(b"data:,", data)
    decoded = decode(data, name, wishes.encoding, declared_encoding(data))
    return article_of_page(decoded, saved_by(decoded.text), name, importer="html", version=version)


def declared_encoding(data: bytes) -> str:
    """Say which encoding a page claims to be in; "" where it claims none."""
    found = DECLARED.search(data[:DECLARED_WITHIN])
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def warm_up() -> None:
    """Load the sanitizer and all that reads a page with it."""
    from annotations.importing.reading_pages import read_page

    read_page(
        "<title>a</title><script type='application/ld+json'>{}</script><p>a &amp; <b>b</b>",
        saved_by(""),
    )
