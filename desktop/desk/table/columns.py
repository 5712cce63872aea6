"""The columns of the table: their names, how wide they are, and what they say of a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.dates import show_written
from annotations.desk import DeskColumn, DeskOrder, DeskRow, show_fact
from annotations.labels import label, tag_name
from annotations.vocabulary import ClaimState, EvidenceStance, WordingState
from resources import Catalogue, marked


class Shown(StrEnum):
    """What a column shows; the same names as `DeskColumn` has, where it can be sorted by it."""

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
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, and its width in pixels before anybody changed it."""

    name: str
    width: int


COLUMNS: Mapping[Shown, Column] = {
    Shown.NUMBER: Column(marked("Number"), 78),
    Shown.QUOTE: Column(marked("Quote"), 250),
    Shown.TAGS: Column(marked("Tags"), 72),
    Shown.SPEAKER: Column(marked("Speaker"), 124),
    Shown.FACT: Column(marked("Key fact"), 140),
    Shown.ARTICLE: Column(marked("Article"), 150),
    Shown.OUTLET: Column(marked("Outlet"), 120),
    Shown.SAID: Column(marked("Said on"), 96),
    Shown.PUBLISHED: Column(marked("Published"), 96),
    Shown.WORDING: Column(marked("Wording"), 112),
    Shown.CLAIM: Column(marked("Claim"), 112),
    Shown.EVIDENCE: Column(marked("Evidence"), 86),
    Shown.ASSIGNED: Column(marked("Assigned to"), 110),
    Shown.NOTE: Column(marked("Note for readers"), 200),
}
FIRST: tuple[Shown, ...] = (
    Shown.NUMBER, Shown.QUOTE, Shown.TAGS, Shown.SPEAKER, Shown.FACT, Shown.ARTICLE,
    Shown.PUBLISHED, Shown.WORDING, Shown.CLAIM, Shown.EVIDENCE,
)  # fmt: skip
"""The columns that are shown before anybody chose."""
EDITED = frozenset(
    {Shown.TAGS, Shown.SPEAKER, Shown.WORDING, Shown.CLAIM, Shown.ASSIGNED, Shown.NOTE}
)
_NAMES = frozenset(each.value for each in Shown)
_SORTED = frozenset(each.value for each in DeskColumn)
LEAST, MOST = 48, 900
"""Widths a column can have, in pixels."""


def chosen_columns(names: Sequence[str]) -> tuple[Shown, ...]:
    """Read the columns from the settings; the number and the quote are always among them."""
    known = [Shown(name) for name in dict.fromkeys(names) if name in _NAMES]
    if not known:
        return FIRST
    always = [each for each in (Shown.NUMBER, Shown.QUOTE) if each not in known]
    return (*always, *known)


def widths(kept: Sequence[str]) -> dict[Shown, int]:
    """Read widths, "quote=320", from the settings; what makes no sense has its first width."""
    found = {each: column.width for each, column in COLUMNS.items()}
    for line in kept:
        name, _, width = line.partition("=")
        if name in _NAMES and width.isascii() and width.isdigit():
            found[Shown(name)] = min(max(int(width[:6]), LEAST), MOST)
    return found


def order(kept: str) -> DeskOrder:
    """Read an order, "said down", from the settings."""
    name, _, way = kept.partition(" ")
    if name not in _SORTED:
        return DeskOrder(DeskColumn.NUMBER, descending=True)
    return DeskOrder(DeskColumn(name), descending=way == "down")


def kept_order(wanted: DeskOrder) -> str:
    """Spell an order for the settings."""
    return f"{wanted.column.value} {'down' if wanted.descending else 'up'}"


def sortable(column: Shown) -> DeskColumn | None:
    """Say what a column sorts by, None where it does not."""
    return DeskColumn(column.value) if column.value in _SORTED else None


def cell(row: DeskRow, column: Shown, words: Catalogue) -> str:
    """Say what a cell holds, in plain words; "" where it is empty."""
    match column:
        case Shown.NUMBER:
            return row.label
        case Shown.QUOTE:
            return row.quote + ("…" if row.quote_length > len(row.quote) else "")
        case Shown.TAGS:
            return ", ".join(tag_name(tag, words) for tag in row.tags)
        case Shown.SPEAKER:
            return row.speaker_name
        case Shown.FACT:
            return show_fact(row, words)
        case Shown.ARTICLE:
            return row.article_title or words("Untitled")
        case Shown.OUTLET:
            return row.outlet
        case Shown.SAID:
            return show_written(row.said, words)
        case Shown.PUBLISHED:
            return show_written(row.published, words)
        case Shown.WORDING | Shown.CLAIM:
            return label(row.wording if column is Shown.WORDING else row.claim, words)
        case Shown.EVIDENCE:
            return evidence(row, words)
        case Shown.ASSIGNED:
            return row.assigned_to
        case Shown.NOTE:
            return row.report_note


_STANCES = {
    EvidenceStance.CONTRADICTS: (marked("{n} contradicts"), marked("{n} contradict")),
    EvidenceStance.SUPPORTS: (marked("{n} supports"), marked("{n} support")),
    EvidenceStance.CONTEXT: (marked("{n} beside it"), marked("{n} beside it")),
}


def evidence(row: DeskRow, words: Catalogue) -> str:
    """Say how many pieces of evidence there are of each stance."""
    counts = dict(row.evidence)
    return "\n".join(
        words.plural(one, more, counts[stance])
        for stance, (one, more) in _STANCES.items()
        if counts.get(stance)
    )


def more_facts(row: DeskRow, words: Catalogue) -> str:
    """Say that a row has more facts than the one shown."""
    return words("+{n}", n=words.number(row.facts - 1)) if row.facts > 1 else ""


def failed(row: DeskRow, column: Shown) -> bool:
    """Whether a check went against the words."""
    if column is Shown.WORDING:
        return row.wording is WordingState.DENIED
    return column is Shown.CLAIM and row.claim is ClaimState.CONTRADICTED


def quiet(row: DeskRow, column: Shown) -> bool:
    """Whether a cell says that nothing was done yet, which it does quietly."""
    if column is Shown.WORDING:
        return row.wording is WordingState.UNCHECKED
    return column is Shown.CLAIM and row.claim is ClaimState.UNCHECKED
