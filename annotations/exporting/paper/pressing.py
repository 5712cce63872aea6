"""A document to a PDF, by a process of its own: it can be stopped, and its memory goes with it."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotations.errors import PressFailed
from annotations.exporting.paper.document import Document
from annotations.exporting.paper.joining import NotOurs, count_pages, join
from annotations.exporting.paper.parts import pictures_of, split
from annotations.exporting.paper.setting import set_in_type
from annotations.importing.child import environment
from annotations.importing.frames import BadFrame, read_frame, write_frame

WHOLE = 1_200_000
"""Bytes of JSON of a document that is pressed as one, with tags; a longer one comes in parts."""
PART = 1_000_000
"""Bytes of JSON of a part: some 900 highlights, 120 to 200 pages."""
_TICK = 0.1


def press(document: Document, made: str) -> Iterator[bytes]:
    """Press a document; b"" comes again and again until it is done, then the file.

    `made` is the document's date (ISO). Who stops asking stops the press. Raises PressFailed.
    """
    data, pictures = set_in_type(document, made)
    moment = int(datetime.fromisoformat(made[:10]).replace(tzinfo=UTC).timestamp())
    room = sum(map(len, pictures.values()))
    if len(_json(data)) + room // 4 <= WHOLE:
        yield from _pressed(*_job(data, pictures, moment, tags=True))
        return
    parts: list[bytes] = []
    first = 1
    for each in split(data, pictures, PART):
        own = each | {"first": first}
        pressed = yield from _waited(_job(own, pictures_of(own, pictures), moment, tags=False))
        parts.append(pressed)
        try:
            first += count_pages(pressed)
        except NotOurs as error:
            raise PressFailed("pages") from error
    if len(parts) == 1:
        yield parts[0]
        return
    last = data | {"blocks": [], "total": first - 1, "parted": True}
    total = yield from _waited(_job(last, {}, moment, tags=False))
    try:
        yield b"".join(join(parts, total))
    except (NotOurs, KeyError, ValueError) as error:
        raise PressFailed("joining") from error


def _waited(job: tuple[dict[str, Any], bytes]) -> Generator[bytes, None, bytes]:
    """Press a part: b"" comes until it is there."""
    pressed = b""
    for piece in _pressed(*job):
        pressed = piece or pressed
        yield b""
    return pressed


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def _job(
    data: dict[str, Any], pictures: Mapping[str, bytes], moment: int, *, tags: bool
) -> tuple[dict[str, Any], bytes]:
    files = {"data.json": _json(data), **pictures}
    message = {
        "files": [(name, len(content)) for name, content in files.items()],
        "template": "paper.typ",
        "time": moment,
        "tags": tags,
    }
    return message, b"".join(files.values())


def command() -> list[str]:
    """Tell how this very program is started as a press."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--press"]
    return [sys.executable, "-P", "-s", "-m", "desktop", "--press"]


def _pressed(message: dict[str, Any], data: bytes) -> Iterator[bytes]:
    try:
        process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor or None,
            env=environment(),
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise PressFailed(error.strerror or "") from error
    answers: queue.SimpleQueue[tuple[dict[str, Any], bytes] | None] = queue.SimpleQueue()
    thread = threading.Thread(
        target=_talk, args=(process, message, data, answers), name="press", daemon=True
    )
    thread.start()
    try:
        yield from _awaited(answers)
    finally:
        process.kill()
        process.wait()
        thread.join()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _awaited(
    answers: "queue.SimpleQueue[tuple[dict[str, Any], bytes] | None]",
) -> Iterator[bytes]:
    while True:
        try:
            answer = answers.get(timeout=_TICK)
        except queue.Empty:
            yield b""
            continue
        if answer is None:
            raise PressFailed("no answer")
        told, data = answer
        if "fault" in told:
            raise PressFailed(str(told["fault"]))
        yield data
        return


def _talk(
    process: "subprocess.Popen[bytes]",
    message: dict[str, Any],
    data: bytes,
    answers: "queue.SimpleQueue[tuple[dict[str, Any], bytes] | None]",
) -> None:
    """Write to the process and wait for its answer, on a thread: a pipe cannot be asked twice."""
    answer = None
    try:
        if process.stdin is not None and process.stdout is not None:
            write_frame(process.stdin, message, data)  # type: ignore[arg-type]
            answer = read_frame(process.stdout)  # type: ignore[arg-type]
    except (OSError, EOFError, BadFrame, ValueError):
        answer = None
    finally:
        answers.put(answer)
