"""Pictures for the press, which takes text only: each in a drawing that holds it whole."""

from base64 import b64encode
from dataclasses import dataclass

from annotations.exporting.paper.document import Picture
from annotations.exporting.pictures import orientation, picture

SVG = "image/svg+xml"

_TURNS = {  # of EXIF's eight ways the three that cameras are held in
    3: "rotate(180) translate(-{w} -{h})",
    6: "translate({h} 0) rotate(90)",
    8: "translate(0 {w}) rotate(-90)",
}
_ON_THEIR_SIDE = frozenset((6, 8))


@dataclass(frozen=True, slots=True)
class Framed:
    """A drawing and its size in pixels; 0 where the drawing says it itself."""

    data: bytes
    width: int = 0
    height: int = 0

    def fitting(self, wanted: int, highest: int) -> int:
        """Give the width, at most `wanted` (0: its own), at which it is no higher than a page."""
        width = wanted or self.width
        if not self.height or width * self.height <= highest * self.width:
            return width
        return max(highest * self.width // self.height, 1)


def framed(block: Picture) -> Framed | None:
    """Give a picture as a drawing; None of one that is broken."""
    if block.media_type == SVG:
        return Framed(block.data)
    made = picture(block.data)
    if made is None:
        return None
    turned = orientation(made.data)
    wide, high = (
        (made.height, made.width) if turned in _ON_THEIR_SIDE else (made.width, made.height)
    )
    turn = _TURNS.get(turned, "").format(w=made.width, h=made.height)
    data = b64encode(made.data).decode()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"'
        f' viewBox="0 0 {wide} {high}"><image width="{made.width}" height="{made.height}"'
        f"{f' transform={chr(34)}{turn}{chr(34)}' if turn else ''}"
        f' href="data:{made.media_type};base64,{data}"/></svg>'
    )
    return Framed(drawing.encode(), wide, high)
