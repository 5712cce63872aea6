"""Words read off a page: by a person who types them, or by Tesseract where it is installed.

What is read becomes the next state of an article's words, in the order of the pages, and says for
ever who read it. Nothing that stood there changes.
"""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from annotations.importing.image import NO_TEXT
from annotations.importing.pdf.hyphens import join_lines, known_words
from annotations.model import Block, Imported, Locator, Metadata, Place, Revision, RichText, Run
from annotations.richtext import normalise, parse_plain
from annotations.vocabulary import LocatorKind, ReadBy

LANGUAGES = ("ind", "eng")
"""Of Tesseract's languages those that are asked for, where they are installed."""
SLOWEST = 120.0
"""Seconds that one page may take to read."""
BEST_DOTS = 300
"""Dots an inch at which Tesseract reads best; A4 is then 2480 pixels wide."""
GAP = "\n\n"
VERSION = 1
NOTHING_SAID = Metadata()
Laid = TypeVar("Laid", Block, Run, Place)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to be read: its number from 1, its label, and RGB888 rows without a gap."""

    page: int
    label: str
    width: int
    height: int
    rgb: bytes
    dots: int = BEST_DOTS


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was read off a page, paragraphs parted by blank lines; `failed` where nothing could."""

    page: int
    label: str
    words: str
    failed: bool = False


def transcribed(
    revision: Revision, page: int, label: str, words: str, metadata: Metadata = NOTHING_SAID
) -> Imported:
    """Add a passage that a person typed from a page (its count from 1, its printed label).

    Gives the next state of the revision's words: what stood there, and the passage behind what
    is of that page or an earlier one. Blank lines part paragraphs.
    """
    return _next(revision, [PageRead(page, label, words)], ReadBy.HAND, metadata)


def recognised(
    revision: Revision, pages: Sequence[PageRead], metadata: Metadata = NOTHING_SAID
) -> Imported:
    """Add what a machine read off pages; the words are marked as such and never as verbatim."""
    return _next(revision, pages, ReadBy.OCR, metadata)


def _next(
    revision: Revision, pages: Iterable[PageRead], read_by: ReadBy, metadata: Metadata
) -> Imported:
    text = revision.text
    for read in pages:
        added = parse_plain(normalise(read.words))
        if added.text:
            text = _with(text, added, Locator(LocatorKind.PAGE, read.label, read.page, read_by))
    return Imported(
        text=text,
        metadata=metadata,
        encoding=revision.encoding,
        importer="hand" if read_by is ReadBy.HAND else "ocr",
        importer_version=VERSION,
        warnings=tuple(each for each in revision.warnings if each != NO_TEXT),
        pages=revision.pages,
    )


def _with(text: RichText, added: RichText, locator: Locator) -> RichText:
    """Put a page's words behind those of this page and of all before it."""
    at = _position(text, locator.ordinal)
    before, after = text.blocks[:at], text.blocks[at:]
    head = text.text[: before[-1].end] if before else ""
    tail = text.text[after[0].start :] if after else ""
    start = len(head) + (len(GAP) if head else 0)
    shift = start + len(added.text) + len(GAP) - (after[0].start if after else 0)
    limit = len(head)
    whole = GAP.join(part for part in (head, added.text, tail) if part)
    places = (
        *(each for each in text.places if each.end <= limit),
        *(_moved(each, shift) for each in text.places if each.end > limit),
        *(Place(start + each.start, start + each.end, locator) for each in added.blocks),
    )
    return RichText(
        whole,
        (
            *before,
            *(_moved(each, start) for each in added.blocks),
            *(_moved(each, shift) for each in after),
        ),
        (
            *(each for each in text.runs if each.end <= limit),
            *(_moved(each, start) for each in added.runs),
            *(_moved(each, shift) for each in text.runs if each.end > limit),
        ),
        tuple(sorted(places, key=lambda each: (each.locator.kind, each.start))),
    )


def _position(text: RichText, page: int) -> int:
    """Count the blocks that stand before what is read off a page."""
    pages = [
        *(place for place in text.places if place.locator.kind is LocatorKind.PAGE),
        *(
            Place(each.start, each.end, each.locator)
            for each in text.blocks
            if each.locator is not None and each.locator.kind is LocatorKind.PAGE
        ),
    ]
    if not pages:
        return len(text.blocks)
    later = min((each.start for each in pages if each.locator.ordinal > page), default=-1)
    if later < 0:
        return len(text.blocks)
    # a block that begins on an earlier page and ends on a later one stays whole
    return sum(block.end <= later or block.start < later < block.end for block in text.blocks)


def _moved(each: Laid, by: int) -> Laid:
    return replace(each, start=each.start + by, end=each.end + by)


# Tesseract -------------------------------------------------------------------------------------


def tesseract() -> str:
    """Find Tesseract on this computer, "" where it is not installed. Nothing is bundled."""
    return shutil.which("tesseract") or ""


@cache
def languages(program: str) -> tuple[str, ...]:
    """Tell which of `LANGUAGES` an installed Tesseract reads, else the first that it does."""
    try:
        done = subprocess.run(
            [program, "--list-langs"],
            capture_output=True,
            text=True,
            timeout=SLOWEST,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    installed = done.stdout.split("\n")[1:]
    wanted = tuple(each for each in LANGUAGES if each in map(str.strip, installed))
    return wanted or tuple(each for each in map(str.strip, installed) if each and each != "osd")[:1]


def recognise(
    pictures: Iterable[Picture], program: str = "", *, seconds: float = SLOWEST
) -> Iterator[PageRead]:
    """Read pages with Tesseract, one at a time; each that is yielded is progress.

    The picture goes in and the words come out by pipes: no file is written. A page that takes
    longer than `seconds` or breaks the program has failed alone.
    """
    program = program or tesseract()
    spoken = languages(program) if program else ()
    for picture in pictures:
        words = _read(picture, program, spoken, seconds) if spoken else None
        yield PageRead(picture.page, picture.label, words or "", failed=words is None)


def _read(picture: Picture, program: str, spoken: Sequence[str], seconds: float) -> str | None:
    head = f"P6\n{picture.width} {picture.height}\n255\n".encode()
    options = ["-l", "+".join(spoken), "--dpi", str(picture.dots)]
    process = subprocess.Popen(
        [program, "stdin", "stdout", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        said, _ = process.communicate(head + picture.rgb, timeout=seconds)
    except (subprocess.TimeoutExpired, OSError):
        return None
    finally:
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
    return rejoined(said.decode("utf-8", "replace")) if process.returncode == 0 else None


def rejoined(said: str) -> str:
    """Join the lines of what Tesseract said to paragraphs; hyphens at line ends are undone."""
    text = normalise(said.replace("\f", GAP))
    known = known_words({line for line in text.split("\n") if not line.rstrip().endswith("-")})
    paragraphs = []
    for paragraph in text.split(GAP):
        whole = ""
        for line in paragraph.split("\n"):
            whole = join_lines(whole, " ".join(line.split()), known)
        paragraphs += [whole] if whole else []
    return GAP.join(paragraphs)
