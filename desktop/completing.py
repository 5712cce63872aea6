"""Storing a highlight together with what the rules know of its place, in one step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from annotations.model import Highlight
from desktop.jobs import change

if TYPE_CHECKING:
    from desktop.session import Session


def complete(session: "Session", before: Highlight | None, after: Highlight, label: str) -> None:
    """Store a highlight as it is after, with what is filled in; ask where a name is several's.

    `before` is None for a new one. Nothing is stored where nothing is other than before. What is
    filled in late, as the rules were still at work, joins the step that it belongs to.
    """
    filled = session.completing(after)
    late = f"fill:{after.uid}:{'+'.join(after.tags)}"
    resolved = filled.resolved if filled else None
    after = filled.highlight if filled else after
    if after != before:
        new = [change(None, resolved.new)] if resolved and resolved.new else []
        session.apply(
            [*new, change(before, after)], label, article_id=after.article_id, editing=late
        )
    if resolved and resolved.candidates:
        asked = after.uid, resolved.name, list(resolved.candidates)
        # Once its card is there to ask at.
        QTimer.singleShot(0, session, lambda: session.speaker_ambiguous.emit(*asked))
