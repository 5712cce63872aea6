"""Open a stranger's ZIP, and whatever is one inside: Word, OpenDocument and EPUB files.

Nothing is unpacked to disk; the names of entries are labels. What an archive may hold is counted
while it is read, whatever its directory claims, and a document inside an archive counts for both.
"""

import codecs
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from lzma import LZMAError

from annotations.errors import UNPACKED, ImportFailed, ImportFault
from annotations.importing.protocol import MOST_PARTS, MOST_UNPACKED

LOCKED = 0x1
"""The bit of an entry's flags that says it is encrypted."""
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
END_64 = b"PK\x06\x06"
ENTRY = b"PK\x01\x02"
BROKEN = (
    zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, IndexError,
    NotImplementedError, UnicodeError,
)  # fmt: skip
"""What the standard library says of archives that are damaged, or packed in a way it lacks."""

codecs.lookup("cp437")  # names are read by it, where no file can be opened any more


class Zip:
    """An open archive. `names` are those of its files in order, as they stand in it."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self.entries = tuple(entry for entry in archive.infolist() if not entry.is_dir())
        self.names = tuple(entry.filename for entry in self.entries)
        self._unpacked = 0
        self._outer = _outer.get()

    def __contains__(self, name: object) -> bool:
        return name in self._archive.NameToInfo

    def read(self, entry: str | zipfile.ZipInfo, *, most: int = MOST_UNPACKED) -> bytes:
        """Read one entry whole; of a name that stands twice the last.

        Raises ImportFailed: BROKEN (also where there is no such entry), PROTECTED, and TOO_LARGE
        beyond `most` bytes or when all that was read of the archive passes the limit.
        """
        try:
            info = self._archive.getinfo(entry) if isinstance(entry, str) else entry
        except KeyError as error:
            raise ImportFailed(self._name, ImportFault.BROKEN, detail="no such entry") from error
        if info.flag_bits & LOCKED:
            raise ImportFailed(self._name, ImportFault.PROTECTED)
        allowed = min(most, self.left)
        try:
            with self._archive.open(info) as file:
                data = file.read(allowed + 1)
        except BROKEN as error:
            detail = type(error).__name__
            raise ImportFailed(self._name, ImportFault.BROKEN, detail=detail) from error
        self.count(len(data))
        if len(data) > allowed:  # of the two limits the one that was met
            limit = most if allowed == most else MOST_UNPACKED
            raise ImportFailed(self._name, ImportFault.TOO_LARGE, limit, UNPACKED)
        return data

    @contextmanager
    def around(self) -> Iterator[None]:
        """Let archives that are opened inside count for this one too."""
        token = _outer.set(self)
        try:
            yield
        finally:
            _outer.reset(token)

    @property
    def left(self) -> int:
        """Bytes that may still be unpacked."""
        left = MOST_UNPACKED - self._unpacked
        return min(left, self._outer.left) if self._outer else left

    def count(self, size: int) -> None:
        """Count bytes that were unpacked, here and in the archive around this one."""
        self._unpacked += size
        if self._outer:
            self._outer.count(size)


_outer: ContextVar[Zip | None] = ContextVar("_outer", default=None)


def open_zip(data: bytes, name: str) -> Zip:
    """Open an archive of at most 5,000 entries, of which 500 MB may be unpacked in all.

    Raises ImportFailed: BROKEN, TOO_MANY_PARTS.
    """
    if _entries(data) > MOST_PARTS:
        raise ImportFailed(name, ImportFault.TOO_MANY_PARTS, MOST_PARTS)
    try:
        return Zip(zipfile.ZipFile(BytesIO(data)), name)
    except BROKEN as error:
        detail = type(error).__name__
        raise ImportFailed(name, ImportFault.BROKEN, detail=detail) from error


def _entries(data: bytes) -> int:
    """Count the entries of the directory before any is read: each costs memory."""
    end = data.rfind(END, max(0, len(data) - END_SIZE - LONGEST_COMMENT))
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    long_end = data.rfind(END_64, max(0, end - 1000), end)
    if long_end >= 0:
        end, size = long_end, int.from_bytes(data[long_end + 40 : long_end + 48], "little")
    return data.count(ENTRY, max(0, end - size), max(0, end))
