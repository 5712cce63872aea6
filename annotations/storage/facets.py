"""Counts for the filter pane, a few grouped queries whatever the size of the library."""

from annotations.queries import Facet, Facets, Filter
from annotations.storage.filters import UNCHECKED, highlight_query
from annotations.storage.library import Library, tuples, values
from annotations.storage.speakers import standing

_TO_REVIEW = (
    "SELECT count(DISTINCT h.article_id) FROM highlights h JOIN articles a ON a.id = h.article_id"
    " WHERE h.trashed = '' AND a.trashed = '' AND h.revision_id <> a.revision_id"
    " AND coalesce((SELECT p.state FROM placements p WHERE p.highlight_id = h.id"
    " AND p.revision_id = a.revision_id), 'lost') IN ('review', 'lost')"
)
_OF_ARTICLES = (
    "SELECT count(DISTINCT h.article_id) FROM highlights h JOIN articles a ON a.id = h.article_id"
    " WHERE h.trashed = '' AND a.trashed = ''"
)


def facets(library: Library, wanted: Filter | None = None) -> Facets:
    """Count articles and highlights by what the filter pane offers.

    Counts of articles are of the whole library; `wanted` narrows those of highlights (tags,
    speakers, unchecked). `to_review` counts placements in review and lost ones; `trash` counts
    articles in the trash and highlights that were put there by themselves.
    """
    wanted = wanted or Filter()

    def one(query: str) -> int:
        """Run a query that counts."""
        return int(values(library, query)[0])

    query, parameters = highlight_query(wanted, f"sum({UNCHECKED})", tail="")
    unchecked = values(library, query, parameters)[0]
    return Facets(
        all=one("SELECT count(*) FROM articles WHERE trashed = ''"),
        unread=one("SELECT count(*) FROM articles WHERE trashed = '' AND read = 0"),
        starred=one("SELECT count(*) FROM articles WHERE trashed = '' AND starred = 1"),
        with_highlights=one(_OF_ARTICLES),
        unchecked=one(f"{_OF_ARTICLES} AND {UNCHECKED}"),
        to_review=one(_TO_REVIEW),
        trash=one("SELECT count(*) FROM articles WHERE trashed <> ''")
        + one(
            "SELECT count(*) FROM highlights h JOIN articles a ON a.id = h.article_id"
            " WHERE h.trashed <> '' AND a.trashed = ''"
        ),
        unchecked_highlights=int(unchecked or 0),
        kinds=_articles_by(library, "kind"),
        outlets=_articles_by(library, "outlet"),
        tags=_tags(library, wanted),
        speakers=_speakers(library, wanted),
    )


def _articles_by(library: Library, column: str) -> tuple[Facet, ...]:
    """Count articles by a column, the most frequent first; off an index."""
    found = tuples(
        library,
        f"SELECT {column}, count(*) FROM articles WHERE trashed = '' GROUP BY {column}"  # noqa: S608 - our names
        f" ORDER BY count(*) DESC, {column}",
    )
    return tuple(Facet(value, value, many) for value, many in found if value)


def _tags(library: Library, wanted: Filter) -> tuple[Facet, ...]:
    """Count highlights by tag, all tags, as they are listed."""
    query, parameters = highlight_query(wanted)
    found = tuples(
        library,
        "SELECT t.name, (SELECT count(*) FROM highlight_tags ht WHERE ht.tag_id = t.id"  # noqa: S608 - our names, bound values
        f" AND ht.highlight_id IN ({query})) FROM tags t"
        " ORDER BY t.key = '', t.key, t.name COLLATE NOCASE",
        parameters,
    )
    return tuple(Facet(name, name, many) for name, many in found)


def _speakers(library: Library, wanted: Filter) -> tuple[Facet, ...]:
    """Count highlights by the speaker who stands for whoever said it."""
    query, parameters = highlight_query(
        wanted, "h.speaker, count(*)", tail="AND h.speaker IS NOT NULL GROUP BY h.speaker"
    )
    counts = dict(tuples(library, query, parameters))
    people = standing(library, counts)
    found: dict[str, tuple[str, int]] = {}
    for uid, many in counts.items():
        speaker = people[uid]
        found[speaker.uid] = (speaker.name, found.get(speaker.uid, ("", 0))[1] + many)
    facets = [Facet(uid, name, many) for uid, (name, many) in found.items()]
    return tuple(sorted(facets, key=lambda facet: (-facet.count, facet.name.casefold())))
