"""Word, OpenDocument and RTF files, as several programs write them."""

# Templates of pages are not wrapped; what goes into JSON has any type.
# ruff: noqa: E501, ANN401

import re
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from kept import keep, keep_story, maybe, metadata, whole
from simple import markdown
from stories import EMPHASIS, LINK, STRONG, Story, paragraphs, plain, story, structure

PANDOC, OFFICE = "pandoc", "LibreOffice"


def pandoc(read: Story, to: str, *options: str, byline: bool = False) -> bytes:
    """Have pandoc write a story with its title, author and date as properties."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"out.{to}")
        fields = [f"--metadata=title={read.title}", f"--metadata=lang={read.lang}"]
        if byline and read.byline:
            fields.append(f"--metadata=author={read.byline}")
        command = ["pandoc", "-f", "markdown", "-s", *fields, *options, "-o", target]
        subprocess.run(command, input=read.body.encode(), check=True)
        return target.read_bytes()


def libreoffice(data: bytes, suffix: str, to: str) -> bytes:
    """Convert a file by LibreOffice; `to` may name a filter: "rtf", "docx:Office Open XML Text"."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"in.{suffix}")
        source.write_bytes(data)
        home = f"-env:UserInstallation=file://{tempfile.gettempdir()}/corpus-libreoffice"
        command = ["soffice", home, "--headless", "--convert-to", to, "--outdir", folder, source]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return Path(folder, f"in.{to.split(':', maxsplit=1)[0]}").read_bytes()


def python_docx(read: Story, *, byline: str = "", comment: str = "") -> bytes:
    """Write a story by python-docx, with properties, page head and foot, and a comment if asked."""
    from docx import Document

    document = Document()
    said = document.core_properties
    said.title, said.author, said.language = read.title, read.byline or read.outlet, read.lang
    document.sections[0].header.paragraphs[0].text = f"{read.outlet} INTERNAL DRAFT"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 3"
    document.add_heading(read.title, 0)
    if byline:
        document.add_paragraph(byline)
    first = None
    for piece in read.pieces:
        if piece.kind == "table":
            _table(document, piece.rows)
            continue
        for item in piece.items:
            first = (
                _paragraph(document, piece, item)
                if first is None
                else (_paragraph(document, piece, item) and first)
            )
    if comment and first is not None:
        document.add_comment(first.runs, text=comment, author="Desk", initials="D")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


STYLES = {"ul": "List Bullet", "ol": "List Number", "quote": "Quote", "p": None}


def _paragraph(document: Any, piece: Any, item: str) -> Any:
    if piece.kind == "h":
        return document.add_heading(plain(item), piece.level - 1)
    paragraph = document.add_paragraph(style=STYLES[piece.kind])
    marks = re.compile(rf"({LINK.pattern}|{STRONG.pattern}|{EMPHASIS.pattern})")
    end = 0
    for found in marks.finditer(item):
        paragraph.add_run(item[end : found.start()])
        if found[2]:
            _link(paragraph, found[2], found[3])
        else:
            run = paragraph.add_run(found[4] or found[5])
            run.bold, run.italic = bool(found[4]), bool(found[5])
        end = found.end()
    paragraph.add_run(item[end:])
    return paragraph


def _link(paragraph: Any, words: str, target: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    number = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), number)
    run = paragraph.add_run(words)
    link.append(run._r)  # noqa: SLF001 - the library has no way of its own
    paragraph._p.append(link)  # noqa: SLF001


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = plain(words)


