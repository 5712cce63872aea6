"""A book as one article, or as one article a chapter."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotations.errors import ImportFailed, ImportFault
from annotations.facts import WrittenDate
from annotations.importing.book.chapters import page_of
from annotations.importing.book.joining import joined, unmarked, with_notes
from annotations.importing.book.notes import Note, take_notes
from annotations.importing.book.package import Archive, Book, Item, read_book
from annotations.importing.dates import FIRST_YEAR, LAST_YEAR, read_date
from annotations.importing.metadata import metadata_of
from annotations.importing.word.links import address
from annotations.importing.word.properties import sensible_byline, sensible_title
from annotations.model import Block, Metadata, RichText
from annotations.richtext.building import Neighbourhood, Passage, TextBuilder
from annotations.richtext.hypertext import laid_out
from annotations.richtext.hypertext_tree import Node
from annotations.vocabulary import BlockKind, DatePrecision
from resources import marked

MISSING = marked("The book lists chapters that are not in the file; they are missing here too.")
_GAPS = re.compile(r"\n{2,}")
_YEAR = re.compile(r"(\d{4})\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the book: how the book refers to its first page, its title, its words."""

    href: str
    title: str
    text: RichText
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Page:
    """A page: where it stands, and its elements."""

    item: Item
    root: Node


def read_whole(data: bytes, name: str) -> tuple[RichText, Metadata, tuple[str, ...]]:
    """Read a book as one text. Raises ImportFailed."""
    book, pages, warnings = _open(data, name)
    told = set(warnings)
    notes = _notes_of(pages)
    texts = []
    for page in pages:
        laid = laid_out(page.root)
        told |= set(laid.warnings)
        texts.append(laid.text)
    text = _with_notes(texts, notes)
    return text, _metadata(book, text, name), tuple(sorted(told))


def read_chapters(data: bytes, name: str) -> Iterator[tuple[Chapter, Metadata]]:
    """Read a book chapter by chapter, as its contents part it. Raises ImportFailed."""
    book, pages, warnings = _open(data, name)
    notes = _notes_of(pages)
    whole = _metadata(book, RichText(""), name)
    for group in _groups(book, pages):
        told = set(warnings)
        texts = []
        for page in group:
            laid = laid_out(page.root)
            told |= set(laid.warnings)
            texts.append(laid.text)
        text = _with_notes(texts, notes)
        if not text.text:
            continue
        first = group[0].item
        title = book.titles.get(first.path) or _heading(text)
        read = metadata_of(text, name)
        named = ": ".join(filter(None, (whole.title, title)))
        metadata = replace(
            whole,
            title=named or read.title,
            kind=read.kind,
            language=read.language or whole.language,
        )
        yield Chapter(first.href, title, text, tuple(sorted(told))), metadata


def _open(data: bytes, name: str) -> tuple[Book, list[_Page], tuple[str, ...]]:
    archive = Archive(data, name)
    book = read_book(archive, name)
    pages: list[_Page] = []
    missing = False
    for item in book.items:
        if item.navigation:
            continue
        page = archive.read(item.path)
        if page is None:
            missing = True
            continue
        try:
            pages.append(_Page(item, page_of(page)))
        except ImportFailed as failed:
            raise ImportFailed(name, failed.fault, failed.limit, failed.detail) from failed
    if not pages:
        raise ImportFailed(name, ImportFault.BROKEN if missing else ImportFault.EMPTY)
    return book, pages, (MISSING,) if missing else ()


def _groups(book: Book, pages: Sequence[_Page]) -> Iterator[list[_Page]]:
    """Part the pages where the contents begin a chapter; each is one where there are none."""
    group: list[_Page] = []
    for page in pages:
        if group and (not book.titles or page.item.path in book.titles):
            yield group
            group = []
        group.append(page)
    if group:
        yield group


def _notes_of(pages: Sequence[_Page]) -> list[tuple[Note, str]]:
    """Take the notes off the pages, each with its words, paragraphs apart by a newline."""
    notes = take_notes([(page.item.path, page.root) for page in pages])
    return [(each, _GAPS.sub("\n", unmarked(laid_out(each.node).text.text))) for each in notes]


def _with_notes(texts: Sequence[RichText], notes: Sequence[tuple[Note, str]]) -> RichText:
    """Join the pages and put the notes that they refer to at the end."""
    used: list[int] = []

    def told(number: int) -> tuple[str, str]:
        """Give a note's sort and words by its number, and remember that it was referred to."""
        used.append(number)
        note, words = notes[number]
        return note.sort, words

    text = with_notes(joined(texts), told)
    builder = TextBuilder()
    for number in dict.fromkeys(used):
        note, words = notes[number]
        item = Block(kind=BlockKind.LIST_ITEM, start=0, end=0, level=1, marker=note.marker)
        builder.add(item, Passage(words), Neighbourhood(1))
    return joined([text, builder.finish()])


def _heading(text: RichText) -> str:
    first = next((each for each in text.blocks if each.kind is BlockKind.HEADING), None)
    return " ".join(text.text[first.start : first.end].split()) if first else ""


def _metadata(book: Book, text: RichText, name: str) -> Metadata:
    """Let the book's own words go before what is read off its pages."""
    read = metadata_of(text, name)
    language = book.language if _LANGUAGE.fullmatch(book.language) else ""
    return replace(
        read,
        title=sensible_title(book.title) or read.title,
        byline=sensible_byline(book.creator) or read.byline,
        outlet=book.publisher or read.outlet,
        published=_published(book.date) if _published(book.date).words else read.published,
        language=read.language or language,
        url=address(book.source) if "://" in book.source else read.url,
    )


def _published(date: str) -> WrittenDate:
    """Read a date as packages write it; one before there were such books is none."""
    if _DAY.match(date):  # with a time at most of the program's making
        return read_date(date[:10])
    found = _MONTH.match(date) or _YEAR.match(date)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return WrittenDate()
    if found.re is _YEAR:
        return WrittenDate(date, f"{date}-01-01", f"{date}-12-31", DatePrecision.YEAR)
    first = read_date(f"{date}-01")
    if not first.words:
        return WrittenDate()
    last = monthrange(int(found[1]), int(found[2]))[1]
    return WrittenDate(date, first.start, f"{date}-{last:02}", DatePrecision.MONTH)
