"""Bytes to text: which encoding, said openly, and never a guess where the bytes decide.

In order: what the person says, byte order mark, UTF-16 by its NULs, strict UTF-8, UTF-8 with a few
damaged bytes, what the file or its envelope declares, and a guess (`detecting`). UTF-7 is never
tried, whoever asks for it: any ASCII text could hide other words in it.
"""

import codecs
import re
from dataclasses import dataclass, field

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.detecting import CODECS, WESTERN, guess, known_encoding
from annotations.richtext import MOST_CHARACTERS, normalise
from resources import marked

GUESSED = marked("The encoding was guessed: check accented letters and quotation marks.")
MIXED = marked("The file mixes two encodings: check accented letters and quotation marks.")
NULS = marked("The file holds NUL characters; each is shown as \ufffd.")
DAMAGED = marked("Some bytes of the file are no text; each is shown as \ufffd.")

MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ENCODINGS = tuple(CODECS)
"""All that `decode` may find out by itself."""

NEVER = {"utf_7", "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}
"""Encodings of Python that no text arrives in, or that could hide one text in another."""

MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x7fELF", "ELF"),
)
MAGIC_WORDS = (
    (b"RIFF", "RIFF"),
    (b"OggS", "Ogg"),
    (b"fLaC", "FLAC"),
    (b"ID3", "MP3"),
    (b"\xff\xfb", "MP3"),
    (b"\xff\xf3", "MP3"),
    (b"\x1aE\xdf\xa3", "Matroska"),
    (b"BZh", "bzip2"),
)
"""Magic that a sentence may begin with too: it counts only where control bytes follow."""
IN_OLD_OFFICE = (
    ("__substg1.0_", "Outlook"),
    ("Workbook", "Excel"),
    ("PowerPoint Document", "PowerPoint"),
)
"""Names within a file of Microsoft Office that is no ZIP."""
STILL_PICTURES = {b"heic", b"heix", b"mif1", b"msf1", b"avif"}
"""Brands of MP4 that hold a photograph."""
HIGH_BYTES = bytes(range(128, 256))
ODD_BYTES = re.compile("[\udc80-\udcff]+")
WIDE = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
LOOKED_AT = 65_536
MOSTLY = 0.3
"""Share of control bytes above which even valid UTF-8 is no text."""
HARDLY = 0.01
"""The same where the encoding is a guess: pictures and programs have a tenth of them."""
MANY_NULS = 0.3
"""Share of NULs in one half of the bytes that says UTF-16: spaces and Latin letters."""
SOUND_PER_DAMAGED = 10
"""Sound characters beyond ASCII for each damaged byte that still say UTF-8."""
MOSTLY_NULS = 0.9
"""Share of NULs in two quarters of the bytes that says UTF-32."""
FEW_NULS = 0.02
"""The share of NULs that the other half may have."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that was used, and catalogue messages about what was done."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def encoding_named(name: str) -> str:
    """Find the encoding that a person means, "" where it is none to read text by."""
    known = known_encoding(name)
    if known:
        return known
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if found.name.replace("-", "_") in NEVER or not getattr(found, "_is_text_encoding", True):
        return ""
    return found.name


def decode(data: bytes, name: str = "", encoding: str = "", declared: str = "") -> Decoded:
    """Turn a file's bytes into text; every NUL becomes U+FFFD and is told.

    `encoding` is what a person says it is, and is taken; `declared` is what the file or its
    envelope says, and is believed where the bytes do not speak against it. A name that nobody
    knows says nothing. Raises ImportFailed: EMPTY, UNKNOWN_FORMAT (its name in `detail`),
    NOT_TEXT, TOO_MANY_CHARACTERS.
    """
    if not data:
        raise ImportFailed(name, ImportFault.EMPTY)
    _refuse_other_formats(data, name)
    wished = encoding_named(encoding) if encoding else ""
    decoded = (
        (_as_wished(data, wished) if wished else None)
        or _marked(data)
        or _wide(data)
        or _switching(data)
        or _utf8(data, name)
        or _declared(data, known_encoding(declared))
        or _guessed(data, name)
    )
    text = decoded.text
    if len(text) > MOST_CHARACTERS:
        raise ImportFailed(name, ImportFault.TOO_MANY_CHARACTERS, limit=MOST_CHARACTERS)
    if not text or text.isspace():
        raise ImportFailed(name, ImportFault.EMPTY)
    if "\0" not in text:
        return decoded
    return Decoded(text.replace("\0", "\ufffd"), decoded.encoding, (*decoded.warnings, NULS))


def says_encoding(data: bytes) -> bool:
    """Whether `decode` will find no reason to guess: a byte order mark, or sound UTF-8."""
    if any(data.startswith(mark) for mark, _ in MARKS):
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def glance(data: bytes) -> str:
    """Read the beginning of a file for sniffing; what cannot be read is U+FFFD."""
    return _glanced(data[:LOOKED_AT]).text


def lines_at_head(data: bytes) -> list[str]:
    """Part the same into lines, normalised. It is not to be changed: others are given it too."""
    glanced = _glanced(data[:LOOKED_AT])
    if not glanced.lines:
        glanced.lines = normalise(glanced.text).split("\n")
    return glanced.lines


@dataclass(slots=True)
class _Glance:
    """What the formats see of one file, one after another, when they are asked in turn."""

    head: bytes
    text: str
    lines: list[str] = field(default_factory=list)


_last = _Glance(b"", "")


def _glanced(head: bytes) -> _Glance:
    global _last  # noqa: PLW0603 - one value, replaced whole: threads do not disturb each other
    last = _last
    if last.head != head:
        _last = last = _Glance(head, _read_head(head))
    return last


def _read_head(head: bytes) -> str:
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode(_utf16_order(head) or "utf-8", "replace")


def _refuse_other_formats(data: bytes, name: str) -> None:
    magics = MAGIC if not _controls(data) else (*MAGIC, *MAGIC_WORDS)
    for magic, format_name in magics:
        if data.startswith(magic):
            found = _named_closely(data, format_name)
            raise ImportFailed(name, ImportFault.UNKNOWN_FORMAT, detail=found)
    if data[4:8] == b"ftyp":
        found = "HEIF" if data[8:12] in STILL_PICTURES else "MP4"
        raise ImportFailed(name, ImportFault.UNKNOWN_FORMAT, detail=found)
    if data[257:262] == b"ustar" and b"\0" in data[:257]:
        raise ImportFailed(name, ImportFault.UNKNOWN_FORMAT, detail="tar")


def _named_closely(data: bytes, format_name: str) -> str:
    """Tell what a person would call a file of a format that holds many kinds of files."""
    match format_name:
        case "ZIP":
            return _zipped(data)
        case "RIFF" if data[8:12] == b"WEBP":
            return "WebP"
        case "Microsoft Office":
            inside = (kind for name, kind in IN_OLD_OFFICE if name.encode("utf-16-le") in data)
            return next(inside, format_name)
        case _:
            return format_name


def _zipped(data: bytes) -> str:
    """Tell a document that is a ZIP inside from an archive, by the name of its first member."""
    length = int.from_bytes(data[26:28], "little")
    first = data[30 : 30 + length]
    if first == b"mimetype":
        return "OpenDocument"  # EPUB too
    return "Microsoft Office" if first.startswith((b"[Content_Types]", b"_rels/")) else "ZIP"


def _as_told(data: bytes, encoding: str) -> Decoded:
    decoded = _whole_or_damaged(data, encoding)
    return Decoded(decoded.text.removeprefix("\ufeff"), encoding, decoded.warnings)


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _whole_or_damaged(data[len(mark) :], encoding)
    return None


def _as_wished(data: bytes, encoding: str) -> Decoded:
    for mark, marked_encoding in MARKS:
        if data.startswith(mark) and marked_encoding == encoding:
            data = data[len(mark) :]
            break
    return _whole_or_damaged(data, encoding)


def _wide(data: bytes) -> Decoded | None:
    """Read UTF-16 or UTF-32 without a mark, by where its NULs stand."""
    head = data[:LOOKED_AT]
    encoding = _utf32_order(head) or _utf16_order(head)
    return _whole_or_damaged(data, encoding) if encoding else None


def _utf32_order(head: bytes) -> str:
    if b"\0\0" not in head:
        return ""
    quarter = max(1, len(head) // 4)
    nuls = [head[place::4].count(0) / quarter for place in range(4)]
    if min(nuls[2], nuls[3]) > MOSTLY_NULS and nuls[0] < FEW_NULS:
        return "utf-32-le"
    if min(nuls[0], nuls[1]) > MOSTLY_NULS and nuls[3] < FEW_NULS:
        return "utf-32-be"
    return ""


def _switching(data: bytes) -> Decoded | None:
    """Read ISO-2022-JP, ASCII bytes that an escape turns into Japanese, as old mails have it."""
    if b"\x1b$" not in data or not data.isascii():
        return None
    try:
        return Decoded(data.decode("iso-2022-jp"), "iso-2022-jp")
    except UnicodeDecodeError:
        return None


def _utf16_order(head: bytes) -> str:
    if b"\0" not in head:
        return ""
    half = max(1, len(head) // 2)
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > MANY_NULS and even < FEW_NULS:
        return "utf-16-le"
    if even > MANY_NULS and odd < FEW_NULS:
        return "utf-16-be"
    return ""


def _whole_or_damaged(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), encoding, (DAMAGED,))


def _utf8(data: bytes, name: str) -> Decoded | None:
    if _controls(data) > MOSTLY:
        raise ImportFailed(name, ImportFault.NOT_TEXT)
    try:
        text, consumed = codecs.utf_8_decode(data, "strict", False)  # noqa: FBT003 - positional only
    except UnicodeDecodeError:
        return _utf8_mostly(data)
    if consumed == len(data):
        return Decoded(text, "utf-8")
    # cut off inside its last character
    return Decoded(text + "\ufffd", "utf-8", (DAMAGED,)) if _beyond_ascii(text) else None


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _utf8_mostly(data: bytes) -> Decoded | None:
    """Read UTF-8 with damaged bytes, or with single Western letters of an older encoding."""
    if _controls(data) > HARDLY:
        return None
    text = data.decode("utf-8", "surrogateescape")
    odd = ODD_BYTES.findall(text)
    damaged = sum(map(len, odd))
    sound = _beyond_ascii(text) - damaged
    mended = ODD_BYTES.sub(_western, text)
    lost = mended.count("\ufffd") - text.count("\ufffd")
    if sound >= SOUND_PER_DAMAGED * damaged:
        return Decoded(mended, "utf-8", (DAMAGED,) if lost else (MIXED,))
    return Decoded(mended, "utf-8", (MIXED,)) if not lost and sound >= len(odd) else None


def _western(found: re.Match[str]) -> str:
    """Read a lone odd byte as Windows-1252, where that makes a letter or mark people write."""
    if len(found[0]) > 1:
        return "\ufffd" * len(found[0])
    letter = bytes([ord(found[0]) - 0xDC00]).decode("windows-1252", "replace")
    return letter if letter in WESTERN else "\ufffd"


def _declared(data: bytes, encoding: str) -> Decoded | None:
    if not encoding or encoding in WIDE:  # what could be read to say so is not that wide
        return None
    decoded = _whole_or_damaged(data, encoding)
    return decoded if _fits(data, decoded) else None


def _fits(data: bytes, decoded: Decoded) -> bool:
    damaged = decoded.text.count("\ufffd")
    return damaged == 0 or damaged * SOUND_PER_DAMAGED <= len(data) - len(
        data.translate(None, HIGH_BYTES)
    )


def _guessed(data: bytes, name: str) -> Decoded:
    if _controls(data) > HARDLY:
        raise ImportFailed(name, ImportFault.NOT_TEXT)
    decoded = _whole_or_damaged(data, guess(data))
    if not _fits(data, decoded):
        # five bytes are left open by Windows-1252; C1 controls are never what was meant
        decoded = _whole_or_damaged(data, "windows-1252")
    return Decoded(decoded.text, decoded.encoding, (GUESSED, *decoded.warnings))


def _controls(data: bytes) -> float:
    """Compute the share of control bytes at the beginning, the middle and the end."""
    middle = len(data) // 2
    looked_at = data[:LOOKED_AT]
    if len(data) > LOOKED_AT:
        looked_at += data[middle : middle + LOOKED_AT] + data[-LOOKED_AT:]
    return 1 - len(looked_at.translate(None, CONTROLS)) / len(looked_at)
