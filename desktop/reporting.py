"""A report of an open library, written off the window's thread."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.exporting.layout import Layout
from annotations.queries import Filter
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.exporting.gathering import Gathered
    from annotations.exporting.report import Grouping, Report
    from annotations.model import Speaker
    from annotations.storage.store import Store

COMMENTS = "comments"
"""As `Order.format`: one article as a Word file with its highlights as comments."""
PACK = "pack"
"""As `Order.format`: a proof pack, an archive of the report and all it quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a report shall hold and where it shall lie.

    `format` is an exporter's name, COMMENTS (of `article`, signed with `author`) or PACK.
    `checks` asks for what does not agree, found with the word lists in `languages` and without the
    rules in `rules_off`.
    """

    wanted: Filter
    grouping: "Grouping"
    format: str
    output: Path
    title: str = ""
    layout: Layout = Layout()
    embargoed: bool = False
    pictures: bool = True
    checks: bool = False
    article: int = 0
    author: str = ""
    languages: Path | None = None
    rules_off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A step of a report: so much of how much; `told` are sentences once it is written."""

    done: int
    total: int
    told: tuple[str, ...] = ()


Steps = Generator[Done, None, None]


def write_report(store: "Store", order: Order, words: Catalogue) -> Iterator[Done]:
    """Write what was ordered; the file is whole or not there. Who stops asking leaves nothing.

    Raises BadOutput, BadTemplate, PressFailed, StaysWhole.
    """
    from annotations.exporting.output import check_output

    check_output(order.output, replace=True)
    write = {COMMENTS: _comments, PACK: _pack}.get(order.format, _export)
    yield from write(store, order, words)


def made_report(
    store: "Store", order: Order, found: "Gathered", words: Catalogue
) -> "Generator[Done, None, Report]":
    """Build the report of what was gathered, with pictures and checks where they are wanted."""
    from annotations.exporting import picturing
    from annotations.exporting.asked import asked
    from annotations.exporting.report import build

    report = build(
        found.entries,
        words,
        title=order.title,
        grouping=order.grouping,
        filters=asked(order.wanted, words, titles=found.titles, speakers=found.speakers),
        speakers=found.speakers,
        off_record=found.off_record,
        mentions=found.mentions,
        embargoed=order.embargoed,
        layout=order.layout,
    )
    if order.pictures and order.format in {*picturing.FORMATS, PACK}:
        pictured = picturing.Pictured(report)
        for done, total in picturing.fetch(store, pictured, found.speakers):
            yield Done(done, total)
        report = pictured.report
    if order.checks:
        report = yield from _with_checks(store, report, order, found.speakers, words)
    return report


def _export(store: "Store", order: Order, words: Catalogue) -> Steps:
    from annotations.exporting import as_bytes, exporter
    from annotations.exporting.output import written

    report, _ = yield from _gathered(store, order, words)
    total = report.total
    pieces = exporter(order.format).pieces(report, words)
    with written(order.output, replace=True) as file, closing(pieces):  # type: ignore[type-var] # generators
        for piece in pieces:
            file.write(as_bytes(piece))
            yield Done(total, total)
    said = words("The report is written: {name}.", name=order.output.name)
    yield Done(total, total, (said, *_withheld(report, words)))


def _gathered(
    store: "Store", order: Order, words: Catalogue
) -> "Generator[Done, None, tuple[Report, Gathered]]":
    from annotations.exporting.gathering import Gathered, gather

    found = Gathered()
    for done, total in gather(store, order.wanted, found):
        yield Done(done, total)
    report = yield from made_report(store, order, found, words)
    return report, found


def _with_checks(
    store: "Store", report: "Report", order: Order, speakers: "Sequence[Speaker]", words: Catalogue
) -> "Generator[Done, None, Report]":
    from annotations.exporting.checked import Checked, find

    checked = Checked(report)
    for done, total in find(
        store,
        checked,
        speakers,
        words,
        embargoed=order.embargoed,
        languages=order.languages,
        off=order.rules_off,
    ):
        yield Done(done, total)
    return checked.report


def _pack(store: "Store", order: Order, words: Catalogue) -> Steps:
    from annotations.exporting.pack.manifest import STATEMENT, why
    from annotations.exporting.pack.writing import Packed, write_pack

    report, found = yield from _gathered(store, order, words)
    packed = Packed()
    for done, total in write_pack(
        store,
        report,
        found,
        order.output,
        words,
        packed,
        replace=True,
        embargoed=order.embargoed,
    ):
        yield Done(done, total)
    left = (
        words.plural(
            "{n} original or attachment was left out: {reason}.",
            "{n} originals or attachments were left out: {reason}.",
            n,
            reason=why(reason, words),
        )
        for reason, n in sorted(packed.left_out.items())
    )
    said = words("The proof pack is written: {name}.", name=order.output.name)
    told = (said, *left, *_withheld(report, words), words(STATEMENT))
    yield Done(packed.highlights, packed.highlights, told)


def _comments(store: "Store", order: Order, words: Catalogue) -> Steps:
    from annotations.exporting.comments.making import Commented, Wish, comment
    from annotations.exporting.output import write_file

    made = Commented()
    wish = Wish(
        article=order.article,
        author=order.author,
        notes=order.layout.notes,
        embargoed=order.embargoed,
    )
    for done, total in comment(store, wish, words, made):
        yield Done(done, total)
    write_file([made.data], order.output, replace=True)
    said = words.plural(
        "{n} comment is written: {name}.",
        "{n} comments are written: {name}.",
        len(made.placed),
        name=order.output.name,
    )
    left = _withheld(made.report, words) if made.report is not None else ()
    where = where_commented(made, words)
    yield Done(len(made.placed), len(made.placed), (said, *where, *left))


def where_commented(made: object, words: Catalogue) -> tuple[str, ...]:
    """Say where comments (a `Commented`) stand: in the original, in a copy, elsewhere, nowhere."""
    from annotations.exporting.comments.making import Commented

    if not isinstance(made, Commented):
        raise TypeError(made)
    said = [words(made.why_copy)] if made.why_copy else []
    if made.is_original:
        said = [words("They are in the original; nothing else of it was changed.")]
    if made.on_other_words:
        labels = ", ".join(made.on_other_words)
        where = words(
            "In a note, a formula or a text box, and said so there: {labels}.", labels=labels
        )
        said.append(where)
    if made.unplaced:
        labels = ", ".join(made.unplaced)
        said.append(
            words("Not in the file, as they stand on no sure words of it: {labels}.", labels=labels)
        )
    return tuple(said)


def _withheld(report: "Report", words: Catalogue) -> tuple[str, ...]:
    from annotations.exporting.shown import withheld_lines

    return tuple(withheld_lines(report, words))
