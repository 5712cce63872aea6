"""Do the main job on our own samples: import, highlight, list, export a report.

Usage: demo.py terminal   does it here, with the commands anybody could type, and shows them
       demo.py window     makes a library of the samples once and opens the window on it

Run by script/run. Everything it makes lies in build/demo.
"""

import contextlib
import io
import json
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import resources

DEMO = Path(__file__).resolve().parents[1] / "build" / "demo"
MARKED = json.loads(resources.read_text("samples/highlights.json"))


def kutip(*arguments: str, quiet: bool = False) -> str:
    """Run a command of Kutip in this process; show it and what it says, and hand that back.

    Ends the demonstration where the command fails: its own sentence says why.
    """
    from annotations.cli import main

    if not quiet:
        print(f"\n$ kutip {shlex.join(map(_brief, arguments))}", flush=True)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = main(list(arguments))
    if not quiet:
        print(said.getvalue(), end="", flush=True)
    if status != 0:
        sys.exit(status)
    return said.getvalue()


def _brief(argument: str) -> str:
    """Shorten paths in the checkout to what one would type there."""
    return argument.removeprefix(f"{DEMO.parents[1]}/")


def import_samples(library: Path, *, quiet: bool = False) -> dict[str, int]:
    """Make a library of the samples; the numbers of its articles by their files' names."""
    library.parent.mkdir(parents=True)
    kutip("new", str(library), quiet=quiet)
    files = [str(file) for file in sorted(resources.path("samples").glob("*.md"))]
    said = kutip("--library", str(library), "import", "--json", *files, quiet=quiet)
    outcomes = [json.loads(line) for line in said.splitlines()]
    return {Path(each["path"]).name: each["article"] for each in outcomes}


def highlight(library: Path, article: int, passage: dict[str, Any], *, quiet: bool = False) -> None:
    """Capture a passage of the samples, with its tags and its speaker."""
    tags = [word for tag in passage["tags"] for word in ("--tag", tag)]
    speaker = ["--speaker", passage["speaker"]] if passage["speaker"] else []
    quote = ["--quote", passage["quote"]]
    kutip(
        "--library", str(library), "highlight", str(article), *quote, *tags, *speaker, quiet=quiet
    )


def in_terminal() -> int:
    """Do the job from the first file to the report, and say where that lies."""
    folder = DEMO / "terminal"
    shutil.rmtree(folder, ignore_errors=True)
    library = folder / "samples.kutip"
    numbers = import_samples(library)
    for each in MARKED:
        for passage in [passage for passage in each["highlights"] if passage["tags"]][:2]:
            highlight(library, numbers[each["article"]], passage)
    kutip("--library", str(library), "highlights")
    reports = []
    for form, suffix in (("html", "html"), ("markdown", "md")):
        reports.append(folder / f"report.{suffix}")
        kutip("--library", str(library), "export", "--format", form, "--output", str(reports[-1]))
    kutip("--library", str(library), "check")
    print(f"\nThe library:  {library}")
    print("The report: ", "\n             ".join(map(str, reports)))
    print("With a screen, script/run opens the window on the same articles.")
    return 0


def in_window() -> int:
    """Open the window on the samples; what was done to them last time is still there."""
    from desktop.__main__ import main

    folder = DEMO / "window"
    library = folder / "samples.kutip"
    if not library.exists():
        print("Kutip: making a library of the samples", file=sys.stderr)
        # Made apart and moved, so that one that was interrupted is not taken for done.
        making = DEMO / "window.part"
        shutil.rmtree(making, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        numbers = import_samples(making / library.name, quiet=True)
        for each in MARKED:
            for passage in each["highlights"]:
                highlight(making / library.name, numbers[each["article"]], passage, quiet=True)
        making.rename(folder)
    return main([str(library)])


if __name__ == "__main__":
    sys.exit(in_window() if sys.argv[1:] == ["window"] else in_terminal())
