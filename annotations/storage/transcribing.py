"""Storing what was read off an article's pages: a revision that has the words, nothing changed."""

from collections.abc import Callable

from annotations.model import Imported, Metadata, Placement, Revision
from annotations.storage import articles
from annotations.storage.adding import NewArticle, revise
from annotations.storage.library import Library, tuples

Reading = Callable[[Revision, Metadata], Imported]
"""Makes the next state of a revision's words: one of `annotations.transcribing`, its page bound."""


def add_reading(
    library: Library, article_id: int, reading: Reading, *, author: str = ""
) -> dict[int, Placement]:
    """Add what was read off an article's pages. Return where its highlights stand on the words now.

    The original and its part, its file and its address stay those of the newest revision. Raises
    NoSuchRecord and SaveError.
    """
    article = articles.read(library, article_id)
    revision = articles.revision(library, article_id)
    origin = tuples(
        library,
        "SELECT part, source_key FROM revision_origins WHERE revision_id = ?",
        (revision.id,),
    )
    part, source_key = origin[0] if origin else (revision.part, "")
    new = NewArticle(
        imported=reading(revision, article.metadata),
        original=articles.original(library, revision.original_sha256),
        source=revision.source,
        part=part,
        source_key=source_key,
    )
    return revise(library, article_id, new, author=author)
