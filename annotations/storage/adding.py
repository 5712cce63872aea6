"""Adding articles, and new revisions of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from annotations import plain
from annotations.errors import NoSuchRecord
from annotations.model import Article, Imported, Placement
from annotations.storage import indexing, places
from annotations.storage.columns import to_columns
from annotations.storage.library import Library, Row, rows, tuples, values
from annotations.storage.placing import captured, placing_on, write_placement
from annotations.storage.rows import insert_many, next_id, update
from annotations.storage.times import now
from annotations.storage.writing import writing
from annotations.vocabulary import ImportStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """What is to be added. `source` is the file's name as shown, never its whole path.

    `part` names what the article is of `original`, "" for all of it. `source_key` stands for the
    file's whole path (a hash that tells no name), "" where the words came from no file.
    """

    imported: Imported
    original: bytes
    source: str
    retrieved: str = ""
    part: str = ""
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one new article: ADDED, or DUPLICATE of `article` that was there."""

    status: ImportStatus
    article: int


def add_all(library: Library, articles: Sequence[NewArticle], *, author: str = "") -> list[Added]:
    """Store articles in one transaction, about 100 at a time: the lock is held for all.

    One whose original or text is already in the library, in any revision and even in the trash,
    is a duplicate. Not a step of undo: an article goes by way of the trash. Raises SaveError.
    """
    with writing(library):
        outcomes: list[Added] = []
        batch = _Batch(library, now(), author)
        batch.look_up(articles)
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
        self.hashes: dict[str, int] = {}  # of originals and texts, to their article
        self.blobs: set[str] = set()
        self.rows: dict[str, list[Row]] = {
            "blobs": [], "articles": [], "revisions": [], "texts": [], "revision_origins": [],
            "places": [],
        }  # fmt: skip

    def look_up(self, some: Sequence[NewArticle]) -> None:
        """Find which of these originals and texts the library has, in two statements."""
        originals = json.dumps([_digest(new) for new in some])
        texts = json.dumps([new.imported.text.sha256 for new in some])
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
        """Find the article that has this original or this text, 0 if none; then it is to come."""
        words = new.imported.text
        both = [f"{_digest(new)} {new.part}"]
        if words.text:  # scans have none, and are not one another
            both.append(words.sha256)
        for one in both:
            if one in self.hashes:
                return self.hashes[one]
        self.hashes |= dict.fromkeys(both, self.article_id)
        return 0

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
        original_sha256 = _digest(new)
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
        self.rows["revision_origins"].append(
            {
                "revision_id": self.revision_id,
                "part": new.part,
                "source_key": new.source_key,
                "url_key": "",
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


def _digest(new: NewArticle) -> str:
    return sha256(new.original).hexdigest()


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
        found = rows(library, "SELECT * FROM articles WHERE id = ?", (article_id,))
        if not found:
            raise NoSuchRecord("article", str(article_id))
        for each in captured(library, "article_id", article_id):
            if each.number not in placed:  # another program was quicker than our lock
                placed[each.number] = place(each)
        batch = _Batch(library, now(), author)
        (newest,) = values(
            library, "SELECT max(number) FROM revisions WHERE article_id = ?", (article_id,)
        )
        batch.look_up([new])
        revision_id = batch.revise(new, article_id, newest + 1)
        with indexing.reindexing(library, "articles", found[0], {"revision_id"}):
            batch.store()
            changed = {
                "revision_id": revision_id,
                "version": found[0]["version"] + 1,
                "changed": batch.when,
            }
            update(library, "articles", found[0], changed)
        for number, there in placed.items():
            write_placement(library, number, revision_id, there)
    return placed
