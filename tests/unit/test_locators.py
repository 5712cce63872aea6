"""Where a passage stands in its source, in citations and reports."""

from dataclasses import replace

import pytest

from annotations.citing import cite
from annotations.exporting.records import highlight_record
from annotations.locators import show_locators, written_locators
from annotations.model import Locator
from annotations.vocabulary import LocatorKind, ReadBy
from resources import catalogue
from tests.made_entries import entry

EN = catalogue("en")


def page(label: str, count: int, read_by: ReadBy = ReadBy.NONE) -> Locator:
    return Locator(LocatorKind.PAGE, label, count, read_by)


def paragraph(label: str) -> Locator:
    return Locator(LocatorKind.PARAGRAPH, label)


@pytest.mark.parametrize(
    ("locators", "said"),
    [
        ([], ""),
        ([page("41", 41)], "p. 41"),
        ([page("41", 0)], "p. 41"),
        ([page("41", 41), page("41", 41)], "p. 41"),
        ([page("41", 41), page("42", 42)], "pp. 41–42"),
        ([page("xii", 14)], "p. xii (page 14 of the file)"),
        ([page("xii", 14), page("xiii", 15)], "pp. xii–xiii (pages 14–15 of the file)"),
        ([paragraph("3.14"), page("41", 41)], "[3.14], p. 41"),
        ([paragraph("3.14"), paragraph("3.15"), page("41", 41)], "[3.14]–[3.15], p. 41"),
        ([paragraph("kedua")], "paragraph kedua"),
        ([page("41", 41, ReadBy.HAND)], "transcribed by hand, p. 41"),
        ([page("41", 41, ReadBy.OCR)], "read by OCR, p. 41, not verbatim"),
        ([page("41", 41), page("42", 42, ReadBy.OCR)], "read by OCR, pp. 41–42, not verbatim"),
        ([Locator(LocatorKind.TIME, "00:12:31")], "at 00:12:31"),
    ],
)
def test_a_place_is_said_as_people_cite_it(locators: list[Locator], said: str) -> None:
    assert show_locators(locators, EN) == said


def test_a_citation_names_paragraph_and_page() -> None:
    made = replace(entry(), locators=(paragraph("3.14"), page("41", 41)))
    assert "; [3.14], p. 41; " in cite(made, EN)


def test_other_programs_get_kinds_and_labels_and_who_read_them() -> None:
    assert written_locators([paragraph("3.14"), page("41", 41, ReadBy.OCR)]) == [
        "paragraph 3.14",
        "page 41 (ocr)",
    ]
    read = replace(entry(), locator=page("41", 40, ReadBy.HAND))
    assert highlight_record(read)["locator"] == {
        "kind": "page",
        "label": "41",
        "ordinal": 40,
        "read_by": "hand",
    }
    ruling = replace(
        entry(), locator=paragraph("3.14"), locators=(paragraph("3.14"), page("41", 45))
    )
    assert highlight_record(ruling)["locator"] == {
        "kind": "paragraph",
        "label": "3.14",
        "ordinal": None,
        "also": [{"kind": "page", "label": "41", "ordinal": 45}],
    }
    plain = replace(entry(), locator=page("41", 40))
    assert highlight_record(plain)["locator"] == {"kind": "page", "label": "41", "ordinal": 40}
