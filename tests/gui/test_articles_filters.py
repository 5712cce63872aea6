"""The filters beside the list: what they offer, and the filter they make."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Tag
from annotations.queries import Facet, Facets, Filter
from annotations.vocabulary import ArticleKind, PlacementState
from desktop.articles.filters import Choice, Part, Sort, filter_rows
from desktop.articles.filters_pane import FiltersPane
from desktop.theme import load_theme
from resources import catalogue

WORDS = catalogue("en")
THEME = load_theme("light")

FACETS = Facets(
    all=12,
    unread=3,
    to_review=2,
    tags=(Facet("commitment", "commitment", 4), Facet("Anggaran", "Anggaran", 2)),
    speakers=tuple(Facet(f"s{n}", f"Nama {n}", 20 - n) for n in range(12)),
    kinds=(Facet("news", "news", 9), Facet("ruling", "ruling", 0)),
)


def test_the_pane_lists_what_there_is() -> None:
    rows = list(filter_rows(FACETS, Choice(), frozenset(), WORDS))
    named = {each.name: each.count for each in rows}
    assert named["All articles"] == 12
    assert named["Commitment"] == 4
    assert named["News"] == 9
    assert "Ruling" not in named, "nothing of it is there"
    assert "Outlets" not in named, "a heading over nothing"
    assert [each.name for each in rows if each.warns] == ["Placement to review"]


def test_of_many_values_a_few_are_shown_until_all_are_asked_for() -> None:
    few = list(filter_rows(FACETS, Choice(), frozenset(), WORDS))
    some = [each for each in few if each.part is Part.SPEAKERS and each.sort is Sort.VALUE]
    assert len(some) == 6
    more = [each for each in few if each.sort is Sort.MORE]
    assert [each.name for each in more] == ["Show all 12"]
    every = filter_rows(FACETS, Choice(), frozenset({Part.SPEAKERS}), WORDS)
    assert sum(each.part is Part.SPEAKERS and each.sort is Sort.VALUE for each in every) == 12


def test_a_chosen_value_is_shown_even_among_the_hidden() -> None:
    choice = Choice().toggled(Part.SPEAKERS, "s11")
    rows = filter_rows(FACETS, choice, frozenset(), WORDS)
    assert [each.name for each in rows if each.chosen] == ["All articles", "Nama 11"]


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        (Choice(), Filter()),
        (Choice("unread"), Filter(unread=True)),
        (Choice("starred"), Filter(starred=True)),
        (Choice("with_highlights"), Filter(with_highlights=True)),
        (Choice("unchecked"), Filter(unchecked=True)),
        (Choice("review"), Filter(placement=(PlacementState.REVIEW, PlacementState.LOST))),
        (Choice("trash"), Filter(trash=True)),
        (
            Choice("unread").toggled(Part.TAGS, "legal").toggled(Part.KINDS, "news"),
            Filter(unread=True, tags=("legal",), kinds=(ArticleKind.NEWS,)),
        ),
        (
            Choice().toggled(Part.OUTLETS, "B").toggled(Part.OUTLETS, "A"),
            Filter(outlets=("A", "B")),
        ),
        (Choice().toggled(Part.TAGS, "legal").toggled(Part.TAGS, "legal"), Filter()),
    ],
)
def test_a_choice_is_a_filter(choice: Choice, wanted: Filter) -> None:
    assert choice.filter() == wanted


def test_the_pane_is_chosen_from_by_mouse_and_by_keys(qtbot: QtBot) -> None:
    pane = FiltersPane(THEME.with_tags([Tag(name="Anggaran", key="4")]), WORDS)
    qtbot.addWidget(pane)
    pane.resize(208, 600)
    pane.set_facets(FACETS)
    pane.show()
    qtbot.waitExposed(pane)
    told: list[Filter] = []
    pane.filter_changed.connect(told.append)
    unread = pane.model().index(1, 0)
    place = pane.visualRect(unread).center()
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [Filter(unread=True)]
    QTest.keyClick(pane, Qt.Key.Key_Down)
    QTest.keyClick(pane, Qt.Key.Key_Space)
    assert told[-1] == Filter(starred=True)
    pane.clear()
    assert told[-1] == Filter()
