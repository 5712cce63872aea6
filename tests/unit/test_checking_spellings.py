"""Names and ranks written two ways, weekdays that were none, laws younger than the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.checking.found import Mismatch
from annotations.checking.spellings import _apart, check_spellings
from annotations.checking.telling import tell
from annotations.checking.weekdays import check_laws, check_weekdays
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import read
from annotations.facts import LegalReference, WrittenDate
from resources import catalogue

WORDS = catalogue("en")

WRONG_DAYS = [
    ("id", "Rapat digelar pada Senin (25/7/2024) pagi.", "Senin (25/7/2024", "Thursday"),
    ("id", "Ia ditahan sejak Jumat, 13 Agustus 2024.", "Jumat, 13 Agustus 2024", "Tuesday"),
    ("id", "Sidang Minggu 5 Mei 2024 ditunda.", "Minggu 5 Mei 2024", None),
    ("id", "Sidang Sabtu 5 Mei 2024 ditunda.", "Sabtu 5 Mei 2024", "Sunday"),
    ("id", "Salat Jum'at (3/1/2025) ramai.", "", None),
    ("id", "Kamis (25/7/2024) ia datang.", "", None),
    ("id", "Pada 25 Juli 2024 ia datang hari Senin.", "", None),
    ("id", "Dalam seminggu (25/7/2024) sudah tiga kali.", "", None),
    ("en", "The council met on Monday, July 25, 2024.", "Monday, July 25, 2024", "Thursday"),
    ("en", "She resigned on Thursday, July 25, 2024.", "", None),
    ("en", "They met Tuesday, 13 August 2024, in private.", "", None),
    ("en", "They met Wednesday, 13 August 2024.", "Wednesday, 13 August 2024", "Tuesday"),
    ("en", "It was founded on Friday, March 1, 1600.", "", None),
    ("en", "They met on Tuesday (10/2/2026).", "", None),  # 10 February, as Britons write it
    ("en", "They met on Friday (10/2/2026).", "", None),  # October 2
    ("en", "They met on Monday (10/2/2026).", "Monday (10/2/2026", "Friday"),
    ("id", "Rapat itu Jumat (10/2/2026).", "Jumat (10/2/2026", "Tuesday"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "words", "right"), WRONG_DAYS)
def test_a_weekday_is_held_against_the_calendar(
    code: str, text: str, words: str, right: str | None
) -> None:
    found = list(check_weekdays(read(text, code=code)))
    assert [one.kind for one in found] == ([Mismatch.WEEKDAY] if right else [])
    for one in found:
        span = one.spans[0]
        assert text[span.start : span.end].startswith(words)
        assert tell(one, WORDS)[1].endswith(f"is a {right}")


def test_each_wrong_day_of_a_paragraph_is_named_by_its_own_words() -> None:
    text = "Awal.\n\nSenin (6/11/2025) hujan, Jumat (7/11/2025) cerah, Sabtu (9/11/2025) hujan."
    found = list(check_weekdays(read(text, code="id")))
    assert [text[one.spans[0].start :][:6].strip(" (") for one in found] == ["Senin", "Sabtu"]


PAIRS = [
    ("Bambang Sutrisno datang. Kemudian Bambang Sutrsino pergi.", True),
    ("Bambang Sutrisno datang. Kemudian Bambang Sutrisno pergi.", False),
    ("Rina Widyastuti dan Rina Widiastuti hadir.", True),
    ("Menurut Hillary Brandt, dan kata Hilary Brandt pula.", True),
    ("African Americans vote. An African American votes.", False),
    ("Kota Malang dan Kota Magelang bekerja sama.", False),
    ("Puerto Lico's economy, then Puerto Lico and Puerto Lico’s debt.", False),
    ("Erica Brandt is the daughter of Eric Brandt.", False),
    ("Korlantas Polri dan Kakorlantas Polri hadir.", False),
    ("Budi Santoso dan Budi Sentosa Raya hadir.", False),
    ("Ana Lima dan Ani Lima bersaudara.", False),
]


@pytest.mark.parametrize(("text", "twice"), PAIRS)
def test_a_name_that_differs_by_a_slip_is_asked_about(text: str, *, twice: bool) -> None:
    found = [one for one in check_spellings(read(text, code="id")) if one.kind is Mismatch.NAME]
    assert bool(found) is twice


def test_the_rarer_spelling_of_a_name_is_the_one_to_look_at() -> None:
    text = "Sinta Maharani berkata. Sinta Maharani pergi. Sinta Maharni kembali."
    (found,) = check_spellings(read(text, code="id"))
    span = found.spans[0]
    assert text[span.start : span.end] == "Sinta Maharni"
    assert tell(found, WORDS)[1] == "“Sinta Maharni” 1×, “Sinta Maharani” 2×"


RANKS = [
    ("id", "Kopol Sinta Rahma datang.", "“Kopol” is no known rank; is “Kompol” meant?"),
    ("id", "Komisaris Polisi (Kopol) Sinta Rahma datang.",
     "“Kopol” is no known rank; is “Kompol” meant?"),
    ("id", "Kompol Sinta Rahma datang.", ""),
    ("id", "Kompol Sinta Rahma dan Kopol Sinta Rahma.",
     "“Kopol” is no known rank; is “Kompol” meant?"),
    ("id", "Pada Kamis Polda Jawa Barat dan Sekda Bandung hadir.", ""),
    ("id", "Kompol Sinta Rahma datang. Lalu AKBP Sinta Rahma pergi.",
     "Sinta Rahma is “AKBP” here and “Kompol” elsewhere"),
    ("id", "Kombes Pol Sinta Rahma datang. Kombes Sinta Rahma pergi.", ""),
    ("id", "Letnan Kolonel Budi Laksono datang, kata Letkol Budi Laksono.", ""),
    ("en", "Captain Ada Finch left. Major Ada Finch stayed.",
     "Ada Finch is “Major” here and “Captain” elsewhere"),
    ("en", "Lieutenant Colonel Ada Finch left. Colonel Ada Finch stayed.", ""),
    ("en", "The letter went to Mayor Ada Finch.", ""),
    ("id", "Ia dan Laksma Sinta Rahma, Laksdya Budi Laksono dan Marsma Tono Wirya datang.", ""),
    ("id", "Menurut Pemda Arunika, Perma Nomor 2 dan SEMA Nomor 4 dicabut Ratu Sinta.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "said"), RANKS)
def test_a_rank_that_nobody_holds_and_two_of_one_person_are_asked_about(
    code: str, text: str, said: str
) -> None:
    found = list(check_spellings(read(text, code=code)))
    assert [tell(one, WORDS)[0] for one in found] == ([said] if said else [])


def law(year: str, decided: str = "") -> Suggestion:
    fact = LegalReference(
        instrument="UU", number="9", year=year, decided=WrittenDate(start=decided)
    )
    return Suggestion(kind=Kind.LEGAL, start=0, end=5, rule="x", fact=fact)


@pytest.mark.parametrize(
    ("published", "year", "asked"),
    [
        ("2024-05-01", "2025", True),
        ("2024-05-01", "2024", False),
        ("2024-05-01", "", False),
        ("", "2025", False),
        ("2024-05-01", "9999", False),
    ],
)
def test_a_law_after_the_article_is_asked_about(published: str, year: str, *, asked: bool) -> None:
    reading = read("Pasal", code="id", published=published)
    found = list(check_laws(reading, (law(year), law(year))))
    assert len(found) == int(asked), "once a law"
    told = [tell(each, WORDS)[1] for each in found]
    assert told == ["published 1 May 2024, the law is of 2025"] * len(found)


def test_a_text_of_nothing_but_names_is_not_compared_for_ever() -> None:
    text = " ".join(f"Nama{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} Sama" for n in range(20_000))
    assert isinstance(list(check_spellings(read(text, code="id"))), list)


LETTERS = st.text("abc", max_size=5)


@given(LETTERS, LETTERS, st.text("abc", min_size=1, max_size=1))
def test_words_that_differ_by_a_letter_or_two_swapped_are_one_apart(
    head: str, tail: str, letter: str
) -> None:
    plain, longer = head + tail, head + letter + tail
    assert _apart(plain, longer, 1)
    assert _apart(longer, plain, 1)
    assert _apart(longer, head + "x" + tail, 1)
    assert _apart(head + letter + "x" + tail, head + "x" + letter + tail, 1)
    assert not _apart(plain, plain, 1)


@given(LETTERS, LETTERS)
def test_words_one_letter_apart_are_also_no_more_than_two_apart(one: str, other: str) -> None:
    assert _apart(one, other, 2) or not _apart(one, other, 1)


@pytest.mark.parametrize(
    ("published", "decided", "working"),
    [
        ("2024-05-01", "2024-08-20", "published 1 May 2024, the law is of 20 August 2024"),
        ("2024-05-01T08:00", "2024-05-02", "published 1 May 2024, the law is of 2 May 2024"),
        ("2024-05-01T08:00", "2024-05-01", ""),
        ("2024-05", "2024-08-20", ""),
        ("2024-05-01", "2024-08", ""),
    ],
)
def test_a_ruling_of_a_later_day_of_the_same_year_is_asked_about(
    published: str, decided: str, working: str
) -> None:
    reading = read("Pasal", code="id", published=published)
    found = [tell(one, WORDS)[1] for one in check_laws(reading, [law("2024", decided)])]
    assert found == ([working] if working else [])
