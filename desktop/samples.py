"""The sample articles with the highlights made on them: something to look at on the first day."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from annotations import plain
from annotations.facts import Attribution, Check, Commitment, LegalReference, Statistic
from annotations.model import Highlight, Revision, Span, Speaker
from resources import path, read_text

if TYPE_CHECKING:
    from annotations.importing.protocol import ImportOutcome
    from annotations.storage.history import Change
    from annotations.storage.store import Library, Store

Fact = TypeVar("Fact", Check, Commitment, LegalReference, Statistic)


def bring_in(store: "Store", label: str) -> "Iterator[ImportOutcome]":
    """Import the samples, then add their highlights as one change set called `label`."""
    from annotations.importing.jobs import import_paths
    from annotations.vocabulary import ImportStatus

    samples = json.loads(read_text("samples/highlights.json"))
    wanted = {each["article"]: each["highlights"] for each in samples}
    fresh: dict[int, list[dict[str, Any]]] = {}
    for outcome in import_paths(store, sorted(path("samples").glob("*.md"))):
        if outcome.status is ImportStatus.ADDED:
            fresh[outcome.article] = wanted.get(outcome.path.name, [])
        yield outcome

    def add(library: "Library") -> None:
        from annotations.storage import articles, history

        speakers: dict[str, Speaker] = {}
        made: list[Change] = []
        for article_id, passages in fresh.items():
            revision = articles.revision(library, article_id)
            for passage in passages:
                made += _changes(revision, passage, speakers)
        added = [history.Change(None, speaker) for speaker in speakers.values()]
        if made:
            history.replace(library, [*added, *made], label=label)

    store.call(add, saving=True)


def _changes(
    revision: Revision, passage: dict[str, Any], speakers: dict[str, Speaker]
) -> "Iterator[Change]":
    from annotations.anchoring import describe
    from annotations.storage.history import Change
    from annotations.storage.times import now as time_now

    text, quote, now = revision.text.text, passage["quote"], time_now()
    start = text.find(quote)
    if start < 0:
        return
    name = passage.get("speaker", "")
    speaker = speakers.setdefault(name, Speaker(uid=str(uuid4()), name=name)) if name else None
    highlight = Highlight(
        uid=str(uuid4()),
        article_id=revision.article_id,
        revision_id=revision.id,
        quote=describe(text, Span(start, start + len(quote))),
        tags=tuple(passage["tags"]),
        speaker=speaker.uid if speaker else "",
        report_note=passage.get("report_note", ""),
        attribution=plain.read(Attribution, passage.get("attribution", {})),
        statistics=_facts(Statistic, passage.get("statistics", ())),
        legal=_facts(LegalReference, passage.get("legal", ())),
        commitments=_facts(Commitment, passage.get("commitments", ())),
        checks=tuple(
            replace(check, when=now) for check in _facts(Check, passage.get("checks", ()))
        ),
    )
    yield Change(None, highlight)


def _facts(kind: type[Fact], found: Sequence[object]) -> tuple[Fact, ...]:
    """Read facts as they stand in the file, each with an identity of its own."""
    return tuple(replace(plain.read(kind, each), uid=str(uuid4())) for each in found)
