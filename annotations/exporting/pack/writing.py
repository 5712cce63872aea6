"""Writing a proof pack: everything into one archive, which is whole or not there."""

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations import plain
from annotations.errors import NoSuchRecord
from annotations.exporting import as_bytes, csv_table, html_page, json_document, pdf
from annotations.exporting.output import check_output, written
from annotations.exporting.pack.bundle import bundle
from annotations.exporting.pack.collecting import Collected, Shown, collect, rules_of
from annotations.exporting.pack.manifest import (
    MANIFEST,
    README,
    RECORDS,
    STATEMENT,
    SUMS,
    VERSION,
    LeftOut,
    Manifest,
    Withheld,
)
from annotations.exporting.pack.page_pictures import Drawn, draw
from annotations.exporting.pack.readme import readme
from annotations.exporting.pack.zipping import Zipped
from annotations.exporting.paper.pressing import press
from annotations.exporting.report import Report
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.exporting.gathering import Gathered
    from annotations.storage.store import Library, Store

MOST_PAGES = 200
"""Pages that are shown as pictures; quotes on more stand as passages."""
MOST_PICTURES = 120_000_000
"""Bytes of the pictures of pages."""

Steps = Generator[tuple[int, int], None, None]


@dataclass(slots=True)
class Packed:
    """What a pack holds, once `write_pack` has run to its end."""

    highlights: int = 0
    exhibits: int = 0
    attachments: int = 0
    left_out: Counter[LeftOut] = field(default_factory=Counter)


def write_pack(
    store: "Store",
    report: Report,
    found: "Gathered",
    output: Path,
    words: Catalogue,
    into: Packed,
    *,
    replace: bool = False,
    embargoed: bool = False,
) -> Iterator[tuple[int, int]]:
    """Write a proof pack of a report; yield how many of how many steps are done.

    `found` is what the report was built of. Who stops asking leaves nothing behind. Raises
    BadOutput, PressFailed and NoSuchRecord.
    """
    check_output(output, replace=replace)
    rules = rules_of(report, found, words, embargoed=embargoed)
    collected = Collected()
    for done, total in collect(store, report, found, rules, words, collected):
        yield done, total * 2
    writing = _Writing(store, report, words, collected)
    with written(output, replace=replace) as file:
        writing.zipped = Zipped(file)
        try:
            yield from writing.everything()
        finally:
            writing.zipped.close()
    into.highlights = report.total
    into.exhibits = sum(bool(each.exhibit.file) for each in collected.exhibits)
    into.attachments = sum(bool(each.file) for each in collected.attachments)
    into.left_out = collected.left_out


class _Writing:
    """One pack that is being written."""

    zipped: Zipped

    def __init__(
        self, store: "Store", report: Report, words: Catalogue, collected: Collected
    ) -> None:
        self._store = store
        self._report = report
        self._words = words
        self._collected = collected
        self._texts = len(collected.exhibits)
        self._done = 0

    def everything(self) -> Steps:
        """Write every file in its order."""
        report, words = self._report, self._words
        yield self._step(0)
        self.zipped.add(README, "readme", [readme(report, self._collected, words).encode()])
        yield from self._add("report.html", "report", html_page.pieces(report, words))
        yield from self._add("report.pdf", "report", pdf.pieces(report, words))
        yield from self._add("highlights.csv", "table", csv_table.pieces(report, words))
        yield from self._add(RECORDS, "records", json_document.pieces(report, words))
        yield from self._bundle()
        yield from self._originals()
        manifest = json.dumps(plain.write(self._manifest()), ensure_ascii=False, indent=1)
        self.zipped.add(MANIFEST, "manifest", [f"{manifest}\n".encode("utf-8", "replace")])
        self.zipped.add(SUMS, "sums", [self.zipped.sums()])
        yield 2 * self._texts, 2 * self._texts

    def _step(self, done: int) -> tuple[int, int]:
        """Say how far it is: the second half of the way."""
        self._done = max(self._done, done)
        return self._texts + min(self._done, self._texts), 2 * self._texts

    def _add(self, name: str, what: str, pieces: Iterable[str] | Iterable[bytes]) -> Steps:
        made = []
        for piece in pieces:
            made.append(as_bytes(piece))
            yield self._step(0)
        self.zipped.add(name, what, made)

    def _bundle(self) -> Steps:
        from annotations.importing.worker import Worker

        pages: dict[int, list[Drawn]] = {}
        left, room = MOST_PAGES, MOST_PICTURES
        with closing(Worker()) as worker:  # started only where there are pages to draw
            for shown in self._collected.exhibits:
                if not shown.exhibit.file or not shown.exhibit.pages:
                    continue
                data = self._store.call(partial(_original, digest=shown.exhibit.sha256))
                for drawn in draw(shown, data, worker, left):
                    left -= 1
                    room -= len(drawn.data)
                    if room > 0:
                        pages.setdefault(shown.exhibit.number, []).append(drawn)
                    yield self._step(0)
        document = bundle(self._report, self._collected.exhibits, pages, self._words)
        yield from self._add("exhibits.pdf", "exhibits", press(document, self._report.made))

    def _originals(self) -> Steps:
        added = set()
        for number, shown in enumerate(self._collected.exhibits):
            about = shown.exhibit
            if about.file and about.file not in added:
                added.add(about.file)
                self._add_blob(about.file, "original", about.sha256)
            yield self._step(number)
        for each in self._collected.attachments:
            if each.file:
                self._add_blob(each.file, "attachment", each.sha256)
                yield self._step(self._texts)
        for shown in self._collected.exhibits:
            if shown.exhibit.text:
                self.zipped.add(shown.exhibit.text, "text", [_text(shown)])

    def _add_blob(self, name: str, what: str, digest: str) -> None:
        data = self._store.call(partial(_original, digest=digest))
        self.zipped.add(name, what, [data])

    def _manifest(self) -> Manifest:
        report = self._report
        return Manifest(
            kutip_proof_pack=VERSION,
            made=report.made,
            language=self._words.language,
            title=report.title,
            filters=report.filters,
            statement=self._words(STATEMENT),
            exhibits=tuple(each.exhibit for each in self._collected.exhibits),
            attachments=tuple(self._collected.attachments),
            highlights=tuple(self._collected.quotes),
            withheld=tuple(Withheld(reason=each.key, n=each.n) for each in report.withheld),
            files=tuple(self.zipped.listed),
        )


def _original(library: "Library", *, digest: str) -> bytes:
    from annotations.storage import articles

    try:
        return articles.original(library, digest)
    except NoSuchRecord:
        return b""


def _text(shown: Shown) -> bytes:
    return shown.revision.text.text.encode()
