"""Mails: their words without their headers, who sent them for the journalist alone."""

import io
import zipfile
from collections.abc import Sequence
from email import policy
from email.message import EmailMessage

import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import IMPORTERS, email_message, mbox
from annotations.importing.email_message import ATTACHMENTS
from annotations.importing.email_text import plain_body
from annotations.importing.protocol import MOST_PARTS, Part, Wishes
from annotations.importing.worker import Worker
from annotations.model import Imported
from annotations.vocabulary import ArticleKind, BlockKind, DatePrecision

HEADERS = (
    "From: Ratna Wibisono <ratna@pemkot.example>\r\nTo: redaksi@arunika.example\r\n"
    "Date: Thu, 25 Jul 2024 10:31:00 +0700\r\nMIME-Version: 1.0\r\n"
)


def _mail(**changes: str) -> EmailMessage:
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = "Ratna Wibisono <ratna@pemkot.example>"
    mail["To"] = "redaksi@arunika.example"
    mail["Subject"] = "Undangan peninjauan jembatan"
    mail["Date"] = "Thu, 25 Jul 2024 10:31:00 +0700"
    for key, value in changes.items():
        del mail[key]
        mail[key] = value
    return mail


def _parts(data: bytes, wishes: Wishes = Wishes()) -> list[Part]:
    chosen = max(IMPORTERS, key=lambda each: each.sniff(data, "x.txt"))
    assert chosen is email_message
    return list(email_message.unpack(data, "x.txt", wishes))


def _read(data: bytes | EmailMessage, wishes: Wishes = Wishes()) -> Imported:
    source = data if isinstance(data, bytes) else data.as_bytes()
    part = _parts(source, wishes)[0]
    assert part.label == ""
    assert part.imported is not None
    return part.imported


def _simple(
    body: str, content_type: str = "text/plain; charset=utf-8", encoding: str = "8bit"
) -> bytes:
    head = f"{HEADERS}Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n"
    return f"{head}\r\n{body}".encode()


def _blocks(made: Imported) -> list[tuple[str, int]]:
    return [
        (made.text.text[block.start : block.end], block.quote_level) for block in made.text.blocks
    ]


def _document() -> bytes:
    """Make a Word file with one paragraph."""
    words = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>Isi lampiran tentang jembatan.</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", words)
    return data.getvalue()


def test_the_header_says_what_when_and_who() -> None:
    mail = _mail()
    mail.set_content("Kami mengundang media untuk meninjau jembatan itu.\n")
    made = _read(mail)
    about = made.metadata
    assert (about.title, about.byline) == ("Undangan peninjauan jembatan", "Ratna Wibisono")
    assert (about.published.start, about.published.precision) == (
        "2024-07-25T10:31+07:00",
        DatePrecision.MINUTE,
    )
    assert about.kind is ArticleKind.POST
    assert made.received_from == "Ratna Wibisono <ratna@pemkot.example>"
    assert made.text.text == "Kami mengundang media untuk meninjau jembatan itu."


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("SIARAN PERS: Jembatan selesai", ArticleKind.RELEASE),
        ("Fwd: Press release - bridge", ArticleKind.RELEASE),
        ("=?utf-8?q?Siaran_Pers=3A_Jembatan?=", ArticleKind.RELEASE),
        ("Jembatan", ArticleKind.POST),
    ],
)
def test_a_release_is_known_by_its_subject(subject: str, kind: ArticleKind) -> None:
    data = f"{HEADERS}Subject: {subject}\r\n\r\nIsi surat.".encode()
    assert _read(data).metadata.kind is kind


