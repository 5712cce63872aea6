"""The words of a mail: which of its parts are the body, and what else it carries.

Plain text is taken before HTML unless it is a stub of it. Mails that are forwarded whole stand
below, quoted; quoted replies keep their depth, signatures stay. The header's addresses are no
words of the text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import TypeAlias

from annotations.errors import MAIL, ImportFailed, ImportFault
from annotations.importing.decoding import DAMAGED, decode
from annotations.importing.protocol import MOST_PARTS
from annotations.model import Block, RichText, Run
from annotations.richtext import DEEPEST, normalise
from annotations.richtext.building import Passage, TextBuilder
from annotations.vocabulary import BlockKind, RunKind

Mail: TypeAlias = "Message[str, str]"

STUB = 0.6
"""Plain text with a smaller share of the HTML's words stands in for it: "view in browser"."""
LONGEST_HEADER = 2_000
"""Characters of a header that are read."""
FORWARDED = ("From", "Date", "Subject")
"""Headers that stand above a mail which was forwarded whole."""

QUOTED = re.compile(r"(?:>[ ]?)+")
SIGNATURE = "-- "


@dataclass(slots=True)
class Found:
    """What a mail holds: texts in order, attached files, and what was noticed."""

    texts: list[RichText] = field(default_factory=list)
    attached: list[Mail] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    encoding: str = ""
    encrypted: bool = False

    def add(self, other: "Found") -> None:
        """Take over what another part holds."""
        self.texts += other.texts
        self.attached += other.attached
        self.warnings += other.warnings
        self.encoding = self.encoding or other.encoding
        self.encrypted = self.encrypted or other.encrypted


def read_mail(mail: Mail, name: str, encoding: str = "") -> Found:
    """Read the parts of a mail. `encoding` is the one that a person wishes.

    Raises ImportFailed: TOO_DEEP, TOO_MANY_PARTS, TOO_MANY_CHARACTERS.
    """
    count = sum(1 for _ in mail.walk())
    if count > MOST_PARTS:
        raise ImportFailed(name, ImportFault.TOO_MANY_PARTS, MOST_PARTS, MAIL)
    return _read(mail, name, encoding, 0)


def _read(part: Mail, name: str, encoding: str, depth: int) -> Found:
    if depth > DEEPEST:
        raise ImportFailed(name, ImportFault.TOO_DEEP, DEEPEST)
    kind = part.get_content_type()
    if kind in {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}:
        return Found(attached=[part], encrypted=True)
    # of one part it would decode the words, by whatever the mail says
    inside = part.get_payload() if part.is_multipart() else None
    if not isinstance(inside, list):
        # of several parts that are not there, the words are what is there
        kind = "text/plain" if kind.startswith("multipart/") else kind
        return _leaf(part, kind, name, encoding, file=depth > 0 and is_attached(part))
    mails = [each for each in inside if isinstance(each, Message)]
    if kind == "message/rfc822":
        return _forwarded(mails, name, encoding, depth)
    if not part.is_multipart() or kind.startswith("message/"):
        return Found()  # a report on delivery: header lines for machines
    found = [_read(each, name, encoding, depth + 1) for each in mails]
    if kind == "multipart/alternative":
        return _better(mails, found)
    whole = Found()
    if kind == "multipart/related":  # one text; what it shows in itself lies beside it
        found = [
            replace(each, texts=each.texts if at == 0 else []) for at, each in enumerate(found)
        ]
    for each in found:
        whole.add(each)
    return whole


