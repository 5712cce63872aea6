"""The pages of docs/ about the desk: their tables are what the program says."""

import re
from datetime import date
from pathlib import Path

import pytest

from annotations.facts import WrittenDate
from annotations.ledger import remaining
from annotations.vocabulary import DatePrecision, PromiseStatus
from annotations.wording import compare
from desktop.desk.laws.rows import told
from resources import catalogue

DOCS = Path(__file__).parents[2] / "docs"
_PRECISION = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def rows(name: str, head: str) -> list[tuple[str, str]]:
    """Read the table of two columns under a head."""
    table = page(name).partition(f"{head}\n|---|---|\n")[2].partition("\n\n")[0]
    found = [line.strip("|").split(" | ") for line in table.splitlines()]
    return [(one.strip(), other.strip()) for one, other in found]


@pytest.mark.parametrize(("quotation", "said"), rows("laws-shelf", "| quoted | is |"))
def test_quotations_compare_with_the_law_as_the_page_says(quotation: str, said: str) -> None:
    (law,) = re.findall(r"^> (.*)$", page("laws-shelf"), re.MULTILINE)
    assert told(compare(quotation, law), catalogue("en")) == said


@pytest.mark.parametrize(("deadline", "left"), rows("promises", "| deadline | time left |"))
def test_days_are_counted_as_the_page_says(deadline: str, left: str) -> None:
    read = deadline[0].isdecimal()
    precision = _PRECISION.get(len(deadline), DatePrecision.NONE) if read else DatePrecision.NONE
    written = WrittenDate(deadline, deadline if read else "", "", precision)
    days = remaining(written, PromiseStatus.PENDING, date(2026, 11, 22))
    assert ("none" if days is None else str(days)) == left
