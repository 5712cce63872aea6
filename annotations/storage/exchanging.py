"""What taking in annotations asks the library: which articles, and what is there already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotations.model import Speaker, Tag
from annotations.storage import speakers, tags
from annotations.storage.library import Library, tuples, values
from annotations.storage.rows import marks, next_id

_PAGE = 500


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One revision by its number in the library, and its article; both as (id, uid) of the latter.

    `newest` says that it is the article's newest.
    """

    article: int
    article_uid: str
    revision: int
    newest: bool


@dataclass(slots=True)
class Known:
    """Texts by the uid of their article, by their own SHA-256, and by the key of an address."""

    uids: dict[str, list[Text]] = field(default_factory=dict)
    texts: dict[str, list[Text]] = field(default_factory=dict)
    addresses: dict[str, list[Text]] = field(default_factory=dict)


_TEXTS = (
    "SELECT {key}, a.id, a.uid, r.id, r.id = a.revision_id FROM revisions r"
    " JOIN articles a ON a.id = r.article_id LEFT JOIN revision_origins o ON o.revision_id = r.id"
    " WHERE a.trashed = '' AND {key} IN ({marks}) ORDER BY r.id DESC"
)


def find(
    library: Library, uids: Iterable[str], texts: Iterable[str], addresses: Iterable[str]
) -> Known:
    """Find the articles, none of the trash, that annotations may be about."""
    known = Known()
    for key, wanted, found in (
        ("a.uid", uids, known.uids),
        ("r.text_sha256", texts, known.texts),
        ("o.url_key", addresses, known.addresses),
    ):
        for page in _pages(wanted):
            statement = _TEXTS.format(key=key, marks=marks(page))
            for value, *rest in tuples(library, statement, page):
                found.setdefault(value, []).append(Text(*rest))
            library.let_others()  # a file may hold a hundred thousand annotations
    return known


def text(library: Library, revision: int) -> str:
    """Read the words of a revision, by its number in the library."""
    found = values(library, "SELECT text FROM texts WHERE revision_id = ?", (revision,))
    return str(found[0]) if found else ""


@dataclass(frozen=True, slots=True)
class There:
    """What is in the library already. `unnumbered`: it has never had a highlight."""

    highlights: frozenset[str]
    promises: frozenset[str]
    articles: frozenset[str]
    files: frozenset[str]
    speakers: tuple[Speaker, ...]
    tags: tuple[Tag, ...]
    unnumbered: bool


def there(
    library: Library,
    highlights: Iterable[str],
    promises: Iterable[str],
    articles: Iterable[str],
    files: Iterable[str],
) -> There:
    """Look which of these uids, and of these files by SHA-256, the library has."""
    return There(
        _some(library, "SELECT uid FROM highlights WHERE uid IN ({})", highlights),
        _some(library, "SELECT uid FROM promises WHERE uid IN ({})", promises),
        _some(library, "SELECT uid FROM articles WHERE uid IN ({})", articles),
        _some(library, "SELECT sha256 FROM blobs WHERE sha256 IN ({})", files),
        tuple(speakers.every(library)),
        tuple(tags.all(library)),
        next_id(library, "highlights") == 1,
    )


def _some(library: Library, statement: str, wanted: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for page in _pages(wanted):
        found.update(values(library, statement.format(marks(page)), page))
        library.let_others()
    return frozenset(found)


def _pages(wanted: Iterable[str]) -> Iterable[tuple[str, ...]]:
    some: Sequence[str] = [*dict.fromkeys(each for each in wanted if each)]
    for start in range(0, len(some), _PAGE):
        yield tuple(some[start : start + _PAGE])
