"""What a damaged disk changed is named row by row.

The small rounds run always; the promised ones take KUTIP_COPIES copies:
    KUTIP_COPIES=1000 .venv/bin/python -m pytest tests/end2end/test_damage.py -m long
"""

import os
import random
import re
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from annotations.anchoring import describe
from annotations.detection.accepting import accept, reject
from annotations.detection.found import Kind, Suggestion
from annotations.importing import plain as plain_text
from annotations.model import Highlight, Record, Span
from annotations.storage import articles, verify
from annotations.storage.articles import NewArticle
from annotations.storage.history import Change, replace
from annotations.storage.rows import CHECKSUMMED
from annotations.storage.store import Library, Store

WORDS = "Dinas memasang 120 pompa di 24 kelurahan. Anggarannya Rp 86,4 miliar tahun ini. "
Rows = dict[tuple[str, str], tuple[object, ...]]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("damage") / "whole.kutip"
    with Store.create(path) as store:
        for n in range(12):
            data = f"Judul {n}\n\n{WORDS * (n + 3)}".encode()
            new = NewArticle(
                imported=plain_text.parse(data, f"{n}.txt"), original=data, source=f"{n}.txt"
            )
            store.call(partial(articles.add_all, articles=[new]))

        def highlight(opened: Library) -> None:
            for article in range(1, 13):
                revision = articles.revision(opened, article)
                for start in (10, 60, 95):
                    new = Highlight(
                        article_id=article,
                        revision_id=revision.id,
                        quote=describe(revision.text.text, Span(start, start + 30)),
                        note=f"catatan {article}",
                    )
                    replace(opened, [Change(None, new)], label="Highlight")
                decided = decide(revision.text.text, article, revision.id)
                replace(opened, [Change(None, each) for each in decided], label="Decide")

        store.call(highlight)
    return path


def decide(text: str, article: int, revision: int) -> tuple[Record, ...]:
    """Accept a suggestion and reject another."""
    one = Suggestion(kind=Kind.STATISTIC, start=20, end=35, rule="statistic.pompa")
    other = Suggestion(kind=Kind.LEGAL, start=40, end=62, rule="legal.kelurahan")
    accepted = accept(one, text, article_id=article, revision_id=revision)
    rejected = reject(other, text, article_id=article, revision_id=revision)
    return (*accepted.records, rejected)


def readable(path: Path) -> Rows:
    """Read every checksummed row that can be read, by table and name, without our own checker."""
    found: Rows = {}
    with closing(sqlite3.connect(path)) as db:
        db.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        for table in CHECKSUMMED:
            for number in range(1, 60):
                try:
                    cursor = db.execute(f"select * from {table} where rowid = ?", (number,))  # noqa: S608
                    row = cursor.fetchone()
                except sqlite3.DatabaseError:
                    continue
                if row is not None:
                    names = [column[0] for column in cursor.description]
                    uid = row[names.index("uid")] if "uid" in names else number
                    found[table, str(number)] = (str(uid), *row)
    return found


def prove(library: Path, copy: Path, copies: int) -> int:
    """Flip bits in copies; return how many copies had a row changed."""
    chance = random.Random(11)
    whole = library.read_bytes()
    words = [m.start() for m in re.finditer(b"pompa|kelurahan|catatan|Judul", whole)]
    before = readable(library)
    touched = 0
    for _ in range(copies):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            # Anywhere, and as often among the words, where SQLite itself notices nothing.
            place = chance.choice((chance.randrange(100, len(whole)), chance.choice(words)))
            damaged[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(damaged)
        try:
            after = readable(copy)
            with closing(sqlite3.connect(copy)) as db:
                findings = list(verify.verify(db))
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            continue  # the file or its schema is broken: opening refuses it
        if any(f.table == "sqlite_schema" for f in findings):
            continue
        broken = any(f.kind is verify.FindingKind.STRUCTURE for f in findings)
        named = {(f.table, f.uid) for f in findings}
        for key, row in before.items():
            there = after.get(key)
            if there == row:
                # In a broken table a neighbour may have taken its number: asked for by number the
                # row is whole, read one after another the number stands twice.
                assert broken or (key[0], row[0]) not in {
                    (f.table, f.uid) for f in findings if f.kind is verify.FindingKind.CHANGED
                }
                continue
            touched += 1
            names = {(key[0], str(row[0])), (key[0], key[1])}
            if there is not None:
                names.add((key[0], str(there[0])))
            # A row that is gone altogether leaves no name: the structure is broken, and said so.
            assert names & named or (there is None and broken), (key, findings)
    return touched


def test_every_row_that_a_flipped_bit_changed_is_named(library: Path, tmp_path: Path) -> None:
    assert prove(library, tmp_path / "copy.kutip", 60) > 10


def test_a_library_longer_than_one_page_of_rows_is_read_through(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(library)) as db:
        for rows in (1, 2, 12, 36):
            monkeypatch.setattr(verify, "PAGE", rows)
            assert list(verify.verify(db)) == []


@pytest.mark.long
def test_every_row_that_many_flipped_bits_changed_is_named(library: Path, tmp_path: Path) -> None:
    assert prove(library, tmp_path / "copy.kutip", int(os.environ.get("KUTIP_COPIES", "1000"))) > 5
