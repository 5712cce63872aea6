"""Articles: adding them, listing them, reading their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from annotations import plain
from annotations.errors import NoSuchRecord
from annotations.model import Article, Block, Imported, Revision, RichText, Run
from annotations.queries import ArticleOrder, ArticleRow, Filter
from annotations.storage import indexing
from annotations.storage.columns import from_columns, to_columns
from annotations.storage.filters import article_query
from annotations.storage.library import Library, Row, tuples, values
from annotations.storage.library import rows as fetch
from annotations.storage.nouns import ARTICLE, gather
from annotations.storage.rows import insert_many, marks, next_id, update
from annotations.storage.times import now
from annotations.storage.writing import writing
from annotations.vocabulary import ArticleKind, ImportStatus

PAGE = 200
"""How many rows a list reads at once."""

_REVIEW = "('review', 'lost')"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """What is to be added. `source` is the file's name as shown, never its whole path."""

    imported: Imported
    original: bytes
    source: str
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one new article: ADDED, or DUPLICATE of `article` that was there."""

    status: ImportStatus
    article: int


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """One revision in a list."""

    number: int
    id: int
    imported: str
    original_sha256: str
    text_sha256: str


def add_all(library: Library, articles: Sequence[NewArticle], *, author: str = "") -> list[Added]:
    """Store articles in one transaction, about 100 at a time: the lock is held for all.

    One whose original or text is already in the library, in any revision and even in the trash,
    is a duplicate. Not a step of undo: an article goes by way of the trash. Raises SaveError.
    """
    with writing(library):
        outcomes: list[Added] = []
        batch = _Batch(library, now(), author)
        for new in articles:
            known = batch.known(new)
            outcomes.append(
                Added(ImportStatus.DUPLICATE, known)
                if known
                else Added(ImportStatus.ADDED, batch.add(new))
            )
        batch.store()
        return outcomes


class _Batch:
    """Rows of new articles, gathered for one statement a table."""

    def __init__(self, library: Library, when: str, author: str) -> None:
        self.library = library
        self.noun: Row = {"version": 1, "author": author, "created": when, "changed": when}
        self.when = when
        self.first = self.article_id = next_id(library, "articles")
        self.revision_id = next_id(library, "revisions")
        self.hashes: dict[str, int] = {}
        self.rows: dict[str, list[Row]] = {
            "blobs": [], "articles": [], "revisions": [], "texts": [], "locators": [],
        }  # fmt: skip

    def known(self, new: NewArticle) -> int:
        """Find the article that has this original or this text, 0 if none."""
        both = (sha256(new.original).hexdigest(), new.imported.text.sha256)
        for one in both:
            if one in self.hashes:
                return self.hashes[one]
        found = values(
            self.library,
            "SELECT article_id FROM revisions WHERE original_sha256 = ?"
            " UNION ALL SELECT article_id FROM revisions WHERE text_sha256 = ? LIMIT 1",
            both,
        )
        if found:
            return int(found[0])
        self.hashes |= dict.fromkeys(both, self.article_id)
        return 0

    def add(self, new: NewArticle) -> int:
        """Gather the rows of an article with its first revision. Return its number."""
        article = Article(
            id=self.article_id,
            uid=str(uuid4()),
            metadata=new.imported.metadata,
            retrieved=new.retrieved,
        )
        self.rows["articles"].append(
            to_columns(article) | self.noun | {"revision_id": self.revision_id}
        )
        self.revise(new, self.article_id, 1)
        self.article_id += 1
        return article.id

    def revise(self, new: NewArticle, article_id: int, number: int) -> int:
        """Gather the rows of a revision. Return its number in the library."""
        imported, text = new.imported, new.imported.text
        original_sha256 = sha256(new.original).hexdigest()
        if not values(self.library, "SELECT 1 FROM blobs WHERE sha256 = ?", (original_sha256,)):
            self.rows["blobs"].append(
                {"sha256": original_sha256, "size": len(new.original), "data": new.original}
            )
        self.rows["revisions"].append(
            {"id": self.revision_id, "uid": str(uuid4()), **self.noun}
            | {
                "article_id": article_id,
                "number": number,
                "text_sha256": text.sha256,
                "original_sha256": original_sha256,
                "original_size": len(new.original),
                "source": new.source,
                "imported": self.when,
                "encoding": imported.encoding,
                "importer": imported.importer,
                "importer_version": imported.importer_version,
                "warnings": plain.dumps(imported.warnings),
                "metadata": plain.dumps(imported.metadata),
            }
        )
        self.rows["texts"].append(
            {
                "revision_id": self.revision_id,
                "text": text.text,
                "blocks": plain.dumps(text.blocks),
                "runs": plain.dumps(text.runs),
            }
        )
        self.rows["locators"] += [
            {
                "revision_id": self.revision_id,
                "start_offset": block.start,
                "end_offset": block.end,
                "kind": block.locator.kind.value,
                "label": block.locator.label,
                "ordinal": block.locator.ordinal,
            }
            for block in text.blocks
            if block.locator
        ]
        self.revision_id += 1
        return self.revision_id - 1

    def store(self) -> None:
        """Write what was gathered, then all index rows in one statement."""
        for table, some in self.rows.items():
            insert_many(self.library, table, some)
        if self.rows["articles"]:
            indexing.add(
                self.library,
                "articles_fts",
                "id BETWEEN ? AND ?",
                (self.first, self.article_id - 1),
            )


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
        f" trashed FROM articles WHERE id IN ({within})",
        wanted,
    )
    counts = _counts(library, wanted, within)
    tags = _tag_counts(library, wanted, within)
    by_id = {row["id"]: _row(row, counts, tags) for row in found}
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


def _row(
    row: Row, counts: dict[int, tuple[int, int, int]], tags: dict[int, list[tuple[str, int]]]
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
        "SELECT * FROM revisions JOIN texts ON revision_id = id WHERE article_id = ?1"
        " AND (?2 = number OR ?2 = 0) ORDER BY number DESC LIMIT 1",
        (article_id, number),
    )
    if not found:
        raise NoSuchRecord("revision", f"{article_id}/{number}")
    (row,) = found
    text = RichText(
        row["text"],
        plain.loads(tuple[Block, ...], row["blocks"]),
        plain.loads(tuple[Run, ...], row["runs"]),
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


def reading_position(library: Library, article_id: int) -> int:
    """Tell where reading stopped: an offset in the newest revision, 0 at first."""
    found = values(
        library, "SELECT start_offset FROM reading_positions WHERE article_id = ?", (article_id,)
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
