"""ZIP archives: each file in them an article, as if it lay in a folder.

Word, OpenDocument and EPUB files and exported chats are ZIP inside; their own formats are surer of
them. Archives inside an archive are refused. Nothing is unpacked to disk.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.beside_articles import (
    NO_ARTICLES,
    PICTURES,
    is_left_out,
    page_folders,
)
from annotations.importing.choosing import surest
from annotations.importing.protocol import LARGEST_FILE, Container, Importer, Part, Wishes

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from annotations.importing.zipped import Zip

name = "zip"
version = 1

SURE = 95
"""More than any text is sure of the words that lie in an archive unpacked; less than documents."""
MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OTHER_ARCHIVES = {"ZIP", "gzip", "xz", "bzip2", "7z", "RAR", "tar"}
"""What `decode` says of them."""
LONGEST_LABEL = 300
UNICODE_NAME = 0x800
"""The bit of an entry's flags that says its name is UTF-8."""

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")


def warm_up() -> None:
    """Load what reads archives."""
    from annotations.importing import zipped  # noqa: F401


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - the first bytes say it
    """Look for the mark of a ZIP."""
    return SURE if data.startswith(MAGIC) else 0


def unpack(data: bytes, name: str, wishes: Wishes = Wishes()) -> Iterator[Part]:
    """Read the files of an archive in its order, each by its own format.

    What lies beside articles is passed over as in a folder. Raises ImportFailed: what `open_zip`
    raises, PROTECTED where all is, EMPTY, and TOO_LARGE when all has been unpacked that may be.
    """
    from annotations.importing import IMPORTERS
    from annotations.importing.zipped import LOCKED, open_zip

    archive = open_zip(data, name)
    if not archive.entries:
        raise ImportFailed(name, ImportFault.EMPTY)
    if all(entry.flag_bits & LOCKED for entry in archive.entries):
        raise ImportFailed(name, ImportFault.PROTECTED)
    for label, entry in _chosen(archive):
        if entry is None:
            yield Part(label)
            continue
        try:
            member = archive.read(entry, most=LARGEST_FILE)
        except ImportFailed as failed:
            if archive.left < 0:
                raise
            yield Part(label, failed=failed)
            continue
        with archive.around():
            yield from _parts(IMPORTERS, label, member, wishes)


def _chosen(archive: "Zip") -> "Iterator[tuple[str, ZipInfo | None]]":
    """Name the files of an archive; None for those that are no articles by their names."""
    labels = _labels(archive)
    paths = [PurePosixPath(label) for label in labels]
    parts = page_folders(str(each) for path in paths for each in (path, *path.parents))
    kept = [
        (path, label, entry)
        for path, label, entry in zip(paths, labels, archive.entries, strict=True)
        if not any(is_left_out(name) for name in path.parts)
        and not any(str(folder).lower() in parts for folder in path.parents)
    ]
    passed = NO_ARTICLES | PICTURES
    if all(path.suffix.lower() in passed for path, _, _ in kept):  # nothing but scans
        passed = NO_ARTICLES
    for path, label, entry in kept:
        yield label, None if path.suffix.lower() in passed else entry


def _labels(archive: "Zip") -> list[str]:
    """Make a name of each file that can be shown, and that no other has."""
    labels: list[str] = []
    times: dict[str, int] = {}
    for entry in archive.entries:
        label = _cleaned(entry)
        times[label] = times.get(label, 0) + 1
        path = PurePosixPath(label)
        again = f"{path.stem} ({times[label]}){path.suffix}"
        labels.append(label if times[label] == 1 else str(path.with_name(again)))
    return labels


def _cleaned(entry: "ZipInfo") -> str:
    """Make a label of a name that may want to lead elsewhere or to steer a terminal."""
    called = entry.filename
    if not entry.flag_bits & UNICODE_NAME:
        with suppress(UnicodeError):  # many programs write UTF-8 and do not say so
            called = called.encode("cp437").decode("utf-8")
    names = [
        name
        for name in _UNFIT.sub("\ufffd", called).replace("\\", "/").split("/")
        if name.strip() not in {"", ".", ".."} and not _DRIVE.fullmatch(name)
    ]
    return "/".join(names)[-LONGEST_LABEL:].lstrip("/") or "?"


def _parts(
    formats: tuple[Importer | Container, ...], label: str, member: bytes, wishes: Wishes
) -> Iterator[Part]:
    """Make the articles of one file; whatever it does, the next is read."""
    called = PurePosixPath(label).name
    try:
        chosen = surest(formats, member, called)
        if chosen.name == name:
            yield Part(label, failed=ImportFailed(called, ImportFault.NESTED_ARCHIVE))
        elif not hasattr(chosen, "unpack"):
            yield Part(label, imported=chosen.parse(member, called, wishes), original=member)
        else:
            for part in chosen.unpack(member, called, wishes):
                yield _inside(label, member, part)
    except ImportFailed as failed:
        yield Part(label, failed=_nested(failed))
    except RecursionError:
        yield Part(label, failed=ImportFailed(called, ImportFault.TOO_DEEP))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as for a file that comes alone (`serving`)
        kind = type(error).__name__
        yield Part(label, failed=ImportFailed(called, ImportFault.BROKEN, detail=kind))


def _inside(label: str, member: bytes, part: Part) -> Part:
    """Name a part of a file that is a part itself."""
    own = part.original is not None or part.imported is None
    return Part(
        f"{label}/{part.label}" if part.label else label,
        part.imported,
        part.failed,
        part.original if own else member,
        part.within if own else part.label,
    )


def _nested(failed: ImportFailed) -> ImportFailed:
    if failed.fault is ImportFault.UNKNOWN_FORMAT and failed.detail in OTHER_ARCHIVES:
        return ImportFailed(failed.name, ImportFault.NESTED_ARCHIVE)
    return failed
