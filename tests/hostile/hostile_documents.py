"""PDF, RTF, pictures, and files of other kinds under the names of documents."""

import struct
import zlib
from collections.abc import Iterator

from tests.hostile.hostile import STORY, Hostile, filled, fixed

GIGABYTE = 1_000_000_000
HEAD = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\\f0 "


def inputs() -> Iterator[Hostile]:
    """List them."""
    yield from _rich_texts()
    yield from _odd_rich_texts()
    yield from _papers()
    yield from _odd_papers()
    yield from _broken_papers()
    yield from _pictures()
    yield from _others()


def _rich_texts() -> Iterator[Hostile]:
    yield fixed("good.rtf", (HEAD + STORY + " kaya\\par}").encode(), "imports", "pompa")
    yield fixed("rtf-depth.rtf", (HEAD + "{" * 500_000 + "a").encode())
    yield fixed(
        "rtf-never-closed.rtf",
        (HEAD + STORY + " terbuka\\par" + "{\\b x" * 50).encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "rtf-closed-too-often.rtf",
        (HEAD + STORY + " tertutup\\par" + "}" * 50_000).encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "rtf-binary.rtf",
        (HEAD + STORY + " biner\\par\\bin2000000000 x}").encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "rtf-numbers.rtf",
        (HEAD + f"\\u{'9' * 6000} \\fs{'-9' * 3000} " + STORY + " angka\\par}").encode(),
        "imports",
        "pompa",
    )
    yield fixed("rtf-skips.rtf", (HEAD + "\\uc1000000\\u945 " + "x" * 5000 + "}" + STORY).encode())


def _odd_rich_texts() -> Iterator[Hostile]:
    yield fixed(
        "rtf-surrogates.rtf",
        (HEAD + STORY + " \\u-10179? \\u-9216? \\u-10179?a\\par}").encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "rtf-hexadecimal.rtf",
        (HEAD + STORY + " \\'zz\\'4\\'" + "\\par}").encode(),
        "imports",
        "pompa",
    )
    yield fixed("rtf-of-words.rtf", (HEAD + "\\par" * 1_000_000 + STORY + "}").encode())
    yield filled(
        "rtf-includes.rtf",
        HEAD
        + '{\\field{\\*\\fldinst INCLUDETEXT "FILE"}{\\fldrslt x}}{\\object\\objautlink\\objdata 00}{\\*\\template http://ADDRESS/} '
        + STORY
        + " sisipan\\par}",
        "imports",
        "pompa",
    )
    yield fixed("rtf-cut.rtf", (HEAD + STORY)[:60].encode())


def pdf(objects: list[bytes], *, trailer: bytes = b"") -> bytes:
    """Write a PDF of these objects; the first is the catalogue."""
    out, starts = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        at,
    )
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Write a stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
LINES = [STORY[start : start + 60] for start in range(0, len(STORY), 60)]
WORDS = (
    b"BT /F 12 Tf 14 TL 72 720 Td " + b"".join(b"(%s) ' " % line.encode() for line in LINES) + b"ET"
)


