"""Annotations out of one library and into another: the same words, or none at all."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import AnnotationsFault, BadAnnotations
from annotations.exchange.faults import Why
from annotations.exchange.parsing import parse
from annotations.exchange.reading import read
from annotations.exchange.taking import Outcome, Taking, take
from annotations.exporting import jsonld
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.report import build
from annotations.facts import (
    Attribution,
    Check,
    Commitment,
    LegalReference,
    Source,
    Statistic,
    Translation,
    WrittenDate,
)
from annotations.model import Evidence, Promise, PromiseStep, Speaker, Tag
from annotations.queries import Filter
from annotations.storage import articles, check, highlights, history
from annotations.storage.history import Change
from annotations.storage.library import values
from annotations.storage.store import Store
from annotations.vocabulary import (
    CheckKind,
    CommitmentKind,
    DatePrecision,
    EvidenceKind,
    EvidenceStance,
    ImportStatus,
    Origin,
    PromiseStatus,
    Qualifier,
    QuoteType,
    StatisticKind,
    Terms,
    WordingState,
)
from resources import catalogue
from tests.builders import TEXT, add, add_article, highlight, new_article, save
from tests.terminal import Kutip

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
ADDRESS = "https://arunika.example/berita/sumur"
OTHER = "Dua Puskesmas Dibuka\n\nIa berkata “ya” 👮🏽‍♂️ lalu pulang. Ia berkata “ya” lagi."


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Make a library with two articles and no highlights."""
    path = tmp_path / "kosong.kutip"
    with Store.create(path) as store:
        new = [new_article(TEXT, url=ADDRESS), new_article(OTHER, "b.txt")]
        store.call(lambda library: articles.add_all(library, new), saving=True)
    return path


@pytest.fixture
def full(empty: Path, tmp_path: Path) -> Path:
    """Copy that library and fill it with all that a highlight can have."""
    path = tmp_path / "penuh.kutip"
    shutil.copy(empty, path)
    with Store.open(path) as store:
        _fill(store)
    return path


def _fill(store: Store) -> None:
    who = Speaker(uid="s-1", name="Sri Lestari", role="bupati", institution="Pemkab")
    body = Speaker(uid="s-2", name="Bupati", is_institution=True)
    promise = Promise(
        uid="p-1",
        promisor="s-1",
        what="12 sumur",
        deadline=WrittenDate("musim kemarau"),
        steps=(PromiseStep(uid="st-1", status=PromiseStatus.BROKEN, when="2026-11-01", why="?"),),
    )
    save(store, *(Change(None, each) for each in (Tag(name="zeta"), Tag(name="air"))))
    save(store, Change(None, highlight("Hak atas air", uid="h-0")))
    save(store, Change(None, who), Change(None, body), Change(None, promise))
    first = highlight(
        "36 ribu orang",
        "statistic",
        "air",
        "zeta",
        uid="h-1",
        speaker="s-1",
        author="S.L.",
        note="hanya untuk saya",
        report_note="Tanyakan *lagi*",
        starred=True,
        terms=Terms.ON_RECORD,
        origin=Origin.SUGGESTION,
        attribution=Attribution(
            speaker_as_written="bupati",
            quote_type=QuoteType.INDIRECT,
            cue="kata",
            date_said=WrittenDate("kemarin", "2026-10-13", "2026-10-13", DatePrecision.DAY),
            sources=(Source("cue", 120, 124, "saying", confirmed=True),),
        ),
        statistics=(
            Statistic(
                uid="f-1",
                value=Decimal(36000),
                value_max=Decimal("36000.5"),
                unit="orang",
                qualifier=Qualifier.ABOUT,
                kind=StatisticKind.COUNT,
                sources=(Source("value", 37, 45, "number"),),
            ),
            Statistic(uid="f-2", numerator=Decimal(1), denominator=Decimal(1800)),
        ),
        checks=(
            Check(uid="c-1", kind=CheckKind.WORDING, state="as_published", who="S.L.", how="surat"),
            Check(uid="c-2", kind=CheckKind.WORDING, state=WordingState.CONFIRMED),
        ),
        translations=(Translation(uid="t-1", language="en", text="36,000 people"),),
    )
    second = highlight(
        "Kami akan membangun 12 sumur",
        "commitment",
        "legal",
        uid="h-2",
        speaker="s-2",
        commitments=(
            Commitment(uid="f-3", kind=CommitmentKind.PROMISE, what="12 sumur", promise="p-1"),
        ),
        legal=(LegalReference(uid="f-4", instrument="UUD", year="1945", article="33"),),
    )
    third = highlight("“ya”", text=OTHER, article=2, revision=2, uid="h-3")
    add(store, [first, second, third])
    gone = next(each for each in store.call(lambda lib: highlights.read(lib, [1])))
    save(store, Change(gone, None))
    for number, (kind, target, url) in enumerate(
        [
            (EvidenceKind.URL, "", "https://x.example/bukti"),
            (EvidenceKind.HIGHLIGHT, "h-2", ""),
            (EvidenceKind.CALL, "", ""),
        ]
    ):
        stance = EvidenceStance.CONTRADICTS
        piece = Evidence(
            uid=f"e-{number}", highlight="h-1", kind=kind, target=target, url=url, stance=stance
        )
        save(store, Change(None, piece))


