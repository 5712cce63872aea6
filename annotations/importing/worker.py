"""Parse strangers' files in a process of their own.

`Worker` is the program's side, `serving` the other. One child is reused for file after file; it
is killed and replaced when a file takes too long, takes too much memory or breaks it. The first
child is light; the first file that needs a heavy library starts a full one, while the light one
finishes what it has.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from annotations import plain
from annotations.errors import THE_REST, ImportFailed, ImportFault
from annotations.importing.child import Child, own_command
from annotations.importing.choosing import is_light, surest
from annotations.importing.decoding import says_encoding
from annotations.importing.frames import BadFrame, read_frame
from annotations.importing.protocol import SLOWEST, Container, Importer, Part, Wishes
from annotations.model import Block, Imported, RichText, Run

AHEAD = 64
"""Files that may wait in the child, so that it never waits for the program."""
AHEAD_BYTES = 1_000_000
"""What they may have together; a larger file travels alone."""
UNREADABLE = (EOFError, OSError, BadFrame, KeyError, TypeError, ValueError)
"""What reading the answer of a child raises that is dying or was taken over."""


@dataclass(slots=True)
class _Sent:
    """A file on its way; `child` is None when the one that had it is gone."""

    data: bytes
    name: str
    wishes: Wishes
    light: bool
    child: Child | None = None

    def send(self, seconds: float) -> None:
        """Hand it to its child."""
        assert self.child is not None  # noqa: S101 - for the type checker
        self.child.held = None
        wishes = plain.write(self.wishes)
        self.child.send({"name": self.name, "seconds": seconds, "wishes": wishes}, self.data)


class Worker:
    """One reused child that parses files, one at a time, for one caller.

    `send` and `receive` are the halves of `parse`: while there is room, files may be sent ahead,
    so that neither side waits for the other; they come back in order. A file that breaks the
    child fails alone: those behind it meet a new child. `command` starts another program than our
    own; `seconds` is the time of one file, with all that is in it.
    """

    def __init__(self, *, command: Sequence[str] = (), seconds: float = SLOWEST) -> None:
        self._command = list(command)
        self._seconds = seconds
        self._child: Child | None = None
        self._sent: deque[_Sent] = deque()
        self._waiting = 0  # bytes
        self._heavy: list[Importer | Container] = []

    def __enter__(self) -> Self:
        """Start the child, so that it is warm when the first file has been read."""
        self._child = self._child or self._start("", light=True)
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
        return not self._sent or (len(self._sent) < AHEAD and self._waiting + size <= AHEAD_BYTES)

    @property
    def crowded(self) -> bool:
        """Whether more is on its way than half of what may be: files travel together."""
        return len(self._sent) > AHEAD // 2 or self._waiting > AHEAD_BYTES // 2

    def parse(self, data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:
        """Make one article of a file's bytes, the first of several. Raises ImportFailed."""
        self.send(data, name, wishes)
        return self.receive()

    def send(self, data: bytes, name: str, wishes: Wishes = Wishes()) -> None:
        """Hand over a file. Raises ImportFailed if no child can be started for it."""
        sent = _Sent(data, name, wishes, self._is_light(data, name, wishes))
        sent.child = self._fitting(name, light=sent.light)
        first = not self._sent
        if first:
            sent.child.watch(self._seconds)
        self._sent.append(sent)
        self._waiting += len(data)
        sent.send(self._seconds)
        if first:
            sent.child.push()

    def receive(self) -> Imported:
        """Wait for the file that was sent first, and give its only article. Raises ImportFailed."""
        if not self._sent:
            raise RuntimeError("nothing was sent")
        name = self._sent[0].name
        failed = ImportFailed(name, ImportFault.EMPTY)
        article = None
        for part in self.parts():
            article, failed = article or part.imported, part.failed or failed
        if article is None:
            raise failed
        return article

    def parts(self, *, in_columns: bool = False) -> Iterator[Part]:
        """Give the articles of the file that was sent first, as they come back; all of them.

        A file of one article is a part without a label. `in_columns` leaves blocks and runs as
        they are stored where the child has written them so (`Part.columns`). Raises
        ImportFailed where the file could not be read, also in the middle of it: its `detail` is
        THE_REST then.
        """
        if not self._sent:
            raise RuntimeError("nothing was sent")
        came, last, sent = 0, False, self._sent[0]
        while not last:
            child = sent.child or self._send_again()
            child.push()
            try:
                message, data = read_frame(child.replies)
                last = message.get("last") is True
                part = _part_of(message, data, sent.name)
                part = part if in_columns else _whole(part)
            except UNREADABLE as error:
                raise _rest(self._bury(child), came) from error
            if last:
                self._take_off()
                self._after(child)
            if part.failed is not None and last:
                if part.failed.fault is ImportFault.TOO_MUCH_MEMORY:
                    self._lose(child)  # it ends by itself, but not before the next might reach it
                raise _rest(part.failed, came)
            if "part" in message or "imported" in message:
                came += part.imported is not None or part.failed is not None
                yield part
        if not came:  # all that is in it is no article by its name
            raise ImportFailed(sent.name, ImportFault.EMPTY)

    def ask(
        self, operation: str, data: bytes, *, name: str = "", **arguments: object
    ) -> tuple[dict[str, Any], bytes]:
        """Have an operation done on a file (`operations`), and wait. Raises ImportFailed.

        Asking again about the very same bytes does not send them again. Not while files are on
        their way.
        """
        if self._sent:
            raise RuntimeError("files are on their way")
        child = self._fitting(name, light=False)
        same, child.held = child.held is data, data
        message = {"name": name, "seconds": self._seconds, "ask": operation, "same": same}
        child.watch(self._seconds)
        child.send(message | {"arguments": arguments}, b"" if same else data)
        child.push()
        try:
            answer, raw = read_frame(child.replies)
            failed = _failure(answer, name)
            told: dict[str, Any] = {} if failed else answer["answer"]
        except UNREADABLE as error:
            raise self._lose(child, name) from error
        child.unwatch()
        if failed:
            if failed.fault is ImportFault.TOO_MUCH_MEMORY:
                self._lose(child)
            raise failed
        return told, raw

    def close(self) -> None:
        """End the child and forget what was sent. The worker may be used again."""
        children = {id(sent.child): sent.child for sent in self._sent}
        children[id(self._child)] = self._child
        self._child = None
        self._sent.clear()
        self._waiting = 0
        for child in children.values():
            if child is not None:
                child.end()

    def _is_light(self, data: bytes, name: str, wishes: Wishes) -> bool:
        from annotations.importing import IMPORTERS

        if self._command:  # it knows its own formats
            return True
        if wishes.encoding or not says_encoding(data):  # the light child cannot find it out
            return False
        self._heavy = self._heavy or [each for each in IMPORTERS if not is_light(each)]
        try:  # the child asks all of them; mostly no heavy one lays claim, which is soon told
            heavy = any(each.sniff(data, name) for each in self._heavy)
            return not heavy or is_light(surest(IMPORTERS, data, name))
        except Exception:  # noqa: BLE001 - the child will meet it too, and say so
            return False

    def _fitting(self, name: str, *, light: bool) -> Child:
        """Find or start a child that can read such a file, behind all that were sent."""
        child = self._child
        if child is not None and not self._has(child) and child.gone:
            self._lose(child)
            child = None
        if child is not None and child.light and not light and not self._command:
            self._child = None
            if not self._has(child):
                child.end()
            child = None
        self._child = child or self._start(name, light=light)
        return self._child

    def _has(self, child: Child) -> bool:
        return any(sent.child is child for sent in self._sent)

    def _start(self, name: str, *, light: bool) -> Child:
        command = self._command or own_command(light=light)
        try:
            return Child(command, self._seconds, light=light)
        except OSError as error:
            raise ImportFailed(name, ImportFault.BROKEN, detail=error.strerror or "") from error

    def _send_again(self) -> Child:
        """Start a child for the files that waited behind the one that broke the last."""
        waiting = [sent for sent in self._sent if sent.child is None]
        light = all(sent.light for sent in waiting)
        try:
            child = self._start(waiting[0].name, light=light)
        except ImportFailed:
            self._take_off()
            raise
        if all(sent.child is None for sent in self._sent):  # else one is at work that came later
            self._child = child
        child.watch(self._seconds)
        for sent in waiting:
            sent.child = child
            sent.send(self._seconds)
        return child

    def _take_off(self) -> _Sent:
        sent = self._sent.popleft()
        self._waiting -= len(sent.data)
        return sent

    def _after(self, child: Child) -> None:
        """Give the next file its time; end a child that has done all it had and was replaced."""
        if self._sent and self._sent[0].child is not None:
            self._sent[0].child.watch(self._seconds)
        if self._has(child):
            return
        child.unwatch()
        if child is not self._child:
            child.end()

    def _bury(self, child: Child) -> ImportFailed:
        """Say what the first file did to its child; those behind it wait for another."""
        failed = self._lose(child, self._take_off().name)
        if self._sent and self._sent[0].child is not None:
            self._sent[0].child.watch(self._seconds)
        return failed

    def _lose(self, child: Child, name: str = "") -> ImportFailed:
        if child is self._child:
            self._child = None
        for sent in self._sent:
            if sent.child is child:
                sent.child = None
        return child.end(name, self._seconds)


