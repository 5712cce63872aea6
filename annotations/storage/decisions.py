"""Decisions on suggestions: those of an article, and how often each rule was believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from annotations.decisions import Decision
from annotations.detection.pending import Covered
from annotations.model import Span
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
    """Read what was decided on an article's suggestions, on any revision, oldest first.

    A row that a damaged disk changed beyond reading is left to `kutip check`: for its sake no
    article stays shut.
    """
    found = rows(
        library,
        "SELECT * FROM suggestion_decisions WHERE article_id = ? AND decision IN (?, ?)"
        " ORDER BY id",
        (article_id, *(each.value for each in Verdict)),
    )
    return cast("list[Decision]", list(read_all(library, DECISION, found)))


def acceptance(library: Library) -> Mapping[str, Acceptance]:
    """Count what was decided, by the rule's name; rules nobody judged are missing.

    What two windows decided alike before they heard of each other counts once.
    """
    return {
        rule: Acceptance(accepted, rejected)
        for rule, accepted, rejected in tuples(
            library,
            "SELECT rule, sum(decision = ?), sum(decision = ?) FROM"
            " (SELECT DISTINCT rule, decision, revision_id, start_offset, end_offset"
            " FROM suggestion_decisions) GROUP BY rule ORDER BY rule",
            (Verdict.ACCEPTED.value, Verdict.REJECTED.value),
        )
    }


def covered(library: Library, article_id: int) -> list[Covered]:
    """Tell what of the newest revision an article's highlights cover; not those in the trash."""
    # Whole highlights with their facts would hold the store's thread: a long report has thousands.
    tagged: dict[int, tuple[str, ...]] = {}
    for number, tag in tuples(
        library,
        "SELECT h.id, t.name FROM highlights h"
        " LEFT JOIN highlight_tags ht ON ht.highlight_id = h.id"
        " LEFT JOIN tags t ON t.id = ht.tag_id WHERE h.article_id = ? AND h.trashed = ''",
        (article_id,),
    ):
        tagged[number] = (*tagged.get(number, ()), *([tag] if tag else ()))
    return [
        Covered(Span(place.start, place.end), tagged[number])
        for number, place in placements(library, article_id).items()
        if number in tagged and place.state is not PlacementState.LOST
    ]
