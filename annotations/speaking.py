"""Everything the library has of one person or institution."""

from dataclasses import dataclass

from annotations.facts import ReplyRequest, Statistic
from annotations.identities import Family
from annotations.ledger import Pledge
from annotations.vocabulary import ClaimState, Terms, WordingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A highlight of somebody's words, in a few columns.

    `date` is the ISO date of when it was said where that is known (`dated`), else of when it was
    published; `quote` at most 400 of its `length` characters. `role` and `institution` are what
    the article says of the speaker. `terms` are the highlight's own, else its article's.
    `evidence` counts what backs or contradicts it.
    """

    highlight: int
    uid: str
    quote: str = ""
    length: int = 0
    tags: tuple[str, ...] = ()
    date: str = ""
    dated: bool = False
    speaker: str = ""
    role: str = ""
    institution: str = ""
    article: int = 0
    title: str = ""
    outlet: str = ""
    published: str = ""
    terms: Terms = Terms.NONE
    wording: WordingState = WordingState.UNCHECKED
    claim: ClaimState = ClaimState.UNCHECKED
    starred: bool = False
    evidence: int = 0

    @property
    def label(self) -> str:
        """The number people say: K-014."""
        return f"K-{self.highlight:03d}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody cited, and where."""

    statistic: Statistic
    said: Said


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody was asked about a highlight, and what came back."""

    request: ReplyRequest
    said: Said

    @property
    def waiting(self) -> bool:
        """Whether no answer has come."""
        return not self.request.answered and not self.request.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A speaker with all that were merged into it, and what the library has of them.

    `quotes` and `statistics` are by date, the oldest first and those without one last; `pledges`
    as the ledger sorts them; `asked` by the day of asking, what waits for an answer first.
    """

    family: Family
    quotes: tuple[Said, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    statistics: tuple[Figure, ...] = ()
    asked: tuple[Asked, ...] = ()