def _part_of(message: dict[str, Any], data: bytes, name: str) -> Part:
    label = str(message.get("part", ""))
    original = data if message.get("own") is True else None
    within = str(message.get("within", ""))
    if "imported" in message:
        columns = None
        if message.get("columns") is True:
            text, blocks, runs = data.decode().split("\0")
            message["imported"]["text"] = {"text": text}
            columns = (blocks, runs)
        imported = plain.read(Imported, message["imported"])
        return Part(label, imported, None, original, within, columns)
    failed = _failure(message, f"{name}/{label}" if label else name)
    return Part(label, None, failed, original, within)


def _whole(part: Part) -> Part:
    """Give the text its blocks and runs."""
    if part.columns is None or part.imported is None:
        return part
    blocks, runs = part.columns
    text = RichText(
        part.imported.text.text,
        plain.loads(tuple[Block, ...], blocks),
        plain.loads(tuple[Run, ...], runs),
    )
    return replace(part, imported=replace(part.imported, text=text), columns=None)


def _failure(message: dict[str, Any], name: str) -> ImportFailed | None:
    if "fault" not in message:
        return None
    fault = ImportFault(message["fault"])
    return ImportFailed(name, fault, int(message["limit"]), str(message["detail"]))


def _rest(failed: ImportFailed, came: int) -> ImportFailed:
    if not came:
        return failed
    return ImportFailed(failed.name, failed.fault, failed.limit, THE_REST)
