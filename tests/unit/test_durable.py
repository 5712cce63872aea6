"""Files that are whole or not there."""

import os
import stat
from pathlib import Path

import pytest

from annotations.durable import name_new, write_durably


def test_a_file_is_replaced_whole_and_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"before")
    write_durably(path, b"after")
    assert path.read_bytes() == b"after"
    assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_name_never_replaces_a_file_that_came_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    if not links:
        monkeypatch.setattr(os, "link", refused)
    part, path = tmp_path / "a.part", tmp_path / "a"
    part.write_bytes(b"mine")
    path.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        name_new(part, path)
    assert path.read_bytes() == b"theirs"
    path.unlink()
    name_new(part, path)
    assert path.read_bytes() == b"mine"
