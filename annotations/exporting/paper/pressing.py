"""A document to a PDF, by a process of its own: it can be stopped, and its memory goes with it."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from annotations.errors import PressFailed
from annotations.exporting.paper.document import Document
from annotations.exporting.paper.parts import pictures_of, split
from annotations.exporting.paper.setting import set_in_type
from annotations.importing.child import environment
from annotations.importing.frames import BadFrame, read_frame, write_frame

Frame = tuple[dict[str, Any], bytes]  # a message (Any: a JSON value), and its bytes

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
        _, pressed = yield from _pressed([_job(data, pictures, moment, tags=True)])
        yield pressed
        return
    parts: list[bytes] = []
    first = 1
    for each in split(data, pictures, PART):
        own = each | {"first": first}
        job = _job(own, pictures_of(own, pictures), moment, tags=False)
        told, pressed = yield from _pressed([job])
        parts.append(pressed)
        first += told["pages"]
    if len(parts) == 1:
        yield parts[0]
        return
    last = data | {"blocks": [], "total": first - 1, "parted": True}
    _, total = yield from _pressed([_job(last, {}, moment, tags=False)])
    _, joined = yield from _pressed(_joining(parts, total))
    yield joined


def _joining(parts: Sequence[bytes], total: bytes) -> list[Frame]:
    """Tell what is sent to have parts joined; each on its own, as a frame has its limit."""
    return [*(({"part": True}, part) for part in parts), ({"join": True}, total)]


def rasters(drawings: Sequence[bytes]) -> Generator[bytes, None, list[bytes]]:
    """Make a PNG of each drawing (SVG); b"" comes until they are there. Raises PressFailed."""
    if not drawings:
        return []
    files = {f"{at}.svg": drawing for at, drawing in enumerate(drawings)}
    job = _job(list(files), files, 0, tags=False)
    job[0].update(template="drawings.typ", count=False)
    _, answer = yield from _pressed([job])
    made, at = [], 0
    while at < len(answer):
        end = at + 4 + int.from_bytes(answer[at : at + 4], "big")
        made.append(answer[at + 4 : end])
        at = end
    if len(made) != len(drawings):
        raise PressFailed("drawings")
    return made


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def _job(data: object, pictures: Mapping[str, bytes], moment: int, *, tags: bool) -> Frame:
    files = {"data.json": _json(data), **pictures}
    message = {
        "files": [(name, len(content)) for name, content in files.items()],
        "template": "paper.typ",
        "time": moment,
        "tags": tags,
        "count": not tags,
    }
    return message, b"".join(files.values())


def command() -> list[str]:
    """Tell how this very program is started as a press."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--press"]
    return [sys.executable, "-P", "-s", "-m", "desktop", "--press"]


def _pressed(frames: Sequence[Frame]) -> Generator[bytes, None, Frame]:
    """Have something pressed or joined; b"" comes until it is there, and what is told of it."""
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
    answers: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
    thread = threading.Thread(
        target=_talk, args=(process, frames, answers), name="press", daemon=True
    )
    thread.start()
    try:
        return (yield from _awaited(answers))
    finally:
        process.kill()
        process.wait()
        thread.join()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _awaited(answers: "queue.SimpleQueue[Frame | None]") -> Generator[bytes, None, Frame]:
    while True:
        try:
            answer = answers.get(timeout=_TICK)
        except queue.Empty:
            yield b""
            continue
        if answer is None:
            raise PressFailed("no answer")
        if "fault" in answer[0]:
            raise PressFailed(str(answer[0]["fault"]))
        return answer


def _talk(
    process: "subprocess.Popen[bytes]",
    frames: Sequence[Frame],
    answers: "queue.SimpleQueue[Frame | None]",
) -> None:
    """Write to the process and wait for its answer, on a thread: a pipe cannot be asked twice."""
    answer: Frame | None = None
    try:
        if process.stdin is not None and process.stdout is not None:
            for message, data in frames:
                write_frame(process.stdin, message, data)  # type: ignore[arg-type]
            answer = _read(process.stdout)
    except (OSError, EOFError, BadFrame, ValueError):
        answer = None
    finally:
        answers.put(answer)


def _read(replies: IO[bytes]) -> Frame:
    """Read an answer, whose bytes come in pieces."""
    pieces: list[bytes] = []
    while True:
        told, piece = read_frame(replies)  # type: ignore[arg-type]
        pieces.append(piece)
        if not told.get("left"):
            return told, b"".join(pieces)
