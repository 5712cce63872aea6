"""A filter as SQL: our own words, with every value bound."""

import json
from dataclasses import dataclass, field, replace

from annotations.queries import ArticleOrder, Filter
from annotations.storage.words import match_query

Query = tuple[str, tuple[object, ...]]

_ORDERS = {
    ArticleOrder.NEWEST: "a.published_start DESC, a.id DESC",
    ArticleOrder.OLDEST: "a.published_start, a.id",
    ArticleOrder.ADDED: "a.id DESC",
    ArticleOrder.TITLE: "a.title COLLATE NOCASE, a.id DESC",
    ArticleOrder.OUTLET: "a.outlet, a.published_start DESC, a.id DESC",
}

_PLACEMENT = (
    "CASE WHEN h.revision_id = a.revision_id THEN 'exact' ELSE coalesce((SELECT p.state"
    " FROM placements p WHERE p.highlight_id = h.id AND p.revision_id = a.revision_id), 'lost') END"
)
_MERGED = (
    "WITH RECURSIVE family (uid) AS (SELECT value FROM json_each(?) UNION"
    " SELECT s.uid FROM speakers s JOIN family ON s.merged_into = family.uid)"
    " SELECT uid FROM family"
)
_NAMED = (
    "WITH RECURSIVE family (uid) AS (SELECT s.uid FROM speakers s"
    " WHERE instr(kutip_fold(s.name), ?) OR EXISTS (SELECT 1 FROM speaker_names n"
    " WHERE n.speaker_id = s.id AND instr(kutip_fold(n.name), ?)) UNION"
    " SELECT s.uid FROM speakers s JOIN family ON s.merged_into = family.uid)"
    " SELECT uid FROM family"
)
# A commitment that is a mention of no promise yet is pending, as one with no step is.
_STATUS = (
    "EXISTS (SELECT 1 FROM commitments c LEFT JOIN promises pr ON pr.uid = c.promise"
    " WHERE c.highlight_id = h.id AND coalesce((SELECT ps.status FROM promise_steps ps"
    " WHERE ps.promise_id = pr.id ORDER BY ps.position DESC, ps.id DESC LIMIT 1), 'pending')"
    " IN (SELECT value FROM json_each(?)))"
)
UNCHECKED = "(h.wording = 'unchecked' OR h.claim = 'unchecked')"


@dataclass(slots=True)
class _Terms:
    """Conditions with their values, in one order."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def ask(self, condition: str, *values: object) -> None:
        """Add a condition with the values of its question marks, in order."""
        self.conditions.append(condition)
        self.parameters += values

    def among(self, column: str, some: tuple[object, ...]) -> None:
        """Ask that a column holds one of some values; nothing is asked where there are none."""
        if some:
            self.ask(f"{column} IN (SELECT value FROM json_each(?))", _json(some))  # noqa: S608 - our names, bound values

    def joined(self) -> str:
        """Write all conditions as one, true where there are none."""
        return " AND ".join(self.conditions) or "1"


def article_query(wanted: Filter, order: ArticleOrder = ArticleOrder.NEWEST) -> Query:
    """Ask for the numbers of articles, sorted."""
    terms = _Terms()
    terms.ask("a.trashed <> ''" if wanted.trash else "a.trashed = ''")
    _about_articles(terms, wanted)
    if wanted.words:
        query = match_query(wanted.words)
        terms.ask(
            "(a.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?) OR a.id IN"
            " (SELECT w.article_id FROM highlights_fts JOIN highlights w"
            " ON w.id = highlights_fts.rowid WHERE highlights_fts MATCH ? AND w.trashed = ''))",
            query,
            query,
        ) if query else terms.ask("0")
    highlights = _Terms()
    _about_highlights(highlights, replace(wanted, words=""))
    if highlights.conditions or wanted.with_highlights:
        # Gathered first, then looked up: most articles have no such highlight.
        terms.ask(
            "a.id IN (SELECT h.article_id FROM highlights h JOIN articles a"  # noqa: S608 - our names, bound values
            f" ON a.id = h.article_id WHERE h.trashed = '' AND {highlights.joined()})",
            *highlights.parameters,
        )
    return (
        f"SELECT a.id FROM articles a WHERE {terms.joined()} ORDER BY {_ORDERS[order]}",  # noqa: S608 - our names, bound values
        tuple(terms.parameters),
    )


def highlight_query(wanted: Filter, what: str = "h.id", *, tail: str | None = None) -> Query:
    """Ask for highlights by article and reading order; `what` and `tail` are our own SQL."""
    terms = _Terms()
    if wanted.trash:
        terms.ask("(h.trashed <> '' OR a.trashed <> '')")
    else:
        terms.ask("h.trashed = '' AND a.trashed = ''")
    _about_articles(terms, wanted, starred=False)
    _about_highlights(terms, wanted)
    if wanted.starred:
        terms.ask("h.starred = 1")
    if tail is None:
        tail = "ORDER BY h.article_id, h.start_offset, h.end_offset DESC, h.id"
    query = (
        f"SELECT {what} FROM highlights h JOIN articles a ON a.id = h.article_id"  # noqa: S608 - our names, bound values
        f" WHERE {terms.joined()} {tail}"
    )
    return query, tuple(terms.parameters)


def _about_articles(terms: _Terms, wanted: Filter, *, starred: bool = True) -> None:
    terms.among("a.id", wanted.articles)
    terms.among("a.kind", wanted.kinds)
    terms.among("a.outlet", wanted.outlets)
    if wanted.published_from or wanted.published_to:
        terms.ask("a.published_start <> ''")
    if wanted.published_from:
        terms.ask("substr(coalesce(nullif(a.published_end, ''), a.published_start), 1, ?) >= ?",
                  len(wanted.published_from), wanted.published_from)  # fmt: skip
    if wanted.published_to:
        terms.ask("substr(a.published_start, 1, ?) <= ?",
                  len(wanted.published_to), wanted.published_to)  # fmt: skip
    if wanted.unread:
        terms.ask("a.read = 0")
    if wanted.starred and starred:
        terms.ask("a.starred = 1")


def _about_highlights(terms: _Terms, wanted: Filter) -> None:
    if wanted.tags:
        terms.ask(
            "EXISTS (SELECT 1 FROM highlight_tags ht JOIN tags t ON t.id = ht.tag_id"
            " WHERE ht.highlight_id = h.id AND t.name IN (SELECT value FROM json_each(?)))",
            _json(wanted.tags),
        )
    if wanted.speakers:
        terms.ask(f"h.speaker IN ({_MERGED})", _json(wanted.speakers))
    if wanted.speaker:
        folded = wanted.speaker.casefold()
        terms.ask(
            f"(h.speaker IN ({_NAMED}) OR instr(kutip_fold(h.speaker_as_written), ?))",
            folded,
            folded,
            folded,
        )
    terms.among("h.wording", wanted.wording)
    terms.among("h.claim", wanted.claim)
    if wanted.unchecked:
        terms.ask(UNCHECKED)
    if wanted.commitment_status:
        terms.ask(_STATUS, _json(wanted.commitment_status))
    terms.among(_PLACEMENT, wanted.placement)
    if wanted.words:
        query = match_query(wanted.words)
        if query:
            terms.ask(
                "h.id IN (SELECT rowid FROM highlights_fts WHERE highlights_fts MATCH ?)", query
            )
        else:
            terms.ask("0")


def _json(some: tuple[object, ...]) -> str:
    return json.dumps(some)
