"""What goes into a proof pack: exhibits, quotes and attachments, each with what may leave of it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from annotations.discretion import Discretion, discretion
from annotations.entries import Entry
from annotations.errors import NoSuchRecord
from annotations.exporting.pack.leaving import Careful, Leaving
from annotations.exporting.pack.manifest import Attachment, Exhibit, LeftOut, Quoted
from annotations.exporting.pack.zipping import plain_name, plain_suffix
from annotations.exporting.report import Report, article_heading
from annotations.locators import show_place
from annotations.model import Article, Evidence, Revision
from annotations.vocabulary import EvidenceKind
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.exporting.gathering import Gathered
    from annotations.storage.store import Library, Store


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit with the text it is of, and the entries that quote it."""

    exhibit: Exhibit
    revision: Revision
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class Collected:
    """What `collect` found, once it has run to its end."""

    exhibits: list[Shown] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    quotes: list[Quoted] = field(default_factory=list)

    @property
    def left_out(self) -> Counter[LeftOut]:
        """Count the originals and attachments that were left out, by the reason."""
        reasons = [each.exhibit.left_out for each in self.exhibits]
        reasons += [each.left_out for each in self.attachments]
        return Counter(each for each in reasons if each is not LeftOut.NONE)


def rules_of(report: Report, found: "Gathered", words: Catalogue, *, embargoed: bool) -> Discretion:
    """Set up the rules of one pack: those of its report."""
    speakers = [each.speaker for each in (*report.entries, *found.entries) if each.speaker]
    return discretion(
        (*speakers, *found.speakers),
        nobody=words("a confidential source"),
        phone=words("[phone number]"),
        embargoed=embargoed,
    )


def collect(
    store: "Store",
    report: Report,
    found: "Gathered",
    rules: Discretion,
    words: Catalogue,
    into: Collected,
) -> Iterator[tuple[int, int]]:
    """Read the originals of a report; yield how many of how many texts are done."""
    careful = Careful(report, found, rules)
    texts: dict[tuple[int, int], list[Entry]] = {}
    for entry in report.entries:
        texts.setdefault((entry.article.id, entry.revision_number), []).append(entry)
    files: dict[str, str] = {}
    articles: dict[int, Article] = {}
    for number, entries in enumerate(texts.values(), start=1):
        held = store.call(partial(_held, entry=entries[0], careful=careful, known=files))
        shown = _exhibit(held, number, entries, careful, files, words)
        into.exhibits.append(shown)
        into.quotes += [_quoted(each, number, words) for each in entries]
        articles[number] = held.article
        yield number, len(texts)
    _attach(store, articles, report, careful, into)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the library holds of one text; no `data` where the file is not kept or not needed."""

    article: Article
    revision: Revision
    leaving: Leaving
    data: bytes | None


def _held(library: "Library", *, entry: Entry, careful: Careful, known: dict[str, str]) -> _Held:
    """Read a text with its original, where that may leave and is none of the `known` ones."""
    from annotations.storage import articles

    revision = articles.revision(library, entry.article.id, entry.revision_number)
    leaving = careful.leaving(library, entry, revision)
    data = None
    if leaving.original is LeftOut.NONE and revision.original_sha256 not in known:
        with suppress(NoSuchRecord):
            data = articles.original(library, revision.original_sha256)
    return _Held(articles.read(library, entry.article.id), revision, leaving, data)


def _exhibit(
    held: _Held,
    number: int,
    entries: list[Entry],
    careful: Careful,
    files: dict[str, str],
    words: Catalogue,
) -> Shown:
    """Make an exhibit; a large file is looked through here, where nobody's save waits for it."""
    entry, revision, leaving = entries[0], held.revision, held.leaving
    reason = leaving.original
    if reason is LeftOut.NONE and revision.original_sha256 not in files:
        missing = held.data is None
        reason = LeftOut.NOT_KEPT if missing else careful.data(held.data or b"", held.article)
    exhibit = _described(entry, revision, number, words)
    file = ""
    if reason is LeftOut.NONE:
        title = plain_name(exhibit.title)
        said = f"{exhibit.label} - {title}" if title else exhibit.label
        made = f"originals/{said}{plain_suffix(revision.source)}"
        file = files.setdefault(revision.original_sha256, made)
    exhibit = replace(
        exhibit,
        part=revision.part if file else "",
        file=file,
        left_out=reason,
        text=f"texts/{exhibit.label}.txt" if leaving.text is LeftOut.NONE else "",
        text_left_out=leaving.text,
    )
    return Shown(exhibit, revision, tuple(entries))


