"""What stands on the focused card, row by row."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from annotations.labels import label
from annotations.model import Highlight, Speaker
from annotations.showing import show_check
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    STATISTIC,
    CheckKind,
    ClaimState,
    Terms,
    WordingState,
)
from desktop.highlights.fields import ChoiceField, TextField
from desktop.highlights.forms import FieldSpec, Form, specs
from desktop.highlights.speaker_field import SpeakerField
from desktop.highlights.summary import (
    ASSIGNED,
    NEVER_EXPORTED,
    NOTE,
    REPORT_NOTE,
    check_note,
    last_check,
)
from resources import Catalogue, marked

ADD = {
    STATISTIC: marked("Add another number"),
    LEGAL: marked("Add another reference"),
    COMMITMENT: marked("Add another commitment"),
}
_STATES: Mapping[CheckKind, Sequence[StrEnum]] = {
    CheckKind.WORDING: tuple(WordingState),
    CheckKind.CLAIM: tuple(ClaimState),
}


def said_rows(words: Catalogue) -> list[FieldSpec]:
    """Who said it and how."""
    example = words("for example: an officer of the regional police")
    return [
        FieldSpec("speaker", words("Speaker"), lambda parent: SpeakerField(words, parent)),
        FieldSpec("shown_as", words("Shown as"), _line(example), usual=False),
        *specs("attribution", words),
        FieldSpec(
            "terms",
            words("Terms"),
            lambda parent: ChoiceField(tuple(Terms), words, parent),
            usual=False,
        ),
    ]


def check_rows(words: Catalogue) -> list[FieldSpec]:
    """The two checks, never one, and how each was made."""
    rows = []
    for kind, states in _STATES.items():
        rows.append(FieldSpec(kind.value, label(kind, words), _choice(states, words)))
        how = _line(words("how it was checked"), tall=True)
        rows.append(FieldSpec(f"{kind.value}_how", "", how, usual=False))
    return rows


def note_rows(words: Catalogue) -> list[FieldSpec]:
    """What the journalist writes about it."""
    return [
        FieldSpec("note", words(NOTE), _line(words(NEVER_EXPORTED), tall=True)),
        FieldSpec("report_note", words(REPORT_NOTE), _line(words("in reports"), tall=True)),
        FieldSpec("assigned_to", words(ASSIGNED), _line(""), usual=False),
    ]


def translation_rows(words: Catalogue) -> list[FieldSpec]:
    """The quote in another language."""
    return [
        FieldSpec("language", words("Translated into"), _line(words("en, id, jv \u2026"))),
        FieldSpec("text", words("Translation"), _line("", tall=True)),
        FieldSpec("translator", words("Translator"), _line(""), usual=False),
    ]


def _line(placeholder: str, *, tall: bool = False) -> Callable[[QWidget], TextField]:
    return lambda parent: TextField(parent, tall=tall, placeholder=placeholder)


def _choice(states: Sequence[StrEnum], words: Catalogue) -> Callable[[QWidget], ChoiceField]:
    return lambda parent: ChoiceField(states, words, parent)


def said_values(highlight: Highlight, speaker: Speaker | None) -> dict[str, object]:
    """Fill `said_rows`."""
    said = highlight.attribution
    values: dict[str, object] = {name: getattr(said, name) for name in said.__slots__}
    values["speaker"] = speaker.name if speaker else ""
    values["shown_as"] = speaker.shown_as if speaker else ""
    values["terms"] = highlight.terms
    return values


def check_values(highlight: Highlight) -> dict[str, object]:
    """Fill `check_rows`."""
    values: dict[str, object] = {
        CheckKind.WORDING.value: highlight.wording,
        CheckKind.CLAIM.value: highlight.claim,
    }
    for kind in CheckKind:
        last = last_check(highlight, kind)
        values[f"{kind.value}_how"] = last.how if last else ""
    return values


def tell_checks(form: Form, highlight: Highlight, words: Catalogue) -> None:
    """Say beside each check of a form of `check_rows` who made it, and all its steps on it."""
    for kind in CheckKind:
        field = form.field(kind.value)
        if field:
            field.set_hint(check_note(last_check(highlight, kind), words))
            steps = [each for each in reversed(highlight.checks) if each.kind == kind]
            field.tell("\n".join(show_check(each, words, here=True) for each in steps))


def note_values(highlight: Highlight) -> dict[str, object]:
    """Fill `note_rows`."""
    return {name: getattr(highlight, name) for name in ("note", "report_note", "assigned_to")}
