"""What a filter asks for, in the words of a report's head."""

from annotations.exporting.asked import asked
from annotations.queries import Filter
from resources import catalogue

WORDS = catalogue("en")


def test_chosen_highlights_are_named_once_and_many_are_counted() -> None:
    assert asked(Filter(highlights=(4, 14)), WORDS) == ("Number: K-004 or K-014",)
    assert asked(Filter(highlights=tuple(range(1, 1_502))), WORDS) == ("Number: 1,501 chosen ones",)
