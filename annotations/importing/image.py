"""PNG and JPEG: a page to look at and to type passages from; no words of its own."""

from annotations.importing.pages import is_picture, open_picture
from annotations.importing.pages import warm_up as warm_up  # noqa: PLC0414 - part of the protocol
from annotations.importing.protocol import Wishes
from annotations.model import Imported, Metadata, RichText
from annotations.vocabulary import ArticleKind
from resources import marked

name = "image"
version = 1

NO_TEXT = marked(
    "This document has no text of its own: its pages can be looked at and transcribed."
)


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - the first bytes say it
    """Look for the mark of a PNG or JPEG."""
    return 100 if is_picture(data) else 0


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:  # noqa: ARG001 - none concerns it
    """Make an article without words and with one page. Raises ImportFailed."""
    open_picture(data, name)
    return Imported(
        text=RichText(""),
        metadata=Metadata(kind=ArticleKind.REPORT, title=stem_of(name)),
        encoding="",
        importer="image",
        importer_version=version,
        warnings=(NO_TEXT,),
        pages=1,
    )


def stem_of(name: str) -> str:
    """Take a title from a file's name: without folders and suffix."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, _ = last.rpartition(".")
    return " ".join((stem if dot and stem else last).split())
