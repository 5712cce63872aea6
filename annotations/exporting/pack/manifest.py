"""What manifest.json of a proof pack says; docs/proof-packs.md explains it to others.

Fields that have their default value are left out of the file. A field may be added at any time;
the version is counted up when one changes its meaning.
"""

from dataclasses import dataclass
from enum import StrEnum

from resources import Catalogue, marked

VERSION = 1
MANIFEST, SUMS, README = "manifest.json", "SHA256SUMS", "README.txt"
RECORDS = "highlights.json"
STATEMENT = marked(
    "The checksums prove that the files have not changed since they were imported, not that they"
    " were published."
)


class LeftOut(StrEnum):
    """Why an original, a text or an attachment is not in a pack."""

    NONE = ""
    OFF_RECORD = "off_record"
    EMBARGO = "embargo"
    NAMES_SOURCE = "names_source"
    PROTECTS_SOURCE = "protects_source"
    SENDER = "sender"
    CHAT = "chat"
    NOT_KEPT = "not_kept"


LEFT_OUT = {
    LeftOut.OFF_RECORD: marked("it holds words that may not leave"),
    LeftOut.EMBARGO: marked("it is under embargo"),
    LeftOut.NAMES_SOURCE: marked("it names a confidential source"),
    LeftOut.PROTECTS_SOURCE: marked("what stands in it would tell who a confidential source is"),
    LeftOut.SENDER: marked("it tells who sent it"),
    LeftOut.CHAT: marked("it names who writes in a chat, with their numbers"),
    LeftOut.NOT_KEPT: marked("it is not in the library"),
}


def why(reason: LeftOut, words: Catalogue) -> str:
    """Say why something was left out."""
    return words(LEFT_OUT[reason]) if reason in LEFT_OUT else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One text of one original.

    `file` is its original in the pack, "" where it was left out; several exhibits may be parts of
    one file (`part`). `text` is its plain text in the pack, "" where that may not leave either.
    `imported` is when the file came into the library, `retrieved` when it was taken from its
    source, as far as that is known; both UTC.
    """

    number: int
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    archived_url: str = ""
    revision: int = 1
    part: str = ""
    imported: str = ""
    retrieved: str = ""
    sha256: str
    size: int = 0
    file: str = ""
    left_out: LeftOut = LeftOut.NONE
    importer: str = ""
    importer_version: int = 0
    encoding: str = ""
    text_sha256: str
    text: str = ""
    text_left_out: LeftOut = LeftOut.NONE
    pages: int = 0

    @property
    def label(self) -> str:
        """What people call it: Exhibit 01 (the same in every language, as file names are)."""
        return f"Exhibit {self.number:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept as evidence for highlights, as it came into the library.

    `imported` is when it first did, UTC; "" where the file was left out.
    """

    number: int
    highlights: tuple[str, ...] = ()
    name: str = ""
    media_type: str = ""
    imported: str = ""
    sha256: str
    size: int = 0
    file: str = ""
    left_out: LeftOut = LeftOut.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quote and where it stands in the text of its exhibit.

    Offsets count Unicode characters of the text from 0; `end` is not included. `shortened` says
    that telephone numbers were taken out of the quote: it cannot be compared.
    """

    label: str
    uid: str = ""
    exhibit: int
    start: int
    end: int
    quote: str
    place: str = ""
    shortened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A file of the pack; `what` says of which kind it is (report, original, text …)."""

    name: str
    what: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """How many highlights were left out of the report, and why."""

    reason: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The whole pack, but for this file itself and SHA256SUMS."""

    kutip_proof_pack: int
    made: str = ""
    language: str = ""
    title: str = ""
    filters: tuple[str, ...] = ()
    statement: str = ""
    exhibits: tuple[Exhibit, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    highlights: tuple[Quoted, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    files: tuple[Listed, ...] = ()
