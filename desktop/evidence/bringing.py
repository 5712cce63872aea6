"""What is pasted or dropped on a card, and reading it off the window's thread."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from annotations.errors import AnnotationsError
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.storage.store import Library, Store

_LIBRARY = ".kutip"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to attach: its name, and how its bytes are read (in another thread)."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose bytes are in the library."""

    name: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be attached."""

    error: AnnotationsError


def files_of(mime: QMimeData) -> list[Path]:
    """Name the files that are carried; folders and libraries are not for attaching."""
    found = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [each for each in found if each.suffix != _LIBRARY and not each.is_dir()]


def can_be_brought(mime: QMimeData) -> bool:
    """Whether something of this can be attached."""
    return bool(files_of(mime)) or mime.hasImage()


def sources_of(mime: QMimeData, words: Catalogue) -> list[Source]:
    """Take what can be attached: files, else a picture; nothing of anything else."""
    files = files_of(mime)
    if files:
        return sources_from(files)
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return []
    from desktop.clipboard import png_of

    when = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    name = words("Pasted picture {when}", when=when) + ".png"
    return [Source(name, partial(png_of, image.copy()))]


def sources_from(paths: Sequence[Path]) -> list[Source]:
    """Name files to read."""
    from annotations.attaching import read_file

    return [Source(path.name, partial(read_file, path)) for path in paths]


def attaching(store: "Store", sources: Sequence[Source]) -> Iterator[Kept | Refused]:
    """Read files and keep their bytes in the library, one after the other."""
    for source in sources:
        try:
            data = source.read()
            kept = _kept(store, source.name, data)
        except AnnotationsError as error:
            yield Refused(error)
        except RuntimeError:  # the library was closed meanwhile: what was kept is named by nothing
            return
        else:
            yield kept


def _kept(store: "Store", name: str, data: bytes) -> Kept:
    from annotations.attaching import media_type
    from annotations.storage.attachments import attach

    def job(library: "Library") -> str:
        return attach(library, data)

    return Kept(name, store.call(job, saving=True), media_type(data))
