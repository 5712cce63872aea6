"""ZIP archives, and the documents that are ZIP archives inside."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

from tests.hostile.hostile import STORY, Hostile, Place, fixed

GIGABYTE = 1_000_000_000


def inputs() -> Iterator[Hostile]:
    """List them."""
    yield from _bombs()
    yield from _names()
    yield from _lying()


def zipped(members: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """Make an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, how)
    return file.getvalue()


@cache
def squeezed(size: int, head: bytes = b"", tail: bytes = b"") -> bytes:
    """Compress so many spaces between two ends; a gigabyte becomes a megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    parts = [packer.compress(head)]
    block = b" " * 10_000_000
    parts += [packer.compress(block) for _ in range(size // len(block))]
    return b"".join([*parts, packer.compress(tail), packer.flush()])


def bombed(
    name: str, size: int = GIGABYTE, others: dict[str, bytes | str] | None = None, *, says: int = 0
) -> bytes:
    """Make an archive whose member `name` unpacks to `size` bytes, and may say another size."""
    packed = squeezed(size)
    out = io.BytesIO(zipped(others or {}))
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.file_size, info.compress_size = says or size, len(packed)
        info.CRC = 0
        at = archive.start_dir
        info.header_offset = at
        assert archive.fp is not None
        archive.fp.seek(at)
        archive.fp.write(info.FileHeader(zip64=False) + packed)
        archive.start_dir = archive.fp.tell()
        archive.filelist.append(info)
        archive.NameToInfo[name] = info
        archive._didModify = True  # type: ignore[attr-defined]
    return out.getvalue()


def _bombs() -> Iterator[Hostile]:
    yield Hostile("bomb.zip", lambda _: bombed("a.txt"))
    yield Hostile("bomb-beside-a-story.zip", lambda _: bombed("z.txt", others={"a.txt": STORY}))
    yield Hostile("bomb-that-says-little.zip", lambda _: bombed("a.txt", says=100))
    yield Hostile(
        "many-members.zip", lambda _: zipped({f"{n}.txt": f"{n} {STORY}" for n in range(5_001)})
    )
    yield Hostile(
        "forty-of-20-mb.zip", lambda _: zipped({f"{n}.txt": b" " * 20_000_000 for n in range(40)})
    )
    inner = zipped({"a.txt": STORY})
    for _ in range(20):
        inner = zipped({"a.zip": inner})
    yield fixed("nested.zip", inner, "fails")
    yield fixed("overlapping.zip", _overlapping())


def _overlapping() -> bytes:
    """Name one compressed member a thousand times: small on disk, a thousand times as large read."""
    packed = squeezed(10_000_000, STORY.encode())
    local = (
        struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, 0, len(packed), 10_000_182, 5, 0)
        + b"a.txt"
    )
    out, entries = io.BytesIO(), []
    out.write(local + packed)
    for n in range(1000):
        name = b"%04d.txt" % n
        entries.append(
            struct.pack(
                "<IHHHHHHIIIHHHHHII",
                0x02014B50,
                20,
                20,
                0,
                8,
                0,
                33,
                0,
                len(packed),
                10_000_182,
                len(name),
                0,
                0,
                0,
                0,
                0,
                0,
            )
            + name
        )
    at = out.tell()
    out.write(b"".join(entries))
    size = out.tell() - at
    out.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1000, 1000, size, at, 0))
    return out.getvalue()


def _names() -> Iterator[Hostile]:
    for title, name in {
        "above": "../../../../tmp/kutip-escaped.txt",
        "absolute": "/tmp/kutip-escaped.txt",
        "backslash": "..\\..\\kutip-escaped.txt",
        "drive": "C:\\kutip-escaped.txt",
        "device": "CON.txt",
        "newline": "a\nb\r\x1b[31m.txt",
        "bidi": "a\u202etxt.exe",
        "long": "a" * 60_000 + ".txt",
        "deep": "/".join(["d"] * 10_000) + "/a.txt",
        "dots": "....//....//a.txt",
        "template": "{{7*7}}${HOME}%n.txt",
    }.items():
        yield fixed(f"name-{title}.zip", zipped({name: f"{title} {STORY}"}))
    yield fixed("same-names.zip", _same_names())
    yield Hostile("symlink.zip", _symlink)


def _same_names() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for n in range(3):
            info = zipfile.ZipInfo("a.txt" if n else "A.txt")
            if n == 2:
                info.filename = "a.txt "
            archive.writestr(info, f"{n} {STORY}")
    return file.getvalue().replace(b"a.txt ", b"a.txt\0")


def _symlink(place: Place) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, place.secret_file)
        archive.writestr("b.txt", f"tautan {STORY}")
    return file.getvalue()


def _lying() -> Iterator[Hostile]:
    whole = zipped({"a.txt": f"utuh {STORY}", "b.txt": f"kedua {STORY}"})
    for share in (10, 50, 90, 99):
        yield fixed(f"cut-at-{share}.zip", whole[: len(whole) * share // 100])
    yield fixed("wrong-checksum.zip", whole[:45] + bytes([whole[45] ^ 255]) + whole[46:])
    yield fixed("junk-in-front.zip", b"MZ" + b"\0" * 5000 + whole)
    yield fixed("no-directory.zip", whole[: whole.index(b"PK\x01\x02")])
    yield fixed("encrypted.zip", _flagged(whole, 1), "fails")
    yield fixed("unknown-method.zip", _method(whole, 99), "fails")
    yield fixed("offset-beyond-the-end.zip", whole[:-6] + b"\xff\xff\xff\x7f" + whole[-2:])
    yield fixed("empty.zip", zipped({}), "fails")
    yield fixed("zip-called-text.txt", zipped({"a.txt": f"nama {STORY}"}), "imports")
    yield fixed("text-called-zip.zip", f"bukan arsip {STORY}".encode(), "imports")


def _flagged(data: bytes, flag: int) -> bytes:
    """Set a flag in every header, local (at 6) and central (at 8)."""
    changed = bytearray(data)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(magic)
        while start >= 0:
            changed[start + at] |= flag
            start = changed.find(magic, start + 4)
    return bytes(changed)


def _method(data: bytes, method: int) -> bytes:
    changed = bytearray(data)
    for magic, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = changed.find(magic)
        while start >= 0:
            changed[start + at] = method
            start = changed.find(magic, start + 4)
    return bytes(changed)
