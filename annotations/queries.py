"""One filter for lists, command line and exports: what is asked of a library, as data.

`annotations.storage` turns a filter into SQL; nothing else does.
"""

from dataclasses import dataclass
from enum import StrEnum

from annotations.vocabulary import (
    ArticleKind,
    ClaimState,
    PlacementState,
    PromiseStatus,
    Terms,
    WordingState,
)


class ArticleOrder(StrEnum):
    """How a list of articles is sorted; ties by number."""

    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"
    TITLE = "title"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What must hold; an empty field asks nothing. Values of one field are alternatives.

    For a list of articles the fields of highlights ask for an article that has such a highlight
    (one highlight meets all of them). `speakers` are uids; a speaker stands for all that were
    merged into it. `speaker` is a name, alias or part of one, as typed. `published_from` and
    `published_to` are ISO dates, both inclusive. `words` is a query of the full-text index: for
    articles over titles, texts, quotes and notes; for highlights over quotes, notes and speakers.
    `typing` says that they are still being typed: the last one stands for any ending.
    `unchecked` asks for a highlight whose wording or claim nobody has checked. With `trash` only
    what is in the trash is listed, without it nothing of it.

    `highlights` are numbers; `assigned` are names as written, "" for nobody; `evidence` are
    stances, "" for none at all; `terms` are the highlight's own, else its article's; `laws` are
    keys of instruments (`annotations.shelf.law_key`); `promises` are uids, a promise stands for
    all that were merged into it. `said_from` and `said_to` are ISO dates, both inclusive, of when
    the words were said, as far as it is known, else of when they were published.
    """

    articles: tuple[int, ...] = ()
    kinds: tuple[ArticleKind, ...] = ()
    outlets: tuple[str, ...] = ()
    published_from: str = ""
    published_to: str = ""
    unread: bool = False
    starred: bool = False
    with_highlights: bool = False
    tags: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    speaker: str = ""
    wording: tuple[WordingState, ...] = ()
    claim: tuple[ClaimState, ...] = ()
    commitment_status: tuple[PromiseStatus, ...] = ()
    unchecked: bool = False
    placement: tuple[PlacementState, ...] = ()
    words: str = ""
    trash: bool = False
    highlights: tuple[int, ...] = ()
    assigned: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    terms: tuple[Terms, ...] = ()
    laws: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    said_from: str = ""
    said_to: str = ""
    typing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One row of the list of articles. `tag_counts` are (tag name, highlights with it) by key.

    `opening` are the first words of an article that has no title, to know it by. `checks` counts
    what does not agree in its newest words, as far as they were read.
    """

    id: int
    uid: str
    title: str
    outlet: str
    kind: ArticleKind
    published: str
    published_words: str
    read: bool
    starred: bool
    trashed: str
    highlights: int
    unchecked: int
    to_review: int
    tag_counts: tuple[tuple[str, int], ...] = ()
    opening: str = ""
    checks: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One value a filter can take, what it is called, and how many have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Counts for the filter pane.

    Articles, but for tags, speakers and `unchecked_highlights`, which count highlights.
    """

    all: int = 0
    unread: int = 0
    starred: int = 0
    with_highlights: int = 0
    unchecked: int = 0
    to_review: int = 0
    trash: int = 0
    unchecked_highlights: int = 0
    kinds: tuple[Facet, ...] = ()
    outlets: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    speakers: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One find of the search over everything.

    `highlight` is 0 for a find in an article's text. `snippet` is plain text around the first
    match; `marks` are the matches' spans in it, (start, end). `start` is the match's offset in
    the newest revision, -1 where only title or note matched.
    """

    article: int
    title: str
    outlet: str
    published: str
    highlight: int = 0
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    start: int = -1
