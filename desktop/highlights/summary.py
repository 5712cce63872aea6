"""What a card shows of a highlight while nobody edits it: the facts that are filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from annotations.dates import show_moment, show_written
from annotations.facts import Check, Commitment, LegalReference, Statistic, WrittenDate
from annotations.labels import field_label, label, tag_name
from annotations.model import Highlight, Speaker
from annotations.showing import show_legal, show_speaker, show_statistic
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    STATISTIC,
    CheckKind,
    CommitmentKind,
    PlacementState,
    QuoteType,
    Terms,
    WordingState,
)
from resources import Catalogue, marked

JOIN = " \u00b7 "


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card: a grey label, the value, and what is said more faintly after it."""

    label: str
    value: str
    faint: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A card's words. `failed` is the sentence why it is not stored; a `ghost` is a suggestion.

    `mismatch` says what does not agree about its words.
    """

    uid: str
    tags: tuple[str, ...]
    heading: str
    number: str
    quote: str
    rows: tuple[Row, ...]
    starred: bool = False
    failed: str = ""
    mismatch: str = ""
    ghost: bool = False

    @property
    def spoken(self) -> str:
        """The card in one line, for a screen reader."""
        rows = (f"{row.label}: {row.value} {row.faint}".strip() for row in self.rows)
        parts = (self.heading, self.number, self.quote, *rows, self.told)
        return ". ".join(parts).strip(". ")

    @property
    def told(self) -> str:
        """What stands on a tint: why it is not stored, what does not agree."""
        return f"{self.failed} {self.mismatch}".strip()


def summary(
    highlight: Highlight,
    speaker: Speaker | None,
    words: Catalogue,
    *,
    placement: PlacementState = PlacementState.EXACT,
    by_hand: bool = False,
    failed: str = "",
    mismatch: str = "",
    evidence: int = 0,
    promised: tuple[Row, ...] = (),
) -> Summary:
    """Gather what is known of a highlight, in the order of the drawing."""
    rows = (
        *_place(placement, words, by_hand=by_hand),
        *_said(highlight, speaker, words),
        *_facts(highlight, words),
        *promised,
        *_checks(highlight, words, evidence),
        *_notes(highlight, words),
    )
    names = JOIN.join(tag_name(tag, words) for tag in highlight.tags)
    return Summary(
        uid=highlight.uid,
        tags=highlight.tags,
        heading=names or words("Plain quote"),
        number=number_of(highlight),
        quote=highlight.quote.exact,
        rows=rows,
        starred=highlight.starred,
        failed=failed,
        mismatch=mismatch,
    )


def number_of(highlight: Highlight) -> str:
    """Give the number people say; an ellipsis until the library has given one."""
    return highlight.label if highlight.id else "K-\u2026"


def deadline_note(deadline: WrittenDate, words: Catalogue, today: date | None = None) -> str:
    """Say how far off a deadline is: "48 days left", "3 days over"."""
    try:
        last = date.fromisoformat((deadline.end or deadline.start)[:10])
    except ValueError:
        return ""
    days = (last - (today or date.today())).days  # noqa: DTZ011 - the day on this desk
    if days < 0:
        return words.plural("{n} day over", "{n} days over", -days)
    return words.plural("{n} day left", "{n} days left", days)


def check_note(check: Check | None, words: Catalogue) -> str:
    """Say who made a check and when: "S.L., 15 Oct"."""
    if check is None:
        return ""
    when = show_moment(check.when, words) if check.when else ""
    return ", ".join(part for part in (check.who, when) if part)


def last_check(highlight: Highlight, kind: CheckKind) -> Check | None:
    """Find the step that a check's state comes from."""
    return next((each for each in reversed(highlight.checks) if each.kind == kind), None)


def _place(state: PlacementState, words: Catalogue, *, by_hand: bool) -> Iterator[Row]:
    if by_hand:
        yield Row(words("Place"), words("put back by hand"))
    elif state != PlacementState.EXACT:
        yield Row(words("Place"), label(state, words))


