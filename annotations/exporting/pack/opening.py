"""Opening a proof pack that somebody sent: it may be anything.

Names are labels; nothing is unpacked to disk. Sizes are looked at before anything is read, and
what a file unpacks to is never more than it says.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotations.errors import BadPack, PackFault

MOST_FILES = 20_000
LARGEST_FILE = 600_000_000
"""Bytes that one file may unpack to."""
MOST_UNPACKED = 6_000_000_000
"""Bytes that all may unpack to; they are hashed piece by piece and never held together."""
_MOST_LISTING = MOST_FILES * 200
_PIECE = 1 << 20
_END = struct.Struct("<4s4HIIH")
_END_WITHIN = (1 << 16) + 200
_END_64, _LOCATOR_64 = struct.Struct("<4sQ2H2I4Q"), struct.Struct("<4sIQI")
_ENCRYPTED = 0x1
BOUNDED = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""Ways of packing of which Python unpacks no more at once than it is asked for."""
_BAD_NAME = re.compile(r"[\x00-\x1f\\:*?\"<>|]|^/|(?:^|/)\.{1,2}(?:/|$)|//|^$")

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What reading a damaged member raises."""


class Opened:
    """A pack whose listing may be trusted; its files not yet."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self.members = {each.filename: each for each in archive.infolist() if not each.is_dir()}

    def pieces(self, name: str) -> Iterator[bytes]:
        """Unpack a file piece by piece. Raises what UNREADABLE lists, and KeyError."""
        with self._archive.open(self.members[name]) as file:
            while piece := file.read(_PIECE):
                yield piece

    def read(self, name: str, most: int) -> bytes:
        """Unpack a file whole. Raises BadPack where it has more bytes, and as `pieces` does."""
        if self.members[name].file_size > most:
            raise BadPack(self.path, PackFault.TOO_LARGE, name, most)
        return b"".join(self.pieces(name))

    def digest(self, name: str) -> str:
        """Hash a file: SHA-256, hexadecimal. Raises as `pieces` does."""
        digest = hashlib.sha256()
        for piece in self.pieces(name):
            digest.update(piece)
        return digest.hexdigest()


@contextmanager
def open_pack(path: Path) -> Iterator[Opened]:
    """Open a pack. Raises BadPack."""
    try:
        _look_at_the_end(path)
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise BadPack(path, PackFault.MISSING) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, EOFError) as error:
        raise BadPack(path, PackFault.NOT_A_PACK) from error
    except OSError as error:
        raise BadPack(path, PackFault.UNREADABLE) from error
    with archive:
        _check(path, archive.infolist())
        yield Opened(path, archive)


def _look_at_the_end(path: Path) -> None:
    """See how long the listing says it is before it is read. Raises BadPack and OSError."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - _END_WITHIN, 0))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise BadPack(path, PackFault.NOT_A_PACK)
    _, _, _, _, many, listing, _, _ = _END.unpack_from(tail, at)
    locator = at - _LOCATOR_64.size
    long_end = locator - _END_64.size
    if long_end >= 0 and tail.startswith(b"PK\x06\x07", locator):  # which zipfile believes instead
        *_, many, listing, _ = _END_64.unpack_from(tail, long_end)
    if many > MOST_FILES or listing > _MOST_LISTING:
        raise BadPack(path, PackFault.TOO_MANY_FILES, limit=MOST_FILES)


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Look at names and sizes as the listing says them. Raises BadPack."""
    if len(members) > MOST_FILES:
        raise BadPack(path, PackFault.TOO_MANY_FILES, limit=MOST_FILES)
    known: set[str] = set()
    unpacked = 0
    for each in members:
        name = each.filename
        if _BAD_NAME.search(name.removesuffix("/")):
            raise BadPack(path, PackFault.BAD_NAME, name)
        if name.casefold() in known:
            raise BadPack(path, PackFault.TWICE, name)
        known.add(name.casefold())
        unpacked += each.file_size
        if each.file_size > LARGEST_FILE:
            raise BadPack(path, PackFault.TOO_LARGE, name, LARGEST_FILE)
        if unpacked > MOST_UNPACKED:
            raise BadPack(path, PackFault.TOO_LARGE, name, MOST_UNPACKED)
        if each.flag_bits & _ENCRYPTED or each.compress_type not in BOUNDED:
            raise BadPack(path, PackFault.NOT_A_PACK, name)
