"""What the window asks of a library, as plain functions for the store's thread.

Storage is imported when first used: it brings sqlite-utils, which a starting window does without.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.decisions import Decision
from annotations.model import (
    Article,
    Evidence,
    Highlight,
    Placement,
    PutBack,
    Record,
    Revision,
    RichText,
    Speaker,
    Tag,
)

if TYPE_CHECKING:
    from annotations.storage.history import Change, ChangeSet
    from annotations.storage.store import Library


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article with its newest words and where reading stopped."""

    article: Article
    revision: Revision
    position: int

    @property
    def text(self) -> RichText:
        """The words that every offset in the window refers to."""
        return self.revision.text


@dataclass(frozen=True, slots=True)
class Registry:
    """What belongs to no article: speakers and tags."""

    speakers: tuple[Speaker, ...] = ()
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Captured:
    """An article and its highlights; placements of those made on an older revision, by uid.

    `put_backs` are what a person decided on the revision that is shown, `decisions` what on
    suggestions.
    """

    article: Article
    highlights: tuple[Highlight, ...]
    placements: Mapping[str, Placement]
    put_backs: tuple[PutBack, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    decisions: tuple[Decision, ...] = ()


def read_article(library: "Library", article_id: int) -> tuple[OpenArticle, Captured]:
    """Read all that opening an article needs. Raises NoSuchRecord."""
    from annotations.storage import articles

    article = articles.read(library, article_id)
    revision = articles.revision(library, article_id)
    opened = OpenArticle(article, revision, articles.reading_position(library, article_id))
    return opened, read_captured(library, article_id, revision.id)


def read_captured(library: "Library", article_id: int, revision_id: int) -> Captured:
    """Read an article's highlights, placed on the revision that is shown."""
    from annotations.storage import articles, decisions, evidence, highlights

    found = highlights.of_article(library, article_id)
    older = [each.id for each in found if each.revision_id != revision_id]
    placed = highlights.entries(library, older) if older else []
    placements = {each.highlight.uid: each.placement for each in placed}
    put = _put_backs(library, revision_id) if older else ()
    shown = tuple(evidence.of_article(library, article_id))
    decided = tuple(decisions.of_article(library, article_id))
    article = articles.read(library, article_id)
    return Captured(article, tuple(found), placements, put, shown, decided)


def _put_backs(library: "Library", revision_id: int) -> tuple[PutBack, ...]:
    from annotations.storage import revisions

    return tuple(revisions.put_backs(library, revision_id).values())


def read_registry(library: "Library") -> Registry:
    """Read the speakers, those merged into others too, and the tags."""
    from annotations.storage import speakers, tags

    return Registry(tuple(speakers.every(library)), tuple(tags.all(library)))


def replace(
    changes: Sequence["Change"], label: str, author: str, extends: int
) -> "Callable[[Library], ChangeSet]":
    """Make the job that stores changes as one change set."""

    def job(library: "Library") -> "ChangeSet":
        from annotations.storage import history

        return history.replace(library, changes, label=label, author=author, extends=extends)

    return job


def revert(change_id: int, author: str) -> "Callable[[Library], ChangeSet]":
    """Make the job that takes a change set back."""

    def job(library: "Library") -> "ChangeSet":
        from annotations.storage import history

        return history.revert(library, change_id, author=author)

    return job


def change(before: Record | None, after: Record | None) -> "Change":
    """Make a change for `apply`: add (no before), edit, or delete (no after)."""
    from annotations.storage.history import Change

    return Change(before, after)
