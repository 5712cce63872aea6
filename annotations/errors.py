"""What may go wrong in the world. Each error carries data; `annotations.sentences` says it.

An error that is not here is our own mistake and is never caught but by the except hook.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class AnnotationsError(Exception):
    """Something in the world is not as it should be; a person is told in one sentence."""


class LibraryFault(StrEnum):
    """Why a library cannot be opened."""

    MISSING = "missing"
    EMPTY = "empty"
    EXISTS = "exists"
    NOT_A_LIBRARY = "not_a_library"
    NEWER = "newer"
    FOREIGN_SCHEMA = "foreign_schema"
    DAMAGED = "damaged"
    BUSY = "busy"
    UNREADABLE = "unreadable"
    NOT_MADE = "not_made"


@dataclass(eq=False)
class LibraryError(AnnotationsError):
    """The library at `path` cannot be opened or made; `detail` is for the log and the window."""

    path: Path
    fault: LibraryFault
    detail: str = ""


class SaveFault(StrEnum):
    """Why something could not be stored."""

    BUSY = "busy"
    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    MOVED = "moved"
    DAMAGED = "damaged"
    OTHER = "other"


@dataclass(eq=False)
class SaveError(AnnotationsError):
    """A change was not stored; nothing of it was."""

    fault: SaveFault
    detail: str = ""


class ImportFault(StrEnum):
    """Why a file was not imported."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not_a_file"
    LEADS_OUT = "leads_out"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_MANY_CHARACTERS = "too_many_characters"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    NOT_TEXT = "not_text"
    UNKNOWN_FORMAT = "unknown_format"
    PROTECTED = "protected"
    TOO_MANY_PARTS = "too_many_parts"
    NESTED_ARCHIVE = "nested_archive"
    DOCTYPE = "doctype"
    BROKEN = "broken"


UNPACKED = "unpacked"
THE_REST = "the rest"
PAGES = "pages"
ELEMENTS = "elements"
PIXELS = "pixels"
ATTACHED = "attached"
SCRIPTED = "scripted"
SEVERAL = "several"
MAIL = "mail"
MAILBOX = "mailbox"
"""Details of ImportFailed: too large is what an archive unpacks to, the count of pages or pixels,
a file to attach; some parts came; a page is empty without its scripts; too many are the
articles for one version, the parts of a mail, the mails of a mailbox."""


@dataclass(eq=False)
class ImportFailed(AnnotationsError):
    """One input cannot be imported. `limit` is the limit it broke, in the fault's own unit."""

    name: str
    fault: ImportFault
    limit: int = 0
    detail: str = ""


@dataclass(eq=False)
class NoSuchRecord(AnnotationsError):
    """No record of `noun` ("article", "highlight" …) has this number or uid."""

    noun: str
    key: str


@dataclass(eq=False)
class BadSpan(AnnotationsError):
    """[start, end) is empty, only white space, or not inside the text of `length` characters."""

    start: int
    end: int
    length: int


@dataclass(eq=False)
class QuoteNotFound(AnnotationsError):
    """The quote does not stand in the article."""

    quote: str


@dataclass(eq=False)
class QuoteAmbiguous(AnnotationsError):
    """The quote stands at every offset of `starts`, so it names no place."""

    quote: str
    starts: tuple[int, ...] = field(default=())


@dataclass(eq=False)
class UnknownTag(AnnotationsError):
    """No tag has this name; `known` are those there are."""

    name: str
    known: tuple[str, ...] = ()


@dataclass(eq=False)
class LanguageFileError(AnnotationsError):
    """A file with words for the rules cannot be read; `detail` says where it is wrong."""

    path: Path
    detail: str = ""


@dataclass(eq=False)
class BadTemplate(AnnotationsError):
    """A template of a report cannot be used; `line` is 0 where no line is at fault.

    `detail` is a catalogue message in English, or what the template language says.
    """

    name: str
    detail: str = ""
    line: int = 0


