"""The nouns of Kutip. Read this first.

Every offset counts Unicode code points of one revision's text, half-open: `text[start:end]`.
Every time is UTC in ISO 8601 with a final Z, to the millisecond, unless a field says otherwise.
Records refer to one another by `uid`, except that what belongs to an article or a revision holds
the number of it: those never change. `id` is 0 and `uid` empty until the record is stored.
"""

import hashlib
from dataclasses import dataclass

from annotations.facts import (
    Attribution,
    Check,
    Commitment,
    LegalReference,
    ReplyRequest,
    Statistic,
    Translation,
    WrittenDate,
)
from annotations.vocabulary import (
    BUILTIN_TAGS,
    ArticleKind,
    BlockKind,
    CheckKind,
    ClaimState,
    CommitmentKind,
    EvidenceKind,
    EvidenceStance,
    LocatorKind,
    Origin,
    PlacementState,
    PromiseStatus,
    ReadBy,
    RunKind,
    Terms,
    WordingState,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points [start, end) of one text; `0 <= start <= end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Locator:
    """A place as the source itself counts it: a printed page label, "3.14", "00:12:31".

    `ordinal` is the count from 1 (the page's number in the file), 0 where there is none. `read_by`
    says that a person or a machine read the words off the page: the file holds a picture of them.
    """

    kind: LocatorKind
    label: str
    ordinal: int = 0
    read_by: ReadBy = ReadBy.NONE


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source the code points [start, end) of a text stand.

    Places of one kind are sorted and disjoint; those of different kinds may overlap: a paragraph
    of a ruling and the page that it is printed on. A paragraph may lie on two pages.
    """

    start: int
    end: int
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph-like piece of the text; blocks are in order and never overlap.

    `level` is 1 to 6 for a heading and the depth, from 1, for a list item. `marker` is what is
    drawn before a list item ("•", "3."), empty on its later paragraphs; it is not in the text.
    `table`, `row` and `column` count from 0 and are -1 outside tables. `language` is the info
    string of a code block.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    quote_level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    header: bool = False
    language: str = ""
    locator: Locator | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of characters within one block; runs may nest. `target` is a link's address."""

    kind: RunKind
    start: int
    end: int
    target: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class RichText:
    """One plain string with blocks and runs laid over it.

    Laws: blocks are sorted and disjoint; what lies between two blocks is white space; every run
    lies inside one block; the string holds no CR, U+2028, U+2029, NUL, U+FDD0, U+FDD1 or lone
    surrogate. `places` are what the source counts by and no block says by its own locator.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    runs: tuple[Run, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def sha256(self) -> str:
        """The text's checksum, hexadecimal, over its UTF-8 bytes."""
        return text_sha256(self.text)


def text_sha256(text: str) -> str:
    """Hash a text as every highlight on it remembers it: SHA-256 of UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an article says of itself. What is not there is empty; `language` is BCP 47."""

    kind: ArticleKind = ArticleKind.NEWS
    title: str = ""
    byline: str = ""
    byline_url: str = ""
    outlet: str = ""
    place: str = ""
    published: WrittenDate = WrittenDate()
    caption: str = ""
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an importer makes of one file. `warnings` are catalogue messages (English).

    `retrieved` is when the sender's copy was taken from its source (UTC, ISO 8601, as precise as
    the file says), never the time of import; `received_from` who sent it. `pages` counts the pages
    that can be looked at in the original, 0 where it has none.
    """

    text: RichText
    metadata: Metadata
    encoding: str
    importer: str
    importer_version: int
    warnings: tuple[str, ...] = ()
    retrieved: str = ""
    received_from: str = ""
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every noun has."""

    id: int = 0
    uid: str = ""
    version: int = 0
    author: str = ""
    created: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Record):
    """The identity of a document; its words are in its revisions."""

    metadata: Metadata = Metadata()
    archived_url: str = ""
    received_from: str = ""
    retrieved: str = ""
    terms: Terms = Terms.NONE
    embargo: str = ""
    correction: str = ""
    correction_date: str = ""
    read: bool = False
    starred: bool = False
    trashed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Record):
    """One state of an article's words, for ever as imported. `number` counts from 1.

    `part` names what the article is of its original (a chapter of a book), "" for the whole;
    `pages` counts the pages of the original that can be looked at.
    """

    article_id: int
    number: int
    text: RichText
    text_sha256: str
    original_sha256: str
    original_size: int
    source: str
    imported: str
    encoding: str
    importer: str
    importer_version: int
    warnings: tuple[str, ...] = ()
    part: str = ""
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage that can be found again: its words, and up to 64 characters each side."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a highlight stands on a revision; `start` and `end` are -1 when lost.

    `similarity` is 1.0 for the very words, lower the more was edited.
    """

    start: int
    end: int
    state: PlacementState
    similarity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight(Record):
    """A captured passage. `quote` holds the words; people know it as K-014 (`label`).

    `speaker` is a speaker's uid. `note` is private and leaves in no export; `report_note` is
    Markdown for readers. Facts of a tag that is not in `tags` are kept, and hidden.
    """

    article_id: int
    revision_id: int
    quote: Quote
    tags: tuple[str, ...] = ()
    speaker: str = ""
    attribution: Attribution = Attribution()
    note: str = ""
    report_note: str = ""
    starred: bool = False
    terms: Terms = Terms.NONE
    assigned_to: str = ""
    origin: Origin = Origin.HAND
    trashed: str = ""
    statistics: tuple[Statistic, ...] = ()
    legal: tuple[LegalReference, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    checks: tuple[Check, ...] = ()
    translations: tuple[Translation, ...] = ()
    reply_requests: tuple[ReplyRequest, ...] = ()

    @property
    def label(self) -> str:
        """The number people say: K-014."""
        return f"K-{self.id:03d}"

    @property
    def wording(self) -> WordingState:
        """The state of the wording check."""
        return WordingState(self._last(CheckKind.WORDING) or WordingState.UNCHECKED)

    @property
    def claim(self) -> ClaimState:
        """The state of the claim check."""
        return ClaimState(self._last(CheckKind.CLAIM) or ClaimState.UNCHECKED)

    def _last(self, kind: CheckKind) -> str:
        return next((check.state for check in reversed(self.checks) if check.kind == kind), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """A tag; `key` is the digit that sets it ("" none), `colour` a token of the theme."""

    name: str
    key: str = ""
    colour: str = ""

    @property
    def builtin(self) -> bool:
        """Whether it carries facts and can be neither renamed nor removed."""
        return self.name in BUILTIN_TAGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Record):
    """A person or institution. `aliases` are names, valid across the library.

    `merged_into` is the uid of the speaker that stands for this one. Of a confidential speaker
    only `shown_as` leaves the library.
    """

    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""
    institution: str = ""
    is_institution: bool = False
    confidential: bool = False
    shown_as: str = ""
    merged_into: str = ""
    trashed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseStep:
    """One dated step in the history of a promise.

    `evidence` is the uid of the highlight or the piece of evidence that shows it, "" for none.
    """

    uid: str = ""
    status: PromiseStatus
    when: str = ""
    who: str = ""
    why: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Record):
    """What commitments are mentions of. `promisor` is a speaker's uid."""

    promisor: str = ""
    what: str = ""
    to_whom: str = ""
    deadline: WrittenDate = WrittenDate()
    condition: str = ""
    kind: CommitmentKind = CommitmentKind.PROMISE
    steps: tuple[PromiseStep, ...] = ()
    merged_into: str = ""
    trashed: str = ""

    @property
    def status(self) -> PromiseStatus:
        """The last step's status, PENDING where there is none."""
        return self.steps[-1].status if self.steps else PromiseStatus.PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """What backs or contradicts a highlight (both by uid).

    `target` is the uid of a highlight or article, or the SHA-256 of a file's bytes; `url` and
    `archived_url` are for what was looked at on `looked_at`. `held_by` says who has the recording
    or the paper itself.
    """

    highlight: str
    kind: EvidenceKind
    stance: EvidenceStance = EvidenceStance.CONTEXT
    target: str = ""
    file_name: str = ""
    media_type: str = ""
    url: str = ""
    archived_url: str = ""
    looked_at: str = ""
    note: str = ""
    held_by: str = ""
    trashed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack(Record):
    """A highlight (by uid) that a person put on words [start, end) of a newer revision.

    The quote stays what was captured; only the placement on that revision is theirs.
    """

    highlight: str
    revision_id: int
    start: int
    end: int
    trashed: str = ""
