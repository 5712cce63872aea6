"""The one thread that owns the library's connection.

Jobs are functions of a Library. Saves go before reads; a read that is under way when a save comes
is interrupted and run again after it. Nobody but the thread ever touches SQLite.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from annotations.storage.library import GivesWay, Library

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Library", "Store"]

T = TypeVar("T")

_SAVE, _READ, _CLOSE = range(3)

_WAKE = 1.0
"""Seconds until a thread that does not end is woken again."""

# A read that has given way so often is not interrupted again: an import saves without end.
_PATIENCE = 3

# How many steps of SQLite's machine lie between two looks at whether a save waits: some 50 µs.
_STEPS = 2000


@dataclass(order=True, slots=True)
class _Task:
    rank: int
    number: int
    job: Callable[[Library], Any] = field(compare=False)
    future: "Future[Any]" = field(compare=False)
    runs: int = field(default=0, compare=False)


class Store:
    """A library with its thread. Make one with `open` or `create`; close it when done."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._tasks: queue.PriorityQueue[_Task] = queue.PriorityQueue()
        self._numbers = 0
        self._waiting = 0  # saves submitted and not yet begun
        self._reading = False
        self._closed = False
        self._lock = threading.Lock()
        self._library: Library | None = None
        self._opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a library that is there. Raises LibraryError."""
        store = cls(path, read_only=read_only)
        store._thread.start()
        store._opened.result()
        return store

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty library and open it. Raises LibraryError, also if the file is there."""
        from annotations.storage.opening import create_library

        create_library(path)
        return cls.open(path)

    def submit(
        self,
        job: Callable[[Library], T],
        *,
        saving: bool = False,
        future: "Future[T] | None" = None,
    ) -> "Future[T]":
        """Run a job on the store's thread; its result or exception is the future's.

        One who hands in the future has it also where Ctrl+C comes before this returns.

        A job with `saving` goes before all that read. One without may be interrupted and run
        again until it writes or has given way a few times: what it does before must bear that.
        A future that is cancelled before its job begins is skipped.
        """
        future = future or Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the store is closed")
            self._numbers += 1
            self._tasks.put(_Task(_SAVE if saving else _READ, self._numbers, job, future))
            self._waiting += saving
        return future

    def call(self, job: Callable[[Library], T], *, saving: bool = False) -> T:
        """Run a job and wait for it: for the command line and for tests."""
        return self.submit(job, saving=saving).result()

    def data_version(self) -> "Future[int]":
        """Ask for a number that changes when another program has changed the library."""
        return self.submit(_data_version)

    def close(self) -> None:
        """Run what was submitted, then close the library and wait for that."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._tasks.put(_Task(_CLOSE, 0, _data_version, Future()))
        # Ctrl+C in the midst of a put can lose the wake-up of a later one: wake the thread again.
        while self._thread.is_alive():
            self._thread.join(_WAKE)
            with self._tasks.not_empty:
                self._tasks.not_empty.notify_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> None:
        from annotations.storage.opening import close_library, open_library

        try:
            library = self._library = open_library(self.path, read_only=self.read_only)
            library.db.conn.set_progress_handler(self._should_stop, _STEPS)
            library.let_others = self._let_others
            library.must_stop = self._should_stop
        except BaseException as error:  # noqa: BLE001 - handed to whoever opens
            self._closed = True
            self._opened.set_exception(error)
            return
        self._opened.set_result(None)
        while True:
            task = self._tasks.get()
            if task.rank == _CLOSE:
                break
            self._do(library, task)
        close_library(library)

    def _do(self, library: Library, task: _Task) -> None:
        import sqlite3

        with self._lock:
            self._waiting -= task.rank == _SAVE
            task.runs += 1
            self._reading = task.rank == _READ and task.runs <= _PATIENCE
        if not task.future.running() and not task.future.set_running_or_notify_cancel():
            return
        library.wrote = False
        try:
            result = task.job(library)
        except GivesWay:
            self._tasks.put(task)
        except sqlite3.OperationalError as error:
            if self._interrupted(error):
                self._tasks.put(task)  # its number keeps its place among the reads
                return
            task.future.set_exception(_translated(self.path, error))
        except sqlite3.Error as error:
            task.future.set_exception(_translated(self.path, error))
        except BaseException as error:  # noqa: BLE001 - handed to whoever asked
            task.future.set_exception(error)
        else:
            task.future.set_result(result)

    def _let_others(self) -> None:
        """Run the jobs that wait, saves first, in the midst of one that asks for it."""
        library, reading = self._library, self._reading
        if library is None or library.writing:
            return
        wrote = library.wrote
        while not self._tasks.empty():  # only this thread takes tasks
            task = self._tasks.get()
            if task.rank == _CLOSE:
                self._tasks.put(task)
                break
            self._do(library, task)
        self._reading = reading
        library.wrote = wrote

    def _interrupted(self, error: "sqlite3.OperationalError") -> bool:
        # Python's own complaint, of words that are no UTF-8, has no such name.
        return self._reading and getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT"

    def _should_stop(self) -> bool:
        """Tell SQLite, which asks every few steps, to stop a read because a save waits.

        A flag that is looked at, and not sqlite3_interrupt: that one can fall between two
        statements and be lost, or hit the save itself.
        """
        library = self._library
        return bool(self._waiting and self._reading and library and not library.wrote)


def _data_version(library: Library) -> int:
    return int(library.db.conn.execute("PRAGMA data_version").fetchone()[0])


def _translated(path: Path, error: "sqlite3.Error") -> Exception:
    """Say what in the world made a read fail; a mistake of ours stays what it is."""
    import sqlite3

    from annotations.storage.opening import library_error
    from annotations.storage.writing import code_of, fault_of

    undecodable = isinstance(error, sqlite3.OperationalError) and not code_of(error)
    return library_error(path, error) if fault_of(error) or undecodable else error
