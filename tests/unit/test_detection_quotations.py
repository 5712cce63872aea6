"""Quotations in marks, and who said them, in invented sentences of both languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from annotations.detection.quotations import direct as quotations
from annotations.detection.quotations import indirect
from annotations.detection.reading import read
from annotations.vocabulary import QuoteType

DATA: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "quotations.toml").read_text(encoding="utf-8")
)
LANGUAGES = ("id", "en")


def rows(table: dict[str, Any]) -> list[Any]:
    return [
        (code, *row) if isinstance(row, list) else (code, row)
        for code in LANGUAGES
        for row in table[code]
    ]


def quoted(code: str, article: str) -> list[tuple[str, str, str, str]]:
    text = article.replace("¶", "\n\n")
    return [
        (
            text[one.start : one.end],
            one.rule.removeprefix("quote."),
            one.speaker.name,
            text[one.speaker.start : one.speaker.end] if one.speaker.start >= 0 else "",
        )
        for one in quotations.find(read(text, code=code), ())
    ]


def reported(code: str, article: str) -> list[tuple[str, str]]:
    text = article.replace("¶", "\n\n")
    found = list(indirect.find(read(text, code=code), ()))
    assert all(one.attribution.quote_type is QuoteType.INDIRECT for one in found)
    return [(text[one.start : one.end], one.speaker.name) for one in found]


@pytest.mark.parametrize(("code", "article", "words", "rule", "name", "mention"), rows(DATA))
def test_a_quotation_has_its_words_its_speaker_and_the_words_that_name_him(
    code: str, article: str, words: str, rule: str, name: str, mention: str
) -> None:
    assert quoted(code, article) == [(words, rule, name, mention)]


@pytest.mark.parametrize(("code", "article"), rows(DATA["nothing"]))
def test_what_nobody_said_is_no_quotation(code: str, article: str) -> None:
    assert quoted(code, article) == []


@pytest.mark.parametrize(("code", "article", "expected"), rows(DATA["articles"]))
def test_each_quotation_of_an_article_has_its_own_speaker(
    code: str, article: str, expected: list[list[str]]
) -> None:
    assert [[words, name] for words, _, name, _ in quoted(code, article)] == expected


@pytest.mark.parametrize(("code", "article", "words", "name"), rows(DATA["indirect"]))
def test_reported_speech_has_its_words_and_its_speaker(
    code: str, article: str, words: str, name: str
) -> None:
    assert reported(code, article) == [(words, name)]


@pytest.mark.parametrize(("code", "article"), rows(DATA["not_indirect"]))
def test_a_sentence_that_reports_nothing_is_left_alone(code: str, article: str) -> None:
    assert reported(code, article) == []
