"""Every field of every noun has its column, and comes back as it went."""

import dataclasses
import types
import typing
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.decisions import Decision
from annotations.facts import Attribution, Commitment, LegalReference, Statistic
from annotations.model import (
    Article,
    Evidence,
    Metadata,
    Promise,
    PutBack,
    Record,
    Speaker,
    Tag,
)
from annotations.provisions import ProvisionText
from annotations.searches import SavedSearch
from annotations.storage.columns import from_columns, to_columns
from annotations.storage.nouns import NOUNS, Noun
from annotations.storage.rows import BOOKKEEPING, checksum
from annotations.storage.schema_tables import TABLES
from annotations.vocabulary import EvidenceKind, Verdict
from tests.builders import highlight

# Columns of a table that are no field of the record: told apart from forgotten ones.
BESIDES = {"articles": {"revision_id"}, "highlights": {"wording", "claim"}}


EXAMPLES: dict[str, Record] = {
    "highlight": highlight(),
    "article": Article(),
    "tag": Tag(name="air"),
    "speaker": Speaker(name="Sri"),
    "promise": Promise(),
    "evidence": Evidence(highlight="h", kind=EvidenceKind.URL),
    "put_back": PutBack(highlight="h", revision_id=1, start=0, end=1),
    "decision": Decision(
        article_id=1,
        revision_id=1,
        start=0,
        end=1,
        kind="quote",
        rule="quote.clause-after",
        quote_sha256="q",
        context_sha256="c",
        verdict=Verdict.REJECTED,
    ),
    "saved_search": SavedSearch(name="Janji"),
    "provision": ProvisionText(iri="/akn/id/act/uu/2002/2"),
}


def columns(table: str) -> set[str]:
    return {each.split(" ")[0] for each in TABLES[table] if not each.startswith(("UNIQUE", "PRIM"))}


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_every_field_has_its_column_and_every_column_its_field(noun: Noun) -> None:
    record = EXAMPLES[noun.name]
    written = set(to_columns(record, noun.fields))
    assert columns(noun.table) - written - {"checksum"} == BESIDES.get(noun.table, set())
    assert written <= columns(noun.table)


LEAVES: dict[type, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
}


def filled(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type hint
    """Draw values of a type, every field of a record drawn too."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        fields = typing.get_type_hints(hint)
        return st.builds(hint, **{name: filled(each) for name, each in fields.items()})
    if typing.get_origin(hint) is tuple:
        return st.lists(filled(typing.get_args(hint)[0]), max_size=2).map(tuple)
    if typing.get_origin(hint) is types.UnionType:
        return st.one_of(
            *(
                st.none() if each is types.NoneType else filled(each)
                for each in typing.get_args(hint)
            )
        )
    return LEAVES[hint] if hint in LEAVES else st.sampled_from(hint)


KINDS = [Statistic, LegalReference, Commitment, Attribution, Metadata, Article, Promise, Speaker]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_is_written_into_columns_is_read_back(kind: type, data: st.DataObject) -> None:
    record = data.draw(filled(kind))
    skip = tuple(name for name in ("aliases", "steps") if hasattr(record, name))
    given_back = {name: getattr(record, name) for name in skip}
    assert from_columns(kind, to_columns(record, skip), skip, **given_back) == record


def test_a_checksum_is_over_every_column_but_itself() -> None:
    row = {"id": 1, "uid": "u", "quote": "kutip “ini”", "speaker": None, "x": 1.5}
    assert checksum(row) == checksum({**row, "checksum": "1:old"})
    assert checksum(row) == checksum(dict(reversed(row.items())))
    for name in row:
        assert checksum({**row, name: "other"}) != checksum(row)
    assert checksum(row).startswith("1:")
    assert "checksum" in BOOKKEEPING
