"""Speech that a sentence reports without quotation marks: "menjelaskan bahwa", "said that"."""

from collections.abc import Iterable, Sequence

from annotations.detection.found import Kind, Rule, Suggestion
from annotations.detection.quotations.attribution import Shape
from annotations.detection.quotations.direct import suggestion_of
from annotations.detection.quotations.speaking import acts
from annotations.detection.reading import Reading
from resources import marked

RULES: tuple[Rule, ...] = (
    Rule(
        name="quote.indirect",
        kind=Kind.QUOTE,
        label=marked("Reported speech: “said that …”"),
        example=marked("Rina said that the bridge would open."),
    ),
    Rule(
        name="quote.indirect-after",
        kind=Kind.QUOTE,
        label=marked("Reported speech, then who said it"),
        example=marked("The bridge will open, said Rina."),
    ),
    Rule(
        name="quote.indirect-according",
        kind=Kind.QUOTE,
        label=marked("Reported speech after “according to …”"),
        example=marked("According to Rina, the bridge will open."),
    ),
)

_NAMES = {Shape.BEFORE: "quote.indirect", Shape.ACCORDING: "quote.indirect-according"}


def find(reading: Reading, found: Sequence[Suggestion]) -> Iterable[Suggestion]:
    """Find reported speech; the span is the words that are reported."""
    del found
    for act in acts(reading):
        if act.quoted is None and act.words.start < act.words.end:
            yield suggestion_of(reading, act, _NAMES.get(act.shape, "quote.indirect-after"))
