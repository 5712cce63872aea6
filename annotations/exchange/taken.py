"""One annotation as a file tells it, read but not yet placed."""

from dataclasses import dataclass

from annotations.exchange.faults import Why
from annotations.facts import (
    Attribution,
    Check,
    Commitment,
    LegalReference,
    Statistic,
    Translation,
)
from annotations.model import Evidence, Promise, Speaker
from annotations.vocabulary import Origin, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What Kutip told of a highlight beyond the standard. `number` is 0 where it told none.

    A speaker without a uid is a confidential one: only what he is shown as is known.
    """

    number: int = 0
    speaker: Speaker | None = None
    attribution: Attribution = Attribution()
    statistics: tuple[Statistic, ...] = ()
    legal: tuple[LegalReference, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    promises: tuple[Promise, ...] = ()
    checks: tuple[Check, ...] = ()
    translations: tuple[Translation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    terms: Terms = Terms.NONE
    origin: Origin = Origin.HAND
    starred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One annotation. `id` stands in the file; `uid` is what the highlight has or gets.

    `start` and `end` are -1 where no place is told. `article` is the uid of an article of Kutip's,
    `addresses` are those the words are said to come from. `fault` says that it cannot be used.
    """

    id: str
    uid: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1
    text_sha256: str = ""
    article: str = ""
    addresses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    report_note: str = ""
    author: str = ""
    created: str = ""
    changed: str = ""
    own: Own | None = None
    fault: Why | None = None
