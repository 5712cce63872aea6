"""EPUB, by two programs and by hand."""

# Templates of pages are not wrapped; what goes into JSON has any type.
# ruff: noqa: E501

import zipfile
from io import BytesIO

from kept import keep, maybe, metadata
from office import libreoffice, pandoc, python_docx
from stories import Story, as_html, paragraphs, piece_html, story, structure

XHTML = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'


def make() -> None:
    """Write every book."""
    for source in ("book", "chapters"):
        read = story(source)
        data = pandoc(read, "epub", "--epub-chapter-level=1", byline=True)
        keep_book(f"{source}-pandoc.epub", data, read, "pandoc")
    read = story("report")
    keep_book("report-pandoc.epub", pandoc(read, "epub", byline=True), read, "pandoc", notes=True)
    read = story("wetlands")
    data = libreoffice(python_docx(read), "docx", "epub")
    keep_book("wetlands-libreoffice.epub", data, read, "LibreOffice", structured=False)
    read = story("chapters")
    keep_book("chapters-epub2.epub", old_book(read), read, "written by hand")


def keep_book(
    name: str,
    data: bytes,
    read: Story,
    made_by: str,
    *,
    structured: bool = True,
    notes: bool = False,
) -> None:
    """Write a book; its title page may say the title and the author again."""
    text = [*maybe(read.title, read.byline, read.title), *paragraphs(read)]
    said = (
        metadata(read, "title", "byline") if made_by != "LibreOffice" else metadata(read, "title")
    )
    counts = structure(read, headline=False) if structured else None
    if counts:
        counts.pop("headings")  # a title page and a table of contents may add one
        counts.pop("notes", None)
    chapters = [piece.items[0] for piece in read.pieces if piece.kind == "h" and piece.level == 1]
    others = {"chapters": chapters} if chapters else {}
    keep("epub", name, data, text, said, made_by, counts=None if notes else counts, **others)


def old_book(read: Story) -> bytes:
    """Write an EPUB 2: a table of contents beside the text, a cover, the spine in its order."""
    chapters: list[tuple[str, list[str]]] = []
    for piece in read.pieces:
        if piece.kind == "h":
            chapters.append((piece.items[0], []))
        chapters[-1][1].append(piece_html(piece))
    members = {
        "META-INF/container.xml": '<?xml version="1.0"?><container version="1.0" '
        'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "OEBPS/cover.xhtml": f'{XHTML}<head><title>Cover</title></head><body><img src="c.jpg" alt=""/></body></html>',
    }
    names = []
    for place, (title, pieces) in enumerate(chapters, start=1):
        names.append(f"part{9 - place:04}.xhtml")  # the spine, not the name, says the order
        members[f"OEBPS/{names[-1]}"] = (
            f"{XHTML}<head><title>{title}</title></head><body>{''.join(pieces)}</body></html>"
        )
    manifest = "".join(
        f'<item id="c{place}" href="{name}" media-type="application/xhtml+xml"/>'
        for place, name in sorted(enumerate(names), key=lambda each: each[1])
    )
    spine = "".join(f'<itemref idref="c{place}"/>' for place in range(len(names)))
    members["OEBPS/content.opf"] = (
        '<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0" '
        'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>{as_html(read.title)}</dc:title>'
        f'<dc:creator opf:role="aut">{read.byline}</dc:creator><dc:publisher>{read.outlet}</dc:publisher>'
        f'<dc:date opf:event="publication">{read.date}</dc:date><dc:language>{read.lang}</dc:language>'
        '<dc:identifier id="id">urn:uuid:0c1e</dc:identifier></metadata><manifest>'
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        f'<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>{manifest}</manifest>'
        f'<spine toc="ncx"><itemref idref="cover"/>{spine}</spine></package>'
    )
    points = "".join(
        f'<navPoint id="n{place}" playOrder="{place}"><navLabel><text>{title}</text></navLabel>'
        f'<content src="{name}"/></navPoint>'
        for place, (name, (title, _)) in enumerate(zip(names, chapters, strict=True))
    )
    members["OEBPS/toc.ncx"] = (
        '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head/>'
        f"<docTitle><text>{as_html(read.title)}</text></docTitle><navMap>{points}</navMap></ncx>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip", zipfile.ZIP_STORED)
        for name, held in members.items():
            target.writestr(zipfile.ZipInfo(name), held)
    return buffer.getvalue()
