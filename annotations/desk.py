"""The table of all highlights: its columns, its rows and the counts beside it, as data."""

from dataclasses import dataclass
from enum import StrEnum

from annotations.facts import Commitment, LegalReference, Statistic, WrittenDate
from annotations.model import Locator
from annotations.queries import Facet
from annotations.showing import show_commitment, show_legal, show_statistic
from annotations.vocabulary import (
    ClaimState,
    EvidenceStance,
    PlacementState,
    Terms,
    WordingState,
)
from resources import Catalogue

QUOTE = 400
"""Characters of a quote, or of a note for readers, that a row holds."""


class DeskColumn(StrEnum):
    """What the table can be sorted by. SAID is said, else published."""

    NUMBER = "number"
    QUOTE = "quote"
    TAGS = "tags"
    SPEAKER = "speaker"
    FACT = "fact"
    ARTICLE = "article"
    OUTLET = "outlet"
    SAID = "said"
    PUBLISHED = "published"
    WORDING = "wording"
    CLAIM = "claim"
    EVIDENCE = "evidence"
    ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class DeskOrder:
    """How the table is sorted; what is empty comes last either way, ties by number.

    Of facts values of statistics come first, then deadlines, then citations: a row goes by its
    key fact. The checks go in the order of their states, evidence by what contradicts, supports
    and stands beside it.
    """

    column: DeskColumn = DeskColumn.NUMBER
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One row of the table.

    `quote` and `report_note` are cut to QUOTE characters; `quote_length` counts all of the quote.
    `speaker` and `speaker_name` are of the one who stands for whoever was merged, `confidential`
    says so of either. `fact` is the first fact of the first tag that has one, `facts` counts all
    that are not hidden. `published` is the article's. `evidence` counts by stance, stances without
    any left out. `terms` are the highlight's own, else its article's. `trashed` is when it, or its
    article, was put into the trash.
    """

    id: int
    uid: str
    quote: str
    quote_length: int
    tags: tuple[str, ...] = ()
    speaker: str = ""
    speaker_name: str = ""
    confidential: bool = False
    speaker_as_written: str = ""
    fact: Statistic | LegalReference | Commitment | None = None
    facts: int = 0
    article_id: int = 0
    article_uid: str = ""
    article_title: str = ""
    outlet: str = ""
    published: WrittenDate = WrittenDate()
    said: WrittenDate = WrittenDate()
    wording: WordingState = WordingState.UNCHECKED
    claim: ClaimState = ClaimState.UNCHECKED
    evidence: tuple[tuple[EvidenceStance, int], ...] = ()
    assigned_to: str = ""
    starred: bool = False
    placement: PlacementState = PlacementState.EXACT
    terms: Terms = Terms.NONE
    locator: Locator | None = None
    noted: bool = False
    report_note: str = ""
    trashed: str = ""

    @property
    def label(self) -> str:
        """The number people say: K-014."""
        return f"K-{self.id:03d}"


def show_fact(row: DeskRow, words: Catalogue) -> str:
    """Say the key fact of a row in one line, "" where there is none."""
    if isinstance(row.fact, Statistic):
        return show_statistic(row.fact, words)
    if isinstance(row.fact, LegalReference):
        return show_legal(row.fact, words)
    return show_commitment(row.fact, words) if row.fact is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFacets:
    """Highlights by what the desk can be narrowed to.

    Each list is counted under the whole filter but for its own field, so that another value of it
    can be added. Values are those of the fields of `Filter`: `assigned` has "" for nobody,
    `evidence` for none at all, `terms` for not stated. `found` counts under the whole filter,
    `all` and `trash` the library; `unchecked`, `starred` and `to_review` what is among `found`.
    """

    all: int = 0
    found: int = 0
    unchecked: int = 0
    starred: int = 0
    to_review: int = 0
    trash: int = 0
    tags: tuple[Facet, ...] = ()
    speakers: tuple[Facet, ...] = ()
    outlets: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    wording: tuple[Facet, ...] = ()
    claim: tuple[Facet, ...] = ()
    assigned: tuple[Facet, ...] = ()
    evidence: tuple[Facet, ...] = ()
    commitment_status: tuple[Facet, ...] = ()
    laws: tuple[Facet, ...] = ()
    terms: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words around what a search found. `marks` are the spans of the finds in `text`."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