@pytest.mark.parametrize(
    ("sender", "subject", "body", "kind"),
    [
        ("Harbour press office <a@x.example>", "New jetty", "Open.", ArticleKind.RELEASE),
        ("Pemkot <humas@x.example>", "Jembatan", "Selesai.", ArticleKind.RELEASE),
        ("Ratna <r@x.example>", "Jembatan", "Isi.\n\nNarahubung: Ratna", ArticleKind.RELEASE),
        ("Ratna <r@x.example>", "New jetty", "Open.\n\nNotes to editors\n", ArticleKind.RELEASE),
        ("Pemkot <humas@x.example>", "Re: Jembatan", "Selesai.", ArticleKind.POST),
        ("Ratna <r@x.example>", "Jembatan", "Kata humas, narahubung.", ArticleKind.POST),
    ],
)
def test_a_release_is_known_by_who_sends_it_and_how_it_ends(
    sender: str, subject: str, body: str, kind: ArticleKind
) -> None:
    made = _read(f"From: {sender}\nDate: x\nSubject: {subject}\n\n{body}".encode())
    assert made.metadata.kind is kind


@pytest.mark.parametrize(
    ("sender", "byline", "received"),
    [
        ("Ratna <r@x.example>", "Ratna", "Ratna <r@x.example>"),
        ('"Wibisono, Ratna" <r@x.example>', "Wibisono, Ratna", "Wibisono, Ratna <r@x.example>"),
        (
            "=?iso-8859-1?q?Ren=E9_Wibisono?= <r@x.example>",
            "René Wibisono",
            "René Wibisono <r@x.example>",
        ),
        ("r@x.example", "", "r@x.example"),
        ("<r@x.example>", "", "r@x.example"),
        ("René <r@x.example>", "René", "René <r@x.example>"),
        ("=?no-such-set?b?####?= <r@x.example>", None, None),
        ("((((((((", "", ""),
    ],
)
def test_a_sender_is_read_as_well_as_can_be(
    sender: str, byline: str | None, received: str | None
) -> None:
    made = _read(f"From: {sender}\r\nDate: x\r\nSubject: a\r\n\r\nIsi surat.".encode())
    assert made.text.text == "Isi surat."
    if byline is not None:
        assert (made.metadata.byline, made.received_from) == (byline, received)


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        ("René bertemu warga.", "text/plain; charset=utf-8", "8bit"),
        ("Ren=C3=A9 bertemu=\r\n warga.", "text/plain; charset=utf-8", "quoted-printable"),
        ("UmVuw6kgYmVydGVtdSB3YXJnYS4=", "text/plain; charset=utf-8", "base64"),
        ("Ren=E9 bertemu warga.", "text/plain; charset=iso-8859-1", "quoted-printable"),
        ("Ren=C3=A9 bertemu warga.", "text/plain; charset=iso-8859-1", "quoted-printable"),
        ("Ren=E9 bertemu warga.", "text/plain; charset=us-ascii", "quoted-printable"),
        ("Ren=E9 bertemu warga.", "text/plain; charset=utf-8", "quoted-printable"),
        ("René bertemu warga.", "text/plain; charset=utf-7", "8bit"),
        ("René bertemu warga.", "text/plain; charset=no-such-set", "8bit"),
        ("René bertemu \r\nwarga.", "text/plain; charset=utf-8; format=flowed", "8bit"),
        ("René ber \r\ntemu warga.", "text/plain; format=flowed; delsp=yes", "8bit"),
        ("<p>Ren&eacute; bertemu <b>warga</b>.</p>", "text/html; charset=utf-8", "8bit"),
    ],
)
def test_words_are_decoded_whatever_the_mail_says_of_them(
    body: str, content_type: str, encoding: str
) -> None:
    assert _read(_simple(body, content_type, encoding)).text.text == "René bertemu warga."


@pytest.mark.parametrize(
    "above",
    [
        b"123       \n",
        b"From a@b.example Thu Jul 25 10:31:00 2024\n",
        b"To: a@b.example\nReceived: c\n" * 9_000,
        b"MIME-Version: 1.0\n",
        b"MIME-Version: 1.0\r\n",
        b"X-Spam_score: 2.8\nX-Spam.bar: ++\n",
    ],
)
def test_what_programs_write_above_a_mail_does_not_hide_it(above: bytes) -> None:
    made = _read(above + b"From: Ratna <r@x.example>\nTo: b@c.example\nSubject: a\n\nIsi surat.")
    assert (made.text.text, made.metadata.title) == ("Isi surat.", "a")


