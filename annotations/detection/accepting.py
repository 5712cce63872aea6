"""Accept or reject a suggestion: the records that one step of undo stores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from annotations.anchoring import describe
from annotations.decisions import Decision, context_hash, words_hash
from annotations.detection.filling import attribution_of, fill, unconfirmed, with_facts
from annotations.detection.found import Kind, Suggestion
from annotations.detection.registry import Resolved, resolve
from annotations.facts import Attribution
from annotations.model import Highlight, Record, Speaker
from annotations.vocabulary import Origin, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What an accepted suggestion becomes; `records` are all to be added as one change set.

    Where there are `resolved.candidates` the highlight has no speaker yet, and a person is asked.
    """

    highlight: Highlight
    decision: Decision
    resolved: Resolved = Resolved()

    @property
    def records(self) -> tuple[Record, ...]:
        """The new records in the order in which they refer to one another."""
        new = (self.resolved.new,) if self.resolved.new is not None else ()
        return (*new, self.highlight, self.decision)


def accept(
    suggestion: Suggestion,
    text: str,
    *,
    article_id: int,
    revision_id: int,
    tag: str | None = None,
    suggestions: Sequence[Suggestion] = (),
    speakers: Iterable[Speaker] = (),
) -> Accepted:
    """Make a highlight of a suggestion, with its facts and its speaker, and the decision.

    `tag` is another one than the kind's own ("" for none): its facts are filled from
    `suggestions`, all that the rules find in the text, which also say who speaks around a number.
    Its own facts are kept, hidden under a tag that it does not have. `speakers` are all of the
    registry. Raises BadSpan.
    """
    known = tuple(speakers)
    made = Highlight(
        uid=str(uuid4()),
        article_id=article_id,
        revision_id=revision_id,
        quote=describe(text, suggestion.span),
        tags=_tags(suggestion.kind, tag),
        origin=Origin.SUGGESTION,
    )
    if suggestion.fact is not None:
        made = with_facts(made, suggestion.kind, (unconfirmed(suggestion.fact),))
    own = _speech(suggestion)
    resolved = resolve(suggestion.speaker, known, text) if own else Resolved()
    if own is not None:
        made = replace(made, speaker=resolved.speaker, attribution=own)
    filled = fill(made, suggestions, known, text)
    decision = _decision(suggestion, text, article_id, revision_id, Verdict.ACCEPTED)
    return Accepted(
        highlight=filled.highlight,
        decision=replace(decision, highlight=made.uid),
        resolved=resolved if own is not None else filled.resolved,
    )


def reject(suggestion: Suggestion, text: str, *, article_id: int, revision_id: int) -> Decision:
    """Make the decision that keeps a suggestion away."""
    return _decision(suggestion, text, article_id, revision_id, Verdict.REJECTED)


def _tags(kind: Kind, tag: str | None) -> tuple[str, ...]:
    if tag is not None:
        return (tag,) if tag else ()
    return () if kind is Kind.QUOTE else (kind.value,)


def _speech(suggestion: Suggestion) -> Attribution | None:
    """Give the attribution that a suggestion brings itself, None where it says nothing of one."""
    said = attribution_of(suggestion)
    return said if suggestion.kind is Kind.QUOTE or said != Attribution() else None


def _decision(
    suggestion: Suggestion, text: str, article_id: int, revision_id: int, verdict: Verdict
) -> Decision:
    return Decision(
        uid=str(uuid4()),
        article_id=article_id,
        revision_id=revision_id,
        start=suggestion.start,
        end=suggestion.end,
        kind=suggestion.kind.value,
        rule=suggestion.rule,
        quote_sha256=words_hash(text, suggestion.span),
        context_sha256=context_hash(text, suggestion.span),
        verdict=verdict,
    )
