"""Words between quotation marks that somebody said or wrote, and who did."""

from collections.abc import Iterable, Sequence

from annotations.detection.found import Kind, Rule, Suggestion
from annotations.detection.quotations.attribution import Shape
from annotations.detection.quotations.facts import attribution_of
from annotations.detection.quotations.speaking import Act, acts, people_of
from annotations.detection.reading import Reading
from resources import marked

RULES: tuple[Rule, ...] = (
    Rule(
        name="quote.clause-after",
        kind=Kind.QUOTE,
        label=marked("Quotation, then who said it"),
        example=marked("“The bridge will open,” said Rina Hartati."),
    ),
    Rule(
        name="quote.clause-before",
        kind=Kind.QUOTE,
        label=marked("Who said it, then the quotation"),
        example=marked("Rina Hartati said: “The bridge will open.”"),
    ),
    Rule(
        name="quote.according",
        kind=Kind.QUOTE,
        label=marked("“According to …” and the quotation"),
        example=marked("According to Rina Hartati, “the bridge will open”."),
    ),
    Rule(
        name="quote.clitic",
        kind=Kind.QUOTE,
        label=marked("Quotation with a word like “tegasnya”"),
        example=marked("“Jembatan itu dibuka,” tegasnya."),
    ),
    Rule(
        name="quote.colon",
        kind=Kind.QUOTE,
        label=marked("Name, colon, quotation"),
        example=marked("Rina: “The bridge will open.”"),
    ),
    Rule(
        name="quote.split",
        kind=Kind.QUOTE,
        label=marked("Second part of a quotation that its clause divides"),
        example=marked("“The bridge,” said Rina, “will open in May.”"),
    ),
    Rule(
        name="quote.mixed",
        kind=Kind.QUOTE,
        label=marked("Quoted words inside a sentence that reports"),
        example=marked("Rina said the bridge was “a promise to the whole valley”."),
    ),
    Rule(
        name="quote.referring",
        kind=Kind.QUOTE,
        label=marked("The next sentence says who said it"),
        example=marked("“Jembatan itu dibuka.” Hal itu disampaikan Rina."),
    ),
    Rule(
        name="quote.carried",
        kind=Kind.QUOTE,
        label=marked("Quotation with no clause: the speaker carries on"),
        example=marked("Rina spoke of the bridge. “It will open in May.”"),
    ),
)


def find(reading: Reading, found: Sequence[Suggestion]) -> Iterable[Suggestion]:
    """Find quotations with their speakers; what was found before is not looked at."""
    del found
    for act in acts(reading):
        if act.quoted is not None:
            yield suggestion_of(reading, act, rule_of(act.shape))


def rule_of(shape: Shape) -> str:
    """Name the rule that a shape belongs to."""
    return f"quote.{shape.value}"


def suggestion_of(reading: Reading, act: Act, rule: str) -> Suggestion:
    """Make the suggestion of an act, with its speaker and its attribution."""
    return Suggestion(
        kind=Kind.QUOTE,
        start=act.words.start,
        end=act.words.end,
        rule=rule,
        speaker=act.named,
        attribution=attribution_of(reading, people_of(reading), act, rule),
    )
