"""Searching everything: articles by their words, highlights by quote, notes and speaker."""

from collections.abc import Sequence

from annotations.desk import Snippet
from annotations.queries import Hit
from annotations.storage.filters import TRASHED
from annotations.storage.library import Library, rows, tuples, values
from annotations.storage.rows import marks
from annotations.storage.words import match_query

# Noncharacters: no text holds them (richtext's normalise drops them), so they mark matches safely.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_CUT = "…"
_TOKENS = 24
_WEIGHTS = "8.0, 4.0, 2.0, 1.0"

# The plus keeps SQLite from asking the index once for each row of the list: 120 ms against 2.
_ARTICLES = f"""
SELECT a.id AS article, a.title, a.outlet, a.published_start AS published, found.snippet
FROM (
  SELECT rowid, rank, snippet(articles_fts, 3, ?, ?, '{_CUT}', {_TOKENS}) AS snippet
  FROM articles_fts WHERE articles_fts MATCH ? AND rank MATCH 'bm25({_WEIGHTS})'
    AND +rowid NOT IN (SELECT id FROM articles WHERE trashed <> '')
  ORDER BY rank LIMIT ?
) AS found JOIN articles a ON a.id = found.rowid ORDER BY found.rank, a.id DESC
"""  # noqa: S608 - our names, bound values
_HIGHLIGHTS = f"""
SELECT a.id AS article, a.title, a.outlet, a.published_start AS published, found.snippet,
  found.rowid AS highlight
FROM (
  SELECT rowid, rank, snippet(highlights_fts, -1, ?, ?, '{_CUT}', {_TOKENS}) AS snippet
  FROM highlights_fts WHERE highlights_fts MATCH ?
    AND +rowid NOT IN ({TRASHED})
  ORDER BY rank LIMIT ?
) AS found JOIN highlights h ON h.id = found.rowid JOIN articles a ON a.id = h.article_id
ORDER BY found.rank, h.id
"""  # noqa: S608 - our names, bound values

# By number the index gives them as it finds them: a page of a library of any size at once.
_NEWEST_ARTICLES = f"""
SELECT a.id AS article, a.title, a.outlet, a.published_start AS published, found.snippet
FROM (
  SELECT rowid, snippet(articles_fts, 3, ?, ?, '{_CUT}', {_TOKENS}) AS snippet
  FROM articles_fts WHERE articles_fts MATCH ? AND rowid < ?
    AND +rowid NOT IN (SELECT id FROM articles WHERE trashed <> '')
  ORDER BY rowid DESC LIMIT ?
) AS found JOIN articles a ON a.id = found.rowid ORDER BY found.rowid DESC
"""  # noqa: S608 - our names, bound values
_NEWEST_HIGHLIGHTS = f"""
SELECT a.id AS article, a.title, a.outlet, a.published_start AS published, found.snippet,
  found.rowid AS highlight
FROM (
  SELECT rowid, snippet(highlights_fts, -1, ?, ?, '{_CUT}', {_TOKENS}) AS snippet
  FROM highlights_fts WHERE highlights_fts MATCH ? AND rowid < ?
    AND +rowid NOT IN ({TRASHED})
  ORDER BY rowid DESC LIMIT ?
) AS found JOIN highlights h ON h.id = found.rowid JOIN articles a ON a.id = h.article_id
ORDER BY found.rowid DESC
"""  # noqa: S608 - our names, bound values
_LAST = 2**63 - 1


def search(library: Library, words: str, limit: int = 50, *, typing: bool = False) -> list[Hit]:
    """Find highlights, then articles, at most `limit` of each, the best first.

    What is typed is never wrong: what is no query is looked for word by word. With `typing` the
    last word stands for any ending. Nothing of the trash is found.
    """
    query = match_query(words, typing=typing)
    if not query:
        return []
    parameters = (_OPEN, _CLOSE, query, limit)
    hits = [
        _hit(row["highlight"], row["snippet"], -1, row)
        for row in rows(library, _HIGHLIGHTS, parameters)
    ]
    hits += [
        _hit(0, row["snippet"], _start(library, row["article"], row["snippet"]), row)
        for row in rows(library, _ARTICLES, parameters)
    ]
    return hits


def newest(
    library: Library, words: str, *, before: int = 0, limit: int = 50, typing: bool = False
) -> list[Hit]:
    """Find a page of articles, what was added last first; `before` is the last one of a page."""
    query = match_query(words, typing=typing)
    if not query:
        return []
    parameters = (_OPEN, _CLOSE, query, before or _LAST, limit)
    return [
        _hit(0, row["snippet"], _start(library, row["article"], row["snippet"]), row)
        for row in rows(library, _NEWEST_ARTICLES, parameters)
    ]


def newest_highlights(
    library: Library, words: str, *, before: int = 0, limit: int = 50, typing: bool = False
) -> list[Hit]:
    """Find a page of highlights, the last number first; `before` is the last one of a page."""
    query = match_query(words, typing=typing)
    if not query:
        return []
    parameters = (_OPEN, _CLOSE, query, before or _LAST, limit)
    return [
        _hit(row["highlight"], row["snippet"], -1, row)
        for row in rows(library, _NEWEST_HIGHLIGHTS, parameters)
    ]


def snippets(
    library: Library, words: str, some: Sequence[int], *, typing: bool = False
) -> dict[int, Snippet]:
    """Read the words around what was found in highlights, a page of them, by number."""
    query = match_query(words, typing=typing)
    if not query or not some:
        return {}
    found = tuples(
        library,
        f"SELECT rowid, snippet(highlights_fts, -1, ?, ?, '{_CUT}', {_TOKENS}) FROM highlights_fts"  # noqa: S608 - our names, bound values
        # The plus keeps SQLite from asking the index once for each row: 3,300 ms against 150.
        f" WHERE highlights_fts MATCH ? AND rowid BETWEEN ? AND ? AND +rowid IN ({marks(some)})",
        (_OPEN, _CLOSE, query, min(some), max(some), *some),
    )
    return {number: Snippet(*_marks(words)) for number, words in found}


def _hit(highlight: int, snippet: str, start: int, row: dict[str, str]) -> Hit:
    plain, marks = _marks(snippet)
    return Hit(
        article=int(row["article"]),
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        highlight=highlight,
        snippet=plain,
        marks=marks,
        start=start,
    )


def _marks(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the marks out of a snippet. Return plain text and where the matches stand in it."""
    plain = ""
    marks: list[tuple[int, int]] = []
    for number, part in enumerate(snippet.split(_OPEN)):
        if number == 0:
            plain = part
            continue
        match, _, rest = part.partition(_CLOSE)
        marks.append((len(plain), len(plain) + len(match)))
        plain += match + rest
    return plain, tuple(marks)


def _start(library: Library, article: str, snippet: str) -> int:
    """Find the first match in the newest text: the snippet stands there as it is."""
    plain, marks = _marks(snippet)
    if not marks:
        return -1  # only title, byline or outlet matched
    first = len(_CUT) if plain.startswith(_CUT) else 0
    last = len(plain) - len(_CUT) if plain.endswith(_CUT) else len(plain)
    texts = values(
        library,
        "SELECT text FROM texts JOIN articles a USING (revision_id) WHERE a.id = ?",
        (int(article),),
    )
    place = texts[0].find(plain[first:last])
    if place < 0:  # the text itself begins or ends with the sign of cutting
        place = texts[0].find(plain[marks[0][0] : marks[0][1]])
        return int(place)
    return int(place) + marks[0][0] - first
