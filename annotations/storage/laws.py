"""The law shelf of a library: references to laws, and the words of laws that were pasted in."""

from typing import cast

from annotations.facts import LegalReference
from annotations.provisions import ProvisionText
from annotations.queries import Filter
from annotations.shelf import Cited, Instrument
from annotations.shelf import shelf as grouped
from annotations.storage import speakers
from annotations.storage.columns import from_columns
from annotations.storage.filters import highlight_query
from annotations.storage.ledger import SAID
from annotations.storage.library import Library, rows
from annotations.storage.listing import uncollected
from annotations.storage.nouns import PROVISION, read_all
from annotations.vocabulary import LEGAL, ArticleKind, QuoteType

_WHERE = (
    " WHERE l.highlight_id IN ({}) AND EXISTS (SELECT 1 FROM highlight_tags ht"
    " WHERE ht.highlight_id = h.id AND ht.tag_id = (SELECT id FROM tags WHERE name = ?))"
)
_CITED = (
    "SELECT l.*, h.id AS highlight_number, h.uid AS highlight_uid, h.quote, h.quote_type,"  # noqa: S608 - our names, bound values
    f" h.speaker, {SAID} AS said, a.id AS article_number, a.kind AS article_kind,"
    " a.title AS article_title, a.outlet, a.published_start, a.language FROM legal_references l"
    " JOIN highlights h ON h.id = l.highlight_id JOIN articles a ON a.id = h.article_id"
)


def shelf(library: Library, wanted: Filter | None = None) -> tuple[Instrument, ...]:
    """Read the references of highlights that are tagged so, by instrument and provision."""
    query, parameters = highlight_query(wanted or Filter(), tail="")
    found = rows(
        library,
        f"{_CITED}{_WHERE.format(query)} ORDER BY h.id, l.position, l.id",
        (*parameters, LEGAL),
    )
    people = speakers.standing(library, {row["speaker"] for row in found if row["speaker"]})
    with uncollected():
        return grouped(
            Cited(
                reference=cast(LegalReference, from_columns(LegalReference, row)),
                highlight=row["highlight_number"],
                uid=row["highlight_uid"],
                quote=row["quote"],
                quote_type=QuoteType(row["quote_type"]),
                speaker=people[row["speaker"]].name if row["speaker"] in people else "",
                date=row["said"],
                article=row["article_number"],
                article_kind=ArticleKind(row["article_kind"]),
                title=row["article_title"],
                outlet=row["outlet"],
                published=row["published_start"],
                language=row["language"],
            )
            for row in found
        )


def provisions(library: Library) -> list[ProvisionText]:
    """Read all pasted texts, by what they are the text of and from when it holds."""
    found = rows(library, "SELECT * FROM provision_texts ORDER BY iri, valid_from, id")
    return cast("list[ProvisionText]", list(read_all(library, PROVISION, found)))
