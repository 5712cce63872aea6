"""The promises of a report: made of the highlights that leave, and of nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from annotations.dates import show_date, show_written
from annotations.entries import Entry
from annotations.exporting.report import Report, speaker_name
from annotations.facts import Commitment, WrittenDate
from annotations.labels import label
from annotations.ledger import Mention, Pledge, by_deadline, days_left, told_by_dates, withdrawn
from annotations.model import Promise
from annotations.showing import show_source
from annotations.vocabulary import COMMITMENT, CommitmentKind, MentionKind
from resources import Catalogue


@dataclass(frozen=True, slots=True)
class ShownMention:
    """One highlight that a promise was made, repeated, weakened or withdrawn in."""

    label: str
    anchor: str
    kind: str
    date: str
    quote: str
    language: str
    article: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One dated step of a promise; `evidence` is the number of a highlight of the report."""

    status: str
    when: str
    who: str
    why: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPledge:
    """One promise. `left` says how many days are left or over at the report's date."""

    who: str
    what: str
    to_whom: str
    deadline: str
    condition: str
    kind: str
    status: str
    left: str
    overdue: bool
    mentions: tuple[ShownMention, ...]
    steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True)
class Promisor:
    """Somebody, and what was promised by them, the most urgent first."""

    name: str
    promises: tuple[ShownPledge, ...]


def promisors(report: Report, words: Catalogue) -> tuple[Promisor, ...]:
    """List who promised what in a report, by name; those that nobody named last."""
    entries = {entry.highlight.id: entry for entry in report.entries}
    found = by_deadline(pledges(report.entries, date.fromisoformat(report.made)))
    labels = {entry.highlight.uid: entry.highlight.label for entry in entries.values()}
    labels |= {e.uid: entry.highlight.label for entry in entries.values() for e in entry.evidence}
    sorted_in: dict[str, list[ShownPledge]] = {}
    for each in found:
        sorted_in.setdefault(each.who, []).append(_shown(each, entries, labels, words))
    names = sorted(sorted_in, key=lambda name: (not name, name.casefold()))
    return tuple(Promisor(name or words("Nobody named"), tuple(sorted_in[name])) for name in names)


def pledges(entries: Sequence[Entry], today: date) -> Iterator[Pledge]:
    """Make the ledger of entries that may leave. Stances never enter."""
    promises = {each.uid: each for entry in entries for each in entry.promises}
    mentions: dict[str, list[Mention]] = {}
    for entry in entries:
        if COMMITMENT not in entry.highlight.tags:
            continue
        for number, fact in enumerate(entry.highlight.commitments):
            if fact.kind is CommitmentKind.STANCE:
                continue
            key = _head(fact.promise, promises) or fact.uid or f"{entry.highlight.id}/{number}"
            mentions.setdefault(key, []).append(_mention(entry, fact))
    for key, some in mentions.items():
        promise = promises.get(key) or next(
            (promises[each.promise] for each in some if each.promise in promises), None
        )
        if promise is None or promise.kind is not CommitmentKind.STANCE:
            yield _pledge(key, promise, told_by_dates(some), today)


def _head(uid: str, promises: Mapping[str, Promise]) -> str:
    """Follow merges to the promise that stands, as far as the report knows them."""
    seen: set[str] = set()
    while uid in promises and promises[uid].merged_into and uid not in seen:
        seen.add(uid)
        uid = promises[uid].merged_into
    return uid


def _mention(entry: Entry, fact: Commitment) -> Mention:
    highlight, about = entry.highlight, entry.article.metadata
    return Mention(
        highlight=highlight.id,
        uid=highlight.uid,
        fact=fact.uid,
        promise=fact.promise,
        given=fact.mention,
        date=(highlight.attribution.date_said.start or about.published.start)[:10],
        speaker=entry.speaker.uid if entry.speaker is not None else "",
        who=speaker_name(entry) or fact.who,
        what=fact.what or highlight.quote.exact,
        to_whom=fact.beneficiary,
        deadline=fact.deadline,
        condition=fact.condition,
        commitment=fact.kind,
        quote=highlight.quote.exact,
        article=entry.article.id,
        title=about.title,
        outlet=about.outlet,
        published=about.published.start,
    )


def _pledge(key: str, promise: Promise | None, some: tuple[Mention, ...], today: date) -> Pledge:
    first = some[0]
    made = Pledge(
        key=key,
        who=next((m.who for m in some if promise and m.speaker == promise.promisor), first.who),
        what=_first(promise.what if promise else "", (m.what for m in some)),
        to_whom=_first(promise.to_whom if promise else "", (m.to_whom for m in some)),
        condition=_first(promise.condition if promise else "", (m.condition for m in some)),
        deadline=_deadline(promise, some),
        kind=promise.kind if promise else first.commitment,
        withdrawn=withdrawn(some),
        mentions=some,
    )
    if promise is not None:
        made = replace(made, promise=promise.uid, status=promise.status, steps=promise.steps)
    return replace(made, days=days_left(made, today))


def _first(said: str, others: Iterable[str]) -> str:
    return said or next(filter(None, others), "")


def _deadline(promise: Promise | None, some: Sequence[Mention]) -> WrittenDate:
    known = [each.deadline for each in some if each.deadline.start or each.deadline.words]
    if promise is not None and (promise.deadline.start or promise.deadline.words):
        return promise.deadline
    return known[0] if known else WrittenDate()


def _shown(
    pledge: Pledge, entries: Mapping[int, Entry], labels: Mapping[str, str], words: Catalogue
) -> ShownPledge:
    """Put a pledge in words; `labels` are numbers of highlights, by uid, and of their evidence."""
    status = label(pledge.status, words)
    return ShownPledge(
        who=pledge.who,
        what=pledge.what,
        to_whom=pledge.to_whom,
        deadline=show_written(pledge.deadline, words),
        condition=pledge.condition,
        kind=label(pledge.kind, words) if pledge.kind is not CommitmentKind.NONE else "",
        status=label(MentionKind.WITHDRAWN, words) if pledge.withdrawn else status,
        left=_left(pledge.days, words),
        overdue=pledge.overdue,
        mentions=tuple(_shown_mention(m, entries[m.highlight], words) for m in pledge.mentions),
        steps=tuple(
            ShownStep(
                label(each.status, words),
                show_date(each.when[:10], words) if each.when else "",
                each.who,
                each.why,
                labels.get(each.evidence, "") if each.evidence else "",
            )
            for each in pledge.steps
        ),
    )


def _shown_mention(mention: Mention, entry: Entry, words: Catalogue) -> ShownMention:
    return ShownMention(
        label=mention.label,
        anchor=mention.label.lower(),
        kind=label(mention.kind, words),
        date=show_date(mention.date, words) if mention.date else "",
        quote=mention.quote,
        language=entry.article.metadata.language,
        article=mention.title,
        source=show_source(entry.article, words),
        url=entry.article.metadata.url,
    )


def _left(days: int | None, words: Catalogue) -> str:
    if days is None:
        return ""
    if days < 0:
        return words.plural("overdue by {n} day", "overdue by {n} days", -days)
    if days == 0:
        return words("due today")
    return words.plural("{n} day left", "{n} days left", days)
