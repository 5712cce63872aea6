"""The report: what every format writes.

It holds entries that may leave, as they may leave (`annotations.discretion`); what was withheld
is counted. `total` and the withheld together are the count in the library.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from annotations.checking.found import Finding
from annotations.discretion import Discretion, discretion
from annotations.entries import Entry
from annotations.errors import Withholding
from annotations.exporting.layout import ORIGINAL, Layout
from annotations.exporting.over_time import over_time
from annotations.exporting.pictures import Picture
from annotations.exporting.withholding import (
    alone,
    heads,
    picturable,
    pledged,
    silent,
    spans,
    why_not,
)
from annotations.labels import label, tag_name
from annotations.model import Highlight, Speaker
from annotations.timeline import Timeline
from annotations.vocabulary import BUILTIN_TAGS, ClaimState, WordingState
from resources import Catalogue


class Grouping(StrEnum):
    """What a report is ordered by."""

    ARTICLE = "article"
    TAG = "tag"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Count:
    """How many highlights have a value; `key` is a tag's or state's own name."""

    key: str
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading.

    Each entry stands in one group only: under its first tag. `also` are the labels of those that
    have this group's tag too and stand elsewhere. `key` is an article's number, a tag or a name.
    """

    key: str
    heading: str
    entries: tuple[Entry, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A finding about a highlight; `other` is the title of another article that it is about."""

    finding: Finding
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report. `made` is a date (ISO); `filters` say in words what was asked for.

    `picturable` are the uids of evidence whose picture may be shown, where the words of its
    article allow it too; `pictures` are those that are, by
    uid (`annotations.exporting.picturing`). `unsaid` are the offsets of what was withheld, by the
    number of its revision; `checks` is what does not agree, by the uid of a highlight, None where
    nobody asked for it (`annotations.exporting.checked`). `layout` says how it is shown,
    `over_time` counts by tag, speaker and outlet.
    """

    title: str
    made: str
    grouping: Grouping
    filters: tuple[str, ...]
    groups: tuple[Group, ...]
    total: int
    tags: tuple[Count, ...]
    speakers: tuple[Count, ...]
    wording: tuple[Count, ...]
    claims: tuple[Count, ...]
    unchecked: tuple[str, ...]
    withheld: tuple[Count, ...]
    picturable: frozenset[str] = frozenset()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    unsaid: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    checks: Mapping[str, Sequence[Stated]] | None = None
    layout: Layout = Layout()
    over_time: tuple[Timeline, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, by article and place, whatever the grouping."""
        found = (entry for group in self.groups for entry in group.entries)
        if self.grouping == Grouping.ARTICLE:
            return tuple(found)
        return tuple(sorted(found, key=_place))


def build(
    entries: Iterable[Entry],
    words: Catalogue,
    *,
    title: str = "",
    grouping: Grouping = Grouping.ARTICLE,
    filters: Sequence[str] = (),
    speakers: Sequence[Speaker] = (),
    off_record: Iterable[Highlight] = (),
    mentions: Iterable[Entry] = (),
    embargoed: bool = False,
    now: datetime | None = None,
    layout: Layout | None = None,
) -> Report:
    """Build a report of `entries`, which come by article and place.

    `speakers` are all of the library: names of confidential ones are found wherever they stand.
    `off_record` are highlights beyond `entries` whose words may stand in no sentence around
    another one, `mentions` entries beyond `entries` of the same promises, of which a withheld one
    lets nothing be told. `embargoed` lets out what is under embargo. `now` is for tests.
    """
    found = tuple(entries)
    chosen = layout or Layout()
    moment = now or datetime.now(UTC)
    rules = _rules(found, speakers, words, moment, embargoed=embargoed)
    others = tuple(off_record)
    reasons = why_not(found, rules, others)
    silenced = [each for each, why in zip(found, reasons, strict=True) if why]
    kept = (*others, *(each.highlight for each in silenced))
    secret = spans(kept)
    unnamed, unspoken = _untold(kept, [*silenced, *filter(rules.withheld, mentions)])
    released = [
        _laid_out(rules.released(alone(silent(entry, unnamed, unspoken), secret)), chosen)
        for entry, why in zip(found, reasons, strict=True)
        if why is None
    ]
    return Report(
        title=rules.said(title) or words("Highlights"),
        made=moment.date().isoformat(),
        grouping=grouping,
        filters=tuple(map(rules.said, filters)),
        groups=_groups(released, grouping, words),
        **_counts(released, words),
        withheld=_withheld(reasons, words),
        picturable=picturable(released, frozenset(each.article_id for each in kept)),
        unsaid=secret,
        layout=chosen,
    )


def _counts(
    released: list[Entry], words: Catalogue
) -> dict[str, Any]:  # Any: of each field its own kind
    """Count what leaves, under the names of the report's fields."""
    checked = [entry.highlight for entry in released if entry.highlight.checks]
    never = len(released) - len(checked)
    return {
        "total": len(released),
        "tags": _tag_counts(released, words),
        "speakers": _speaker_counts(released),
        "wording": _states([h.wording for h in checked], WordingState, never, words),
        "claims": _states([h.claim for h in checked], ClaimState, never, words),
        "unchecked": tuple(e.highlight.label for e in released if _is_unchecked(e)),
        "over_time": over_time(released, words),
    }


def _untold(
    kept: Sequence[Highlight], silenced: Sequence[Entry]
) -> tuple[frozenset[str], frozenset[str]]:
    """Name the highlights that no evidence may name, and the promises that are not told of."""
    promises = pledged((*kept, *(each.highlight for each in silenced))) | heads(silenced)
    return frozenset(each.uid for each in kept), promises


def _laid_out(entry: Entry, layout: Layout) -> Entry:
    """Take out the note for readers and the translations that are not wanted."""
    highlight = entry.highlight
    if not layout.notes and highlight.report_note:
        highlight = replace(highlight, report_note="")
    if layout.translation and highlight.translations:
        kept = tuple(t for t in highlight.translations if t.language == layout.translation)
        highlight = replace(highlight, translations=() if layout.translation == ORIGINAL else kept)
    return entry if highlight is entry.highlight else replace(entry, highlight=highlight)


def _rules(
    entries: Sequence[Entry],
    speakers: Sequence[Speaker],
    words: Catalogue,
    moment: datetime,
    *,
    embargoed: bool,
) -> Discretion:
    return discretion(
        (*speakers, *(entry.speaker for entry in entries if entry.speaker is not None)),
        nobody=words("a confidential source"),
        phone=words("[phone number]"),
        embargoed=embargoed,
        now=moment,
    )


def withheld_total(report: Report) -> int:
    """Count what was withheld, for whatever reason."""
    return sum(count.n for count in report.withheld)


def speaker_name(entry: Entry) -> str:
    """Name who spoke: the speaker, else as the article writes it, else ""."""
    if entry.speaker is not None:
        return entry.speaker.name
    return entry.highlight.attribution.speaker_as_written


def _place(entry: Entry) -> tuple[int, int, int]:
    highlight = entry.highlight
    return highlight.article_id, highlight.quote.start, -highlight.quote.end


def _is_unchecked(entry: Entry) -> bool:
    """Whether nobody has looked at the wording or at the claim."""
    highlight = entry.highlight
    if not highlight.checks:
        return True
    return highlight.wording == WordingState.UNCHECKED or highlight.claim == ClaimState.UNCHECKED


def _groups(entries: list[Entry], grouping: Grouping, words: Catalogue) -> tuple[Group, ...]:
    if grouping == Grouping.TAG:
        return _by_tag(entries, words)
    sorted_in: dict[str, list[Entry]] = {}
    if grouping == Grouping.ARTICLE:
        for entry in entries:
            sorted_in.setdefault(str(entry.article.id), []).append(entry)
        return tuple(
            Group(key, article_heading(group[0], words), tuple(group))
            for key, group in sorted_in.items()
        )
    for entry in entries:
        sorted_in.setdefault(speaker_name(entry), []).append(entry)
    names = sorted(sorted_in, key=lambda name: (not name, name.casefold()))
    return tuple(Group(name, name or words("No speaker"), tuple(sorted_in[name])) for name in names)


def article_heading(entry: Entry, words: Catalogue) -> str:
    """Name an entry's article; one without a title, by its number."""
    return entry.article.metadata.title or words("Article no. {n}", n=entry.article.id)


def _by_tag(entries: list[Entry], words: Catalogue) -> tuple[Group, ...]:
    homes: dict[str, list[Entry]] = {}
    guests: dict[str, list[str]] = {}
    for entry in entries:
        tags = sorted(entry.highlight.tags, key=_tag_order) or [""]
        homes.setdefault(tags[0], []).append(entry)
        for tag in tags[1:]:
            guests.setdefault(tag, []).append(entry.highlight.label)
    return tuple(
        Group(
            tag,
            tag_name(tag, words) if tag else words("Plain quotes"),
            tuple(homes.get(tag, ())),
            tuple(guests.get(tag, ())),
        )
        for tag in sorted({*homes, *guests}, key=_tag_order)
    )


def _tag_order(tag: str) -> tuple[int, str]:
    if tag in BUILTIN_TAGS:
        return BUILTIN_TAGS.index(tag), ""
    return len(BUILTIN_TAGS) + (not tag), tag.casefold()


def _tag_counts(entries: list[Entry], words: Catalogue) -> tuple[Count, ...]:
    counts = Counter(tag for entry in entries for tag in (entry.highlight.tags or ("",)))
    return tuple(
        Count(tag, tag_name(tag, words) if tag else words("Plain quotes"), counts[tag])
        for tag in sorted(counts, key=_tag_order)
    )


def _speaker_counts(entries: list[Entry]) -> tuple[Count, ...]:
    counts = Counter(filter(None, map(speaker_name, entries)))
    most_first = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold()))
    return tuple(Count(name, name, n) for name, n in most_first)


def _states(
    found: Sequence[StrEnum], kind: type[WordingState | ClaimState], never: int, words: Catalogue
) -> tuple[Count, ...]:
    """Count states; `never` are those that nobody has ever looked at."""
    counts = Counter(found)
    counts[kind.UNCHECKED] += never
    return tuple(Count(s.value, label(s, words), counts[s]) for s in kind if counts[s])


def _withheld(reasons: Sequence[Withholding | None], words: Catalogue) -> tuple[Count, ...]:
    counts = Counter(reasons)
    return tuple(
        Count(why.value, label(why, words), counts[why]) for why in Withholding if counts[why]
    )
