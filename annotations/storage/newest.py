"""Articles in their newest words, with what was decided on them: what the rules need of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.decisions import Decision
from annotations.detection.pending import Covered
from annotations.facts import WrittenDate
from annotations.model import Block
from annotations.plain import loads
from annotations.storage import decisions
from annotations.storage.library import Library, tuples, values
from annotations.storage.rows import marks
from annotations.vocabulary import DatePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """An article's newest words and all that its suggestions depend on."""

    id: int
    uid: str
    title: str
    revision_id: int
    text: str
    blocks: tuple[Block, ...]
    language: str
    published: WrittenDate
    decisions: tuple[Decision, ...] = ()
    covered: tuple[Covered, ...] = ()


def read_articles(library: Library, some: Sequence[int]) -> list[Newest]:
    """Read articles with all that their suggestions depend on, in the order asked for."""
    numbers = tuple(some)
    within = marks(numbers)
    decided = {
        *values(
            library,
            f"SELECT article_id FROM suggestion_decisions WHERE article_id IN ({within})",  # noqa: S608 - our names, bound values
            numbers,
        )
    }
    highlighted = {
        *values(
            library,
            f"SELECT article_id FROM highlights WHERE article_id IN ({within})",  # noqa: S608 - our names, bound values
            numbers,
        )
    }
    found = {
        number: Newest(
            id=number,
            uid=uid,
            title=title,
            revision_id=revision,
            text=text,
            blocks=loads(tuple[Block, ...], blocks),
            language=language,
            published=WrittenDate(start=start, precision=DatePrecision(precision)),
            decisions=tuple(decisions.of_article(library, number)) if number in decided else (),
            covered=tuple(decisions.covered(library, number)) if number in highlighted else (),
        )
        for number, uid, title, revision, text, blocks, language, start, precision in tuples(
            library,
            "SELECT a.id, uid, title, revision_id, text, blocks, language, published_start,"  # noqa: S608 - our names, bound values
            " published_precision FROM articles a JOIN texts USING (revision_id)"
            f" WHERE a.id IN ({within})",
            numbers,
        )
    }
    return [found[number] for number in numbers if number in found]