def _said(highlight: Highlight, speaker: Speaker | None, words: Catalogue) -> Iterator[Row]:
    said = highlight.attribution
    who = show_speaker(speaker, said.role, said.institution) or said.speaker_as_written
    if not who:
        who = ", ".join(part for part in (said.role, said.institution) if part)
    if who:
        hidden = words("confidential") if speaker and speaker.confidential else ""
        yield Row(field_label("attribution", "speaker", words), who, hidden)
    cue = f"\u201c{said.cue}\u201d" if said.cue else ""
    kind = label(said.quote_type, words) if said.quote_type != QuoteType.NONE else ""
    terms = label(highlight.terms, words) if highlight.terms != Terms.NONE else ""
    day = show_written(said.date_said, words)
    faint = ", ".join(part for part in (kind, terms, day) if part)
    if cue or faint:
        name = field_label("attribution", "quote_type", words)
        yield Row(name, cue or faint, faint if cue else "")


def _facts(highlight: Highlight, words: Catalogue) -> Iterator[Row]:
    if COMMITMENT in highlight.tags:
        for commitment in highlight.commitments:
            yield from _commitment(commitment, words)
    if STATISTIC in highlight.tags:
        for statistic in highlight.statistics:
            yield from _statistic(statistic, words)
    if LEGAL in highlight.tags:
        for legal in highlight.legal:
            yield from _legal(legal, words)


def _statistic(fact: Statistic, words: Catalogue) -> Iterator[Row]:
    value = show_statistic(fact, words)
    faint = ", ".join(part for part in (fact.population, fact.base) if part)
    if value or faint:
        name = field_label(STATISTIC, "value", words)
        yield Row(name, value or faint, faint if value else "")
    if fact.source or fact.published_in:
        name = field_label(STATISTIC, "source", words)
        yield Row(name, fact.source or fact.published_in, fact.published_in if fact.source else "")
    if fact.period:
        yield Row(field_label(STATISTIC, "period", words), fact.period)


def _legal(fact: LegalReference, words: Catalogue) -> Iterator[Row]:
    citation = show_legal(fact, words)
    if citation:
        role = label(fact.role, words) if fact.role.value else ""
        yield Row(field_label(LEGAL, "citation", words), citation, role)


def _commitment(fact: Commitment, words: Catalogue) -> Iterator[Row]:
    if fact.what or fact.who:
        what = JOIN.join(part for part in (fact.who, fact.what) if part)
        kind = label(fact.kind, words) if fact.kind != CommitmentKind.NONE else ""
        yield Row(field_label(COMMITMENT, "what", words), what, kind)
    deadline = show_written(fact.deadline, words)
    if deadline:
        note = deadline_note(fact.deadline, words)
        yield Row(field_label(COMMITMENT, "deadline", words), deadline, note)


def _checks(highlight: Highlight, words: Catalogue, evidence: int) -> Iterator[Row]:
    if highlight.wording != WordingState.UNCHECKED:
        last = last_check(highlight, CheckKind.WORDING)
        state = label(highlight.wording, words)
        yield Row(label(CheckKind.WORDING, words), state, check_note(last, words))
    last = last_check(highlight, CheckKind.CLAIM)
    state = label(highlight.claim, words)
    backed = words.plural("{n} piece of evidence", "{n} pieces of evidence", evidence)
    faint = (check_note(last, words), backed if evidence else "")
    yield Row(label(CheckKind.CLAIM, words), state, ", ".join(filter(None, faint)))


def _notes(highlight: Highlight, words: Catalogue) -> Iterator[Row]:
    if highlight.assigned_to:
        yield Row(words(ASSIGNED), highlight.assigned_to)
    if highlight.report_note:
        yield Row(words(REPORT_NOTE), highlight.report_note)
    if highlight.note:
        yield Row(words(NOTE), highlight.note, words(NEVER_EXPORTED))


ASSIGNED = marked("Assigned to")
REPORT_NOTE = marked("Note for readers")
NOTE = marked("Note")
NEVER_EXPORTED = marked("never exported")
