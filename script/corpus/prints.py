"""PDFs as browsers, offices, Qt and Ghostscript write them, scans and pictures of pages."""

# Templates of pages are not wrapped; what goes into JSON has any type.
# ruff: noqa: E501, ANN401

import json
import re
import subprocess
import tempfile
import textwrap
import time
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from kept import CORPUS, keep, maybe, metadata, whole
from office import libreoffice, pandoc, python_docx
from pages import written_date
from stories import Story, as_html, body_html, note_order, paragraphs, piece_html, plain, story

CHROMIUM, OFFICE = "Chromium", "LibreOffice"
ROOT = CORPUS.parents[2]


def printed(source: str, **options: Any) -> bytes:
    """Print a page by Chromium, with the options that its command line does not have."""
    from websocket import create_connection

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder, "page.html")
        page.write_text(source, "utf-8")
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-port=0",
            "--remote-allow-origins=*",
            f"--user-data-dir={folder}/profile",
            page.as_uri(),
        ]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            said = Path(folder, "profile", "DevToolsActivePort")
            while not (said.exists() and said.read_text()):
                time.sleep(0.1)
            port = said.read_text().split()[0]
            tabs = json.load(urlopen(f"http://127.0.0.1:{port}/json"))
            tab = next(each for each in tabs if each["type"] == "page")
            wire = create_connection(tab["webSocketDebuggerUrl"])
            ready = "location.protocol + document.readyState"
            while (
                _ask(wire, "Runtime.evaluate", expression=ready)["result"]["value"]
                != "file:complete"
            ):
                time.sleep(0.1)
            return b64decode(_ask(wire, "Page.printToPDF", printBackground=True, **options)["data"])
        finally:
            browser.terminate()
            browser.wait()


def _ask(wire: Any, method: str, **params: Any) -> dict[str, Any]:
    wire.send(json.dumps({"id": 1, "method": method, "params": params}))
    while True:
        answer = json.loads(wire.recv())
        if answer.get("id") == 1:
            return dict(answer["result"])


def sheet(read: Story, body: str, style: str) -> str:
    """Write a page for printing."""
    return (
        f'<!DOCTYPE html><html lang="{read.lang}"><head><meta charset="utf-8"><title>{read.title}</title>'
        f'<meta name="author" content="{read.byline}"><style>body{{font:11pt/1.35 "Liberation Serif"}}'
        f"h1{{font-size:20pt}}table{{border-collapse:collapse}}td,th{{border:1px solid;padding:2pt 6pt}}{style}</style>"
        f"</head><body>{body}</body></html>"
    )


def hyphenated(source: str, lang: str) -> str:
    """Put soft hyphens into the words of HTML, so that a browser divides them."""
    from pyphen import Pyphen

    words = Pyphen(lang={"en": "en_GB", "id": "id_ID"}[lang])
    return re.sub(
        r"(?<![<\w/&])[A-Za-z]{6,}(?![^<>]*>)",
        lambda found: words.inserted(found[0], "\u00ad"),
        source,
    )


def running(head: str, foot: str) -> dict[str, Any]:
    """Ask for a running head and foot."""
    css = 'style="font-size:8px;width:100%;margin:0 60px;text-align:center"'
    return {
        "displayHeaderFooter": True,
        "headerTemplate": f"<div {css}>{head}</div>",
        "footerTemplate": f"<div {css}>{foot}</div>",
        "marginTop": 0.9,
        "marginBottom": 0.9,
        "paperWidth": 8.27,
        "paperHeight": 11.69,
    }


PAGE = '<span class="pageNumber"></span>'


def made(data: bytes) -> int:
    """Count a PDF's pages."""
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(data)).pages)


def keep_print(
    name: str, data: bytes, read: Story, made_by: str, *head: Any, **others: Any
) -> None:
    """Write a PDF that holds a story."""
    text = others.pop("text", None) or whole(read, *head)
    said = others.pop("said", None) or metadata(read, "title")
    keep("pdf", name, data, text, said, made_by, pages=made(data), **others)


