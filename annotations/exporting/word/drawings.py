"""Pictures in Word: PNG and JPEG as they are; a drawing stays a drawing, with its words for all."""

import re
import struct
import zlib

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Emu

from annotations.exporting.paper.document import Picture
from annotations.exporting.pictures import picture as looked_at
from annotations.exporting.word.element import Element
from annotations.exporting.word.marking import shown
from annotations.exporting.word.package import Package

_EMU = 9525
"""A pixel in the unit of drawings."""
_EMU_OF_TWIP = 635
_VIEW = re.compile(
    r"""<svg\b[^>]*?\bviewBox=["']\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"""
)
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def drawing(picture: Picture, package: Package, width: int) -> Element:
    """Make what a run shows as a picture, at most `width` (twentieths of a point) wide.

    None for one that is broken.
    """
    is_svg = picture.media_type == "image/svg+xml"
    size = _drawn_size(picture.data) if is_svg else _size(picture.data)
    if size is None:
        return None
    across = int(min((picture.width or size[0]) * _EMU, width * _EMU_OF_TWIP))
    down = max(int(across * size[1] / size[0]), 1)
    drawn = package.picture(picture.data, picture.media_type)
    # Programs that know no drawings show a picture of it; where there is none, nothing.
    stands_in = package.stand_ins.get(picture.data) or _nothing()
    shows = package.picture(stands_in, "image/png") if is_svg else drawn
    number = package.next_drawing()
    made: Element = CT_Inline.new_pic_inline(number, shows, "", Emu(across), Emu(down))
    inside = made.graphic.graphicData.pic
    for each in (made.docPr, inside.nvPicPr.cNvPr):
        each.id, each.name = number, f"Picture {number}"
        each.set("descr", shown(picture.alt))
    if is_svg:
        extensions = OxmlElement("a:extLst")
        extension = OxmlElement("a:ext", {"uri": _SVG_EXTENSION})
        blip = extension.makeelement(f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
        blip.set(qn("r:embed"), drawn)
        extension.append(blip)
        extensions.append(extension)
        inside.blipFill.blip.append(extensions)
    return made


def _size(data: bytes) -> tuple[float, float] | None:
    found = looked_at(data)
    return None if found is None else (found.width, found.height)


def _drawn_size(data: bytes) -> tuple[float, float] | None:
    found = _VIEW.search(data[:4096].decode(errors="replace"))
    if found is None:
        return None
    width, height = float(found[1]), float(found[2])
    return (width, height) if width > 0 and height > 0 else None


def _nothing() -> bytes:
    """Make the PNG of one pixel that nobody sees."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        """Write a chunk: length, kind, data, CRC-32 of the last two."""
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 4, 0, 0, 0)
    rows = zlib.compress(b"\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
