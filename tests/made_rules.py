"""A detector that finds certain words, so that nothing here hangs on a rule of a language."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from annotations.detection.found import Kind, Named, Rule, Suggestion
from annotations.detection.reading import Reading
from annotations.facts import Attribution, Commitment, LegalReference, Source, Statistic
from annotations.vocabulary import QuoteType

RULES = (
    Rule(name="statistic.made", kind=Kind.STATISTIC, label="Made-up numbers"),
    Rule(name="quote.made", kind=Kind.QUOTE, label="Made-up quotations"),
    Rule(name="legal.made", kind=Kind.LEGAL, label="Made-up laws"),
    Rule(name="commitment.made", kind=Kind.COMMITMENT, label="Made-up pledges"),
)
_NUMBER = re.compile(r"(\d+)( ribu)? (\w+)")
_QUOTE = re.compile(r"“([^”]*?),?”(?: kata ([A-Z]\w+ [A-Z]\w+))?")
_LAW = re.compile(r"Pasal (\d+)")
_PLEDGE = re.compile(r"Kami akan [^”,.]*")


def find(reading: Reading, _found: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Find numbers with a noun, text in curly marks, articles of laws, and what we will do."""
    for each in _NUMBER.finditer(reading.text):
        value = Decimal(each[1]) * (1000 if each[2] else 1)
        source = Source("value", each.start(1), each.end(1), "statistic.made")
        fact = Statistic(value=value, unit=each[3], sources=(source,))
        yield _made(Kind.STATISTIC, each.span(), fact=fact)
    for each in _QUOTE.finditer(reading.text):
        name = each[2] or ""
        named = Named(name=name, text=name, start=each.start(2), end=each.end(2))
        said = Attribution(quote_type=QuoteType.DIRECT, cue="kata" if name else "")
        yield _made(Kind.QUOTE, each.span(1), speaker=named, attribution=said)
    for each in _LAW.finditer(reading.text):
        yield _made(Kind.LEGAL, each.span(), fact=LegalReference(article=each[1]))
    for each in _PLEDGE.finditer(reading.text):
        yield _made(Kind.COMMITMENT, each.span(), fact=Commitment(what=each[0]))


def _made(kind: Kind, place: tuple[int, int], **fields: object) -> Suggestion:
    start, end = place
    return Suggestion(kind=kind, start=start, end=end, rule=f"{kind.value}.made", **fields)  # type: ignore[arg-type]
