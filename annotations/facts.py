"""The facts a highlight carries.

Every fact is a frozen record of its own, several a tag and highlight. Text fields are empty and
numbers None where nothing is known. Facts of a tag that was taken off are kept and hidden.
"""

from dataclasses import dataclass
from decimal import Decimal

from annotations.vocabulary import (
    CheckKind,
    CommitmentKind,
    DatePrecision,
    LegalRole,
    MentionKind,
    Qualifier,
    QuoteType,
    StatisticKind,
    Terms,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written and as read.

    `words` are verbatim. `start` and `end` are ISO 8601 without a zone where none was given:
    "2024-07-25T19:48" for MINUTE, "2024-07-25" for DAY, first and last day for MONTH and YEAR.
    """

    words: str = ""
    start: str = ""
    end: str = ""
    precision: DatePrecision = DatePrecision.NONE


@dataclass(frozen=True, slots=True)
class Source:
    """Where one field of a fact was read: words [start, end) of the revision, and the rule.

    `rule` is empty for what a person typed; `confirmed` says that a person has looked.
    """

    field: str
    start: int = -1
    end: int = -1
    rule: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all facts have: their own identity, and where each field came from."""

    uid: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic(Fact):
    """A number: 36 ribu is 36000, 12,5 persen is 12.5 with unit "percent".

    Money has its ISO 4217 code as unit, a range is `value` to `value_max`, a ratio is
    `numerator` and `denominator` with `value` None.
    """

    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = ""
    qualifier: Qualifier = Qualifier.NONE
    kind: StatisticKind = StatisticKind.NONE
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    base: str = ""
    population: str = ""
    period: str = ""
    source: str = ""
    published_in: str = ""
    calculation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalReference(Fact):
    """One cited provision. Numbers are text: "45A", "60/PUU-XXII/2024"."""

    jurisdiction: str = ""
    instrument: str = ""
    number: str = ""
    year: str = ""
    edition: str = ""
    title: str = ""
    name: str = ""
    article: str = ""
    paragraph: str = ""
    letter: str = ""
    point: str = ""
    ordinal: str = ""
    court: str = ""
    case_number: str = ""
    decided: WrittenDate = WrittenDate()
    page: str = ""
    role: LegalRole = LegalRole.NONE
    citation: str = ""
    iri: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Fact):
    """What somebody bound himself to. `promise` is the uid of the promise it is a mention of.

    `mention` says what this one did to the promise, as far as a person has said it.
    """

    kind: CommitmentKind = CommitmentKind.NONE
    who: str = ""
    what: str = ""
    beneficiary: str = ""
    deadline: WrittenDate = WrittenDate()
    condition: str = ""
    promise: str = ""
    mention: MentionKind = MentionKind.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is said to have said it, in the article's own words, and how."""

    speaker_as_written: str = ""
    role: str = ""
    institution: str = ""
    quote_type: QuoteType = QuoteType.NONE
    cue: str = ""
    date_said: WrittenDate = WrittenDate()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One step of one of the two checks; the last of a kind is the state of that kind.

    `state` is a value of `WordingState` or `ClaimState`; `when` is UTC, ISO 8601.
    """

    uid: str = ""
    kind: CheckKind
    state: str
    who: str = ""
    when: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The quote in another language; `language` is a BCP 47 tag."""

    uid: str = ""
    language: str
    text: str
    translator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRequest:
    """What somebody was asked about a highlight, and what came back."""

    uid: str = ""
    asked: str = ""
    question: str = ""
    due: str = ""
    answered: str = ""
    answer: str = ""
    terms: Terms = Terms.NONE
