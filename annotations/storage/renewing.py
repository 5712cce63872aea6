"""What a newer state of an article says of itself, and what stays as a person corrected it."""

import dataclasses
from typing import TYPE_CHECKING

from annotations import plain
from annotations.model import Article, Block, Metadata, RichText
from annotations.storage.columns import to_columns
from annotations.storage.library import Library, Row, rows, tuples
from annotations.storage.nouns import ARTICLE, gather

if TYPE_CHECKING:
    from annotations.storage.adding import NewArticle

_EMPTY = {field.name: field.default for field in dataclasses.fields(Metadata)}


def newest_of(library: Library, article_id: int) -> Row:
    """Read the row of an article's newest revision, without its words."""
    (row,) = rows(
        library,
        "SELECT * FROM revisions WHERE article_id = ? ORDER BY number DESC LIMIT 1",
        (article_id,),
    )
    return row


def newer_fields(library: Library, article: Row, newest: Row, new: "NewArticle") -> Row:
    """Tell which columns of an article its newer state changes.

    A field that still stands as the state before was imported takes the new value, if there is
    one; what a person corrected stays. A correction that the newer words announce is noted where
    none is.
    """
    record = gather(ARTICLE, article, {})
    assert isinstance(record, Article)  # noqa: S101 - what the noun's type says
    before = plain.loads(Metadata, newest["metadata"])
    stands, says = record.metadata, new.imported.metadata
    taken = {
        field.name: getattr(says, field.name)
        for field in dataclasses.fields(Metadata)
        if getattr(stands, field.name) == getattr(before, field.name)
        and getattr(says, field.name) != _EMPTY[field.name]
        and (field.name != "url" or not stands.url)
    }
    changed = dataclasses.replace(record, metadata=dataclasses.replace(stands, **taken))
    if not record.retrieved:
        changed = dataclasses.replace(changed, retrieved=new.retrieved or new.imported.retrieved)
    if not record.correction and not record.correction_date:
        changed = _with_correction(library, changed, newest["id"], new)
    columns = to_columns(changed)
    return {name: value for name, value in columns.items() if article[name] != value}


def _with_correction(
    library: Library, article: Article, newest_id: int, new: "NewArticle"
) -> Article:
    from annotations.revising.announcing import announced

    text, blocks = tuples(
        library, "SELECT text, blocks FROM texts WHERE revision_id = ?", (newest_id,)
    )[0]
    old = RichText(text, plain.loads(tuple[Block, ...], blocks))
    said = announced(old, new.imported.text, article.metadata.language)
    if said is None:
        return article
    words = " ".join(said.words.split())
    return dataclasses.replace(article, correction=words, correction_date=said.date.start)
