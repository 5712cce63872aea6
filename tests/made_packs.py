"""A small proof pack, and packs like it that somebody has tampered with."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from annotations.exporting import picturing
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.pack.manifest import MANIFEST, SUMS
from annotations.exporting.pack.writing import Packed, write_pack
from annotations.exporting.report import build
from annotations.importing import markdown, pdf
from annotations.model import Evidence, Highlight, Imported, Quote, Revision, Speaker, text_sha256
from annotations.queries import Filter
from annotations.storage import articles, history
from annotations.storage.attachments import attach
from annotations.storage.history import Change
from annotations.storage.store import Library, Store
from annotations.vocabulary import EvidenceKind, Terms
from resources import Catalogue
from tests.made_pdf import Line, make_pdf
from tests.made_pictures import png

HIDDEN = "Bima Satriawan"
STORY = """# Wali Kota Janjikan 120 Pompa

"Kami pastikan 120 pompa selesai 👮🏽," kata Wali Kota Ratna Wibisono.

Pompa itu melindungi 310 ribu jiwa & 4 < 5 "semua" orang.
"""
NAMING = f"# Rapat Tertutup\n\nAnggaran dipotong separuh. Keputusan itu dibawa {HIDDEN} ke dewan.\n"
UNSAID = "# Catatan\n\nSaya bicara tanpa nama. Anggarannya 12 miliar rupiah.\n"
SILENT = "# Sumber\n\nSeorang perwira berkata razia dibatalkan. Itu pada hari Senin.\n"
PAGES = make_pdf(
    [
        [Line("Pemerintah menyatakan bahwa 36 ribu orang sudah mengungsi ke posko.", 72, 700)],
        [Line("Bantuan akan tiba sebelum hari Jumat pekan depan, kata camat.", 72, 700)],
    ]
)
QUOTES = {
    1: ("120 pompa selesai 👮🏽", '310 ribu jiwa & 4 < 5 "semua" orang'),
    2: ("36 ribu orang", "sebelum hari Jumat pekan depan"),
    3: ("Anggaran dipotong separuh",),
    4: ("Anggarannya 12 miliar rupiah", "Saya bicara tanpa nama"),
    5: ("razia dibatalkan",),
}
OFF_RECORD = QUOTES[4][1]
LEAVING = 7
"""Highlights that may leave; one is off the record."""


def make_library(path: Path) -> Store:
    """Make a library: a story, a PDF of two pages, and three articles whose files may not leave."""
    store = Store.create(path)
    files = [
        (markdown.parse(text.encode(), "x.md"), text.encode(), "x.md")
        for text in (STORY, NAMING, UNSAID, SILENT)
    ]
    files.insert(1, (pdf.parse(PAGES, "rilis.PDF"), PAGES, "rilis.PDF"))
    store.call(lambda library: _fill(library, files), saving=True)
    return store


def _fill(library: Library, files: list[tuple[Imported, bytes, str]]) -> None:
    some = [
        articles.NewArticle(imported=made, original=data, source=name) for made, data, name in files
    ]
    articles.add_all(library, some)
    secret = Speaker(uid="s-secret", name=HIDDEN, confidential=True, shown_as="seorang pejabat")
    changes: list[Change] = [Change(None, secret)]
    for number, quotes in QUOTES.items():
        revision = articles.revision(library, number)
        changes += [Change(None, _highlight(number, revision, quote)) for quote in quotes]
    photo = Evidence(
        uid="e-1",
        highlight="h-1-0",
        kind=EvidenceKind.FILE,
        file_name="foto posko.png",
        media_type="image/png",
        target=attach(library, png()),
        note="hanya untuk saya",
    )
    changes.append(Change(None, photo))
    history.replace(library, changes, label="Fill")


def _highlight(article: int, revision: Revision, quote: str) -> Highlight:
    text = revision.text.text
    start = text.index(quote)
    place = QUOTES[article].index(quote)
    return Highlight(
        uid=f"h-{article}-{place}",
        article_id=article,
        revision_id=revision.id,
        quote=Quote(
            exact=quote,
            prefix=text[max(start - 64, 0) : start],
            suffix=text[start + len(quote) : start + len(quote) + 64],
            start=start,
            end=start + len(quote),
            text_sha256=text_sha256(text),
        ),
        note="hanya untuk saya",
        speaker="s-secret" if article == 5 else "",
        terms=Terms.OFF_RECORD if quote == OFF_RECORD else Terms.NONE,
    )


def make_pack(store: Store, output: Path, words: Catalogue) -> Packed:
    """Pack all of a library."""
    found = Gathered()
    for _ in gather(store, Filter(), found):
        pass
    report = build(found.entries, words, title="Banjir", speakers=found.speakers)
    pictured = picturing.Pictured(report)
    for _ in picturing.fetch(store, pictured, found.speakers):
        pass
    packed = Packed()
    for _ in write_pack(store, pictured.report, found, output, words, packed):
        pass
    return packed


def tampered(
    pack: Path,
    output: Path,
    change: Callable[[dict[str, bytes]], None],
    *,
    summed: bool = True,
) -> Path:
    """Write a pack with its files changed, and its sums made anew, as a forger would."""
    with zipfile.ZipFile(pack) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    if summed and SUMS in files:
        files[SUMS] = "".join(
            f"{hashlib.sha256(data).hexdigest()}  {name}\n"
            for name, data in files.items()
            if name != SUMS
        ).encode()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return output


def told_otherwise(files: dict[str, bytes], change: Callable[[dict[str, Any]], None]) -> None:
    """Change what the manifest says."""
    told = json.loads(files[MANIFEST])
    change(told)
    files[MANIFEST] = json.dumps(told).encode()


def named(files: Mapping[str, bytes], start: str) -> str:
    """Find a file by how its name begins."""
    return next(name for name in files if name.startswith(start))
