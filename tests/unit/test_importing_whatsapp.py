"""WhatsApp's exports: of every telephone, each message with its sender and its minute."""

import io
import zipfile

import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import IMPORTERS, whatsapp
from annotations.importing.whatsapp import DATES_GUESSED, MEDIA_KEPT, SYSTEM_LEFT_OUT
from annotations.model import Imported
from annotations.vocabulary import ArticleKind, LocatorKind, RunKind

ANDROID = """25/07/24 10.30 - Pesan dan panggilan terenkripsi secara end-to-end. Ketuk untuk info.
25/07/24 10.30 - Budi membuat grup "Rapat: Anggaran"
25/07/24 10.31 - Budi: Selamat pagi
jalan sudah selesai

25 meter
25/07/24 10.32 - Budi: IMG-20240725-WA0001.jpg (file terlampir)
jembatan itu
25/07/24 10.33 - \u202a+62 812\u20113456\u20117890\u202c: Oke <Pesan ini diedit>
26/07/24 09.00 - \u202a+62 812\u20113456\u20117890\u202c: Pesan ini dihapus
26/07/24 09.01 - Anda menambahkan Siti
"""


def _read(source: str | bytes, name: str = "x.txt") -> Imported:
    data = source.encode() if isinstance(source, str) else source
    assert max(IMPORTERS, key=lambda each: each.sniff(data, name)) is whatsapp
    return whatsapp.parse(data, name)


def _messages(made: Imported) -> list[tuple[str, str]]:
    """List what was sent and when, without the names that stand above."""
    found = []
    for block in made.text.blocks:
        words = made.text.text[block.start : block.end]
        assert block.locator is not None
        assert block.locator.kind is LocatorKind.MESSAGE
        if words != block.locator.label:
            found.append((block.locator.label, words))
    return found


def _zip(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return data.getvalue()


def test_a_chat_is_its_messages_with_their_senders_and_times() -> None:
    made = _read(ANDROID, "Chat WhatsApp dengan Rapat Anggaran (1).txt")
    assert _messages(made) == [
        ("Budi, 2024-07-25 10:31", "Selamat pagi\njalan sudah selesai\n\n25 meter"),
        ("Budi, 2024-07-25 10:32", "IMG-20240725-WA0001.jpg (file terlampir)\njembatan itu"),
        ("+62 812-3456-7890, 2024-07-25 10:33", "Oke <Pesan ini diedit>"),
        ("+62 812-3456-7890, 2024-07-26 09:00", "Pesan ini dihapus"),
    ]
    ordinals = [block.locator.ordinal for block in made.text.blocks if block.locator]
    assert ordinals == [1, 1, 2, 3, 3, 4, 4]
    about = made.metadata
    assert (about.title, about.kind) == ("WhatsApp: Rapat Anggaran", ArticleKind.TRANSCRIPT)
    assert (about.published.start, about.published.end) == ("2024-07-25", "2024-07-26")
    assert made.warnings == (SYSTEM_LEFT_OUT,)


def test_what_nobody_typed_is_set_apart_within_a_message() -> None:
    made = _read(ANDROID)
    runs = [
        made.text.text[run.start : run.end]
        for run in made.text.runs
        if run.kind is RunKind.EMPHASIS
    ]
    assert runs == [
        "IMG-20240725-WA0001.jpg (file terlampir)",
        "<Pesan ini diedit>",
        "Pesan ini dihapus",
    ]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("25/07/24 10.31 - Budi: halo", "Budi, 2024-07-25 10:31"),
        ("25/07/2024, 10:31 - Budi: halo", "Budi, 2024-07-25 10:31"),
        ("25/07/2024 pukul 10.31 - Budi: halo", "Budi, 2024-07-25 10:31"),
        ("7/25/24, 10:31 PM - Budi: halo", "Budi, 2024-07-25 22:31"),
        ("7/25/24, 12:31\u202fAM - Budi: halo", "Budi, 2024-07-25 00:31"),
        ("25/7/24, 12:31 p.m. - Budi: halo", "Budi, 2024-07-25 12:31"),
        ("25.07.24, 10:31 - Budi: halo", "Budi, 2024-07-25 10:31"),
        ("25-07-2024 10:31 - Budi: halo", "Budi, 2024-07-25 10:31"),
        ("2024-07-25, 10:31 - Budi: halo", "Budi, 2024-07-25 10:31"),
        ("[25/07/24 10.31.22] Budi: halo", "Budi, 2024-07-25 10:31"),
        ("\u200e[25/07/24, 10:31:22] Budi: halo", "Budi, 2024-07-25 10:31"),
        ("[7/25/24, 1:31:22\u202fPM] ~\u202fBudi: halo", "~ Budi, 2024-07-25 13:31"),
    ],
)
def test_every_telephone_writes_its_own_dates(line: str, label: str) -> None:
    assert _messages(_read(f"{line}\n{line}")) == [(label, "halo")] * 2


