"""kutip highlight, highlights."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import click

from annotations.commands.options import filter_options, json_option, library_option, wanted
from annotations.commands.terminal import PAGE, Terminal
from annotations.commands.worded import Command, Option
from annotations.discretion import discretion
from annotations.entries import Entry
from annotations.errors import (
    AnnotationsError,
    BadSpan,
    QuoteAmbiguous,
    QuoteNotFound,
    SpeakerAmbiguous,
    UnknownTag,
)
from annotations.exporting.records import highlight_record
from annotations.exporting.report import speaker_name
from annotations.labels import tag_letter, tag_name
from annotations.model import Highlight, Span, Speaker
from resources import LANGUAGES, Catalogue, catalogue, marked

if TYPE_CHECKING:
    from annotations.detection.found import Suggestion
    from annotations.storage.history import Change
    from annotations.storage.store import Library, Store

_QUOTE = 100
_MOST_PLACES = 50


@click.command(
    "highlight",
    cls=Command,
    help=marked(
        "Highlight a passage of an article, by its offsets or by its words. White space around it"
        " is left out. A speaker is found by name or alias, or made."
    ),
    examples=(
        'kutip highlight 1 --quote "36 ribu orang" --tag statistic',
        "kutip highlight 1 --start 120 --end 158 --tag commitment --speaker Ratna",
    ),
)
@click.argument("number", metavar="ID", type=int)
@click.option(
    "--start",
    cls=Option,
    type=int,
    metavar="N",
    help=marked("Offset of the first character, counted from 0."),
)
@click.option(
    "--end", cls=Option, type=int, metavar="M", help=marked("Offset behind the last character.")
)
@click.option(
    "--quote",
    cls=Option,
    metavar="TEXT",
    help=marked("The words, exactly; they must stand in the article only once."),
)
@click.option(
    "--tag",
    "tags",
    cls=Option,
    multiple=True,
    metavar="TAG",
    help=marked("commitment, statistic, legal or a tag of your own; may be given again."),
)
@click.option("--speaker", cls=Option, default="", metavar="NAME", help=marked("Who said it."))
@click.option(
    "--note",
    cls=Option,
    default="",
    metavar="TEXT",
    help=marked("A private note; it leaves in no export."),
)
@json_option
@library_option
@click.pass_obj
def highlight(terminal: Terminal, /, number: int, *, as_json: bool, **given: Any) -> None:  # noqa: ANN401 - what click parsed
    """Add a highlight."""
    from annotations.storage import highlights as stored

    start, end, quote = given["start"], given["end"], given["quote"]
    if (quote is None) == (start is None) or (start is None) != (end is None):
        raise click.UsageError(terminal.words("Give either --start and --end, or --quote."))
    place = Span(start, end) if quote is None else str(quote)
    with terminal.store() as store:
        found = _found(store, number)
        made = store.call(
            lambda library: _add(
                library,
                number,
                place,
                given["tags"],
                given["speaker"],
                given["note"],
                found,
            ),
            saving=True,
        )
        (entry,) = store.call(lambda library: stored.entries(library, [made.id]))
    if as_json:
        terminal.record(highlight_record(entry))
    else:
        terminal.line(_line(entry, terminal.words))


def _found(store: "Store", number: int) -> "tuple[Suggestion, ...]":
    """Find what the rules read in an article; nothing where a rule breaks on it."""
    from annotations.places import languages_folder
    from annotations.storage import suggesting

    try:
        return suggesting.of_article(store, number, languages=languages_folder()).found
    except AnnotationsError:
        raise
    except Exception:  # noqa: BLE001 - a highlight is kept, whatever a rule stumbles over
        return ()


def _add(
    library: "Library",
    number: int,
    place: Span | str,
    tags: Sequence[str],
    speaker: str,
    note: str,
    found: "Sequence[Suggestion]",
) -> Highlight:
    """Store a highlight, and its speaker if he is new, as one step of undo.

    What is not said of it is filled from what the rules found there.
    """
    from annotations.anchoring import describe
    from annotations.detection.filling import fill
    from annotations.spans import trim
    from annotations.storage import articles, history, speakers
    from annotations.storage.history import Change

    articles.read(library, number)
    revision = articles.revision(library, number)
    text = revision.text.text
    span = place if isinstance(place, Span) else _find(text, place)
    if not 0 <= span.start < span.end <= len(text):
        raise BadSpan(span.start, span.end, len(text))
    who, changes = _speaker(library, speaker)
    made = Highlight(
        uid=str(uuid4()),
        article_id=number,
        revision_id=revision.id,
        quote=describe(text, trim(text, span)),
        tags=known_tags(library, tags),
        speaker=who,
        note=note,
    )
    filled = fill(made, found, speakers.every(library), text)
    if filled.resolved.new is not None:
        changes = [*changes, Change(None, filled.resolved.new)]
    label = marked("Add a highlight")
    done = history.replace(library, [*changes, Change(None, filled.highlight)], label=label)
    return next(each for each in done.records if isinstance(each, Highlight))


def _find(text: str, quote: str) -> Span:
    """Find the only place of a quote. Raises QuoteNotFound and QuoteAmbiguous."""
    words = quote.replace("\r\n", "\n").strip()
    if not words:
        raise QuoteNotFound(quote)
    starts: list[int] = []
    start = text.find(words)
    while start >= 0 and len(starts) < _MOST_PLACES:
        starts.append(start)
        start = text.find(words, start + 1)
    if not starts:
        raise QuoteNotFound(words)
    if len(starts) > 1:
        raise QuoteAmbiguous(words, tuple(starts))
    return Span(starts[0], starts[0] + len(words))


def _speaker(library: "Library", name: str) -> "tuple[str, list[Change]]":
    from annotations.storage import speakers
    from annotations.storage.history import Change

    name = " ".join(name.split())
    if not name:
        return "", []
    found = speakers.find(library, name)
    if len(found) > 1:
        raise SpeakerAmbiguous(name, tuple(map(_told_apart, found)))
    if found:
        return found[0].uid, []
    made = Speaker(uid=str(uuid4()), name=name)
    return made.uid, [Change(None, made)]


def _told_apart(speaker: Speaker) -> str:
    about = ", ".join(part for part in (speaker.role, speaker.institution) if part)
    return f"{speaker.name} ({about})" if about else speaker.name


def known_tags(library: "Library", typed: Sequence[str]) -> tuple[str, ...]:
    """Find tags by name in any case, or by what any language calls them. Raises UnknownTag."""
    if not typed:
        return ()
    from annotations.storage import tags

    names = [tag.name for tag in tags.all(library)]
    called = {
        tag_name(name, catalogue(language)).casefold(): name
        for language in LANGUAGES
        for name in names
    }
    called |= {name.casefold(): name for name in names}
    found = []
    for tag in typed:
        if tag.strip().casefold() not in called:
            raise UnknownTag(tag, tuple(names))
        found.append(called[tag.strip().casefold()])
    return tuple(dict.fromkeys(found))


@click.command(
    "highlights",
    cls=Command,
    help=marked(
        "List highlights with all their facts, by article and place. Private notes and the names"
        " of confidential speakers only with --private."
    ),
    examples=(
        "kutip highlights --tag commitment --speaker Ratna",
        "kutip highlights --unchecked --json",
    ),
)
@filter_options
@click.option(
    "--private", cls=Option, is_flag=True, help=marked("With private notes and confidential names.")
)
@json_option
@library_option
@click.pass_obj
def highlights(terminal: Terminal, /, *, as_json: bool, private: bool, **given: Any) -> None:  # noqa: ANN401 - what click parsed
    """List highlights."""
    from annotations.storage import highlights as stored
    from annotations.storage import speakers

    words = terminal.words
    with terminal.store() as store:
        asked = store.call(
            lambda library: wanted(given, known_tags(library, given["tags"]), library)
        )
        ids = store.call(lambda library: stored.ids(library, asked))
        rules = discretion(
            store.call(speakers.every),
            nobody=words("a confidential source"),
            phone=words("[phone number]"),
        )
        for first in range(0, len(ids), PAGE):
            page = ids[first : first + PAGE]
            for entry in store.call(partial(stored.entries, some=page)):
                shown = entry if private else rules.released(entry)
                if as_json:
                    terminal.record(highlight_record(shown, private=private))
                else:
                    terminal.line(_line(shown, words))
                    if private and shown.highlight.note:
                        terminal.line(f"       {shown.highlight.note}")
    if not ids and not as_json:
        terminal.say(words("No highlight matches."))


def _line(entry: Entry, words: Catalogue) -> str:
    highlight = entry.highlight
    letters = "".join(tag_letter(tag, words) for tag in highlight.tags) or "-"
    quote = " ".join(highlight.quote.exact.split())
    cut = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
    who = speaker_name(entry)
    place = f"{highlight.article_id}:{highlight.quote.start}-{highlight.quote.end}"
    said = f"  — {who}" if who else ""
    return f"{highlight.label:<6} {letters:<3} {place:<14} {cut}{said}"
