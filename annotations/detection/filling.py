"""Fill a highlight's facts and attribution from what the rules read at its place.

Only what is empty is filled: the facts of a tag that has none yet, the attribution and the speaker
where nobody said anything of them. Nothing that is filled so is confirmed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from annotations.detection.found import AnyFact, Kind, Named, Suggestion
from annotations.detection.pending import meets
from annotations.detection.registry import Resolved, is_name, resolve
from annotations.facts import Attribution, Source
from annotations.model import Highlight, Span, Speaker

FIELDS = {Kind.STATISTIC: "statistics", Kind.LEGAL: "legal", Kind.COMMITMENT: "commitments"}
"""The field of a highlight that holds a kind's facts."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A highlight with what could be filled in, and who speaks in it.

    `resolved.new` is to be added in the same change set, before the highlight; where there are
    `resolved.candidates` the highlight has no speaker yet, and a person is asked.
    """

    highlight: Highlight
    resolved: Resolved = Resolved()


def fill(
    highlight: Highlight,
    suggestions: Sequence[Suggestion],
    speakers: Iterable[Speaker] = (),
    text: str = "",
) -> Filled:
    """Fill a highlight that a person made, or gave another tag.

    `suggestions` are all that the rules find in the revision that the highlight was captured on,
    decided or not, `text` is its words. A highlight of an older revision is to be left alone:
    sources are offsets.
    """
    place = Span(highlight.quote.start, highlight.quote.end)
    filled = _with_all_facts(highlight, place, suggestions)
    who = speech_at(place, suggestions)
    if who is None or highlight.speaker or highlight.attribution != Attribution():
        return Filled(filled)
    resolved = resolve(who.speaker, speakers, text)
    said = attribution_of(who)
    return Filled(replace(filled, speaker=resolved.speaker, attribution=said), resolved)


def _with_all_facts(
    highlight: Highlight, place: Span, suggestions: Sequence[Suggestion]
) -> Highlight:
    for kind, name in FIELDS.items():
        if kind.value in highlight.tags and not getattr(highlight, name):
            highlight = with_facts(highlight, kind, facts_at(place, kind, suggestions))
    return highlight


def with_facts(highlight: Highlight, kind: Kind, facts: tuple[AnyFact, ...]) -> Highlight:
    """Give a highlight its facts of a kind."""
    given: dict[str, Any] = {FIELDS[kind]: facts}
    return replace(highlight, **given)


def facts_at(place: Span, kind: Kind, suggestions: Iterable[Suggestion]) -> tuple[AnyFact, ...]:
    """List the facts of a kind at a place: of what stands within it, or what it is a part of."""
    found = [
        each
        for each in suggestions
        if each.kind is kind and each.fact is not None and meets(place, each.span)
    ]
    within = [each for each in found if each.end - each.start <= place.end - place.start]
    facts = dict.fromkeys(each.fact for each in within or _tightest(found) if each.fact)
    return tuple(map(unconfirmed, facts))


def speech_at(place: Span, suggestions: Iterable[Suggestion]) -> Suggestion | None:
    """Find the quotation, or reported words, that a place is about: the tightest around it.

    Else the longest one that it holds most of.
    """
    quotes = [each for each in suggestions if each.kind is Kind.QUOTE and meets(place, each.span)]
    around = _tightest(
        [each for each in quotes if each.start <= place.start and place.end <= each.end]
    )
    if around:
        return around[0]
    return max(quotes, key=lambda each: (each.end - each.start, -each.start), default=None)


def _tightest(found: list[Suggestion]) -> list[Suggestion]:
    return sorted(found, key=lambda each: (each.end - each.start, each.start))[:1]


def attribution_of(suggestion: Suggestion) -> Attribution:
    """Give a suggestion's attribution, unconfirmed, with the words that name the speaker."""
    said, named = suggestion.attribution, suggestion.speaker
    sources = tuple(replace(each, confirmed=False) for each in said.sources)
    if not said.speaker_as_written and named.start >= 0:
        sources += (Source("speaker_as_written", named.start, named.end, suggestion.rule),)
    return replace(
        said,
        speaker_as_written=said.speaker_as_written or named.text or _description(named),
        role=said.role or named.role,
        institution=said.institution or named.institution,
        sources=sources,
    )


def _description(named: Named) -> str:
    return "" if is_name(named) else named.name


def unconfirmed(fact: AnyFact) -> AnyFact:
    """Give a fact of a suggestion as a highlight's own: its own uid, and nobody has looked."""
    sources = tuple(replace(each, confirmed=False) for each in fact.sources)
    return replace(fact, uid=str(uuid4()), sources=sources)


def confirm(fact: Any, name: str) -> Any:  # noqa: ANN401 - any fact, or an attribution
    """Say that a person looked at one field of a fact and found it right; where it was read stays.

    A field that no rule read is confirmed as one that a person typed.
    """
    sources: tuple[Source, ...] = fact.sources
    if not any(each.field == name for each in sources):
        return replace(fact, sources=(*sources, Source(field=name, confirmed=True)))
    looked = (replace(each, confirmed=True) if each.field == name else each for each in sources)
    return replace(fact, sources=tuple(looked))
