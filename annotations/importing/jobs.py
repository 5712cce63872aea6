"""Import many files: parse in the worker, store in batches, tell of each in order."""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import (
    SEVERAL,
    AnnotationsError,
    ImportFailed,
    ImportFault,
    SaveError,
)
from annotations.importing.protocol import ImportOutcome, Part, Wishes
from annotations.importing.walking import Found, ignore, read_bytes, walk
from annotations.importing.worker import Worker
from annotations.vocabulary import ImportStatus

if TYPE_CHECKING:
    from annotations.storage.articles import Added, NewArticle
    from annotations.storage.store import Store

BATCH = 250
"""Articles in one transaction: it holds the lock for some 70 ms."""
BATCH_BYTES = 1_000_000
"""Bytes of originals in one transaction, so that long articles hold it no longer."""
BATCH_SECONDS = 0.5
"""A slow import is stored, and told of, this often."""


def import_paths(
    store: "Store",
    paths: Sequence[Path],
    *,
    worker: Worker | None = None,
    author: str = "",
    passed_over: Callable[[Path], object] = ignore,
    untold: Callable[[ImportOutcome], object] = ignore,
    wishes: Wishes = Wishes(),
    revises: int = 0,
) -> Generator[ImportOutcome, None, None]:
    """Import files and folders into a library; outcomes in the order of the walk.

    One outcome a file, and one for each part of an archive or of a book that comes in chapters. A
    file that cannot be read or parsed is FAILED and the rest goes on. To cancel, close the
    generator: what was told of is stored, and `untold` is told of what is stored besides. Raises
    SaveError when the library takes no more; the files of that batch have been told of as FAILED
    then. `worker` is used and left open; without one a worker is started and ended. `passed_over`
    is told of files in folders and archives that are no articles by their names. `revises` is
    the article that a person says the file is a newer state of; raises NoSuchRecord where there
    is none.
    """
    with ExitStack() as stack:
        used = worker or stack.enter_context(Worker())
        run = _Run(store, used, author, wishes, revises, passed_over)
        stack.callback(run.abandon, untold)
        yield from run.over(walk(paths, passed_over=passed_over))


def import_bytes(
    store: "Store",
    name: str,
    data: bytes,
    *,
    worker: Worker | None = None,
    author: str = "",
    wishes: Wishes = Wishes(),
    revises: int = 0,
) -> Generator[ImportOutcome, None, None]:
    """Import what is no file (any more): pasted words, an original read again another way.

    `name` is what the source is called.
    Else like `import_paths`.
    """
    with ExitStack() as stack:
        used = worker or stack.enter_context(Worker())
        run = _Run(store, used, author, wishes, revises, ignore)
        stack.callback(run.abandon, ignore)
        yield from run.over(iter([Found(Path(name), name, data)]))


@dataclass(slots=True)
class _Batch:
    """Files and parts of files in order, each with its article or why there is none."""

    began: float = field(default_factory=time.monotonic)
    files: "list[tuple[Path, str, NewArticle | ImportFailed]]" = field(default_factory=list)
    size: int = 0

    @property
    def full(self) -> bool:
        """Whether it is time to store what there is."""
        slow = self.files and time.monotonic() - self.began > BATCH_SECONDS
        return bool(slow) or len(self.files) >= BATCH or self.size >= BATCH_BYTES

    @property
    def articles(self) -> "list[NewArticle]":
        """What is to be stored."""
        return [article for _, _, article in self.files if not isinstance(article, ImportFailed)]


