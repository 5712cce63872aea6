"""What a person does to a highlight, as plain functions from record to record."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TypeVar
from uuid import uuid4

from annotations.facts import Attribution, Check, Fact, Source
from annotations.identities import standing
from annotations.model import Highlight, Speaker
from annotations.vocabulary import CheckKind, ClaimState, WordingState

T = TypeVar("T")
F = TypeVar("F", bound=Fact | Attribution)

STATES: dict[CheckKind, tuple[str, ...]] = {
    CheckKind.WORDING: tuple(WordingState),
    CheckKind.CLAIM: tuple(ClaimState),
}


def new_uid() -> str:
    """Make a uid on the window's side, so that painting waits for no answer."""
    return str(uuid4())


def now() -> str:
    """The time as records hold it: UTC, milliseconds, Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def with_tag_toggled(highlight: Highlight, tag: str) -> Highlight:
    """Add a tag, or take it off. Its facts stay and are hidden without it."""
    if tag in highlight.tags:
        left = tuple(each for each in highlight.tags if each != tag)
        return dataclasses.replace(highlight, tags=left)
    return dataclasses.replace(highlight, tags=(*highlight.tags, tag))


def with_check(highlight: Highlight, check: Check, *, instead: bool = False) -> Highlight:
    """Add a step to one of the two checks; `instead` of the last one of its kind."""
    checks = list(highlight.checks)
    if instead:
        last = max(i for i, each in enumerate(checks) if each.kind == check.kind)
        check = dataclasses.replace(check, uid=checks.pop(last).uid)
    return dataclasses.replace(highlight, checks=(*checks, check))


def next_state(highlight: Highlight, kind: CheckKind) -> str:
    """Say which state comes after the one a check is in; after the last, the first."""
    states = STATES[kind]
    state = highlight.wording if kind == CheckKind.WORDING else highlight.claim
    return states[(states.index(state) + 1) % len(states)]


def with_fields(record: T, fields: Mapping[str, object]) -> T:
    """Copy a record with other values in the fields named."""
    return dataclasses.replace(record, **fields)  # type: ignore[type-var] # any dataclass


def with_fact_field(fact: F, name: str, value: object) -> F:
    """Set a field of a fact by hand: its source is now a person, who confirmed it."""
    return with_fields(fact, {name: value, "sources": by_hand(fact.sources, name)})


def by_hand(sources: Iterable[Source], name: str) -> tuple[Source, ...]:
    """Say of one field that a person typed it."""
    others = tuple(source for source in sources if source.field != name)
    return (*others, Source(field=name, confirmed=True))


def speakers_named(speakers: Iterable[Speaker], name: str) -> list[Speaker]:
    """Find whom a typed name may mean: by name or alias, whatever its case.

    Two that were merged are one: the speaker that stands for both.
    """
    known = {each.uid: each for each in speakers}
    wanted = " ".join(name.split()).casefold()
    found: dict[str, Speaker] = {}
    for each in known.values():
        if wanted in {written.casefold() for written in (each.name, *each.aliases)}:
            meant = standing(known.get, each)
            if not meant.trashed:
                found[meant.uid] = meant
    return list(found.values())
