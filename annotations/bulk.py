"""The same edit to many highlights: what each is before and after, for one step of undo."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import uuid4

from annotations.facts import Check
from annotations.model import Highlight
from annotations.vocabulary import CheckKind


@dataclass(frozen=True, slots=True)
class AddTag:
    """Put a tag on."""

    name: str


@dataclass(frozen=True, slots=True)
class RemoveTag:
    """Take a tag off. Its facts stay and are hidden without it."""

    name: str


@dataclass(frozen=True, slots=True)
class SetSpeaker:
    """Say who spoke, by uid, "" for nobody known; the article's own words for it stay."""

    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCheck:
    """Add a step to one of the two checks. `when` is UTC, ISO 8601."""

    kind: CheckKind
    state: str
    who: str = ""
    when: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Assign:
    """Say who is to look at it, "" for nobody."""

    to: str


@dataclass(frozen=True, slots=True)
class Star:
    """Put a star on, or take it off."""

    starred: bool


BulkEdit = AddTag | RemoveTag | SetSpeaker | SetCheck | Assign | Star


def bulk(highlights: Iterable[Highlight], what: BulkEdit) -> list[tuple[Highlight, Highlight]]:
    """Edit highlights alike. Give (before, after) of those that change, in the order given.

    A check that says the same already, by the same way of finding out, gets no further step.
    """
    pairs = ((each, _edited(each, what)) for each in highlights)
    return [(before, after) for before, after in pairs if before != after]


def _edited(highlight: Highlight, what: BulkEdit) -> Highlight:
    match what:
        case AddTag(name):
            tags = highlight.tags if name in highlight.tags else (*highlight.tags, name)
            return replace(highlight, tags=tags)
        case RemoveTag(name):
            return replace(highlight, tags=tuple(tag for tag in highlight.tags if tag != name))
        case SetSpeaker(uid):
            return replace(highlight, speaker=uid)
        case SetCheck():
            return _checked(highlight, what)
        case Assign(to):
            return replace(highlight, assigned_to=" ".join(to.split()))
        case Star(starred):
            return replace(highlight, starred=starred)


def _checked(highlight: Highlight, what: SetCheck) -> Highlight:
    of_kind = [check for check in highlight.checks if check.kind is what.kind]
    if of_kind and (of_kind[-1].state, of_kind[-1].how) == (what.state, what.how):
        return highlight
    step = Check(
        uid=str(uuid4()),
        kind=what.kind,
        state=what.state,
        who=what.who,
        when=what.when,
        how=what.how,
    )
    return replace(highlight, checks=(*highlight.checks, step))
