"""All rules over one article, in the order in which one needs what another found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from annotations.detection import commitments, legal, statistics
from annotations.detection.found import Rule, Suggestion
from annotations.detection.quotations import direct as quotations
from annotations.detection.quotations import indirect
from annotations.detection.reading import Reading

VERSION = 1
"""Counted up by each change of a rule or of a word list, so that libraries are read again."""


class Detector(Protocol):
    """A module that finds one kind of passage."""

    RULES: tuple[Rule, ...]

    def find(self, reading: Reading, found: Sequence[Suggestion]) -> Iterable[Suggestion]:
        """Find passages; `found` is what the detectors before this one found."""


DETECTORS: tuple[Detector, ...] = (legal, statistics, quotations, indirect, commitments)
"""In the order of need: laws, numbers (none inside a law), quotations, indirect speech, pledges."""


_STEP = 100
"""Suggestions between two places where a long text can be left."""


def rules() -> tuple[Rule, ...]:
    """List every rule, by kind, as the settings show them."""
    return tuple(rule for detector in DETECTORS for rule in detector.RULES)


def rule(name: str) -> Rule | None:
    """Find a rule by its name; None for one that is no more."""
    return next((one for one in rules() if one.name == name), None)


def suggest(reading: Reading, *, off: Collection[str] = ()) -> tuple[Suggestion, ...]:
    """Find all that the rules see, in reading order; `off` are names of rules switched off."""
    return next(filter(None, steps(reading, off=off)), ())


def steps(
    reading: Reading, *, off: Collection[str] = ()
) -> Iterator[tuple[Suggestion, ...] | None]:
    """Find as `suggest` does, and yield None on the way: a book takes long, and may be left."""
    found: list[Suggestion] = []
    for detector in DETECTORS:
        for one in detector.find(reading, tuple(found)):
            found.append(one)
            if not len(found) % _STEP:
                yield None
        yield None
    ours = (one for one in found if one.rule not in off)
    yield tuple(sorted(ours, key=lambda one: (one.start, -one.end, one.kind)))
