"""WhatsApp's exports: the text of a chat, or the ZIP of it with pictures and recordings.

A message is a block whose locator is its sender and local time: "Budi, 2024-07-25 10:31". Who
writes stands above, in a block of its own where the sender, the day or the hour changes, so that
nobody quotes a name with a message. What WhatsApp says itself (who joined, that messages are
encrypted) is left out and told of. Pictures are the names that messages give them.

Telephones write dates as their owners do. Whether the day or the month comes first is decided
over the whole file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

from annotations.errors import ImportFailed, ImportFault
from annotations.facts import WrittenDate
from annotations.importing.decoding import decode, glance, lines_at_head
from annotations.importing.language import language_of
from annotations.importing.protocol import LARGEST_FILE, Wishes
from annotations.model import Block, Imported, Locator, Metadata, RichText
from annotations.richtext import normalise
from annotations.richtext.building import Passage, TextBuilder
from annotations.vocabulary import ArticleKind, BlockKind, DatePrecision, LocatorKind, RunKind
from resources import marked

name = "whatsapp"
version = 1
light = True

SYSTEM_LEFT_OUT = marked(
    "Lines that WhatsApp wrote itself (who joined, that messages are encrypted) were left out."
)
DATES_GUESSED = marked(
    "Whether the day or the month comes first in the dates was guessed: check one message."
)
MEDIA_KEPT = marked("Pictures, recordings and files of the chat stay in the original.")

MARKED = 97
FEWEST = 2
"""Messages with a sender; one is enough beside a line of WhatsApp's own or a file so named."""
LINES_BEFORE = 5
"""Lines that may stand above the first message."""
LONGEST_SENDER = 100
LONGEST_PAUSE = timedelta(hours=1)
"""After which the sender is named again."""
CENTURY = 100
MOST_NAMED = 3
"""Participants that a title names where the file has no name."""

MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""What WhatsApp sets around names and before its own words; nobody typed it."""
_SPACE = "[ \u00a0\u202f]"
HEAD = re.compile(
    rf"[{MARKS}]*(?P<open>\[)?(?P<first>\d{{1,4}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)"
    rf"(?P<third>\d{{1,4}})\.?(?P<comma>,)?{_SPACE}+(?:(?:pukul|jam|at){_SPACE}+)?"
    rf"(?P<hour>\d{{1,2}})[:.](?P<minute>[0-5]\d)(?P<seconds>[:.][0-5]\d)?"
    rf"(?:{_SPACE}?(?P<half>[AaPp])\.?{_SPACE}?[Mm]\.?)?"
    rf"(?:(?P<close>\])|{_SPACE}[-–])(?:{_SPACE}(?P<rest>.*)|$)",
    re.DOTALL,
)
DATED_LINE = re.compile(rf"[{MARKS}\[]*\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d")
DATES = bytes(
    ord("0") if chr(byte).isdecimal() or byte >= 128 else ord("-") if byte in b"/.-" else byte  # noqa: PLR2004 - beyond ASCII are digits too
    for byte in range(256)
)
"""Makes every `DATED_LINE` in UTF-8 contain "0-0-0" or "0-00-0"."""
SENDER = re.compile(
    rf"(?P<name>[^\n:]{{1,{LONGEST_SENDER}}}):(?:{_SPACE}(?P<words>.*)|$)", re.DOTALL
)
OF_GROUP = re.compile(
    r"[^\n]{1,100}? (?:changed (?:the|this) (?:group )?(?:subject|name|description|group)|"
    r"created (?:the )?group|(?:mengubah|mengganti) (?:subjek|nama|deskripsi)|membuat grup)\b"
)
ENCRYPTED = re.compile(r"end-to-end encrypted|terenkripsi secara end-to-end", re.IGNORECASE)
BY_ITSELF = re.compile(
    r"created (?:this |the )?group|membuat grup|\badded\b|ditambahkan|menambahkan|\bleft\b|"
    r"\bkeluar\b|joined (?:using|via|from)|bergabung|\bchanged\b|mengubah|mengganti|security code|"
    r"kode keamanan|\bremoved\b|mengeluarkan|dikeluarkan|disappearing|pesan sementara|"
    r"\bpinned\b|menyematkan|now an admin|menjadi admin|turned (?:on|off)|\bblocked\b|memblokir",
    re.IGNORECASE,
)
"""Read only in lines that WhatsApp marked as its own."""
GROUP = re.compile(r"(?:created (?:the )?group|membuat grup) [\"“”‘’'«]([^\"“”\n]{1,100})[\"“”’'»]")
NO_WORDS = re.compile(
    rf"[{MARKS}]*(?:"
    r"<(?:Media|Video note)[^<>\n]{0,40}>"
    r"|<[^<>\n:]{0,40}(?:attached|terlampir|dilampirkan): [^<>\n]{1,255}>"
    r"|^[^\n]{1,255}\((?:file attached|file terlampir|berkas terlampir)\)"
    r"|^(?:image|video|audio|sticker|GIF|document|contact card|gambar|stiker|dokumen|kartu kontak)"
    r" (?:omitted|tidak disertakan)$"
    r"|<(?:This message was edited|Pesan ini (?:telah )?diedit)>"
    r"|^(?:This message was deleted|You deleted this message|Pesan ini (?:telah )?dihapus"
    r"|Anda (?:telah )?menghapus pesan ini)\.?$)",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands for a picture, and what WhatsApp adds to a message: deleted, edited."""

