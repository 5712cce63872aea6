"""A whole article as DOCX with its highlights as comments: into its original where that is one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from annotations.discretion import Discretion, discretion
from annotations.entries import Entry
from annotations.errors import ImportFailed
from annotations.exporting.comments.leaving import refuse_if_it_stays
from annotations.exporting.comments.remarks import By, Remark, on_other_words, remark
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.layout import Layout
from annotations.exporting.report import Report, build
from annotations.exporting.shown import Showing, summary
from annotations.exporting.word.marking import Look, shown
from annotations.model import Article, Highlight, Revision
from annotations.queries import Filter
from annotations.showing import show_source
from annotations.vocabulary import LocatorKind, PlacementState
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.storage.store import Library, Store

Answer = tuple[dict[str, Any], bytes]
Ask = Callable[[bytes, dict[str, Any]], Answer]

SUFFIX = ".docx"
NOBODY = "Kutip"
_SURE = {PlacementState.EXACT, PlacementState.MOVED}
_NOT_WORD = "not_word"
_NAMES = "names"
_FAILED = "failed"
_WHY = {
    _NOT_WORD: "",
    _NAMES: marked(
        "The original names a confidential source where no reader sees it, so it stays in the"
        " library: the comments are in a copy of the text."
    ),
    "other_text": marked(
        "The original is read as other words today than when it was imported, so the comments are"
        " in a copy of the text."
    ),
    "program": marked(
        "The original holds programs or is a template, so the comments are in a copy of the text."
    ),
    "signed": marked(
        "The original is signed, and comments would break that: they are in a copy of the text."
    ),
    "unread": marked(
        "The original holds files in which nobody can look for the names of confidential sources,"
        " so the comments are in a copy of the text."
    ),
    _FAILED: marked("The original cannot be changed, so the comments are in a copy of the text."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to make: the highlights of one article that `wanted` asks for, as comments.

    `author` is the name a person gave for such things, "" for the program's. `notes` takes in the
    notes for readers. Without `original` a clean copy of the text is made in any case.
    """

    article: int
    wanted: Filter = Filter()
    author: str = ""
    notes: bool = True
    original: bool = True
    embargoed: bool = False


@dataclass(slots=True)
class Commented:
    """The file, once `comment` has run to its end.

    `placed` and `unplaced` are labels; those `on_other_words` are placed, but where no comment
    can be on just their words (a note, a formula, a text box) and say so themselves. `why_copy` is
    a catalogue message, "" where the comments went into the original or there is no DOCX.
    """

    data: bytes = b""
    report: Report | None = None
    is_original: bool = False
    why_copy: str = ""
    placed: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    on_other_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    article: Article
    revision: Revision
    highlights: list[Highlight]
    original: bytes


