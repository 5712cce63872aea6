"""Transcripts as text: who says what at which time, in the layouts that people are sent."""

import pytest

from annotations.importing import IMPORTERS, transcript
from annotations.model import Imported
from annotations.storage.places import all_places
from annotations.vocabulary import ArticleKind, BlockKind

TURNS = [("Ketua: Kita mulai.", "00:12:31"), ("Siti Aminah: Baik.", "00:12:45")]


def _read(source: str) -> Imported:
    data = source.encode()
    assert max(IMPORTERS, key=lambda each: each.sniff(data, "x.md")) is transcript
    return transcript.parse(data, "x.md")


def _said(made: Imported) -> list[tuple[str, str]]:
    places = sorted(all_places(made.text), key=lambda place: place.start)
    return [(made.text.text[p.start : p.end].strip(), p.locator.label) for p in places]


@pytest.mark.parametrize(
    "source",
    [
        "[00:12:31] Ketua: Kita mulai.\n[00:12:45] Siti Aminah: Baik.",
        "[0:12:31] Ketua: Kita mulai.\n\n[0:12:45] Siti Aminah: Baik.",
        "[00.12.31] Ketua: Kita\nmulai.\n[00.12.45] Siti Aminah: Baik.",
        "(00:12:31) Ketua: Kita mulai.\n(00:12:45) Siti Aminah: Baik.",
        "00:12:31 Ketua: Kita mulai.\n00:12:45 Siti Aminah: Baik.",
        "00:12:31 - Ketua: Kita mulai.\n00:12:45 - Siti Aminah: Baik.",
        "Ketua [00:12:31]: Kita mulai.\nSiti Aminah [00:12:45]: Baik.",
        "Ketua: [00:12:31] Kita mulai.\nSiti Aminah: [00:12:45] Baik.",
        "Ketua (00:12:31):\nKita mulai.\n\nSiti Aminah (00:12:45):\nBaik.",
        "**Ketua** [00:12:31]: Kita mulai.\n\n**Siti Aminah** [00:12:45]: Baik.",
        "Ketua  00:12:31\nKita mulai.\n\nSiti Aminah  00:12:45\nBaik.",
        "Ketua\t0:12:31\r\nKita mulai.\r\n\r\nSiti Aminah\t0:12:45\r\nBaik.",
        "[0:12:31.1 --> 0:12:40.0] Ketua: Kita mulai.\n[0:12:45.0 --> 0:12:46] Siti Aminah: Baik.",
    ],
)
def test_a_turn_has_a_name_and_a_time_in_every_layout(source: str) -> None:
    made = _read(source)
    assert _said(made) == TURNS
    strong = [made.text.text[run.start : run.end] for run in made.text.runs]
    assert strong == ["Ketua:", "Siti Aminah:"]
    assert made.metadata.kind is ArticleKind.TRANSCRIPT


def test_minutes_and_seconds_are_cited_as_they_are_written() -> None:
    made = _read("(12:31) Kita mulai.\n(12:45) Siti: Baik.\n(1:02:03) Ketua: Usai.")
    assert _said(made) == [
        ("Kita mulai.", "12:31"),
        ("Siti: Baik.", "12:45"),
        ("Ketua: Usai.", "01:02:03"),
    ]


def test_what_a_machine_heard_is_joined_to_paragraphs() -> None:
    made = _read(
        "[00:00.000 --> 00:04.000]  selamat pagi semua\n"
        "[00:04.000 --> 00:08.000]  apa kabar.\n[00:08.000 --> 00:12.000]  Kita mulai."
    )
    assert made.text.text == "selamat pagi semua apa kabar. Kita mulai."
    assert [label for _, label in _said(made)] == ["00:00", "00:04", "00:08"]
    pasted = _read("0:00\nselamat pagi\n0:05\napa kabar\n0:09\nkita mulai")
    assert pasted.text.text == "selamat pagi apa kabar kita mulai"


def test_a_time_within_a_turn_is_its_own_place() -> None:
    made = _read("[00:01:00] Siti: Baik [00:01:20] kita lanjut.\n[00:02:00] Budi: Ya.")
    assert _said(made)[:2] == [("Siti: Baik", "00:01:00"), ("kita lanjut.", "00:01:20")]
    assert made.text.text == "Siti: Baik kita lanjut.\n\nBudi: Ya."


def test_a_turn_of_two_paragraphs_names_its_speaker_once() -> None:
    made = _read("Ketua [00:01:00]: Satu.\n\nDua.\n\nSiti [00:02:00]: Tiga.")
    assert made.text.text == "Ketua: Satu.\n\nDua.\n\nSiti: Tiga."
    assert [label for _, label in _said(made)] == ["00:01:00", "00:01:00", "00:02:00"]


def test_what_stands_above_the_first_time_is_the_head() -> None:
    made = _read(
        "Transkrip Rapat Anggaran\n\n25 Juli 2024\n\n"
        "[00:00:05] Ketua: Rapat ini saya buka dan untuk itu kita akan mulai dengan doa.\n"
        "[00:00:09] Siti: Baik, terima kasih, itu yang kami minta dari awal.\n"
    )
    assert made.metadata.title == "Transkrip Rapat Anggaran"
    assert made.metadata.published.start == "2024-07-25"
    assert made.metadata.language == "id"
    assert made.text.blocks[0].locator is None
    headless = _read("[00:00:05] Ketua: Kita mulai.\n[00:00:09] Siti: Baik.")
    assert headless.metadata.title == ""


def test_a_head_in_markdown_is_read_as_such() -> None:
    made = _read(
        "---\ntitle: Rapat Anggaran\nauthor: Sekar Lestari\n---\n# Rapat\n\n"
        "**Ketua** [00:00:05]: Kita mulai.\n\n**Siti** [00:00:09]: Baik."
    )
    assert (made.metadata.title, made.metadata.byline) == ("Rapat Anggaran", "Sekar Lestari")
    assert made.text.text == "Rapat\n\nKetua: Kita mulai.\n\nSiti: Baik."
    assert made.text.blocks[0].kind is BlockKind.HEADING


@pytest.mark.parametrize(
    "text",
    [
        "Polisi datang pukul 12:31.\n\nPada 12:45 mereka pergi.\n\nPukul 13:00 usai.",
        "08:00 Registrasi\n09:00 Pembukaan\n10:00 Diskusi: Siti\n",
        "08:00\nRegistrasi\n09:00\nPembukaan\n10:00\nTutup",
        "08:00 - 09:00 Registrasi\n09:00 - 10:00 Pembukaan\n10:00 - 11:00 Diskusi",
        "[00:12:31] hanya satu kali.\n\nSelebihnya berita biasa.\n",
        "[00:12:31] a\n[00:01:31] b\n[00:00:31] c\n[00:00:01] d",
        "[25/07/24 10.31.22] Budi: halo\n[25/07/24 10.32.22] Ani: halo\n[25/07/24 10.33.22] B: y",
        "",
    ],
)
def test_times_of_day_make_no_transcript(text: str) -> None:
    assert transcript.sniff(text.encode(), "transkrip.txt") == 0


def test_a_story_with_two_quoted_times_stays_a_story() -> None:
    story = "Warga menunggu air sejak pagi.\n" * 40
    assert transcript.sniff(f"{story}[00:12:31] a\n[00:12:40] b\n[00:13:00] c\n".encode(), "") == 0
