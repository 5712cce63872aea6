"""Parse strangers' files in a process of their own.

`Worker` is the program's side, `serve` the other. One child is reused for file after file; it is
killed and replaced when a file takes too long, takes too much memory or breaks it. The child
knows no library, inherits next to nothing, and once warm can open no file.
"""

import codecs
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from annotations import plain
from annotations.errors import ImportFailed, ImportFault
from annotations.importing.frames import BadFrame, read_frame, write_frame
from annotations.importing.limits import allow_seconds, confine_self, too_large
from annotations.importing.protocol import MOST_MEMORY, SLOWEST, Importer
from annotations.model import Imported

KEPT_VARIABLES = ("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "LD_LIBRARY_PATH")
"""What Python needs to start at all; the last only where a bundle set it for itself."""
TICKS = 4
"""How often the watchdog looks within the time that a file may take, and at least once a second."""
PATIENCE = 2.0
"""Seconds an idle child has to end by itself."""


class Worker:
    """One reused child that parses files, one at a time, for one caller.

    `send` and `receive` are the halves of `parse`, so that the caller can work meanwhile. A file
    that breaks the child fails alone: the next one meets a new child. `command` starts another
    program than our own; `seconds` is the time of one file.
    """

    def __init__(self, *, command: Sequence[str] = (), seconds: float = SLOWEST) -> None:
        self._command = list(command) or _own_command()
        self._seconds = seconds
        self._child: _Child | None = None
        self._name = ""

    def __enter__(self) -> Self:
        """Start the child, so that it is warm when the first file has been read."""
        self._child = self._child or self._start("")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def parse(self, data: bytes, name: str) -> Imported:
        """Make an article of a file's bytes. Raises ImportFailed."""
        self.send(data, name)
        return self.receive()

    def send(self, data: bytes, name: str) -> None:
        """Hand over a file; `receive` must be called before the next. Raises ImportFailed."""
        child = self._child
        if child is not None and child.process.poll() is not None:
            child.end()
            child = None
        child = self._child = child or self._start(name)
        self._name = name
        child.watch(self._seconds)
        try:
            write_frame(child.requests, {"name": name, "seconds": self._seconds}, data)
        except OSError:
            return  # the child is gone: `receive` finds out why, and says so

    def receive(self) -> Imported:
        """Wait for the article of the file that was sent. Raises ImportFailed."""
        return self.collect().article()

    def collect(self) -> "Reply":
        """Wait until the file is parsed; afterwards the next may be sent. Raises ImportFailed."""
        child, name = self._child, self._name
        if child is None:
            raise RuntimeError("nothing was sent")
        try:
            message, _ = read_frame(child.replies)
        except (EOFError, OSError, BadFrame) as error:
            self._child = None
            raise child.end(name, self._seconds) from error
        child.unwatch()
        reply = Reply(name, message)
        if reply.ends_the_child:
            self.close()  # it ends by itself, but not before the next file might reach it
        return reply

    def close(self) -> None:
        """End the child. The worker may be used again; it starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _start(self, name: str) -> "_Child":
        try:
            return _Child(self._command, self._seconds)
        except OSError as error:
            raise ImportFailed(name, ImportFault.BROKEN, detail=str(error)) from error


@dataclass(frozen=True, slots=True)
class Reply:
    """What the child said of a file; made into an article while the child does the next."""

    name: str
    message: Any

    @property
    def ends_the_child(self) -> bool:
        """Whether the child ran out of memory: it can be trusted with no other file."""
        return (
            isinstance(self.message, dict)
            and self.message.get("fault") == ImportFault.TOO_MUCH_MEMORY
        )

    def article(self) -> Imported:
        """Read the article. Raises ImportFailed."""
        try:
            if "imported" in self.message:
                return plain.read(Imported, self.message["imported"])
            fault = ImportFault(self.message["fault"])
            limit, detail = int(self.message["limit"]), str(self.message["detail"])
        except (KeyError, TypeError, ValueError) as error:
            raise ImportFailed(self.name, ImportFault.BROKEN, detail="reply") from error
        raise ImportFailed(self.name, fault, limit, detail)


class _Child:
    """The other process, its two pipes, and the thread that watches over it."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor or os.sep,
            env=_environment(),
            # Ctrl+C in a terminal is for the program, which then ends the child in order
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self.process.stdin is not None  # noqa: S101 - for the type checker: both are pipes
        assert self.process.stdout is not None  # noqa: S101
        self.requests: BinaryIO = self.process.stdin  # type: ignore[assignment]
        self.replies: BinaryIO = self.process.stdout  # type: ignore[assignment]
        self._lock = threading.Lock()
        self._deadline = 0.0
        self._fault = ImportFault.BROKEN
        self._over = threading.Event()
        tick = min(1.0, seconds / TICKS)
        self._watchdog = threading.Thread(target=self._stand_guard, args=(tick,), daemon=True)
        self._watchdog.start()

    def watch(self, seconds: float) -> None:
        """Kill the child unless `unwatch` is called within so many seconds, and one tick."""
        with self._lock:
            self._deadline = time.monotonic() + seconds

    def unwatch(self) -> None:
        """Let the child be."""
        with self._lock:
            self._deadline = 0.0

    def end(self, name: str = "", seconds: float = 0.0) -> ImportFailed:
        """End the child, busy or idle, and say what the file `name` did to it."""
        with self._lock:
            idle = self._deadline == 0.0
        if idle:
            _close(self.requests)
            self._wait(PATIENCE)
        else:
            self._wait(0.2)  # one that is dying by itself says by its status of what
        self.process.kill()
        self.process.wait()
        self._over.set()
        self._watchdog.join()
        _close(self.requests)
        _close(self.replies)
        status = self.process.returncode
        if status == -getattr(signal, "SIGXCPU", 0) and status:
            self._fault = ImportFault.TOO_SLOW
        limits = {ImportFault.TOO_SLOW: int(seconds), ImportFault.TOO_MUCH_MEMORY: MOST_MEMORY}
        return ImportFailed(name, self._fault, limits.get(self._fault, 0), f"status {status}")

    def _wait(self, seconds: float) -> None:
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    def _stand_guard(self, tick: float) -> None:
        while not self._over.wait(tick):
            with self._lock:
                if not self._deadline:
                    continue
                if time.monotonic() > self._deadline:
                    self._fault = ImportFault.TOO_SLOW
                    self.process.kill()
                elif too_large(self.process.pid, MOST_MEMORY):
                    self._fault = ImportFault.TOO_MUCH_MEMORY
                    self.process.kill()


def _close(stream: BinaryIO) -> None:
    try:
        stream.close()
    except OSError:
        return  # what was not read any more cannot be flushed


def _own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    return [sys.executable, "-P", "-s", "-m", "desktop", "--worker"]


def _environment() -> dict[str, str]:
    """Pass on nothing that speaks of the person, the desktop or the library."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    if getattr(sys, "frozen", False):
        return kept
    return {**kept, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}


# The child's side ------------------------------------------------------------------------------

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


def serve(importers: Sequence[Importer] = (), *, memory: int = MOST_MEMORY) -> int:
    """Parse what arrives on standard input until it ends; the child's whole life."""
    from annotations.importing import IMPORTERS

    requests, replies = _take_pipes()
    chosen = tuple(importers) or IMPORTERS
    _warm_up()
    confine_self(memory)
    while True:
        try:
            message, data = read_frame(requests)
        except EOFError:
            return 0
        allow_seconds(float(message["seconds"]))
        answer = _answer(chosen, data, str(message["name"]))
        del data
        if not _send_answer(replies, answer):
            return 1


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes for us alone: what a library prints must not reach them."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return requests, replies


def _warm_up() -> None:
    from annotations.importing import IMPORTERS
    from annotations.importing.decoding import ENCODINGS

    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    for importer in IMPORTERS:
        importer.parse(WARM_UP.encode(), "")


def _answer(importers: Sequence[Importer], data: bytes, name: str) -> dict[str, Any]:
    try:
        importer = max(importers, key=lambda each: each.sniff(data, name))
        return {"imported": plain.write(importer.parse(data, name))}
    except ImportFailed as failed:
        return _failed(failed.fault, failed.limit, failed.detail)
    except MemoryError:
        return _failed(ImportFault.TOO_MUCH_MEMORY, MOST_MEMORY)
    except RecursionError:
        return _failed(ImportFault.TOO_DEEP)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file does, the child says so
        return _failed(ImportFault.BROKEN, detail=type(error).__name__)


def _failed(fault: ImportFault, limit: int = 0, detail: str = "") -> dict[str, Any]:
    return {"fault": fault.value, "limit": limit, "detail": detail}


def _send_answer(replies: BinaryIO, answer: dict[str, Any]) -> bool:
    """Send it and say whether this child may go on: one that ran out of memory may not."""
    try:
        write_frame(replies, answer)
    except MemoryError:
        answer = _failed(ImportFault.TOO_MUCH_MEMORY, MOST_MEMORY)
        write_frame(replies, answer)
    return answer.get("fault") != ImportFault.TOO_MUCH_MEMORY