CHAT_FILE = re.compile(
    r"_chat\.txt|(?:WhatsApp[ _]Chat|Chat[ _]WhatsApp|Obrolan[ _]WhatsApp)\b[^/\\]*\.txt",
    re.IGNORECASE,
)
CHAT_NAME = re.compile(
    r"(?:WhatsApp[ _]Chat|Chat[ _]WhatsApp|Obrolan[ _]WhatsApp)[ _]+(?:(?:with|dengan|-|–)[ _]+)?"
    r"(?P<name>.+?)(?:[ _]?\(\d{1,2}\))?",
    re.IGNORECASE,
)
"""With the number that a browser adds to a file it has twice."""


@dataclass(slots=True)
class _Line:
    """A line with a date, and those without one below it."""

    head: re.Match[str]
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Message:
    """What one person sent at one minute of their telephone's clock."""

    sender: str
    when: datetime
    words: str

    @property
    def label(self) -> str:
        """Name the message as it is cited."""
        return f"{self.sender}, {self.when:%Y-%m-%d %H:%M}"


def warm_up() -> None:
    """Load what reads archives."""
    from annotations.importing import zipped  # noqa: F401


def sniff(data: bytes, name: str) -> int:
    """Look for messages at the top of the text, or for a chat in the ZIP's directory."""
    if data.startswith(b"PK"):
        return MARKED if _chat_file(data, name) else 0
    marked = glance(data).encode("utf-8", "surrogatepass").translate(DATES)
    if b"0-0-0" not in marked and b"0-00-0" not in marked:  # most files
        return 0
    lines = lines_at_head(data)
    if not any(map(DATED_LINE.match, lines)):  # most files
        return 0
    heads = [head for line in lines if (head := _head(line))]
    first = next((at for at, line in enumerate(lines) if _head(line)), LINES_BEFORE)
    sent = sum(1 for head in heads if _sender(head["rest"] or ""))
    sure = len(heads) > sent or CHAT_NAME.fullmatch(_stem(name)) is not None
    enough = sent >= FEWEST or (sent > 0 and sure)
    return MARKED if enough and first < LINES_BEFORE else 0


