"""What does not agree, in reports that ask for it: and nothing that may not leave."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from annotations.checking.found import Finding, Mismatch
from annotations.exporting.checked import Checked, find
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.report import Report, build
from annotations.model import Article, Highlight, Imported, Span, Speaker
from annotations.queries import Filter
from annotations.richtext import parse_plain
from annotations.storage import articles, history, suggesting
from annotations.storage.articles import NewArticle
from annotations.storage.history import Change
from annotations.storage.store import Library, Store
from annotations.vocabulary import Terms
from resources import catalogue
from tests.made_session import add_article
from tests.terminal import Kutip
from tests.written_reports import written

WORDS = catalogue("en")
STORY = (
    "Sungai Meluap Lagi\n\n"
    "Warga Kampung Hulu mengungsi pada Selasa (14/10/2026). Air naik cepat.\n\n"
    "Rapat berikutnya Jumat (16/10/2026) dan Senin (20/10/2026) di balai desa."
)
OTHER = "Kabar Lain\n\nKata Rina Hartati, air surut. Nomor teleponnya rahasia."
TUESDAY = "14 October 2026 was no Tuesday"
MONDAY = "20 October 2026 was no Monday"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.kutip") as made:
        for text in (STORY, OTHER):
            made.call(partial(add_article, text=text), saving=True)
        yield made


def _highlight(store: Store, words: str, number: int = 1, **fields: object) -> Highlight:
    from annotations.anchoring import describe

    def job(library: Library) -> Highlight:
        revision = articles.revision(library, number)
        start = revision.text.text.index(words)
        quote = describe(revision.text.text, Span(start, start + len(words)))
        made = Highlight(article_id=number, revision_id=revision.id, quote=quote)
        made = replace(made, **fields)  # type: ignore[arg-type]
        (stored,) = history.replace(library, [Change(None, made)], label="Add").records
        assert isinstance(stored, Highlight)
        return stored

    return store.call(job, saving=True)


def _change(store: Store, number: int, **fields: object) -> None:
    def job(library: Library) -> None:
        before = articles.read(library, number)
        after: Article = replace(before, **fields)  # type: ignore[arg-type]
        history.replace(library, [Change(before, after)], label="Change")

    store.call(job, saving=True)


def _report(store: Store, wanted: Filter = Filter()) -> Report:  # noqa: B008 - frozen
    found = Gathered()
    list(gather(store, wanted, found))
    report = build(found.entries, WORDS, speakers=found.speakers, off_record=found.off_record)
    checked = Checked(report)
    list(find(store, checked, found.speakers, WORDS))
    return checked.report


def _text(report: Report, name: str) -> str:
    return written(report, name)


@pytest.mark.parametrize("name", ["html", "markdown", "csv", "json"])
def test_a_finding_stands_beside_the_highlight_that_it_is_about_and_no_other(
    store: Store, name: str
) -> None:
    _highlight(store, "mengungsi pada Selasa (14/10/2026)")
    _highlight(store, "Air naik cepat")
    told = _text(_report(store), name)
    assert told.count(TUESDAY) == (
        2 if name in {"html", "markdown"} else 1
    )  # page one names it too
    assert "14 October 2026 is a Wednesday" in told
    assert MONDAY not in told


def test_json_has_the_key_and_csv_the_column_only_where_it_was_asked_for(store: Store) -> None:
    _highlight(store, "Selasa (14/10/2026)")
    _highlight(store, "Air naik cepat")
    report = _report(store)
    first, second = json.loads(_text(report, "json"))["highlights"]
    (finding,) = first["checks"]
    assert finding["kind"] == "weekday"
    assert finding["message"] == TUESDAY
    assert second["checks"] == []
    rows = list(csv.DictReader(io.StringIO(_text(report, "csv").removeprefix("\ufeff"))))
    assert [row["checks"] for row in rows] == [
        f"{TUESDAY} (14 October 2026 is a Wednesday)",
        "",
    ]
    plain = replace(report, checks=None)
    assert "checks" not in json.loads(_text(plain, "json"))["highlights"][0]
    assert "checks" not in _text(plain, "csv").partition("\n")[0].split(",")


def test_a_finding_in_a_sentence_off_the_record_is_left_out(store: Store) -> None:
    _highlight(store, "Jumat (16/10/2026) dan Senin (20/10/2026)", terms=Terms.ON_RECORD)
    assert MONDAY in _text(_report(store), "markdown")
    _highlight(store, "di balai desa", terms=Terms.OFF_RECORD)
    assert MONDAY not in _text(_report(store), "markdown")


def test_it_is_left_out_too_where_the_filter_does_not_ask_for_what_is_off_the_record(
    store: Store,
) -> None:
    _highlight(store, "Senin (20/10/2026)", starred=True, terms=Terms.ON_RECORD)
    _highlight(store, "di balai desa", terms=Terms.OFF_RECORD)
    report = _report(store, Filter(starred=True))
    assert report.total == 1
    assert report.checks == {}


def _elsewhere(monkeypatch: pytest.MonkeyPatch, store: Store, said: str) -> None:
    """Let a check find that article 2 says otherwise about the flood."""
    other = store.call(lambda library: articles.read(library, 2)).uid
    there = OTHER.index(said)
    here = STORY.index("Air naik cepat")
    made = Finding(
        kind=Mismatch.QUANTITY,
        spans=(Span(here, here + len("Air naik cepat")),),
        message="{one} here and {other} elsewhere, for what reads like the same thing",
        values={"one": "Air naik", "other": said, "n": Decimal(1)},
        other=other,
        other_span=Span(there, there + len(said)),
    )
    monkeypatch.setattr(suggesting, "elsewhere", lambda *_: [made])


def test_what_another_article_says_is_told_with_its_title(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _highlight(store, "Air naik cepat")
    _elsewhere(monkeypatch, store, "air surut")
    told = _text(_report(store), "markdown")
    assert "Air naik here and air surut elsewhere" in told
    assert "Kabar Lain" in told


def _off_record(store: Store) -> None:
    _change(store, 2, terms=Terms.OFF_RECORD)


def _embargo(store: Store) -> None:
    _change(store, 2, embargo="2999-01-01")


def _trash(store: Store) -> None:
    _change(store, 2, trashed="2026-11-01T00:00:00.000Z")


def _highlight_off_record(store: Store) -> None:
    _highlight(store, "Rina Hartati", 2, terms=Terms.OFF_RECORD)


def _name_in_its_title(store: Store) -> None:
    secret = Speaker(name="Kabar Lain", confidential=True)
    store.call(
        lambda library: history.replace(library, [Change(None, secret)], label="Add"), saving=True
    )


@pytest.mark.parametrize(
    "withhold", [_off_record, _embargo, _trash, _highlight_off_record, _name_in_its_title]
)
def test_what_a_withheld_article_says_is_left_out(
    store: Store, monkeypatch: pytest.MonkeyPatch, withhold: Callable[[Store], None]
) -> None:
    _highlight(store, "Air naik cepat")
    _elsewhere(monkeypatch, store, "air surut")
    withhold(store)
    report = _report(store, Filter(articles=(1,)))
    assert report.total == 1
    assert "surut" not in _text(report, "markdown")


def test_a_finding_that_names_a_confidential_speaker_is_left_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _highlight(store, "Air naik cepat")
    _elsewhere(monkeypatch, store, "Kata Rina Hartati")
    assert "Rina" in _text(_report(store), "json")
    secret = Speaker(name="Rina Hartati", confidential=True)
    store.call(
        lambda library: history.replace(library, [Change(None, secret)], label="Add"), saving=True
    )
    assert "Rina" not in _text(_report(store, Filter(articles=(1,))), "json")


def test_where_words_off_the_record_of_an_older_version_went_nobody_knows(store: Store) -> None:
    _highlight(store, "Air naik cepat", terms=Terms.OFF_RECORD)
    newer = STORY.replace("Air naik cepat.", "Jalan utama ditutup sejak pagi hingga malam.")

    def revise(library: Library) -> None:
        imported = Imported(
            text=parse_plain(newer),
            metadata=articles.read(library, 1).metadata,
            encoding="utf-8",
            importer="plain",
            importer_version=1,
        )
        new = NewArticle(imported=imported, original=newer.encode(), source="b.txt", revises=1)
        articles.add_all(library, [new])

    store.call(revise, saving=True)
    _highlight(store, "Selasa (14/10/2026)", terms=Terms.ON_RECORD)
    report = _report(store)
    assert report.total == 1
    assert report.checks == {}


def test_the_command_writes_checks_only_when_told_to(library: Path, kutip: Kutip) -> None:
    with Store.open(library) as store:
        number = store.call(lambda opened: add_article(opened, STORY), saving=True)
    assert kutip("highlight", number, "--quote", "Selasa (14/10/2026)").status == 0
    asked = kutip("export", "--format", "markdown", "--output", "-", "--checks")
    assert TUESDAY in asked.out
    assert TUESDAY not in kutip("export", "--format", "markdown", "--output", "-").out
