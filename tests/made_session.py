"""A library with two articles and a session on it, for tests of the window."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotations.facts import WrittenDate
from annotations.model import Imported, Metadata, Span
from annotations.richtext import parse_plain
from annotations.storage import articles
from annotations.storage.library import Library
from annotations.storage.store import Store
from annotations.vocabulary import DatePrecision
from desktop.session import Session
from resources import Catalogue, catalogue

PUMPS = (
    "Wali Kota Janjikan 120 Pompa\n\n"
    "\u201cKami pastikan 120 pompa selesai dipasang sebelum 1 Desember 2026, dan tidak ada lagi"
    " alasan,\u201d kata Wali Kota Ratna Wibisono.\n\n"
    "Pompa itu akan melindungi 310 ribu jiwa di 24 kelurahan. Kewajiban itu diatur dalam"
    " Pasal 12 ayat (3) Peraturan Daerah Nomor 7 Tahun 2021 \U0001f6b0 tentang banjir."
)
LAND = "Warga Menunggu Ganti Rugi\n\nTiga kelurahan menunggu, kata Bagas Pranoto."


@dataclass
class Signature:
    """The settings a session reads."""

    author: str = "S.L."


def add_article(library: Library, text: str) -> int:
    """Store a made-up article and give its number."""
    title = text.partition("\n")[0]
    published = WrittenDate("14/10/2026", "2026-10-14", "2026-10-14", DatePrecision.DAY)
    about = Metadata(title=title, outlet="Harian Arunika", published=published, language="id")
    imported = Imported(
        text=parse_plain(text),
        metadata=about,
        encoding="utf-8",
        importer="plain",
        importer_version=1,
    )
    new = articles.NewArticle(imported=imported, original=text.encode(), source=f"{title}.txt")
    return articles.add_all(library, [new])[0].article


def library_with_two(path: Path) -> Store:
    """Make a library at `path` with PUMPS as article 1 and LAND as article 2."""
    store = Store.create(path)
    for text in (PUMPS, LAND):
        store.call(partial(add_article, text=text), saving=True)
    return store


@contextmanager
def session_on(store: Store, words: Catalogue | None = None) -> Iterator[Session]:
    """Open a session, and stop it before the store goes."""
    session = Session(store, words or catalogue("en"), Signature())
    try:
        yield session
    finally:
        session.abandon()
        session.deleteLater()
        store.close()


def span_of(words: str, text: str = PUMPS) -> Span:
    """Find where words stand."""
    start = text.index(words)
    return Span(start, start + len(words))
