"""Who is whom: speakers made one, and one made two again.

A speaker who is merged keeps its name and its highlights: it points to the one that stands for it,
and every list follows that. So nothing has to be found again when they are taken apart.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from annotations.model import Highlight, Speaker

Changed = tuple[Speaker | Highlight | None, Speaker | Highlight]
"""A record before, None for one that is new, and after."""


@dataclass(frozen=True, slots=True)
class Family:
    """A speaker and all that were merged into it, whatever the number of steps."""

    stands: Speaker
    merged: tuple[Speaker, ...] = ()

    @property
    def uids(self) -> tuple[str, ...]:
        """The uids that highlights may hold."""
        return (self.stands.uid, *(each.uid for each in self.merged))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the one that is shown first."""
        found = [self.stands.name, *self.stands.aliases]
        found += [name for each in self.merged for name in (each.name, *each.aliases)]
        return tuple(dict.fromkeys(found))


def families(speakers: Iterable[Speaker]) -> list[Family]:
    """Sort all speakers, those merged too, into families by name; none of the trash."""
    known = {each.uid: each for each in speakers}
    merged: dict[str, list[Speaker]] = {}
    for each in known.values():
        stands = standing(known.get, each)
        if stands.uid != each.uid and not each.trashed:
            merged.setdefault(stands.uid, []).append(each)
    found = [
        Family(each, tuple(sorted(merged.get(each.uid, ()), key=_by_name)))
        for each in known.values()
        if not each.trashed and standing(known.get, each).uid == each.uid
    ]
    return sorted(found, key=lambda family: _by_name(family.stands))


def standing(find: Callable[[str], Speaker | None], speaker: Speaker) -> Speaker:
    """Follow merges to the speaker that stands for this one; `find` looks a uid up.

    Two windows may have merged two into each other: then the one that was there first stands.
    """
    way = [speaker]
    while other := find(way[-1].merged_into):
        uids = [each.uid for each in way]
        if other.uid in uids:
            return min(way[uids.index(other.uid) :], key=lambda each: (each.id, each.uid))
        way.append(other)
    return way[-1]


def merge(stands: Family, others: Sequence[Family]) -> list[Changed]:
    """Let one speaker stand for others; what it does not say of itself it takes from them.

    Whoever was merged into one of the others points to it now too: each is taken apart by itself.
    If any of them is confidential, all are: the name of one must not tell of another.
    """
    first = stands.stands
    heads = [first, *(each.stands for each in others)]
    members = [*others_of(others), *stands.merged]
    shown = next((each.shown_as for each in heads if each.shown_as), "")
    secret = any(each.confidential for each in (*heads, *members))
    after = replace(
        first,
        role=_first(*(each.role for each in heads)),
        institution=_first(*(each.institution for each in heads)),
        confidential=secret,
        shown_as=shown if secret else first.shown_as,
    )
    changes: list[Changed] = [(first, after)] if after != first else []
    for each in members:
        pointed = replace(each, merged_into=first.uid)
        if pointed != each:
            changes.append((each, pointed))
    return changes


def others_of(some: Sequence[Family]) -> list[Speaker]:
    """List everybody of some families."""
    return [each for family in some for each in (family.stands, *family.merged)]


def apart(speaker: Speaker, stands: Speaker) -> list[Changed]:
    """Take a merged speaker out again, with its names and its highlights.

    It stays as confidential as the one that stood for it: who made them one may have told.
    """
    after = replace(
        speaker,
        merged_into="",
        confidential=speaker.confidential or stands.confidential,
        shown_as=speaker.shown_as or stands.shown_as,
    )
    return [(speaker, after)]


def alias_apart(
    speaker: Speaker, alias: str, highlights: Iterable[Highlight], author: str = ""
) -> list[Changed]:
    """Make somebody new of an alias, with the highlights that name the speaker so.

    `highlights` are all of the speaker's.
    """
    made = Speaker(
        uid=str(uuid4()),
        name=alias,
        author=author,
        is_institution=speaker.is_institution,
        confidential=speaker.confidential,
        shown_as=speaker.shown_as,
    )
    left = tuple(each for each in speaker.aliases if each != alias)
    changes: list[Changed] = [(None, made), (speaker, replace(speaker, aliases=left))]
    found = named_so(speaker, alias, highlights)
    return [*changes, *((each, replace(each, speaker=made.uid)) for each in found)]


def named_so(speaker: Speaker, alias: str, highlights: Iterable[Highlight]) -> list[Highlight]:
    """Find the highlights whose words for the speaker are an alias, and no longer name of his."""
    wanted = _whole(alias)
    longer = [
        _whole(name)
        for name in (speaker.name, *speaker.aliases)
        if len(name) > len(alias) and wanted.search(name)
    ]
    return [
        each
        for each in highlights
        if each.speaker == speaker.uid
        and wanted.search(each.attribution.speaker_as_written)
        and not any(name.search(each.attribution.speaker_as_written) for name in longer)
    ]


def _whole(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE) if words else re.compile(r"(?!)")


def _first(*texts: str) -> str:
    return next((text for text in texts if text), "")


def _by_name(speaker: Speaker) -> tuple[str, int]:
    return speaker.name.casefold(), speaker.id
