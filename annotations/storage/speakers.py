"""Speakers: all of them, by name, and who stands for whom."""

from collections.abc import Iterable
from typing import cast

from annotations.identities import families
from annotations.identities import standing as standing_for
from annotations.model import Highlight, Speaker
from annotations.storage.library import Library, rows, tuples
from annotations.storage.nouns import HIGHLIGHT, SPEAKER, read_all
from annotations.storage.rows import marks

_PAGE = 500


def all(library: Library) -> list[Speaker]:  # noqa: A001 - speakers.all reads well, and nothing here needs the other
    """Read the speakers that are not in the trash and stand for themselves, by name."""
    return [family.stands for family in families(every(library))]


def every(library: Library) -> list[Speaker]:
    """Read all speakers, also those merged or in the trash: their names may still be secret."""
    return _read(library, "1")


def find(library: Library, name: str) -> list[Speaker]:
    """Find who is called this, by name or alias, whatever the case.

    More than one: the name is ambiguous, and resolves to nobody by itself.
    """
    folded = name.strip().casefold()
    found = _read(
        library,
        "trashed = '' AND (kutip_fold(name) = ? OR id IN"
        " (SELECT speaker_id FROM speaker_names WHERE kutip_fold(name) = ?))",
        (folded, folded),
    )
    merged = standing(library, {speaker.uid for speaker in found})
    return list({speaker.uid: speaker for speaker in merged.values()}.values())


def standing(library: Library, uids: Iterable[str]) -> dict[str, Speaker]:
    """Read speakers by uid, each as the one that it was merged into in the end."""
    known: dict[str, Speaker] = {}
    missing = {*uids}
    while missing:
        page = tuple(sorted(missing))[:_PAGE]
        found = _read(library, f"uid IN ({marks(page)})", page)
        known |= {speaker.uid: speaker for speaker in found}
        missing -= {*page}
        missing |= {each.merged_into for each in found if each.merged_into} - known.keys()
    return {uid: standing_for(known.get, speaker) for uid, speaker in known.items()}


def _read(library: Library, where: str, parameters: tuple[object, ...] = ()) -> list[Speaker]:
    found = rows(library, f"SELECT * FROM speakers WHERE {where}", parameters)  # noqa: S608 - our names, bound values
    records: list[Speaker] = []
    for start in range(0, len(found), _PAGE):
        page = found[start : start + _PAGE]
        records += cast("list[Speaker]", read_all(library, SPEAKER, page))
    return records


def counts(library: Library) -> dict[str, int]:
    """Count the highlights of each speaker by uid, as they were said to be; none of the trash."""
    found = tuples(
        library,
        "SELECT h.speaker, count(*) FROM highlights h JOIN articles a ON a.id = h.article_id"
        " WHERE h.trashed = '' AND a.trashed = '' AND h.speaker IS NOT NULL GROUP BY h.speaker",
    )
    return dict(found)


def highlights_of(library: Library, uid: str) -> list[Highlight]:
    """Read the highlights of one speaker, also those in the trash; not of those merged into it."""
    found = rows(library, "SELECT * FROM highlights WHERE speaker = ? ORDER BY id", (uid,))
    records: list[Highlight] = []
    for start in range(0, len(found), _PAGE):
        page = found[start : start + _PAGE]
        records += cast("list[Highlight]", read_all(library, HIGHLIGHT, page))
    return records
