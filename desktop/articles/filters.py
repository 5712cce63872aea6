"""What the filter pane offers, as data: its rows, and the filter that the chosen ones make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotations.labels import label, tag_name
from annotations.queries import Facet, Facets, Filter
from annotations.vocabulary import (
    ArticleKind,
    ClaimState,
    EvidenceStance,
    PlacementState,
    PromiseStatus,
    Terms,
    WordingState,
)
from resources import Catalogue, marked

FEW = 6
"""Values of a facet that are shown before somebody asks for all."""


class Part(StrEnum):
    """The parts of the pane. Of `STATUS` one value holds, of the others any number.

    From `WORDING` on they are those of the table of highlights alone.
    """

    STATUS = "status"
    TAGS = "tags"
    SPEAKERS = "speakers"
    KINDS = "kinds"
    OUTLETS = "outlets"
    WORDING = "wording"
    CLAIM = "claim"
    EVIDENCE = "evidence"
    ASSIGNED = "assigned"
    PROMISES = "promises"
    LAWS = "laws"
    TERMS = "terms"
    ONLY = "only"


class Sort(StrEnum):
    """What a row of the pane is."""

    HEADING = "heading"
    VALUE = "value"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRow:
    """One row of the pane; `count` is -1 where none is shown."""

    sort: Sort
    part: Part
    value: str = ""
    name: str = ""
    count: int = -1
    chosen: bool = False
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen in the pane."""

    status: str = "all"
    values: Mapping[Part, frozenset[str]] = field(default_factory=dict)

    def of(self, part: Part) -> frozenset[str]:
        """Give the chosen values of a part."""
        return self.values.get(part, frozenset())

    @property
    def narrowed(self) -> bool:
        """Whether any value besides the status is chosen."""
        return any(self.values.values())

    def toggled(self, part: Part, value: str) -> "Choice":
        """Choose a value, or take it back."""
        if part is Part.STATUS:
            return replace(self, status=value)
        return replace(self, values={**self.values, part: self.of(part) ^ {value}})

    def filter(self) -> Filter:
        """Say the choice as the filter that lists, command line and exports share."""
        status = self.status
        return Filter(
            unread=status == "unread",
            starred=status == "starred",
            with_highlights=status == "with_highlights",
            unchecked=status == "unchecked",
            placement=(PlacementState.REVIEW, PlacementState.LOST) if status == "review" else (),
            trash=status == "trash",
            kinds=tuple(ArticleKind(value) for value in sorted(self.of(Part.KINDS))),
            outlets=tuple(sorted(self.of(Part.OUTLETS))),
            tags=tuple(sorted(self.of(Part.TAGS))),
            speakers=tuple(sorted(self.of(Part.SPEAKERS))),
        )


_STATUS = (
    ("all", marked("All articles"), "all"),
    ("unread", marked("Unread"), "unread"),
    ("starred", marked("Starred"), "starred"),
    ("with_highlights", marked("With highlights"), "with_highlights"),
    ("unchecked", marked("Not yet checked"), "unchecked"),
    ("review", marked("Placement to review"), "to_review"),
    ("trash", marked("Trash"), "trash"),
)
_HEADINGS = {
    Part.TAGS: marked("Tags"),
    Part.SPEAKERS: marked("Speakers"),
    Part.KINDS: marked("Kinds"),
    Part.OUTLETS: marked("Outlets"),
    Part.WORDING: marked("Wording"),
    Part.CLAIM: marked("Claim"),
    Part.EVIDENCE: marked("Evidence"),
    Part.ASSIGNED: marked("Assigned to"),
    Part.PROMISES: marked("Promises"),
    Part.LAWS: marked("Laws"),
    Part.TERMS: marked("On which terms"),
}

_VOCABULARY: Mapping[Part, type[StrEnum]] = {
    Part.KINDS: ArticleKind,
    Part.WORDING: WordingState,
    Part.CLAIM: ClaimState,
    Part.EVIDENCE: EvidenceStance,
    Part.PROMISES: PromiseStatus,
    Part.TERMS: Terms,
}
_NONE = {Part.EVIDENCE: marked("none yet"), Part.ASSIGNED: marked("nobody")}


def status_name(status: str, words: Catalogue) -> str:
    """Name one of the seven lists."""
    return next(words(name) for value, name, _ in _STATUS if value == status)


def filter_rows(
    facets: Facets, choice: Choice, unfolded: frozenset[Part], words: Catalogue
) -> Iterator[FilterRow]:
    """List the rows of the pane. A part with nothing in it has no heading either."""
    for value, name, count in _STATUS:
        number = getattr(facets, count)
        yield FilterRow(
            sort=Sort.VALUE,
            part=Part.STATUS,
            value=value,
            name=words(name),
            count=number,
            chosen=choice.status == value,
            warns=value == "review" and number > 0,
        )
    for part, offered in _offered(facets).items():
        yield from part_rows(part, offered, choice.of(part), words, all_of=part in unfolded)


def _offered(facets: Facets) -> Mapping[Part, tuple[Facet, ...]]:
    return {
        Part.TAGS: facets.tags,
        Part.SPEAKERS: facets.speakers,
        Part.KINDS: facets.kinds,
        Part.OUTLETS: facets.outlets,
    }


def part_rows(
    part: Part,
    offered: tuple[Facet, ...],
    chosen: frozenset[str],
    words: Catalogue,
    *,
    all_of: bool,
) -> Iterator[FilterRow]:
    """List a part with its heading: what has something, and what is chosen."""
    shown = [each for each in offered if each.count or each.value in chosen]
    if not shown:
        return
    yield FilterRow(sort=Sort.HEADING, part=part, name=words(_HEADINGS[part]))
    cut = len(shown) if all_of or len(shown) <= FEW + 1 else FEW
    for place, each in enumerate(shown):
        if place < cut or each.value in chosen:
            yield FilterRow(
                sort=Sort.VALUE,
                part=part,
                value=each.value,
                name=_name(part, each, words),
                count=each.count,
                chosen=each.value in chosen,
            )
    if cut < len(shown):
        yield FilterRow(
            sort=Sort.MORE, part=part, name=words("Show all {n}", n=words.number(len(shown)))
        )


def _name(part: Part, facet: Facet, words: Catalogue) -> str:
    if part is Part.TAGS:
        return tag_name(facet.value, words)
    vocabulary = _VOCABULARY.get(part)
    if vocabulary is not None and facet.value in {each.value for each in vocabulary}:
        return label(vocabulary(facet.value), words)
    if not facet.value and part in _NONE:
        return words(_NONE[part])
    return facet.name or facet.value
