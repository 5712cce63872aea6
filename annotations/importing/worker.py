"""Parse strangers' files in a process of their own.

`Worker` is the program's side, `serve` the other. One child is reused for file after file; it is
killed and replaced when a file takes too long, takes too much memory or breaks it. The child
knows no library, inherits next to nothing, and once warm can open no file.
"""

import codecs
import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from annotations import plain
from annotations.errors import ImportFailed, ImportFault
from annotations.importing.frames import BadFrame, read_frame, write_frame
from annotations.importing.limits import allow_seconds, confine_self, too_large
from annotations.importing.protocol import MOST_MEMORY, SLOWEST, Container, Importer
from annotations.model import Imported

KEPT_VARIABLES = ("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "LD_LIBRARY_PATH")
"""What Python needs to start at all; the last only where a bundle set it for itself."""
TICKS = 4
"""How often the watchdog looks within the time that a file may take, and at least once a second."""
AHEAD = 16
"""Files that may wait in the child, so that it never waits for the program."""
AHEAD_BYTES = 1_000_000
"""What they may have together; a larger file travels alone."""
PATIENCE = 2.0
"""Seconds an idle child has to end by itself."""


class Worker:
    """One reused child that parses files, one at a time, for one caller.

    `send` and `receive` are the halves of `parse`: while there is room, files may be sent ahead,
    so that neither side waits for the other; they come back in order. A file that breaks the
    child fails alone: those behind it meet a new child. `command` starts another program than our
    own; `seconds` is the time of one file.
    """

    def __init__(self, *, command: Sequence[str] = (), seconds: float = SLOWEST) -> None:
        self._command = list(command) or _own_command()
        self._seconds = seconds
        self._child: _Child | None = None
        self._sent: deque[tuple[bytes, str]] = deque()

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

    @property
    def busy(self) -> bool:
        """Whether files were sent that have not come back."""
        return bool(self._sent)

    def has_room(self, size: int) -> bool:
        """Whether a file of so many bytes may be sent before the next comes back."""
        waiting = sum(len(data) for data, _ in self._sent)
        return not self._sent or (len(self._sent) < AHEAD and waiting + size <= AHEAD_BYTES)

    def parse(self, data: bytes, name: str) -> Imported:
        """Make an article of a file's bytes. Raises ImportFailed."""
        self.send(data, name)
        return self.receive()

    def send(self, data: bytes, name: str) -> None:
        """Hand over a file. Raises ImportFailed if no child can be started for it."""
        child = self._child
        if child is not None and not self._sent and child.process.poll() is not None:
            child.end()
            child = None
        child = self._child = child or self._start(name)
        if not self._sent:
            child.watch(self._seconds)
        self._sent.append((data, name))
        child.send(data, name, self._seconds)

    def receive(self) -> Imported:
        """Wait for the article of the file that was sent first. Raises ImportFailed."""
        child = self._child or self._start_again()
        name = self._sent[0][1]
        try:
            message, _ = read_frame(child.replies)
            imported = _article_of(message, name)
        except ImportFailed as failed:
            self._sent.popleft()
            if failed.fault is ImportFault.TOO_MUCH_MEMORY:
                self._child = None  # it ends by itself, but not before the next might reach it
                child.end()
            self._watch_next()
            raise
        except (EOFError, OSError, BadFrame, KeyError, TypeError, ValueError) as error:
            self._child = None
            self._sent.popleft()
            raise child.end(name, self._seconds) from error
        self._sent.popleft()
        self._watch_next()
        return imported

    def close(self) -> None:
        """End the child and forget what was sent. The worker may be used again."""
        child, self._child = self._child, None
        self._sent.clear()
        if child is not None:
            child.end()

    def _watch_next(self) -> None:
        if self._child is None:
            return
        if self._sent:
            self._child.watch(self._seconds)
        else:
            self._child.unwatch()

    def _start(self, name: str) -> "_Child":
        try:
            return _Child(self._command, self._seconds)
        except OSError as error:
            raise ImportFailed(name, ImportFault.BROKEN, detail=error.strerror or "") from error

    def _start_again(self) -> "_Child":
        """Start a child for the files that waited behind the one that broke the last."""
        if not self._sent:
            raise RuntimeError("nothing was sent")
        try:
            child = self._child = self._start(self._sent[0][1])
        except ImportFailed:
            self._sent.popleft()
            raise
        child.watch(self._seconds)
        for data, name in self._sent:
            child.send(data, name, self._seconds)
        return child


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

    def send(self, data: bytes, name: str, seconds: float) -> None:
        """Write a file into the pipe. Whether the child is still there, the reply will tell."""
        with contextlib.suppress(OSError):
            write_frame(self.requests, {"name": name, "seconds": seconds}, data)

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
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)

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
    with contextlib.suppress(OSError):  # what is not read any more cannot be flushed
        stream.close()


def _article_of(message: dict[str, Any], name: str) -> Imported:
    if "imported" in message:
        return plain.read(Imported, message["imported"])
    fault = ImportFault(message["fault"])
    raise ImportFailed(name, fault, int(message["limit"]), str(message["detail"]))


def _own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker"]
    return [sys.executable, "-P", "-s", "-m", "desktop", "--worker"]


def _environment() -> dict[str, str]:
    """Pass on nothing that speaks of the person, the desktop or the library."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    if getattr(sys, "frozen", False):
        return kept
    # what we were started with, also where it is a person's own folder; never the current one
    libraries = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    ours = os.pathsep.join([str(Path(__file__).parents[2]), *libraries])
    return {**kept, "PYTHONPATH": ours, "PYTHONUTF8": "1"}


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


def serve(importers: Sequence[Importer | Container] = (), *, memory: int = MOST_MEMORY) -> int:
    """Parse what arrives on standard input until it ends; the child's whole life."""
    from annotations.importing import IMPORTERS

    requests, replies = _take_pipes()
    chosen = tuple(importers) or IMPORTERS
    _warm_up()
    waiting: queue.SimpleQueue[tuple[dict[str, Any], bytes]] = queue.SimpleQueue()
    # so that the program never waits to write while it should read what this side writes
    threading.Thread(target=_read_ahead, args=(requests, waiting), daemon=True).start()
    confine_self(memory)
    while True:
        message, data = waiting.get()
        allow_seconds(float(message["seconds"]))
        answer = _answer(chosen, data, str(message["name"]))
        del data
        if not _send_answer(replies, answer):
            return 1


def _read_ahead(
    requests: BinaryIO, waiting: "queue.SimpleQueue[tuple[dict[str, Any], bytes]]"
) -> None:
    """Take what is sent, until the program closes the pipe or is gone: then end the process.

    At once and in the middle of a file, for nobody is left to tell.
    """
    try:
        with contextlib.suppress(EOFError, OSError, BadFrame):
            while True:
                waiting.put(read_frame(requests))
    finally:
        os._exit(0)


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
        if importer.name in {"markdown", "plain"}:
            _parse(importer, WARM_UP.encode(), "")


def _parse(importer: Importer | Container, data: bytes, name: str) -> Imported:
    if hasattr(importer, "parse"):
        return importer.parse(data, name)
    for part in importer.unpack(data, name):
        if part.imported is not None:
            return part.imported
    raise ImportFailed(name, ImportFault.EMPTY)


def _answer(importers: Sequence[Importer | Container], data: bytes, name: str) -> dict[str, Any]:
    try:
        importer = max(importers, key=lambda each: each.sniff(data, name))
        return {"imported": plain.write(_parse(importer, data, name))}
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
