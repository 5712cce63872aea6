"""Evidence: what backs or contradicts the highlights of an article, and what else there may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from annotations.model import Evidence
from annotations.storage import search
from annotations.storage.library import Library, rows, tuples
from annotations.storage.nouns import EVIDENCE, read_all
from annotations.storage.rows import marks
from annotations.vocabulary import EvidenceKind

_MOST = 30


@dataclass(frozen=True, slots=True)
class Other:
    """A highlight or an article that can be named as evidence.

    `highlight` is its number, 0 for an article; `words` are the quote or the title.
    """

    kind: EvidenceKind
    uid: str
    article: int
    highlight: int
    words: str
    title: str
    outlet: str = ""


def of_article(library: Library, article_id: int) -> list[Evidence]:
    """Read the evidence of an article's highlights, as it came; without the trash."""
    found = rows(
        library,
        "SELECT * FROM evidence WHERE trashed = '' AND highlight IN"
        " (SELECT uid FROM highlights WHERE article_id = ?) ORDER BY id",
        (article_id,),
    )
    return cast("list[Evidence]", list(read_all(library, EVIDENCE, found)))


def of_highlights(library: Library, uids: Sequence[str]) -> list[Evidence]:
    """Read the evidence of some highlights, by their uids, as it came; without the trash."""
    return _of(library, "highlight", uids)


def named(library: Library, uids: Sequence[str]) -> list[Evidence]:
    """Read pieces of evidence by their own uids; what is gone, or in the trash, is missing."""
    return _of(library, "uid", uids)


def _of(library: Library, column: str, uids: Sequence[str]) -> list[Evidence]:
    some = tuple(dict.fromkeys(uids))
    found = rows(
        library,
        f"SELECT * FROM evidence WHERE trashed = '' AND {column} IN ({marks(some)}) ORDER BY id",  # noqa: S608 - our names, bound values
        some,
    )
    return cast("list[Evidence]", list(read_all(library, EVIDENCE, found)))


def others(library: Library, uids: Sequence[str]) -> dict[str, Other]:
    """Read what evidence of kind HIGHLIGHT or ARTICLE names; what is gone is missing."""
    some = tuple(dict.fromkeys(uids))
    if not some:
        return {}
    found = _highlights(library, f"h.uid IN ({marks(some)})", some)
    found += _articles(library, f"uid IN ({marks(some)})", some)
    return {each.uid: each for each in found}


def find(library: Library, words: str) -> list[Other]:
    """Find highlights by number (K-14, 14) or words, then articles by words; none of the trash."""
    typed = words.strip()
    digits = typed.upper().removeprefix("K").removeprefix("-").strip()
    named = (
        _highlights(library, "h.id = ? AND h.trashed = '' AND a.trashed = ''", (int(digits),))
        if digits.isascii() and digits.isdigit() and len(digits) < len("9" * 10)
        else []
    )
    hits = search.search(library, typed, _MOST)
    ids = tuple(hit.highlight for hit in hits if hit.highlight)
    numbers = tuple(dict.fromkeys(hit.article for hit in hits if not hit.highlight))
    found = {each.uid: each for each in named}
    for each in _highlights(library, f"h.id IN ({marks(ids)})", ids) if ids else ():
        found.setdefault(each.uid, each)
    for each in _articles(library, f"id IN ({marks(numbers)})", numbers) if numbers else ():
        found.setdefault(each.uid, each)
    return list(found.values())[:_MOST]


def _highlights(library: Library, where: str, parameters: tuple[object, ...]) -> list[Other]:
    return [
        Other(EvidenceKind.HIGHLIGHT, uid, article, number, quote, title, outlet)
        for uid, article, number, quote, title, outlet in tuples(
            library,
            "SELECT h.uid, a.id, h.id, h.quote, a.title, a.outlet FROM highlights h"  # noqa: S608 - our names, bound values
            f" JOIN articles a ON a.id = h.article_id WHERE {where}",
            parameters,
        )
    ]


def _articles(library: Library, where: str, parameters: tuple[object, ...]) -> list[Other]:
    return [
        Other(EvidenceKind.ARTICLE, uid, number, 0, title, title, outlet)
        for uid, number, title, outlet in tuples(
            library,
            f"SELECT uid, id, title, outlet FROM articles WHERE {where}",  # noqa: S608 - our names, bound values
            parameters,
        )
    ]