def _out(path: Path) -> str:
    """Write all of a library as annotations."""
    found = Gathered()
    with Store.open(path) as store:
        for _ in gather(store, Filter(), found):
            pass
    report = build(found.entries, WORDS, speakers=found.speakers, now=NOW)
    return "".join(jsonld.pieces(report, WORDS))


def _in(path: Path, *told: object) -> Taking:
    """Take annotations into a library, and see that nothing is wrong with it then."""
    text = told[0] if isinstance(told[0], str) else json.dumps(list(told))
    taking = Taking()
    with Store.open(path) as store:
        found = [read(each) for each in parse(str(text).encode(), "a.jsonld")]
        steps = list(take(store, found, taking))
        assert list(store.call(lambda library: list(check.check(library)))) == []
    assert all(done <= total for done, total in steps)
    return taking


def _items(text: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(text)["first"]["items"]
    return items


def test_out_and_in_and_out_again_is_the_same_to_the_byte(full: Path, empty: Path) -> None:
    told = _out(full)
    taking = _in(empty, told)
    assert [each.status for each in taking.outcomes] == [ImportStatus.ADDED] * 3
    assert [each.highlight for each in taking.outcomes] == [2, 3, 4]
    assert _out(empty) == told
    assert "hanya untuk saya" not in told
    again = _in(empty, told)
    assert again.count(ImportStatus.DUPLICATE) == 3
    assert again.change == 0
    assert _out(empty) == told


def test_one_undo_takes_all_of_it_back(full: Path, empty: Path) -> None:
    before = _out(empty)
    taking = _in(empty, _out(full))
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
    assert _out(empty) == before


def test_articles_imported_anew_are_known_by_their_words(full: Path, tmp_path: Path) -> None:
    anew = tmp_path / "baru.kutip"
    with Store.create(anew) as store:
        new = [new_article(TEXT, url=ADDRESS), new_article(OTHER, "b.txt")]
        store.call(lambda library: articles.add_all(library, new), saving=True)
    told = _out(full)
    assert _in(anew, told).count(ImportStatus.ADDED) == 3
    uids = {each["target"]["source"]["id"] for each in _items(told)}
    other = {each["target"]["source"]["id"] for each in _items(_out(anew))}
    assert len(uids) == len(other) == 2
    mapped = _out(anew)
    for mine, theirs in zip(_items(told), _items(mapped), strict=True):
        mapped = mapped.replace(theirs["target"]["source"]["id"], mine["target"]["source"]["id"])
    assert mapped == told


def test_numbers_that_were_given_are_given_to_nothing_else(full: Path, empty: Path) -> None:
    with Store.open(empty) as store:
        add(store, [highlight("Hak atas air")])
    taking = _in(empty, _out(full))
    assert sorted(each.highlight for each in taking.outcomes) == [2, 3, 4]
    huge = _items(_out(full))[0]
    huge["id"], huge["kutip:highlight"]["label"] = "urn:uuid:huge", "K-9999999"
    del huge["kutip:highlight"]["statistics"], huge["kutip:highlight"]["evidence"]
    del huge["kutip:highlight"]["checks"], huge["kutip:highlight"]["translations"]
    assert [each.highlight for each in _in(empty, huge).outcomes] == [5]


def test_a_place_is_told_in_code_points_with_context_of_its_own_sentence(full: Path) -> None:
    for each in _items(_out(full)):
        quote, place = each["target"]["selector"]
        text = OTHER if quote["exact"] == "“ya”" else TEXT
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])


