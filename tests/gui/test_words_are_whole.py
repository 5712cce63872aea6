"""What is shown is shown whole, and words from outside stay the words they are."""

import pytest
from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Highlight, Quote
from desktop.articles.delegate import draw_lines
from desktop.dialogs.pages import StartPage
from desktop.highlights.boxes import Lines
from desktop.highlights.drawing import fonts, lay_out
from desktop.highlights.fields import TextField
from desktop.highlights.summary import summary
from desktop.main_window import MainWindow
from desktop.pages.bar import PageBar
from desktop.pages.typing_box import TypingBox
from desktop.theme import load_fonts, load_theme, sans
from desktop.workspace import Workspace
from resources import catalogue
from tests.made_window import saved, select

NBSP, MARK, SWAPPED = "\u00a0", "\ufeff", "\ufffe"


@pytest.mark.parametrize("tall", [False, True])
@pytest.mark.parametrize(
    "text",
    [f"Pasal{NBSP}28", f"{MARK}awal", f"{SWAPPED}awal", "dua\u2028baris", "a\r\nb", "x" * 40_000],
)
def test_a_value_nobody_typed_is_never_handed_over(qtbot: QtBot, text: str, *, tall: bool) -> None:
    field = TextField(tall=tall)
    qtbot.addWidget(field)
    handed: list[object] = []
    field.edited.connect(handed.append)
    field.show_value(text)
    assert not field.dirty
    field.flush()
    assert handed == []
    assert field.value == text


def test_typing_back_to_what_stood_there_is_handed_over(qtbot: QtBot) -> None:
    field = TextField(tall=True)
    qtbot.addWidget(field)
    handed: list[object] = []
    field.edited.connect(handed.append)
    field.show_value("satu")
    for text in ("satu dua", "satu"):
        field.type_again(text)
    assert handed == ["satu dua", "satu"]


def _drawn(text: str, font: QFont, width: int) -> QImage:
    image = QImage(width, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_lines(painter, QRect(0, 0, width, 60), text, font)
    painter.end()
    return image


def test_a_title_after_emoji_begins_its_second_line_where_the_first_ended(qtbot: QtBot) -> None:
    load_fonts()
    font = sans(13, 600)
    emoji = "\U0001f600\U0001f600\U0001f600"
    whole = _drawn(f"{emoji} banjir kota naik lagi", font, 120)
    lines = _drawn(f"{emoji} banjir kota\u2028naik lagi", font, 120)
    below = QRect(0, 20, 120, 40)
    assert whole.copy(below) == lines.copy(below)


def test_a_long_label_of_a_card_takes_two_lines(qtbot: QtBot) -> None:
    load_fonts()
    words = catalogue("en")
    quote = Quote(exact="36 ribu", prefix="", suffix="", start=0, end=7, text_sha256="")
    made = Highlight(id=1, article_id=1, revision_id=1, quote=quote, report_note="Cocok")
    card = summary(made, None, words)
    laid = lay_out(card, 288, fonts())
    row = laid.rows[-1]
    assert " ".join(row.label) == "Note for readers"
    assert row.height > laid.rows[0].height


@pytest.mark.parametrize("before_shown", [True, False])
def test_a_long_notice_is_as_tall_as_its_words(window: MainWindow, *, before_shown: bool) -> None:
    notice = window.notice
    if not before_shown:
        notice.say("short")
    notice.say("Something in Kutip itself went wrong. " * 5, stays=True)
    label = next(each for each in notice.findChildren(QLabel) if each.text() == notice.text)
    assert label.height() >= label.heightForWidth(label.width())


def test_a_file_name_in_a_notice_is_no_markup(window: MainWindow) -> None:
    notice = window.notice
    notice.say("<b>rilis</b>.md cannot be read")
    label = next(each for each in notice.findChildren(QLabel) if each.text() == notice.text)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_time_of_import_is_not_called_the_time_of_retrieval(reading: Workspace) -> None:
    said = [each.text() for each in reading.window_.status.findChildren(QLabel)]
    whole = " ".join([*said, *(e.toolTip() for e in reading.window_.status.findChildren(QLabel))])
    assert "imported" in whole
    assert "retrieved" not in whole


def test_an_undo_in_another_article_opens_it(reading: Workspace, qtbot: QtBot) -> None:
    first = reading.session.article
    assert first is not None
    select(reading, "36 ribu orang")
    reading.reader.tag("statistic")
    saved(qtbot, reading)
    (made,) = reading.session.highlights()
    reading.session.trash(made.uid)
    saved(qtbot, reading)
    reading.articles.step(1)
    qtbot.waitUntil(lambda: reading.session.article.article.id != first.article.id)  # type: ignore[union-attr]
    reading.window_.do("undo")
    qtbot.waitUntil(lambda: reading.session.article.article.id == first.article.id)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: reading.reader.view.scene.focused == made.uid)
    assert [each.uid for each in reading.session.highlights()] == [made.uid]


