"""A finding in the reader's language: the sentence, and the calculation behind it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from annotations.checking.found import Finding
from annotations.checking.weekdays import WEEKDAYS
from annotations.dates import show_date
from annotations.showing import show_number
from resources import Catalogue


def tell(finding: Finding, words: Catalogue) -> tuple[str, str]:
    """Say what does not agree, and show the working; the second is "" where there is none."""
    values = {name: _shown(value, words) for name, value in finding.values.items()}
    working = words(finding.working, **values) if finding.working else ""
    return words(finding.message, **values), working


def plain(finding: Finding, words: Catalogue) -> Mapping[str, object]:
    """Give a finding as JSON writes it: kind, message, working and the spans."""
    message, working = tell(finding, words)
    return {
        "kind": finding.kind.value,
        "message": message,
        "working": working,
        "spans": [[span.start, span.end] for span in finding.spans],
        "other": finding.other,
    }


def _shown(value: object, words: Catalogue) -> str:
    if isinstance(value, Decimal):
        return show_number(value, words)
    if isinstance(value, int):
        return words.number(value)
    if isinstance(value, date):
        return show_date(value.isoformat(), words, long=True)
    if isinstance(value, tuple):
        return " + ".join(_shown(one, words) for one in value)
    return words(value) if value in WEEKDAYS and isinstance(value, str) else str(value)
