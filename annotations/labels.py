"""What people read for the values of the vocabulary, for tags and for the fields of facts.

The English words here are the keys of the catalogue. A value that says "nobody knows" is called
"not stated".
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from annotations.errors import Withholding
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    STATISTIC,
    ArticleKind,
    CheckKind,
    ClaimState,
    CommitmentKind,
    EvidenceKind,
    EvidenceStance,
    ImportStatus,
    LegalRole,
    LocatorKind,
    MentionKind,
    Origin,
    PlacementState,
    PromiseStatus,
    Qualifier,
    QuoteType,
    ReadBy,
    StatisticKind,
    Terms,
    WordingState,
)
from resources import Catalogue, marked

_NOT_STATED = marked("not stated")

# Keyed by type and then value: members of two StrEnums are equal where their texts are.
_LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    ArticleKind: {
        ArticleKind.NEWS: marked("News"),
        ArticleKind.RELEASE: marked("Press release"),
        ArticleKind.RULING: marked("Ruling"),
        ArticleKind.LAW: marked("Law"),
        ArticleKind.REPORT: marked("Report"),
        ArticleKind.TRANSCRIPT: marked("Transcript"),
        ArticleKind.POST: marked("Post"),
        ArticleKind.NOTES: marked("Own notes"),
        ArticleKind.DRAFT: marked("Draft"),
    },
    Terms: {
        Terms.NONE: _NOT_STATED,
        Terms.ON_RECORD: marked("on the record"),
        Terms.BACKGROUND: marked("background"),
        Terms.DEEP_BACKGROUND: marked("deep background"),
        Terms.OFF_RECORD: marked("off the record"),
    },
    LocatorKind: {
        LocatorKind.PAGE: marked("page {label}"),
        LocatorKind.PARAGRAPH: marked("paragraph {label}"),
        LocatorKind.TIME: marked("at {label}"),
        LocatorKind.MESSAGE: marked("message of {label}"),
    },
    ReadBy: {
        ReadBy.NONE: marked("words of the file itself"),
        ReadBy.HAND: marked("transcribed by hand"),
        ReadBy.OCR: marked("read by OCR"),
    },
    PlacementState: {
        PlacementState.EXACT: marked("in its place"),
        PlacementState.MOVED: marked("moved, same words"),
        PlacementState.REVIEW: marked("place to review"),
        PlacementState.LOST: marked("lost in the newest version"),
    },
    WordingState: {
        WordingState.UNCHECKED: marked("not yet checked"),
        WordingState.AS_PUBLISHED: marked("as published"),
        WordingState.MATCHES_RECORDING: marked("matches recording or document"),
        WordingState.CONFIRMED: marked("confirmed by speaker"),
        WordingState.DENIED: marked("denied by speaker"),
    },
    ClaimState: {
        ClaimState.UNCHECKED: marked("not yet checked"),
        ClaimState.NOT_APPLICABLE: marked("not applicable"),
        ClaimState.CHECKING: marked("being checked"),
        ClaimState.SUPPORTED: marked("supported"),
        ClaimState.CONTRADICTED: marked("contradicted"),
        ClaimState.UNDECIDABLE: marked("cannot be established"),
    },
    CheckKind: {
        CheckKind.WORDING: marked("Wording"),
        CheckKind.CLAIM: marked("Claim"),
    },
    QuoteType: {
        QuoteType.NONE: _NOT_STATED,
        QuoteType.DIRECT: marked("direct quote"),
        QuoteType.INDIRECT: marked("indirect quote"),
        QuoteType.MIXED: marked("mixed quote"),
        QuoteType.DOCUMENT: marked("from a document"),
    },
    Qualifier: {
        Qualifier.NONE: _NOT_STATED,
        Qualifier.EXACT: marked("exactly"),
        Qualifier.ABOUT: marked("about"),
        Qualifier.NEARLY: marked("nearly"),
        Qualifier.MORE_THAN: marked("more than"),
        Qualifier.LESS_THAN: marked("less than"),
        Qualifier.AT_LEAST: marked("at least"),
        Qualifier.AT_MOST: marked("at most"),
    },
    StatisticKind: {
        StatisticKind.NONE: _NOT_STATED,
        StatisticKind.COUNT: marked("count"),
        StatisticKind.SHARE: marked("share"),
        StatisticKind.RATE: marked("rate"),
        StatisticKind.RATIO: marked("ratio"),
        StatisticKind.MONEY: marked("money"),
        StatisticKind.CHANGE: marked("change"),
    },
    LegalRole: {
        LegalRole.NONE: _NOT_STATED,
        LegalRole.AUTHORITY: marked("authority"),
        LegalRole.VIOLATED: marked("violated"),
        LegalRole.CHARGED: marked("charged"),
    },
    CommitmentKind: {
        CommitmentKind.NONE: _NOT_STATED,
        CommitmentKind.PROMISE: marked("promise"),
        CommitmentKind.PLAN: marked("plan"),
        CommitmentKind.STANCE: marked("stance"),
    },
    PromiseStatus: {
        PromiseStatus.PENDING: marked("pending"),
        PromiseStatus.IN_PROGRESS: marked("in progress"),
        PromiseStatus.KEPT: marked("kept"),
        PromiseStatus.PARTIALLY_KEPT: marked("partially kept"),
        PromiseStatus.BROKEN: marked("broken"),
        PromiseStatus.UNVERIFIABLE: marked("unverifiable"),
    },
    MentionKind: {
        MentionKind.NONE: _NOT_STATED,
        MentionKind.FIRST_MADE: marked("first made"),
        MentionKind.REPEATED: marked("repeated"),
        MentionKind.WEAKENED: marked("weakened"),
        MentionKind.WITHDRAWN: marked("withdrawn"),
    },
    EvidenceKind: {
        EvidenceKind.HIGHLIGHT: marked("Highlight"),
        EvidenceKind.ARTICLE: marked("Article"),
        EvidenceKind.FILE: marked("File"),
        EvidenceKind.URL: marked("Web address"),
        EvidenceKind.CALL: marked("Call"),
        EvidenceKind.MEETING: marked("Meeting"),
    },
    EvidenceStance: {
        EvidenceStance.SUPPORTS: marked("supports"),
        EvidenceStance.CONTRADICTS: marked("contradicts"),
        EvidenceStance.CONTEXT: marked("context"),
    },
    Origin: {
        Origin.HAND: marked("by hand"),
        Origin.SUGGESTION: marked("accepted suggestion"),
    },
    ImportStatus: {
        ImportStatus.ADDED: marked("added"),
        ImportStatus.DUPLICATE: marked("already there"),
        ImportStatus.REVISED: marked("new version"),
        ImportStatus.FAILED: marked("failed"),
    },
    Withholding: {
        Withholding.OFF_RECORD: marked("off the record"),
        Withholding.EMBARGO: marked("under embargo"),
        Withholding.NAMES_SOURCE: marked("names a confidential source"),
    },
}

_TAGS = {
    COMMITMENT: marked("Commitment"),
    STATISTIC: marked("Statistic"),
    LEGAL: marked("Legal reference"),
}

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "attribution": {
        "speaker": marked("Speaker"),
        "speaker_as_written": marked("As written"),
        "role": marked("Role"),
        "institution": marked("Institution"),
        "quote_type": marked("Attribution"),
        "cue": marked("Cue words"),
        "date_said": marked("Said on"),
        "terms": marked("Terms"),
    },
    STATISTIC: {
        "value": marked("Value"),
        "value_max": marked("Up to"),
        "unit": marked("Unit"),
        "qualifier": marked("Qualifier"),
        "kind": marked("Kind of number"),
        "numerator": marked("Numerator"),
        "denominator": marked("Denominator"),
        "base": marked("Change from"),
        "population": marked("Of whom or where"),
        "period": marked("Period"),
        "source": marked("Data source"),
        "published_in": marked("Published in"),
        "calculation": marked("Calculation"),
    },
    LEGAL: {
        "jurisdiction": marked("Jurisdiction"),
        "instrument": marked("Instrument"),
        "number": marked("Number"),
        "year": marked("Year"),
        "edition": marked("Edition"),
        "title": marked("Title of the law"),
        "name": marked("Name of the law"),
        "article": marked("Article of the law"),
        "paragraph": marked("Paragraph"),
        "letter": marked("Letter"),
        "point": marked("Point"),
        "ordinal": marked("Ordinal"),
        "court": marked("Court"),
        "case_number": marked("Case number"),
        "decided": marked("Decided on"),
        "page": marked("Page"),
        "role": marked("Role of the law"),
        "citation": marked("Citation"),
        "iri": marked("Identifier"),
        "wording": marked("Wording quoted"),
    },
    COMMITMENT: {
        "kind": marked("Kind of commitment"),
        "who": marked("Who"),
        "what": marked("What"),
        "beneficiary": marked("To whom"),
        "deadline": marked("Deadline"),
        "condition": marked("Condition"),
        "promise": marked("Part of the promise"),
        "status": marked("Status"),
        "mention": marked("What it does to the promise"),
    },
}


# Asked many times for each highlight of a report. `typed` tells equal values of two types apart.
@lru_cache(maxsize=512, typed=True)
def label(value: StrEnum, words: Catalogue) -> str:
    """Name a value of the vocabulary. A locator's kind needs `locator_label`."""
    return words(_LABELS[type(value)][value])


def locator_label(kind: LocatorKind, written: str, words: Catalogue) -> str:
    """Say a place in a source: "page 12", "at 00:12:31"."""
    return words(_LABELS[LocatorKind][kind], label=written)


def tag_name(name: str, words: Catalogue) -> str:
    """Name a tag: the built-in ones in the reader's language, own ones as typed."""
    return words(_TAGS[name]) if name in _TAGS else name


def tag_letter(name: str, words: Catalogue) -> str:
    """Give the one letter of a tag's badge; of an own tag it is the first of its name."""
    if name == COMMITMENT:
        return words.context("letter of the tag Commitment", "C")
    if name == STATISTIC:
        return words.context("letter of the tag Statistic", "S")
    if name == LEGAL:
        return words.context("letter of the tag Legal reference", "L")
    return name[:1].upper()


@lru_cache(maxsize=512)
def field_label(group: str, field: str, words: Catalogue) -> str:
    """Name a field of a fact. `group` is the name of a built-in tag, or "attribution"."""
    return words(_FIELDS[group][field])


def fields(group: str) -> tuple[str, ...]:
    """List the fields of a built-in tag's facts, or of "attribution", in their order."""
    return tuple(_FIELDS[group])
