"""Highlights: listing, reading, and all that a report shows beside one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from annotations.entries import Entry
from annotations.errors import NoSuchRecord
from annotations.model import Article, Block, Evidence, Highlight, Placement, Promise, Span, Speaker
from annotations.plain import loads
from annotations.queries import Filter
from annotations.spans import sentence_span
from annotations.storage import merged, places, speakers
from annotations.storage.filters import highlight_query
from annotations.storage.library import Library, rows, tuples, values
from annotations.storage.nouns import ARTICLE, EVIDENCE, HIGHLIGHT, read_all
from annotations.storage.rows import marks
from annotations.vocabulary import LocatorKind, PlacementState

PAGE = 200
"""How many highlights are read at once."""

LOST = Placement(-1, -1, PlacementState.LOST, 0.0)


def ids(library: Library, wanted: Filter | None = None) -> list[int]:
    """List the numbers of highlights, by article and reading order."""
    query, parameters = highlight_query(wanted or Filter())
    return values(library, query, parameters)


def count(library: Library, wanted: Filter | None = None) -> int:
    """Count highlights: as many as `ids` lists."""
    query, parameters = highlight_query(wanted or Filter(), "count(*)", tail="")
    return int(values(library, query, parameters)[0])


def read(library: Library, some: Sequence[int]) -> list[Highlight]:
    """Read highlights in the order asked for; those that went are missing."""
    found: dict[int, Highlight] = {}
    for start in range(0, len(some), PAGE):
        page = tuple(some[start : start + PAGE])
        records = _records(library, f"id IN ({marks(page)})", page)
        found |= {highlight.id: highlight for highlight in records}
    return [found[number] for number in some if number in found]


def by_uid(library: Library, uid: str) -> Highlight:
    """Read a highlight by its uid. Raises NoSuchRecord."""
    found = _records(library, "uid = ?", (uid,))
    if not found:
        raise NoSuchRecord("highlight", uid)
    return found[0]


def of_article(library: Library, article_id: int, *, trash: bool = False) -> list[Highlight]:
    """Read the highlights of an article in reading order, or those of it in the trash."""
    return _records(
        library,
        f"article_id = ? AND trashed {'<>' if trash else '='} ''"
        " ORDER BY start_offset, end_offset DESC, id",
        (article_id,),
    )


def _records(library: Library, where: str, parameters: tuple[object, ...]) -> list[Highlight]:
    found = rows(library, f"SELECT * FROM highlights WHERE {where}", parameters)  # noqa: S608 - our names, bound values
    records: list[Highlight] = []
    for start in range(0, len(found), PAGE):
        records += cast(
            "list[Highlight]", read_all(library, HIGHLIGHT, found[start : start + PAGE])
        )
    return records


def placements(library: Library, article_id: int) -> dict[int, Placement]:
    """Tell where the highlights of an article stand on its newest revision, by number."""
    some = values(library, "SELECT id FROM highlights WHERE article_id = ?", (article_id,))
    found: dict[int, Placement] = {}
    for start in range(0, len(some), PAGE):
        found |= _placements(library, tuple(some[start : start + PAGE]))
    return found


def _placements(library: Library, some: tuple[int, ...]) -> dict[int, Placement]:
    found = {}
    for number, here, start, end, *placed in tuples(
        library,
        "SELECT h.id, h.revision_id = a.revision_id, h.start_offset, h.end_offset,"  # noqa: S608 - our names, bound values
        " p.start_offset, p.end_offset, p.state, p.similarity FROM highlights h"
        " JOIN articles a ON a.id = h.article_id LEFT JOIN placements p"
        " ON p.highlight_id = h.id AND p.revision_id = a.revision_id"
        f" WHERE h.id IN ({marks(some)})",
        some,
    ):
        if here:
            found[number] = Placement(start, end, PlacementState.EXACT)
        elif placed[2] is None:
            found[number] = LOST
        else:
            found[number] = Placement(placed[0], placed[1], PlacementState(placed[2]), placed[3])
    return found


def entries(library: Library, some: Sequence[int]) -> list[Entry]:
    """Read highlights with all that lists and reports show, in the order asked for."""
    found: list[Entry] = []
    texts = _Texts(library)
    for start in range(0, len(some), PAGE):
        found += _page(library, tuple(some[start : start + PAGE]), texts)
    return found


@dataclass(frozen=True, slots=True)
class _Text:
    """What an entry needs of a revision."""

    number: int
    original_sha256: str
    text: str
    blocks: tuple[Block, ...]
    kinds: tuple[LocatorKind, ...]


class _Texts:
    """The texts of one call, each read once; only the last few are held."""

    HELD = 8

    def __init__(self, library: Library) -> None:
        self.library = library
        self.held: dict[int, _Text] = {}

    def of(self, revision_id: int) -> _Text:
        """Read the text of a revision, once."""
        if revision_id not in self.held:
            ((number, digest, text, blocks),) = tuples(
                self.library,
                "SELECT number, original_sha256, text, blocks FROM revisions"
                " JOIN texts ON revision_id = id WHERE id = ?",
                (revision_id,),
            )
            if len(self.held) >= self.HELD:
                del self.held[next(iter(self.held))]
            self.held[revision_id] = _Text(
                number,
                digest,
                text,
                loads(tuple[Block, ...], blocks),
                places.kinds(self.library, revision_id),
            )
        return self.held[revision_id]


def _page(library: Library, some: tuple[int, ...], texts: _Texts) -> list[Entry]:
    highlights = read(library, some)
    numbers = tuple({highlight.article_id for highlight in highlights})
    articles = {
        article.id: cast(Article, article)
        for article in read_all(
            library,
            ARTICLE,
            rows(library, f"SELECT * FROM articles WHERE id IN ({marks(numbers)})", numbers),  # noqa: S608 - our names, bound values
        )
    }
    people = speakers.standing(library, {each.speaker for each in highlights if each.speaker})
    placed = _placements(library, some)
    evidence = _evidence(library, tuple(each.uid for each in highlights))
    promises = _promises(library, highlights)
    return [
        _entry(
            library,
            each,
            articles[each.article_id],
            texts.of(each.revision_id),
            placed[each.id],
            people.get(each.speaker),
            evidence.get(each.uid, ()),
            promises,
        )
        for each in highlights
    ]


def _entry(
    library: Library,
    highlight: Highlight,
    article: Article,
    text: _Text,
    placement: Placement,
    speaker: Speaker | None,
    evidence: tuple[Evidence, ...],
    promises: dict[str, Promise],
) -> Entry:
    quote = highlight.quote
    around = sentence_span(text.text, Span(quote.start, quote.end), text.blocks)
    locators = (
        places.locators_at(library, highlight.revision_id, quote.start, quote.end, text.kinds)
        if text.kinds
        else ()
    )
    mentioned = dict.fromkeys(each.promise for each in highlight.commitments)
    return Entry(
        highlight=highlight,
        article=article,
        revision_number=text.number,
        speaker=speaker,
        placement=placement,
        locator=locators[0] if locators else None,
        locators=locators,
        sentence=text.text[around.start : around.end],
        sentence_start=around.start,
        original_sha256=text.original_sha256,
        evidence=evidence,
        promises=tuple(promises[uid] for uid in mentioned if uid in promises),
    )


def _evidence(library: Library, uids: tuple[str, ...]) -> dict[str, tuple[Evidence, ...]]:
    found = rows(
        library,
        f"SELECT * FROM evidence WHERE highlight IN ({marks(uids)}) AND trashed = '' ORDER BY id",  # noqa: S608 - our names, bound values
        uids,
    )
    by_highlight: dict[str, tuple[Evidence, ...]] = {}
    for each in cast("list[Evidence]", read_all(library, EVIDENCE, found)):
        by_highlight[each.highlight] = (*by_highlight.get(each.highlight, ()), each)
    return by_highlight


def _promises(library: Library, highlights: Sequence[Highlight]) -> dict[str, Promise]:
    uids = {c.promise for each in highlights for c in each.commitments if c.promise}
    return merged.standing(library, uids) if uids else {}
