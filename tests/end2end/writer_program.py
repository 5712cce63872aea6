"""A program that saves through the real store until it is killed, and says what it saved.

Usage: python writer_program.py LIBRARY ARTICLE COUNT [--create]. With --create it first makes the
library, with an article, and says "created". After each COMMIT that was reported to it, it prints
the uid of the highlight on a line of its own. Of four saves the third accepts a suggestion, with a
new speaker, and the fourth rejects one: then it prints the uid of the decision.

With --nursery DESCRIPTOR instead of all that it reads names of libraries, and for each starts a
writer in a process of its own that says its saves there; it prints that one's number, and "ended"
when it is dead.
"""

import os
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path

from annotations.anchoring import describe
from annotations.detection.accepting import accept, reject
from annotations.detection.found import Kind, Named, Suggestion
from annotations.errors import SaveError
from annotations.importing import plain as plain_text
from annotations.model import Highlight, Record, Revision, Span
from annotations.storage import articles, schema
from annotations.storage import opening as _opening  # noqa: F401 - imported once for all writers
from annotations.storage.articles import NewArticle
from annotations.storage.history import Change, replace
from annotations.storage.store import Library, Store

WORDS = "Dinas akan memasang 120 pompa di 24 kelurahan sebelum musim hujan tiba. " * 40


def create(path: Path) -> None:
    """Make a library with one article."""
    data = WORDS.encode()
    with Store.create(path) as store:
        new = NewArticle(imported=plain_text.parse(data, "a.txt"), original=data, source="a.txt")
        store.call(lambda library: articles.add_all(library, [new]), saving=True)


def main(path: Path, article_id: int, count: int) -> None:
    with Store.open(path) as store:
        revision = store.call(lambda library: articles.revision(library, article_id))
        for n in range(count):
            records, uid = made(n, revision)

            def save(library: Library, records: Sequence[Record] = records) -> object:
                changes = [Change(None, record) for record in records]
                return replace(library, changes, label="Highlight")

            try:
                store.submit(save, saving=True).result()
            except SaveError:
                print("busy", flush=True)  # noqa: T201 - the parent reads it
                continue
            print(uid, flush=True)  # noqa: T201 - the parent reads it


def made(n: int, revision: Revision) -> tuple[Sequence[Record], str]:
    """Make what the nth save stores, and the uid that it is told by."""
    text = revision.text.text
    start = n * 7 % (len(text) - 20)
    while text[start].isspace():
        start += 1
    if n % 4 < 2:
        highlight = Highlight(
            uid=str(uuid.uuid4()),
            article_id=revision.article_id,
            revision_id=revision.id,
            quote=describe(text, Span(start, start + 9)),
            tags=("statistic",) if n % 2 else (),
            note=f"note {n}",
        )
        return (highlight,), highlight.uid
    name = Named(name=f"Ratna {uuid.uuid4().hex.capitalize()}")
    found = Suggestion(
        kind=Kind.QUOTE, start=start, end=start + 9, rule="quote.written", speaker=name
    )
    if n % 4 == 2:
        accepted = accept(found, text, article_id=revision.article_id, revision_id=revision.id)
        return accepted.records, accepted.highlight.uid
    decision = reject(found, text, article_id=revision.article_id, revision_id=revision.id)
    return (decision,), decision.uid


def nurse(said: int) -> None:
    """Start writers, one after another, without the time that a new Python takes."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os.dup2(said, 1)
            main(Path(line.strip()), 1, 100_000)
            os._exit(0)
        print(child, flush=True)  # noqa: T201 - the parent reads it
        os.waitpid(child, 0)
        print("ended", flush=True)  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    if sys.argv[1] == "--nursery":
        schema.known_objects(schema.VERSION)  # every writer would make it
        nurse(int(sys.argv[2]))
        sys.exit()
    if "--create" in sys.argv:
        create(Path(sys.argv[1]))
        print("created", flush=True)  # noqa: T201 - the parent reads it
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