def _leaf(part: Mail, kind: str, name: str, encoding: str, *, file: bool) -> Found:
    if kind not in {"text/plain", "text/html"} or file:
        return Found(attached=[part])
    words, used, warnings = _words_of(part, encoding)
    if kind == "text/plain":
        flowed = _parameter(part, "format").lower() == "flowed"
        text = plain_body(words, flowed=flowed, joined=_parameter(part, "delsp").lower() == "yes")
        return Found(texts=[text], warnings=warnings, encoding=used)
    from annotations.richtext import hypertext

    try:
        page = hypertext.parse(words, deepest=DEEPEST)
    except ImportFailed as failed:
        raise ImportFailed(name, failed.fault, failed.limit, failed.detail) from failed
    return Found(texts=[page.text], warnings=[*warnings, *page.warnings], encoding=used)


def is_attached(part: Mail) -> bool:
    """Whether a part is a file, and not words of the mail."""
    disposition = _safely(part.get_content_disposition) or ""
    return disposition == "attachment" or bool(file_name(part))


def file_name(part: Mail) -> str:
    """Read the name of an attached file, "" where it has none."""
    return " ".join(decoded_words(str(_safely(part.get_filename) or "")[:LONGEST_HEADER]).split())


def _better(mails: Sequence[Mail], found: Sequence[Found]) -> Found:
    """Choose among the same words in several forms: plain text, unless it is a stub."""
    sizes = [sum(len(text.text.split()) for text in each.texts) for each in found]
    largest = max(sizes, default=0)
    for mail, each, size in zip(mails, found, sizes, strict=True):
        if mail.get_content_type() == "text/plain" and size and size >= STUB * largest:
            chosen = each
            break
    else:
        at = sizes.index(largest) if sizes else -1
        chosen = found[at] if at >= 0 else Found()
    whole = replace(chosen, attached=[])
    whole.attached = [file for each in found for file in each.attached]
    return whole


def _forwarded(mails: Sequence[Mail], name: str, encoding: str, depth: int) -> Found:
    """Set mails that were forwarded whole below, one quotation deeper."""
    whole = Found()
    for mail in mails:
        inner = _read(mail, name, encoding, depth + 1)
        builder = TextBuilder()
        lines = [f"{each}: {said}" for each in FORWARDED if (said := header(mail, each))]
        builder.add(Block(kind=BlockKind.PARAGRAPH, start=0, end=0), Passage("\n".join(lines)))
        quoted = [_deeper(text) for text in (builder.finish(), *inner.texts) if text.text]
        whole.add(replace(inner, texts=quoted))
    return whole


def _deeper(text: RichText) -> RichText:
    blocks = tuple(
        replace(
            block,
            kind=BlockKind.QUOTE if block.kind is BlockKind.PARAGRAPH else block.kind,
            quote_level=block.quote_level + 1,
        )
        for block in text.blocks
    )
    return replace(text, blocks=blocks)


def joined(texts: Sequence[RichText]) -> RichText:
    """Set texts one below the other, an empty line between them."""
    parts: list[str] = []
    blocks: list[Block] = []
    runs = []
    at = tables = 0
    for text in texts:
        if not text.text:
            continue
        at += 2 if parts else 0
        parts.append(text.text)
        blocks += [
            replace(
                block,
                start=block.start + at,
                end=block.end + at,
                table=block.table + tables if block.table >= 0 else -1,
            )
            for block in text.blocks
        ]
        runs += [replace(run, start=run.start + at, end=run.end + at) for run in text.runs]
        tables = max((block.table for block in blocks), default=-1) + 1
        at += len(text.text)
    return RichText("\n\n".join(parts), tuple(blocks), tuple(runs))


def plain_body(source: str, *, flowed: bool = False, joined: bool = False) -> RichText:
    """Read plain text with its quotations: "> " before a line, ">> " for one within another.

    `flowed` joins lines that end in a space (RFC 3676), `joined` without that space.
    """
    builder = TextBuilder()
    lines: list[str] = []
    depth = 0

    def add() -> None:
        """Make a paragraph of the lines so far, a quotation where they are quoted."""
        kind = BlockKind.QUOTE if depth else BlockKind.PARAGRAPH
        block = Block(kind=kind, start=0, end=0, quote_level=depth)
        builder.add(block, _passage("\n".join(lines)))
        lines.clear()

    for level, line in _lines(source, flowed=flowed, joined=joined):
        if not line.strip() or level != depth:
            add()
            depth = level
        if line.strip():
            lines.append(line)
    add()
    return builder.finish()


