"""What a template can show of a highlight, by name: what --columns takes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.exporting.layout import (
    FACT_CHECK,
    LEGAL_SCHEDULE,
    PROMISE_LEDGER,
    REPORT,
    Layout,
)
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.exporting.protocol import Exporter

_CONTEXT = marked("Sentence")
_FACTS = marked("Facts")
_READ = marked("Words each fact was read from")
_CHECKS = marked("Checks")
_EVIDENCE = marked("Evidence")
_TRANSLATION = marked("Translation")
_PLACE = marked("Place")
_REPLY = marked("Reply")
_NOTE = marked("Note for readers")
_ARCHIVE = marked("Archive")
_HELD = marked("Recording held by")

_BUILT_IN: Mapping[str, Mapping[str, str]] = {
    REPORT: {
        "context": _CONTEXT,
        "attribution": marked("Attribution"),
        "facts": _FACTS,
        "checks": _CHECKS,
        "evidence": _EVIDENCE,
        "translation": _TRANSLATION,
        "place": _PLACE,
        "pictures": marked("Pictures"),
        "note": _NOTE,
        "source_words": _READ,
        "archive": _ARCHIVE,
        "recording": _HELD,
        "reply": _REPLY,
    },
    FACT_CHECK: {
        "context": _CONTEXT,
        "translation": _TRANSLATION,
        "facts": _FACTS,
        "source_words": _READ,
        "checks": _CHECKS,
        "evidence": _EVIDENCE,
        "reply": _REPLY,
        "note": _NOTE,
    },
    LEGAL_SCHEDULE: {
        "number": marked("No."),
        "words": marked("Words"),
        "source_words": marked("Source words"),
        "translation": _TRANSLATION,
        "speaker": marked("Speaker and terms"),
        "said": marked("Where and when said"),
        "source": marked("Source"),
        "archive": _ARCHIVE,
        "recording": _HELD,
        "reply": _REPLY,
        "checks": _CHECKS,
        "lawyer": marked("For the lawyer"),
    },
    PROMISE_LEDGER: {
        "what": marked("What"),
        "to_whom": marked("To whom"),
        "deadline": marked("Deadline"),
        "status": marked("Status"),
        "mentions": marked("Mentions"),
        "history": marked("History"),
    },
}
_UNASKED = {REPORT: frozenset({"source_words", "archive", "recording", "reply"})}
_SAID = re.compile(r"\{#-?\s*columns:([^#]*?)-?#\}")


TEMPLATED = frozenset(("html", "pdf", "docx"))
"""Names of the formats that are written by a template."""


@dataclass(frozen=True, slots=True)
class Column:
    """A part of a template that can be shown; `title` is a catalogue message."""

    name: str
    title: str
    chosen: bool


def columns(layout: Layout) -> tuple[Column, ...]:
    """List what a layout's template can show, first what is chosen, in its order.

    The user's own says what it can show in a comment, `{# columns: context, facts #}`; without
    one it is asked for everything there is.
    """
    known = _known(layout)
    unasked = _UNASKED.get(layout.template, frozenset()) if not layout.text else frozenset()
    chosen = layout.columns or tuple(name for name in known if name not in unasked)
    rest = [name for name in known if name not in chosen]
    return (
        *(Column(name, known[name], chosen=True) for name in chosen if name in known),
        *(Column(name, known[name], chosen=False) for name in rest),
    )


def unknown(layout: Layout) -> tuple[str, ...]:
    """List the chosen columns that the layout's template does not know."""
    known = _known(layout)
    return tuple(name for name in layout.columns if name not in known)


def shown(layout: Layout, words: Catalogue) -> dict[str, str]:
    """Name the chosen columns with what people read over them, in their order."""
    return {each.name: words(each.title) for each in columns(layout) if each.chosen}


def offered(form: "Exporter", layout: Layout) -> tuple[str, ...]:
    """List the columns that can be chosen in a format: a table's own, else those of the template.

    None for a format that writes all there is, in a form of its own.
    """
    table: tuple[str, ...] = getattr(form, "COLUMNS", ())
    if table or form.name not in TEMPLATED:
        return table
    return tuple(each.name for each in columns(layout))


def _known(layout: Layout) -> Mapping[str, str]:
    if not layout.text:
        return _BUILT_IN[layout.template]
    everything = {name: title for each in _BUILT_IN.values() for name, title in each.items()}
    said = _SAID.search(layout.text)
    if said is None:
        return everything
    names = (name.strip() for name in said[1].split(","))
    return {name: everything[name] for name in names if name in everything}