def paper(
    content: bytes = b"", page: bytes = b"", catalogue: bytes = b"", more: list[bytes] | None = None
) -> bytes:
    """Write a PDF of one page; objects from 6 on are `more`."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>/Contents 4 0 R" + page + b">>",
            content or stream(WORDS),
            FONT,
            *(more or []),
        ]
    )  # fmt: skip


def _squeezed(size: int) -> bytes:
    packer = zlib.compressobj(9)
    block = b" " * 10_000_000
    return b"".join([*(packer.compress(block) for _ in range(size // len(block))), packer.flush()])


def _papers() -> Iterator[Hostile]:
    good = paper()
    yield fixed("good.pdf", good, "imports", "pompa")
    yield fixed("pdf-called-text.txt", paper(catalogue=b"/A 1"), "imports", "pompa")
    yield Hostile(
        "pdf-bomb.pdf", lambda _: paper(stream(_squeezed(GIGABYTE), b"/Filter/FlateDecode"))
    )
    twice = zlib.compress(_squeezed(GIGABYTE), 9)
    yield Hostile(
        "pdf-double-bomb.pdf", lambda _: paper(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))
    )
    yield fixed(
        "pdf-page-circle.pdf",
        pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1000000>>"]),
    )
    yield fixed(
        "pdf-a-million-pages.pdf",
        pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[" + b"3 0 R " * 1_000_000 + b"]/Count 1000000>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
            ]
        ),
    )
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    yield fixed(
        "pdf-form-circle.pdf", paper(stream(WORDS + b" /X Do"), more=[stream(b"/X Do " * 50, form)])
    )


def _odd_papers() -> Iterator[Hostile]:
    yield fixed("pdf-huge-page.pdf", paper(page=b"/MediaBox[0 0 99999999 99999999]/UserUnit 1000"))
    yield fixed("pdf-empty-page.pdf", paper(page=b"/MediaBox[0 0 0 0]"))
    yield fixed("pdf-depth.pdf", paper(catalogue=b"/A " + b"[" * 200_000))
    yield fixed(
        "pdf-a-million-letters.pdf",
        paper(stream(b"BT /F 1 Tf 1 1 Td " + b"(a)Tj " * 1_000_000 + b"ET")),
    )
    yield fixed(
        "pdf-letters-on-one-spot.pdf",
        paper(stream(b"BT /F 12 Tf 72 720 Td " + b"(pompa) Tj -30 0 Td " * 40_000 + b"ET")),
    )
    yield fixed(
        "pdf-far-away.pdf",
        paper(stream(b"BT /F 12 Tf 1e30 -1e30 Td (a) Tj 1e38 1e38 Td (b) Tj ET")),
    )
    yield fixed(
        "pdf-script.pdf",
        paper(catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        "imports",
        "pompa",
    )
    yield filled(
        "pdf-launch.pdf",
        paper(
            catalogue=b"/OpenAction<</S/Launch/F(FILE)>>/AA<</WC<</S/URI/URI(http://ADDRESS/)>>>>"
        ).decode("latin-1"),
        "",
        "",
    )
    yield fixed(
        "pdf-locked.pdf",
        paper().replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O("
            + b"a" * 32
            + b")/U("
            + b"b" * 32
            + b")>>/ID[(a)(b)]",
        ),
        "fails",
    )
    yield fixed(
        "pdf-label-circle.pdf", paper(catalogue=b"/PageLabels 6 0 R", more=[b"<</Kids[6 0 R]>>"])
    )
    yield fixed(
        "pdf-labels-of-letters.pdf",
        paper(catalogue=b"/PageLabels<</Nums[0<</S/A/St 2000000000>>]>>"),
    )


def _broken_papers() -> Iterator[Hostile]:
    good = paper()
    yield fixed("pdf-only-its-head.pdf", b"%PDF-1.4\n", "fails")
    for share in (10, 50, 90):
        yield fixed(f"cut-at-{share}.pdf", good[: len(good) * share // 100])
    noise = bytearray(good)
    for at in range(20, len(noise), 37):
        noise[at] ^= 0x55
    yield fixed("pdf-of-noise.pdf", bytes(noise))
    yield fixed(
        "pdf-image-bomb.pdf",
        paper(
            stream(b"q 500 0 0 500 0 0 cm /X Do Q"),
            more=[
                stream(
                    _squeezed(100_000_000),
                    b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode",
                )
            ],
        ),
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes | None = None, extra: bytes = b"") -> bytes:
    """Write a grey picture."""
    rows = data if data is not None else zlib.compress((b"\0" + b"\x80" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + extra
        + _chunk(b"IDAT", rows)
        + _chunk(b"IEND", b"")
    )


def _pictures() -> Iterator[Hostile]:
    yield fixed("good.png", png(60, 40), "imports")
    yield fixed("png-of-2-gigapixels.png", png(50_000, 50_000, b""))
    yield fixed("png-bomb.png", png(30_000, 30_000, _squeezed(900_000_000)))
    yield fixed("png-without-size.png", png(0, 0, b""))
    yield fixed(
        "png-of-texts.png", png(8, 8, extra=_chunk(b"zTXt", b"a\0\0" + _squeezed(500_000_000)) * 3)
    )
    yield fixed("png-cut.png", png(60, 40)[:40])
    yield fixed(
        "jpeg-of-2-gigapixels.jpg",
        b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01\xff\xd9",
    )
    yield fixed("jpeg-of-markers.jpg", b"\xff\xd8" + b"\xff\xe1\x00\x02" * 200_000 + b"\xff\xd9")
    yield fixed("jpeg-cut.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01")


def _others() -> Iterator[Hostile]:
    yield fixed("program.md", b"\x7fELF\x02\x01\x01" + bytes(5_000), "fails")
    yield fixed("windows-program.docx", b"MZ\x90\x00" + bytes(5_000), "fails")
    yield fixed("database.txt", b"SQLite format 3\0" + bytes(5_000), "fails")
    yield fixed("old-word.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000), "fails")
    yield fixed("sound.txt", b"ID3\x04" + bytes(range(256)) * 40, "fails")
    yield fixed("film.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(5_000), "fails")
    yield fixed("gzip.txt", b"\x1f\x8b\x08\x00" + bytes(range(256)) * 40, "fails")
    yield fixed("seven.zip", b"7z\xbc\xaf\x27\x1c" + bytes(range(256)) * 40, "fails")
    yield fixed("rar.zip", b"Rar!\x1a\x07\x01\x00" + bytes(range(256)) * 40, "fails")
    yield filled(
        "svg-of-entities.svg",
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://FILE">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    )
    yield fixed(
        "xml-of-laughs.xml",
        (
            "<!DOCTYPE a [<!ENTITY a 'lol'>"
            + "".join(
                f"<!ENTITY {b} '{f'&{a};' * 10}'>"
                for a, b in zip("abcdefgh", "bcdefghi", strict=True)
            )
            + "]><a>&i;</a>"
        ).encode(),
    )
