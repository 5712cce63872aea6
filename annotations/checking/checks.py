"""All checks over one article."""

from collections.abc import Sequence
from itertools import islice

from annotations.checking.arithmetic import check_arithmetic
from annotations.checking.found import Finding
from annotations.checking.quantities import check_quantities
from annotations.checking.spellings import check_spellings
from annotations.checking.weekdays import check_laws, check_weekdays
from annotations.checking.wordings import check_wordings
from annotations.detection.found import Suggestion
from annotations.detection.reading import Reading

MOST = 500
"""Findings of one kind of check; one text that holds the same release a thousand times has more."""


def check(reading: Reading, found: Sequence[Suggestion]) -> tuple[Finding, ...]:
    """Check one article against itself; `found` is all that the rules see in it, in its order."""
    checked = (
        check_arithmetic(reading, found),
        check_weekdays(reading),
        check_quantities(reading, found),
        check_spellings(reading),
        check_wordings(reading, found),
        check_laws(reading, found),
    )
    findings = (one for each in checked for one in islice(each, MOST))
    return tuple(sorted(findings, key=lambda one: (one.spans[0], one.kind)))
