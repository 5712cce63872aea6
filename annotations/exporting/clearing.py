"""How the highlights of a report stand: what is cleared for print, and what is not.

Cleared is a highlight whose wording somebody found to stand as it was published, recorded or
confirmed, whose claim is supported or needs no support, and about which nothing is known that
does not agree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING

from annotations.entries import Entry
from annotations.exporting.report import Report
from annotations.labels import label
from annotations.vocabulary import (
    CheckKind,
    ClaimState,
    EvidenceStance,
    PlacementState,
    WordingState,
)
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.model import Highlight

_STANDS = {WordingState.AS_PUBLISHED, WordingState.MATCHES_RECORDING, WordingState.CONFIRMED}
_HOLDS = {ClaimState.SUPPORTED, ClaimState.NOT_APPLICABLE}


class Standing(StrEnum):
    """How a highlight stands, in the order in which somebody must look at it."""

    OPEN = "open"
    FAILED = "failed"
    UNDECIDED = "undecided"
    CLEARED = "cleared"


STANDINGS: Mapping[Standing, str] = {
    Standing.OPEN: marked("Open: wording or claim not yet checked"),
    Standing.FAILED: marked("Failed: contradicted, denied or does not agree"),
    Standing.UNDECIDED: marked("Undecided: being checked, or cannot be established"),
    Standing.CLEARED: marked("Cleared"),
}
"""Headings of a fact-check sheet (catalogue messages)."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A highlight with a check that failed: its number, where it stands in the page, and why."""

    label: str
    anchor: str
    reasons: tuple[str, ...]


def standing(entry: Entry, report: Report) -> Standing:
    """Say how an entry of a report stands."""
    highlight = entry.highlight
    if not highlight.checks and not report.checks:
        return Standing.OPEN  # as most are
    wording, claim = highlight.wording, highlight.claim
    if _has_failed(highlight) or (report.checks and report.checks.get(highlight.uid)):
        return Standing.FAILED
    if wording is WordingState.UNCHECKED or claim is ClaimState.UNCHECKED:
        return Standing.OPEN
    return Standing.CLEARED if wording in _STANDS and claim in _HOLDS else Standing.UNDECIDED


def not_cleared(report: Report) -> tuple[str, ...]:
    """List the numbers of what is not cleared, the lowest first."""
    found = (
        entry.highlight
        for entry in report.entries
        if standing(entry, report) is not Standing.CLEARED
    )
    return tuple(each.label for each in sorted(found, key=attrgetter("id")))


def failed(report: Report, words: Catalogue) -> tuple[Failed, ...]:
    """List the highlights of which a check failed, with why."""
    return tuple(
        Failed(entry.highlight.label, entry.highlight.label.lower(), reasons)
        for entry in report.entries
        if (entry.highlight.checks or report.checks)
        and (reasons := tuple(_reasons(entry, report, words)))
    )


def to_do(entry: Entry, words: Catalogue) -> tuple[str, ...]:
    """Say what is left to do about an entry before it is printed; nothing for a cleared one."""
    return tuple(_to_do(entry, words))


def runs(labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Join numbers that follow one another: (K-003, K-007); one alone is both first and last."""
    first = last = ""
    for each in labels:
        if last and int(each[2:]) == int(last[2:]) + 1:
            last = each
            continue
        if first:
            yield first, last
        first = last = each
    if first:
        yield first, last


def _has_failed(highlight: "Highlight") -> bool:
    return bool(highlight.checks) and (
        highlight.claim is ClaimState.CONTRADICTED or highlight.wording is WordingState.DENIED
    )


def _reasons(entry: Entry, report: Report, words: Catalogue) -> Iterator[str]:
    highlight = entry.highlight
    if highlight.checks:
        if highlight.wording is WordingState.DENIED:
            yield _state(CheckKind.WORDING, highlight.wording, words)
        if highlight.claim is ClaimState.CONTRADICTED:
            yield _state(CheckKind.CLAIM, highlight.claim, words)
    stated = (report.checks or {}).get(highlight.uid, ())
    if stated:
        from annotations.exporting.checked import line

        for each in stated:
            yield words("Does not agree: {what}", what=line(each, words))


def _state(kind: CheckKind, state: StrEnum, words: Catalogue) -> str:
    return words("{what}: {values}", what=label(kind, words), values=label(state, words))


def _to_do(entry: Entry, words: Catalogue) -> Iterable[str]:
    highlight = entry.highlight
    if entry.placement.state in {PlacementState.REVIEW, PlacementState.LOST}:
        yield words("Find the words in the newest version of the article.")
    if highlight.wording is WordingState.UNCHECKED:
        yield words("Compare the wording with the recording or the document.")
    elif highlight.wording is WordingState.DENIED:
        yield words("The speaker denies the wording: settle it, or leave the quote out.")
    if highlight.claim is ClaimState.UNCHECKED:
        yield words("Check what the words claim.")
    elif highlight.claim is ClaimState.CHECKING:
        yield words("Finish the check of the claim.")
    elif highlight.claim is ClaimState.CONTRADICTED:
        yield words("The claim is contradicted: say so beside the quote, or leave it out.")
    elif highlight.claim is ClaimState.UNDECIDABLE:
        yield words("The claim cannot be established: say so beside the quote.")
    if highlight.claim is ClaimState.SUPPORTED and not any(
        each.stance is EvidenceStance.SUPPORTS and not each.trashed for each in entry.evidence
    ):
        yield words("Keep the evidence that supports the claim.")
    if any(each.asked and not each.answered for each in highlight.reply_requests):
        yield words("Await the reply that was asked for.")
