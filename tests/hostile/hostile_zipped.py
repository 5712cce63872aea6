"""Documents that are ZIP archives inside: Word, OpenDocument, electronic books."""

from collections.abc import Iterator

from tests.hostile.hostile import STORY, Hostile, Place, fixed
from tests.hostile.hostile_archives import bombed, zipped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>',
}
ODT_TYPE = "application/vnd.oasis.opendocument.text"
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="{opf}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
OPF = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Buku</dc:title></metadata><manifest>'
    '<item id="a" href="{href}" media-type="application/xhtml+xml"/></manifest><spine>{spine}</spine></package>'
)
CHAPTER = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>B</title></head><body><p>{STORY}</p></body></html>'


def inputs() -> Iterator[Hostile]:
    """List them."""
    yield Hostile(
        "bomb-of-docx.docx", lambda _: bombed("word/document.xml", others={**DOCX}), "fails"
    )
    yield Hostile(
        "bomb-of-odt.odt", lambda _: bombed("content.xml", others={"mimetype": ODT_TYPE}), "fails"
    )
    yield Hostile("bomb-of-epub.epub", lambda _: bombed("a.xhtml", others=book()), "fails")
    yield from _words()
    yield from _odd_words()
    yield from _books()
    yield from _open_documents()


def _word(inside: str, head: str = "", others: dict[str, bytes | str] | None = None) -> bytes:
    document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>'
    return zipped({**DOCX, "word/document.xml": document, **(others or {})})


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a0 'lol'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


def _outside(place: Place) -> str:
    return f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{place.secret_file}"><!ENTITY y SYSTEM "http://{place.address}/">]>'


def _words() -> Iterator[Hostile]:
    good = _word(_paragraph(STORY))
    yield fixed("good.docx", good, "imports", "pompa")
    yield fixed("docx-called-text.txt", _word(_paragraph("teks " + STORY)), "imports", "pompa")
    yield fixed("docx-of-laughs.docx", _word(_paragraph("&a9;"), LAUGHS), "fails")
    yield Hostile(
        "docx-of-entities.docx", lambda p: _word(_paragraph("&x;&y;"), _outside(p)), "fails"
    )
    yield fixed("docx-depth.docx", _word("<w:sdt><w:sdtContent>" * 100_000))
    yield fixed(
        "docx-of-tables.docx",
        _word("<w:tbl><w:tr><w:tc>" * 2_000 + _paragraph("a") + "</w:tc></w:tr></w:tbl>" * 2_000),
    )
    yield fixed("docx-of-paragraphs.docx", _word("<w:p/>" * 2_000_000 + _paragraph(STORY)))
    yield fixed(
        "docx-of-notes.docx",
        _word(
            _paragraph(STORY) + "<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>" * 50_000,
            others={
                "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="1">{_paragraph("catatan " * 2_000)}</w:footnote></w:footnotes>'
            },
        ),
    )
    yield fixed("docx-without-document.docx", zipped({**DOCX}), "fails")
    yield fixed("docx-with-broken-xml.docx", _word(_paragraph(STORY) + "<w:p><w:r>"), "fails")


