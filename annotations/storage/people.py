"""Everything the library has of one speaker."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from annotations.facts import ReplyRequest, Statistic
from annotations.identities import Family, families
from annotations.ledger import Pledge
from annotations.speaking import Asked, Figure, Person, Said
from annotations.storage import ledger, speakers
from annotations.storage.columns import from_columns
from annotations.storage.library import Library, Row, rows
from annotations.vocabulary import STATISTIC, ClaimState, Terms, WordingState

_FROM = (
    " FROM highlights h JOIN articles a ON a.id = h.article_id"
    " WHERE h.trashed = '' AND a.trashed = ''"
    " AND h.speaker IN (SELECT value FROM json_each(?))"
)
_SAID = (
    f"SELECT h.id, h.uid, substr(h.quote, 1, {ledger.SHOWN}) AS quote, length(h.quote) AS length,"  # noqa: S608 - our names, bound values
    " coalesce((SELECT json_group_array(name) FROM (SELECT t.name FROM highlight_tags ht"
    " JOIN tags t ON t.id = ht.tag_id WHERE ht.highlight_id = h.id ORDER BY t.id)), '[]') AS tags,"
    f" {ledger.SAID} AS said, h.date_said_start <> '' AS dated, h.speaker, h.role, h.institution,"
    " a.id AS article, a.title, a.outlet, a.published_start,"
    " coalesce(nullif(h.terms, ''), a.terms) AS terms, h.wording, h.claim, h.starred,"
    " (SELECT count(*) FROM evidence e WHERE e.highlight = h.uid AND e.trashed = '') AS evidence"
    f"{_FROM} ORDER BY said = '', said, a.id, h.start_offset, h.id"
)
_ITS = f" WHERE f.highlight_id IN (SELECT h.id{_FROM})"
_STATISTICS = (
    f"SELECT f.* FROM statistics f{_ITS} AND EXISTS (SELECT 1 FROM highlight_tags ht"  # noqa: S608 - our names, bound values
    " WHERE ht.highlight_id = f.highlight_id"
    " AND ht.tag_id = (SELECT id FROM tags WHERE name = ?)) ORDER BY f.position, f.id"
)
_REQUESTS = f"SELECT f.* FROM reply_requests f{_ITS} ORDER BY f.position, f.id"  # noqa: S608 - our names, bound values


def person(library: Library, uid: str, today: date) -> Person | None:
    """Read all that there is of a speaker, by the uid of any of the family; None where gone."""
    found = family(library, uid)
    if found is None:
        return None
    uids = json.dumps(found.uids)
    said = [_said(row) for row in rows(library, _SAID, (uids,))]
    return Person(
        family=found,
        quotes=tuple(said),
        pledges=tuple(_pledges(library, today, found)),
        statistics=tuple(
            Figure(fact, each)
            for each, fact in _facts(said, rows(library, _STATISTICS, (uids, STATISTIC)), Statistic)
        ),
        asked=tuple(
            sorted(
                (
                    Asked(fact, each)
                    for each, fact in _facts(said, rows(library, _REQUESTS, (uids,)), ReplyRequest)
                ),
                key=lambda each: (not each.waiting, each.request.asked),
            )
        ),
    )


def family(library: Library, uid: str) -> Family | None:
    """Read a speaker with all that were merged into it; None where it is gone or in the trash."""
    known = families(speakers.every(library))
    return next((each for each in known if uid in each.uids), None)


def _pledges(library: Library, today: date, of: Family) -> list[Pledge]:
    return [each for each in ledger.ledger(library, today) if each.speaker == of.stands.uid]


def _facts(said: Iterable[Said], found: Iterable[Row], kind: type[Any]) -> list[tuple[Said, Any]]:
    """Put facts beside their highlights, in the order of these."""
    by_number: dict[int, list[Any]] = {}
    for row in found:
        by_number.setdefault(row["highlight_id"], []).append(from_columns(kind, row))
    return [(each, fact) for each in said for fact in by_number.get(each.highlight, ())]


def _said(row: Row) -> Said:
    return Said(
        highlight=row["id"],
        uid=row["uid"],
        quote=row["quote"],
        length=row["length"],
        tags=tuple(json.loads(row["tags"])),
        date=row["said"],
        dated=bool(row["dated"]),
        speaker=row["speaker"],
        role=row["role"],
        institution=row["institution"],
        article=row["article"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published_start"],
        terms=Terms(row["terms"]),
        wording=WordingState(row["wording"]),
        claim=ClaimState(row["claim"]),
        starred=bool(row["starred"]),
        evidence=row["evidence"],
    )
