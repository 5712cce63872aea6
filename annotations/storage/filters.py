"""A filter as SQL: our own words, with every value bound."""

import json
from dataclasses import dataclass, field, replace

from annotations.queries import ArticleOrder, Filter
from annotations.storage.words import match_query
from annotations.vocabulary import COMMITMENT, LEGAL, PromiseStatus

Query = tuple[str, tuple[object, ...]]

_ORDERS = {
    ArticleOrder.NEWEST: "a.published_start DESC, a.id DESC",
    ArticleOrder.OLDEST: "a.published_start, a.id",
    ArticleOrder.ADDED: "a.id DESC",
    ArticleOrder.TITLE: "a.title COLLATE NOCASE, a.id DESC",
    ArticleOrder.OUTLET: "a.outlet, a.published_start DESC, a.id DESC",
}

PLACEMENT = (
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
PROMISE_STATUS = (
    "coalesce((WITH RECURSIVE family (uid) AS (SELECT p.uid"
    " UNION SELECT up.merged_into FROM family JOIN promises up ON up.uid = family.uid"
    " WHERE up.merged_into IS NOT NULL"
    " UNION SELECT down.uid FROM family JOIN promises down ON down.merged_into = family.uid)"
    " SELECT s.status FROM family JOIN promises m ON m.uid = family.uid"
    " JOIN promise_steps s ON s.promise_id = m.id WHERE m.trashed = ''"
    " ORDER BY s.at DESC, m.merged_into IS NOT NULL DESC, m.id DESC, s.position DESC LIMIT 1),"
    " 'pending')"
)
"""What became of promise `p`: the last step of all that are one with it and not in the trash.

Of steps of one day those of the one that stands come first: as in `promising.Family.steps`.
"""

MENTION = "(c.promise IS NOT NULL OR c.kind <> 'stance')"
"""Whether commitment `c` is of a promise, or one by itself: a stance is none."""

LAW_KEY = (
    "CASE WHEN l.iri LIKE '%#%' THEN substr(l.iri, 1, instr(l.iri, '#') - 1)"
    " WHEN l.iri <> '' THEN l.iri"
    " WHEN l.instrument = '' AND l.number = '' AND l.case_number = '' AND l.year = ''"
    " AND l.name = '' AND l.title = '' AND l.court = '' THEN kutip_fold(l.citation)"
    " ELSE kutip_fold(l.instrument || '|' || coalesce(nullif(l.number, ''), l.case_number)"
    " || '|' || l.year || '|'"
    " || coalesce(nullif(l.name, ''), nullif(l.title, ''), l.court)) END"
)
"""What the instrument of legal reference `l` is known by: `annotations.shelf.law_key` as SQL."""

_PROMISED = (
    "WITH RECURSIVE family (uid) AS (SELECT value FROM json_each(?) UNION"
    " SELECT p.uid FROM promises p JOIN family ON p.merged_into = family.uid)"
    " SELECT uid FROM family"
)
_BACKED = "SELECT highlight FROM evidence WHERE trashed = ''"
# Off the indexes of what is in the trash: little, as a rule, so it is asked for and left out.
TRASHED = (
    "SELECT id FROM highlights WHERE trashed <> '' UNION SELECT x.id FROM articles t"
    " JOIN highlights x ON x.article_id = t.id WHERE t.trashed <> ''"
)
TERMS = "coalesce(nullif(h.terms, ''), a.terms)"
_SAID_START = "coalesce(nullif(h.date_said_start, ''), a.published_start)"
_SAID_END = (
    "CASE WHEN h.date_said_start <> '' THEN coalesce(nullif(h.date_said_end, ''),"
    " h.date_said_start) ELSE coalesce(nullif(a.published_end, ''), a.published_start) END"
)
SAID = (_SAID_START, _SAID_END)
"""First and last moment of when a highlight was said, as far as it is known, else published."""


def tagged(names: str) -> str:
    """Write that a highlight bears one of some tags; `names` is our own SQL."""
    return (
        "EXISTS (SELECT 1 FROM highlight_tags ht WHERE ht.highlight_id = h.id"  # noqa: S608 - our names, bound values
        f" AND ht.tag_id IN (SELECT id FROM tags WHERE name IN ({names})))"
    )


AS_COMMITMENT, AS_LEGAL = tagged(f"'{COMMITMENT}'"), tagged(f"'{LEGAL}'")
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

    def between(self, when: tuple[str, str], first: str, last: str) -> None:
        """Ask that a time, of which the start and the end are given, touches some days."""
        start, end = when
        if first or last:
            self.ask(f"{start} <> ''")
        if first:
            self.ask(f"substr({end}, 1, ?) >= ?", len(first), first)
        if last:
            self.ask(f"substr({start}, 1, ?) <= ?", len(last), last)

    def joined(self) -> str:
        """Write all conditions as one, true where there are none."""
        return " AND ".join(self.conditions) or "1"


_PUBLISHED = ("a.published_start", "coalesce(nullif(a.published_end, ''), a.published_start)")


def article_query(wanted: Filter, order: ArticleOrder = ArticleOrder.NEWEST) -> Query:
    """Ask for the numbers of articles, sorted."""
    terms = _Terms()
    terms.ask("a.trashed <> ''" if wanted.trash else "a.trashed = ''")
    _about_articles(terms, wanted)
    if wanted.words:
        query = match_query(wanted.words, typing=wanted.typing)
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


def highlight_query(
    wanted: Filter, what: str = "h.id", *, joins: str = "", tail: str | None = None
) -> Query:
    """Ask for highlights by article and reading order; `what`, `joins`, `tail` are our own SQL."""
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
        f"SELECT {what} FROM highlights h JOIN articles a ON a.id = h.article_id{joins}"  # noqa: S608 - our names, bound values
        f" WHERE {terms.joined()} {tail}"
    )
    return query, tuple(terms.parameters)


