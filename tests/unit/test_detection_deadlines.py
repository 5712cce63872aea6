"""Dates that lie ahead, as invented sentences write them; the articles are of 10 February 2026."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.detection.commitments.deadlines import dates_ahead, find_deadline, read_deadline
from annotations.detection.reading import read
from annotations.facts import WrittenDate
from annotations.model import Span

TUESDAY = "2026-02-10"

INDONESIAN = [
    ("Dermaga itu rampung akhir tahun ini.", "akhir tahun ini", "2026-12-01", "2026-12-31"),
    ("Kami mulai pekan depan.", "pekan depan", "2026-02-16", "2026-02-22"),
    ("Jembatan dibuka bulan depan.", "bulan depan", "2026-03-01", "2026-03-31"),
    ("Tahun depan kami bangun lagi.", "Tahun depan", "2027-01-01", "2027-12-31"),
    ("Uang dibayar paling lambat 31 Maret.", "31 Maret", "2026-03-31", "2026-03-31"),
    ("Laporan keluar 5 Januari.", "5 Januari", "2027-01-05", "2027-01-05"),
    ("Pasar buka 5 Mei 2027.", "5 Mei 2027", "2027-05-05", "2027-05-05"),
    ("Dilunasi dalam 30 hari.", "dalam 30 hari", "2026-02-10", "2026-03-12"),
    ("Dilunasi dalam waktu dua pekan.", "dalam waktu dua pekan", "2026-02-10", "2026-02-24"),
    ("Selesai tiga bulan ke depan.", "tiga bulan ke depan", "2026-02-10", "2026-05-10"),
    ("Tuntas dua tahun lagi.", "dua tahun lagi", "2026-02-10", "2028-02-10"),
    ("Rampung pada kuartal II 2026.", "kuartal II 2026", "2026-04-01", "2026-06-30"),
    ("Rampung triwulan ketiga.", "triwulan ketiga", "2026-07-01", "2026-09-30"),
    (
        "Mulai semester pertama tahun depan.",
        "semester pertama tahun depan",
        "2027-01-01",
        "2027-06-30",
    ),
    ("Serah terima pada Juni ini.", "Juni ini", "2026-06-01", "2026-06-30"),
    ("Beroperasi awal 2027.", "awal 2027", "2027-01-01", "2027-01-31"),
    ("Beroperasi pertengahan tahun 2027.", "pertengahan tahun 2027", "2027-06-01", "2027-07-31"),
    ("Berlaku hingga 2030.", "2030", "2030-01-01", "2030-12-31"),
    ("Besok kami sampaikan.", "Besok", "2026-02-11", "2026-02-11"),
    ("Lusa kami tutup.", "Lusa", "2026-02-12", "2026-02-12"),
    ("Rapat digelar Jumat pekan depan.", "Jumat pekan depan", "2026-02-20", "2026-02-20"),
    ("Diumumkan Senin depan.", "Senin depan", "2026-02-16", "2026-02-16"),
    ("Diserahkan paling lambat Kamis.", "Kamis", "2026-02-12", "2026-02-12"),
    ("Rampung akhir Maret.", "akhir Maret", "2026-03-21", "2026-03-31"),
    ("Dibuka akhir pekan ini.", "akhir pekan ini", "2026-02-14", "2026-02-15"),
    ("Dimulai pada bulan Januari.", "Januari", "2027-01-01", "2027-01-31"),
    ("Dimulai Agustus mendatang.", "Agustus mendatang", "2026-08-01", "2026-08-31"),
    ("Dibuka pada Senin (16/2/2026) nanti.", "16/2/2026", "2026-02-16", "2026-02-16"),
]
ENGLISH = [
    ("It will open by the end of this year.", "the end of this year", "2026-12-01", "2026-12-31"),
    ("We start next week.", "next week", "2026-02-16", "2026-02-22"),
    ("It is due next month.", "next month", "2026-03-01", "2026-03-31"),
    ("They will pay by Friday.", "Friday", "2026-02-13", "2026-02-13"),
    ("We will answer within two weeks.", "within two weeks", "2026-02-10", "2026-02-24"),
    ("It ends in 30 days.", "in 30 days", "2026-02-10", "2026-03-12"),
    ("It is ready by the end of March.", "the end of March", "2026-03-21", "2026-03-31"),
    ("It opens in March.", "March", "2026-03-01", "2026-03-31"),
    ("They report by March 31.", "March 31", "2026-03-31", "2026-03-31"),
    ("They report by 31 March 2027.", "31 March 2027", "2027-03-31", "2027-03-31"),
    ("It opens on January 5.", "January 5", "2027-01-05", "2027-01-05"),
    ("The pier reopens later this year.", "this year", "2026-01-01", "2026-12-31"),
    ("We will say so tomorrow.", "tomorrow", "2026-02-11", "2026-02-11"),
    ("Due in the first quarter of 2027.", "first quarter of 2027", "2027-01-01", "2027-03-31"),
    ("It begins in early 2027.", "early 2027", "2027-01-01", "2027-01-31"),
    ("It begins by mid-2027.", "mid-2027", "2027-06-01", "2027-07-31"),
    ("They leave by the end of the year.", "the end of the year", "2026-12-01", "2026-12-31"),
    (
        "Over the next three years, all will go.",
        "Over the next three years",
        "2026-02-10",
        "2029-02-10",
    ),
    (
        "The second half of next year is set.",
        "second half of next year",
        "2027-07-01",
        "2027-12-31",
    ),
    ("It will be free by 2030.", "2030", "2030-01-01", "2030-12-31"),
    ("It closes on 3/15/2026 for good.", "3/15/2026", "2026-03-15", "2026-03-15"),
]
NO_DATE = [
    ("id", "Kami selesaikan sebelum Lebaran."),
    ("id", "Itu terjadi tahun lalu."),
    ("id", "Itu terjadi pada Maret 2018."),
    ("id", "Rampung 31 Februari 2027."),
    ("id", "katanya, Senin (9/2/2026)."),
    ("id", "Ia datang dengan 30 orang."),
    ("id", "Secepatnya kami bangun."),
    ("id", "Dalam waktu dekat kami bangun."),
    ("en", "We will do it before Christmas."),
    ("en", "It happened last year."),
    ("en", "It happened in March 2018."),
    ("en", "We may go and march on."),
    ("en", "We will do it soon."),
    ("en", "Tuesday's vote was close."),
    ("en", "It holds 30 people."),
    ("", "It holds 30 people."),
]


@pytest.mark.parametrize(
    ("code", "text", "words", "start", "end"),
    [("id", *row) for row in INDONESIAN] + [("en", *row) for row in ENGLISH],
)
def test_a_day_ahead_is_read_from_the_day_of_the_article(
    code: str, text: str, words: str, start: str, end: str
) -> None:
    reading = read(text, code=code, published=TUESDAY)
    due = find_deadline(reading, Span(0, len(text)))
    assert due is not None
    assert (due.date.words, due.date.start, due.date.end) == (words, start, end)
    assert text[due.span.start : due.span.end] == words


@pytest.mark.parametrize(("code", "text"), NO_DATE)
def test_what_names_no_day_ahead_is_no_deadline(code: str, text: str) -> None:
    reading = read(text, code=code, published=TUESDAY)
    assert read_deadline(reading, Span(0, len(text))) is None


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [("id", "Kami buka akhir tahun ini.", "akhir tahun ini"), ("en", "Due by Friday.", "Friday")],
)
def test_without_the_articles_date_a_relative_day_keeps_its_words_alone(
    code: str, text: str, words: str
) -> None:
    reading = read(text, code=code)
    assert read_deadline(reading, Span(0, len(text))) == WrittenDate(words)


def test_the_last_possible_day_goes_before_any_other() -> None:
    text = "Mulai bulan depan dan selesai paling lambat 31 Agustus."
    reading = read(text, code="id", published=TUESDAY)
    due = find_deadline(reading, Span(0, len(text)))
    assert due is not None
    assert due.firm
    assert due.date.words == "31 Agustus"


@given(st.text("0123456789 /-.MaretJuni tahundepany", max_size=80), st.sampled_from(["id", "en"]))
def test_dates_stand_in_order_inside_the_span_and_never_overlap(text: str, code: str) -> None:
    reading = read(text, code=code, published=TUESDAY)
    end = 0
    for due in dates_ahead(reading, Span(0, len(text))):
        assert end <= due.span.start < due.span.end <= len(text)
        assert due.date.start <= due.date.end
        assert due.date.words == text[due.span.start : due.span.end]
        end = due.span.end
