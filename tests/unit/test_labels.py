"""What people read for values, tags, dates and numbers."""

from dataclasses import fields as fields_of
from decimal import Decimal
from enum import StrEnum

import pytest

from annotations import invisible, vocabulary
from annotations.dates import show_date, show_written
from annotations.facts import Commitment, LegalReference, Statistic, WrittenDate
from annotations.labels import field_label, fields, label, locator_label, tag_letter, tag_name
from annotations.showing import fact_rows, show_legal, show_number, show_statistic
from annotations.vocabulary import (
    BUILTIN_TAGS,
    COMMITMENT,
    LEGAL,
    STATISTIC,
    BlockKind,
    DatePrecision,
    LocatorKind,
    Qualifier,
    RunKind,
    Verdict,
)
from resources import Catalogue, catalogue
from tests.made_entries import PROMISE, pledge, statistic

EN = catalogue("en")
UNSHOWN = {BlockKind, RunKind, DatePrecision, LocatorKind, Verdict}
KINDS = [
    kind
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind not in {StrEnum, *UNSHOWN}
]


@pytest.fixture
def indonesian(monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """Give a catalogue that marks as Indonesian does, whether it is compiled or not."""
    words = catalogue("id")
    known = {
        "Oct": "Okt",
        "{hour}:{minute}": "{hour}.{minute}",
        "October": "Oktober",
        "percent": "persen",
    }
    real = words._translations.gettext
    monkeypatch.setattr(words._translations, "gettext", lambda m: known.get(m) or real(m))
    return words


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_the_vocabulary_has_words(kind: type[StrEnum]) -> None:
    said = [label(value, EN) for value in kind]
    assert all(said)
    assert len(set(said)) == len(said)


def test_a_place_is_said_as_its_source_counts() -> None:
    said = [locator_label(kind, "12", EN) for kind in LocatorKind]
    assert said == ["page 12", "paragraph 12", "at 12", "message of 12"]


def test_tags_have_names_and_letters() -> None:
    assert [tag_letter(tag, EN) for tag in BUILTIN_TAGS] == ["C", "S", "L"]
    assert [tag_name(tag, EN) for tag in BUILTIN_TAGS] == [
        "Commitment",
        "Statistic",
        "Legal reference",
    ]
    assert (tag_name("banjir", EN), tag_letter("banjir", EN)) == ("banjir", "B")


@pytest.mark.parametrize(
    ("group", "kind"), [(STATISTIC, Statistic), (LEGAL, LegalReference), (COMMITMENT, Commitment)]
)
def test_every_field_of_a_fact_has_a_name(group: str, kind: type) -> None:
    names = {field.name for field in fields_of(kind)} - {"uid", "sources"}
    assert names <= set(fields(group))
    assert all(field_label(group, name, EN) for name in names)


@pytest.mark.parametrize(
    ("iso", "short", "long"),
    [
        ("2026", "2026", "2026"),
        ("2026-10", "Oct 2026", "October 2026"),
        ("2026-10-04", "4 Oct 2026", "4 October 2026"),
        ("2026-10-14T09:20", "14 Oct 2026", "14 October 2026, 09:20"),
        ("2026-10-14T09:20:01.123Z", "14 Oct 2026", "14 October 2026, 09:20 UTC"),
        ("kemarin", "kemarin", "kemarin"),
        ("", "", ""),
    ],
)
def test_dates_are_shown_as_people_write_them(iso: str, short: str, long: str) -> None:
    assert show_date(iso, EN) == short
    assert show_date(iso, EN, long=True) == long


def test_dates_follow_the_language(indonesian: Catalogue) -> None:
    assert show_date("2026-10-14T09:20", indonesian) == "14 Okt 2026"
    assert show_date("2026-10-14T09:20", indonesian, long=True) == "14 Oktober 2026, 09.20"


def test_a_date_nobody_could_read_stays_as_written() -> None:
    assert show_written(WrittenDate("pekan depan"), EN) == "pekan depan"
    month = WrittenDate("Oktober", "2026-10-01", "2026-10-31", DatePrecision.MONTH)
    assert show_written(month, EN) == "Oct 2026"


def test_days_are_shown_from_the_first_to_the_last() -> None:
    weeks = WrittenDate("within two weeks", "2026-02-10", "2026-02-24", DatePrecision.DAY)
    assert show_written(weeks, EN) == "10 Feb 2026 to 24 Feb 2026"
    friday = WrittenDate("by Friday", "2026-02-13", "2026-02-13", DatePrecision.DAY)
    assert show_written(friday, EN) == "13 Feb 2026"
    months = WrittenDate("by April", "2026-02-01", "2026-04-30", DatePrecision.MONTH)
    assert show_written(months, EN) == "Feb 2026 to Apr 2026"


@pytest.mark.parametrize(
    ("value", "english", "marked_indonesian"),
    [
        ("36000", "36,000", "36.000"),
        ("3.6E+4", "36,000", "36.000"),
        ("12.50", "12.5", "12,5"),
        ("-1234.5", "−1,234.5", "−1.234,5"),
        ("0", "0", "0"),
        ("1E+99", "1E+99", "1E+99"),
    ],
)
def test_numbers_are_marked_as_the_language_does(
    value: str, english: str, marked_indonesian: str, indonesian: Catalogue
) -> None:
    assert show_number(Decimal(value), EN) == english
    assert show_number(Decimal(value), indonesian) == marked_indonesian


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (statistic(), "about 36,000 orang"),
        (Statistic(value=Decimal("12.5"), unit="percent"), "12.5 percent"),
        (Statistic(value=Decimal(10), value_max=Decimal(12), unit="percent"), "10 to 12 percent"),
        (Statistic(numerator=Decimal(1), denominator=Decimal(1800)), "1 : 1,800"),
        (Statistic(qualifier=Qualifier.NEARLY), ""),
    ],
)
def test_a_statistic_is_said_in_one_line(fact: Statistic, said: str) -> None:
    assert show_statistic(fact, EN) == said


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (LegalReference(citation="UU 2/2002 Ps. 28", article="28"), "UU 2/2002 Ps. 28"),
        (
            LegalReference(instrument="UU", number="2", year="2002", article="28", paragraph="(1)"),
            "Article 28 paragraph (1), UU No. 2 of 2002",
        ),
        (LegalReference(name="KUHP", article="340"), "Article 340, KUHP"),
        (LegalReference(court="MK", case_number="60/PUU-XXII/2024"), "MK, 60/PUU-XXII/2024"),
    ],
)
def test_a_provision_is_said_in_one_line(fact: LegalReference, said: str) -> None:
    assert show_legal(fact, EN) == said


def test_a_commitment_shows_its_status_and_nothing_empty() -> None:
    rows = dict(fact_rows(pledge(), EN, PROMISE))
    assert rows["Status"] == "in progress"
    assert "Condition" not in rows


def test_what_cannot_be_seen_is_found_and_shown() -> None:
    assert [(x.offset, x.code) for x in invisible.find("a\u200bb\u202ec👮🏽\ufe0f\n\t")] == [
        (1, "U+200B"),
        (3, "U+202E"),
    ]
    assert invisible.visible("a\x1b[31m") == "a<U+001B>[31m"
