"""The closed word lists of the domain.

Each value is stored and written into exports as it stands here, so a value is never renamed;
what a person reads comes from the catalogue (`resources.catalogue`).
"""

from enum import StrEnum

COMMITMENT = "commitment"
STATISTIC = "statistic"
LEGAL = "legal"
BUILTIN_TAGS = (COMMITMENT, STATISTIC, LEGAL)
"""Names of the tags that carry facts, in the order of their keys 1, 2, 3."""


class ArticleKind(StrEnum):
    """What sort of document an article is."""

    NEWS = "news"
    RELEASE = "release"
    RULING = "ruling"
    LAW = "law"
    REPORT = "report"
    TRANSCRIPT = "transcript"
    POST = "post"
    NOTES = "notes"
    DRAFT = "draft"


class Terms(StrEnum):
    """On which terms words were given. NONE: nobody has said."""

    NONE = ""
    ON_RECORD = "on_record"
    BACKGROUND = "background"
    DEEP_BACKGROUND = "deep_background"
    OFF_RECORD = "off_record"


class DatePrecision(StrEnum):
    """How much of a date was written."""

    NONE = ""
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class BlockKind(StrEnum):
    """What a block of text is.

    QUOTE is a paragraph inside a block quotation; other kinds inside one keep their kind and
    count their depth in `Block.quote_level`. IMAGE is a paragraph that holds nothing but an
    image: its words are the alternative text.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"
    TABLE_CELL = "table_cell"
    RULE = "rule"
    IMAGE = "image"


class RunKind(StrEnum):
    """What is laid over a stretch of characters inside one block.

    NOTE hangs a note on the words under it: `Run.title` is the note's text, `Run.target` its sort,
    one of "footnote", "endnote", "comment".
    """

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    STRIKE = "strike"
    IMAGE = "image"
    NOTE = "note"


class LocatorKind(StrEnum):
    """What a place in a printed or spoken source is counted by."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    TIME = "time"
    MESSAGE = "message"


class ReadBy(StrEnum):
    """Who read the words off a page. NONE: the file itself holds them."""

    NONE = ""
    HAND = "hand"
    OCR = "ocr"


class PlacementState(StrEnum):
    """How sure it is that a highlight stands on its own words in a revision."""

    EXACT = "exact"
    MOVED = "moved"
    REVIEW = "review"
    LOST = "lost"


class WordingState(StrEnum):
    """Whether the words were said as they stand."""

    UNCHECKED = "unchecked"
    AS_PUBLISHED = "as_published"
    MATCHES_RECORDING = "matches_recording"
    CONFIRMED = "confirmed_by_speaker"
    DENIED = "denied_by_speaker"


class ClaimState(StrEnum):
    """Whether what the words claim is true."""

    UNCHECKED = "unchecked"
    NOT_APPLICABLE = "not_applicable"
    CHECKING = "checking"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNDECIDABLE = "cannot_be_established"


class CheckKind(StrEnum):
    """The two checks; they are never one."""

    WORDING = "wording"
    CLAIM = "claim"


class QuoteType(StrEnum):
    """How the article renders somebody's words."""

    NONE = ""
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    DOCUMENT = "document"


class Qualifier(StrEnum):
    """The word that loosens a number."""

    NONE = ""
    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class StatisticKind(StrEnum):
    """What a number states."""

    NONE = ""
    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    RATIO = "ratio"
    MONEY = "money"
    CHANGE = "change"


class LegalRole(StrEnum):
    """What a reference to a law does in its sentence."""

    NONE = ""
    AUTHORITY = "authority"
    VIOLATED = "violated"
    CHARGED = "charged"


class CommitmentKind(StrEnum):
    """How binding the words are. A stance ("harga mati") enters no ledger of promises."""

    NONE = ""
    PROMISE = "promise"
    PLAN = "plan"
    STANCE = "stance"


class MentionKind(StrEnum):
    """What a commitment does to the promise that it is a mention of.

    NONE is told by the dates: the earliest mention made it, later ones repeat it.
    """

    NONE = ""
    FIRST_MADE = "first_made"
    REPEATED = "repeated"
    WEAKENED = "weakened"
    WITHDRAWN = "withdrawn"


class PromiseStatus(StrEnum):
    """What became of a promise; *overdue* is computed and never stored."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    KEPT = "kept"
    PARTIALLY_KEPT = "partially_kept"
    BROKEN = "broken"
    UNVERIFIABLE = "unverifiable"


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    HIGHLIGHT = "highlight"
    ARTICLE = "article"
    FILE = "file"
    URL = "url"
    CALL = "call"
    MEETING = "meeting"


class EvidenceStance(StrEnum):
    """What a piece of evidence does to a highlight."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class Origin(StrEnum):
    """Where a highlight came from."""

    HAND = "hand"
    SUGGESTION = "suggestion"


class Verdict(StrEnum):
    """What a person decided on a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ImportStatus(StrEnum):
    """What became of one input of an import."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    REVISED = "revised"
    FAILED = "failed"
