"""What scripts rely on: the type of each JSON key, and how numbers and dates are written."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from annotations import cli
from annotations.facts import (
    Attribution,
    Commitment,
    LegalReference,
    Statistic,
    Translation,
    WrittenDate,
)
from annotations.model import Evidence, Promise, PromiseStep
from annotations.storage import highlights, history
from annotations.storage.history import Change
from annotations.storage.store import Store
from annotations.vocabulary import (
    CommitmentKind,
    DatePrecision,
    EvidenceKind,
    PromiseStatus,
    QuoteType,
    StatisticKind,
    WordingState,
)
from tests import builders
from tests.terminal import Kutip

NUMBER = (int, float)
NULL = type(None)
ARTICLE = {
    "id": int, "uid": str, "kind": str, "title": str, "byline": str, "outlet": str, "place": str,
    "published": str, "language": str, "url": str, "sha256": str, "text_sha256": str,
    "revision": int, "highlights": int,
}  # fmt: skip
HIGHLIGHT = {
    "id": int, "uid": str, "article": int, "revision": int, "quote": str, "start": int,
    "end": int, "placement": str, "locator": (dict, NULL), "tags": list, "speaker": str,
    "speaker_as_written": str, "role": str, "institution": str, "quote_type": str, "cue": str,
    "date_said": str, "report_note": str, "note": str, "starred": bool, "wording_check": str,
    "claim_check": str, "evidence": list, "translations": list, "terms": str, "author": str,
    "origin": str, "created": str, "changed": str, "statistics": list, "legal": list,
    "commitments": list,
}  # fmt: skip
STATISTIC = {
    "value": (*NUMBER, NULL), "value_max": (*NUMBER, NULL), "unit": str, "qualifier": str,
    "kind": str, "numerator": (*NUMBER, NULL), "denominator": (*NUMBER, NULL), "base": str,
    "population": str, "period": str, "source": str, "published_in": str, "calculation": str,
}  # fmt: skip
COMMITMENT = dict.fromkeys(
    ("kind", "who", "what", "beneficiary", "deadline", "condition", "promise", "status"), str
)
NUMBERS: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    # as it was said, as it is stored, what stands in the JSON
    ("36 ribu", {"value": "36000"}, {"value": 36000}),
    ("12,5 persen", {"value": "12.5", "unit": "percent"}, {"value": 12.5, "unit": "percent"}),
    ("Rp 1,9 juta", {"value": "1.9E+6", "unit": "IDR"}, {"value": 1900000, "unit": "IDR"}),
    ("10–12", {"value": "10", "value_max": "12"}, {"value": 10, "value_max": 12}),
    (
        "1:1.800",
        {"numerator": "1", "denominator": "1800"},
        {"value": None, "numerator": 1, "denominator": 1800},
    ),
    ("-0,3", {"value": "-0.30"}, {"value": -0.3}),
    ("nol", {"value": "0"}, {"value": 0}),
]
DECIMALS = ("value", "value_max", "numerator", "denominator")


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library with one highlight that has everything."""
    deadline = WrittenDate("akhir 2026", "2026-12-01", "2026-12-31", DatePrecision.MONTH)
    promise = Promise(uid=str(uuid4()), steps=(PromiseStep(status=PromiseStatus.BROKEN),))
    made = builders.highlight(
        "36 ribu orang", "commitment", "statistic", "legal",
        note="rahasia",
        attribution=Attribution(
            quote_type=QuoteType.DIRECT, date_said=WrittenDate(words="Rabu lalu")
        ),
        statistics=tuple(
            Statistic(
                kind=StatisticKind.COUNT,
                **{k: Decimal(v) if k in DECIMALS else v for k, v in stored.items()},  # type: ignore[arg-type]
            )
            for _, stored, _ in NUMBERS
        ),
        legal=(LegalReference(number="60/PUU-XXII/2024", year="2024", article="45A"),),
        commitments=(
            Commitment(
                kind=CommitmentKind.STANCE, what="x", deadline=deadline, promise=promise.uid
            ),
        ),
        translations=(Translation(language="en", text="36 thousand people"),),
    )  # fmt: skip
    link = Evidence(
        uid=str(uuid4()), highlight=made.uid, kind=EvidenceKind.URL, url="https://a.example"
    )
    with builders.store(tmp_path) as store:
        builders.save(store, Change(None, promise))
        builders.add(store, [made])
        builders.save(store, Change(None, link))
        path = store.path
    monkeypatch.setenv("KUTIP_LIBRARY", str(path))
    return path