@dataclass(slots=True)
class _Run:
    """One import: while the store commits a batch, the worker parses the next files."""

    store: "Store"
    worker: Worker
    author: str
    wishes: Wishes
    revises: int
    passed_over: Callable[[Path], object]
    library_uid: str = ""
    parsing: deque[tuple[Found, bytes | ImportFailed]] = field(default_factory=deque)
    batch: _Batch = field(default_factory=_Batch)
    storing: "tuple[_Batch, Future[list[Added]]] | None" = None
    telling: deque[ImportOutcome] = field(default_factory=deque)

    def over(self, files: Iterator[Found]) -> Iterator[ImportOutcome]:
        """Import the files one after another."""
        for found in files:
            data = _read(found)
            if isinstance(data, bytes) and not self.worker.has_room(len(data)):
                while self.worker.crowded or not self.worker.has_room(len(data)):
                    yield from self._take_first()
            self.parsing.append((found, self._send(found, data)))
            while isinstance(self.parsing[0][1], ImportFailed):
                yield from self._take_first()
                if not self.parsing:
                    break
        while self.parsing:
            yield from self._take_first()
        yield from self._hand_over()
        yield from self._stored()

    def abandon(self, untold: Callable[[ImportOutcome], object]) -> None:
        """Leave nothing running: neither the worker on a file nor the store on a batch."""
        if self.worker.busy:
            self.worker.close()
        if self.storing and not self.storing[1].cancel() and not self.storing[1].exception():
            self.telling += _outcomes(self.storing[0], self.storing[1].result())
        for outcome in self.telling:
            untold(outcome)

    def _send(self, found: Found, data: bytes | ImportFailed) -> bytes | ImportFailed:
        if isinstance(data, bytes):
            try:
                self.worker.send(data, found.name, self.wishes)
            except ImportFailed as failed:
                return failed
        return data

    def _take_first(self) -> Iterator[ImportOutcome]:
        """Put the file that was read first into the batch, and store that when it is time."""
        found, data = self.parsing.popleft()
        if isinstance(data, ImportFailed):
            yield from self._put(found.path, "", data)
            return
        whole = several = False
        try:
            for part in self.worker.parts(in_columns=True):
                whole = whole or not part.label
                several = several or (self.revises > 0 and not whole)
                if not several:
                    yield from self._take(found, data, part)
        except ImportFailed as failed:
            yield from self._put(found.path, "", failed)
        if several:  # what a person calls a version of an article is one
            refused = ImportFailed(found.name, ImportFault.TOO_MANY_PARTS, 1, SEVERAL)
            yield from self._put(found.path, "", refused)

    def _take(self, found: Found, data: bytes, part: Part) -> Iterator[ImportOutcome]:
        """Put one article of a file into the batch, or why it is none."""
        if part.imported is not None:
            self.batch.size += len(data if part.original is None else part.original)
            yield from self._put(found.path, part.label, self._article(found, data, part))
        elif part.failed is not None:
            yield from self._put(found.path, part.label, part.failed)
        else:
            self.passed_over(found.path / part.label)

    def _article(self, found: Found, data: bytes, part: Part) -> "NewArticle":
        from annotations.storage.adding import NewArticle, article_of
        from annotations.storage.same import library_uid, source_key_with

        assert part.imported is not None  # noqa: S101 - for the type checker
        self.library_uid = self.library_uid or self.store.call(library_uid)
        path, source, within = found.path, found.source, part.label
        if part.original is not None:  # a file of its own, and as if it lay in a folder
            within = part.within
            member = part.label.removesuffix(f"/{within}")
            path, source = path / member, f"{source}/{member}" if member else source
        original = data if part.original is None else part.original
        revises = self.revises if not part.label else 0
        if self.wishes.encoding and not revises:  # the same bytes, and other words
            revises = self.store.call(partial(article_of, original=original, part=within))
        return NewArticle(
            imported=part.imported,
            original=original,
            columns=part.columns,
            source=source,
            part=within,
            source_key=source_key_with(self.library_uid, path) if found.data is None else "",
            revises=revises,
        )

    def _put(
        self, path: Path, label: str, made: "NewArticle | ImportFailed"
    ) -> Iterator[ImportOutcome]:
        self.batch.files.append((path, label, made))
        if self.batch.full:
            yield from self._hand_over()

    def _hand_over(self) -> Iterator[ImportOutcome]:
        """Give the batch to the store, once it is done with the one before."""
        from annotations.storage.articles import add_all

        yield from self._stored()
        batch, self.batch = self.batch, _Batch()
        articles, author = batch.articles, self.author
        self.storing = (batch, Future())  # before it is submitted: Ctrl+C may come in between
        self.store.submit(
            lambda library: add_all(library, articles, author=author),
            saving=True,
            future=self.storing[1],
        )

    def _stored(self) -> Iterator[ImportOutcome]:
        """Wait for the batch that the store has and tell of its files."""
        if self.storing is None:
            return
        batch, future = self.storing
        try:
            added = future.result()
        except SaveError as refused:
            self.storing = None
            yield from (_failed(*one, refused) for one in batch.files)
            raise
        self.storing = None
        self.telling += _outcomes(batch, added)
        while self.telling:
            yield self.telling.popleft()


def _outcomes(batch: _Batch, added: "Sequence[Added]") -> Iterator[ImportOutcome]:
    """Say what became of each file of a batch that is stored."""
    articles = iter(added)
    for path, label, made in batch.files:
        if isinstance(made, ImportFailed):
            yield _failed(path, label, made, made)
            continue
        one = next(articles)
        yield ImportOutcome(
            path=path,
            part=label,
            status=one.status,
            article=one.article,
            warnings=made.imported.warnings,
        )


def _read(found: Found) -> bytes | ImportFailed:
    if found.data is not None:
        return found.data
    if found.leads_out:
        return ImportFailed(found.name, ImportFault.LEADS_OUT)
    try:
        return read_bytes(found.path)
    except ImportFailed as failed:
        return failed


def _failed(
    path: Path, label: str, made: "NewArticle | ImportFailed", refused: AnnotationsError
) -> ImportOutcome:
    reason = made if isinstance(made, ImportFailed) else refused
    return ImportOutcome(path=path, part=label, status=ImportStatus.FAILED, reason=reason)
