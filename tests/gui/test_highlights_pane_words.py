"""What a card says, and the numbers that are typed into one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotations.facts import (
    Attribution,
    Check,
    Commitment,
    LegalReference,
    Statistic,
    WrittenDate,
)
from annotations.model import Highlight, Quote, Speaker
from annotations.showing import show_number
from annotations.vocabulary import (
    CheckKind,
    CommitmentKind,
    DatePrecision,
    PlacementState,
    QuoteType,
    Terms,
    WordingState,
)
from desktop.highlights.card_rows import check_rows, check_values, tell_checks
from desktop.highlights.drawing import MOST_LINES, QUOTE_PX
from desktop.highlights.fields import read_date
from desktop.highlights.forms import Form
from desktop.highlights.numbers import parse_number
from desktop.highlights.summary import Row, deadline_note, summary
from desktop.highlights.wrapping import wrapped
from desktop.reading_order import Key, ReadingOrder
from desktop.theme import load_fonts, serif
from resources import catalogue

WORDS = catalogue("en")
HIGHLIGHT = Highlight(
    id=14,
    uid="h-14",
    article_id=1,
    revision_id=1,
    quote=Quote(exact="310 ribu jiwa", prefix="", suffix="", start=0, end=13, text_sha256=""),
)


@pytest.mark.parametrize(
    ("typed", "english", "indonesian"),
    [
        ("", None, None),
        ("12", 12, 12),
        ("-3", -3, -3),
        ("12.5", "12.5", "12.5"),
        ("12,5", "12.5", "12.5"),
        ("1.800", "1.800", 1800),
        ("1,800", 1800, "1.800"),
        ("310.000", "310.000", 310000),
        ("1.234.567,89", "1234567.89", "1234567.89"),
        ("1,234,567.89", "1234567.89", "1234567.89"),
        ("12 345", 12345, 12345),
        ("36 ribu", 36000, 36000),
        ("86,4 miliar", 86400000000, 86400000000),
        ("1.5 million", 1500000, 1500000),
        ("2 juta", 2000000, 2000000),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(
    typed: str, english: str | int | None, indonesian: str | int | None
) -> None:
    for language, wanted in (("en", english), ("id", indonesian)):
        assert parse_number(typed, language) == (None if wanted is None else Decimal(wanted))


@pytest.mark.parametrize(
    "typed", ["banyak", "12 orang", "1..2", "1,2.3,4", "1,23,4", "--3", "12%", "1" * 41]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    for language in ("en", "id"):
        with pytest.raises(ValueError, match=r"."):
            parse_number(typed, language)


@given(st.decimals(-(10**15), 10**15, places=4), st.sampled_from(["en", "id"]))
def test_a_number_that_is_shown_is_read_as_itself(value: Decimal, language: str) -> None:
    shown = show_number(value, catalogue(language))
    assert parse_number(shown, language) == value


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", WrittenDate()),
        ("1 Desember 2026", ("2026-12-01", "2026-12-01", DatePrecision.DAY)),
        ("2027", ("2027-01-01", "2027-12-31", DatePrecision.YEAR)),
        ("Maret 2027", ("2027-03-01", "2027-03-31", DatePrecision.MONTH)),
        ("sebelum musim hujan", ("", "", DatePrecision.NONE)),
    ],
)
def test_a_date_keeps_its_words_and_is_read_where_it_can_be(
    typed: str, wanted: WrittenDate | tuple[str, str, DatePrecision]
) -> None:
    if isinstance(wanted, tuple):
        wanted = WrittenDate(typed, *wanted)
    assert read_date(typed, "id") == wanted


@pytest.mark.parametrize(
    ("end", "note"),
    [("2026-12-01", "48 days left"), ("2026-10-15", "1 day left"), ("2026-10-11", "3 days over")],
)
def test_a_deadline_says_how_far_off_it_is(end: str, note: str) -> None:
    deadline = WrittenDate(end, end, end, DatePrecision.DAY)
    assert deadline_note(deadline, WORDS, date(2026, 10, 14)) == note


def test_a_card_of_a_plain_quote_says_little() -> None:
    card = summary(HIGHLIGHT, None, WORDS)
    assert (card.heading, card.number, card.quote) == ("Plain quote", "K-014", "310 ribu jiwa")
    assert card.rows == (Row("Claim", "not yet checked"),)


def test_a_card_whose_place_is_not_sure_says_so_first() -> None:
    card = summary(HIGHLIGHT, None, WORDS, placement=PlacementState.LOST)
    assert card.rows[0] == Row("Place", "lost in the newest version")


def test_a_number_not_given_yet_is_an_ellipsis() -> None:
    assert summary(replace(HIGHLIGHT, id=0), None, WORDS).number == "K-\u2026"


def test_a_card_shows_what_is_filled_in_the_order_of_the_drawing() -> None:
    full = replace(
        HIGHLIGHT,
        tags=("commitment", "statistic", "legal"),
        attribution=Attribution(role="Wali Kota", cue="kata", quote_type=QuoteType.DIRECT),
        terms=Terms.ON_RECORD,
        note="tanya lagi",
        statistics=(Statistic(value=Decimal(310000), unit="jiwa", population="dari 480.000"),),
        legal=(LegalReference(citation="Perda No. 7/2021"),),
        commitments=(Commitment(kind=CommitmentKind.PROMISE, what="120 pompa"),),
        checks=(
            Check(
                kind=CheckKind.WORDING,
                state=WordingState.MATCHES_RECORDING.value,
                who="S.L.",
            ),
        ),
    )
    card = summary(full, Speaker(name="Ratna Wibisono", confidential=True), WORDS)
    assert card.rows == (
        Row("Speaker", "Ratna Wibisono, Wali Kota", "confidential"),
        Row("Attribution", "\u201ckata\u201d", "direct quote, on the record"),
        Row("What", "120 pompa", "promise"),
        Row("Value", "310,000 jiwa", "dari 480.000"),
        Row("Citation", "Perda No. 7/2021"),
        Row("Wording", "matches recording or document", "S.L."),
        Row("Claim", "not yet checked"),
        Row("Note", "tanya lagi", "never exported"),
    )
    assert "Ratna Wibisono" in card.spoken


def test_facts_of_a_tag_that_is_off_are_not_shown() -> None:
    hidden = replace(HIGHLIGHT, statistics=(Statistic(value=Decimal(1)),))
    assert len(summary(hidden, None, WORDS).rows) == 1


@pytest.mark.parametrize("word", ["kata", "\U0001f6b0\U0001f6b0", "\u2014"])
def test_a_quote_is_cut_at_its_last_line_and_no_word_is_lost_before(
    qtbot: QtBot, word: str
) -> None:
    load_fonts()
    font = serif(QUOTE_PX)
    text = " ".join([word] * 200)
    lines, more = wrapped(text, font, 300, MOST_LINES)
    assert (len(lines), more) == (MOST_LINES, True)
    assert lines[-1].endswith("\u2026")
    assert text.startswith(" ".join(lines[:-1]))
    whole, more = wrapped(text, font, 300, 400)
    assert (" ".join(whole), more) == (text, False)


@given(text=st.text(max_size=300), width=st.integers(20, 300))
def test_lines_fit_their_width_and_hold_every_character(
    qapp: QApplication, text: str, width: int
) -> None:
    font = serif(QUOTE_PX)
    lines, more = wrapped(text, font, width, 400)
    assert not more
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    metrics = QFontMetricsF(font)
    for line in lines:
        if len(line) > 1 and line.isascii():
            assert metrics.horizontalAdvance(line) <= width + 1


def _key(highlight: Highlight) -> Key:
    return (highlight.quote.start, -highlight.quote.end, highlight.id, highlight.uid)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.booleans()), max_size=30))
def test_reading_order_changed_locally_is_as_if_sorted_anew(
    edits: list[tuple[int, int, bool]],
) -> None:
    order, there = ReadingOrder(_key), dict[str, Highlight]()
    for number, start, stays in edits:
        uid = f"h-{number}"
        made = replace(HIGHLIGHT, uid=uid, id=number, quote=replace(HIGHLIGHT.quote, start=start))
        there.pop(uid, None)
        if stays:
            there[uid] = made
        order.put(uid, made if stays else None)
        assert order.all() == sorted(there.values(), key=_key)
    again = ReadingOrder(_key)
    again.fill(there.values())
    assert again.all() == order.all()


def test_every_step_of_a_check_is_told_the_last_one_first(qtbot: QtBot) -> None:
    form = Form(check_rows(WORDS))
    qtbot.addWidget(form)
    steps = tuple(
        Check(kind=CheckKind.CLAIM, state=state, who=who, how=how)
        for state, who, how in (("checking", "Ana", "surat"), ("supported", "Budi", "telepon"))
    )
    form.show_values(check_values(HIGHLIGHT), more=True)
    wording, claim = form.field("wording"), form.field("claim")
    assert wording is not None
    assert claim is not None
    tell_checks(form, replace(HIGHLIGHT, checks=steps), WORDS)
    told = "supported (Budi, telepon)\nbeing checked (Ana, surat)"
    box, other = claim.focusProxy() or claim, wording.focusProxy() or wording
    assert box.accessibleDescription() == told
    assert box.toolTip() == f"{box.accessibleName()}\n{told}"
    assert not other.accessibleDescription()
    tell_checks(form, HIGHLIGHT, WORDS)
    assert box.toolTip() == box.accessibleName()
