"""Laws in single sentences: a table for each language in tests/data/laws."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotations.detection import legal
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import read
from annotations.facts import LegalReference

TABLES = Path(__file__).parents[1] / "data" / "laws"
FIELDS = (
    "jurisdiction",
    "instrument",
    "number",
    "year",
    "name",
    "title",
    "article",
    "paragraph",
    "letter",
    "point",
    "ordinal",
    "court",
    "role",
    "edition",
)


@dataclass(frozen=True)
class Row:
    language: str
    marked: str
    fields: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return re.sub("[⟦⟧]", "", self.marked)


def _rows(language: str) -> list[Row]:
    rows: list[Row] = []
    for line in (TABLES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(" "):
            last = rows.pop()
            rows.append(Row(language, last.marked, (*last.fields, line.strip())))
        else:
            rows.append(Row(language, line, ()))
    return rows


ROWS = [*_rows("id"), *_rows("en")]


def find(text: str, language: str = "id", published: str = "") -> list[Suggestion]:
    return sorted(
        legal.find(read(text, code=language, published=published), ()), key=lambda s: s.start
    )


def _marked(text: str, found: list[Suggestion]) -> str:
    for one in reversed(found):
        text = f"{text[: one.start]}⟦{text[one.start : one.end]}⟧{text[one.end :]}"
    return text


def _fields(one: Suggestion) -> str:
    assert isinstance(one.fact, LegalReference)
    return "; ".join(f"{key}={value}" for key in FIELDS if (value := getattr(one.fact, key)))


@pytest.mark.parametrize("row", ROWS, ids=[row.sentence[:60] for row in ROWS])
def test_each_sentence_of_the_table_holds_these_laws_and_no_others(row: Row) -> None:
    found = find(row.sentence, row.language)
    assert _marked(row.sentence, found) == row.marked
    assert tuple(_fields(one) for one in found) == row.fields


def test_the_tables_are_large_and_hold_sentences_without_any_law() -> None:
    assert len(ROWS) >= 150
    assert sum(not row.fields for row in ROWS) >= 40


@pytest.mark.parametrize("row", ROWS, ids=[row.sentence[:60] for row in ROWS])
def test_the_words_behind_each_field_lie_in_the_text(row: Row) -> None:
    for one in find(row.sentence, row.language):
        assert isinstance(one.fact, LegalReference)
        filled = {key for key in (*FIELDS, "citation", "iri") if getattr(one.fact, key)}
        assert filled <= {source.field for source in one.sources}
        for source in one.sources:
            if source.start >= 0:
                assert 0 <= source.start < source.end <= len(row.sentence)
            assert source.rule in {rule.name for rule in legal.RULES}


@pytest.mark.parametrize("row", ROWS, ids=[row.sentence[:60] for row in ROWS])
def test_the_language_of_the_article_does_not_matter_for_the_laws_in_it(row: Row) -> None:
    other = "en" if row.language == "id" else "id"
    here, there = find(row.sentence, row.language), find(row.sentence, other)
    assert [one.span for one in here] == [one.span for one in there]


def test_every_suggestion_is_of_a_rule_that_the_settings_list() -> None:
    names = {rule.name for rule in legal.RULES}
    for row in ROWS:
        for one in find(row.sentence, row.language):
            assert one.rule in names
            assert one.kind is Kind.LEGAL


def test_every_rule_finds_something_in_the_tables() -> None:
    used = {one.rule for row in ROWS for one in find(row.sentence, row.language)}
    assert used == {rule.name for rule in legal.RULES}
