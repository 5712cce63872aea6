"""Counts beside the table of all highlights: what it can be narrowed to, and how many that leaves.

One read of a few columns serves every field that the filter does not ask for; each that it asks
for is counted without itself, by a statement of its own.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from annotations.desk import DeskFacets
from annotations.facts import LegalReference
from annotations.queries import Facet, Filter
from annotations.shelf import law_name
from annotations.storage import standing
from annotations.storage.columns import from_columns
from annotations.storage.filters import (
    LAW_KEY,
    MENTION,
    PLACEMENT,
    PROMISE_STATUS,
    TERMS,
    TRASHED,
    UNCHECKED,
    Query,
    highlight_query,
)
from annotations.storage.library import Library, rows, tuples, values
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    ArticleKind,
    ClaimState,
    EvidenceStance,
    PromiseStatus,
    Terms,
    WordingState,
)

_COLUMNS = {
    "speakers": "h.speaker",
    "outlets": "a.outlet",
    "kinds": "a.kind",
    "wording": "h.wording",
    "claim": "h.claim",
    "assigned": "h.assigned_to",
    "terms": TERMS,
}
"""Fields of Filter and DeskFacets that are a column of the highlight or of its article."""

_STEP = 40_000
_FLAGS = ("unchecked", "starred", "to_review")
_TOGETHER = (
    f"{UNCHECKED} || '|' || h.starred || '|' || ({PLACEMENT} IN ('review', 'lost')) || '|'"
    f" || {TERMS} || '|' || a.kind || '|' || h.wording || '|' || h.claim || '|' || h.assigned_to"
)
_ORDERS: dict[str, tuple[str, ...]] = {
    "kinds": tuple(ArticleKind),
    "wording": tuple(WordingState),
    "claim": tuple(ClaimState),
    "terms": tuple(Terms),
    "evidence": (*EvidenceStance, ""),
    "commitment_status": tuple(PromiseStatus),
}
# A fact is shown where the highlight bears its tag.
_TAGGED = (
    "EXISTS (SELECT 1 FROM highlight_tags ht WHERE ht.highlight_id = {}.highlight_id"
    " AND ht.tag_id = (SELECT id FROM tags WHERE name = ?))"
)


def facets(library: Library, wanted: Filter | None = None) -> DeskFacets:
    """Count highlights under a filter, each field without what the filter asks of it."""
    wanted = replace(wanted or Filter(), typing=bool(wanted and wanted.words and wanted.typing))
    counts = {name: _column(library, wanted, name) for name in _COLUMNS if getattr(wanted, name)}
    numbers, flags, free = _read(library, wanted)
    counts = free | counts
    asked = _Asked(library, wanted, numbers)
    trash = int(values(library, f"SELECT count(*) FROM ({TRASHED})")[0])  # noqa: S608 - our names
    return DeskFacets(
        all=int(values(library, "SELECT count(*) FROM highlights")[0]) - trash,
        found=len(numbers),
        unchecked=flags["unchecked"],
        starred=flags["starred"],
        to_review=flags["to_review"],
        trash=trash,
        tags=_tags(library, asked),
        speakers=_speakers(library, counts["speakers"]),
        outlets=_sorted("outlets", counts["outlets"]),
        kinds=_sorted("kinds", counts["kinds"]),
        wording=_sorted("wording", counts["wording"]),
        claim=_sorted("claim", counts["claim"]),
        assigned=_sorted("assigned", counts["assigned"]),
        evidence=_sorted("evidence", _evidence(library, asked)),
        commitment_status=_sorted("commitment_status", _statuses(library, asked)),
        laws=_laws(library, *asked.within("laws")),
        terms=_sorted("terms", counts["terms"]),
    )


def _read(
    library: Library, wanted: Filter
) -> tuple[list[int], Counter[str], dict[str, Counter[str]]]:
    """Read what is found once: numbers, what is to be looked at, and counts of all columns.

    Columns of few values come as one text: a value less for Python to make costs 200,000 less.
    """
    numbers: list[int] = []
    flags: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {name: Counter() for name in _COLUMNS}
    together: Counter[str] = Counter()
    for first, last in _ranges(library, wanted):
        query, parameters = highlight_query(
            wanted,
            f"h.id, h.speaker, a.outlet, {_TOGETHER}",
            tail=f"AND h.id BETWEEN {first:d} AND {last:d}",
        )
        read = tuples(library, query, parameters)
        library.let_others()
        if read:
            some, speakers, outlets, texts = zip(*read, strict=True)
            numbers += some
            counts["speakers"].update(speakers)
            counts["outlets"].update(outlets)
            together.update(texts)
    for text, many in together.items():
        *states, terms, kind, wording, claim, assigned = text.split("|", 7)
        flags.update({name: many for name, held in zip(_FLAGS, states, strict=True) if held == "1"})
        for name, value in (
            ("terms", terms), ("kinds", kind), ("wording", wording), ("claim", claim),
            ("assigned", assigned),
        ):  # fmt: skip
            counts[name][value] += many
    return numbers, flags, counts


def _ranges(library: Library, wanted: Filter) -> list[tuple[int, int]]:
    """Split the highlights, so that whoever waits for a page of rows does not wait for all.

    Not where a search, or facts, are gathered first: they would be for each part again.
    """
    last = values(library, "SELECT coalesce(max(id), 0) FROM highlights")[0]
    gathered = (wanted.words, wanted.laws, wanted.promises, wanted.commitment_status)
    step = last or 1 if any(gathered) or wanted.evidence else _STEP
    return [(first, first + step - 1) for first in range(1, last + 1, step)]


class _Asked:
    """A filter with what it finds, and what is left of it when one field is taken out."""

    def __init__(self, library: Library, wanted: Filter, numbers: Sequence[int]) -> None:
        self.library = library
        self.wanted = wanted
        self.numbers = numbers
        self._listed = json.dumps(numbers)

    def within(self, name: str) -> Query:
        """Write that a number is of a highlight that is found without a field of the filter."""
        left = _without(self.wanted, name)
        if left == Filter():  # most by far: so leave out the few
            return f"NOT IN ({TRASHED})", ()
        if left == self.wanted:
            return "IN (SELECT value FROM json_each(?))", (self._listed,)
        query, parameters = highlight_query(left, tail="")
        return f"IN ({query})", parameters

    def count(self, name: str) -> int:
        """Count what is found without a field of the filter."""
        left = _without(self.wanted, name)
        if left == self.wanted:
            return len(self.numbers)
        query, parameters = highlight_query(left, "count(*)", tail="")
        return int(values(self.library, query, parameters)[0])


def _without(wanted: Filter, name: str) -> Filter:
    """Take a field out of a filter."""
    asked: dict[str, Any] = {name: ()}
    return replace(wanted, **asked)


def _column(library: Library, wanted: Filter, name: str) -> Counter[str]:
    """Count by a column that the filter asks for, without that."""
    query, parameters = highlight_query(
        _without(wanted, name), f"{_COLUMNS[name]}, count(*)", tail="GROUP BY 1"
    )
    return Counter(dict(tuples(library, query, parameters)))


def _sorted(name: str, counts: Counter[str]) -> tuple[Facet, ...]:
    """List values as the vocabulary has them, else the most frequent first."""
    if name in _ORDERS:
        return tuple(
            Facet(str(each), str(each), counts[each]) for each in _ORDERS[name] if each in counts
        )
    some = sorted(counts.items(), key=lambda each: (not each[0], -each[1], each[0].casefold()))
    if name == "outlets":
        some = [each for each in some if each[0]]  # a filter cannot ask for none
    return tuple(Facet(value, value, many) for value, many in some)


def _tags(library: Library, asked: _Asked) -> tuple[Facet, ...]:
    """Count by tag, all tags, as they are listed."""
    library.let_others()
    within, parameters = asked.within("tags")
    counts = dict(
        tuples(
            library,
            "SELECT tag_id, count(*) FROM highlight_tags"  # noqa: S608 - our names, bound values
            f" WHERE highlight_id {within} GROUP BY tag_id",
            parameters,
        )
    )
    listed = tuples(
        library, "SELECT id, name FROM tags ORDER BY key = '', key, name COLLATE NOCASE"
    )
    return tuple(Facet(name, name, counts.get(number, 0)) for number, name in listed)


def _speakers(library: Library, counts: Counter[str]) -> tuple[Facet, ...]:
    """Count by the speaker who stands for whoever said it."""
    people = standing.names(library)
    found: Counter[tuple[str, str]] = Counter()
    for uid, many in counts.items():
        if uid in people:  # who was there when highlights were counted may be gone by now
            found[people[uid].uid, people[uid].name] += many
    some = sorted(found.items(), key=lambda each: (-each[1], each[0][1].casefold()))
    return tuple(Facet(uid, name, many) for (uid, name), many in some)


def _evidence(library: Library, asked: _Asked) -> Counter[str]:
    """Count by stance, each highlight once a stance, and those that have none at all."""
    library.let_others()
    within, parameters = asked.within("evidence")
    pairs = {
        (number, stance)
        for number, stance in tuples(
            library,
            "SELECT x.id, e.stance FROM evidence e JOIN highlights x ON x.uid = e.highlight"  # noqa: S608 - our names, bound values
            f" WHERE e.trashed = '' AND x.id {within}",
            parameters,
        )
    }
    found = Counter(stance for _, stance in pairs)
    none = asked.count("evidence") - len({number for number, _ in pairs})
    return found + Counter({"": none})


def _statuses(library: Library, asked: _Asked) -> Counter[str]:
    """Count by what became of the promise that a commitment is a mention of."""
    library.let_others()
    status = dict(tuples(library, f"SELECT p.uid, {PROMISE_STATUS} FROM promises p"))  # noqa: S608 - our names
    within, parameters = asked.within("commitment_status")
    pairs = {
        # One that another program made between the two statements has no step yet.
        (number, status.get(promise, PromiseStatus.PENDING.value))
        for number, promise in tuples(
            library,
            f"SELECT c.highlight_id, c.promise FROM commitments c WHERE {MENTION}"  # noqa: S608 - our names, bound values
            f" AND c.highlight_id {within} AND {_TAGGED.format('c')}",
            (*parameters, COMMITMENT),
        )
    }
    return Counter(each for _, each in pairs)


def laws(library: Library, wanted: Filter) -> tuple[Facet, ...]:
    """Count by instrument under a whole filter, its own field too."""
    query, parameters = highlight_query(wanted, tail="")
    return _laws(library, f"IN ({query})", parameters)


def _laws(library: Library, within: str, parameters: tuple[object, ...]) -> tuple[Facet, ...]:
    """Count by instrument, the most cited first, named as it is written in full somewhere."""
    library.let_others()
    found = [
        Facet(row["key"], law_name(from_columns(LegalReference, row)), row["many"])
        for row in rows(
            library,
            f"SELECT {LAW_KEY} AS key, count(DISTINCT l.highlight_id) AS many, l.*,"  # noqa: S608 - our names, bound values
            " max(length(l.instrument || l.number || l.year || l.name || l.title))"
            f" FROM legal_references l WHERE l.highlight_id {within} AND {_TAGGED.format('l')}"
            " GROUP BY key",
            (*parameters, LEGAL),
        )
        if row["key"]
    ]
    return tuple(sorted(found, key=lambda each: (-each.count, each.name.casefold(), each.value)))
