"""Commitments: sentences in which a named actor binds itself to something that lies ahead.

The span is the whole printed sentence with its attribution; inside a longer quotation, the sentence
without the opening mark. Promises are what people come for; an announced plan without word of
pledge, amount or date, and a bare position, are marked as what they are.
"""

from collections.abc import Iterable, Sequence

from annotations.detection.commitments.binding import Setting, binding
from annotations.detection.commitments.facts import fact_of
from annotations.detection.found import Kind, Rule, Suggestion
from annotations.detection.reading import Reading
from annotations.model import Span
from resources import marked

RULES: tuple[Rule, ...] = (
    Rule(
        name="commitment.pledge",
        kind=Kind.COMMITMENT,
        label=marked("Word of pledging: “promised to”, “is ready to”"),
        example=marked("Mayor Dana Whitfield promised to reopen the library."),
    ),
    Rule(
        name="commitment.first-person",
        kind=Kind.COMMITMENT,
        label=marked("First person and future: “we will”"),
        example=marked("“We will repair the pier,” said Dana Whitfield."),
    ),
    Rule(
        name="commitment.reported",
        kind=Kind.COMMITMENT,
        label=marked("Own act, reported: “said it would”"),
        example=marked("The council said it would publish the accounts."),
    ),
    Rule(
        name="commitment.deliverable",
        kind=Kind.COMMITMENT,
        label=marked("Delivery with an amount or a date"),
        example=marked("The ministry will build 200 houses this year."),
    ),
    Rule(
        name="commitment.record",
        kind=Kind.COMMITMENT,
        label=marked("What became of a pledge: “broke its promise”"),
        example=marked("The company kept its promise to rehire them."),
    ),
    Rule(
        name="commitment.plan",
        kind=Kind.COMMITMENT,
        label=marked("Announced plan without amount or date"),
        example=marked("The city council will build a new bridge."),
    ),
    Rule(
        name="commitment.stance",
        kind=Kind.COMMITMENT,
        label=marked("Position without an act"),
        example=marked("“Our neutrality is not negotiable,” he said."),
    ),
)

_OPENING = "\"“”„‟«'‘(["


def find(reading: Reading, found: Sequence[Suggestion]) -> Iterable[Suggestion]:
    """Find commitments, at most one a sentence; speakers are those of the quotations in `found`."""
    setting: Setting | None = None
    for sentence in reading.sentences:
        if setting is None:
            setting = Setting.of(reading, found)
        bound = binding(setting, sentence)
        if bound is None:
            continue
        yield Suggestion(
            kind=Kind.COMMITMENT,
            start=_without_mark(reading.text, sentence).start,
            end=sentence.end,
            rule=bound.hit.shape.rule,
            fact=fact_of(setting, sentence, bound),
        )


def _without_mark(text: str, sentence: Span) -> Span:
    start = sentence.start
    while start < sentence.end and (text[start] in _OPENING or text[start].isspace()):
        start += 1
    return Span(start, sentence.end)
