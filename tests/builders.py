"""Small builders of model objects, and of a library on disk, for everybody's tests.

Each takes what the test is about and makes up the rest. Texts are our own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from annotations.model import (
    Block,
    Highlight,
    Imported,
    Metadata,
    Quote,
    RichText,
    text_sha256,
)
from annotations.storage import articles, history
from annotations.storage.articles import NewArticle
from annotations.storage.history import Change, ChangeSet
from annotations.storage.store import Library, Store
from annotations.vocabulary import BlockKind, ImportStatus

TEXT = (
    "Warga Menuntut Air Bersih\n\n"
    "Sebanyak 36 ribu orang tinggal di lereng itu. “Kami akan membangun 12 sumur sebelum musim"
    " kemarau,” kata Sri Lestari, bupati.\n\n"
    "Hak atas air dijamin Pasal 33 ayat 3 Undang-Undang Dasar 1945."
)
"""A short article with a statistic, a commitment and a legal reference."""


def rich(text: str = TEXT) -> RichText:
    """Lay paragraphs over a text, at its empty lines."""
    blocks = []
    start = 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(part)))
        start += len(part) + 2
    return RichText(text, tuple(blocks))


def imported(text: str = TEXT, **metadata: Any) -> Imported:  # noqa: ANN401 - of any field
    """Make what an importer makes; `metadata` are fields of Metadata."""
    given = replace(Metadata(title=text.split("\n", 1)[0]), **metadata)
    return Imported(
        text=rich(text), metadata=given, encoding="utf-8", importer="plain", importer_version=1
    )


def new_article(text: str = TEXT, source: str = "story.txt", **metadata: Any) -> NewArticle:  # noqa: ANN401 - of any field
    """Make an article to be added, with its text as the original."""
    return NewArticle(
        imported=imported(text, **metadata),
        original=text.encode("utf-8", "surrogatepass"),
        source=source,
    )


def quote(exact: str, text: str = TEXT, *, after: int = 0) -> Quote:
    """Capture the first place at which words stand in a text, from an offset on."""
    start = text.index(exact, after)
    end = start + len(exact)
    return Quote(
        exact=exact,
        prefix=text[max(0, start - 64) : start],
        suffix=text[end : end + 64],
        start=start,
        end=end,
        text_sha256=text_sha256(text),
    )


def highlight(
    exact: str = "36 ribu orang",
    *tags: str,
    text: str = TEXT,
    article: int = 1,
    revision: int = 1,
    **fields: Any,  # noqa: ANN401 - of any field
) -> Highlight:
    """Make a highlight to be stored, with its uid; `fields` are fields of Highlight."""
    made = Highlight(
        uid=str(uuid4()),
        article_id=article,
        revision_id=revision,
        quote=quote(exact, text),
        tags=tags,
    )
    return replace(made, **fields)


def store(folder: Path, texts: Iterable[str] = (TEXT,), name: str = "test.kutip") -> Store:
    """Make a library in a folder with an article for each text. Close it yourself."""
    made = Store.create(folder / name)
    new = [new_article(text, f"story-{n}.txt") for n, text in enumerate(texts, start=1)]
    added = made.call(lambda library: articles.add_all(library, new), saving=True)
    assert [each.status for each in added] == [ImportStatus.ADDED] * len(new)
    return made


def add_article(store: Store, text: str = TEXT, **metadata: Any) -> int:  # noqa: ANN401 - of any field
    """Store one more article. Return its number."""
    new = new_article(text, **metadata)
    (added,) = store.call(lambda library: articles.add_all(library, [new]), saving=True)
    return added.article


def save(store: Store, *changes: Change, label: str = "Change", extends: int = 0) -> ChangeSet:
    """Store changes and wait."""

    def job(library: Library) -> ChangeSet:
        return history.replace(library, changes, label=label, extends=extends)

    return store.call(job, saving=True)


def add(store: Store, highlights: Sequence[Highlight]) -> list[Highlight]:
    """Store highlights. Return them as they then stand, in the order given."""
    done = save(store, *(Change(None, each) for each in highlights))
    by_uid = {record.uid: record for record in done.records if isinstance(record, Highlight)}
    return [by_uid[each.uid] for each in highlights]
