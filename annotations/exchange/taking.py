"""Taking annotations into a library: articles found, words placed, all saved as one step of undo.

What is there already is a duplicate and stays as it is; what stands nowhere for certain is
reported and left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from annotations.exchange.faults import Why
from annotations.exchange.making import Making, Placed
from annotations.exchange.placing import place
from annotations.exchange.taken import Taken
from annotations.model import Evidence, Highlight
from annotations.revising.addresses import url_key
from annotations.vocabulary import EvidenceKind, ImportStatus
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.exchanging import Known, Text, There
    from annotations.storage.history import Change, ChangeSet
    from annotations.storage.store import Library, Store

LABEL = marked("Take in annotations")
"""The label of the step of undo."""

_PAGE = 100
_MOST_LOST = 2_000  # searches that find nothing cost the most


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one annotation: ADDED, DUPLICATE, or FAILED with the reason.

    `article` and `highlight` are numbers, 0 where there is none; `left` counts pieces of evidence
    whose file or target did not come along.
    """

    taken: Taken
    status: ImportStatus
    article: int = 0
    highlight: int = 0
    why: Why | None = None
    left: int = 0


@dataclass(slots=True)
class Taking:
    """What was taken in, once `take` has run to its end. `change` is what undo asks for, or 0."""

    outcomes: list[Outcome] = field(default_factory=list)
    change: int = 0

    def count(self, status: ImportStatus) -> int:
        """Count the annotations of which this became."""
        return sum(each.status is status for each in self.outcomes)


def take(store: "Store", found: Sequence[Taken], into: Taking) -> Iterator[tuple[int, int]]:
    """Take annotations in; yield how many of how many steps are done.

    Left in the middle, what was saved stays, and is one step of undo. Raises SaveError.
    """
    from annotations.storage import exchanging

    usable = [each for each in found if each.fault is None]
    known = store.call(
        partial(
            exchanging.find,
            uids=[each.article for each in usable],
            texts=[each.text_sha256 for each in usable],
            addresses=[url_key(url) for each in usable for url in each.addresses],
        )
    )
    there = store.call(partial(_there, found=usable))
    outcomes: dict[int, Outcome] = {}
    placed: list[tuple[int, Placed]] = []
    finding = _Finding(store, known)
    seen = set(there.highlights)
    steps = 2 * len(found)
    for index, each in _by_article(found, finding):
        if each.fault is not None:
            outcomes[index] = Outcome(each, ImportStatus.FAILED, why=each.fault)
        elif each.uid in seen:
            outcomes[index] = Outcome(each, ImportStatus.DUPLICATE)
        else:
            where = finding.place(each)
            if isinstance(where, Why):
                outcomes[index] = Outcome(each, ImportStatus.FAILED, why=where)
            else:
                seen.add(each.uid)
                placed.append((index, where))
        yield len(outcomes) + len(placed), steps
    for index, outcome in _save(store, placed, there, into):
        outcomes[index] = outcome
        yield steps - len(found) + len(outcomes), steps
    into.outcomes = [outcomes[index] for index in sorted(outcomes)]


def _there(library: "Library", found: Sequence[Taken]) -> "There":
    from annotations.storage import exchanging

    own = [each.own for each in found if each.own is not None]
    evidence = [piece for each in own for piece in each.evidence]
    targets = [each.target for each in evidence]
    return exchanging.there(
        library,
        [
            *(each.uid for each in found),
            *targets,
            *(step.evidence for each in own for one in each.promises for step in one.steps),
        ],
        [promise.uid for each in own for promise in each.promises]
        + [fact.promise for each in own for fact in each.commitments],
        targets,
        [each.target for each in evidence if each.kind is EvidenceKind.FILE],
    )


