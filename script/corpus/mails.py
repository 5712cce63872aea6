"""Mails, saved pages of one file (MHTML), and archives of mixed files."""

# Templates of pages are not wrapped; what goes into JSON has any type.
# ruff: noqa: E501, ANN401

import quopri
import zipfile
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO
from typing import Any

import around
from kept import CORPUS, keep, keep_story, maybe, metadata
from more_pages import microdata, page_head
from pages import modern, wordpress
from stories import Story, body_html, paragraphs, plain, story, structure

HAND = "written by the script"
FROM = {
    "mail-tip": ("Rosalind Achterberg", "r.achterberg@post.example"),
    "mail-humas": ("Humas Air Bersih Arunika", "humas@airbersih.example"),
    "cafe": ("Zoë Müller", "zoe@cotereview.example"),
    "chinese": ("林书豪", "lin@nanwan.example"),
    "release-water": ("Harrow Valley Water press office", "press@harrowvalleywater.example"),
}


def text_of(read: Story) -> str:
    """Write a story's paragraphs as a mail's plain text."""
    lines = []
    for piece in read.pieces:
        mark = "- " if piece.kind == "ul" else ""
        lines.append("\n".join(mark + plain(item) for item in piece.items))
    return "\n\n".join(lines) + "\n"


def envelope(read: Story, to: str = "Newsdesk <desk@courier.example>") -> EmailMessage:
    """Make a mail with its headers."""
    from email.utils import formataddr

    message = EmailMessage(policy=policy.SMTP)
    date = read.date if "T" in read.date else read.date + "T08:30:00+00:00"
    message["Received"] = "from mx.example by in.example; " + format_datetime(
        datetime.fromisoformat(date)
    )
    message["From"] = formataddr(FROM[read.name])
    message["To"] = to
    message["Subject"] = read.title
    message["Date"] = format_datetime(datetime.fromisoformat(date))
    message["Message-ID"] = f"<{read.name}.2024@post.example>"
    return message


def html_of(read: Story) -> str:
    """Write a story as an HTML mail: styles, a tracking picture, a footer."""
    return (
        "<html><head><style>p{margin:0 0 1em}</style></head><body><div style='font-family:Arial'>"
        f"{body_html(read)}</div><img src='https://track.example/o.gif' width='1' height='1'></body></html>"
    )


def said_of(read: Story) -> dict[str, str]:
    """Say what a mail's headers say."""
    date = read.date if "T" in read.date else read.date + "T08:30:00+00:00"
    said = {"title": read.title, "published": date, "byline": FROM[read.name][0]}
    return said | ({"language": read.lang} if read.lang in {"id", "en"} else {})  # or no word of it


def keep_mail(name: str, message: EmailMessage | bytes, read: Story, **others: Any) -> None:
    """Write a mail and its text: the body, with the headers at will."""
    data = message if isinstance(message, bytes) else message.as_bytes()
    who, address = FROM[read.name]
    text = others.pop("text", [*maybe(read.title, who, address), *paragraphs(read)])
    others.setdefault("counts", None)
    keep("eml", name, data, text, said_of(read), HAND, **others)


def make() -> None:
    """Write all three formats."""
    make_mails()
    make_forwarded()
    make_attached()
    make_reply()
    make_mhtml()
    make_zips()


def make_mails() -> None:
    """Write mails of one body and of two, in several encodings."""
    read = story("mail-tip")
    message = envelope(read)
    message.set_content(text_of(read), cte="quoted-printable")
    keep_mail("tip.eml", message, read)
    read = story("mail-humas")
    message = envelope(read)
    message.set_content(text_of(read))
    message.add_alternative(html_of(read), subtype="html")
    message.add_attachment(
        b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="surat.pdf"
    )
    keep_mail("humas-alternative.eml", message, read, absent=["margin:0", "%PDF"])
    read = story("release-water")
    message = envelope(read)
    message.set_content(html_of(read), subtype="html", cte="base64")
    counts = structure(read, headline=False)
    keep_mail(
        "release-html.eml", message, read, counts=counts, absent=["margin:0", "track.example"]
    )
    read = story("cafe")
    message = envelope(read)
    message.set_content(text_of(read), charset="windows-1252", cte="quoted-printable")
    keep_mail("cafe-1252.eml", message, read)
    read = story("chinese")
    message = envelope(read)
    message.set_content(text_of(read), charset="gbk", cte="base64")
    keep_mail("chinese-gbk.eml", message, read)


ABOVE = "Ratna, this came back this morning. Look at the third paragraph."


def make_forwarded() -> None:
    """Write a mail that quotes another below a line."""
    inner, outer = story("mail-humas"), story("mail-tip")
    who, address = FROM[inner.name]
    head = [
        f"From: {who} <{address}>",
        "Date: 21 March 2024 at 09:07",
        f"Subject: {inner.title}",
        "To: Ratna Widyasari",
    ]
    message, said, top = _forward(outer, inner)
    quoted = "\n".join(["---------- Forwarded message ---------", *head])
    message.set_content(f"{ABOVE}\n\nRosalind\n\n{quoted}\n\n{text_of(inner)}", cte="8bit")
    text = [*top, ABOVE, "Rosalind", *maybe("Forwarded message", *head), *paragraphs(inner)]
    keep("eml", "forwarded-inline.eml", message.as_bytes(), text, said, HAND)


