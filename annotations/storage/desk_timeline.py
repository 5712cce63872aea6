"""Highlights over time, counted by SQL and sorted into bins by `annotations.timeline`."""

from collections import Counter

from annotations.queries import Filter
from annotations.storage import standing
from annotations.storage.filters import SAID, highlight_query
from annotations.storage.library import Library, tuples
from annotations.timeline import Dated, Timeline, TimelineBy, timeline

_START, _END = SAID
_VALUES = {
    TimelineBy.TAG: "coalesce(t.name, '')",
    TimelineBy.SPEAKER: "coalesce(h.speaker, '')",
    TimelineBy.OUTLET: "a.outlet",
}
_TAGS = (
    " LEFT JOIN highlight_tags ht ON ht.highlight_id = h.id LEFT JOIN tags t ON t.id = ht.tag_id"
)


def over_time(library: Library, wanted: Filter | None, by: TimelineBy) -> Timeline:
    """Count highlights by when they were said, else published; by tag, speaker or outlet.

    Speakers are counted with who stands for them. A series with no value is of those that have
    none.
    """
    wanted = wanted or Filter()
    when = f"substr({_START}, 1, 10), substr({_END}, 1, 10)"
    joins = _TAGS if by is TimelineBy.TAG else ""
    query, parameters = highlight_query(
        wanted, f"{when}, {_VALUES[by]}, count(*)", joins=joins, tail="GROUP BY 1, 2, 3"
    )
    counts: Counter[tuple[str, str, str]] = Counter()
    people = standing.names(library) if by is TimelineBy.SPEAKER else {}
    for start, end, value, many in tuples(library, query, parameters):
        counts[start, end, people[value].uid if value in people else value] += many
    if by is TimelineBy.TAG:  # one highlight may have several
        library.let_others()
        query, parameters = highlight_query(wanted, f"{when}, count(*)", tail="GROUP BY 1, 2")
        days = Counter(
            {(start, end): many for start, end, many in tuples(library, query, parameters)}
        )
    else:
        days = Counter()
        for (start, end, _), many in counts.items():
            days[start, end] += many
    names = {each.uid: each.name for each in people.values()}
    dated = (Dated(*key, many) for key, many in counts.items())
    return timeline(by, days, dated, names)