def test_the_first_start_begins_with_enter(window: MainWindow, qtbot: QtBot) -> None:
    window.libraries.begin(None)
    begin = QApplication.focusWidget()
    assert isinstance(begin, QPushButton)
    assert begin.text() == "Begin with sample articles"
    page = window.pages.currentWidget()
    assert isinstance(page, StartPage)
    page.samples_wanted.disconnect()
    with qtbot.waitSignal(page.samples_wanted):
        QTest.keyClick(begin, Qt.Key.Key_Return)


def test_words_too_long_for_their_line_take_another(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    field.resize(170, 20)
    with qtbot.waitExposed(field):
        field.show()
    field.show_value("Dinas")
    before = field.box.height()
    field.show_value("paling lambat tiga puluh November 2026")
    qtbot.waitUntil(lambda: field.box.height() > before)


def test_enter_leaves_a_field_of_one_paragraph(qtbot: QtBot) -> None:
    field = TextField()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    QTest.keyClicks(field.box, "kata")
    with qtbot.waitSignal(field.edited) as handed:
        QTest.keyClick(field.box, Qt.Key.Key_Return)
    assert handed.args == ["kata"]
    pasted = QMimeData()
    pasted.setText("satu\ndua")
    assert isinstance(field.box, Lines)
    field.box.insertFromMimeData(pasted)
    assert field.text == "katasatu dua"


def test_a_library_opens_where_reading_stopped(
    window: MainWindow, reading: Workspace, qtbot: QtBot
) -> None:
    reading.articles.step(1)
    qtbot.waitUntil(lambda: reading.session.article is not None)
    opened = reading.session.article
    assert opened is not None
    path = window.libraries.path
    assert path is not None
    reading.session.keep_position(3)
    window.libraries.open(path)
    qtbot.waitUntil(lambda: window.workspace not in {None, reading})
    again = window.workspace
    assert again is not None
    qtbot.waitUntil(lambda: again.session.article is not None)
    assert again.session.article is not None
    assert again.session.article.article.id == opened.article.id
    assert again.articles.current == opened.article.id


def test_a_long_hint_of_an_empty_field_is_shown_whole(qtbot: QtBot) -> None:
    field = TextField(placeholder="for example: an officer of the regional police")
    qtbot.addWidget(field)
    field.resize(170, 20)
    with qtbot.waitExposed(field):
        field.show()
    lines = field.box.height() // field.box.fontMetrics().lineSpacing()
    assert lines >= 2
    field.show_value("seorang perwira")
    qtbot.waitUntil(lambda: field.box.height() < 2 * field.box.fontMetrics().lineSpacing())


def test_a_bar_of_pages_leaves_a_word_out_before_it_cuts_one(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    bar = PageBar(catalogue("id"), load_theme("light"), host)
    bar.show_place("2", 2, 5)
    with qtbot.waitExposed(host):
        host.show()
    bar.resize(900, 40)
    whole = bar.sizeHint().width()
    said = []
    for width in (whole, whole - 1, whole):
        bar.resize(width, 40)
        shown = [each for each in bar.findChildren(QLabel) if each.isVisible()]
        assert all(each.width() >= each.sizeHint().width() for each in shown), width
        said.append([each.text() for each in shown])
    assert said == [["Halaman", "dari 5"], ["dari 5"], ["Halaman", "dari 5"]]


def test_what_can_be_done_under_a_page_is_said_whole(qtbot: QtBot) -> None:
    box = TypingBox(catalogue("id"), load_theme("light"))
    qtbot.addWidget(box)
    box.read.show()
    box.resize(300, 260)
    with qtbot.waitExposed(box):
        box.show()
    buttons = [each for each in box.findChildren(QPushButton) if each.isVisible()]
    assert len(buttons) == 3
    assert all(each.width() >= each.sizeHint().width() for each in buttons)
