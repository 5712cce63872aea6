"""Placed annotations into records to be saved: tags, speakers, promises, highlights, evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from annotations.anchoring import describe
from annotations.exchange.taken import Own, Taken
from annotations.facts import Attribution, Commitment, LegalReference, Statistic
from annotations.model import Evidence, Highlight, Promise, Record, Span, Speaker, Tag
from annotations.vocabulary import BUILTIN_TAGS, EvidenceKind

if TYPE_CHECKING:
    from annotations.storage.exchanging import There
    from annotations.storage.history import Change

F = TypeVar("F", Attribution, Statistic, LegalReference, Commitment)


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation with its place: numbers of article and revision, the revision's words.

    `same` says that these are the very words which it was taken from.
    """

    taken: Taken
    article: int
    article_uid: str
    revision: int
    text: str
    span: Span
    same: bool


class Making:
    """Makes the changes of one taking; what several annotations speak of is made once."""

    def __init__(self, there: "There", placed: Sequence[Placed]) -> None:
        self._there = there
        self._tags = {each.name.casefold(): each.name for each in there.tags}
        self._tags |= {name: name for name in BUILTIN_TAGS}
        self._speakers = {each.uid: each.uid for each in there.speakers}
        self._names = _names(there.speakers)
        self._promises = set(there.promises)
        self._articles = {each.taken.article: each.article_uid for each in placed}
        self._highlights = there.highlights | {each.taken.uid for each in placed}
        self._left: dict[str, int] = {}
        count = len(placed)
        numbers = [each.taken.own.number for each in placed if each.taken.own is not None]
        # A library that has had highlights has given its numbers; and none may use up those left.
        self._keeps = (
            there.unnumbered
            and len(set(numbers)) == len(numbers)
            and max(numbers, default=0) <= _HIGHEST + 10 * count
        )
        self.after: list[Change] = []

    def number(self, placed: Placed) -> int:
        """Give the number that a highlight keeps, one beyond all where it gets a new one."""
        own = placed.taken.own
        return own.number if self._keeps and own is not None and own.number else _LAST

    def left(self, placed: Placed) -> int:
        """Count the evidence that could not be taken along."""
        return self._left.get(placed.taken.uid, 0)

    def changes(self, some: Sequence[Placed]) -> "list[Change]":
        """Make some highlights and what they need; their evidence comes `after` all."""
        from annotations.storage.history import Change

        found: list[Change] = []
        for placed in some:
            found += [Change(None, each, kept=True) for each in self._all(placed)]
        return found

    def _all(self, placed: Placed) -> Iterator[Record]:
        from annotations.storage.history import Change

        taken = placed.taken
        own = taken.own or Own()
        yield from self._new_tags(taken.tags)
        yield from self._new_speaker(own)
        yield from self._new_promises(own)
        yield self._highlight(placed, own)
        kept = [each for each in map(self._evidence, own.evidence) if each is not None]
        self._left[taken.uid] = len(own.evidence) - len(kept)
        self.after += [Change(None, replace(each, highlight=taken.uid), kept=True) for each in kept]

    def _new_tags(self, tags: Sequence[str]) -> Iterator[Tag]:
        for name in tags:
            if name.casefold() not in self._tags:
                self._tags[name.casefold()] = name
                yield Tag(uid=str(uuid4()), name=name)

    def _new_speaker(self, own: Own) -> Iterator[Speaker]:
        """Find a speaker by uid, else by a name that is one person's only, else make one."""
        told = own.speaker
        if told is None or not told.uid or told.uid in self._speakers:
            return
        known = self._names.get(told.name.casefold(), [])
        if len(known) == 1:
            self._speakers[told.uid] = known[0]
            return
        self._speakers[told.uid] = told.uid
        yield told

    def _new_promises(self, own: Own) -> Iterator[Promise]:
        for each in own.promises:
            if each.uid and each.uid not in self._promises:
                self._promises.add(each.uid)
                yield replace(each, promisor=self._speakers.get(each.promisor, ""))

    def _highlight(self, placed: Placed, own: Own) -> Highlight:
        taken, told = placed.taken, own.speaker
        said = _moved(own.attribution, placed)
        if told is not None and not told.uid and not said.speaker_as_written:
            said = replace(said, speaker_as_written=told.name)
        number = self.number(placed)
        return Highlight(
            id=number if number < _LAST else 0,
            uid=taken.uid,
            author=taken.author,
            created=taken.created,
            changed=taken.changed,
            article_id=placed.article,
            revision_id=placed.revision,
            quote=describe(placed.text, placed.span),
            tags=tuple(dict.fromkeys(self._tags[tag.casefold()] for tag in taken.tags)),
            speaker=self._speakers.get(told.uid, "") if told is not None else "",
            attribution=said,
            note=taken.note,
            report_note=taken.report_note,
            starred=own.starred,
            terms=own.terms,
            origin=own.origin,
            statistics=tuple(_moved(each, placed) for each in own.statistics),
            legal=tuple(_moved(each, placed) for each in own.legal),
            commitments=tuple(
                replace(
                    _moved(each, placed),
                    promise=each.promise if each.promise in self._promises else "",
                )
                for each in own.commitments
            ),
            checks=own.checks,
            translations=own.translations,
        )

    def _evidence(self, told: Evidence) -> Evidence | None:
        """Keep what names something that is here; files do not travel with annotations."""
        if told.kind is EvidenceKind.FILE:
            return told if told.target in self._there.files else None
        if told.kind is EvidenceKind.HIGHLIGHT:
            return told if told.target in self._highlights else None
        if told.kind is EvidenceKind.ARTICLE:
            if told.target in self._there.articles:
                return told
            uid = self._articles.get(told.target, "")
            return replace(told, target=uid) if uid else None
        return told


_LAST = 10**12
_HIGHEST = 1_000


def _names(speakers: Sequence[Speaker]) -> Mapping[str, list[str]]:
    """Sort speakers that stand for themselves by their names and aliases."""
    found: dict[str, list[str]] = {}
    for each in speakers:
        if each.trashed or each.merged_into:
            continue
        for name in {name.casefold() for name in (each.name, *each.aliases)}:
            found.setdefault(name, []).append(each.uid)
    return found


def _moved(fact: F, placed: Placed) -> F:
    """Drop where a fact was read if these are other words: offsets are of one text only."""
    if placed.same or not fact.sources:
        return fact
    return replace(fact, sources=tuple(replace(each, start=-1, end=-1) for each in fact.sources))
