"""What a PDF says of itself, where it is sensible."""

import re
from collections.abc import Mapping
from dataclasses import replace

from annotations.importing.metadata import metadata_of
from annotations.model import Metadata, RichText

_NO_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unspecified|tanpa judul)\)?$"
    r"|(?:document|dokumen|presentation|book)\d*$"
    r"|microsoft (?:word|excel|powerpoint)\b.*"
    r"|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|xlsx?|pptx?|html?|tex|dvi|jpe?g|tiff?)$"
    r"|(?:file|https?|about|data):.*|\W*$|\d+$|scan\S*$|img\S*$|[\w-]*\d{6,}[\w-]*$",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\(?(?:anonymous|unknown|unspecified|user|admin|administrator|owner|asus|acer|lenovo|hp|dell|"
    r"toshiba|pc|komputer|computer|microsoft|microsoft office user|windows user|author)\)?\d*$"
    r"|.*[\d@/\\].*",
    re.IGNORECASE,
)
NOTE_MARKS = ("∗", "†", "‡")
"""What a headline ends with where a note hangs on it."""
LONGEST_TITLE = 220
FEWEST_WORDS = 2


def metadata_for(text: RichText, information: Mapping[str, str], name: str) -> Metadata:
    """Read metadata off the text, and off the file where that says something sensible.

    The file's title is taken where it is no file name or default, and only where the text has no
    headline or says the same words: a template's title stays in a file for years. Its author is
    taken where the text names the same person. Its date of making is never a date of publication:
    it is when somebody pressed a button.
    """
    read = metadata_of(text, name)
    if read.title.endswith(NOTE_MARKS):
        read = replace(read, title=read.title.rstrip("".join(NOTE_MARKS) + " "))
    title = " ".join(information.get("Title", "").split())
    if _is_title(title) and (not read.title or _are_one(title, read.title)):
        read = replace(read, title=title)
    author = " ".join(information.get("Author", "").split())
    if not read.byline and _is_person(author) and _stands_in(author, text):
        read = replace(read, byline=author)
    return read


def _is_title(title: str) -> bool:
    return (
        0 < len(title) <= LONGEST_TITLE
        and not _NO_TITLE.fullmatch(title)
        and len(title.split()) >= FEWEST_WORDS
        and "\ufffd" not in title
    )


def _is_person(author: str) -> bool:
    return len(author.split()) >= FEWEST_WORDS and not _NO_PERSON.fullmatch(author)


def _are_one(title: str, headline: str) -> bool:
    """Whether one of two titles is within the other, whatever their case."""
    first, second = (" ".join(words.split()).casefold() for words in (title, headline))
    return first in second or second in first


def _stands_in(words: str, text: RichText) -> bool:
    """Whether words stand at the beginning of a text, whatever their case and spaces."""
    head = " ".join(text.text[:3_000].split()).casefold()
    return words.casefold() in head
