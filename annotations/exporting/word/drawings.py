"""Pictures in Word: PNG and JPEG as they are; a drawing stays a drawing, with its words for all."""

import re
import struct
import zlib

from annotations.exporting.paper.document import Picture
from annotations.exporting.pictures import picture as looked_at
from annotations.exporting.word.marking import escaped
from annotations.exporting.word.package import Package

_EMU = 9525
"""A pixel in the unit of drawings."""
_EMU_OF_TWIP = 635
_VIEW = re.compile(
    r"""<svg\b[^>]*?\bviewBox=["']\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"""
)
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def drawing(picture: Picture, package: Package, width: int) -> str:
    """Write the run of a picture, at most `width` (twentieths of a point) wide.

    "" for one that is broken.
    """
    is_svg = picture.media_type == "image/svg+xml"
    size = _drawn_size(picture.data) if is_svg else _size(picture.data)
    if size is None:
        return ""
    across = min((picture.width or size[0]) * _EMU, width * _EMU_OF_TWIP)
    down = max(int(across * size[1] / size[0]), 1)
    number = package.next_drawing()
    extension = ""
    if is_svg:
        drawn = package.picture(picture.data, picture.media_type)
        # Programs that know no drawings show this: nothing, and say the words of the picture.
        shown = package.picture(_nothing(), "image/png")
        extension = (
            f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip r:embed="{drawn}"/></a:ext>'
            "</a:extLst>"
        )
    else:
        shown = package.picture(picture.data, picture.media_type)
    extent = f'cx="{int(across)}" cy="{down}"'
    name = f'id="{number}" name="Picture {number}" descr="{escaped(picture.alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f"<wp:docPr {name}/><a:graphic><a:graphicData"
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{shown}">'
        f"{extension}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


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
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 4, 0, 0, 0)
    rows = zlib.compress(b"\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
