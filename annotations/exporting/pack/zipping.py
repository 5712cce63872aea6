"""A ZIP archive that is the same whenever the same goes in, with its checksums."""

import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO

from annotations.exporting.pack.manifest import Listed

_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say: it tells nobody anything
_READABLE = 0o100644 << 16
_LONGEST = 60
_AS_IT_IS = frozenset(("png", "jpg", "jpeg", "pdf", "docx", "odt", "epub", "mp3", "mp4", "zip"))


@dataclass(slots=True)
class Zipped:
    """The archive that is being written: every file once, in the order it comes."""

    into: IO[bytes]
    listed: list[Listed] = field(default_factory=list)
    _archive: zipfile.ZipFile | None = None

    def add(self, name: str, what: str, pieces: Iterable[bytes]) -> Listed:
        """Add a file. Raises OSError."""
        if self._archive is None:
            self._archive = zipfile.ZipFile(self.into, "w", allowZip64=True)
        about = zipfile.ZipInfo(name, _WHEN)
        about.create_system = 3  # the same on every system
        about.external_attr = _READABLE
        packed = name.rpartition(".")[2].lower() in _AS_IT_IS
        about.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._archive.open(about, "w", force_zip64=False) as file:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                file.write(piece)
        made = Listed(name=name, what=what, size=size, sha256=digest.hexdigest())
        self.listed.append(made)
        return made

    def sums(self) -> bytes:
        """Write the checksums as `sha256sum -c` reads them."""
        return "".join(f"{each.sha256}  {each.name}\n" for each in self.listed).encode()

    def close(self) -> None:
        """Write the archive's list of files. Raises OSError."""
        if self._archive is not None:
            self._archive.close()


def plain_name(title: str) -> str:
    """Make a part of a file name of a title: letters that every system and archive agrees on."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = " ".join(re.sub(r"[^A-Za-z0-9 ._-]+", " ", letters).split())
    return name[:_LONGEST].strip(" .-_")


def plain_suffix(name: str) -> str:
    """Give a file name's suffix where it is one that every system takes, else ".bin"."""
    _, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and re.fullmatch(r"[A-Za-z0-9]{1,8}", suffix) else ".bin"