def _odd_words() -> Iterator[Hostile]:
    good = _word(_paragraph(STORY))
    yield fixed(
        "docx-style-circle.docx",
        _word(
            f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>{STORY}</w:t></w:r></w:p>',
            others={
                "word/styles.xml": f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
            },
        ),
        "imports",
        "pompa",
    )
    yield fixed(
        "docx-list-levels.docx",
        _word(
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="-5"/></w:numPr></w:pPr><w:r><w:t>{STORY}</w:t></w:r></w:p>'
        ),
        "imports",
        "pompa",
    )
    yield Hostile(
        "docx-remote-template.docx",
        lambda p: _word(_paragraph("templat " + STORY), others={"word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://x/attachedTemplate" Target="http://{p.address}/t" TargetMode="External"/></Relationships>'}),
        "imports",
        "pompa",
    )  # fmt: skip
    for share in (20, 60, 95):
        yield fixed(f"cut-at-{share}.docx", good[: len(good) * share // 100])
    yield fixed(
        "locked.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 2000
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 2000,
        "fails",
    )


def book(
    href: str = "a.xhtml", spine: str = '<itemref idref="a"/>', opf: str = "b.opf"
) -> dict[str, bytes | str]:
    """Make the members of a book but its chapters."""
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER.format(opf=opf),
        "b.opf": OPF.format(href=href, spine=spine),
    }


def _books() -> Iterator[Hostile]:
    good = {**book(), "a.xhtml": CHAPTER}
    yield fixed("good.epub", zipped(good, stored=("mimetype",)), "imports", "pompa")

    def outside(place: Place) -> bytes:
        opf = _outside(place) + OPF.format(href="a.xhtml", spine="&x;")
        return zipped({**good, "b.opf": opf})

    yield Hostile("epub-of-entities.epub", outside, "fails")
    yield fixed(
        "epub-of-laughs.epub",
        zipped({**good, "META-INF/container.xml": LAUGHS + CONTAINER.format(opf="&a9;")}),
        "fails",
    )
    yield fixed(
        "epub-path-above.epub", zipped({**book("../../../../etc/passwd"), "a.xhtml": CHAPTER})
    )
    yield fixed(
        "epub-file-address.epub", zipped({**book("file:///etc/passwd"), "a.xhtml": CHAPTER})
    )
    yield fixed(
        "epub-same-chapter.epub",
        zipped(
            {
                **book(spine='<itemref idref="a"/>' * 100_000),
                "a.xhtml": CHAPTER.replace(STORY, STORY * 30),
            }
        ),
    )
    yield fixed("epub-opf-missing.epub", zipped(book(opf="c.opf")), "fails")
    yield fixed(
        "epub-locked.epub",
        zipped(
            {
                **good,
                "META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/><CipherData><CipherReference URI="a.xhtml"/></CipherData></EncryptedData></encryption>',
            }
        ),
        "fails",
    )
    whole = zipped(good)
    yield fixed("cut.epub", whole[: len(whole) * 2 // 3])


OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def _content(inside: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<office:document-content {OFFICE}><office:body><office:text>{inside}</office:text></office:body></office:document-content>'


def _open_documents() -> Iterator[Hostile]:
    def odt(content: str) -> bytes:
        return zipped({"mimetype": ODT_TYPE, "content.xml": content}, stored=("mimetype",))

    yield fixed("good.odt", odt(_content(f"<text:p>{STORY} satu</text:p>")), "imports", "pompa")
    yield Hostile(
        "odt-of-entities.odt",
        lambda p: odt(_content("<text:p>&x;&y;</text:p>", _outside(p))),
        "fails",
    )
    yield fixed("odt-of-laughs.odt", odt(_content("<text:p>&a9;</text:p>", LAUGHS)), "fails")
    yield fixed(
        "odt-of-spaces.odt", odt(_content(f'<text:p>{STORY}<text:s text:c="2000000000"/></text:p>'))
    )
    yield fixed("odt-depth.odt", odt(_content("<text:section>" * 200_000)))
    yield fixed(
        "odt-of-lists.odt",
        odt(
            _content(
                "<text:list><text:list-item>" * 3_000
                + "<text:p>a</text:p>"
                + "</text:list-item></text:list>" * 3_000
            )
        ),
    )
    yield Hostile("flat-of-entities.fodt", lambda p: _flat(_outside(p), "&x;"), "fails")
    yield fixed("flat-of-laughs.fodt", _flat(LAUGHS, "&a9;"), "fails")
    whole = odt(_content(f"<text:p>{STORY} dua</text:p>"))
    yield fixed("cut.odt", whole[: len(whole) // 2])


def _flat(head: str, words: str) -> bytes:
    return f'<?xml version="1.0"?>{head}<office:document {OFFICE} office:mimetype="{ODT_TYPE}"><office:body><office:text><text:p>{words}</text:p></office:text></office:body></office:document>'.encode()
