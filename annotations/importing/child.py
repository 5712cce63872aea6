"""The process that parses strangers' files, as the program sees it: two pipes and a watchdog."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.frames import BUFFER, write_frame
from annotations.importing.limits import too_large
from annotations.importing.protocol import MOST_MEMORY
from annotations.places import languages_folder

KEPT_VARIABLES = ("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "LD_LIBRARY_PATH")
"""What Python needs to start at all; the last only where a bundle set it for itself."""
TICKS = 4
"""How often the watchdog looks within the time that a file may take, and at least once a second."""
PATIENCE = 2.0
"""Seconds an idle child has to end by itself."""


class Child:
    """The other process, its two pipes, and the thread that watches over it."""

    def __init__(self, command: Sequence[str], seconds: float, *, light: bool = False) -> None:
        self.light = light
        self.held: bytes | None = None  # what it was asked about last
        self._unsent = False
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=BUFFER,
            cwd=Path(sys.executable).anchor or os.sep,
            env=environment(),
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

    @property
    def gone(self) -> bool:
        """Whether it has ended by itself."""
        return self.process.poll() is not None

    def send(self, message: Mapping[str, Any], data: bytes) -> None:
        """Write to the child. Whether it is still there, the reply will tell."""
        with contextlib.suppress(OSError):
            write_frame(self.requests, message, data, more=True)
            self._unsent = True

    def push(self) -> None:
        """Put what was written into the pipe."""
        if self._unsent:
            self._unsent = False
            with contextlib.suppress(OSError):
                self.requests.flush()

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


def own_command(*, light: bool) -> list[str]:
    """Tell how this very program is started as a worker."""
    kind = "--worker=light" if light else "--worker"
    if getattr(sys, "frozen", False):
        return [sys.executable, kind]
    return [sys.executable, "-P", "-s", "-m", "desktop", kind]


def environment() -> dict[str, str]:
    """Pass on to our process nothing that speaks of the person, the desktop or the library."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    # always named, so that the child need not look for it
    kept["KUTIP_LANGUAGES"] = str(languages_folder() or os.devnull)
    if getattr(sys, "frozen", False):
        return kept
    # what we were started with, also where it is a person's own folder; never the current one
    libraries = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    ours = os.pathsep.join([str(Path(__file__).parents[2]), *libraries])
    return {**kept, "PYTHONPATH": ours, "PYTHONUTF8": "1"}
