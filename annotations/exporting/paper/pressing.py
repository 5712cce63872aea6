"""A document to a PDF, by a process of its own: it can be stopped, and its memory goes with it."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotations.errors import PressFailed
from annotations.exporting.paper.document import Document
from annotations.exporting.paper.setting import set_in_type
from annotations.importing.child import environment
from annotations.importing.frames import BadFrame, read_frame, write_frame

TAGGED = 4_000_000
"""Bytes of JSON of a document that is still pressed with tags, which double its memory."""
_TICK = 0.1
_CREATOR = b"/Creator"


def press(document: Document, made: str) -> Iterator[bytes]:
    """Press a document; b"" comes again and again until it is done, then the file.

    `made` is the document's date (ISO). Who stops asking stops the press. Raises PressFailed.
    """
    data, pictures = set_in_type(document, made)
    files = {"data.json": json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")}
    files |= pictures
    moment = datetime.fromisoformat(made[:10]).replace(tzinfo=UTC)
    message = {
        "files": [(name, len(content)) for name, content in files.items()],
        "template": "paper.typ",
        "time": int(moment.timestamp()),
        "tags": len(files["data.json"]) <= TAGGED,
    }
    yield from _pressed(message, b"".join(files.values()))


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
