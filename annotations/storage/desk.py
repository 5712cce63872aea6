"""The table of all highlights: its numbers first, then a page of rows, then snippets for it."""

from collections.abc import Mapping, Sequence
from typing import cast

from annotations.desk import QUOTE, DeskColumn, DeskOrder, DeskRow
from annotations.facts import Commitment, LegalReference, Statistic, WrittenDate
from annotations.model import Locator
from annotations.queries import Filter
from annotations.storage import places, standing
from annotations.storage.columns import from_columns
from annotations.storage.filters import PLACEMENT, SAID, TERMS, highlight_query, tagged
from annotations.storage.library import Library, Row, tuples, values
from annotations.storage.library import rows as fetch
from annotations.storage.rows import marks
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    STATISTIC,
    ClaimState,
    DatePrecision,
    EvidenceStance,
    PlacementState,
    Terms,
    WordingState,
)

PAGE = 200
"""How many rows are read at once."""

Fact = Statistic | LegalReference | Commitment

_FACTS: tuple[tuple[str, str, type[Fact]], ...] = (
    (COMMITMENT, "commitments", Commitment),
    (STATISTIC, "statistics", Statistic),
    (LEGAL, "legal_references", LegalReference),
)
"""Tags that carry facts, in the order of tags: the first that has a fact has the key fact."""


def _states(column: str, states: Sequence[str]) -> str:
    """Sort by the order of the states."""
    cases = " ".join(f"WHEN '{state}' THEN {place}" for place, state in enumerate(states))
    return f"CASE {column} {cases} END"


def _first(table: str, tag: str, key: str) -> str:
    """Take something of the first fact of a tag, where the highlight bears the tag."""
    return (
        f"(SELECT {key} FROM {table} f WHERE f.highlight_id = h.id AND"  # noqa: S608 - our names
        f" {tagged(repr(tag))}"
        " ORDER BY f.position, f.id LIMIT 1)"
    )


# Numbers sort before texts; "0" before a deadline and "1" before a citation keep those apart.
_FACT_KEY = "coalesce({}, {}, {})".format(
    _first("commitments", COMMITMENT, "'0' || coalesce(nullif(f.deadline_start, ''), '~')"),
    _first("statistics", STATISTIC, "coalesce(f.value_number, f.numerator_number, '0~')"),
    _first("legal_references", LEGAL, "'1' || f.citation"),
)
# NULL is empty and comes last.
_KEYS = {
    DeskColumn.QUOTE: "substr(h.quote, 1, 100)",
    DeskColumn.TAGS: (
        "(SELECT group_concat(printf('%06d', tag_id)) FROM (SELECT tag_id FROM highlight_tags"
        " WHERE highlight_id = h.id ORDER BY tag_id))"
    ),
    DeskColumn.FACT: _FACT_KEY,
    DeskColumn.ARTICLE: "nullif(a.title, '')",
    DeskColumn.OUTLET: "nullif(a.outlet, '')",
    DeskColumn.SAID: f"nullif({SAID[0]}, '')",
    DeskColumn.PUBLISHED: "nullif(a.published_start, '')",
    DeskColumn.WORDING: _states("h.wording", tuple(WordingState)),
    DeskColumn.CLAIM: _states("h.claim", tuple(ClaimState)),
    DeskColumn.EVIDENCE: (
        "(SELECT sum(CASE stance WHEN 'contradicts' THEN 100000000 WHEN 'supports' THEN 10000"
        " ELSE 1 END) FROM evidence e WHERE e.highlight = h.uid AND e.trashed = '')"
    ),
    DeskColumn.ASSIGNED: "nullif(h.assigned_to, '')",
}
_TEXTS = {
    DeskColumn.QUOTE,
    DeskColumn.FACT,
    DeskColumn.ARTICLE,
    DeskColumn.OUTLET,
    DeskColumn.ASSIGNED,
}


def ids(
    library: Library, wanted: Filter | None = None, order: DeskOrder | None = None
) -> list[int]:
    """List the numbers of highlights, sorted: numbers only, whatever the size of the library."""
    order = order or DeskOrder()
    wanted = wanted or Filter()
    way = "DESC" if order.descending else "ASC"
    if order.column is DeskColumn.NUMBER:
        query, parameters = highlight_query(wanted, tail=f"ORDER BY h.id {way}")
        return values(library, query, parameters)
    if order.column is DeskColumn.SPEAKER:
        return _by_speaker(library, wanted, descending=order.descending)
    key = _KEYS[order.column]
    fold = "COLLATE NOCASE" if order.column in _TEXTS else ""
    query, parameters = highlight_query(
        wanted, tail=f"ORDER BY {key} {fold} {way} NULLS LAST, h.id"
    )
    return values(library, query, parameters)


def _by_speaker(library: Library, wanted: Filter, *, descending: bool) -> list[int]:
    """Sort by the name of who stands for the speaker, else by the article's words for it."""
    query, parameters = highlight_query(
        wanted, "h.id, h.speaker, h.speaker_as_written", tail="ORDER BY h.id"
    )
    people = {uid: each.name.casefold() for uid, each in standing.names(library).items()}
    keyed: list[tuple[str, int]] = []
    nobody: list[int] = []
    for number, uid, written in tuples(library, query, parameters):
        key = people[uid] if uid in people else written.casefold()
        if key:
            keyed.append((key, number))
        else:
            nobody.append(number)
    keyed.sort(key=lambda each: each[0], reverse=descending)  # stable: ties stay by number
    return [number for _, number in keyed] + nobody


