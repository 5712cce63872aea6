"""The process that presses PDF files, from inside: its whole life is one file.

Pressing holds a processor for seconds and cannot be stopped in the middle; a process can be. It
reads no file but our own template and fonts: words and pictures come through the pipe.
"""

from typing import Any, BinaryIO

from annotations.importing.frames import read_frame, write_frame
from annotations.importing.serving import take_pipes
from resources import path

TEMPLATES = ("paper.typ",)


def serve() -> int:
    """Press what arrives on standard input, and answer with the file."""
    requests, replies = take_pipes()
    while True:
        try:
            message, data = read_frame(requests)
        except EOFError:
            return 0
        _answer(replies, message, data)


def _answer(replies: BinaryIO, message: dict[str, Any], data: bytes) -> None:
    try:
        pressed = press(message, data)
    except MemoryError:
        write_frame(replies, {"fault": "memory"})
    except Exception as error:  # noqa: BLE001 - whatever it is, the program is told
        write_frame(replies, {"fault": f"{type(error).__name__}: {error}"})
    else:
        write_frame(replies, {"size": len(pressed)}, pressed)


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
    pressed: bytes = typst.compile(
        input=files,  # type: ignore[call-overload] # a file by its name, which its types leave out
        font_paths=[str(path("fonts"))],
        timestamp=int(message["time"]),
        pdf_tags=bool(message["tags"]),
    )
    return pressed