def comment(
    store: "Store",
    wish: Wish,
    words: Catalogue,
    into: Commented,
    *,
    ask: Ask | None = None,
    now: datetime | None = None,
) -> Iterator[tuple[int, int]]:
    """Make the file; yield how many of how many highlights are read.

    `ask` has the worker put comments into an original, `now` is for tests. Raises NoSuchRecord,
    and StaysWhole where no copy of the article may leave.
    """
    moment = now or datetime.now(UTC)
    found = Gathered()
    read = store.call(partial(_read, wish=wish))
    yield from gather(store, replace(wish.wanted, articles=(wish.article,)), found)
    rules = _rules(found, words, moment, embargoed=wish.embargoed)
    title = read.article.metadata.title or words("Article no. {n}", n=read.article.id)
    refuse_if_it_stays(read.article, title, read.revision.text.text, read.highlights, rules)
    report = build(
        found.entries,
        words,
        title=title,
        speakers=found.speakers,
        off_record=found.off_record,
        mentions=found.mentions,
        embargoed=wish.embargoed,
        now=moment,
        layout=Layout(notes=wish.notes),
    )
    into.report = report
    sure = [each for each in report.entries if each.placement.state in _SURE]
    showing = Showing(report, words)
    remarks = [
        Remark(each.placement.start, each.placement.end, remark(each, showing.entry(each), words))
        for each in sure
    ]
    author = wish.author.strip() or NOBODY
    by = By(shown(author), _initials(author), moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    if not _into_original(read, sure, remarks, by, rules, ask or _ask_worker, into, words):
        into.data = _copy(read, report, rules.said(title), remarks, by, words)
        into.placed = tuple(each.highlight.label for each in sure)
    placed = set(into.placed)
    into.unplaced = tuple(
        each.highlight.label for each in report.entries if each.highlight.label not in placed
    )


def _into_original(
    read: _Read,
    entries: list[Entry],
    remarks: list[Remark],
    by: By,
    rules: Discretion,
    ask: Ask,
    into: Commented,
    words: Catalogue,
) -> bool:
    """Put the comments into the original; whether that went well, and where not, why."""
    if not read.original:
        return False
    arguments = {
        "text_sha256": read.revision.text_sha256,
        "author": by.author,
        "initials": by.initials,
        "date": by.date,
        "tell": rules.names is not None,
        "comments": [
            {
                "start": each.start,
                "end": each.end,
                "paragraphs": each.lines,
                "wide": on_other_words(entry.highlight.quote.exact, words),
            }
            for entry, each in zip(entries, remarks, strict=True)
        ],
    }
    try:
        answer, data = ask(read.original, arguments)
    except ImportFailed:
        into.why_copy = _WHY[_FAILED]
        return False
    if not data:
        into.why_copy = _WHY.get(answer.get("unusable", ""), _WHY[_FAILED])
        return False
    if any(map(rules.names_anyone, answer["told"])):
        into.why_copy = _WHY[_NAMES]
        return False
    labels = [each.highlight.label for each in entries]
    placed: dict[str, bool] = answer["placed"]
    into.data, into.is_original = data, True
    into.placed = tuple(labels[int(at)] for at in placed)
    into.on_other_words = tuple(labels[int(at)] for at, differs in placed.items() if differs)
    return True


def _ask_worker(data: bytes, arguments: dict[str, Any]) -> Answer:
    from annotations.importing.worker import Worker

    worker = Worker()
    try:
        return worker.ask("word comments", data, **arguments)
    finally:
        worker.close()


def _read(library: "Library", wish: Wish) -> _Read:
    from annotations.storage import articles, highlights

    revision = articles.revision(library, wish.article)
    of_article = partial(highlights.of_article, library, wish.article)
    is_word = wish.original and revision.importer == "docx" and not revision.part
    return _Read(
        articles.read(library, wish.article),
        revision,
        [*of_article(), *of_article(trash=True)],
        articles.original(library, revision.original_sha256) if is_word else b"",
    )


def _rules(found: Gathered, words: Catalogue, moment: datetime, *, embargoed: bool) -> Discretion:
    return discretion(
        found.speakers,
        nobody=words("a confidential source"),
        phone=words("[phone number]"),
        embargoed=embargoed,
        now=moment,
    )


def _copy(
    read: _Read, report: Report, title: str, remarks: list[Remark], by: By, words: Catalogue
) -> bytes:
    """Write the article's text as a Word file of our own."""
    from annotations.exporting.comments.own_document import own_document
    from annotations.exporting.word.lines import Line, Setting
    from annotations.exporting.word.package import Package

    text, about = read.revision.text, read.article.metadata
    package = Package(title, about.language or words.language, report.made, running=title)
    first = text.text[text.blocks[0].start : text.blocks[0].end] if text.blocks else ""
    if first.strip() != title.strip():
        Line(package.body, package, Setting("Title")).say(title)
    if source := " · ".join(filter(None, (show_source(read.article, words), about.url))):
        Line(package.body, package, Setting("Small")).say(source)
    Line(package.body, package, Setting("Small")).say(summary(report, words), Look(is_muted=True))
    places = (*(each.locator for each in text.places), *(each.locator for each in text.blocks))
    is_chat = any(each is not None and each.kind is LocatorKind.MESSAGE for each in places)
    phone = words("[phone number]") if is_chat else ""
    return own_document(package, text, remarks, by, phone)


def _initials(author: str) -> str:
    return shown("".join(word[0] for word in author.split())[:3].upper())
