"""The table of all highlights: narrowed, sorted, searched; to the text and back."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotations.desk import DeskColumn, DeskOrder, DeskRow
from annotations.queries import Filter
from annotations.vocabulary import COMMITMENT, STATISTIC, ClaimState, WordingState
from desktop.articles.filters import Part
from desktop.desk.table.columns import Shown, chosen_columns, order, widths
from desktop.desk.table.facets import DeskChoice, choice_of
from desktop.desk.table.model import DeskModel, Index
from desktop.desk.table.page import HighlightsPage
from desktop.main_window import MainWindow
from resources import catalogue
from tests.made_desk import SPEAKER, at_table, choose, filled, press, row, shown, work
from tests.made_window import dialogs


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> HighlightsPage:
    """The table of four highlights, no article open before it."""
    window.libraries.open(filled(tmp_path / "test.kutip"))
    qtbot.waitUntil(lambda: window.workspace is not None)
    return at_table(window, qtbot)


# ------------------------------------------------------------------ finding


def test_the_table_lists_all_highlights_the_last_first_and_says_how_many(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    assert shown(page) == [4, 3, 2, 1]
    qtbot.waitUntil(lambda: page.bar.said.whole == "4 highlights")
    assert row(page, 1).speaker_name == SPEAKER.name


def test_a_click_on_a_head_sorts_and_a_second_one_turns_that_round(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    for expected in ([1, 2, 3, 4], [4, 3, 2, 1]):
        page.view.horizontalHeader().sectionClicked.emit(0)
        qtbot.waitUntil(lambda wanted=expected: shown(page) == wanted)  # type: ignore[misc]
    settings = work(page).window_.program.settings
    assert order(settings.desk_order) == DeskOrder(DeskColumn.NUMBER, descending=True)


def test_a_facet_narrows_the_table_and_counts_the_others_again(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    page.facets.choose(page.facets.choice.toggled(Part.TAGS, COMMITMENT))
    qtbot.waitUntil(lambda: shown(page) == [1])
    qtbot.waitUntil(lambda: page.bar.said.whole == "1 of 4")
    assert {row.value for row in page.facets.rows() if row.part is Part.OUTLETS} >= {
        "Harian Contoh"
    }


def test_typed_words_find_highlights_with_the_find_marked_and_articles_below(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.head.field, "pomp")
    qtbot.waitUntil(lambda: shown(page) == [1])
    qtbot.waitUntil(lambda: 1 in page.model._snippets)
    snippet = page.model._snippets[1]
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["pompa"]
    qtbot.waitUntil(page.finds.isVisible)
    QTest.keyClick(page.head.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(page)) == 4)
    assert not page.finds.isVisible()


@pytest.mark.parametrize("typed", ['"', "NOT", "AND OR", "(((", "pompa AND", 'x"y*'])
def test_a_search_typed_wrong_is_never_an_error(
    page: HighlightsPage, qtbot: QtBot, typed: str
) -> None:
    page.head.say(typed)
    with qtbot.waitSignal(page.model.filled):
        page._narrow()
    assert not work(page).window_.notice.isVisible()


def test_where_nothing_fits_the_way_to_all_is_offered(page: HighlightsPage, qtbot: QtBot) -> None:
    page.show_filter(Filter(starred=True))
    qtbot.waitUntil(page.nothing.isVisible)
    page.show_filter(Filter())
    qtbot.waitUntil(page.view.isVisible)
    assert page.facets.choice == DeskChoice()


def test_an_overtaken_answer_is_never_shown(page: HighlightsPage, qtbot: QtBot) -> None:
    seen: list[list[int]] = []
    page.model.filled.connect(lambda: seen.append(shown(page)))
    for wanted in (Filter(tags=(COMMITMENT,)), Filter(tags=(STATISTIC,)), Filter()):
        page.model.show(wanted, page.model.order)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[-1] == [4, 3, 2, 1]
    assert [1] not in seen
    assert [2] not in seen


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(tags=(COMMITMENT,), wording=(WordingState.DENIED,), said_from="2026-01-01"),
        Filter(starred=True, laws=("uu|1|2008|",), articles=(3, 4)),
        Filter(trash=True, claim=(ClaimState.CHECKING,), assigned=("", "Ana"), speaker="rat"),
        Filter(unchecked=True, evidence=("",), promises=("u",), published_to="2026-02-01"),
    ],
)
def test_a_filter_becomes_a_choice_and_is_the_same_filter_again(wanted: Filter) -> None:
    assert choice_of(wanted).filter() == wanted


# ------------------------------------------------------------------ to and fro


def test_enter_opens_the_highlight_and_esc_finds_the_same_rows_again(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    choose(page, 1, 2)
    press(page, Qt.Key.Key_Return)
    at = work(page)
    qtbot.waitUntil(lambda: at.highlights.focused == row(page, 2).uid)
    qtbot.waitUntil(at.reader.view.hasFocus)
    QTest.keyClick(at.reader.view, Qt.Key.Key_Escape)
    assert at.desk.shown
    assert page.view.chosen == [2, 1]
    assert page.view.current == 2
    assert page.view.hasFocus()


def test_what_the_table_changes_the_text_shows_and_the_other_way_round(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    at = work(page)
    choose(page, 2)
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(at.session.highlights()))
    uid = row(page, 2).uid
    at.desk.open("highlights")
    press(page, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: bool((found := at.session.highlight(uid)) and found.starred))
    at.session.toggle_tag(uid, COMMITMENT)
    qtbot.waitUntil(lambda: COMMITMENT in row(page, 2).tags)


def test_copying_several_quotes_gives_each_with_its_source(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().clear()
    choose(page, 1, 4)
    work(page).window_.do("copy_citation")
    qtbot.waitUntil(lambda: "Kabar Lain" in QGuiApplication.clipboard().text())
    assert "Kami pasang 120 pompa" in QGuiApplication.clipboard().text()


def test_a_saved_search_is_kept_asked_again_and_deleted(page: HighlightsPage, qtbot: QtBot) -> None:
    wanted = Filter(tags=(COMMITMENT,))
    page.show_filter(wanted)
    menu = page.head.saved.menu()
    page.saved.show_menu(menu)
    qtbot.waitUntil(lambda: len(menu.actions()) > 2)
    next(each for each in menu.actions() if "Save" in each.text()).trigger()
    (sheet,) = dialogs()
    name = sheet.findChild(QLineEdit)
    assert isinstance(name, QLineEdit)
    name.setText("Promised")
    sheet.accept()
    qtbot.waitUntil(lambda: work(page).session.unsaved == 0)
    page.show_filter(Filter())
    page.saved.show_menu(menu)
    qtbot.waitUntil(lambda: menu.actions()[0].text() == "Promised")
    menu.actions()[0].trigger()
    assert page.filter() == wanted


def test_a_saved_word_is_a_word_and_a_typed_one_stands_for_any_ending(
    page: HighlightsPage, qtbot: QtBot
) -> None:
    page.show_filter(Filter(words="pomp"))
    qtbot.waitUntil(lambda: shown(page) == [])
    page.head.field.setText("pom")
    qtbot.waitUntil(lambda: shown(page) == [1])


def test_choosing_all_of_many_rows_looks_at_none_that_is_not_seen(
    page: HighlightsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page._source, "rows", lambda *_: None)
    page.model._take_ids(list(range(1, 100_001)))
    asked: list[int] = []
    flags = DeskModel.flags

    def counted(model: DeskModel, index: Index) -> Qt.ItemFlag:
        asked.append(index.row())
        return flags(model, index)

    monkeypatch.setattr(DeskModel, "flags", counted)
    page.view.selectAll()
    page.view.grab()
    assert page.view.how_many == 100_000
    assert len(asked) < 2_000


def test_columns_and_widths_are_read_from_settings_whatever_stands_there() -> None:
    assert chosen_columns(("quote", "nonsense", "quote", "claim")) == (
        Shown.NUMBER,
        Shown.QUOTE,
        Shown.CLAIM,
    )
    kept = widths(("quote=500", "claim=1", "x=4", "tags=¹²", "speaker=99999999999"))
    assert (kept[Shown.QUOTE], kept[Shown.CLAIM], kept[Shown.SPEAKER]) == (500, 48, 900)
    assert order("nonsense down") == DeskOrder(DeskColumn.NUMBER, descending=True)


def test_a_read_only_library_says_so_and_offers_no_change(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.libraries.open(filled(tmp_path / "test.kutip"), read_only=True)
    qtbot.waitUntil(lambda: window.workspace is not None)
    page = at_table(window, qtbot)
    qtbot.waitUntil(lambda: "read-only" in page.bar.said.whole)
    press(page, Qt.Key.Key_V)
    qtbot.waitUntil(window.notice.isVisible)
    assert not page.bar.buttons["tags"].isEnabled()
    assert page.bar.buttons["more"].isEnabled()


def test_letters_walk_the_rows_and_search_as_in_the_text(page: HighlightsPage) -> None:
    press(page, Qt.Key.Key_J)
    press(page, Qt.Key.Key_J)
    press(page, Qt.Key.Key_K)
    assert page.view.current == 3
    press(page, Qt.Key.Key_Slash)
    assert page.head.field.hasFocus()


def test_a_screen_reader_hears_the_column_with_what_is_in_it(page: HighlightsPage) -> None:
    told = [
        page.model.index(3, page.model.columns.index(column)).data(
            Qt.ItemDataRole.AccessibleTextRole
        )
        for column in (Shown.QUOTE, Shown.TAGS, Shown.EVIDENCE)
    ]
    assert told == ["Quote: Kami pasang 120 pompa", "Tags: Commitment", "Evidence: empty"]


class _Slow:
    """Answers when it is told to, in place of a library."""

    def __init__(self) -> None:
        self.numbers: list[Callable[[list[int]], None]] = []
        self.pages: list[tuple[Sequence[int], Callable[[list[DeskRow]], None]]] = []

    def ids(self, _: Filter, __: DeskOrder, then: Callable[[list[int]], None]) -> None:
        self.numbers.append(then)

    def rows(self, ids: Sequence[int], then: Callable[[list[DeskRow]], None]) -> None:
        self.pages.append((ids, then))

    def answer(self) -> None:
        for ids, then in self.pages:
            then([DeskRow(id=each, uid=f"h{each}", quote="kata", quote_length=4) for each in ids])


@pytest.mark.parametrize("later", [[1, 2, 3], [1, 2, 3, 4]])
def test_rows_on_their_way_are_asked_for_again_when_the_list_is_read_anew(later: list[int]) -> None:
    source = _Slow()
    model = DeskModel(source, catalogue("en"))  # type: ignore[arg-type] # as much as it needs
    model.show(Filter(), DeskOrder())
    source.numbers.pop()([1, 2, 3])
    assert model.row(0) is None  # and is on its way

    model.refresh()
    source.answer()  # too late: something changed meanwhile
    source.pages.clear()
    source.numbers.pop()(later)
    source.answer()

    assert [model.row(place) is not None for place in range(len(later))] == [True] * len(later)