class _Finding:
    """Finds the article and the place of one annotation after the other; holds one text."""

    def __init__(self, store: "Store", known: "Known") -> None:
        self._store = store
        self._known = known
        self._held: tuple[int, str] = (0, "")
        self._lost = 0

    def texts(self, taken: Taken) -> "list[Text]":
        """List the texts that an annotation may be of: by uid, else by checksum, else by address.

        Of an article that is known by its uid, the text with the checksum comes before the newest.
        """
        known = self._known
        of_sha256 = known.texts.get(taken.text_sha256, [])
        own = known.uids.get(taken.article, [])
        if own:
            numbers = {each.revision for each in of_sha256}
            first = [each for each in own if each.revision in numbers]
            return (first or [each for each in own if each.newest])[:1]
        if of_sha256:
            return of_sha256
        by_address = (known.addresses.get(url_key(url), []) for url in taken.addresses)
        found = {each.article: each for some in by_address for each in some if each.newest}
        return list(found.values())

    def place(self, taken: Taken) -> Placed | Why:
        """Find the place of an annotation, or say why there is none."""
        texts = self.texts(taken)
        if len({each.article for each in texts}) > 1:
            return Why.SEVERAL_ARTICLES
        if not texts:
            return Why.NO_ARTICLE
        where = texts[0]
        words = self._text(where.revision)
        same = any(
            where.revision == e.revision for e in self._known.texts.get(taken.text_sha256, ())
        )
        span = place(words, taken, same=same, look=self._lost < _MOST_LOST)
        if isinstance(span, Why):
            self._lost += 1
            return span
        return Placed(taken, where.article, where.article_uid, where.revision, words, span, same)

    def _text(self, revision: int) -> str:
        from annotations.storage import exchanging

        if self._held[0] != revision:
            self._held = (revision, self._store.call(partial(exchanging.text, revision=revision)))
        return self._held[1]


def _by_article(found: Sequence[Taken], finding: _Finding) -> list[tuple[int, Taken]]:
    """Sort annotations so that those of one text follow one another, in the file's order."""
    homes = [finding.texts(each) if each.fault is None else [] for each in found]
    order = sorted(
        range(len(found)), key=lambda index: homes[index][0].revision if homes[index] else 0
    )
    return [(index, found[index]) for index in order]


def _save(
    store: "Store", placed: list[tuple[int, Placed]], there: "There", into: Taking
) -> Iterator[tuple[int, Outcome]]:
    """Save what was placed, some at a time, as one change set."""
    making = Making(there, [each for _, each in placed])
    saved: dict[int, Outcome] = {}
    ordered = sorted(placed, key=lambda each: (making.number(each[1]), each[0]))
    for start in range(0, len(ordered), _PAGE):
        some = ordered[start : start + _PAGE]
        changes = making.changes([each for _, each in some])
        made = _made(_replace(store, changes, into))
        for index, each in some:
            highlight = made.get(each.taken.uid)
            if highlight is None:
                failed = ImportStatus.FAILED
                saved[index] = Outcome(each.taken, failed, each.article, why=Why.IN_THE_WAY)
            else:
                left = making.left(each)
                added = ImportStatus.ADDED
                saved[index] = Outcome(each.taken, added, each.article, highlight.id, left=left)
            yield index, saved[index]
    homes = {each.taken.uid: index for index, each in placed}
    for start in range(0, len(making.after), _PAGE):
        some_after = making.after[start : start + _PAGE]
        refused = {each.uid for each in _replace(store, some_after, into).conflicts}
        for change in some_after:
            piece = change.after
            if isinstance(piece, Evidence) and piece.uid in refused:
                index = homes[piece.highlight]
                saved[index] = replace(saved[index], left=saved[index].left + 1)
                yield index, saved[index]


def _replace(store: "Store", changes: "list[Change]", into: Taking) -> "ChangeSet":
    from annotations.storage import history

    extends = into.change

    def job(library: "Library") -> "ChangeSet":
        """Store the page as a part of the one change set."""
        return history.replace(library, changes, label=LABEL, extends=extends)

    done = store.call(job, saving=True)
    into.change = into.change or done.id
    return done


def _made(done: "ChangeSet") -> dict[str, Highlight]:
    refused = {each.uid for each in done.conflicts}
    return {
        each.uid: each
        for each in done.records
        if isinstance(each, Highlight) and each.uid not in refused
    }
