"""What goes into a proof pack: exhibits, quotes and attachments, each with what may leave of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from annotations.discretion import Discretion, discretion
from annotations.entries import Entry
from annotations.errors import NoSuchRecord
from annotations.exporting.pack.leaving import Careful
from annotations.exporting.pack.manifest import Attachment, Exhibit, LeftOut, Quoted
from annotations.exporting.pack.zipping import plain_name, plain_suffix
from annotations.exporting.report import Report, article_heading
from annotations.locators import show_place
from annotations.model import Evidence, Revision
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
    for number, entries in enumerate(texts.values(), start=1):
        shown = store.call(
            partial(
                _exhibit, number=number, entries=entries, careful=careful, files=files, words=words
            )
        )
        into.exhibits.append(shown)
        into.quotes += [_quoted(each, number, words) for each in entries]
        _attach(store, shown, report, careful, into)
        yield number, len(texts)


def _exhibit(
    library: "Library",
    *,
    number: int,
    entries: list[Entry],
    careful: Careful,
    files: dict[str, str],
    words: Catalogue,
) -> Shown:
    from annotations.storage import articles

    entry = entries[0]
    revision = articles.revision(library, entry.article.id, entry.revision_number)
    leaving = careful.leaving(library, entry, revision)
    reason = leaving.original
    if reason is LeftOut.NONE and revision.original_sha256 not in files:
        try:
            data = articles.original(library, revision.original_sha256)
            reason = careful.data(articles.read(library, entry.article.id), data)
        except NoSuchRecord:
            reason = LeftOut.NOT_KEPT
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
    store: "Store", shown: Shown, report: Report, careful: Careful, into: Collected
) -> None:
    """Take in the files that are kept as evidence, each once."""
    for entry in shown.entries:
        for each in entry.evidence:
            if each.kind is not EvidenceKind.FILE or each.trashed:
                continue
            known = next((a for a in into.attachments if a.sha256 == each.target), None)
            if known is not None:
                place = into.attachments.index(known)
                into.attachments[place] = _also(known, entry.highlight.label)
                continue
            may = each.uid in report.picturable and shown.exhibit.text_left_out is LeftOut.NONE
            made = partial(
                _attachment,
                evidence=each,
                entry=entry,
                number=len(into.attachments) + 1,
                careful=careful if may else None,
            )
            into.attachments.append(store.call(made))


def _also(known: Attachment, label: str) -> Attachment:
    return replace(known, highlights=tuple(dict.fromkeys((*known.highlights, label))))


def _attachment(
    library: "Library", *, evidence: Evidence, entry: Entry, number: int, careful: Careful | None
) -> Attachment:
    from annotations.storage import articles
    from annotations.storage.attachments import attached

    reason, size, file = LeftOut.PROTECTS_SOURCE, 0, ""
    if careful is not None:
        try:
            data = attached(library, evidence.target)
            reason = careful.data(articles.read(library, entry.article.id), data)
            size = len(data)
        except NoSuchRecord:
            reason = LeftOut.NOT_KEPT
    if reason is LeftOut.NONE:
        stem = plain_name(evidence.file_name.rpartition(".")[0] or evidence.file_name)
        said = f"Attachment {number:02d} - {stem}" if stem else f"Attachment {number:02d}"
        file = f"attachments/{said}{plain_suffix(evidence.file_name)}"
    return Attachment(
        number=number,
        highlights=(entry.highlight.label,),
        name=evidence.file_name if file else "",
        media_type=evidence.media_type,
        sha256=evidence.target,
        size=size,
        file=file,
        left_out=reason,
    )
