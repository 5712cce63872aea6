"""Which originals may leave in a proof pack, and why others may not."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.pack import leaving
from annotations.exporting.pack.collecting import Collected, collect, rules_of
from annotations.exporting.pack.leaving import Careful
from annotations.exporting.pack.manifest import LEFT_OUT, Attachment, Exhibit, LeftOut, why
from annotations.exporting.report import build
from annotations.model import Article, Evidence, Speaker
from annotations.queries import Filter
from annotations.storage import articles, highlights, history
from annotations.storage.attachments import attach
from annotations.storage.history import Change
from annotations.storage.store import Library, Store
from annotations.vocabulary import ArticleKind, EvidenceKind, Terms
from resources import catalogue
from tests.builders import highlight, imported

WORDS = catalogue("en")
TEXT = "Judul\n\nSebanyak 36 ribu orang mengungsi. Kata mereka cukup."
HIDDEN = "Bima Satriawan"


def _docx(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/core.xml", f"<x>{name[:4]}<w:r/>{name[4:]}</x>" * 9)
    return made.getvalue()


SENT = {"received_from": "Ayu <ayu@x.example>"}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], bytes, LeftOut, LeftOut]] = {
    # fields of the article, of what was imported, its bytes, why not the file, why not the text
    "plain": ({}, {}, b"asli", LeftOut.NONE, LeftOut.NONE),
    "embargo": ({"embargo": "2999-01-01"}, {}, b"b", LeftOut.EMBARGO, LeftOut.EMBARGO),
    "mail": (SENT, {"importer": "email"}, b"c", LeftOut.SENDER, LeftOut.NONE),
    "chat": ({}, {"importer": "whatsapp"}, b"d", LeftOut.CHAT, LeftOut.CHAT),
    "sent": (SENT, {}, b"dari AYU@x.example", LeftOut.SENDER, LeftOut.NONE),
    "named": ({}, {}, f"<!-- {HIDDEN} -->".encode(), LeftOut.NAMES_SOURCE, LeftOut.NONE),
    "wide": ({}, {}, HIDDEN.encode("utf-16"), LeftOut.NAMES_SOURCE, LeftOut.NONE),
    "marked": ({}, {}, b"<p>Bima&nbsp;<b>Satria</b>wan</p>", LeftOut.NAMES_SOURCE, LeftOut.NONE),
    "packed": ({}, {}, _docx(HIDDEN), LeftOut.NAMES_SOURCE, LeftOut.NONE),
    "locked": ({}, {}, _docx(HIDDEN)[:-9], LeftOut.PROTECTS_SOURCE, LeftOut.NONE),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.create(tmp_path_factory.mktemp("library") / "a.kutip") as opened:
        opened.call(_fill, saving=True)
        yield opened


def _fill(library: Library) -> None:
    some = [
        articles.NewArticle(
            imported=replace(imported(f"{TEXT} {name}"), **of),
            original=data,
            source=f"{name}.txt",
        )
        for name, (_, of, data, _, _) in CASES.items()
    ]
    articles.add_all(library, some)
    secret = Speaker(uid="s-1", name=HIDDEN, confidential=True)
    changes = [Change(None, secret)]
    for number, (name, (fields, *_)) in enumerate(CASES.items(), start=1):
        article = articles.read(library, number)
        changes.append(Change(article, replace(article, **fields)))
        made = highlight(text=f"{TEXT} {name}", article=number, revision=number)
        changes.append(Change(None, made))
    history.replace(library, changes, label="Fill")


def _collected(store: Store, wanted: Filter, *, embargoed: bool = True) -> list[Exhibit]:
    found = Gathered()
    for _ in gather(store, wanted, found):
        pass
    report = build(found.entries, WORDS, speakers=found.speakers, embargoed=embargoed)
    rules = rules_of(report, found, WORDS, embargoed=False)
    into = Collected()
    for _ in collect(store, report, found, rules, WORDS, into):
        pass
    return [each.exhibit for each in into.exhibits]


@pytest.mark.parametrize("name", CASES)
def test_an_original_leaves_only_where_nothing_in_it_may_not(store: Store, name: str) -> None:
    number = list(CASES).index(name) + 1
    (exhibit,) = _collected(store, Filter(articles=(number,)))

    assert (exhibit.left_out, exhibit.text_left_out) == CASES[name][3:]
    assert bool(exhibit.file) is (exhibit.left_out is LeftOut.NONE)
    assert bool(exhibit.text) is (exhibit.text_left_out is LeftOut.NONE)


def test_an_original_stays_for_the_sake_of_another_article_that_was_read_from_it(
    store: Store,
) -> None:
    def share(library: Library) -> Article:
        new = articles.NewArticle(
            imported=imported("Bab dua\n\nKata lain."), original=b"asli", source="a", part="2"
        )
        (added,) = articles.add_all(library, [new])
        return articles.read(library, added.article)

    shared = store.call(share, saving=True)
    (before,) = _collected(store, Filter(articles=(1,)))
    off = [Change(shared, replace(shared, terms=Terms.OFF_RECORD))]
    store.call(lambda library: history.replace(library, off, label="Terms"), saving=True)
    (after,) = _collected(store, Filter(articles=(1,)))

    assert before.left_out is LeftOut.NONE
    assert (after.left_out, after.text_left_out) == (LeftOut.OFF_RECORD, LeftOut.NONE)


def test_a_release_may_name_who_sent_it(store: Store) -> None:
    number = list(CASES).index("sent") + 1
    article = store.call(lambda library: articles.read(library, number))
    release = replace(article.metadata, kind=ArticleKind.RELEASE)
    change = [Change(article, replace(article, metadata=release))]
    store.call(lambda library: history.replace(library, change, label="Kind"), saving=True)
    (exhibit,) = _collected(store, Filter(articles=(number,)))

    assert exhibit.left_out is LeftOut.NONE


def test_every_reason_is_said() -> None:
    assert set(LEFT_OUT) == set(LeftOut) - {LeftOut.NONE}
    assert all(why(each, WORDS) for each in LEFT_OUT)
    assert not why(LeftOut.NONE, WORDS)


def test_an_archive_too_large_to_be_looked_through_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "_MOST_READ", 9)
    (exhibit,) = _collected(store, Filter(articles=(list(CASES).index("packed") + 1,)))

    assert exhibit.left_out is LeftOut.PROTECTS_SOURCE


def test_a_save_does_not_wait_until_a_file_is_looked_through(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = []

    def slow(*_: object) -> LeftOut:
        answers.append(store.submit(lambda _: "saved", saving=True).result(timeout=5))
        return LeftOut.NONE

    monkeypatch.setattr(Careful, "data", slow)
    _collected(store, Filter(articles=(list(CASES).index("packed") + 1,)))

    assert answers == ["saved"]


def _attached_to(store: Store, numbers: tuple[int, ...]) -> list[Attachment]:
    found = Gathered()
    for _ in gather(store, Filter(articles=numbers), found):
        pass
    report = build(found.entries, WORDS, speakers=found.speakers, embargoed=True)
    into = Collected()
    rules = rules_of(report, found, WORDS, embargoed=True)
    for _ in collect(store, report, found, rules, WORDS, into):
        pass
    return into.attachments


def test_a_file_kept_in_two_places_leaves_only_where_it_may_leave_from_both(store: Store) -> None:
    plain, chat = 1, list(CASES).index("chat") + 1

    def keep(library: Library) -> None:
        digest = attach(library, b"\x89PNG")
        some = [*highlights.of_article(library, plain), *highlights.of_article(library, chat)]
        history.replace(
            library,
            [
                Change(
                    None,
                    Evidence(
                        highlight=each.uid,
                        kind=EvidenceKind.FILE,
                        target=digest,
                        file_name="a.png",
                        media_type="image/png",
                    ),
                )
                for each in some
            ],
            label="Keep",
        )

    store.call(keep, saving=True)
    (alone,) = _attached_to(store, (plain,))
    (both,) = _attached_to(store, (plain, chat))

    assert (alone.left_out, both.left_out) == (LeftOut.NONE, LeftOut.PROTECTS_SOURCE)
    assert (len(alone.highlights), len(both.highlights)) == (1, 2)
