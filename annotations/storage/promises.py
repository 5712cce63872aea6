"""What the library knows as promised: promises, and commitments that are mentions of none yet."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.detection.commitments.promises import Known, alike
from annotations.facts import Commitment
from annotations.model import Highlight, Promise, Speaker
from annotations.promising import Family, Pledged
from annotations.storage import highlights, merged, speakers
from annotations.storage.library import Library, tuples, values
from annotations.vocabulary import COMMITMENT, CommitmentKind

_MOST_OFFERED = 5


def all(library: Library) -> list[Promise]:  # noqa: A001 - promises.all reads well, and nothing here needs the other
    """Read the promises that are not in the trash and merged into none, as they came."""
    return [each.stands for each in merged.families(library)]


def like(library: Library, highlight: Highlight, commitment: Commitment) -> list[Pledged]:
    """List what a commitment of a highlight may be another mention of, the likeliest first.

    Nothing for a stance, which enters no ledger, nor for what is a mention already.
    """
    if commitment.kind is CommitmentKind.STANCE or commitment.promise or not commitment.what:
        return []
    from annotations.detection.languages import language

    spoken = values(library, "SELECT language FROM articles WHERE id = ?", (highlight.article_id,))
    families = merged.families(library)
    heads = {uid: family.stands.uid for family in families for uid in family.uids}
    mentions = [
        each._replace(promise=heads.get(each.promise, ""))
        for each in _mentions(library)
        if each.uid != commitment.uid
    ]
    people = speakers.standing(
        library,
        {each.promisor for family in families for each in family.all if each.promisor}
        | {each.speaker for each in mentions if each.speaker},
    )
    known = [
        *_promised(families, mentions, people),
        *(
            Known(uid=each.uid, promisors=(each.who, *_names(people, each.speaker)), what=each.what)
            for each in mentions
            if not each.promise and each.kind != CommitmentKind.STANCE
        ),
    ]
    found = alike(commitment, known, language(*spoken or ("",)))[:_MOST_OFFERED]
    by_uid = {each.uid: each for each in known}
    promises = {family.stands.uid: family.stands for family in families}
    return [_offered(library, by_uid[each.uid], promises.get(each.uid), mentions) for each in found]


class _Mention(NamedTuple):
    """A commitment of a highlight, of the columns that are compared."""

    uid: str
    who: str
    what: str
    kind: str
    promise: str
    speaker: str
    highlight: int
    title: str
    published: str


def _mentions(library: Library) -> list[_Mention]:
    """Read the commitments of highlights that are tagged so, by the date of their articles."""
    found = tuples(
        library,
        "SELECT c.uid, c.who, c.what, c.kind, coalesce(c.promise, ''), coalesce(h.speaker, ''),"
        " h.id, a.title, a.published_start FROM commitments c"
        " JOIN highlights h ON h.id = c.highlight_id JOIN articles a ON a.id = h.article_id"
        " WHERE h.trashed = '' AND a.trashed = '' AND EXISTS (SELECT 1 FROM highlight_tags ht"
        " JOIN tags t ON t.id = ht.tag_id WHERE ht.highlight_id = h.id AND t.name = ?)"
        " ORDER BY a.published_start = '', a.published_start, h.id, c.position",
        (COMMITMENT,),
    )
    return [_Mention(*row) for row in found]


def _promised(
    families: Iterable[Family], mentions: Iterable[_Mention], people: dict[str, Speaker]
) -> Iterator[Known]:
    written: dict[str, set[str]] = {}
    for each in mentions:
        written.setdefault(each.promise, set()).add(each.who)
    for family in families:
        promise = family.whole
        if promise.kind is CommitmentKind.STANCE:
            continue
        names = [name for each in family.all for name in _names(people, each.promisor)]
        promisors = (*names, *sorted(written.get(promise.uid, ())))
        yield Known(uid=promise.uid, promisors=promisors, what=promise.what)


def _names(people: dict[str, Speaker], uid: str) -> tuple[str, ...]:
    speaker = people.get(uid)
    return (speaker.name, *speaker.aliases) if speaker is not None else ()


def _offered(
    library: Library, known: Known, promise: Promise | None, mentions: Iterable[_Mention]
) -> Pledged:
    first = next((each for each in mentions if known.uid in (each.promise, each.uid)), None)
    read = highlights.read(library, [first.highlight]) if first is not None else []
    return Pledged(
        known=known,
        promise=promise,
        highlight=read[0] if read else None,
        title=first.title if first is not None else "",
        published=first.published if first is not None else "",
    )