def make() -> None:
    """Write all of them."""
    make_browser()
    make_columns()
    make_ruling()
    make_filing()
    make_office()
    make_qt()
    make_scans()


def make_browser() -> None:
    """Print a story as a browser does, with its head and foot, and distil it by Ghostscript."""
    read = story("harbour")
    byline = f"By {read.byline}, {written_date(read)}"
    body = f"<h1>{read.title}</h1><p>{byline}</p>{body_html(read)}"
    head = f'<span style="float:left">10/18/23, 9:14 AM</span><span>{read.title}</span>'
    foot = f'<span style="float:left">{read.url}</span><span style="float:right">{PAGE}/<span class="totalPages"></span></span>'
    data = printed(sheet(read, body, ""), **running(head, foot))
    noise = ["10/18/23", read.url]
    said = metadata(read, "title", "byline", "language")
    keep_print("harbour-browser.pdf", data, read, CHROMIUM, byline, absent=noise, said=said)
    read = story("sekolah")
    mark = '<div style="position:fixed;top:40%;left:5%;font-size:70pt;color:#ddd;transform:rotate(-35deg)">SALINAN ARSIP</div>'
    body = f"{mark}<h1>{read.title}</h1><p>Oleh {read.byline}</p>{body_html(read)}"
    data = printed(sheet(read, body, "p{font-size:16pt}"), paperWidth=5.8, paperHeight=8.3)
    said = metadata(read, "title", "byline", "language")
    keep_print(
        "sekolah-watermark.pdf",
        data,
        read,
        CHROMIUM,
        f"Oleh {read.byline}",
        absent=["SALINAN"],
        said=said,
    )


