"""Pictures made byte by byte, with what a photograph tells beside."""

import struct
import zlib


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*between: bytes, width: int = 4, height: int = 2, after: bytes = b"") -> bytes:
    rows = zlib.compress(b"".join(b"\0" + b"\x20" * width for _ in range(height)))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    end = chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(between) + chunk(b"IDAT", rows) + end + after


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(orientation: int, order: str = ">") -> bytes:
    mark = b"MM" if order == ">" else b"II"
    said = b"GPS 6.2 S 106.8 E Kamera Rahasia"
    tags = struct.pack(f"{order}HHII", 0x010F, 2, len(said), 38)
    turned = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    directory = struct.pack(f"{order}H", 2) + tags + turned + struct.pack(f"{order}I", 0)
    return b"Exif\0\0" + mark + struct.pack(f"{order}HI", 42, 8) + directory + said


def jpeg(*between: bytes, after: bytes = b"") -> bytes:
    size = segment(0xC0, struct.pack(">BHHB", 8, 30, 40, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"".join(between) + size + scan + b"\xff\xd9" + after
