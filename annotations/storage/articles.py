"""Articles: adding them, listing them, reading their words."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from annotations import plain
from annotations.errors import NoSuchRecord
from annotations.model import Article, Block, Revision, RichText, Run
from annotations.queries import ArticleOrder, ArticleRow, Filter
from annotations.storage import places
from annotations.storage.adding import Added, NewArticle, add_all, revise
from annotations.storage.columns import from_columns
from annotations.storage.filters import article_query
from annotations.storage.library import Library, Row, tuples, values
from annotations.storage.library import rows as fetch
from annotations.storage.nouns import ARTICLE, gather
from annotations.storage.rows import marks, update
from annotations.storage.times import now
from annotations.storage.writing import writing
from annotations.vocabulary import ArticleKind

__all__ = [
    "Added",
    "NewArticle",
    "RevisionEntry",
    "add_all",
    "by_uid",
    "count",
    "ids",
    "last_read",
    "mark_read",
    "original",
    "read",
    "reading_position",
    "revise",
    "revision",
    "revisions",
    "rows",
    "set_reading_position",
]

PAGE = 200
"""How many rows a list reads at once."""

_OPENING = 200
"""Characters read of an article that has no title."""

_REVIEW = "('review', 'lost')"


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """One revision in a list."""

    number: int
    id: int
    imported: str
    original_sha256: str
    text_sha256: str


def ids(
    library: Library, wanted: Filter | None = None, order: ArticleOrder = ArticleOrder.NEWEST
) -> list[int]:
    """List the numbers of articles, sorted; numbers only, off an index."""
    query, parameters = article_query(wanted or Filter(), order)
    return values(library, query, parameters)


def count(library: Library, wanted: Filter | None = None) -> int:
    """Count articles."""
    return len(ids(library, wanted))


def rows(library: Library, some: Sequence[int]) -> list[ArticleRow]:
    """Read the rows of a list for articles, in the order asked for; those that went are missing."""
    wanted = tuple(some)
    within = marks(wanted)
    found = fetch(
        library,
        "SELECT id, uid, title, outlet, kind, published_start, published_words, read, starred,"  # noqa: S608 - our names, bound values
        " trashed, coalesce(r.checks, 0) AS checks FROM articles"
        f" LEFT JOIN suggestion_runs r USING (revision_id) WHERE id IN ({within})",
        wanted,
    )
    counts = _counts(library, wanted, within)
    tags = _tag_counts(library, wanted, within)
    openings = _openings(library, [row["id"] for row in found if not row["title"]])
    by_id = {row["id"]: _row(row, counts, tags, openings) for row in found}
    return [by_id[number] for number in wanted if number in by_id]


def _counts(
    library: Library, wanted: tuple[int, ...], within: str
) -> dict[int, tuple[int, int, int]]:
    return {
        row[0]: (row[1], row[2], row[3])
        for row in tuples(
            library,
            "SELECT h.article_id, count(*),"  # noqa: S608 - our names, bound values
            " sum(h.wording = 'unchecked' OR h.claim = 'unchecked'),"
            " sum(h.revision_id <> a.revision_id AND coalesce((SELECT p.state FROM placements p"
            " WHERE p.highlight_id = h.id AND p.revision_id = a.revision_id), 'lost')"
            f" IN {_REVIEW}) FROM highlights h JOIN articles a ON a.id = h.article_id"
            f" WHERE h.article_id IN ({within}) AND h.trashed = '' GROUP BY h.article_id",
            wanted,
        )
    }


def _tag_counts(
    library: Library, wanted: tuple[int, ...], within: str
) -> dict[int, list[tuple[str, int]]]:
    found: dict[int, list[tuple[str, int]]] = {}
    for number, name, many in tuples(
        library,
        "SELECT h.article_id, t.name, count(*) FROM highlights h"  # noqa: S608 - our names, bound values
        " JOIN highlight_tags ht ON ht.highlight_id = h.id JOIN tags t ON t.id = ht.tag_id"
        f" WHERE h.article_id IN ({within}) AND h.trashed = ''"
        " GROUP BY h.article_id, t.id ORDER BY t.key = '', t.key, t.id",
        wanted,
    ):
        found.setdefault(number, []).append((name, many))
    return found


def _openings(library: Library, untitled: Sequence[int]) -> dict[int, str]:
    """Read the first words of articles, on one line."""
    some = tuple(untitled)
    return {
        number: " ".join(head.split())
        for number, head in tuples(
            library,
            f"SELECT a.id, substr(t.text, 1, {_OPENING}) FROM articles a"  # noqa: S608 - our names, bound values
            f" JOIN texts t ON t.revision_id = a.revision_id WHERE a.id IN ({marks(some)})",
            some,
        )
    }


def _row(
    row: Row,
    counts: dict[int, tuple[int, int, int]],
    tags: dict[int, list[tuple[str, int]]],
    openings: dict[int, str],
) -> ArticleRow:
    highlights, unchecked, to_review = counts.get(row["id"], (0, 0, 0))
    return ArticleRow(
        id=row["id"],
        uid=row["uid"],
        title=row["title"],
        outlet=row["outlet"],
        kind=ArticleKind(row["kind"]),
        published=row["published_start"],
        published_words=row["published_words"],
        read=bool(row["read"]),
        starred=bool(row["starred"]),
        trashed=row["trashed"],
        highlights=highlights,
        unchecked=unchecked,
        to_review=to_review,
        tag_counts=tuple(tags.get(row["id"], ())),
        opening=openings.get(row["id"], ""),
        checks=row["checks"],
    )


def read(library: Library, number: int) -> Article:
    """Read an article. Raises NoSuchRecord."""
    return _one(library, "id", number)


def by_uid(library: Library, uid: str) -> Article:
    """Read an article by its uid. Raises NoSuchRecord."""
    return _one(library, "uid", uid)


def _one(library: Library, column: str, key: object) -> Article:
    found = fetch(library, f"SELECT * FROM articles WHERE {column} = ?", (key,))  # noqa: S608 - our names, bound values
    if not found:
        raise NoSuchRecord("article", str(key))
    article = gather(ARTICLE, found[0], {})
    assert isinstance(article, Article)  # noqa: S101 - what the noun's type says
    return article


def revision(library: Library, article_id: int, number: int = 0) -> Revision:
    """Read a revision with its words; number 0 is the newest. Raises NoSuchRecord."""
    found = fetch(
        library,
        "SELECT revisions.*, texts.*, coalesce(part, '') AS part, coalesce(pages, 0) AS pages"
        " FROM revisions JOIN texts ON texts.revision_id = id"
        " LEFT JOIN revision_origins o ON o.revision_id = id WHERE article_id = ?"
        " AND ? IN (number, 0) ORDER BY number DESC LIMIT 1",
        (article_id, number),
    )
    if not found and not number:
        raise NoSuchRecord("article", f"{article_id}")
    if not found:
        raise NoSuchRecord("revision", f"{article_id}/{number}")
    (row,) = found
    blocks = plain.loads(tuple[Block, ...], row["blocks"])
    text = RichText(
        row["text"],
        blocks,
        plain.loads(tuple[Run, ...], row["runs"]),
        places.read(library, row["id"], blocks),
    )
    warnings = plain.loads(tuple[str, ...], row["warnings"])
    given: Revision = from_columns(
        Revision, row, ("text", "warnings"), text=text, warnings=warnings
    )
    return given


def revisions(library: Library, article_id: int) -> list[RevisionEntry]:
    """List an article's revisions, oldest first."""
    return [
        RevisionEntry(*row)
        for row in tuples(
            library,
            "SELECT number, id, imported, original_sha256, text_sha256 FROM revisions"
            " WHERE article_id = ? ORDER BY number",
            (article_id,),
        )
    ]


