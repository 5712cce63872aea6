"""Recognising a new state of an article that is in the library.

Same bytes or same words are a duplicate (`adding`). Other words are a revision where the person
says so, or where the article's address or its file is the same and the words have something in
common: an address may be a section's that many stories carry, a file be written over by another
story. An article in the trash is not revised: what comes anew is to be seen.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.model import Placement
from annotations.revising.addresses import url_key
from annotations.revising.shingles import containment, shingles
from annotations.storage.library import Library, Row, rows, tuples, values
from annotations.storage.placing import captured, placing_on
from annotations.storage.rows import insert_many

if TYPE_CHECKING:
    from annotations.storage.adding import NewArticle

LEAST_IN_COMMON = 0.05
"""Share of the shorter text's three-word runs that two states of one article have in common.

Stories rewritten from head to foot share 0.1 and more, different ones of one outlet 0.00 to 0.03.
"""

_NO_ORIGIN: Row = {"part": "", "source_key": "", "url_key": "", "pages": 0}
"""Of a revision that an older version of Kutip stored."""

_KNOWN = """
SELECT o.url_key, o.source_key, o.part, r.article_id FROM revision_origins o
JOIN revisions r ON r.id = o.revision_id JOIN articles a ON a.id = r.article_id
WHERE a.trashed = '' AND {column} IN (SELECT value FROM json_each(?)) AND {column} <> ''
ORDER BY a.id
"""


def source_key(library: Library, path: Path) -> str:
    """Stand for a file's whole path with a hash, of the library's uid too: it tells nobody."""
    return source_key_with(library_uid(library), path)


def library_uid(library: Library) -> str:
    """Read the library's uid, once for many `source_key_with`."""
    return str(values(library, "SELECT value FROM meta WHERE key = 'uid'")[0])


def source_key_with(uid: str, path: Path) -> str:
    """Hash a path and a library's uid."""
    return sha256(f"{uid}\n{path.absolute()}".encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(slots=True)
class Recognition:
    """Which of some new articles are newer states of one that is there, or of one another.

    Made outside the lock, since it compares texts and places highlights.
    """

    library: Library
    articles: "Sequence[NewArticle]"
    placed: dict[int, dict[int, Placement]] = field(default_factory=dict)
    """Where highlights stand on a new article, by its index and their number."""
    _by_key: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _runs: dict[int, frozenset[int]] = field(default_factory=dict)
    _texts: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._look_up("o.url_key", [url_key(each.imported.metadata.url) for each in self.articles])
        self._look_up("o.source_key", [each.source_key for each in self.articles])
        for index, new in enumerate(self.articles):
            article = self.article_of(new)
            if article:
                place = placing_on(self.library, new.imported.text.text)
                self.placed[index] = {
                    each.number: place(each)
                    for each in captured(self.library, "article_id", article)
                }

    @property
    def order(self) -> list[int]:
        """The indexes of the new articles: as given, but of one address the older state first."""
        keys = [url_key(each.imported.metadata.url) for each in self.articles]
        found = list(range(len(keys)))
        for key in {key for key in keys if key and keys.count(key) > 1}:
            places = [index for index, other in enumerate(keys) if other == key]
            if not all(self._age(index)[0] for index in places):
                continue  # nobody knows which is older
            for place, index in zip(places, sorted(places, key=self._age), strict=True):
                found[place] = index
        return found

    def _age(self, index: int) -> tuple[str, str]:
        new = self.articles[index]
        return (
            new.imported.metadata.published.start,
            new.retrieved or new.imported.retrieved,
        )

    def article_of(self, new: "NewArticle") -> int:
        """Find the article that this is a newer state of, 0 if it is one of its own."""
        if new.revises:
            return new.revises
        for key in _keys(new):
            for article in self._by_key.get(key, ()):
                if self._in_common(article, new):
                    return article
        return 0

    def remember(self, new: "NewArticle", article: int) -> None:
        """Know a new article, now stored under this number, for those that come after it."""
        self._texts[article] = new.imported.text.text  # compared only if one of its keys comes
        self._runs.pop(article, None)
        for key in _keys(new):
            known = self._by_key.setdefault(key, [])
            if article not in known:
                known.append(article)

    def _look_up(self, column: str, keys: list[str]) -> None:
        wanted = sorted({key for key in keys if key})
        if not wanted:
            return
        found = tuples(self.library, _KNOWN.format(column=column), (json.dumps(wanted),))
        for address, source, part, article in found:
            for key in ((f"url {address}", part), (f"source {source}", part)):
                known = self._by_key.setdefault(key, [])
                if article not in known:
                    known.append(article)

    def _in_common(self, article: int, new: "NewArticle") -> bool:
        """Say whether two texts have words in common; a scan has none to compare."""
        if article not in self._runs:
            text = self._texts.get(article)
            if text is None:
                (text,) = values(
                    self.library,
                    "SELECT text FROM texts JOIN articles USING (revision_id) WHERE id = ?",
                    (article,),
                )
            self._runs[article] = shingles(text)
        there, runs = self._runs[article], shingles(new.imported.text.text)
        return not there or not runs or containment(there, runs) >= LEAST_IN_COMMON


def readdress(library: Library, revision_id: int, url: str) -> None:
    """Know an article by the address that a person corrected, inside `writing()`.

    The newest revision carries it; older ones keep what they were imported with.
    """
    found = rows(library, "SELECT * FROM revision_origins WHERE revision_id = ?", (revision_id,))
    row = found[0] if found else _NO_ORIGIN | {"revision_id": revision_id}
    row.pop("checksum", None)
    library.db.conn.execute("DELETE FROM revision_origins WHERE revision_id = ?", (revision_id,))
    insert_many(library, "revision_origins", [row | {"url_key": url_key(url)}])


def _keys(new: "NewArticle") -> list[tuple[str, str]]:
    address = url_key(new.imported.metadata.url)
    found = [(f"url {address}", new.part)] if address else []
    return found + ([(f"source {new.source_key}", new.part)] if new.source_key else [])
