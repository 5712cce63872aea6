"""The promises of a report: made of the highlights that leave, and of nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from annotations.dates import show_date, show_written
from annotations.entries import Entry
from annotations.exporting.report import Report, article_heading, speaker_name
from annotations.exporting.shown import around
from annotations.facts import Commitment, WrittenDate
from annotations.labels import label
from annotations.ledger import Mention, Pledge, by_deadline, days_left, told_by_dates, withdrawn
from annotations.locators import show_place
from annotations.model import Promise, PromiseStep
from annotations.showing import show_source
from annotations.vocabulary import COMMITMENT, CommitmentKind, MentionKind
from resources import Catalogue


@dataclass(frozen=True, slots=True)
class ShownMention:
    """One highlight that a promise was made, repeated, weakened or withdrawn in.

    `anchor` is "" where the highlight stands in the ledger already, under another promise.
    `before` and `after` are the rest of the sentence, `translations` are languages and words.
    """

    label: str
    anchor: str
    kind: str
    date: str
    quote: str
    before: str
    after: str
    translations: tuple[tuple[str, str], ...]
    language: str
    article: str
    source: str
    locator: str
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
    sorted_in: dict[str, list[Pledge]] = {}
    for each in found:
        sorted_in.setdefault(each.who, []).append(each)
    shown = _Shown(entries, labels, words)
    names = sorted(sorted_in, key=lambda name: (not name, name.casefold()))
    return tuple(
        Promisor(name or words("Nobody named"), tuple(map(shown.pledge, sorted_in[name])))
        for name in names
    )


def unpromised(report: Report) -> tuple[str, ...]:
    """Number the highlights of a report that are a mention of no promise: K-014."""
    today = date.fromisoformat(report.made)
    told = {
        mention.highlight for each in pledges(report.entries, today) for mention in each.mentions
    }
    return tuple(e.highlight.label for e in report.entries if e.highlight.id not in told)


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


class _Shown:
    """Puts pledges in words; `labels` are numbers of highlights by uid, and of their evidence."""

    def __init__(
        self, entries: Mapping[int, Entry], labels: Mapping[str, str], words: Catalogue
    ) -> None:
        self._entries = entries
        self._labels = labels
        self._words = words
        self._seen: set[int] = set()

    def pledge(self, pledge: Pledge) -> ShownPledge:
        """Put a pledge in words."""
        words, kind = self._words, pledge.kind
        status = MentionKind.WITHDRAWN if pledge.withdrawn else pledge.status
        return ShownPledge(
            who=pledge.who,
            what=pledge.what,
            to_whom=pledge.to_whom,
            deadline=show_written(pledge.deadline, words),
            condition=pledge.condition,
            kind=label(kind, words) if kind is not CommitmentKind.NONE else "",
            status=label(status, words),
            left=_left(pledge.days, words),
            overdue=pledge.overdue,
            mentions=tuple(map(self._mention, pledge.mentions)),
            steps=tuple(map(self._step, pledge.steps)),
        )

    def _step(self, step: PromiseStep) -> ShownStep:
        return ShownStep(
            label(step.status, self._words),
            show_date(step.when[:10], self._words) if step.when else "",
            step.who,
            step.why,
            self._labels.get(step.evidence, "") if step.evidence else "",
        )

    def _mention(self, mention: Mention) -> ShownMention:
        entry = self._entries[mention.highlight]
        article = entry.article
        stands = mention.highlight in self._seen
        self._seen.add(mention.highlight)
        before, after = around(entry)
        return ShownMention(
            label=mention.label,
            anchor="" if stands else mention.label.lower(),
            kind=label(mention.kind, self._words),
            date=show_date(mention.date, self._words) if mention.date else "",
            quote=mention.quote,
            before=before,
            after=after,
            translations=tuple((t.language, t.text) for t in entry.highlight.translations),
            language=article.metadata.language,
            article=article_heading(entry, self._words),
            source=show_source(article, self._words),
            locator=show_place(entry, self._words),
            url=article.metadata.url,
        )


def _left(days: int | None, words: Catalogue) -> str:
    if days is None:
        return ""
    if days < 0:
        return words.plural("overdue by {n} day", "overdue by {n} days", -days)
    if days == 0:
        return words("due today")
    return words.plural("{n} day left", "{n} days left", days)
