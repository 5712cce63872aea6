"""Original pages to look at: how many, how large, as a picture, and where their words stand.

These run in the worker, on a stranger's PDF, PNG or JPEG; a picture is a document of one page.
Pages count from 0; sizes are as the page is seen, turned where it says so.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotations.errors import PIXELS, ImportFailed, ImportFault

if TYPE_CHECKING:
    from PIL.Image import Image

Answer = tuple[dict[str, Any], bytes]  # Any: a JSON value

MOST_PAGES = 20_000
"""Pages that are listed; a file of 100 MB may claim millions."""
WIDEST = 4_000
"""Pixels across of a page's picture."""
MOST_PIXELS = 24_000_000
"""Pixels of a page's picture, 72 MB; a page that is all height gets a narrower one."""
MOST_DECODED = 120_000_000
"""Pixels of a picture file: twice what a telephone's camera takes, 360 MB decoded."""
DOTS_PER_INCH = 150
"""Of a picture that does not say; only the shape of its page follows from it."""
POINTS_PER_INCH = 72

PDF_MAGIC = b"%PDF-"
PDF_MAGIC_WITHIN = 1024
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
JPEG_MAGIC = b"\xff\xd8\xff"


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF; a few other bytes may stand before its mark."""
    return PDF_MAGIC in data[:PDF_MAGIC_WITHIN]


def is_picture(data: bytes) -> bool:
    """Whether bytes are a PNG or a JPEG."""
    return data.startswith((PNG_MAGIC, JPEG_MAGIC))


def document(data: bytes, message: Mapping[str, Any]) -> Answer:
    """List the pages: {"pages": [{"label", "width", "height"}]}, sizes in points.

    `label` is the printed one where the file says it, else the count from 1. Raises ImportFailed.
    """
    name = str(message.get("name", ""))
    if is_picture(data):
        picture = open_picture(data, name)
        width, height = _points(picture)
        return {"pages": [{"label": "1", "width": width, "height": height}]}, b""
    from annotations.importing.pdf.reading import Document

    with Document(data, name) as opened:
        sizes = [opened.size(number) for number in range(min(len(opened), MOST_PAGES))]
        labels = opened.labels()
    return {
        "pages": [
            {"label": labels[at] or str(at + 1), "width": width, "height": height}
            for at, (width, height) in enumerate(sizes)
        ]
    }, b""


def page(data: bytes, message: Mapping[str, Any]) -> Answer:
    """Draw a page: `page` from 0, `width` in pixels; {"width", "height"} and RGB888 bytes.

    Rows follow each other without a gap, width * 3 bytes each. The picture may be narrower than
    was asked for (`WIDEST`, `MOST_PIXELS`). Raises ImportFailed.
    """
    name = str(message.get("name", ""))
    number, wanted = int(message["page"]), int(message["width"])
    if is_picture(data):
        _refuse_other_pages(number, name)
        picture = open_picture(data, name)
        width, height = fitting(wanted, picture.width, picture.height)
        drawn = on_white(picture, name).resize((width, height))
        return {"width": width, "height": height}, drawn.tobytes()
    from annotations.importing.pdf.reading import Document

    with Document(data, name) as opened:
        width, height = fitting(wanted, *opened.size(number))
        return {"width": width, "height": height}, opened.picture(number, width, height)


def words(data: bytes, message: Mapping[str, Any]) -> Answer:
    """Tell where the words of a page stand: {"words": [[text, left, top, right, bottom], …]}.

    Edges are shares of the page's width and height, from its top left. Pictures have no words.
    Raises ImportFailed.
    """
    name = str(message.get("name", ""))
    number = int(message["page"])
    if is_picture(data):
        _refuse_other_pages(number, name)
        return {"words": []}, b""
    from annotations.importing.pdf.reading import Document

    with Document(data, name) as opened:
        return {"words": opened.words(number)}, b""


def fitting(wanted: int, width: float, height: float) -> tuple[int, int]:
    """Give the pixels across and down of a page that is `wanted` wide, within the limits."""
    shape = max(height, 1.0) / max(width, 1.0)
    across = max(1, min(wanted, WIDEST, int((MOST_PIXELS / shape) ** 0.5)))
    return across, max(1, min(round(across * shape), MOST_PIXELS // across))


def open_picture(data: bytes, name: str) -> "Image":
    """Open a PNG or JPEG without decoding its pixels. Raises ImportFailed.

    Its size is as it is seen: turned as the camera was held.
    """
    import io

    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # what is too large is refused below, not warned about
    try:
        picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if picture.width * picture.height > MOST_DECODED:
            raise ImportFailed(name, ImportFault.TOO_LARGE, limit=MOST_DECODED, detail=PIXELS)
        turned = ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError, KeyError, EOFError) as error:
        raise ImportFailed(name, ImportFault.BROKEN, detail=type(error).__name__) from error
    return turned


def on_white(picture: "Image", name: str) -> "Image":
    """Decode a picture to RGB; what is transparent is white paper. Raises ImportFailed."""
    from PIL import Image

    try:
        if "transparency" in picture.info or picture.mode in {"RGBA", "LA", "PA"}:
            seen = picture.convert("RGBA")
            paper = Image.new("RGBA", seen.size, (255, 255, 255, 255))
            return Image.alpha_composite(paper, seen).convert("RGB")
        if picture.mode.startswith("I"):  # 16 bits of grey
            return picture.point(lambda grey: grey / 257).convert("L").convert("RGB")
        return picture.convert("RGB")
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise ImportFailed(name, ImportFault.BROKEN, detail=type(error).__name__) from error


def warm_up() -> None:
    """Load what decodes pictures; once the worker is confined nothing can be loaded."""
    from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin  # noqa: F401 - loaded

    Image.preinit()


def _points(picture: "Image") -> tuple[float, float]:
    per_point = DOTS_PER_INCH / POINTS_PER_INCH
    return round(picture.width / per_point, 2), round(picture.height / per_point, 2)


def _refuse_other_pages(number: int, name: str) -> None:
    if number != 0:
        raise ImportFailed(name, ImportFault.BROKEN, detail=f"page {number + 1}")
