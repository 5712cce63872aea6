"""What was shown as saved is there after a power cut.

A power cut leaves what was synced, and of what was not synced anything: nothing, all, or some
pages. The real program runs under strace; from its trace of writes, truncations, syncs and names
come the disks that a cut at any of these calls could leave, and each is opened by the real
program. The model is harsher than most disks: a write may last in part, page by page, the later
without the earlier; a name lasts for sure only once its folder was synced.

The small round runs always, where strace is. On demand, KUTIP_SAVES highlights and KUTIP_DISKS
disks (0: every call, each with all of its disks):
    KUTIP_SAVES=20 KUTIP_DISKS=0 .venv/bin/python -m pytest tests/end2end/test_power_cut.py -m long
"""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from annotations.errors import LibraryError
from annotations.storage import decisions, highlights
from annotations.storage.check import check
from annotations.storage.store import Library, Store
from annotations.vocabulary import Origin, Verdict

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("writer_program.py")
CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename,link"
PAGE = 4096

pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed: no trace of system calls"
)

Write = tuple[int, bytes]
"""Offset and bytes; an empty write truncates there."""


@dataclass
class File:
    """What lasts of a file for sure, and what was done to it since its last sync."""

    synced: bytes = b""
    since: list[Write] = field(default_factory=list)


@dataclass
class Disk:
    """A folder: the names that last for sure, and the names as programs see them."""

    lasting: dict[str, File] = field(default_factory=dict)
    names: dict[str, File] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """One system call. `where` is a file's name, "" for the folder or the terminal."""

    name: str
    where: str = ""
    other: str = ""
    offset: int = 0
    data: bytes = b""


