"""Decisions on suggestions: those of an article, and how often each rule was believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from annotations.decisions import Decision
from annotations.detection.pending import Covered
from annotations.model import Span
from annotations.storage.highlights import of_article as highlights_of
from annotations.storage.highlights import placements
from annotations.storage.library import Library, rows, tuples
from annotations.storage.nouns import DECISION, read_all
from annotations.vocabulary import PlacementState, Verdict


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How often people accepted and rejected what a rule proposed."""

    accepted: int = 0
    rejected: int = 0


def of_article(library: Library, article_id: int) -> list[Decision]:
    """Read what was decided on an article's suggestions, on any revision, oldest first."""
    found = rows(
        library,
        "SELECT * FROM suggestion_decisions WHERE article_id = ? ORDER BY id",
        (article_id,),
    )
    return cast("list[Decision]", list(read_all(library, DECISION, found)))


def acceptance(library: Library) -> Mapping[str, Acceptance]:
    """Count what was decided, by the rule's name; rules nobody judged are missing."""
    return {
        rule: Acceptance(accepted, rejected)
        for rule, accepted, rejected in tuples(
            library,
            "SELECT rule, sum(decision = ?), sum(decision = ?) FROM suggestion_decisions"
            " GROUP BY rule ORDER BY rule",
            (Verdict.ACCEPTED.value, Verdict.REJECTED.value),
        )
    }


def covered(library: Library, article_id: int) -> list[Covered]:
    """Tell what of the newest revision an article's highlights cover; not those in the trash."""
    placed = placements(library, article_id)
    return [
        Covered(Span(placed[each.id].start, placed[each.id].end), each.tags)
        for each in highlights_of(library, article_id)
        if placed[each.id].state is not PlacementState.LOST
    ]
