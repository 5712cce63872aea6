"""A library as other programs read it: plain sqlite3, sqlite-utils, Datasette, DB Browser."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotations.facts import Attribution
from annotations.model import Speaker
from annotations.storage import articles
from annotations.storage.history import Change
from annotations.vocabulary import Terms
from tests.builders import TEXT, add, highlight, save, store


@pytest.fixture
def evidence(tmp_path: Path) -> Iterator[list[dict[str, Any]]]:
    """The rows of the view, as a program with default settings reads them."""
    source = Speaker(uid="src", name="Dara Wening", confidential=True, shown_as="seorang pejabat")
    with store(tmp_path) as made:
        save(made, Change(None, Speaker(uid="sri", name="Sri Lestari")), Change(None, source))
        said = Attribution(speaker_as_written="Dara")
        add(
            made,
            [
                highlight("12 sumur", "statistic", "commitment", speaker="sri", note="private"),
                highlight("36 ribu orang", speaker="src", attribution=said, report_note="See 2."),
                highlight("lereng", terms=Terms.OFF_RECORD),
                highlight("kemarau", trashed="2026-06-01T00:00:00.000Z"),
            ],
        )
    with closing(sqlite3.connect(made.path)) as plain:
        plain.row_factory = sqlite3.Row
        yield [dict(row) for row in plain.execute("SELECT * FROM evidence_list ORDER BY id")]


def test_the_list_has_a_row_for_each_highlight_that_may_be_shown(
    evidence: list[dict[str, Any]],
) -> None:
    shown = ("label", "quote", "tags", "speaker", "speaker_as_written", "title", "revision")
    assert [tuple(row[name] for name in shown) for row in evidence] == [
        ("K-001", "12 sumur", "commitment, statistic", "Sri Lestari", "",
         "Warga Menuntut Air Bersih", 1),
        ("K-002", "36 ribu orang", "", "seorang pejabat", "", "Warga Menuntut Air Bersih", 1),
    ]  # fmt: skip


def test_the_list_says_nothing_that_is_private(evidence: list[dict[str, Any]]) -> None:
    assert "note" not in evidence[0]
    assert "private" not in str(evidence)
    assert "Dara" not in str(evidence)
    assert evidence[1]["report_note"] == "See 2."


def test_what_stands_in_an_article_off_the_record_is_not_in_the_list(tmp_path: Path) -> None:
    with store(tmp_path) as made:
        add(made, [highlight("12 sumur")])
        article = made.call(lambda library: articles.read(library, 1))
        save(made, Change(article, replace(article, terms=Terms.OFF_RECORD)))
    with closing(sqlite3.connect(made.path)) as plain:
        assert plain.execute("SELECT * FROM evidence_list").fetchall() == []


def test_who_was_merged_into_somebody_is_shown_as_that_one_may_be(tmp_path: Path) -> None:
    with store(tmp_path) as made:
        save(made, Change(None, Speaker(uid="sri", name="Sri Lestari")))
        save(made, Change(None, Speaker(uid="src", name="Dara", confidential=True, shown_as="X")))
        save(made, Change(None, Speaker(uid="s", name="S. Lestari", merged_into="sri")))
        save(made, Change(None, Speaker(uid="d", name="Dara Wening", merged_into="src")))
        add(made, [highlight("12 sumur", speaker="s"), highlight("lereng", speaker="d")])
    with closing(sqlite3.connect(made.path)) as plain:
        shown = plain.execute("SELECT speaker FROM evidence_list ORDER BY id").fetchall()
    assert shown == [("Sri Lestari",), ("X",)]


def test_the_offsets_of_the_list_are_places_in_the_text(evidence: list[dict[str, Any]]) -> None:
    for row in evidence:
        assert TEXT[row["start_offset"] : row["end_offset"]] == row["quote"]