def original(library: Library, digest: str) -> bytes:
    """Read the bytes that were imported, by their SHA-256. Raises NoSuchRecord."""
    found = values(library, "SELECT data FROM blobs WHERE sha256 = ?", (digest,))
    if not found:
        raise NoSuchRecord("original", digest)
    return bytes(found[0])


def known_originals(library: Library, digests: Sequence[str]) -> set[str]:
    """Tell which of these SHA-256 are of files that were imported."""
    return {
        *values(
            library,
            "SELECT original_sha256 FROM revisions"
            " WHERE original_sha256 IN (SELECT value FROM json_each(?))",
            (json.dumps([*digests]),),
        )
    }


def reading_position(library: Library, article_id: int) -> int:
    """Tell where reading stopped: an offset in the newest revision, 0 at first."""
    found = values(
        library, "SELECT start_offset FROM reading_positions WHERE article_id = ?", (article_id,)
    )
    return int(found[0]) if found else 0


def last_read(library: Library) -> int:
    """Tell which article was read last, 0 for none; one in the trash does not count."""
    found = values(
        library,
        "SELECT article_id FROM reading_positions JOIN articles ON articles.id = article_id"
        " WHERE trashed = '' ORDER BY reading_positions.changed DESC LIMIT 1",
    )
    return int(found[0]) if found else 0


def set_reading_position(library: Library, article_id: int, offset: int) -> None:
    """Remember where reading stopped. No change of content: not in the history."""
    with writing(library):
        library.db.conn.execute(
            "INSERT INTO reading_positions (article_id, start_offset, changed) VALUES (?, ?, ?)"
            " ON CONFLICT (article_id) DO UPDATE SET start_offset = excluded.start_offset,"
            " changed = excluded.changed",
            (article_id, offset, now()),
        )


def mark_read(library: Library, article_id: int, *, read: bool) -> None:
    """Set whether an article was read. No change of content: not in the history."""
    with writing(library):
        for row in fetch(library, "SELECT * FROM articles WHERE id = ?", (article_id,)):
            update(library, "articles", row, {"read": int(read)})
