"""Mails: EML, with the documents that are attached to them.

The mail is one article, each attached document (Word, PDF …) another with its own original. Who
sent it is the article's `received_from`, which leaves in no export.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from annotations.errors import MAIL, ImportFailed, ImportFault
from annotations.facts import WrittenDate
from annotations.importing.beside_articles import NO_ARTICLES, PICTURES
from annotations.importing.choosing import surest
from annotations.importing.decoding import glance
from annotations.importing.protocol import MOST_PARTS, Part, Wishes
from annotations.model import Imported, Metadata, RichText
from annotations.vocabulary import ArticleKind, DatePrecision
from resources import marked

if TYPE_CHECKING:
    from annotations.importing.email_text import Found, Mail

name = "email"
version = 1

ATTACHMENTS = marked("Attached files that are no documents stay in the original mail.")

SURE = 96
FEWEST_HEADERS = 2
MOST_HEADER_LINES = 2_000
LONGEST_LABEL = 120
FIRST_YEAR, LAST_YEAR = 1970, 2199

FIELD = re.compile(r"[A-Za-z][\w.-]{0,60}:(?:[ \t].*)?", re.ASCII)
FOLDED = re.compile(r"[ \t].*")
SENT_BY = frozenset(("from", "received", "return-path", "delivered-to"))
OF_A_MAIL = SENT_BY | {
    "to", "cc", "date", "subject", "message-id", "mime-version", "content-type", "reply-to",
}  # fmt: skip
SAVED_PAGE = re.compile(r"^(?:Snapshot-Content-Location:|From: <?Saved by )", re.MULTILINE)
"""A web page saved as one file is a mail inside; it has its own format."""
BOUNDARY = re.compile(rb"boundary=[ \t]*\"?([^\s\";]{1,200})", re.IGNORECASE)
MOST_BOUNDARIES = 200
REPLY = re.compile(r"(?:(?:re|fwd?|fw|bls|trs|tr|aw|wg)\s*:\s*)+", re.IGNORECASE)
PRESS_OFFICE = re.compile(
    r"\b(?:press|media|news)\s?(?:office|room|team|desk|relations|service|centre|center)\b"
    r"|\bpublic relations\b|\bhumas\b|\b(?:biro|bagian|siaran) pers\b",
    re.IGNORECASE,
)
PRESS_ADDRESS = re.compile(
    r"(?:press(?:office)?|newsroom|mediarelations|humas|siaranpers|pers)@", re.IGNORECASE
)
FOR_JOURNALISTS = re.compile(
    r"^[\W_]*(?:notes? (?:to|for) editors?|(?:media|press) (?:contacts?|enquiries|inquiries)|"
    r"kontak (?:media|pers)|narahubung|for (?:media|press) (?:enquiries|inquiries))\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines at which a release ends."""
COUNT = re.compile(rb"\d{1,12}[ \t]*\r?\n")
"""What Apple's mail program writes above a mail: its length."""
BEGINS = re.compile(r"From |\d|[A-Za-z][\w.-]{0,60}:")
"""What a mail, or what is written above it, begins with."""
TEXTS = ("plain", "markdown")
NO_DOCUMENTS = frozenset(("zip", "email", "mbox", "image"))


def warm_up() -> None:
    """Load what reads mails and the HTML in them."""
    from annotations.richtext import parse_html

    parse_html("<p>a</p>")
    for _ in unpack(WARM_UP, ""):
        pass


