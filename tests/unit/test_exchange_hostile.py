"""Hostile annotations: one sentence, or facts that reach nothing but their own highlight."""

import shutil
from pathlib import Path

import pytest

from annotations.errors import AnnotationsFault, BadAnnotations
from annotations.exchange.faults import Why
from annotations.exchange.parsing import parse
from annotations.exchange.reading import read
from annotations.storage.store import Store
from annotations.vocabulary import (
    ImportStatus,
)
from tests.made_exchange import (
    WORDS,
    fill,
    items,
    make_empty,
    out,
    own,
    take_in,
)


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
    assert read(own(**told)).fault is Why.NOT_UNDERSTOOD


def test_nothing_that_is_told_reaches_beyond_its_own_highlight(full: Path) -> None:
    evil = own(
        speaker={"uid": "s-1", "name": "Somebody else", "confidential": False, "merged_into": "s"},
        promises=[{"uid": "p-1", "what": "Something else", "merged_into": "p-2"}],
        commitments=[{"uid": "f-9", "promise": "nowhere"}],
        evidence=[
            {"uid": "e-9", "kind": "url", "url": "https://x.example", "highlight": "h-2"},
            {"uid": "e-8", "kind": "file", "target": "0" * 64},
            {"uid": "e-7", "kind": "highlight", "target": "nowhere"},
            {"uid": "e-0", "kind": "url", "url": "https://x.example/other"},
        ],
    )
    before = items(out(full))
    (outcome,) = take_in(full, evil).outcomes
    assert (outcome.status, outcome.left) == (ImportStatus.ADDED, 3)
    after = [each for each in items(out(full)) if each["id"] != "urn:uuid:x-1"]
    assert after == before
    stolen = own(statistics=[{"uid": "f-1", "value": "1"}]) | {"id": "urn:uuid:x-2"}
    assert [each.why for each in take_in(full, stolen).outcomes] == [Why.IN_THE_WAY]