def test_the_encoding_that_a_person_wishes_goes_first() -> None:
    data = _simple("Ren=E9 bertemu warga.", "text/plain; charset=us-ascii", "quoted-printable")
    made = _read(data, Wishes(encoding="iso-8859-2"))
    assert made.encoding == "iso-8859-2"


def test_replies_keep_how_deep_they_are_quoted() -> None:
    made = _read(
        _simple("Setuju.\r\n\r\n> Kapan selesai?\r\n>> Bulan depan.\r\n> Baik.\r\n\r\n-- \r\nRatna")
    )
    assert _blocks(made) == [
        ("Setuju.", 0),
        ("Kapan selesai?", 1),
        ("Bulan depan.", 2),
        ("Baik.", 1),
        ("--\nRatna", 0),
    ]
    assert made.text.blocks[1].kind is BlockKind.QUOTE


def test_flowed_lines_are_joined_within_their_depth() -> None:
    text = plain_body("> satu \n> dua\n>> tiga \nempat \n-- \n lima\n", flowed=True)
    found = [(text.text[b.start : b.end], b.quote_level) for b in text.blocks]
    assert found == [("satu dua", 1), ("tiga", 2), ("empat \n-- \nlima", 0)]


def test_plain_words_are_taken_before_html_unless_they_are_a_stub() -> None:
    mail = _mail()
    mail.set_content("Jembatan itu selesai bulan depan.\n")
    mail.add_alternative("<p>Jembatan itu <b>selesai</b> bulan depan.</p>", subtype="html")
    made = _read(mail)
    assert made.text.text == "Jembatan itu selesai bulan depan."
    assert made.text.runs == ()
    stub = _mail()
    stub.set_content("Lihat di peramban.\n")
    stub.add_alternative(
        "<h1>Jembatan</h1><p>Jembatan itu selesai bulan depan, kata wali kota.</p>", subtype="html"
    )
    assert _read(stub).text.text.startswith("Jembatan\n\nJembatan itu selesai")


def test_a_mail_that_was_forwarded_whole_is_quoted_below() -> None:
    inner = _mail(Subject="Asli", From="Budi <budi@x.example>")
    inner.set_content("Isi asli.\n\n> kutipan\n")
    mail = _mail(Subject="Fwd: Asli")
    mail.set_content("Untuk diketahui.\n")
    mail.add_attachment(inner)
    made = _read(mail)
    texts = _blocks(made)
    assert texts[0] == ("Untuk diketahui.", 0)
    assert texts[1][0].startswith("From: Budi <budi@x.example>\nDate: Thu, 25 Jul 2024")
    assert [level for _, level in texts] == [0, 1, 1, 2]
    assert made.warnings == ()


def test_attached_documents_are_articles_and_other_files_are_told_of() -> None:
    mail = _mail()
    mail.set_content("Terlampir.\n")
    mail.add_attachment(
        _document(), maintype="application", subtype="octet-stream", filename="../siaran.docx"
    )
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="a.png")
    first, second = _parts(mail.as_bytes())
    assert first.imported is not None
    assert first.imported.warnings == (ATTACHMENTS,)
    assert second.label == "siaran.docx"
    assert second.original == _document()
    assert second.imported is not None
    assert second.imported.text.text == "Isi lampiran tentang jembatan."
    assert second.imported.received_from == "Ratna Wibisono <ratna@pemkot.example>"


def test_a_broken_attachment_costs_only_itself() -> None:
    mail = _mail()
    mail.set_content("Terlampir.\n")
    mail.add_attachment(
        _document()[:-30], maintype="application", subtype="octet-stream", filename="siaran.docx"
    )
    first, *others = _parts(mail.as_bytes())
    assert first.imported is not None
    assert first.imported.text.text == "Terlampir."
    assert all(part.failed is not None for part in others)


def _nested(levels: int) -> bytes:
    opened = (
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(levels)
    )
    return f"{HEADERS}{''.join(opened)}\r\nIsi.\r\n".encode()


