"""A filter in words, for the head of a report."""

from collections.abc import Iterable, Mapping

from annotations.dates import show_date
from annotations.labels import label, tag_name
from annotations.model import Speaker
from annotations.queries import Filter
from annotations.vocabulary import (
    ArticleKind,
    ClaimState,
    EvidenceStance,
    PlacementState,
    PromiseStatus,
    Terms,
    WordingState,
)
from resources import Catalogue

Value = ArticleKind | WordingState | ClaimState | PromiseStatus | PlacementState | Terms

_NUMBERS = 20  # that are named one by one; of more chosen rows a report says how many


def asked(
    wanted: Filter,
    words: Catalogue,
    *,
    titles: Mapping[int, str] | None = None,
    speakers: Iterable[Speaker] = (),
) -> tuple[str, ...]:
    """Say what a filter asks for, a phrase a condition; nothing for one that asks nothing.

    `titles` name articles by number, `speakers` are those of the library.
    """
    people = tuple(speakers)
    numbers = [f"K-{number:03d}" for number in wanted.highlights]
    if len(numbers) > _NUMBERS:
        numbers = [words("{n} chosen ones", n=words.number(len(numbers)))]
    names = {speaker.uid: speaker.name for speaker in people}
    nobody = words("a confidential source")
    rows = (
        (words("Number"), numbers),
        (words("Article"), [(titles or {}).get(n) or f"{n}" for n in wanted.articles]),
        (words("Kind"), _labels(wanted.kinds, words)),
        (words("Outlet"), [_masked(each, people, nobody) for each in wanted.outlets]),
        (words("Published from"), _dates(wanted.published_from, words)),
        (words("Published until"), _dates(wanted.published_to, words)),
        (words("Tag"), [tag_name(tag, words) for tag in wanted.tags]),
        (
            words("Speaker"),
            [names.get(uid, "?") for uid in wanted.speakers]
            + _typed(_masked(wanted.speaker, people, nobody)),
        ),
        *_of_highlights(wanted, words, [_masked(each, people, nobody) for each in wanted.laws]),
        (words("Words"), _typed(_masked(wanted.words, people, nobody))),
    )
    said = [
        words("{what}: {values}", what=what, values=words(" or ").join(values))
        for what, values in rows
        if values
    ]
    flags = (
        (wanted.unread, words("unread articles")),
        (wanted.starred, words("starred")),
        (wanted.unchecked, words("not yet checked")),
        (wanted.trash, words("in the trash")),
    )
    return (*said, *(text for is_asked, text in flags if is_asked))


def _of_highlights(
    wanted: Filter, words: Catalogue, laws: list[str]
) -> tuple[tuple[str, list[str]], ...]:
    return (
        (words("Wording"), _labels(wanted.wording, words)),
        (words("Claim"), _labels(wanted.claim, words)),
        (words("Status of the promise"), _labels(wanted.commitment_status, words)),
        (words("Promise"), _promised(wanted, words)),
        (words("Law"), laws),
        (words("Evidence"), _stances(wanted.evidence, words)),
        (words("Terms"), _labels(wanted.terms, words)),
        (words("Assigned to"), [name or words("nobody") for name in wanted.assigned]),
        (words("Said from"), _dates(wanted.said_from, words)),
        (words("Said until"), _dates(wanted.said_to, words)),
        (words("Position"), _labels(wanted.placement, words)),
    )


def _labels(values: Iterable[Value], words: Catalogue) -> list[str]:
    return [label(value, words) for value in values]


def _stances(values: Iterable[str], words: Catalogue) -> list[str]:
    return [label(EvidenceStance(value), words) if value else words("none") for value in values]


def _promised(wanted: Filter, words: Catalogue) -> list[str]:
    """Say of how many promises; what they are about stands in the report, as far as it may."""
    n = len(wanted.promises)
    return [words.plural("{n} promise", "{n} promises", n)] if n else []


def _dates(iso: str, words: Catalogue) -> list[str]:
    return [show_date(iso, words)] if iso else []


def _masked(typed: str, speakers: Iterable[Speaker], nobody: str) -> str:
    """Keep what was typed to find a confidential speaker, even a part of a name, at home."""
    sought = typed.strip().casefold()
    for speaker in speakers:
        known = " ".join((speaker.name, *speaker.aliases)).casefold()
        if (
            sought
            and speaker.confidential
            and (sought in known or speaker.name.casefold() in sought)
        ):
            return speaker.shown_as or nobody
    return typed


def _typed(text: str) -> list[str]:
    return [f"“{text}”"] if text else []
