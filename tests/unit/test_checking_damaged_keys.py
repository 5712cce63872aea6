"""The index of other articles carries no checksum: what a damaged disk left of it is no key."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotations.checking.keys import Key, across, keys_of, stated
from annotations.detection.engine import suggest
from annotations.detection.reading import read
from annotations.storage import suggesting
from annotations.storage.store import Store
from tests.builders import store

HERE = (
    "Sebanyak 36 ribu warga Arunika menunggu air. “Kami pastikan semua pompa besar itu selesai"
    " dipasang tahun ini juga,” kata Bupati Ratna Wirya."
)
THERE = HERE.replace("36 ribu", "41 ribu").replace("dipasang", "terpasang")
KINDS = {"quantity", "wording"}

BROKEN: dict[str, tuple[str | int, ...]] = {
    "value": ("", "x", "1", "1 2 3", "NaN NaN", "1 Infinity", "1e999999999 1", "9" * 400),
    "start_offset": (-1, -(10**9), 10**9, 2**62),
    "end_offset": (-1, 0, 10**9, 2**62),
    "key": ("", "|", "zz"),
    "kind": ("", "other"),
}


def compared(keys: list[Key]) -> list[str]:
    here, there = read(HERE, code="id"), read(THERE, code="id")
    return [each.kind for each in across(here, stated(here, suggest(here)), there, keys, "other")]


def test_what_is_whole_is_compared() -> None:
    there = read(THERE, code="id")
    keys = list(keys_of(there, suggest(there)))
    assert {key.kind for key in keys} == KINDS
    assert set(compared(keys)) == KINDS


@pytest.mark.parametrize(
    "key",
    [
        Key("quantity", "warga|arunika", "41000 41000", 10**9, 10**9 + 8),
        Key("quantity", "warga|arunika", "41000 41000", -8, 17),
        Key("quantity", "warga|arunika", "41000 41000", 17, 9),
        Key("quantity", "warga|arunika", "42000 41000", 9, 17),
        Key("quantity", "warga|arunika", "1e4000 1e4000", 9, 17),
        Key("quantity", "warga|arunika", "NaN NaN", 9, 17),
        Key("quantity", "warga|arunika", "", 9, 17),
        Key("wording", "00", "Ratna Wirya", 0, 10**9),
    ],
)
def test_what_no_rule_can_have_noted_is_passed_over(key: Key) -> None:
    assert compared([key]) == []


@pytest.mark.parametrize("column", BROKEN)
def test_a_damaged_index_keeps_no_article_from_being_looked_at(tmp_path: Path, column: str) -> None:
    with store(tmp_path, (HERE, THERE)) as made:
        list(suggesting.read_all(made))
        assert {each.kind for each in suggesting.of_article(made, 1).findings} == KINDS
    for value in BROKEN[column]:
        with closing(sqlite3.connect(made.path)) as db, db:
            db.execute(f"UPDATE suggestion_keys SET {column} = ?", (value,))  # noqa: S608 - our names
        with Store.open(made.path) as opened:
            for number in (1, 2):
                assert suggesting.of_article(opened, number).found
