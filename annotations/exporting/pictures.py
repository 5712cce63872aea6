"""Pictures for reports: only what is a PNG or JPEG through and through, and only its picture.

A photograph tells more than it shows: where and when it was taken, with which camera, whose it is,
a small copy of itself before it was cut. No picture is decoded here; it is walked through part by
part, and only the parts that draw it are kept. What does not end as it should is left out.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 10_000_000
"""A larger picture is named in the report and not shown."""
MOST_PIXELS = 50_000_000
MOST_TOGETHER = 100_000_000
"""Bytes of all pictures of one report; what comes after is named and not shown."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs")
)
_HEADED = struct.Struct(">I4s")
_SIZES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_JPEG_KEPT = _SIZES | {0xC4, 0xDB, 0xDD, 0xDA}
_APP0, _APP1, _APP14 = 0xE0, 0xE1, 0xEE
_MARK, _START_OF_SCAN, _END = 0xFF, 0xDA, 0xD9
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may stand in a report, without anything but what it shows."""

    media_type: str
    data: bytes
    width: int
    height: int


def picture(data: bytes) -> Picture | None:
    """Make a picture of a file's bytes, None of what is none, is broken or too large."""
    if len(data) > MOST_BYTES:
        return None
    try:
        made = _png(data) if data.startswith(_PNG) else _jpeg(data)
    except (struct.error, IndexError, ValueError):
        return None
    if not 0 < made.width * made.height <= MOST_PIXELS:
        return None
    return made


def orientation(data: bytes) -> int:
    """Read how a JPEG that `picture` made is turned: EXIF's 1 to 8, 0 where it does not say."""
    if data.startswith(_PNG):
        return 0
    return next((_orientation(body) for mark, body, _ in _segments(data) if mark == _APP1), 0)


def _png(data: bytes) -> Picture:
    kept = [_PNG]
    width = height = 0
    seen = []
    for kind, body in _chunks(data):
        seen.append(kind)
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        if kind in _PNG_KEPT:
            kept += [
                _HEADED.pack(len(body), kind),
                body,
                struct.pack(">I", zlib.crc32(kind + body)),
            ]
    if seen[0] != b"IHDR" or b"IDAT" not in seen or seen.count(b"IHDR") != 1:
        raise ValueError
    return Picture("image/png", b"".join(kept), width, height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Walk the chunks of a PNG up to its end; what comes behind is not the picture's."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        size, kind = _HEADED.unpack_from(data, at)
        at += _HEADED.size
        body = data[at : at + size]
        (checksum,) = struct.unpack_from(">I", data, at + size)
        if len(body) != size or checksum != zlib.crc32(kind + body):
            raise ValueError
        at += size + 4
        yield kind, body


def _jpeg(data: bytes) -> Picture:
    if not data.startswith(b"\xff\xd8\xff"):
        raise ValueError
    kept: list[bytes] = []
    width = height = turned = 0
    scanned = False
    for marker, body, scan in _segments(data):
        if marker in _SIZES:
            height, width = struct.unpack_from(">HH", body, 1)
        if marker == _APP1 and not turned:
            turned = _orientation(body)
        drawn = marker in _JPEG_KEPT
        # How the colours are meant: without Adobe's word some pictures come out inverted.
        drawn |= (marker == _APP0 and body[:5] == b"JFIF\0") or (
            marker == _APP14 and body[:5] == b"Adobe"
        )
        if drawn:
            # JFIF's head without the small copy that may follow it.
            content = body[:12] + b"\0\0" if marker == _APP0 else body
            kept += [struct.pack(">BBH", _MARK, marker, len(content) + 2), content, scan]
        scanned |= marker == _START_OF_SCAN
    if not scanned:
        raise ValueError
    head = [b"\xff\xd8", _turned(turned)] if turned > 1 else [b"\xff\xd8"]
    return Picture("image/jpeg", b"".join([*head, *kept, b"\xff\xd9"]), width, height)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Walk the segments of a JPEG up to its end: marker, body, and the scan that follows it."""
    at = 2
    while True:
        while data[at] == data[at + 1] == _MARK:  # filling
            at += 1
        mark, marker = data[at], data[at + 1]
        if mark != _MARK or marker in {0x00, 0xD8}:
            raise ValueError
        if marker == _END:
            return
        (size,) = struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + size]
        if size < 2 or len(body) != size - 2:  # noqa: PLR2004 - the size counts itself
            raise ValueError
        at += 2 + size
        end = _scan_end(data, at) if marker == _START_OF_SCAN else at
        yield marker, body, data[at:end]
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Find the next marker behind compressed data; restarts and stuffed bytes are part of it."""
    while True:
        at = data.index(b"\xff", at)
        after = data[at + 1]
        if after != 0 and not 0xD0 <= after <= 0xD7 and after != _MARK:  # noqa: PLR2004 - RST0 to 7
            return at
        at += 1 if after == _MARK else 2


def _orientation(body: bytes) -> int:
    """Read from EXIF how a photograph is turned, 0 where that is not said."""
    if body[:6] != b"Exif\0\0":
        return 0
    tiff = body[6:]
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4], "")
    if not order:
        return 0
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 0  # noqa: PLR2004 - EXIF's eight ways
    except struct.error:
        return 0
    return 0


def _turned(orientation: int) -> bytes:
    """Write an EXIF that says how the photograph is turned, and nothing else."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return struct.pack(">BBH", _MARK, _APP1, len(body) + 2) + body