_ROW = f"""
SELECT h.id, h.uid, substr(h.quote, 1, {QUOTE}) AS quote, length(h.quote) AS quote_length,
  coalesce(h.speaker, '') AS speaker, h.speaker_as_written, h.date_said_words, h.date_said_start,
  h.date_said_end, h.date_said_precision, h.wording, h.claim, h.assigned_to, h.starred,
  h.note <> '' AS noted, substr(h.report_note, 1, {QUOTE}) AS report_note, h.revision_id,
  h.start_offset, h.end_offset, a.id AS article_id, a.uid AS article_uid, a.title, a.outlet,
  a.published_words, a.published_start, a.published_end, a.published_precision,
  {PLACEMENT} AS placement, {TERMS} AS terms,
  CASE WHEN h.trashed = '' THEN a.trashed ELSE h.trashed END AS trashed
FROM highlights h JOIN articles a ON a.id = h.article_id WHERE h.id IN
"""  # noqa: S608 - our names


def rows(library: Library, some: Sequence[int]) -> list[DeskRow]:
    """Read rows of the table in the order asked for; those that went are missing."""
    found: dict[int, DeskRow] = {}
    for start in range(0, len(some), PAGE):
        found |= _page(library, tuple(some[start : start + PAGE]))
    return [found[number] for number in some if number in found]


def _page(library: Library, some: tuple[int, ...]) -> dict[int, DeskRow]:
    within = marks(some)
    own = fetch(library, f"{_ROW}({within})", some)
    people = standing.names(library, {row["speaker"] for row in own if row["speaker"]})
    tags = _tags(library, some, within)
    facts = _facts(library, some, within, tags)
    evidence = _evidence(library, tuple(row["uid"] for row in own))
    locators = _locators(library, own)
    return {
        row["id"]: _row(
            row,
            people.get(row["speaker"]),
            tags.get(row["id"], ()),
            facts.get(row["id"], []),
            evidence.get(row["uid"], {}),
            locators.get(row["id"]),
        )
        for row in own
    }


def _row(
    row: Row,
    speaker: standing.Named | None,
    tags: tuple[str, ...],
    facts: list[Fact],
    evidence: Mapping[str, int],
    locator: Locator | None,
) -> DeskRow:
    return DeskRow(
        id=row["id"],
        uid=row["uid"],
        quote=row["quote"],
        quote_length=row["quote_length"],
        tags=tags,
        speaker=speaker.uid if speaker else "",
        speaker_name=speaker.name if speaker else "",
        confidential=speaker is not None and speaker.confidential,
        speaker_as_written=row["speaker_as_written"],
        fact=facts[0] if facts else None,
        facts=len(facts),
        article_id=row["article_id"],
        article_uid=row["article_uid"],
        article_title=row["title"],
        outlet=row["outlet"],
        published=_date(row, "published"),
        said=_date(row, "date_said"),
        wording=WordingState(row["wording"]),
        claim=ClaimState(row["claim"]),
        evidence=tuple((each, evidence[each]) for each in EvidenceStance if each in evidence),
        assigned_to=row["assigned_to"],
        starred=bool(row["starred"]),
        placement=PlacementState(row["placement"]),
        terms=Terms(row["terms"]),
        locator=locator,
        noted=bool(row["noted"]),
        report_note=row["report_note"],
        trashed=row["trashed"],
    )


def _date(row: Row, name: str) -> WrittenDate:
    return WrittenDate(
        row[f"{name}_words"],
        row[f"{name}_start"],
        row[f"{name}_end"],
        DatePrecision(row[f"{name}_precision"]),
    )


def _tags(library: Library, some: tuple[int, ...], within: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for number, name in tuples(
        library,
        "SELECT ht.highlight_id, t.name FROM highlight_tags ht JOIN tags t ON t.id = ht.tag_id"  # noqa: S608 - our names, bound values
        f" WHERE ht.highlight_id IN ({within}) ORDER BY ht.tag_id",
        some,
    ):
        found[number] = (*found.get(number, ()), name)
    return found


def _facts(
    library: Library, some: tuple[int, ...], within: str, tags: Mapping[int, tuple[str, ...]]
) -> dict[int, list[Fact]]:
    """Read the facts that are shown, those of the first tag first."""
    found: dict[int, list[Fact]] = {}
    for tag, table, kind in _FACTS:
        for row in fetch(
            library,
            f"SELECT * FROM {table} WHERE highlight_id IN ({within}) ORDER BY position, id",  # noqa: S608 - our names, bound values
            some,
        ):
            number = row["highlight_id"]
            if tag in tags.get(number, ()):
                found.setdefault(number, []).append(cast(Fact, from_columns(kind, row)))
    return found


def _evidence(library: Library, uids: tuple[str, ...]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for uid, stance, many in tuples(
        library,
        "SELECT highlight, stance, count(*) FROM evidence"  # noqa: S608 - our names, bound values
        f" WHERE highlight IN ({marks(uids)}) AND trashed = '' GROUP BY highlight, stance",
        uids,
    ):
        found.setdefault(uid, {})[stance] = many
    return found


def _locators(library: Library, own: Sequence[Row]) -> dict[int, Locator]:
    """Find where the sources have the quotes; most texts are counted by nothing."""
    revisions = tuple({row["revision_id"] for row in own})
    counted = {
        revision: places.kinds(library, revision)
        for revision in values(
            library,
            f"SELECT DISTINCT revision_id FROM places WHERE revision_id IN ({marks(revisions)})",  # noqa: S608 - our names, bound values
            revisions,
        )
    }
    found = {}
    for row in own:
        if row["revision_id"] in counted:
            span = (row["revision_id"], row["start_offset"], row["end_offset"])
            here = places.locators_at(library, *span, counted[row["revision_id"]])
            if here:
                found[row["id"]] = here[0]
    return found
