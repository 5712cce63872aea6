"""Files attached to highlights: kept beside the originals, by what they are, and never changed.

A piece of evidence of kind FILE names its bytes by their SHA-256 (`Evidence.target`). Bytes that
nothing names any more go when the trash is emptied, so that undo and redo always find them.
"""

from hashlib import sha256

from annotations.errors import NoSuchRecord
from annotations.storage.library import Library, values
from annotations.storage.rows import insert_many
from annotations.storage.writing import writing


def attach(library: Library, data: bytes) -> str:
    """Keep a file's bytes, once however often they come. Return their SHA-256, hexadecimal.

    No step of undo by itself: store the evidence that names it next. Raises SaveError.
    """
    digest = sha256(data).hexdigest()
    with writing(library):
        if not values(library, "SELECT 1 FROM blobs WHERE sha256 = ?", (digest,)):
            insert_many(library, "blobs", [{"sha256": digest, "size": len(data), "data": data}])
    return digest


def attached(library: Library, digest: str) -> bytes:
    """Read a file's bytes by their SHA-256. Raises NoSuchRecord."""
    found = values(library, "SELECT data FROM blobs WHERE sha256 = ?", (digest,))
    if not found:
        raise NoSuchRecord("attachment", digest)
    return bytes(found[0])


def size_of(library: Library, digest: str) -> int:
    """Tell how many bytes a file has. Raises NoSuchRecord."""
    found = values(library, "SELECT length(data) FROM blobs WHERE sha256 = ?", (digest,))
    if not found:
        raise NoSuchRecord("attachment", digest)
    return int(found[0])