@dataclass(eq=False)
class SpeakerAmbiguous(AnnotationsError):
    """The name is one of several speakers'; `candidates` are their names with what tells them."""

    name: str
    candidates: tuple[str, ...] = ()


class Withholding(StrEnum):
    """Why a highlight may not leave the library."""

    OFF_RECORD = "off_record"
    EMBARGO = "embargo"
    NAMES_SOURCE = "names_source"


@dataclass(eq=False)
class MayNotLeave(AnnotationsError):
    """The highlight `label` may not leave the library; `until` is an embargo's date."""

    label: str
    reason: Withholding
    until: str = ""


class Staying(StrEnum):
    """Why no copy of a whole article may leave the library."""

    OFF_RECORD = "off_record"
    EMBARGO = "embargo"
    HOLDS_OFF_RECORD = "holds_off_record"
    SOURCE_SPEAKS = "source_speaks"
    NAMES_SOURCE = "names_source"


@dataclass(eq=False)
class StaysWhole(AnnotationsError):
    """No copy of the article called `title` may leave; `labels` are the highlights that say so."""

    title: str
    reason: Staying
    labels: tuple[str, ...] = ()
    until: str = ""


class OutputFault(StrEnum):
    """Why a file cannot be written."""

    EXISTS = "exists"
    NO_FOLDER = "no_folder"
    NOT_A_FILE = "not_a_file"
    DENIED = "denied"
    DISK_FULL = "disk_full"
    BAD_NAME = "bad_name"
    OTHER = "other"


@dataclass(eq=False)
class BadOutput(AnnotationsError):
    """The report cannot be written to `path`."""

    path: Path
    detail: str = ""
    fault: OutputFault = OutputFault.OTHER


@dataclass(eq=False)
class PressFailed(AnnotationsError):
    """No PDF could be made; `detail` is for the log."""

    detail: str = ""


class PackFault(StrEnum):
    """Why a proof pack cannot be verified."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_A_PACK = "not_a_pack"
    NEWER = "newer"
    TOO_MANY_FILES = "too_many_files"
    TOO_LARGE = "too_large"
    BAD_NAME = "bad_name"
    TWICE = "twice"
    NO_MANIFEST = "no_manifest"
    BAD_MANIFEST = "bad_manifest"
    NO_SUMS = "no_sums"
    BAD_SUMS = "bad_sums"


@dataclass(eq=False)
class BadPack(AnnotationsError):
    """The file at `path` cannot be verified as a proof pack; `detail` names what in it."""

    path: Path
    fault: PackFault
    detail: str = ""
    limit: int = 0


class BackupFault(StrEnum):
    """Why a backup was not made or cannot be restored."""

    CANNOT_WRITE = "cannot_write"
    EXISTS = "exists"
    SOURCE_DAMAGED = "source_damaged"
    NOT_A_BACKUP = "not_a_backup"
    DAMAGED = "damaged"
    ORIGINALS_MISSING = "originals_missing"
    LIBRARY_BUSY = "library_busy"


@dataclass(eq=False)
class BackupFailed(AnnotationsError):
    """No backup was made, or none restored, and nothing that was there has changed."""

    path: Path
    fault: BackupFault
    detail: str = ""


@dataclass(eq=False)
class BadCitation(AnnotationsError):
    """A person's own form of citations names a `field` that there is none of; "" for a brace."""

    field: str
    known: tuple[str, ...] = ()


class AnnotationsFault(StrEnum):
    """Why a file of annotations was not taken in."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    TWICE = "twice"
    NOT_JSON = "not_json"
    NONE_THERE = "none_there"


@dataclass(eq=False)
class BadAnnotations(AnnotationsError):
    """The file `name` holds no annotations that can be taken in; `limit` is the one it broke."""

    name: str
    fault: AnnotationsFault
    limit: int = 0


class GivenUp(Exception):
    """Work was left in the middle, as its asker said."""