def _fits(record: dict[str, Any], types: dict[str, Any]) -> list[str]:
    """List the keys that are missing, or not of their type; `True` is no number here."""
    return [
        key
        for key, kind in types.items()
        if key not in record
        or not isinstance(record[key], kind)
        or (isinstance(record[key], bool) and kind is not bool)
    ]


def test_each_key_has_its_type(full: Path, kutip: Kutip) -> None:
    (article,) = kutip("articles", "--json").records
    assert _fits(article, ARTICLE) == []
    (highlight,) = kutip("highlights", "--json", "--private").records
    assert _fits(highlight, HIGHLIGHT) == []
    assert [_fits(each, STATISTIC) for each in highlight["statistics"]] == [[]] * len(NUMBERS)
    assert [_fits(each, COMMITMENT) for each in highlight["commitments"]] == [[]]
    assert all(isinstance(value, str) for each in highlight["legal"] for value in each.values())
    assert highlight["date_said"] == "Rabu lalu"
    assert highlight["commitments"][0]["deadline"] == "2026-12-31"  # its last day
    assert highlight["commitments"][0]["status"] == "broken"
    assert highlight["evidence"][0]["url"] == "https://a.example"
    assert highlight["translations"][0]["text"] == "36 thousand people"


@pytest.mark.parametrize("number", range(len(NUMBERS)), ids=[said for said, _, _ in NUMBERS])
def test_numbers_are_json_numbers(full: Path, kutip: Kutip, number: int) -> None:
    (highlight,) = kutip("highlights", "--json").records
    _, _, expected = NUMBERS[number]
    found = highlight["statistics"][number]
    assert {key: found[key] for key in expected} == expected
    assert all(type(found[key]) is type(value) for key, value in expected.items())


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--commitment-status", "broken"), 1),
        (("--commitment-status", "kept"), 0),
        (("--number", "K-001"), 1),
        (("--number", "k2", "--number", 3), 0),
        (("--assigned", ""), 1),
        (("--assigned", "Ana"), 0),
        (("--terms", "none"), 1),
        (("--evidence", "none"), 0),
        (("--evidence", "context", "--law", "60/puu-xxii"), 1),
        (("--law", "no such law"), 0),
        (("--promise", "no such promise"), 0),
        (("--promise", " "), 0),
        (("--said-from", "2030-01-01"), 0),
        (("--match", "ribu"), 1),
        (("--match", "rahasia"), 1),
        (("--match", "tidakada"), 0),
        (("--match", '"'), 0),
        (("--wording", "unchecked"), 1),
        (("--wording", str(WordingState.AS_PUBLISHED)), 0),
        (("--claim", "unchecked"), 1),
        (("--trash",), 0),
        (("--article", 1, "--tag", "legal"), 1),
        (("--article", 2), 0),
    ],
)
def test_filters_of_the_list_are_those_of_the_export(
    full: Path, kutip: Kutip, filters: tuple[object, ...], found: int
) -> None:
    assert len(kutip("highlights", *filters, "--json").records) == found
    run = kutip("export", "--format", "json", "--output", "-", *filters)
    assert run.status == cli.DONE
    assert run.out.count('"text_sha256"') == found


def test_the_trash_is_listed_apart(full: Path, kutip: Kutip) -> None:
    from dataclasses import replace

    with Store.open(full) as store:
        (before,) = store.call(lambda library: highlights.read(library, [1]))
        change = Change(before, replace(before, trashed="2026-11-22T01:02:03.004Z"))
        store.call(lambda library: history.replace(library, [change], label="x"), saving=True)
    assert kutip("highlights", "--json").records == []
    assert [each["id"] for each in kutip("highlights", "--trash", "--json").records] == [1]
    assert kutip("articles", "--json").records[0]["highlights"] == 0
