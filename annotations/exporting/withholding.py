"""What of a library's entries may not stand in a report, beyond what each says of itself.

`annotations.discretion` looks at one entry; here entries are looked at beside one another.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from annotations.discretion import Discretion, is_chat
from annotations.entries import Entry
from annotations.errors import Withholding
from annotations.facts import Attribution, Commitment, LegalReference, Statistic, WrittenDate
from annotations.model import Highlight, Promise
from annotations.vocabulary import EvidenceKind, Terms

F = TypeVar("F", Attribution, Statistic, LegalReference, Commitment)


def picturable(released: Sequence[Entry], careful: frozenset[int]) -> frozenset[str]:
    """Name the evidence whose picture may be shown.

    A picture of a passage shows what stands around it, and nobody here can read it: none is
    shown where the sentence around the quote may not stand in the report, in a chat, whose
    numbers are taken out, or where something else of the article (`careful`) was withheld.
    """
    return frozenset(
        each.uid
        for entry in released
        if entry.sentence and not is_chat(entry) and entry.article.id not in careful
        for each in entry.evidence
        if each.kind is EvidenceKind.FILE and not each.trashed
    )


def silent(entry: Entry, unnamed: frozenset[str], unspoken: frozenset[str]) -> Entry:
    """Drop what would tell of highlights that are withheld.

    `unnamed` are their uids: no evidence names one. `unspoken` are the uids of the promises that
    they are mentions of: somebody may have typed what was promised, and how it went, from these
    very words. Such a promise keeps its status with the days of its steps.
    """
    if not (unnamed or unspoken):
        return entry
    evidence, promises = entry.evidence, entry.promises
    if any(each.target in unnamed for each in evidence):
        evidence = tuple(each for each in evidence if each.target not in unnamed)
    if promises and (unspoken or unnamed):
        promises = tuple(_unspoken(each, unnamed, unspoken) for each in promises)
    if evidence is entry.evidence and promises is entry.promises:
        return entry
    return replace(entry, evidence=evidence, promises=promises)


def _unspoken(promise: Promise, unnamed: frozenset[str], unspoken: frozenset[str]) -> Promise:
    if {promise.uid, promise.merged_into} & unspoken:
        steps = tuple(replace(each, who="", why="", evidence="") for each in promise.steps)
        return replace(
            promise, what="", to_whom="", deadline=WrittenDate(), condition="", steps=steps
        )
    if all(each.evidence not in unnamed for each in promise.steps):
        return promise
    steps = tuple(
        replace(each, evidence="") if each.evidence in unnamed else each for each in promise.steps
    )
    return replace(promise, steps=steps)


def pledged(highlights: Iterable[Highlight]) -> frozenset[str]:
    """Name the promises that highlights are mentions of."""
    return frozenset(
        fact.promise for each in highlights for fact in each.commitments if fact.promise
    )


def heads(entries: Iterable[Entry]) -> frozenset[str]:
    """Name the promises that stand for those that entries mention: merged ones say one thing."""
    return frozenset(each.merged_into or each.uid for entry in entries for each in entry.promises)


def why_not(
    entries: Sequence[Entry], rules: Discretion, off_record: Sequence[Highlight]
) -> list[Withholding | None]:
    """Say of each entry why it is withheld, None where it is not.

    A quote that shares words with one off the record stays too, unless somebody has said of it
    that it is on the record.
    """
    reasons = [rules.withheld(entry) for entry in entries]
    found = zip(entries, reasons, strict=True)
    secret = spans(
        (*off_record, *(e.highlight for e, why in found if why == Withholding.OFF_RECORD))
    )
    if not secret:
        return reasons
    for place, entry in enumerate(entries):
        highlight = entry.highlight
        quote = highlight.quote
        if (
            reasons[place] is None
            and highlight.terms != Terms.ON_RECORD
            and _meets(secret, highlight.revision_id, quote.start, quote.end)
        ):
            reasons[place] = Withholding.OFF_RECORD
    return reasons


def spans(highlights: Iterable[Highlight]) -> dict[int, list[tuple[int, int]]]:
    """Say where highlights stand, (start, end) by the number of the revision."""
    found: dict[int, list[tuple[int, int]]] = {}
    for each in highlights:
        found.setdefault(each.revision_id, []).append((each.quote.start, each.quote.end))
    return found


def alone(entry: Entry, secret: dict[int, list[tuple[int, int]]]) -> Entry:
    """Drop what holds words that are withheld: the sentence around a quote, and fields of facts.

    A rule fills fields from words beyond the quote.
    """
    highlight = entry.highlight
    if highlight.revision_id not in secret:
        return entry
    start = entry.sentence_start
    met = _meets(secret, highlight.revision_id, start, start + len(entry.sentence))
    quote = highlight.quote

    def cleared(fact: F) -> F:
        """Take out the fields that were read from words which may not leave."""
        told = {
            each.field
            for each in fact.sources
            if not quote.start <= each.start <= each.end <= quote.end
            and _meets(secret, highlight.revision_id, each.start, each.end)
        }
        return _without_fields(fact, told) if told else fact

    return replace(
        entry,
        sentence="" if met else entry.sentence,
        highlight=replace(
            highlight,
            attribution=cleared(highlight.attribution),
            statistics=tuple(map(cleared, highlight.statistics)),
            legal=tuple(map(cleared, highlight.legal)),
            commitments=tuple(map(cleared, highlight.commitments)),
        ),
    )


def _without_fields(fact: F, names: Collection[str]) -> F:
    """Empty some fields of a fact; of a law also what is put together from them."""
    gone = {*names, "citation", "iri"}
    empty: dict[str, Any] = {each.name: each.default for each in fields(fact) if each.name in gone}
    return replace(fact, **empty)


def _meets(where: dict[int, list[tuple[int, int]]], revision: int, start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in where.get(revision, ()))
