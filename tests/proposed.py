"""Suggestions made by hand, so that what becomes of them is tested without any rule."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from annotations.detection.found import Kind, Named, Suggestion
from annotations.facts import Attribution, Commitment, LegalReference, Source, Statistic
from annotations.vocabulary import QuoteType
from tests.builders import TEXT


def suggestion(
    words: str,
    kind: Kind = Kind.STATISTIC,
    *,
    text: str = TEXT,
    after: int = 0,
    **fields: Any,  # noqa: ANN401 - of any field
) -> Suggestion:
    """Propose the first place of words in a text, from an offset on."""
    start = text.index(words, after)
    made = Suggestion(kind=kind, start=start, end=start + len(words), rule=f"{kind.value}.made")
    return replace(made, **fields)


def people(words: str = "36 ribu orang", text: str = TEXT, **fields: Any) -> Suggestion:  # noqa: ANN401 - of any field
    """Propose a number, its value read from its first words."""
    found = suggestion(words, text=text, **fields)
    source = Source("value", found.start, found.start + 7, found.rule)
    return replace(found, fact=Statistic(value=Decimal(36_000), unit="orang", sources=(source,)))


def quotation(
    words: str = "Kami akan membangun 12 sumur sebelum musim kemarau",
    name: str = "Sri Lestari",
    text: str = TEXT,
) -> Suggestion:
    """Propose a quotation of somebody whose name stands behind it."""
    found = suggestion(words, Kind.QUOTE, text=text)
    at = text.find(name, found.end)
    end = at + len(name) if at >= 0 else -1
    named = Named(name=name, text=name if at >= 0 else "", start=at, end=end, role="bupati")
    cue = Source("cue", text.index("kata"), text.index("kata") + 4, found.rule)
    said = Attribution(cue="kata", quote_type=QuoteType.DIRECT, role="bupati", sources=(cue,))
    return replace(found, speaker=named, attribution=said)


def well() -> Suggestion:
    """Propose the number of wells, within the quotation and the pledge."""
    return replace(suggestion("12 sumur"), fact=Statistic(value=Decimal(12), unit="sumur"))


def pledge() -> Suggestion:
    """Propose the sentence of the quotation as a pledge."""
    found = suggestion(TEXT[TEXT.index("“Kami") : TEXT.index("\n\nHak")], Kind.COMMITMENT)
    return replace(found, fact=Commitment(who="Sri Lestari", what="membangun 12 sumur"))


def law() -> Suggestion:
    """Propose the article of the constitution."""
    found = suggestion("Pasal 33 ayat 3 Undang-Undang Dasar 1945", Kind.LEGAL)
    return replace(found, fact=LegalReference(instrument="UUD", year="1945", article="33"))


def everything() -> tuple[Suggestion, ...]:
    """Propose all of the text that the builders make."""
    return people(), pledge(), quotation(), well(), law()
