"""What the report dialog asks, keeps and shows; no process is started here."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from annotations.errors import BadTemplate
from annotations.queries import Filter
from desktop.reporting import COMMENTS, PACK, Order
from desktop.reports import own_templates
from desktop.reports.choices import Part, Setting, keep_columns, read_columns
from desktop.reports.dialog import ReportDialog
from desktop.reports.form import ReportForm
from desktop.reports.preview import Maker, Preview
from desktop.reports.previewing import Lines, Page, Previews, Rows, Said, Told
from desktop.settings import Settings
from desktop.theme import load_theme
from resources import catalogue

WORDS = catalogue("en")
THEME = load_theme("light")
PARTS = [Part("of this", Filter(articles=(3,)), 3, "Banjir"), Part("of all", Filter())]


@pytest.fixture
def start(tmp_path: Path) -> Setting:
    return Setting(tmp_path, "Report", tmp_path / "templates")


@pytest.fixture
def form(start: Setting, qtbot: QtBot) -> ReportForm:
    made = ReportForm(WORDS, PARTS, start)
    qtbot.addWidget(made)
    return made


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))


def test_the_keyboard_begins_at_a_field_and_not_at_what_scrolls(
    start: Setting, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ReportDialog(parent, THEME, WORDS, PARTS, start)
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert dialog.focusWidget() is dialog.form.part
    passed = []
    for _ in range(40):
        passed.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        if dialog.focusWidget() is dialog.form.part:
            break
    assert passed[:3] == [dialog.form.part, dialog.form.format, dialog.form.template]
    assert passed[-2:] == [dialog.leave, dialog.main], "all the way round, the buttons last"
    dialog.close()


def test_a_suggested_name_never_stands_for_a_report_that_is_there(
    start: Setting, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("Report.html", "Report 2.html", "Report.md"):
        (tmp_path / name).touch()
    form = ReportForm(WORDS, PARTS, start)
    qtbot.addWidget(form)
    assert form.order().output == tmp_path / "Report 3.html"
    choose(form.format, "markdown")
    assert form.order().output == tmp_path / "Report 2.md"
    form.file.setText(str(tmp_path / "Report.md"))
    assert form.order().output == tmp_path / "Report.md", "typed: it is meant"
    choose(form.format, PACK)
    assert form.order().output == tmp_path / "Report.zip"


def test_the_chosen_columns_go_into_the_order_and_are_kept_by_template(form: ReportForm) -> None:
    assert form.order().layout.columns == ()
    form.columns.item(0).setCheckState(Qt.CheckState.Unchecked)
    left = form.order().layout.columns
    assert left
    assert form.columns.item(0).text() == "Sentence"
    assert "context" not in left
    choose(form.template, "legal_schedule")
    assert form.order().layout.columns == ()
    choose(form.template, "report")
    assert form.order().layout.columns == left
    assert form.kept["report_columns"] == (f"report={','.join(left)}",)
    choose(form.format, "json")
    assert form.order().layout.columns == (), "it has a form of its own"


def test_a_column_is_moved_by_keys(form: ReportForm) -> None:
    form.columns.setCurrentRow(0)
    QTest.keyClick(form.columns, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert form.order().layout.columns[:2] == ("attribution", "context")


def test_what_was_chosen_is_where_the_next_dialog_begins(form: ReportForm, qtbot: QtBot) -> None:
    choose(form.format, "pdf")
    choose(form.template, "promise_ledger")
    form.columns.item(0).setCheckState(Qt.CheckState.Unchecked)
    settings = replace(Settings(), **form.kept)  # type: ignore[arg-type]
    again = ReportForm(WORDS, PARTS, Setting.of(settings, Path(), "x", Path("nowhere")))
    qtbot.addWidget(again)
    before, now = form.order(), again.order()
    assert (now.format, now.layout) == (before.format, before.layout)


def test_comments_are_on_the_article_that_is_open_whatever_was_chosen(form: ReportForm) -> None:
    choose(form.part, 1)
    choose(form.format, COMMENTS)
    assert form.order().article == 3
    assert not form.part.isEnabled()
    assert form.order().output.name == "Banjir.docx"
    choose(form.format, "csv")
    assert form.order().output.name == "Report.csv"


def test_without_an_open_article_there_are_no_comments(start: Setting, qtbot: QtBot) -> None:
    form = ReportForm(WORDS, PARTS[1:], start)
    qtbot.addWidget(form)
    assert form.format.findData(COMMENTS) == -1


def test_a_saved_search_can_be_chosen_once_it_is_read(form: ReportForm) -> None:
    form.add_parts([Part("of the search “Air”", Filter(words="air"))])
    choose(form.part, 2)
    assert form.order().wanted == Filter(words="air")


def test_a_template_is_copied_chosen_and_read_again_after_it_was_changed(
    form: ReportForm, start: Setting
) -> None:
    copy = own_templates.copy_to_change("legal_schedule", start.templates, WORDS)
    form.load_templates(copy.stem)
    assert form.order().layout.template == copy.stem
    assert form.order().layout.text == copy.read_text(encoding="utf-8")
    changes: list[object] = []
    form.changed.connect(lambda: changes.append(None))
    form.load_templates()
    assert not changes
    copy.write_text("<p>{{ title }}</p>", encoding="utf-8")
    form.load_templates()
    assert changes
    assert form.order().layout.text == "<p>{{ title }}</p>"
    assert own_templates.copy_to_change(copy.stem, start.templates, WORDS) != copy


def test_a_template_that_is_gone_leaves_another_chosen(start: Setting, qtbot: QtBot) -> None:
    form = ReportForm(WORDS, PARTS, replace(start, template="was_deleted", format="no_such"))
    qtbot.addWidget(form)
    assert form.order().layout.template == "report"
    assert form.order().format == "html"


def test_choices_of_columns_stand_beside_each_other() -> None:
    kept = keep_columns((), "report", ("context", "facts"))
    kept = keep_columns(kept, "table", ("quote",))
    assert read_columns(kept, "report") == ("context", "facts")
    assert read_columns(keep_columns(kept, "report", ()), "report") == ()
    assert read_columns(kept, "table") == ("quote",)


# ---------------------------------------------------------------------- preview


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview(THEME, WORDS)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    return made


def page(number: int, of: int, drawn: int = 8) -> Page:
    return Page(number, of, min(of, drawn), 2, 3, bytes(18))


def test_pages_are_turned_by_keys_and_buttons(preview: Preview) -> None:
    for number in (1, 2, 3):
        preview.take(page(number, 3))
    paper = preview.paper
    assert paper.place.text() == "Page 1 of 3"
    QTest.keyClick(paper.area, Qt.Key.Key_PageDown)
    paper.next.click()
    assert paper.place.text() == "Page 3 of 3"
    assert not paper.next.isEnabled()
    QTest.keyClick(paper.area, Qt.Key.Key_Home)
    assert paper.area.accessibleName() == "Page 1 of 3"


def test_a_page_is_fitted_whole_or_large_but_not_both(preview: Preview) -> None:
    preview.take(Page(1, 1, 1, 1000, 700, bytes(2_100_000)))
    paper = preview.paper
    room = paper.area.viewport().size()
    paper.large.click()
    assert paper.sheet.width() == 1000
    paper.whole.click()
    assert not paper.large.isChecked()
    assert paper.sheet.width() <= room.width()
    assert paper.sheet.height() <= room.height()


def test_the_last_page_that_is_drawn_says_that_there_are_more(preview: Preview) -> None:
    for number in (1, 2):
        preview.take(page(number, 14, drawn=2))
    preview.paper.turn(1)
    assert preview.paper.place.text() == "Page 2 of 14, the last one shown here"
    assert not preview.paper.next.isEnabled()


def test_the_page_that_was_looked_at_is_shown_again(preview: Preview) -> None:
    for number in (1, 2):
        preview.take(page(number, 2))
    preview.paper.turn(1)
    preview.paper.clear()
    for number in (1, 2):
        preview.take(page(number, 2))
    assert preview.paper.number == 2


def test_foreign_words_are_never_read_as_html(preview: Preview) -> None:
    evil = "<b>bold</b><img src=x>"
    preview.take(Rows(("quote",), ((evil,),)))
    cell = preview.table.item(0, 0)
    assert cell is not None
    assert cell.text() == evil
    preview.take(Lines(evil))
    assert preview.text.toPlainText() == evil
    preview.take(Said((evil,)))
    assert preview.message.textFormat() is Qt.TextFormat.PlainText
    preview.take(Told(30, 412, (evil,)))
    assert preview.left_out.textFormat() is Qt.TextFormat.PlainText
    assert "first 30 of 412" in preview.made_of.text()
    preview.take(Told(30, 412, counted=False))
    assert preview.left_out.text() == "What is left out is being counted…"
    preview.take(Told(30, 200_000, counted=False))
    assert "once it is written" in preview.left_out.text()
    preview.take(Told(30, 412))
    assert preview.left_out.isHidden()


class Made(Previews):
    """Previews that are made as a test says."""

    def __init__(self) -> None:
        self.words = WORDS
        self.is_gone = False
        self.gone = lambda: self.is_gone
        self.made: list[str] = []
        self.closed = False
        self.never = Event()

    def make(self, order: Order) -> Iterator[Lines | None]:  # type: ignore[override]
        self.made.append(order.title)
        if order.title == "bad":
            raise BadTemplate("mine", "no such thing", 7)
        while order.title == "late" and not self.never.wait(0.01):
            yield None
        yield Lines(order.title)

    def close(self) -> None:
        self.closed = True


def order(form: ReportForm, title: str) -> Order:
    return replace(form.order(), title=title)


def test_only_the_last_of_many_changes_is_previewed(
    preview: Preview, form: ReportForm, qtbot: QtBot
) -> None:
    made = Made()
    maker = Maker(made, preview, preview)
    for title in ("a", "b", "c"):
        maker.want(order(form, title))
    qtbot.waitUntil(lambda: not maker.busy)
    assert made.made == ["c"]
    assert preview.text.toPlainText() == "c"
    maker.want(order(form, "bad"), now=True)
    qtbot.waitUntil(lambda: not maker.busy)
    assert "line 7" in preview.problem.text()
    made.is_gone = True
    maker.want(order(form, "d"), now=True)
    qtbot.waitUntil(lambda: not maker._rest.isActive())
    assert made.made == ["c", "bad"]
    with qtbot.waitSignal(maker.destroyed):
        maker.leave()
    assert made.closed


def test_a_preview_that_is_being_made_is_given_up_when_the_dialog_closes(
    preview: Preview, form: ReportForm, qtbot: QtBot
) -> None:
    made = Made()
    maker = Maker(made, preview, preview)
    maker.want(order(form, "late"), now=True)
    qtbot.waitUntil(lambda: made.made == ["late"])
    with qtbot.waitSignal(maker.destroyed):
        maker.leave()
    assert made.closed
    assert preview.text.toPlainText() == ""