def _foreign(exact: str, source: object = ADDRESS, **more: object) -> dict[str, object]:
    selector = [{"type": "TextQuoteSelector", "exact": exact, **more}]
    return {"type": "Annotation", "target": {"source": source, "selector": selector}}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (_foreign("36 ribu orang"), "36 ribu orang"),
        (_foreign("“Kami akan", f"{ADDRESS}?utm_source=x"), "“Kami akan"),
        (_foreign('"Kami akan', prefix="lereng itu. ", suffix=" membangun"), "“Kami akan"),
        (_foreign("itu", prefix="lereng ", suffix="."), "itu"),
        (_foreign("6 ribu orang"), Why.AMBIGUOUS),
        (_foreign("37 ribu orang", prefix="Sebanyak ", suffix=" tinggal di"), Why.AMBIGUOUS),
        (_foreign("a"), Why.NOT_FOUND),
        (_foreign("kalimat yang tidak pernah ada di sini"), Why.NOT_FOUND),
        (_foreign("36 ribu orang", "https://elsewhere.example/a"), Why.NO_ARTICLE),
        (_foreign("  "), Why.NO_QUOTE),
        ({"type": "Annotation", "target": ADDRESS}, Why.NOT_UNDERSTOOD),
        ({"target": {"source": ADDRESS, "selector": {"type": "FragmentSelector"}}}, Why.NO_QUOTE),
        (["?"], Why.NOT_UNDERSTOOD),
        (42, Why.NOT_UNDERSTOOD),
    ],
)  # fmt: skip
def test_words_of_others_are_found_for_certain_or_reported(
    empty: Path, told: object, expected: str | Why
) -> None:
    (outcome,) = _in(empty, told).outcomes
    if isinstance(expected, Why):
        assert outcome.why is expected
        return
    made = _made(empty, outcome)
    assert made.quote.exact == expected
    assert TEXT[made.quote.start : made.quote.end] == expected


def _made(path: Path, outcome: Outcome) -> Any:  # noqa: ANN401 - a highlight
    assert outcome.status is ImportStatus.ADDED, outcome
    with Store.open(path) as store:
        return store.call(lambda library: highlights.read(library, [outcome.highlight]))[0]


def test_words_that_stand_twice_are_told_apart_by_context_or_not_at_all(empty: Path) -> None:
    with Store.open(empty) as store:
        uid = store.call(lambda library: values(library, "SELECT uid FROM articles ORDER BY id"))[1]
    source = {"id": f"urn:uuid:{uid}"}
    alone, first, second = _in(
        empty,
        _foreign("“ya”", source),
        _foreign("“ya”", source, suffix=" 👮🏽‍♂️ lalu"),
        _foreign("“ya”", source, prefix="Ia berkata ", suffix=" lagi."),
    ).outcomes
    assert alone.why is Why.AMBIGUOUS
    places = [_made(empty, each).quote.start for each in (first, second)]
    assert places == [OTHER.index("“ya”"), OTHER.rindex("“ya”")]


def test_two_articles_with_one_address_are_nobodys(empty: Path) -> None:
    with Store.open(empty) as store:
        other = add_article(store, "Lain sama sekali: 36 ribu orang.", url=f"{ADDRESS}-2")
        before = store.call(lambda library: articles.read(library, other))
        about = replace(before.metadata, url=ADDRESS)
        save(store, Change(before, replace(before, metadata=about)))
    (outcome,) = _in(empty, _foreign("36 ribu orang")).outcomes
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
    (outcome,) = _in(empty, json.dumps({"total": 1, "rows": [row]})).outcomes
    made = _made(empty, outcome)
    assert made.tags == ("statistic", "banjir bandang")
    assert (made.note, made.report_note, made.author) == ("Benarkah?", "", "sari")
    assert made.created == "2026-10-15T01:02:03.004Z"
    assert made.changed == "2026-10-15T01:02:03.000Z"
    assert "Benarkah" not in _out(empty)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", AnnotationsFault.NOT_JSON),
        (b"\xff\xfe", AnnotationsFault.NOT_JSON),
        (b"[" * 1_000_000, AnnotationsFault.TOO_DEEP),
        (b'{"a":' * 100_000, AnnotationsFault.TOO_DEEP),
        (b"[" + b"{}," * 1_000_000 + b"{}]", AnnotationsFault.TOO_MANY),
        (b'{"type": "Annotation", "type": "x"}', AnnotationsFault.TWICE),
        (b"[NaN]", AnnotationsFault.NOT_JSON),
        (b"[" + b"9" * 10_000 + b"]", AnnotationsFault.NOT_JSON),
        (b"42", AnnotationsFault.NONE_THERE),
        (b'{"hello": 1}', AnnotationsFault.NONE_THERE),
        (b"PK\x03\x04", AnnotationsFault.NOT_JSON),
        (b" " * 48_000_001, AnnotationsFault.TOO_LARGE),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence(data: bytes, fault: AnnotationsFault) -> None:
    from annotations.sentences import sentence

    with pytest.raises(BadAnnotations) as raised:
        parse(data, "jahat.json")
    assert raised.value.fault is fault
    assert "jahat.json" in sentence(raised.value, WORDS)


