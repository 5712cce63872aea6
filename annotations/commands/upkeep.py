"""kutip check, backup, restore."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.commands.options import PathName, json_option, library_option
from annotations.commands.terminal import Terminal
from annotations.commands.worded import Command, Option
from annotations.dates import show_date
from annotations.errors import LibraryError, LibraryFault, SaveError, SaveFault
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.storage.verify import Finding

# One sentence for each kind of finding; `annotations.storage.verify.FindingKind` has the kinds.
_FINDINGS = {
    "structure": marked("The file itself is damaged: {detail}"),
    "unreadable": marked("A row of {table} cannot be read: {uid} {detail}"),
    "changed_outside": marked("A row of {table} was changed outside Kutip: {uid} {detail}"),
    "text_differs": marked("The text of an article is not what was imported: {uid} {detail}"),
    "quote_differs": marked("A quote does not stand in its text: {uid} {detail}"),
    "original_differs": marked("An original file is not what was imported: {uid} {detail}"),
    "attachment_differs": marked("An attached file is not what was attached: {uid} {detail}"),
    "attachment_missing": marked("An attached file is not there any more: {uid} {detail}"),
    "reference_missing": marked("A row of {table} speaks of one that is not there: {uid} {detail}"),
    "index_stale": marked("The search index {table} was out of step and was built anew."),
}
_READABLE = {LibraryFault.DAMAGED, LibraryFault.FOREIGN_SCHEMA, LibraryFault.NEWER}


@click.command(
    "check",
    cls=Command,
    help=marked(
        "Check the library: every text, quote, fact and note against its checksum, and the file"
        " itself. A search index that is out of step is built anew; nothing else is changed. Exit"
        " status 1 says that something is wrong."
    ),
    examples=("kutip check", "kutip check --json"),
)
@json_option
@library_option
@click.pass_obj
def check(terminal: Terminal, *, as_json: bool) -> None:
    """Check a library."""
    words = terminal.words
    terminal.say(words("Checking {path} …", path=terminal.library))
    found = _findings(terminal)
    for finding in found:
        if as_json:
            terminal.record(
                {
                    "kind": finding.kind.value,
                    "table": finding.table,
                    "uid": finding.uid,
                    "detail": finding.detail,
                }
            )
        else:
            terminal.line(_said(finding, words))
    terminal.failed = any(finding.kind.value != "index_stale" for finding in found)
    if terminal.failed:
        terminal.say(words("Something is wrong; what the newest good backup holds: kutip restore."))
    else:
        terminal.say(words("All is as it was saved."))


def _findings(terminal: Terminal) -> "list[Finding]":
    """Check, also a library that can only be opened for reading; mend the index where it can be."""
    from annotations.storage import check as checking

    try:
        with terminal.store() as store:
            found = store.call(lambda library: list(checking.check(library)), saving=True)
            store.call(checking.mend, saving=True)
            return found
    except (LibraryError, SaveError) as error:
        if error.fault not in {*_READABLE, SaveFault.READ_ONLY}:
            raise
        with terminal.store(read_only=True) as store:
            return store.call(lambda library: list(checking.check(library)), saving=True)


def _said(finding: "Finding", words: Catalogue) -> str:
    return words(
        _FINDINGS[finding.kind.value],
        table=finding.table,
        uid=finding.uid,
        detail=finding.detail,
    ).strip()


@click.command(
    "backup",
    cls=Command,
    help=marked(
        "Make a backup and verify it. Without --output it goes beside the library, where old ones"
        " are thinned out; with it, one complete file is written there."
    ),
    examples=("kutip backup", "kutip backup --output /media/usb/flood.kutip"),
)
@click.option(
    "--output",
    "-o",
    cls=Option,
    type=PathName(path_type=Path),
    metavar="FILE",
    help=marked("Write one complete copy to this file, which must be new."),
)
@library_option
@click.pass_obj
def backup(terminal: Terminal, output: Path | None) -> None:
    """Make a backup."""
    from annotations.storage import backup as backing_up

    words = terminal.words
    with terminal.store() as store, terminal.progress(words("Copying")) as progress:
        if output is not None:
            target = output
            store.call(lambda library: backing_up.export_copy(library.db.conn, target), saving=True)
            terminal.say(words("Wrote a verified copy to {path}.", path=output))
            return
        made = store.call(
            lambda library: backing_up.make(
                library.db.conn, library.path, now=datetime.now(UTC), breathe=progress.step
            ),
            saving=True,
        )
    terminal.say(words("Made and verified the backup {path}.", path=made.path))


@click.command(
    "restore",
    cls=Command,
    help=marked(
        "Put a backup in the place of the library. What was there before is kept beside it."
        " Without FILE the backups are listed, newest first."
    ),
    examples=("kutip restore", "kutip restore flood.kutip"),
)
@click.argument("file", required=False, type=PathName(path_type=Path, exists=True, dir_okay=False))
@library_option
@click.pass_obj
def restore(terminal: Terminal, file: Path | None) -> None:
    """Restore a backup, or list those there are."""
    from annotations.storage import restoring

    words = terminal.words
    path = terminal.library.absolute()
    if file is None:
        _list_backups(terminal, path)
        return
    kept = restoring.restore(path, file.absolute(), now=datetime.now(UTC))
    terminal.say(words("Restored {path} from {backup}.", path=path, backup=file))
    if kept is not None:
        terminal.say(words("What was there before is kept as {path}.", path=kept))


def _list_backups(terminal: Terminal, path: Path) -> None:
    from annotations.storage.backup import backups

    words = terminal.words
    found = backups(path)
    for each in found:
        when = show_date(each.when.isoformat(timespec="minutes"), words, long=True)
        articles = words.plural("{n} article", "{n} articles", each.articles)
        highlights = words.plural("{n} highlight", "{n} highlights", each.highlights)
        state = "" if each.complete else f"  {words('not complete')}"
        terminal.line(f"{each.path}  {when}  {articles}, {highlights}{state}")
    if not found:
        terminal.say(words("{path} has no backup yet; make one: kutip backup.", path=path))
