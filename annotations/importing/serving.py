"""The process that parses strangers' files, from inside: its whole life.

It knows no library, inherits next to nothing, and once warm can open no file. A light one has
loaded what formats without heavy libraries need of text in UTF-8, and is started in a third of
the time.
"""

import codecs
import contextlib
import os
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from encodings.aliases import aliases
from typing import Any, BinaryIO

from annotations import plain
from annotations.errors import ImportFailed, ImportFault
from annotations.importing.choosing import is_light, surest
from annotations.importing.frames import BUFFER, BadFrame, read_frame, write_frame
from annotations.importing.limits import allow_seconds, confine_self
from annotations.importing.operations import operation
from annotations.importing.protocol import MOST_MEMORY, Container, Importer, Part, Wishes
from annotations.model import Imported, RichText

Formats = Sequence[Importer | Container]
Request = tuple[dict[str, Any], bytes]
Answer = tuple[dict[str, Any], bytes]

WARM_UP = """# *a* `b` <b>c</b> &eacute; \\* ![d](e) [f](http://é.example/%20 "g") <http://h.example>

> - 1. i

| j |
|---|
| k |

<div title="l">m</div>

```n
o
```

ARUNIKA, Kabar.com - p, 1 Jan 2024 - 10:00
"""
"""Touches whatever is imported on first use: afterwards no module can be loaded any more."""


NO_TEXT = RichText("")


def serve(formats: Formats = (), *, memory: int = MOST_MEMORY, light: bool = False) -> int:
    """Answer what arrives on standard input until it ends; the child's whole life.

    A file's parts are answered one frame each, with the bytes of a part that has its own; the
    last frame says that it is the last. `formats` stand in for ours.
    """
    from annotations.importing import IMPORTERS

    requests, replies = take_pipes()
    chosen = tuple(formats) or IMPORTERS
    _warm_up(chosen, light=light)
    waiting: queue.SimpleQueue[Request] = queue.SimpleQueue()
    # so that the program never waits to write while it should read what this side writes
    threading.Thread(target=_read_ahead, args=(requests, waiting), daemon=True).start()
    confine_self(memory)
    held = b""
    while True:
        message, data = waiting.get()
        allow_seconds(float(message["seconds"]))
        if "ask" in message:
            data = held = held if message["same"] else data
            answers = _guarded(_asked(message, data))
        else:
            held = b""
            answers = _guarded(_parsed(chosen, message, data))
        del data
        if not _send(replies, answers):
            return 1


def _read_ahead(requests: BinaryIO, waiting: "queue.SimpleQueue[Request]") -> None:
    """Take what is sent, until the program closes the pipe or is gone: then end the process.

    At once and in the middle of a file, for nobody is left to tell.
    """
    try:
        with contextlib.suppress(EOFError, OSError, BadFrame):
            while True:
                waiting.put(read_frame(requests))
    finally:
        os._exit(0)


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes for us alone: what a library prints must not reach them."""
    requests = os.fdopen(os.dup(0), "rb", buffering=BUFFER)
    replies = os.fdopen(os.dup(1), "wb", buffering=BUFFER)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return requests, replies


def _warm_up(formats: Formats, *, light: bool) -> None:
    from annotations.importing import detecting, markdown
    from annotations.importing.decoding import ENCODINGS
    from annotations.importing.word import commenting

    # all that a person may name and a detector may try
    for encoding in ENCODINGS if light else {*ENCODINGS, *aliases.values()}:
        with contextlib.suppress(LookupError):  # some are of one system only
            codecs.lookup(encoding)
    if not light:
        detecting.warm_up()
        commenting.warm_up()
    time.strptime("2024", "%Y")  # a module of its own, loaded when it is first asked
    markdown.parse(WARM_UP.encode(), "")  # reads the languages' small words too, and their months
    for each in formats:
        warm_up = getattr(each, "warm_up", None)
        if warm_up is not None and (is_light(each) or not light):
            with contextlib.suppress(Exception):  # its own files will fail, and no others
                warm_up()


def _parsed(formats: Formats, message: dict[str, Any], data: bytes) -> Iterator[Answer]:
    name = str(message["name"])
    wishes = plain.read(Wishes, message["wishes"])
    chosen = surest(formats, data, name)
    if not hasattr(chosen, "unpack"):
        imported = chosen.parse(data, name, wishes)
        if is_light(chosen) and not _has_places(imported.text):
            yield _in_columns(imported)
        else:
            yield {"imported": plain.write(imported), "last": True}, b""
        return
    for part in chosen.unpack(data, name, wishes):
        yield _told(part), part.original or b""
    yield {"last": True}, b""


def _has_places(text: RichText) -> bool:
    return bool(text.places) or any(block.locator is not None for block in text.blocks)


def _in_columns(imported: Imported) -> Answer:
    """Write blocks and runs as they are stored, so that the program need not.

    They follow the text, NUL between them, which none of them holds: so much is not to be
    written as JSON again. Of light formats only: of what C libraries make of a stranger's file
    the program looks at each value before it is stored.
    """
    text = imported.text
    columns = (text.text, plain.dumps(text.blocks), plain.dumps(text.runs))
    bare = plain.write(replace(imported, text=NO_TEXT))
    return {"imported": bare, "columns": True, "last": True}, "\0".join(columns).encode()


def _told(part: Part) -> dict[str, Any]:
    own = part.original is not None
    told: dict[str, Any] = {"part": part.label, "own": own, "within": part.within}
    if part.imported is not None:
        return told | {"imported": plain.write(part.imported)}
    return told | _fault(part.failed) if part.failed else told


def _asked(message: dict[str, Any], data: bytes) -> Iterator[Answer]:
    answer, raw = operation(str(message["ask"]))(data, message["arguments"])
    yield {"answer": answer, "last": True}, raw


def _guarded(answers: Iterator[Answer]) -> Iterator[Answer]:
    """Turn whatever a stranger's file does into an answer that says so."""
    try:
        yield from answers
    except ImportFailed as failed:
        yield _failed(failed)
    except MemoryError:
        yield _failed(ImportFailed("", ImportFault.TOO_MUCH_MEMORY, MOST_MEMORY))
    except RecursionError:
        yield _failed(ImportFailed("", ImportFault.TOO_DEEP))
    except Exception as error:  # noqa: BLE001 - whatever it is, the program is told
        yield _failed(ImportFailed("", ImportFault.BROKEN, detail=type(error).__name__))


def _failed(failed: ImportFailed) -> Answer:
    return _fault(failed) | {"last": True}, b""


def _fault(failed: ImportFailed) -> dict[str, Any]:
    return {"fault": failed.fault.value, "limit": failed.limit, "detail": failed.detail}


def _send(replies: BinaryIO, answers: Iterator[Answer]) -> bool:
    """Send them and say whether this child may go on: one that ran out of memory may not."""
    last: dict[str, Any] = {}
    try:
        for answer, data in answers:
            last = answer
            write_frame(replies, answer, data)
    except MemoryError:
        last, _ = _failed(ImportFailed("", ImportFault.TOO_MUCH_MEMORY, MOST_MEMORY))
        write_frame(replies, last)
    return last.get("fault") != ImportFault.TOO_MUCH_MEMORY
