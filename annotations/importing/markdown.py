"""Markdown, known by its marks: articles arrive as .txt as often as as .md."""

import re

from annotations.errors import ImportFailed
from annotations.importing import plain
from annotations.importing.decoding import decode, glance
from annotations.importing.front_matter import split_front_matter, with_front_matter
from annotations.importing.protocol import LARGEST_MARKDOWN, Wishes
from annotations.model import Imported
from resources import marked

name = "markdown"
version = 2
light = True

TOO_LARGE = marked("The Markdown is larger than 5 MB and was read as plain text.")

MARKED = 90
NAMED = 60
"""A suffix says Markdown and no mark speaks for or against it."""

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
MARKS = (
    # what must stand in the text at all, found at once; and the mark, which is not
    ("#", re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)),
    ("](", re.compile(r"!?\[[^\[\]\n]{0,500}\]\([^()\s]{1,2000}\)")),
    ("]:", re.compile(r"^\[[^\[\]\n]{1,200}\]:[ \t]*\S", re.MULTILINE)),
    ("```", re.compile(r"^ {0,3}```", re.MULTILINE)),
    ("~~~", re.compile(r"^ {0,3}~~~", re.MULTILINE)),
    ("**", re.compile(r"(?<![*\w])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?!\*)")),
    ("---", re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$", re.MULTILINE)),
    # an escape, but not a path of Windows
    ("\\", re.compile(r"(?<![\w:\\/])\\[*_\[\]()#>+\-.!`|~]")),
)
"""Marks that plain text does not have. Lists and quotations it has too; they say nothing."""


def sniff(data: bytes, name: str) -> int:
    """Look for marks that plain text does not have; a suffix decides where there are none."""
    head = glance(data)
    if "\r" in head:
        head = head.replace("\r\n", "\n").replace("\r", "\n")
    if split_front_matter(head)[0] or any(
        needle in head and mark.search(head) for needle, mark in MARKS
    ):
        return MARKED
    return NAMED if name.lower().endswith(SUFFIXES) else 0


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:
    """Read CommonMark with tables.

    Raises ImportFailed with what `parse_markdown` and `decode` raise.
    """
    if len(data) > LARGEST_MARKDOWN:
        return plain.parse(data, name, wishes, (TOO_LARGE,))
    from annotations.importing.metadata import metadata_of
    from annotations.richtext import parse_markdown

    decoded = decode(data, name, wishes.encoding)
    try:
        block, below = split_front_matter(decoded.text)
        text = parse_markdown(below if block else decoded.text)
        metadata = metadata_of(text, name)
    except ImportFailed as failed:
        raise ImportFailed(name, failed.fault, failed.limit, failed.detail) from failed
    return Imported(
        text=text,
        metadata=with_front_matter(metadata, block) if block else metadata,
        encoding=decoded.encoding,
        importer="markdown",
        importer_version=version,
        warnings=decoded.warnings,
    )
