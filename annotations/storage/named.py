"""What a person means by a few words of a law or of a promise, as the filter asks for it."""

from annotations.queries import Filter
from annotations.storage import desk_facets
from annotations.storage.library import Library, values

_PROMISES = (
    "WITH RECURSIVE up (uid) AS (SELECT uid FROM promises WHERE instr(kutip_fold(what), ?)"
    " UNION SELECT p.merged_into FROM up JOIN promises p ON p.uid = up.uid"
    " WHERE p.merged_into IS NOT NULL) SELECT uid FROM up"
)


def laws(library: Library, typed: str) -> tuple[str, ...]:
    """Find instruments by their key, or by their name or a part of it, whatever the case.

    What names none is given back as it is, so that a filter finds nothing with it.
    """
    folded = _folded(typed)
    found = tuple(
        law.value
        for law in desk_facets.laws(library, Filter())
        if folded and (folded == law.value.casefold() or folded in _folded(law.name))
    )
    return found or (typed,)


def promises(library: Library, typed: str) -> tuple[str, ...]:
    """Find promises by a part of what was promised, with those that stand for them, as `laws`."""
    folded = _folded(typed)
    return (tuple(values(library, _PROMISES, (folded,))) if folded else ()) or (typed,)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