def _described(entry: Entry, revision: Revision, number: int, words: Catalogue) -> Exhibit:
    """Say what an exhibit is, in words that may leave."""
    about = entry.article.metadata
    return Exhibit(
        number=number,
        title=article_heading(entry, words),
        outlet=about.outlet,
        published=about.published.start,
        url=about.url,
        archived_url=entry.article.archived_url,
        revision=revision.number,
        imported=revision.imported,
        retrieved=entry.article.retrieved,
        sha256=revision.original_sha256,
        size=revision.original_size,
        importer=revision.importer,
        importer_version=revision.importer_version,
        encoding=revision.encoding,
        text_sha256=revision.text_sha256,
        pages=revision.pages,
    )


def _quoted(entry: Entry, exhibit: int, words: Catalogue) -> Quoted:
    quote = entry.highlight.quote
    return Quoted(
        label=entry.highlight.label,
        uid=entry.highlight.uid,
        exhibit=exhibit,
        start=quote.start,
        end=quote.end,
        quote=quote.exact,
        place=show_place(entry, words),
        shortened=entry.shortened,
    )


def _attach(
    store: "Store",
    articles: dict[int, Article],
    report: Report,
    careful: Careful,
    into: Collected,
) -> None:
    """Take in the files that are kept as evidence, each once, if it may leave wherever it is.

    `articles` are those of the exhibits, by their numbers, as the library has them.
    """
    places: dict[str, list[tuple[Shown, Entry, Evidence]]] = {}
    for shown in into.exhibits:
        for entry in shown.entries:
            for each in entry.evidence:
                if each.kind is EvidenceKind.FILE and not each.trashed:
                    places.setdefault(each.target, []).append((shown, entry, each))
    for number, (target, some) in enumerate(places.items(), start=1):
        reason, size = LeftOut.PROTECTS_SOURCE, 0
        if all(
            each.uid in report.picturable and shown.exhibit.text_left_out is LeftOut.NONE
            for shown, _, each in some
        ):
            data = store.call(partial(_attached, digest=target))
            about = {shown.exhibit.number: articles[shown.exhibit.number] for shown, _, _ in some}
            reason = LeftOut.NOT_KEPT if data is None else careful.data(data, *about.values())
            size = len(data or b"")
        labels = tuple(dict.fromkeys(entry.highlight.label for _, entry, _ in some))
        made = _attachment(some[0][2], number, labels, reason, size)
        imported = min(each.created for _, _, each in some) if made.file else ""
        into.attachments.append(replace(made, imported=imported))


def _attached(library: "Library", *, digest: str) -> bytes | None:
    from annotations.storage.attachments import attached

    try:
        return attached(library, digest)
    except NoSuchRecord:
        return None


def _attachment(
    evidence: Evidence, number: int, labels: tuple[str, ...], reason: LeftOut, size: int
) -> Attachment:
    file = ""
    if reason is LeftOut.NONE:
        stem = plain_name(evidence.file_name.rpartition(".")[0] or evidence.file_name)
        said = f"Attachment {number:02d} - {stem}" if stem else f"Attachment {number:02d}"
        file = f"attachments/{said}{plain_suffix(evidence.file_name)}"
    return Attachment(
        number=number,
        highlights=labels,
        name=evidence.file_name if file else "",
        media_type=evidence.media_type,
        sha256=evidence.target,
        size=size,
        file=file,
        left_out=reason,
    )
