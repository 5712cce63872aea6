"""Long reports come in parts and are one file all the same."""

import ctypes
import io
import json
import re
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from annotations.errors import PressFailed
from annotations.exporting.paper import pressing
from annotations.exporting.paper.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Page,
    Paragraph,
    Row,
    Style,
    Table,
    Words,
)
from annotations.exporting.paper.joining import NotOurs, join
from annotations.exporting.paper.parts import split
from annotations.exporting.paper.pressing import press
from annotations.exporting.paper.setting import set_in_type

QUOTES = [f"Kutipan nomor {number}: (satu) \\ dua ) 3 0 R endobj" for number in range(60)]


def _document() -> Document:
    blocks: list[Block] = [
        Heading(1, (Words("Judul (a) \\ 5 0 R"),)),
        Paragraph((Words("ke akhir", link="#k-59"), Words(" ke tabel", link="#row-7"))),
    ]
    for number, quote in enumerate(QUOTES):
        if number % 20 == 0:
            blocks.append(Heading(2, (Words(f"Bagian {number}"),), anchor=f"part-{number}"))
        blocks.append(Paragraph((Words(quote, quote=True),), Style.QUOTE, f"k-{number}"))
    head = Row((Cell((Paragraph((Words("Kepala"),)),), is_head=True),) * 2)
    rows = [
        Row(
            (Cell((Paragraph((Words(f"baris {number}"),)),)), Cell((_back(number),))),
            anchor=f"row-{number}",
        )
        for number in range(40)
    ]
    blocks.append(Table((Column(), Column()), (head,), tuple(rows)))
    return Document("Judul", "id", Page.UPRIGHT, tuple(blocks))


def _back(number: int) -> Paragraph:
    return Paragraph((Words(f"K-{number}", link=f"#k-{number}"), Words("→", link="#part-20")))


def _text(document: pypdfium2.PdfDocument, page: int) -> str:
    return " ".join(document[page].get_textpage().get_text_range().split())


def _links(document: pypdfium2.PdfDocument, page: int) -> list[int]:
    """List the pages that the links of a page lead to."""
    at, link, found = ctypes.c_int(0), pdfium.FPDF_LINK(), []
    opened = document[page]  # held as long as its links are looked at
    while pdfium.FPDFLink_Enumerate(opened.raw, at, link):
        dest = pdfium.FPDFLink_GetDest(document.raw, link)
        found.append(pdfium.FPDFDest_GetDestPageIndex(document.raw, dest) if dest else -1)
    return found


def _in_small_parts() -> bytes:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pressing, "WHOLE", 0)
        patched.setattr(pressing, "PART", 2500)
        return b"".join(press(_document(), "2026-11-22"))


@pytest.fixture(scope="module")
def pressed() -> bytes:
    return _in_small_parts()


def test_parts_are_one_file_with_one_count_one_outline_and_links_across(pressed: bytes) -> None:
    document = pypdfium2.PdfDocument(pressed)
    pages = [_text(document, number) for number in range(len(document))]
    outline = [(each.level, each.get_title()) for each in document.get_toc()]
    home = {q: next(n for n, page in enumerate(pages) if q in page) for q in QUOTES}

    assert len(pages) > 4
    assert all(f"{n} / {len(pages)}" in page for n, page in enumerate(pages, start=1))
    assert all("Judul" in page for page in pages[1:])
    assert outline == [
        (0, "Judul (a) \\ 5 0 R"), (1, "Bagian 0"), (1, "Bagian 20"), (1, "Bagian 40"),
    ]  # fmt: skip
    row_7 = next(number for number, page in enumerate(pages) if "baris 7 " in page)
    assert _links(document, 0)[:2] == [home[QUOTES[59]], row_7]
    part_20 = next(number for number, page in enumerate(pages) if "Bagian 20" in page)
    number = int(re.findall(r"baris (\d+)", pages[-1])[0])
    assert _links(document, len(pages) - 1)[:2] == [home[QUOTES[number]], part_20]
    assert "Kepala" in pages[-1]
    assert b"kutip:" not in pressed
    assert b"kutip-at:" not in pressed
    assert document.get_metadata_dict()["Title"] == "Judul"


def test_cutting_a_document_loses_no_block_and_leaves_no_heading_behind() -> None:
    data, pictures = set_in_type(_document(), "2026-11-22")
    whole = json.dumps(data)
    parts = split(json.loads(whole), pictures, 2500)

    assert len(parts) > 4
    for quote in QUOTES:
        assert sum(quote in json.dumps(part).replace("\\\\", "\\") for part in parts) == 1
    assert all(part["blocks"][-1]["k"] != "h" for part in parts)
    rows = [row for part in parts for block in part["blocks"] for row in block.get("rows", ())]
    assert len(rows) == 40
    assert split(json.loads(whole), pictures, 10**9) == [json.loads(whole)]


def test_rows_that_a_cell_reaches_over_stay_together() -> None:
    def row(number: int) -> dict[str, Any]:
        deep = {"c": [], "r": 3} if number % 3 == 0 else {"c": []}
        return {"c": [deep, {"c": [{"k": "p", "i": ["x" * 40]}]}]}

    table = {"k": "t", "w": ["", ""], "head": [], "rows": [row(number) for number in range(12)]}
    parts = split({"blocks": [table]}, {}, 200)

    counts = [len(block["rows"]) for part in parts for block in part["blocks"]]
    assert sum(counts) == 12
    assert all(count % 3 == 0 for count in counts)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"startxref\n9\n/Root 1 0 R/Info 2 0 R"])
def test_files_of_others_are_not_joined(data: bytes) -> None:
    with pytest.raises(NotOurs):
        join([data, data], data)


def test_the_same_parts_are_the_same_file_that_names_nobody(pressed: bytes) -> None:
    opened = pypdf.PdfReader(io.BytesIO(pressed))

    assert pressed == _in_small_parts()
    about = {name: str(value) for name, value in (opened.metadata or {}).items()}
    assert about.pop("/Creator").startswith("Typst")
    assert about == {
        "/Title": "Judul",
        "/CreationDate": "D:20261122000000Z",
        "/ModDate": "D:20261122000000Z",
    }
    assert str(opened.root_object["/Lang"]) == "id"
    assert f"<xmpTPg:NPages>{len(opened.pages)}<".encode() in pressed


def test_places_keep_their_height_on_the_page(pressed: bytes) -> None:
    opened = pypdf.PdfReader(io.BytesIO(pressed))
    places = [link.get_object()["/Dest"] for link in opened.pages[0]["/Annots"]]  # type: ignore[attr-defined]

    assert all(kind == "/XYZ" and 0 < top < 842 for _, kind, _, top, _ in places)
    assert len({(page.idnum, top) for page, _, _, top, _ in places}) == len(places)


def test_what_cannot_be_joined_is_said() -> None:
    with pytest.raises(PressFailed, match="NotOurs"):
        list(pressing._pressed(pressing._joining([b"%PDF-1.7\n"] * 2, b"")))
