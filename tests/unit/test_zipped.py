"""Strangers' archives and strangers' XML: what is counted, and what is refused."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import zipped
from annotations.importing.xml import DEEPEST_XML, parse_xml
from annotations.importing.zipped import open_zip


def archive(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return stream.getvalue()


def _fault(data: bytes, entry: str = "") -> ImportFailed:
    with pytest.raises(ImportFailed) as failed:
        open_zip(data, "a.zip").read(entry)
    assert failed.value.name == "a.zip"
    return failed.value


def test_files_of_an_archive_are_named_in_order_without_its_folders() -> None:
    opened = open_zip(archive({"b/": b"", "b/x.txt": b"dua", "a.txt": b"satu"}), "a.zip")
    assert opened.names == ("b/x.txt", "a.txt")
    assert opened.read("a.txt") == b"satu"
    assert "a.txt" in opened
    assert "c.txt" not in opened


@pytest.mark.parametrize("packing", [0, 8, 12, 14])
def test_every_way_of_packing_is_counted_while_reading(
    packing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 1000)
    data = archive({"a.txt": b"a" * 600, "b.txt": b"b" * 401}, packing)
    opened = open_zip(data, "a.zip")
    assert len(opened.read("a.txt")) == 600
    with pytest.raises(ImportFailed) as failed:
        opened.read("b.txt")
    assert (failed.value.fault, failed.value.limit) == (ImportFault.TOO_LARGE, 1000)


def test_one_entry_may_be_given_less() -> None:
    opened = open_zip(archive({"a.txt": b"a" * 600}), "a.zip")
    with pytest.raises(ImportFailed) as failed:
        opened.read("a.txt", most=599)
    assert (failed.value.fault, failed.value.limit) == (ImportFault.TOO_LARGE, 599)
    assert opened.read("a.txt", most=600) == b"a" * 600


def test_an_archive_inside_counts_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 1000)
    inner = archive({"x": b"x" * 900})
    outer = open_zip(archive({"a.docx": inner}), "a.zip")
    read = outer.read("a.docx")
    with outer.around(), pytest.raises(ImportFailed) as failed:
        open_zip(read, "a.docx").read("x")
    assert failed.value.fault is ImportFault.TOO_LARGE
    assert open_zip(read, "a.docx").read("x") == b"x" * 900


def test_too_many_entries_are_refused_before_the_directory_is_read() -> None:
    at_most = archive({f"{n}": b"" for n in range(5000)}, 0)
    assert len(open_zip(at_most, "a.zip").names) == 5000
    failed = _fault(archive({f"{n}": b"" for n in range(5001)}, 0))
    assert (failed.fault, failed.limit) == (ImportFault.TOO_MANY_PARTS, 5000)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"not an archive at all", archive({"a.txt": b"satu" * 99})[:-30]],
)
def test_what_is_no_archive_is_broken(data: bytes) -> None:
    assert _fault(data).fault is ImportFault.BROKEN


def test_a_damaged_entry_is_broken_and_the_others_are_read() -> None:
    data = archive({"a.txt": b"satu" * 9, "b.txt": b"dua" * 9}, 0).replace(b"satusatu", b"satusaya")
    assert _fault(data, "a.txt").fault is ImportFault.BROKEN
    assert open_zip(data, "a.zip").read("b.txt") == b"dua" * 9


def test_an_encrypted_entry_is_told_as_such() -> None:
    data = bytearray(archive({"a.txt": b"satu"}, 0))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert _fault(bytes(data), "a.txt").fault is ImportFault.PROTECTED


@given(st.binary(max_size=300), st.integers(0, 200), st.binary(max_size=8))
def test_any_archive_is_read_or_refused_in_order(words: bytes, at: int, put: bytes) -> None:
    data = archive({"a.txt": words})
    at = min(at, len(data))
    try:
        opened = open_zip(data[:at] + put + data[at + len(put) :], "a.zip")
        for name in opened.names:
            opened.read(name)
    except ImportFailed as failed:
        assert failed.name == "a.zip"  # noqa: PT017 - it may fail, and then says so


def test_xml_becomes_elements_with_their_namespaces() -> None:
    source = '<?xml version="1.0"?><a xmlns="urn:x" b="1"><!-- c --><d>e &amp; f</d>g</a>'
    for encoding in ("utf-8", "utf-16"):
        root = parse_xml(source.encode(encoding), "a.xml")
        assert (root.tag, root.attrib) == ("{urn:x}a", {"b": "1"})
        assert [(each.tag, each.text, each.tail) for each in root] == [("{urn:x}d", "e & f", "g")]


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(10))


@pytest.mark.parametrize(
    "source",
    [
        "<!DOCTYPE a><a/>",
        '<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>',
        f"<!DOCTYPE a [{BOMB}]><a>&e9;</a>",
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_doctype_is_refused(source: str, encoding: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        parse_xml(source.encode(encoding), "a.xml")
    assert failed.value.fault is ImportFault.DOCTYPE


def test_xml_may_nest_so_deep_and_no_deeper() -> None:
    def nested(depth: int) -> bytes:
        return b"<a>" * depth + b"</a>" * depth

    assert parse_xml(nested(DEEPEST_XML), "a.xml").tag == "a"
    for depth in (DEEPEST_XML + 1, 1_000_000):
        with pytest.raises(ImportFailed) as failed:
            parse_xml(nested(depth), "a.xml")
        assert failed.value.fault is ImportFault.TOO_DEEP


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b"<a></b>",
        b"<a/><a/>",
        b"&x;",
        b"\xff\xfe<",
        b'<?xml version="1.0" encoding="x"?><a/>',
    ],
)
def test_broken_xml_is_told(data: bytes) -> None:
    with pytest.raises(ImportFailed) as failed:
        parse_xml(data, "a.xml")
    assert failed.value.fault is ImportFault.BROKEN
