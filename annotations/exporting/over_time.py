"""The highlights of a report over time: of what leaves, never of the library behind it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from annotations.entries import Entry
from annotations.labels import tag_name
from annotations.timeline import Dated, Timeline, TimelineBy, timeline
from resources import Catalogue

_Day = tuple[str, str]


def over_time(entries: Sequence[Entry], words: Catalogue) -> tuple[Timeline, ...]:
    """Count entries by when they were said, else published: by tag, speaker and outlet.

    A picture of one bin shows nothing, so there is none of what was all said at one time; nor is
    there one of a single speaker or outlet, which would show what the one by tag does.
    """
    days = [_day(entry) for entry in entries]
    each_once = Counter(days)
    if len(each_once) <= 1:
        return ()
    found = []
    for by in TimelineBy:
        counts: Counter[tuple[_Day, str]] = Counter()
        for day, entry in zip(days, entries, strict=True):
            counts.update((day, value) for value in _values(entry, by))
        dated = [Dated(*day, value, n) for (day, value), n in counts.items()]
        values = {each.value for each in dated}
        made = timeline(by, each_once, dated, {v: _name(v, by, words) for v in values})
        if len(made.bins) > 1 and (by is TimelineBy.TAG or len(made.series) > 1):
            found.append(made)
    return tuple(found)


def _day(entry: Entry) -> _Day:
    said, published = entry.highlight.attribution.date_said, entry.article.metadata.published
    date = said if said.start else published
    return date.start[:10], date.end[:10]


def _values(entry: Entry, by: TimelineBy) -> Iterable[str]:
    if by is TimelineBy.TAG:
        return entry.highlight.tags or ("",)
    if by is TimelineBy.OUTLET:
        return (entry.article.metadata.outlet,)
    if entry.speaker is not None:
        return (entry.speaker.name,)
    return (entry.highlight.attribution.speaker_as_written,)


def _name(value: str, by: TimelineBy, words: Catalogue) -> str:
    if by is TimelineBy.TAG:
        return tag_name(value, words) if value else words("Plain quotes")
    if value:
        return value
    return words("No speaker") if by is TimelineBy.SPEAKER else words("No outlet")
