"""The sample articles with the highlights made on them: something to look at on the first day."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from annotations.model import Highlight, Revision, Span, Speaker
from resources import path, read_text

if TYPE_CHECKING:
    from annotations.importing.protocol import ImportOutcome
    from annotations.storage.history import Change
    from annotations.storage.store import Library, Store


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

    store.call(add)


def _changes(
    revision: Revision, passage: dict[str, Any], speakers: dict[str, Speaker]
) -> "Iterator[Change]":
    from annotations.anchoring import describe
    from annotations.storage.history import Change

    text, quote = revision.text.text, passage["quote"]
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
    )
    yield Change(None, highlight)