def _wide(parts: int) -> bytes:
    head = f"{HEADERS}Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    return (head + "--b\r\n\r\nx\r\n" * parts + "--b--\r\n").encode()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (_nested(150), ImportFault.TOO_DEEP),
        (_nested(5_000), ImportFault.TOO_MANY_PARTS),
        (_wide(MOST_PARTS + 1), ImportFault.TOO_MANY_PARTS),
        (_wide(100_000), ImportFault.TOO_MANY_PARTS),
        (_simple("a", "application/pkcs7-mime"), ImportFault.PROTECTED),
        (_simple("   \r\n"), ImportFault.EMPTY),
        (_simple("<b>" * 200 + "a", "text/html"), ImportFault.TOO_DEEP),
    ],
)
def test_a_hostile_mail_fails_with_one_reason(data: bytes, fault: ImportFault) -> None:
    with pytest.raises(ImportFailed) as raised:
        _parts(data)
    assert (raised.value.fault, raised.value.name) == (fault, "x.txt")


@pytest.mark.parametrize(
    "header",
    [
        "X-Long: " + "a" * 3_000_000,
        "Subject: " + "=?utf-8?q?=41?= " * 100_000,
        "Content-Type: text/plain; " + 'a="b;' * 100_000,
        "Content-Type: text/plain; charset*0*=" + "%" * 100_000,
        "Content-Disposition: inline; filename*=a'b",
        'Content-Type: text/plain; charset="a\0b"\r\nX: é',
        "Content-Type: multipart/mixed",
        "Date: Thu, 99 Jul 99999 99:99:99 +9999",
        "Content-Transfer-Encoding: base64\r\nContent-Type: text/plain",
    ],
)
def test_an_odd_header_does_no_harm(header: str) -> None:
    made = _read(f"From: a@b.example\r\nTo: c@d.example\r\n{header}\r\n\r\nIsi surat é.".encode())
    assert len(made.metadata.title) <= 2_000


@pytest.mark.parametrize(
    "text",
    [
        "Berita: hari ini\nIsi: banyak\n\nTeks.",
        "From: kiri ke kanan\n\nTeks.",
        "Subject: a\nTo: b\n\nTeks.",
        "Teks biasa\nFrom: a\nTo: b\n",
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example\nDate: x\n\n",
        "",
    ],
)
def test_other_texts_are_no_mails(text: str) -> None:
    assert email_message.sniff(text.encode(), "surat.eml") == 0


def _box(mails: Sequence[bytes]) -> bytes:
    return b"".join(
        b"From a@b.example Thu Jul 25 10:31:00 2024\n" + mail + b"\n\n" for mail in mails
    )


def test_a_mailbox_is_as_many_articles_as_it_holds_mails() -> None:
    box = _box([_simple("Satu.\n>From here on.\n"), _simple("   "), _simple("Dua.")])
    assert max(IMPORTERS, key=lambda each: each.sniff(box, "kotak")) is mbox
    first, second, third = mbox.unpack(box, "kotak")
    assert [part.label for part in (first, second, third)] == ["1.eml", "2.eml", "3.eml"]
    assert second.failed is not None
    assert [p.imported.text.text for p in (first, third) if p.imported] == [
        "Satu.\nFrom here on.",
        "Dua.",
    ]
    assert first.original is not None
    assert first.original.startswith(b"From: Ratna")
    alone = _box([_simple("Satu.")])
    assert mbox.sniff(alone, "") == 0
    assert _read(alone).text.text == "Satu."


def test_a_mail_is_read_by_the_process_that_can_open_no_file() -> None:
    mail = _mail()
    mail.set_content("René bertemu warga.\n", charset="iso-8859-15", cte="quoted-printable")
    mail.add_alternative("<p>René bertemu <i>warga</i>.</p>", subtype="html")
    mail.add_attachment(_document(), maintype="a", subtype="b", filename="siaran.docx")
    with Worker() as worker:
        worker.send(mail.as_bytes(), "surat.eml")
        found = [(part.label, part.imported) for part in worker.parts()]
    assert [label for label, _ in found] == ["", "siaran.docx"]
    assert [made.text.text for _, made in found if made] == [
        "René bertemu warga.",
        "Isi lampiran tentang jembatan.",
    ]
