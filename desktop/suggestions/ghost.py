"""What the card of a suggestion says: what it is, which rule found it, who speaks, the facts."""

from collections.abc import Iterable, Iterator, Sequence

from annotations.detection.found import Kind, Rule, Suggestion
from annotations.facts import Source
from annotations.labels import field_label, fields, label, tag_name
from annotations.showing import fact_rows
from annotations.vocabulary import QuoteType
from desktop.highlights.summary import JOIN, Row, Summary
from desktop.suggestions.offers import Offer
from resources import Catalogue

LONGEST_SOURCE = 60
"""Characters of source words that a row shows; more are read in the text itself."""


def ghost(
    offer: Offer,
    text: str,
    words: Catalogue,
    *,
    rule: Rule | None = None,
    number: int = 0,
    of: int = 0,
    said: Sequence[str] = (),
) -> Summary:
    """Gather what is known of a suggestion; `said` are sentences of checks, `number` its count."""
    found = offer.of
    kind = words("Quote") if found.kind is Kind.QUOTE else tag_name(found.kind.value, words)
    asked = [words(found.question)] if found.question else []
    return Summary(
        uid=offer.uid,
        tags=offer.tags,
        heading=words("Suggestion") + JOIN + kind,
        number=words("{n} of {all}", n=words.number(number), all=words.number(of)) if of else "",
        quote=text[found.start : found.end],
        rows=tuple(_rows(found, text, words, rule)),
        failed=" ".join([*said, *asked]),
        ghost=True,
    )


def _rows(found: Suggestion, text: str, words: Catalogue, rule: Rule | None) -> Iterator[Row]:
    yield from _said(found, text, words)
    if found.fact is not None:
        names = _names(found.kind.value, words)
        whole = " ".join(text[found.start : found.end].split())
        for title, value in fact_rows(found.fact, words):
            behind = source_words(found.fact.sources, names.get(title, ""), text)
            # All of its words stand over the rows already.
            yield Row(title, value, _beside(behind, value) if behind != whole else "")
    if rule is not None:
        yield Row(words("Found by"), words(rule.label))


def _said(found: Suggestion, text: str, words: Catalogue) -> Iterator[Row]:
    said, speaker = found.attribution, found.speaker
    name = speaker.name or said.speaker_as_written
    role, institution = speaker.role or said.role, speaker.institution or said.institution
    who = ", ".join(dict.fromkeys(part for part in (name, role, institution) if part))
    if who:
        behind = text[speaker.start : speaker.end] if speaker.start >= 0 else ""
        yield Row(field_label("attribution", "speaker", words), who, _beside(behind, who))
    kind = label(said.quote_type, words) if said.quote_type != QuoteType.NONE else ""
    cue = f"“{said.cue}”" if said.cue else ""
    if cue or kind:
        title = field_label("attribution", "quote_type", words)
        yield Row(title, cue or kind, kind if cue else "")


def _names(group: str, words: Catalogue) -> dict[str, str]:
    """Find the field of each label of a kind's facts."""
    return {field_label(group, name, words): name for name in fields(group)}


def source_words(sources: Iterable[Source], name: str, text: str) -> str:
    """Give the words of the text that a field was read from, "" for none."""
    source = next((each for each in sources if each.field == name and each.start >= 0), None)
    return " ".join(text[source.start : source.end].split()) if source else ""


def _beside(behind: str, value: str) -> str:
    """Quote source words behind a value that is not the very same words."""
    if not behind or behind in value or len(behind) > LONGEST_SOURCE:
        return ""
    return f"“{behind}”"
