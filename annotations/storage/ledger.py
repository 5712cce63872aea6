"""The ledger of a library: what was promised, with every mention of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from annotations import ledger as accounts
from annotations.facts import WrittenDate
from annotations.ledger import SOON, Due, Mention, Opened, Pledge
from annotations.model import Promise, PromiseStep, Speaker
from annotations.promising import Family, families
from annotations.storage import highlights, merged, speakers
from annotations.storage.library import Library, tuples, values
from annotations.storage.listing import uncollected
from annotations.storage.rows import marks
from annotations.vocabulary import (
    COMMITMENT,
    CommitmentKind,
    DatePrecision,
    MentionKind,
    PromiseStatus,
)

SHOWN = 400
"""Characters of a quote that a list shows."""

# When words were said: as far as it is known, else when they were published.
SAID = "coalesce(nullif(h.date_said_start, ''), a.published_start)"

_MENTIONS = (
    f"SELECT h.id, h.uid, c.uid, coalesce(c.promise, ''), c.mention, {SAID} AS said,"  # noqa: S608 - our names, bound values
    " coalesce(h.speaker, ''), c.who, c.what, c.beneficiary, c.deadline_words, c.deadline_start,"
    f" c.deadline_end, c.deadline_precision, c.condition, c.kind, substr(h.quote, 1, {SHOWN}),"
    " a.id, a.title, a.outlet, a.published_start, c.position"
    " FROM commitments c JOIN highlights h ON h.id = c.highlight_id"
    " JOIN articles a ON a.id = h.article_id"
    " JOIN highlight_tags ht ON ht.highlight_id = h.id"
    " AND ht.tag_id = (SELECT id FROM tags WHERE name = ?)"
    " WHERE h.trashed = '' AND a.trashed = '' AND c.kind <> ?"
)
_Row = tuple[Any, ...]
_PROMISE, _GIVEN, _SAID, _SPEAKER = 3, 4, 5, 6  # places in a row of these
_PROMISES = (
    "SELECT id, uid, coalesce(promisor, ''), what, to_whom, deadline_words, deadline_start,"
    " deadline_end, deadline_precision, condition, kind, coalesce(merged_into, ''), trashed"
    " FROM promises"
)
_STEPS = (
    "SELECT promise_id, uid, status, at, who, why, evidence FROM promise_steps"
    " ORDER BY promise_id, position, id"
)
_NEAR = (
    "deadline_start <> ''"
    " AND substr(coalesce(nullif(deadline_end, ''), deadline_start), 1, 10) <= ?"
)
_FEW = 500
"""Promises with a near deadline up to which they are read alone, and not with all others."""


def ledger(library: Library, today: date) -> list[Pledge]:
    """List all pledges, the most urgent first: `annotations.ledger.by_deadline`."""
    with uncollected():
        some = families(_promises(library))
        return accounts.by_deadline(_pledges(library, today, some, _mentions(library)))


def due(library: Library, today: date, days: int = SOON) -> Due:
    """Tell what is overdue, and due within some days; read alone where it is little."""
    latest = accounts.latest_deadline(today, days)
    near = values(library, f"SELECT uid FROM promises WHERE {_NEAR}", (latest,))  # noqa: S608 - our names, bound values
    if len(near) > _FEW:
        return accounts.due(ledger(library, today), days)
    some = [each for each in merged.relatives(library, near) if not each.stands.trashed]
    uids = tuple(uid for each in some for uid in each.uids)
    mentions = _mentions(library, f"c.promise IN ({marks(uids)})", uids) if uids else []
    lone = f"c.uid IN (SELECT uid FROM commitments WHERE promise IS NULL AND {_NEAR})"  # noqa: S608 - our names, bound values
    mentions += _mentions(library, lone, (latest,))
    return accounts.due(_pledges(library, today, some, mentions), days)


def pledge(library: Library, key: str, today: date) -> Opened | None:
    """Read one pledge with the records that can be changed, by its key; None where it is gone.

    The key of a commitment that has become a mention since, and of a promise that was merged,
    leads to the promise that stands.
    """
    held = values(library, "SELECT promise FROM commitments WHERE uid = ?", (key,))
    uid = (held[0] or "") if held else key
    family = merged.family(library, uid) if uid else None
    condition, some = (
        (f"c.promise IN ({marks(family.uids)})", family.uids)
        if family is not None
        else ("c.uid = ?", (key,))
    )
    mentions = _mentions(library, condition, some)
    found = _pledges(library, today, [family] if family else [], mentions)
    if not found:
        return None
    (pledge,) = found
    numbers = tuple(dict.fromkeys(each.highlight for each in pledge.mentions))
    records = highlights.read(library, numbers)
    named = {each.speaker for each in records} | {pledge.speaker}
    if family is not None:
        named |= {each.promisor for each in family.all}
    return Opened(
        pledge=pledge,
        promise=family.stands if family else None,
        merged=family.merged if family else (),
        highlights={each.uid: each for each in records},
        people=speakers.standing(library, named - {""}),
    )


def _pledges(
    library: Library, today: date, some: Sequence[Family], mentions: Iterable[_Row]
) -> list[Pledge]:
    head = {uid: family.stands.uid for family in some for uid in family.uids}
    by_head: dict[str, list[_Row]] = {}
    lone: list[_Row] = []
    for each in mentions:
        if each[_PROMISE] in head:
            by_head.setdefault(head[each[_PROMISE]], []).append(each)
        else:
            lone.append(each)
    said = {row[_SPEAKER] for group in (lone, *by_head.values()) for row in group}
    said |= {each.promisor for family in some for each in family.all}
    people = speakers.standing(library, said - {""})
    found = [
        _promised(family, _told(by_head.get(family.stands.uid, [])), people, today)
        for family in some
        # What nobody mentions any more and nothing has come of is nowhere to be seen.
        if family.stands.kind is not CommitmentKind.STANCE
        and (family.stands.uid in by_head or family.steps)
    ]
    return found + [_lone(_told([each])[0], people, today) for each in lone]


def _promised(
    family: Family, mentions: tuple[Mention, ...], people: Mapping[str, Speaker], today: date
) -> Pledge:
    whole = family.whole
    first = mentions[0] if mentions else None
    promisor = people.get(whole.promisor or (first.speaker if first else ""))
    withdrawn = accounts.withdrawn(mentions)
    status = whole.status
    return Pledge(
        key=whole.uid,
        promise=whole.uid,
        speaker=promisor.uid if promisor else "",
        who=promisor.name if promisor else (first.who if first else ""),
        what=whole.what,
        to_whom=whole.to_whom,
        deadline=whole.deadline,
        condition=whole.condition,
        kind=whole.kind,
        status=status,
        withdrawn=withdrawn,
        days=None if withdrawn else accounts.remaining(whole.deadline, status, today),
        mentions=mentions,
        steps=whole.steps,
        merged=tuple(each.uid for each in family.merged),
    )


def _lone(mention: Mention, people: Mapping[str, Speaker], today: date) -> Pledge:
    promisor = people.get(mention.speaker)
    withdrawn = accounts.withdrawn((mention,))
    pending = PromiseStatus.PENDING
    return Pledge(
        key=mention.fact,
        speaker=promisor.uid if promisor else "",
        who=promisor.name if promisor else mention.who,
        what=mention.what or mention.quote,
        to_whom=mention.to_whom,
        deadline=mention.deadline,
        condition=mention.condition,
        kind=mention.commitment,
        withdrawn=withdrawn,
        days=None if withdrawn else accounts.remaining(mention.deadline, pending, today),
        mentions=(mention,),
    )


def _mentions(
    library: Library, condition: str = "1", parameters: tuple[object, ...] = ()
) -> list[_Row]:
    """Read the mentions that are in no trash, tagged as commitments, and no stances."""
    return tuples(
        library,
        f"{_MENTIONS} AND {condition}",
        (COMMITMENT, CommitmentKind.STANCE.value, *parameters),
    )


def _told(found: list[_Row]) -> tuple[Mention, ...]:
    """Make mentions of rows, by date: once, since forty thousand are listed together."""
    if len(found) > 1:
        found.sort(key=_by_date)
    given = accounts.kinds([_MENTION[row[_GIVEN]] for row in found])
    return tuple(
        Mention(
            highlight=number,
            uid=uid,
            fact=fact,
            promise=promise,
            kind=kind,
            given=_MENTION[said_to],
            date=said,
            speaker=speaker,
            who=who,
            what=what,
            to_whom=to_whom,
            deadline=_date(words, start, end, precision),
            condition=terms,
            commitment=_KIND[how],
            quote=quote,
            article=article,
            title=title,
            outlet=outlet,
            published=published,
        )
        for kind, (number, uid, fact, promise, said_to, said, speaker, who, what, to_whom, words,
                   start, end, precision, terms, how, quote, article, title, outlet, published, _)
        in zip(given, found, strict=True)
    )  # fmt: skip


def _by_date(row: _Row) -> tuple[bool, str, int, int]:
    return not row[_SAID], row[_SAID], row[0], row[-1]


def _promises(library: Library) -> list[Promise]:
    """Read all promises with their steps: by hand, since twenty thousand are listed at once."""
    steps: dict[int, list[PromiseStep]] = {}
    for number, uid, status, at, who, why, evidence in tuples(library, _STEPS):
        steps.setdefault(number, []).append(
            PromiseStep(
                uid=uid, status=_STATUS[status], when=at, who=who, why=why, evidence=evidence
            )
        )
    return [
        Promise(
            id=number,
            uid=uid,
            promisor=promisor,
            what=what,
            to_whom=to_whom,
            deadline=_date(words, start, end, precision),
            condition=terms,
            kind=_KIND[kind],
            steps=tuple(steps.get(number, ())),
            merged_into=merged,
            trashed=trashed,
        )
        for (number, uid, promisor, what, to_whom, words, start, end, precision, terms, kind,
             merged, trashed) in tuples(library, _PROMISES)
    ]  # fmt: skip


@lru_cache(maxsize=4096)
def _date(words: str, start: str, end: str, precision: str) -> WrittenDate:
    return WrittenDate(words, start, end, _PRECISION[precision]) if words or start else _NO_DATE


_NO_DATE = WrittenDate()
_PRECISION = {each.value: each for each in DatePrecision}
_KIND = {each.value: each for each in CommitmentKind}
_MENTION = {each.value: each for each in MentionKind}
_STATUS = {each.value: each for each in PromiseStatus}
