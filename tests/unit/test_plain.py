"""Records as JSON values and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import plain
from annotations.facts import Check, Commitment, Source, Statistic, WrittenDate
from annotations.model import Block, Highlight, Locator, Metadata, Quote, RichText, Run
from annotations.vocabulary import (
    BlockKind,
    CheckKind,
    CommitmentKind,
    DatePrecision,
    LocatorKind,
    RunKind,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
DATES = st.builds(WrittenDate, TEXTS, TEXTS, TEXTS, st.sampled_from(DatePrecision))
STATISTICS = st.builds(
    Statistic,
    value=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    unit=TEXTS,
    sources=st.lists(st.builds(Source, TEXTS, st.integers(), st.integers())).map(tuple),
)
QUOTES = st.builds(
    Quote,
    exact=TEXTS,
    prefix=TEXTS,
    suffix=TEXTS,
    start=st.integers(0),
    end=st.integers(0),
    text_sha256=TEXTS,
)
HIGHLIGHTS = st.builds(
    Highlight,
    article_id=st.integers(),
    revision_id=st.integers(),
    quote=QUOTES,
    tags=st.lists(TEXTS).map(tuple),
    statistics=st.lists(STATISTICS, max_size=3).map(tuple),
    commitments=st.lists(
        st.builds(Commitment, kind=st.sampled_from(CommitmentKind), deadline=DATES), max_size=2
    ).map(tuple),
    checks=st.lists(st.builds(Check, kind=st.sampled_from(CheckKind), state=TEXTS), max_size=2).map(
        tuple
    ),
)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    start=st.integers(),
    end=st.integers(),
    locator=st.none() | st.builds(Locator, st.sampled_from(LocatorKind), TEXTS),
)
RUNS = st.builds(
    Run, kind=st.sampled_from(RunKind), start=st.integers(), end=st.integers(), target=TEXTS
)


@given(HIGHLIGHTS)
def test_a_highlight_comes_back_as_it_was(highlight: Highlight) -> None:
    assert plain.loads(Highlight, plain.dumps(highlight)) == highlight


@given(st.builds(RichText, TEXTS, st.lists(BLOCKS).map(tuple), st.lists(RUNS).map(tuple)))
def test_a_rich_text_comes_back_as_it_was(text: RichText) -> None:
    assert plain.loads(RichText, plain.dumps(text)) == text


def test_defaults_are_left_out_so_that_a_new_field_changes_nothing_old() -> None:
    assert plain.dumps(Metadata(title="A")) == '{"title":"A"}'
    assert plain.dumps(Statistic(value=Decimal("12.50"))) == '{"value":"12.50"}'


def test_an_unknown_key_or_a_wrong_type_is_refused() -> None:
    with pytest.raises(KeyError):
        plain.loads(Metadata, '{"colour":"red"}')
    with pytest.raises(TypeError):
        plain.loads(Metadata, '{"title":3}')
    with pytest.raises(ValueError, match="nonsense"):
        plain.loads(Metadata, '{"kind":"nonsense"}')
