"""What the rules find: passages with their facts, and the words that each fact was read from."""

from dataclasses import dataclass
from enum import StrEnum

from annotations.facts import Attribution, Commitment, LegalReference, Source, Statistic
from annotations.model import Span
from annotations.vocabulary import COMMITMENT, LEGAL, STATISTIC

AnyFact = Statistic | LegalReference | Commitment


class Kind(StrEnum):
    """What a suggestion proposes; a value is written into JSON as it stands."""

    QUOTE = "quote"
    STATISTIC = STATISTIC
    LEGAL = LEGAL
    COMMITMENT = COMMITMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of finding; people switch it off by itself and see how often they took its word.

    `name` is stored with every decision ("quote.clause-after") and never renamed. `label` and
    `example` are catalogue messages: what it finds, in a few words, and an invented example.
    """

    name: str
    kind: Kind
    label: str
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who is meant: the fullest name in the article, and the words that name him here.

    `name` is empty where nobody could be found. `start` and `end` are -1, and `text` empty, where
    the clause has no words for him ("tegasnya") or where there is no clause. A source without a
    name keeps its description ("saksi mata").
    """

    name: str = ""
    text: str = ""
    start: int = -1
    end: int = -1
    role: str = ""
    institution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A passage, code points [start, end) of the text, that `rule` proposes.

    The span of a quotation is the words inside its marks, without a comma before the closing one.
    `fact` is of the suggestion's kind, None for a quotation; its `sources` say which words each
    field was read from. `attribution` says who speaks (its `sources` likewise), `speaker` whom that
    is. `question` is a catalogue message: what the rule could not decide and leaves to a person.
    """

    kind: Kind
    start: int
    end: int
    rule: str
    speaker: Named = Named()
    attribution: Attribution = Attribution()
    fact: AnyFact | None = None
    question: str = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The words behind each field, of the attribution and of the fact."""
        return self.attribution.sources + (self.fact.sources if self.fact else ())
