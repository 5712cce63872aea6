"""Do the main job on our own samples: import, highlight, list, export a report.

Usage: demo.py terminal   does it here, with the commands anybody could type, and shows them
       demo.py window     makes a library of the samples once and opens the window on it

Run by script/run. Everything it makes lies in build/demo.
"""

import contextlib
import io
import json
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import resources

DEMO = Path(__file__).resolve().parents[1] / "build" / "demo"
MARKED = json.loads(resources.read_text("samples/highlights.json"))


def kutip(*arguments: str) -> str:
    """Run a command of Kutip in this process; show it and what it says, and hand that back.

    Ends the demonstration where the command fails: its own sentence says why.
    """
    from annotations.cli import main

    print(f"\n$ kutip {shlex.join(map(_brief, arguments))}", flush=True)
    raw = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(raw, "utf-8", write_through=True)) as held:
        status = main(list(arguments))
        held.flush()
        said = raw.getvalue().decode("utf-8")
    print(said, end="", flush=True)
    if status != 0:
        sys.exit(status)
    return said


def _brief(argument: str) -> str:
    """Shorten paths in the checkout to what one would type there."""
    return argument.removeprefix(f"{DEMO.parents[1]}/")


def import_samples(library: Path) -> dict[str, int]:
    """Make a library of the samples; the numbers of its articles by their files' names."""
    library.parent.mkdir(parents=True)
    kutip("new", str(library))
    os.environ["KUTIP_LIBRARY"] = str(library)
    print(f"$ export KUTIP_LIBRARY={_brief(str(library))}")
    files = [str(file) for file in sorted(resources.path("samples").glob("*.md"))]
    said = kutip("import", "--json", *files)
    outcomes = [json.loads(line) for line in said.splitlines()]
    return {Path(each["path"]).name: each["article"] for each in outcomes}


def highlight(article: int, passage: dict[str, Any]) -> None:
    """Capture a passage of the samples, with its tags and its speaker."""
    tags = [word for tag in passage["tags"] for word in ("--tag", tag)]
    speaker = ["--speaker", passage["speaker"]] if passage["speaker"] else []
    quote = ["--quote", passage["quote"]]
    kutip("highlight", str(article), *quote, *tags, *speaker)


def in_terminal() -> int:
    """Do the job from the first file to the report, and say where that lies."""
    folder = DEMO / "terminal"
    shutil.rmtree(folder, ignore_errors=True)
    library = folder / "samples.kutip"
    numbers = import_samples(library)
    for each in MARKED:
        for passage in [passage for passage in each["highlights"] if passage["tags"]][:2]:
            highlight(numbers[each["article"]], passage)
    kutip("highlights")
    reports = []
    for form, suffix in (("html", "html"), ("markdown", "md")):
        reports.append(folder / f"report.{suffix}")
        kutip("export", "--format", form, "--output", str(reports[-1]))
    kutip("check")
    print(f"\nThe library:  {library}")
    print("The report:  ", "\n              ".join(map(str, reports)))
    print("With a screen, script/run opens the window on the same articles.")
    return 0


def in_window() -> int:
    """Open the window on the samples; what was done to them last time is still there."""
    from desktop.__main__ import main

    library = DEMO / "window" / "samples.kutip"
    if not library.exists():
        print("Kutip: making a library of the samples", file=sys.stderr)
        _make(library)
    return main([str(library)])


def _make(library: Path) -> None:
    """Make the library that the window's first page would make of the samples."""
    from annotations.storage import articles
    from annotations.storage.store import Store
    from desktop.samples import bring_in

    # Made apart and moved, so that one that was interrupted is not taken for done.
    making = DEMO / "window.part"
    shutil.rmtree(making, ignore_errors=True)
    shutil.rmtree(library.parent, ignore_errors=True)
    making.mkdir(parents=True)
    with Store.create(making / library.name) as store:
        for _ in bring_in(store, "Add the sample articles"):
            pass
        newest = store.call(articles.ids)[0]
        # A library opens where reading stopped: on a story, not on an empty page.
        store.call(lambda it: articles.set_reading_position(it, newest, 0), saving=True)
    making.rename(library.parent)


if __name__ == "__main__":
    sys.exit(in_window() if sys.argv[1:] == ["window"] else in_terminal())
