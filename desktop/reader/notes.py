"""What hangs on words of the text: footnotes, endnotes, and comments of those who wrote it."""

from collections.abc import Sequence
from html import escape

from annotations.model import RichText, Run
from annotations.vocabulary import RunKind
from resources import Catalogue, marked

_SORTS = {
    "footnote": marked("Footnote"),
    "endnote": marked("Endnote"),
    "comment": marked("Comment"),
}
LONGEST = 1_200
"""Characters of one note that are shown; the whole of a footnote stands at the text's end."""


def notes_of(rich: RichText) -> list[Run]:
    """List the notes of a text."""
    return [run for run in rich.runs if run.kind is RunKind.NOTE]


def notes_at(notes: Sequence[Run], offset: int) -> list[Run]:
    """List the notes that hang on a character; they are few, and may lie over each other."""
    return [run for run in notes if run.start <= offset < run.end]


def shown(notes: Sequence[Run], words: Catalogue) -> str:
    """Write notes as a tool tip: safe HTML, one paragraph a note."""
    return "".join(
        f"<p><b>{escape(words(_SORTS[run.target]) if run.target in _SORTS else '')}</b>"
        f"<br>{escape(_short(run.title))}</p>"
        for run in notes
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
