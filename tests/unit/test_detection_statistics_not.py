"""Invented sentences whose figures state nothing, and those whose number words are left out."""

import pytest

from annotations.detection import statistics
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import read

INDONESIAN = [
    "Konser dimulai jam 7 malam di alun-alun.",
    "Rapat digelar Selasa (13/8/2024) pukul 09.30 WIB.",
    "Ia lahir di Kebumen, 22 Juli 1975, anak pertama.",
    "Pameran buka 14-27 Juli 2025 dan 7 serta 9 Agustus.",
    "Laga dimulai sekitar 18.00 dan usai 20.45 malam.",
    "Pemilu 2024 dan Pilkada 2020 sudah lewat.",
    "Periode 2019-2024 ia menjabat pada kuartal III 2023.",
    "Kereta berangkat jam 10 tepat.",
    "Budi (45) dan Sari (31 tahun) melapor.",
    "Pria berusia 42 tahun itu ditahan.",
    "Korban bocah 12 tahun, pelaku berumur sekitar 30 tahun.",
    "Wanita 34 tahun itu pulang; Wira Santosa 54 tahun tinggal.",
    "Presiden ke-7 bertemu peraih juara 2 dunia.",
    "Ia peringkat 14 dunia, pulau ke 17 yang disinggahi.",
    "Presiden ke-5 dan 6 hadir.",
    "Timnas menang 3-1 atas tamunya, lalu imbang 2 - 2.",
    "Set kedua berakhir 21-18, skor 13 - 21.",
    "Gol tercipta pada menit ke-47 dan menit 89.",
    "Masuk babak 16 besar dan 10 besar.",
    "Hubungi 0812-3456-7890 atau +62 812 3456 789.",
    "Mobil B 1234 XYZ menabrak AB 77 CD.",
    "Rumahnya di Jalan Melati Nomor 12 RT 03 RW 05.",
    "Ia memakai nomor punggung 10 dan KRI 593.",
    "Perkara Nomor 60/PUU-XXII/2024 dan 12/Pid.B/2023.",
    "Pasal 340 dan Pasal 5 ayat 2 huruf 3.",
    "Siswa SMAN 3 Wonogiri dan SMP Negeri 11 Pati.",
    "Liga 1, Liga 3, G20, COVID-19, U-19, KL30, S61.",
    "Ia menonton Rimba Sunyi 2 dan memakai Galaxy Z 5 baru.",
    "Terminal 3 Ultimate, lantai 2, gerbang 5 dan 10 selatan.",
    "Gelombang 1 dan 2 sudah lewat, tahap 3 belum.",
    "Kejadian 5 tahun lalu itu terulang setelah 3 hari.",
    "Dalam 10 tahun terakhir ia diam, sejak 2 bulan silam.",
    "1. Buka laman itu.\n2. Masukkan nama.\n3. Tekan kirim.",
    "1 Wira Pratama JKT\n2 Bagus Anom SBY\n3 Dito Rahman BDG",
    "Catatan [1] dan [img.2] ada di [tautan](https://a.example/2016/300-orang).",
    "Lihat www.warta.example/berita/12345 atau @akun99 dan #tagar2024.",
    "[00:12:31] Rekaman dimulai.",
    "Dua orang datang, tiga pulang, sepuluh menunggu.",
    "Puluhan warga, ratusan ribu buruh, ribuan kapal, belasan truk.",
    "Seratus cara, seribu alasan, setengah hati, separuh jalan.",
    "Satu dari dua tersangka kabur.",
    "Hari Raya 1446 H jatuh pada 14 Jumadilawal.",
    "Hal itu 100 persen salah.",
    "Umur 20-30 tahun lebih rajin daripada 31-40 tahun.",
    "Ia presiden ke 8 Samudra Raya.",
    "Catatan waktunya 1 menit 44,618 detik.",
    "iPhone 15 Pro dan 3DMark 11 Performa dijual.",
    "Korban ada di kamar nomor 12 lantai 3 hotel bintang 4.",
    "PalmFC (BRA) 0 Sungai (POR) 0.",
]

ENGLISH = [
    "She leads among 20-to-39-year-olds.",
    "The Tides won with 1:35 left on the clock.",
    "She is a 30-something from Marlow.",
    "They met on May 5, 2016 at 7:30 p.m. in town.",
    "It ran from June 7 to 9, and again on 12 March.",
    "The 2016 election and the 2012 campaign are over.",
    "Since 1995 and between 2006 and 2012 he waited.",
    "She, 45, is a 45-year-old teacher.",
    "A man aged 33 met voters 45 and older.",
    "Children under 18 stay out.",
    "He came 3rd; it was the 21st time.",
    "The 100th show in the '80s and the 1990s.",
    "They won 3-1 in the 47th minute.",
    "The team beat them 45-40 on Monday.",
    "Route 66, Flight 370, Chapter 11 and Article 5.",
    "Game 7 of Super Bowl 50 is on Channel 4.",
    "She is ranked No. 2 and top 10.",
    "Three of the 5 won gold.",
    "Write to 100 Harbour Avenue, Suite 29.",
    "It happened 5 years ago, in the last 3 years.",
    "Within days, 30 minutes into the talk, she left.",
    "Two men met six women and ten boys.",
    "Hundreds of thousands and dozens came; half left.",
    "One of two women won; she is one of four.",
    "I am 100 percent wrong.",
    "COVID-19, G20 and B-52 are names.",
    'See [1], https://a.example/2016/12345?x=300 and <b id="55">.',
    '<post date="March 10, 2016"> A word.',
    "1. First\n2. Second\n3. Third",
    "The twenty-first of them left.",
    "The Group of 20 met.",
    "The film 9 Hours opens in every town here.",
]


def found(code: str, text: str, before: tuple[Suggestion, ...] = ()) -> list[str]:
    suggestions = statistics.find(read(text, code=code), before)
    return [text[one.start : one.end] for one in suggestions]


@pytest.mark.parametrize("text", INDONESIAN)
def test_an_indonesian_figure_that_states_nothing_is_left_alone(text: str) -> None:
    assert found("id", text) == []


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_figure_that_states_nothing_is_left_alone(text: str) -> None:
    assert found("en", text) == []


def test_a_number_inside_a_law_is_left_to_the_law() -> None:
    text = "Denda menurut aturan 200 juta rupiah itu berat."
    start = text.index("200")
    law = Suggestion(kind=Kind.LEGAL, start=start - 7, end=start + 15, rule="legal.any")
    assert found("id", text) == ["200 juta rupiah"]
    assert found("id", text, (law,)) == []


def test_a_headline_counts_what_a_name_does_not() -> None:
    assert found("id", "Polisi Tangkap 5 Pengedar Obat Keras") == ["5 Pengedar"]
    assert found("id", "Motor Lintas 750 Laris Manis\n\nPeminat motor Lintas 750 naik.") == []


@pytest.mark.parametrize(
    "text", ['"' * 200_000, "1" * 200_000, "1." * 50_000, "<" * 100_000, "twenty-" * 20_000]
)
def test_hostile_text_costs_no_time(text: str) -> None:
    assert found("id", text) == found("en", text) == []