def sniff(data: bytes, name: str) -> int:  # noqa: ARG001 - headers are known by their form
    """Look for the headers of a mail at the top."""
    head = glance(data)
    if not BEGINS.match(head):  # most files
        return 0
    if counted := COUNT.match(data[:20]):
        head = glance(data[counted.end() : 65_536])
    lines = head.replace("\r\n", "\n").split("\n")[:MOST_HEADER_LINES]
    if lines[0].startswith("From ") and "@" in lines[0] + lines[1 % len(lines)]:
        lines = lines[1:]
    names: set[str] = set()
    for at, line in enumerate(lines):
        if not line.strip():
            break
        if FIELD.fullmatch(line):
            names.add(line.partition(":")[0].lower())
        elif at == 0 or not (FOLDED.fullmatch(line) or at == len(lines) - 1):  # the last is cut
            return 0
    if not names & SENT_BY or len(names & OF_A_MAIL) < FEWEST_HEADERS:
        return 0
    return 0 if SAVED_PAGE.search("\n".join(lines[:60])) else SURE


def unpack(data: bytes, name: str, wishes: Wishes = Wishes()) -> Iterator[Part]:
    """Read a mail, then the documents that are attached to it.

    Raises ImportFailed: TOO_MANY_PARTS, TOO_DEEP, TOO_MANY_CHARACTERS, PROTECTED where it is
    encrypted, and EMPTY where it holds neither words nor documents.
    """
    from annotations.importing.email_text import joined, read_mail

    mail = _parsed(data, name)
    found = read_mail(mail, name, wishes.encoding)
    text = joined(found.texts)
    files = list(_documents(found))
    if text.text:
        others = len(found.attached) > len(files)
        yield Part("", _article(mail, text, found, others=others))
    elif found.encrypted:
        raise ImportFailed(name, ImportFault.PROTECTED)
    elif not files:
        raise ImportFailed(name, ImportFault.EMPTY)
    received = _received_from(mail)
    for label, content in files:
        yield _attached(label, content, wishes, received)


def _parsed(data: bytes, name: str) -> "Mail":
    """Parse a mail after a look at what it would cost."""
    from email import message_from_bytes
    from email.policy import compat32

    if counted := COUNT.match(data[:20]):
        data = data[counted.end() :]
    boundaries = {found[1] for found in BOUNDARY.finditer(data)}
    if len(boundaries) > MOST_BOUNDARIES:
        raise ImportFailed(name, ImportFault.TOO_MANY_PARTS, MOST_BOUNDARIES, MAIL)
    if sum(data.count(b"--" + each) for each in boundaries) > 2 * MOST_PARTS:
        raise ImportFailed(name, ImportFault.TOO_MANY_PARTS, MOST_PARTS, MAIL)
    # Not the newer policy: it parses every header as it comes, however long, and some raise.
    return message_from_bytes(data, policy=compat32)


def _article(mail: "Mail", text: RichText, found: "Found", *, others: bool) -> Imported:
    warnings = [*found.warnings, *([ATTACHMENTS] if others else [])]
    return Imported(
        text=text,
        metadata=_metadata(mail, text),
        encoding=found.encoding,
        importer="email",
        importer_version=version,
        warnings=tuple(dict.fromkeys(warnings)),
        received_from=_received_from(mail),
    )


def _metadata(mail: "Mail", text: RichText) -> Metadata:
    """Let the header go before what the body says of itself."""
    from annotations.importing.email_text import header
    from annotations.importing.kinds import kind_label
    from annotations.importing.metadata import metadata_of

    read = metadata_of(text)
    subject = header(mail, "Subject")
    sender, address = _sender(mail)
    label = kind_label(REPLY.sub("", subject, count=1))
    kind = label if label is not ArticleKind.NEWS else read.kind
    if kind is ArticleKind.NEWS and not REPLY.match(subject) and _is_release(sender, address, text):
        kind = ArticleKind.RELEASE
    date = _date(header(mail, "Date"))
    return replace(
        read,
        # a mail is what somebody posted, unless it says that it is a release or a ruling
        kind=ArticleKind.POST if kind is ArticleKind.NEWS else kind,
        title=subject or read.title,
        byline="" if "@" in sender else sender or read.byline,
        byline_url="",
        published=date if date.start else read.published,
    )


