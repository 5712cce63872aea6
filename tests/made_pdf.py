"""PDFs written by hand: lines of text at their places, for what no program prints on demand."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

WIDTH, HEIGHT = 595, 842
FONTS = ("Helvetica", "Helvetica-Bold", "Times-Roman", "Courier", "Helvetica-Oblique")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `x` and `y` are points from the bottom left, `mode` the render mode."""

    text: str
    x: float
    y: float
    size: float = 11
    font: str = "Helvetica"
    angle: float = 0
    mode: int = 0


def make_pdf(
    pages: Sequence[Sequence[Line]],
    *,
    labels: str = "",
    information: str = "",
    extra: str = "",
    drawing: bytes = b"",
    trailer: str = "",
    more: Sequence[bytes] = (),
    catalog: str = "",
) -> bytes:
    """Write a PDF. `extra` goes into each page's dictionary, `drawing` before each page's text.

    `more` objects come behind those of the pages, `catalog` goes into the document's dictionary.
    """
    fonts = " ".join(f"/F{at} {3 + at} 0 R" for at in range(len(FONTS)))
    objects: list[bytes] = []
    first_page = 3 + len(FONTS)
    kids = " ".join(f"{first_page + 2 * at} 0 R" for at in range(len(pages)))
    numbering = f"/PageLabels {labels}" if labels else ""
    objects.append(f"<< /Type /Catalog /Pages 2 0 R {numbering} {catalog} >>".encode())
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode()
        for font in FONTS
    ]
    for at, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {extra}"
            f" /Resources << /Font << {fonts} >> >>"
            f" /Contents {first_page + 2 * at + 1} 0 R >>".encode()
        )
        content = zlib.compress(drawing + b"\n".join(map(_drawn, lines)))
        head = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + content + b"\nendstream")
    objects += more
    if information:
        objects.append(f"<< {information} >>".encode())
        trailer += f" /Info {len(objects)} 0 R"
    return _joined(objects, trailer)


def _drawn(line: Line) -> bytes:
    turn = radians(line.angle)
    matrix = f"{cos(turn):.5f} {sin(turn):.5f} {-sin(turn):.5f} {cos(turn):.5f} {line.x} {line.y}"
    text = line.text.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        text = text.replace(mark, b"\\" + mark)
    font = FONTS.index(line.font)
    begin = f"BT /F{font} {line.size} Tf {line.mode} Tr {matrix} Tm (".encode()
    return begin + text + b") Tj ET"


def _joined(objects: list[bytes], trailer: str) -> bytes:
    done = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for at, each in enumerate(objects, start=1):
        places.append(len(done))
        done += f"{at} 0 obj\n".encode() + each + b"\nendobj\n"
    table = len(done)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    done += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    done += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(done + f"startxref\n{table}\n%%EOF\n".encode())
