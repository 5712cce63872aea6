"""Adding articles, and new revisions of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import uuid4

from annotations import plain
from annotations.errors import NoSuchRecord
from annotations.model import Article, Imported, Placement
from annotations.revising.addresses import url_key
from annotations.storage import indexing, places
from annotations.storage.columns import to_columns
from annotations.storage.library import Library, Row, rows, tuples, values
from annotations.storage.placing import captured, placing_on, write_placement
from annotations.storage.renewing import newer_fields, newest_of
from annotations.storage.rows import insert_many, next_id, update
from annotations.storage.same import Recognition
from annotations.storage.times import now
from annotations.storage.writing import writing
from annotations.vocabulary import ImportStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """What is to be added. `source` is the file's name as shown, never its whole path.

    `part` names what the article is of `original`, "" for all of it. `source_key` stands for the
    file's whole path (a hash that tells no name), "" where the words came from no file. `revises`
    is the number of the article that a person says this is a newer state of. `columns` are the
    blocks and runs of the text as canonical JSON where they are written already; the text of
    `imported` comes without them then, and has no places.
    """

    imported: Imported
    original: bytes
    source: str
    retrieved: str = ""
    part: str = ""
    source_key: str = ""
    revises: int = 0
    columns: tuple[str, str] | None = None
    original_sha256: str = field(init=False)
    text_sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Hash the bytes and the words once: they are asked for many times."""
        object.__setattr__(self, "original_sha256", sha256(self.original).hexdigest())
        object.__setattr__(self, "text_sha256", self.imported.text.sha256)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one new article: ADDED, or REVISED or DUPLICATE of `article` there."""

    status: ImportStatus
    article: int


def add_all(library: Library, articles: Sequence[NewArticle], *, author: str = "") -> list[Added]:
    """Store articles in one transaction, about 100 at a time: the lock is held for all.

    One whose original or text is already in the library, in any revision and even in the trash,
    is a duplicate; one that is another state of an article there is a revision of that (`same`).
    Not a step of undo: an article goes by way of the trash. Raises NoSuchRecord and SaveError.
    """
    same = Recognition(library, articles)
    with writing(library):
        outcomes: dict[int, Added] = {}
        newer: list[int] = []
        batch = _Batch(library, now(), author)
        batch.look_up(articles)
        for index in same.order:
            new = articles[index]
            number, status = batch.known(new), ImportStatus.DUPLICATE
            if new.revises or not number:
                number, status = same.article_of(new), ImportStatus.REVISED
                if number:
                    newer.append(index)
                else:
                    number, status = batch.add(new), ImportStatus.ADDED
                    same.remember(new, number)
                batch.remember(new, number)
            outcomes[index] = Added(status, number)
        batch.store()
        for index in newer:
            number, placed = outcomes[index].article, same.placed.get(index, {})
            if not add_revision(library, number, articles[index], placed, author=author):
                outcomes[index] = Added(ImportStatus.DUPLICATE, number)
        return [outcomes[index] for index in range(len(articles))]


class _Batch:
    """Rows of new articles, gathered for one statement a table."""

    def __init__(self, library: Library, when: str, author: str) -> None:
        self.library = library
        self.noun: Row = {"version": 1, "author": author, "created": when, "changed": when}
        self.when = when
        self.first = self.article_id = next_id(library, "articles")
        self.revision_id = next_id(library, "revisions")
        self.hashes: dict[str, int] = {}  # of originals and texts, to their article
        self.blobs: set[str] = set()
        self.rows: dict[str, list[Row]] = {
            "blobs": [], "articles": [], "revisions": [], "texts": [], "revision_origins": [],
            "places": [],
        }  # fmt: skip

    def look_up(self, some: Sequence[NewArticle]) -> None:
        """Find which of these originals and texts the library has, in two statements."""
        originals = json.dumps([new.original_sha256 for new in some])
        texts = json.dumps([new.text_sha256 for new in some])
        self.hashes |= tuples(
            self.library,
            "SELECT original_sha256 || ' ' || coalesce(part, ''), article_id FROM revisions"
            " LEFT JOIN revision_origins ON revision_id = id"
            " WHERE original_sha256 IN (SELECT value FROM json_each(?)) UNION ALL"
            " SELECT text_sha256, article_id FROM revisions"
            " WHERE text_sha256 IN (SELECT value FROM json_each(?))",
            (originals, texts),
        )
        self.blobs |= {
            *values(
                self.library,
                "SELECT sha256 FROM blobs WHERE sha256 IN (SELECT value FROM json_each(?))",
                (originals,),
            )
        }

    def known(self, new: NewArticle) -> int:
        """Find the article that has this original or this text, 0 if none."""
        return next((self.hashes[one] for one in _hashes(new) if one in self.hashes), 0)

    def remember(self, new: NewArticle, article_id: int) -> None:
        """Know a new article by its hashes for those that come after it."""
        self.hashes |= dict.fromkeys(_hashes(new), article_id)

    def add(self, new: NewArticle) -> int:
        """Gather the rows of an article with its first revision. Return its number."""
        article = Article(
            id=self.article_id,
            uid=str(uuid4()),
            metadata=new.imported.metadata,
            retrieved=new.retrieved or new.imported.retrieved,
            received_from=new.imported.received_from,
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
        original_sha256 = new.original_sha256
        blocks, runs = new.columns or (plain.dumps(text.blocks), plain.dumps(text.runs))
        if original_sha256 not in self.blobs:
            self.blobs.add(original_sha256)
            self.rows["blobs"].append(
                {"sha256": original_sha256, "size": len(new.original), "data": new.original}
            )
        self.rows["revisions"].append(
            {"id": self.revision_id, "uid": str(uuid4()), **self.noun}
            | {
                "article_id": article_id,
                "number": number,
                "text_sha256": new.text_sha256,
                "original_sha256": original_sha256,
                "original_size": len(new.original),
                "source": new.source,
                "imported": self.when,
                "encoding": imported.encoding,
                "importer": imported.importer,
                "importer_version": imported.importer_version,
                "warnings": plain.dumps(imported.warnings) if imported.warnings else "[]",
                "metadata": plain.dumps(imported.metadata),
            }
        )
        self.rows["texts"].append(
            {
                "revision_id": self.revision_id,
                "text": text.text,
                "blocks": blocks,
                "runs": runs,
            }
        )
        self.rows["revision_origins"].append(
            {
                "revision_id": self.revision_id,
                "part": new.part,
                "source_key": new.source_key,
                "url_key": url_key(imported.metadata.url) if imported.metadata.url else "",
                "pages": imported.pages,
            }
        )
        self.rows["places"] += places.rows_of(self.revision_id, text)
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


def article_of(library: Library, original: bytes, part: str = "") -> int:
    """Find the article that was made of these very bytes, 0 if none was."""
    found = values(
        library,
        "SELECT article_id FROM revisions LEFT JOIN revision_origins ON revision_id = id"
        " WHERE original_sha256 = ? AND coalesce(part, '') = ? LIMIT 1",
        (sha256(original).hexdigest(), part),
    )
    return int(found[0]) if found else 0


def _hashes(new: NewArticle) -> list[str]:
    original = f"{new.original_sha256} {new.part}"
    # Scans have no words, and are not one another.
    return [original, new.text_sha256] if new.imported.text.text else [original]


def revise(
    library: Library, article_id: int, new: NewArticle, *, author: str = ""
) -> dict[int, Placement]:
    """Add a newer state of an article's words. Return where its highlights stand on it.

    Nothing of what was there changes: a highlight stays on its own revision and gets a placement
    on this one, lost where its words are gone. Raises NoSuchRecord and SaveError.
    """
    place = placing_on(library, new.imported.text.text)
    placed = {each.number: place(each) for each in captured(library, "article_id", article_id)}
    with writing(library):
        add_revision(library, article_id, new, placed, author=author, anyway=True)
    return placed


def add_revision(
    library: Library,
    article_id: int,
    new: NewArticle,
    placed: dict[int, Placement],
    *,
    author: str = "",
    anyway: bool = False,
) -> int:
    """Store a newer state of an article inside `writing()`. Return the revision's number.

    `placed` says where the article's highlights stand on it, by their number, and gets those that
    are missing from it. Words that are those of the newest state are no newer one, and 0, unless
    they are to be added `anyway`. Raises NoSuchRecord.
    """
    found = rows(library, "SELECT * FROM articles WHERE id = ?", (article_id,))
    if not found:
        raise NoSuchRecord("article", str(article_id))
    newest = newest_of(library, article_id)
    if newest["text_sha256"] == new.imported.text.sha256 and not anyway:
        return 0
    place = placing_on(library, new.imported.text.text)
    for each in captured(library, "article_id", article_id):
        if each.number not in placed:  # another program was quicker than our lock
            placed[each.number] = place(each)
    batch = _Batch(library, now(), author)
    batch.look_up([new])
    revision_id = batch.revise(new, article_id, newest["number"] + 1)
    said = newer_fields(library, found[0], newest, new)
    with indexing.reindexing(library, "articles", found[0], {"revision_id", *said}):
        batch.store()
        changed = said | {
            "revision_id": revision_id,
            "version": found[0]["version"] + 1,
            "changed": batch.when,
        }
        update(library, "articles", found[0], changed)
    for number, there in placed.items():
        write_placement(library, number, revision_id, there)
    return revision_id
