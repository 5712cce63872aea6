"""What a quotation has beside its words: office, cue and day, and the words behind each."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.detection.found import Suggestion
from annotations.detection.quotations import direct as quotations
from annotations.detection.quotations import indirect
from annotations.detection.quotations.marks import find_quoted
from annotations.detection.reading import read
from annotations.model import Span
from annotations.vocabulary import DatePrecision, QuoteType

DATA: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "quotations.toml").read_text(encoding="utf-8")
)


def rows(table: str) -> list[tuple[str, ...]]:
    return [(code, *row) for code in ("id", "en") for row in DATA[table][code]]


def only(code: str, article: str, published: str = "") -> Suggestion:
    text = article.replace("¶", "\n\n")
    (found,) = quotations.find(read(text, code=code, published=published), ())
    return found


@pytest.mark.parametrize(
    ("code", "article", "cue"),
    [
        ("id", '"Kami siap bekerja," kata Rina Hartati.', "kata"),
        ("id", 'Rina Hartati hadir.¶"Kami siap bekerja," tegasnya.', "tegasnya"),
        ("id", 'Rina Hartati menegaskan, "Kami siap bekerja."', "menegaskan"),
        ("en", "“We are ready to work,” said Rina Hartley.", "said"),
        ("en", "Rina Hartley wrote: “We are ready to work.”", "wrote"),
        ("en", "“We are ready to work,” according to Rina Hartley.", "according to"),
    ],
)
def test_the_cue_is_the_word_of_saying(code: str, article: str, cue: str) -> None:
    assert only(code, article).attribution.cue == cue


@pytest.mark.parametrize(
    ("code", "article", "kind"),
    [
        ("id", '"Kami siap bekerja," kata Rina Hartati.', QuoteType.DIRECT),
        ("id", '"Setiap warga berhak atas air," bunyi surat itu.', QuoteType.DOCUMENT),
        ("id", 'Rina Hartati menyebut air "hak semua warga lembah" itu.', QuoteType.MIXED),
        ("en", "“We are ready to work,” said Rina Hartley.", QuoteType.DIRECT),
        ("en", "“The bridge is closed to all,” the notice read.", QuoteType.DOCUMENT),
        ("en", "Rina Hartley said it was “a promise to the valley” then.", QuoteType.MIXED),
        ("en", "According to the ruling, “the tenant acted in bad faith”.", QuoteType.DOCUMENT),
        ("en", "The letter says the bridge is “on the brink of ruin”.", QuoteType.DOCUMENT),
        ("id", 'Rina Hartati bertanya kepada saksi, "Apakah jalan itu gelap?"', QuoteType.DIRECT),
    ],
)
def test_a_quotation_is_direct_mixed_or_from_a_document(
    code: str, article: str, kind: QuoteType
) -> None:
    assert only(code, article).attribution.quote_type is kind


@pytest.mark.parametrize(("code", "article", "published", "words", "day"), rows("days"))
def test_the_day_is_the_one_that_the_clause_names(
    code: str, article: str, published: str, words: str, day: str
) -> None:
    said = only(code, article, published).attribution.date_said
    assert (said.words, said.start) == (words, day)
    assert said.precision is (DatePrecision.DAY if day else DatePrecision.NONE)


@pytest.mark.parametrize(("code", "article", "role"), rows("offices"))
def test_the_office_stands_apart_from_the_name(code: str, article: str, role: str) -> None:
    found = only(code, article)
    assert found.attribution.role == role
    assert role not in found.speaker.name


@pytest.mark.parametrize(
    ("article", "institution"),
    [
        ("“It is bad,” said DCI Rina Hartley.", ""),
        ("“It is bad,” said Harbour MP Rina Hartley.", ""),
        ("“It is bad,” said Rina Hartley, chair of the Harbour Council.", "Harbour Council"),
        ("“It is bad,” said Rina Hartley, an AHTU lawyer.", "AHTU"),
        ("“It is bad,” said a Harbour Council spokesman.", "Harbour Council"),
        ("The document said the bridge was “on the brink of ruin”.", ""),
    ],
)
def test_an_institution_is_no_title_and_no_paper(article: str, institution: str) -> None:
    assert only("en", article).attribution.institution == institution


@pytest.mark.parametrize(
    "article",
    [
        '"Kami siap bekerja," kata Kepala Dinas Rina Hartati, Kamis (25/7/2024).',
        'Kepala Dinas Rina Hartati mengatakan jalan aman.¶"Kami siap bekerja," tegasnya.',
        'Rina Hartati menyebut air "hak semua warga lembah" pada Kamis (25/7/2024).',
    ],
)
def test_every_field_names_the_words_that_it_was_read_from(article: str) -> None:
    text = article.replace("¶", "\n\n")
    (found,) = quotations.find(read(text, code="id"), ())
    said = found.attribution
    where = {one.field: text[one.start : one.end] for one in found.sources}
    assert where["cue"] == said.cue
    assert where["speaker_as_written"] in {said.speaker_as_written, said.cue}
    for field in ("role", "institution"):
        assert where.get(field, "") == getattr(said, field)
    assert where.get("date_said", "") == said.date_said.words
    assert {one.rule for one in found.sources} == {found.rule}


MARKS = st.text(alphabet="\"“”„«»''‘’`ab .,?\n", max_size=200)


@given(MARKS)
@settings(max_examples=80, deadline=None)
def test_marks_pair_within_a_paragraph_and_never_overlap(text: str) -> None:
    found = find_quoted(text, (Span(0, len(text)),))
    end = 0
    for one in found:
        assert end <= one.start <= one.inner_start <= one.inner_end <= one.end <= len(text)
        end = one.end


@given(st.text(alphabet='"“”,. \nRa', max_size=120), st.sampled_from(["id", "en", "", "xx"]))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_the_same_way_twice(words: str, code: str) -> None:
    text = f'{words} kata Rina Hartati. "Kami siap," said Rina.'
    once, again = (
        [*quotations.find(read(text, code=code), ()), *indirect.find(read(text, code=code), ())]
        for _ in range(2)
    )
    assert once == again
    assert all(0 <= one.start < one.end <= len(text) for one in once)


def test_a_language_that_nobody_wrote_has_quotations_without_speakers() -> None:
    text = "“Wij openen de brug morgenochtend vroeg.” Meer niet."
    (found,) = quotations.find(read(text, code="nl"), ())
    assert (found.rule, found.speaker.name) == ("quote.carried", "")


@pytest.mark.parametrize("piece", ['"', "“", '"a b c d e," kata ', "Rina mengatakan ", "a, "])
def test_one_long_line_takes_no_time(piece: str) -> None:
    reading = read(piece * (20_000 // len(piece)), code="id")
    begun = time.process_time()
    list(quotations.find(reading, ()))
    list(indirect.find(reading, ()))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("code", "article"),
    [
        ("id", "“Jembatan itu,” kata Rina Hartati, “akan dibuka Mei nanti.”"),
        ("en", "“The bridge over the river,” said Rina Hartley, “will open in May.”"),
    ],
)
def test_a_clause_between_two_parts_is_the_first_parts_and_read_once(
    code: str, article: str
) -> None:
    first, second = quotations.find(read(article, code=code), ())
    assert (first.rule, second.rule) == ("quote.clause-after", "quote.split")
    assert first.speaker.name == second.speaker.name != ""
