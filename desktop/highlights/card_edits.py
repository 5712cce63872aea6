"""What a field of the focused card changes."""

from collections.abc import Callable
from typing import Any

from annotations.facts import Translation
from annotations.vocabulary import CheckKind
from desktop import edits
from desktop.highlights.forms import FACTS
from desktop.highlights.speaker_field import SpeakerField
from desktop.session import Session
from resources import marked

TRANSLATION = "translations"
"""The field of a highlight, and the name of its forms on the card."""


class CardEdits:
    """Pass on what fields hand over, about the highlight that `uid` names at that time."""

    def __init__(self, session: Session, uid: Callable[[], str]) -> None:
        self._session = session
        self._uid = uid

    def said(self, name: str, value: Any, _base: object) -> None:  # noqa: ANN401 - a field's
        """Change who said it and how."""
        highlight = self._session.highlight(self._uid())
        if highlight is None:
            return
        if name == "speaker":
            self._session.set_speaker(self._uid(), value)
        elif name == "shown_as":
            editing = f"shown_as:{highlight.speaker}"
            self._session.set_speaker_fields(highlight.speaker, editing=editing, shown_as=value)
        elif name == "terms":
            self._session.set_fields(self._uid(), terms=value)
        else:
            said = edits.with_fact_field(highlight.attribution, name, value)
            self._session.set_fields(
                self._uid(),
                marked("Change attribution"),
                editing=self._editing(name),
                attribution=said,
            )

    def fact(self, tag: str, fact_uid: str, name: str, value: Any) -> None:  # noqa: ANN401 - a field's
        """Change a field of a fact, or make the fact."""
        highlight = self._session.highlight(self._uid())
        if highlight is None:
            return
        field = FACTS[tag][0] if tag in FACTS else TRANSLATION
        facts = getattr(highlight, field)
        fact = next((each for each in facts if each.uid == fact_uid), None)
        if tag in FACTS:
            fact = edits.with_fact_field(fact or FACTS[tag][1](uid=fact_uid), name, value)
        else:
            empty = Translation(uid=fact_uid, language="", text="")
            fact = edits.with_fields(fact or empty, {name: value})
        editing = self._editing(f"{fact_uid}.{name}")
        self._session.set_fact(self._uid(), field, fact, editing=editing)

    def remove_fact(self, tag: str, fact_uid: str) -> None:
        """Take a fact off."""
        field = FACTS[tag][0] if tag in FACTS else TRANSLATION
        self._session.remove_fact(self._uid(), field, fact_uid)

    def check(self, name: str, value: Any, _base: object) -> None:  # noqa: ANN401 - a field's
        """Set a check, or how it was made."""
        kind = CheckKind(name.removesuffix("_how"))
        if name.endswith("_how"):
            self._session.set_check_how(self._uid(), kind, value, editing=self._editing(name))
        else:
            self._session.set_check(self._uid(), kind, value)

    def note(self, name: str, value: str, base: object) -> None:
        """Write a note, or whom it is assigned to."""
        if name == "assigned_to":
            editing = self._editing(name)
            self._session.set_fields(self._uid(), editing=editing, assigned_to=value)
        else:
            editing = self._editing(name)
            self._session.set_text(self._uid(), name, value, base=str(base or ""), editing=editing)

    def listen(self, field: SpeakerField) -> None:
        """Do what is chosen at the speaker's field."""
        session = self._session
        field.chosen.connect(lambda uid: session.choose_speaker(self._uid(), uid))
        field.stranger.connect(lambda name: session.new_speaker(self._uid(), name))
        field.confidential_toggled.connect(self.confidential)

    def _editing(self, name: str) -> str:
        return f"{name}:{self._uid()}"

    def confidential(self, confidential: bool) -> None:  # noqa: FBT001 - a signal's value
        """Change whether the speaker's name may leave the library."""
        highlight = self._session.highlight(self._uid())
        if highlight:
            self._session.set_speaker_fields(highlight.speaker, confidential=confidential)