def _passage(words: str) -> Passage:
    passage = Passage(words)
    for found in re.finditer(r"https?://[^\s<>\"]{1,2000}", words):
        address = found[0].rstrip(".,;:!?)'”’]")
        passage.runs.append(_link(found.start(), address))
    return passage


def _link(start: int, address: str) -> Run:
    return Run(kind=RunKind.LINK, start=start, end=start + len(address), target=address)


def _lines(source: str, *, flowed: bool, joined: bool) -> Iterator[tuple[int, str]]:
    """Part a text into lines with the depth of quotation of each."""
    flowing: list[str] = []
    above = 0
    for line in normalise(source).split("\n"):
        found = QUOTED.match(line)
        depth = min(found[0].count(">"), DEEPEST) if found else 0
        words = line[found.end() :] if found else line
        if not flowed:
            yield depth, words.rstrip()
            continue
        if found is None and words.startswith(" "):
            words = words[1:]  # stuffed, so that no line begins with what has a meaning
        if flowing and (above != depth or words == SIGNATURE):
            yield above, "".join(flowing)
            flowing = []
        above = depth
        goes_on = words.endswith(" ") and words != SIGNATURE
        flowing.append(words[:-1] if goes_on and joined else words)
        if not goes_on:
            yield depth, "".join(flowing)
            flowing = []
    if flowing:
        yield above, "".join(flowing)


def header(mail: Mail, name: str) -> str:
    """Read a header in plain words, "" where it is not there; at most 2,000 characters."""
    return " ".join(decoded_words(raw_header(mail, name)).split())


def raw_header(mail: Mail, name: str) -> str:
    """Read a header as it stands, with the bytes beyond ASCII decoded as well as can be."""
    for key, value in mail.raw_items():
        if key.lower() == name.lower():
            said = str(value)[:LONGEST_HEADER]
            return _text_of(said.encode("utf-8", "surrogateescape"), "")[0]
    return ""


def decoded_words(said: str) -> str:
    """Decode what stands as =?utf-8?q?…?= in a header."""
    if "=?" not in said:
        return normalise(said)
    try:
        pieces = decode_header(said)
    except (HeaderParseError, ValueError):
        return normalise(said)
    words = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            words.append(piece)
        elif charset is None:
            words.append(piece.decode("raw-unicode-escape", "replace"))
        else:
            words.append(_text_of(piece, charset)[0])
    return normalise("".join(words))


def _words_of(part: Mail, encoding: str) -> tuple[str, str, list[str]]:
    """Decode the bytes of a part; its encoding; what there is to say of that."""
    data = _safely(lambda: part.get_payload(decode=True))
    if not isinstance(data, bytes):
        return "", "", []
    return _text_of(data, str(_safely(part.get_content_charset) or ""), encoding)


def _text_of(data: bytes, declared: str, encoding: str = "") -> tuple[str, str, list[str]]:
    """Decode bytes by what a person says of them, what they are, and what the mail says."""
    try:
        found = decode(data, "", encoding, declared)
    except ImportFailed as failed:
        lost = [DAMAGED] if failed.fault is not ImportFault.EMPTY else []
        return normalise(data.decode("utf-8", "replace")), "", lost
    return normalise(found.text), found.encoding, list(found.warnings)


def _parameter(part: Mail, name: str) -> str:
    return str(_safely(lambda: part.get_param(name)) or "")[:40]


def _safely(read: Callable[[], object]) -> object:
    """Ask the standard library, which raises what it likes at a header that is none."""
    try:
        return read()
    except (ValueError, TypeError, LookupError, AttributeError, IndexError):
        return None
