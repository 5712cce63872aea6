"""Files to attach as evidence: how large they may be, and what their first bytes say they are.

A name is never believed: what decides whether a file may be opened from here, or stand in a
report, is its content.
"""

import re
from pathlib import Path

from annotations.errors import ATTACHED, ImportFailed, ImportFault

MOST_BYTES = 100_000_000
UNKNOWN = "application/octet-stream"

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"PK\x03\x04", "application/zip"),
)
_RIFF = {b"WAVE": "audio/wav", b"WEBP": "image/webp", b"AVI ": "video/x-msvideo"}
_BRANDS = {b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"heic": "image/heic", b"heix": "image/heic"}
_FRAMES = {0xFA, 0xFB, 0xF2, 0xF3}  # the second byte of an MP3 without a head
_LOOKED_AT = 4096
_LONGEST_SUFFIX = 8

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/tiff": ".tiff",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
    "audio/ogg": ".ogg",
    "audio/flac": ".flac",
    "audio/mpeg": ".mp3",
    "audio/amr": ".amr",
    "audio/wav": ".wav",
    "audio/mp4": ".m4a",
    "audio/aac": ".aac",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/x-matroska": ".mkv",
    "video/x-msvideo": ".avi",
    "text/plain": ".txt",
}
"""Files that another program may be asked to show, and the suffix that a copy for it bears.

No program, no page that runs anything, no archive.
"""


def media_type(data: bytes) -> str:
    """Tell what a file is by its first bytes; UNKNOWN where they say nothing."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], UNKNOWN)
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return _BRANDS.get(brand, "video/quicktime" if brand == b"qt  " else "video/mp4")
    if data[:1] == b"\xff" and data[1:2]:
        if data[1] in _FRAMES:
            return "audio/mpeg"
        if data[1] in {0xF1, 0xF9}:
            return "audio/aac"
    return _words(data[:_LOOKED_AT])


def _words(head: bytes) -> str:
    if not head or re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", head):
        return UNKNOWN
    if re.search(rb"<(?:!doctype|html|svg|script|\?xml)", head, re.IGNORECASE):
        return "text/html"
    if head.startswith(b"#!"):
        return UNKNOWN
    try:
        head[: -3 if len(head) == _LOOKED_AT else None].decode()
    except UnicodeDecodeError as error:
        return "text/plain" if error.start >= len(head) - 6 else UNKNOWN
    return "text/plain"


def read_file(path: Path) -> bytes:
    """Read a file to attach. Raises ImportFailed."""
    try:
        if not path.is_file():
            missing = not path.exists()
            raise ImportFailed(
                path.name, ImportFault.MISSING if missing else ImportFault.NOT_A_FILE
            )
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise ImportFailed(path.name, ImportFault.UNREADABLE) from error
    if len(data) > MOST_BYTES:
        raise ImportFailed(path.name, ImportFault.TOO_LARGE, MOST_BYTES, ATTACHED)
    return data


def may_be_opened(kind: str) -> bool:
    """Whether another program may be asked to show a file of this type."""
    return kind in SUFFIXES


def copy_name(name: str, kind: str = "") -> str:
    """Make the name of a copy, one that any system takes and that is no path.

    With the `kind` of something that may be opened the name ends with that type's suffix,
    whatever it ended with before: a system goes by suffixes.
    """
    from annotations.exporting.output import safe_name

    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = name, "", ""
    return safe_name(stem, SUFFIXES.get(kind) or safe_name(f"x{dot}{suffix}", "")[1:])
