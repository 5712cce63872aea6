"""The process that presses PDF files, from inside: its whole life is one file.

Pressing holds a processor for seconds and cannot be stopped in the middle; a process can be. It
reads no file but our own template and fonts: words and pictures come through the pipe. Joining
parts is done here, too, for the same reasons.
"""

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from annotations.exporting.paper.joining import join
from annotations.importing.frames import read_frame, write_frame
from annotations.importing.serving import take_pipes
from resources import path

DRAWINGS = "drawings.typ"
TEMPLATES = ("paper.typ", DRAWINGS)
_DOTS = 192  # an inch: twice as many as a drawing has pixels
_OURS = "\u024f"
"""The last letter of Latin, which the fonts of the program have whole."""
_PIECE = 1 << 24
"""Bytes that are answered at once: a file may be larger than a frame."""


def serve() -> int:
    """Press or join what arrives on standard input, and answer with the file."""
    requests, replies = take_pipes()
    parts: list[bytes] = []
    while True:
        try:
            message, data = read_frame(requests)
        except EOFError:
            return 0
        if message.get("part"):
            parts.append(data)
        else:
            _answer(replies, message, data, parts)


def _answer(
    replies: BinaryIO, message: dict[str, Any], data: bytes, parts: Sequence[bytes]
) -> None:
    try:
        pressed = join(parts, data) if message.get("join") else press(message, data)
        told = {"pages": count_pages(pressed)} if message.get("count") else {}
    except MemoryError:
        write_frame(replies, {"fault": "memory"})
    except Exception as error:  # noqa: BLE001 - whatever it is, the program is told
        write_frame(replies, {"fault": f"{type(error).__name__}: {error}"})
    else:
        for at in range(0, len(pressed), _PIECE):
            piece = pressed[at : at + _PIECE]
            write_frame(replies, told | {"left": len(pressed) - at - len(piece)}, piece)


def _odd(data: bytes) -> list[str]:
    """List the characters for which no font of ours may stand in: the template asks the system.

    What no font has is written as its code: a box says nothing, and cannot be read off a page.
    """
    text = json.dumps(json.loads(data), ensure_ascii=False)
    return sorted({each for each in text if each > _OURS and not "\u2000" <= each <= "\u206f"})


def count_pages(pdf: bytes) -> int:
    """Count the pages of what was pressed."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def press(message: dict[str, Any], data: bytes) -> bytes:
    """Press a file: `files` are names and sizes of what `data` holds, one after another."""
    import typst

    files: dict[str, bytes] = {}
    at = 0
    for name, size in message["files"]:
        files[name] = data[at : at + size]
        at += size
    template = str(message["template"])
    if template not in TEMPLATES:
        raise ValueError(template)
    files["main.typ"] = path(f"templates/{template}").read_bytes()
    if template == DRAWINGS:
        return _drawn(files)
    files["odd.json"] = json.dumps(_odd(files["data.json"])).encode()
    pressed: bytes = typst.compile(
        input=files,  # type: ignore[call-overload] # a file by its name, which its types leave out
        font_paths=[str(path("fonts"))],
        timestamp=int(message["time"]),
        pdf_tags=bool(message["tags"]),
    )
    return pressed


def _drawn(files: dict[str, bytes]) -> bytes:
    """Draw each page as a PNG: its length (four bytes, the highest first), then the picture."""
    import typst

    drawn: bytes | list[bytes] = typst.compile(
        input=files,  # type: ignore[call-overload] # a file by its name, which its types leave out
        font_paths=[str(path("fonts"))],
        format="png",
        ppi=_DOTS,
    )
    pages = [drawn] if isinstance(drawn, bytes) else drawn
    return b"".join(len(page).to_bytes(4, "big") + page for page in pages)