def traced(folder: Path, saves: int) -> list[Call]:
    """Let the real program make a library and save into it; list what it asked of the system."""
    trace = folder.with_name("trace.txt")
    command = [sys.executable, str(PROGRAM), str(folder / "a.kutip"), "1", str(saves), "--create"]
    watch = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(trace)]
    subprocess.run(
        [*watch, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return list(read_trace(trace.read_text(), str(folder)))


_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_ESCAPED = re.compile(r"(?:\\x[0-9a-f]{2})+")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FILE = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")


_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
_SAYING = re.compile(r"^\d+ +write\(1<")


def _whole_lines(text: str) -> Iterator[str]:
    """Join the calls that strace cut in two because another thread made one meanwhile.

    What is said counts from its beginning and what a file is asked from its end: the reading in
    which the most has been promised and the least is on the disk. Two threads that ask files at
    once are refused: their order is not known.
    """
    cut: dict[str, str] = {}
    for line in text.splitlines():
        resumed = _RESUMED.match(line)
        thread = line.split(" ", 1)[0]
        if resumed:
            begun = cut.pop(thread)
            if not _SAYING.match(begun):
                yield begun + resumed[2]
        elif line.endswith(_UNFINISHED):
            cut[thread] = line.removesuffix(_UNFINISHED)
            if _SAYING.match(line):
                yield f"{cut[thread]}) = 1"
        else:
            saying = _SAYING.match(line)
            assert saying or all(map(_SAYING.match, cut.values())), "files asked at once"
            yield line
        asked = [begun for begun in cut.values() if not _SAYING.match(begun)]
        assert len(asked) < 2, "two threads ask files at once: the order is not known"


def read_trace(text: str, folder: str) -> Iterator[Call]:
    """Read what strace wrote, as far as it is about the folder or the standard output."""
    for line in _whole_lines(text):
        match = _LINE.match(line)
        if match is None or match[3].startswith("-"):
            continue
        name, arguments = match[1], match[2]
        quoted = [_bytes(found) for found in _QUOTED.findall(arguments)]
        if name in {"openat", "unlink", "rename", "link"}:
            paths = [path.decode().removeprefix(f"{folder}/") for path in quoted]
            ours = quoted[0].decode().startswith(f"{folder}/")
            if ours and (name != "openat" or "O_CREAT" in arguments):
                assert "O_TRUNC" not in arguments
                yield Call(name, where=paths[0], other=paths[-1])
            continue
        file = _FILE.match(arguments)
        assert file is not None
        path = _bytes(file[2]).decode()
        if name == "write" and file[1] == "1":
            yield Call("said", data=quoted[0])
        elif path == folder:
            yield Call("sync")
        elif path.startswith(f"{folder}/"):
            where = path[len(folder) + 1 :]
            numbers = [int(each) for each in re.findall(r", (\d+)", arguments.rpartition('"')[2])]
            if name == "pwrite64":
                yield Call("write", where, offset=numbers[1], data=quoted[0])
            elif name == "ftruncate":
                yield Call("truncate", where, offset=int(arguments.rpartition(", ")[2]))
            else:
                assert name in {"fsync", "fdatasync"}
                yield Call("sync", where)


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def apply(disk: Disk, call: Call) -> None:
    """Do to a disk what a call did."""
    names = disk.names
    match call.name:
        case "openat":
            names.setdefault(call.where, File())
        case "unlink":
            del names[call.where]
        case "rename":
            names[call.other] = names.pop(call.where)
        case "link":
            names[call.other] = names[call.where]
        case "write":
            names[call.where].since.append((call.offset, call.data))
        case "truncate":
            names[call.where].since.append((call.offset, b""))
        case "sync" if call.where:
            file = names[call.where]
            file.synced, file.since = _content(file.synced, file.since), []
        case "sync":
            disk.lasting = dict(names)


def _content(synced: bytes, since: list[Write]) -> bytes:
    data = bytearray(synced)
    for offset, written in since:
        if written:
            data.extend(bytes(max(0, offset + len(written) - len(data))))
            data[offset : offset + len(written)] = written
        else:
            del data[offset:]
            data.extend(bytes(offset - len(data)))
    return bytes(data)


def left_by_a_cut(disk: Disk, chance: random.Random, some: int) -> Iterator[dict[str, bytes]]:
    """Tell what may be found: nothing of what was not synced, all of it, or some of its pages."""
    yield {name: file.synced for name, file in disk.lasting.items()}
    yield {name: _content(file.synced, file.since) for name, file in disk.names.items()}
    yield {name: file.synced for name, file in disk.names.items()}
    for _ in range(some):
        names = chance.choice((disk.names, disk.lasting))
        kept = chance.random()
        yield {
            name: _content(
                file.synced,
                [piece for piece in _pieces(file.since) if chance.random() < kept],
            )
            for name, file in names.items()
        }


def _pieces(since: list[Write]) -> Iterator[Write]:
    """Cut writes where pages of the disk begin."""
    for offset, data in since:
        if not data:
            yield offset, data
        start = 0
        while start < len(data):
            end = min(len(data), start + PAGE - (offset + start) % PAGE)
            yield offset + start, data[start:end]
            start = end


def opened(folder: Path, found: dict[str, bytes]) -> set[str] | None:
    """Write a disk down, open its library with the real program, tell what is in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in found.items():
        (folder / name).write_bytes(data)
    library = folder / "a.kutip"
    if not library.exists():
        return None
    with Store.open(library) as store:

        def read(at: Library) -> set[str]:
            assert list(check(at)) == []
            made = highlights.read(at, highlights.ids(at))
            decided = decisions.of_article(at, 1)
            accepted = {each.highlight for each in decided if each.verdict is Verdict.ACCEPTED}
            suggested = {each.uid for each in made if each.origin is Origin.SUGGESTION}
            assert accepted == suggested == {each.uid for each in made if each.speaker}
            rejected = {each.uid for each in decided if each.verdict is Verdict.REJECTED}
            return rejected | {each.uid for each in made}

        return store.call(read)


def prove(folder: Path, saves: int, disks: int) -> int:
    """Cut the power and look; `disks` picks that many, 0 takes each call. Return how many."""
    (folder / "real").mkdir()
    calls = traced(folder / "real", saves)
    order = b"".join(call.data for call in calls if call.name == "said").decode().split()
    assert len(order) == 1 + saves
    assert order[0] == "created"
    chance = random.Random(7)
    wanted = range(len(calls) + 1)
    chosen = set(wanted if not disks else chance.sample(wanted, min(len(wanted), disks // 2)))
    disk, said, looked = Disk(), 0, set[bytes]()
    for number in wanted:
        if number in chosen:
            for found in left_by_a_cut(disk, chance, 5 if not disks else 1):
                key = sha256(repr(sorted(found.items())).encode()).digest()
                if key in looked:
                    continue
                looked.add(key)
                judge(folder / "cut", found, order[:said], order[said : said + 1])
        if number < len(calls):
            apply(disk, calls[number])
            said += calls[number].data.count(b"\n") if calls[number].name == "said" else 0
    return len(looked)


def judge(folder: Path, found: dict[str, bytes], said: list[str], coming: list[str]) -> None:
    """Compare what a disk holds with what the program had said: that, or the next save too."""
    try:
        held = opened(folder, found)
    except LibraryError:
        held = {"refused"}
    if held is None:
        assert said == []
        return
    there = {"created", *held}
    assert there in ({*said}, {*said, *coming}), (said, there)


def test_what_was_said_to_be_saved_is_there_after_a_power_cut(tmp_path: Path) -> None:
    assert prove(tmp_path, 4, int(os.environ.get("KUTIP_DISKS", "0")) or 150) > 60


@pytest.mark.long
def test_what_was_said_to_be_saved_is_there_after_thousands_of_power_cuts(tmp_path: Path) -> None:
    saves, disks = (int(os.environ.get(name, "0")) for name in ("KUTIP_SAVES", "KUTIP_DISKS"))
    assert prove(tmp_path, saves or 8, disks) > 1000


def test_a_call_that_strace_cut_in_two_is_read_as_the_strictest_order() -> None:
    said = r'1  write(1</x>, "\x61", 1'
    asked = r'2  pwrite64(5</y>, "\x62", 1, 0'
    whole = "2  fsync(5</y>) = 0"
    assert list(_whole_lines(f"{said}{_UNFINISHED}\n{whole}\n1  <... write resumed>) = 1\n")) == [
        f"{said}) = 1",
        whole,
    ]
    assert list(
        _whole_lines(f"{asked}{_UNFINISHED}\n{said}) = 1\n2  <... pwrite64 resumed>) = 1\n")
    ) == [f"{said}) = 1", f"{asked}) = 1"]
    with pytest.raises(AssertionError, match="at once"):
        list(_whole_lines(f"{asked}{_UNFINISHED}\n1  fsync(6</y>) = 0\n"))