@pytest.mark.parametrize(
    ("dates", "first", "guessed"),
    [
        (("05/07/24", "13/07/24"), "2024-07-05", False),
        (("07/05/24", "07/13/24"), "2024-07-05", False),
        (("05/07/24", "01/08/24"), "2024-07-05", False),
        (("07/05/24", "08/01/24"), "2024-07-05", False),
        (("05/07/24", "06/07/24"), "2024-07-05", True),
        (("7/5/24", "7/6/24"), "2024-07-05", True),
        (("05/07/24", "05/07/24"), "2024-07-05", True),
        (("07/07/24", "07/07/24"), "2024-07-07", False),
    ],
)
def test_day_and_month_are_told_apart_over_the_whole_file(
    dates: tuple[str, ...], first: str, guessed: bool
) -> None:
    made = _read("\n".join(f"{date}, 10:31 - Budi: halo" for date in dates))
    assert made.metadata.published.start == first
    assert (DATES_GUESSED in made.warnings) is guessed


@pytest.mark.parametrize(
    "words",
    [
        "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
        "Budi joined using this group's invite link",
        'Budi changed the subject to "Rapat: selesai"',
        "Budi mengubah subjek menjadi “Rapat: selesai”",
        "Rapat: \u200ePesan dan panggilan terenkripsi secara end-to-end.",
        "Siti: \u200eSiti added Ani",
    ],
)
def test_what_whatsapp_says_itself_is_no_message(words: str) -> None:
    made = _read(f"[25/07/24 10.30.00] {words}\n[25/07/24 10.31.00] Budi: Siti keluar: benar?")
    assert [words for _, words in _messages(made)] == ["Siti keluar: benar?"]
    assert made.warnings == (SYSTEM_LEFT_OUT,)


@pytest.mark.parametrize(
    "words",
    [
        "<Media omitted>",
        "<Media tidak disertakan>",
        "\u200e<attached: 00000012-PHOTO-2024-07-25-10-31-22.jpg>",
        "\u200e<terlampir: 00000012-AUDIO-2024-07-25-10-31-22.opus>",
        "\u200eimage omitted",
        "\u200egambar tidak disertakan",
        "\u200eThis message was deleted.",
    ],
)
def test_pictures_and_deleted_messages_are_mentions(words: str) -> None:
    made = _read(f"[25/07/24 10.30.00] Siti: ya\n[25/07/24 10.31.00] Budi: {words}")
    assert _messages(made)[1][1] == words.lstrip("\u200e")
    last = made.text.runs[-1]
    assert last.kind is RunKind.EMPHASIS
    assert made.text.text[last.start : last.end] == words.lstrip("\u200e")


def test_who_writes_is_named_where_the_sender_the_day_or_the_hour_changes() -> None:
    times = ("25/07/24 10.00", "25/07/24 10.59", "25/07/24 12.30", "26/07/24 12.31")
    made = _read("\n".join(f"{time} - Budi: pesan" for time in times))
    strong = [made.text.text[r.start : r.end] for r in made.text.runs if r.kind is RunKind.STRONG]
    assert strong == ["Budi, 2024-07-25 10:00", "Budi, 2024-07-25 12:30", "Budi, 2024-07-26 12:31"]


@pytest.mark.parametrize(
    ("archive", "inside", "title"),
    [
        ("WhatsApp Chat - Rapat.zip", "_chat.txt", "WhatsApp: Rapat"),
        ("unduhan.zip", "WhatsApp Chat with Siti Aminah.txt", "WhatsApp: Siti Aminah"),
        ("unduhan.zip", "_chat.txt", "WhatsApp: Rapat: Anggaran"),
    ],
)
def test_a_chat_with_its_pictures_is_one_article(archive: str, inside: str, title: str) -> None:
    made = _read(_zip({"IMG-20240725-WA0001.jpg": "\xff", inside: ANDROID}), archive)
    assert made.text == _read(ANDROID).text
    assert made.metadata.title == title
    assert MEDIA_KEPT in made.warnings


def test_a_chat_that_nobody_named_is_named_by_who_writes() -> None:
    made = _read("25/07/24 10.31 - Budi: a\n25/07/24 10.32 - Siti: b")
    assert made.metadata.title == "WhatsApp: Budi, Siti"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"2024-07-25 10:31:22 - root: started\n2024-07-25 10:31:23 - root: ended\n", "log.txt"),
        (b"[2024-07-25 10:31:22] local: a\n[2024-07-25 10:31:23] local: b\n", "log.txt"),
        (b"25/07/2024, 10:31 WIB - JAKARTA: Warga menunggu.\n\nPolisi datang.", "berita.txt"),
        (b"Berita\n\n25/07/2024 10:31 - Polisi: satu orang\n", "berita.txt"),
        (b"PK\x03\x04 nothing", "WhatsApp Chat - X.zip"),
        (_zip({"berita.txt": "halo"}), "WhatsApp Chat - X.zip"),
        (b"", "WhatsApp Chat with X.txt"),
    ],
)
def test_other_files_are_no_chats(data: bytes, name: str) -> None:
    assert whatsapp.sniff(data, name) == 0


def test_a_chat_in_which_nobody_wrote_is_empty() -> None:
    with pytest.raises(ImportFailed) as raised:
        whatsapp.parse(b"25/07/24 10.30 - Budi keluar\n", "kosong.txt")
    assert (raised.value.fault, raised.value.name) == (ImportFault.EMPTY, "kosong.txt")
