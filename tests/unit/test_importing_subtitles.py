"""Subtitles: cues joined to what a person can read, each word with its time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import IMPORTERS, subtitles
from annotations.model import Imported
from annotations.storage.places import all_places
from annotations.vocabulary import ArticleKind, LocatorKind

SRT = """1
00:12:31,000 --> 00:12:33,000
<i>Selamat pagi</i>, bapak

2
00:12:33,100 --> 00:12:35,000
dan ibu sekalian.

3
00:12:45,000 --> 00:12:47,000
- Kapan jembatan itu selesai?
- Bulan depan.

4
01:00:00,000 --> 01:00:02,000
2024
"""
ROLLING = """WEBVTT
Kind: captions
Language: id

00:00:00.080 --> 00:00:02.470 align:start position:0%
\u0020
selamat<00:00:00.400><c> pagi</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
selamat pagi
\u0020

00:00:02.480 --> 00:00:04.000 align:start position:0%
selamat pagi
bapak<00:00:03.000><c> ibu</c>

00:00:04.000 --> 00:00:04.010 align:start position:0%
bapak ibu
\u0020

00:00:04.010 --> 00:00:06.000 align:start position:0%
bapak ibu
yang<00:00:05.000><c> hadir</c>
"""


def _read(source: str) -> Imported:
    data = source.encode()
    assert max(IMPORTERS, key=lambda each: each.sniff(data, "x.txt")) is subtitles
    return subtitles.parse(data, "x.txt")


def _blocks(made: Imported) -> list[str]:
    return [made.text.text[block.start : block.end] for block in made.text.blocks]


def _times(made: Imported) -> list[tuple[str, str]]:
    places = sorted(all_places(made.text), key=lambda place: place.start)
    assert {place.locator.kind for place in places} == {LocatorKind.TIME}
    return [(made.text.text[p.start : p.end].strip(), p.locator.label) for p in places]


def test_cues_become_paragraphs_and_keep_the_time_of_each_word() -> None:
    made = _read(SRT)
    assert _blocks(made) == [
        "Selamat pagi, bapak dan ibu sekalian.",
        "- Kapan jembatan itu selesai?",
        "- Bulan depan.",
        "2024",
    ]
    assert _times(made) == [
        ("Selamat pagi, bapak", "00:12:31"),
        ("dan ibu sekalian.", "00:12:33"),
        ("- Kapan jembatan itu selesai?", "00:12:45"),
        ("- Bulan depan.", "00:12:45"),
        ("2024", "01:00:00"),
    ]
    assert made.metadata.kind is ArticleKind.TRANSCRIPT


def test_web_captions_lose_their_notes_styles_and_tags_and_keep_who_speaks() -> None:
    made = _read(
        "WEBVTT - Rapat Paripurna\nLanguage: id\n\nSTYLE\n::cue { color: red }\n\n"
        "NOTE\nuntuk kami saja\n\nsatu\n"
        "00:01.000 --> 00:03.000 align:start line:0\n<v Siti Aminah>Kami &amp; mereka"
        " <c.red>siap</c>\n\n"
        "00:03.000 --> 00:04.000\n<v Siti Aminah>bekerja &lt;keras>.\n\n"
        "00:05.000 --> 00:06.000\n<v Budi>Baik.</v>\n"
    )
    assert _blocks(made) == ["Siti Aminah: Kami & mereka siap bekerja <keras>.", "Budi: Baik."]
    assert (made.metadata.title, made.metadata.language) == ("Rapat Paripurna", "id")


def test_captions_that_roll_over_the_screen_are_said_once() -> None:
    made = _read(ROLLING)
    assert _blocks(made) == ["selamat pagi bapak ibu yang hadir"]
    assert _times(made) == [
        ("selamat pagi", "00:00:00"),
        ("bapak ibu", "00:00:02"),
        ("yang hadir", "00:00:04"),
    ]


def test_a_person_may_say_a_thing_twice() -> None:
    cues = ("Tidak.", "Tidak.", "Itu bukan uang kami.", "Uang siapa?", "Saya tidak tahu.", "Ya.")
    made = _read(
        "\n".join(
            f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}\n"
            for n, words in enumerate(cues, start=1)
        )
    )
    assert _blocks(made) == [" ".join(cues)]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (">> Saya menolak.", True),
        ("KETUA SIDANG: Saya menolak.", True),
        ("Siti Aminah: Saya menolak.", True),
        ("- Saya menolak.", True),
        ("yang kami tolak: semuanya.", False),
    ],
)
def test_somebody_elses_words_begin_a_paragraph(line: str, parts: bool) -> None:
    made = _read(
        f"00:00:01,000 --> 00:00:02,000\nMohon maaf\n\n00:00:02,000 --> 00:00:03,000\n{line}\n"
    )
    assert _blocks(made) == (["Mohon maaf", line] if parts else [f"Mohon maaf {line}"])


def test_a_long_silence_ends_a_paragraph() -> None:
    made = _read("00:00:01,000 --> 00:00:02,000\nsatu\n\n00:00:10,000 --> 00:00:11,000\ndua\n")
    assert _blocks(made) == ["satu", "dua"]


def test_captions_of_youtube_are_read() -> None:
    made = _read("0:00:01.000,0:00:03.000\nHalo\ndunia\n\n0:00:03.000,0:00:05.000\nlagi\n")
    assert _blocks(made) == ["Halo dunia lagi"]
    assert _times(made) == [("Halo dunia", "00:00:01"), ("lagi", "00:00:03")]


@pytest.mark.parametrize(
    "data",
    [SRT.replace("\n", "\r\n").encode("utf-8-sig"), SRT.encode("utf-16"), SRT.encode("cp1252")],
)
def test_line_ends_and_encodings_change_nothing(data: bytes) -> None:
    assert subtitles.sniff(data, "") == subtitles.MARKED
    assert subtitles.parse(data, "").text == _read(SRT).text


def test_times_of_meetings_are_read_without_their_zeros() -> None:
    made = _read(
        "WEBVTT\n\n6e2b/12-0\n0:0:1.0 --> 0:0:3.54\n<v Ratna Dewi>Rapat dibuka.</v>\n\n"
        "6e2b/17-0\n0:1:5.2 --> 1:2:7.95\n<v Bambang>Terima kasih.</v>\n"
    )
    assert made.text.text == "Ratna Dewi: Rapat dibuka.\n\nBambang: Terima kasih."
    times = [block.locator.label for block in made.text.blocks if block.locator]
    assert times == ["00:00:01", "00:01:05"]


def test_subtitles_in_which_nobody_speaks_are_empty() -> None:
    with pytest.raises(ImportFailed) as raised:
        subtitles.parse(b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "kosong.vtt")
    assert (raised.value.fault, raised.value.name) == (ImportFault.EMPTY, "kosong.vtt")


@pytest.mark.parametrize("text", ["WEBVTTX\n", "Berita --> besok\n", "1\n2\n3\n", ""])
def test_other_texts_are_no_subtitles(text: str) -> None:
    assert subtitles.sniff(text.encode(), "berita.srt") == 0


@given(st.lists(st.tuples(st.integers(0, 400_000), st.text(max_size=40)), min_size=1, max_size=12))
def test_any_cues_make_a_lawful_text(cues: list[tuple[int, str]]) -> None:
    source = "".join(
        f"{n}\n{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02},000 --> 99:00:00,000\n{words}\n\n"
        for n, (at, words) in enumerate(cues, start=1)
    )
    try:
        made = subtitles.parse(source.encode("utf-8", "surrogatepass"), "x")
    except ImportFailed as failed:
        if failed.fault is ImportFault.EMPTY:
            return
        raise
    places = sorted(all_places(made.text), key=lambda place: place.start)
    ends = [0, *(place.end for place in places)]
    assert all(end <= place.start < place.end for end, place in zip(ends, places, strict=False))
    assert all(
        any(block.start <= place.start and place.end <= block.end for block in made.text.blocks)
        for place in places
    )
    assert made.text.text == made.text.text.strip()
