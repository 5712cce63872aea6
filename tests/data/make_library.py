"""Make a library of the current schema from the samples, for the tests of later versions.

Run it before a release that has a new schema, and commit what it makes; a library of a released
version is never made again:
    .venv/bin/python tests/data/make_library.py
"""

from functools import partial
from pathlib import Path

from annotations.detection.accepting import accept, reject
from annotations.detection.found import Kind, Suggestion
from annotations.importing import markdown
from annotations.model import Evidence, Promise, PromiseStep
from annotations.provisions import ProvisionText
from annotations.queries import Filter
from annotations.searches import SavedSearch
from annotations.storage import articles, highlights, speakers
from annotations.storage.articles import NewArticle
from annotations.storage.history import Change, replace, revert
from annotations.storage.library import Library
from annotations.storage.schema import VERSION
from annotations.storage.store import Store
from annotations.vocabulary import EvidenceKind, PromiseStatus
from desktop import edits, samples

IRI = "/akn/id/act/perda/2021/7#art_12"


def main(folder: Path) -> None:
    """Make `library-N.kutip`, where N is the schema's version; it must not be there."""
    with Store.create(folder / f"library-{VERSION}.kutip") as store:
        for outcome in samples.bring_in(store, "Add the sample articles"):
            if outcome.reason:
                raise outcome.reason
        store.call(work_on, saving=True)
        store.call(partial(revise, article_id=1), saving=True)


def work_on(library: Library) -> None:
    """Leave traces of every kind of work: notes, the trash, evidence, undo, decisions."""
    found = highlights.read(library, highlights.ids(library))
    (first, second, third) = found[:3]
    speaker = speakers.all(library)[0]
    step = PromiseStep(
        uid=edits.new_uid(), status=PromiseStatus.PENDING, when="2026-11-22", evidence=first.uid
    )
    promise = Promise(uid=edits.new_uid(), promisor=speaker.uid, what="120 pompa", steps=(step,))
    evidence = Evidence(
        uid=edits.new_uid(),
        highlight=first.uid,
        kind=EvidenceKind.URL,
        url="https://example.org/anggaran",
        held_by="R.W.",
    )
    replace(
        library,
        [
            Change(first, edits.with_fields(first, {"note": "Tanya lagi.", "starred": True})),
            Change(second, edits.with_fields(second, {"report_note": "Lihat **anggaran**."})),
            Change(third, edits.with_fields(third, {"trashed": edits.now()})),
            Change(None, promise),
            Change(None, evidence),
            Change(None, SavedSearch(name="Janji", wanted=Filter(tags=("commitment",)))),
            Change(None, ProvisionText(iri=IRI, citation="Pasal 12", text="Setiap pompa dirawat.")),
        ],
        label="Change",
    )
    assigned = edits.with_fields(first, {"assigned_to": "R.W."})
    revert(library, replace(library, [Change(first, assigned)], label="Change").id)
    articles.set_reading_position(library, 1, 200)
    decide(library)


def decide(library: Library) -> None:
    """Accept a suggestion and reject another."""
    revision = articles.revision(library, 2)
    text = revision.text.text
    one = Suggestion(kind=Kind.QUOTE, start=0, end=40, rule="quote.clause-after")
    other = Suggestion(kind=Kind.STATISTIC, start=60, end=80, rule="statistic.count")
    accepted = accept(one, text, article_id=2, revision_id=revision.id)
    rejected = reject(other, text, article_id=2, revision_id=revision.id)
    some = (*accepted.records, rejected)
    replace(library, [Change(None, each) for each in some], label="Change")


def revise(library: Library, article_id: int) -> None:
    """Add a second revision of an article, with a paragraph in front."""
    revision = articles.revision(library, article_id)
    data = articles.original(library, revision.original_sha256)
    data = b"Ralat: angka di bawah ini sudah diperiksa.\n\n" + data
    parsed = markdown.parse(data, revision.source)
    new = NewArticle(imported=parsed, original=data, source=revision.source)
    articles.revise(library, article_id, new)


if __name__ == "__main__":
    main(Path(__file__).parent)
