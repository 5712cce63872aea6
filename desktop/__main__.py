"""The entry point: a window, a command, or the worker that parses files."""

import multiprocessing
import sys
from collections.abc import Sequence

COMMANDS = frozenset(
    {
        "new",
        "import",
        "articles",
        "text",
        "highlight",
        "highlights",
        "search",
        "revisions",
        "compare",
        "similar",
        "suggest",
        "export",
        "comments",
        "pack",
        "verify",
        "templates",
        "annotations",
        "check",
        "backup",
        "restore",
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for and return the exit status.

    A command goes to `annotations.cli` without importing Qt; `--worker` serves the parser and
    `--press` the writer of PDF files;
    anything else opens the window.
    """
    multiprocessing.freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given in (["--worker"], ["--worker=light"]):
        from annotations.importing.serving import serve

        return serve(light=given == ["--worker=light"])
    if given == ["--press"]:
        from annotations.exporting.paper.press import serve as press

        return press()
    if _is_command(given):
        from annotations.cli import main as run_command

        return run_command(given)
    from desktop.application import run

    return run(given)


def _is_command(given: Sequence[str]) -> bool:
    """Whether the arguments name a command or ask for help; `--library FILE` may stand before."""
    rest = iter(given)
    for argument in rest:
        if argument == "--library":
            next(rest, None)
            continue
        if argument.startswith("--library="):
            continue
        return argument in COMMANDS or argument in {"--help", "-h", "--version"}
    return False


if __name__ == "__main__":
    sys.exit(main())