def _own(**changes: object) -> dict[str, object]:
    own = {"version": 1, **changes}
    return _foreign("36 ribu orang") | {"id": "urn:uuid:x-1", "kutip:highlight": own}


@pytest.mark.parametrize(
    "told",
    [
        {"version": 2},
        {"version": "1"},
        {"label": 7},
        {"statistics": [{"value": "1E+999999"}]},
        {"statistics": [{"value": "NaN"}]},
        {"statistics": [{"value": []}]},
        {"statistics": {"value": "12"}},
        {"statistics": ["?"]},
        {"statistics": [{"uid": "a' OR 1=1", "value": "12"}]},
        {"legal": [{"unknown": "?"}]},
        {"commitments": [{"kind": "oath"}]},
        {"checks": [{"state": "denied"}]},
        {"translations": 5},
        {"evidence": ["x"]},
        {"evidence": [{"kind": "file", "target": 5}]},
        {"promises": [{"uid": "p", "steps": [{"status": "late"}]}]},
        {"speaker": {"uid": "s", "name": None}},
        {"speaker": "Ratna"},
        {"attribution": []} | {"terms": "whispered"},
    ],
)
def test_facts_of_a_wrong_kind_are_no_facts(told: dict[str, object]) -> None:
    assert read(_own(**told)).fault is Why.NOT_UNDERSTOOD


def test_nothing_that_is_told_reaches_beyond_its_own_highlight(full: Path) -> None:
    evil = _own(
        speaker={"uid": "s-1", "name": "Somebody else", "confidential": False, "merged_into": "s"},
        promises=[{"uid": "p-1", "what": "Something else", "merged_into": "p-2"}],
        commitments=[{"uid": "f-9", "promise": "nowhere"}],
        evidence=[
            {"uid": "e-9", "kind": "url", "url": "https://x.example", "highlight": "h-2"},
            {"uid": "e-8", "kind": "file", "target": "0" * 64},
            {"uid": "e-7", "kind": "highlight", "target": "nowhere"},
        ],
    )
    before = _items(_out(full))
    (outcome,) = _in(full, evil).outcomes
    assert (outcome.status, outcome.left) == (ImportStatus.ADDED, 2)
    after = [each for each in _items(_out(full)) if each["id"] != "urn:uuid:x-1"]
    assert after == before
    stolen = _own(statistics=[{"uid": "f-1", "value": "1"}]) | {"id": "urn:uuid:x-2"}
    assert [each.why for each in _in(full, stolen).outcomes] == [Why.IN_THE_WAY]


def test_halves_of_characters_and_nul_become_a_sign(empty: Path) -> None:
    told = json.dumps([_foreign("36 ribu orang") | {"bodyValue": "a\ud800b\0c"}])
    (outcome,) = _in(empty, told).outcomes
    assert _made(empty, outcome).note == "a\ufffdb\ufffdc"


def test_the_command_says_what_became_of_each(library: Path, kutip: Kutip, tmp_path: Path) -> None:
    with Store.open(library) as store:
        uid = store.call(lambda opened: values(opened, "SELECT uid FROM articles"))[0]
    source = {"id": f"urn:uuid:{uid}"}
    file = tmp_path / "a.json"
    file.write_text(json.dumps([_foreign("310 ribu jiwa", source), _foreign("tidak ada", source)]))
    run = kutip("annotations", file, tmp_path / "b.json", "--json")
    assert run.status == 1
    assert [(each["status"], each["highlight"]) for each in run.records] == [
        ("added", 1),
        ("failed", None),
    ]
    assert "b.json" in run.err
    assert "1 annotation taken in · 0 there already · 1 left out" in run.err
    assert kutip("annotations", file).out.startswith("a.json\tduplicate")
