"""What a check finds: the passages that do not agree, and the working that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotations.model import Span


class Mismatch(StrEnum):
    """What was compared; a value is written into JSON as it stands."""

    RATIO = "ratio"
    PERCENTAGE = "percentage"
    SUM = "sum"
    CHANGE = "change"
    WEEKDAY = "weekday"
    QUANTITY = "quantity"
    NAME = "name"
    RANK = "rank"
    WORDING = "wording"
    LAW_DATE = "law_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Passages that do not agree with each other, or with the calendar.

    `spans` are the passages in this text, the one to be looked at first. `message` is a catalogue
    message with named braces, and `values` fill them: numbers as Decimal or int, words as str;
    `annotations.showing` writes numbers for the reader's language. `working` is the calculation, by
    figures alone ("37,000,000 / 36,000 = 1,028"), likewise a message. `other` is the uid of another
    article that is meant, `other_span` the place in its newest revision.
    """

    kind: Mismatch
    spans: tuple[Span, ...]
    message: str
    working: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    other: str = ""
    other_span: Span | None = None
