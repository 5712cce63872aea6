"""The legal schedule alone leads to every quote: a program that knows nothing of Kutip finds them.

`lawyer_program.py` gets the schedule, as a page and as paper, and the folder of originals out of
the proof pack, and looks up each of 46 quotes on the page, or at the time, that its row names.
"""

import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from annotations.exporting import as_bytes, exporter
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.layout import LEGAL_SCHEDULE, Layout
from annotations.exporting.pack.writing import Packed, write_pack
from annotations.exporting.report import build
from annotations.model import Highlight, Revision
from annotations.queries import Filter
from annotations.storage import articles
from annotations.storage.store import Library, Store
from resources import catalogue
from tests import builders
from tests.made_originals import REPEATED, originals

PROGRAM = Path(__file__).with_name("lawyer_program.py")
WORDS = catalogue("en")


@dataclass(frozen=True, slots=True)
class Case:
    """Where the schedules and the originals lie; quotes and their places by number."""

    folder: Path
    quotes: dict[str, tuple[str, str]]


def stored(store: Store) -> dict[str, tuple[str, str]]:
    """Store the originals and highlight their quotes, each where it stands."""
    made = originals()
    some = [
        articles.NewArticle(imported=each.imported, original=each.data, source=each.name)
        for each in made
    ]
    added = store.call(lambda library: articles.add_all(library, some), saving=True)
    quotes: list[tuple[str, str]] = []
    highlights: list[Highlight] = []
    for each, new in zip(made, added, strict=True):
        revision = store.call(partial(_revision, number=new.article))
        text, after = revision.text.text, 0
        for quote, place in each.quotes:
            found = builders.quote(quote, text, after=after if quote == REPEATED else 0)
            after = found.end if quote == REPEATED else after
            fields = {"article": new.article, "revision": revision.id}
            highlight = builders.highlight(quote, text=text, **fields)
            highlights.append(replace(highlight, quote=found))
            quotes.append((quote, place))
    kept = builders.add(store, highlights)
    return {each.label: told for each, told in zip(kept, quotes, strict=True)}


def _revision(library: Library, *, number: int) -> Revision:
    return articles.revision(library, number)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("lawyer")
    with Store.create(folder / "a.kutip") as store:
        quotes = stored(store)
        found = Gathered()
        for _ in gather(store, Filter(), found):
            pass
        layout = Layout(template=LEGAL_SCHEDULE)
        report = build(found.entries, WORDS, speakers=found.speakers, layout=layout)
        for _ in write_pack(store, report, found, folder / "pack.zip", WORDS, Packed()):
            pass
    for form in ("html", "pdf"):
        pieces = exporter(form).pieces(report, WORDS)
        (folder / f"schedule.{form}").write_bytes(b"".join(map(as_bytes, pieces)))
    with zipfile.ZipFile(folder / "pack.zip") as archive:
        archive.extractall(folder / "pack")
    return Case(folder, quotes)


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_lawyer_finds_every_quote_on_its_page_of_the_originals(case: Case, form: str) -> None:
    schedule = case.folder / f"schedule.{form}"
    run = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(schedule), str(case.folder / "pack/originals")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert sorted(row["number"] for row in rows) == sorted(case.quotes)
    assert len(rows) >= 40
    for row in rows:
        quote, place = case.quotes[row["number"]]
        assert "".join(row["words"].split()) == "".join(quote.split())
        assert place in row["place"], row
        assert row["named"], row
        assert row["found"], row
    assert len({row["file"] for row in rows}) == len(originals())


def test_the_lawyer_is_not_led_astray(case: Case, tmp_path: Path) -> None:
    """A schedule that names another page is found out: the lookup is worth something."""
    page = (case.folder / "schedule.html").read_text("utf-8")
    (tmp_path / "schedule.html").write_text(page.replace("<b>p. 4", "<b>p. 2"), "utf-8")
    run = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), "schedule.html", str(case.folder / "pack/originals")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    lost = [row for row in rows if not row["found"]]
    assert [case.quotes[row["number"]][1] for row in lost] == ["4", "4"]
