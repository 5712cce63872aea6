"""What the table can be narrowed to, as data and as the pane at its left."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from annotations.dates import show_date
from annotations.desk import DeskFacets
from annotations.queries import Facet, Filter
from annotations.vocabulary import (
    ArticleKind,
    ClaimState,
    PlacementState,
    PromiseStatus,
    Terms,
    WordingState,
)
from desktop.articles.filters import Choice, FilterRow, Part, Sort, part_rows
from desktop.articles.filters_pane import FiltersPane
from desktop.theme import Theme
from resources import Catalogue, marked

_STATUS = (
    ("all", marked("All highlights"), "all"),
    ("starred", marked("Starred"), "starred"),
    ("unchecked", marked("Not yet checked"), "unchecked"),
    ("review", marked("Placement to review"), "to_review"),
    ("trash", marked("Trash"), "trash"),
)
_FIELDS: Mapping[Part, str] = {
    Part.TAGS: "tags",
    Part.SPEAKERS: "speakers",
    Part.OUTLETS: "outlets",
    Part.WORDING: "wording",
    Part.CLAIM: "claim",
    Part.EVIDENCE: "evidence",
    Part.ASSIGNED: "assigned",
    Part.PROMISES: "commitment_status",
    Part.LAWS: "laws",
    Part.TERMS: "terms",
    Part.KINDS: "kinds",
}
_TYPES = {
    Part.WORDING: WordingState,
    Part.CLAIM: ClaimState,
    Part.PROMISES: PromiseStatus,
    Part.TERMS: Terms,
    Part.KINDS: ArticleKind,
}
_REVIEW = (PlacementState.REVIEW, PlacementState.LOST)
_NOTHING = Filter()


@dataclass(frozen=True, slots=True)
class DeskChoice(Choice):
    """What is chosen at the desk. `base` is asked too: what the pane has no values for."""

    base: Filter = _NOTHING

    def filter(self) -> Filter:
        """Say the choice as the filter that the table, command line and exports share."""
        chosen: dict[str, object] = {}
        for part, name in _FIELDS.items():
            of = _TYPES.get(part, str)
            chosen[name] = tuple(of(value) for value in sorted(self.of(part)))
        return replace(
            self.base,
            starred=self.status == "starred",
            unchecked=self.status == "unchecked",
            placement=_REVIEW if self.status == "review" else (),
            trash=self.status == "trash",
            **chosen,  # type: ignore[arg-type] # names and values of fields of Filter
        )

    def toggled(self, part: Part, value: str) -> "DeskChoice":
        """Choose a value, or take it back; of what is asked besides, take one thing back."""
        if part is Part.ONLY:
            gone = {name: getattr(_NOTHING, name) for name in _ONLY[value][1]}
            return replace(self, base=replace(self.base, **gone))
        if part is Part.STATUS:
            return replace(self, status=value)
        return replace(self, values={**self.values, part: self.of(part) ^ {value}})


def choice_of(wanted: Filter) -> DeskChoice:
    """Read a filter as a choice: what the pane has values for, and what is asked besides."""
    status = "all"
    for name, holds in (
        ("starred", wanted.starred),
        ("unchecked", wanted.unchecked),
        ("review", bool(wanted.placement)),
        ("trash", wanted.trash),
    ):
        status = name if holds else status
    values = {
        part: frozenset(str(each) for each in getattr(wanted, name))
        for part, name in _FIELDS.items()
        if getattr(wanted, name)
    }
    kept = {name for _, names in _ONLY.values() for name in names}
    base = {each.name: getattr(wanted, each.name) for each in fields(Filter) if each.name in kept}
    return DeskChoice(status, values, replace(_NOTHING, **base))


_ONLY: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "said": (marked("Said on"), ("said_from", "said_to")),
    "published": (marked("Published"), ("published_from", "published_to")),
    "articles": (marked("Chosen articles"), ("articles",)),
    "highlights": (marked("Chosen highlights"), ("highlights",)),
    "promises": (marked("Promises"), ("promises",)),
    "speaker": (marked("Speaker"), ("speaker",)),
}


def _only_rows(base: Filter, words: Catalogue) -> Iterator[FilterRow]:
    """List what is asked besides, each to be taken back by a click."""
    for value, (name, names) in _ONLY.items():
        asked = [getattr(base, each) for each in names]
        if not any(asked):
            continue
        if len(names) == 2:  # noqa: PLR2004 - from and to
            said = _range(asked[0], asked[1], words)
        elif value == "speaker":
            said = base.speaker
        else:
            said = words("{n} chosen", n=words.number(len(asked[0])))
        yield FilterRow(sort=Sort.HEADING, part=Part.ONLY, name=words(name))
        yield FilterRow(sort=Sort.VALUE, part=Part.ONLY, value=value, name=said, chosen=True)


def _range(start: str, end: str, words: Catalogue) -> str:
    """Say a range of days; a whole month or year by its name."""
    if start and (start, end) in _whole(start):
        return show_date(start[: 4 if end.endswith("12-31") else 7], words)
    if start and start == end:
        return show_date(start, words)
    shown = [show_date(each, words) if each else "…" for each in (start, end)]
    return words("{start} to {end}", start=shown[0], end=shown[1])


def _whole(start: str) -> set[tuple[str, str]]:
    """Give the month and the year that begin on a day, as ranges of days."""
    found = set()
    if start.endswith("-01-01"):
        found.add((start, f"{start[:4]}-12-31"))
    if start.endswith("-01"):
        last = monthrange(int(start[:4]), int(start[5:7]))[1]
        if start[5:7] != "12":
            found.add((start, f"{start[:8]}{last}"))
    return found


def desk_rows(
    facets: DeskFacets,
    choice: DeskChoice,
    unfolded: frozenset[Part],
    words: Catalogue,
    name_of: Callable[[Part, str], str],
) -> Iterator[FilterRow]:
    """List the rows of the pane. A part with nothing in it has no heading either.

    `name_of` names a value that is chosen and that nothing has now.
    """
    counted = facets != DeskFacets()  # before that, a nought would be untrue
    for value, name, count in _STATUS:
        number = getattr(facets, count)
        yield FilterRow(
            sort=Sort.VALUE,
            part=Part.STATUS,
            value=value,
            name=words(name),
            count=number if counted else -1,
            chosen=choice.status == value,
            warns=value == "review" and number > 0,
        )
    yield from _only_rows(choice.base, words)
    for part, name in _FIELDS.items():
        offered: tuple[Facet, ...] = getattr(facets, name)
        if part in (Part.EVIDENCE, Part.ASSIGNED, Part.TERMS) and not any(
            each.value for each in offered
        ):
            continue  # nothing of the sort yet: a lone "none" says nothing
        chosen = choice.of(part)
        known = {each.value for each in offered}
        gone = tuple(Facet(value, name_of(part, value), 0) for value in sorted(chosen - known))
        yield from part_rows(part, (*offered, *gone), chosen, words, all_of=part in unfolded)


class FacetsPane(FiltersPane):
    """The facets; `filter_changed` carries what the table shall show, but for typed words."""

    def __init__(self, theme: Theme, words: Catalogue, speaker: Callable[[str], str] = str) -> None:
        self._counts = DeskFacets()
        self._speaker = speaker
        self._known: dict[tuple[Part, str], str] = {}
        super().__init__(theme, words)
        self.choice = DeskChoice()
        self.setAccessibleName(words("Narrow the highlights"))
        self._fill()

    def set_counts(self, counts: DeskFacets) -> None:
        """Show other counts."""
        self._counts = counts
        for part in (Part.SPEAKERS, Part.LAWS):
            for each in getattr(counts, _FIELDS[part]):
                self._known[part, each.value] = each.name
        self._fill()

    def _name_of(self, part: Part, value: str) -> str:
        """Name a value that nothing has now: as it was called, or as the library calls it."""
        known = self._known.get((part, value))
        return known or (self._speaker(value) if part is Part.SPEAKERS else value)

    def rows(self) -> Iterable[FilterRow]:
        """List what the pane shows."""
        if not isinstance(self.choice, DeskChoice):
            return ()
        return desk_rows(self._counts, self.choice, self._unfolded, self._words, self._name_of)
