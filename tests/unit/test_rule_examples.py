"""The example beside each rule: in every language of the window it shows what the rule finds."""

import pytest

import resources
from annotations.detection.engine import rules, suggest
from annotations.detection.texts import reading_of_article
from annotations.facts import WrittenDate
from annotations.vocabulary import DatePrecision

DAY = "2026-10-14"
PUBLISHED = WrittenDate(DAY, DAY, DAY, DatePrecision.DAY)


@pytest.mark.parametrize("shown_in", ["en", "id"])
def test_every_rule_finds_its_own_example(shown_in: str) -> None:
    words = resources.catalogue(shown_in)
    missed = {}
    for rule in rules():
        assert rule.example, rule.name
        example = words(rule.example)
        # What only one language writes is shown in that language to everybody.
        for language in ("en", "id"):
            reading = reading_of_article(example, (), language=language, published=PUBLISHED)
            if rule.name in {found.rule for found in suggest(reading)}:
                break
        else:
            missed[rule.name] = example
    assert missed == {}