def parse(data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:
    """Read the messages.

    Raises ImportFailed: what `open_zip` and `decode` raise, and EMPTY where nobody wrote.
    """
    from annotations.importing.zipped import open_zip

    called, warnings = _called(name), []
    if data.startswith(b"PK"):
        inside = _chat_file(data, name)
        archive = open_zip(data, name)
        data = archive.read(inside, most=LARGEST_FILE)
        called = _called(inside) or called
        warnings += [MEDIA_KEPT] if len(archive.names) > 1 else []
    decoded = decode(data, name, wishes.encoding)
    lines = list(_lines(normalise(decoded.text)))
    day_first, sure = _day_first([line.head for line in lines])
    messages = [one for line in lines if (one := _message(line, day_first=day_first))]
    if not messages:
        raise ImportFailed(name, ImportFault.EMPTY)
    warnings += [SYSTEM_LEFT_OUT] if len(messages) < len(lines) else []
    warnings += [] if sure else [DATES_GUESSED]
    try:
        text = _text(messages)
    except ImportFailed as failed:
        raise ImportFailed(name, failed.fault, failed.limit, failed.detail) from failed
    return Imported(
        text=text,
        metadata=_metadata(messages, called or _group(lines), text),
        encoding=decoded.encoding,
        importer="whatsapp",
        importer_version=version,
        warnings=(*decoded.warnings, *warnings),
    )


def _chat_file(data: bytes, name: str) -> str:
    """Name the only chat of a ZIP, "" where it is another ZIP."""
    from annotations.importing.zipped import open_zip

    try:
        names = open_zip(data, name).names
    except ImportFailed:
        return ""
    chats = [each for each in names if CHAT_FILE.fullmatch(each.rpartition("/")[2])]
    return chats[0] if len(chats) == 1 else ""


def _stem(name: str) -> str:
    base = re.split(r"[/\\]", name)[-1]
    return re.sub(r"\.(?:txt|zip)$", "", base, flags=re.IGNORECASE)


def _called(name: str) -> str:
    found = CHAT_NAME.fullmatch(_stem(name))
    return _clean(found["name"]) if found else ""


def _group(lines: Sequence[_Line]) -> str:
    found = next(
        (found for line in lines if (found := GROUP.search(line.head["rest"] or ""))), None
    )
    return _clean(found[1]) if found else ""


def _clean(name: str) -> str:
    """Write a name with nothing that cannot be seen, and with plain hyphens in a number."""
    plain = name.translate(dict.fromkeys(map(ord, MARKS))).replace("\u2011", "-")
    return " ".join(plain.split())


def _head(line: str) -> re.Match[str] | None:
    """Read the date at the beginning of a message; a program's log is none.

    Logs are dated the year first, with seconds and no comma; WhatsApp writes seconds in brackets.
    """
    found = HEAD.fullmatch(line)
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    if found["seconds"] and not found["open"]:
        return None
    if len(found["first"]) > 2 and found["open"] and not found["comma"]:  # noqa: PLR2004 - a year
        return None
    readings = (_when(found, day_first=day_first) for day_first in (True, False))
    return found if any(readings) else None


def _lines(source: str) -> Iterator[_Line]:
    open_: _Line | None = None
    for line in source.split("\n"):
        head = _head(line)
        if head:
            if open_:
                yield open_
            open_ = _Line(head, [head["rest"] or ""])
        elif open_:
            open_.words.append(line)
    if open_:
        yield open_


def _day_first(heads: Sequence[re.Match[str]]) -> tuple[bool, bool]:
    """Say whether the day stands before the month, and whether that is sure.

    A number above twelve says it, or that messages follow one another. Else it is a guess: the
    reading by which the chat took fewer days, and of one day the clock, since who writes 10:31 AM
    and no noughts writes the month first as a rule.
    """
    read = {order: [_when(head, day_first=order) for head in heads] for order in (True, False)}
    wrong = {order: _wrong(days) for order, days in read.items()}
    if wrong[True] != wrong[False] or read[True] == read[False]:
        return wrong[True] <= wrong[False], True
    length = {order: _length(days) for order, days in read.items()}
    if length[True] != length[False]:
        return length[True] < length[False], False
    american = any(head["half"] and head["first"][0] != "0" for head in heads if "/" in head[0])
    return not american, False


def _wrong(days: Sequence[datetime | None]) -> int:
    """Count dates that do not exist, and messages that stand below a later one."""
    known = [day for day in days if day]
    return len(days) - len(known) + sum(after < before for before, after in pairwise(known))


def _length(days: Sequence[datetime | None]) -> timedelta:
    known = [day for day in days if day]
    return max(known) - min(known) if known else timedelta()


def _when(head: re.Match[str], *, day_first: bool) -> datetime | None:
    first, second, third = (int(head[part]) for part in ("first", "second", "third"))
    if len(head["first"]) > 2:  # noqa: PLR2004 - a year
        year, month, day = first, second, third
    else:
        year = third + 2000 if third < CENTURY else third
        day, month = (first, second) if day_first else (second, first)
    hour = int(head["hour"])
    if head["half"]:
        hour = hour % 12 + (12 if head["half"].lower() == "p" else 0)
    try:
        return datetime(year, month, day, hour, int(head["minute"]))  # noqa: DTZ001 - a telephone's clock, no zone
    except ValueError:
        return None


def _sender(rest: str) -> re.Match[str] | None:
    found = SENDER.match(rest)
    return found if found and not OF_GROUP.match(rest) else None


def _message(line: _Line, *, day_first: bool) -> _Message | None:
    """Make a message of a line; None for what WhatsApp says itself."""
    whole = "\n".join(line.words)
    found = _sender(whole)
    when = _when(line.head, day_first=day_first) or _when(line.head, day_first=not day_first)
    sender = _clean(found["name"]) if found else ""
    if not found or not when or not sender or ENCRYPTED.search(whole):
        return None
    words = (found["words"] or "").strip()
    own = words.startswith("\u200e") and not NO_WORDS.match(words)
    if own and BY_ITSELF.search(words.partition("\n")[0]):
        return None
    words = re.sub(rf"^[{MARKS}]+|[{MARKS}]+(?=<)", "", words).strip()
    return _Message(sender, when, words)


def _text(messages: Sequence[_Message]) -> RichText:
    builder = TextBuilder()
    last: _Message | None = None
    for number, message in enumerate(messages, start=1):
        locator = Locator(LocatorKind.MESSAGE, message.label, number)
        block = Block(kind=BlockKind.PARAGRAPH, start=0, end=0, locator=locator)
        if last is None or _begins_anew(last, message):
            above = Passage()
            above.open(RunKind.STRONG)
            above.write(message.label)
            above.close()
            builder.add(block, above)
        builder.add(block, _passage(message.words))
        last = message
    return builder.finish()


def _begins_anew(last: _Message, message: _Message) -> bool:
    return (
        message.sender != last.sender
        or message.when.date() != last.when.date()
        or message.when - last.when > LONGEST_PAUSE
    )


def _passage(words: str) -> Passage:
    passage, at = Passage(), 0
    for found in NO_WORDS.finditer(words):
        passage.write(words[at : found.start()])
        passage.open(RunKind.EMPHASIS)
        passage.write(found[0])
        passage.close()
        at = found.end()
    passage.write(words[at:])
    return passage


def _metadata(messages: Sequence[_Message], called: str, text: RichText) -> Metadata:
    senders = list(dict.fromkeys(message.sender for message in messages))
    others = ", …" if len(senders) > MOST_NAMED else ""
    words = "\n".join(message.words for message in messages[:500])
    return Metadata(
        kind=ArticleKind.TRANSCRIPT,
        title=f"WhatsApp: {called or ', '.join(senders[:MOST_NAMED]) + others}",
        published=_days([message.when.date() for message in messages]),
        language=language_of(words or text.text),
    )


def _days(days: Sequence[date]) -> WrittenDate:
    first, last = min(days).isoformat(), max(days).isoformat()
    words = first if first == last else f"{first} – {last}"
    return WrittenDate(words, first, last, DatePrecision.DAY)
