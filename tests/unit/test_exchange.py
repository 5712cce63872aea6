"""Annotations out of one library and into another: the same words, or none at all."""

import json
import shutil
import tempfile
from dataclasses import astuple, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotations.anchoring import describe
from annotations.exchange.faults import Why
from annotations.model import Highlight, Span
from annotations.richtext import normalise
from annotations.storage import articles, exchanging, history
from annotations.storage.history import Change
from annotations.storage.library import Library, values
from annotations.storage.store import Store
from annotations.vocabulary import ImportStatus
from tests.builders import TEXT, add, add_article, highlight, new_article, save
from tests.made_exchange import (
    ADDRESS,
    OTHER,
    fill,
    foreign,
    items,
    made,
    make_empty,
    out,
    take_in,
)
from tests.strategies import texts_with_span
from tests.terminal import Kutip


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Make a library with two articles and no highlights."""
    path = tmp_path / "kosong.kutip"
    make_empty(path)
    return path


@pytest.fixture
def full(empty: Path, tmp_path: Path) -> Path:
    """Copy that library and fill it with all that a highlight can have."""
    path = tmp_path / "penuh.kutip"
    shutil.copy(empty, path)
    with Store.open(path) as store:
        fill(store)
    return path


def test_out_and_in_and_out_again_is_the_same_to_the_byte(full: Path, empty: Path) -> None:
    told = out(full)
    taking = take_in(empty, told)
    assert [each.status for each in taking.outcomes] == [ImportStatus.ADDED] * 3
    assert [each.highlight for each in taking.outcomes] == [2, 3, 4]
    assert out(empty) == told
    assert "hanya untuk saya" not in told
    again = take_in(empty, told)
    assert again.count(ImportStatus.DUPLICATE) == 3
    assert again.change == 0
    assert out(empty) == told


def test_one_undo_takes_all_of_it_back(full: Path, empty: Path) -> None:
    before = out(empty)
    taking = take_in(empty, out(full))
    with Store.open(empty) as store:
        store.call(lambda library: history.revert(library, taking.change), saving=True)
        left = store.call(
            lambda library: values(
                library,
                "SELECT uid FROM highlights UNION ALL SELECT uid FROM speakers UNION ALL"
                " SELECT uid FROM promises UNION ALL SELECT uid FROM evidence",
            )
        )
    assert left == []
    assert out(empty) == before


def test_articles_imported_anew_are_known_by_their_words(full: Path, tmp_path: Path) -> None:
    anew = tmp_path / "baru.kutip"
    with Store.create(anew) as store:
        new = [new_article(TEXT, url=ADDRESS), new_article(OTHER, "b.txt")]
        store.call(lambda library: articles.add_all(library, new), saving=True)
    told = out(full)
    assert take_in(anew, told).count(ImportStatus.ADDED) == 3
    uids = {each["target"]["source"]["id"] for each in items(told)}
    other = {each["target"]["source"]["id"] for each in items(out(anew))}
    assert len(uids) == len(other) == 2
    mapped = out(anew)
    for mine, theirs in zip(items(told), items(mapped), strict=True):
        mapped = mapped.replace(theirs["target"]["source"]["id"], mine["target"]["source"]["id"])
    assert mapped == told


def test_numbers_that_were_given_are_given_to_nothing_else(full: Path, empty: Path) -> None:
    with Store.open(empty) as store:
        add(store, [highlight("Hak atas air")])
    taking = take_in(empty, out(full))
    assert sorted(each.highlight for each in taking.outcomes) == [2, 3, 4]
    huge = items(out(full))[0]
    huge["id"], huge["kutip:highlight"]["label"] = "urn:uuid:huge", "K-9999999"
    del huge["kutip:highlight"]["statistics"], huge["kutip:highlight"]["evidence"]
    del huge["kutip:highlight"]["checks"], huge["kutip:highlight"]["translations"]
    assert [each.highlight for each in take_in(empty, huge).outcomes] == [5]


def test_a_place_is_told_in_code_points_with_context_of_its_own_sentence(full: Path) -> None:
    for each in items(out(full)):
        quote, place = each["target"]["selector"]
        text = OTHER if quote["exact"] == "“ya”" else TEXT
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (foreign("36 ribu orang"), "36 ribu orang"),
        (foreign("“Kami akan", f"{ADDRESS}?utm_source=x"), "“Kami akan"),
        (foreign('"Kami akan', prefix="lereng itu. ", suffix=" membangun"), "“Kami akan"),
        (foreign("itu", prefix="lereng ", suffix="."), "itu"),
        (foreign("6 ribu orang"), Why.AMBIGUOUS),
        (foreign("37 ribu orang", prefix="Sebanyak ", suffix=" tinggal di"), Why.AMBIGUOUS),
        (foreign("a"), Why.NOT_FOUND),
        (foreign("kalimat yang tidak pernah ada di sini"), Why.NOT_FOUND),
        (foreign("36 ribu orang", "https://elsewhere.example/a"), Why.NO_ARTICLE),
        (foreign("  "), Why.NO_QUOTE),
        ({"type": "Annotation", "target": ADDRESS}, Why.NOT_UNDERSTOOD),
        ({"target": {"source": ADDRESS, "selector": {"type": "FragmentSelector"}}}, Why.NO_QUOTE),
        (["?"], Why.NOT_UNDERSTOOD),
        (42, Why.NOT_UNDERSTOOD),
    ],
)  # fmt: skip
def test_words_of_others_are_found_for_certain_or_reported(
    empty: Path, told: object, expected: str | Why
) -> None:
    (outcome,) = take_in(empty, told).outcomes
    if isinstance(expected, Why):
        assert outcome.why is expected
        return
    there = made(empty, outcome)
    assert there.quote.exact == expected
    assert TEXT[there.quote.start : there.quote.end] == expected


def test_words_that_stand_twice_are_told_apart_by_context_or_not_at_all(empty: Path) -> None:
    with Store.open(empty) as store:
        uid = store.call(lambda library: values(library, "SELECT uid FROM articles ORDER BY id"))[1]
    source = {"id": f"urn:uuid:{uid}"}
    alone, first, second = take_in(
        empty,
        foreign("“ya”", source),
        foreign("“ya”", source, suffix=" 👮🏽‍♂️ lalu"),
        foreign("“ya”", source, prefix="Ia berkata ", suffix=" lagi."),
    ).outcomes
    assert alone.why is Why.AMBIGUOUS
    places = [made(empty, each).quote.start for each in (first, second)]
    assert places == [OTHER.index("“ya”"), OTHER.rindex("“ya”")]


def test_two_articles_with_one_address_are_nobodys(empty: Path) -> None:
    with Store.open(empty) as store:
        other = add_article(store, "Lain sama sekali: 36 ribu orang.", url=f"{ADDRESS}-2")
        before = store.call(lambda library: articles.read(library, other))
        about = replace(before.metadata, url=ADDRESS)
        save(store, Change(before, replace(before, metadata=about)))
    (outcome,) = take_in(empty, foreign("36 ribu orang")).outcomes
    assert outcome.why is Why.SEVERAL_ARTICLES


def test_a_hypothesis_search_is_read_with_tags_and_a_private_note(empty: Path) -> None:
    row = {
        "id": "AbC123",
        "user": "acct:sari@hypothes.is",
        "uri": ADDRESS,
        "text": "Benarkah?",
        "tags": ["Statistic", "banjir  bandang"],
        "created": "2026-10-15T01:02:03.004005+00:00",
        "updated": "2026-10-15T08:02:03+07:00",
        "target": [
            {
                "source": ADDRESS,
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
                    {"type": "TextPositionSelector", "start": 999, "end": 1010},
                    {"type": "TextQuoteSelector", "exact": "36 ribu orang", "prefix": "Sebanyak "},
                ],
            }
        ],
    }
    (outcome,) = take_in(empty, json.dumps({"total": 1, "rows": [row]})).outcomes
    there = made(empty, outcome)
    assert there.tags == ("statistic", "banjir bandang")
    assert (there.note, there.report_note, there.author) == ("Benarkah?", "", "sari")
    assert there.created == "2026-10-15T01:02:03.004Z"
    assert there.changed == "2026-10-15T01:02:03.000Z"
    assert "Benarkah" not in out(empty)


def test_halves_of_characters_and_nul_become_a_sign(empty: Path) -> None:
    told = json.dumps([foreign("36 ribu orang") | {"bodyValue": "a\ud800b\0c"}])
    (outcome,) = take_in(empty, told).outcomes
    assert made(empty, outcome).note == "a\ufffdb\ufffdc"


def test_the_command_says_what_became_of_each(library: Path, kutip: Kutip, tmp_path: Path) -> None:
    with Store.open(library) as store:
        uid = store.call(lambda opened: values(opened, "SELECT uid FROM articles"))[0]
    source = {"id": f"urn:uuid:{uid}"}
    file = tmp_path / "a.json"
    file.write_text(json.dumps([foreign("310 ribu jiwa", source), foreign("tidak ada", source)]))
    run = kutip("annotations", file, tmp_path / "b.json", "--json")
    assert run.status == 1
    assert [(each["status"], each["highlight"]) for each in run.records] == [
        ("added", 1),
        ("failed", None),
    ]
    assert "b.json" in run.err
    assert "1 annotation taken in · 0 there already · 1 left out" in run.err
    assert kutip("annotations", file).out.startswith("a.json\tduplicate")


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(texts_with_span())
def test_any_words_come_back_from_where_they_stood(drawn: tuple[str, Span]) -> None:
    text, span = f"Judul. {normalise(drawn[0])} akhir.", Span(*(n + 7 for n in astuple(drawn[1])))
    span = span if span.end <= len(text) and text[span.start : span.end].strip() else Span(0, 6)
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "satu.kutip", Path(folder) / "dua.kutip"
        with Store.create(path) as store:
            add_article(store, text)
        shutil.copy(path, other)
        quote = describe(text, span)
        with Store.open(path) as store:
            note = quote.exact.strip()
            found = Highlight(uid="h-1", article_id=1, revision_id=1, quote=quote, report_note=note)
            add(store, [found])
        told = out(path)
        assert [each.why for each in take_in(other, told).outcomes] == [None]
        assert out(other) == told


def test_a_save_does_not_wait_until_all_of_a_large_file_is_looked_up(tmp_path: Path) -> None:
    uids = [str(number) for number in range(2_000)]
    turns = []

    def find(library: Library) -> None:
        library.let_others = lambda: turns.append("a save")
        exchanging.find(library, uids, [], [])
        exchanging.there(library, uids, [], [], [])

    with Store.create(tmp_path / "a.kutip") as opened:
        opened.call(find)

    assert len(turns) == 8
