"""A PDF made here, an article with its pages, and what a page looks like where words stand."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from annotations.model import Block, Imported, Locator, Metadata, Place, RichText
from annotations.storage import articles
from annotations.storage.articles import NewArticle
from annotations.storage.store import Store
from annotations.vocabulary import BlockKind, LocatorKind

PAGES = (
    "Putusan tentang banjir di Kota Contoh. Wali kota wajib memasang seratus pompa.",
    "Menimbang bahwa warga menunggu ganti rugi selama dua tahun lamanya dan belum menerima",
    "apa pun sampai hari ini. Mengadili sendiri dan menghukum tergugat membayar kerugian.",
)
"""The words of each page; the second sentence of page 2 goes on over to page 3."""
SCALE = 10  # units of the writer a point


def pdf(pages: tuple[str, ...] = PAGES) -> bytes:
    """Print each text on an A5 page of its own, below a running head."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72 * SCALE)
    writer.setPageSize(QPageSize(QSizeF(420, 595), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    painter = QPainter(writer)
    font = QFont("Source Serif 4")
    font.setPixelSize(14 * SCALE)
    painter.setFont(font)
    for number, text in enumerate(pages):
        if number:
            writer.newPage()
        painter.drawText(60 * SCALE, 40 * SCALE, f"Kepala {number + 41}")
        box = QRectF(60 * SCALE, 90 * SCALE, 300 * SCALE, 400 * SCALE)
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap), text)
    painter.end()
    return bytes(buffer.data().data())


def scan() -> bytes:
    """Make a picture of a page."""
    picture = QImage(600, 800, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.fillRect(80, 100, 400, 40, Qt.GlobalColor.black)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload] # the stub knows bytes only
    return bytes(buffer.data().data())


def article(data: bytes, pages: tuple[str, ...] = PAGES, source: str = "putusan.pdf") -> NewArticle:
    """Make an article of one block, a place for each page, labelled 41 and on."""
    text = " ".join(pages)
    places, start = [], 0
    for number, each in enumerate(pages, start=1):
        locator = Locator(LocatorKind.PAGE, str(number + 40), number)
        places.append(Place(start, start + len(each), locator))
        start += len(each) + 1
    blocks = (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),) if text else ()
    imported = Imported(
        text=RichText(text, blocks, (), tuple(places)),
        metadata=Metadata(title="Putusan Banjir" if text else "Surat yang dipindai"),
        encoding="",
        importer="pdf",
        importer_version=1,
        pages=max(len(pages), 1),
    )
    return NewArticle(imported=imported, original=data, source=source)


def library_of_pages(path: Path) -> Path:
    """Make a library: an article without pages, a scan, a short PDF, one with full pages."""
    from tests.made_window import NEWS, parsed

    long = tuple(f"Halaman {n}. " + f"Kalimat panjang tentang banjir {n}. " * 40 for n in (1, 2, 3))
    made = [
        parsed("a.md", NEWS),
        article(scan(), (), "surat.png"),
        article(pdf()),
        article(pdf(long), long, "panjang.pdf"),
    ]
    with Store.create(path) as store:
        store.call(lambda opened: articles.add_all(opened, made), saving=True)
    return path
