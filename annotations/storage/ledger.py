"""The ledger of a library: what was promised, with every mention of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from annotations import ledger as accounts
from annotations.facts import WrittenDate
from annotations.ledger import SOON, Due, Mention, Opened, Pledge
from annotations.model import Promise, PromiseStep, Speaker
from annotations.promising import Family, families
from annotations.storage import highlights, merged, speakers
from annotations.storage.library import Library, tuples, values
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
    " a.id, a.title, a.outlet, a.published_start"
    " FROM commitments c JOIN highlights h ON h.id = c.highlight_id"
    " JOIN articles a ON a.id = h.article_id"
    " WHERE h.trashed = '' AND a.trashed = '' AND c.kind <> ?"
    " AND EXISTS (SELECT 1 FROM highlight_tags ht WHERE ht.highlight_id = h.id"
    " AND ht.tag_id = (SELECT id FROM tags WHERE name = ?))"
)
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
    "SELECT EXISTS (SELECT 1 FROM {table} WHERE deadline_start <> ''"
    " AND substr(coalesce(nullif(deadline_end, ''), deadline_start), 1, 10) <= ?)"
)


def ledger(library: Library, today: date) -> list[Pledge]:
    """List all pledges, the most urgent first: `annotations.ledger.by_deadline`."""
    return accounts.by_deadline(_pledges(library, today, families(_promises(library))))


def due(library: Library, today: date, days: int = SOON) -> Due:
    """Tell what is overdue, and due within some days. Quick where no deadline is near."""
    latest = accounts.latest_deadline(today, days)
    tables = ("promises", "commitments")
    if not any(values(library, _NEAR.format(table=each), (latest,))[0] for each in tables):
        return Due(days=days)
    return accounts.due(ledger(library, today), days)


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
    library: Library,
    today: date,
    some: Iterable[Family],
    mentions: Iterable[Mention] | None = None,
) -> list[Pledge]:
    families_ = list(some)
    head = {uid: family.stands.uid for family in families_ for uid in family.uids}
    by_head: dict[str, list[Mention]] = {}
    lone: list[Mention] = []
    for each in _mentions(library) if mentions is None else mentions:
        if each.promise in head:
            by_head.setdefault(head[each.promise], []).append(each)
        else:
            lone.append(each)
    said = [each.speaker for each in lone]
    said += [group[0].speaker for group in by_head.values()]
    said += [each.promisor for family in families_ for each in family.all]
    people = speakers.standing(library, {*said} - {""})
    found = [
        _promised(family, accounts.told_by_dates(by_head.get(family.stands.uid, ())), people)
        for family in families_
        # What nobody mentions any more and nothing has come of is nowhere to be seen.
        if family.stands.uid in by_head or family.steps
    ]
    found += [_lone(each, people) for each in lone]
    return [
        each if (days := accounts.days_left(each, today)) is None else replace(each, days=days)
        for each in found
        if each.kind is not CommitmentKind.STANCE
    ]


def _promised(
    family: Family, mentions: tuple[Mention, ...], people: Mapping[str, Speaker]
) -> Pledge:
    whole = family.whole
    first = mentions[0] if mentions else None
    promisor = people.get(whole.promisor or (first.speaker if first else ""))
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
        status=whole.status,
        withdrawn=accounts.withdrawn(mentions),
        mentions=mentions,
        steps=whole.steps,
        merged=tuple(each.uid for each in family.merged),
    )


def _lone(mention: Mention, people: Mapping[str, Speaker]) -> Pledge:
    promisor = people.get(mention.speaker)
    mentions = accounts.told_by_dates((mention,))
    return Pledge(
        key=mention.fact,
        speaker=promisor.uid if promisor else "",
        who=promisor.name if promisor else mention.who,
        what=mention.what or mention.quote,
        to_whom=mention.to_whom,
        deadline=mention.deadline,
        condition=mention.condition,
        kind=mention.commitment,
        withdrawn=accounts.withdrawn(mentions),
        mentions=mentions,
    )


def _mentions(
    library: Library, condition: str = "1", parameters: tuple[object, ...] = ()
) -> list[Mention]:
    """Read the mentions that are in no trash, tagged as commitments, and no stances, by date."""
    found = tuples(
        library,
        f"{_MENTIONS} AND {condition} ORDER BY said = '', said, h.id, c.position",
        (CommitmentKind.STANCE.value, COMMITMENT, *parameters),
    )
    return [
        Mention(
            highlight=number,
            uid=uid,
            fact=fact,
            promise=promise,
            given=_MENTION[given],
            date=said,
            speaker=speaker,
            who=who,
            what=what,
            to_whom=to_whom,
            deadline=_date(words, start, end, precision),
            condition=terms,
            commitment=_KIND[kind],
            quote=quote,
            article=article,
            title=title,
            outlet=outlet,
            published=published,
        )
        for (number, uid, fact, promise, given, said, speaker, who, what, to_whom, words, start,
             end, precision, terms, kind, quote, article, title, outlet, published) in found
    ]  # fmt: skip


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


def _date(words: str, start: str, end: str, precision: str) -> WrittenDate:
    return WrittenDate(words, start, end, _PRECISION[precision]) if words or start else _NO_DATE


_NO_DATE = WrittenDate()
_PRECISION = {each.value: each for each in DatePrecision}
_KIND = {each.value: each for each in CommitmentKind}
_MENTION = {each.value: each for each in MentionKind}
_STATUS = {each.value: each for each in PromiseStatus}