def tracked(data: bytes) -> bytes:
    """Change words in the XML of a Word file as a colleague's tracked changes."""
    with zipfile.ZipFile(BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    text = members["word/document.xml"].decode()
    who = 'w:id="{}" w:author="Desk" w:date="2024-06-03T08:00:00Z"'
    old, new = "half a mile", "about half a mile"
    text = text.replace(
        old,
        f'</w:t></w:r><w:del {who.format(901)}><w:r><w:delText xml:space="preserve">a full mile</w:delText></w:r>'
        f'</w:del><w:ins {who.format(902)}><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve">',
        1,
    )
    members["word/document.xml"] = text.encode()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, held in members.items():
            target.writestr(name, held)
    return buffer.getvalue()


def make() -> None:
    """Write all three formats."""
    make_docx()
    make_from_pandoc()
    make_from_libreoffice()
    make_tricky()
    make_by_hand()


def make_docx() -> None:
    """Write Word files by python-docx, one with a comment, one with tracked changes."""
    read = story("harbour")
    said = metadata(read, "title", "byline", "language")
    head = f"By {read.byline}"
    data = python_docx(read, byline=head)
    noise = ["INTERNAL DRAFT", "Page 1 of 3"]
    keep_story("docx", "harbour.docx", data, read, said, "python-docx", head, absent=noise)
    read = story("pelabuhan")
    said = metadata(read, "title", "language")
    remark = "Tolong cek angka ini dengan otoritas pelabuhan."
    data = python_docx(read, comment=remark)
    counts = structure(read) | {"notes": 1}
    keep_story(
        "docx",
        "pelabuhan-comment.docx",
        data,
        read,
        said,
        "python-docx",
        counts=counts,
        absent=[remark, *noise],
        notes=[remark],
    )
    read = story("ferry")
    data = tracked(python_docx(read))
    changed = [line.replace("half a mile", "about half a mile") for line in whole(read)]
    said = metadata(read, "title")
    keep("docx", "ferry-tracked.docx", data, changed, said, "python-docx", absent=["a full mile"])
    read = story("rilis-listrik")
    data = python_docx(read, byline="SIARAN PERS")
    said = metadata(read, "title", "kind", "language")
    keep_story("docx", "rilis-siaran-pers.docx", data, read, said, "python-docx", "SIARAN PERS")


def make_from_pandoc() -> None:
    """Have pandoc write each of the formats, with footnotes."""
    cases = (
        ("report", "docx"),
        ("laporan", "docx"),
        ("report", "odt"),
        ("banjir", "odt"),
        ("laporan", "rtf"),
        ("wetlands", "rtf"),
    )
    for source, to in cases:
        read = story(source)
        data = pandoc(read, to, byline=True)
        said = metadata(read, "title", "language")
        if to != "rtf":
            said["byline"] = read.byline
        head = maybe(read.byline)
        counts = structure(read)
        if to == "rtf":  # a title and a quotation look there like any other paragraph
            counts["headings"] -= 1
            counts["quotes"] = 0
        keep_story(to, f"{source}-pandoc.{to}", data, read, said, PANDOC, *head, counts=counts)


def make_from_libreoffice() -> None:
    """Have LibreOffice convert a Word file or a text of its own into the others."""
    notes = python_docx(story("jembatan"))
    report = pandoc(story("laporan"), "odt")
    budget = python_docx(story("budget"))
    release = python_docx(story("release-water"))
    cases = (
        ("jembatan", notes, "docx", "odt"),
        ("laporan", report, "odt", "docx:Office Open XML Text"),
        ("budget", budget, "docx", "rtf"),
        ("laporan", report, "odt", "rtf"),
        ("release-water", release, "docx", "odt"),
        ("release-water", release, "docx", "html:HTML (StarWriter)"),
    )
    for source, data, suffix, chosen in cases:
        read = story(source)
        made = libreoffice(data, suffix, chosen)
        to = chosen.split(":")[0]
        said = metadata(read, "title")
        head = []
        counts = structure(read)
        if to == "html":
            head = maybe(f"{read.outlet} INTERNAL DRAFT")
            counts = structure(read, emphasis=False)
        keep_story(
            to,
            f"{source}-libreoffice.{to}",
            made,
            read,
            said,
            OFFICE,
            *head,
            counts=counts,
            absent=["Page 1 of 3"],
        )
    read = story("harbour")
    remark = "Has the lawyer seen this?"
    made = libreoffice(python_docx(read, comment=remark), "docx", "odt")
    keep_story(
        "odt",
        "harbour-comment.odt",
        made,
        read,
        metadata(read, "title"),
        OFFICE,
        counts=structure(read) | {"notes": 1},
        absent=[remark],
        notes=[remark],
    )


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TRICKS = f"""<w:body xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<w:sdt><w:sdtContent><w:p><w:r><w:t>Hakim menunda sidang dua pekan karena dua saksi sakit.</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:p><w:r><w:t xml:space="preserve">Jaksa menyatakan </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>catatan tersembunyi </w:t></w:r>
<w:r><w:t>berkas sudah lengkap.</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Lihat </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://contoh.example/berkas" </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>berkas perkara</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:t xml:space="preserve"> Nomor 12</w:t></w:r><w:r><w:noBreakHyphen/><w:t>B.</w:t></w:r></w:p>
<w:p><w:r><w:t>Alamat kantor:</w:t><w:br/><w:t>Jalan Kenanga 4</w:t><w:tab/><w:t>Muara Sari</w:t></w:r></w:p>
<w:p><w:r><w:t>Kutipan di tepi halaman menyusul.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r>
<w:t>Kami tidak tergesa-gesa.</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r>
<w:t>Kami tidak tergesa-gesa.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
</w:body>"""
"""What Word hides, repeats for older programs, sets aside or computes."""


def make_tricky() -> None:
    """Write what a Word file may hold besides paragraphs."""
    from docx import Document
    from lxml import etree

    document = Document()
    document.add_heading("Sidang Ditunda Dua Pekan", 0)
    tricks = etree.fromstring(re.sub(r">\s*\n", ">", TRICKS))
    for element in list(tricks):
        document.element.body.insert(len(document.element.body) - 1, element)
    outer = document.add_table(rows=2, cols=2)
    outer.cell(0, 0).merge(outer.cell(0, 1)).text = "Jadwal baru"
    outer.cell(1, 0).text = "Saksi"
    inner = outer.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "19 Juni", "pukul 09.00"
    buffer = BytesIO()
    document.save(buffer)
    text = [
        "Sidang Ditunda Dua Pekan", "Hakim menunda sidang dua pekan karena dua saksi sakit.",
        "Jaksa menyatakan berkas sudah lengkap.", "Lihat berkas perkara Nomor 12‑B.",
        "Alamat kantor: Jalan Kenanga 4 Muara Sari", "Kutipan di tepi halaman menyusul.",
        "Kami tidak tergesa-gesa.", "Jadwal baru", "Saksi", "19 Juni", "pukul 09.00",
    ]  # fmt: skip
    said = {"title": text[0], "language": "id"}
    counts = {"links": 1, "headings": 1}
    keep(
        "docx",
        "sidang-tricky.docx",
        buffer.getvalue(),
        text,
        said,
        "python-docx",
        counts=counts,
        absent=["tersembunyi"],
    )


def make_by_hand() -> None:
    """Write RTF as old Word and the text editor of macOS do."""
    read = story("cafe")
    lines = [read.title, f"By {read.byline}", *paragraphs(read)]
    body = "\\par\\pard\\plain\n".join(_ansi(line) for line in lines)
    data = (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}{\\info{\\title "
        f"{_ansi(read.title)}}}{{\\author {_ansi(read.byline)}}}}}\n\\pard\\plain {body}\\par}}"
    )
    said = metadata(read, "title", "byline")
    keep(
        "rtf", "cafe-ansi.rtf", data.encode("ascii"), whole(read, lines[1]), said, "written by hand"
    )
    read = story("russian")
    lines = [read.title, *paragraphs(read)]
    body = "\\\n\\\n".join(_unicode(line) for line in lines)
    data = (
        "{\\rtf1\\ansi\\ansicpg1251\\cocoartf2639\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;}\n"
        "{\\colortbl;\\red255\\green255\\blue255;}\n\\pard\\tx560\\pardirnatural\\partightenfactor0\n\n"
        f"\\f0\\fs24 \\cf0 {body}}}"
    )
    said = metadata(read, "title")
    keep("rtf", "russian-cocoa.rtf", data.encode("ascii"), lines, said, "written by hand")


def _ansi(line: str) -> str:
    escaped = line.encode("windows-1252")
    return "".join(chr(byte) if byte < 128 else f"\\'{byte:02x}" for byte in escaped)  # noqa: PLR2004


def _unicode(line: str) -> str:
    return "".join(letter if letter.isascii() else f"\\uc0\\u{ord(letter)} " for letter in line)


__all__ = ["libreoffice", "make", "markdown", "pandoc", "python_docx"]