def make_attached() -> None:
    """Write a mail to which another is attached."""
    inner, outer = story("mail-humas"), story("mail-tip")
    attached = envelope(inner)
    attached.set_content(text_of(inner))
    message, said, top = _forward(outer, inner)
    message.set_content(f"{ABOVE}\n\nRosalind\n")
    message.add_attachment(attached)
    labels = ("Forwarded message", "From", "To", "Date", "Subject", inner.title, *FROM[inner.name])
    to = ("Newsdesk desk@courier.example", inner.date, "Thu, 21 Mar 2024 09:07:00 +0700")
    text = [*top, ABOVE, "Rosalind", *maybe(*labels, *to), *paragraphs(inner)]
    keep("eml", "forwarded-attached.eml", message.as_bytes(), text, said, HAND)


def _forward(outer: Story, inner: Story) -> tuple[EmailMessage, dict[str, str], list[Any]]:
    subject = f"Fwd: {inner.title}"
    message = envelope(outer)
    message.replace_header("Subject", subject)
    said = said_of(outer) | {"title": subject}
    said.pop("language")
    return message, said, maybe(subject, *FROM[outer.name])


def make_reply() -> None:
    """Write an answer with the first lines of what it answers below."""
    reply, asked = story("mail-tip"), story("mail-humas")
    subject = f"Re: {reply.title}"
    message = envelope(reply)
    message.replace_header("Subject", subject)
    quoted = "\n".join("> " + line for line in text_of(asked).splitlines()[:6])
    body = text_of(reply).replace("’", "'")  # has no such mark
    body += f"\nOn Thu, 21 Mar 2024, Humas wrote:\n{quoted}\n"
    message.set_content(body, charset="iso-8859-15", cte="quoted-printable")
    text = [
        *maybe(subject, *FROM[reply.name]),
        *paragraphs(reply),
        *maybe("On Thu, 21 Mar 2024, Humas wrote:"),
        *paragraphs(asked)[:3],
    ]
    keep("eml", "reply.eml", message.as_bytes(), text, said_of(reply) | {"title": subject}, HAND)


def mhtml(
    source: str,
    read: Story,
    *,
    charset: str = "utf-8",
    saved: str = "Sun, 30 Jun 2024 08:15:42 -0000",
) -> bytes:
    """Write a page as browsers save it in one file."""
    edge = "----MultipartBoundary--k9QyJ4lHh1"
    body = quopri.encodestring(source.encode(charset)).replace(b"\n", b"\r\n")
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {read.url}\r\nSubject: =?utf-8?Q?page?=\r\n"
        f'Date: {saved}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        f'\tboundary="{edge}"\r\n\r\n\r\n--{edge}\r\nContent-Type: text/html; charset={charset}\r\n'
        f"Content-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {read.url}\r\n\r\n"
    )
    tail = (
        f"\r\n--{edge}\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: cid:css-1@mhtml.blink\r\n\r\nbody {{ margin: 0 }}\r\n--{edge}\r\nContent-Type: text/html; "
        f"charset=utf-8\r\nContent-Location: https://ads.example/frame\r\n\r\n<html><body>Sponsored: mattresses</body></html>"
        f"\r\n--{edge}--\r\n"
    )
    return head.encode() + body + tail.encode()


def make_mhtml() -> None:
    """Write three pages in one file each."""
    for source, layout, charset in (
        ("banjir", modern, "utf-8"),
        ("budget", microdata, "utf-8"),
        ("jembatan", wordpress, "windows-1252"),
    ):
        read = story(source)
        data = mhtml(layout(read).replace('<meta charset="utf-8">', ""), read, charset=charset)
        said = metadata(read, "title", "byline", "outlet", "url", "published")
        head = page_head(read)
        keep_story(
            "mhtml",
            f"{source}.{'mht' if charset != 'utf-8' else 'mhtml'}",
            data,
            read,
            said,
            HAND,
            *head,
            absent=[*around.NOISE[read.lang], "margin: 0"],
            retrieved="2024-06-30T08:15:42",
        )


def make_zips() -> None:
    """Pack files of the corpus, with names of three systems."""
    packs = {
        "desk.zip": (
            "markdown/banjir.md",
            "docx/harbour.docx",
            "html/budget-microdata.html",
            "rtf/cafe-ansi.rtf",
        ),
        "folders.zip": (
            "plain/ferry.txt",
            "odt/jembatan-libreoffice.odt",
            "eml/tip.eml",
            "srt/interview.srt",
        ),
    }
    for pack, members in packs.items():
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
            for place, member in enumerate(members):
                name = (
                    f"stories/{place}é/{member.split('/')[1]}"
                    if pack == "folders.zip"
                    else member.split("/")[1]
                )
                target.writestr(
                    zipfile.ZipInfo(name, (2024, 6, 30, 8, 0, 0)), (CORPUS / member).read_bytes()
                )
            target.writestr(
                zipfile.ZipInfo("__MACOSX/._banjir.md", (2024, 6, 30, 8, 0, 0)), b"\0\5\26\7"
            )
            target.writestr(zipfile.ZipInfo(".DS_Store", (2024, 6, 30, 8, 0, 0)), b"\0\0\0\1Bud1")
        keep("zip", pack, buffer.getvalue(), [], {}, HAND, members=list(members))
