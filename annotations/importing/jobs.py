"""Import many files: parse in the worker, store in batches, tell of each in order."""

import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import AnnotationsError, ImportFailed, SaveError
from annotations.importing.protocol import ImportOutcome
from annotations.importing.walking import Found, read_bytes, walk
from annotations.importing.worker import Reply, Worker
from annotations.vocabulary import ImportStatus

if TYPE_CHECKING:
    from annotations.storage.articles import Added, NewArticle
    from annotations.storage.store import Store

BATCH = 100
"""Articles in one transaction: it holds the lock for some 40 ms."""
BATCH_BYTES = 1_000_000
"""Bytes of originals in one transaction, so that long articles hold it no longer."""
BATCH_SECONDS = 0.5
"""A slow import is stored, and told of, this often."""


def import_paths(
    store: "Store", paths: Sequence[Path], *, worker: Worker | None = None, author: str = ""
) -> Generator[ImportOutcome, None, None]:
    """Import files and folders into a library; one outcome a file, in the order of the walk.

    A file that cannot be read or parsed is FAILED and the rest goes on. To cancel, close the
    generator: what was told of is stored. Raises SaveError when the library takes no more;
    the files of that batch have been told of as FAILED then. `worker` is used and left open;
    without one a worker is started and ended.
    """
    with ExitStack() as stack:
        used = worker or stack.enter_context(Worker())
        run = _Run(store, used, author)
        stack.callback(run.abandon)
        yield from run.over(walk(paths))


@dataclass(slots=True)
class _Batch:
    """Files in order, each with its article or why there is none."""

    began: float = field(default_factory=time.monotonic)
    files: "list[tuple[Path, NewArticle | ImportFailed]]" = field(default_factory=list)
    size: int = 0

    @property
    def full(self) -> bool:
        """Whether it is time to store what there is."""
        slow = self.files and time.monotonic() - self.began > BATCH_SECONDS
        return bool(slow) or len(self.files) >= BATCH or self.size >= BATCH_BYTES

    @property
    def articles(self) -> "list[NewArticle]":
        """What is to be stored."""
        return [article for _, article in self.files if not isinstance(article, ImportFailed)]


@dataclass(slots=True)
class _Parsing:
    """A file that the worker has, or had."""

    found: Found
    data: bytes


@dataclass(slots=True)
class _Run:
    """One import: while the store commits a batch, the worker parses the next files."""

    store: "Store"
    worker: Worker
    author: str
    parsing: _Parsing | None = None
    batch: _Batch = field(default_factory=_Batch)
    storing: "tuple[_Batch, Future[list[Added]]] | None" = None

    def over(self, files: Iterator[Found]) -> Iterator[ImportOutcome]:
        """Import the files one after another."""
        for found in files:
            data = _read(found)
            last, reply = self.parsing, self._collect()
            # the next file goes to the worker before the last one is made into an article here
            failed = data if isinstance(data, ImportFailed) else self._send(found, data)
            self._add(last, reply)
            if failed:
                self.batch.files.append((found.path, failed))
            if self.batch.full:
                yield from self._hand_over()
        self._add(self.parsing, self._collect())
        yield from self._hand_over()
        yield from self._stored()

    def abandon(self) -> None:
        """Leave nothing running: neither the worker on a file nor the store on a batch."""
        if self.parsing:
            self.worker.close()
        if self.storing and not self.storing[1].cancel():
            self.storing[1].exception()

    def _send(self, found: Found, data: bytes) -> ImportFailed | None:
        try:
            self.worker.send(data, found.path.name)
        except ImportFailed as failed:
            return failed
        self.parsing = _Parsing(found, data)
        return None

    def _collect(self) -> Reply | ImportFailed | None:
        if self.parsing is None:
            return None
        try:
            return self.worker.collect()
        except ImportFailed as failed:
            return failed
        finally:
            self.parsing = None

    def _add(self, last: _Parsing | None, reply: Reply | ImportFailed | None) -> None:
        if last is None or reply is None:
            return
        made = _article(last, reply)
        self.batch.files.append((last.found.path, made))
        self.batch.size += 0 if isinstance(made, ImportFailed) else len(last.data)

    def _hand_over(self) -> Iterator[ImportOutcome]:
        """Give the batch to the store, once it is done with the one before."""
        from annotations.storage.articles import add_all

        yield from self._stored()
        batch, self.batch = self.batch, _Batch()
        articles, author = batch.articles, self.author
        future = self.store.submit(
            lambda library: add_all(library, articles, author=author), saving=True
        )
        self.storing = (batch, future)

    def _stored(self) -> Iterator[ImportOutcome]:
        """Wait for the batch that the store has and tell of its files."""
        if self.storing is None:
            return
        batch, future = self.storing
        try:
            added = iter(future.result())
        except SaveError as refused:
            yield from (_failed(path, made, refused) for path, made in batch.files)
            raise
        finally:
            self.storing = None
        for path, made in batch.files:
            if isinstance(made, ImportFailed):
                yield _failed(path, made, made)
                continue
            one = next(added)
            yield ImportOutcome(
                path=path,
                status=one.status,
                article=one.article,
                warnings=made.imported.warnings,
            )


def _read(found: Found) -> bytes | ImportFailed:
    try:
        return read_bytes(found.path)
    except ImportFailed as failed:
        return failed


def _article(last: _Parsing, reply: Reply | ImportFailed) -> "NewArticle | ImportFailed":
    from annotations.storage.articles import NewArticle

    if isinstance(reply, ImportFailed):
        return reply
    try:
        imported = reply.article()
    except ImportFailed as failed:
        return failed
    return NewArticle(imported=imported, original=last.data, source=last.found.source)


def _failed(
    path: Path, made: "NewArticle | ImportFailed", refused: AnnotationsError
) -> ImportOutcome:
    reason = made if isinstance(made, ImportFailed) else refused
    return ImportOutcome(path=path, status=ImportStatus.FAILED, reason=reason)
