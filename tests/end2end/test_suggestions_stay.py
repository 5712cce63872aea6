"""Nothing of a suggestion leaves the library before somebody accepts it.

Not in a report of any format, a list for other programs, a list of places on a newer version, nor
beside a quote that is copied; nor does what was rejected, or found by the job in the background.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from annotations.citing import cite
from annotations.detection.accepting import accept, reject
from annotations.detection.found import Kind
from annotations.storage import articles, highlights, speakers, suggesting
from annotations.storage.history import Change, replace
from annotations.storage.library import Library
from annotations.storage.store import Store
from resources import catalogue

ROOT = Path(__file__).resolve().parents[2]
OWN = "Gedung lama itu berdiri di tepi jalan"
STORY = f"""# Warga menunggu air

“Kami pastikan 120 pompa selesai sebelum akhir tahun ini,” kata Bupati Ratna Wirya.

Sekitar 36 ribu warga menunggu, naik dari 29 ribu warga. Hak mereka dijamin Pasal 5 ayat (2)
Undang-Undang Nomor 17 Tahun 2019. Pada Senin (14/10/2026) mereka datang.

{OWN}.
"""
NEWER = STORY.replace("menunggu air", "masih menunggu air") + "\nBegitulah.\n"
FORMATS = ("csv", "html", "json", "markdown")
IN_ANY = frozenset(
    {"quote", "direct", "indirect", "count", "promise", "plan", "about", "authority"}
)
"""What is said of suggestions and is a word of every report's own, too."""

Kutip = Callable[..., str]


@pytest.fixture
def kutip(tmp_path: Path) -> Kutip:
    """Run commands of the real program on one library."""
    library = str(tmp_path / "a.kutip")

    def run(*arguments: object) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "desktop", *map(str, arguments), "--library", library],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def library(kutip: Kutip, tmp_path: Path) -> Path:
    """Make a library with a story, a highlight that no rule has a word about, and a newer state."""
    story = tmp_path / "cerita.md"
    subprocess.run(
        [sys.executable, "-m", "desktop", "new", tmp_path / "a.kutip"], cwd=ROOT, check=True
    )
    for text in (STORY, NEWER):
        story.write_text(text, encoding="utf-8")
        kutip("import", "--json", story)
        if text is STORY:
            kutip("highlight", 1, "--quote", OWN, "--tag", "statistic")
    return tmp_path / "a.kutip"


def told(kutip: Kutip) -> set[str]:
    """List all that is said of the suggestions of the story: words, names, values, rules."""
    records = [json.loads(line) for line in kutip("suggest", 1, "--json").splitlines()]
    assert {each["kind"] for each in records} == {kind.value for kind in Kind}
    words = {word for record in records for word in _texts(record)}
    return {word for word in words if len(word) > 3} - IN_ANY - {each["kind"] for each in records}


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in {"kind", "article", "start", "end", "spans"}:
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str | int | float):
        yield str(value)


def leaving(kutip: Kutip, library: Path) -> dict[str, str]:
    """Gather whatever leaves, by what it is."""
    found = {
        f"{name} report": kutip("export", "--format", name, "--output", "-") for name in FORMATS
    }
    found["report with checks"] = kutip("export", "--format", "json", "--output", "-", "--checks")
    found["list of highlights"] = kutip("highlights", "--json")
    for suffix in ("csv", "json", "md"):
        places = library.with_name(f"places.{suffix}")
        kutip("compare", 1, "--output", places)
        found[f"{suffix} places"] = places.read_text(encoding="utf-8")
    with Store.open(library) as store:
        known = store.call(speakers.every)
        entries = store.call(lambda at: highlights.entries(at, highlights.ids(at)))
    found["citations"] = "\n".join(cite(one, catalogue("en"), speakers=known) for one in entries)
    return found


def test_nothing_leaves_of_what_nobody_accepted(kutip: Kutip, library: Path) -> None:
    secret = told(kutip)
    assert {"36000", "Ratna Wirya", "Pasal 5 ayat (2) UU No. 17 Tahun 2019"} <= secret
    with Store.open(library) as store:
        assert list(suggesting.read_all(store)) == [(1, 1)]
        one = suggesting.of_article(store, 1)
        refused = next(each for each in one.pending if each.kind is Kind.QUOTE)
        revision = store.call(lambda at: articles.revision(at, 1)).id
        decision = reject(refused, one.text, article_id=1, revision_id=revision)
        store.call(partial(_add, records=(decision,)), saving=True)
    for name, text in leaving(kutip, library).items():
        assert OWN in text, name
        assert [word for word in secret if word in text] == [], name


def test_of_what_was_accepted_its_own_facts_leave_and_no_others(
    kutip: Kutip, library: Path
) -> None:
    with Store.open(library) as store:
        one = suggesting.of_article(store, 1)
        law = next(each for each in one.pending if each.kind is Kind.LEGAL)
        revision = store.call(lambda at: articles.revision(at, 1)).id
        accepted = accept(law, one.text, article_id=1, revision_id=revision, suggestions=one.found)
        store.call(partial(_add, records=accepted.records), saving=True)
    others = {"36000", "29000", "36.000", "Ratna", "120 pompa", "31 Des", "statistic.", "legal."}
    for name, text in leaving(kutip, library).items():
        assert "Pasal 5 ayat (2)" in text or "places" in name, name
        assert [word for word in others if word in text] == [], name
    assert "/akn/id/act/uu/2019/17" in kutip("export", "--format", "json", "--output", "-")


def _add(library: Library, records: tuple[Any, ...]) -> object:
    return replace(library, [Change(None, each) for each in records], label="Decide")
