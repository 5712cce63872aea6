"""Which originals, texts and attachments may leave the library in a proof pack.

An original is all that its sender, its author or a machine put into it. It leaves only where
nothing in it may not: not for the quotes of the report alone, but for everybody's words in it.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.discretion import Discretion, is_chat
from annotations.entries import Entry
from annotations.exporting.pack.manifest import LeftOut
from annotations.exporting.pack.opening import BOUNDED, UNREADABLE
from annotations.exporting.report import Report
from annotations.model import Article, Revision
from annotations.vocabulary import ArticleKind, LocatorKind, Terms

if TYPE_CHECKING:
    from annotations.exporting.gathering import Gathered
    from annotations.storage.store import Library

_MAIL = frozenset(("email", "mbox"))
_MOST_READ = 200_000_000
"""Bytes of an archive's members that are looked through for names."""
_WITHIN_WORDS = re.compile(
    r"</?(?:\w+:)?(?:t|r|rPr|span|b|i|u|em|strong|a|font|lang|proofErr|bookmark\w*|rFonts|sz\w*"
    r"|noProof)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_PARTS = re.compile(r"[\s<>,;\"'()]+")
_SHORTEST_NAME = 4
_UNREADABLE = (*UNREADABLE, ValueError)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave of one exhibit; LeftOut.NONE: it may."""

    original: LeftOut
    text: LeftOut


class Careful:
    """Knows what was withheld of a report, and judges originals by it."""

    def __init__(self, report: Report, found: "Gathered", rules: Discretion) -> None:
        self._rules = rules
        released = {each.highlight.uid: each for each in report.entries}
        self._withheld = {each.article_id for each in found.off_record}
        self._silent: set[int] = set()
        self._chats: set[int] = set()
        for entry in found.entries:
            shown = released.get(entry.highlight.uid)
            if shown is None:
                self._withheld.add(entry.article.id)
            elif entry.sentence and not shown.sentence:
                self._silent.add(entry.article.id)
            if is_chat(entry):
                self._chats.add(entry.article.id)

    def leaving(self, library: "Library", entry: Entry, revision: Revision) -> Leaving:
        """Judge an exhibit, and with its original all that was read from the same bytes."""
        from annotations.storage import articles, originals

        text = self._judge(library, articles.read(library, entry.article.id), revision)
        if text is not LeftOut.NONE:
            return Leaving(text, text)
        for number, which in originals.sharing(library, revision.original_sha256):
            article = articles.read(library, number)
            other = articles.revision(library, number, which)
            found = self._judge(library, article, other) or _sender(other)
            if found is not LeftOut.NONE:
                return Leaving(found, LeftOut.NONE)
        return Leaving(LeftOut.NONE, LeftOut.NONE)

    def data(self, data: bytes, *articles: Article) -> LeftOut:
        """Judge a file by its bytes: what a reader of it does not see stands in them too.

        `articles` are those that it belongs to. An archive that cannot be looked through may name
        anybody, so it stays where there is anybody to be named.
        """
        senders = [name for each in articles for name in _senders(each)]
        if self._rules.names is None and not senders:
            return LeftOut.NONE
        try:
            for text in _texts(data):
                if self._rules.names_anyone(text):
                    return LeftOut.NAMES_SOURCE
                folded = text.casefold() if senders else ""
                if any(name in folded for name in senders):
                    return LeftOut.SENDER
        except _UNREADABLE:
            return LeftOut.PROTECTS_SOURCE
        return LeftOut.NONE

    def _judge(self, library: "Library", article: Article, revision: Revision) -> LeftOut:
        from annotations.storage import highlights

        about = article.metadata
        if article.terms == Terms.OFF_RECORD or article.id in self._withheld:
            return LeftOut.OFF_RECORD
        if self._rules.withholds(article):
            return LeftOut.EMBARGO
        if article.id in self._chats or _is_chat(revision):
            return LeftOut.CHAT
        told = (about.title, about.byline, about.caption, about.url, revision.text.text)
        if any(map(self._rules.names_anyone, told)):
            return LeftOut.NAMES_SOURCE
        if article.id in self._silent:
            return LeftOut.PROTECTS_SOURCE
        for each in highlights.of_article(library, article.id):
            if each.terms == Terms.OFF_RECORD:
                return LeftOut.OFF_RECORD
            if each.speaker in self._rules.hidden:
                return LeftOut.PROTECTS_SOURCE
        senders = _senders(article)
        folded = revision.text.text.casefold() if senders else ""
        return LeftOut.SENDER if any(name in folded for name in senders) else LeftOut.NONE


def _is_chat(revision: Revision) -> bool:
    return revision.importer == "whatsapp" or any(
        place.locator.kind is LocatorKind.MESSAGE for place in revision.text.places
    )


def _sender(revision: Revision) -> LeftOut:
    """Keep mails: their heads say who sent them, and to whom; their words may leave."""
    return LeftOut.SENDER if revision.importer in _MAIL else LeftOut.NONE


def _senders(article: Article) -> list[str]:
    """Split who sent an article into what may be found of it: the whole, and its addresses.

    Who sends a release wants to be known.
    """
    if article.metadata.kind is ArticleKind.RELEASE:
        return []
    whole = " ".join(article.received_from.split()).casefold()
    mails = [part for part in _PARTS.split(whole) if "@" in part]
    name = " ".join(part for part in _PARTS.split(whole) if part and "@" not in part)
    return [each for each in (whole, name, *mails) if len(each) >= _SHORTEST_NAME]


def _texts(data: bytes) -> Iterator[str]:
    """Give what can be read of a file without knowing its format, and of an archive's members.

    Raises what _UNREADABLE lists for an archive that cannot be read, or not to its end.
    """
    yield from _readings(data)
    if not data.startswith(b"PK\x03\x04"):
        return
    left = _MOST_READ
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            left -= member.file_size
            if left < 0 or member.compress_type not in BOUNDED:
                raise zipfile.BadZipFile("more than is looked through")
            with archive.open(member) as file:
                yield from _readings(file.read(member.file_size))  # never more than it says


def _readings(data: bytes) -> Iterator[str]:
    """Give bytes as text, and once more without marks: these may stand within a name."""
    text = data.replace(b"\0", b"").decode("utf-8", "ignore")
    yield text
    if "<" in text or "&" in text:
        yield html.unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", text)))