def _about_articles(terms: _Terms, wanted: Filter, *, starred: bool = True) -> None:
    terms.among("a.id", wanted.articles)
    terms.among("a.kind", wanted.kinds)
    terms.among("a.outlet", wanted.outlets)
    terms.between(_PUBLISHED, wanted.published_from, wanted.published_to)
    if wanted.unread:
        terms.ask("a.read = 0")
    if wanted.starred and starred:
        terms.ask("a.starred = 1")


def _about_highlights(terms: _Terms, wanted: Filter) -> None:
    terms.among("h.id", wanted.highlights)
    if wanted.tags:
        terms.ask(tagged("SELECT value FROM json_each(?)"), _json(wanted.tags))
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
    terms.among("h.assigned_to", wanted.assigned)
    terms.among(TERMS, wanted.terms)
    if wanted.unchecked:
        terms.ask(UNCHECKED)
    terms.among(PLACEMENT, wanted.placement)
    terms.between(SAID, wanted.said_from, wanted.said_to)
    _about_facts(terms, wanted)
    if wanted.words:
        query = match_query(wanted.words, typing=wanted.typing)
        if query:
            terms.ask(
                "h.id IN (SELECT rowid FROM highlights_fts WHERE highlights_fts MATCH ?)", query
            )
        else:
            terms.ask("0")


def _about_facts(terms: _Terms, wanted: Filter) -> None:
    """Ask for facts that are shown: those of a tag that was taken off are not, and for evidence."""
    if wanted.commitment_status:
        lone = PromiseStatus.PENDING in wanted.commitment_status
        terms.ask(
            f"h.id IN (SELECT c.highlight_id FROM commitments c WHERE {MENTION} AND (c.promise IN"  # noqa: S608 - our names, bound values
            f" (SELECT p.uid FROM promises p WHERE {PROMISE_STATUS} IN"
            f" (SELECT value FROM json_each(?))){' OR c.promise IS NULL' if lone else ''}))"
            f" AND {AS_COMMITMENT}",
            _json(wanted.commitment_status),
        )
    if wanted.promises:
        terms.ask(
            f"h.id IN (SELECT highlight_id FROM commitments WHERE promise IN ({_PROMISED}))"  # noqa: S608 - our names, bound values
            f" AND {AS_COMMITMENT}",
            _json(wanted.promises),
        )
    if wanted.laws:
        terms.ask(
            f"h.id IN (SELECT l.highlight_id FROM legal_references l WHERE {LAW_KEY} IN"  # noqa: S608 - our names, bound values
            f" (SELECT value FROM json_each(?))) AND {AS_LEGAL}",
            _json(wanted.laws),
        )
    if wanted.evidence:
        none = f" OR h.uid NOT IN ({_BACKED})" if "" in wanted.evidence else ""
        terms.ask(
            f"(h.uid IN ({_BACKED} AND stance IN (SELECT value FROM json_each(?))){none})",  # noqa: S608 - our names, bound values
            _json(wanted.evidence),
        )


def _json(some: tuple[object, ...]) -> str:
    return json.dumps(some)