def distilled(data: bytes) -> bytes:
    """Write a PDF anew by Ghostscript."""
    command = ["gs", "-q", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.4", "-o", "-", "-"]
    return subprocess.run(command, input=data, check=True, stdout=subprocess.PIPE).stdout


def make_columns() -> None:
    """Print a report in two columns, its words divided, with running heads and roman front pages."""
    from pypdf import PdfReader, PdfWriter

    read = story("report").without_notes()
    style = ".c{columns:2;column-gap:24pt;text-align:justify}h1,h2{break-after:avoid}.f{break-after:page}table{font-size:8pt}"
    front = f'<div class="f"><h1>{read.title}</h1><p>{read.byline}</p><p>{read.outlet}</p><p>{written_date(read)}</p></div>'
    source = sheet(read, f'{front}<div class="c">{body_html(read)}</div>', style)
    data = printed(hyphenated(source, "en"), **running(f"{read.outlet} | Who Pays", PAGE))
    target = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    target.set_page_label(0, 0, style="/r")
    target.set_page_label(1, len(target.pages) - 1, style="/D")
    buffer = BytesIO()
    target.write(buffer)
    head = maybe(read.byline, read.outlet, written_date(read))
    rows = next(piece.rows for piece in read.pieces if piece.kind == "table")
    text = [read.title, *head]
    for line in paragraphs(read):
        text.append(line)
        if line == rows[0][-1] or line == rows[2][-1]:
            text += maybe(" ".join(rows[0]))  # stands again where the table goes on
    places = [["page", "i", read.title], ["page", "1", plain(read.pieces[0].items[0])[:50]]]
    keep_print(
        "report-columns.pdf",
        buffer.getvalue(),
        read,
        CHROMIUM,
        text=text,
        absent=["Open Water Institute | Who Pays"],
        places=places,
        said=metadata(read, "title", "language"),
    )
    make_magazine()
    read = story("laporan").without_notes()
    columns = (
        f'<h1>{read.title}</h1><div style="columns:2;text-align:justify">{body_html(read)}</div>'
    )
    source = hyphenated(sheet(read, columns, "table{font-size:8pt}"), "id")
    data = printed(source, **running("", f"Halaman {PAGE}"))
    said = metadata(read, "title", "language")
    keep_print("laporan-columns.pdf", data, read, CHROMIUM, said=said)
    read = story("wetlands")
    style = "body{text-align:justify;width:9cm}"
    body = f"<h1>{read.title}</h1><p>By {read.byline}</p>{body_html(read)}"
    data = printed(hyphenated(sheet(read, body, style), "en"))
    said = metadata(read, "title", "byline", "language")
    keep_print("wetlands-divided.pdf", data, read, CHROMIUM, f"By {read.byline}", said=said)


def make_magazine() -> None:
    """Print a story in columns with a picture; its last page holds eight lines."""
    read = story("wetlands")
    pieces = [piece_html(piece) for piece in read.pieces]
    caption = "Reed cutters at work. Photo: A. Petrić"
    pieces.insert(
        5,
        '<div style="break-inside:avoid"><div style="height:120px;background:#ccc"></div>'
        f'<p style="font-size:8pt;font-style:italic">{caption}</p></div>',
    )
    body = f"""<h1 style="font-size:30pt">{read.title}</h1><p style="font-size:14pt">{read.summary}</p>
<div style="columns:2;column-gap:20pt;text-align:justify;font-size:12pt">{"".join(pieces)}</div>"""
    data = printed(sheet(read, body, ""), **running("", PAGE))
    text = [read.title, *maybe(read.summary)]
    for line in paragraphs(read):
        text += [line, *(maybe(caption) if line.startswith("“We counted") else [])]
    said = metadata(read, "title", "language")
    keep_print("wetlands-magazine.pdf", data, read, CHROMIUM, text=text, said=said)


def make_ruling() -> None:
    """Print a ruling: numbered paragraphs, known pages, a disclaimer at the foot of each."""
    read = story("putusan")
    starts = {"[2.1]": 2, "[3.1]": 3, "[3.4]": 4, "[5.1]": 5}
    page, body, places = 1, [f'<h1 style="text-align:center">{read.title}</h1>'], []
    for place, piece in enumerate(read.pieces):
        line = plain(piece.items[0])
        following = plain(read.pieces[place + 1].items[0]) if piece.kind == "h" else line
        number = re.match(r"\[[\d.]+\]", following)
        breaks = number and starts.get(number[0], page) > page
        if breaks and number:
            page = starts[number[0]]
        style = ' style="break-before:page"' if breaks else ""
        made_piece = piece_html(piece)
        body.append(
            made_piece.replace(f"<{piece.kind}", f"<{piece.kind}{style}", 1)
            if piece.kind == "p"
            else made_piece.replace("<h2", f"<h2{style}", 1)
        )
        if numbered := re.match(r"\[([\d.]+)\] (.{30})", line):
            places.append(["paragraph", numbered[1], numbered[2]])
            places.append(["page", str(page), numbered[2]])
    foot = (
        "Disclaimer: Kepaniteraan berusaha mencantumkan informasi paling kini dan akurat sebagai bentuk komitmen "
        f"pelayanan publik. Hubungi kepaniteraan@mahkamah.example. Halaman {PAGE}"
    )
    data = printed(
        sheet(read, "".join(body), "body{font-size:12pt;line-height:1.6;text-align:justify}"),
        **running("Putusan Nomor 27/PUU-ARN/2024 | Mahkamah Konstitusi", foot),
    )
    said = metadata(read, "title", "kind", "language")
    keep_print(
        "putusan.pdf",
        data,
        read,
        CHROMIUM,
        places=places,
        absent=["Disclaimer", "Halaman 2"],
        said=said,
    )


def make_filing() -> None:
    """Print a filing whose lines are numbered on each page."""
    read = story("putusan")
    lines = [
        line for piece in read.pieces for line in (*textwrap.wrap(plain(piece.items[0]), 74), "")
    ]
    sheets = []
    for start in range(0, len(lines), 28):
        rows = "".join(
            f'<div style="display:flex;height:22px"><span style="width:40px">{number}</span><span>{line}</span></div>'
            for number, line in enumerate(lines[start : start + 28], start=1)
        )
        sheets.append(f'<div style="break-after:page">{rows}</div>')
    title = f"<h1>{read.title}</h1>"
    data = printed(
        sheet(read, title + "".join(sheets), "body{font-size:10pt}"), **running("", PAGE)
    )
    said = metadata(read, "title", "kind", "language")
    keep_print("putusan-lines.pdf", data, read, CHROMIUM, said=said)


def make_office() -> None:
    """Print Word and OpenDocument files by LibreOffice, footnotes at the foot of the page."""
    read = story("laporan")
    data = libreoffice(pandoc(read, "odt", byline=True), "odt", "pdf")
    bare = read.without_notes()
    text = [read.title, *maybe(read.byline), *paragraphs(bare)]
    for place, key in enumerate(note_order(read), start=1):
        text += [{"anywhere": plain(read.notes[key])}, *maybe(f"{place} {place}")]
    keep_print("laporan-office.pdf", data, read, OFFICE, text=text)
    read = story("banjir")
    data = libreoffice(python_docx(read, byline=f"Oleh {read.byline}"), "docx", "pdf")
    said = metadata(read, "title", "byline")
    noise = ["INTERNAL DRAFT", "Page 1 of 3"]
    for name, file, program in (
        ("banjir-office", data, OFFICE),
        ("banjir-ghostscript", distilled(data), "Ghostscript"),
    ):
        keep_print(
            f"{name}.pdf", file, read, program, f"Oleh {read.byline}", absent=noise, said=said
        )
    read = story("pelabuhan")
    data = libreoffice(python_docx(read), "docx", "pdf")
    once = maybe(f"{read.outlet} INTERNAL DRAFT", "Page 1 of 3")  # on one page nothing repeats
    text = [*once, *whole(read), *once]
    keep_print("pelabuhan-office.pdf", data, read, OFFICE, text=text)
    read = story("budget")  # its table has cells of several lines
    data = libreoffice(pandoc(read, "docx"), "docx", "pdf")
    keep_print("budget-office.pdf", data, read, OFFICE)


QT = """
import sys
from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument, QPageSize
application = QGuiApplication([])
writer = QPdfWriter(sys.argv[1])
writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5)); writer.setTitle(sys.argv[2]); writer.setResolution(96)
document = QTextDocument()
document.setHtml(sys.stdin.read())
document.print_(writer)
"""


def make_qt() -> None:
    """Print by Qt, which the checkout's own Python has."""
    read = story("release-water")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "qt.pdf")
        source = f"<h1>{read.title}</h1><p>PRESS RELEASE</p>{body_html(read)}"
        subprocess.run(
            [ROOT / ".venv/bin/python", "-c", QT, target, read.title],
            input=source.encode(),
            check=True,
            env={"QT_QPA_PLATFORM": "offscreen", "HOME": folder},
        )
        data = target.read_bytes()
    keep_print(
        "release-qt.pdf", data, read, "Qt", "PRESS RELEASE", said=metadata(read, "title", "kind")
    )


def make_scans() -> None:
    """Draw pages without words: a scan of two pages, a PNG, a JPEG."""
    from PIL import Image

    read = story("ferry")
    data = printed(
        sheet(read, f"<h1>{read.title}</h1>{body_html(read)}", "p{font-size:18pt}"),
        paperWidth=5,
        paperHeight=7,
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "in.pdf").write_bytes(data)
        subprocess.run(
            ["pdftoppm", "-r", "70", "-gray", "-png", f"{folder}/in.pdf", f"{folder}/p"], check=True
        )
        drawn = [Image.open(path).convert("L") for path in sorted(Path(folder).glob("p-*.png"))][:2]
        for name, kind in (("scan.pdf", "PDF"), ("page.png", "PNG"), ("page.jpg", "JPEG")):
            buffer = BytesIO()
            more = (
                {"save_all": True, "append_images": drawn[1:], "resolution": 70}
                if kind == "PDF"
                else {}
            )
            drawn[0].save(buffer, kind, **more)
            pages = len(drawn) if kind == "PDF" else 1
            keep("scans", name, buffer.getvalue(), [], {}, "Pillow", pages=pages)


__all__ = ["as_html", "make"]
