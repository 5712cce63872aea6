"""Which rows each noun is made of.

A noun is one row of its own table and rows of the tables that belong to it: facts, checks, tags
set on a highlight, aliases of a speaker. `spread` and `gather` go one way and the other.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from annotations.decisions import Decision
from annotations.errors import UnknownTag
from annotations.facts import (
    Check,
    Commitment,
    LegalReference,
    ReplyRequest,
    Statistic,
    Translation,
)
from annotations.model import (
    Article,
    Evidence,
    Highlight,
    Promise,
    PromiseStep,
    PutBack,
    Record,
    Speaker,
    Tag,
)
from annotations.provisions import ProvisionText
from annotations.searches import SavedSearch
from annotations.storage.columns import from_columns, to_columns
from annotations.storage.library import Library, Row, rows, tuples

Key = tuple[str, str]
"""A table and the uid of one of its rows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a noun that is kept as rows of `table`; `item` is what one row becomes.

    Where `item` is str the row holds a name (`column`) and its uid is the noun's with the name.
    """

    field: str
    table: str
    item: type
    column: str = ""


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of record that people can change. `parent` names it in the rows of its parts."""

    name: str
    table: str
    record: type[Record]
    parent: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are rows of their own."""
        return tuple(part.field for part in self.parts)


HIGHLIGHT = Noun(
    "highlight",
    "highlights",
    Highlight,
    "highlight_id",
    (
        Part("tags", "highlight_tags", str, "tag_id"),
        Part("statistics", "statistics", Statistic),
        Part("legal", "legal_references", LegalReference),
        Part("commitments", "commitments", Commitment),
        Part("checks", "checks", Check),
        Part("translations", "translations", Translation),
        Part("reply_requests", "reply_requests", ReplyRequest),
    ),
)
ARTICLE = Noun("article", "articles", Article)
TAG = Noun("tag", "tags", Tag)
SPEAKER = Noun(
    "speaker",
    "speakers",
    Speaker,
    "speaker_id",
    (Part("aliases", "speaker_names", str, "name"),),
)
PROMISE = Noun(
    "promise",
    "promises",
    Promise,
    "promise_id",
    (Part("steps", "promise_steps", PromiseStep),),
)
EVIDENCE = Noun("evidence", "evidence", Evidence)
PUT_BACK = Noun("put_back", "put_backs", PutBack)
DECISION = Noun("decision", "suggestion_decisions", Decision)
SAVED_SEARCH = Noun("saved_search", "saved_searches", SavedSearch)
PROVISION = Noun("provision", "provision_texts", ProvisionText)
NOUNS = (
    HIGHLIGHT, ARTICLE, TAG, SPEAKER, PROMISE, EVIDENCE, PUT_BACK, DECISION, SAVED_SEARCH,
    PROVISION,
)  # fmt: skip
BY_TABLE = {noun.table: noun for noun in NOUNS}
_BY_RECORD = {noun.record: noun for noun in NOUNS}


def noun_of(record: Record) -> Noun:
    """Find the noun of a record."""
    return _BY_RECORD[type(record)]


def spread(library: Library, noun: Noun, record: Record) -> dict[Key, Row]:
    """Turn a record into its rows. Facts need their uid, the record its id and uid.

    Bookkeeping columns of the parts (id, version, checksum) are not in them. Raises UnknownTag.
    """
    own = to_columns(record, noun.fields)
    if isinstance(record, Highlight):
        # Kept beside the checks themselves, for filters and for those who read with SQL.
        own["wording"] = record.wording.value
        own["claim"] = record.claim.value
    found: dict[Key, Row] = {(noun.table, record.uid): own}
    for part in noun.parts:
        for position, item in enumerate(getattr(record, part.field)):
            row: Row = {noun.parent: record.id, "position": position}
            if part.item is str:
                row["uid"], row[part.column], row["position"] = _named(
                    library, part, record, item, position
                )
            else:
                row |= to_columns(item)
            found[part.table, row["uid"]] = row
    return found


def _named(
    library: Library, part: Part, record: Record, name: str, position: int
) -> tuple[str, object, int]:
    if part.table != "highlight_tags":
        return f"{record.uid}/{name}", name, position
    tags = {row[0]: row for row in tuples(library, "SELECT name, id, uid FROM tags")}
    if name not in tags:
        raise UnknownTag(name, tuple(tags))
    _, number, uid = tags[name]
    return f"{record.uid}/{uid}", number, 0  # tags have one order everywhere, that of their ids


@cache
def _select(noun: Noun, part: Part, wanted: int) -> str:
    marks = ",".join("?" * wanted)
    if part.table == "highlight_tags":
        return (
            "SELECT highlight_tags.*, tags.name AS tag_name FROM highlight_tags"  # noqa: S608 - our names, bound values
            " JOIN tags ON tags.id = highlight_tags.tag_id"
            f" WHERE highlight_id IN ({marks}) ORDER BY tag_id"
        )
    return f"SELECT * FROM {part.table} WHERE {noun.parent} IN ({marks}) ORDER BY position, id"  # noqa: S608 - our names, bound values


def part_rows(
    library: Library, noun: Noun, ids: tuple[int, ...]
) -> dict[int, dict[Part, list[Row]]]:
    """Read the rows of the parts of some nouns, by the number of the noun."""
    found: dict[int, dict[Part, list[Row]]] = {number: {} for number in ids}
    for part in noun.parts:
        for row in rows(library, _select(noun, part, len(ids)), ids):
            found[row[noun.parent]].setdefault(part, []).append(row)
    return found


def gather(noun: Noun, row: Row, parts: dict[Part, list[Row]]) -> Record:
    """Make a record of its rows."""
    given = {
        part.field: tuple(_item(part, each) for each in parts.get(part, ())) for part in noun.parts
    }
    return cast(Record, from_columns(noun.record, row, noun.fields, **given))


def _item(part: Part, row: Row) -> Any:  # noqa: ANN401 - a fact or a name
    if part.item is str:
        return row.get("tag_name") or row["name"]
    return from_columns(part.item, row)


def read_all(library: Library, noun: Noun, found: list[Row]) -> list[Record]:
    """Make records of rows of the noun's own table, in their order."""
    parts = part_rows(library, noun, tuple(row["id"] for row in found)) if found else {}
    return [gather(noun, row, parts[row["id"]]) for row in found]


def stored(library: Library, noun: Noun, uid: str) -> tuple[Record | None, dict[Key, Row]]:
    """Read one noun by uid, as a record and as its rows; None and nothing where it is not."""
    found = rows(library, f"SELECT * FROM {noun.table} WHERE uid = ?", (uid,))  # noqa: S608 - our names, bound values
    if not found:
        return None, {}
    (own,) = found
    parts = part_rows(library, noun, (own["id"],))[own["id"]]
    keyed: dict[Key, Row] = {(noun.table, uid): own}
    record = gather(noun, own, parts)
    for part, some in parts.items():
        for row in some:
            row.pop("tag_name", None)  # read along, no column of the table
            keyed[part.table, row["uid"]] = row
    return record, keyed