def _is_release(sender: str, address: str, text: RichText) -> bool:
    """Whether a mail to many comes from a press office, or says whom journalists may ask."""
    office = PRESS_OFFICE.search(sender) or PRESS_ADDRESS.match(address)
    return bool(office) or FOR_JOURNALISTS.search(text.text) is not None


def _sender(mail: "Mail") -> tuple[str, str]:
    """Read the name and the address of who sent a mail."""
    from email.utils import getaddresses

    from annotations.importing.email_text import decoded_words, raw_header

    with suppress(ValueError, TypeError, IndexError, RecursionError):
        said, address = getaddresses([raw_header(mail, "From")])[0]
        return " ".join(decoded_words(said).split()), address
    return "", ""


def _received_from(mail: "Mail") -> str:
    sender, address = _sender(mail)
    if sender and address:
        return f"{sender} <{address}>"
    return sender or address


def _date(words: str) -> WrittenDate:
    """Read when a mail was sent, on the clock of its sender."""
    from email.utils import parsedate_to_datetime

    moment: datetime | None = None
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        moment = parsedate_to_datetime(words[:100])
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return WrittenDate()
    start = moment.isoformat(timespec="minutes")
    return WrittenDate(words, start, start, DatePrecision.MINUTE)


def _documents(found: "Found") -> Iterator[tuple[str, bytes]]:
    """Choose the attached files that can be articles, with labels that no other has."""
    from annotations.importing.email_text import file_name

    labels: set[str] = set()
    for part in found.attached:
        called = PurePosixPath(file_name(part).replace("\\", "/")).name[-LONGEST_LABEL:]
        label = "".join(sign if sign.isprintable() else "\ufffd" for sign in called)
        content: object = None
        with suppress(ValueError, TypeError, LookupError):
            content = part.get_payload(decode=True)
        if not label or not isinstance(content, bytes) or not content:
            continue
        if _is_document(label, content):
            path, number = PurePosixPath(label), 1
            while label in labels:
                number += 1
                label = f"{path.stem} ({number}){path.suffix}"
            labels.add(label)
            yield label, content


def _is_document(label: str, content: bytes) -> bool:
    from annotations.importing import IMPORTERS

    suffix = PurePosixPath(label).suffix.lower()
    if suffix in NO_ARTICLES or suffix in PICTURES:
        return False
    chosen = surest(IMPORTERS, content, label).name
    if chosen in TEXTS:
        return suffix in {".txt", ".md"}
    return chosen not in NO_DOCUMENTS


def _attached(label: str, content: bytes, wishes: Wishes, received: str) -> Part:
    """Make an article of an attached document; whatever it does, the mail is read."""
    from annotations.importing import IMPORTERS

    chosen = surest(IMPORTERS, content, label)
    try:
        if hasattr(chosen, "unpack"):
            first = next(iter(chosen.unpack(content, label, wishes)), Part(label))
            imported, failed = first.imported, first.failed
        else:
            imported, failed = chosen.parse(content, label, wishes), None
    except ImportFailed as error:
        return Part(label, failed=error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as for a file that comes alone
        kind = type(error).__name__
        return Part(label, failed=ImportFailed(label, ImportFault.BROKEN, detail=kind))
    if imported is None:
        return Part(label, failed=failed)
    return Part(label, replace(imported, received_from=received), original=content)


WARM_UP = b"""From: =?iso-8859-1?q?a?= <a@b.example>
Subject: =?utf-8?b?YQ==?=
Date: Thu, 25 Jul 2024 10:31:00 +0700
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="c"

--c
Content-Type: text/plain; charset="utf-8"; format=flowed
Content-Transfer-Encoding: quoted-printable

a =41

--c
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PHA+YTwvcD4=

--c
Content-Type: application/pdf; name*=utf-8''a.bin
Content-Disposition: attachment; filename="a.bin"
Content-Transfer-Encoding: x-uuencode

a
--c--
"""
"""Touches whatever the standard library loads late."""
