"""Mailboxes: many mails in one file, one below the other; each is an article of its own."""

import re
from collections.abc import Iterator

from annotations.errors import MAILBOX, ImportFailed, ImportFault
from annotations.importing import email_message
from annotations.importing.protocol import MOST_PARTS, Part, Wishes

name = "mbox"
version = 1

SURE = 97
"""Surer than one mail, whose headers stand here too."""

MAIL = re.compile(
    rb"^From [^\r\n]{1,200}\d{4}[^\r\n]{0,20}\r?\n(?=[A-Za-z][A-Za-z0-9-]{0,60}:)", re.MULTILINE
)
"""The line above each mail: who, and when, and the headers below."""
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def sniff(data: bytes, name: str) -> int:
    """Look for a line above the first mail, and for a second mail."""
    if not MAIL.match(data[:1_000]):
        return 0
    inside = data[data.find(b"\n") + 1 :][:65_536]
    another = MAIL.search(data, 10)
    return SURE if another and email_message.sniff(inside, name) else 0


def unpack(data: bytes, name: str, wishes: Wishes = Wishes()) -> Iterator[Part]:
    """Read the mails in their order; what is attached to one comes after it.

    Raises ImportFailed: EMPTY, TOO_MANY_PARTS.
    """
    starts = [found.span() for found in MAIL.finditer(data)]
    if not starts:
        raise ImportFailed(name, ImportFault.EMPTY)
    if len(starts) > MOST_PARTS:
        raise ImportFailed(name, ImportFault.TOO_MANY_PARTS, MOST_PARTS, MAILBOX)
    ends = [start for start, _ in starts[1:]] + [len(data)]
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), start=1):
        mail = ESCAPED.sub(rb"\1", data[start:end]).rstrip(b"\r\n") + b"\n"
        yield from _mail(f"{number}.eml", mail, wishes)


def _mail(label: str, mail: bytes, wishes: Wishes) -> Iterator[Part]:
    """Make the articles of one mail; whatever it does, the next is read."""
    try:
        for part in email_message.unpack(mail, label, wishes):
            if part.label:
                yield Part(f"{label}/{part.label}", part.imported, part.failed, part.original)
            else:
                yield Part(label, part.imported, part.failed, mail)
    except ImportFailed as failed:
        yield Part(label, failed=failed)
    except RecursionError:
        yield Part(label, failed=ImportFailed(label, ImportFault.TOO_DEEP))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as for a file that comes alone
        kind = type(error).__name__
        yield Part(label, failed=ImportFailed(label, ImportFault.BROKEN, detail=kind))
